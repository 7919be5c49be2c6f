//! Small jobs for the tests of this room.
//!
//! **In:** layouts as text. **Out:** typeset documents, read back. **Never:** part of the program; fonts of the machine.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::Document;

use super::choose::{Choice, Wanted, choose};
use super::face::Face;
use super::fault::Fault;
use super::job::{Bytes, Job, Profile};
use super::last::Last;
use super::run::{Typeset, typeset};
use super::stock::{FontFiles, Typefaces};
use crate::zh::date::Date;

/// A subset of Noto Serif CJK SC under another name, OFL.
pub(super) const FONT: &[u8] = include_bytes!("../../tests/fonts/song.otf");

/// The test font as the only file there is.
pub(super) struct OneFile;

impl FontFiles for OneFile {
    fn read(&self, file: usize) -> Option<Vec<u8>> {
        (file == 0).then(|| FONT.to_vec())
    }

    fn path(&self, _: usize) -> String {
        "song.otf".to_owned()
    }
}

/// Returns the face of the test font, read from that file.
pub(super) fn face(file: usize) -> Face {
    Face::read(FONT, 0, file, &["榜样测试宋体".to_owned()]).expect("the test font is sound")
}

/// Returns what is chosen where the machine has the test font alone.
pub(super) fn choice() -> Choice {
    choose(&Wanted::default(), &[face(0)]).expect("the test font can set Chinese")
}

/// A job in the making.
pub(super) struct Trial {
    pub(super) files: BTreeMap<String, Bytes>,
    pub(super) profile: Profile,
}

impl Trial {
    /// Returns a job of this layout, with the page and font that all of them have.
    pub(super) fn of(layout: &str) -> Self {
        let head = "#set page(width: 100mm, height: 80mm); #set text(font: \"Bangyang Test Song\", lang: \"zh\", \
                    region: \"cn\"); #set document(title: \"示例\")\n";
        let layout = Bytes::new(format!("{head}{layout}").into_bytes());
        Self { files: [("/print/trial.typ".to_owned(), layout)].into(), profile: Profile::Screen }
    }

    pub(super) fn with(mut self, path: &str, bytes: Vec<u8>) -> Self {
        self.files.insert(path.to_owned(), Bytes::new(bytes));
        self
    }

    pub(super) fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    pub(super) fn run(&self) -> Result<Typeset, Vec<Fault>> {
        self.run_with(&Typefaces::new(choice().faces(), Arc::new(OneFile)))
    }

    pub(super) fn run_with(&self, typefaces: &Typefaces) -> Result<Typeset, Vec<Fault>> {
        typeset(&self.job(typefaces))
    }

    pub(super) fn again(&self, last: &Last) -> Result<Arc<Typeset>, Vec<Fault>> {
        last.typeset(&self.job(&Typefaces::new(choice().faces(), Arc::new(OneFile))))
    }

    fn job<'a>(&'a self, typefaces: &'a Typefaces) -> Job<'a> {
        Job {
            layout: "print/trial.typ",
            files: &self.files,
            typefaces,
            profile: &self.profile,
            ident: "trial",
            date: Date::new(2021, 7, 1).expect("a day"),
        }
    }

    pub(super) fn done(&self) -> Typeset {
        self.run().expect("the layout is right")
    }
}

/// Returns a file read back.
pub(super) fn read(done: &Typeset) -> Document {
    Document::load_mem(&done.pdf).expect("a sound PDF")
}

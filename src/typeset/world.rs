//! What a layout can see of the world: the job's files, fonts and date.
//!
//! **In:** a [`Job`]. **Out:** Typst's view of it. **Never:** a package, a file that the job does not hold, another day.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use typst::Library;
use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use super::bounds::LIBRARY;
use super::job::Job;

/// The world of one job.
pub(super) struct World<'a> {
    job: &'a Job<'a>,
    main: FileId,
    /// Layouts that were parsed already, by path.
    parsed: Mutex<BTreeMap<String, Source>>,
}

impl<'a> World<'a> {
    /// Returns the world of a job; `None` where its layout's path cannot be one.
    pub(super) fn new(job: &'a Job<'a>) -> Option<Self> {
        let path = VirtualPath::new(format!("/{}", job.layout.trim_start_matches('/'))).ok()?;
        let main = RootedPath::new(VirtualRoot::Project, path).intern();
        Some(Self { job, main, parsed: Mutex::default() })
    }

    /// Returns the path of a file as the project knows it: `"templates/print/album.typ"`, `"data.json"`.
    pub(super) fn name(id: FileId) -> String {
        let path = id.vpath().get_without_slash();
        if path.ends_with(".typ") { format!("templates/{path}") } else { path.to_owned() }
    }

    fn bytes(&self, id: FileId) -> FileResult<Bytes> {
        if let VirtualRoot::Package(package) = id.root() {
            return Err(FileError::Package(PackageError::NotFound(package.clone())));
        }
        let (path, rooted) = (id.vpath().get_without_slash(), id.vpath().get_with_slash());
        let found = self.job.files.get(path).or_else(|| self.job.files.get(rooted));
        found.cloned().ok_or_else(|| FileError::NotFound(PathBuf::from(path)))
    }
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.job.typefaces.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        let path = id.vpath().get_with_slash();
        if let Some(source) = parsed.get(path).filter(|_| matches!(id.root(), VirtualRoot::Project)) {
            return Ok(source.clone());
        }
        let bytes = self.bytes(id)?;
        let text = bytes.as_str()?.trim_start_matches('\u{FEFF}').to_owned();
        let source = Source::new(id, text);
        parsed.insert(path.to_owned(), source.clone());
        Ok(source)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.bytes(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.job.typefaces.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        let date = self.job.date;
        Datetime::from_ymd(date.year().into(), date.month(), date.day())
    }
}

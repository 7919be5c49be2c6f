//! One PDF from one view.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::preflight::{Least, missing_glyph};
use crate::catalogue::Catalogue;
use crate::diag::{Code, Diagnostics, Outcome, Place};
use crate::source::Snapshot;
use crate::typeset::{self, Bytes, Job, Last, Placed, Profile, Remark, Typefaces, Typeset};
use crate::view::print::{Fonts, Setting};

/// What all products of a run share.
pub struct Printing<'a> {
    /// Layouts and photos by their paths: `/print/album.typ`, `/pictures/ab12.jpg`.
    pub files: BTreeMap<String, Bytes>,
    /// The fonts at hand.
    pub typefaces: &'a Typefaces,
    /// The document that was set last, where it may be asked for again.
    pub last: Option<&'a Last>,
    /// The families chosen from them.
    pub fonts: Fonts,
    /// What it is for.
    pub profile: Profile,
    /// What is true, for places of problems.
    pub catalogue: &'a Catalogue,
    /// What was written, for lines of problems.
    pub snapshot: &'a Snapshot,
}

/// A document before it is set.
pub struct Sheet {
    /// `"album"`: set by `/print/album.typ`.
    pub layout: &'static str,
    /// Where it goes below `/print/`, without `.pdf`: `"notices/2021-1"`.
    pub name: String,
    /// Its view as JSON.
    pub data: Vec<u8>,
    /// Width and height in millimetres where the product has sizes to choose from; else zeros.
    pub size: (u32, u32),
    /// The resolution that its photos should have.
    pub least: Least,
}

impl Sheet {
    /// Returns a document of a view.
    pub fn new(layout: &'static str, name: impl Into<String>, view: &impl Serialize) -> Self {
        let data = serde_json::to_vec(view).expect("views hold strings, numbers and lists alone");
        Self { layout, name: name.into(), data, size: (0, 0), least: Least::HAND }
    }

    /// Returns the names of the pictures that it shows.
    pub fn pictures(&self) -> BTreeSet<String> {
        self.told(&["file", "emblem"])
    }

    /// Returns the records that it is of, as views refer to them: `exhibit:05`.
    pub fn records(&self) -> BTreeSet<String> {
        self.told(&["of"])
    }

    /// The texts of all fields of these names.
    fn told(&self, names: &[&str]) -> BTreeSet<String> {
        let mut told = BTreeSet::new();
        let mut left: Vec<Value> = serde_json::from_slice(&self.data).into_iter().collect();
        while let Some(value) = left.pop() {
            match value {
                Value::Array(values) => left.extend(values),
                Value::Object(fields) => {
                    told.extend(names.iter().filter_map(|name| fields.get(*name)?.as_str()).map(str::to_owned));
                    left.extend(fields.into_iter().map(|(_, value)| value));
                }
                _ => {}
            }
        }
        told
    }
}

/// A finished document.
pub struct Printed {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Where its pictures were put.
    pub placed: Vec<Placed>,
    /// What is to be remembered of it where it is kept: the word of its [`Marks`](super::Marks). Else empty.
    pub note: String,
}

/// Sets one document; nothing where the layout cannot be used.
pub fn product(sheet: &Sheet, printing: &Printing) -> Outcome<Option<Printed>> {
    let mut found = Diagnostics::default();
    let setting = Setting {
        profile: printing.profile.word().to_owned(),
        width: sheet.size.0,
        height: sheet.size.1,
        fonts: printing.fonts.clone(),
    };
    let setting = serde_json::to_vec(&setting).expect("a setting holds strings and numbers alone");
    let mut files = printing.files.clone();
    files.insert("/data.json".to_owned(), Bytes::new(sheet.data.clone()));
    files.insert("/setting.json".to_owned(), Bytes::new(setting));
    let layout = format!("print/{}.typ", sheet.layout);
    let job = Job {
        layout: &layout,
        files: &files,
        typefaces: printing.typefaces,
        profile: &printing.profile,
        ident: &sheet.name,
        date: printing.catalogue.at.date(),
    };
    let set = match printing.last {
        Some(last) => last.typeset(&job).map(Arc::unwrap_or_clone),
        None => typeset::typeset(&job),
    };
    let value = match set {
        Ok(Typeset { pdf, pages, remarks, placed }) => {
            remarks.into_iter().for_each(|remark| tell(remark, printing, &mut found));
            Some(Printed { pdf, pages, placed, note: String::new() })
        }
        Err(faults) => {
            faults.into_iter().for_each(|fault| fault.tell(&mut found));
            None
        }
    };
    Outcome { value, diagnostics: found }
}

fn tell(remark: Remark, printing: &Printing, found: &mut Diagnostics) {
    match remark {
        Remark::Said { problem, of, field, over, .. } if problem == "overflow" => {
            overflow(place(&of, &field, printing.catalogue), over, found);
        }
        Remark::Said { problem, of, over, .. } if problem == "left-out" => {
            let many = over.map(|over| format!("{over:.0}张")).unwrap_or_default();
            found
                .add(Code::PhotosLeft, place(&of, "photos", printing.catalogue), format!("照片太多，后面{many}没有印"))
                .help("图册每件展品最多印7张，把要印的放在前面");
        }
        // What else a layout of somebody's own says is for whoever wrote it.
        Remark::Said { problem, of, field, .. } => {
            let place = place(&of, &field, printing.catalogue);
            found.add(Code::Template, place, format!("版式报告：{problem}")).help("对照版式的说明改好");
        }
        Remark::NoGlyph { character, .. } => missing_glyph(character, printing.snapshot, found),
        Remark::Warned(fault) => fault.tell(found),
        Remark::NoOutputIntent => {
            // One run, one profile: what is said of each document would be the same.
            found
                .add(Code::NoPressProfile, printing.catalogue.site.origin.clone(), "没有给出印刷厂的颜色特性文件")
                .help("向印刷厂要 .icc 文件，用 --icc 给出；没有它，PDF 不声明 PDF/X-4");
        }
    }
}

fn overflow(place: Place, over: Option<f64>, found: &mut Diagnostics) {
    let many = over.map(|over| format!("，多了{over:.0}字")).unwrap_or_default();
    found.add(Code::Overflow, place, format!("文字在版面里放不下{many}")).help("删减文字，或者换大一号的尺寸");
}

/// Where a layout's word for a record and its field leads: `exhibit:05` and `board`.
fn place(of: &str, field: &str, catalogue: &Catalogue) -> Place {
    let origin = of.split_once(':').and_then(|(kind, id)| catalogue.origin(kind, id));
    match origin {
        Some(origin) if !field.is_empty() => origin.at(field.to_owned()),
        Some(origin) => origin,
        None => Place::file("content"),
    }
}

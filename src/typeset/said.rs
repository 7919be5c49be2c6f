//! What came out beside the pages: what the layout reported, where it put its pictures, what it could not set.
//!
//! A layout reports by `#metadata((problem: "overflow", of: board.of, field: "board", over: 23)) <remark>`, and tells of
//! each picture by `#metadata((placed: plate.file, width: 120.5, height: 80.3)) <placed>`, in millimetres.
//!
//! **In:** a finished document. **Out:** [`Remark`]s and [`Placed`], in the order of the pages. **Never:** a guess at what
//! a layout meant: what is not in the dictionary is empty.

use typst::foundations::{Content, Dict, Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::fault::Fault;

/// Something that printed all the same, and that somebody should know.
#[derive(Debug, Clone, PartialEq)]
pub enum Remark {
    /// The layout found something.
    Said {
        /// What: `"overflow"`.
        problem: String,
        /// The record: `"exhibit:05"`, or empty.
        of: String,
        /// Its field: `"board"`, or empty.
        field: String,
        /// By how much, where it can be counted: characters too many.
        over: Option<f64>,
        /// The page, from 1.
        page: usize,
    },
    /// No font has these characters; they stand as empty boxes.
    NoGlyph {
        /// The character.
        character: char,
        /// The first page that shows it, from 1.
        page: usize,
    },
    /// Typst warned of something in a layout.
    Warned(Fault),
    /// The press file has no colour profile, so it does not claim PDF/X-4.
    NoOutputIntent,
}

/// A picture where it was put; the whole of it as scaled, though some of it may be cropped.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The file, as the plate named it.
    pub file: String,
    /// Millimetres across.
    pub width: f64,
    /// Millimetres down.
    pub height: f64,
    /// Millimetres across and down of what is seen of it; the whole where nothing is cropped.
    pub seen: (f64, f64),
    /// The page, from 1.
    pub page: usize,
}

impl Placed {
    /// Returns the pixels to an inch where the picture is `pixels` wide: what preflight compares with 300.
    pub fn ppi(&self, pixels: u32) -> f64 {
        if self.width > 0.0 { f64::from(pixels) * 25.4 / self.width } else { f64::INFINITY }
    }
}

/// Returns what the layout reported.
pub(super) fn remarks(document: &PagedDocument) -> Vec<Remark> {
    let said = |(entry, page): (Dict, usize)| Remark::Said {
        problem: text(&entry, "problem"),
        of: text(&entry, "of"),
        field: text(&entry, "field"),
        over: number(&entry, "over"),
        page,
    };
    reported(document, "remark").into_iter().map(said).collect()
}

/// Returns where pictures were put; one without a size is left out.
pub(super) fn placed(document: &PagedDocument) -> Vec<Placed> {
    let place = |(entry, page): (Dict, usize)| {
        let (width, height) = (number(&entry, "width")?, number(&entry, "height")?);
        let seen = number(&entry, "seen-width").zip(number(&entry, "seen-height")).unwrap_or((width, height));
        Some(Placed { file: text(&entry, "placed"), width, height, seen, page })
    };
    reported(document, "placed").into_iter().filter_map(place).collect()
}

/// Returns the dictionaries under a label with their pages.
fn reported(document: &PagedDocument, label: &str) -> Vec<(Dict, usize)> {
    let Some(label) = Label::new(PicoStr::intern(label)) else { return Vec::new() };
    let introspector = document.introspector();
    let entry = |content: Content| {
        let page = content.location().and_then(|location| introspector.page(location)).map_or(0, |page| page.get());
        match &content.to_packed::<MetadataElem>()?.value {
            Value::Dict(entry) => Some((entry.clone(), page)),
            _ => None,
        }
    };
    introspector.query(&Selector::Label(label)).into_iter().filter_map(entry).collect()
}

fn text(entry: &Dict, key: &str) -> String {
    match entry.get(key) {
        Ok(Value::Str(text)) => text.to_string(),
        _ => String::new(),
    }
}

fn number(entry: &Dict, key: &str) -> Option<f64> {
    match entry.get(key) {
        Ok(Value::Int(number)) => u32::try_from(*number).ok().map(f64::from),
        Ok(Value::Float(number)) => Some(*number),
        _ => None,
    }
}

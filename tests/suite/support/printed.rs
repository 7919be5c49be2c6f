//! Printing in tests: with the test font alone, so that the same pages come out on every machine.

use std::sync::Arc;

use bangyang::catalogue::Drafts;
use bangyang::memo::Memo;
use bangyang::plan::Purpose;
use bangyang::printing::{Prints, Shop, print};
use bangyang::source::Inputs;
use bangyang::typeset::{Face, FontFiles};
use bangyang::zh::date::Moment;
use lopdf::{Dictionary, Document, Object};

pub use bangyang::printing::{Fonts, Order, Product};

use super::drive::told;
use super::files::root;

/// What was printed, and what was said.
pub struct Printed {
    prints: Prints,
    /// Problems as `E0301 content/a.yaml:3`, sorted.
    pub problems: Vec<String>,
    /// The same with their words.
    pub messages: Vec<String>,
}

/// Prints a product of a project.
pub fn press(
    (inputs, memo, fonts): (&dyn Inputs, &dyn Memo, fn() -> Fonts),
    (at, drafts): (&str, Drafts),
    product: Product,
    wish: impl FnOnce(&mut Order),
) -> Printed {
    let at = Moment::parse(at).expect("a time of printing");
    let purpose = Purpose::Screen;
    let mut order = Order { at, drafts, product, purpose, only: Vec::new(), size: None, icc: None };
    wish(&mut order);
    let mut prints = print(inputs, memo, &Shop::new(move |_| fonts(), String::new), &order);
    let (problems, messages) = told(&prints.diagnostics, &prints.snapshot);
    prints.diagnostics.clear();
    Printed { prints, problems, messages }
}

/// The test font, which is on no machine: a subset of an open one.
pub fn fonts() -> Fonts {
    let data = std::fs::read(root().join("tests/fonts/song.otf")).expect("the test font");
    let face = Face::read(&data, 0, 0, &["榜样测试宋体".to_owned()]).expect("the test font");
    Fonts { faces: vec![face], files: Arc::new(TestFont(data)) }
}

/// Nothing to print with.
pub fn no_fonts() -> Fonts {
    Fonts { faces: Vec::new(), files: Arc::new(TestFont(Vec::new())) }
}

struct TestFont(Vec<u8>);

impl FontFiles for TestFont {
    fn read(&self, _: usize) -> Option<Vec<u8>> {
        Some(self.0.clone())
    }

    fn path(&self, _: usize) -> String {
        "tests/fonts/song.otf".to_owned()
    }
}

impl Printed {
    /// Returns the documents by name.
    pub fn names(&self) -> Vec<&str> {
        self.prints.documents.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// Returns words after `--only` that named nothing, as they are told.
    pub fn unknown(&self) -> &[String] {
        &self.prints.unknown
    }

    /// Returns the bytes of a document that is there.
    pub fn bytes(&self, name: &str) -> &[u8] {
        let found = self.prints.documents.iter().find(|(known, _)| known == name);
        &found.unwrap_or_else(|| panic!("no {name}: {:#?}", self.messages)).1.pdf
    }

    /// Returns a document, read.
    pub fn pdf(&self, name: &str) -> Pdf {
        Pdf::read(self.bytes(name))
    }
}

/// A PDF as a reader sees it.
pub struct Pdf(Document);

impl Pdf {
    /// Returns a PDF of these bytes.
    pub fn read(bytes: &[u8]) -> Self {
        Self(Document::load_mem(bytes).expect("a PDF"))
    }

    /// Returns how many pages there are.
    pub fn pages(&self) -> usize {
        self.0.get_pages().len()
    }

    /// Returns the text of a page (from 1), without spaces and line feeds.
    pub fn text(&self, page: u32) -> String {
        let text = self.0.extract_text(&[page]).expect("the page's text");
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{2060}' | '\u{200b}')).collect()
    }

    /// Returns the text of all pages, each on a line.
    pub fn whole(&self) -> String {
        (1..=self.pages()).map(|page| self.text(u32::try_from(page).expect("few pages")) + "\n").collect()
    }

    /// Returns a box of a page in millimetres, to two places: left, bottom, right, top.
    pub fn in_mm(&self, page: u32, name: &str) -> Option<[f64; 4]> {
        let id = self.0.get_pages()[&page];
        let page: &Dictionary = self.0.get_dictionary(id).expect("a page");
        let sides = page.get(name.as_bytes()).ok()?.as_array().ok()?;
        let side = |at: usize| {
            let points = f64::from(sides[at].as_float().expect("a number"));
            (points / 72.0 * 2540.0).round() / 100.0
        };
        Some([side(0), side(1), side(2), side(3)])
    }

    /// Returns the addresses that its links lead to.
    pub fn links(&self) -> Vec<String> {
        let actions = self.0.objects.values().filter_map(|object| {
            let dictionary = object.as_dict().ok()?;
            let action = dictionary.get(b"A").ok().and_then(|it| self.0.dereference(it).ok());
            let action = action.map_or(Some(dictionary), |(_, target)| target.as_dict().ok())?;
            let uri = action.get(b"URI").ok()?.as_str().ok()?;
            Some(String::from_utf8_lossy(uri).into_owned())
        });
        let mut links: Vec<String> = actions.collect();
        links.sort();
        links.dedup();
        links
    }

    /// Returns the titles of the outline.
    pub fn outline(&self) -> Vec<String> {
        let titles = self.0.objects.values().filter_map(|object| {
            let entry = object.as_dict().ok()?;
            entry.get(b"Parent").ok().filter(|_| entry.has(b"Dest") || entry.has(b"A"))?;
            lopdf::decode_text_string(entry.get(b"Title").ok()?).ok()
        });
        titles.collect()
    }

    /// Returns every stream, decoded, and every string: whatever could hold a word.
    pub fn everything(&self) -> Vec<u8> {
        everything(&self.0)
    }
}

/// Returns every stream of a document, decoded, and every string: whatever could hold a word.
pub fn everything(document: &Document) -> Vec<u8> {
    let mut all = Vec::new();
    for object in document.objects.values() {
        gather(object, &mut all);
    }
    gather(&Object::Dictionary(document.trailer.clone()), &mut all);
    all
}

fn gather(object: &Object, all: &mut Vec<u8>) {
    match object {
        Object::String(text, _) => all.extend(text),
        Object::Name(name) => all.extend(name),
        Object::Array(objects) => objects.iter().for_each(|object| gather(object, all)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, object)| gather(object, all)),
        Object::Stream(stream) => {
            gather(&Object::Dictionary(stream.dict.clone()), all);
            all.extend(stream.decompressed_content().unwrap_or_else(|_| stream.content.clone()));
        }
        _ => {}
    }
    all.push(b'\n');
}

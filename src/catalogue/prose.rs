//! Prose that was read, and where each of its targets leads.
//!
//! **In:** Markdown with its place, and the project's files. **Out:** a [`Text`]. **Never:** a target that nobody
//! looked at.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::id::AnyId;
use super::linker::Linker;
use super::names::Names;
use crate::diag::{Code, Diagnostics};
use crate::prose::{Document, FindingKind, links, pictures};
use crate::record::{Kind, Prose};
use crate::source::{Form, Snapshot, beside};

/// A file of the project that a page offers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// Its path from the root.
    pub path: String,
    /// Its name for readers, or empty.
    pub title: String,
    /// How many bytes it has.
    pub size: u64,
}

/// Where a target in prose leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// To a record's page, with a fragment or an empty string.
    Record(AnyId, String),
    /// To the list of a kind: the file holds many records.
    List(Kind),
    /// To a file that is published beside the pages.
    File(File),
    /// To a picture of the project, by its path.
    Picture(String),
    /// Elsewhere, or to a place on the same page: as written.
    AsWritten,
    /// To a record that is not published: the words stay, the link goes.
    Hidden,
}

/// Prose that was read.
#[derive(Debug, Clone)]
pub struct Text {
    /// Its blocks.
    pub document: Arc<Document>,
    /// Its targets, as written.
    pub targets: Targets,
}

/// The targets of a piece of prose, as written, in the order of their bytes, and where each leads.
///
/// Most pieces have one or none: a list of just so many takes a tenth of the memory of a map.
#[derive(Debug, Clone, Default)]
pub struct Targets(Box<[(String, Leads)]>);

impl Targets {
    /// Returns where a target leads; nothing where the prose does not name it.
    pub fn get(&self, target: &str) -> Option<&Leads> {
        let at = self.0.binary_search_by(|(known, _)| known.as_str().cmp(target)).ok()?;
        Some(&self.0[at].1)
    }

    /// Returns where all of them lead.
    pub fn values(&self) -> impl Iterator<Item = &Leads> {
        self.0.iter().map(|(_, leads)| leads)
    }
}

/// Knows which records stand in which file.
#[derive(Debug, Default)]
pub(super) struct Library<'a> {
    /// The records of each file, by index into the names.
    by_file: BTreeMap<Arc<str>, Vec<usize>>,
    snapshot: Option<&'a Snapshot>,
}

impl<'a> Library<'a> {
    /// Returns the library of all records known.
    pub(super) fn new(names: &Names, snapshot: &'a Snapshot) -> Self {
        let mut by_file: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
        for (at, known) in names.known.iter().enumerate() {
            by_file.entry(known.origin.file.clone()).or_default().push(at);
        }
        Self { by_file, snapshot: Some(snapshot) }
    }

    /// Returns the size of a file that is no record; `None`: it is not there.
    pub(super) fn size(&self, path: &str) -> Option<u64> {
        self.snapshot?.others.get(path).copied()
    }

    /// Returns whether the file was told as one that cannot be read.
    pub(super) fn is_unread(&self, path: &str) -> bool {
        self.snapshot.is_some_and(|snapshot| snapshot.is_unread(path))
    }

    fn is_source(&self, path: &str) -> bool {
        self.snapshot.is_some_and(|snapshot| snapshot.sources.contains_key(path))
    }

    /// Returns the size of any file below `content/`, records too: a table may be an attachment.
    pub(super) fn any_size(&self, path: &str) -> Option<u64> {
        let source = || self.snapshot?.sources.get(path).map(|source| source.bytes.len() as u64);
        self.size(path).or_else(source)
    }
}

/// Reads prose and tells what is amiss in it.
pub(super) fn text(prose: &Prose, library: &Library, linker: &mut Linker) -> Text {
    let document = prose.document.clone();
    findings(prose, &document, &mut linker.found);
    let mut targets = BTreeMap::new();
    for (target, range) in links(&document) {
        if !targets.contains_key(target) {
            let place = || prose.place_of(range.clone());
            targets.insert(target.to_owned(), leads(target, prose, place, (library, &mut *linker)));
        }
    }
    for (target, range) in pictures(&document) {
        let place = prose.place_of(range);
        if let Some(path) = picture(target, &prose.place.file, library, &mut linker.found, place) {
            targets.insert(target.to_owned(), Leads::Picture(path));
        }
    }
    Text { document, targets: Targets(targets.into_iter().collect()) }
}

fn findings(prose: &Prose, document: &Document, found: &mut Diagnostics) {
    for finding in &document.findings {
        let code = match &finding.kind {
            FindingKind::RawHtml(_) | FindingKind::UnclosedComment => Code::RawHtml,
            FindingKind::UnsafeLink(_) => Code::UnsafeLink,
            FindingKind::PictureWithoutAlt(_) => Code::AltMissing,
            FindingKind::HiddenCharacter(_) => Code::HiddenCharacter,
            _ => Code::Prose,
        };
        found.add(code, prose.place_of(finding.range.clone()), finding.kind.message()).help(finding.kind.help());
    }
}

fn leads(
    target: &str,
    prose: &Prose,
    place: impl Fn() -> crate::diag::Place,
    (library, linker): (&Library, &mut Linker),
) -> Leads {
    let lower = target.to_ascii_lowercase();
    let elsewhere = ["http://", "https://", "mailto:", "tel:", "#", "//"];
    if elsewhere.iter().any(|scheme| lower.starts_with(scheme)) {
        return Leads::AsWritten;
    }
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let decoded = percent_decoded(path.split('?').next().unwrap_or(path));
    let Ok(path) = beside(&prose.place.file, &decoded) else {
        linker
            .found
            .add(Code::OutsidePath, place(), format!("链接「{target}」超出了 content 文件夹"))
            .help("只能链接 content 里的文件，写相对路径");
        return Leads::Hidden;
    };
    if let Some(records) = library.by_file.get(path.as_str()) {
        return record(records, fragment, linker.names);
    }
    match library.size(&path) {
        Some(_) if Form::of(&path) == Form::Picture => Leads::Picture(path),
        Some(size) => Leads::File(File { path, title: String::new(), size }),
        None if library.is_source(&path) || library.is_unread(&path) => Leads::Hidden,
        None => {
            linker
                .found
                .add(Code::DeadLink, place(), format!("链接的文件「{target}」不存在"))
                .help("写从这个文件出发的相对路径，例如 ../reports/r1.md");
            Leads::Hidden
        }
    }
}

fn record(records: &[usize], fragment: &str, names: &Names) -> Leads {
    match records {
        [one] => {
            let known = &names.known[*one];
            let id = known.index.and_then(|index| AnyId::of(known.kind, index));
            id.map_or(Leads::Hidden, |id| Leads::Record(id, fragment.to_owned()))
        }
        many => Leads::List(names.known[many[0]].kind),
    }
}

/// Returns the path of a photo that is there; otherwise tells why not.
pub(super) fn picture(
    written: &str,
    file: &str,
    library: &Library,
    found: &mut Diagnostics,
    place: crate::diag::Place,
) -> Option<String> {
    let decoded = percent_decoded(written);
    let Ok(path) = beside(file, &decoded) else {
        found
            .add(Code::OutsidePath, place, format!("照片「{written}」超出了 content 文件夹"))
            .help("把照片放到记录旁边，或 content/photos/ 里");
        return None;
    };
    // A photo lies beside the record that uses it, or in `content/photos/`.
    let shared = format!("content/photos/{decoded}");
    let candidates = [path.clone(), shared];
    if let Some(there) = candidates.iter().find(|path| library.size(path).is_some()) {
        return Some(there.clone());
    }
    if candidates.iter().any(|path| library.is_unread(path)) {
        return None;
    }
    let all = library.snapshot.map(|snapshot| snapshot.others.keys().map(AsRef::as_ref).collect::<Vec<&str>>());
    let near = crate::diag::nearest(&path, all.unwrap_or_default()).map(str::to_owned);
    let problem = found.add(Code::PhotoMissing, place, format!("照片「{written}」不存在"));
    if let Some(near) = near {
        problem.help(format!("是不是「{near}」？"));
    }
    problem.help("把照片放到记录旁边，或 content/photos/ 里；大小写也要一致");
    None
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let raw = text.as_bytes();
    let mut at = 0;
    while at < raw.len() {
        let hex = raw.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match (raw[at], hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                at += 3;
            }
            (byte, _) => {
                bytes.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

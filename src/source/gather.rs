//! All files of the project at one moment.
//!
//! **In:** [`Inputs`]. **Out:** a [`Snapshot`]: text in full, pictures and attachments by name and size.
//! **Never:** follows a link out of the project.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, Deref, DerefMut};
use std::sync::Arc;

use rayon::prelude::*;

use super::inputs::{Inputs, Listed, ListedKind};
use crate::diag::{Code, Diagnostics, Outcome, Place};
use crate::zh::name;

/// How a file is read, by its extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `.md`, `.markdown`
    Markdown,
    /// `.yaml`, `.yml`
    Yaml,
    /// `.csv`
    Csv,
    /// `.xlsx`
    Xlsx,
    /// A picture: read only when it is derived.
    Picture,
    /// Anything else: an attachment, perhaps.
    Other,
}

impl Form {
    /// Returns the form that a path's extension tells.
    pub fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or_default();
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
        match extension.as_str() {
            "md" | "markdown" => Self::Markdown,
            "yaml" | "yml" => Self::Yaml,
            "csv" => Self::Csv,
            "xlsx" => Self::Xlsx,
            "jpg" | "jpeg" | "png" | "webp" | "gif" | "bmp" | "tif" | "tiff" | "heic" | "svg" => Self::Picture,
            _ => Self::Other,
        }
    }

    /// Returns whether records may stand in it.
    pub fn holds_records(self) -> bool {
        matches!(self, Self::Markdown | Self::Yaml | Self::Csv | Self::Xlsx)
    }
}

/// One file that is read in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path from the root.
    pub path: Arc<str>,
    /// How it is read.
    pub form: Form,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

impl Source {
    /// Returns a file in memory.
    pub fn new(path: &str, bytes: Vec<u8>) -> Self {
        Self { path: path.into(), form: Form::of(path), bytes: bytes.into() }
    }

    /// Returns the folders and the name below `content/`.
    pub fn below_content(&self) -> &str {
        self.path.strip_prefix("content/").unwrap_or(&self.path)
    }
}

/// Files that are read in full, by path; a copy shares them until one of the two is changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources(Arc<BTreeMap<Arc<str>, Source>>);

impl Deref for Sources {
    type Target = BTreeMap<Arc<str>, Source>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Sources {
    fn deref_mut(&mut self) -> &mut Self::Target {
        Arc::make_mut(&mut self.0)
    }
}

/// The project's files at one moment.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// Files that may hold records, and templates.
    pub sources: Sources,
    /// The size of every other file below `content/`: pictures and attachments, read when they are needed.
    pub others: Arc<BTreeMap<Arc<str>, u64>>,
    /// Links, and what could not be read: told here, so that who uses them need not be told again.
    pub unread: BTreeSet<Arc<str>>,
}

impl Snapshot {
    /// Returns the project with other bytes in one of the files that were read in full; `None`: it was not, or has too
    /// many bytes, and all has to be gathered anew.
    pub fn with(&self, path: &str, bytes: Vec<u8>) -> Option<Self> {
        let known = self.sources.get(path).filter(|_| bytes.len() as u64 <= MOST_BYTES)?;
        let source = Source { bytes: bytes.into(), ..known.clone() };
        let mut next = self.clone();
        next.sources.insert(source.path.clone(), source);
        Some(next)
    }

    /// Returns whether there is anything at this path, or in a folder of this name.
    pub fn knows(&self, path: &str) -> bool {
        fn has<V>(files: &BTreeMap<Arc<str>, V>, path: &str) -> bool {
            let below = |(other, _): (&Arc<str>, _)| other.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
            let first = |from: &str| (Bound::Included(from.to_owned().into()), Bound::<Arc<str>>::Unbounded);
            files.contains_key(path) || files.range(first(&format!("{path}/"))).next().is_some_and(below)
        }
        has(&self.sources, path) || has(&self.others, path) || self.unread.iter().any(|other| other.starts_with(path))
    }

    /// Returns whether the path, or a folder that it lies in, was told as unreadable.
    pub fn is_unread(&self, path: &str) -> bool {
        let folders = path.char_indices().filter(|(_, c)| *c == '/').map(|(at, _)| &path[..at]);
        folders.chain([path]).any(|part| self.unread.contains(part))
    }
}

/// Files of records may have this many bytes.
const MOST_BYTES: u64 = 16 << 20;

/// Returns everything below `content/` and `templates/`, and tells what could not be read.
pub fn gather(inputs: &dyn Inputs) -> Outcome<Snapshot> {
    let mut found = Diagnostics::default();
    let content = inputs.list("content");
    case_clashes(&content, &mut found);
    faked_names(&content, &mut found);
    let mut snapshot = Snapshot::default();
    let (mut sources, mut others) = (BTreeMap::new(), BTreeMap::new());
    let mut wanted = Vec::new();
    for listed in content.into_iter().chain(inputs.list("templates")) {
        let in_full = listed.path.starts_with("templates/") || Form::of(&listed.path).holds_records();
        let place = Place::file(listed.path.as_str());
        if listed.kind == ListedKind::Other {
            found.add(Code::NotAFile, place, "这是链接，不是文件").help("把文件本身复制到这里");
            snapshot.unread.insert(listed.path.into());
        } else if !in_full {
            others.insert(listed.path.into(), listed.size);
        } else if listed.size > MOST_BYTES {
            found.add(Code::TooLarge, place, "文件超过 16 MB").help("记录文件不该这么大；把名单分成几个文件");
            snapshot.unread.insert(listed.path.into());
        } else {
            wanted.push(listed.path);
        }
    }
    snapshot.others = Arc::new(others);
    let read: Vec<_> =
        wanted.into_par_iter().map(|path| (inputs.read(&path).map(|bytes| Source::new(&path, bytes)), path)).collect();
    for (source, path) in read {
        match source {
            Ok(source) => {
                sources.insert(source.path.clone(), source);
            }
            Err(why) => {
                found
                    .add(Code::Unreadable, Place::file(path.as_str()), format!("文件读不出来：{why}"))
                    .help("检查文件的权限，或者换一份");
                snapshot.unread.insert(path.into());
            }
        }
    }
    snapshot.sources = Sources(Arc::new(sources));
    Outcome { value: snapshot, diagnostics: found }
}

/// A file's name is shown (an attachment) or stands for a record; what cannot be seen in it makes two that look alike.
fn faked_names(listed: &[Listed], found: &mut Diagnostics) {
    for file in listed {
        if let Some(hidden) = name::suspicious(&file.path) {
            let fact = format!("文件名里藏着看不见的字符 U+{:04X}", u32::from(hidden));
            found.add(Code::HiddenCharacter, Place::file(file.path.as_str()), fact).help("给文件重新起个名字");
        }
    }
}

/// Windows and macOS take `A.jpg` and `a.jpg` for one file.
fn case_clashes(listed: &[Listed], found: &mut Diagnostics) {
    if listed.iter().all(|file| is_lower(&file.path)) {
        return;
    }
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for file in listed {
        if let Some(first) = seen.insert(file.path.to_lowercase(), &file.path) {
            found
                .add(Code::CaseClash, Place::file(file.path.as_str()), "两个文件名只差大小写")
                .label(Place::file(first), "另一个在这里")
                .help("给其中一个换个名字：在 Windows 上它们是同一个文件");
        }
    }
}

/// Returns whether a path is what it would be in lower case; of two that clash at most one is. What stands for bytes that are
/// no text may be the same in two names.
fn is_lower(path: &str) -> bool {
    let is_cased = |c: char| c.is_ascii_uppercase() || c == '\u{FFFD}' || (!c.is_ascii() && c.to_lowercase().ne([c]));
    !path.chars().any(is_cased)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemoryInputs;

    #[test]
    fn records_come_in_full_and_pictures_by_size() {
        let mut inputs = MemoryInputs::default();
        for path in ["content/units/a.yaml", "content/photos/A.JPG", "templates/base.html", "README.md"] {
            inputs.files.insert(path.into(), b"x".to_vec());
        }
        let snapshot = gather(&inputs).value;
        let paths: Vec<&str> = snapshot.sources.keys().map(AsRef::as_ref).collect();
        assert_eq!(paths, ["content/units/a.yaml", "templates/base.html"]);
        assert_eq!(snapshot.others.get("content/photos/A.JPG"), Some(&1));
    }

    #[test]
    fn other_bytes_in_one_snapshot_do_not_show_in_the_one_before() {
        let mut inputs = MemoryInputs::default();
        inputs.files.insert("content/units/a.yaml".into(), b"x".to_vec());
        let before = gather(&inputs).value;
        let after = before.with("content/units/a.yaml", b"y".to_vec()).expect("it was read in full");
        let bytes = |snapshot: &Snapshot| snapshot.sources["content/units/a.yaml"].bytes.to_vec();
        assert_eq!((bytes(&before), bytes(&after)), (b"x".to_vec(), b"y".to_vec()));
        assert!(before.with("content/none.yaml", Vec::new()).is_none());
    }

    #[test]
    fn names_with_characters_that_nobody_sees_are_told() {
        let mut inputs = MemoryInputs::default();
        inputs.files.insert("content/people/李\u{200B}示例.md".into(), Vec::new());
        let codes: Vec<Code> = gather(&inputs).diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::HiddenCharacter]);
    }

    #[test]
    fn names_that_differ_in_case_alone_are_told() {
        let mut inputs = MemoryInputs::default();
        for path in ["content/a.jpg", "content/A.jpg"] {
            inputs.files.insert(path.into(), Vec::new());
        }
        let codes: Vec<Code> = gather(&inputs).diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::CaseClash]);
    }
}

//! What the program wrote into the output folder, and may therefore overwrite and delete.
//!
//! Ownership is a matter of bytes: a file is ours where the manifest lists its path **with the hash of what lies
//! there**. So the manifest holds good when the whole project is copied to another disk, and it need not know
//! which of the two trees is published: before an exchange it lists what both of them hold.
//!
//! **In:** the text of a manifest. **Out:** the same, checked by its own hash. **Never:** trust in a damaged one;
//! it counts as absent, and then every file in the output folder is somebody else's.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Doing, Error};
use super::scan::{Name, NodeKind, Tree};
use crate::memo::Key;

const MAGIC: &str = "bangyang manifest 1";

/// Whether the last publication was finished.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum State {
    /// The manifest tells of the published tree and of nothing else.
    #[default]
    Settled,
    /// An exchange was about to happen; the published tree is the old one or the new one.
    Pending,
}

/// One file as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The hash of its bytes.
    pub(super) hash: Key,
    /// Which part of the site it belongs to: each command replaces only its own.
    pub(super) part: String,
    /// What was to be remembered of it, in ASCII without spaces; mostly empty.
    pub(super) note: String,
}

/// The list of what was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Whether the last publication was finished.
    pub(super) state: State,
    /// Our files; two entries at one path while an exchange is pending.
    pub(super) files: BTreeMap<Name, Vec<Entry>>,
    /// What else lay in the published tree when an exchange was about to happen, in [`words`].
    pub(super) kept: BTreeSet<String>,
}

impl Manifest {
    /// Returns the manifest at `path`; an empty one where there is none or it is damaged.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        match fs::read(path) {
            Ok(bytes) => Ok(Self::parse(&bytes).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Error::system(path, Doing::Reading, error)),
        }
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (head, body) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
        let (state, hash) = head.strip_prefix(MAGIC)?.strip_prefix(' ')?.split_once(' ')?;
        if Key::from_hex(hash)? != Key::of_parts([state.as_bytes(), body.as_bytes()]) {
            return None;
        }
        let state = if state == "pending" { State::Pending } else { State::Settled };
        let mut manifest = Self { state, ..Self::default() };
        for line in body.lines() {
            match line.split(' ').collect::<Vec<_>>()[..] {
                ["file", hash, part, path, ref note @ ..] if note.len() <= 1 => {
                    let entry = Entry { hash: Key::from_hex(hash)?, part: part.to_owned(), note: note.concat() };
                    manifest.add(name_of_route(path), entry);
                }
                ["kept", path] => {
                    manifest.kept.insert(path.to_owned());
                }
                _ => return None,
            }
        }
        Some(manifest)
    }

    /// Returns the text that [`Manifest::read`] reads back.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut body = String::with_capacity(self.files.len() * 128);
        for (path, entries) in &self.files {
            let path_words = words(path);
            for entry in entries {
                let space = if entry.note.is_empty() { "" } else { " " };
                let words = ["file ", &entry.hash.hex(), " ", &entry.part, " ", &path_words, space, &entry.note, "\n"];
                words.into_iter().for_each(|word| body.push_str(word));
            }
        }
        for path in &self.kept {
            let _ = writeln!(body, "kept {path}");
        }
        let state = if self.state == State::Pending { "pending" } else { "settled" };
        let hash = Key::of_parts([state.as_bytes(), body.as_bytes()]).hex();
        format!("{MAGIC} {state} {hash}\n{body}").into_bytes()
    }

    /// Adds a file.
    pub(super) fn add(&mut self, path: Name, entry: Entry) {
        let entries = self.files.entry(path).or_default();
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }

    /// Returns the entries of a path; none where we never wrote.
    pub(super) fn at(&self, path: &OsStr) -> impl Iterator<Item = &Entry> {
        self.files.get(path).into_iter().flatten()
    }

    /// Returns the hash of the file that we wrote at a path, where it can be no other.
    pub(super) fn told(&self, path: &OsStr) -> Option<&Key> {
        match self.files.get(path)?.as_slice() {
            [entry] => Some(&entry.hash),
            _ => None,
        }
    }

    /// Returns whether we wrote a file at this path, whatever lies there now.
    pub(super) fn has(&self, path: &OsStr) -> bool {
        self.files.contains_key(path)
    }

    /// Returns the folders that were made for our files.
    pub(super) fn folders(&self) -> BTreeSet<&OsStr> {
        all_above(self.files.keys()).collect()
    }

    /// Returns the settled manifest of the tree that is published now: entries of files that are no longer there
    /// go, and of two entries at one path the one that fits stays.
    pub(super) fn of_published(&self, tree: &Tree, hashes: &BTreeMap<Name, Key>) -> Self {
        let mut published = Self::default();
        for (path, entries) in &self.files {
            if tree.get(path).is_none_or(|node| node.kind != NodeKind::File) {
                continue;
            }
            let fits = |entry: &&Entry| hashes.get(path) == Some(&entry.hash);
            let fitting: Vec<Entry> = entries.iter().filter(fits).cloned().collect();
            let kept = if fitting.is_empty() { entries.clone() } else { fitting };
            published.files.insert(path.clone(), kept);
        }
        published
    }
}

/// Returns the folders above a relative path, the nearest first, without the root itself.
pub(super) fn above(path: &OsStr) -> impl Iterator<Item = &OsStr> {
    Path::new(path).ancestors().skip(1).map(Path::as_os_str).filter(|folder| !folder.is_empty())
}

/// Returns the folders above relative paths that are in order, each of them once or a few times.
pub(super) fn all_above<'a>(paths: impl Iterator<Item = &'a Name>) -> impl Iterator<Item = &'a OsStr> {
    let mut before: &[u8] = &[];
    paths.flat_map(move |path| {
        let known = std::mem::replace(&mut before, path.as_encoded_bytes());
        let is_above = |folder: &OsStr| {
            let rest = known.strip_prefix(folder.as_encoded_bytes());
            rest.and_then(<[u8]>::first).is_some_and(|next| std::path::is_separator(char::from(*next)))
        };
        // What is above the path before was told with it, and so was all that is above that.
        above(path).take_while(move |folder| !is_above(folder))
    })
}

/// Returns the relative path of a route.
pub(super) fn name_of_route(route: &str) -> Name {
    if cfg!(windows) { route.split('/').collect::<PathBuf>().into_os_string() } else { Name::from(route) }
}

/// Returns a relative path in plain ASCII: `/` between its parts, every other byte than a graphic one as `%XX`.
pub(super) fn words(path: &OsStr) -> String {
    let mut words = String::new();
    for (index, part) in Path::new(path).components().enumerate() {
        if index > 0 {
            words.push('/');
        }
        let part = part.as_os_str();
        let is_plain = |byte: &u8| byte.is_ascii_graphic() && *byte != b'%' && *byte != b'/';
        match part.to_str() {
            Some(part) if part.bytes().all(|byte| is_plain(&byte)) => words.push_str(part),
            _ => part.as_encoded_bytes().iter().for_each(|byte| {
                if is_plain(byte) {
                    words.push(char::from(*byte));
                } else {
                    // Writing to a string cannot fail.
                    let _ = write!(words, "%{byte:02X}");
                }
            }),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        let mut manifest = Manifest { state: State::Pending, ..Manifest::default() };
        let entry = |bytes, note: &str| Entry { hash: Key::of(bytes), part: "site".into(), note: note.into() };
        manifest.add("a/index.html".into(), entry(b"1", ""));
        manifest.add("a/index.html".into(), entry(b"2", "1.ab.cd"));
        manifest.kept.insert(words(OsStr::new("照片 1.jpg")));
        manifest
    }

    #[test]
    fn a_manifest_is_read_back_as_it_was_written() {
        assert_eq!(Manifest::parse(&sample().to_bytes()), Some(sample()));
    }

    #[test]
    fn any_single_damaged_byte_is_noticed() {
        let good = sample().to_bytes();
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 1;
            assert_eq!(Manifest::parse(&bad), None, "byte {at}");
        }
        assert_eq!(Manifest::parse(&good[..good.len() - 1]), None);
        assert_eq!(Manifest::parse(b""), None);
    }

    #[test]
    fn the_folders_above_many_paths_are_those_above_each() {
        let paths = ["a", "a.b/c", "a/b/c", "a/b/d/e/f", "a/b/d/g", "a/bc/d", "b/c", "bc"].map(Name::from);
        let one_by_one: BTreeSet<&OsStr> = paths.iter().flat_map(|path| above(path)).collect();
        assert_eq!(all_above(paths.iter()).collect::<BTreeSet<_>>(), one_by_one);
        assert_eq!(one_by_one.len(), 7);
    }

    #[test]
    fn folders_of_our_files_are_ours() {
        let manifest = sample();
        let folders = manifest.folders();
        assert_eq!(folders.into_iter().collect::<Vec<_>>(), ["a"]);
    }
}

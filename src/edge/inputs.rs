//! A project's folder on the disk as the [`Inputs`] of a build.
//!
//! **In:** a [`Disk`]. **Out:** names and bytes, and the first folder that the machine would not list. **Never:** a
//! folder that could not be listed taken for an empty one: the build must then not be published.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::disk::{Disk, Entry, EntryKind, Named};
use super::error::Error;
use super::stamp::{Seen, WATCHED};
use crate::memo::Key;
use crate::source::{Inputs, Listed, ListedKind};

/// A file may have this many bytes: photos of a large camera and scanned attachments have fewer.
const MOST_BYTES: u64 = 512 << 20;

/// The files of a project on the disk.
#[derive(Debug)]
pub struct ProjectInputs {
    disk: Disk,
    refused: Mutex<Option<Error>>,
    seen: Mutex<Seen>,
    listed: Mutex<BTreeMap<String, Entry>>,
    /// The bytes that were read; none of a file that could not be.
    read: Mutex<BTreeMap<String, Option<Key>>>,
}

impl ProjectInputs {
    /// Returns the inputs that `disk` holds.
    pub fn new(disk: Disk) -> Self {
        let (seen, listed, read) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { disk, refused: Mutex::new(None), seen, listed, read }
    }

    /// Returns the first folder that could not be listed; if there is one, what was read is not the whole project.
    pub fn refused(&self) -> Option<Error> {
        held(&self.refused).take()
    }

    /// Returns the key of all that was listed and read, and the files that nobody read; nothing where one could not be.
    pub(super) fn read_so_far(&self) -> Option<(Key, BTreeSet<String>)> {
        let (listed, read) = (held(&self.listed), held(&self.read));
        let is_told =
            held(&self.refused).is_none() && read.iter().all(|(path, key)| key.is_some() && listed.contains_key(path));
        is_told.then_some(())?;
        let key = |path: &String| read.get(path).copied().flatten();
        let unread = listed.keys().filter(|path| key(path).is_none()).cloned().collect();
        let states = listed.iter().map(|(path, entry)| (path.as_str(), state(entry, key(path))));
        Some((key_of(states), unread))
    }

    /// Returns all files as they were listed, which is before any of them was read.
    pub fn seen(&self) -> Seen {
        std::mem::take(&mut *held(&self.seen))
    }
}

impl Inputs for ProjectInputs {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let listing = self.disk.list(folder);
        held(&self.seen).add(folder, &listing);
        match listing {
            Ok(entries) => {
                held(&self.listed).extend(entries.iter().map(|entry| (entry.path.clone(), entry.clone())));
                entries.into_iter().map(listed).collect()
            }
            Err(error) => {
                held(&self.refused).get_or_insert(error);
                Vec::new()
            }
        }
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let bytes = self.disk.read(path, MOST_BYTES).map_err(|error| error.fact());
        let key = bytes.as_deref().ok().map(Key::of);
        // What is read twice must be the same twice.
        held(&self.read)
            .entry(path.to_owned())
            .and_modify(|known| *known = known.filter(|one| Some(*one) == key))
            .or_insert(key);
        bytes
    }
}

/// Returns the key of a project's files as they lie there now, of those that were read with their bytes; nothing where one
/// cannot be read.
pub(super) fn made_from(disk: &Disk, unread: &BTreeSet<String>) -> Option<Key> {
    let mut names = Vec::new();
    for folder in WATCHED {
        names.extend(disk.names(folder).ok()?);
    }
    let state = |named: &Named| {
        Some(if unread.contains(&named.path) {
            state(&named.entry().ok()?, None)
        } else {
            Key::of(&disk.read(&named.path, MOST_BYTES).ok()?).hex()
        })
    };
    let states: Option<Vec<String>> = names.par_iter().map(state).collect();
    Some(key_of(names.iter().map(|named| named.path.as_str()).zip(states?)))
}

/// What is compared of a file: its bytes where they were read.
fn state(entry: &Entry, key: Option<Key>) -> String {
    key.map_or_else(|| format!("{:?} {}", entry.kind, entry.size), |key| key.hex())
}

/// The key of files with what is compared of each.
fn key_of<'a>(files: impl Iterator<Item = (&'a str, String)>) -> Key {
    let mut all: Vec<(&str, String)> = files.collect();
    all.sort_unstable();
    Key::of_parts(all.iter().flat_map(|(path, state)| [path.as_bytes(), state.as_bytes()]))
}

fn held<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

fn listed(entry: Entry) -> Listed {
    let kind = match entry.kind {
        EntryKind::File => ListedKind::File,
        EntryKind::Link | EntryKind::Other | EntryKind::BadName => ListedKind::Other,
    };
    Listed { path: entry.path, size: entry.size, kind }
}

#[cfg(test)]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    fn inputs(folder: &Scratch) -> ProjectInputs {
        ProjectInputs::new(Disk::open(folder.path()).expect("the folder is there"))
    }

    #[test]
    fn files_are_listed_and_read_by_their_paths_from_the_root() {
        let folder = Scratch::new();
        folder.put("content/units/a.yaml", "名称: 甲");
        let inputs = inputs(&folder);
        let path = "content/units/a.yaml".to_owned();
        assert_eq!(inputs.list("content"), [Listed { path, size: 11, kind: ListedKind::File }]);
        assert_eq!(inputs.read("content/units/a.yaml"), Ok("名称: 甲".as_bytes().to_vec()));
        assert_eq!(inputs.list("templates"), []);
        assert!(inputs.refused().is_none());
    }

    #[test]
    fn why_a_file_cannot_be_read_is_one_short_fact() {
        let folder = Scratch::new();
        let why = inputs(&folder).read("content/none.yaml").expect_err("it is not there");
        assert_eq!(why, "没有这个文件或文件夹");
    }

    #[test]
    fn a_folder_that_cannot_be_listed_is_remembered() {
        let folder = Scratch::new();
        folder.put("content", "a file");
        let inputs = inputs(&folder);
        assert_eq!(inputs.list("content"), []);
        assert!(inputs.refused().is_some());
    }
}

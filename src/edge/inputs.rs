//! A project's folder on the disk as the [`Inputs`] of a build.
//!
//! **In:** a [`Disk`]. **Out:** names and bytes, and the first folder that the machine would not list. **Never:** a
//! folder that could not be listed taken for an empty one: the build must then not be published.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::disk::{Disk, Entry, EntryKind, Named};
use super::error::Error;
use super::stamp::{Seen, WATCHED};
use crate::memo::Key;
use crate::source::{Form, Inputs, Listed, ListedKind};

/// A file may have this many bytes: photos of a large camera and scanned attachments have fewer.
const MOST_BYTES: u64 = 512 << 20;

/// Files of records mostly have fewer bytes; larger ones are not held ahead, nor photos and attachments.
const SMALL: usize = 64 << 10;

/// What a file held when it was read, and its key.
type Held = (Vec<u8>, Key);

/// The files of a project on the disk.
#[derive(Debug)]
pub struct ProjectInputs {
    disk: Disk,
    refused: Mutex<Option<Error>>,
    seen: Mutex<Seen>,
    listed: Mutex<BTreeMap<String, Entry>>,
    /// The bytes that were read; none of a file that could not be.
    read: Mutex<BTreeMap<String, Option<Key>>>,
    /// Files of records that were read to compare them, until somebody asks for what they hold.
    ahead: Mutex<FxHashMap<String, Held>>,
}

impl ProjectInputs {
    /// Returns the inputs that `disk` holds.
    pub fn new(disk: Disk) -> Self {
        let (seen, listed, read, ahead) = (Mutex::default(), Mutex::default(), Mutex::default(), Mutex::default());
        Self { disk, refused: Mutex::new(None), seen, listed, read, ahead }
    }

    /// Returns the real path of the project.
    pub fn root(&self) -> &Path {
        self.disk.root()
    }

    /// Returns the key of the project's files as they lie there now, of those that were read with their bytes; nothing where
    /// one cannot be read. What small files of records hold need not be read again.
    pub(super) fn made_from(&self, unread: &BTreeSet<String>) -> Option<Key> {
        let mut names = Vec::new();
        for folder in WATCHED {
            names.extend(self.disk.names(folder).ok()?);
        }
        let read = |named: &Named| {
            if unread.contains(&named.path) {
                return Some((state(&named.entry().ok()?, None), None));
            }
            let bytes = self.disk.read(&named.path, MOST_BYTES).ok()?;
            let key = Key::of(&bytes);
            let is_held = Form::of(&named.path).holds_records() && bytes.len() <= SMALL;
            Some((key.hex(), is_held.then_some((bytes, key))))
        };
        let read: Vec<(String, Option<Held>)> = names.par_iter().map(read).collect::<Option<_>>()?;
        let key = key_of(names.iter().zip(&read).map(|(named, (state, _))| (named.path.as_str(), state.as_str())));
        let ahead = names.into_iter().zip(read).filter_map(|(named, (_, bytes))| Some((named.path, bytes?)));
        *held(&self.ahead) = ahead.collect();
        Some(key)
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
        let states: Vec<_> = listed.iter().map(|(path, entry)| (path.as_str(), state(entry, key(path)))).collect();
        Some((key_of(states.iter().map(|(path, state)| (*path, state.as_str()))), unread))
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
        let ahead = held(&self.ahead).remove(path);
        let (bytes, key) = match ahead {
            Some((bytes, key)) => (Ok(bytes), Some(key)),
            None => {
                let bytes = self.disk.read(path, MOST_BYTES).map_err(|error| error.fact());
                let key = bytes.as_deref().ok().map(Key::of);
                (bytes, key)
            }
        };
        // What is read twice must be the same twice.
        held(&self.read)
            .entry(path.to_owned())
            .and_modify(|known| *known = known.filter(|one| Some(*one) == key))
            .or_insert(key);
        bytes
    }
}

/// What is compared of a file: its bytes where they were read.
fn state(entry: &Entry, key: Option<Key>) -> String {
    key.map_or_else(|| format!("{:?} {}", entry.kind, entry.size), |key| key.hex())
}

/// The key of files with what is compared of each.
fn key_of<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Key {
    let mut all: Vec<(&str, &str)> = files.collect();
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
    fn what_was_compared_is_read_no_second_time() {
        let folder = Scratch::new();
        folder.put("content/a.yaml", "甲");
        folder.put("content/b.jpg", "照片");
        let first = inputs(&folder);
        WATCHED.iter().for_each(|part| drop(first.list(part)));
        first.read("content/a.yaml").expect("it is there");
        let (key, unread) = first.read_so_far().expect("all was read");
        let second = inputs(&folder);
        assert_eq!(second.made_from(&unread), Some(key));
        folder.put("content/a.yaml", "乙");
        assert_eq!(second.read("content/a.yaml").as_deref(), Ok("甲".as_bytes()));
        assert_eq!(second.read("content/a.yaml").as_deref(), Ok("乙".as_bytes()));
        assert_eq!(second.read_so_far(), None, "it was read twice and was not the same twice");
        assert_ne!(inputs(&folder).made_from(&unread), Some(key));
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

//! What a project looked like on the disk, in eight bytes.
//!
//! **In:** listings. **Out:** a [`Stamp`]; another one means that something was changed. **Never:** a reason to take old
//! bytes for new ones: it only says when to look again.

use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashMap;

use super::disk::{Disk, Entry};
use super::error::Error;

/// The folders of a project that a site is made from.
pub(super) const WATCHED: [&str; 2] = ["content", "templates"];

/// Names, sizes and times of files: the sum of what is hashed of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp(u64);

impl Stamp {
    /// Returns the stamp of a project as it is now.
    pub fn of(disk: &Disk) -> Self {
        let mut seen = Seen::default();
        for folder in WATCHED {
            seen.add(folder, &disk.list(folder));
        }
        seen.stamp
    }
}

/// What was seen of a project's files.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    entries: FxHashMap<String, u64>,
    /// The stamp of all of it.
    pub stamp: Stamp,
}

impl Seen {
    /// Adds the listing of a folder; one that could not be listed is a state too.
    pub(super) fn add(&mut self, folder: &str, listing: &Result<Vec<Entry>, Error>) {
        match listing {
            Ok(entries) => entries.iter().for_each(|entry| self.put(&entry.path, hash_of(entry))),
            Err(_) => self.put(folder, 1),
        }
    }

    /// Takes over how one file is now.
    pub fn renew(&mut self, entry: &Entry) {
        self.put(&entry.path, hash_of(entry));
    }

    fn put(&mut self, path: &str, hash: u64) {
        let before = match self.entries.get_mut(path) {
            Some(known) => std::mem::replace(known, hash),
            None => {
                self.entries.insert(path.to_owned(), hash);
                0
            }
        };
        self.stamp.0 = self.stamp.0.wrapping_sub(before).wrapping_add(hash);
    }
}

fn hash_of(entry: &Entry) -> u64 {
    // Only compared within one run, so that the hash may be another one in the next version of Rust.
    let mut hasher = DefaultHasher::new();
    (&entry.path, entry.size, entry.changed).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::super::inputs::ProjectInputs;
    use super::super::scratch::Scratch;
    use super::*;
    use crate::source::Inputs;

    #[test]
    fn every_change_gives_another_stamp_and_none_the_same() {
        let folder = Scratch::new();
        let disk = Disk::open(folder.path()).expect("it is there");
        let mut stamps = vec![Stamp::of(&disk)];
        let mut next = || {
            let stamp = Stamp::of(&disk);
            assert_eq!(stamp, Stamp::of(&disk));
            assert!(!stamps.contains(&stamp));
            stamps.push(stamp);
        };
        folder.put("content/units/a.yaml", "a");
        next();
        folder.put("content/units/a.yaml", "ab");
        next();
        folder.put("templates/base.html", "ab");
        next();
        std::fs::rename(folder.at("content/units"), folder.at("content/posts")).expect("renamed");
        next();
        std::fs::remove_dir_all(folder.at("content")).expect("removed");
        folder.put("content", "a file");
        next();
    }

    #[test]
    fn a_project_that_was_read_has_the_stamp_of_the_disk() {
        let folder = Scratch::new();
        folder.put("content/a.yaml", "a");
        folder.put("templates/a.html", "a");
        let disk = Disk::open(folder.path()).expect("it is there");
        let inputs = ProjectInputs::new(disk.clone());
        inputs.list("content");
        inputs.list("templates");
        let mut seen = inputs.seen();
        assert_eq!(seen.stamp, Stamp::of(&disk));
        folder.put("content/a.yaml", "another length");
        assert_ne!(seen.stamp, Stamp::of(&disk));
        seen.renew(&disk.look("content/a.yaml").expect("it is there"));
        assert_eq!(seen.stamp, Stamp::of(&disk));
    }
}

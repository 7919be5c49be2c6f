//! What a project looked like on the disk, in eight bytes.
//!
//! **In:** listings. **Out:** a [`Stamp`]; another one means that something was changed. **Never:** a reason to take old
//! bytes for new ones: it only says when to look again.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::disk::{Disk, Entry};
use super::error::Error;

/// The folders of a project that a site is made from.
pub(super) const WATCHED: [&str; 2] = ["content", "templates"];

/// Names, sizes and times of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp(u64);

impl Stamp {
    /// Returns the stamp of a project as it is now.
    pub fn of(disk: &Disk) -> Self {
        let mut stamp = Self::default();
        for folder in WATCHED {
            stamp.add(folder, &disk.list(folder));
        }
        stamp
    }

    /// Adds the listing of a folder; one that could not be listed is a state too. The order of folders is the same.
    pub(super) fn add(&mut self, folder: &str, listing: &Result<Vec<Entry>, Error>) {
        // Only compared within one run, so that the hash may be another one in the next version of Rust.
        let mut hasher = DefaultHasher::new();
        folder.hash(&mut hasher);
        match listing {
            Ok(entries) => {
                for entry in entries {
                    (&entry.path, entry.size, entry.changed).hash(&mut hasher);
                }
            }
            Err(_) => "unreadable".hash(&mut hasher),
        }
        self.0 ^= hasher.finish();
    }
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
        assert_eq!(inputs.seen(), Stamp::of(&disk));
    }
}

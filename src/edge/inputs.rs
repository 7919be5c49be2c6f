//! A project's folder on the disk as the [`Inputs`] of a build.
//!
//! **In:** a [`Disk`]. **Out:** names and bytes, and the first folder that the machine would not list. **Never:** a
//! folder that could not be listed taken for an empty one: the build must then not be published.

use std::sync::{Mutex, PoisonError};

use super::disk::{Disk, Entry, EntryKind};
use super::error::Error;
use super::stamp::Seen;
use crate::source::{Inputs, Listed, ListedKind};

/// A file may have this many bytes: photos of a large camera and scanned attachments have fewer.
const MOST_BYTES: u64 = 512 << 20;

/// The files of a project on the disk.
#[derive(Debug)]
pub struct ProjectInputs {
    disk: Disk,
    refused: Mutex<Option<Error>>,
    seen: Mutex<Seen>,
}

impl ProjectInputs {
    /// Returns the inputs that `disk` holds.
    pub fn new(disk: Disk) -> Self {
        Self { disk, refused: Mutex::new(None), seen: Mutex::default() }
    }

    /// Returns the first folder that could not be listed; if there is one, what was read is not the whole project.
    pub fn refused(self) -> Option<Error> {
        self.refused.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns all files as they were listed, which is before any of them was read.
    pub fn seen(&self) -> Seen {
        std::mem::take(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Inputs for ProjectInputs {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let listing = self.disk.list(folder);
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).add(folder, &listing);
        match listing {
            Ok(entries) => entries.into_iter().map(listed).collect(),
            Err(error) => {
                self.refused.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                Vec::new()
            }
        }
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.disk.read(path, MOST_BYTES).map_err(|error| error.fact())
    }
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

//! The door through which files come in.
//!
//! **In:** a project. **Out:** its files' names and bytes. **Never:** anything outside the project's folder.

use std::collections::BTreeMap;

/// What a directory entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListedKind {
    /// A regular file.
    File,
    /// A symbolic link, a pipe, a device: never read.
    Other,
}

/// A file of the project, by its path relative to the root, with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// For example `content/exhibits/05.md`.
    pub path: String,
    /// How many bytes it has.
    pub size: u64,
    /// Whether it may be read.
    pub kind: ListedKind,
}

/// A project's files, wherever they are.
pub trait Inputs: Sync {
    /// Returns the files below `folder` (`content`, `templates`) in the order of their paths; a folder that is not
    /// there has none.
    fn list(&self, folder: &str) -> Vec<Listed>;
    /// Returns the bytes of a file; the error is a Chinese sentence that says why not.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// A project in memory: the twin of the disk for tests, benches and fuzzers.
#[derive(Debug, Clone, Default)]
pub struct MemoryInputs {
    /// The files by path.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Inputs for MemoryInputs {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let below = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let listed = self.files.iter().filter(|(path, _)| below(path));
        listed
            .map(|(path, bytes)| Listed { path: path.clone(), size: bytes.len() as u64, kind: ListedKind::File })
            .collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.files.get(path).cloned().ok_or_else(|| "文件不存在".to_owned())
    }
}

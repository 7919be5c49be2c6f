//! What lies in a folder, every entry below it, without following a link.
//!
//! **In:** a folder. **Out:** a [`Tree`]: relative path → what is there. **Never:** an opened file.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;

use super::below::below;
use super::error::{Cause, Doing, Error};
use super::platform::{self, Identity};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeKind {
    /// A folder.
    Folder,
    /// A plain file.
    File,
    /// A symbolic link, wherever it points.
    Link,
    /// A pipe, a socket, a device.
    Other,
}

/// One entry of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Node {
    /// What it is.
    pub(super) kind: NodeKind,
    /// How many bytes a file has.
    pub(super) len: u64,
    /// Its permission bits.
    pub(super) mode: u32,
    /// Which file it is, where the system tells.
    pub(super) identity: Option<Identity>,
    /// When it was last changed; tells only that somebody was here meanwhile, never what the bytes are.
    pub(super) modified: Option<SystemTime>,
}

impl Node {
    fn of(details: &Metadata) -> Self {
        let kind = match details.file_type() {
            kind if kind.is_symlink() => NodeKind::Link,
            kind if kind.is_dir() => NodeKind::Folder,
            kind if kind.is_file() => NodeKind::File,
            _ => NodeKind::Other,
        };
        Self {
            kind,
            len: details.len(),
            mode: platform::mode(details),
            identity: platform::identity(details),
            modified: details.modified().ok(),
        }
    }

    /// Returns whether both are names of one and the same file.
    pub(super) fn is_same_file(&self, other: &Node) -> bool {
        self.kind == other.kind && self.identity.is_some() && self.identity == other.identity
    }
}

/// A relative path, compared byte by byte: comparing a [`Path`] part by part took half of an unchanged build.
pub(super) type Name = OsString;

/// Every entry below a folder by its relative path; a folder stands before what is in it.
pub(super) type Tree = BTreeMap<Name, Node>;

/// Returns the entry at a path, not followed if it is a link; `None` where nothing is.
pub(super) fn node_at(path: &Path) -> Result<Option<Node>, Error> {
    match fs::symlink_metadata(path) {
        Ok(details) => Ok(Some(Node::of(&details))),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(Error::system(path, Doing::Reading, error)),
    }
}

/// Returns everything below `root`; nothing where there is no such folder.
///
/// A folder in it that is another file system's mount point is refused: it could not move with its tree.
pub(super) fn scan(root: &Path) -> Result<Tree, Error> {
    tree(root, entries(root)?)
}

/// Returns what the system tells of everything below `root`, in the order of names; nothing where there is no such folder.
pub(super) fn entries(root: &Path) -> Result<Vec<(Name, Metadata)>, Error> {
    if node_at(root)?.is_none_or(|top| top.kind != NodeKind::Folder) {
        return Ok(Vec::new());
    }
    let mut entries = below(root)?;
    entries.par_sort_unstable_by(|one, other| one.0.cmp(&other.0));
    Ok(entries)
}

/// Returns the tree of entries below `root`; refuses as [`scan`] does.
pub(super) fn tree(root: &Path, entries: Vec<(Name, Metadata)>) -> Result<Tree, Error> {
    let own = node_at(root)?.and_then(|top| top.identity).map(|(device, _)| device);
    let nodes: Vec<(Name, Node)> = entries.into_iter().map(|(path, details)| (path, Node::of(&details))).collect();
    let is_mounted = |node: &Node| node.kind == NodeKind::Folder && node.identity.map(|(device, _)| device) != own;
    match nodes.iter().find(|(_, node)| is_mounted(node)) {
        Some((path, _)) => Err(Error::new(&root.join(path), Doing::Publishing, Cause::MountPoint)),
        None => Ok(nodes.into_iter().collect()),
    }
}

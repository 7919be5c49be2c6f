//! Brings the standby tree up to date: the tree that will be the next published one.
//!
//! What is unchanged since the published tree is shared with it as a hard link; what is left from two builds ago and
//! still fits stays. A file that does not fit is written beside and renamed over, never altered, for it may be a hard
//! link into the published site. What a killed run leaves is recognised by the next one: by its name, or its bytes.
//!
//! **In:** a [`Comparison`]. **Out:** a standby that equals it. **Never:** a change in the published tree.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::compare::{Comparison, Present, Wish};
use super::error::{Cause, Doing, Error};
use super::hand::Hand;
use super::platform::FOLDER_MODE;
use super::scan::{Name, Node, NodeKind, Tree, node_at, scan};
use super::target::Target;
use crate::memo::{Key, Memo};
use crate::output::{Artifact, Body};

/// The two trees of a publication.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trees<'a> {
    /// What changes the disk.
    pub(super) hand: &'a Hand,
    /// Where both trees are.
    pub(super) target: &'a Target,
    /// What is published now.
    pub(super) present: &'a Present,
}

/// Makes the standby tree equal to `wanted`.
///
/// An error leaves the standby half done, which the next run finishes, and the published tree as it was.
pub(super) fn bring_up(trees: Trees<'_>, wanted: &Comparison<'_>, memo: &dyn Memo) -> Result<(), Error> {
    let standby = trees.target.standby();
    let mode = node_at(&trees.target.folder)?.map_or(FOLDER_MODE, |node| node.mode);
    trees.hand.make_folder(&standby, mode)?;
    let there = scan(&standby)?;
    let fitting = fitting(trees, wanted, &there)?;
    for (path, node) in there.iter().rev() {
        let place = standby.join(path);
        match node.kind {
            NodeKind::Folder if wanted.folders.contains_key(path) => {}
            NodeKind::Folder => trees.hand.remove_folder(&place)?,
            NodeKind::File if wanted.files.contains_key(path) => {}
            _ if fitting.contains(path.as_os_str()) => {}
            _ => trees.hand.remove_file(&place)?,
        }
    }
    for (path, &mode) in &wanted.folders {
        if there.get(path).is_none_or(|node| node.kind != NodeKind::Folder || node.mode != mode) {
            trees.hand.make_folder(&standby.join(path), mode)?;
        }
    }
    let missing: Vec<_> = wanted.files.iter().filter(|(path, _)| !fitting.contains(path.as_os_str())).collect();
    let is_file = |path: &OsStr| there.get(path).is_some_and(|node| node.kind == NodeKind::File);
    missing.par_iter().try_for_each(|(path, wish)| {
        let way = if is_file(path) { Way::OVER } else { Way::NEW };
        fill(trees, path, wish, (way, memo))
    })
}

/// Returns the files of the standby that are as they should be.
fn fitting<'a>(trees: Trees<'_>, wanted: &'a Comparison<'_>, there: &Tree) -> Result<BTreeSet<&'a OsStr>, Error> {
    let judged: Vec<Option<&OsStr>> = wanted
        .files
        .par_iter()
        .map(|(path, wish)| {
            let Some(node) = there.get(path) else { return Ok(None) };
            Ok(fits(trees, path, wish, node)?.then_some(path.as_os_str()))
        })
        .collect::<Result<_, Error>>()?;
    Ok(judged.into_iter().flatten().collect())
}

fn fits(trees: Trees<'_>, path: &OsStr, wish: &Wish<'_>, node: &Node) -> Result<bool, Error> {
    let published = trees.present.tree.get(path);
    let is_shared = published.is_some_and(|published| published.is_same_file(node));
    let (Wish::Artifact(artifact), NodeKind::File) = (wish, node.kind) else { return Ok(is_shared) };
    if is_shared {
        return Ok(trees.present.hashes.get(path) == Some(&artifact.hash));
    }
    Ok(node.len == artifact.len() && hash_of(&trees.target.standby().join(path))? == Some(artifact.hash))
}

/// How a file comes to its place: where nothing is, or over another file.
#[derive(Clone, Copy)]
struct Way {
    link: fn(&Hand, &Path, &Path) -> Result<(), Error>,
    write: fn(&Hand, &Path, &[u8]) -> Result<(), Error>,
}

impl Way {
    const NEW: Self = Self { link: Hand::link, write: Hand::write_new };
    const OVER: Self = Self { link: Hand::link_over, write: Hand::write_over };
}

fn fill(trees: Trees<'_>, path: &OsStr, wish: &Wish<'_>, (way, memo): (Way, &dyn Memo)) -> Result<(), Error> {
    let place = trees.target.standby().join(path);
    let published = trees.target.folder.join(path);
    match wish {
        Wish::AsPublished => (way.link)(trees.hand, &published, &place),
        Wish::Artifact(artifact) if trees.present.hashes.get(path) == Some(&artifact.hash) => {
            (way.link)(trees.hand, &published, &place)
        }
        Wish::Artifact(artifact) => match &artifact.body {
            Body::Bytes(bytes) => (way.write)(trees.hand, &place, bytes),
            Body::Stored { key, .. } => (way.write)(trees.hand, &place, &recalled(&place, artifact, key, memo)?),
        },
    }
}

fn recalled(place: &Path, artifact: &Artifact, key: &Key, memo: &dyn Memo) -> Result<Vec<u8>, Error> {
    memo.recall(key)
        .filter(|bytes| Key::of(bytes) == artifact.hash)
        .ok_or_else(|| Error::new(place, Doing::Writing, Cause::Forgotten))
}

/// Returns the hashes of these files below `root`; one that is gone or may not be read has none.
pub(super) fn hashes_of(root: &Path, paths: &[Name]) -> Result<BTreeMap<Name, Key>, Error> {
    let hashed: Vec<Option<(Name, Key)>> = paths
        .par_iter()
        .map(|path| Ok(hash_of(&root.join(path))?.map(|hash| (path.clone(), hash))))
        .collect::<Result<_, Error>>()?;
    Ok(hashed.into_iter().flatten().collect())
}

fn hash_of(path: &Path) -> Result<Option<Key>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(Key::of(&bytes))),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) => Ok(None),
        Err(error) => Err(Error::system(path, Doing::Reading, error)),
    }
}

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
    clear(trees, wanted, &there, &fitting)?;
    make_folders(trees, wanted, &there)?;
    let missing: Vec<_> = wanted.files.iter().filter(|(path, _)| !fitting.contains(path.as_os_str())).collect();
    missing.par_iter().try_for_each(|(path, wish)| {
        let is_taken = there.get(*path).is_some_and(|node| node.kind == NodeKind::File);
        fill(trees, path, (wish, is_taken), memo)
    })
}

/// Makes the folders that the new tree has and the standby has not: those above before those in them.
fn make_folders(trees: Trees<'_>, wanted: &Comparison<'_>, there: &Tree) -> Result<(), Error> {
    let standby = trees.target.standby();
    let is_missing =
        |path: &Name, mode: u32| there.get(path).is_none_or(|node| node.kind != NodeKind::Folder || node.mode != mode);
    let mut levels: BTreeMap<usize, Vec<(&Name, u32)>> = BTreeMap::new();
    for (path, &mode) in wanted.folders.iter().filter(|(path, mode)| is_missing(path, **mode)) {
        let depth = path.as_encoded_bytes().iter().filter(|byte| std::path::is_separator(char::from(**byte))).count();
        levels.entry(depth).or_default().push((path, mode));
    }
    levels.values().try_for_each(|level| {
        level
            .par_iter()
            .with_min_len(16)
            .try_for_each(|(path, mode)| trees.hand.make_folder(&standby.join(path), *mode))
    })
}

/// Removes all of the standby: its files are the program's own, or shared with the published tree, which keeps them.
pub(super) fn discard(trees: Trees<'_>) -> Result<(), Error> {
    let standby = trees.target.standby();
    let there = scan(&standby)?;
    let (folders, files): (Vec<_>, Vec<_>) = there.iter().partition(|(_, node)| node.kind == NodeKind::Folder);
    files.iter().try_for_each(|(path, _)| trees.hand.remove_file(&standby.join(path)))?;
    folders.iter().rev().try_for_each(|(path, _)| trees.hand.remove_folder(&standby.join(path)))
}

/// Removes what the new tree does not have: files at once, for a disk may take its time to free each, then folders.
fn clear(trees: Trees<'_>, wanted: &Comparison<'_>, there: &Tree, fitting: &BTreeSet<&OsStr>) -> Result<(), Error> {
    let standby = trees.target.standby();
    let is_left = |path: &Name, node: &Node| match node.kind {
        NodeKind::Folder => wanted.folders.contains_key(path),
        NodeKind::File => wanted.files.contains_key(path),
        NodeKind::Link | NodeKind::Other => fitting.contains(path.as_os_str()),
    };
    let unwanted = there.iter().filter(|(path, node)| !is_left(path, node));
    let (folders, files): (Vec<_>, Vec<_>) = unwanted.partition(|(_, node)| node.kind == NodeKind::Folder);
    files.par_iter().try_for_each(|(path, _)| trees.hand.remove_file(&standby.join(path)))?;
    folders.iter().rev().try_for_each(|(path, _)| trees.hand.remove_folder(&standby.join(path)))
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
    let is_published = trees.present.hashes.get(path) == Some(&artifact.hash);
    if is_shared {
        return Ok(is_published);
    }
    if matches!(artifact.body, Body::Laid { .. }) && !is_published {
        return Ok(node.len == artifact.len());
    }
    Ok(node.len == artifact.len() && hash_of(&trees.target.standby().join(path))? == Some(artifact.hash))
}

/// Puts a file at its place in the standby, which one that does not fit may have taken.
fn fill(trees: Trees<'_>, path: &OsStr, (wish, is_taken): (&Wish<'_>, bool), memo: &dyn Memo) -> Result<(), Error> {
    let (place, published) = (trees.target.standby().join(path), trees.target.folder.join(path));
    let write = |bytes: &[u8]| {
        if is_taken { trees.hand.write_over(&place, bytes) } else { trees.hand.write_new(&place, bytes) }
    };
    match wish {
        Wish::Artifact(artifact) if trees.present.hashes.get(path) != Some(&artifact.hash) => match &artifact.body {
            Body::Bytes(bytes) => write(bytes),
            Body::Stored { key, .. } => write(&recalled(&place, artifact, key, memo)?),
            Body::Laid { .. } => Err(Error::new(&place, Doing::Writing, Cause::TakenAway)),
            Body::Published { .. } => Err(Error::new(&published, Doing::Publishing, Cause::TakenAway)),
        },
        Wish::Artifact(_) | Wish::AsPublished if is_taken => trees.hand.link_over(&published, &place),
        Wish::Artifact(_) | Wish::AsPublished => trees.hand.link(&published, &place),
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

/// Returns the hash of a file; none where it is gone or may not be read.
pub(super) fn hash_of(path: &Path) -> Result<Option<Key>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(Key::of(&bytes))),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) => Ok(None),
        Err(error) => Err(Error::system(path, Doing::Reading, error)),
    }
}

//! Puts the standby tree in the place of the published one, and finishes what a killed run left.
//!
//! 1. **Exchange** (Linux, macOS): one step; `public/` is the old site or the new one at every instant.
//! 2. **Turn**, where the file system cannot exchange (network and shared folders of virtual machines): the old tree is
//!    renamed away and the new one in. Between the two steps there is no `public/`; a run killed just there leaves
//!    the old site whole in `.public.bangyang/outgoing`, and the next run puts it back first.
//! 3. **Replace**, where the folder cannot be renamed at all (overlayfs: a folder that came with a container's image):
//!    the old tree is taken apart and the new one renamed in. It happens once; the new folder can be exchanged.
//!    A run killed meanwhile leaves the new site whole beside, and the next run finishes.
//!
//! A mount point can be neither; it is refused with what to do. A program that holds the folder itself open, such as
//! a container into which `public/` is mounted, goes on seeing the old tree: mount the folder above.
//!
//! **In:** a finished standby. **Out:** it is published, and the old tree is the standby. **Never:** a file lost that
//! the program did not write, also one that came while the site was built.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::error::{Cause, Doing, Error};
use super::hand::{Hand, system_error};
use super::manifest::{Manifest, State, words};
use super::platform::{self, FOLDER_MODE};
use super::scan::{Node, NodeKind, Tree, node_at, scan};
use super::target::Target;

/// What is known of a tree that was left: whatever else is in it came late, and is carried over.
#[derive(Debug)]
pub(super) struct Known<'a> {
    manifest: &'a Manifest,
    folders: BTreeSet<PathBuf>,
    looked_at: Option<&'a Tree>,
}

impl<'a> Known<'a> {
    /// Returns what `manifest` tells of both trees, and the published tree as it was looked at; after a killed run
    /// nobody knows the latter.
    pub(super) fn new(manifest: &'a Manifest, looked_at: Option<&'a Tree>) -> Self {
        Self { manifest, folders: manifest.folders(), looked_at }
    }

    fn is_late(&self, path: &Path, node: &Node) -> bool {
        let is_kept = self.manifest.kept.contains(&words(path));
        match self.looked_at.and_then(|tree| tree.get(path)) {
            Some(before) if is_kept => node.kind != before.kind || node.identity != before.identity,
            Some(_) => false,
            None => !is_kept && !self.manifest.has(path) && !self.folders.contains(path),
        }
    }
}

/// Publishes the standby tree and makes the old tree the standby.
pub(super) fn exchange(hand: &Hand, target: &Target, known: &Known<'_>) -> Result<(), Error> {
    if node_at(&target.folder)?.is_none() {
        hand.make_folder(&target.folder, FOLDER_MODE)?;
    }
    match hand.exchange(&target.standby(), &target.folder) {
        Ok(()) => {}
        Err(error) if system_error(&error).is_some_and(platform::is_unsupported) => turn(hand, target, known)?,
        Err(error) => replace_or(error, hand, target, known)?,
    }
    if let Some(parent) = target.folder.parent() {
        platform::flush_folder(parent).map_err(|error| Error::system(parent, Doing::Publishing, error))?;
    }
    carry_late(hand, (&target.standby(), &target.folder), target, known)
}

fn turn(hand: &Hand, target: &Target, known: &Known<'_>) -> Result<(), Error> {
    let outgoing = target.outgoing();
    if let Err(error) = hand.rename(&target.folder, &outgoing) {
        return replace_or(error, hand, target, known);
    }
    if let Err(error) = hand.rename(&target.standby(), &target.folder) {
        hand.rename(&outgoing, &target.folder)?;
        return Err(error);
    }
    hand.rename(&outgoing, &target.standby())
}

fn replace_or(error: Error, hand: &Hand, target: &Target, known: &Known<'_>) -> Result<(), Error> {
    match system_error(&error).map(std::io::Error::kind) {
        Some(std::io::ErrorKind::CrossesDevices) if !is_mount_point(&target.folder)? => {
            hand.write_whole(&target.replacing(), b"")?;
            replace(hand, target, known)
        }
        Some(std::io::ErrorKind::CrossesDevices | std::io::ErrorKind::ResourceBusy) => {
            Err(Error::new(&target.folder, Doing::Publishing, Cause::MountPoint))
        }
        _ => Err(error),
    }
}

/// Takes the old tree apart, carrying over what came late, until nothing new appears in it.
fn replace(hand: &Hand, target: &Target, known: &Known<'_>) -> Result<(), Error> {
    loop {
        carry_late(hand, (&target.folder, &target.standby()), target, known)?;
        for (path, node) in scan(&target.folder)?.iter().rev() {
            let place = target.folder.join(path);
            match node.kind {
                NodeKind::Folder => hand.remove_folder(&place)?,
                _ => hand.remove_file(&place)?,
            }
        }
        match hand.remove_folder(&target.folder) {
            Err(error) if is_not_empty(&error) => {}
            other => break other?,
        }
    }
    hand.rename(&target.standby(), &target.folder)?;
    hand.remove_file(&target.replacing())
}

fn is_not_empty(error: &Error) -> bool {
    system_error(error).is_some_and(|error| error.kind() == std::io::ErrorKind::DirectoryNotEmpty)
}

/// Returns whether another file system begins at this folder.
pub(super) fn is_mount_point(folder: &Path) -> Result<bool, Error> {
    let Some(parent) = folder.parent() else { return Ok(true) };
    let device = |path: &Path| -> Result<_, Error> { Ok(node_at(path)?.and_then(|node| node.identity).map(|id| id.0)) };
    Ok(match (device(folder)?, device(parent)?) {
        (Some(own), Some(above)) => own != above,
        _ => false,
    })
}

/// Finishes or takes back what a killed run left; returns the manifest from which to go on.
///
/// It may still be pending: then the published tree is the old one or the new one, and the manifest tells of both.
pub(super) fn recover(hand: &Hand, target: &Target) -> Result<Manifest, Error> {
    let manifest = Manifest::read(&target.manifest())?;
    let known = &Known::new(&manifest, None);
    let (has_tree, has_folder) = (node_at(&target.standby())?.is_some(), node_at(&target.folder)?.is_some());
    if node_at(&target.replacing())?.is_some() {
        if has_tree && has_folder {
            replace(hand, target, known)?;
        } else if has_tree {
            hand.rename(&target.standby(), &target.folder)?;
            hand.remove_file(&target.replacing())?;
        } else {
            hand.remove_file(&target.replacing())?;
        }
    }
    if node_at(&target.outgoing())?.is_some() {
        put_back(hand, target)?;
    }
    if manifest.state == State::Pending && node_at(&target.folder)?.is_some() {
        carry_late(hand, (&target.standby(), &target.folder), target, known)?;
    }
    Ok(manifest)
}

/// Puts the old tree back where a turn was cut short, or on standby where only its last step was missing.
fn put_back(hand: &Hand, target: &Target) -> Result<(), Error> {
    if node_at(&target.standby())?.is_none() {
        return hand.rename(&target.outgoing(), &target.standby());
    }
    if node_at(&target.folder)?.is_some() && hand.remove_folder(&target.folder).is_err() {
        let cause = Cause::Interrupted(target.outgoing());
        return Err(Error::new(&target.folder, Doing::Publishing, cause));
    }
    hand.rename(&target.outgoing(), &target.folder)
}

/// Gives everything that came late into the tree `from` a second name in the tree `to`.
///
/// Where `to` has a file that was kept and that somebody has replaced since, the later one wins; where the new site
/// has a page, the page stays.
fn carry_late(hand: &Hand, (from, to): (&Path, &Path), target: &Target, known: &Known<'_>) -> Result<(), Error> {
    for (path, node) in &scan(from)? {
        if !known.is_late(path, node) {
            continue;
        }
        let (source, place) = (from.join(path), to.join(path));
        match node_at(&place)? {
            Some(there) if there.is_same_file(node) || there.kind == NodeKind::Folder => {}
            Some(_) if node.kind == NodeKind::Folder || !known.manifest.kept.contains(&words(path)) => {}
            Some(_) => {
                let beside = target.beside();
                if node_at(&beside)?.is_some() {
                    hand.remove_file(&beside)?;
                }
                hand.link(&source, &beside)?;
                hand.rename(&beside, &place)?;
            }
            None if node.kind == NodeKind::Folder => hand.make_folder(&place, node.mode)?,
            None => {
                let parent = place.parent().unwrap_or(to);
                fs::create_dir_all(parent).map_err(|error| Error::system(parent, Doing::MakingFolder, error))?;
                hand.link(&source, &place)?;
            }
        }
    }
    Ok(())
}

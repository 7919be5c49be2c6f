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

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use super::error::{Cause, Doing, Error};
use super::hand::{Hand, system_error};
use super::manifest::{Manifest, State, words};
use super::platform::{self, FOLDER_MODE};
use super::scan::{Name, Node, NodeKind, Tree, node_at, scan};
use super::target::Target;

/// What is known of a tree that was left: whatever else is in it came late, and is carried over.
#[derive(Debug)]
pub(super) struct Known<'a> {
    manifest: &'a Manifest,
    folders: OnceCell<BTreeSet<&'a OsStr>>,
    looked_at: Option<&'a Tree>,
}

impl<'a> Known<'a> {
    /// Returns what `manifest` tells of both trees, and the published tree as it was looked at; after a killed run
    /// nobody knows the latter.
    pub(super) fn new(manifest: &'a Manifest, looked_at: Option<&'a Tree>) -> Self {
        Self { manifest, folders: OnceCell::new(), looked_at }
    }

    fn is_kept(&self, path: &OsStr) -> bool {
        !self.manifest.kept.is_empty() && self.manifest.kept.contains(&words(path))
    }

    fn is_folder_of_ours(&self, path: &OsStr) -> bool {
        self.folders.get_or_init(|| self.manifest.folders()).contains(path)
    }

    /// Returns whether everything is there that was looked at, nobody has written into a file since, and nothing has come into a
    /// folder or gone from it.
    fn is_untouched(&self, left: &Tree) -> bool {
        let mark = |node: &Node| (node.kind, node.len, node.identity, node.modified);
        let is_as_before = |(path, before): (&Name, &Node)| left.get(path).is_some_and(|now| mark(now) == mark(before));
        self.looked_at.is_some_and(|tree| tree.iter().all(is_as_before))
    }

    fn is_late(&self, path: &OsStr, node: &Node) -> bool {
        let is_kept = self.is_kept(path);
        match self.looked_at.and_then(|tree| tree.get(path)) {
            Some(_) if is_kept && node.kind == NodeKind::Folder => false,
            Some(before) if is_kept => {
                let mark = |node: &Node| (node.kind, node.len, node.identity, node.modified);
                mark(node) != mark(before)
            }
            Some(_) => false,
            None => !is_kept && !self.manifest.has(path) && !self.is_folder_of_ours(path),
        }
    }
}

/// One exchange: what changes the disk, where, and what is known of the tree that was there.
#[derive(Debug)]
pub(super) struct Exchange<'a> {
    /// What changes the disk.
    pub(super) hand: &'a Hand,
    /// Where both trees are.
    pub(super) target: &'a Target,
    /// What is known of both trees.
    pub(super) known: Known<'a>,
}

impl Exchange<'_> {
    /// Publishes the standby tree and makes the old tree the standby; returns whether the old tree is as it was looked at: the files
    /// that both trees share then are too.
    pub(super) fn publish(&self) -> Result<bool, Error> {
        let (standby, folder) = (&self.target.standby(), &self.target.folder);
        if node_at(folder)?.is_none() {
            self.hand.make_folder(folder, FOLDER_MODE)?;
        }
        match self.hand.exchange(standby, folder) {
            Ok(()) => {}
            Err(error) if system_error(&error).is_some_and(platform::is_unsupported) => self.turn()?,
            Err(error) => self.replace_or(error)?,
        }
        if let Some(parent) = folder.parent() {
            platform::flush_folder(parent).map_err(|error| Error::system(parent, Doing::Publishing, error))?;
        }
        let left = scan(standby)?;
        self.carry_late((standby, &left), folder)?;
        Ok(self.known.is_untouched(&left))
    }

    fn turn(&self) -> Result<(), Error> {
        let (standby, outgoing) = (&self.target.standby(), &self.target.outgoing());
        if let Err(error) = self.hand.rename(&self.target.folder, outgoing) {
            return self.replace_or(error);
        }
        if let Err(error) = self.hand.rename(standby, &self.target.folder) {
            self.hand.rename(outgoing, &self.target.folder)?;
            return Err(error);
        }
        self.hand.rename(outgoing, standby)
    }

    fn replace_or(&self, error: Error) -> Result<(), Error> {
        let folder = &self.target.folder;
        match system_error(&error).map(io::Error::kind) {
            Some(io::ErrorKind::CrossesDevices) if !is_mount_point(folder)? => {
                self.hand.write_whole(&self.target.replacing(), b"")?;
                self.replace()
            }
            Some(io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy) => {
                Err(Error::new(folder, Doing::Publishing, Cause::MountPoint))
            }
            _ => Err(error),
        }
    }

    /// Takes the old tree apart, carrying over what came late, until nothing new appears in it.
    fn replace(&self) -> Result<(), Error> {
        let (standby, folder) = (&self.target.standby(), &self.target.folder);
        loop {
            self.carry_late((folder, &scan(folder)?), standby)?;
            for (path, node) in scan(folder)?.iter().rev() {
                let place = folder.join(path);
                match node.kind {
                    NodeKind::Folder => self.hand.remove_folder(&place)?,
                    _ => self.hand.remove_file(&place)?,
                }
            }
            match self.hand.remove_folder(folder) {
                Err(error) if is_not_empty(&error) => {}
                other => break other?,
            }
        }
        self.hand.rename(standby, folder)?;
        self.hand.remove_file(&self.target.replacing())
    }

    /// Finishes taking the old tree apart, from wherever a killed run stopped.
    fn finish_replacing(&self) -> Result<(), Error> {
        let (standby, folder) = (&self.target.standby(), &self.target.folder);
        if node_at(standby)?.is_none() {
            return self.hand.remove_file(&self.target.replacing());
        }
        if node_at(folder)?.is_none() {
            self.hand.make_folder(folder, FOLDER_MODE)?;
        }
        self.replace()
    }

    /// Puts the old tree back where a turn was cut short, or on standby where only its last step was missing.
    fn put_back(&self) -> Result<(), Error> {
        let (standby, outgoing, folder) = (&self.target.standby(), &self.target.outgoing(), &self.target.folder);
        if node_at(standby)?.is_none() {
            return self.hand.rename(outgoing, standby);
        }
        if node_at(folder)?.is_some() && self.hand.remove_folder(folder).is_err() {
            return Err(Error::new(folder, Doing::Publishing, Cause::Interrupted(outgoing.clone())));
        }
        self.hand.rename(outgoing, folder)
    }

    /// Gives everything that came late into the tree `from` a second name in the tree `to`.
    ///
    /// Where `to` has a file that was kept and that somebody has replaced since, the later one wins; where the new
    /// site has a page, the page stays.
    fn carry_late(&self, (from, tree): (&Path, &Tree), to: &Path) -> Result<(), Error> {
        for (path, node) in tree.iter().filter(|(path, node)| self.known.is_late(path, node)) {
            let (source, place) = (from.join(path), to.join(path));
            match node_at(&place)? {
                Some(there) if there.is_same_file(node) || there.kind == NodeKind::Folder => {}
                Some(_) if node.kind == NodeKind::Folder || !self.known.is_kept(path) => {}
                Some(_) => self.carry_over(&source, &place)?,
                None if node.kind == NodeKind::Folder => self.hand.make_folder(&place, node.mode)?,
                None => {
                    let parent = place.parent().unwrap_or(to);
                    fs::create_dir_all(parent).map_err(|error| Error::system(parent, Doing::MakingFolder, error))?;
                    self.hand.link(&source, &place)?;
                }
            }
        }
        Ok(())
    }

    fn carry_over(&self, source: &Path, place: &Path) -> Result<(), Error> {
        let beside = self.target.beside();
        if node_at(&beside)?.is_some() {
            self.hand.remove_file(&beside)?;
        }
        self.hand.link(source, &beside)?;
        self.hand.rename(&beside, place)
    }
}

fn is_not_empty(error: &Error) -> bool {
    system_error(error).is_some_and(|error| error.kind() == io::ErrorKind::DirectoryNotEmpty)
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
    let left = Exchange { hand, target, known: Known::new(&manifest, None) };
    if node_at(&target.replacing())?.is_some() {
        left.finish_replacing()?;
    }
    if node_at(&target.outgoing())?.is_some() {
        left.put_back()?;
    }
    if manifest.state == State::Pending && node_at(&target.folder)?.is_some() {
        left.carry_late((&target.standby(), &scan(&target.standby())?), &target.folder)?;
    }
    drop(left);
    Ok(manifest)
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::collections::BTreeMap;

    use super::super::scratch::{Meanwhile, Scratch, all_in, site, with_picture};
    use super::super::write::publish_by;
    use super::*;
    use crate::memo::Remembered;

    const EINVAL: i32 = 22;
    const EXDEV: i32 = 18;
    /// Somebody else's file that lies in every output folder here.
    const STRANGE: (&str, &str) = ("strange/CNAME", "example");

    type Make = fn(&Target) -> Hand;
    type Files = &'static [(&'static str, &'static str)];
    const OLD: Files = &[("a/index.html", "old"), ("b/index.html", "b"), ("index.html", "old home")];
    const NEW: Files = &[("a/index.html", "new"), ("c/d/index.html", "c"), ("index.html", "new home")];
    const NEXT: Files = &[("b/index.html", "b"), ("c/d/index.html", "next"), ("index.html", "new home")];

    fn target(folder: &Scratch) -> Target {
        Target::new(folder.path(), &folder.at("public")).expect("a good target")
    }

    fn publish(hand: &Hand, folder: &Scratch, files: Files) -> Result<(), Error> {
        publish_by(hand, &site(files), &Remembered::default(), &target(folder)).map(drop)
    }

    fn with_strange(files: Files) -> BTreeMap<String, String> {
        files.iter().chain([&STRANGE]).map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    fn published(folder: &Scratch) -> BTreeMap<String, String> {
        files_in(&folder.at("public"))
    }

    fn files_in(folder: &Path) -> BTreeMap<String, String> {
        all_in(folder).into_iter().filter(|(_, content)| content != "/").collect()
    }

    /// A project whose output folder holds a strange file and, on top, each of these sites in turn.
    fn project(sites: &[Files]) -> Scratch {
        let folder = Scratch::new();
        folder.put(&format!("public/{}", STRANGE.0), STRANGE.1);
        for files in sites {
            publish(&Hand::default(), &folder, files).expect("it is published");
        }
        folder
    }

    /// Publishes other sites on top of what a killed run left, beginning with the one that it was about or another.
    fn goes_on_well(folder: &Scratch, hand: Make, steps: usize) {
        let next = if steps.is_multiple_of(2) { [NEW, NEXT, OLD] } else { [NEXT, OLD, NEW] };
        for files in next {
            publish(&hand(&target(folder)), folder, files).unwrap_or_else(|error| panic!("after {steps}: {error}"));
            assert_eq!(published(folder), with_strange(files), "after {steps}");
        }
    }

    #[test]
    fn a_run_killed_at_any_step_leaves_the_old_site_or_the_new_one() {
        for (before, shift) in [(&[][..], 0), (&[OLD], 0), (&[OLD], 1), (&[NEXT, OLD], 0)] {
            let old = with_strange(before.last().copied().unwrap_or_default());
            for steps in 0.. {
                let folder = project(before);
                let is_finished = publish(&Hand::default().killed_after(steps), &folder, NEW).is_ok();
                let now = published(&folder);
                assert!(now == old || now == with_strange(NEW), "after {steps}: {now:?}");
                if is_finished {
                    assert!(steps > 10, "every change is a step");
                    break;
                }
                goes_on_well(&folder, |_| Hand::default(), steps + shift);
            }
        }
    }

    #[test]
    fn two_killed_runs_in_a_row_lose_nothing() {
        for first in (0..).step_by(2) {
            let folder = project(&[OLD]);
            let is_last = publish(&Hand::default().killed_after(first), &folder, NEW).is_ok();
            for second in (0..60).step_by(7) {
                let killed = publish(&Hand::default().killed_after(second), &folder, NEXT);
                let now = published(&folder);
                let whole = [OLD, NEW, NEXT].map(with_strange);
                assert!(whole.contains(&now), "after {first} and {second}: {now:?}");
                if killed.is_ok() {
                    break;
                }
            }
            goes_on_well(&folder, |_| Hand::default(), first);
            if is_last {
                break;
            }
        }
    }

    #[test]
    fn where_folders_cannot_be_exchanged_the_old_site_is_put_back() {
        let hand: Make = |_| Hand::default().without_exchange(EINVAL);
        for steps in 0.. {
            let folder = project(&[OLD]);
            let target = target(&folder);
            let is_finished = publish(&hand(&target).killed_after(steps), &folder, NEW).is_ok();
            let now = if target.folder.exists() { published(&folder) } else { files_in(&target.outgoing()) };
            assert!(now == with_strange(OLD) || now == with_strange(NEW), "after {steps}: {now:?}");
            goes_on_well(&folder, hand, steps);
            if is_finished {
                break;
            }
        }
    }

    #[test]
    fn a_folder_that_cannot_be_moved_is_replaced_and_a_killed_run_is_finished() {
        let hand: Make = |target| Hand::default().without_exchange(EXDEV).with_unmovable(&target.folder);
        for steps in 0.. {
            let folder = project(&[OLD]);
            let target = target(&folder);
            let is_finished = publish(&hand(&target).killed_after(steps), &folder, NEW).is_ok();
            if target.replacing().exists() && target.standby().exists() {
                assert_eq!(files_in(&target.standby()), with_strange(NEW), "after {steps}");
            } else {
                let now = published(&folder);
                assert!(now == with_strange(OLD) || now == with_strange(NEW), "after {steps}: {now:?}");
            }
            goes_on_well(&folder, hand, steps);
            if is_finished {
                break;
            }
        }
    }

    #[test]
    fn what_comes_while_the_site_is_built_is_carried_over() {
        let hands: [Make; 3] = [
            |_| Hand::default(),
            |_| Hand::default().without_exchange(EINVAL),
            |target| Hand::default().without_exchange(EXDEV).with_unmovable(&target.folder),
        ];
        for hand in hands {
            let folder = project(&[OLD]);
            let memo = Meanwhile(|| {
                folder.put("public/late/x/file", "late");
                folder.put("public/replacement", "example 2");
                fs::rename(folder.at("public/replacement"), folder.at("public/strange/CNAME")).expect("renamed");
            });
            publish_by(&hand(&target(&folder)), &with_picture(site(NEW)), &memo, &target(&folder))
                .expect("it is published");
            for files in [NEW, NEXT, OLD] {
                assert_eq!(folder.text("public/late/x/file"), "late");
                assert_eq!(folder.text("public/strange/CNAME"), "example 2");
                publish(&hand(&target(&folder)), &folder, files).expect("it goes on");
            }
        }
    }

    #[test]
    fn what_came_before_a_run_was_killed_after_the_exchange_is_carried_over() {
        for steps in 0.. {
            let folder = project(&[OLD]);
            publish(&Hand::default().killed_after(steps), &folder, NEW).expect_err("it is killed");
            if published(&folder) == with_strange(NEW) {
                folder.put(".public.bangyang/tree/late/file", "late");
                publish(&Hand::default(), &folder, NEXT).expect("it goes on");
                assert_eq!(folder.text("public/late/file"), "late");
                break;
            }
        }
    }
}

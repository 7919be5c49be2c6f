//! What the published tree must become, and whether it may.
//!
//! **In:** what lies in the output folder, the manifest, the new site. **Out:** every file and folder that the new
//! tree has, and the counts of a report. **Never:** a change on the disk; whatever is refused is refused here,
//! before anything is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};

use super::error::{Cause, Doing, Error};
use super::manifest::{Entry, Manifest, State, all_above, name_of_route, words};
use super::marks::Left;
use super::platform::FOLDER_MODE;
use super::scan::{Name, NodeKind, Tree};
use super::target::Target;
use crate::memo::Key;
use crate::output::{Artifact, Output};

/// What a publication did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// How many files are new or have other bytes than before.
    pub written: usize,
    /// How many files stayed as they were.
    pub unchanged: usize,
    /// How many files of an earlier build are gone, for the new site has none there.
    pub deleted: usize,
    /// Our files that somebody had altered and that the new site replaced: worth a warning.
    pub overwritten: Vec<String>,
    /// Our files that somebody had altered and that the new site no longer has: kept, worth a warning.
    pub altered: Vec<String>,
    /// What the program did not write, and kept.
    pub kept_foreign: Vec<String>,
    /// What was left for a receipt; nothing where somebody else was at work, or nobody looked.
    pub left: Option<Left>,
}

/// What lies in the output folder now.
#[derive(Debug)]
pub(super) struct Present {
    /// Every entry.
    pub(super) tree: Tree,
    /// The hashes of those files that the manifest or the new site names; one that cannot be read has none.
    pub(super) hashes: BTreeMap<Name, Key>,
}

/// Where a file of the new tree comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wish<'a> {
    /// From the new site.
    Artifact(&'a Artifact),
    /// From the published tree, as it lies there.
    AsPublished,
}

/// The new tree.
#[derive(Debug)]
pub(super) struct Comparison<'a> {
    /// Every file.
    pub(super) files: BTreeMap<Name, Wish<'a>>,
    /// Every folder and its mode.
    pub(super) folders: BTreeMap<Name, u32>,
    /// The manifest of the tree that is published now.
    pub(super) before: Manifest,
    /// The manifest afterwards.
    pub(super) after: Manifest,
    /// What is to be reported.
    pub(super) report: Published,
}

impl Comparison<'_> {
    /// Returns whether the published tree is the new one already.
    pub(super) fn is_done(&self) -> bool {
        self.report.written == 0 && self.report.deleted == 0
    }

    /// Returns the manifest that holds good just before and just after the exchange of `tree` with the new one.
    pub(super) fn pending(&self, tree: &Tree) -> Manifest {
        let mut both = Manifest { state: State::Pending, ..self.after.clone() };
        for (path, entries) in &self.before.files {
            let later = both.files.insert(path.clone(), entries.clone());
            later.into_iter().flatten().for_each(|entry| both.add(path.clone(), entry));
        }
        let ours = if tree.is_empty() { BTreeSet::new() } else { both.folders() };
        let foreign = |path: &&Name| !both.has(path) && !ours.contains(path.as_os_str());
        let kept = tree.keys().filter(foreign).map(|path| words(path)).collect();
        Manifest { kept, ..both }
    }
}

/// Returns what the published tree must become for `output`.
///
/// An error: somebody else's file or folder lies where one of ours must go, with other bytes.
pub(super) fn compare<'a>(
    present: &Present,
    manifest: &Manifest,
    output: &'a Output,
    target: &Target,
) -> Result<Comparison<'a>, Error> {
    let wishes = output.iter().map(|(route, artifact)| (name_of_route(route.as_str()), artifact)).collect();
    let mut work =
        Work { present, manifest, part: &target.part, dropped: &target.dropped, wishes, in_the_way: BTreeSet::new() };
    let mut new = Comparison {
        files: BTreeMap::new(),
        folders: BTreeMap::new(),
        before: Manifest::default(),
        after: Manifest::default(),
        report: Published::default(),
    };
    work.judge_present(&mut new);
    work.add_wishes(&mut new);
    work.add_folders(&mut new);
    work.note_manifests(&mut new);
    match work.in_the_way.first() {
        Some(first) => {
            let cause = Cause::InTheWay(work.in_the_way.len());
            Err(Error::new(&target.folder.join(first), Doing::Publishing, cause))
        }
        None => Ok(new),
    }
}

struct Work<'a, 'b> {
    present: &'b Present,
    manifest: &'b Manifest,
    part: &'b str,
    dropped: &'b [(Name, Key)],
    wishes: BTreeMap<Name, &'a Artifact>,
    in_the_way: BTreeSet<Name>,
}

impl<'a> Work<'a, '_> {
    fn judge_present(&mut self, new: &mut Comparison<'a>) {
        for (path, node) in &self.present.tree {
            if node.kind == NodeKind::Folder {
                continue;
            }
            let is_ours = node.kind == NodeKind::File && self.manifest.has(path);
            let hash = self.present.hashes.get(path);
            let is_as_written = is_ours && self.manifest.at(path).any(|entry| Some(&entry.hash) == hash);
            match self.wishes.get(path) {
                Some(wish) if node.kind == NodeKind::File && hash == Some(&wish.hash) => new.report.unchanged += 1,
                Some(_) if is_ours => {
                    new.report.written += 1;
                    if !is_as_written {
                        new.report.overwritten.push(told(path));
                    }
                }
                Some(_) => {
                    self.in_the_way.insert(path.clone());
                }
                None if is_as_written && self.is_dropped(path) => new.report.deleted += 1,
                None if is_ours && !self.manifest.at(path).any(|entry| entry.part == self.part) => {
                    new.files.insert(path.clone(), Wish::AsPublished);
                }
                None if is_as_written => new.report.deleted += 1,
                None => {
                    let list = if is_ours { &mut new.report.altered } else { &mut new.report.kept_foreign };
                    list.push(told(path));
                    new.files.insert(path.clone(), Wish::AsPublished);
                }
            }
        }
    }

    /// Returns whether a file of another part is to go, with the bytes that lie there.
    fn is_dropped(&self, path: &Name) -> bool {
        let hash = self.present.hashes.get(path);
        self.dropped.iter().any(|(dropped, bytes)| dropped == path && Some(bytes) == hash)
    }

    fn add_wishes(&mut self, new: &mut Comparison<'a>) {
        for path in self.wishes.keys() {
            if self.present.tree.get(path).is_none_or(|node| node.kind == NodeKind::Folder) {
                new.report.written += 1;
            }
        }
        let is_file = |folder: &&OsStr| new.files.contains_key(*folder) || self.wishes.contains_key(*folder);
        self.in_the_way.extend(all_above(self.wishes.keys()).filter(is_file).map(OsStr::to_owned));
        let mut wishes: BTreeMap<_, _> =
            self.wishes.iter().map(|(path, artifact)| (path.clone(), Wish::Artifact(artifact))).collect();
        new.files.append(&mut wishes);
    }

    /// Adds the folders above each file, and folders that are not ours even where they are empty.
    fn add_folders(&mut self, new: &mut Comparison<'a>) {
        let ours = if self.present.tree.is_empty() { BTreeSet::new() } else { self.manifest.folders() };
        let is_foreign = |path: &&OsStr| {
            self.present.tree.get(*path).is_some_and(|node| node.kind == NodeKind::Folder) && !ours.contains(path)
        };
        let needed = all_above(new.files.keys());
        let foreign = self.present.tree.keys().map(OsString::as_os_str).filter(is_foreign);
        for path in needed.chain(foreign).collect::<BTreeSet<&OsStr>>() {
            if self.wishes.contains_key(path) {
                self.in_the_way.insert(path.to_owned());
                continue;
            }
            let there = self.present.tree.get(path).filter(|node| node.kind == NodeKind::Folder);
            new.folders.insert(path.to_owned(), there.map_or(FOLDER_MODE, |node| node.mode));
        }
    }

    fn note_manifests(&self, new: &mut Comparison<'a>) {
        let entry = |artifact: &Artifact| {
            vec![Entry { hash: artifact.hash, part: self.part.to_owned(), note: artifact.note.clone() }]
        };
        new.after.files = self.wishes.iter().map(|(path, artifact)| (path.clone(), entry(artifact))).collect();
        let published = self.manifest.of_published(&self.present.tree, &self.present.hashes);
        for (path, entries) in &published.files {
            let is_gone = self.wishes.contains_key(path) || self.is_dropped(path);
            for entry in entries.iter().filter(|entry| entry.part != self.part && !is_gone) {
                new.after.add(path.clone(), entry.clone());
            }
        }
        new.before = published;
    }
}

fn told(path: &OsStr) -> String {
    path.to_string_lossy().into_owned()
}

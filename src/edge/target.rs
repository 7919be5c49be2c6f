//! Where the site goes, and the program's own folder beside it.
//!
//! Beside `public/` lies `.public.bangyang/` (mode 0700, ignored by git): the standby tree, the manifest, what
//! the last build noted for the next (receipt, pages), and the lock. It lies there and not in the cache
//! because two folders can be exchanged only within one file system, which the folder above `public/` shares with it; because the cache may be deleted at any time while the
//! manifest says which files the program may delete; and not in `public/` because nothing is published that is
//! not part of the site. It follows `--output` wherever that leads.
//!
//! **In:** the project's root and an output folder. **Out:** a [`Target`] with real paths. **Never:** an output
//! folder that holds the project itself or lies in its sources.

use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use super::error::{Cause, Doing, Error};
use super::hand::Hand;
use super::manifest::{Entry, Manifest, name_of_route, words};
use super::platform::PRIVATE_MODE;
use super::scan::{Name, NodeKind, node_at};
use crate::memo::Key;

/// The part that `build` publishes.
const SITE: &str = "site";
/// Where a project is published by default; a second site in it would be published with it.
const PUBLIC: &str = "public";
/// Folders of a project in which nothing is published.
const SOURCES: [&str; 4] = ["content", "templates", ".git", ".bangyang"];

/// An output folder, with what publishing into it needs to know.
#[derive(Debug, Clone)]
pub struct Target {
    /// The real folder; a symbolic link in its path has been followed.
    pub(super) folder: PathBuf,
    /// The program's own folder beside it.
    pub(super) home: PathBuf,
    /// Which part of the site is published.
    pub(super) part: String,
    /// How long to wait for another build.
    pub(super) patience: Duration,
    /// Files of other parts that go all the same, where they still have these bytes.
    pub(super) dropped: Vec<(Name, Key)>,
}

/// A file of another part that lies in the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Its path in the output folder, with `/` between its parts.
    pub path: String,
    /// The part that it belongs to.
    pub part: String,
    /// What was to be remembered of it; empty where nothing was.
    pub note: String,
    /// It lies there with the bytes that were written.
    pub is_as_written: bool,
    hash: Key,
}

impl Target {
    /// Returns the target `folder` of the project at `root`, for the part `site` and five seconds of patience.
    ///
    /// `public/` may be a symbolic link to a folder: that folder is then the target. A relative `folder` counts
    /// from the current directory. An error: it holds the project, lies in `content/`, `templates/`, `.git/`,
    /// `.bangyang/` or below `public/`, or is a file.
    pub fn new(root: &Path, folder: &Path) -> Result<Self, Error> {
        let real = resolve(folder)?;
        let real_root = resolve(root)?;
        let overlaps = |source: &str| resolve(&root.join(source)).is_ok_and(|source| real.starts_with(source));
        let Some(name) = real.file_name() else {
            return Err(Error::new(folder, Doing::Publishing, Cause::HoldsTheProject));
        };
        let is_in_public = resolve(&root.join(PUBLIC)).is_ok_and(|public| real != public && real.starts_with(public));
        if real_root.starts_with(&real) || is_in_public || SOURCES.iter().any(|source| overlaps(source)) {
            return Err(Error::new(folder, Doing::Publishing, Cause::HoldsTheProject));
        }
        if node_at(&real)?.is_some_and(|node| node.kind != NodeKind::Folder) {
            return Err(Error::new(folder, Doing::Publishing, Cause::NotAFolder));
        }
        let mut home = OsString::from(".");
        home.push(name);
        home.push(".bangyang");
        let home = real.with_file_name(home);
        let patience = Duration::from_secs(5);
        Ok(Self { folder: real, home, part: SITE.to_owned(), patience, dropped: Vec::new() })
    }

    /// Returns the same target for another part of the site: publishing it leaves the files of all other parts.
    ///
    /// `print` uses it, so that an album that was printed stays when the site is built. `[a-z0-9-]` only.
    pub fn for_part(mut self, part: &str) -> Self {
        self.part = part.chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-').collect();
        self
    }

    /// Returns the files of other parts that lie in the output folder, by path, with what was to be remembered of them.
    pub fn noted(&self) -> Result<Vec<Noted>, Error> {
        let mut noted = Vec::new();
        for (name, entries) in Manifest::read(&self.manifest())?.files {
            if entries.iter().all(|entry| entry.part == self.part) {
                continue;
            }
            if node_at(&self.folder.join(&name))?.is_none_or(|node| node.kind != NodeKind::File) {
                continue;
            }
            // What cannot be read cannot be what was written.
            let hash = fs::read(self.folder.join(&name)).ok().map(|bytes| Key::of(&bytes));
            let is_known = entries.iter().any(|entry| Some(entry.hash) == hash);
            let path = words(&name);
            let others = entries.into_iter().filter(|entry| entry.part != self.part);
            let others = others.filter(|entry| !is_known || Some(entry.hash) == hash);
            noted.extend(others.map(|Entry { hash, part, note }| Noted {
                path: path.clone(),
                part,
                note,
                is_as_written: is_known,
                hash,
            }));
        }
        Ok(noted)
    }

    /// Returns the same target without these files of other parts: they go with the next publication, in the same step.
    /// One that has got other bytes meanwhile stays.
    pub fn without<'a>(mut self, files: impl IntoIterator<Item = &'a Noted>) -> Self {
        self.dropped = files.into_iter().map(|file| (name_of_route(&file.path), file.hash)).collect();
        self
    }

    /// Returns the same target with another time to wait for a build that is running.
    pub fn waiting(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Returns the real output folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the program's own folder beside it.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Returns the place of the standby tree.
    pub(super) fn standby(&self) -> PathBuf {
        self.home.join("tree")
    }

    /// Returns the place of the manifest.
    pub(super) fn manifest(&self) -> PathBuf {
        self.home.join("manifest")
    }

    /// Returns the place of the receipt of the last build.
    pub(super) fn receipt(&self) -> PathBuf {
        self.home.join("receipt")
    }

    /// Returns the place of what is remembered of the pages of the last build.
    pub(super) fn pages(&self) -> PathBuf {
        self.home.join("pages")
    }

    /// Returns the place of the lock.
    pub(super) fn lock(&self) -> PathBuf {
        self.home.join("lock")
    }

    /// Returns where the old tree waits while folders are renamed one after the other.
    pub(super) fn outgoing(&self) -> PathBuf {
        self.home.join("outgoing")
    }

    /// Returns the place of the mark that the old tree is being taken apart.
    pub(super) fn replacing(&self) -> PathBuf {
        self.home.join("replacing")
    }

    /// Returns a place on the same file system for one file on its way.
    pub(super) fn beside(&self) -> PathBuf {
        self.home.join("beside")
    }

    /// Makes the folders above the target and the program's own folder, where they are missing.
    pub(super) fn prepare(&self, hand: &Hand) -> Result<(), Error> {
        if let Some(parent) = self.folder.parent() {
            fs::create_dir_all(parent).map_err(|error| Error::system(parent, Doing::MakingFolder, error))?;
        }
        match node_at(&self.home)?.map(|node| node.kind) {
            Some(NodeKind::Folder) => {}
            Some(NodeKind::Link) => return Err(Error::new(&self.home, Doing::MakingFolder, Cause::IsALink)),
            Some(_) => return Err(Error::new(&self.home, Doing::MakingFolder, Cause::NotAFolder)),
            None => hand.make_folder(&self.home, PRIVATE_MODE)?,
        }
        Ok(())
    }

    /// Keeps the program's own folder out of git; under the lock, for two first builds at once would write one file.
    pub(super) fn keep_out_of_git(&self, hand: &Hand) -> Result<(), Error> {
        let ignore = self.home.join(".gitignore");
        if node_at(&ignore)?.is_none() { hand.write_whole(&ignore, b"*\n") } else { Ok(()) }
    }
}

/// Returns the absolute path without links; what does not exist yet is taken as written.
fn resolve(path: &Path) -> Result<PathBuf, Error> {
    let failed = |error| Error::system(path, Doing::Reading, error);
    let absolute = std::path::absolute(path).map_err(failed)?;
    let mut missing = Vec::new();
    let mut there = absolute.as_path();
    while node_at(there)?.is_none() {
        let (Some(Component::Normal(name)), Some(parent)) = (there.components().next_back(), there.parent()) else {
            return Err(Error::new(path, Doing::Publishing, Cause::Outside));
        };
        missing.push(name.to_owned());
        there = parent;
    }
    let mut real = there.canonicalize().map_err(failed)?;
    real.extend(missing.into_iter().rev());
    Ok(real)
}

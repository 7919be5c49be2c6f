//! A project's folder on the disk, read by relative paths.
//!
//! **In:** paths with `/` below the root. **Out:** entries sorted by the bytes of their paths, and bytes. **Never:** a
//! file outside the root, a link followed below it, or an existing file overwritten unless that is what was asked.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::error::{Cause, Doing, Error};
use super::platform;

/// What an entry of a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A plain file.
    File,
    /// A symbolic link, wherever it points: a reader refuses it.
    Link,
    /// A pipe, a socket, a device.
    Other,
    /// An entry whose name is not UTF-8 (often GBK from an old zip); its path is shown with `�` and cannot be read.
    BadName,
}

/// One entry below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path below the root, with `/`, the name's characters as they are on the disk.
    pub path: String,
    /// How many bytes a file has.
    pub size: u64,
    /// What it is.
    pub kind: EntryKind,
    /// When it was last changed, where the disk tells: good for noticing that it was, and for nothing else.
    pub changed: Option<SystemTime>,
}

/// An entry below a folder that nobody looked at yet.
#[derive(Debug)]
pub(super) struct Named {
    /// Its path below the root, as in [`Entry`].
    pub(super) path: String,
    kind: EntryKind,
    entry: DirEntry,
}

impl Named {
    /// Returns the entry with what the disk tells of it.
    pub(super) fn entry(&self) -> Result<Entry, Error> {
        let details = self.entry.metadata().map_err(|error| listing_failed(self.entry.path(), error))?;
        let (path, changed) = (self.path.clone(), details.modified().ok());
        Ok(Entry { path, size: details.len(), kind: self.kind, changed })
    }
}

/// A folder on the disk and what lies below it.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// Returns the disk below `root`, which may itself be reached through a link.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let failed = |error| Error::system(root, Doing::Reading, error);
        let real = root.canonicalize().map_err(failed)?;
        if !fs::metadata(&real).map_err(failed)?.is_dir() {
            return Err(Error::new(root, Doing::Reading, Cause::NotAFolder));
        }
        Ok(Self { root: real })
    }

    /// Returns the real path of the root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns everything but folders below `folder`, at any depth, sorted by the bytes of the paths.
    ///
    /// What no editor means as content is left out: hidden names, lock files, backups. Links are listed and not followed. A
    /// folder that is not there has no entries; one that may not be read is an error.
    pub fn list(&self, folder: &str) -> Result<Vec<Entry>, Error> {
        let named = self.names(folder)?;
        let entries: Vec<Result<Entry, Error>> = named.par_iter().with_min_len(64).map(Named::entry).collect();
        // What an editor made and took away again meanwhile was never content.
        entries.into_iter().filter(|entry| !entry.as_ref().is_err_and(Error::is_missing)).collect()
    }

    /// Returns the names that [`Disk::list`] lists, without a look at the files.
    pub(super) fn names(&self, folder: &str) -> Result<Vec<Named>, Error> {
        let top = self.place(folder)?;
        match fs::symlink_metadata(&top) {
            Ok(details) if details.is_dir() => {}
            Ok(details) => {
                let cause = if details.is_symlink() { Cause::IsALink } else { Cause::NotAFolder };
                return Err(Error::new(&top, Doing::Listing, cause));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::system(&top, Doing::Listing, error)),
        }
        let walk = WalkDir::new(&top).min_depth(1).follow_links(false);
        let mut all = Vec::new();
        for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_passed_over(&name_of(entry))) {
            let entry = entry.map_err(|error| listing_failed(&top, error))?;
            all.extend(self.named(entry));
        }
        all.sort_unstable_by(|one, other| one.path.as_bytes().cmp(other.path.as_bytes()));
        Ok(all)
    }

    /// A folder has no name here, but one whose own name is not UTF-8 is told.
    fn named(&self, entry: DirEntry) -> Option<Named> {
        let relative = entry.path().strip_prefix(&self.root).expect("walkdir stays below its root");
        let kind = match entry.file_type() {
            _ if entry.file_name().to_str().is_none() => EntryKind::BadName,
            kind if kind.is_dir() => return None,
            _ if relative.to_str().is_none() => EntryKind::BadName,
            kind if kind.is_symlink() => EntryKind::Link,
            kind if kind.is_file() => EntryKind::File,
            _ => EntryKind::Other,
        };
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        Some(Named { path: parts.join("/"), kind, entry })
    }

    /// Returns the plain file at `path` as [`Disk::list`] would list it; nothing where there is none.
    pub fn look(&self, path: &str) -> Option<Entry> {
        let details = fs::symlink_metadata(self.place(path).ok()?).ok()?;
        let is_listed = details.is_file() && !path.split('/').any(is_passed_over);
        let changed = details.modified().ok();
        is_listed.then(|| Entry { path: path.to_owned(), size: details.len(), kind: EntryKind::File, changed })
    }

    /// Returns whether anything lies at `path`, a folder or a link too.
    pub fn is_there(&self, path: &str) -> bool {
        self.place(path).is_ok_and(|place| fs::symlink_metadata(place).is_ok())
    }

    /// Returns the bytes of a plain file of at most `limit` bytes.
    ///
    /// An error: the path is absolute, has `..`, or passes a link anywhere below the root; it is no plain file; it
    /// is larger than `limit`.
    pub fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Error> {
        let place = self.root.join(path);
        let failed = |error| Error::system(&place, Doing::Reading, error);
        let (file, length) = match self.open_at_once(path) {
            Some(opened) => opened,
            None => self.open_step_by_step(path)?,
        };
        let mut bytes = Vec::with_capacity(usize::try_from(length.min(limit)).unwrap_or_default());
        // One byte more than allowed tells a file that is too large, also one that grew since it was looked at.
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > limit {
            return Err(Error::new(&place, Doing::Reading, Cause::TooLarge(limit)));
        }
        Ok(bytes)
    }

    /// Returns a plain file and its length where the system makes sure by itself that no link is passed.
    fn open_at_once(&self, path: &str) -> Option<(File, u64)> {
        if !Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        let file = platform::open_without_links(&self.root.join(path))?;
        let details = file.metadata().ok()?;
        details.is_file().then_some((file, details.len()))
    }

    fn open_step_by_step(&self, path: &str) -> Result<(File, u64), Error> {
        let place = self.place(path)?;
        let failed = |error| Error::system(&place, Doing::Reading, error);
        let details = fs::symlink_metadata(&place).map_err(failed)?;
        if !details.is_file() {
            return Err(Error::new(&place, Doing::Reading, Cause::NotAFile));
        }
        Ok((open_plain(&place).map_err(failed)?, details.len()))
    }

    /// Writes a new file and the folders above it; `false`, and nothing is written, where something is there already.
    pub fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, Error> {
        let place = self.place_to_write(path)?;
        let failed = |error| Error::system(&place, Doing::Writing, error);
        match OpenOptions::new().write(true).create_new(true).open(&place) {
            Ok(mut file) => file.write_all(bytes).map(|()| true).map_err(failed),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(failed(error)),
        }
    }

    /// Writes a file in one step, in the place of one that is there; `false`, and nothing is written, where it has
    /// these bytes already.
    pub fn replace(&self, path: &str, bytes: &[u8]) -> Result<bool, Error> {
        let place = self.place_to_write(path)?;
        let failed = |error| Error::system(&place, Doing::Writing, error);
        match fs::symlink_metadata(&place) {
            Ok(details) if !details.is_file() => return Err(Error::new(&place, Doing::Writing, Cause::NotAFile)),
            Ok(_) if fs::read(&place).is_ok_and(|there| there == bytes) => return Ok(false),
            _ => {}
        }
        let beside = place.with_file_name(format!(".bangyang-{}.new", std::process::id()));
        let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, &place));
        if let Err(error) = written {
            // The first error is the one to tell.
            let _ = fs::remove_file(&beside);
            return Err(failed(error));
        }
        Ok(true)
    }

    /// Returns the real path of `path`, having looked at every folder on the way.
    fn place(&self, path: &str) -> Result<PathBuf, Error> {
        let outside = || Error::new(Path::new(path), Doing::Reading, Cause::Outside);
        let mut place = self.root.clone();
        let mut parts = Path::new(path).components().peekable();
        while let Some(part) = parts.next() {
            let Component::Normal(name) = part else { return Err(outside()) };
            place.push(name);
            if parts.peek().is_some() && fs::symlink_metadata(&place).is_ok_and(|details| details.is_symlink()) {
                return Err(outside());
            }
        }
        Ok(place)
    }

    fn place_to_write(&self, path: &str) -> Result<PathBuf, Error> {
        let place = self.place(path)?;
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(|error| Error::system(parent, Doing::MakingFolder, error))?;
        }
        Ok(place)
    }
}

/// Returns whether a file or folder of this name is no content: hidden (`.git`, `.schema`, `.DS_Store`, `._x`), an
/// Office lock file (`~$名单.xlsx`), an editor's backup (`x~`, `x.swp`), or what Windows leaves (`Thumbs.db`).
pub(super) fn is_passed_over(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || [".swp", ".swo", ".tmp"].iter().any(|ending| lower.ends_with(ending))
        || ["thumbs.db", "desktop.ini", "__macosx"].contains(&lower.as_str())
}

fn name_of(entry: &DirEntry) -> std::borrow::Cow<'_, str> {
    entry.file_name().to_string_lossy()
}

fn listing_failed(top: &Path, error: walkdir::Error) -> Error {
    let path = error.path().unwrap_or(top).to_owned();
    let error = error.into_io_error().unwrap_or_else(|| io::Error::other("a circle of links"));
    Error::system(&path, Doing::Listing, error)
}

/// Opens a file, refusing a link that took its place since it was looked at, and not waiting for a pipe.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn open_plain(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(File::from(open(path, flags, Mode::empty())?))
}

/// Opens a file.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn open_plain(path: &Path) -> io::Result<File> {
    File::open(path)
}

#[cfg(test)]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    fn listed(disk: &Disk, folder: &str) -> Vec<(String, EntryKind)> {
        let entries = disk.list(folder).expect("the folder can be listed");
        entries.into_iter().map(|entry| (entry.path, entry.kind)).collect()
    }

    #[test]
    fn entries_are_sorted_by_bytes_and_what_no_editor_means_is_left_out() {
        let folder = Scratch::new();
        let names =
            ["b/1.md", "b.md", "b/一.md", ".git/x", ".DS_Store", "b/~$名单.xlsx", "a.md~", "x.swp", "Thumbs.db"];
        for name in names {
            folder.put(&format!("content/{name}"), "文");
        }
        let disk = Disk::open(folder.path()).expect("it is there");
        let paths: Vec<_> = listed(&disk, "content").into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["content/b.md", "content/b/1.md", "content/b/一.md"]);
        assert_eq!(disk.list("content").expect("listed")[0].size, 3);
        assert_eq!(listed(&disk, "nothing"), []);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_listed_and_neither_followed_nor_read() {
        use std::os::unix::fs::symlink;
        let (folder, elsewhere) = (Scratch::new(), Scratch::new());
        elsewhere.put("secret.md", "secret");
        folder.put("content/a.md", "a");
        symlink(elsewhere.path(), folder.at("content/linked")).expect("a link");
        symlink(elsewhere.at("secret.md"), folder.at("content/secret.md")).expect("a link");
        let disk = Disk::open(folder.path()).expect("it is there");
        let kinds: Vec<_> = listed(&disk, "content").into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, [EntryKind::File, EntryKind::Link, EntryKind::Link]);
        assert!(matches!(disk.read("content/secret.md", 99).expect_err("a link").cause(), Cause::NotAFile));
        assert!(matches!(disk.read("content/linked/secret.md", 99).expect_err("a link").cause(), Cause::Outside));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_utf8_is_reported() {
        use std::os::unix::ffi::OsStrExt;
        let folder = Scratch::new();
        folder.put("content/a.md", "a");
        fs::write(folder.at("content").join(std::ffi::OsStr::from_bytes(b"\xc3\xfb.md")), "b").expect("a file");
        let disk = Disk::open(folder.path()).expect("it is there");
        assert_eq!(listed(&disk, "content")[1], ("content/\u{fffd}\u{fffd}.md".to_owned(), EntryKind::BadName));
    }

    #[test]
    fn nothing_outside_the_root_is_read() {
        let folder = Scratch::new();
        folder.put("in/a.md", "a");
        folder.put("out.md", "out");
        let disk = Disk::open(&folder.at("in")).expect("it is there");
        let absolute = folder.at("out.md").to_string_lossy().into_owned();
        for path in ["../out.md", "./../out.md", "a/../../out.md", absolute.as_str()] {
            assert!(matches!(disk.read(path, 99).expect_err(path).cause(), Cause::Outside), "{path}");
        }
        assert_eq!(disk.read("a.md", 99).expect("it is there"), b"a");
    }

    #[test]
    fn a_file_over_the_limit_is_refused_and_one_at_the_limit_is_not() {
        let folder = Scratch::new();
        folder.put("a", "12345");
        let disk = Disk::open(folder.path()).expect("it is there");
        assert_eq!(disk.read("a", 5).expect("small enough").len(), 5);
        assert!(matches!(disk.read("a", 4).expect_err("too large").cause(), Cause::TooLarge(4)));
        assert!(disk.read("b", 4).expect_err("not there").is_missing());
    }

    #[test]
    fn create_never_overwrites_and_replace_writes_only_what_differs() {
        let folder = Scratch::new();
        let disk = Disk::open(folder.path()).expect("it is there");
        assert!(disk.create("content/a.md", b"one").expect("created"));
        assert!(!disk.create("content/a.md", b"two").expect("left"));
        assert_eq!(folder.text("content/a.md"), "one");
        assert!(!disk.replace("content/a.md", b"one").expect("the same"));
        assert!(disk.replace("content/a.md", b"three").expect("replaced"));
        assert_eq!(folder.text("content/a.md"), "three");
        assert!(disk.replace("../x", b"").is_err());
    }
}

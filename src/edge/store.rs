//! The cache `.bangyang/`: results of earlier builds, plain files named by their keys; and what the last run noted (`notes.rs`).
//!
//! Each file says the hash of its key and value in front, so that one that is damaged, half written or put there under
//! another name is noticed, removed and worked out again. It may be deleted at any time. Where it cannot be written
//! (a read-only project, a full disk), results stay in memory and the build goes on.
//!
//! **In:** keys and bytes. **Out:** the same bytes, or nothing. **Never:** an error that stops a build, or bytes
//! that were put under another key.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

use super::error::{Cause, Doing, Error};
use super::kept::{aside_name, key_of, sealed, unsealed};
use super::notes::NoteFolder;
use crate::memo::{Key, Memo, Notes, Remembered};

/// The cache's folder in a project.
const FOLDER: &str = ".bangyang";
/// How entries are written; another version's entries are cleared away.
const VERSION: &str = "bangyang cache 1\n";
/// For how many builds with other results an unused entry stays: long enough to go back to yesterday's text.
const PATIENCE: u32 = 8;

/// A [`Memo`] on the disk.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    is_prepared: bool,
    notes: Option<NoteFolder>,
    in_memory: Remembered,
    aside: AtomicU64,
}

impl Store {
    /// Returns the cache of the project at `root`, which publishes into `output`.
    ///
    /// An error: `.bangyang` is a link or a file, or would lie in the output folder and so be published.
    pub fn open(root: &Path, output: &Path) -> Result<Self, Error> {
        let folder = root.join(FOLDER);
        let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
        if let (Ok(root), Ok(output)) = (real(root), real(output))
            && root.join(FOLDER).starts_with(&output)
        {
            return Err(Error::new(&folder, Doing::Writing, Cause::HoldsTheProject));
        }
        match fs::symlink_metadata(&folder) {
            Ok(details) if details.is_symlink() => return Err(Error::new(&folder, Doing::Writing, Cause::IsALink)),
            Ok(details) if !details.is_dir() => return Err(Error::new(&folder, Doing::Writing, Cause::NotAFolder)),
            _ => {}
        }
        let is_prepared = prepare(&folder).is_ok();
        let notes = is_prepared.then(|| NoteFolder::open(&folder)).flatten();
        Ok(Self { folder, is_prepared, notes, in_memory: Remembered::default(), aside: AtomicU64::new(0) })
    }

    /// Forgets entries that none of the last builds used, given the keys that this one used.
    ///
    /// A build with the same keys as the last does not count, and writes nothing. What cannot be removed stays.
    pub fn sweep(&self, used: &BTreeSet<Key>) {
        if self.is_prepared {
            // A cache that cannot be swept is only larger than it need be.
            let _ = self.try_sweep(used);
        }
    }

    /// Removes what this process was just writing into the cache of the project at `root`, for a sudden end.
    pub fn clear_own(root: &Path) {
        let own = format!("{}-", std::process::id());
        let asides = fs::read_dir(root.join(FOLDER).join("aside")).into_iter().flatten().flatten();
        for file in asides.filter(|file| file.file_name().to_string_lossy().starts_with(&own)) {
            // What cannot be removed goes with the next sweep.
            let _ = fs::remove_file(file.path());
        }
    }

    fn try_sweep(&self, used: &BTreeSet<Key>) -> io::Result<()> {
        let this_build = Key::of_parts(used.iter().map(|key| key.bytes().as_slice())).hex();
        let place = self.folder.join("unused");
        let before = fs::read_to_string(&place).unwrap_or_default();
        if before.lines().next() == Some(this_build.as_str()) {
            return Ok(());
        }
        let counts: BTreeMap<Key, u32> = before.lines().skip(1).filter_map(count_line).collect();
        let mut after = format!("{this_build}\n");
        for key in self.keys()?.difference(used) {
            let count = counts.get(key).map_or(1, |count| count.saturating_add(1));
            if count > PATIENCE {
                fs::remove_file(self.place(key))?;
            } else {
                // Writing to a string cannot fail.
                let _ = writeln!(after, "{count} {}", key.hex());
            }
        }
        self.clear_asides()?;
        self.write(&place, after.as_bytes())
    }

    fn keys(&self) -> io::Result<BTreeSet<Key>> {
        Ok(entry_places(&self.folder)?.iter().filter_map(|place| key_of(place)).collect())
    }

    /// Removes what killed runs left; another run that is writing just now puts its result in memory instead.
    fn clear_asides(&self) -> io::Result<()> {
        let own = format!("{}-", std::process::id());
        for file in fs::read_dir(self.folder.join("aside"))? {
            let file = file?;
            if !file.file_name().to_string_lossy().starts_with(&own) {
                fs::remove_file(file.path())?;
            }
        }
        Ok(())
    }

    fn place(&self, key: &Key) -> PathBuf {
        let name = key.hex();
        self.folder.join(&name[..2]).join(name)
    }

    fn write(&self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        let aside = self.folder.join("aside").join(aside_name(&self.aside));
        let written = fs::write(&aside, bytes).and_then(|()| match fs::rename(&aside, place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                place.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::rename(&aside, place)
            }
            other => other,
        });
        if written.is_err() {
            // The first error is the one that counts.
            let _ = fs::remove_file(&aside);
        }
        written
    }
}

impl Memo for Store {
    fn recall(&self, key: &Key) -> Option<Vec<u8>> {
        if let Some(value) = self.in_memory.recall(key) {
            return Some(value);
        }
        if !self.is_prepared {
            return None;
        }
        unsealed(&self.place(key), key)
    }

    fn keep(&self, key: &Key, bytes: &[u8]) {
        if !self.is_prepared || self.write(&self.place(key), &sealed(key, bytes)).is_err() {
            self.in_memory.keep(key, bytes);
        }
    }

    fn has(&self, key: &Key) -> bool {
        self.in_memory.has(key) || (self.is_prepared && self.place(key).is_file())
    }

    fn notes(&self) -> Option<(&dyn Notes, Key)> {
        let notes = self.notes.as_ref()?;
        Some((notes, notes.program))
    }
}

fn prepare(folder: &Path) -> io::Result<()> {
    let version = folder.join("version");
    if fs::read(&version).is_ok_and(|version| version == VERSION.as_bytes()) && folder.join("aside").is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder.join("aside"))?;
    for place in entry_places(folder)? {
        fs::remove_file(place)?;
    }
    fs::write(folder.join(".gitignore"), "*\n")?;
    fs::write(version, VERSION)
}

/// Returns the places of all entries: files named by a key, in folders named by its first two digits.
fn entry_places(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut places = Vec::new();
    for folder in fs::read_dir(folder)? {
        let folder = folder?;
        if !folder.file_type()?.is_dir() || !folder.file_name().to_str().is_some_and(is_folder_name) {
            continue;
        }
        for file in fs::read_dir(folder.path())? {
            places.push(file?.path());
        }
    }
    places.retain(|place| key_of(place).is_some());
    Ok(places)
}

fn is_folder_name(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn count_line(line: &str) -> Option<(Key, u32)> {
    let (count, key) = line.split_once(' ')?;
    Some((Key::from_hex(key)?, count.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    fn store(folder: &Scratch) -> Store {
        Store::open(folder.path(), &folder.at("public")).expect("the cache can be opened")
    }

    #[test]
    fn what_was_kept_is_recalled_by_the_next_run() {
        let folder = Scratch::new();
        let key = Key::of(b"k");
        store(&folder).keep(&key, b"value");
        assert_eq!(store(&folder).recall(&key).as_deref(), Some(b"value".as_slice()));
        assert_eq!(store(&folder).recall(&Key::of(b"other")), None);
        assert_eq!(folder.text(".bangyang/.gitignore"), "*\n");
    }

    #[test]
    fn a_damaged_cut_or_renamed_entry_is_absent_and_removed() {
        let folder = Scratch::new();
        let store = store(&folder);
        let (key, other) = (Key::of(b"k"), Key::of(b"o"));
        let damages: [fn(&mut Vec<u8>); 3] = [|bytes| bytes[40] ^= 1, |bytes| bytes.truncate(35), Vec::clear];
        for damage in damages {
            store.keep(&key, b"a long value");
            let mut bytes = fs::read(store.place(&key)).expect("it was kept");
            damage(&mut bytes);
            fs::write(store.place(&key), bytes).expect("it can be damaged");
            assert_eq!(store.recall(&key), None);
            assert!(!store.place(&key).exists());
        }
        store.keep(&key, b"value");
        store.keep(&other, b"other");
        fs::rename(store.place(&key), store.place(&other)).expect("renamed");
        assert_eq!(store.recall(&other), None);
    }

    #[test]
    fn any_single_damaged_byte_of_an_entry_is_noticed() {
        let folder = Scratch::new();
        let store = store(&folder);
        let key = Key::of(b"k");
        store.keep(&key, b"a value");
        let whole = fs::read(store.place(&key)).expect("it was kept");
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut bytes = whole.clone();
                bytes[at] ^= 1 << bit;
                fs::write(store.place(&key), bytes).expect("it can be damaged");
                assert_eq!(store.recall(&key), None, "byte {at}, bit {bit}");
            }
        }
        fs::write(store.place(&key), whole).expect("it can be mended");
        assert_eq!(store.recall(&key).as_deref(), Some(b"a value".as_slice()));
    }

    #[test]
    fn entries_of_another_version_are_cleared() {
        let folder = Scratch::new();
        let key = Key::of(b"k");
        store(&folder).keep(&key, b"value");
        folder.put(".bangyang/version", "bangyang cache 0\n");
        assert_eq!(store(&folder).recall(&key), None);
        assert_eq!(folder.text(".bangyang/version"), VERSION);
    }

    #[test]
    fn a_cache_that_cannot_be_written_keeps_results_in_memory() {
        let folder = Scratch::new();
        let cache = store(&folder);
        fs::remove_dir_all(folder.at(".bangyang")).expect("removed");
        folder.put(".bangyang", "now a file");
        let key = Key::of(b"k");
        cache.keep(&key, b"value");
        assert_eq!(cache.recall(&key).as_deref(), Some(b"value".as_slice()));
        cache.sweep(&BTreeSet::new());
    }

    #[test]
    fn an_entry_goes_after_some_builds_with_other_results() {
        let folder = Scratch::new();
        let store = store(&folder);
        let (old, new) = (Key::of(b"old"), Key::of(b"new"));
        store.keep(&old, b"1");
        store.keep(&new, b"2");
        for build in 0..PATIENCE {
            store.sweep(&BTreeSet::from([new, Key::of(&build.to_le_bytes())]));
            store.sweep(&BTreeSet::from([new, Key::of(&build.to_le_bytes())]));
        }
        assert!(store.place(&old).exists());
        store.sweep(&BTreeSet::from([new]));
        assert!(!store.place(&old).exists());
        assert!(store.place(&new).exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_cache_in_the_output_folder_or_behind_a_link_is_refused() {
        let folder = Scratch::new();
        assert!(Store::open(folder.path(), folder.path()).is_err());
        fs::create_dir(folder.at("elsewhere")).expect("a folder");
        std::os::unix::fs::symlink(folder.at("elsewhere"), folder.at(".bangyang")).expect("a link");
        assert!(Store::open(folder.path(), &folder.at("public")).is_err());
    }
}

//! What a run notes for the next one, in the folder `read` of the cache: of it only what the last run used stays.
//!
//! It holds what is not published too, as `content/` does, so nobody else may open it (docs/decisions/0018).
//!
//! **In:** keys and bytes. **Out:** the same bytes, or nothing. **Never:** a note through a link, or one that others may read.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

use super::kept::{aside_name, key_of, sealed, unsealed};
use super::platform::{self, PRIVATE_MODE};
use super::sealed::program_key;
use crate::memo::{Key, Notes};

/// The folder in the cache.
const FOLDER: &str = "read";

/// Where notes lie.
#[derive(Debug)]
pub(super) struct NoteFolder {
    /// What tells this program from others.
    pub(super) program: Key,
    folder: PathBuf,
    aside: AtomicU64,
}

impl NoteFolder {
    /// Returns the notes in a cache that is there; nothing where none can be left, or the system does not tell which program
    /// this is.
    pub(super) fn open(cache: &Path) -> Option<Self> {
        let (program, folder) = (program_key()?, cache.join(FOLDER));
        prepare(&folder).ok()?;
        Some(Self { program, folder, aside: AtomicU64::new(0) })
    }

    fn place(&self, key: &Key) -> PathBuf {
        self.folder.join(key.hex())
    }
}

impl Notes for NoteFolder {
    fn noted(&self, key: &Key) -> Option<Vec<u8>> {
        unsealed(&self.place(key), key)
    }

    /// One that cannot be written is not there, which costs the next run its time and nothing else.
    ///
    /// It is written where nobody else may look, and only then gets its name.
    fn note(&self, key: &Key, bytes: &[u8]) {
        let aside = self.folder.join(aside_name(&self.aside));
        let written = fs::write(&aside, sealed(key, bytes)).and_then(|()| fs::rename(&aside, self.place(key)));
        if written.is_err() {
            let _ = fs::remove_file(aside);
        }
    }

    fn leave(&self, used: &BTreeSet<Key>) {
        // Another run that is writing just now reads its files once more the next time.
        let noted = fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.path());
        for place in noted.filter(|place| key_of(place).is_none_or(|key| !used.contains(&key))) {
            // What cannot be removed goes the next time.
            let _ = fs::remove_file(place);
        }
    }
}

/// Makes the folder, and sees to it that nobody else looks into it.
fn prepare(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let details = fs::symlink_metadata(folder)?;
    match details.is_dir() {
        true if cfg!(not(unix)) || platform::mode(&details) == PRIVATE_MODE => Ok(()),
        true => platform::set_mode(folder, PRIVATE_MODE),
        false => Err(io::ErrorKind::NotADirectory.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    fn notes(folder: &Scratch) -> NoteFolder {
        fs::create_dir_all(folder.at(".bangyang")).expect("made");
        NoteFolder::open(&folder.at(".bangyang")).expect("the system tells which program this is")
    }

    #[test]
    fn notes_are_of_the_last_run_and_for_nobody_else() {
        let folder = Scratch::new();
        let (one, other) = (Key::of(b"1"), Key::of(b"2"));
        let noted = |key: &Key| notes(&folder).noted(key);
        let written = notes(&folder);
        written.note(&one, b"one");
        written.note(&other, b"other");
        assert_eq!([noted(&one), noted(&other)], [Some(b"one".to_vec()), Some(b"other".to_vec())]);
        folder.put(".bangyang/read/1-2", "half a note of a run that was killed");
        written.leave(&BTreeSet::from([one]));
        assert!(!folder.at(".bangyang/read/1-2").exists());
        assert_eq!([noted(&one), noted(&other)], [Some(b"one".to_vec()), None]);
        #[cfg(unix)]
        {
            let mode = |path: &str| platform::mode(&fs::metadata(folder.at(path)).expect("it is there"));
            assert_eq!(mode(".bangyang/read"), PRIVATE_MODE);
        }
        fs::write(written.place(&one), b"damaged").expect("written");
        assert_eq!(noted(&one), None);
        assert!(!written.place(&one).exists());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_noted_through_a_link() {
        let folder = Scratch::new();
        folder.put("elsewhere/kept", "of somebody");
        fs::create_dir(folder.at(".bangyang")).expect("made");
        platform::make_link(&folder.at("elsewhere"), &folder.at(".bangyang/read")).expect("linked");
        assert!(NoteFolder::open(&folder.at(".bangyang")).is_none());
        assert_eq!(folder.text("elsewhere/kept"), "of somebody");
    }
}

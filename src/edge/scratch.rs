//! A folder for one test, removed afterwards.
//!
//! **In:** nothing. **Out:** an empty folder of its own. **Never:** compiled into the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::scan::{NodeKind, scan};
use crate::memo::{Key, Memo};
use crate::output::{Artifact, Output, Route};

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// An empty folder that lives as long as this value.
#[derive(Debug)]
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new() -> Self {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        // In memory where the system offers it: each publication flushes its file system, which others may be using.
        let memory = PathBuf::from("/dev/shm");
        let base = if memory.is_dir() { memory } else { std::env::temp_dir() };
        let path = base.join(format!("bangyang-test-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder can be made");
        Self(path.canonicalize().expect("it was just made"))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Returns the path of something in it.
    pub(super) fn at(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    /// Writes a file and the folders above it.
    pub(super) fn put(&self, path: &str, bytes: &str) {
        let place = self.at(path);
        fs::create_dir_all(place.parent().expect("it lies in the folder")).expect("folders can be made");
        fs::write(place, bytes).expect("a file can be written");
    }

    /// Returns the text of a file.
    pub(super) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).expect("the file is there")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Returns a site of these files.
pub(super) fn site(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        let route = Route::file(*path).expect("a good route");
        assert!(output.add(route, Artifact::new(text.as_bytes().to_vec())), "{path} twice");
    }
    output
}

/// Returns every entry below a folder: a file's text, `→` and a link's goal, `/` for a folder.
pub(super) fn all_in(folder: &Path) -> BTreeMap<String, String> {
    let tree = scan(folder).expect("the folder can be read");
    tree.iter()
        .map(|(path, node)| {
            let place = folder.join(path);
            let content = match node.kind {
                NodeKind::Folder => "/".to_owned(),
                NodeKind::Link => format!("→{}", fs::read_link(&place).expect("a link").display()),
                _ => String::from_utf8_lossy(&fs::read(&place).expect("a file")).into_owned(),
            };
            (path.to_string_lossy().into_owned(), content)
        })
        .collect()
}

/// A memo that is asked while the standby is made, and then does what somebody might do at that moment.
pub(super) struct Meanwhile<F>(pub(super) F);

impl<F: Fn() + Sync> Memo for Meanwhile<F> {
    fn recall(&self, _key: &Key) -> Option<Vec<u8>> {
        self.0();
        Some(b"picture".to_vec())
    }

    fn keep(&self, _key: &Key, _bytes: &[u8]) {}

    fn has(&self, _key: &Key) -> bool {
        true
    }
}

/// Returns a site with a picture, of which a [`Meanwhile`] is asked.
pub(super) fn with_picture(mut output: Output) -> Output {
    let picture = Artifact::stored(Key::of(b"k"), Key::of(b"picture"), 7);
    assert!(output.add(Route::file("p.webp").expect("a route"), picture));
    output
}

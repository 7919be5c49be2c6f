//! The cache as one build uses it.
//!
//! **In:** keys and bytes of the pipeline. **Out:** the same, and afterwards a cache without what no build needs.
//! **Never:** a folder `.bangyang` where there is no project.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::edge::{Error, Store};
use crate::memo::{Key, Memo, Notes, Remembered};

enum Kept {
    OnDisk(Store),
    InMemory(Remembered),
}

/// A [`Memo`] that notes which keys were used.
pub(super) struct Cache {
    kept: Kept,
    used: Mutex<BTreeSet<Key>>,
}

impl Cache {
    /// Returns the cache of the project at `root`; one in memory where `root` has no `content` folder.
    pub(super) fn open(root: &Path, output: &Path) -> Result<Self, Error> {
        let kept = if root.join("content").is_dir() {
            Kept::OnDisk(Store::open(root, output)?)
        } else {
            Kept::InMemory(Remembered::default())
        };
        Ok(Self { kept, used: Mutex::default() })
    }

    /// Forgets what neither this build nor the last ones used.
    pub(super) fn sweep(self) {
        if let Kept::OnDisk(store) = self.kept {
            store.sweep(&self.used.into_inner().unwrap_or_else(PoisonError::into_inner));
        }
    }

    fn note(&self, key: &Key) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(*key);
    }
}

impl Memo for Cache {
    fn recall(&self, key: &Key) -> Option<Vec<u8>> {
        self.note(key);
        match &self.kept {
            Kept::OnDisk(store) => store.recall(key),
            Kept::InMemory(remembered) => remembered.recall(key),
        }
    }

    fn keep(&self, key: &Key, bytes: &[u8]) {
        self.note(key);
        match &self.kept {
            Kept::OnDisk(store) => store.keep(key, bytes),
            Kept::InMemory(remembered) => remembered.keep(key, bytes),
        }
    }

    fn has(&self, key: &Key) -> bool {
        self.note(key);
        match &self.kept {
            Kept::OnDisk(store) => store.has(key),
            Kept::InMemory(remembered) => remembered.has(key),
        }
    }

    fn notes(&self) -> Option<(&dyn Notes, Key)> {
        match &self.kept {
            Kept::OnDisk(store) => store.notes(),
            Kept::InMemory(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_content_gets_no_cache_on_the_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::open(folder.path(), &folder.path().join("public")).expect("it opens");
        cache.keep(&Key::of(b"k"), b"value");
        assert_eq!(cache.recall(&Key::of(b"k")).as_deref(), Some(b"value".as_slice()));
        cache.sweep();
        assert!(!folder.path().join(".bangyang").exists());
    }

    #[test]
    fn a_project_keeps_its_results_from_run_to_run() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("content")).expect("a folder");
        let open = || Cache::open(folder.path(), &folder.path().join("public")).expect("it opens");
        let cache = open();
        cache.keep(&Key::of(b"k"), b"value");
        cache.sweep();
        assert_eq!(open().recall(&Key::of(b"k")).as_deref(), Some(b"value".as_slice()));
    }
}

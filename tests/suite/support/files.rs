//! Files of the project on the disk, for tests alone.
//!
//! **In:** a folder. **Out:** its files by their paths, with `/`. **Never:** writes anything but expected output.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Returns the root of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns every file below `folder` of the project, by its path from there; a folder that is not there has none.
pub fn below(folder: &str) -> BTreeMap<String, Vec<u8>> {
    on_disk(&root().join(folder))
}

/// Returns every file below `folder`, by its path from there.
pub fn on_disk(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&next) else { continue };
        for path in entries.map(|entry| entry.expect("a folder can be read").path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it lies below");
                let name = name.to_str().expect("names are UTF-8").replace('\\', "/");
                files.insert(name, std::fs::read(&path).expect("a file can be read"));
            }
        }
    }
    files
}

/// Returns the text of a file of the project.
pub fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

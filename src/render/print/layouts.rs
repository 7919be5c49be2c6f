//! The layouts: the built-in ones, with the project's own in place of those of the same path.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::source::Snapshot;

/// The built-in layouts.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/print");

/// Returns every file below `templates/print/`, by its path from `/`: `/print/album.typ`.
pub fn layouts(snapshot: &Snapshot) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    built_in(&BUILT_IN, &mut files);
    for source in snapshot.sources.values() {
        if let Some(path) = source.path.strip_prefix("templates/print/") {
            files.insert(format!("/print/{path}"), source.bytes.to_vec());
        }
    }
    files
}

fn built_in(folder: &Dir, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(format!("/print/{path}"), file.contents().to_vec());
    }
    for below in folder.dirs() {
        built_in(below, files);
    }
}

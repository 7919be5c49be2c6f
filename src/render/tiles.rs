//! The tiles of a photo in the memo: what was cut once is not cut again.
//!
//! **In:** files of tiles, or what was noted of them. **Out:** sizes and keys. **Never:** tiles of another version of the cut.

use crate::memo::{Key, Memo};
use crate::picture::{TILES_VERSION, Tile, VERSION, tiles};
use crate::plan::{PictureSet, TileFile};

/// Keeps the tiles of a photo; returns what is known of them.
pub(super) fn kept(files: &[Vec<u8>], set: &PictureSet, source: Key, memo: &dyn Memo) -> Vec<TileFile> {
    let known: Vec<TileFile> = said(set)
        .zip(files)
        .map(|(tile, file)| {
            let key = key(source, &tile.name());
            memo.keep(&key, file);
            TileFile { tile, key, hash: Key::of(file), len: file.len() as u64 }
        })
        .collect();
    let noted: String = known.iter().map(|file| format!("{} {}\n", file.len, file.hash.hex())).collect();
    memo.keep(&key(source, "noted"), noted.as_bytes());
    known
}

/// Returns what [`kept`] noted of a photo's tiles; nothing where they were not cut, or in another way.
pub(super) fn recalled(set: &PictureSet, source: Key, memo: &dyn Memo) -> Option<Vec<TileFile>> {
    let noted = memo.recall(&key(source, "noted"))?;
    let lines: Vec<&str> = std::str::from_utf8(&noted).ok()?.lines().collect();
    let said: Vec<Tile> = said(set).collect();
    let read = |(tile, line): (Tile, &str)| {
        let (len, hash) = line.split_once(' ')?;
        let (len, hash) = (len.parse().ok()?, Key::from_hex(hash)?);
        Some(TileFile { tile, key: key(source, &tile.name()), hash, len })
    };
    (said.len() == lines.len()).then_some(())?;
    let tiles: Option<Vec<TileFile>> = said.into_iter().zip(lines).map(read).collect();
    tiles.filter(|tiles| tiles.iter().all(|tile| memo.has(&tile.key)))
}

fn said(set: &PictureSet) -> impl Iterator<Item = Tile> {
    set.largest().map(|whole| tiles((whole.width, whole.height))).unwrap_or_default().into_iter()
}

fn key(source: Key, name: &str) -> Key {
    Key::of_parts([b"tile".as_slice(), VERSION.as_bytes(), TILES_VERSION.as_bytes(), source.bytes(), name.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memo::Remembered;
    use crate::picture::{Format, Recipe};
    use crate::plan::PictureFile;

    fn set() -> PictureSet {
        let whole = PictureFile {
            recipe: Recipe { width: 1600, format: Format::Jpeg },
            width: 1600,
            height: 1067,
            key: Key::of(b"key"),
            hash: Key::of(b"hash"),
            len: 1,
            address: "pictures/0123456789ab-1600.jpg".to_owned(),
        };
        PictureSet { files: vec![whole], tiles: None }
    }

    #[test]
    fn what_was_kept_is_recalled_with_its_keys() {
        let (memo, source) = (Remembered::default(), Key::of(b"photo"));
        assert_eq!(recalled(&set(), source, &memo), None);
        let files: Vec<Vec<u8>> = (0..6_u8).map(|n| vec![n; 10]).collect();
        let known = kept(&files, &set(), source, &memo);
        assert_eq!(known.len(), 6);
        assert_eq!(recalled(&set(), source, &memo), Some(known.clone()));
        assert_eq!(memo.recall(&known[5].key), Some(files[5].clone()));
        assert_eq!(recalled(&set(), Key::of(b"another"), &memo), None);
    }

    #[test]
    fn a_note_that_does_not_fit_the_picture_is_none() {
        let (memo, source) = (Remembered::default(), Key::of(b"photo"));
        memo.keep(&key(source, "noted"), b"1 nonsense\n");
        assert_eq!(recalled(&set(), source, &memo), None);
        memo.keep(&key(source, "noted"), &[0xFF; 4]);
        assert_eq!(recalled(&set(), source, &memo), None);
    }

    #[test]
    fn photos_that_viewers_open_have_a_name_of_their_own() {
        assert_eq!(set().service(), None);
        let opened = PictureSet { tiles: Some(Vec::new()), ..set() };
        assert_eq!(opened.service().as_deref(), Some("iiif/0123456789ab"));
    }
}

//! Photos to pictures: derived once, kept by the hash of their bytes and of the recipe, on all cores.
//!
//! **In:** the paths of the photos that pages show. **Out:** sizes and addresses; the bytes are in the memo.
//! **Never:** a picture that was not wanted, or one that is derived twice.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::tiles;
use crate::diag::{Code, Diagnostics, Outcome, Place};
use crate::memo::{Key, Memo};
use crate::picture::{self, Derived, PictureError, Probe, Recipe, VERSION};
use crate::plan::{PictureFile, PictureSet, Pictures};
use crate::source::Inputs;

/// The photos of a site.
#[derive(Clone, Copy)]
pub struct Photos<'a> {
    /// Every photo that a page shows, with the place that names it.
    pub all: &'a BTreeMap<String, Place>,
    /// Those that viewers of IIIF open: they are cut into tiles.
    pub opened: &'a BTreeSet<String>,
}

/// Derives what is wanted of every photo that is not among those `known`; `done` is called after each.
pub fn derive(
    photos: Photos,
    mut known: Pictures,
    (inputs, memo, done): (&dyn Inputs, &dyn Memo, &(dyn Fn() + Sync)),
) -> Outcome<Pictures> {
    let tiled = |path: &str| if photos.opened.contains(path) { Tiled::Yes } else { Tiled::No };
    known.sets.retain(|path, set| photos.all.contains_key(path) && set.tiles.is_some() == (tiled(path) == Tiled::Yes));
    let made: Vec<_> = photos
        .all
        .par_iter()
        .filter(|(path, _)| !known.sets.contains_key(*path))
        .map(|(path, place)| {
            let set = one(path, tiled(path), inputs, memo);
            done();
            (path, place, set)
        })
        .collect();
    let mut found = Diagnostics::default();
    let mut pictures = known;
    for (path, place, set) in made {
        match set {
            Ok(set) => {
                pictures.sets.insert(path.clone(), set);
            }
            Err(why) => {
                let name = path.rsplit('/').next().unwrap_or(path);
                found
                    .add(Code::PhotoBroken, place.clone(), format!("照片「{name}」不能用：{why}"))
                    .help("换一张 JPEG、PNG 或 WebP");
            }
        }
    }
    Outcome { value: pictures, diagnostics: found }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tiled {
    Yes,
    No,
}

fn one(path: &str, tiled: Tiled, inputs: &dyn Inputs, memo: &dyn Memo) -> Result<PictureSet, String> {
    let bytes = inputs.read(path)?;
    let source = Key::of(&bytes);
    let known = Key::of_parts([b"set".as_slice(), VERSION.as_bytes(), source.bytes()]);
    let set = memo.recall(&known).and_then(|text| recalled(&text, source));
    // The files may have been cleared away without what is known of them.
    let set = set.filter(|set| set.files.iter().all(|file| memo.has(&file.key)));
    let made = match set {
        Some(set) => with_tiles(set, tiled, (&bytes, source), memo),
        None => made((&bytes, source), tiled, memo).inspect(|set| memo.keep(&known, &noted(set))),
    };
    made.map_err(|error| error.to_string())
}

/// Returns a set that the memo knew, with tiles where they are wanted: known ones, or cut now.
fn with_tiles(
    set: PictureSet,
    tiled: Tiled,
    (bytes, source): (&[u8], Key),
    memo: &dyn Memo,
) -> Result<PictureSet, PictureError> {
    let tiles = match tiled {
        Tiled::No => None,
        Tiled::Yes => match tiles::recalled(&set, source, memo) {
            Some(tiles) => Some(tiles),
            None => {
                let cut = picture::derive_with_tiles(bytes, &[])?.tiles;
                Some(tiles::kept(&cut, &set, source, memo))
            }
        },
    };
    Ok(PictureSet { tiles, ..set })
}

/// Derives all that is wanted of a photo, and keeps it.
fn made((bytes, source): (&[u8], Key), tiled: Tiled, memo: &dyn Memo) -> Result<PictureSet, PictureError> {
    let probe = picture::probe(bytes)?;
    let recipes = picture::recipes(&probe);
    let made = match tiled {
        Tiled::Yes => picture::derive_with_tiles(bytes, &recipes)?,
        Tiled::No => Derived { files: picture::derive(bytes, &recipes)?, tiles: Vec::new() },
    };
    let mut set = PictureSet::default();
    for (recipe, file) in recipes.iter().zip(&made.files) {
        let described = described(*recipe, &probe, source, file);
        memo.keep(&described.key, file);
        set.files.push(described);
    }
    let tiles = (tiled == Tiled::Yes).then(|| tiles::kept(&made.tiles, &set, source, memo));
    Ok(PictureSet { tiles, ..set })
}

fn described(recipe: Recipe, probe: &Probe, source: Key, bytes: &[u8]) -> PictureFile {
    let (width, height) = recipe.size(probe);
    PictureFile {
        recipe,
        width,
        height,
        key: file_key(source, recipe),
        hash: Key::of(bytes),
        len: bytes.len() as u64,
        address: address(source, recipe, width),
    }
}

fn file_key(source: Key, recipe: Recipe) -> Key {
    let width = recipe.width.to_le_bytes();
    let parts = [b"file".as_slice(), VERSION.as_bytes(), source.bytes(), &width, recipe.extension().as_bytes()];
    Key::of_parts(parts)
}

fn address(source: Key, recipe: Recipe, width: u32) -> String {
    format!("pictures/{}-{width}.{}", &source.hex()[..12], recipe.extension())
}

/// What a later build needs to know of a set, one line a file.
fn noted(set: &PictureSet) -> Vec<u8> {
    let line = |file: &PictureFile| {
        let recipe = file.recipe;
        format!(
            "{} {} {} {} {} {}\n",
            recipe.width,
            recipe.extension(),
            file.width,
            file.height,
            file.len,
            file.hash.hex()
        )
    };
    set.files.iter().map(line).collect::<String>().into_bytes()
}

/// Reads what [`noted`] wrote; anything else is nothing.
fn recalled(bytes: &[u8], source: Key) -> Option<PictureSet> {
    let text = std::str::from_utf8(bytes).ok()?;
    let files: Option<Vec<PictureFile>> = text.lines().map(|line| recalled_file(line, source)).collect();
    files.filter(|files| !files.is_empty()).map(|files| PictureSet { files, tiles: None })
}

fn recalled_file(line: &str, source: Key) -> Option<PictureFile> {
    let mut words = line.split(' ');
    let wanted: u32 = words.next()?.parse().ok()?;
    let format = match words.next()? {
        "webp" => picture::Format::Webp,
        "jpg" => picture::Format::Jpeg,
        _ => return None,
    };
    let recipe = Recipe { width: wanted, format };
    let width: u32 = words.next()?.parse().ok()?;
    Some(PictureFile {
        recipe,
        width,
        height: words.next()?.parse().ok()?,
        key: file_key(source, recipe),
        len: words.next()?.parse().ok()?,
        hash: Key::from_hex(words.next()?)?,
        address: address(source, recipe, width),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_of_a_set_is_read_back() {
        let source = Key::of(b"photo");
        let recipe = Recipe { width: 480, format: picture::Format::Webp };
        let file = PictureFile {
            recipe,
            width: 480,
            height: 320,
            key: file_key(source, recipe),
            hash: Key::of(b"x"),
            len: 1,
            address: address(source, recipe, 480),
        };
        let set = PictureSet { files: vec![file], tiles: None };
        assert_eq!(recalled(&noted(&set), source), Some(set));
        assert_eq!(recalled(b"nonsense", source), None);
        assert_eq!(recalled(b"", source), None);
    }
}

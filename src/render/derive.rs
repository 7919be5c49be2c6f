//! Photos to pictures: derived once, kept by the hash of their bytes and of the recipe, on all cores.
//!
//! **In:** the paths of the photos that pages show. **Out:** sizes and addresses; the bytes are in the memo.
//! **Never:** a picture that was not wanted, or one that is derived twice.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostics, Outcome, Place};
use crate::memo::{Key, Memo};
use crate::picture::{self, PictureError, Probe, Recipe, VERSION};
use crate::plan::{PictureFile, PictureSet, Pictures};
use crate::source::Inputs;

/// Derives what is wanted of every photo that is not among those `known`; `done` is called after each.
pub fn derive(
    photos: &BTreeMap<String, Place>,
    mut known: Pictures,
    (inputs, memo, done): (&dyn Inputs, &dyn Memo, &(dyn Fn() + Sync)),
) -> Outcome<Pictures> {
    known.sets.retain(|path, _| photos.contains_key(path));
    let made: Vec<_> = photos
        .par_iter()
        .filter(|(path, _)| !known.sets.contains_key(*path))
        .map(|(path, place)| {
            let set = one(path, inputs, memo);
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

fn one(path: &str, inputs: &dyn Inputs, memo: &dyn Memo) -> Result<PictureSet, String> {
    let bytes = inputs.read(path)?;
    let source = Key::of(&bytes);
    let told = |error: PictureError| error.to_string();
    let known = Key::of_parts([b"set".as_slice(), VERSION.as_bytes(), source.bytes()]);
    if let Some(set) = memo.recall(&known).and_then(|text| recalled(&text, source)) {
        return Ok(set);
    }
    let probe = picture::probe(&bytes).map_err(told)?;
    let recipes = picture::recipes(&probe);
    let files = picture::derive(&bytes, &recipes).map_err(told)?;
    let mut set = PictureSet::default();
    for (recipe, file) in recipes.iter().zip(&files) {
        let made = described(*recipe, &probe, source, file);
        memo.keep(&made.key, file);
        set.files.push(made);
    }
    memo.keep(&known, &noted(&set));
    Ok(set)
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
    files.filter(|files| !files.is_empty()).map(|files| PictureSet { files })
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
        let set = PictureSet { files: vec![file] };
        assert_eq!(recalled(&noted(&set), source), Some(set));
        assert_eq!(recalled(b"nonsense", source), None);
        assert_eq!(recalled(b"", source), None);
    }
}

//! Photos as they are printed: small ones for the screen, whole ones wrapped for the press, made once and kept.
//!
//! **In:** the paths of the photos. **Out:** names and sizes; the bytes are in the memo. **Never:** metadata of a camera.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostics, Outcome, Place};
use crate::memo::{Key, Memo};
use crate::picture::{self, Format, PictureError, Probe, Recipe, Source, VERSION};
use crate::plan::{PrintPhoto, PrintPhotos, Purpose};
use crate::source::Inputs;
use rayon::prelude::*;

/// Pixels across of a photo that is looked at on a screen.
const SCREEN: u32 = 1200;
/// Pixels across of a photo that is kept for good: 300 to the inch over 200 mm.
const ARCHIVE: u32 = 2400;

/// Prepares photos for a purpose.
pub fn photos(
    wanted: &BTreeMap<String, Place>,
    purpose: Purpose,
    inputs: &dyn Inputs,
    memo: &dyn Memo,
) -> Outcome<PrintPhotos> {
    let made: Vec<_> = wanted.par_iter().map(|(path, place)| (path, place, one(path, purpose, inputs, memo))).collect();
    let mut found = Diagnostics::default();
    let mut photos = PrintPhotos::default();
    for (path, place, photo) in made {
        match photo {
            Ok(photo) => {
                photos.photos.insert(path.clone(), photo);
            }
            Err(why) => {
                let name = path.rsplit('/').next().unwrap_or(path);
                found
                    .add(Code::PhotoBroken, place.clone(), format!("照片「{name}」不能用：{why}"))
                    .help("换一张 JPEG、PNG 或 WebP");
            }
        }
    }
    Outcome { value: photos, diagnostics: found }
}

/// Returns the name of a photo for layouts, without folder and ending; it is made from the original's bytes.
pub fn photo_name(bytes: &[u8]) -> String {
    name_of(&Key::of(bytes))
}

fn name_of(source: &Key) -> String {
    source.hex()[..12].to_owned()
}

fn one(path: &str, purpose: Purpose, inputs: &dyn Inputs, memo: &dyn Memo) -> Result<PrintPhoto, String> {
    let bytes = inputs.read(path)?;
    let probe = picture::probe(&bytes).map_err(|error| error.to_string())?;
    let source = Key::of(&bytes);
    let (name, width) = match purpose {
        Purpose::Screen => ("screen", SCREEN.min(probe.width)),
        Purpose::Archive => ("archive", ARCHIVE.min(probe.width)),
        // The second form: profiles without their texts.
        Purpose::Press => ("press-2", probe.width),
    };
    let key = Key::of_parts([b"print".as_slice(), name.as_bytes(), VERSION.as_bytes(), source.bytes()]);
    let recipe = Recipe { width, format: Format::Jpeg };
    let (width, height) = recipe.size(&probe);
    if memo.recall(&key).is_none() {
        let made = made(&bytes, &probe, recipe, purpose).map_err(|error| error.to_string())?;
        memo.keep(&key, &made);
    }
    let extension = if purpose == Purpose::Press { "pdf" } else { "jpg" };
    let file = format!("/pictures/{}.{extension}", name_of(&source));
    Ok(PrintPhoto { file, width, height, original: probe.width, key })
}

/// For the press a JPEG goes as it is, wrapped and not decoded.
fn made(bytes: &[u8], probe: &Probe, recipe: Recipe, purpose: Purpose) -> Result<Vec<u8>, PictureError> {
    let as_it_is = purpose == Purpose::Press && probe.source == Source::Jpeg;
    if let Some(wrapped) = as_it_is.then(|| picture::wrap(bytes)).flatten() {
        return Ok(wrapped);
    }
    let jpeg = picture::derive(bytes, &[recipe])?.remove(0);
    if purpose == Purpose::Press { picture::wrap(&jpeg).ok_or(PictureError::Damaged) } else { Ok(jpeg) }
}

//! What a printer would look at before a sheet is set: characters that no font has, photos with too few points, photos
//! that nobody is named for.
//!
//! **In:** a view as data, the fonts chosen, where photos were placed. **Out:** problems at the records' fields. **Never:**
//! a finding that depends on the order of a map.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostics, Place};
use crate::plan::PrintPhotos;
use crate::record::Photo;
use crate::source::Snapshot;
use crate::typeset::Placed;

/// The least resolution of a product, in points to the inch at the size at which a photo is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Least(pub u32);

impl Least {
    /// What is held in the hand: an album, a document.
    pub const HAND: Self = Self(300);
    /// What is looked at from two metres: a board.
    pub const WALL: Self = Self(100);
}

/// Reports a character that no font has, where it is written.
pub(super) fn missing_glyph(c: char, snapshot: &Snapshot, found: &mut Diagnostics) {
    found
        .add(Code::Glyph, written_at(c, snapshot), format!("「{c}」（U+{:04X}）没有字体能印", u32::from(c)))
        .help("把含有这个字的字体文件放进 content/fonts，或者换用规范字");
}

/// The first place in the content where a character is written.
fn written_at(c: char, snapshot: &Snapshot) -> Place {
    let content = snapshot.sources.values().filter(|source| source.path.starts_with("content/"));
    let place = content.into_iter().find_map(|source| {
        let text = std::str::from_utf8(&source.bytes).ok()?;
        let at = text.find(c)?;
        Some(Place::file(source.path.clone()).bytes(at..at + c.len_utf8()))
    });
    place.unwrap_or_else(|| Place::file("content"))
}

/// Reports every photo that is placed larger than its points allow.
pub fn resolution(
    placed: &[Placed],
    photos: (&PrintPhotos, &BTreeMap<String, Place>),
    least: Least,
    found: &mut Diagnostics,
) {
    let (printed, places) = photos;
    let mut widest: BTreeMap<&str, &Placed> = BTreeMap::new();
    for one in placed.iter().filter(|one| one.width > 0.0) {
        let known = widest.entry(one.file.as_str()).or_insert(one);
        if one.width > known.width {
            *known = one;
        }
    }
    for (path, photo) in &printed.photos {
        let Some(&one) = widest.get(photo.file.as_str()) else { continue };
        let points = one.ppi(photo.original);
        if points >= f64::from(least.0) {
            continue;
        }
        let needed = (one.width / 25.4 * f64::from(least.0)).ceil();
        let (across, down) = one.seen;
        // What bleeds over the edge is not missed; another shape is.
        let is_cropped = ((across / down) / (one.width / one.height) - 1.0).abs() > 0.02;
        let cropped = if is_cropped { "（裁去了一部分）" } else { "" };
        let place = places.get(path).cloned().unwrap_or_else(|| Place::file(path.as_str()));
        let name = path.rsplit('/').next().unwrap_or(path);
        found
            .add(
                Code::Resolution,
                place,
                format!("照片「{name}」印成{across:.0}×{down:.0}毫米{cropped}，只有{points:.0}ppi"),
            )
            .help(format!("换一张宽{needed:.0}像素以上的照片，这里要{}ppi", least.0));
    }
}

/// Reports every photo that says nobody's name.
pub fn credits<'a>(photos: impl Iterator<Item = &'a Photo>, found: &mut Diagnostics) {
    for photo in photos.filter(|photo| photo.credit.is_empty()) {
        let name = photo.file.rsplit('/').next().unwrap_or(&photo.file);
        found
            .add(Code::CreditMissing, photo.place.clone(), format!("照片「{name}」没有署名"))
            .help("在 credit（署名）写明拍摄者或供图单位");
    }
}

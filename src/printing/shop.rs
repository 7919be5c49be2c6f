//! What is kept from one print to the next: fonts that were found, photos that were read,
//! codes that were worked out.
//!
//! **In:** who finds fonts. **Out:** the same fonts and bytes as long as nothing changed. **Never:** a font of a choice
//! that the site no longer makes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::memo::{Key, Memo};
use crate::plan::PrintPhotos;
use crate::record::SiteFonts;
use crate::typeset::{Bytes, Choice, Codes, Face, FontFiles, Last, NoFont, Role, Typefaces, Wanted, choose};

/// Fonts to choose from.
pub struct Fonts {
    /// The faces, those of the project first.
    pub faces: Vec<Face>,
    /// Who reads their files.
    pub files: Arc<dyn FontFiles>,
}

/// Fonts that were chosen, ready for use.
pub(super) struct Chosen {
    pub(super) choice: Choice,
    pub(super) typefaces: Typefaces,
    pub(super) last: Last,
}

/// Where prints are made, one after the other.
pub struct Shop {
    find: Box<dyn Fn(&Wanted) -> Fonts + Send + Sync>,
    look: Box<dyn Fn() -> String + Send + Sync>,
    chosen: Mutex<Option<(Wanted, String, Arc<Chosen>)>>,
    photos: Mutex<BTreeMap<Key, Bytes>>,
    pub(super) codes: Codes,
}

impl Shop {
    /// Returns a shop that has made nothing; `find` finds what fonts there are, given what the site names, and `look` says
    /// something else as soon as they may be others.
    pub fn new(
        find: impl Fn(&Wanted) -> Fonts + Send + Sync + 'static,
        look: impl Fn() -> String + Send + Sync + 'static,
    ) -> Self {
        Self {
            find: Box::new(find),
            look: Box::new(look),
            chosen: Mutex::default(),
            photos: Mutex::default(),
            codes: Codes::default(),
        }
    }

    /// Returns the fonts for what a site names.
    pub(super) fn fonts(&self, named: &SiteFonts) -> Result<Arc<Chosen>, NoFont> {
        let (wanted, seen) = (families(named), (self.look)());
        let mut kept = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, _, chosen)) = kept.as_ref().filter(|(before, then, _)| *before == wanted && *then == seen) {
            return Ok(chosen.clone());
        }
        let Fonts { faces, files } = (self.find)(&wanted);
        let choice = choose(&wanted, &faces)?;
        let typefaces = Typefaces::new(choice.faces(), files);
        let chosen = Arc::new(Chosen { choice, typefaces, last: Last::default() });
        *kept = Some((wanted, seen, chosen.clone()));
        Ok(chosen)
    }

    /// Returns the bytes of photos by the names that layouts know; those of the last print need not be read again.
    pub(super) fn photos(&self, photos: &PrintPhotos, memo: &dyn Memo) -> BTreeMap<String, Bytes> {
        let mut kept = self.photos.lock().unwrap_or_else(PoisonError::into_inner);
        let mut now = BTreeMap::new();
        let mut files = BTreeMap::new();
        for photo in photos.photos.values() {
            let known = kept.get(&photo.key).cloned();
            if let Some(bytes) = known.or_else(|| memo.recall(&photo.key).map(Bytes::new)) {
                now.insert(photo.key, bytes.clone());
                files.insert(photo.file.clone(), bytes);
            }
        }
        *kept = now;
        files
    }
}

/// Returns the key under which a site names the family of a role.
pub(super) const fn key(role: Role) -> &'static str {
    match role {
        Role::Song => "song",
        Role::Hei => "hei",
        Role::Kai => "kai",
        Role::Fangsong => "fangsong",
        Role::Title => "title",
    }
}

/// The families that a site names, by role.
fn families(fonts: &SiteFonts) -> Wanted {
    let named = [
        (Role::Song, &fonts.song),
        (Role::Hei, &fonts.hei),
        (Role::Kai, &fonts.kai),
        (Role::Fangsong, &fonts.fangsong),
        (Role::Title, &fonts.title),
    ];
    let named = named.into_iter().filter(|(_, name)| !name.is_empty());
    Wanted(named.map(|(role, name)| (role, vec![name.clone()])).collect())
}

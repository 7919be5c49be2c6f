//! Pages that are remembered from build to build by all that they follow from (docs/decisions/0017).
//!
//! A page is a pure function of its view, its template and what stands around it, and what the inspection has to say of it
//! follows from its bytes and the list of all files. So where the key of all these is the one that stands here, the page has the
//! bytes whose hash stands beside it, and tells the same.
//!
//! **In:** pages with what each told, or the text that was made of them. **Out:** pages that need not be made.
//! **Never:** a page whose bytes do not lie on the shelf, or with which anything was wrong.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::inspect::{Looked, Rules};
use crate::memo::Key;
use crate::output::{Artifact, Output, Recall, Route, Shelf};

/// What is known of one page.
#[derive(Debug)]
struct Known {
    key: Key,
    hash: Key,
    len: u64,
    looked: Arc<Looked>,
}

/// Pages as they were made, and what each told.
#[derive(Debug, Default)]
pub struct Pages(FxHashMap<Route, Known>);

impl Pages {
    /// Returns the pages of which a text of [`remembered`] tells.
    pub(super) fn read(text: &str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        Self(lines.par_iter().filter_map(|line| read(line)).collect())
    }

    /// Adds a page that was made, unless anything is wrong with it or nobody knows what it follows from.
    pub fn add(&mut self, route: &Route, page: &Artifact, looked: &Arc<Looked>) {
        if let Some(key) = page.follows_from.filter(|_| looked.is_sound()) {
            let known = Known { key, hash: page.hash, len: page.len(), looked: looked.clone() };
            self.0.insert(route.clone(), known);
        }
    }

    /// Returns the same for a site of which every page follows from `common`, on a shelf.
    pub fn on<'a>(&'a self, shelf: &'a dyn Shelf, common: Key) -> Recalled<'a> {
        Recalled { pages: self, common, shelf }
    }

    fn at(&self, route: &Route, key: &Key) -> Option<&Known> {
        self.0.get(route).filter(|known| known.key == *key)
    }
}

/// The pages that need not be made again.
pub struct Recalled<'a> {
    pages: &'a Pages,
    common: Key,
    shelf: &'a dyn Shelf,
}

impl Recalled<'_> {
    /// Returns what a page told when it was made, where it was not made again.
    pub fn looked(&self, route: &Route, page: &Artifact) -> Option<Arc<Looked>> {
        page.bytes().is_none().then_some(())?;
        Some(self.pages.at(route, page.follows_from.as_ref()?)?.looked.clone())
    }
}

impl Recall for Recalled<'_> {
    fn common(&self) -> &Key {
        &self.common
    }

    fn page(&self, route: &Route, key: &Key) -> Option<Artifact> {
        let known = self.pages.at(route, key).filter(|known| self.shelf.has(route, &known.hash))?;
        Some(Artifact::recalled(known.key, known.hash, known.len))
    }
}

/// Returns the key of what every page follows from besides its view, and the look at it besides its bytes: the theme, the
/// rules, all routes.
pub fn common<'r>(theme: &Key, rules: &Rules<'_>, routes: impl IntoIterator<Item = &'r Route>) -> Key {
    let Rules { domain, base, id_code, allow, origins: _, site: _ } = rules;
    let rules = format!("{domain:?} {base:?} {id_code:?} {allow:?}");
    let routes = routes.into_iter().map(|route| route.as_str().as_bytes());
    Key::of_parts([theme.bytes().as_slice(), rules.as_bytes()].into_iter().chain(routes))
}

/// Returns what is to be remembered of finished pages, as text; `looked` stands in the order of `routes`.
pub(super) fn remembered(output: &Output, routes: &[&Route], looked: &[Arc<Looked>]) -> String {
    let lines: Vec<String> =
        routes.par_iter().zip(looked).filter_map(|(route, looked)| line(route, output.at(route)?, looked)).collect();
    lines.concat()
}

fn line(route: &Route, page: &Artifact, looked: &Looked) -> Option<String> {
    let key = page.follows_from.filter(|_| looked.is_sound())?;
    Some(format!("{} {} {} {route} {}\n", key.hex(), page.hash.hex(), page.len(), looked.kept()))
}

fn read(line: &str) -> Option<(Route, Known)> {
    let mut words = line.splitn(5, ' ');
    let (key, hash) = (Key::from_hex(words.next()?)?, Key::from_hex(words.next()?)?);
    let (len, route) = (words.next()?.parse().ok()?, Route::file(words.next()?).ok()?);
    let looked = Arc::new(Looked::of_kept(words.next()?)?);
    Some((route, Known { key, hash, len, looked }))
}

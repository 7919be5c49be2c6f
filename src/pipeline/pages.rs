//! Pages that are remembered from build to build by all that they follow from (docs/decisions/0017).
//!
//! A page is a pure function of its view, its template and what stands around it, and what the inspection has to say of it
//! follows from its bytes, the rules, and which files there are: a page whose links all open is sound still when there are
//! more files. So where the key of all these is the one that stands here, and no file has gone, the page has the bytes whose
//! hash stands beside it, and tells the same.
//!
//! **In:** pages with what each told, or the text that was made of them. **Out:** pages that need not be made.
//! **Never:** a page whose bytes are not published, or with which anything was wrong.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::inspect::{Looked, Rules};
use crate::memo::Key;
use crate::output::{Artifact, Output, Recall, Route};
use crate::plan::Plan;
use crate::render::Theme;

/// What is known of one page.
#[derive(Debug)]
struct Known {
    key: Key,
    hash: Key,
    len: u64,
    looked: Arc<Looked>,
}

impl Known {
    /// Returns what is known of a page that was made; nothing where anything is wrong with it or nobody knows what it follows from.
    fn of(page: &Artifact, looked: &Arc<Looked>) -> Option<Self> {
        let key = page.follows_from.filter(|_| looked.is_sound())?;
        Some(Self { key, hash: page.hash, len: page.len(), looked: looked.clone() })
    }
}

/// Whether visitors see a file with these bytes at a route.
pub type IsThere<'a> = &'a (dyn Fn(&Route, &Key) -> bool + Sync);

/// The files of a site, and its pages as they were made, with what each told.
#[derive(Debug, Default)]
pub struct Pages {
    files: Vec<Route>,
    made: FxHashMap<Route, Known>,
}

impl Pages {
    /// Returns a site of these files, of which nobody has made a page.
    pub fn of<'r>(files: impl IntoIterator<Item = &'r Route>) -> Self {
        Self { files: files.into_iter().cloned().collect(), made: FxHashMap::default() }
    }

    /// Returns the pages of which a text of [`remembered`] tells.
    pub(super) fn read(text: &str) -> Self {
        let (files, pages) = text.split_once('\n').unwrap_or_default();
        let pages: Vec<&str> = pages.lines().collect();
        let files = files.split(' ').filter_map(|file| Route::file(file).ok()).collect();
        Self { files, made: pages.par_iter().filter_map(|line| read(line)).collect() }
    }

    /// Adds a page that was made, unless anything is wrong with it or nobody knows what it follows from.
    pub fn add(&mut self, route: &Route, page: &Artifact, looked: &Arc<Looked>) {
        if let Some(known) = Known::of(page, looked) {
            self.made.insert(route.clone(), known);
        }
    }

    /// Returns those of them that are there and may stand in a site with the files of a plan, of which every page follows from
    /// `common`.
    pub fn within<'a>(&'a self, plan: &Plan, common: Key, is_there: IsThere<'a>) -> Recalled<'a> {
        let is_whole = self.files.iter().all(|file| plan.tasks.contains_key(file));
        Recalled { made: is_whole.then_some(&self.made), common, is_there }
    }
}

/// The pages that need not be made again.
pub struct Recalled<'a> {
    /// None where a file has gone to which any page may lead.
    made: Option<&'a FxHashMap<Route, Known>>,
    common: Key,
    is_there: IsThere<'a>,
}

impl Recalled<'_> {
    /// Returns what a page told when it was made, where it was not made again.
    pub fn looked(&self, route: &Route, page: &Artifact) -> Option<Arc<Looked>> {
        page.bytes().is_none().then_some(())?;
        Some(self.known(route, page.follows_from.as_ref()?)?.looked.clone())
    }

    fn known(&self, route: &Route, key: &Key) -> Option<&Known> {
        self.made?.get(route).filter(|known| known.key == *key)
    }
}

impl Recall for Recalled<'_> {
    fn common(&self) -> &Key {
        &self.common
    }

    fn page(&self, route: &Route, key: &Key) -> Option<Artifact> {
        let known = self.known(route, key).filter(|known| (self.is_there)(route, &known.hash))?;
        Some(Artifact::recalled(known.key, known.hash, known.len))
    }
}

/// Returns the key of what every page follows from besides its view, and the look at it besides its bytes and which files
/// there are: the theme and the rules.
pub fn common(theme: &Theme, rules: &Rules<'_>) -> Key {
    let Rules { domain, base, id_code, allow, origins: _, site: _ } = rules;
    let rules = format!("{domain:?} {base:?} {id_code:?} {allow:?}");
    Key::of_parts([theme.key.bytes().as_slice(), rules.as_bytes()])
}

/// Returns what is to be remembered of finished pages, as text; `looked` stands in the order of `routes`.
pub(super) fn remembered(output: &Output, routes: &[&Route], looked: &[Arc<Looked>]) -> String {
    let files: Vec<&str> = routes.iter().map(|route| route.as_str()).collect();
    let pages: Vec<String> =
        routes.par_iter().zip(looked).filter_map(|(route, looked)| line(route, output.at(route)?, looked)).collect();
    [files.join(" "), "\n".to_owned(), pages.concat()].concat()
}

fn line(route: &Route, page: &Artifact, looked: &Arc<Looked>) -> Option<String> {
    let Known { key, hash, len, looked } = Known::of(page, looked)?;
    let (key, hash, len) = (key.hex(), hash.hex(), len.to_string());
    Some([&key, " ", &hash, " ", &len, " ", route.as_str(), " ", &looked.kept(), "\n"].concat())
}

fn read(line: &str) -> Option<(Route, Known)> {
    let mut words = line.splitn(5, ' ');
    let (key, hash) = (Key::from_hex(words.next()?)?, Key::from_hex(words.next()?)?);
    let (len, route) = (words.next()?.parse().ok()?, Route::file(words.next()?).ok()?);
    let looked = Arc::new(Looked::of_kept(words.next()?)?);
    Some((route, Known { key, hash, len, looked }))
}

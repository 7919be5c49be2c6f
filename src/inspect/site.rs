//! What the inspection is told, and the list of files that links may lead to.
//!
//! **In:** the routes and the rules. **Out:** [`Site`], shared by all pages. **Never:** a finding.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::diag::Place;
use crate::output::Route;
use crate::zh::personal::Public;

/// Whether the site has an identification code (网站标识码).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdCode {
    /// It has one: every page carries it.
    Given,
    /// A party or government site that has none: told once.
    Lacking,
    /// A site that needs none.
    NotNeeded,
}

/// What a finished site is measured by.
#[derive(Debug)]
pub struct Rules<'a> {
    /// 域名, without scheme: `www.example.cn`; empty: there is none.
    pub domain: String,
    /// 路径 below the domain: `/` or `/bangyang/`.
    pub base: String,
    /// 网站标识码.
    pub id_code: IdCode,
    /// Numbers and addresses declared public, as they are written there.
    pub allow: Vec<String>,
    /// The record from which a file of the site was made, where there is one.
    pub origins: &'a BTreeMap<Route, Place>,
    /// Where the site is written.
    pub site: Place,
}

#[cfg(test)]
impl<'a> Rules<'a> {
    /// Returns the rules of a site that asks for nothing.
    pub(super) fn of_nothing(origins: &'a BTreeMap<Route, Place>) -> Self {
        Self {
            domain: String::new(),
            base: "/".to_owned(),
            id_code: IdCode::NotNeeded,
            allow: Vec::new(),
            origins,
            site: Place::file("content/site.yaml"),
        }
    }
}

/// No route is longer.
const LONGEST: usize = 240;

/// All that a page is compared with.
#[derive(Debug)]
pub(super) struct Site<'a> {
    /// Every file in the order of routes.
    pub(super) files: Vec<&'a Route>,
    /// The number of each file by its path.
    numbers: FxHashMap<&'a [u8], usize>,
    pub(super) domain: String,
    /// The base with a slash at both ends.
    pub(super) base: String,
    pub(super) id_code: IdCode,
    pub(super) public: Public,
}

impl<'a> Site<'a> {
    pub(super) fn of(files: Vec<&'a Route>, rules: &Rules<'_>) -> Self {
        let base = rules.base.trim_matches('/');
        Self {
            numbers: files.iter().enumerate().map(|(number, route)| (route.as_str().as_bytes(), number)).collect(),
            files,
            domain: rules.domain.to_ascii_lowercase(),
            base: if base.is_empty() { "/".to_owned() } else { format!("/{base}/") },
            id_code: rules.id_code,
            public: Public::of(&rules.allow),
        }
    }

    /// Returns the number of the file that `link` on the one at `route` leads to, where it is the plain relative address
    /// of a file of the site, which opens without more ado: what is left of it below the folder that it climbs to is a part of a route, in which
    /// nothing stands that an address would read as anything else.
    pub(super) fn opens(&self, route: &str, link: &str) -> Option<usize> {
        let above = |path: &[u8]| path.iter().rposition(|byte| *byte == b'/').unwrap_or(0);
        let (mut folder, mut rest) = (above(route.as_bytes()), link.as_bytes());
        while let Some(climbed) = rest.strip_prefix(b"../") {
            if folder == 0 {
                return None;
            }
            folder = above(&route.as_bytes()[..folder]);
            rest = climbed;
        }
        // The slash after a folder is that of the route.
        let start = if folder == 0 { 0 } else { folder + 1 };
        let mut path = [0; LONGEST];
        let path = path.get_mut(..start + rest.len())?;
        path[..start].copy_from_slice(&route.as_bytes()[..start]);
        path[start..].copy_from_slice(rest);
        self.numbers.get(&*path).copied()
    }

    /// Returns the number of the file at `path`, in the order of routes.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        self.numbers.get(path.as_bytes()).copied()
    }
}

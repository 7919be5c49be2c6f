//! One file of the site, and all of them.
//!
//! **In:** bytes, or the key under which a memo keeps them. **Out:** files in the order of their routes.
//! **Never:** two files at one route.

use std::collections::BTreeMap;

use super::route::Route;
use crate::memo::Key;

/// Where the bytes of a file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Here, in memory.
    Bytes(Vec<u8>),
    /// In the memo under this key: derived pictures, which are many and large.
    Stored {
        /// The memo's key.
        key: Key,
        /// How many bytes it has.
        len: u64,
    },
    /// On the shelf that took it, under its route.
    Laid {
        /// How many bytes it has.
        len: u64,
    },
    /// Where visitors see it, under its route, since an earlier build; nobody has laid it on the shelf.
    Published {
        /// How many bytes it has.
        len: u64,
    },
}

/// One file to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// The hash of the bytes.
    pub hash: Key,
    /// The bytes, or where they are.
    pub body: Body,
    /// What is to be remembered of the file and not published: plain ASCII without spaces; mostly empty.
    pub note: String,
    /// The key of all that a page follows from, where somebody asked for it.
    pub follows_from: Option<Key>,
}

impl Artifact {
    /// Returns the artifact of `bytes`.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self::plain(Key::of(&bytes), Body::Bytes(bytes))
    }

    fn plain(hash: Key, body: Body) -> Self {
        Self { hash, body, note: String::new(), follows_from: None }
    }

    /// Returns the same artifact with a note; what could not stand in a note is left out of it.
    pub fn noted(self, note: &str) -> Self {
        Self { note: note.chars().filter(char::is_ascii_graphic).collect(), ..self }
    }

    /// Returns the artifact of bytes that the memo keeps under `key` and whose hash is `hash`.
    pub fn stored(key: Key, hash: Key, len: u64) -> Self {
        Self::plain(hash, Body::Stored { key, len })
    }

    /// Returns the artifact of a page that is published already, and that follows from what has this key.
    pub fn recalled(key: Key, hash: Key, len: u64) -> Self {
        Self { follows_from: Some(key), ..Self::plain(hash, Body::Published { len }) }
    }

    /// Returns the same artifact without its bytes, which lie on a shelf.
    pub fn laid(self) -> Self {
        Self { body: Body::Laid { len: self.len() }, ..self }
    }

    /// Returns the same artifact without its bytes, which visitors see already.
    pub fn published(self) -> Self {
        Self { body: Body::Published { len: self.len() }, ..self }
    }

    /// Returns the bytes if they are in memory.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.body {
            Body::Bytes(bytes) => Some(bytes),
            Body::Stored { .. } | Body::Laid { .. } | Body::Published { .. } => None,
        }
    }

    /// Returns how many bytes the file has.
    pub fn len(&self) -> u64 {
        match &self.body {
            Body::Bytes(bytes) => bytes.len() as u64,
            Body::Stored { len, .. } | Body::Laid { len } | Body::Published { len } => *len,
        }
    }

    /// Returns whether the file is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Every file of the site, by route.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<Route, Artifact>,
}

impl Output {
    /// Adds a file; returns `false` and changes nothing where one is there already.
    pub fn add(&mut self, route: Route, artifact: Artifact) -> bool {
        match self.files.entry(route) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(artifact);
                true
            }
            std::collections::btree_map::Entry::Occupied(_) => false,
        }
    }

    /// Returns the file at `route`.
    pub fn at(&self, route: &Route) -> Option<&Artifact> {
        self.files.get(route)
    }

    /// Returns whether a file lies at this path.
    pub fn has(&self, path: &str) -> bool {
        Route::file(path).is_ok_and(|route| self.files.contains_key(&route))
    }

    /// Returns all files in the order of their routes.
    pub fn iter(&self) -> impl Iterator<Item = (&Route, &Artifact)> {
        self.files.iter()
    }

    /// Returns how many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Returns whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_file_at_one_route_is_not_taken() {
        let mut output = Output::default();
        let home = Route::page("").expect("the home page");
        assert!(output.add(home.clone(), Artifact::new(b"one".to_vec())));
        assert!(!output.add(home.clone(), Artifact::new(b"two".to_vec())));
        assert_eq!(output.at(&home).and_then(Artifact::bytes), Some(b"one".as_slice()));
        assert_eq!(output.len(), 1);
    }
}

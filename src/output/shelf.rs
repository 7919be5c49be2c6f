//! Where finished files go while others are still being made.
//!
//! **In:** one finished file after the other, from many threads. **Out:** the same, with its bytes or without.
//! **Never:** a file that visitors see before the last one is made and nothing is wrong with any.

use super::artifact::Artifact;
use super::route::Route;
use crate::memo::Key;

/// Takes the bytes of finished files out of memory.
pub trait Shelf: Sync {
    /// Is told the routes of all files before the first is made.
    fn open(&self, routes: &[&Route]);
    /// Returns what the last build asked to remember with the files that it laid there, empty where there is nothing; `None`
    /// where nothing is ever remembered.
    fn remembered(&self) -> Option<&str>;
    /// Returns whether visitors see a file with these bytes at `route`, so that laying it again would change nothing.
    fn has(&self, route: &Route, hash: &Key) -> bool;
    /// Takes a finished file; returns it as it is to be remembered: [`Laid`](super::Body::Laid) where its bytes lie on the
    /// shelf now, [`Published`](super::Body::Published) where they are seen already, otherwise as it is.
    fn lay(&self, route: &Route, file: Artifact) -> Artifact;
}

/// The shelf that leaves everything in memory.
#[derive(Debug, Clone, Copy, Default)]
pub struct InMemory;

impl Shelf for InMemory {
    fn open(&self, _: &[&Route]) {}

    fn remembered(&self) -> Option<&str> {
        None
    }

    fn has(&self, _: &Route, _: &Key) -> bool {
        false
    }

    fn lay(&self, _: &Route, file: Artifact) -> Artifact {
        file
    }
}

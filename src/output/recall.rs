//! Pages that need not be made again, for an earlier build made them from the same.
//!
//! **In:** the route of a page, and the key of all that it follows from. **Out:** the page as it was made, if visitors
//! see it still. **Never:** a page that follows from anything else.

use super::artifact::Artifact;
use super::route::Route;
use crate::memo::Key;

/// Knows pages of earlier builds.
pub trait Recall: Sync {
    /// Returns the key of all that every page of this site follows from besides what it shows.
    fn common(&self) -> &Key;
    /// Returns the page at `route` that was made from what has this key, where visitors see it still.
    fn page(&self, route: &Route, key: &Key) -> Option<Artifact>;
}

//! The records of one kind, opened by their ids.
//!
//! **In:** the builder. **Out:** rows in the order of files. **Never:** an index that no id proves.

use std::ops::Index;
use std::sync::Arc;

use super::id::Id;
use super::nodes::Node;

/// The records of one kind, in the order of files; a copy shares its rows.
#[derive(Debug)]
pub struct Table<T>(Vec<Arc<T>>);

impl<T> Table<T> {
    pub(super) fn new(rows: Vec<Arc<T>>) -> Self {
        Self(rows)
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn rows_mut(&mut self) -> &mut [Arc<T>] {
        &mut self.0
    }
}

impl<R, L> Table<Node<R, L>> {
    /// Returns every record with its id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Id<R>, &Node<R, L>)> {
        self.0.iter().enumerate().map(|(n, row)| (Id::new(u32::try_from(n).unwrap_or(u32::MAX)), &**row))
    }

    /// Returns every id.
    pub fn ids(&self) -> impl Iterator<Item = Id<R>> + use<R, L> {
        (0..u32::try_from(self.0.len()).unwrap_or(u32::MAX)).map(Id::new)
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<R, L> Index<Id<R>> for Table<Node<R, L>> {
    type Output = Node<R, L>;

    fn index(&self, id: Id<R>) -> &Node<R, L> {
        &self.0[id.index()]
    }
}

//! Proofs that a record exists.
//!
//! **In:** the linker. **Out:** [`Id`]s and the [`Table`]s that they open. **Never:** an id made anywhere else.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

use super::nodes::{Branch, Decision, Exhibit, Honour, Notice, Page, Pairing, Person, Post, Report, Unit};
use crate::record::Kind;

/// A record of the catalogue, by kind.
pub struct Id<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    pub(super) fn new(index: u32) -> Self {
        Self { index, of: PhantomData }
    }

    /// Returns the place in its table, from 0.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.index.cmp(&other.index)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{}", self.index)
    }
}

/// The records of one kind, in the order of files.
#[derive(Debug, Clone)]
pub struct Table<T>(Vec<T>);

impl<T> Table<T> {
    pub(super) fn new(rows: Vec<T>) -> Self {
        Self(rows)
    }

    /// Returns every record with its id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Id<T>, &T)> {
        self.0.iter().enumerate().map(|(n, row)| (Id::new(u32::try_from(n).unwrap_or(u32::MAX)), row))
    }

    /// Returns every id.
    pub fn ids(&self) -> impl Iterator<Item = Id<T>> + use<T> {
        (0..u32::try_from(self.0.len()).unwrap_or(u32::MAX)).map(Id::new)
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn rows_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Index<Id<T>> for Table<T> {
    type Output = T;

    fn index(&self, id: Id<T>) -> &T {
        &self.0[id.index()]
    }
}

/// What may be honoured, exhibited or paired (对象).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// 党支部
    Branch(Id<Branch>),
    /// 人员
    Person(Id<Person>),
    /// 岗位
    Post(Id<Post>),
    /// 单位
    Unit(Id<Unit>),
}

impl Subject {
    /// Returns the kind of record.
    pub fn kind(self) -> Kind {
        match self {
            Self::Branch(_) => Kind::Branch,
            Self::Person(_) => Kind::Person,
            Self::Post(_) => Kind::Post,
            Self::Unit(_) => Kind::Unit,
        }
    }
}

/// Any record that has a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnyId {
    /// 党支部, 人员, 岗位 or 单位
    Subject(Subject),
    /// 荣誉称号
    Honour(Id<Honour>),
    /// 决定
    Decision(Id<Decision>),
    /// 公示
    Notice(Id<Notice>),
    /// 展品
    Exhibit(Id<Exhibit>),
    /// 结对
    Pairing(Id<Pairing>),
    /// 活动简报
    Report(Id<Report>),
    /// 页面
    Page(Id<Page>),
}

impl AnyId {
    /// Returns the id of the `index`-th shown record of a kind; the calendar, the site and the exhibition have none.
    pub(super) fn of(kind: Kind, index: u32) -> Option<Self> {
        Some(match kind {
            Kind::Unit => Self::Subject(Subject::Unit(Id::new(index))),
            Kind::Branch => Self::Subject(Subject::Branch(Id::new(index))),
            Kind::Person => Self::Subject(Subject::Person(Id::new(index))),
            Kind::Post => Self::Subject(Subject::Post(Id::new(index))),
            Kind::Honour => Self::Honour(Id::new(index)),
            Kind::Decision => Self::Decision(Id::new(index)),
            Kind::Notice => Self::Notice(Id::new(index)),
            Kind::Exhibit => Self::Exhibit(Id::new(index)),
            Kind::Pairing => Self::Pairing(Id::new(index)),
            Kind::Report => Self::Report(Id::new(index)),
            Kind::Page => Self::Page(Id::new(index)),
            Kind::Calendar | Kind::Site | Kind::Exhibition => return None,
        })
    }

    /// Returns the kind of record.
    pub fn kind(self) -> Kind {
        match self {
            Self::Subject(subject) => subject.kind(),
            Self::Honour(_) => Kind::Honour,
            Self::Decision(_) => Kind::Decision,
            Self::Notice(_) => Kind::Notice,
            Self::Exhibit(_) => Kind::Exhibit,
            Self::Pairing(_) => Kind::Pairing,
            Self::Report(_) => Kind::Report,
            Self::Page(_) => Kind::Page,
        }
    }
}

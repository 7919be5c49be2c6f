//! Proofs that a record exists.
//!
//! **In:** the linker. **Out:** [`Id`]s, one type a kind of record. **Never:** an id made outside this room.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use crate::record::{self, Kind};

/// The proof that a record of this type stands in the catalogue; it opens the table of its kind.
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

macro_rules! ids {
    ($($name:ident = $record:ident $chinese:literal;)*) => {
        $(#[doc = concat!("A ", $chinese, " of the catalogue.")] pub type $name = Id<record::$record>;)*
    };
}

ids! {
    UnitId = Unit "单位";
    BranchId = Branch "党支部";
    PersonId = Person "人员";
    PostId = Post "岗位";
    HonourId = Honour "荣誉称号";
    DecisionId = Decision "决定";
    NoticeId = Notice "公示";
    ExhibitId = Exhibit "展品";
    PairingId = Pairing "结对";
    ReportId = Report "活动简报";
    PageId = Page "页面";
}

/// What may be honoured, exhibited or paired (对象).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// 党支部
    Branch(BranchId),
    /// 人员
    Person(PersonId),
    /// 岗位
    Post(PostId),
    /// 单位
    Unit(UnitId),
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
    Honour(HonourId),
    /// 决定
    Decision(DecisionId),
    /// 公示
    Notice(NoticeId),
    /// 展品
    Exhibit(ExhibitId),
    /// 结对
    Pairing(PairingId),
    /// 活动简报
    Report(ReportId),
    /// 页面
    Page(PageId),
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

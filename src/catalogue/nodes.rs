//! Records with what follows from them: where their words lead.
//!
//! **In:** records. **Out:** one type a kind, the same shape for all. **Never:** a word where an id could stand.

use std::sync::Arc;

use super::id::{BranchId, DecisionId, HonourId, PersonId, Subject, UnitId};
use super::notice::Period;
use super::prose::{File, Text};
use super::roll::Roll;
use crate::record::{self, Head};

/// A record that carries the common keys.
pub trait Recorded {
    /// Returns what every record carries.
    fn head(&self) -> &Head;
}

macro_rules! recorded {
    ($($kind:ident)*) => {
        $(impl Recorded for record::$kind {
            fn head(&self) -> &Head {
                &self.head
            }
        })*
    };
}

recorded!(Unit Branch Person Post Honour Decision Notice Exhibit Pairing Report Page);

/// A record of the catalogue.
#[derive(Debug, Clone)]
pub struct Node<R, L> {
    /// What was written.
    pub record: Arc<R>,
    /// The last part of its address.
    pub slug: String,
    /// The story, read.
    pub story: Option<Text>,
    /// Paths of its photos from the root, in step with `head().photos`; an empty path: not usable, and told.
    pub photos: Vec<String>,
    /// Where its words lead.
    pub links: L,
}

impl<R: Recorded, L> Node<R, L> {
    /// Returns what every record carries.
    pub fn head(&self) -> &Head {
        self.record.head()
    }

    /// Returns the name or the title.
    pub fn name(&self) -> &str {
        &self.record.head().name
    }
}

/// A unit (单位).
pub type Unit = Node<record::Unit, UnitLinks>;
/// A branch (党支部).
pub type Branch = Node<record::Branch, BranchLinks>;
/// A person (人员).
pub type Person = Node<record::Person, PersonLinks>;
/// A post (岗位).
pub type Post = Node<record::Post, PersonLinks>;
/// An honour (荣誉称号) with its roll.
pub type Honour = Node<record::Honour, Roll>;
/// A decision (决定).
pub type Decision = Node<record::Decision, DecisionLinks>;
/// A notice (公示).
pub type Notice = Node<record::Notice, NoticeLinks>;
/// An exhibit (展品).
pub type Exhibit = Node<record::Exhibit, ExhibitLinks>;
/// A pairing (结对).
pub type Pairing = Node<record::Pairing, PairingLinks>;
/// A report (活动简报).
pub type Report = Node<record::Report, ReportLinks>;
/// A free page (页面).
pub type Page = Node<record::Page, ()>;

/// Where a unit's words lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitLinks {
    /// 上级单位
    pub parent: Option<UnitId>,
}

/// Where a branch's words lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BranchLinks {
    /// 单位
    pub unit: Option<UnitId>,
    /// 上级组织
    pub parent: Option<BranchId>,
    /// 书记
    pub secretary: Option<PersonId>,
}

/// Where a person's or a post's words lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonLinks {
    /// 单位
    pub unit: Option<UnitId>,
    /// 党支部
    pub branch: Option<BranchId>,
}

/// Where a decision's words lead.
#[derive(Debug, Clone, Default)]
pub struct DecisionLinks {
    /// 荣誉
    pub honour: Option<HonourId>,
    /// Its grants in the order of the list, as indices into the catalogue's grants.
    pub grants: Vec<usize>,
    /// What it takes away, in the order of the list, as indices into the catalogue's grants.
    pub revoked: Vec<usize>,
}

/// Where a notice's words lead.
#[derive(Debug, Clone, Default)]
pub struct NoticeLinks {
    /// 荣誉
    pub honour: Option<HonourId>,
    /// The decision that followed.
    pub decision: Option<DecisionId>,
    /// 对象, in the order of the list.
    pub candidates: Vec<Subject>,
    /// 公示期 with its computed end, and the state at the build's time.
    pub period: Option<Period>,
    /// 附件
    pub attachments: Vec<File>,
    /// 依据, read.
    pub basis: Option<Text>,
    /// 结果, read.
    pub result: Option<Text>,
}

/// Where an exhibit's words lead.
#[derive(Debug, Clone, Default)]
pub struct ExhibitLinks {
    /// 对象
    pub subject: Option<Subject>,
    /// 篇章, as an index into the exhibition's chapters.
    pub chapter: Option<usize>,
    /// 展牌文, read.
    pub board: Option<Text>,
}

/// One on a side of a pairing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// One of ours.
    Subject(Subject),
    /// One from outside, by name.
    Outside(String),
}

/// Where a pairing's words lead.
#[derive(Debug, Clone, Default)]
pub struct PairingLinks {
    /// 帮带方
    pub mentors: Vec<Party>,
    /// 帮带对象
    pub mentees: Vec<Party>,
    /// 共建方
    pub partners: Vec<Party>,
    /// 成果, read.
    pub outcome: Option<Text>,
}

/// Where a report's words lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportLinks {
    /// 单位
    pub units: Vec<UnitId>,
    /// 党支部
    pub branches: Vec<BranchId>,
    /// 人员
    pub people: Vec<PersonId>,
}

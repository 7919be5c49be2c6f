//! The order of a list of recipients, from the same value that prints its note.
//!
//! 姓氏笔画 and 姓名笔画 go by strokes (GF 3003-1999 and 《通用规范汉字笔顺规范》); 机构序列 goes by category and the
//! official number, never by the alphabet.
//!
//! **In:** rows and an [`Order`]. **Out:** the rows in order. **Never:** drops a row; one whose place cannot be told
//! stays last, and the reason is told.

use std::collections::BTreeMap;

use super::id::{BranchId, Subject, UnitId};
use super::linker::Linker;
use super::nodes::{Branch, Person, Post, Unit};
use super::roll::{Grant, Who};
use super::table::Table;
use crate::diag::{Code, Place};
use crate::record::{Category, Order};
use crate::zh::collate::StrokeKey;

/// Units, branches, people and posts: what everything else refers to, and what the order of a list needs to know.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) units: &'a Table<Unit>,
    pub(super) branches: &'a Table<Branch>,
    pub(super) people: &'a Table<Person>,
    pub(super) posts: &'a Table<Post>,
}

/// A row that can be put in order.
pub(super) trait Row {
    /// Returns who it names.
    fn who(&self) -> Who;
    /// Returns its score.
    fn score(&self) -> Option<f64>;
}

impl Row for &Grant {
    fn who(&self) -> Who {
        self.who.clone()
    }

    fn score(&self) -> Option<f64> {
        self.score
    }
}

impl Row for Subject {
    fn who(&self) -> Who {
        Who::Subject(*self)
    }

    fn score(&self) -> Option<f64> {
        None
    }
}

/// Returns the first parts of `rows` in the order asked for; equal rows stay as they were given.
pub(super) fn sorted<T, R: Row>(
    mut rows: Vec<(T, R, Place)>,
    order: Order,
    ground: &Ground,
    linker: &mut Linker,
) -> Vec<T> {
    match order {
        Order::Given => {}
        Order::SurnameStroke | Order::FullnameStroke => {
            rows.sort_by_cached_key(|(_, row, place)| {
                let key = stroke_key(&row.who(), order, ground, place, linker);
                (key.is_none(), key)
            });
        }
        Order::Unit => rows.sort_by_cached_key(|(_, row, place)| {
            let rank = unit_rank(&row.who(), ground, place, linker);
            (rank.is_none(), rank)
        }),
        Order::Score => rows.sort_by_cached_key(|(_, row, place)| score_key(row.score(), place, linker)),
    }
    rows.into_iter().map(|(first, ..)| first).collect()
}

fn stroke_key(who: &Who, order: Order, ground: &Ground, place: &Place, linker: &mut Linker) -> Option<StrokeKey> {
    let none = BTreeMap::new();
    let (name, own) = match who {
        Who::Subject(Subject::Person(id)) => (ground.people[*id].name(), &ground.people[*id].record.stroke_key),
        Who::Subject(Subject::Branch(id)) => (ground.branches[*id].name(), &none),
        Who::Subject(Subject::Post(id)) => (ground.posts[*id].name(), &none),
        Who::Subject(Subject::Unit(id)) => (ground.units[*id].name(), &none),
        Who::Name(name) => (name.as_str(), &none),
    };
    let key = match order {
        Order::FullnameStroke => StrokeKey::fullname(name, own),
        _ => StrokeKey::surname(name, own),
    };
    match key {
        Ok(key) => Some(key),
        Err(unknown) => {
            linker
                .found
                .add(Code::UnknownStroke, place.clone(), format!("笔画表里没有「{unknown}」字（{name}）"))
                .help(format!("在这个人的记录里加一行：笔画: {unknown}=12345（横1竖2撇3点4折5，按笔顺写）"));
            None
        }
    }
}

/// A unit's place: category, then the official number, then where it stands in the files.
type Rank = (Category, u64, UnitId);

fn unit_rank(who: &Who, ground: &Ground, place: &Place, linker: &mut Linker) -> Option<Rank> {
    let of_branch = |id: BranchId| ground.branches[id].links.unit;
    let unit = match who {
        Who::Subject(Subject::Unit(id)) => Some(*id),
        Who::Subject(Subject::Branch(id)) => of_branch(*id),
        Who::Subject(Subject::Person(id)) => {
            let links = &ground.people[*id].links;
            links.unit.or_else(|| links.branch.and_then(of_branch))
        }
        Who::Subject(Subject::Post(id)) => {
            let links = &ground.posts[*id].links;
            links.unit.or_else(|| links.branch.and_then(of_branch))
        }
        Who::Name(_) => None,
    };
    let rank = unit.and_then(|unit| rank_of(unit, ground.units));
    if rank.is_none() {
        linker
            .found
            .add(Code::OrderNeeds, place.clone(), "按机构序列排序，但不知道它的单位或单位的序号")
            .help("给它写上「单位」，并给那个单位写「类别」和「序号」；或者把排序改成 原序");
    }
    rank
}

/// A unit without a number of its own stands where its parent stands.
pub(super) fn rank_of(unit: UnitId, units: &Table<Unit>) -> Option<Rank> {
    let mut at = unit;
    for _ in 0..32 {
        let record = &units[at].record;
        if let Some(seq) = record.seq {
            let category = record.category.unwrap_or(Category::Other);
            return Some((category, ordered(seq), unit));
        }
        at = units[at].links.parent?;
    }
    None
}

/// A number as bits that sort as it does; numbers here are not negative.
fn ordered(number: f64) -> u64 {
    number.max(0.0).to_bits()
}

fn score_key(score: Option<f64>, place: &Place, linker: &mut Linker) -> (bool, u64) {
    match score {
        Some(score) => (false, u64::MAX - ordered(score)),
        None => {
            linker
                .found
                .add(Code::OrderNeeds, place.clone(), "按得分排序，但没有写得分")
                .help("补上「得分」，或者把排序改成 原序");
            (true, 0)
        }
    }
}

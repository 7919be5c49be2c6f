//! The words by which records may be named, of all kinds in one list.
//!
//! **In:** records and a time. **Out:** [`Names`]. **Never:** forgets a record that is not shown: what names it is no
//! mistake.

use std::sync::Arc;

use rayon::prelude::*;

use super::names::{Known, Names, Spelt};
use super::nodes::Recorded;
use super::shown::{Drafts, Standing};
use crate::record::{self, Records};
use crate::zh::date::Moment;

/// The words of so many records are spelt on one core at a time.
const TOGETHER: usize = 64;

/// The further words of a record, by which it is known where it is by no id and no name: short and brand.
pub(super) trait Worded: Recorded {
    /// Returns the short form and the brand, or empty words.
    fn words(&self) -> [&str; 2] {
        ["", ""]
    }
}

impl Worded for record::Unit {
    fn words(&self) -> [&str; 2] {
        [&self.short, &self.brand]
    }
}

impl Worded for record::Branch {
    fn words(&self) -> [&str; 2] {
        [&self.formal_name, &self.brand]
    }
}

impl Worded for record::Honour {
    fn words(&self) -> [&str; 2] {
        [&self.short, ""]
    }
}

impl Worded for record::Person {}
impl Worded for record::Post {}
impl Worded for record::Decision {}
impl Worded for record::Notice {}
impl Worded for record::Exhibit {}
impl Worded for record::Pairing {}
impl Worded for record::Report {}
impl Worded for record::Page {}

/// Returns the words of all records, shown or not.
pub(super) fn known(records: &Records, at: Moment, drafts: Drafts) -> Names {
    let mut names = Names::new(records.poisoned.clone());
    fn add<R: Worded + Send + Sync>(list: &[Arc<R>], names: &mut Names, (at, drafts): (Moment, Drafts)) {
        let spelt = |record: &Arc<R>| {
            let head = record.head();
            let standing = Standing::of(head, at, drafts);
            let (id, name, origin) = (head.id.clone(), head.name.clone(), head.origin.clone());
            let known = Known { kind: head.kind, id, name: String::new(), letters: 0, origin, standing, index: None };
            known.named(name).spelt(record.words())
        };
        let all: Vec<Spelt> = list.par_iter().with_min_len(TOGETHER).map(spelt).collect();
        let mut next = 0;
        for mut spelt in all {
            if spelt.known.standing == Standing::Shown {
                spelt.known.index = Some(next);
                next += 1;
            }
            names.add(spelt);
        }
    }
    let when = (at, drafts);
    add(&records.units, &mut names, when);
    add(&records.branches, &mut names, when);
    add(&records.people, &mut names, when);
    add(&records.posts, &mut names, when);
    add(&records.honours, &mut names, when);
    add(&records.decisions, &mut names, when);
    add(&records.notices, &mut names, when);
    add(&records.exhibits, &mut names, when);
    add(&records.pairings, &mut names, when);
    add(&records.reports, &mut names, when);
    add(&records.pages, &mut names, when);
    names
}

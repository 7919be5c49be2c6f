//! The words by which records may be named, of all kinds in one list.
//!
//! **In:** records and a time. **Out:** [`Names`]. **Never:** forgets a record that is not shown: what names it is no
//! mistake.

use std::sync::Arc;

use super::names::{Known, Names};
use super::nodes::Recorded;
use super::shown::{Drafts, Standing};
use crate::record::Records;
use crate::zh::date::Moment;

/// Returns the words of all records, shown or not.
pub(super) fn known(records: &Records, at: Moment, drafts: Drafts) -> Names {
    let mut names = Names::new(records.poisoned.clone());
    fn add<R: Recorded>(
        list: &[Arc<R>],
        names: &mut Names,
        (at, drafts): (Moment, Drafts),
        words: impl Fn(&R) -> [&str; 2],
    ) {
        let mut next = 0;
        for record in list {
            let head = record.head();
            let standing = Standing::of(head, at, drafts);
            let index = (standing == Standing::Shown).then(|| {
                next += 1;
                next - 1
            });
            let (id, name, origin) = (head.id.clone(), head.name.clone(), head.origin.clone());
            let [short, brand] = words(record);
            names.add(Known { kind: head.kind, id, name, origin, standing, index }, short);
            names.brand(brand);
        }
    }
    let when = (at, drafts);
    add(&records.units, &mut names, when, |unit| [&unit.short, &unit.brand]);
    add(&records.branches, &mut names, when, |branch| [&branch.formal_name, &branch.brand]);
    add(&records.people, &mut names, when, |_| ["", ""]);
    add(&records.posts, &mut names, when, |_| ["", ""]);
    add(&records.honours, &mut names, when, |honour| [&honour.short, ""]);
    add(&records.decisions, &mut names, when, |_| ["", ""]);
    add(&records.notices, &mut names, when, |_| ["", ""]);
    add(&records.exhibits, &mut names, when, |_| ["", ""]);
    add(&records.pairings, &mut names, when, |_| ["", ""]);
    add(&records.reports, &mut names, when, |_| ["", ""]);
    add(&records.pages, &mut names, when, |_| ["", ""]);
    names
}

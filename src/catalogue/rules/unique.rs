//! Ids and addresses: one record each.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::names::{Names, folded};
use crate::diag::{Code, Diagnostics, Place};
use crate::record::{CalendarYear, Head, Kind};

/// Tells records of one kind with the same id.
pub(in crate::catalogue) fn ids(names: &Names, found: &mut Diagnostics) {
    let mut seen: BTreeMap<(Kind, String), &Place> = BTreeMap::new();
    for known in &names.known {
        if let Some(first) = seen.insert((known.kind, folded(&known.id)), &known.origin) {
            found
                .add(
                    Code::DuplicateId,
                    known.origin.clone(),
                    format!("{}「{}」的编号重复", known.kind.chinese(), known.id),
                )
                .label(first.clone(), "另一个在这里")
                .help("是同一个就删去一条；不是同一个就各加一行：编号: …");
        }
    }
}

/// Tells years that have two calendars.
pub(in crate::catalogue) fn calendars(years: &[Arc<CalendarYear>], found: &mut Diagnostics) {
    let mut seen: BTreeMap<u16, &Place> = BTreeMap::new();
    for year in years {
        if let Some(first) = seen.insert(year.table.year, &year.origin) {
            found
                .add(Code::DuplicateId, year.origin.at("year"), format!("{}年的日历写了两次", year.table.year))
                .label(first.clone(), "另一个在这里")
                .help("一年只留一个文件");
        }
    }
}

/// The addresses given out so far.
#[derive(Debug, Default)]
pub(in crate::catalogue) struct Addresses {
    taken: BTreeMap<(Kind, String), (Place, String)>,
}

impl Addresses {
    /// Returns the last part of a record's address; tells one that is taken, and an id that gives none.
    pub(in crate::catalogue) fn slug(&mut self, head: &Head, found: &mut Diagnostics) -> String {
        let slug = head.slug.clone();
        if slug.is_empty() {
            found
                .add(Code::BadSlug, head.origin.clone(), format!("「{}」转不成网址", head.id))
                .help("加一行：网址: 用小写字母、数字和减号写一个，例如 shili-01");
            return String::new();
        }
        let id = folded(&head.id);
        match self.taken.insert((head.kind, slug.clone()), (head.origin.clone(), id.clone())) {
            None => {}
            // The same id, and the same number of an exhibit, are told as such.
            Some((_, other)) if other == id || head.kind == Kind::Exhibit => {}
            Some((first, _)) => {
                found
                    .add(
                        Code::DuplicateSlug,
                        head.origin.clone(),
                        format!("「{}」的网址「{slug}」与别的{}重复", head.name, head.kind.chinese()),
                    )
                    .label(first, "另一个在这里")
                    .help(format!("给其中一个加一行：网址: {slug}-2"));
            }
        }
        slug
    }
}

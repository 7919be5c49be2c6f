//! The catalogue after a small change, from the one before it.
//!
//! Most saves change what one record says and nothing that others build upon. Then only that record is linked anew, and
//! those that asked for a word which means something else now; all the rest is shared with the catalogue before. Wherever
//! that cannot be shown to give what linking everything gives, everything is linked.
//!
//! **In:** records one reading after the other. **Out:** the catalogue, the same as [`link`](super::link()) returns, and
//! whether the plan can stay. **Never:** guesses what a change may reach.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::desk::{Desk, Row};
use super::graph::Catalogue;
use super::known::Worded;
use super::leading::{Leading, offers};
use super::link::{Linked, exhibited, whole};
use super::linker::Linker;
use super::links::{Given, branch_links, exhibit_links, notice_links, person_links, post_links, report_links};
use super::names::Names;
use super::nodes::Node;
use super::order::Ground;
use super::prose::Library;
use super::rules::{Slips, spellings};
use super::shown::Drafts;
use super::steady::{Steady, changed, same, until};
use super::table::Table;
use crate::diag::{Diagnostics, Outcome};
use crate::record::{Kind, Order, Records};
use crate::source::Snapshot;
use crate::zh::date::Moment;

/// Whether a plan that was made for the catalogue before is one for this catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// It is: the same pages at the same addresses, in the same lists, offering the same files.
    Same,
    /// It may not be.
    Other,
}

/// Links projects, and what has not changed only once.
#[derive(Default)]
pub struct Linking {
    last: Option<Last>,
}

/// A linking that a later one may start from.
struct Last {
    from: Moment,
    until: Option<Moment>,
    drafts: Drafts,
    records: Arc<Records>,
    snapshot: Snapshot,
    catalogue: Catalogue,
    names: Names,
    rows: BTreeMap<Kind, Vec<Row>>,
    rest: Row,
    slips: Slips,
}

impl Linking {
    /// Returns until when what was linked last stands as it does; `None`: for ever.
    pub fn until(&self) -> Option<Moment> {
        self.last.as_ref().and_then(|last| last.until)
    }

    /// Returns what [`link`](super::link()) returns.
    pub fn link(
        &mut self,
        records: Records,
        snapshot: &Snapshot,
        at: Moment,
        drafts: Drafts,
    ) -> (Outcome<Option<Catalogue>>, Shape) {
        let records = Arc::new(records);
        let next = self.last.take().and_then(|last| last.after(&records, snapshot, (at, drafts)));
        if let Some((last, shape)) = next {
            let value = Some(last.catalogue.clone());
            let diagnostics = told(&last.rows, &last.rest, &last.slips, &last.names);
            self.last = Some(last);
            return (Outcome { value, diagnostics }, shape);
        }
        let until = until(&records, at);
        let Linked { catalogue, names, rows, rest, slips } = whole(Records::clone(&records), snapshot, at, drafts);
        let diagnostics = told(&rows, &rest, &slips, &names);
        let snapshot = snapshot.clone();
        self.last = catalogue.clone().map(|catalogue| Last {
            from: at,
            until,
            drafts,
            records,
            snapshot,
            catalogue,
            names,
            rows,
            rest,
            slips,
        });
        (Outcome { value: catalogue, diagnostics }, Shape::Other)
    }
}

fn told(rows: &BTreeMap<Kind, Vec<Row>>, rest: &Row, slips: &Slips, names: &Names) -> Diagnostics {
    let mut all = rest.found.clone();
    spellings(names, &mut all);
    all.extend(slips.all().cloned());
    all.extend(rows.values().flatten().flat_map(|row| row.found.iter().cloned()));
    all
}

/// What is different since the last time.
struct Change {
    /// Places in the lists of records, by kind.
    records: BTreeMap<Kind, Vec<usize>>,
    /// Hashes of words that may mean something else, in order.
    words: Vec<u64>,
    shape: Shape,
}

impl Last {
    /// Returns the linking after a small change; `None`: all must be linked.
    fn after(
        mut self,
        records: &Arc<Records>,
        snapshot: &Snapshot,
        (at, drafts): (Moment, Drafts),
    ) -> Option<(Self, Shape)> {
        let is_of_time = drafts == self.drafts && self.from <= at && self.until.is_none_or(|until| at < until);
        (is_of_time && self.has_files_of(snapshot) && self.has_ground_of(records)).then_some(())?;
        let mut change = Change { records: self.changes(records)?, words: Vec::new(), shape: Shape::Same };
        self.rename(records, &mut change)?;
        self.relink(records, snapshot, at, &mut change)?;
        self.slips.renew(&self.snapshot, snapshot);
        self.catalogue.at = at;
        self.records = records.clone();
        self.snapshot = snapshot.clone();
        Some((self, change.shape))
    }

    /// Whether the same files are there, and those that are handed out are the same.
    fn has_files_of(&self, snapshot: &Snapshot) -> bool {
        let before = &self.snapshot;
        let attached = self.catalogue.notices.iter().flat_map(|(_, notice)| &notice.links.attachments);
        // Nearly always it is the very path of the last time, and no text need be compared.
        let is_same = |(one, other): (&Arc<str>, &Arc<str>)| Arc::ptr_eq(one, other) || one == other;
        let size = |snapshot: &Snapshot, path: &str| snapshot.sources.get(path).map(|source| source.bytes.len());
        Arc::ptr_eq(&before.others, &snapshot.others)
            && before.unread == snapshot.unread
            && before.sources.len() == snapshot.sources.len()
            && before.sources.keys().zip(snapshot.sources.keys()).all(is_same)
            && attached.into_iter().all(|file| size(before, &file.path) == size(snapshot, &file.path))
    }

    /// Whether all is as it was that everything else builds upon.
    fn has_ground_of(&self, records: &Records) -> bool {
        let before = &self.records;
        before.poisoned == records.poisoned
            && before.lost == records.lost
            && same(before.site.as_slice(), records.site.as_slice())
            && same(before.exhibition.as_slice(), records.exhibition.as_slice())
            && same(&before.calendar, &records.calendar)
            && same(&before.units, &records.units)
            && same(&before.honours, &records.honours)
            && same(&before.decisions, &records.decisions)
            && same(&before.pairings, &records.pairings)
    }

    /// The records that say something else; `None`: one of them is something else to others, too.
    fn changes(&self, records: &Records) -> Option<BTreeMap<Kind, Vec<usize>>> {
        let before = &self.records;
        Some(BTreeMap::from([
            (Kind::Branch, changed(&before.branches, &records.branches)?),
            (Kind::Person, changed(&before.people, &records.people)?),
            (Kind::Post, changed(&before.posts, &records.posts)?),
            (Kind::Notice, changed(&before.notices, &records.notices)?),
            (Kind::Exhibit, changed(&before.exhibits, &records.exhibits)?),
            (Kind::Report, changed(&before.reports, &records.reports)?),
            (Kind::Page, changed(&before.pages, &records.pages)?),
        ]))
    }

    /// Puts the new words of the changed records in the place of the old ones.
    fn rename(&mut self, records: &Records, change: &mut Change) -> Option<()> {
        let before = self.records.clone();
        let mut first = before.units.len();
        let mut renamed = Vec::new();
        let mut kind = |kind: Kind, count: usize, at: &mut dyn FnMut(&mut Names, usize, usize) -> Vec<u64>| {
            for place in change.records.get(&kind).map_or(&[][..], Vec::as_slice) {
                let words = at(&mut self.names, first + place, *place);
                if !words.is_empty() {
                    renamed.push(kind);
                }
                change.words.extend(words);
            }
            first += count;
        };
        macro_rules! kinds {
            ($($kind:ident $list:ident),*) => {
                $(kind(Kind::$kind, before.$list.len(), &mut |names, known, at| {
                    renamed_to(names, known, (&*before.$list[at], &*records.$list[at]))
                });)*
            };
        }
        kinds!(
            Branch branches, Person people, Post posts, Honour honours, Decision decisions, Notice notices,
            Exhibit exhibits, Pairing pairings, Report reports, Page pages
        );
        change.words.sort_unstable();
        let asks = |row: &Row| row.asks(&change.words);
        let kinds = [Kind::Unit, Kind::Honour, Kind::Decision, Kind::Pairing];
        let mut firm = kinds.iter().filter_map(|kind| self.rows.get(kind)).flatten().chain([&self.rest]);
        if !renamed.is_empty() && firm.any(|row| !row.found.is_empty() || asks(row)) {
            return None;
        }
        // A name stands in messages, in the order of lists by strokes, and in the order of people.
        if renamed.contains(&Kind::Person) {
            change.shape = Shape::Other;
        }
        let orders = renamed.iter().any(|kind| matches!(kind, Kind::Branch | Kind::Person | Kind::Post));
        (!(orders && self.orders_by_strokes())).then_some(())
    }

    fn orders_by_strokes(&self) -> bool {
        let decisions = self.records.decisions.iter().map(|decision| decision.order);
        let notices = self.records.notices.iter().map(|notice| notice.order);
        decisions.chain(notices).any(|order| matches!(order, Order::SurnameStroke | Order::FullnameStroke))
    }

    /// Links the changed records, and those that asked for their words.
    fn relink(&mut self, records: &Records, snapshot: &Snapshot, at: Moment, change: &mut Change) -> Option<()> {
        let library = Library::new(&self.names, snapshot);
        let desk = Desk { names: &self.names, library: &library, at, drafts: self.drafts };
        let catalogue = &mut self.catalogue;
        let mut tables = Tables { desk, rows: &mut self.rows, change };
        tables.relink(&mut catalogue.branches, &records.branches, branch_links)?;
        tables.relink(&mut catalogue.people, &records.people, person_links)?;
        tables.relink(&mut catalogue.posts, &records.posts, post_links)?;
        tables.relink(&mut catalogue.reports, &records.reports, report_links)?;
        tables.relink(&mut catalogue.pages, &records.pages, |_, _| ())?;
        let ground = Ground {
            units: &catalogue.units,
            branches: &catalogue.branches,
            people: &catalogue.people,
            posts: &catalogue.posts,
        };
        let (calendar, exhibition) = (&catalogue.calendar, catalogue.exhibition.as_deref());
        let given = Given { library: &library, at, calendar, ground, exhibition };
        tables.relink(&mut catalogue.notices, &records.notices, |it, linker| notice_links(it, &given, linker))?;
        let mut exhibits = records.exhibits.clone();
        for place in tables.change.records.get(&Kind::Exhibit).cloned().unwrap_or_default() {
            exhibited(&mut exhibits[place], records.exhibition.as_deref());
        }
        tables.relink(&mut catalogue.exhibits, &exhibits, |it, linker| exhibit_links(it, &given, linker))
    }
}

/// Gives a record its new words; returns hashes of those that mean something else now.
fn renamed_to<R: Worded>(names: &mut Names, at: usize, (before, after): (&R, &R)) -> Vec<u64> {
    let (name, old) = (after.head().name.clone(), &names.known[at]);
    let known = old.clone().named(name);
    names.replace(at, before.words(), known, after.words())
}

/// The tables on the way from the catalogue before to the one after.
struct Tables<'a, 'b> {
    desk: Desk<'a>,
    rows: &'b mut BTreeMap<Kind, Vec<Row>>,
    change: &'b mut Change,
}

impl Tables<'_, '_> {
    /// Links what a change reaches in one table; `None`: a record leads elsewhere than before.
    fn relink<R: Steady, L: Leading>(
        &mut self,
        table: &mut Table<Node<R, L>>,
        records: &[Arc<R>],
        links: impl Fn(&R, &mut Linker) -> L,
    ) -> Option<()> {
        let Some(rows) = self.rows.get_mut(&R::KIND) else { return Some(()) };
        let places = self.change.records.get(&R::KIND).map_or(&[][..], Vec::as_slice);
        let first = self.desk.names.known.partition_point(|known| known.kind < R::KIND);
        let mut reached: BTreeMap<usize, Option<&Arc<R>>> = BTreeMap::new();
        let words = &self.change.words;
        if !words.is_empty() {
            let all = rows.par_iter().enumerate().filter(|(_, row)| !row.found.is_empty() || row.asks(words));
            let all: Vec<usize> = all.map(|(at, _)| at).collect();
            reached.extend(all.into_iter().map(|at| (at, None)));
        }
        for place in places {
            if let Some(at) = self.desk.names.known[first + place].index {
                reached.insert(at as usize, Some(&records[*place]));
            }
        }
        for (at, record) in reached {
            let before = &mut table.rows_mut()[at];
            let record = record.unwrap_or(&before.record).clone();
            let (node, row) = self.desk.node(record, before.slug.clone(), &links);
            node.links.leads_as(&before.links).then_some(())?;
            if offers(&node) != offers(before) {
                self.change.shape = Shape::Other;
            }
            *before = Arc::new(node);
            rows[at] = row;
        }
        Some(())
    }
}

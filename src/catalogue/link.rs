//! Records to catalogue: the paragraph that the rest of the room spells out.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::desk::{Desk, Row};
use super::fold::{fold, held};
use super::graph::{Catalogue, Stub};
use super::id::HonourId;
use super::known::known;
use super::linker::Linker;
use super::links::{
    Given, branch_links, decision_links, exhibit_links, notice_links, pairing_links, person_links, post_links,
    report_links, unit_links,
};
use super::names::{Meaning, Names};
use super::nodes::{Honour, Node, Recorded};
use super::order::Ground;
use super::prose::{Library, picture, text};
use super::relate::relate;
use super::rules;
use super::shown::{Drafts, Standing};
use super::table::Table;
use crate::diag::{Diagnostics, Outcome};
use crate::record::{self, Kind, Records};
use crate::source::Snapshot;
use crate::zh::calendar::Calendar;
use crate::zh::date::Moment;

/// So many records are linked on one core at a time.
const TOGETHER: usize = 16;

/// Returns everything that is true at `at`; `None`: there is no site at all.
pub fn link(records: Records, snapshot: &Snapshot, at: Moment, drafts: Drafts) -> Outcome<Option<Catalogue>> {
    let linked = whole(records, snapshot, at, drafts);
    let mut diagnostics = linked.rest.found;
    diagnostics.extend(linked.slips.all().cloned());
    rules::spellings(&linked.names, &mut diagnostics);
    linked.rows.into_values().flatten().for_each(|row| diagnostics.append(row.found));
    Outcome { value: linked.catalogue, diagnostics }
}

/// A catalogue with all that a later linking may start from.
pub(super) struct Linked {
    pub(super) catalogue: Option<Catalogue>,
    pub(super) names: Names,
    /// The shown records of each kind, in the order of its table.
    pub(super) rows: BTreeMap<Kind, Vec<Row>>,
    /// What is wrong beyond single records.
    pub(super) rest: Row,
    /// Wording that ruins a notice.
    pub(super) slips: rules::Slips,
}

/// Links all records.
pub(super) fn whole(mut records: Records, snapshot: &Snapshot, at: Moment, drafts: Drafts) -> Linked {
    let exhibition = records.exhibition.clone();
    records.exhibits.iter_mut().for_each(|exhibit| exhibited(exhibit, exhibition.as_deref()));
    let names = known(&records, at, drafts);
    let library = Library::new(&names, snapshot);
    let mut linker = Linker::new(&names);
    rules::ids(&names, &mut linker.found);
    rules::calendars(&records.calendar, &mut linker.found);
    records.site.iter().for_each(|site| rules::domain(site, &mut linker.found));
    if let (Some(site), Some(exhibition)) = (&records.site, &records.exhibition) {
        rules::viewers(site, exhibition, &mut linker.found);
    }
    let slips = rules::Slips::of(snapshot, records.site.as_deref(), &records.honours);
    // A lost record may be the exhibit that seems to be missing.
    if !records.lost.contains(&Kind::Exhibition) {
        let whole = !records.lost.contains(&Kind::Exhibit);
        rules::numbers(&records.exhibits, records.exhibition.as_deref(), whole, &mut linker.found);
    }
    if knows_decisions(&records, &names) {
        rules::totals(&records.honours, &records.decisions, &names, &mut linker.found);
        rules::said(&records.decisions, &records.honours, &names, &mut linker.found);
    }
    let desk = Desk { names: &names, library: &library, at, drafts };
    let mut builder = Builder { desk, addresses: rules::Addresses::default(), rows: BTreeMap::new() };
    let catalogue = builder.catalogue(records, &mut linker);
    let (rows, found) = (builder.rows, linker.found);
    let rest = Row { found, asked: names.asked() };
    Linked { catalogue, rows, rest, names, slips }
}

/// Whether every decision could be read and its honour is known; else the list that seems to be missing is in it.
fn knows_decisions(records: &Records, names: &Names) -> bool {
    let is_known = |word: &str| matches!(names.meaning(word, &[Kind::Honour]), Meaning::One(_));
    !records.lost.contains(&Kind::Decision) && records.decisions.iter().all(|decision| is_known(&decision.honour))
}

/// Whether every honour that makes eligible is known, shown or not; else the missing one is what is wrong.
fn knows_eligible(catalogue: &Catalogue, names: &Names) -> bool {
    let all = catalogue.exhibition.as_ref().map_or(&[][..], |exhibition| exhibition.eligible.as_slice());
    all.iter().all(|(word, _)| matches!(names.meaning(word, &[Kind::Honour]), Meaning::One(_)))
}

struct Builder<'a> {
    desk: Desk<'a>,
    addresses: rules::Addresses,
    rows: BTreeMap<Kind, Vec<Row>>,
}

impl Builder<'_> {
    fn catalogue(&mut self, records: Records, linker: &mut Linker) -> Option<Catalogue> {
        let stubs = self.stubs(&records);
        let certain = knows_decisions(&records, linker.names) && !records.lost.contains(&Kind::Honour);
        let calendar = records.calendar.iter().fold(Calendar::builtin(), |all, year| all.with(year.table.clone()));
        let units = self.table(records.units, linker, unit_links);
        let branches = self.table(records.branches, linker, branch_links);
        let people = self.table(records.people, linker, person_links);
        let posts = self.table(records.posts, linker, post_links);
        rules::cycles(&units, |unit| unit.links.parent, &mut linker.found);
        rules::cycles(&branches, |branch| branch.links.parent, &mut linker.found);
        let ground = Ground { units: &units, branches: &branches, people: &people, posts: &posts };
        let mut honours: Table<Honour> = self.table(records.honours, linker, |_, _| Default::default());
        let mut decisions = self.table(records.decisions, linker, decision_links);
        let grants = fold(&mut decisions, &mut honours, &ground, linker);
        let exhibition = records.exhibition.filter(|exhibition| self.desk.is_shown(&exhibition.head));
        let Desk { library, at, .. } = self.desk;
        let given = Given { library, at, calendar: &calendar, ground, exhibition: exhibition.as_deref() };
        let notices = self.table(records.notices, linker, |notice, linker| notice_links(notice, &given, linker));
        let exhibits = self.table(records.exhibits, linker, |exhibit, linker| exhibit_links(exhibit, &given, linker));
        let pairings = self.table(records.pairings, linker, |pairing, linker| pairing_links(pairing, library, linker));
        let reports = self.table(records.reports, linker, report_links);
        let pages = self.table(records.pages, linker, |_, _| ());
        pairings.iter().for_each(|(_, pairing)| rules::sides(pairing, &mut linker.found));
        let eligible = self.eligible(exhibition.as_deref(), linker);
        let preface = exhibition.as_ref().and_then(|e| e.preface.as_ref()).map(|p| text(p, library, linker));
        let exhibition_photos = exhibition.as_ref().map(|e| self.desk.photos(&e.head, linker)).unwrap_or_default();
        let site = records.site?;
        let emblem = self.emblem(&site, linker);
        let site_photos = self.desk.photos(&site.head, linker);
        let mut catalogue = Catalogue {
            at: self.desk.at,
            site,
            site_photos,
            emblem,
            exhibition,
            exhibition_photos,
            preface,
            eligible,
            calendar,
            units,
            branches,
            people,
            posts,
            honours,
            decisions,
            notices,
            exhibits,
            pairings,
            reports,
            pages,
            held: Arc::new(held(&grants)),
            grants: Arc::new(grants),
            related: Default::default(),
            stubs,
            unpublished: self.unpublished(),
        };
        catalogue.related = Arc::new(relate(&catalogue));
        if certain && knows_eligible(&catalogue, linker.names) {
            rules::eligible(&catalogue, &mut linker.found);
        }
        Some(catalogue)
    }

    /// Returns the shown records of a kind with their addresses, stories, photos and links.
    fn table<R: Recorded + Send + Sync, L: Send + Sync>(
        &mut self,
        list: Vec<Arc<R>>,
        linker: &mut Linker,
        links: impl Fn(&R, &mut Linker) -> L + Sync,
    ) -> Table<Node<R, L>> {
        let kind = list.first().map(|record| record.head().kind);
        let mut shown = Vec::with_capacity(list.len());
        for record in list {
            let slug = self.addresses.slug(record.head(), &mut linker.found);
            if self.desk.is_shown(record.head()) {
                shown.push((record, slug));
            }
        }
        let desk = self.desk;
        let linked = |(record, slug)| {
            let (node, row) = desk.node(record, slug, &links);
            (Arc::new(node), row)
        };
        let (nodes, rows) = shown.into_par_iter().with_min_len(TOGETHER).map(linked).unzip();
        self.rows.extend(kind.map(|kind| (kind, rows)));
        Table::new(nodes)
    }

    fn emblem(&self, site: &record::Site, linker: &mut Linker) -> Option<String> {
        let place = site.origin.at("emblem");
        picture(site.emblem.as_deref()?, &site.origin.file, self.desk.library, &mut linker.found, place)
    }

    fn eligible(&self, exhibition: Option<&record::Exhibition>, linker: &mut Linker) -> Vec<HonourId> {
        let all = exhibition.map_or(&[][..], |exhibition| exhibition.eligible.as_slice());
        all.iter().filter_map(|(word, place)| linker.honour(Some(word), || place.clone())).collect()
    }

    fn stubs(&self, records: &Records) -> Vec<Stub> {
        let mut addresses = rules::Addresses::default();
        let mut unheard = Diagnostics::default();
        let mut stubs = Vec::new();
        let mut all = |head: &record::Head| {
            if Standing::of(head, self.desk.at, self.desk.drafts) == Standing::Withdrawn {
                let slug = addresses.slug(head, &mut unheard);
                stubs.push(Stub { kind: head.kind, slug });
            }
        };
        records.heads().for_each(&mut all);
        stubs.retain(|stub| !stub.slug.is_empty());
        stubs.sort();
        stubs.dedup();
        stubs
    }

    fn unpublished(&self) -> (usize, usize) {
        let count = |standing| self.desk.names.known.iter().filter(|known| known.standing == standing).count();
        (count(Standing::Draft), count(Standing::Early))
    }
}

/// Exhibits are shown no earlier and no longer than the exhibition that they belong to, at addresses by their numbers.
pub(super) fn exhibited(exhibit: &mut Arc<record::Exhibit>, exhibition: Option<&record::Exhibition>) {
    let exhibit = Arc::make_mut(exhibit);
    exhibit.head.slug = format!("{:02}", exhibit.no);
    let Some(whole) = exhibition.map(|exhibition| &exhibition.head) else { return };
    let head = &mut exhibit.head;
    head.draft |= whole.draft;
    head.embargo = head.embargo.max(whole.publish).max(whole.embargo);
    head.withdraw = [head.withdraw, whole.withdraw].into_iter().flatten().min();
}

//! Records to catalogue: the paragraph that the rest of the room spells out.

use super::fold::{fold, held};
use super::graph::{Catalogue, Stub};
use super::id::HonourId;
use super::known::known;
use super::linker::Linker;
use super::links::{Given, belonging, branch_links, exhibit_links, notice_links, pairing_links, report_links};
use super::names::{Meaning, Names};
use super::nodes::{DecisionLinks, Honour, Node, Recorded, UnitLinks};
use super::order::Ground;
use super::prose::{Library, picture, text};
use super::relate::relate;
use super::rules;
use super::shown::{Drafts, Standing};
use super::table::Table;
use crate::diag::Outcome;
use crate::record::{self, Head, Kind, Records};
use crate::source::Snapshot;
use crate::zh::calendar::Calendar;
use crate::zh::date::Moment;

/// Returns everything that is true at `at`; `None`: there is no site at all.
pub fn link(mut records: Records, snapshot: &Snapshot, at: Moment, drafts: Drafts) -> Outcome<Option<Catalogue>> {
    within_exhibition(&mut records);
    let names = known(&records, at, drafts);
    let library = Library::new(&names, snapshot);
    let mut linker = Linker { names: &names, found: crate::diag::Diagnostics::default() };
    rules::ids(&names, &mut linker.found);
    rules::calendars(&records.calendar, &mut linker.found);
    records.site.iter().for_each(|site| rules::domain(site, &mut linker.found));
    rules::wording(snapshot, records.site.as_ref(), &mut linker.found);
    // A lost record may be the exhibit that seems to be missing.
    if !records.lost.contains(&Kind::Exhibition) {
        let whole = !records.lost.contains(&Kind::Exhibit);
        rules::numbers(&records.exhibits, records.exhibition.as_ref(), whole, &mut linker.found);
    }
    if knows_decisions(&records, &names) {
        rules::totals(&records.honours, &records.decisions, &names, &mut linker.found);
    }
    let catalogue = Builder { names: &names, library: &library, at, drafts, addresses: rules::Addresses::default() }
        .catalogue(records, &mut linker);
    Outcome { value: catalogue, diagnostics: linker.found }
}

/// Exhibits are shown no earlier and no longer than the exhibition that they belong to.
fn within_exhibition(records: &mut Records) {
    let Some(whole) = records.exhibition.as_ref().map(|exhibition| &exhibition.head) else { return };
    for head in records.exhibits.iter_mut().map(|exhibit| &mut exhibit.head) {
        head.draft |= whole.draft;
        head.embargo = head.embargo.max(whole.publish).max(whole.embargo);
        head.withdraw = [head.withdraw, whole.withdraw].into_iter().flatten().min();
    }
}

/// Whether every decision could be read and its honour is known; else the list that seems to be missing is in it.
fn knows_decisions(records: &Records, names: &Names) -> bool {
    let is_known = |word: &str| matches!(names.meaning(word, &[Kind::Honour]), Meaning::One(_));
    !records.lost.contains(&Kind::Decision) && records.decisions.iter().all(|decision| is_known(&decision.honour))
}

struct Builder<'a> {
    names: &'a Names,
    library: &'a Library<'a>,
    at: Moment,
    drafts: Drafts,
    addresses: rules::Addresses,
}

impl Builder<'_> {
    fn catalogue(mut self, records: Records, linker: &mut Linker) -> Option<Catalogue> {
        let stubs = self.stubs(&records);
        let certain = knows_decisions(&records, self.names) && !records.lost.contains(&Kind::Honour);
        let unpublished = self.unpublished();
        let calendar = records.calendar.iter().fold(Calendar::builtin(), |all, year| all.with(year.table.clone()));
        let ground = self.ground((records.units, records.branches, records.people, records.posts), linker);
        let mut honours: Table<Honour> = self.table(records.honours, linker, |_, _| Default::default());
        let mut decisions = self.table(records.decisions, linker, |decision, linker| DecisionLinks {
            honour: linker.honour(Some(&decision.honour), || decision.head.origin.at("honour")),
            ..DecisionLinks::default()
        });
        let grants = fold(&mut decisions, &mut honours, &ground, linker);
        let exhibition = records.exhibition.filter(|exhibition| self.is_shown(&exhibition.head));
        let given = given((self.library, self.at), &calendar, &ground, exhibition.as_ref());
        let notices = self.table(records.notices, linker, |notice, linker| notice_links(notice, &given, linker));
        let exhibits =
            self.table(numbered(records.exhibits), linker, |exhibit, linker| exhibit_links(exhibit, &given, linker));
        let pairings =
            self.table(records.pairings, linker, |pairing, linker| pairing_links(pairing, given.library, linker));
        let reports = self.table(records.reports, linker, report_links);
        let pages = self.table(records.pages, linker, |_, _| ());
        pairings.iter().for_each(|(_, pairing)| rules::sides(pairing, &mut linker.found));
        let eligible = self.eligible(exhibition.as_ref(), linker);
        let preface = exhibition.as_ref().and_then(|e| e.preface.as_ref()).map(|p| text(p, self.library, linker));
        let exhibition_photos = exhibition.as_ref().map(|e| self.photos(&e.head, linker)).unwrap_or_default();
        let site = records.site?;
        let emblem = self.emblem(&site, linker);
        let site_photos = self.photos(&site.head, linker);
        let mut catalogue = Catalogue {
            at: self.at,
            site,
            site_photos,
            emblem,
            exhibition,
            exhibition_photos,
            preface,
            eligible,
            calendar,
            units: ground.units,
            branches: ground.branches,
            people: ground.people,
            posts: ground.posts,
            honours,
            decisions,
            notices,
            exhibits,
            pairings,
            reports,
            pages,
            held: held(&grants),
            grants,
            related: Default::default(),
            stubs,
            unpublished,
        };
        catalogue.related = relate(&catalogue);
        if certain && self.knows_eligible(&catalogue) {
            rules::eligible(&catalogue, &mut linker.found);
        }
        Some(catalogue)
    }

    /// Returns what everything else refers to.
    fn ground(
        &mut self,
        (units, branches, people, posts): (
            Vec<record::Unit>,
            Vec<record::Branch>,
            Vec<record::Person>,
            Vec<record::Post>,
        ),
        linker: &mut Linker,
    ) -> Ground {
        let units = self.table(units, linker, |unit, linker| {
            let place = || unit.head.origin.at("parent");
            UnitLinks { parent: linker.unit(unit.parent.as_deref(), place) }
        });
        let branches = self.table(branches, linker, branch_links);
        let people = self.table(people, linker, |person, linker| {
            let (unit, branch) = (person.unit.as_deref(), person.branch.as_deref());
            belonging(unit, branch, &person.head.origin, linker)
        });
        let posts = self.table(posts, linker, |post, linker| {
            let (unit, branch) = (post.unit.as_deref(), post.branch.as_deref());
            belonging(unit, branch, &post.head.origin, linker)
        });
        rules::cycles(&units, |unit| unit.links.parent, &mut linker.found);
        rules::cycles(&branches, |branch| branch.links.parent, &mut linker.found);
        Ground { units, branches, people, posts }
    }

    /// Returns the shown records of a kind with their addresses, stories, photos and links.
    fn table<R: Recorded, L>(
        &mut self,
        list: Vec<R>,
        linker: &mut Linker,
        links: impl Fn(&R, &mut Linker) -> L,
    ) -> Table<Node<R, L>> {
        let mut rows = Vec::with_capacity(list.len());
        for record in list {
            let head = record.head();
            let slug = self.addresses.slug(head, &mut linker.found);
            if !self.is_shown(head) {
                continue;
            }
            let story = head.body.as_ref().map(|body| text(body, self.library, linker));
            let photos = self.photos(head, linker);
            let links = links(&record, linker);
            rows.push(Node { slug, story, photos, links, record });
        }
        Table::new(rows)
    }

    fn is_shown(&self, head: &Head) -> bool {
        Standing::of(head, self.at, self.drafts) == Standing::Shown
    }

    fn photos(&self, head: &Head, linker: &mut Linker) -> Vec<String> {
        let find = |photo: &record::Photo, linker: &mut Linker| {
            let place = if photo.caption.is_empty() && photo.alt.is_empty() {
                photo.place.clone()
            } else {
                photo.place.at("file")
            };
            picture(&photo.file, &head.origin.file, self.library, &mut linker.found, place)
        };
        head.photos.iter().map(|photo| find(photo, linker).unwrap_or_default()).collect()
    }

    fn emblem(&self, site: &record::Site, linker: &mut Linker) -> Option<String> {
        let place = site.origin.at("emblem");
        picture(site.emblem.as_deref()?, &site.origin.file, self.library, &mut linker.found, place)
    }

    fn eligible(&self, exhibition: Option<&record::Exhibition>, linker: &mut Linker) -> Vec<HonourId> {
        let all = exhibition.map_or(&[][..], |exhibition| exhibition.eligible.as_slice());
        all.iter().filter_map(|(word, place)| linker.honour(Some(word), || place.clone())).collect()
    }

    /// Whether every honour that makes eligible is known, shown or not; else the missing one is what is wrong.
    fn knows_eligible(&self, catalogue: &Catalogue) -> bool {
        let all = catalogue.exhibition.as_ref().map_or(&[][..], |exhibition| exhibition.eligible.as_slice());
        all.iter().all(|(word, _)| matches!(self.names.meaning(word, &[Kind::Honour]), Meaning::One(_)))
    }

    fn stubs(&self, records: &Records) -> Vec<Stub> {
        let mut addresses = rules::Addresses::default();
        let mut unheard = crate::diag::Diagnostics::default();
        let mut stubs = Vec::new();
        let mut all = |head: &record::Head, number: Option<u32>| {
            if Standing::of(head, self.at, self.drafts) == Standing::Withdrawn {
                let slug = number.map_or_else(|| addresses.slug(head, &mut unheard), |no| format!("{no:02}"));
                stubs.push(Stub { kind: head.kind, slug });
            }
        };
        records.units.iter().for_each(|r| all(&r.head, None));
        records.branches.iter().for_each(|r| all(&r.head, None));
        records.people.iter().for_each(|r| all(&r.head, None));
        records.posts.iter().for_each(|r| all(&r.head, None));
        records.honours.iter().for_each(|r| all(&r.head, None));
        records.decisions.iter().for_each(|r| all(&r.head, None));
        records.notices.iter().for_each(|r| all(&r.head, None));
        records.exhibits.iter().for_each(|r| all(&r.head, Some(r.no)));
        records.pairings.iter().for_each(|r| all(&r.head, None));
        records.reports.iter().for_each(|r| all(&r.head, None));
        records.pages.iter().for_each(|r| all(&r.head, None));
        stubs.retain(|stub| !stub.slug.is_empty());
        stubs.sort();
        stubs.dedup();
        stubs
    }

    fn unpublished(&self) -> (usize, usize) {
        let count = |standing| self.names.known.iter().filter(|known| known.standing == standing).count();
        (count(Standing::Draft), count(Standing::Early))
    }
}

fn given<'a>(
    (library, at): (&'a Library<'a>, Moment),
    calendar: &'a Calendar,
    ground: &'a Ground,
    exhibition: Option<&'a record::Exhibition>,
) -> Given<'a> {
    Given { library, at, calendar, ground, exhibition }
}

/// Exhibits with addresses by their numbers.
fn numbered(mut exhibits: Vec<record::Exhibit>) -> Vec<record::Exhibit> {
    exhibits.iter_mut().for_each(|exhibit| exhibit.head.slug = Some(format!("{:02}", exhibit.no)));
    exhibits
}

//! Records to catalogue: the paragraph that the rest of the room spells out.

use super::fold::{fold, held};
use super::graph::{Catalogue, Stub};
use super::id::{HonourId, Subject};
use super::linker::{Linker, SUBJECTS};
use super::names::{Known, Meaning, Names};
use super::nodes::{
    BranchLinks, DecisionLinks, ExhibitLinks, Honour, Node, NoticeLinks, PairingLinks, Party, PersonLinks, Recorded,
    ReportLinks, UnitLinks,
};
use super::notice::period;
use super::order::{Ground, sorted};
use super::prose::{File, Library, Text, picture, text};
use super::relate::relate;
use super::rules;
use super::shown::{Drafts, Standing};
use super::table::Table;
use crate::diag::{Code, Outcome, Place};
use crate::record::{self, Kind, Records, Side, Target};
use crate::source::{Snapshot, beside};
use crate::zh::calendar::Calendar;
use crate::zh::date::Moment;

/// Returns everything that is true at `at`; `None`: there is no site at all.
pub fn link(records: Records, snapshot: &Snapshot, at: Moment, drafts: Drafts) -> Outcome<Option<Catalogue>> {
    let names = known(&records, at, drafts);
    let library = Library::new(&names, snapshot);
    let mut linker = Linker { names: &names, found: crate::diag::Diagnostics::default() };
    rules::ids(&names, &mut linker.found);
    rules::calendars(&records.calendar, &mut linker.found);
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

/// Whether every decision could be read and its honour is known; else the list that seems to be missing is in it.
fn knows_decisions(records: &Records, names: &Names) -> bool {
    let is_known = |word: &str| matches!(names.meaning(word, &[Kind::Honour]), Meaning::One(_));
    !records.lost.contains(&Kind::Decision) && records.decisions.iter().all(|decision| is_known(&decision.honour))
}

/// The words of all records, shown or not.
fn known(records: &Records, at: Moment, drafts: Drafts) -> Names {
    let mut names = Names::new(records.poisoned.clone());
    fn add<R: Recorded>(
        list: &[R],
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
        let mut honours: Table<Honour> = self.table(records.honours, linker, |_, _, _| Default::default());
        let mut decisions = self.table(records.decisions, linker, |_, decision, linker| DecisionLinks {
            honour: linker.honour(Some(&decision.honour), || decision.head.origin.at("honour")),
            ..DecisionLinks::default()
        });
        let grants = fold(&mut decisions, &mut honours, &ground, linker);
        let notices = self.table(records.notices, linker, |builder, notice, linker| {
            notice_links(notice, builder, (&calendar, &ground), linker)
        });
        let exhibition = records.exhibition;
        let mut exhibits = records.exhibits;
        exhibits.iter_mut().for_each(|exhibit| exhibit.head.slug = Some(format!("{:02}", exhibit.no)));
        let exhibits = self.table(exhibits, linker, |builder, exhibit, linker| {
            exhibit_links(exhibit, exhibition.as_ref(), builder, linker)
        });
        let pairings = self.table(records.pairings, linker, pairing_links);
        let reports = self.table(records.reports, linker, |_, report, linker| report_links(report, linker));
        let pages = self.table(records.pages, linker, |_, _, _| ());
        pairings.iter().for_each(|(_, pairing)| rules::sides(pairing, &mut linker.found));
        let eligible = self.eligible(exhibition.as_ref(), linker);
        let preface = exhibition.as_ref().and_then(|e| e.preface.as_ref()).map(|p| text(p, self.library, linker));
        let site = records.site?;
        let emblem = self.emblem(&site, linker);
        let mut catalogue = Catalogue {
            at: self.at,
            site,
            emblem,
            exhibition,
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
        let units = self.table(units, linker, |_, unit, linker| {
            let place = || unit.head.origin.at("parent");
            UnitLinks { parent: linker.unit(unit.parent.as_deref(), place) }
        });
        let branches = self.table(branches, linker, |_, branch, linker| branch_links(branch, linker));
        let people = self.table(people, linker, |_, person, linker| {
            let (unit, branch) = (person.unit.as_deref(), person.branch.as_deref());
            belonging(unit, branch, &person.head.origin, linker)
        });
        let posts = self.table(posts, linker, |_, post, linker| {
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
        links: impl Fn(&Self, &R, &mut Linker) -> L,
    ) -> Table<Node<R, L>> {
        let mut rows = Vec::with_capacity(list.len());
        for record in list {
            let head = record.head();
            let slug = self.addresses.slug(head, &mut linker.found);
            if Standing::of(head, self.at, self.drafts) != Standing::Shown {
                continue;
            }
            let story = head.body.as_ref().map(|body| text(body, self.library, linker));
            let photos = self.photos(head, linker);
            let links = links(self, &record, linker);
            rows.push(Node { slug, story, photos, links, record });
        }
        Table::new(rows)
    }

    fn photos(&self, head: &record::Head, linker: &mut Linker) -> Vec<String> {
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

fn branch_links(branch: &record::Branch, linker: &mut Linker) -> BranchLinks {
    let origin = &branch.head.origin;
    BranchLinks {
        unit: linker.unit(branch.unit.as_deref(), || origin.at("unit")),
        parent: linker.branch(branch.parent.as_deref(), || origin.at("parent")),
        secretary: linker.person(branch.secretary.as_deref(), || origin.at("secretary")),
    }
}

fn belonging(unit: Option<&str>, branch: Option<&str>, origin: &Place, linker: &mut Linker) -> PersonLinks {
    PersonLinks { unit: linker.unit(unit, || origin.at("unit")), branch: linker.branch(branch, || origin.at("branch")) }
}

fn notice_links(
    notice: &record::Notice,
    builder: &Builder,
    (calendar, ground): (&Calendar, &Ground),
    linker: &mut Linker,
) -> NoticeLinks {
    let origin = &notice.head.origin;
    let mut rows = Vec::new();
    for (word, place) in &notice.candidates {
        if let Some(subject) = linker.subject(word, SUBJECTS, || place.clone()) {
            if rows.iter().any(|(seen, _, _)| *seen == subject) {
                linker
                    .found
                    .add(Code::RecipientTwice, place.clone(), "同一对象在名单里出现两次")
                    .help("删去重复的一个");
                continue;
            }
            rows.push((subject, subject, place.clone()));
        }
    }
    let read = |prose: &Option<record::Prose>, linker: &mut Linker| -> Option<Text> {
        prose.as_ref().map(|prose| text(prose, builder.library, linker))
    };
    NoticeLinks {
        honour: linker.honour(notice.honour.as_deref(), || origin.at("honour")),
        decision: linker.decision(notice.decision.as_deref(), || origin.at("decision")),
        candidates: sorted(rows, notice.order, ground, linker),
        period: notice.period.as_ref().and_then(|written| period(written, calendar, builder.at, linker)),
        attachments: notice.attachments.iter().filter_map(|file| attachment(file, origin, builder, linker)).collect(),
        basis: read(&notice.basis, linker),
        result: read(&notice.result, linker),
    }
}

fn attachment(
    written: &record::AttachmentFile,
    origin: &Place,
    builder: &Builder,
    linker: &mut Linker,
) -> Option<File> {
    let Ok(path) = beside(&origin.file, &written.file) else {
        linker
            .found
            .add(Code::OutsidePath, written.place.clone(), format!("附件「{}」超出了 content 文件夹", written.file))
            .help("把附件放到记录旁边");
        return None;
    };
    match builder.library.any_size(&path) {
        Some(size) => Some(File { path, title: written.title.clone(), size }),
        None => {
            linker
                .found
                .add(Code::AttachmentMissing, written.place.clone(), format!("附件「{}」不存在", written.file))
                .help("把附件放到记录旁边；大小写也要一致");
            None
        }
    }
}

fn exhibit_links(
    exhibit: &record::Exhibit,
    exhibition: Option<&record::Exhibition>,
    builder: &Builder,
    linker: &mut Linker,
) -> ExhibitLinks {
    let origin = &exhibit.head.origin;
    let subject = linker.subject(&exhibit.subject, SUBJECTS, || origin.at("subject"));
    let chapters = exhibition.map_or(&[][..], |exhibition| exhibition.chapters.as_slice());
    let named = exhibit.chapter.as_deref().and_then(|word| {
        let at = chapters.iter().position(|chapter| chapter.title == word || chapter.kind == word);
        if at.is_none() {
            let titles: Vec<&str> = chapters.iter().map(|chapter| chapter.title.as_str()).collect();
            linker
                .found
                .add(Code::UnknownChapter, origin.at("chapter"), format!("展览里没有「{word}」这个篇章"))
                .help(format!("exhibition.yaml 里的篇章有：{}", titles.join("、")));
        }
        at
    });
    let chapter = if exhibit.chapter.is_some() { named } else { subject.and_then(|who| chapter_of(who, chapters)) };
    let board = exhibit.board.as_ref().map(|board| text(board, builder.library, linker));
    ExhibitLinks { subject, chapter, board }
}

/// The one chapter that takes subjects of this kind; `None` where none does, or several do and the exhibit must say.
fn chapter_of(subject: Subject, chapters: &[record::Chapter]) -> Option<usize> {
    let takes = |chapter: &record::Chapter| Kind::of_word(&chapter.kind) == Some(subject.kind());
    let at = chapters.iter().position(takes)?;
    (!chapters[at + 1..].iter().any(takes)).then_some(at)
}

fn pairing_links(builder: &Builder, pairing: &record::Pairing, linker: &mut Linker) -> PairingLinks {
    let side = |sides: &[Side], linker: &mut Linker| -> Vec<Party> {
        let party = |side: &Side, linker: &mut Linker| match &side.target {
            Target::Record(word) => linker.subject(word, SUBJECTS, || side.place.clone()).map(Party::Subject),
            Target::Name(name) => Some(Party::Outside(name.clone())),
        };
        sides.iter().filter_map(|one| party(one, linker)).collect()
    };
    PairingLinks {
        mentors: side(&pairing.mentors, linker),
        mentees: side(&pairing.mentees, linker),
        partners: side(&pairing.partners, linker),
        outcome: pairing.outcome.as_ref().map(|outcome| text(outcome, builder.library, linker)),
    }
}

fn report_links(report: &record::Report, linker: &mut Linker) -> ReportLinks {
    let mut links = ReportLinks::default();
    for (word, place) in &report.units {
        links.units.extend(linker.unit(Some(word), || place.clone()));
    }
    for (word, place) in &report.branches {
        links.branches.extend(linker.branch(Some(word), || place.clone()));
    }
    for (word, place) in &report.people {
        links.people.extend(linker.person(Some(word), || place.clone()));
    }
    links
}

//! Records in lists: one entry a record, and shelves of them.

use super::here::Here;
use super::rolls::{of_subject, order_note};
use super::sample::below_mark;
use super::{pictures, prose};
use crate::catalogue::{AnyId, BranchId, Notice, Party, Related, State, Subject};
use crate::record::{Kind, Topic};
use crate::view::{Badge, Entry, Link, Recipient, Shelf, Word};
use crate::zh::{numeral, spacing};

/// How many records a shelf shows before it sends readers to the whole list.
const SHELF: usize = 50;

/// Returns a record as a list shows it.
pub(super) fn entry(here: &Here, id: AnyId) -> Entry {
    let head = here.catalogue.head(id);
    let mut entry = Entry {
        title: head.name.clone(),
        href: here.href(id),
        date: String::new(),
        badge: None,
        about: Vec::new(),
        summary: head.summary.clone(),
        tags: Vec::new(),
        picture: None,
        sample: head.sample,
    };
    match id {
        AnyId::Subject(subject) => of_a_subject(here, subject, &mut entry),
        AnyId::Honour(_) | AnyId::Page(_) => {}
        AnyId::Exhibit(id) => {
            let exhibit = &here.catalogue.exhibits[id];
            entry.about.push(Word::new(format!("第{}号展品", exhibit.record.no)));
            entry.summary.clone_from(&exhibit.record.lead);
            entry.picture = pictures::card(here, head, &exhibit.photos);
        }
        AnyId::Decision(_) | AnyId::Notice(_) | AnyId::Pairing(_) | AnyId::Report(_) => {
            entry.date = head.publish.map(|moment| moment.date().to_string()).unwrap_or_default();
            dated(here, id, &mut entry);
        }
    }
    if let AnyId::Notice(id) = id
        && !here.catalogue.notices[id].shows_names()
    {
        entry.summary.clear();
    }
    if entry.sample {
        entry.about = below_mark(std::mem::take(&mut entry.about));
    }
    entry
}

fn of_a_subject(here: &Here, subject: Subject, entry: &mut Entry) {
    let unit = here.unit_name(subject);
    if !unit.text.is_empty() {
        entry.about.push(unit);
    }
    match subject {
        Subject::Branch(id) => {
            let record = &here.catalogue.branches[id].record;
            if record.level != crate::record::Rank::Branch {
                entry.about.push(Word::new(record.level.chinese()));
            }
        }
        Subject::Post(id) => entry.summary.clone_from(&here.catalogue.posts[id].record.pledge),
        Subject::Person(id) => entry.about.extend(here.catalogue.people[id].record.duties.iter().map(Word::new)),
        Subject::Unit(_) => {}
    }
    entry.tags = here.honour_tags(subject);
}

fn dated(here: &Here, id: AnyId, entry: &mut Entry) {
    let catalogue = here.catalogue;
    match id {
        AnyId::Decision(id) => {
            let decision = &catalogue.decisions[id];
            push(&mut entry.about, &decision.record.doc_no);
            if let Some(honour) = decision.links.honour {
                let head = catalogue.honours[honour].head();
                entry.about.push(Word { text: head.name.clone(), sample: head.sample });
            }
            push(&mut entry.about, &decision.record.batch.map(numeral::batch).unwrap_or_default());
            let count = decision.links.grants.len();
            if count > 0 {
                push(&mut entry.about, &format!("{count}{}", super::honour::measure(here, decision.links.honour)));
            }
        }
        AnyId::Notice(id) => {
            let notice = &catalogue.notices[id];
            entry.badge = Some(state(notice));
            push(&mut entry.about, notice.record.stage.map_or("", |stage| stage.chinese()));
            if let Some(period) = notice.links.period {
                push(&mut entry.about, &format!("{}至{}", period.from.chinese(), period.to.chinese()));
            }
        }
        AnyId::Pairing(id) => {
            let pairing = &catalogue.pairings[id];
            entry.badge = pairing.record.kind.map(|kind| plain_badge(kind.chinese()));
            let links = &pairing.links;
            let parties = links.mentors.iter().chain(&links.mentees).chain(&links.partners);
            entry.about.push(parties_named(here, parties));
        }
        AnyId::Report(id) => {
            let report = &catalogue.reports[id];
            let topic = topic(report.record.topic);
            entry.badge = (!topic.is_empty()).then(|| plain_badge(topic));
            push(&mut entry.about, &report.record.place);
            if entry.summary.is_empty() {
                entry.summary = spacing::excerpt(&prose::plain(report.story.as_ref()), 80);
            }
            entry.picture = pictures::card(here, report.head(), &report.photos);
        }
        AnyId::Subject(_) | AnyId::Honour(_) | AnyId::Exhibit(_) | AnyId::Page(_) => {}
    }
}

fn push(about: &mut Vec<Word>, text: &str) {
    if !text.is_empty() {
        about.push(Word::new(text));
    }
}

/// Both sides of a pairing; a sample among them marks them all.
fn parties_named<'a>(here: &Here, parties: impl Iterator<Item = &'a Party>) -> Word {
    let names: Vec<_> = parties.map(|party| here.party(party)).collect();
    let text = names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join("、");
    Word { text, sample: names.iter().any(|name| name.sample) }
}

/// Returns the word for what a report is about; 其他 says nothing to a reader.
pub(super) fn topic(topic: Option<Topic>) -> &'static str {
    topic.filter(|topic| *topic != Topic::Other).map_or("", Topic::chinese)
}

fn plain_badge(text: &str) -> Badge {
    Badge { tone: "plain".to_owned(), text: text.to_owned() }
}

/// Returns the state of a notice as a badge.
pub(super) fn state(notice: &Notice) -> Badge {
    let Some(period) = notice.links.period else { return plain_badge("公示") };
    let tone = match period.state {
        State::Coming => "coming",
        State::Open => "open",
        State::Closed => "closed",
    };
    Badge { tone: tone.to_owned(), text: period.state.chinese().to_owned() }
}

/// Returns a shelf of records; an empty one is none.
pub(super) fn shelf(here: &Here, kind: Kind, heading: &str, ids: &[AnyId]) -> Option<Shelf> {
    let entries: Vec<Entry> = ids.iter().take(SHELF).map(|id| entry(here, *id)).collect();
    let more = (ids.len() > SHELF).then(|| super::frame::column_link(here, kind));
    let count = if ids.len() > 1 { ids.len().to_string() } else { String::new() };
    (!entries.is_empty()).then(|| Shelf {
        anchor: kind.folder().to_owned(),
        heading: heading.to_owned(),
        count,
        more: more.map(|link| Link::new(format!("全部{}", link.text), link.href)),
        entries,
        people: Vec::new(),
    })
}

/// Returns a shelf of people; an empty one is none.
pub(super) fn people(here: &Here, heading: &str, subjects: &[Subject]) -> Option<Shelf> {
    let people: Vec<Recipient> =
        subjects.iter().enumerate().map(|(n, subject)| of_subject(here, n, *subject)).collect();
    (!people.is_empty()).then(|| Shelf {
        anchor: Kind::Person.folder().to_owned(),
        heading: heading.to_owned(),
        count: if people.len() > 1 { people.len().to_string() } else { String::new() },
        more: None,
        entries: Vec::new(),
        people,
    })
}

/// Returns everything that leads to a subject, shelf by shelf; what is of no use on its page is left out.
pub(super) fn related(here: &Here, subject: Subject) -> Vec<Shelf> {
    let none = Related::default();
    let related = here.catalogue.related.get(&subject).unwrap_or(&none);
    let any = |ids: Vec<AnyId>| ids;
    let subjects: Vec<Subject> = related.people.iter().map(|id| Subject::Person(*id)).collect();
    let newest = |mut ids: Vec<AnyId>| {
        ids.sort_by_key(|id| std::cmp::Reverse(here.catalogue.head(*id).publish));
        ids
    };
    let shelves = [
        shelf(here, Kind::Exhibit, "展品", &any(related.exhibits.iter().map(|id| AnyId::Exhibit(*id)).collect())),
        shelf(here, Kind::Branch, branches_heading(subject), &any(branch_ids(&related.branches))),
        people(here, "人员", &subjects),
        shelf(
            here,
            Kind::Post,
            "岗位",
            &any(related.posts.iter().map(|id| AnyId::Subject(Subject::Post(*id))).collect()),
        ),
        shelf(here, Kind::Pairing, "结对", &newest(related.pairings.iter().map(|id| AnyId::Pairing(*id)).collect())),
        shelf(here, Kind::Notice, "公示", &newest(related.notices.iter().map(|id| AnyId::Notice(*id)).collect())),
        shelf(here, Kind::Report, "活动", &newest(related.reports.iter().map(|id| AnyId::Report(*id)).collect())),
        shelf(
            here,
            Kind::Unit,
            "下级单位",
            &any(related.units.iter().map(|id| AnyId::Subject(Subject::Unit(*id))).collect()),
        ),
    ];
    shelves.into_iter().flatten().collect()
}

fn branch_ids(ids: &[BranchId]) -> Vec<AnyId> {
    ids.iter().map(|id| AnyId::Subject(Subject::Branch(*id))).collect()
}

fn branches_heading(subject: Subject) -> &'static str {
    match subject {
        Subject::Branch(_) => "下级组织",
        Subject::Unit(_) => "党组织",
        Subject::Person(_) | Subject::Post(_) => "党支部",
    }
}

/// Returns the note under the list of people.
pub(super) fn people_note() -> String {
    order_note(crate::record::Order::SurnameStroke).to_owned()
}

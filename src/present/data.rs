//! The published part of the records, for other programs: JSON.
//!
//! **In:** the catalogue. **Out:** text. **Never:** a field that no page shows.

use serde::Serialize;
use serde_json::{Value, json};

use super::here::Here;
use super::rolls;
use crate::catalogue::{AnyId, Grant, Subject, Who};
use crate::record::Kind;
use crate::view;

/// Returns `data/exhibits.json`: the exhibits by number.
pub fn exhibits(here: &Here) -> String {
    let catalogue = here.catalogue;
    let all = here.plan.lists.exhibits.iter().map(|id| {
        let exhibit = &catalogue.exhibits[*id];
        let subject = exhibit.links.subject;
        let chapter = exhibit.links.chapter.and_then(|at| catalogue.exhibition.as_ref()?.chapters.get(at));
        json!({
            "no": exhibit.record.no,
            "title": exhibit.name(),
            "url": here.plan.addresses.record(AnyId::Exhibit(*id)).address(),
            "subject": subject.map(|subject| &catalogue.subject(subject).name),
            "subject_kind": subject.map(|subject| subject.kind().word()),
            "chapter": chapter.map(|chapter| &chapter.title),
            "lead": exhibit.record.lead,
            "honours": subject.map(|subject| held(here, subject)).unwrap_or_default(),
            "picture": picture(here, &exhibit.photos),
            "published": exhibit.head().publish.map(|moment| moment.rfc3339()),
            "sample": exhibit.head().sample,
        })
    });
    let title = catalogue.exhibition.as_ref().map(|exhibition| &exhibition.title);
    text(&json!({ "title": title, "total": here.plan.lists.exhibits.len(), "exhibits": all.collect::<Vec<_>>() }))
}

fn held(here: &Here, subject: Subject) -> Vec<Value> {
    let one = |grant: &Grant| {
        json!({
            "honour": here.catalogue.honours[grant.honour].name(),
            "batch": grant.batch,
            "decision": here.plan.addresses.record(AnyId::Decision(grant.decision)).address(),
            "sample": here.catalogue.honours[grant.honour].head().sample,
        })
    };
    here.catalogue.honours_of(subject).map(one).collect()
}

fn picture(here: &Here, photos: &[String]) -> Option<String> {
    let set = photos.iter().find_map(|path| here.plan.pictures.of(path))?;
    set.near(960).map(|file| file.address.clone())
}

/// Returns `data/honours.json`: every roll by batch.
pub fn honours(here: &Here) -> String {
    let catalogue = here.catalogue;
    let all = catalogue.honours.iter().map(|(id, honour)| {
        let batches = honour.links.batches.iter().map(|batch| {
            let recipients: Vec<_> = here.grants(&batch.grants).map(|grant| recipient(here, grant)).collect();
            view::BatchData { batch: batch.number, count: recipients.len(), recipients }
        });
        let record = &honour.record;
        view::RollData {
            name: honour.name(),
            url: here.plan.addresses.record(AnyId::Honour(id)).address(),
            programme: &record.programme,
            level: record.level.map(|level| level.chinese()),
            verb: record.verb.chinese(),
            total: honour.links.total(),
            complete: record.complete,
            expected: record.expected,
            batches: batches.collect(),
            sample: honour.head().sample,
        }
    });
    text(&view::RollsFile { honours: all.collect() })
}

fn recipient<'a>(here: &'a Here, grant: &'a Grant) -> view::RecipientData<'a> {
    let name = here.who(&grant.who);
    let url = match &grant.who {
        Who::Subject(subject) => Some(here.plan.addresses.record(AnyId::Subject(*subject)).address()),
        Who::Name(_) => None,
    };
    view::RecipientData {
        name: name.text,
        note: name.note,
        url,
        token_no: &grant.token_no,
        decision: here.plan.addresses.record(AnyId::Decision(grant.decision)).address(),
        sample: here.is_sample(&grant.who),
    }
}

/// Returns `data/notices.json`: notices newest first, with their state at the time of the build.
pub fn notices(here: &Here) -> String {
    let catalogue = here.catalogue;
    let ids = here.plan.lists.all(Kind::Notice).iter().filter_map(|id| match id {
        AnyId::Notice(id) => Some(*id),
        _ => None,
    });
    let all = ids.map(|id| {
        let notice = &catalogue.notices[id];
        let period = notice.links.period;
        let names = notice.shows_names().then(|| {
            let subjects = notice.links.candidates.iter();
            subjects.map(|subject| catalogue.subject(*subject).name.clone()).collect::<Vec<_>>()
        });
        json!({
            "title": notice.name(),
            "url": here.plan.addresses.record(AnyId::Notice(id)).address(),
            "stage": notice.record.stage.map(|stage| stage.chinese()),
            "honour": notice.links.honour.map(|honour| catalogue.honours[honour].name()),
            "from": period.map(|period| period.from.to_string()),
            "to": period.map(|period| period.to.to_string()),
            "workdays": period.map(|period| period.workdays),
            "state": period.map(|period| period.state.chinese()),
            "candidates": names,
            "order_note": names_note(notice.shows_names(), notice.record.order),
            "published": notice.head().publish.map(|moment| moment.rfc3339()),
            "sample": notice.head().sample,
        })
    });
    text(&json!({ "at": catalogue.at.date().to_string(), "notices": all.collect::<Vec<_>>() }))
}

fn names_note(shown: bool, order: crate::record::Order) -> Option<&'static str> {
    shown.then(|| rolls::order_note(order))
}

fn text(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

//! A notice in the state that it has at the build's time; after its period only what may stay.

use super::frame::{Page, frame};
use super::here::{Here, credit, fact};
use super::honour::{honour_fact, measure};
use super::metas::Article;
use super::pictures::{self, Place};
use super::shelves::state;
use super::{prose, rolls};
use crate::catalogue::{AnyId, File, Notice, NoticeId, State};
use crate::plan::file_route;
use crate::record::{Contact, Kind};
use crate::view;

/// Returns the page of a notice.
pub fn notice(here: &Here, id: NoticeId) -> view::Notice {
    let notice = &here.catalogue.notices[id];
    let record = &notice.record;
    let links = &notice.links;
    let whole = notice.shows_all();
    let is_open = links.period.is_none_or(|period| period.state != State::Closed);
    let facts = [honour_fact(here, links.honour), fact("阶段", record.stage.map_or("", |stage| stage.chinese()))];
    let measure = measure(here, links.honour);
    let candidates = (notice.shows_names() && !links.candidates.is_empty())
        .then(|| rolls::of_subjects(here, &links.candidates, record.order, measure));
    let waits = links.period.is_some_and(|period| period.state != State::Closed);
    let mut head = record.head.clone();
    if !notice.shows_names() {
        // What is said of the candidates comes down with their names.
        head.summary.clear();
        head.keywords.clear();
    }
    view::Notice {
        frame: frame(here, Page::record(here, Kind::Notice, &head, Article::default())),
        state: state(notice),
        period: period(notice),
        facts: facts.into_iter().flatten().collect(),
        basis_html: if whole { prose::html_with(here, links.basis.as_ref(), "basis-") } else { String::new() },
        body_html: if whole { prose::html(here, notice.story.as_ref()) } else { String::new() },
        candidates,
        withheld: withheld(notice),
        contact: if is_open { contact(&record.contact) } else { Vec::new() },
        contact_note: if is_open && record.contact != Contact::default() {
            CONTACT_NOTE.to_owned()
        } else {
            String::new()
        },
        pictures: if whole { pictures::plates(here, &record.head, &notice.photos, Place::Below) } else { Vec::new() },
        attachments: if whole {
            links.attachments.iter().map(|file| attachment(here, file)).collect()
        } else {
            Vec::new()
        },
        // Nobody may know the outcome before the period is over.
        result: if waits { None } else { result(here, notice) },
        issuer: record.issuer.clone(),
        date: record.date.map(|date| date.chinese()).unwrap_or_default(),
        credit: credit(here, &record.head),
    }
}

/// What a notice asks of those who write (the wording of real notices, see docs).
const CONTACT_NOTE: &str = "反映情况应当实事求是，以个人名义反映的署真实姓名和联系方式，以单位名义反映的加盖公章。";

fn period(notice: &Notice) -> view::Period {
    let Some(period) = notice.links.period else {
        return view::Period { from: String::new(), to: String::new(), workdays: String::new() };
    };
    view::Period {
        from: period.from.chinese(),
        to: period.to.chinese(),
        workdays: format!("{}个工作日", period.workdays),
    }
}

fn withheld(notice: &Notice) -> String {
    let sentence = if notice.shows_all() {
        ""
    } else if notice.shows_names() {
        "公示期已满，正文、附件和受理方式不再显示。"
    } else {
        "公示期已满，公示名单和附件不再显示。"
    };
    sentence.to_owned()
}

/// Returns where remarks on a notice go.
pub(super) fn contact(contact: &Contact) -> Vec<view::Fact> {
    let facts = [
        fact("受理单位", contact.unit.as_str()),
        fact("受理时间", contact.hours.as_str()),
        fact("联系电话", contact.phone.as_str()),
        fact("通信地址", contact.address.as_str()),
        fact("邮政编码", contact.postcode.as_str()),
        fact("电子邮箱", contact.email.as_str()),
        fact("举报电话", contact.report_line.as_str()),
    ];
    facts.into_iter().flatten().collect()
}

fn attachment(here: &Here, file: &File) -> view::Attachment {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let text = if file.title.is_empty() { stem.to_owned() } else { file.title.clone() };
    view::Attachment {
        filename: format!("{text}.{extension}").trim_end_matches('.').to_owned(),
        text,
        href: here.to(&file_route(&file.path)),
        format: extension.to_ascii_uppercase(),
        size: size(file.size),
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

fn result(here: &Here, notice: &Notice) -> Option<view::NoticeResult> {
    let outcome_html = prose::html_with(here, notice.links.result.as_ref(), "result-");
    let decision = notice.links.decision.map(|decision| here.link(AnyId::Decision(decision)));
    (!outcome_html.is_empty() || decision.is_some()).then_some(view::NoticeResult { outcome_html, decision })
}

//! Boards: one an exhibit.

use super::super::gallery::{card_no, chapter_link};
use super::desk::Desk;
use super::order::Only;
use super::prose;
use crate::catalogue::{AnyId, ExhibitId};
use crate::view::print::{Board, Boards};

/// Returns the boards of an order, by number.
pub fn boards(desk: &Desk, only: &Only) -> Boards {
    let catalogue = desk.here.catalogue;
    let wanted = desk.here.plan.lists.exhibits.iter().copied();
    let wanted = wanted.filter(|id| only.takes_exhibit(AnyId::Exhibit(*id), catalogue.exhibits[*id].links.subject));
    Boards {
        imprint: desk.imprint(),
        exhibition: catalogue.exhibition.as_ref().map_or(&catalogue.site.name, |it| &it.title).clone(),
        boards: wanted.map(|id| board(desk, id)).collect(),
    }
}

fn board(desk: &Desk, id: ExhibitId) -> Board {
    let here = &desk.here;
    let exhibit = &here.catalogue.exhibits[id];
    let record = &exhibit.record;
    let subject = exhibit.links.subject;
    let own = prose::plain(exhibit.links.board.as_ref());
    let honours = subject.map(|subject| here.catalogue.honours_of(subject).map(|grant| desk.held(grant)).collect());
    Board {
        of: format!("exhibit:{}", record.head.id),
        no: card_no(record.no),
        total: here.catalogue.exhibits_total().to_string(),
        title: record.head.name.clone(),
        chapter: chapter_link(here, exhibit.links.chapter).text,
        subject: here.subject_name(subject),
        unit: subject.map(|subject| here.unit_name(subject).text).unwrap_or_default(),
        field: if own.is_empty() { "lead" } else { "board" }.to_owned(),
        text: if own.is_empty() { prose::held(&record.lead) } else { own },
        plate: desk.plates(&record.head, &exhibit.photos).into_iter().next(),
        honours: honours.unwrap_or_default(),
        qr: desk.qr(AnyId::Exhibit(id)),
        sample: record.head.sample,
    }
}

//! Lists, twenty records a page.

use super::frame::{Page, frame};
use super::here::Here;
use super::rolls::{of_subject, order_note};
use super::shelves::{entry, people_note};
use crate::catalogue::{AnyId, Subject};
use crate::plan::PAGE;
use crate::record::{Category, Kind, Order};
use crate::view;

/// Returns the frame, the entries and the pager of a page of a list.
fn parts(here: &Here, kind: Kind, page: usize) -> (view::Frame, Vec<view::Entry>, view::Pager) {
    let mut about = Page::column(here, kind);
    if page > 1 {
        about.way = vec![super::frame::column_link(here, kind)];
        about.heading = format!("{}（第{page}页）", about.heading);
    }
    let entries = here.plan.lists.page(kind, page).iter().map(|id| entry(here, *id)).collect();
    (frame(here, about), entries, pager(here, kind, page))
}

fn pager(here: &Here, kind: Kind, page: usize) -> view::Pager {
    let pages = here.plan.lists.pages(kind);
    let total = here.plan.lists.all(kind).len();
    let measure = match kind {
        Kind::Person => "人",
        Kind::Report | Kind::Decision | Kind::Notice => "条",
        _ => "个",
    };
    let href = |page: usize| match page {
        1 => here.folder(kind.folder()),
        page => here.folder(&format!("{}/page/{page}", kind.folder())),
    };
    let link = |n: usize| view::PageLink { text: n.to_string(), href: href(n), current: n == page };
    view::Pager {
        summary: if pages > 1 {
            format!("共{total}{measure}，第{page}页／共{pages}页")
        } else {
            format!("共{total}{measure}")
        },
        previous: if page > 1 { href(page - 1) } else { String::new() },
        next: if page < pages { href(page + 1) } else { String::new() },
        pages: if pages > 1 { near(page, pages).into_iter().map(link).collect() } else { Vec::new() },
    }
}

/// The pages worth a link: the first, the last, those around this one, and steps between, so that a list of a thousand
/// pages is still crossed in a few clicks.
fn near(page: usize, pages: usize) -> Vec<usize> {
    let mut near: Vec<usize> = (page.saturating_sub(3)..=page + 3).collect();
    near.extend([1, pages, page.midpoint(1), page.midpoint(pages)]);
    near.retain(|n| (1..=pages).contains(n));
    near.sort_unstable();
    near.dedup();
    near
}

/// Returns a page of the list of branches.
pub fn branches(here: &Here, page: usize) -> view::Branches {
    let (frame, entries, pager) = parts(here, Kind::Branch, page);
    view::Branches { frame, entries, pager }
}

/// Returns a page of the list of posts.
pub fn posts(here: &Here, page: usize) -> view::Posts {
    let (frame, entries, pager) = parts(here, Kind::Post, page);
    view::Posts { frame, entries, pager }
}

/// Returns a page of the list of decisions.
pub fn decisions(here: &Here, page: usize) -> view::Decisions {
    let (frame, entries, pager) = parts(here, Kind::Decision, page);
    view::Decisions { frame, entries, pager }
}

/// Returns a page of the list of notices.
pub fn notices(here: &Here, page: usize) -> view::Notices {
    let (frame, entries, pager) = parts(here, Kind::Notice, page);
    view::Notices { frame, entries, pager }
}

/// Returns a page of the list of pairings.
pub fn pairings(here: &Here, page: usize) -> view::Pairings {
    let (frame, entries, pager) = parts(here, Kind::Pairing, page);
    view::Pairings { frame, entries, pager }
}

/// Returns a page of the list of reports.
pub fn reports(here: &Here, page: usize) -> view::Reports {
    let (frame, entries, pager) = parts(here, Kind::Report, page);
    view::Reports { frame, entries, pager }
}

/// Returns a page of the list of people, by 姓氏笔画.
pub fn people(here: &Here, page: usize) -> view::People {
    let (frame, _, pager) = parts(here, Kind::Person, page);
    let before = page.saturating_sub(1) * PAGE;
    let subjects = here.plan.lists.page(Kind::Person, page).iter().filter_map(|id| match id {
        AnyId::Subject(subject) => Some(*subject),
        _ => None,
    });
    let recipients = subjects.enumerate().map(|(n, subject)| {
        let mut row = of_subject(here, before + n, subject);
        row.tags = here.honour_tags(subject);
        row
    });
    let roll = view::Roll {
        count: String::new(),
        order_note: people_note(),
        personal: true,
        recipients: recipients.collect(),
    };
    view::People { frame, roll, pager }
}

/// Returns a page of the list of units, by category in 机构序列.
pub fn units(here: &Here, page: usize) -> view::Units {
    let (frame, _, pager) = parts(here, Kind::Unit, page);
    let mut shelves: Vec<view::Shelf> = Vec::new();
    for id in here.plan.lists.page(Kind::Unit, page) {
        let AnyId::Subject(Subject::Unit(unit)) = id else { continue };
        let category = here.catalogue.units[*unit].record.category.unwrap_or(Category::Other);
        let mut entry = entry(here, *id);
        entry.tags = Vec::new();
        match shelves.iter_mut().find(|shelf| shelf.anchor == category.english()) {
            Some(shelf) => shelf.entries.push(entry),
            None => shelves.push(view::Shelf {
                anchor: category.english().to_owned(),
                heading: category.chinese().to_owned(),
                count: String::new(),
                more: None,
                entries: vec![entry],
                people: Vec::new(),
            }),
        }
    }
    view::Units { frame, order_note: order_note(Order::Unit).to_owned(), shelves, pager }
}

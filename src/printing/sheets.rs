//! Which documents an order asks for.
//!
//! **In:** the desk, an order. **Out:** [`Sheet`]s. **Never:** an empty document.

use super::order::{Order, Product};
use crate::catalogue::AnyId;
use crate::present::print::{self as present, Desk, Only};
use crate::render::print::{Least, Sheet};

/// Returns the documents of an order.
pub(super) fn sheets(desk: &Desk, order: &Order, only: &Only) -> Vec<Sheet> {
    match order.product {
        Product::Album if desk.here.plan.lists.exhibits.is_empty() => Vec::new(),
        Product::Album => vec![Sheet::new("album", "album", &present::album(desk))],
        Product::Boards => {
            let boards = present::boards(desk, only);
            let size = order.size.unwrap_or((900, 1200));
            let sheet = Sheet { size, least: Least::WALL, ..Sheet::new("boards", "boards", &boards) };
            if boards.boards.is_empty() { Vec::new() } else { vec![sheet] }
        }
        Product::Plaques => {
            let plaques = present::plaques(desk, only);
            let sheet = Sheet::new("plaques", "plaques", &plaques);
            if plaques.plaques.is_empty() { Vec::new() } else { vec![sheet] }
        }
        Product::Certificates => {
            let (certificates, cards) = (present::certificates(desk, only), present::cards(desk, only));
            let mut sheets = Vec::new();
            if !certificates.certificates.is_empty() {
                sheets.push(Sheet::new("certificates", "certificates", &certificates));
            }
            if !cards.cards.is_empty() {
                sheets.push(Sheet::new("cards", "cards", &cards));
            }
            sheets
        }
        Product::Notices => papers(desk, only),
    }
}

/// Notices and decisions, a document each.
fn papers(desk: &Desk, only: &Only) -> Vec<Sheet> {
    let here = &desk.here;
    let slug = |id| here.catalogue.slug(id);
    let notices = here.catalogue.notices.ids().map(|id| (AnyId::Notice(id), present::notice(desk, id)));
    let decisions = here.catalogue.decisions.ids().map(|id| (AnyId::Decision(id), present::decision(desk, id)));
    let all = notices.chain(decisions).filter(|(id, _)| only.takes(*id));
    all.map(|(id, paper)| match id {
        AnyId::Decision(_) => Sheet::new("decision", format!("decisions/{}", slug(id)), &paper),
        _ => Sheet::new("notice", format!("notices/{}", slug(id)), &paper),
    })
    .collect()
}

/// Returns the document of this name alone; without a name, all.
pub(super) fn nothing_but(name: Option<&str>, mut sheets: Vec<Sheet>) -> Vec<Sheet> {
    sheets.retain(|sheet| name.is_none_or(|name| sheet.name == name));
    sheets
}

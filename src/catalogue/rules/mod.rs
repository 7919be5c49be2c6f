//! What must be true of the whole site beyond its links, one file a subject.

mod exhibition;
mod pairing;
mod parents;
mod said;
mod site;
mod spelling;
mod totals;
mod unique;
mod wording;

pub(super) use exhibition::{eligible, numbers};
pub(super) use pairing::sides;
pub(super) use parents::cycles;
pub(super) use said::{order, said};
pub(super) use site::{domain, viewers};
pub(super) use spelling::spellings;
pub(super) use totals::totals;
pub(super) use unique::{Addresses, calendars, ids};
pub(super) use wording::Slips;

//! Whether what was printed earlier is still true: of each PDF a note was kept when it was printed.
//!
//! **In:** what is true now, the notes. **Out:** a [`Standing`] for each. **Never:** sets a page; the views alone are made.

use rayon::prelude::*;

use super::order::{Order, Product};
use super::print::{Ground, here, names, reference};
use super::sheets::sheets;
use crate::catalogue::{AnyId, Drafts, Subject};
use crate::plan::{PrintPhotos, Purpose};
use crate::present::print::{self as present, Desk, Only};
use crate::record::Kind;
use crate::render::print::{Marks, photo_name};
use crate::typeset::Codes;

/// How a PDF that was printed earlier stands to the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It says what the records say.
    True,
    /// What it says is worded otherwise by now.
    Older,
    /// It names somebody, shows an honour or a photo that is not published any more.
    Withdrawn,
    /// Nobody knows what it says: an older program printed it.
    Unknown,
}

/// What everything that could be printed now would say.
pub struct TrueNow(Marks);

impl TrueNow {
    /// Returns what is true on this ground.
    pub fn of(ground: &Ground) -> Self {
        let here = here(ground);
        let (names, photos, codes) = (names(&here), PrintPhotos::default(), Codes::default());
        let desk = Desk { here, photos: &photos, codes: &codes };
        let mut now = Marks::default();
        for product in Product::ALL {
            let order = Order {
                at: ground.catalogue.at,
                drafts: Drafts::Hidden,
                product,
                purpose: Purpose::Screen,
                only: Vec::new(),
                size: None,
                icc: None,
            };
            let sheets = sheets(&desk, &order, &Only::default());
            sheets.iter().for_each(|sheet| now.extend(Marks::of(sheet, &names)));
        }
        present::records(&here).into_iter().for_each(|id| now.record(&reference(&here, id)));
        for (id, person) in ground.catalogue.people.iter() {
            if person.record.joined.is_some() && !person.record.deceased {
                now.joined(&reference(&here, AnyId::Subject(Subject::Person(id))));
            }
        }
        let shown = ground.catalogue.photos_of(&[Kind::Exhibit, Kind::Exhibition, Kind::Notice, Kind::Decision]);
        let read = |path: &String| ground.inputs.read(path).ok().map(|bytes| photo_name(&bytes));
        let shown: Vec<String> = shown.par_iter().filter_map(|(path, _)| read(path)).collect();
        shown.iter().for_each(|photo| now.photo(photo));
        Self(now)
    }

    /// Returns how a PDF of this note stands.
    pub fn standing(&self, note: &str) -> Standing {
        match Marks::read(note) {
            Some(said) if !said.are_within(&self.0) => Standing::Withdrawn,
            Some(said) if !said.are_worded_as(&self.0) => Standing::Older,
            Some(_) => Standing::True,
            None => Standing::Unknown,
        }
    }
}

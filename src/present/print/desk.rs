//! What everything that is printed is laid out from: the catalogue, the photos, and the way to the site.
//!
//! **In:** a point of view at the root of the site. **Out:** imprints, plates, codes, honours. **Never:** a relative link:
//! paper has no place to start from.

use super::super::here::Here;
use super::super::rolls;
use crate::catalogue::{AnyId, Grant};
use crate::output::Route;
use crate::plan::PrintPhotos;
use crate::record::{Head, Photo};
use crate::typeset::Codes;
use crate::view::print::{Held, Imprint, Plate, Qr};

/// The desk at which a product is put together.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// What is true, seen from the root.
    pub here: Here<'a>,
    /// The photos as they are printed.
    pub photos: &'a PrintPhotos,
    /// The codes that were worked out before.
    pub codes: &'a Codes,
}

impl Desk<'_> {
    /// Returns who publishes, and as of when.
    pub(super) fn imprint(&self) -> Imprint {
        let catalogue = self.here.catalogue;
        let site = &catalogue.site;
        let emblem = catalogue.emblem.as_ref().and_then(|path| self.photos.of(path));
        Imprint {
            site: site.name.clone(),
            organiser: site.organiser.clone(),
            operator: site.operator.clone(),
            url: self.absolute(""),
            date: catalogue.at.date().chinese(),
            emblem: emblem.map(|photo| photo.file.clone()).unwrap_or_default(),
        }
    }

    /// Returns the address of a record's page; empty where the site has no domain.
    pub(super) fn url(&self, id: AnyId) -> String {
        let route: &Route = self.here.plan.addresses.record(id);
        if self.here.plan.tasks.contains_key(route) { self.absolute(route.address()) } else { String::new() }
    }

    /// Returns the whole address of something on the site; empty where the site has no domain.
    fn absolute(&self, address: &str) -> String {
        self.here.catalogue.site.absolute(address).unwrap_or_default()
    }

    /// Returns the code that leads to a record's page.
    pub(super) fn qr(&self, id: AnyId) -> Option<Qr> {
        let url = self.url(id);
        if url.is_empty() { None } else { self.codes.of(&url) }
    }

    /// Returns the photos of a record.
    pub(super) fn plates(&self, head: &Head, paths: &[String]) -> Vec<Plate> {
        let placed = |(photo, path): (&Photo, &String)| {
            self.plate(path, photo.alt.clone()).map(|plate| Plate {
                caption: photo.caption.clone(),
                credit: photo.credit.clone(),
                ..plate
            })
        };
        head.photos.iter().zip(paths).filter_map(placed).collect()
    }

    /// Returns the photo at a path, without caption.
    pub(super) fn plate(&self, path: &str, alt: String) -> Option<Plate> {
        let photo = self.photos.of(path)?;
        Some(Plate {
            file: photo.file.clone(),
            width: photo.width,
            height: photo.height,
            alt,
            caption: String::new(),
            credit: String::new(),
        })
    }

    /// Returns an honour as its holder's page in print shows it.
    pub(super) fn held(&self, grant: &Grant) -> Held {
        let held = rolls::held(&self.here, grant);
        Held {
            name: held.honour.text,
            level: held.level,
            batch: held.batch,
            verb: held.verb,
            date: held.date,
            decision: held.decision.text,
        }
    }
}

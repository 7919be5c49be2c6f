//! The address of everything that has one.
//!
//! Addresses come from slugs, never from titles: a corrected title keeps its links.

use crate::catalogue::{AnyId, Catalogue, Subject};
use crate::output::Route;
use crate::record::Kind;
use crate::zh::pinyin;

/// The pages of all records, worked out once.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    by_kind: Vec<Vec<Route>>,
}

/// Kinds that have pages, in the order of the tables below.
const PAGED: [Kind; 11] = [
    Kind::Unit,
    Kind::Branch,
    Kind::Person,
    Kind::Post,
    Kind::Honour,
    Kind::Decision,
    Kind::Notice,
    Kind::Exhibit,
    Kind::Pairing,
    Kind::Report,
    Kind::Page,
];

impl Addresses {
    /// Returns the addresses of every record of the catalogue.
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        fn routes<'a>(kind: Kind, slugs: impl Iterator<Item = &'a str>) -> Vec<Route> {
            slugs.map(|slug| record_route(kind, slug)).collect()
        }
        let c = catalogue;
        let by_kind = vec![
            routes(Kind::Unit, c.units.iter().map(|(_, node)| node.slug.as_str())),
            routes(Kind::Branch, c.branches.iter().map(|(_, node)| node.slug.as_str())),
            routes(Kind::Person, c.people.iter().map(|(_, node)| node.slug.as_str())),
            routes(Kind::Post, c.posts.iter().map(|(_, node)| node.slug.as_str())),
            routes(Kind::Honour, c.honours.iter().map(|(_, node)| node.slug.as_str())),
            routes(Kind::Decision, c.decisions.iter().map(|(_, node)| node.slug.as_str())),
            routes(Kind::Notice, c.notices.iter().map(|(_, node)| node.slug.as_str())),
            routes(Kind::Exhibit, c.exhibits.iter().map(|(_, node)| node.slug.as_str())),
            routes(Kind::Pairing, c.pairings.iter().map(|(_, node)| node.slug.as_str())),
            routes(Kind::Report, c.reports.iter().map(|(_, node)| node.slug.as_str())),
            routes(Kind::Page, c.pages.iter().map(|(_, node)| node.slug.as_str())),
        ];
        Self { by_kind }
    }

    /// Returns the page of a record.
    pub fn record(&self, id: AnyId) -> &Route {
        let index = match id {
            AnyId::Subject(Subject::Unit(id)) => id.index(),
            AnyId::Subject(Subject::Branch(id)) => id.index(),
            AnyId::Subject(Subject::Person(id)) => id.index(),
            AnyId::Subject(Subject::Post(id)) => id.index(),
            AnyId::Honour(id) => id.index(),
            AnyId::Decision(id) => id.index(),
            AnyId::Notice(id) => id.index(),
            AnyId::Exhibit(id) => id.index(),
            AnyId::Pairing(id) => id.index(),
            AnyId::Report(id) => id.index(),
            AnyId::Page(id) => id.index(),
        };
        let kind = PAGED.iter().position(|kind| *kind == id.kind()).expect("every record with an id has a page");
        &self.by_kind[kind][index]
    }
}

/// Returns a record's page; a slug that is none was told when it was linked, and leads to a page that nobody sees.
pub(super) fn record_route(kind: Kind, slug: &str) -> Route {
    let folder = format!("{}/{slug}", kind.folder());
    Route::page(&folder).unwrap_or_else(|_| Route::page(kind.folder()).expect("a kind's folder is a route"))
}

/// Returns where a file of the theme is published: `assets/site.css`.
pub fn asset_route(path: &str) -> Option<Route> {
    let name: String = path.strip_prefix("templates/").unwrap_or(path).to_ascii_lowercase();
    Route::file(name).ok()
}

/// Returns where a file of the project is published: `files/<hash of its path>/<pinyin of its name>.docx`.
pub fn file_route(path: &str) -> Route {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let stem: String = pinyin::slug(stem).chars().take(60).collect();
    let stem = if stem.is_empty() { "file".to_owned() } else { stem.trim_matches('-').to_owned() };
    let extension: String =
        extension.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let extension = if extension.is_empty() { "bin" } else { extension.as_str() };
    let folder = crate::memo::Key::of(path.as_bytes()).short();
    let route = Route::file(format!("files/{folder}/{stem}.{extension}"));
    route.unwrap_or_else(|_| Route::file(format!("files/{folder}/file.bin")).expect("hexadecimal digits are a route"))
}

//! Files for feed readers and search engines: `feed.xml` (Atom), `sitemap.xml`, `robots.txt`.
//!
//! Where the site has no domain, addresses are relative: the files are right as soon as a domain is set.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::column::COLUMNS;
use super::here::Here;
use super::{prose, sample, shelves};
use crate::catalogue::AnyId;
use crate::memo::Key;
use crate::output::Route;
use crate::record::Kind;
use crate::view::Word;
use crate::zh::date::Moment;
use crate::zh::spacing;

/// How many entries the feed has.
const ENTRIES: usize = 20;

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            // XML 1.0 has no other control characters, not even escaped.
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// The absolute address of a file; relative to the root where the site has no domain.
fn address(here: &Here, route: &Route) -> String {
    let path = route.address();
    let relative = if path.is_empty() { "./" } else { path };
    here.catalogue.site.absolute(path).unwrap_or_else(|| relative.to_owned())
}

/// An id that stays the same wherever the site is hosted (RFC 4151 needs a domain, so a name-based URN stands in).
fn urn(here: &Here, what: &str) -> String {
    let hex = Key::of_parts([here.catalogue.site.name.as_bytes(), what.as_bytes()]).hex();
    format!("urn:uuid:{}-{}-5{}-8{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32])
}

/// Returns `feed.xml`: the newest decisions, notices, pairings, reports and exhibits.
pub fn feed(here: &Here) -> String {
    let catalogue = here.catalogue;
    let kinds = [Kind::Decision, Kind::Notice, Kind::Pairing, Kind::Report, Kind::Exhibit];
    let ids = kinds.iter().flat_map(|kind| here.plan.lists.all(*kind).iter().copied());
    let mut dated: Vec<(Moment, AnyId)> =
        ids.filter_map(|id| catalogue.head(id).publish.map(|publish| (publish, id))).collect();
    dated.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    dated.truncate(ENTRIES);
    // Without any entry the day says enough, and the feed stays as it is for a day.
    let updated = dated.first().map_or(catalogue.at.date().start_of_day(), |(newest, _)| *newest);
    let site = &catalogue.site;
    let home = Route::page("").map(|route| address(here, &route)).unwrap_or_default();
    let own = Route::file("feed.xml").map(|route| address(here, &route)).unwrap_or_default();
    let author = if site.organiser.is_empty() { &site.name } else { &site.organiser };
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = write!(
        xml,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n<title>{}</title>\n<id>{}</id>\n\
         <updated>{}</updated>\n<author><name>{}</name></author>\n<link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>\n",
        escaped(&site.name),
        urn(here, "feed"),
        updated.rfc3339(),
        escaped(author),
        escaped(&own),
        escaped(&home),
    );
    for (publish, id) in dated {
        entry(here, (publish, id), &mut xml);
    }
    xml.push_str("</feed>\n");
    xml
}

fn entry(here: &Here, (publish, id): (Moment, AnyId), xml: &mut String) {
    let route = here.plan.addresses.record(id);
    let shown = shelves::entry(here, id);
    let summary = if shown.summary.is_empty() {
        shown.about.iter().map(sample::plain).collect::<Vec<_>>().join(" · ")
    } else {
        shown.summary
    };
    let summary = if summary.is_empty() { spacing::excerpt(&story(here, id), 100) } else { summary };
    let _ = write!(
        xml,
        "<entry>\n<title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n<published>{time}</published>\n\
         <updated>{time}</updated>\n<summary>{}</summary>\n</entry>\n",
        escaped(&sample::titled(Word { text: shown.title, sample: shown.sample })),
        urn(here, route.as_str()),
        escaped(&address(here, route)),
        escaped(&summary),
        time = publish.rfc3339(),
    );
}

fn story(here: &Here, id: AnyId) -> String {
    match id {
        AnyId::Decision(id) => prose::plain(here.catalogue.decisions[id].story.as_ref()),
        AnyId::Pairing(id) => prose::plain(here.catalogue.pairings[id].story.as_ref()),
        AnyId::Exhibit(id) => prose::plain(here.catalogue.exhibits[id].story.as_ref()),
        _ => String::new(),
    }
}

/// Returns `sitemap.xml`: every page that a search engine should know.
pub fn sitemap_xml(here: &Here) -> String {
    use crate::plan::Task;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let newest = |kind: Kind| here.plan.lists.all(kind).iter().filter_map(|id| here.catalogue.head(*id).publish).max();
    let by_kind: BTreeMap<Kind, Option<Moment>> = COLUMNS.iter().map(|kind| (*kind, newest(*kind))).collect();
    let of = |kind: Kind| by_kind.get(&kind).copied().flatten();
    for (route, task) in &here.plan.tasks {
        let publish = match task {
            Task::Record(id) => here.catalogue.head(*id).publish,
            // A list is as new as the newest record in it.
            Task::Home | Task::SiteMap => by_kind.values().copied().flatten().max(),
            Task::Gallery(_) => of(Kind::Exhibit),
            Task::Honours => of(Kind::Decision),
            Task::List(kind, _) => of(*kind),
            _ => continue,
        };
        let lastmod = publish.map(|moment| format!("<lastmod>{}</lastmod>", moment.rfc3339())).unwrap_or_default();
        let _ = writeln!(xml, "<url><loc>{}</loc>{lastmod}</url>", escaped(&address(here, route)));
    }
    xml.push_str("</urlset>\n");
    xml
}

/// Returns `robots.txt`.
pub fn robots(here: &Here) -> String {
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if let Some(map) = here.catalogue.site.absolute("sitemap.xml") {
        let _ = writeln!(text, "Sitemap: {map}");
    }
    text
}

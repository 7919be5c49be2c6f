//! Prose as HTML, with its targets seen from the page that shows it.

use super::here::Here;
use super::pictures;
use crate::catalogue::{Leads, Text};
use crate::plan::file_route;
use crate::prose::{self, Block, Document, Links, Picture, Resolved, Trust};

struct Seen<'a> {
    here: &'a Here<'a>,
    text: &'a Text,
    prefix: &'a str,
}

/// Returns prose as HTML.
pub(super) fn html(here: &Here, text: Option<&Text>) -> String {
    html_with(here, text, "")
}

/// Returns prose as HTML; `prefix` stands before its anchors, on pages with more than one piece.
pub(super) fn html_with(here: &Here, text: Option<&Text>, prefix: &str) -> String {
    text.map(|text| prose::html(&text.document, &Seen { here, text, prefix })).unwrap_or_default()
}

/// Returns the first paragraph of prose and what follows it, as HTML; with footnotes, which stand at the end of all,
/// everything is in the first.
pub(super) fn opening_html(here: &Here, text: Option<&Text>) -> (String, String) {
    let whole = html(here, text);
    let first = text.filter(|text| text.document.footnotes.is_empty()).and_then(|text| {
        let blocks = text.document.blocks.first().filter(|block| matches!(block, Block::Paragraph(_)))?;
        let document = Document { blocks: vec![blocks.clone()], ..Document::default() };
        Some(prose::html(&document, &Seen { here, text, prefix: "" }))
    });
    match first.as_deref().and_then(|first| whole.split_once(first)) {
        Some(("", more)) => (first.unwrap_or_default(), more.to_owned()),
        _ => (whole, String::new()),
    }
}

/// Returns prose as plain text on one line.
pub(super) fn plain(text: Option<&Text>) -> String {
    text.map(|text| prose::text(&text.document).replace('\n', "")).unwrap_or_default()
}

impl Links for Seen<'_> {
    fn link(&self, target: &str) -> Resolved {
        match self.text.targets.get(target) {
            Some(Leads::Record(id, fragment)) => {
                let href = self.here.href(*id);
                Resolved::Internal(if fragment.is_empty() { href } else { format!("{href}#{fragment}") })
            }
            Some(Leads::List(kind)) => {
                let href = self.here.folder(kind.folder());
                if href.is_empty() { Resolved::Dead } else { Resolved::Internal(href) }
            }
            Some(Leads::File(file)) => Resolved::Internal(self.here.to(&file_route(&file.path))),
            Some(Leads::Picture(path)) => match self.here.plan.pictures.of(path).and_then(|set| set.largest()) {
                Some(file) => Resolved::Internal(self.here.file(&file.address)),
                None => Resolved::Dead,
            },
            Some(Leads::AsWritten) => as_written(target, &self.here.catalogue.site.trusted_domains),
            Some(Leads::Hidden) | None => Resolved::Dead,
        }
    }

    fn picture(&self, target: &str) -> Option<Picture> {
        match self.text.targets.get(target) {
            Some(Leads::Picture(path)) => pictures::in_prose(self.here, path),
            _ => None,
        }
    }

    fn anchor_prefix(&self) -> &str {
        self.prefix
    }
}

fn as_written(target: &str, trusted: &[String]) -> Resolved {
    let is_outside = target.contains("//") && !target.starts_with('#');
    if !is_outside {
        return Resolved::Internal(target.to_owned());
    }
    let trust = if is_trusted(target, trusted) { Trust::Trusted } else { Trust::Untrusted };
    Resolved::External { href: target.to_owned(), trusted: trust }
}

/// Returns whether readers are sent to an address without being asked: a government site, or a configured domain.
pub(super) fn is_trusted(address: &str, trusted: &[String]) -> bool {
    let lower = address.to_ascii_lowercase();
    let rest = lower.split_once("//").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let is_of = |domain: &str| host == domain || host.ends_with(&format!(".{domain}"));
    is_of("gov.cn") || trusted.iter().any(|domain| is_of(domain.trim_start_matches("*.").trim()))
}

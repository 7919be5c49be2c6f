//! Slips that ruin a notice, at the lines where they are written.
//!
//! **In:** the files, and the site's own list. **Out:** a problem for each slip, and for each title that is almost
//! an honour's. **Never:** a comment or a note of the
//! editors', which nobody publishes.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::record::{Honour, Site};
use crate::source::{Snapshot, Source};
use crate::zh::wording::Wording;

/// The slips of all files of records, file by file.
pub(in crate::catalogue) struct Slips {
    wording: Wording,
    /// The names of all honours.
    titles: Vec<String>,
    found: BTreeMap<Arc<str>, Diagnostics>,
}

impl Slips {
    /// Returns the slips of a project.
    pub(in crate::catalogue) fn of(snapshot: &Snapshot, site: Option<&Site>, honours: &[Arc<Honour>]) -> Self {
        let named = |honour: &Arc<Honour>| [&honour.head.name, &honour.short, &honour.programme].map(String::clone);
        let titles: Vec<String> = honours.iter().flat_map(named).filter(|name| !name.is_empty()).collect();
        let wording = Wording::with(site.map_or(&[], |site| site.wording.as_slice()));
        let sources: Vec<&Source> = snapshot.sources.values().collect();
        let found = sources.into_par_iter().map(|source| (source.path.clone(), slips(&wording, &titles, source)));
        let found = found.filter(|(_, found)| !found.is_empty()).collect();
        Self { wording, titles, found }
    }

    /// Looks again at the files that are not as they were `before`; they are the same files, of whatever bytes.
    pub(in crate::catalogue) fn renew(&mut self, before: &Snapshot, now: &Snapshot) {
        for (known, source) in before.sources.values().zip(now.sources.values()) {
            if !Arc::ptr_eq(&known.bytes, &source.bytes) {
                self.found.insert(source.path.clone(), slips(&self.wording, &self.titles, source));
            }
        }
    }

    /// Returns all of them.
    pub(in crate::catalogue) fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.values().flat_map(Diagnostics::iter)
    }
}

/// Returns every slip in a file of records.
fn slips(wording: &Wording, titles: &[String], source: &Source) -> Diagnostics {
    let mut found = Diagnostics::default();
    // What is in another encoding is told as such, or is a table of before UTF-8.
    let text = std::str::from_utf8(&source.bytes).ok().filter(|_| source.path.starts_with("content/"));
    let Some(text) = text else { return found };
    miscalled(text, titles, source, &mut found);
    for (range, right) in wording.find(text) {
        let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let is_listed = text[range.end..].trim_start().starts_with('→');
        if is_listed || is_unpublished(&text[start..range.start]) {
            continue;
        }
        let fact = format!("「{}」是严重表述错误", &text[range.clone()]);
        let shift = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let place = Place::file(source.path.clone()).bytes(range.start - shift..range.end - shift);
        found
            .add(Code::Wording, place, fact)
            .help(format!("改成「{right}」；确实要这样写，在 site.yaml 的「错词」里写明"));
    }
    found
}

/// Tells titles in quotation marks that lack a few characters of an honour's name, or have a few more.
fn miscalled(text: &str, titles: &[String], source: &Source, found: &mut Diagnostics) {
    let shift = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    for (open, _) in text.match_indices('“') {
        let begin = open + '“'.len_utf8();
        let Some(length) = text[begin..].char_indices().take(24).find(|(_, c)| *c == '”').map(|(at, _)| at) else {
            continue;
        };
        let called = &text[begin..begin + length];
        if titles.iter().any(|title| title == called) {
            continue;
        }
        let line = text[..open].rfind('\n').map_or(0, |end| end + 1);
        let near = titles.iter().find(|title| is_nearly(called, title));
        if let Some(title) = near.filter(|_| !is_unpublished(&text[line..open])) {
            found
                .add(
                    Code::TitleMiscalled,
                    Place::file(source.path.clone()).bytes(begin - shift..begin + length - shift),
                    format!("「{called}」与荣誉称号「{title}」只差几个字"),
                )
                .help("是同一个称号的话，照全称或简称写；不是的话，不用管");
        }
    }
}

/// Whether one is the other without one to three characters, which are neither its first two nor its last two.
fn is_nearly(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let missing = long.len() - short.len();
    if short.len() < 5 || !(1..=3).contains(&missing) {
        return false;
    }
    let ends_alike = short[..2] == long[..2] && short[short.len() - 2..] == long[long.len() - 2..];
    let mut rest = long.iter();
    ends_alike && short.iter().all(|c| rest.any(|other| other == c))
}

/// Whether a line that begins so is a comment or a note.
fn is_unpublished(before: &str) -> bool {
    let line = before.trim_start_matches(['-', ' ', '{', '\u{FEFF}']);
    ["#", "note:", "备注:"].iter().any(|start| line.starts_with(start))
}

//! Where the numbers that were found are written: an editor mends a line and not a page.
//!
//! **In:** problems at records or pages, the files as they were read. **Out:** the same problems, each number once, at its
//! line. **Never:** a line that is on no page (a note of the editors').

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Place};
use crate::source::{Snapshot, locate, text_of};
use crate::zh::personal;

/// Moves numbers that identify persons to the lines where they are written.
///
/// One line of a record shows on its page, on its unit's page, on the home page: it is told once. A number that is
/// written in no record of these pages (a template holds it) is told once too.
pub fn at_their_lines(problems: Vec<Diagnostic>, snapshot: &Snapshot, allow: &[String]) -> Vec<Diagnostic> {
    let public = personal::Public::of(allow);
    let mut lines = BTreeSet::new();
    let mut told: Vec<Diagnostic> = Vec::new();
    let mut elsewhere = Vec::new();
    for mut problem in problems {
        let own = problem.place.clone();
        let handed_out = own.file.starts_with("content/") && !snapshot.sources.contains_key(&own.file);
        let written = if handed_out { Some(own) } else { written_in(&own, &problem, snapshot, &public) };
        match written {
            Some(place) if lines.insert((place.clone(), subject(&problem))) => {
                problem.place = place;
                told.push(problem);
            }
            Some(_) => {}
            None => elsewhere.push(problem),
        }
    }
    let mut known: BTreeSet<String> = told.iter().map(subject).collect();
    for mut problem in elsewhere {
        if known.insert(subject(&problem)) {
            let mut files = snapshot.sources.values().filter(|source| source.path.starts_with("content/"));
            let written =
                files.find_map(|source| written_in(&Place::file(source.path.clone()), &problem, snapshot, &public));
            problem.place = written.unwrap_or(problem.place);
            told.push(problem);
        }
    }
    told
}

/// What was found, without the page: `出现手机号 138****8000`.
fn subject(problem: &Diagnostic) -> String {
    problem.message.rsplit_once("出现").map_or_else(|| problem.message.clone(), |(_, found)| found.to_owned())
}

/// The line of a file that holds what was found; from the record's own beginning on, where several share the file.
/// What editors note for themselves is on no page.
fn written_in(place: &Place, problem: &Diagnostic, snapshot: &Snapshot, public: &personal::Public) -> Option<Place> {
    let source = snapshot.sources.get(&place.file)?;
    let own = locate(source, place, &|written, key| written == key);
    let meant = |finding: &personal::Finding| !public.holds(finding) && problem.message.contains(&finding.masked());
    let Some(text) = text_of(source) else {
        // A workbook has rows and no lines.
        let here = own.line == 0 || personal::find(&own.text).iter().any(meant);
        return here.then(|| place.clone());
    };
    let line_of = |at: usize| text[..at].matches('\n').count();
    let (bare, marks) = without_marks(&text);
    let plain = personal::find(&text).into_iter().filter(meant).map(|finding| finding.range);
    let marked = personal::find(&bare)
        .into_iter()
        .filter(meant)
        .map(|finding| marks[finding.range.start]..marks[finding.range.end]);
    let found = plain.chain(marked).map(|range| (line_of(range.start), range));
    let told = found.filter(|(line, _)| !text.lines().nth(*line).is_some_and(is_note));
    let (_, range) = told.min_by_key(|(line, range)| (line + 1 < own.line, range.start))?;
    Some(Place::file(source.path.clone()).bytes(range))
}

/// A text as a visitor reads it, marks of emphasis, escapes and entities gone, and where each of its bytes was.
fn without_marks(text: &str) -> (String, Vec<usize>) {
    let mut bare = String::with_capacity(text.len());
    let mut from = Vec::with_capacity(text.len() + 1);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (read, length) = entity(&text[at..]).unwrap_or((c, c.len_utf8()));
        if !matches!(read, '*' | '_' | '~' | '`' | '\\') {
            bare.push(read);
            from.resize(bare.len(), at);
        }
        at += length;
    }
    from.push(text.len());
    (bare, from)
}

/// The character that a numeric entity at the beginning of a text stands for, and the length of the entity.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.strip_prefix("&#")?.get(..8).unwrap_or(&text[2..]).find(';')?;
    let number = &text[2..2 + end];
    let code =
        number.strip_prefix(['x', 'X']).map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
    Some((char::from_u32(code)?, end + 3))
}

fn is_note(line: &str) -> bool {
    let line = line.trim_start_matches(['-', ' ', '{']);
    ["note:", "备注:", "备注："].iter().any(|key| line.starts_with(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_entities_are_read_over_and_places_stay_true() {
        for (text, from, to) in
            [("甲139**1234**5678", 3, 18), ("&#49;3912345678", 0, 15), ("x 139\\-1234\\-5678。", 2, 17)]
        {
            let (bare, marks) = without_marks(text);
            let found = personal::find(&bare);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((marks[found[0].range.start], marks[found[0].range.end]), (from, to), "{text}");
        }
        assert_eq!(without_marks("&#;&#x;&#甲").0, "&#;&#x;&#甲");
    }
}

//! The index of the search, and its files.
//!
//! **In:** the records of the plan. **Out:** scripts. **Never:** another order of the same terms on more cores.

use rayon::prelude::*;
use serde_json::json;

use super::super::column;
use super::super::here::Here;
use super::row::{Row, row, story_length};
use super::terms::{Grain, Term, of_sound, of_text, write_steps};
use crate::memo::Key;
use crate::plan::{ROWS, SearchIndex, searched, word_files};
use crate::record::Kind;

/// Where a term stands: the record's number twice, plus one where it stands in the title.
type Posting = (Term, u32);

/// Returns the index of all that has a page and a name.
///
/// The work grows with the text of the records; the records are read in parallel.
pub fn index(here: &Here) -> SearchIndex {
    let ids = searched(&here.plan.lists, here.catalogue);
    let most = story_length(ids.len());
    let made: Vec<(String, Vec<Posting>)> = ids
        .par_iter()
        .enumerate()
        .map(|(at, id)| {
            let row = row(here, *id, most);
            let postings = postings(u32::try_from(at).unwrap_or(u32::MAX), &row);
            (row.json, postings)
        })
        .collect();
    let (rows, postings): (Vec<String>, Vec<Vec<Posting>>) = made.into_iter().unzip();
    let words = word_scripts(postings.concat(), word_files(ids.len()));
    let rows: Vec<String> = rows
        .chunks(ROWS)
        .enumerate()
        .map(|(n, rows)| format!("bangyangRows({n},[\n{}\n]);\n", rows.join(",\n")))
        .collect();
    let parts = words.iter().chain(&rows).map(String::as_bytes);
    let whole = json!({
        "records": ids.len(),
        "rows": ROWS,
        "words": words.len(),
        "kinds": kinds(here, ids.iter().map(|id| id.kind())),
        "version": Key::of_parts(parts).short(),
    });
    SearchIndex { whole: format!("bangyangSearch({whole});\n"), words, rows }
}

/// The names of the kinds, each with the number of its first record.
fn kinds(here: &Here, all: impl Iterator<Item = Kind>) -> Vec<(String, usize)> {
    let mut kinds: Vec<(String, usize)> = Vec::new();
    let mut last = None;
    for (at, kind) in all.enumerate() {
        if last != Some(kind) {
            let name = if kind == Kind::Page { "页面".to_owned() } else { column::name(here.catalogue, kind) };
            kinds.push((name, at));
            last = Some(kind);
        }
    }
    kinds
}

/// The terms of one record, each once; that it stands in the title counts for more.
fn postings(at: u32, row: &Row) -> Vec<Posting> {
    let (mut title, mut rest) = (Vec::new(), Vec::new());
    of_text(&row.title, Grain::Single, &mut title);
    of_sound(&row.sound, &row.initials, &mut title);
    of_text(&row.words, Grain::Single, &mut rest);
    of_text(&row.story, Grain::Pairs, &mut rest);
    let title = title.into_iter().map(|term| (term, at * 2 + 1));
    let mut all: Vec<Posting> = title.chain(rest.into_iter().map(|term| (term, at * 2))).collect();
    all.sort_unstable_by_key(|(term, place)| (*term, std::cmp::Reverse(*place)));
    all.dedup_by_key(|(term, _)| *term);
    all
}

/// Every term with the records in which it stands, in so many scripts.
fn word_scripts(mut postings: Vec<Posting>, files: usize) -> Vec<String> {
    postings.par_sort_unstable();
    let mut scripts = vec![String::new(); files];
    for group in postings.chunk_by(|one, other| one.0 == other.0) {
        let script = &mut scripts[group[0].0.file(files)];
        script.push_str(if script.is_empty() { "\"" } else { ",\n\"" });
        group[0].0.write(script);
        script.push_str("\":\"");
        write_steps(group.iter().map(|(_, place)| *place), script);
        script.push('"');
    }
    scripts.iter().enumerate().map(|(n, script)| format!("bangyangWords({n},{{{script}}});\n")).collect()
}

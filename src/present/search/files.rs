//! The index of the search, and its files.
//!
//! **In:** the records of the plan. **Out:** scripts. **Never:** another order of the same terms on more cores.

use rayon::prelude::*;
use serde_json::json;

use super::super::column;
use super::super::here::Here;
use super::row::{Row, row, story_length};
use super::terms::{Grain, Term, of_sound, of_text, write_steps};
use crate::catalogue::AnyId;
use crate::memo::Key;
use crate::plan::{ROWS, SearchIndex, searched, word_files};
use crate::record::Kind;

/// Where a term stands: the record's number twice, plus one where it stands in the title.
type Posting = (Term, u32);

/// The records are gone through in at most so many parts.
const PARTS: usize = 64;

/// Of more terms than this in one record each is kept once from the start, for memory; otherwise only when they are written.
const MANY: usize = 1 << 14;

/// Some records that follow each other: their rows, and where their terms stand, by the script that names them.
struct Part {
    rows: Vec<String>,
    postings: Vec<Vec<Posting>>,
}

/// Returns the index of all that has a page and a name.
///
/// The work grows with the text of the records; records are read and scripts are written in parallel.
pub fn index(here: &Here) -> SearchIndex {
    let ids = searched(&here.plan.lists, here.catalogue);
    let (most, files) = (story_length(ids.len()), word_files(ids.len()));
    let length = ids.len().div_ceil(PARTS).max(1);
    let read = |(nth, ids): (usize, &[AnyId])| {
        let rows = ids.iter().enumerate().map(|(at, id)| (nth * length + at, row(here, *id, most)));
        part(rows, files)
    };
    let mut parts: Vec<Part> = ids.par_chunks(length).enumerate().map(read).collect();
    let words: Vec<String> = (0..files).into_par_iter().map(|file| word_script(file, &parts)).collect();
    let rows: Vec<String> = parts.iter_mut().flat_map(|part| std::mem::take(&mut part.rows)).collect();
    let rows: Vec<String> = rows
        .par_chunks(ROWS)
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

/// Returns the rows of numbered records and the places of their terms, in the order of the numbers in each script.
fn part(rows: impl Iterator<Item = (usize, Row)>, files: usize) -> Part {
    let mut part = Part { rows: Vec::new(), postings: vec![Vec::new(); files] };
    let (mut title, mut rest) = (Vec::new(), Vec::new());
    for (at, row) in rows {
        let at = u32::try_from(at).unwrap_or(u32::MAX / 2);
        of_text(&row.title, Grain::Single, &mut title);
        of_sound(&row.sound, &row.initials, &mut title);
        of_text(&row.words, Grain::Single, &mut rest);
        of_text(&row.story, Grain::Pairs, &mut rest);
        if rest.len() > MANY {
            rest.sort_unstable();
            rest.dedup();
        }
        let title = title.drain(..).map(|term| (term, at * 2 + 1));
        for (term, place) in title.chain(rest.drain(..).map(|term| (term, at * 2))) {
            part.postings[term.file(files)].push((term, place));
        }
        part.rows.push(row.json);
    }
    part
}

/// Returns one script of words: every term with the records in which it stands, each once; that it stands in the title
/// counts for more.
fn word_script(file: usize, parts: &[Part]) -> String {
    let mut postings: Vec<Posting> = parts.iter().flat_map(|part| &part.postings[file]).copied().collect();
    postings.sort_unstable();
    let mut script = format!("bangyangWords({file},{{");
    for (at, group) in postings.chunk_by(|one, other| one.0 == other.0).enumerate() {
        script.push_str(if at == 0 { "\"" } else { ",\n\"" });
        group[0].0.write(&mut script);
        script.push_str("\":\"");
        let of_a_record = group.chunk_by(|one, other| one.1 / 2 == other.1 / 2);
        write_steps(of_a_record.filter_map(|same| same.last()).map(|(_, place)| *place), &mut script);
        script.push('"');
    }
    script.push_str("});\n");
    script
}

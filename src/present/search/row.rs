//! One record as the search shows it, and the words by which it is found.
//!
//! **In:** a record. **Out:** a [`Row`]. **Never:** what its page does not show.

use std::fmt::Write as _;

use super::super::gallery::card_no;
use super::super::here::Here;
use super::super::{prose, sample, shelves};
use crate::catalogue::{AnyId, Subject};
use crate::zh::{pinyin, spacing};

/// The search looks through this many characters of all stories together.
const STORIES: usize = 1_500_000;
/// Through this many of one story at most: what is longer is no report of an activity.
const STORY: usize = 20_000;
/// Through this many of one story at least, however many there are.
const EXCERPT: usize = 120;

/// Returns how much of each story the search looks through, for so many records.
pub(super) fn story_length(records: usize) -> usize {
    (STORIES / records.max(1)).clamp(EXCERPT, STORY)
}

/// One record of the index.
pub(super) struct Row {
    /// Its title.
    pub(super) title: String,
    /// Its few words: unit, honours, number, summary.
    pub(super) words: String,
    /// The beginning of its story.
    pub(super) story: String,
    /// The title's pinyin without gaps: `jieduibangdai`.
    pub(super) sound: String,
    /// The title's initials: `jdbd`.
    pub(super) initials: String,
    /// The row as the page's script takes it.
    pub(super) json: String,
}

/// Returns the row of a record, with at most `most` characters of its story.
pub(super) fn row(here: &Here, id: AnyId, most: usize) -> Row {
    let head = here.catalogue.head(id);
    let entry = shelves::entry(here, id);
    let story = match id {
        AnyId::Exhibit(id) => prose::plain(here.catalogue.exhibits[id].story.as_ref()),
        AnyId::Report(id) => prose::plain(here.catalogue.reports[id].story.as_ref()),
        AnyId::Page(id) => prose::plain(here.catalogue.pages[id].story.as_ref()),
        _ => String::new(),
    };
    let story = if story.is_empty() { story } else { spacing::excerpt(&story, most) };
    let mut words: Vec<String> = entry.about.iter().chain(&entry.tags).map(sample::plain).collect();
    if let AnyId::Exhibit(id) = id {
        words.push(card_no(here.catalogue.exhibits[id].record.no));
    }
    words.push(entry.summary);
    words.retain(|word| !word.is_empty());
    let words = words.join(" ");
    let (sound, initials) = match id {
        // A surname is read as one, in its initial too.
        AnyId::Subject(Subject::Person(_)) => {
            let sound = pinyin::person_slug(&head.name);
            let initials = sound.split('-').filter_map(|syllable| syllable.chars().next()).collect();
            (sound, initials)
        }
        _ => (pinyin::slug(&head.name), pinyin::initials(&head.name)),
    };
    let sound = sound.replace('-', "");
    let address = here.plan.addresses.record(id);
    let sounds = quoted(&format!("{sound} {initials}"));
    let mut json = format!("{{\"t\":{},\"u\":{},\"p\":{sounds}", quoted(&head.name), quoted(address.as_str()));
    for (key, value) in [("d", &entry.date), ("s", &words), ("b", &story)] {
        if !value.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(json, ",\"{key}\":{}", quoted(value));
        }
    }
    json.push_str(if head.sample { ",\"x\":1}" } else { "}" });
    // `</script>` cannot end a script that lies in a file of its own, but the row may be pasted into a page.
    let json = if json.contains("</") { json.replace("</", "<\\/") } else { json };
    Row { title: head.name.clone(), words, story, sound, initials, json }
}

/// Returns text as JSON writes it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text can be written")
}

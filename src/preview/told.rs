//! What the script in a page is told: how the site stands, what is wrong, where the page is written.
//!
//! **In:** a state and one of its pages. **Out:** JSON. **Never:** markup.

use serde_json::{Value, json};

use super::made::Made;
use super::source::{Editor, source};
use super::state::State;
use crate::catalogue::Drafts;
use crate::output::Route;
use crate::record::same_word;
use crate::tell::{Card, Counts, Files, Site, overlay, site};

/// So many problems are shown; nobody mends more at once.
const MOST: usize = 100;

/// What is told beside the state itself.
pub(super) struct Aside {
    /// Whether the site is shown as of now, and not of a time that was asked for.
    pub(super) is_now: bool,
    /// What is to be said of how changes are noticed.
    pub(super) remark: Option<&'static str>,
    /// The editor; none for whoever looks from another machine.
    pub(super) editor: Option<Editor>,
    /// Whether there are prints to look at.
    pub(super) has_prints: bool,
    /// Pages that may have been meant, where there is none.
    pub(super) near: Vec<String>,
}

/// Returns what is told to a page.
pub(super) fn told(state: &State, page: Option<(&Route, &Made)>, aside: &Aside) -> Value {
    let own = page.map_or(&[][..], |(_, made)| &made.problems);
    let problems = state.problems(own);
    let counts = Counts::of(&problems);
    let files = Files { snapshot: &state.current.snapshot, words: &same_word };
    let (mut first, rest): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|problem| problem.severity() == crate::diag::Severity::Error);
    first.extend(rest);
    let more = first.len().saturating_sub(MOST);
    first.truncate(MOST);
    let cards = overlay(&first, &files);
    let checked = state.checked.get();
    let bug = page.and_then(|(_, made)| made.bug.as_ref()).or_else(|| checked.and_then(|checked| checked.bug.as_ref()));
    let trouble: Vec<String> = state.trouble.iter().cloned().chain(bug.map(|bug| our_bug(bug))).collect();
    json!({
        "version": state.version,
        "tag": page.map_or("", |(_, made)| made.tag.as_str()),
        "style": state.shared.style,
        "script": state.shared.script,
        "at": state.request.at.to_string(),
        "now": aside.is_now,
        "drafts": state.request.drafts == Drafts::Shown,
        "errors": counts.errors,
        "warnings": counts.warnings,
        "checking": checked.is_none(),
        "held": state.is_held(),
        "old": page.is_some_and(|(_, made)| made.is_old),
        "remark": aside.remark,
        "trouble": trouble,
        "source": page.and_then(|(route, _)| written(state, route, aside.editor.as_ref())),
        "problems": cards.iter().map(|card| shown(card, aside.editor.as_ref())).collect::<Vec<_>>(),
        "more": more,
        "prints": aside.has_prints,
        "near": aside.near,
    })
}

/// Returns the sentence that a panic is told by.
pub(super) fn our_bug(words: &str) -> String {
    format!("这是程序本身的毛病，不是内容的错。把这句话告诉程序的维护者：{words}")
}

fn written(state: &State, route: &Route, editor: Option<&Editor>) -> Option<Value> {
    let (catalogue, plan) = state.shown.whole.as_ref()?;
    let place = source(plan.tasks.get(route)?, catalogue, plan)?;
    let found = site(&place, &Files { snapshot: &state.shown.snapshot, words: &same_word });
    Some(json!({ "file": found.file, "line": found.line, "href": link(&found, editor) }))
}

fn link(site: &Site, editor: Option<&Editor>) -> String {
    editor.map(|editor| editor.link(&site.file, (site.line, site.column))).unwrap_or_default()
}

fn shown(card: &Card, editor: Option<&Editor>) -> Value {
    let place = |site: &Site| {
        json!({
            "file": site.file,
            "line": site.line,
            "column": site.column,
            "sheet": site.sheet,
            "before": site.quoted.before,
            "meant": site.quoted.meant,
            "after": site.quoted.after,
            "text": site.text,
            "href": link(site, editor),
        })
    };
    json!({
        "number": card.number,
        "error": card.is_error,
        "message": card.message,
        "help": card.help,
        "places": card.sites.iter().map(place).collect::<Vec<_>>(),
    })
}

//! The chain of stages, from files in to files out, readable as one paragraph.
//!
//! **In:** [`Inputs`], a [`Memo`], a [`Request`]. **Out:** a [`Built`] site in memory, with everything that is wrong.
//! **Never:** reads a clock or writes a file.

use std::collections::{BTreeMap, BTreeSet};

pub use crate::catalogue::Drafts;
use crate::catalogue::{Catalogue, link};
use crate::diag::{Code, Diagnostic, Diagnostics, Outcome, Place};
use crate::inspect::{IdCode, Rules, inspect};
use crate::memo::Memo;
use crate::output::{Output, Route};
use crate::plan::{Plan, Task, plan};
use crate::record::{Site, SiteKind, read};
use crate::render::{Theme, World, derive, render, theme};
use crate::source::{Inputs, Snapshot, gather, locate, text_of};
use crate::zh::date::Moment;
use crate::zh::personal;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// The time of the build.
    pub at: Moment,
    /// Whether drafts are part of the site.
    pub drafts: Drafts,
}

/// How far a build has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many photos are about to be derived.
    Pictures(usize),
    /// One of them is done.
    PictureDone,
}

/// A site in memory.
#[derive(Debug, Default)]
pub struct Built {
    /// Its files; publish them only where no diagnostic is an error.
    pub output: Output,
    /// The files it was made from, to show the lines of problems.
    pub snapshot: Snapshot,
    /// What was found, in the order in which it is told.
    pub diagnostics: Vec<Diagnostic>,
    /// How many pages it has.
    pub pages: usize,
    /// How many photos it shows.
    pub pictures: usize,
    /// Remarks for the summary, in Chinese.
    pub notes: Vec<String>,
}

/// A site before any page of it is made: all that pages follow from.
pub struct Prepared {
    /// The files it was made from.
    pub snapshot: Snapshot,
    /// The templates and assets.
    pub theme: Theme,
    /// What is true and which files there are; `None`: there is no site at all.
    pub whole: Option<(Catalogue, Plan)>,
    /// What was found so far.
    pub found: Diagnostics,
}

impl Prepared {
    /// Returns what pages are made from; attachments are read through `inputs`.
    pub fn world<'a>(&'a self, inputs: &'a dyn Inputs) -> Option<World<'a>> {
        let (catalogue, plan) = self.whole.as_ref()?;
        Some(World { catalogue, plan, theme: &self.theme, snapshot: &self.snapshot, inputs })
    }
}

/// Returns the site of a project at a time.
pub fn build(inputs: &dyn Inputs, memo: &dyn Memo, request: &Request, progress: &(dyn Fn(Step) + Sync)) -> Built {
    let prepared = prepare(gather(inputs), (inputs, memo), request, progress);
    let Some(world) = prepared.world(inputs) else {
        return Built { diagnostics: prepared.found.sorted(), snapshot: prepared.snapshot, ..Built::default() };
    };
    let mut made = Diagnostics::default();
    let output = render(&world).into_value(&mut made);
    made.extend(inspected(&output, &world, prepared.found.has_errors() || made.has_errors()));
    let (pages, pictures) =
        (output.iter().filter(|(route, _)| route.is_html()).count(), world.catalogue.photos().len());
    let notes = notes(world.catalogue);
    let mut found = prepared.found;
    found.append(made);
    Built { output, snapshot: prepared.snapshot, diagnostics: found.sorted(), pages, pictures, notes }
}

/// Returns what stands of the gathered files before any page is made.
pub fn prepare(
    gathered: Outcome<Snapshot>,
    (inputs, memo): (&dyn Inputs, &dyn Memo),
    request: &Request,
    progress: &(dyn Fn(Step) + Sync),
) -> Prepared {
    let mut found = Diagnostics::default();
    let snapshot = gathered.into_value(&mut found);
    let records = read(&snapshot).into_value(&mut found);
    let theme = theme(&snapshot).into_value(&mut found);
    let linked = link(records, &snapshot, request.at, request.drafts).into_value(&mut found);
    let whole = linked.map(|catalogue| {
        let photos = catalogue.photos();
        progress(Step::Pictures(photos.len()));
        let pictures = derive(&photos, inputs, memo, &|| progress(Step::PictureDone)).into_value(&mut found);
        let assets: Vec<String> = theme.assets.keys().cloned().collect();
        let plan = plan(&catalogue, pictures, &assets).into_value(&mut found);
        (catalogue, plan)
    });
    Prepared { snapshot, theme, whole, found }
}

/// Looks at the finished site as a visitor or an auditor would.
///
/// Where it is `broken`, a page that could not be made is not a dead link; a number that identifies a person is one
/// wherever it stands.
pub fn inspected(output: &Output, world: &World, broken: bool) -> Vec<Diagnostic> {
    let catalogue = world.catalogue;
    let origins: BTreeMap<Route, Place> =
        world.plan.tasks.iter().filter_map(|(route, task)| origin(route, task, catalogue)).collect();
    let site = &catalogue.site;
    let rules = Rules {
        domain: site.domain.clone(),
        base: site.base.clone(),
        id_code: id_code(site),
        allow: catalogue.public_numbers(),
        origins: &origins,
        site: site.origin.clone(),
    };
    let (personal, mut told): (Vec<_>, Vec<_>) =
        inspect(output, &rules).sorted().into_iter().partition(|problem| problem.code == Code::PersonalData);
    if broken {
        told.clear();
    }
    told.extend(at_their_lines(personal, world.snapshot, &rules.allow));
    told
}

/// Moves numbers of persons to the lines where they are written.
///
/// One line of a record shows on its page, on its unit's page, on the home page: it is told once. A number that is
/// written in no record of these pages (a template holds it) is told once too.
fn at_their_lines(problems: Vec<Diagnostic>, snapshot: &Snapshot, allow: &[String]) -> Vec<Diagnostic> {
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

fn origin(route: &Route, task: &Task, catalogue: &Catalogue) -> Option<(Route, Place)> {
    let place = match task {
        Task::Record(id) => catalogue.head(*id).origin.clone(),
        Task::File(path) => Place::file(path.as_str()),
        Task::Asset(path) => Place::file(format!("templates/{path}")),
        _ => return None,
    };
    Some((route.clone(), place))
}

fn id_code(site: &Site) -> IdCode {
    match site.kind {
        _ if !site.id_code.is_empty() => IdCode::Given,
        SiteKind::Party | SiteKind::Government => IdCode::Lacking,
        SiteKind::Institution | SiteKind::Enterprise => IdCode::NotNeeded,
    }
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

/// What the summary remarks.
fn notes(catalogue: &Catalogue) -> Vec<String> {
    let (drafts, early) = catalogue.unpublished;
    let mut notes = Vec::new();
    if drafts > 0 {
        notes.push(format!("{drafts} 条草稿没有发布（加 --drafts 可以预览）"));
    }
    if early > 0 {
        notes.push(format!("{early} 条记录还没到发布时间，没有发布"));
    }
    notes
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

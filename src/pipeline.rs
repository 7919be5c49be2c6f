//! The chain of stages, from files in to files out, readable as one paragraph.
//!
//! **In:** [`Inputs`], a [`Memo`], a [`Request`]. **Out:** a [`Built`] site in memory, with everything that is wrong.
//! **Never:** reads a clock or writes a file.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Catalogue, link};
pub use crate::catalogue::Drafts;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::inspect::{IdCode, Rules, inspect};
use crate::memo::Memo;
use crate::output::{Output, Route};
use crate::plan::{Plan, Task, plan};
use crate::record::{Site, SiteKind, read};
use crate::render::{derive, render, theme};
use crate::source::{Inputs, Snapshot, gather};
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

/// Returns the site of a project at a time.
pub fn build(inputs: &dyn Inputs, memo: &dyn Memo, request: &Request, progress: &(dyn Fn(Step) + Sync)) -> Built {
    let mut found = Diagnostics::default();
    let snapshot = gather(inputs).into_value(&mut found);
    let records = read(&snapshot).into_value(&mut found);
    let theme = theme(&snapshot).into_value(&mut found);
    let linked = link(records, &snapshot, request.at, request.drafts).into_value(&mut found);
    let Some(catalogue) = linked else {
        return Built { snapshot, diagnostics: found.sorted(), ..Built::default() };
    };
    let photos = catalogue.photos();
    progress(Step::Pictures(photos.len()));
    let pictures = derive(&photos, inputs, memo, &|| progress(Step::PictureDone)).into_value(&mut found);
    let assets: Vec<String> = theme.assets.keys().cloned().collect();
    let plan = plan(&catalogue, pictures, &assets).into_value(&mut found);
    let output = render(&catalogue, &plan, &theme, (&snapshot, inputs)).into_value(&mut found);
    // A page that could not be made is not a dead link.
    if !found.has_errors() {
        found.append(inspected(&output, &catalogue, &plan, &snapshot));
    }
    Built {
        pages: output.iter().filter(|(route, _)| route.is_html()).count(),
        pictures: photos.len(),
        notes: notes(&catalogue),
        output,
        snapshot,
        diagnostics: found.sorted(),
    }
}

/// Looks at the finished site as a visitor or an auditor would.
fn inspected(output: &Output, catalogue: &Catalogue, plan: &Plan, snapshot: &Snapshot) -> Diagnostics {
    let origins: BTreeMap<Route, Place> = plan.tasks.iter().filter_map(|(route, task)| origin(route, task, catalogue)).collect();
    let site = &catalogue.site;
    let rules = Rules {
        domain: site.domain.clone(),
        base: site.base.clone(),
        id_code: id_code(site),
        allow: public_numbers(catalogue),
        origins: &origins,
    };
    let mut told = Diagnostics::default();
    let mut lines = BTreeSet::new();
    for problem in inspect(output, &rules).sorted() {
        let written = (problem.code == Code::PersonalData).then(|| pinned(&problem, snapshot, &rules.allow)).flatten();
        // One line of a record shows on its page, in lists, on the home page: it is told once.
        if written.as_ref().is_some_and(|place| !lines.insert(place.clone())) {
            continue;
        }
        let place = written.unwrap_or_else(|| problem.place.clone());
        let again = told.add(problem.code, place, problem.message);
        again.labels = problem.labels;
        again.help = problem.help;
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

/// The numbers that are public by declaration.
fn public_numbers(catalogue: &Catalogue) -> Vec<String> {
    let site = &catalogue.site;
    let mut numbers = site.pii_allow.clone();
    numbers.extend([site.contact.phone.clone(), site.contact.email.clone(), site.contact.postcode.clone()]);
    for (_, notice) in catalogue.notices.iter() {
        let contact = &notice.record.contact;
        numbers.extend([contact.phone.clone(), contact.email.clone(), contact.report_line.clone()]);
    }
    numbers.retain(|number| !number.is_empty());
    numbers
}

/// The line of a record that holds what was found on a page: in the record of the page, else in any other.
fn pinned(problem: &Diagnostic, snapshot: &Snapshot, allow: &[String]) -> Option<Place> {
    let public = personal::Public::of(allow);
    let own = snapshot.sources.get(&problem.place.file);
    let others = snapshot.sources.values().filter(|source| source.path.starts_with("content/"));
    own.into_iter().chain(others).find_map(|source| {
        let text = std::str::from_utf8(&source.bytes).ok()?.trim_start_matches('\u{FEFF}');
        let mut found = personal::find(text).into_iter().filter(|finding| !public.holds(finding));
        let finding = found.find(|finding| problem.message.contains(&finding.masked()))?;
        Some(Place::file(source.path.clone()).bytes(finding.range))
    })
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

//! The chain of stages, from files in to files out, readable as one paragraph.
//!
//! **In:** [`Inputs`], a [`Memo`], a [`Request`]. **Out:** a [`Built`] site in memory, with everything that is wrong.
//! **Never:** reads a clock or writes a file.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::earlier::Earlier;
use crate::catalogue::Catalogue;
pub use crate::catalogue::Drafts;
use crate::diag::{Code, Diagnostic, Diagnostics, Outcome, Place};
use crate::inspect::{IdCode, Rules, at_their_lines, inspect};
use crate::memo::Memo;
use crate::output::{Output, Route};
use crate::plan::{Plan, SearchIndex, Task, small};
use crate::record::{Site, SiteKind};
use crate::render::{Photos, Surroundings, Theme, World, derive, render};
use crate::source::{Inputs, Snapshot, gather};
use crate::zh::date::Moment;

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
    /// What is true and which files there are; `None`: there is no site at all.
    pub whole: Option<(Catalogue, Arc<Plan>)>,
    /// Until when the same files make the same site; `None`: nobody knows.
    pub until: Option<Moment>,
}

/// A site before any page of it is made: all that pages follow from.
pub struct Prepared {
    /// The files it was made from.
    pub snapshot: Snapshot,
    /// The templates and assets.
    pub theme: Arc<Theme>,
    /// What is true and which files there are; `None`: there is no site at all.
    pub whole: Option<(Catalogue, Arc<Plan>)>,
    /// The index of the search, once somebody has asked for it.
    pub search: OnceLock<SearchIndex>,
    /// What stands around pages, as far as it was drawn.
    pub around: Surroundings,
    /// What was found so far.
    pub found: Diagnostics,
}

impl Prepared {
    /// Returns what pages are made from; attachments are read through `inputs`.
    pub fn world<'a>(&'a self, inputs: &'a dyn Inputs) -> Option<World<'a>> {
        let (catalogue, plan) = self.whole.as_ref()?;
        let Self { theme, snapshot, search, around, .. } = self;
        Some(World { catalogue, plan, theme, snapshot, inputs, search, around })
    }
}

/// Returns the site of a project at a time.
pub fn build(inputs: &dyn Inputs, memo: &dyn Memo, request: &Request, progress: &(dyn Fn(Step) + Sync)) -> Built {
    let mut earlier = Earlier::default();
    let prepared = prepare(gather(inputs), &mut earlier, (inputs, memo, progress), request);
    let Some(world) = prepared.world(inputs).filter(|_| !is_hopeless(&prepared.found)) else {
        return Built { diagnostics: prepared.found.sorted(), snapshot: prepared.snapshot, ..Built::default() };
    };
    let mut made = Diagnostics::default();
    // The index of the search is in the files that were cut from it; nobody else needs it here.
    let output = render(&World { search: &OnceLock::new(), ..world }).into_value(&mut made);
    made.extend(inspected(&output, &world, prepared.found.has_errors() || made.has_errors()));
    let (pages, pictures) =
        (output.iter().filter(|(route, _)| route.is_html()).count(), world.catalogue.photos().len());
    let notes = notes(world.catalogue);
    let Prepared { snapshot, whole, mut found, .. } = prepared;
    found.append(made);
    let until = earlier.until(request.at);
    Built { output, snapshot, diagnostics: found.sorted(), pages, pictures, notes, whole, until }
}

/// Whether so much is wrong that nobody will publish soon: then no page is made, for what only pages show is told once most of
/// it is mended, and thousands of pages of a broken table take a machine's memory for nothing.
pub fn is_hopeless(found: &Diagnostics) -> bool {
    found.errors() > MOST_ERRORS
}

/// With more errors than this no page is looked at.
const MOST_ERRORS: usize = 1_000;

/// Returns what stands of the gathered files before any page is made; `earlier` saves work and changes nothing.
pub fn prepare(
    gathered: Outcome<Snapshot>,
    earlier: &mut Earlier,
    (inputs, memo, progress): (&dyn Inputs, &dyn Memo, &(dyn Fn(Step) + Sync)),
    request: &Request,
) -> Prepared {
    let mut found = Diagnostics::default();
    let snapshot = gathered.into_value(&mut found);
    let records = earlier.records(&snapshot).into_value(&mut found);
    let theme = earlier.theme(&snapshot).into_value(&mut found);
    let (linked, shape) = earlier.catalogue(records, &snapshot, (request.at, request.drafts));
    let linked = linked.into_value(&mut found);
    let whole = linked.map(|catalogue| {
        let photos = catalogue.photos();
        progress(Step::Pictures(photos.len()));
        let known = earlier.pictures(&snapshot);
        let wanted = Photos { all: &photos, opened: &catalogue.photos_opened() };
        let pictures = derive(wanted, known, (inputs, memo, &|| progress(Step::PictureDone))).into_value(&mut found);
        earlier.keep(&snapshot, &pictures);
        found.append(small(&catalogue, &pictures));
        let assets: Vec<String> = theme.assets.keys().cloned().collect();
        let plan = earlier.plan((&catalogue, shape), pictures, assets).into_value(&mut found);
        (catalogue, plan)
    });
    Prepared { snapshot, theme, whole, search: OnceLock::new(), around: Surroundings::default(), found }
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

//! The chain of stages, from files in to files out, readable as one paragraph.
//!
//! **In:** [`Inputs`], a [`Memo`], a [`Request`]. **Out:** a [`Built`] site in memory, with everything that is wrong.
//! **Never:** reads a clock or writes a file.

use std::sync::{Arc, OnceLock};

use super::earlier::Earlier;
use super::looking::Looking;
use super::pages::{Pages, common, remembered};
use crate::catalogue::Catalogue;
pub use crate::catalogue::Drafts;
use crate::diag::{Code, Diagnostic, Diagnostics, Outcome, Place};
use crate::inspect::Inspection;
use crate::memo::{Key, Memo};
use crate::output::{InMemory, Output, Recall, Route, Shelf};
use crate::plan::{Plan, SearchIndex, small};
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
    /// What the shelf is to remember for the next build, where that is not what it remembers already.
    pub remember: Option<String>,
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
        Some(World { catalogue, plan, theme, snapshot, inputs, search, around, earlier: None })
    }
}

/// Returns the site of a project at a time, with all its files in memory.
pub fn build(inputs: &dyn Inputs, memo: &dyn Memo, request: &Request, progress: &(dyn Fn(Step) + Sync)) -> Built {
    build_onto(&InMemory, (inputs, memo, progress), request)
}

/// Returns the site of a project at a time, whose files lie on a shelf as soon as each is made; nothing is laid there while
/// an error stands that was found before the first was.
pub fn build_onto(
    shelf: &dyn Shelf,
    (inputs, memo, progress): (&dyn Inputs, &dyn Memo, &(dyn Fn(Step) + Sync)),
    request: &Request,
) -> Built {
    let mut earlier = Earlier::default();
    let prepared = prepare(gather(inputs), &mut earlier, (inputs, memo, progress), request);
    let Some(world) = prepared.world(inputs).filter(|_| !is_hopeless(&prepared.found)) else {
        return Built { diagnostics: prepared.found.sorted(), snapshot: prepared.snapshot, ..Built::default() };
    };
    let broken = prepared.found.has_errors();
    let shelf = if broken { &InMemory } else { shelf };
    // The index of the search is in the files that were cut from it; nobody else needs it here.
    let Made { output, told, remember } = made(&World { search: &OnceLock::new(), ..world }, shelf, broken);
    let (pages, pictures) =
        (output.iter().filter(|(route, _)| route.is_html()).count(), world.catalogue.photos().len());
    let notes = notes(world.catalogue);
    let Prepared { snapshot, whole, mut found, .. } = prepared;
    found.extend(told);
    let until = earlier.until(request.at);
    Built { output, snapshot, diagnostics: found.sorted(), pages, pictures, notes, whole, until, remember }
}

/// Every file of a site.
#[derive(Debug, Default)]
pub struct Made {
    /// The files, as they came back from the shelf.
    pub output: Output,
    /// What was found while they were made and looked at, in the order in which it is told.
    pub told: Vec<Diagnostic>,
    /// What the shelf is to remember for the next build, where that is not what it remembers already.
    pub remember: Option<String>,
}

/// Makes every file of the site, looks at each as a visitor or an auditor would, and lays it on the shelf.
///
/// Where the site is `broken` already, or a page of it cannot be made, what leads to such a page is no dead link.
/// Pages that are published, and that the build which laid them remembers to follow from the same, are not made again.
pub fn made(world: &World, shelf: &dyn Shelf, broken: bool) -> Made {
    let looking = Looking::of(world);
    let rules = looking.rules();
    let routes: Vec<&Route> = world.plan.tasks.keys().collect();
    shelf.open(&routes);
    let inspection = Inspection::of(routes.iter().copied(), &rules);
    let before = shelf.remembered();
    let pages = before.map(Pages::read).unwrap_or_default();
    let is_there = |route: &Route, hash: &Key| shelf.has(route, hash);
    let recalled = pages.within(world.plan, common(world.theme, &rules), &is_there);
    let earlier = before.map(|_| &recalled as &dyn Recall);
    let mut found = Diagnostics::default();
    let (output, looked) = render(&World { earlier, ..*world }, &|route, artifact| {
        if let Some(looked) = recalled.looked(route, &artifact) {
            return (artifact, looked);
        }
        let looked = Arc::new(inspection.look(route, &artifact));
        (shelf.lay(route, artifact), looked)
    })
    .into_value(&mut found);
    let broken = broken || found.has_errors();
    if !broken {
        tell_missing(&output, &routes, &mut found);
    }
    let mut told = found.sorted();
    told.extend(looking.told(&inspection, &looked, broken));
    let now = before.map(|_| remembered(&output, &routes, &looked));
    let remember = now.filter(|now| Some(now.as_str()) != before);
    Made { output, told, remember }
}

/// Links lead to what is planned: a file that is missing without a word must not be missing unseen.
fn tell_missing(output: &Output, routes: &[&Route], found: &mut Diagnostics) {
    for route in routes.iter().filter(|route| output.at(route).is_none()) {
        let fact = format!("文件 /{} 没有生成出来", route.address());
        found
            .add(Code::BrokenLink, Place::file(format!("public/{route}")), fact)
            .help("再运行一次；还是这样，就是程序的毛病");
    }
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
    let records = earlier.records(&snapshot, memo).into_value(&mut found);
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

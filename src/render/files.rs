//! Every task of the plan to its file.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::page::{page, template};
use super::theme::Theme;
use crate::catalogue::{AnyId, Catalogue, Subject};
use crate::diag::{Code, Diagnostics, Outcome, Place};
use crate::output::{Artifact, Output, Route};
use crate::plan::{Data, Plan, SearchIndex, Task};
use crate::present::{self, Here};
use crate::record::Kind;
use crate::source::{Inputs, Snapshot};

/// What files are made from.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// What is true.
    pub catalogue: &'a Catalogue,
    /// Which files there are.
    pub plan: &'a Plan,
    /// How they look.
    pub theme: &'a Theme,
    /// The files that were read in full.
    pub snapshot: &'a Snapshot,
    /// Through which attachments are read.
    pub inputs: &'a dyn Inputs,
    /// The index of the search, once somebody has asked for it.
    pub search: &'a OnceLock<SearchIndex>,
}

/// Returns the finished site; a template that fails on many pages is told once a line of it.
pub fn render(world: &World) -> Outcome<Output> {
    let plan = world.plan;
    let tasks: Vec<(&Route, &Task)> = plan.tasks.iter().collect();
    // Every file of the search comes from one index: it is made once, and not once a file.
    // Before files are made in parallel, so that no worker waits for itself.
    world.search_index();
    let made: Vec<(Option<Artifact>, Diagnostics)> = tasks
        .par_iter()
        .map(|(route, task)| {
            let mut found = Diagnostics::default();
            (world.file(route, task, &mut found), found)
        })
        .collect();
    let mut output = Output::default();
    let mut found = Diagnostics::default();
    for ((route, _), (artifact, problems)) in tasks.into_iter().zip(made) {
        found.append(problems);
        if let Some(artifact) = artifact {
            output.add(route.clone(), artifact);
        }
    }
    Outcome { value: output, diagnostics: found }
}

impl World<'_> {
    fn search_index(&self) -> &SearchIndex {
        let home = Route::page("").expect("the home page is a route");
        self.search.get_or_init(|| present::search_index(&self.here(&home)))
    }

    fn here<'h>(&'h self, route: &'h Route) -> Here<'h> {
        Here { catalogue: self.catalogue, plan: self.plan, route, seals: &self.theme.seals }
    }

    /// Returns the one file at `route`, the same bytes as in the whole site; none where the plan has no such file or
    /// its template fails.
    pub fn at(&self, route: &Route) -> Outcome<Option<Artifact>> {
        let mut diagnostics = Diagnostics::default();
        let task = self.plan.tasks.get(route);
        let value = task.and_then(|task| self.file(route, task, &mut diagnostics));
        Outcome { value, diagnostics }
    }

    fn file(&self, route: &Route, task: &Task, found: &mut Diagnostics) -> Option<Artifact> {
        let here = self.here(route);
        let bytes = match task {
            Task::Picture(path, at) => {
                let file = self.plan.pictures.of(path)?.files.get(*at)?;
                return Some(Artifact::stored(file.key, file.hash, file.len));
            }
            Task::Tile(path, at) => {
                let file = self.plan.pictures.of(path)?.tiles.as_ref()?.get(*at)?;
                return Some(Artifact::stored(file.key, file.hash, file.len));
            }
            Task::Manifest => present::manifest(&here).into_bytes(),
            Task::ImageInfo(path) => present::image_info(&here, path)?.into_bytes(),
            Task::File(path) => self.project_file(path, found)?,
            Task::Asset(path) => self.theme.assets.get(path)?.clone(),
            Task::SitemapXml => present::sitemap_xml(&here).into_bytes(),
            Task::Feed => present::feed(&here).into_bytes(),
            Task::Robots => present::robots(&here).into_bytes(),
            Task::Data(Data::Exhibits) => present::exhibits_json(&here).into_bytes(),
            Task::Data(Data::Honours) => present::honours_json(&here).into_bytes(),
            Task::Data(Data::Notices) => present::notices_json(&here).into_bytes(),
            Task::Data(Data::Search(part)) => self.search_index().file(*part).into_bytes(),
            page => self.page(&here, page, found)?,
        };
        Some(Artifact::new(bytes))
    }

    fn project_file(&self, path: &str, found: &mut Diagnostics) -> Option<Vec<u8>> {
        if let Some(source) = self.snapshot.sources.get(path) {
            return Some(source.bytes.to_vec());
        }
        match self.inputs.read(path) {
            Ok(bytes) => Some(bytes),
            Err(why) => {
                let fact = format!("文件读不出来：{why}");
                found.add(Code::Unreadable, Place::file(path), fact).help("检查文件的权限，或者换一份");
                None
            }
        }
    }

    fn page(&self, here: &Here, task: &Task, found: &mut Diagnostics) -> Option<Vec<u8>> {
        let name = template(task)?;
        let theme = self.theme;
        match task {
            Task::Home => page(theme, name, &present::home(here), found),
            Task::Gallery(filter) => page(theme, name, &present::gallery(here, *filter), found),
            Task::Kiosk => page(theme, name, &present::kiosk(here), found),
            Task::Honours => page(theme, name, &present::honours(here), found),
            Task::Search => page(theme, name, &present::search(here), found),
            Task::SiteMap => page(theme, name, &present::sitemap(here), found),
            Task::NotFound => page(theme, name, &present::not_found(here), found),
            Task::Stub(at) => page(theme, name, &present::stub(here, self.catalogue.stubs.get(*at)?), found),
            Task::List(kind, number) => self.list(here, (*kind, *number), name, found),
            Task::Record(id) => self.record(here, *id, name, found),
            Task::SitemapXml | Task::Feed | Task::Robots => None,
            Task::Manifest | Task::ImageInfo(_) | Task::Tile(..) => None,
            Task::Data(_) | Task::Asset(_) | Task::Picture(..) | Task::File(_) => None,
        }
    }

    fn list(&self, here: &Here, (kind, number): (Kind, usize), name: &str, found: &mut Diagnostics) -> Option<Vec<u8>> {
        let theme = self.theme;
        match kind {
            Kind::Unit => page(theme, name, &present::units(here, number), found),
            Kind::Branch => page(theme, name, &present::branches(here, number), found),
            Kind::Person => page(theme, name, &present::people(here, number), found),
            Kind::Post => page(theme, name, &present::posts(here, number), found),
            Kind::Decision => page(theme, name, &present::decisions(here, number), found),
            Kind::Notice => page(theme, name, &present::notices(here, number), found),
            Kind::Pairing => page(theme, name, &present::pairings(here, number), found),
            Kind::Report => page(theme, name, &present::reports(here, number), found),
            Kind::Honour | Kind::Exhibit | Kind::Page => None,
            Kind::Calendar | Kind::Site | Kind::Exhibition => None,
        }
    }

    fn record(&self, here: &Here, id: AnyId, name: &str, found: &mut Diagnostics) -> Option<Vec<u8>> {
        let theme = self.theme;
        match id {
            AnyId::Subject(Subject::Unit(id)) => page(theme, name, &present::unit(here, id), found),
            AnyId::Subject(Subject::Branch(id)) => page(theme, name, &present::branch(here, id), found),
            AnyId::Subject(Subject::Person(id)) => page(theme, name, &present::person(here, id), found),
            AnyId::Subject(Subject::Post(id)) => page(theme, name, &present::post(here, id), found),
            AnyId::Honour(id) => page(theme, name, &present::honour(here, id), found),
            AnyId::Decision(id) => page(theme, name, &present::decision(here, id), found),
            AnyId::Notice(id) => page(theme, name, &present::notice(here, id), found),
            AnyId::Exhibit(id) => page(theme, name, &present::exhibit(here, id), found),
            AnyId::Pairing(id) => page(theme, name, &present::pairing(here, id), found),
            AnyId::Report(id) => page(theme, name, &present::report(here, id), found),
            AnyId::Page(id) => page(theme, name, &present::page(here, id), found),
        }
    }
}

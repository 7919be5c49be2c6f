//! Every task of the plan to its file.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::around::Surroundings;
use super::page::{follows_from, page, template};
use super::theme::Theme;
use crate::catalogue::{AnyId, Catalogue, Subject};
use crate::diag::{Code, Diagnostics, Outcome, Place};
use crate::output::{Artifact, Output, Recall, Route};
use crate::plan::{Data, Plan, SearchIndex, Task};
use crate::present::{self, Here};
use crate::record::Kind;
use crate::source::{Inputs, Snapshot};
use crate::view::Framed;

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
    /// What stands around pages, as far as it was drawn.
    pub around: &'a Surroundings,
    /// Pages that need not be made again.
    pub earlier: Option<&'a dyn Recall>,
}

/// What is done with a file as soon as it is made: it is remembered as it comes back, with what is noted of it.
pub type Finish<'a, T> = &'a (dyn Fn(&Route, Artifact) -> (Artifact, T) + Sync);

/// Returns the finished site, and what was noted of each of its files in the order of routes; a template that fails on many
/// pages is told once a line of it.
pub fn render<T: Default + Send>(world: &World, finish: Finish<T>) -> Outcome<(Output, Vec<T>)> {
    let plan = world.plan;
    let tasks: Vec<(&Route, &Task)> = plan.tasks.iter().collect();
    // Every file of the search comes from one index: it is made once, and not once a file.
    // Before files are made in parallel, so that no worker waits for itself.
    world.search_index();
    let made: Vec<(Option<(Artifact, T)>, Diagnostics)> = tasks
        .par_iter()
        .map(|(route, task)| {
            let mut found = Diagnostics::default();
            (world.file(route, task, &mut found).map(|artifact| finish(route, artifact)), found)
        })
        .collect();
    let mut output = Output::default();
    let mut notes = Vec::with_capacity(made.len());
    let mut found = Diagnostics::default();
    for ((route, _), (file, problems)) in tasks.into_iter().zip(made) {
        found.append(problems);
        let (artifact, note) = file.unzip();
        notes.push(note.unwrap_or_default());
        if let Some(artifact) = artifact {
            output.add(route.clone(), artifact);
        }
    }
    Outcome { value: (output, notes), diagnostics: found }
}

impl World<'_> {
    fn search_index(&self) -> &SearchIndex {
        let home = Route::page("").expect("the home page is a route");
        self.search.get_or_init(|| present::search_index(&self.here(&home)))
    }

    fn here<'h>(&'h self, route: &'h Route) -> Here<'h> {
        Here { catalogue: self.catalogue, plan: self.plan, route, seals: &self.theme.seals }
    }

    /// Returns the one file at `route`, the same bytes as in the whole site, or where those are if an earlier build made it;
    /// none where the plan has no such file or its template fails.
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
            page => return self.page(&here, page, found),
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

    /// Returns a view through its template, with what stands around its page; the page of an earlier build where one follows
    /// from the same.
    fn drawn<V: Framed>(&self, (here, name): (&Here, &str), view: V, found: &mut Diagnostics) -> Option<Artifact> {
        let around = self.around.of((self.theme, here), view.frame().belongs, found)?;
        let key = self.earlier.and_then(|earlier| follows_from(earlier.common(), name, (&view, &around)));
        if let Some(known) = self.earlier.zip(key).and_then(|(earlier, key)| earlier.page(here.route, &key)) {
            return Some(known);
        }
        let html = page(self.theme, name, (&view, &around), found)?;
        Some(Artifact { follows_from: key, ..Artifact::new(html) })
    }

    fn page(&self, here: &Here, task: &Task, found: &mut Diagnostics) -> Option<Artifact> {
        let name = template(task)?;
        let at = (here, name);
        match task {
            Task::Home => self.drawn(at, present::home(here), found),
            Task::Gallery(filter) => self.drawn(at, present::gallery(here, *filter), found),
            Task::Kiosk => self.drawn(at, present::kiosk(here), found),
            Task::Honours => self.drawn(at, present::honours(here), found),
            Task::Search => self.drawn(at, present::search(here), found),
            Task::SiteMap => self.drawn(at, present::sitemap(here), found),
            Task::NotFound => self.drawn(at, present::not_found(here), found),
            Task::Stub(place) => self.drawn(at, present::stub(here, self.catalogue.stubs.get(*place)?), found),
            Task::List(kind, number) => self.list(here, (*kind, *number), name, found),
            Task::Record(id) => self.record(here, *id, name, found),
            Task::SitemapXml | Task::Feed | Task::Robots => None,
            Task::Manifest | Task::ImageInfo(_) | Task::Tile(..) => None,
            Task::Data(_) | Task::Asset(_) | Task::Picture(..) | Task::File(_) => None,
        }
    }

    fn list(
        &self,
        here: &Here,
        (kind, number): (Kind, usize),
        name: &str,
        found: &mut Diagnostics,
    ) -> Option<Artifact> {
        let at = (here, name);
        match kind {
            Kind::Unit => self.drawn(at, present::units(here, number), found),
            Kind::Branch => self.drawn(at, present::branches(here, number), found),
            Kind::Person => self.drawn(at, present::people(here, number), found),
            Kind::Post => self.drawn(at, present::posts(here, number), found),
            Kind::Decision => self.drawn(at, present::decisions(here, number), found),
            Kind::Notice => self.drawn(at, present::notices(here, number), found),
            Kind::Pairing => self.drawn(at, present::pairings(here, number), found),
            Kind::Report => self.drawn(at, present::reports(here, number), found),
            Kind::Honour | Kind::Exhibit | Kind::Page => None,
            Kind::Calendar | Kind::Site | Kind::Exhibition => None,
        }
    }

    fn record(&self, here: &Here, id: AnyId, name: &str, found: &mut Diagnostics) -> Option<Artifact> {
        let at = (here, name);
        match id {
            AnyId::Subject(Subject::Unit(id)) => self.drawn(at, present::unit(here, id), found),
            AnyId::Subject(Subject::Branch(id)) => self.drawn(at, present::branch(here, id), found),
            AnyId::Subject(Subject::Person(id)) => self.drawn(at, present::person(here, id), found),
            AnyId::Subject(Subject::Post(id)) => self.drawn(at, present::post(here, id), found),
            AnyId::Honour(id) => self.drawn(at, present::honour(here, id), found),
            AnyId::Decision(id) => self.drawn(at, present::decision(here, id), found),
            AnyId::Notice(id) => self.drawn(at, present::notice(here, id), found),
            AnyId::Exhibit(id) => self.drawn(at, present::exhibit(here, id), found),
            AnyId::Pairing(id) => self.drawn(at, present::pairing(here, id), found),
            AnyId::Report(id) => self.drawn(at, present::report(here, id), found),
            AnyId::Page(id) => self.drawn(at, present::page(here, id), found),
        }
    }
}

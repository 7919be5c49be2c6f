//! Every file of the site.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::address::{Addresses, asset_route, file_route, record_route};
use super::lists::{Filter, Lists};
use super::pictures::Pictures;
use super::search::{SearchPart, searched};
use super::task::{Data, Task};
use crate::catalogue::{AnyId, Catalogue, Leads};
use crate::diag::{Code, Diagnostics, Outcome, Place};
use crate::output::Route;
use crate::picture::Format;
use crate::record::Kind;

/// Every file of the site, and what it is made of.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The files by route.
    pub tasks: BTreeMap<Route, Task>,
    /// The pages of records.
    pub addresses: Addresses,
    /// What stands on which page of which list.
    pub lists: Lists,
    /// The pictures.
    pub pictures: Pictures,
}

/// Returns the plan of the whole site; `assets` are the theme's files below `templates/`.
pub fn plan(catalogue: &Catalogue, pictures: Pictures, assets: &[String]) -> Outcome<Plan> {
    let (addresses, lists) = rayon::join(|| Addresses::of(catalogue), || Lists::of(catalogue));
    let plan = Plan { tasks: BTreeMap::new(), addresses, lists, pictures };
    let mut planner = Planner { catalogue, found: Diagnostics::default(), plan };
    planner.frame_pages();
    planner.gallery();
    planner.lists();
    planner.records();
    planner.stubs();
    planner.pictures();
    planner.opened();
    planner.files();
    for asset in assets {
        match asset_route(asset) {
            Some(route) => planner.add(route, Task::Asset(asset.clone()), Place::file(format!("templates/{asset}"))),
            None => {
                let fact = format!("文件名「{asset}」不能用在网址里");
                let place = Place::file(format!("templates/{asset}"));
                planner.found.add(Code::Template, place, fact).help("文件名只用小写字母、数字、减号和点");
            }
        }
    }
    Outcome { value: planner.plan, diagnostics: planner.found }
}

struct Planner<'a> {
    catalogue: &'a Catalogue,
    found: Diagnostics,
    plan: Plan,
}

impl Planner<'_> {
    fn add(&mut self, route: Route, task: Task, place: Place) {
        let first = match self.plan.tasks.entry(route) {
            Entry::Vacant(free) => {
                free.insert(task);
                return;
            }
            Entry::Occupied(first) => first,
        };
        let fact = format!("两样东西的地址都是 /{}", first.key().address());
        let problem = self.found.add(Code::RouteClash, place, fact);
        if let Task::Record(id) = first.get() {
            problem.label(self.catalogue.head(*id).origin.clone(), "另一个在这里");
        }
        problem.help("给其中一个换个网址（slug）");
    }

    fn page(&mut self, folder: &str, task: Task) {
        let route = Route::page(folder).expect("the program's own addresses are routes");
        self.add(route, task, Place::file("content/site.yaml"));
    }

    fn file(&mut self, path: &str, task: Task) {
        let route = Route::file(path).expect("the program's own addresses are routes");
        self.add(route, task, Place::file("content/site.yaml"));
    }

    fn frame_pages(&mut self) {
        self.page("", Task::Home);
        self.page("search", Task::Search);
        self.page("sitemap", Task::SiteMap);
        self.file("404.html", Task::NotFound);
        // Its protocol asks for absolute addresses.
        if !self.catalogue.site.domain.is_empty() {
            self.file("sitemap.xml", Task::SitemapXml);
        }
        self.file("feed.xml", Task::Feed);
        self.file("robots.txt", Task::Robots);
        self.file("data/exhibits.json", Task::Data(Data::Exhibits));
        self.file("data/honours.json", Task::Data(Data::Honours));
        self.file("data/notices.json", Task::Data(Data::Notices));
        for part in SearchPart::all(searched(&self.plan.lists, self.catalogue).len()) {
            self.file(&part.path(), Task::Data(Data::Search(part)));
        }
    }

    fn gallery(&mut self) {
        let Some(exhibition) = &self.catalogue.exhibition else { return };
        self.page("exhibits", Task::Gallery(Filter::Whole));
        if self.plan.lists.exhibits.is_empty() {
            return;
        }
        self.page("exhibits/kiosk", Task::Kiosk);
        for chapter in 0..exhibition.chapters.len() {
            let shown = self.catalogue.exhibits.iter().any(|(_, exhibit)| exhibit.links.chapter == Some(chapter));
            if shown {
                self.page(&format!("exhibits/chapter/{}", chapter + 1), Task::Gallery(Filter::Chapter(chapter)));
            }
        }
        for honour in self.plan.lists.filters.clone() {
            let slug = self.catalogue.honours[honour].slug.clone();
            self.page(&format!("exhibits/honour/{slug}"), Task::Gallery(Filter::Honour(honour)));
        }
    }

    /// A list without records has no page: an empty column (空白栏目) fails an inspection.
    fn lists(&mut self) {
        if !self.catalogue.honours.is_empty() {
            self.page("honours", Task::Honours);
        }
        let kinds = [
            Kind::Unit,
            Kind::Branch,
            Kind::Person,
            Kind::Post,
            Kind::Decision,
            Kind::Notice,
            Kind::Pairing,
            Kind::Report,
        ];
        for kind in kinds {
            for page in 1..=self.plan.lists.pages(kind) {
                let folder = match page {
                    1 => kind.folder().to_owned(),
                    page => format!("{}/page/{page}", kind.folder()),
                };
                self.page(&folder, Task::List(kind, page));
            }
        }
    }

    fn records(&mut self) {
        let kinds = [
            Kind::Unit,
            Kind::Branch,
            Kind::Person,
            Kind::Post,
            Kind::Honour,
            Kind::Decision,
            Kind::Notice,
            Kind::Exhibit,
            Kind::Pairing,
            Kind::Report,
        ];
        let mut ids: Vec<AnyId> = kinds.iter().flat_map(|kind| self.plan.lists.all(*kind).iter().copied()).collect();
        ids.extend(self.catalogue.pages.ids().map(AnyId::Page));
        for id in ids {
            // A slug that could not be made or is taken was told when the record was linked.
            if self.catalogue.slug(id).is_empty() {
                continue;
            }
            let route = self.plan.addresses.record(id).clone();
            if let Some(Task::Record(_)) = self.plan.tasks.get(&route) {
                continue;
            }
            self.add(route, Task::Record(id), self.catalogue.head(id).origin.clone());
        }
    }

    fn stubs(&mut self) {
        for (at, stub) in self.catalogue.stubs.iter().enumerate() {
            let route = record_route(stub.kind, &stub.slug);
            self.plan.tasks.entry(route).or_insert(Task::Stub(at));
        }
    }

    fn pictures(&mut self) {
        for (path, set) in &self.plan.pictures.sets {
            for (at, file) in set.files.iter().enumerate() {
                if let Ok(route) = Route::file(file.address.as_str()) {
                    // Two photos of the same bytes share their files.
                    self.plan.tasks.entry(route).or_insert(Task::Picture(path.clone(), at));
                }
            }
        }
    }

    /// What viewers of IIIF open; its names are those that the Image API asks for.
    fn opened(&mut self) {
        if !self.catalogue.is_opened() {
            return;
        }
        self.file("iiif/manifest.json", Task::Manifest);
        for (path, set) in &self.plan.pictures.sets {
            let (Some(service), Some(tiles)) = (set.service(), &set.tiles) else { continue };
            let whole = set.files.iter().rposition(|file| file.recipe.format == Format::Jpeg);
            let mut add = |name: &str, task: Task| {
                if let Ok(route) = Route::file(format!("{service}/{name}")) {
                    // Two photos of the same bytes share their files.
                    self.plan.tasks.entry(route).or_insert(task);
                }
            };
            add("info.json", Task::ImageInfo(path.clone()));
            if let Some(whole) = whole {
                add("full/max/0/default.jpg", Task::Picture(path.clone(), whole));
            }
            for (at, file) in tiles.iter().enumerate() {
                add(&file.tile.name(), Task::Tile(path.clone(), at));
            }
        }
    }

    /// Files that prose or a notice offers.
    fn files(&mut self) {
        for path in offered(self.catalogue) {
            self.plan.tasks.entry(file_route(&path)).or_insert(Task::File(path));
        }
    }
}

/// The paths of all files that shown pages offer.
fn offered(catalogue: &Catalogue) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    for text in catalogue.texts() {
        paths.extend(text.targets.values().filter_map(|leads| match leads {
            Leads::File(file) => Some(file.path.clone()),
            _ => None,
        }));
    }
    for (_, notice) in catalogue.notices.iter().filter(|(_, notice)| notice.shows_all()) {
        paths.extend(notice.links.attachments.iter().map(|file| file.path.clone()));
    }
    paths.sort();
    paths.dedup();
    paths
}

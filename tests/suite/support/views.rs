//! The views of a project as data, and templates rendered from data.
//!
//! **In:** a project. **Out:** what each template is given, as JSON. **Never:** a struct of `view` by name.

use std::collections::BTreeMap;

use bangyang::catalogue::{AnyId, Stub, Subject, link};
use bangyang::diag::Diagnostics;
use bangyang::output::Route;
use bangyang::pipeline::Drafts;
use bangyang::plan::{Data, Pictures, Task, plan};
use bangyang::present::{self, Here, Landmarks};
use bangyang::record::{Kind, read};
use bangyang::render::{Photos, Theme, derive, draw, page, template, theme};
use bangyang::source::{Snapshot, Source, gather};
use bangyang::view::Framed;
use bangyang::zh::date::Moment;
use serde_json::Value;

use super::Project;

/// Returns all that each template is given in a project at a time.
pub fn views(project: &Project, at: &str) -> BTreeMap<&'static str, Vec<Value>> {
    let mut found = Diagnostics::default();
    let snapshot = gather(&project.inputs).into_value(&mut found);
    let records = read(&snapshot).into_value(&mut found);
    let at = Moment::parse(at).unwrap();
    let catalogue = link(records, &snapshot, at, Drafts::Hidden).into_value(&mut found).expect("there is a site");
    let memo = bangyang::memo::Remembered::default();
    let (all, opened) = (catalogue.photos(), catalogue.photos_opened());
    let photos = Photos { all: &all, opened: &opened };
    let pictures = derive(photos, Pictures::default(), (&project.inputs, &memo, &|| {})).into_value(&mut found);
    let plan = plan(&catalogue, pictures, &[]).into_value(&mut found);
    let seal = |name: &str| (format!("assets/{name}"), "sha384-0".to_owned());
    let seals = ["early.js", "site.js", "lost.js", "qr.js", "kiosk.js", "search.js"].map(seal).into();
    let mut views: BTreeMap<&'static str, Vec<Value>> = BTreeMap::new();
    for (route, task) in &plan.tasks {
        let here = Here { catalogue: &catalogue, plan: &plan, route, seals: &seals };
        if let (Some(name), Some(value)) = (template(task), of_task(&here, task, &catalogue.stubs)) {
            views.entry(name).or_default().push(value);
        }
    }
    views
}

/// Returns the files of the search by their paths, without the pages of the site.
pub fn search_files(project: &Project, at: &str) -> BTreeMap<String, String> {
    let mut found = Diagnostics::default();
    let snapshot = gather(&project.inputs).into_value(&mut found);
    let records = read(&snapshot).into_value(&mut found);
    let at = Moment::parse(at).unwrap();
    let catalogue = link(records, &snapshot, at, Drafts::Hidden).into_value(&mut found).expect("there is a site");
    let plan = plan(&catalogue, Pictures::default(), &[]).into_value(&mut found);
    let route = Route::page("").unwrap();
    let index =
        present::search_index(&Here { catalogue: &catalogue, plan: &plan, route: &route, seals: &BTreeMap::new() });
    let parts = plan.tasks.iter().filter_map(|(route, task)| match task {
        Task::Data(Data::Search(part)) => Some((route.as_str().to_owned(), *part)),
        _ => None,
    });
    parts.map(|(path, part)| (path, index.file(part))).collect()
}

/// Returns a view as its template gets it: with what stands around its page.
fn value(here: &Here, view: impl Framed) -> Option<Value> {
    let landmarks = Landmarks::of(here.catalogue, here.plan);
    let around = serde_json::to_value(landmarks.around(here, view.frame().belongs)).expect("a view is data");
    let mut value = serde_json::to_value(view).expect("a view is data");
    let frame = value["frame"].as_object_mut().expect("a frame has fields");
    frame.extend(around.as_object().expect("it has fields").clone());
    Some(value)
}

fn of_task(here: &Here, task: &Task, stubs: &[Stub]) -> Option<Value> {
    match task {
        Task::Home => value(here, present::home(here)),
        Task::Gallery(filter) => value(here, present::gallery(here, *filter)),
        Task::Kiosk => value(here, present::kiosk(here)),
        Task::Honours => value(here, present::honours(here)),
        Task::Search => value(here, present::search(here)),
        Task::SiteMap => value(here, present::sitemap(here)),
        Task::NotFound => value(here, present::not_found(here)),
        Task::Stub(at) => value(here, present::stub(here, &stubs[*at])),
        Task::List(kind, number) => of_list(here, *kind, *number),
        Task::Record(id) => of_record(here, *id),
        _ => None,
    }
}

fn of_list(here: &Here, kind: Kind, number: usize) -> Option<Value> {
    match kind {
        Kind::Unit => value(here, present::units(here, number)),
        Kind::Branch => value(here, present::branches(here, number)),
        Kind::Person => value(here, present::people(here, number)),
        Kind::Post => value(here, present::posts(here, number)),
        Kind::Decision => value(here, present::decisions(here, number)),
        Kind::Notice => value(here, present::notices(here, number)),
        Kind::Pairing => value(here, present::pairings(here, number)),
        Kind::Report => value(here, present::reports(here, number)),
        _ => None,
    }
}

fn of_record(here: &Here, id: AnyId) -> Option<Value> {
    match id {
        AnyId::Subject(Subject::Unit(id)) => value(here, present::unit(here, id)),
        AnyId::Subject(Subject::Branch(id)) => value(here, present::branch(here, id)),
        AnyId::Subject(Subject::Person(id)) => value(here, present::person(here, id)),
        AnyId::Subject(Subject::Post(id)) => value(here, present::post(here, id)),
        AnyId::Honour(id) => value(here, present::honour(here, id)),
        AnyId::Decision(id) => value(here, present::decision(here, id)),
        AnyId::Notice(id) => value(here, present::notice(here, id)),
        AnyId::Exhibit(id) => value(here, present::exhibit(here, id)),
        AnyId::Pairing(id) => value(here, present::pairing(here, id)),
        AnyId::Report(id) => value(here, present::report(here, id)),
        AnyId::Page(id) => value(here, present::page(here, id)),
    }
}

/// Returns the theme that is built in, with these templates in place of its own.
pub fn theme_with(changed: &[(&str, String)]) -> Theme {
    let mut snapshot = Snapshot::default();
    for (name, text) in changed {
        let source = Source::new(&format!("templates/{name}"), text.clone().into_bytes());
        snapshot.sources.insert(source.path.clone(), source);
    }
    theme(&snapshot).value
}

/// Returns a template rendered from data.
pub fn rendered(theme: &Theme, name: &str, view: &Value) -> String {
    let mut found = Diagnostics::default();
    let around = draw(theme, &view["frame"], &mut found);
    let html = around.and_then(|around| page(theme, name, (view, &around), &mut found));
    let told: Vec<String> = found.iter().map(|problem| problem.message.clone()).collect();
    String::from_utf8(html.unwrap_or_else(|| panic!("{name}: {told:?}"))).unwrap()
}

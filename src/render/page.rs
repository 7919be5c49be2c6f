//! One view through one template: the only place that renders.
//!
//! **In:** a template's name and a struct. **Out:** HTML, or the complaint at the template's line. **Never:** a value
//! that is not in the struct.

use std::cell::RefCell;
use std::io::{self, Write};

use serde::Serialize;
use tera::value::Key;
use tera::{Context, Tera, Value};

use super::complaint::complaint;
use super::theme::Theme;
use crate::diag::{Code, Diagnostics, Place};
use crate::memo;
use crate::plan::{Filter, Task};
use crate::record::Kind;

/// Returns the template of a task; none for files that are no pages.
pub fn template(task: &Task) -> Option<&'static str> {
    Some(match task {
        Task::Home => "home.html",
        Task::Gallery(Filter::Whole | Filter::Chapter(_) | Filter::Honour(_)) => "exhibits.html",
        Task::Kiosk => "kiosk.html",
        Task::Honours => "honours.html",
        Task::Search => "search.html",
        Task::SiteMap => "sitemap.html",
        Task::NotFound => "404.html",
        Task::Stub(_) => "stub.html",
        Task::List(kind, _) => list(*kind)?,
        Task::Record(id) => record(id.kind())?,
        Task::SitemapXml | Task::Feed | Task::Robots => return None,
        Task::Manifest | Task::ImageInfo(_) | Task::Tile(..) => return None,
        Task::Data(_) | Task::Asset(_) | Task::Picture(..) | Task::File(_) => return None,
    })
}

fn list(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Unit => "units.html",
        Kind::Branch => "branches.html",
        Kind::Person => "people.html",
        Kind::Post => "posts.html",
        Kind::Decision => "decisions.html",
        Kind::Notice => "notices.html",
        Kind::Pairing => "pairings.html",
        Kind::Report => "reports.html",
        Kind::Honour => "honours.html",
        Kind::Exhibit => "exhibits.html",
        Kind::Page | Kind::Calendar | Kind::Site | Kind::Exhibition => return None,
    })
}

fn record(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Unit => "unit.html",
        Kind::Branch => "branch.html",
        Kind::Person => "person.html",
        Kind::Post => "post.html",
        Kind::Honour => "honour.html",
        Kind::Decision => "decision.html",
        Kind::Notice => "notice.html",
        Kind::Exhibit => "exhibit.html",
        Kind::Pairing => "pairing.html",
        Kind::Report => "report.html",
        Kind::Page => "page.html",
        Kind::Calendar | Kind::Site | Kind::Exhibition => return None,
    })
}

/// No page has more bytes than this; a template that repeats itself without end is stopped here.
const MOST_BYTES: usize = 64 << 20;

/// Few views have more bytes than this.
const ROOMY: usize = 16 << 10;

/// A page that stops growing.
#[derive(Default)]
struct Bounded(Vec<u8>);

thread_local! {
    /// Where a worker renders one page after the other: a page then takes no more memory than it has bytes.
    static ROOM: RefCell<Bounded> = RefCell::default();
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() >= MOST_BYTES {
            return Err(io::Error::other("a page of more bytes than any page has"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is joined to the `frame` of a page: the fields of what stands around it, and the same as HTML.
pub struct Drawn {
    joined: Vec<(Key<'static>, Value)>,
    /// The key of the fields as they were told, from which the HTML follows.
    key: memo::Key,
}

/// The templates of what stands around a page, and the fields of `frame` that hold what they make.
const AROUND: [(&str, &str); 3] =
    [("around/head.html", "head_html"), ("around/header.html", "header_html"), ("around/footer.html", "footer_html")];

/// Returns what stands around a page through its templates; one that fails is told, and there is nothing.
pub fn draw<A: Serialize>(theme: &Theme, around: &A, found: &mut Diagnostics) -> Option<Drawn> {
    let tera = theme.tera.as_ref()?;
    let fields = Value::try_from_serializable(around).ok()?;
    let mut context = Context::new();
    context.insert_value("frame", fields.clone());
    let mut joined: Vec<(Key<'static>, Value)> = fields.into_map()?.into_iter().collect();
    for (name, field) in AROUND {
        let html = rendered(tera, (name, &context), found)?;
        joined.push((Key::from(field), Value::safe_string(std::str::from_utf8(&html).ok()?.trim_end())));
    }
    Some(Drawn { joined, key: memo::Key::of(&postcard::to_allocvec(around).ok()?) })
}

/// Returns the key of all that a page follows from: what every page does, its template, what stands around it, its view.
///
/// The bytes of two views of one type differ where anything in them does.
pub fn follows_from<V: Serialize>(common: &memo::Key, name: &str, view: (&V, &Drawn)) -> Option<memo::Key> {
    let (view, around) = view;
    let mut all = Vec::with_capacity(ROOMY);
    all.extend_from_slice(common.bytes());
    all.extend_from_slice(around.key.bytes());
    all.extend_from_slice(name.as_bytes());
    all.push(0);
    all.extend_from_slice(std::any::type_name::<V>().as_bytes());
    all.push(0);
    Some(memo::Key::of(&postcard::to_io(view, all).ok()?))
}

/// Returns a view through a template; a template that fails is told, and there is no page.
pub fn page<V: Serialize>(theme: &Theme, name: &str, view: (&V, &Drawn), found: &mut Diagnostics) -> Option<Vec<u8>> {
    let tera = theme.tera.as_ref()?;
    let (view, around) = view;
    let context = Context::from_serialize(view).map(|mut context| {
        let mut frame = context.remove("frame").and_then(Value::into_map).unwrap_or_default();
        frame.extend(around.joined.iter().cloned());
        context.insert_value("frame", frame.into());
        context
    });
    match context {
        Ok(context) => rendered(tera, (name, &context), found),
        Err(error) => {
            complaint(&error, name, found);
            None
        }
    }
}

fn rendered(tera: &Tera, (name, context): (&str, &Context), found: &mut Diagnostics) -> Option<Vec<u8>> {
    let mut html = ROOM.take();
    html.0.clear();
    match tera.render_to(name, context, &mut html) {
        Ok(()) => {
            let page = html.0.as_slice().to_vec();
            ROOM.set(html);
            Some(page)
        }
        Err(_) if html.0.len() >= MOST_BYTES => {
            found
                .add(Code::Template, Place::file(format!("templates/{name}")), "页面超过 64 MB，模板可能在不停地重复")
                .help("检查模板里的循环");
            None
        }
        Err(error) => {
            complaint(&error, name, found);
            None
        }
    }
}

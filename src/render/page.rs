//! One view through one template: the only place that renders.
//!
//! **In:** a template's name and a struct. **Out:** HTML, or the complaint at the template's line. **Never:** a value
//! that is not in the struct.

use std::cell::RefCell;
use std::io::{self, Write};

use serde::Serialize;
use tera::Context;

use super::complaint::complaint;
use super::theme::Theme;
use crate::diag::{Code, Diagnostics, Place};
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

/// Returns a view through a template; a template that fails is told, and there is no page.
pub fn page<V: Serialize>(theme: &Theme, name: &str, view: &V, found: &mut Diagnostics) -> Option<Vec<u8>> {
    let tera = theme.tera.as_ref()?;
    let mut html = ROOM.take();
    html.0.clear();
    let rendered = Context::from_serialize(view).and_then(|context| tera.render_to(name, &context, &mut html));
    match rendered {
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

//! What the frame of a page says of that page: head and breadcrumb.
//!
//! **In:** a [`Here`], what a page tells of itself. **Out:** its [`Frame`]. **Never:** what all pages have around them.

use super::column;
use super::here::Here;
use super::linked;
use super::metas::{Article, Sort, address, metas};
use crate::record::{Head, Kind};
use crate::view::{Frame, Link};
use crate::zh::phrase::phrases;

/// What a page tells its frame.
pub(super) struct Page<'a> {
    /// The page's one heading.
    pub(super) heading: String,
    /// What it is to an auditor.
    pub(super) sort: Sort<'a>,
    /// The way here between home and this page.
    pub(super) way: Vec<Link>,
    /// The part of the menu that it belongs to.
    pub(super) belongs: Option<Kind>,
    /// Whether it shows a sample record.
    pub(super) sample: bool,
    /// Scripts of its own: `kiosk.js`.
    pub(super) scripts: &'static [&'static str],
}

impl<'a> Page<'a> {
    /// Returns the frame's facts of a page of a column.
    pub(super) fn column(here: &Here, kind: Kind) -> Self {
        Self {
            heading: column::name(here.catalogue, kind),
            sort: Sort::Column(kind),
            way: Vec::new(),
            belongs: Some(kind),
            sample: false,
            scripts: &[],
        }
    }

    /// Returns the frame's facts of a record's page.
    pub(super) fn record(here: &Here, kind: Kind, head: &'a Head, article: Article) -> Self {
        Self {
            heading: head.name.clone(),
            sort: Sort::Article(kind, head, article),
            way: vec![column_link(here, kind)],
            belongs: Some(kind),
            sample: head.sample,
            scripts: &[],
        }
    }
}

/// Returns a heading in the phrases between which its line may break.
pub(super) fn broken(heading: &str) -> Vec<String> {
    phrases(heading).into_iter().map(str::to_owned).collect()
}

/// Returns the link to a column's first page.
pub(super) fn column_link(here: &Here, kind: Kind) -> Link {
    Link::new(column::name(here.catalogue, kind), here.folder(kind.folder()))
}

/// Returns the frame of a page.
pub(super) fn frame(here: &Here, page: Page) -> Frame {
    let site = &here.catalogue.site;
    let is_home = matches!(page.sort, Sort::Home);
    let title = if is_home {
        site.name.clone()
    } else {
        let column = page.way.last().map(|link| format!(" · {}", link.text)).unwrap_or_default();
        let sample = if page.sample && !page.heading.contains("示例") { "（示例）" } else { "" };
        format!("{}{sample}{column} - {}", page.heading, site.name)
    };
    let mut here_list = Vec::new();
    if !is_home {
        here_list.push(Link::new("首页", here.folder("")));
        here_list.extend(page.way);
        here_list.push(Link::new(&page.heading, ""));
    }
    let scripts = page.scripts.iter().map(|name| here.script(name)).collect();
    let metas = metas(here, &page.sort);
    let about = (page.heading.as_str(), &page.sort);
    Frame {
        open_graph: linked::open_graph(here, about, &metas),
        linked_html: linked::json_ld(here, about, &here_list),
        belongs: page.belongs.map_or("", Kind::folder),
        title,
        here: here_list,
        metas,
        scripts,
        phrases: broken(&page.heading),
        heading: page.heading,
        sample: page.sample,
        canonical: address(here),
    }
}

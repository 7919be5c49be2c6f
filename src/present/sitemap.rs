//! 网站地图, and the page of the search.

use super::column::{self, COLUMNS};
use super::frame::frame;
use super::here::Here;
use super::page::plain;
use crate::catalogue::AnyId;
use crate::record::Kind;
use crate::view;

/// Kinds of which the map names every record; of the others it names the list.
const SPELT_OUT: [Kind; 2] = [Kind::Exhibit, Kind::Honour];

/// Returns 网站地图: the columns with what lies below them, and the free pages.
pub fn sitemap(here: &Here) -> view::SiteMap {
    let mut nodes =
        vec![view::Node { text: "首页".to_owned(), href: here.folder(""), sample: false, children: Vec::new() }];
    for kind in COLUMNS {
        let href = here.folder(kind.folder());
        if href.is_empty() {
            continue;
        }
        let children = if SPELT_OUT.contains(&kind) {
            here.plan.lists.all(kind).iter().map(|id| leaf(here, *id)).collect()
        } else {
            pages(here, kind)
        };
        nodes.push(view::Node { text: column::name(here.catalogue, kind), href, sample: false, children });
    }
    let free: Vec<view::Node> = here.catalogue.pages.ids().map(|id| leaf(here, AnyId::Page(id))).collect();
    if !free.is_empty() {
        nodes.push(view::Node { text: "其他页面".to_owned(), href: String::new(), sample: false, children: free });
    }
    view::SiteMap { frame: frame(here, plain("网站地图")), nodes }
}

fn leaf(here: &Here, id: AnyId) -> view::Node {
    let link = here.link(id);
    view::Node { text: link.text, href: link.href, sample: link.sample, children: Vec::new() }
}

/// The further pages of a long list.
fn pages(here: &Here, kind: Kind) -> Vec<view::Node> {
    let node = |page: usize| view::Node {
        text: format!("第{page}页"),
        href: here.folder(&format!("{}/page/{page}", kind.folder())),
        sample: false,
        children: Vec::new(),
    };
    (2..=here.plan.lists.pages(kind)).map(node).collect()
}

/// Returns the page of the search.
pub fn search(here: &Here) -> view::Search {
    let mut about = plain("搜索");
    about.scripts = &["search.js"];
    let groups = COLUMNS.iter().filter_map(|kind| {
        let href = here.folder(kind.folder());
        let count = here.plan.lists.all(*kind).len().to_string();
        (!href.is_empty()).then(|| view::SearchGroup { text: column::name(here.catalogue, *kind), href, count })
    });
    view::Search { frame: frame(here, about), index: vec![here.file("data/search.js")], groups: groups.collect() }
}

//! Free pages, the page for an address that is not there, and what stands where something was withdrawn.

use super::column::COLUMNS;
use super::frame::{Page, column_link, frame};
use super::here::{Here, maybe_credit};
use super::metas::{Article, Sort};
use super::pictures::{self, Place};
use super::prose;
use crate::catalogue::{PageId, Stub};
use crate::record::Kind;
use crate::view;
use crate::zh::spacing;

/// Returns a free page.
pub fn page(here: &Here, id: PageId) -> view::Page {
    let node = &here.catalogue.pages[id];
    let head = node.head();
    let article =
        Article { description: spacing::excerpt(&prose::plain(node.story.as_ref()), 100), ..Article::default() };
    let about = Page {
        heading: head.name.clone(),
        sort: Sort::Article(Kind::Page, head, article),
        way: Vec::new(),
        belongs: Some(Kind::Page),
        sample: head.sample,
        scripts: &[],
    };
    view::Page {
        frame: frame(here, about),
        summary: head.summary.clone(),
        body_html: prose::html(here, node.story.as_ref()),
        pictures: pictures::plates(here, head, &node.photos, Place::Below),
        credit: maybe_credit(here, head),
    }
}

/// Returns the page for an address that is not there.
pub fn not_found(here: &Here) -> view::NotFound {
    let base = &here.catalogue.site.base;
    let suggestions = COLUMNS.iter().map(|kind| column_link(here, *kind)).filter(|link| !link.href.is_empty());
    view::NotFound {
        frame: frame(here, plain("页面不存在")),
        base: base.clone(),
        lost: view::Script { src: format!("{base}assets/lost.js"), integrity: here.seal("lost.js") },
        suggestions: suggestions.collect(),
    }
}

/// Returns the page that stands where a withdrawn record stood.
pub fn stub(here: &Here, stub: &Stub) -> view::Stub {
    let mut about = plain("内容已撤下");
    let column = column_link(here, stub.kind);
    let back = if column.href.is_empty() {
        view::Link::new("首页", here.folder(""))
    } else {
        about.way = vec![column.clone()];
        column
    };
    view::Stub { frame: frame(here, about), sentence: "这个地址原来的内容不再公开。".to_owned(), back }
}

/// A page that is neither a column nor an article.
pub(super) fn plain<'a>(heading: &str) -> Page<'a> {
    Page { heading: heading.to_owned(), sort: Sort::Plain, way: Vec::new(), belongs: None, sample: false, scripts: &[] }
}

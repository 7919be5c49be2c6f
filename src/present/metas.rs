//! The meta tags, to the letter of 《政府网站发展指引》 (国办发〔2017〕47号) with its 网页设计规范.
//!
//! Site tags stand on every page; column tags on the home page, on columns and on content pages; article tags on
//! content pages. A tag without content is not printed, and one that must be there is told by `inspect`.

use super::column;
use super::here::Here;
use crate::record::{Head, Kind};
use crate::view::Meta;

/// What a page is to an auditor.
pub(super) enum Sort<'a> {
    /// The home page (首页).
    Home,
    /// A column, or a list in it (栏目页).
    Column(Kind),
    /// A content page (内容页) of a column.
    Article(Kind, &'a Head, Article),
    /// Neither: search, 404.
    Plain,
}

/// What an article's tags say beyond its record's head.
#[derive(Debug, Clone, Default)]
pub(super) struct Article {
    /// Abstract, where the record has none.
    pub(super) description: String,
    /// The address of its picture, relative to the page.
    pub(super) image: String,
}

/// Returns the tags of a page in their order.
pub(super) fn metas(here: &Here, sort: &Sort) -> Vec<Meta> {
    let mut metas = Vec::new();
    let mut add = |name: &str, content: &str| {
        if !content.trim().is_empty() {
            metas.push(Meta { name: name.to_owned(), content: content.trim().to_owned() });
        }
    };
    let site = &here.catalogue.site;
    add("SiteName", &site.name);
    add("SiteDomain", &site.domain);
    add("SiteIDCode", &site.id_code);
    match sort {
        Sort::Home => {
            add("ColumnName", "首页");
            add("ColumnDescription", &home_description(here));
            add("ColumnKeywords", &home_keywords(here));
            add("ColumnType", "首页");
        }
        Sort::Column(kind) => column_metas(here, *kind, &mut add),
        Sort::Article(kind, head, article) => {
            column_metas(here, *kind, &mut add);
            article_metas(here, head, article, &mut add);
        }
        Sort::Plain => {}
    }
    metas
}

fn home_description(here: &Here) -> String {
    let site = &here.catalogue.site;
    let written = [&site.description, &site.head.summary].into_iter().find(|text| !text.is_empty());
    written.map_or_else(|| format!("{}首页", site.name), String::clone)
}

fn home_keywords(here: &Here) -> String {
    let site = &here.catalogue.site;
    if site.head.keywords.is_empty() { site.name.clone() } else { site.head.keywords.join(",") }
}

fn column_metas(here: &Here, kind: Kind, add: &mut impl FnMut(&str, &str)) {
    let catalogue = here.catalogue;
    add("ColumnName", &column::name(catalogue, kind));
    add("ColumnDescription", &column::description(catalogue, kind));
    add("ColumnKeywords", &column::keywords(catalogue, kind));
    add("ColumnType", &column::category(catalogue, kind));
}

/// A record without a publishing time has no PubDate: nobody may make one up.
fn article_metas(here: &Here, head: &Head, article: &Article, add: &mut impl FnMut(&str, &str)) {
    let Some(publish) = head.publish else { return };
    let site = &here.catalogue.site;
    add("ArticleTitle", &head.name);
    add("PubDate", &publish.to_string());
    let source = [&head.source, &site.organiser, &site.name].into_iter().find(|source| !source.is_empty());
    add("ContentSource", source.map_or("", String::as_str));
    add("Keywords", &head.keywords.join(","));
    add("Author", if head.author.is_empty() { &head.editor } else { &head.author });
    add("Description", if head.summary.is_empty() { &article.description } else { &head.summary });
    add("Image", &article.image);
    add("Url", &address(here));
}

/// Returns this page's absolute address where the site has a domain; else empty.
pub(super) fn address(here: &Here) -> String {
    here.catalogue.site.absolute(here.route.address()).unwrap_or_default()
}

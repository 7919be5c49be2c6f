//! The tags that a page of a government or party site has to carry (政府网站网页设计规范: 网站标签, 栏目标签, 内容页标签).
//!
//! **In:** a page. **Out:** [`Problem`]s: a tag that is missing, empty, or not of its form. **Never:** asks the record.

use super::names::{ARTICLE, COLUMN, OPTIONAL};
use super::page::Page;
use super::problem::Problem;
use super::site::{IdCode, Site};
use crate::diag::Code;

/// Adds what the head of the page at `route` lacks.
pub(super) fn check(site: &Site<'_>, route: &str, page: &Page, problems: &mut Vec<Problem>) {
    let content = |name: &str| page.metas.iter().find(|(meta, _)| *meta == name).map(|(_, content)| content.trim());
    for name in required(site, route, page) {
        if content(name).is_none_or(str::is_empty) {
            problems.push(lacking(name));
        }
    }
    for name in OPTIONAL {
        if content(name) == Some("") {
            problems.push(lacking(name));
        }
    }
    if content("PubDate").is_some_and(|date| !date.is_empty() && !is_minute(date)) {
        problems.push(problem("PubDate form", "的标签 PubDate 不是「2021-06-11 09:30」这种写法", "改模板里的 PubDate"));
    }
    if !page.has_lang {
        problems.push(problem("lang", "没有注明语言", "在模板的 <html> 上写 lang=\"zh-CN\""));
    }
    if page.title.as_deref().is_none_or(|title| title.trim().is_empty()) {
        problems.push(problem("title", "没有标题", "在模板的 <title> 里写上标题"));
    }
}

/// Returns the tags that this page needs: every page those of the site; the home page and the pages of a column those
/// of a column; a page with an article all three groups.
fn required<'a>(site: &Site<'_>, route: &str, page: &Page) -> Vec<&'a str> {
    let has = |names: &[&str]| page.metas.iter().any(|(name, _)| names.contains(name));
    let mut names = vec!["SiteName"];
    if !site.domain.is_empty() {
        names.push("SiteDomain");
    }
    if site.id_code == IdCode::Given {
        names.push("SiteIDCode");
    }
    let article = has(&ARTICLE);
    if article || has(&COLUMN) || route == "index.html" {
        names.extend(COLUMN);
    }
    if article {
        names.extend(ARTICLE);
    }
    names
}

fn lacking(name: &str) -> Problem {
    let help = match name {
        "PubDate" => "在记录里写上「发布时间」",
        "ContentSource" => "在记录里写上「来源」",
        "ArticleTitle" => "在记录里写上「标题」",
        "SiteName" | "SiteDomain" | "SiteIDCode" => "在 content/site.yaml 里写上；改过模板的，核对 base.html",
        name if COLUMN.contains(&name) => "在 content/site.yaml 的「栏目」里写上；改过模板的，核对 base.html",
        _ => "补上内容，或去掉这个标签",
    };
    problem(name, &format!("缺少标签 {name} 的内容"), help)
}

fn problem(subject: &str, fact: &str, help: &str) -> Problem {
    Problem {
        code: Code::EmptyMeta,
        subject: subject.to_owned(),
        fact: fact.to_owned(),
        help: help.to_owned(),
        line: None,
    }
}

/// Returns whether the text has the form `2021-06-11 09:30`.
fn is_minute(text: &str) -> bool {
    text.len() == 16
        && text.bytes().zip(b"0000-00-00 00:00").all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            mark => byte == *mark,
        })
}

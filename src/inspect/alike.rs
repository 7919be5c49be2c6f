//! Parts that pages have in common: a site's header and footer are the same bytes on thousands of pages.
//!
//! A part in which nothing is wrong is looked at once, for all pages on which its links lead to the same files. One with
//! anything wrong is read with every page, as if it stood there alone, and told for each.
//!
//! **In:** the text of a page. **Out:** where such parts stand in it, and the ids in them. **Never:** a part that reads
//! otherwise within its page than by itself, or that leads elsewhere from another page.

use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock};

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::leaks;
use super::links;
use super::page::{Known, Page, read_plain};
use super::site::Site;

/// The ids of a part that is sound; `None`: it has to be read with its page.
type Part = Option<Arc<[String]>>;

/// Parts that were looked at, by the folder in which the folders of their pages lie.
#[derive(Debug, Default)]
pub(super) struct Alike {
    parts: RwLock<FxHashMap<String, FxHashMap<String, Part>>>,
}

impl Alike {
    /// Returns the known parts of the page at `route`, in the order of the page.
    pub(super) fn parts_of(&self, site: &Site<'_>, route: &str, text: &str) -> Vec<Known> {
        // A page at the root has links of its own kind.
        let Some(above) = folder(route).map(|own| folder(own).unwrap_or_default()) else { return Vec::new() };
        let header = header(text);
        let footer = footer(text).filter(|footer| header.as_ref().is_none_or(|header| header.end <= footer.start));
        let known = |range: Range<usize>| {
            let ids = self.part(site, (above, route), &text[range.clone()])?;
            Some(Known { range, ids })
        };
        header.into_iter().chain(footer).filter_map(known).collect()
    }

    fn part(&self, site: &Site<'_>, (above, route): (&str, &str), text: &str) -> Part {
        let parts = self.parts.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(part) = parts.get(above).and_then(|parts| parts.get(text)) {
            return part.clone();
        }
        drop(parts);
        let part = sound(site, route, text);
        let mut parts = self.parts.write().unwrap_or_else(PoisonError::into_inner);
        parts.entry(above.to_owned()).or_default().insert(text.to_owned(), part.clone());
        part
    }
}

/// Looks at a part by itself.
fn sound(site: &Site<'_>, route: &str, text: &str) -> Part {
    let page = read_plain(text, &[])?;
    let leads_alike = page.links.iter().all(|link| link.url.starts_with("../") || link.url.contains("://"));
    let mut problems = Vec::new();
    let jumps = links::check(site, route, &page.links, &mut problems);
    leaks::in_readings(site, &page.text, &mut problems);
    let Page { metas, title, wordless, ids, .. } = page;
    let is_sound = problems.is_empty() && wordless.is_empty() && jumps.is_empty();
    let is_of_the_body = metas.is_empty() && title.is_none();
    (leads_alike && is_sound && is_of_the_body).then(|| ids.into())
}

/// The folder in which a file or a folder lies; none at the root.
fn folder(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

/// The first header of a page with its tags.
fn header(text: &str) -> Option<Range<usize>> {
    let start = memmem::find(text.as_bytes(), b"<header")?;
    let length = memmem::find(&text.as_bytes()[start..], b"</header>")? + "</header>".len();
    Some(start..start + length)
}

/// The last footer of a page, and what follows it.
fn footer(text: &str) -> Option<Range<usize>> {
    memmem::rfind(text.as_bytes(), b"<footer").map(|start| start..text.len())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::site::Rules;
    use super::super::trial::inspect;
    use super::{Alike, Site};
    use crate::output::{Artifact, Output, Route};

    const HEAD: &str = r#"<!DOCTYPE html><html lang="zh-CN"><head><title>榜样</title><meta name="SiteName" content="示例网"></head><body>"#;

    /// Pages of two folders, each within the same header and footer.
    fn site(header: &str, footer: &str) -> Output {
        let mut output = Output::default();
        for path in ["a/1/index.html", "a/2/index.html", "b/1/index.html", "a/1/own.html"] {
            let html = format!(
                "{HEAD}<header class=\"x\">{header}</header><main><p id=\"p\">13</p></main>\n<footer>{footer}</footer></body></html>"
            );
            output.add(Route::file(path).expect("a route"), Artifact::new(html.into_bytes()));
        }
        output
    }

    fn told(header: &str, footer: &str) -> Vec<String> {
        let origins = BTreeMap::new();
        let found = inspect(&site(header, footer), &Rules::of_nothing(&origins)).sorted();
        let line = |one: &crate::diag::Diagnostic| format!("{} {}", one.place.file, one.message);
        found.iter().map(line).filter(|line| !line.contains("元标签") && !line.contains("<meta")).collect()
    }

    #[test]
    fn a_part_is_known_where_it_is_sound_and_leads_alike() {
        let (origins, sound) = (BTreeMap::new(), "<a href=\"../../a/1/index.html\">x</a>");
        let known = |header: &str, footer: &str, route: &str| {
            let output = site(header, footer);
            let rules = Rules::of_nothing(&origins);
            let site = Site::of(output.iter().map(|(route, _)| route).collect(), &rules);
            let html = output.at(&Route::file(route).expect("a route")).and_then(Artifact::bytes).expect("a page");
            let text = std::str::from_utf8(html).expect("it is text");
            Alike::default().parts_of(&site, route, text).len()
        };
        assert_eq!(known(sound, sound, "a/1/index.html"), 2);
        assert_eq!(known(sound, "<a href=\"own.html\">x</a>", "a/1/index.html"), 1);
        assert_eq!(known("<p>13800138000</p>", sound, "a/1/index.html"), 1);
        assert_eq!(known("<footer></footer>", "", "a/1/index.html"), 2);
    }

    #[test]
    fn what_is_wrong_in_a_part_is_told_of_every_page() {
        for (header, footer) in [
            ("<p>手机 13800138000</p>", ""),
            ("", "<img src=\"../../a/1/index.html\">"),
            ("", "<a href=\"../../nowhere.html\">x</a>"),
        ] {
            let told = told(header, footer);
            assert!(told.len() == 1 && told[0].contains("共 4 个页面"), "{told:?}");
        }
        // From some of the pages these open, from the others they do not.
        for (link, broken) in [
            ("#none", vec!["a/1/index.html", "a/1/own.html", "a/2/index.html", "b/1/index.html"]),
            ("own.html", vec!["a/2/index.html", "b/1/index.html"]),
            ("../1/own.html", vec!["b/1/index.html"]),
            ("../../a/1/own.html", Vec::new()),
        ] {
            let link = format!("<a href=\"{link}\">x</a>");
            for (header, footer) in [(link.as_str(), ""), ("", link.as_str())] {
                let told = told(header, footer);
                let pages: Vec<&str> =
                    told.iter().filter_map(|line| line.strip_prefix("public/")?.split(' ').next()).collect();
                assert_eq!(pages, broken, "{link}: {told:?}");
            }
        }
    }

    #[test]
    fn places_in_a_part_are_found_and_numbers_do_not_join_across_its_edge() {
        assert_eq!(told("<p id=\"h\">x</p>", "<a href=\"../../a/1/index.html#h\">x</a>"), [""; 0]);
        assert_eq!(told("<b>138</b>", "<b>00138000</b>"), [""; 0]);
    }

    #[test]
    fn a_part_that_is_broken_off_is_read_with_its_page() {
        let found = told("<a href=\"../../a/1/index.html\"><b>x", "<!-- <a href=\"../../none.html\"> -->");
        assert_eq!(found, [""; 0]);
        assert_eq!(told("<script>x</script>", "<noscript><a href=\"../../none.html\">x</a></noscript>").len(), 1);
    }
}

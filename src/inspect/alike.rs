//! Lines that pages have in common: a template writes the same bytes on thousands of pages.
//!
//! A line in which nothing is wrong, wherever it stands, is looked at by itself once it has been met a few times, and passed
//! over on all pages of the same depth, on which its links lead to the same files. One with anything wrong, or that asks
//! anything of its page, is read with every page. What is passed over is found by its bytes.
//!
//! **In:** lines that were met often. **Out:** the known lines of the pages of a depth. **Never:** a line that reads
//! otherwise within its page than by itself, or that leads elsewhere from another page.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use memchr::memmem;

use super::leaks;
use super::lines::{Lines, Part};
use super::links;
use super::page::{Page, alone};
use super::site::Site;

/// Pages that lie deeper are read in full.
const DEPTHS: usize = 8;

/// The lines of all pages that have been looked at so far, by the depth of the pages.
#[derive(Debug)]
pub(super) struct Alike(Vec<RwLock<Lines>>);

impl Default for Alike {
    fn default() -> Self {
        Self(std::iter::repeat_with(|| RwLock::new(Lines::none())).take(DEPTHS).collect())
    }
}

impl Alike {
    /// Returns the lines that the page at `route` may have in common with others, if any can be.
    pub(super) fn of(&self, route: &str) -> Option<RwLockReadGuard<'_, Lines>> {
        let lines = self.0.get(depth(route)).filter(|_| has_kin(route))?;
        Some(lines.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks at lines of the page at `route` that were met often, so that they are known from now on.
    pub(super) fn learn(&self, site: &Site<'_>, route: &str, met: Vec<String>) {
        let Some(known) = self.0.get(depth(route)).filter(|_| !met.is_empty()) else { return };
        let parts: Vec<_> = met.into_iter().map(|line| (sound(site, route, &line), line)).collect();
        let mut known = known.write().unwrap_or_else(PoisonError::into_inner);
        for (part, line) in parts {
            known.add(&line, part);
        }
    }
}

/// Looks at a line by itself; nothing comes back where that does not tell all of it for every page.
fn sound(site: &Site<'_>, route: &str, line: &str) -> Option<Part> {
    let page = alone(line)?;
    let root = "../".repeat(depth(route));
    let leads_alike = page.links.iter().all(|link| link.url.starts_with(&root) || is_whole(&link.url));
    let mut problems = Vec::new();
    let jumps = links::check(site, route, &page.links, &mut problems);
    let tail = leaks::tail_of_silent(site, &page.text)?;
    let Page { metas, title, wordless, ids, .. } = page;
    let is_sound = problems.is_empty() && wordless.is_empty() && jumps.is_empty();
    let is_of_the_body = metas.is_empty() && title.is_none() && memmem::find(line.as_bytes(), b"<html").is_none();
    (leads_alike && is_sound && is_of_the_body).then(|| Part { ids: ids.into(), tail: tail.into() })
}

/// Whether an address is the same from everywhere.
fn is_whole(url: &str) -> bool {
    let begins = |scheme: &str| url.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

fn depth(route: &str) -> usize {
    route.bytes().filter(|byte| *byte == b'/').count()
}

/// The page of what is missing is shown anywhere: what its links mean, no other page's mean. Into pages of other names nobody
/// looks for a `#fragment`.
fn has_kin(route: &str) -> bool {
    route.ends_with(".html") && route != "404.html"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::super::lines::Found;
    use super::super::page::{Ways, read};
    use super::super::site::{Rules, Site};
    use super::super::trial::{inspect, inspect_with};
    use super::Alike;
    use crate::output::{Artifact, Output, Route};

    const HEAD: &str =
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<title>榜样</title>\n<meta name=\"SiteName\" content=\"示例网\">\n";

    /// Pages of two folders, in each of which stands what `body` makes of its number.
    fn site(body: impl Fn(usize) -> String) -> Output {
        let mut output = Output::default();
        for number in 0..24 {
            let path = format!("{}/{number}/index.html", if number % 3 == 0 { "a" } else { "b" });
            let html = format!("{HEAD}{}\n<p>完</p>\n", body(number));
            output.add(Route::file(path).expect("a route"), Artifact::new(html.into_bytes()));
        }
        output
    }

    fn told_by(alike: Alike, output: &Output) -> Vec<String> {
        let origins = BTreeMap::new();
        let rules = Rules { allow: vec!["0317-3041450".to_owned()], ..Rules::of_nothing(&origins) };
        let found = inspect_with(alike, output, &rules).sorted();
        found.iter().map(|one| format!("{} {}", one.place.file, one.message)).collect()
    }

    /// Returns whether the line is known once it has stood on many pages, and how it ends if it is passed over.
    fn learnt(line: &str) -> Option<Option<String>> {
        let (output, origins, alike) = (site(|_| line.to_owned()), BTreeMap::new(), Alike::default());
        let rules = Rules { allow: vec!["0317-3041450".to_owned()], ..Rules::of_nothing(&origins) };
        let site = Site::of(output.iter().map(|(route, _)| route).collect(), &rules);
        for (route, artifact) in output.iter() {
            let met = {
                let lines = alike.of(route.as_str());
                read(artifact.bytes().expect("a page"), Ways { opens: None, lines: lines.as_deref() }).met
            };
            alike.learn(&site, route.as_str(), met);
        }
        let lines = alike.of("a/0/index.html").expect("pages of this depth have lines");
        match lines.find(line, 0) {
            Found::Known(_, line) => Some(line.part.as_ref().map(|part| part.tail.to_string())),
            Found::Often(_) | Found::New => None,
        }
    }

    #[test]
    fn a_line_is_passed_over_where_it_is_sound_by_itself_and_leads_alike() {
        for (line, tail) in [
            ("<div class=\"x\">", ""),
            ("<p>先进集体</p>", "先进集体\n"),
            ("<a href=\"../../a/0/index.html\">首页</a>", "首页\n"),
            ("<p>电话：0317-3041450 转人事处</p>", "; 转人事处\n"),
            ("<p id=\"x\">共有二十五个单位参加了评选。</p>", ";\n"),
        ] {
            assert_eq!(learnt(line), Some(Some(tail.to_owned())), "{line}");
        }
        for line in [
            "<a href=\"../1/index.html\">邻页</a>",
            "<a href=\"../0/index.html?from=https://x.cn\">邻页</a>",
            "<a href=\"../../none.html\">断</a>",
            "<a href=\"#x\">x</a>",
            "<a href=\"../../a/0/index.html\">",
            "<p>先进",
            "<span>1",
            "<b>先进</b>",
            "<p>手机 13800138000</p>",
            "<td>3041451</td>",
            "<img src=\"../../a/0/index.html\">",
            "<meta name=\"ColumnName\" content=\"x\">",
            "<p title='x'>x</p>",
            "<html lang=\"zh\">",
            "<!-- x -->",
        ] {
            assert_eq!(learnt(line), Some(None), "{line}");
        }
        assert_eq!(learnt("文字"), None);
    }

    #[test]
    fn what_is_wrong_in_a_line_is_told_of_every_page() {
        for body in ["<p>手机 13800138000</p>", "<img src=\"../../a/0/index.html\">", "<a href=\"../../no.html\">x</a>"]
        {
            let told = told_by(Alike::default(), &site(|_| body.to_owned()));
            assert!(told.len() == 1 && told[0].contains("共 24 个页面"), "{told:?}");
        }
        // From the pages of one folder this opens, from those of the other it does not.
        let told = told_by(Alike::default(), &site(|_| "<a href=\"../3/index.html\">x</a>".to_owned()));
        assert!(told.len() == 1 && told[0].contains("共 16 个页面"), "{told:?}");
    }

    #[test]
    fn a_number_is_called_a_telephone_by_a_line_that_was_passed_over() {
        let told = |before: &str| {
            let body = |number| format!("<div>{before}</div>\n{}", if number == 23 { "<p>3041451</p>" } else { "" });
            told_by(Alike::default(), &site(body)).len()
        };
        assert_eq!([told("电话"), told("电话由办公室"), told("电话由市直机关工委办公室接听")], [1, 1, 0]);
        assert_eq!([told("电话。"), told("人数")], [0, 0]);
    }

    #[test]
    fn places_in_lines_that_are_passed_over_are_found() {
        let body = |number: usize| format!("<h2 id=\"h\">x</h2>\n<a href=\"../../b/1/index.html#h\">{number}</a>");
        let (origins, output) = (BTreeMap::new(), site(body));
        assert!(inspect(&output, &Rules::of_nothing(&origins)).is_empty());
    }

    const PARTS: [&str; 44] = [
        "<td> </td>",
        "<th>电话</th>",
        "<p>手机</p>",
        "<p>１３９１３９１３９１３（王）</p>",
        "<div>",
        "</div>",
        "<li>",
        "</li>",
        "<p id=\"h\">",
        "</p>",
        "<span>",
        "</span>",
        "<b>1</b>",
        "</a>",
        "\n",
        "\n",
        "\n",
        "\n  ",
        "<a href=\"../../a/0/index.html\">",
        "<a href=\"../1/index.html\">",
        "<a href=\"#h\">",
        "<a href=\"../../a/3/index.html#h\">",
        "<button aria-label=\"x\">",
        "</button>",
        "<img src=\"../../a/0/index.html\" alt=\"\">",
        "<title>x</title>",
        "<html>",
        "<script>1</script>",
        "<!-- 1 -->",
        "<p title='x'>",
        "<meta name=\"ArticleTitle\" content=\"\">",
        "电话",
        "☎",
        "3041451",
        "3041450",
        "138",
        "00138000",
        "0317-",
        "共三人",
        "先进集体和先进个人名单",
        "。",
        " ",
        "a@b.cn",
        "&nbsp;",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_same_is_told_where_no_line_is_known(
            blocks in proptest::collection::vec(proptest::collection::vec(0..PARTS.len(), 1..7), 4),
            pages in proptest::collection::vec(proptest::collection::vec(0..5_usize, 0..9), 24),
            own in proptest::collection::vec(0..PARTS.len(), 24),
        ) {
            let block = |page: usize, which: usize| match blocks.get(which) {
                Some(parts) => parts.iter().map(|part| PARTS[*part]).collect::<String>() + "\n",
                None => format!("{}\n", PARTS[own[page]]),
            };
            let output = site(|page| pages[page].iter().map(|which| block(page, *which)).collect());
            prop_assert_eq!(told_by(Alike::default(), &output), told_by(Alike(Vec::new()), &output));
        }
    }
}

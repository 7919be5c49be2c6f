//! What a sound page told, kept for the next build: where the page is the same and no file has gone, it tells the same.
//!
//! **In:** what a page told. **Out:** a line of text, and the same read back. **Never:** a problem: a page that has one is to be
//! looked at each time, so that what is told of it is what stands there.

use super::audit::Looked;
use super::links::Jump;

/// The places in a page, and the places elsewhere that it leads to: file, fragment, address.
type Told<S> = (Vec<S>, Vec<(S, S, S)>);

impl Looked {
    /// Returns whether nothing is wrong with the file.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty() && self.unread.is_none()
    }

    /// Returns what is to be known of a sound file the next time, in one line.
    pub fn kept(&self) -> String {
        let known = self.known.iter().flat_map(|ids| ids.iter());
        let mut ids: Vec<&str> = self.ids.iter().chain(known).map(String::as_str).collect();
        // Which lines were known is a matter of which page came first.
        ids.sort_unstable();
        ids.dedup();
        let jumps = self.jumps.iter().map(|Jump { file, fragment, url }| (&**file, &**fragment, &**url));
        let told: Told<&str> = (ids, jumps.collect());
        serde_json::to_string(&told).expect("text and numbers can be written")
    }

    /// Returns what [`Looked::kept`] wrote; nothing of any other line.
    pub fn of_kept(line: &str) -> Option<Self> {
        let (ids, jumps): Told<String> = serde_json::from_str(line).ok()?;
        let jump = |(file, fragment, url)| Jump { file, fragment, url };
        Some(Self { ids, jumps: jumps.into_iter().map(jump).collect(), ..Self::default() })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::audit::Inspection;
    use super::super::site::Rules;
    use super::*;
    use crate::output::{Artifact, Route};

    const HEAD: &str =
        "<!doctype html><html lang=\"zh-CN\"><title>榜样</title><meta name=\"SiteName\" content=\"示例网\"><body>";

    /// Returns what is told of two pages, each as it was kept.
    fn told(one: &str, two: &str) -> Vec<String> {
        let routes = [Route::page("a").expect("a route"), Route::page("b").expect("a route")];
        let origins = BTreeMap::new();
        let rules = Rules::of_nothing(&origins);
        let inspection = Inspection::of(&routes, &rules);
        let look = |route: &Route, body: &str| {
            let looked = inspection.look(route, &Artifact::new(format!("{HEAD}{body}").into_bytes()));
            Looked::of_kept(&looked.kept()).filter(|_| looked.is_sound())
        };
        let looked = routes.iter().zip([one, two]).map(|(route, body)| look(route, body).expect("it is sound"));
        let found = inspection.told(&looked.collect::<Vec<_>>()).sorted();
        found.into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn a_place_is_found_or_missed_on_a_page_that_was_not_looked_at_again() {
        let link = "<a href=\"../b/index.html#s-2\">第二节</a>";
        assert!(told(link, "<h2 id=\"s-2\">二</h2><h2 id=\"s-1\">一</h2>").is_empty());
        let lost = told(link, "<h2 id=\"s-1\">一</h2>");
        assert!(lost.len() == 1 && lost[0].contains("找不到「s-2」这个位置"), "{lost:?}");
    }

    #[test]
    fn a_page_with_which_anything_is_wrong_is_not_sound() {
        let routes = [Route::page("a").expect("a route")];
        let origins = BTreeMap::new();
        let rules = Rules::of_nothing(&origins);
        let inspection = Inspection::of(&routes, &rules);
        for body in ["<img src=\"x.webp\">", "<a href=\"\">空</a>", "<p>13912345678</p>"] {
            let looked = inspection.look(&routes[0], &Artifact::new(format!("{HEAD}{body}").into_bytes()));
            assert!(!looked.is_sound(), "{body}");
        }
    }

    #[test]
    fn what_is_kept_is_the_same_whichever_lines_were_known() {
        let looked = Looked {
            ids: vec!["z".to_owned()],
            known: vec![["b".to_owned(), "z".to_owned()].into()],
            ..Looked::default()
        };
        let kept = looked.kept();
        assert_eq!(kept, r#"[["b","z"],[]]"#);
        assert_eq!(Looked::of_kept(&kept).expect("it was kept").kept(), kept);
    }

    #[test]
    fn another_line_is_nothing() {
        for line in ["", "[]", "[[],[[1,2,3]]]", "[[],[]] x", "{}"] {
            assert!(Looked::of_kept(line).is_none(), "{line}");
        }
    }
}

//! Where a file of the site lies, below the site's root.
//!
//! **In:** ASCII segments. **Out:** a [`Route`] and the relative links between routes. **Never:** an absolute path,
//! `..`, an upper-case letter, or a name that Windows reserves.

use std::fmt;

/// A file's place below the site's root: `exhibits/05/index.html`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

/// Says which text could not be a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRoute(pub String);

impl fmt::Display for BadRoute {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "not a route: {}", self.0)
    }
}

impl std::error::Error for BadRoute {}

/// Names that Windows keeps for devices, with any extension.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

impl Route {
    /// Returns the route of a file; `path` has segments of `[a-z0-9._,-]`, none of them `.`, `..` or a device name.
    pub fn file(path: impl Into<String>) -> Result<Self, BadRoute> {
        let path = path.into();
        if path.len() <= 240 && path.split('/').all(is_segment) { Ok(Self(path)) } else { Err(BadRoute(path)) }
    }

    /// Returns the route of a page in its own folder: `exhibits/05` becomes `exhibits/05/index.html`.
    pub fn page(folder: &str) -> Result<Self, BadRoute> {
        if folder.is_empty() { Self::file("index.html") } else { Self::file(format!("{folder}/index.html")) }
    }

    /// Returns the path below the root, with `/` between segments.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns how many folders lie between the root and this file.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// Returns the way from this file's folder to the root: empty, or `../` as often as needed.
    pub fn to_root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// Returns the relative link that leads from this file to `target`.
    ///
    /// Links name files in full (`../05/index.html`): a browser that reads from a disk opens no folder.
    pub fn link(&self, target: &Route) -> String {
        let mut link = String::with_capacity(target.0.len() + 9);
        self.link_onto(target, &mut link);
        link
    }

    /// Writes the same link at the end of a text.
    pub fn link_onto(&self, target: &Route, text: &mut String) {
        let alike = self.0.bytes().zip(target.0.bytes()).take_while(|(a, b)| a == b).count();
        // As far as both are alike and end a folder they lie together.
        let shared = self.0.as_bytes()[..alike].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
        let folders = self.0[shared..].bytes().filter(|byte| *byte == b'/').count();
        (0..folders).for_each(|_| text.push_str("../"));
        text.push_str(&target.0[shared..]);
    }

    /// Returns the address under a site's base, as robots and feeds use it: `exhibits/05/` for a folder's page.
    pub fn address(&self) -> &str {
        match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.0,
        }
    }

    /// Returns whether this is a page.
    pub fn is_html(&self) -> bool {
        self.0.ends_with(".html")
    }
}

fn is_segment(segment: &str) -> bool {
    let is_free = || !RESERVED.contains(&segment.split('.').next().unwrap_or_default());
    !segment.is_empty()
        && !segment.starts_with('.')
        && !segment.ends_with('.')
        && segment.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b',' | b'-'))
        // All that are reserved begin with one of these letters.
        && (!segment.starts_with(['a', 'c', 'l', 'n', 'p']) || is_free())
}

impl fmt::Display for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "/{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(path: &str) -> Route {
        Route::file(path).expect("a good route")
    }

    #[test]
    fn links_are_relative_and_name_the_file() {
        let exhibit = route("exhibits/05/index.html");
        assert_eq!(exhibit.link(&route("exhibits/06/index.html")), "../06/index.html");
        assert_eq!(exhibit.link(&route("index.html")), "../../index.html");
        assert_eq!(exhibit.link(&exhibit), "index.html");
        assert_eq!(route("index.html").link(&exhibit), "exhibits/05/index.html");
        assert_eq!(route("404.html").link(&route("assets/site.css")), "assets/site.css");
        assert_eq!(route("a/bc/d.html").link(&route("a/b/d.html")), "../b/d.html");
        assert_eq!(route("a/b/c.html").link(&route("a/b")), "../b");
        assert_eq!(route("a/b").link(&route("a/b/c.html")), "b/c.html");
    }

    #[test]
    fn an_address_leaves_out_the_index() {
        assert_eq!(route("exhibits/05/index.html").address(), "exhibits/05/");
        assert_eq!(route("index.html").address(), "");
        assert_eq!(route("404.html").address(), "404.html");
    }

    #[test]
    fn what_could_leave_the_folder_or_clash_is_refused() {
        for bad in ["", "/a", "a/", "../a", "a/../b", "a//b", ".git", "A", "照片", "con", "nul.txt", "a b", "a."] {
            assert!(Route::file(bad).is_err(), "{bad}");
        }
        assert!(Route::file("a".repeat(241)).is_err());
    }
}

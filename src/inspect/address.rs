//! Where a link leads, worked out as a browser does it.
//!
//! **In:** what stands in an attribute, and the route of the page. **Out:** a [`Target`]. **Never:** asks whether it is
//! there.

use std::borrow::Cow;

use super::site::Site;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A file of the site, by its path, and a place in it.
    File { path: String, fragment: String },
    /// Another site.
    Elsewhere,
    /// Something that opens no file and loads nothing: mail, telephone, data in place.
    Nothing,
    /// From the server's root, which a site in a folder is not.
    Absolute,
    /// Above the site's own root, or a file of one computer.
    Outside,
    /// A script, or a page written into a link.
    Unsafe,
    /// Nothing at all.
    Empty,
}

/// Returns where `link` leads from the file `route`.
pub(super) fn resolve(site: &Site<'_>, route: &str, link: &str) -> Target {
    let link = link.trim_matches(|c: char| c <= ' ');
    let cleaned: String;
    let link = if link.contains(['\t', '\n', '\r']) {
        cleaned = link.replace(['\t', '\n', '\r'], "");
        cleaned.as_str()
    } else {
        link
    };
    if link.is_empty() {
        return Target::Empty;
    }
    if let Some(scheme) = scheme(link) {
        return with_scheme(site, &scheme, &link[scheme.len() + 1..]);
    }
    if link.starts_with("//") || link.starts_with("\\\\") {
        return Target::Elsewhere;
    }
    if link.starts_with('/') {
        return match link.strip_prefix(site.base.as_str()) {
            // A missing page is shown at any depth, so its links cannot be relative.
            Some(rest) if route == "404.html" => file("", rest),
            _ => Target::Absolute,
        };
    }
    file(route, link)
}

/// Returns the scheme in lower case, without its colon.
fn scheme(link: &str) -> Option<String> {
    let colon = link.find(':')?;
    let name = &link[..colon];
    let good = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    good.then(|| name.to_ascii_lowercase())
}

fn with_scheme(site: &Site<'_>, scheme: &str, rest: &str) -> Target {
    match scheme {
        "http" | "https" => own(site, rest).unwrap_or(Target::Elsewhere),
        "javascript" | "vbscript" => Target::Unsafe,
        "data" if rest.trim_start().to_ascii_lowercase().starts_with("text/html") => Target::Unsafe,
        "mailto" | "tel" | "sms" | "data" | "blob" | "about" => Target::Nothing,
        // One letter is a drive of somebody's computer.
        "file" => Target::Outside,
        drive if drive.len() == 1 => Target::Outside,
        _ => Target::Elsewhere,
    }
}

/// Returns the file that an address of the site's own domain names.
fn own(site: &Site<'_>, rest: &str) -> Option<Target> {
    let rest = rest.strip_prefix("//")?;
    let (host, path) = rest.find(['/', '?', '#']).map_or((rest, ""), |at| rest.split_at(at));
    if site.domain.is_empty() || !host.eq_ignore_ascii_case(&site.domain) {
        return None;
    }
    let below = if path.starts_with('/') { path } else { "/" };
    below.strip_prefix(site.base.as_str()).map(|rest| file("", rest))
}

/// Returns the file that a relative link names, seen from `route`.
fn file(route: &str, link: &str) -> Target {
    let (link, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = link.split('?').next().unwrap_or_default();
    let fragment = decoded(fragment).into_owned();
    if path.is_empty() {
        let path = if route.is_empty() { "index.html" } else { route };
        return Target::File { path: path.to_owned(), fragment };
    }
    let mut place = route.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    for segment in path.split('/').map(decoded) {
        match segment.as_ref() {
            "." => {}
            ".." if place.is_empty() => return Target::Outside,
            ".." => place.truncate(place.rfind('/').unwrap_or(0)),
            segment => {
                if !place.is_empty() {
                    place.push('/');
                }
                place.push_str(segment);
            }
        }
    }
    if matches!(path.rsplit('/').next(), Some("" | "." | "..")) {
        place.truncate(place.trim_end_matches('/').len());
        place.push_str(if place.is_empty() { "index.html" } else { "/index.html" });
    }
    Target::File { path: place, fragment }
}

/// Returns the text with `%E7%85%A7` resolved; what is not UTF-8 then leads nowhere anyhow.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let pair = bytes.get(at + 1..at + 3).filter(|_| byte == b'%');
        let value = pair.and_then(|pair| Some(hex(pair[0])? * 16 + hex(pair[1])?));
        out.push(value.unwrap_or(byte));
        at += if value.is_some() { 3 } else { 1 };
    }
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::site::{Rules, Site};
    use super::*;

    fn led(link: &str) -> Target {
        from("exhibits/05/index.html", link)
    }

    fn from(route: &str, link: &str) -> Target {
        let origins = BTreeMap::new();
        let (domain, base) = ("www.example.cn".to_owned(), "/by".to_owned());
        let rules = Rules { domain, base, ..Rules::of_nothing(&origins) };
        resolve(&Site::of(Vec::new(), &rules), route, link)
    }

    fn file(path: &str, fragment: &str) -> Target {
        Target::File { path: path.to_owned(), fragment: fragment.to_owned() }
    }

    #[test]
    fn relative_links_are_followed() {
        assert_eq!(led("../06/index.html"), file("exhibits/06/index.html", ""));
        assert_eq!(led("./a.jpg?v=1#x"), file("exhibits/05/a.jpg", "x"));
        assert_eq!(led(" ../../ "), file("index.html", ""));
        assert_eq!(led("../.."), file("index.html", ""));
        assert_eq!(led("../06/"), file("exhibits/06/index.html", ""));
        assert_eq!(led("../06"), file("exhibits/06", ""));
        assert_eq!(led("#%E7%8B%AC"), file("exhibits/05/index.html", "独"));
        assert_eq!(led("?page=2"), file("exhibits/05/index.html", ""));
        assert_eq!(led("a%2ejpg"), file("exhibits/05/a.jpg", ""));
        assert_eq!(led("%zz%"), file("exhibits/05/%zz%", ""));
        assert_eq!(led("../../../x"), Target::Outside);
    }

    #[test]
    fn other_schemes_and_roots_are_told_apart() {
        assert_eq!(led("/exhibits/"), Target::Absolute);
        assert_eq!(from("404.html", "/by/exhibits/"), file("exhibits/index.html", ""));
        assert_eq!(from("404.html", "/exhibits/"), Target::Absolute);
        assert_eq!(led("https://WWW.example.cn/by/a/"), file("a/index.html", ""));
        assert_eq!(led("https://www.example.cn/by/"), file("index.html", ""));
        assert_eq!(led("https://www.example.cn/other/"), Target::Elsewhere);
        assert_eq!(led("//cdn.cn/a.js"), Target::Elsewhere);
        assert_eq!(led("java\nScript:alert(1)"), Target::Unsafe);
        assert_eq!(led("data:text/html,x"), Target::Unsafe);
        assert_eq!(led("data:image/png;base64,x"), Target::Nothing);
        assert_eq!(led("tel:12345"), Target::Nothing);
        assert_eq!(led("C:\\照片\\a.jpg"), Target::Outside);
        assert_eq!(led("  "), Target::Empty);
    }
}

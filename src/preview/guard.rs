//! Who may ask, and for which path.
//!
//! A page of another site can make a browser send requests here. It must neither read drafts (its name could lead to
//! this machine: DNS rebinding; it could load a script of the site) nor change anything.
//!
//! **In:** a request. **Out:** its path, or the refusal. **Never:** a path that could leave the site.

use crate::edge::http::{Answer, Asked, Method, decoded};

/// Whose requests are answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosts {
    /// The host that was asked for with `--host`, without its port; empty where none was.
    pub given: String,
}

impl Hosts {
    /// Returns whether a `Host` header names this preview: this machine, the host that was given, or, where every
    /// address of the machine is listened to, any address; never a name that nobody gave.
    fn know(&self, header: &str) -> bool {
        let (name, is_address) = match header.strip_prefix('[') {
            Some(rest) => (rest.split(']').next().unwrap_or_default(), true),
            None => {
                let name = header.split(':').next().unwrap_or_default();
                (name, !name.is_empty() && name.split('.').count() == 4 && name.split('.').all(is_byte))
            }
        };
        let given = self.given.trim_start_matches('[').trim_end_matches(']');
        let is_everywhere = matches!(given, "0.0.0.0" | "::");
        let is_own = ["localhost", "127.0.0.1", "::1"].iter().any(|own| name.eq_ignore_ascii_case(own));
        is_own || (!given.is_empty() && name.eq_ignore_ascii_case(given)) || (is_everywhere && is_address)
    }
}

fn is_byte(text: &str) -> bool {
    text.len() <= 3 && text.parse::<u8>().is_ok()
}

/// Returns the decoded path of a request that may be answered, or the answer that refuses it.
pub(super) fn path_of(asked: &Asked, hosts: &Hosts) -> Result<String, Answer> {
    if !hosts.know(asked.header("host")) {
        return Err(Answer::text(403, "预览只在本机的地址上打开：用 http://127.0.0.1 或 http://localhost 加端口"));
    }
    let from_elsewhere = matches!(asked.header("sec-fetch-site"), "cross-site" | "same-site");
    let is_framed = matches!(asked.header("sec-fetch-dest"), "iframe" | "frame" | "fencedframe" | "embed" | "object");
    if from_elsewhere && (is_framed || asked.header("sec-fetch-mode") != "navigate") {
        return Err(Answer::text(403, "别的网站不能读取预览的内容"));
    }
    if asked.method == Method::Post && !may_change(asked) {
        return Err(Answer::text(403, "别的网站不能改动预览"));
    }
    let path = decoded(&asked.path).filter(|path| is_plain(path));
    path.ok_or_else(|| Answer::text(400, "地址里有不该有的字符"))
}

/// Only our own script sends this header; another site's page would have to ask first, and is not answered.
fn may_change(asked: &Asked) -> bool {
    let origin = asked.header("origin");
    let own = [format!("http://{}", asked.header("host")), format!("https://{}", asked.header("host"))];
    asked.header("x-bangyang") == "1" && (origin.is_empty() || own.iter().any(|own| own.eq_ignore_ascii_case(origin)))
}

fn is_plain(path: &str) -> bool {
    path.starts_with('/')
        && !path.contains('\\')
        && !path.contains("//")
        && !path.chars().any(char::is_control)
        && !path.split('/').any(|part| matches!(part, "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(asked: &Asked, given: &str) -> u16 {
        path_of(asked, &Hosts { given: given.to_owned() }).map_or_else(|answer| answer.status, |_| 200)
    }

    #[test]
    fn names_that_nobody_gave_are_refused() {
        let host = |host: &str, given: &str| status(&Asked::new(Method::Get, "/", host), given);
        for own in ["localhost", "LOCALHOST:1111", "127.0.0.1:1111", "[::1]:1111", "[::1]"] {
            assert_eq!(host(own, ""), 200, "{own}");
        }
        for foreign in
            ["", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:1111", "10.0.0.1", "[::2]"]
        {
            assert_eq!(host(foreign, ""), 403, "{foreign}");
        }
        assert_eq!(host("10.0.0.1:1111", "10.0.0.1"), 200);
        assert_eq!(host("pc-7.lan:1111", "pc-7.lan"), 200);
        assert_eq!(host("10.0.0.2", "10.0.0.1"), 403);
        assert_eq!(host("10.0.0.2:1111", "0.0.0.0"), 200);
        assert_eq!(host("[fe80::1]:1111", "::"), 200);
        for named in ["evil.example", "1.2.3.4.evil.example", "1.2.3.example", ""] {
            assert_eq!(host(named, "0.0.0.0"), 403, "{named}");
        }
    }

    #[test]
    fn paths_cannot_be_twisted() {
        let paths = [
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/a/%2e%2E",
            "/..%2fx",
            "/a%5c..%5cx",
            "/a\\x",
            "/a%00",
            "/%0d%0a",
            "//x",
            "/./x",
            "/%",
            "/%c0%ae%c0%ae/x",
        ];
        for path in paths {
            assert_eq!(status(&Asked::new(Method::Get, path, "localhost"), ""), 400, "{path}");
        }
        for path in ["/", "/notices/1/", "/%E6%A6%9C", "/a.b..c", "/?../.."] {
            assert_eq!(status(&Asked::new(Method::Get, path, "localhost"), ""), 200, "{path}");
        }
    }

    #[test]
    fn other_sites_neither_read_nor_change() {
        let with = |method, headers: &[(&str, &str)]| {
            let mut asked = Asked::new(method, "/", "localhost:1111");
            asked.headers.extend(headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
            status(&asked, "")
        };
        assert_eq!(with(Method::Get, &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]), 403);
        assert_eq!(with(Method::Get, &[("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors")]), 403);
        assert_eq!(with(Method::Get, &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")]), 200);
        assert_eq!(with(Method::Get, &[("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "cors")]), 200);
        for dest in ["iframe", "frame", "embed", "object", "fencedframe"] {
            let framed = |site| [("sec-fetch-site", site), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", dest)];
            assert_eq!(with(Method::Get, &framed("cross-site")), 403, "{dest}");
            assert_eq!(with(Method::Get, &framed("same-site")), 403, "{dest}");
            assert_eq!(with(Method::Get, &framed("same-origin")), 200, "{dest}");
        }
        assert_eq!(with(Method::Post, &[]), 403);
        assert_eq!(with(Method::Post, &[("x-bangyang", "1"), ("origin", "http://evil.example")]), 403);
        assert_eq!(with(Method::Post, &[("x-bangyang", "1"), ("origin", "null")]), 403);
        assert_eq!(with(Method::Post, &[("x-bangyang", "1"), ("origin", "http://localhost:2222")]), 403);
        assert_eq!(with(Method::Post, &[("x-bangyang", "1"), ("origin", "http://localhost:1111")]), 200);
    }
}

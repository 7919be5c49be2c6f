//! One request, as far as a preview needs to know it.
//!
//! **In:** a parsed head. **Out:** [`Asked`]. **Never:** a body.

use std::collections::BTreeMap;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Show.
    Get,
    /// Show the head alone.
    Head,
    /// Change something.
    Post,
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What is to be done.
    pub method: Method,
    /// The path as it was sent, before `?`; still encoded.
    pub path: String,
    /// What stands behind `?`.
    pub query: String,
    /// The headers by their names in lower case; of one that was sent twice, both values with a comma.
    pub headers: BTreeMap<String, String>,
    /// Whether it comes from this machine.
    pub is_local: bool,
}

impl Asked {
    /// Returns a request of this machine for `target`, a path and perhaps a query, by way of `host`.
    pub fn new(method: Method, target: &str, host: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let headers = BTreeMap::from([("host".to_owned(), host.to_owned())]);
        Self { method, path: path.to_owned(), query: query.to_owned(), headers, is_local: true }
    }

    /// Returns the value of a header by its name in lower case; empty where it was not sent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// Returns the decoded value of `key` in the query; the first of several.
    pub fn value(&self, key: &str) -> Option<String> {
        let pairs = self.query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let found = pairs.into_iter().find(|(name, _)| *name == key);
        found.and_then(|(_, value)| decoded(&value.replace('+', " ")))
    }
}

/// Returns `text` with `%41` as `A`; `None`: a percent sign without two digits, or bytes that are no text.
pub fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
            bytes.push(u8::try_from(digit(0)? * 16 + digit(1)?).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_read_once() {
        assert_eq!(decoded("/%E6%A6%9C/a%2e").as_deref(), Some("/榜/a."));
        assert_eq!(decoded("%252e").as_deref(), Some("%2e"));
        for bad in ["%", "%4", "%zz", "%ff", "a%E6"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_query_is_looked_up_by_its_keys() {
        let asked = Asked::new(Method::Get, "/x?at=2021-07-01+09%3A00&drafts&at=2", "localhost");
        assert_eq!(asked.path, "/x");
        assert_eq!(asked.value("at").as_deref(), Some("2021-07-01 09:00"));
        assert_eq!(asked.value("drafts").as_deref(), Some(""));
        assert_eq!(asked.value("a"), None);
    }
}

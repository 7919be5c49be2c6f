//! The one thing that a page in preview has and a built page has not.
//!
//! **In:** a page and what it was made of. **Out:** the page with a script at its end. **Never:** a change anywhere else.

use super::change::Shared;

/// How the script that is added begins, on every page.
pub const SCRIPT: &str = "<script src=\"/_bangyang/preview.js\"";
const END: &str = " defer></script>\n";

/// Returns `page` with the script before its `</body>`, or at its end; it tells the script how old the page is.
pub(super) fn injected(page: &[u8], tag: &str, shared: &Shared) -> Vec<u8> {
    let script =
        format!("{SCRIPT} data-tag=\"{tag}\" data-style=\"{}\" data-script=\"{}\"{END}", shared.style, shared.script);
    let at = page.windows(7).rposition(|window| window.eq_ignore_ascii_case(b"</body>")).unwrap_or(page.len());
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

/// Returns a page in preview without what was added to it.
pub fn without(page: &[u8]) -> Vec<u8> {
    let find = |text: &[u8], words: &str| text.windows(words.len()).rposition(|window| window == words.as_bytes());
    let Some(from) = find(page, SCRIPT) else { return page.to_vec() };
    let length = page[from..].windows(END.len()).position(|window| window == END.as_bytes());
    let to = length.map_or(page.len(), |length| from + length + END.len());
    [&page[..from], &page[to..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_can_be_taken_away() {
        let shared = Shared { style: "1".to_owned(), script: "2".to_owned() };
        for page in ["<body>甲</body></html>\n", "<BODY></BODY>", "no end", "", "</body></body>"] {
            let shown = injected(page.as_bytes(), "3", &shared);
            assert!(shown.len() > page.len());
            assert_eq!(without(&shown), page.as_bytes(), "{page}");
        }
        assert_eq!(without(b"untouched"), b"untouched");
    }
}

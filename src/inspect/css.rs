//! The files that a style sheet names.
//!
//! **In:** CSS. **Out:** what stands in `url(…)` and after `@import`. **Never:** understands a rule.

/// Calls `found` with every address that `css` loads.
pub(super) fn addresses(css: &str, mut found: impl FnMut(&str)) {
    let mut rest = css;
    while let Some(at) = rest.find(['/', 'u', 'U', '@']) {
        let here = &rest[at..];
        let skipped = if here.starts_with("/*") {
            here.find("*/").map_or(here.len(), |end| end + 2)
        } else if starts(here, "url(") {
            4 + address(&here[4..], ')', &mut found)
        } else if starts(here, "@import") {
            let after = here[7..].trim_start();
            let gap = here.len() - after.len();
            if after.starts_with(['"', '\'']) { gap + address(after, ';', &mut found) } else { gap }
        } else {
            1
        };
        rest = rest.get(at + skipped..).unwrap_or_default();
    }
}

fn starts(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
}

/// Reads an address, in quotation marks or up to `end`; returns how many bytes it takes.
fn address(text: &str, end: char, found: &mut impl FnMut(&str)) -> usize {
    let inner = text.trim_start();
    let gap = text.len() - inner.len();
    let mark = inner.chars().next().filter(|c| matches!(c, '"' | '\''));
    let start = mark.map_or(0, char::len_utf8);
    let Some(length) = inner[start..].find(mark.unwrap_or(end)) else { return text.len() };
    found(inner[start..start + length].trim());
    gap + start + length + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(css: &str) -> Vec<String> {
        let mut list = Vec::new();
        addresses(css, |address| list.push(address.to_owned()));
        list
    }

    #[test]
    fn addresses_are_read_in_every_form() {
        let css = "@import 'a.css'; @import url(b.css) print; p{background:URL( \"c d.png\" ),url(e.svg#x)} /* url(no) */ u{}";
        assert_eq!(all(css), ["a.css", "b.css", "c d.png", "e.svg#x"]);
    }

    #[test]
    fn broken_style_does_no_harm() {
        for css in ["url(", "url('", "@import", "/*", "@import \"", "汉url(汉", "u", "/"] {
            assert!(all(css).len() <= 1, "{css}");
        }
    }
}

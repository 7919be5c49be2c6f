//! Whether a link target may be followed.
//!
//! **In:** a target as written. **Out:** yes or no.
//! **Never:** asks where a target leads, or whether anything is there.

/// The schemes that a link or a picture may name; everything else is refused.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Returns whether `target` is relative or names one of the known schemes.
///
/// Browsers skip white space and control characters in a scheme (`java\nscript:`), so they are
/// skipped here as well. A drive letter (`C:\照片`) counts as an unknown scheme.
pub(super) fn is_safe(target: &str) -> bool {
    let mut scheme = String::new();
    for c in target.chars().filter(|c| !c.is_whitespace() && !c.is_control()) {
        match c {
            ':' => return SCHEMES.contains(&scheme.as_str()),
            '/' | '?' | '#' => return true,
            _ => scheme.push(c.to_ascii_lowercase()),
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn relative_targets_and_four_schemes_are_safe() {
        for target in
            ["", "../reports/r1.md", "#h-1", "?a:b", "a/b:c", "HTTPS://www.gov.cn/", "tel:0317-12380", "简报.md"]
        {
            assert!(is_safe(target), "{target}");
        }
    }

    #[test]
    fn every_other_scheme_is_refused_however_it_is_hidden() {
        for target in [
            "javascript:alert(1)",
            "JavaScript:1",
            " java\nscript:1",
            "\u{1}javascript:1",
            "vbscript:x",
            "data:text/html,x",
            "file:///C:/a.doc",
            "C:\\照片\\1.jpg",
            "blob:x",
            ":x",
        ] {
            assert!(!is_safe(target), "{target}");
        }
    }
}

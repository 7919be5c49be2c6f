//! E-mail addresses.
//!
//! **In:** a text and the place of an `@` in it, of any width. **Out:** the address around it. **Never:** file names
//! such as `logo@2x.png`.

use super::finding::{Finding, Personal};
use super::glyph::{is_invisible, narrowed};

/// The longest address (RFC 5321 §4.5.3.1).
const LONGEST: usize = 254;
/// Last parts that are the ends of file names and not of domains.
const FILES: [&str; 22] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "css", "js", "mjs", "html", "htm", "pdf", "doc", "docx",
    "xls", "xlsx", "json", "xml", "txt", "woff",
];

/// Returns the address whose `@` stands at the byte `at`; letters of full width are read as plain ones.
pub(super) fn around(text: &str, at: usize) -> Option<Finding> {
    let sign = text[at..].chars().next()?.len_utf8();
    let (local, start) = local_part(&text[..at])?;
    let (domain, length) = domain_part(&text[at + sign..])?;
    let digits = format!("{local}@{domain}").to_ascii_lowercase();
    Some(Finding { kind: Personal::Email, range: start..at + sign + length, digits })
}

fn local_part(before: &str) -> Option<(String, usize)> {
    let before = before.strip_suffix([' ', '\u{3000}', '\u{A0}']).unwrap_or(before);
    let mut local = Vec::new();
    let mut start = before.len();
    for (offset, c) in before.char_indices().rev().take(LONGEST) {
        match narrowed(c) {
            c if is_invisible(c) => continue,
            c if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-') => local.push(c),
            _ => break,
        }
        start = offset;
    }
    let local: String = local.iter().rev().collect();
    let kept = local.trim_start_matches(['.', '-', '%', '+']);
    (kept.contains(|c: char| c.is_ascii_alphanumeric())).then(|| (kept.to_owned(), start))
}

fn domain_part(after: &str) -> Option<(String, usize)> {
    let spaces = after.len() - after.strip_prefix([' ', '\u{3000}', '\u{A0}']).unwrap_or(after).len();
    let mut domain = String::new();
    let mut ends = Vec::new();
    for (offset, c) in after[spaces..].char_indices().take(LONGEST) {
        match narrowed(c) {
            c if is_invisible(c) => continue,
            c if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') => domain.push(c),
            _ => break,
        }
        ends.push(spaces + offset + c.len_utf8());
    }
    let kept = domain.trim_end_matches(['.', '-']);
    let labels: Vec<&str> = kept.split('.').collect();
    let (last, rest) = labels.split_last()?;
    let named = (2..=18).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_alphabetic());
    let file = FILES.contains(&last.to_ascii_lowercase().as_str());
    let whole = !rest.is_empty() && rest.iter().all(|label| !label.is_empty());
    (named && !file && whole).then(|| (kept.to_owned(), ends.get(kept.len() - 1).copied().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<String> {
        let at = text.find(['@', '＠'])?;
        around(text, at).map(|found| {
            assert!(text.get(found.range.clone()).is_some_and(|part| part.contains(['@', '＠'])));
            found.digits
        })
    }

    #[test]
    fn addresses_are_read_in_either_width() {
        assert_eq!(first("邮箱：Zhang.San@QQ.com。").as_deref(), Some("zhang.san@qq.com"));
        assert_eq!(first("（ｊｇｄｗ＠ｅｘａｍｐｌｅ．ｃｎ）").as_deref(), Some("jgdw@example.cn"));
        assert_eq!(first("a_b @ x.gov.cn.").as_deref(), Some("a_b@x.gov.cn"));
        assert_eq!(first("张三13800138000@139.com").as_deref(), Some("13800138000@139.com"));
    }

    #[test]
    fn what_only_has_the_sign_is_no_address() {
        for text in
            ["logo@2x.png", "@media print", "微博@示例发布", "a@b", "pkg@1.2.3", "@", "https://x.cn/@a.b", "a@.cn"]
        {
            assert_eq!(first(text), None, "{text}");
        }
    }
}

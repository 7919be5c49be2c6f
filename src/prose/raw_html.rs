//! Takes raw HTML apart into tags, comments and the text between.
//!
//! **In:** the text of an HTML block. **Out:** its pieces, in order, in linear time.
//! **Never:** lets a tag through, or trusts that HTML is well formed.

use std::ops::Range;

/// A piece of an HTML block.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    /// Text between tags.
    Text(Range<usize>),
    /// A tag, a declaration or a processing instruction.
    Tag(Range<usize>),
    /// A comment that never ends.
    Unclosed(Range<usize>),
}

/// Returns the pieces of `html`; comments and what scripts and styles hold are left out.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let (mut at, mut plain) = (0, 0);
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[start..];
        let Some(length) = markup_length(rest) else {
            at = start + 1;
            continue;
        };
        if plain < start {
            found.push(Piece::Text(plain..start));
        }
        let end = start + length;
        if !rest.starts_with("<!--") {
            found.push(Piece::Tag(start..end));
        } else if !rest[..length].ends_with("-->") {
            found.push(Piece::Unclosed(start..end));
        }
        at = end + hidden_length(&html[start..end], &html[end..]);
        plain = at;
    }
    if plain < html.len() {
        found.push(Piece::Text(plain..html.len()));
    }
    found
}

/// Returns how long the markup at the start of `rest` is; `None`: this `<` is text.
fn markup_length(rest: &str) -> Option<usize> {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return Some(comment.find("-->").map_or(rest.len(), |found| "<!--".len() + found + "-->".len()));
    }
    let second = rest[1..].chars().next()?;
    if !(second.is_ascii_alphabetic() || matches!(second, '/' | '!' | '?')) {
        return None;
    }
    // A tag that is cut off is dropped to the end: nothing behind it is known to be text.
    Some(rest.find('>').map_or(rest.len(), |found| found + 1))
}

/// Returns how much behind `tag` is no text: the whole of a script or a style.
fn hidden_length(tag: &str, rest: &str) -> usize {
    let name = name(tag);
    if name != "script" && name != "style" {
        return 0;
    }
    let mut at = 0;
    while let Some(close) = rest[at..].find("</").map(|found| at + found) {
        if self::name(&rest[close..]) == format!("/{name}") {
            return close;
        }
        at = close + 2;
    }
    rest.len()
}

/// Returns the name of a tag in lower case, with the slash of a closing one.
pub(super) fn name(tag: &str) -> String {
    let body = tag.strip_prefix('<').unwrap_or(tag);
    body.char_indices()
        .take_while(|(at, c)| c.is_ascii_alphanumeric() || (*at == 0 && *c == '/'))
        .take(16)
        .map(|(_, c)| c.to_ascii_lowercase())
        .collect()
}

/// Returns `tag` on one line and short enough to be quoted in a message.
pub(super) fn quoted(tag: &str) -> String {
    let line: String = tag.chars().map(|c| if c.is_control() { ' ' } else { c }).take(40).collect();
    if line.len() < tag.len() { line + "…" } else { line }
}

/// Returns `text` with the few character references that pasted HTML is full of put right.
pub(super) fn decoded(text: &str) -> String {
    text.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&ldquo;", "“")
        .replace("&rdquo;", "”")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{Piece, decoded, name, pieces, quoted};

    fn texts(html: &str) -> String {
        let mut all = String::new();
        for piece in pieces(html) {
            if let Piece::Text(range) = piece {
                all += &html[range];
            }
        }
        all
    }

    #[test]
    fn the_text_between_tags_stays() {
        assert_eq!(texts("<div class=\"a\">甲<b>乙</b></div>丙"), "甲乙丙");
        assert_eq!(texts("3 < 5 <- 箭头"), "3 < 5 <- 箭头");
        assert_eq!(texts("<p"), "");
    }

    #[test]
    fn comments_scripts_and_styles_leave_nothing() {
        assert_eq!(texts("甲<!-- <b>藏</b> -->乙"), "甲乙");
        assert_eq!(texts("甲<SCRIPT>alert(1)</Script >乙"), "甲乙");
        assert_eq!(texts("<style>p{}</b></style>乙<script>x"), "乙");
        assert_eq!(pieces("<!-- x"), [Piece::Unclosed(0..6)]);
    }

    #[test]
    fn tags_are_named_and_quoted_shortly() {
        assert_eq!(name("</DIV id=a>"), "/div");
        assert_eq!(name("<br/>"), "br");
        assert_eq!(quoted("<b>"), "<b>");
        assert_eq!(quoted(&format!("<{}>", "a".repeat(99))).chars().count(), 41);
        assert_eq!(decoded("A&amp;B&nbsp;&amp;lt;"), "A&B &lt;");
    }
}

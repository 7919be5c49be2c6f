//! Spans as HTML, and the escaping that everything goes through.
//!
//! **In:** spans and a [`Links`]. **Out:** HTML appended to a page's text.
//! **Never:** writes a character of prose unescaped.

use std::fmt::Write as _;

use super::ast::Span;
use super::links::{Links, Picture, Resolved, Trust};
use super::seen::{has_double_mark, is_plain};
use crate::zh::name::is_noncharacter;

/// So many bytes are looked at together before they are written.
const PIECE: usize = 128;

/// The HTML written so far, and what is needed to write more.
pub(super) struct Writer<'a> {
    pub(super) out: String,
    pub(super) links: &'a dyn Links,
    /// How many references to each footnote have been written.
    pub(super) referred: Vec<usize>,
}

impl Writer<'_> {
    /// Writes markup as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Writes text, escaped; also right within a quoted attribute.
    pub(super) fn escaped(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, more) = rest.split_at(rest.floor_char_boundary(PIECE));
            if is_plain(piece) {
                self.out.push_str(piece);
            } else {
                self.escaped_one_by_one(piece);
            }
            rest = more;
        }
    }

    fn escaped_one_by_one(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '&' => self.out.push_str("&amp;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                c if c.is_control() && !matches!(c, '\n' | '\t') || is_noncharacter(c) => {}
                c => self.out.push(c),
            }
        }
    }

    /// Writes ` name="value"`, or nothing for an empty value.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            let _ = write!(self.out, " {name}=\"");
            self.escaped(value);
            self.out.push('"');
        }
    }

    /// Writes spans.
    pub(super) fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            match span {
                Span::Text(text) => self.text(text),
                Span::Emphasis(spans) => self.wrapped("em", spans),
                Span::Strong(spans) => self.wrapped("strong", spans),
                Span::Strike(spans) => self.wrapped("del", spans),
                Span::Code(code) => {
                    self.raw("<code>");
                    self.escaped(code);
                    self.raw("</code>");
                }
                Span::Link { target, title, spans, .. } => self.link(target, title, spans),
                Span::Image { target, alt, title, .. } => match self.links.picture(target) {
                    Some(picture) => self.picture(&picture, alt, title),
                    None => self.escaped(alt),
                },
                Span::FootnoteRef(number) => self.reference(*number),
                Span::HardBreak => self.raw("<br>\n"),
            }
        }
    }

    /// Writes text; the two halves of …… and —— stay on one line (CLREQ: 省略号、破折号不可拆).
    fn text(&mut self, mut text: &str) {
        if !has_double_mark(text) {
            return self.escaped(text);
        }
        while let Some(at) = text.find(['…', '—']) {
            let mark = if text[at..].starts_with('…') { "……" } else { "——" };
            let after = &text[at..];
            self.escaped(&text[..at]);
            if let Some(rest) = after.strip_prefix(mark) {
                self.raw("<span class=\"nb\">");
                self.raw(mark);
                self.raw("</span>");
                text = rest;
            } else {
                // A single mark is a character as any other.
                let (single, rest) = after.split_at(mark.len() / 2);
                self.raw(single);
                text = rest;
            }
        }
        self.escaped(text);
    }

    fn wrapped(&mut self, tag: &str, spans: &[Span]) {
        let _ = write!(self.out, "<{tag}>");
        self.spans(spans);
        let _ = write!(self.out, "</{tag}>");
    }

    fn link(&mut self, target: &str, title: &str, spans: &[Span]) {
        let (href, kind) = match self.links.link(target) {
            Resolved::Dead => return self.spans(spans),
            Resolved::Internal(href) => (href, ""),
            Resolved::External { href, trusted: Trust::Trusted } => (href, " rel=\"noopener noreferrer\""),
            Resolved::External { href, trusted: Trust::Untrusted } => {
                (href, " class=\"external\" rel=\"noopener noreferrer\" data-leave")
            }
        };
        self.raw("<a href=\"");
        self.escaped(&href);
        self.raw("\"");
        self.raw(kind);
        self.attribute("title", title);
        self.raw(">");
        self.spans(spans);
        self.raw("</a>");
    }

    /// Writes a picture; `alt` is always there, even empty.
    pub(super) fn picture(&mut self, picture: &Picture, alt: &str, title: &str) {
        self.raw("<picture>");
        for source in &picture.sources {
            self.raw("<source");
            self.attribute("type", &source.media_type);
            self.attribute("srcset", &source.srcset);
            self.attribute("sizes", &picture.sizes);
            self.raw(">");
        }
        self.raw("<img");
        self.attribute("src", &picture.src);
        self.attribute("srcset", &picture.srcset);
        self.attribute("sizes", &picture.sizes);
        if picture.width > 0 && picture.height > 0 {
            let _ = write!(self.out, " width=\"{}\" height=\"{}\"", picture.width, picture.height);
        }
        self.raw(" alt=\"");
        self.escaped(alt);
        self.raw("\"");
        self.attribute("title", title);
        self.raw(" loading=\"lazy\" decoding=\"async\"></picture>");
    }

    fn reference(&mut self, number: usize) {
        let Some(referred) = self.referred.get_mut(number.saturating_sub(1)) else {
            return;
        };
        *referred += 1;
        let anchor = reference_anchor(number, *referred);
        let prefix = self.links.anchor_prefix();
        self.raw("<sup class=\"footnote-ref\"><a");
        self.attribute("id", &format!("{prefix}{anchor}"));
        self.attribute("href", &format!("#{prefix}fn-{number}"));
        let _ = write!(self.out, " role=\"doc-noteref\" aria-label=\"注释{number}\">{number}</a></sup>");
    }
}

/// Returns the anchor of a reference: the first to a footnote is not counted.
pub(super) fn reference_anchor(number: usize, time: usize) -> String {
    if time == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{time}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct NoLinks;

    impl Links for NoLinks {
        fn link(&self, _: &str) -> Resolved {
            Resolved::Dead
        }

        fn picture(&self, _: &str) -> Option<Picture> {
            None
        }
    }

    fn escaped(text: &str) -> String {
        let mut writer = Writer { out: String::new(), links: &NoLinks, referred: Vec::new() };
        writer.escaped(text);
        writer.out
    }

    #[test]
    fn every_character_is_written_as_it_is_or_as_a_browser_must_read_it() {
        for c in '\0'..=char::MAX {
            let written = match c {
                '<' => "&lt;".to_owned(),
                '>' => "&gt;".to_owned(),
                '&' => "&amp;".to_owned(),
                '"' => "&quot;".to_owned(),
                '\'' => "&#39;".to_owned(),
                '\n' | '\t' => c.to_string(),
                c if c.is_control() || is_noncharacter(c) => String::new(),
                c => c.to_string(),
            };
            assert_eq!(escaped(&format!("榜{c}样{c}")), format!("榜{written}样{written}"), "{c:?}");
        }
    }
}

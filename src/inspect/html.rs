//! The door to the HTML tokenizer.
//!
//! Tokens are those of the HTML standard: entities are resolved, whatever is broken is read as a browser reads it, and
//! the work is linear.
//!
//! **In:** bytes of HTML or XML. **Out:** [`Piece`]s in their order. **Never:** builds a tree.

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use memchr::memchr2;

use super::names::{Attribute, Element};
use super::piece::{Piece, Tag, Visitor};
use super::plain;
use crate::source::as_text;

/// Hands every piece of `bytes` over, save what is passed.
pub(super) fn walk(bytes: &[u8], to: &mut impl Visitor) {
    let is_plain = memchr2(b'\0', b'\r', bytes).is_none();
    let text = as_text(bytes).filter(|_| is_plain);
    let read = text.map_or(0, |text| plain::walk(text, to));
    if read < bytes.len() {
        tokens(&bytes[read..], to);
    }
}

/// Hands every piece of `text` over where all of it is written as templates write; else nothing comes back, and what
/// was handed over is no whole.
pub(super) fn walk_plain(text: &str, to: &mut impl Visitor) -> Option<()> {
    let is_plain = memchr2(b'\0', b'\r', text.as_bytes()).is_none();
    (is_plain && plain::walk(text, to) == text.len()).then_some(())
}

/// Hands every piece of `bytes` over, whatever they are.
fn tokens(bytes: &[u8], to: &mut impl Visitor) {
    let (mut tag, mut opened) = (Tag::default(), String::new());
    let callback = |event: CallbackEvent<'_>, _: html5gum::Span<()>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                tag.open(Element::of(name));
                lossy(name).as_ref().clone_into(&mut opened);
            }
            CallbackEvent::AttributeName { name } => tag.add(Attribute::of(name), Cow::Borrowed("")),
            CallbackEvent::AttributeValue { value } => tag.set(&lossy(value)),
            CallbackEvent::CloseStartTag { .. } => to.visit(Piece::Open(&tag, &opened)),
            CallbackEvent::EndTag { name } => to.visit(Piece::Close(Element::of(name), &lossy(name))),
            CallbackEvent::String { value } => to.visit(Piece::Text(&lossy(value))),
            CallbackEvent::Comment { value } => to.visit(Piece::Comment(&lossy(value))),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(true);
    // The callback hands over everything and yields nothing, so one step runs to the end.
    let _ = Tokenizer::new_with_emitter(bytes, emitter).next();
}

fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_words(piece: &Piece<'_>) -> String {
        match piece {
            Piece::Open(tag, name) => {
                tag.attributes().fold((*name).to_owned(), |told, (name, value)| format!("{told} {name:?}={value}"))
            }
            Piece::Close(_, name) => format!("/{name}"),
            Piece::Text(text) => format!("\"{text}"),
            Piece::Comment(text) => format!("!{text}"),
        }
    }

    /// Returns the pieces in words; text that comes in two parts is one text.
    fn gathered(walk: impl FnOnce(&mut dyn FnMut(Piece<'_>))) -> Vec<String> {
        let mut pieces: Vec<String> = Vec::new();
        walk(&mut |piece| match (&piece, pieces.last_mut().filter(|last| last.starts_with('"'))) {
            (Piece::Text(""), _) => {}
            (Piece::Text(text), Some(last)) => last.push_str(text),
            _ => pieces.push(in_words(&piece)),
        });
        pieces
    }

    fn told(html: &str) -> Vec<String> {
        gathered(|mut visit| walk(html.as_bytes(), &mut visit))
    }

    #[test]
    fn pieces_come_as_a_browser_reads_them() {
        assert_eq!(
            told("<!doctype html><P Class=a ID=a title>&#49;&#51;8&nbsp;<wbr/>二</p><!--x-->"),
            ["p Id=a Spoken=", "\"138\u{A0}", "wbr", "\"二", "/p", "!x"]
        );
        assert_eq!(told("<script>if (a<b) '<p>'</script>"), ["script", "\"if (a<b) '<p>'", "/script"]);
        assert_eq!(told("<a href=1 href=2>"), ["a Href=1 Href=2"]);
    }

    proptest::proptest! {
        #[test]
        fn plain_html_is_read_as_the_tokenizer_reads_it(parts in proptest::collection::vec(0..PARTS.len(), 0..24)) {
            let html: String = parts.iter().map(|part| PARTS[*part]).collect();
            assert_eq!(told(&html), gathered(|mut visit| tokens(html.as_bytes(), &mut visit)), "{html}");
        }
    }

    /// What pages are made of, whole and torn.
    const PARTS: [&str; 56] = [
        "<!DOCTYPE html>",
        "<!doctype html>",
        "<",
        ">",
        "</",
        "/>",
        "=",
        "\"",
        "'",
        "&",
        "&amp;",
        "&#49;",
        "&lt",
        "&nbsp;",
        "&quot;",
        "<p>",
        "<p class=\"a b\">",
        "</p>",
        "<P>",
        "<a href=\"../b/index.html?x&amp;y#z\">",
        "<a href=b>",
        "<a href='b' hidden>",
        "<a href=\"b\"hidden>",
        "<a href=\"b\" href=\"c\">",
        "</a>",
        "</a >",
        "</a x=\"1\">",
        "<br/>",
        "<br />",
        "<img src=\"a\" alt>",
        "<img alt=\"",
        "<title>",
        "</title>",
        "<title>二</title>",
        "<script>",
        "</script>",
        "<script>if (a<b) '&amp;'</script>",
        "<style>a{b:c}</style>",
        "<style>",
        "</style>",
        "<noscript>",
        "</noscript>",
        "<textarea>",
        "</textarea>",
        "<!--",
        "-->",
        "<!-- x -->",
        "138<b>0013</b>8000",
        "\n  ",
        "\r",
        "\0",
        "榜样",
        "</1>",
        "<1>",
        "<svg viewBox=\"0 0\"><path d=\"M1\"/></svg>",
        "<x-y data-a.b:c_d=\"1\">",
    ];

    #[test]
    fn broken_bytes_do_no_harm() {
        for html in ["<", "<a", "<a href=\"", "</", "<!--", "&#", "&#x110000;", "\0", "<p =>", "<![CDATA[", "<title>"] {
            walk(html.as_bytes(), &mut |_: Piece<'_>| {});
        }
        walk(&[0xFF, b'<', 0xC0, b'>', 0x80], &mut |_: Piece<'_>| {});
    }
}

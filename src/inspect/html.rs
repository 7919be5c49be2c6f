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

/// One part of a page.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// `<a href="…">`.
    Open(&'a Tag),
    /// `</a>`.
    Close(&'a str),
    /// Text, or what stands in a script or style, or a comment.
    Text(&'a str),
    /// `<!-- … -->`.
    Comment(&'a str),
}

/// A start tag; attributes are in the order of writing, also those that repeat.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    used: usize,
}

impl Tag {
    /// Returns the attributes with their values; one without a value has an empty one.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes[..self.used].iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the value of one attribute; where it repeats, the first counts, as in a browser.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.attributes().find(|(attribute, _)| *attribute == name).map(|(_, value)| value)
    }

    fn open(&mut self, name: &[u8]) {
        put(&mut self.name, name);
        self.used = 0;
    }

    /// Begins an attribute; strings of earlier tags are used again.
    fn attribute(&mut self, name: &[u8]) {
        if self.used == self.attributes.len() {
            self.attributes.push(Default::default());
        }
        let (key, value) = &mut self.attributes[self.used];
        put(key, name);
        value.clear();
        self.used += 1;
    }

    fn set(&mut self, value: &[u8]) {
        if let Some((_, kept)) = self.used.checked_sub(1).and_then(|last| self.attributes.get_mut(last)) {
            put(kept, value);
        }
    }
}

fn put(kept: &mut String, bytes: &[u8]) {
    kept.clear();
    kept.push_str(&String::from_utf8_lossy(bytes));
}

/// Hands every piece of `bytes` to `visit`.
pub(super) fn walk(bytes: &[u8], mut visit: impl FnMut(Piece<'_>)) {
    let mut tag = Tag::default();
    let mut last = String::new();
    let callback = |event: CallbackEvent<'_>, _: html5gum::Span<()>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => tag.open(name),
            CallbackEvent::AttributeName { name } => tag.attribute(name),
            CallbackEvent::AttributeValue { value } => tag.set(value),
            CallbackEvent::CloseStartTag { .. } => visit(Piece::Open(&tag)),
            CallbackEvent::EndTag { name } => {
                put(&mut last, name);
                visit(Piece::Close(&last));
            }
            CallbackEvent::String { value } => visit(Piece::Text(&lossy(value))),
            CallbackEvent::Comment { value } => visit(Piece::Comment(&lossy(value))),
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

    fn told(html: &str) -> Vec<String> {
        let mut pieces = Vec::new();
        walk(html.as_bytes(), |piece| {
            pieces.push(match piece {
                Piece::Open(tag) => {
                    tag.attributes().fold(tag.name.clone(), |told, (name, value)| format!("{told} {name}={value}"))
                }
                Piece::Close(name) => format!("/{name}"),
                Piece::Text(text) => format!("\"{text}\""),
                Piece::Comment(text) => format!("!{text}"),
            });
        });
        pieces
    }

    #[test]
    fn pieces_come_as_a_browser_reads_them() {
        assert_eq!(
            told("<!doctype html><P Class=a hidden>&#49;&#51;8&nbsp;<br/>二</p><!--x-->"),
            ["p class=a hidden=", "\"138\u{A0}\"", "br", "\"二\"", "/p", "!x"]
        );
        assert_eq!(told("<script>if (a<b) '<p>'</script>"), ["script", "\"if (a<b) '<p>'\"", "/script"]);
        assert_eq!(told("<a href=1 href=2>"), ["a href=1 href=2"]);
    }

    #[test]
    fn broken_bytes_do_no_harm() {
        for html in ["<", "<a", "<a href=\"", "</", "<!--", "&#", "&#x110000;", "\0", "<p =>", "<![CDATA[", "<title>"] {
            walk(html.as_bytes(), |_| {});
        }
        walk(&[0xFF, b'<', 0xC0, b'>', 0x80], |_| {});
    }
}

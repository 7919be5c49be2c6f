//! The text of a page as a reader puts it together, whatever the markup between.
//!
//! Inline markup joins (138<b>0013</b>8000 is a number), everything else parts. Because two numbers can also stand side
//! by side in inline markup, the places where digits meet across it are remembered.
//!
//! **In:** text and tags in their order. **Out:** strings to look for numbers in. **Never:** hidden text left out.

use std::borrow::Cow;

use super::names::Element;

const CHUNK: usize = 32;

/// Returns where the first white space stands. That of HTML is ASCII, so that bytes need not be put together to
/// characters, and most of a story has none: 32 bytes at a time are looked at, without branches, so that it is vectorised.
fn white(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(chunk) = bytes.get(at..at + CHUNK) {
        if chunk.iter().fold(0, |hit, byte| hit | u8::from(*byte <= b' ')) != 0 {
            break;
        }
        at += CHUNK;
    }
    let first = bytes[at..].iter().position(u8::is_ascii_whitespace)?;
    Some(at + first)
}

/// Text that is being put together.
#[derive(Debug, Default)]
pub(super) struct Text {
    joined: String,
    seams: Vec<usize>,
    seam: bool,
}

impl Text {
    /// Adds text; white space of any length becomes one space.
    pub(super) fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.seam && text.starts_with(char::is_numeric) && self.joined.ends_with(char::is_numeric) {
            self.seams.push(self.joined.len());
        }
        self.seam = false;
        let mut rest = self.spaced(text);
        if rest.is_empty() {
            return;
        }
        while let Some(at) = white(rest.as_bytes()) {
            self.joined.push_str(&rest[..at]);
            rest = self.spaced(&rest[at..]);
        }
        self.joined.push_str(rest);
    }

    /// Adds the white space that `text` begins with, if it does, as one space; returns what follows.
    fn spaced<'a>(&mut self, text: &'a str) -> &'a str {
        if !text.as_bytes().first().is_some_and(u8::is_ascii_whitespace) {
            return text;
        }
        if !matches!(self.joined.as_bytes().last(), None | Some(b' ' | b'\n')) {
            self.joined.push(' ');
        }
        text.trim_ascii_start()
    }

    /// Adds what a tag, opened or closed, does to the text.
    pub(super) fn tag(&mut self, element: Element) {
        if element == Element::Inline {
            self.join();
        } else {
            self.part();
        }
    }

    /// Adds text that stands for itself, such as an attribute's value.
    pub(super) fn line(&mut self, text: &str) {
        self.part();
        self.joined.push_str(text);
        self.part();
    }

    /// Goes on after something that was passed over, whose text ends so.
    pub(super) fn resume(&mut self, tail: &str) {
        self.joined.push_str(tail);
    }

    /// Returns whether whatever comes next is parted from what was.
    pub(super) fn is_parted(&self) -> bool {
        !self.seam && matches!(self.joined.as_bytes().last(), None | Some(b'\n'))
    }

    /// Returns the text if there is but one way of reading it.
    pub(super) fn only(&self) -> Option<&str> {
        self.seams.is_empty().then_some(&self.joined)
    }

    /// Notes markup that joins the text around it.
    pub(super) fn join(&mut self) {
        self.seam = true;
    }

    /// Parts what comes from what was.
    pub(super) fn part(&mut self) {
        self.seam = false;
        if !matches!(self.joined.as_bytes().last(), None | Some(b'\n')) {
            self.joined.push('\n');
        }
    }

    /// Returns the text as it is joined, and parted where digits meet, if they do anywhere.
    pub(super) fn readings(&self) -> Vec<Cow<'_, str>> {
        let mut readings = vec![Cow::Borrowed(self.joined.as_str())];
        if !self.seams.is_empty() {
            let mut parted = String::with_capacity(self.joined.len() + self.seams.len());
            let mut from = 0;
            for &seam in &self.seams {
                parted.push_str(&self.joined[from..seam]);
                parted.push('\n');
                from = seam;
            }
            parted.push_str(&self.joined[from..]);
            readings.push(Cow::Owned(parted));
        }
        readings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_markup_joins_and_blocks_part() {
        let mut text = Text::default();
        for (piece, tag) in [("138", "b"), ("0013", "b"), (" \n 8000", "td"), ("5", "p")] {
            text.push(piece);
            text.tag(Element::of(tag.as_bytes()));
        }
        assert_eq!(text.readings(), ["1380013 8000\n5\n", "138\n0013 8000\n5\n"]);
    }
}

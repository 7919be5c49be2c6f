//! The text of a page as a reader puts it together, whatever the markup between.
//!
//! Inline markup joins (138<b>0013</b>8000 is a number), everything else parts. Because two numbers can also stand side
//! by side in inline markup, the places where digits meet across it are remembered.
//!
//! **In:** text and tag names in their order. **Out:** strings to look for numbers in. **Never:** hidden text left out.

use std::borrow::Cow;

/// Returns whether markup of this name does not part the text around it.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "nobr"
            | "q"
            | "rb"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "time"
            | "tspan"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
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
        // White space of HTML is ASCII, so that bytes need not be put together to characters.
        let white = |c: char| c.is_ascii_whitespace();
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| byte.is_ascii_whitespace()) {
            self.joined.push_str(&rest[..at]);
            if !matches!(self.joined.as_bytes().last(), Some(b' ' | b'\n')) {
                self.joined.push(' ');
            }
            rest = rest[at..].trim_start_matches(white);
        }
        self.joined.push_str(rest);
    }

    /// Adds what a tag, opened or closed, does to the text.
    pub(super) fn tag(&mut self, name: &str) {
        if is_inline(name) {
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
            text.tag(tag);
        }
        assert_eq!(text.readings(), ["1380013 8000\n5\n", "138\n0013 8000\n5\n"]);
    }
}

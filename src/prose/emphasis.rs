//! Helps CommonMark's emphasis over Chinese marks.
//!
//! CommonMark decides by the characters beside a run of `*`, `_` or `~` whether it opens or closes,
//! and was made for languages that put spaces around words: `**“强调”**后` is not strong there. So a
//! stand-in that Markdown takes for a punctuation mark is put on both sides of such a run; the run
//! then may open and close, as the markdown-cjk-friendly proposal wants. Runs that mask a number
//! (`138****1234`) get a stand-in for white space, and do nothing.
//!
//! **In:** Markdown. **Out:** [`Padded`] Markdown, the way back for text and for offsets.
//! **Never:** uses a stand-in that occurs in the input, or touches a run beside white space.

use std::borrow::Cow;
use std::ops::Range;

use crate::zh::spacing::is_cjk;

/// Punctuation marks of the Sundanese script, each three bytes long.
const MARKS: [char; 8] =
    ['\u{1CC0}', '\u{1CC1}', '\u{1CC2}', '\u{1CC3}', '\u{1CC4}', '\u{1CC5}', '\u{1CC6}', '\u{1CC7}'];
/// Spaces that nobody types, each three bytes long.
const SPACES: [char; 6] = ['\u{1680}', '\u{2008}', '\u{205F}', '\u{2005}', '\u{2006}', '\u{2004}'];
/// How many bytes a stand-in takes.
const WIDTH: usize = 3;

/// Markdown with stand-ins, and what it takes to forget them.
pub(super) struct Padded<'a> {
    text: Cow<'a, str>,
    /// Where each stand-in begins in `text`, ascending.
    places: Vec<usize>,
    stands_in: [char; 2],
}

impl<'a> Padded<'a> {
    /// Returns `source` with stand-ins where Chinese needs them.
    pub(super) fn new(source: &'a str) -> Self {
        let free = |all: &[char]| all.iter().copied().find(|&c| !source.contains(c));
        let (Some(mark), Some(space)) = (free(&MARKS), free(&SPACES)) else {
            return Self { text: Cow::Borrowed(source), places: Vec::new(), stands_in: ['*'; 2] };
        };
        let (mut text, mut places, mut copied) = (String::new(), Vec::new(), 0);
        for run in (Runs { source, at: 0 }) {
            let (before, after) = match treatment(source, &run) {
                Treatment::Leave => continue,
                Treatment::Open => (Some(mark), Some(mark)),
                Treatment::Literal { before, after } => (before.then_some(space), after.then_some(space)),
            };
            for (end, stand_in) in [(run.start, before), (run.end, after)] {
                text.push_str(&source[copied..end]);
                copied = end;
                if let Some(stand_in) = stand_in {
                    places.push(text.len());
                    text.push(stand_in);
                }
            }
        }
        if places.is_empty() {
            return Self { text: Cow::Borrowed(source), places, stands_in: [mark, space] };
        }
        text.push_str(&source[copied..]);
        Self { text: Cow::Owned(text), places, stands_in: [mark, space] }
    }

    /// Returns the Markdown to be parsed.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the offset in the Markdown as written.
    pub(super) fn offset(&self, padded: usize) -> usize {
        padded - WIDTH * self.places.partition_point(|&place| place < padded)
    }

    /// Returns the range in the Markdown as written.
    pub(super) fn range(&self, padded: &Range<usize>) -> Range<usize> {
        self.offset(padded.start)..self.offset(padded.end)
    }

    /// Returns `text` as it was without stand-ins.
    pub(super) fn strip<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.places.is_empty() || !text.contains(self.stands_in) {
            return Cow::Borrowed(text);
        }
        Cow::Owned(text.replace(self.stands_in, ""))
    }
}

/// What is done about a run.
enum Treatment {
    Leave,
    Open,
    Literal { before: bool, after: bool },
}

/// What stands beside a run.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Space,
    Opening,
    Closing,
    Mark,
    Word,
}

/// Returns what to do about one run.
fn treatment(source: &str, run: &Range<usize>) -> Treatment {
    let (previous, next) = (source[..run.start].chars().next_back(), source[run.end..].chars().next());
    let (left, right) = (side(previous), side(next));
    if is_masking(&source[run.clone()], previous, next) {
        return Treatment::Literal { before: left != Side::Space, after: right != Side::Space };
    }
    // A run before 、 or ” closes and one behind （ or “ opens: CommonMark sees that by itself, and
    // to allow more would make emphasis of masked names (张**、李**).
    let helped = matches!(
        (left, right),
        (Side::Word, Side::Opening | Side::Mark) | (Side::Closing | Side::Mark, Side::Word)
    );
    let is_chinese = |c: Option<char>| c.is_some_and(is_cjk);
    if helped && (is_chinese(previous) || is_chinese(next)) { Treatment::Open } else { Treatment::Leave }
}

/// Returns whether a run of asterisks hides digits or letters: `138****1234`, `3*4`.
fn is_masking(run: &str, previous: Option<char>, next: Option<char>) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    run.starts_with('*') && (run.len() >= 4 || is_digit(previous) && is_digit(next))
}

/// Returns what `c` is to the run beside it; `|` bounds a table cell and counts as white space.
fn side(c: Option<char>) -> Side {
    match c {
        None | Some('|') => Side::Space,
        Some(c) if c.is_whitespace() || c.is_control() => Side::Space,
        Some(c) if "([{<“‘（〔［｛〈《「『【〖〝〘〚".contains(c) => Side::Opening,
        Some(c) if ")]}>,.!?:;%”’）〕］｝〉》」』】〗〞〙〛、。，．：；！？％‰℃".contains(c) => Side::Closing,
        Some(c) if c.is_alphanumeric() => Side::Word,
        Some(_) => Side::Mark,
    }
}

/// The runs of `*`, `_` and `~` that no backslash escapes.
struct Runs<'a> {
    source: &'a str,
    at: usize,
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.source.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let start = self.at;
            self.at += 1;
            match byte {
                b'\\' if bytes.get(self.at).is_some_and(u8::is_ascii_punctuation) => self.at += 1,
                b'*' | b'_' | b'~' => {
                    while bytes.get(self.at) == Some(&byte) {
                        self.at += 1;
                    }
                    return Some(start..self.at);
                }
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Padded;

    #[test]
    fn only_runs_beside_chinese_marks_get_stand_ins() {
        let padded = Padded::new("**“强调”**后");
        assert_eq!(padded.text(), "**“强调”\u{1CC0}**\u{1CC0}后");
        assert_eq!(padded.strip(padded.text()), "**“强调”**后");
        for plain in ["**强调**后", "a **b**, c", "“**强调**”", "张**、李**", "* 一\n* 二\n\n---\n***"] {
            assert_eq!(Padded::new(plain).text(), plain);
        }
    }

    #[test]
    fn offsets_lead_back_to_what_was_written() {
        let source = "前**“强调”**后**《条例》**完";
        let padded = Padded::new(source);
        for (at, c) in padded.text().char_indices().filter(|(_, c)| *c != '\u{1CC0}') {
            assert!(source[padded.offset(at)..].starts_with(c));
        }
        assert_eq!(padded.range(&(0..padded.text().len())), 0..source.len());
    }

    #[test]
    fn a_stand_in_that_the_editor_wrote_is_not_used() {
        let padded = Padded::new("\u{1CC0}**“强调”**后");
        assert_eq!(padded.text(), "\u{1CC0}**“强调”\u{1CC1}**\u{1CC1}后");
        assert_eq!(padded.strip(padded.text()), "\u{1CC0}**“强调”**后");
        let hostile = "\u{1CC0}\u{1CC1}\u{1CC2}\u{1CC3}\u{1CC4}\u{1CC5}\u{1CC6}\u{1CC7}**“强调”**后";
        assert_eq!(Padded::new(hostile).text(), hostile);
    }
}

//! Where in a text a number or an e-mail can begin, found without decoding what cannot be either.
//!
//! **In:** text. **Out:** places of digits in any dress and of signs of an e-mail, in their order; which runs of digits
//! have not the shape of any number. **Never:** leaves out a place, or a run that may hold one.

use super::glyph::{Glyph, glyph, is_at};
use super::run::WIDEST_JOINT;

/// Fewer digits than this are no number of a person.
pub(super) const SHORTEST: usize = 7;

/// So many bytes are looked at in one go; most of a story has no mark in them.
const CHUNK: usize = 64;

/// What a chunk may hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Chunk {
    #[default]
    Nothing,
    /// `0` to `9` and `@`, and no other mark.
    Plain,
    Anything,
}

/// The marks of a text, from wherever one goes on.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    text: &'a str,
    /// What lies before this was looked at as a chunk.
    seen: usize,
    /// What the chunk may hold that ends there.
    chunk: Chunk,
}

impl<'a> Marks<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, seen: 0, chunk: Chunk::Nothing }
    }

    /// Returns where the next mark stands from the byte `from` on; `from` never goes back.
    pub(super) fn next(&mut self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while at < bytes.len() {
            if at >= self.seen {
                let ahead = bytes.get(at..at + CHUNK + 2).and_then(|ahead| ahead.try_into().ok());
                self.chunk = ahead.map_or(Chunk::Anything, looked_at);
                self.seen = (at + CHUNK).min(bytes.len());
            }
            let mark = match self.chunk {
                Chunk::Nothing => None,
                Chunk::Plain => plain_mark(&bytes[at..self.seen]).map(|mark| at + mark),
                Chunk::Anything => (at..self.seen).find(|&at| is_mark(self.text, at)),
            };
            if mark.is_some() {
                return mark;
            }
            at = self.seen;
        }
        None
    }
}

/// Leaves out no mark that begins in the first 64 bytes. Written without branches, so that it is vectorised.
fn looked_at(bytes: &[u8; CHUNK + 2]) -> Chunk {
    let (mut plain, mut wide) = (false, false);
    for at in 0..CHUNK {
        let (one, two, three) = (bytes[at], bytes[at + 1], bytes[at + 2]);
        plain |= (one.wrapping_sub(b'0') < 10) | (one == b'@');
        // U+FF10 to U+FF19, U+FF20, U+FE40 to U+FE7F.
        let width = (three.wrapping_sub(0x90) < 10) | (three == 0xA0) | (two == 0xB9);
        // U+2440 to U+27BF.
        let circled = (one == 0xE2) & (two.wrapping_sub(0x91) < 14);
        // U+0640 to U+067F, U+06C0 to U+06FF, and what takes four bytes.
        wide |= ((one == 0xEF) & width) | circled | (one & 0xFD == 0xD9) | (one >= 0xF0);
    }
    match (wide, plain) {
        (true, _) => Chunk::Anything,
        (_, true) => Chunk::Plain,
        _ => Chunk::Nothing,
    }
}

fn is_mark(text: &str, at: usize) -> bool {
    match text.as_bytes()[at] {
        b'0'..=b'9' | b'@' => true,
        0xEF | 0xE2 | 0xD9 | 0xDB | 0xF0..=0xFF => {
            text[at..].chars().next().is_some_and(|c| is_at(c) || matches!(glyph(c), Glyph::Digit(..)))
        }
        _ => false,
    }
}

/// Returns where the first of `0` to `9` and `@` stands, eight bytes looked at in one word.
fn plain_mark(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    let (words, rest) = bytes.as_chunks::<8>();
    for (number, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // A byte below a bound sets its highest bit; so may one above it in the word, which is not looked at then.
        let below = |word: u64, bound: u64| word.wrapping_sub(ONES * bound) & !word & (ONES << 7);
        let hit = below(word ^ (ONES * u64::from(b'0')), 10) | below(word ^ (ONES * u64::from(b'@')), 1);
        if hit != 0 {
            return Some(number * 8 + hit.trailing_zeros() as usize / 8);
        }
    }
    let mark = rest.iter().position(|byte| byte.is_ascii_digit() || *byte == b'@')?;
    Some(words.len() * 8 + mark)
}

/// What the digits of a run, and of those that follow it, have in common.
#[derive(Debug, Default)]
struct Shape {
    digits: usize,
    group: usize,
    before: usize,
    last: u8,
    is_wide: bool,
    has_year: bool,
}

impl Shape {
    fn digit(&mut self, digit: u8) {
        self.digits += 1;
        self.group += 1;
        self.is_wide |= self.group >= SHORTEST || (self.group >= 3 && self.before >= 3);
        self.has_year |= matches!((self.last, digit), (b'1', b'8' | b'9') | (b'2', b'0'));
        self.last = digit;
    }

    fn joint(&mut self) {
        if self.group > 0 {
            self.before = std::mem::take(&mut self.group);
        }
    }

    /// Of all numbers in groups, two groups side by side have three digits, or one has seven. An identity number may be
    /// grouped anyhow, but it has 17 digits at least, and the first two of a year of birth.
    fn may_be_number(&self) -> bool {
        (self.is_wide && self.digits >= SHORTEST) || (self.has_year && self.digits >= 17)
    }
}

/// Returns where the last digit ends before something that no number goes over, where no number is among the digits from
/// `start` on, whatever joins them; none where there may be one.
///
/// The digits at `start` are ASCII. What stands between two of them is no wider than within a [`Run`](super::run::Run), which ends
/// where this does, or before.
pub(super) fn idle(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let first = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    // Most digits stand before a letter, a mark or a character of Chinese (U+4000 to U+9FFF), which nothing joins.
    let is_apart =
        |byte: &u8| matches!(byte, b'!'..=b'(' | b'*'..=b',' | b'/' | b':'..=b'Z' | b'a'..=b'~' | 0xE4..=0xE9);
    if first - start < SHORTEST && bytes.get(first).is_none_or(is_apart) {
        return Some(first);
    }
    let (mut shape, mut end, mut at) = (Shape::default(), start, start);
    let mut width = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' => {
                shape.digit(byte);
                end = at + 1;
                width = 0;
                if shape.may_be_number() {
                    return None;
                }
            }
            b' ' | b'-' | b'_' | b'.' | b')' | b']' if width < WIDEST_JOINT => {
                shape.joint();
                width += 1;
            }
            0..0x80 => break,
            _ => {
                let is_apart = text[at..].chars().next().is_none_or(|c| glyph(c) == Glyph::Other);
                return is_apart.then_some(end);
            }
        }
        at += 1;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(text: &str, from: usize) -> Option<usize> {
        Marks::of(text).next(from)
    }

    #[test]
    fn every_mark_is_found_wherever_it_stands() {
        for mark in ["7", "0", "9", "７", "𝟕", "⑦", "❼", "٧", "۷", "@", "＠", "﹫"] {
            for before in 0..140 {
                let text = format!("{}{mark}{}", "，汉a“".repeat(before), "——，汉".repeat(40));
                let expected = before * "，汉a“".len();
                assert_eq!(next(&text, 0), Some(expected), "{mark} after {before}");
                assert_eq!(next(&text, expected + mark.len()), None);
            }
        }
    }

    #[test]
    fn every_digit_of_unicode_that_counts_is_a_mark() {
        let far = "汉".repeat(100);
        for c in ('\0'..=char::MAX).filter(|c| is_at(*c) || matches!(glyph(*c), Glyph::Digit(..))) {
            assert_eq!(next(&format!("a{c}{far}"), 0), Some(1), "{c}");
        }
    }

    #[test]
    fn text_without_marks_has_none() {
        assert_eq!(next("", 0), None);
        assert_eq!(next(&"“榜样”，——·/:?AO".repeat(50), 0), None);
        for byte in (0..128_u8).filter(|byte| !byte.is_ascii_digit() && *byte != b'@') {
            assert_eq!(next(&char::from(byte).to_string().repeat(20), 0), None, "{byte}");
        }
    }

    #[test]
    fn marks_are_those_that_a_reader_of_characters_finds() {
        let pieces = ["1", "@", "/", ":", "?", "A", "３", "，", "：", "汉", "é", "①", "●", "𝟏", "\u{200B}", "￥", "﹫"];
        let mut state = 11_usize;
        for _ in 0..2_000 {
            let mut text = String::new();
            for _ in 0..120 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let rare = (state >> 60) == 0;
                text.push_str(if rare { pieces[(state >> 33) % pieces.len()] } else { "汉，" });
            }
            let expected: Vec<usize> = text
                .char_indices()
                .filter(|(_, c)| is_at(*c) || matches!(glyph(*c), Glyph::Digit(..)))
                .map(|(at, _)| at)
                .collect();
            let (mut marks, mut at, mut found) = (Marks::of(&text), 0, Vec::new());
            while let Some(mark) = marks.next(at) {
                found.push(mark);
                at = mark + text[mark..].chars().next().map_or(1, char::len_utf8);
            }
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_run_is_idle_where_no_grouping_of_a_number_fits_it() {
        for (text, end) in [
            ("123", 3),
            ("12 34  x5678", 5),
            ("123456汉789", 6),
            ("1 - 2)，3", 5),
            ("12    34", 2),
            ("1    234567 5555555", 1),
            ("2021-06-13 09:00", 13),
            ("2 4 2 2 6 8 2 4 2 2 6 8 2 4 2 2 6 8 2 4 a", 39),
            ("123 456", 7),
        ] {
            assert_eq!(idle(text, 0), Some(end), "{text}");
        }
        for text in [
            "1234567",
            "123 4567",
            "123\u{200B}4567",
            "12－3",
            "12345６7",
            "1）2",
            "1   234567 5555555",
            "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
            "138 0013 8000",
        ] {
            assert_eq!(idle(text, 0), None, "{text}");
        }
    }
}

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

use super::seen::{Seen, has_of_three, position};
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
    pub(super) fn new(source: &'a str, seen: Seen) -> Self {
        if !seen.has(Seen::EMPHASIS) {
            return Self { text: Cow::Borrowed(source), places: Vec::new(), stands_in: ['*'; 2] };
        }
        let free = |all: &[char]| all.iter().copied().find(|&c| !has_of_three(source, c));
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

    /// Returns whether a stand-in was put into this range of the Markdown to be parsed.
    pub(super) fn stands_in(&self, padded: &Range<usize>) -> bool {
        let first = self.places.partition_point(|&place| place < padded.start);
        self.places.get(first).is_some_and(|place| *place < padded.end)
    }

    /// Returns `text` as it was without stand-ins.
    pub(super) fn strip<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.places.is_empty() || !self.stands_in.iter().any(|&stand_in| has_of_three(text, stand_in)) {
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
    let helped =
        matches!((left, right), (Side::Word, Side::Opening | Side::Mark) | (Side::Closing | Side::Mark, Side::Word));
    let is_chinese = |c: Option<char>| c.is_some_and(is_cjk);
    if helped && (is_chinese(previous) || is_chinese(next)) { Treatment::Open } else { Treatment::Leave }
}

/// Returns whether a run of asterisks hides digits or letters: `138****1234`, `3*4`.
fn is_masking(run: &str, previous: Option<char>, next: Option<char>) -> bool {
    let is_code = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_within = is_code(previous) && is_code(next) && (is_digit(previous) || is_digit(next));
    run.starts_with('*') && (run.len() >= 4 || is_within)
}

/// Returns what `c` is to the run beside it; `|` bounds a table cell and counts as white space.
fn side(c: Option<char>) -> Side {
    match c {
        None | Some('|') => Side::Space,
        Some(c) if c.is_whitespace() || c.is_control() => Side::Space,
        Some(c) if "([{<“‘（〔［｛〈《「『【〖〝〘〚".contains(c) => Side::Opening,
        Some(c) if ")]}>,.!?:;%”’）〕］｝〉》」』】〗〞〙〛、。，．：；！？％‰℃".contains(c) => {
            Side::Closing
        }
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
        let is_mark = |byte: u8| (byte == b'*') | (byte == b'_') | (byte == b'~') | (byte == b'\\');
        while let Some(start) = position(bytes, self.at, is_mark) {
            self.at = start + 1;
            if bytes[start] == b'\\' {
                self.at += usize::from(bytes.get(self.at).is_some_and(u8::is_ascii_punctuation));
                continue;
            }
            while bytes.get(self.at) == bytes.get(start) {
                self.at += 1;
            }
            return Some(start..self.at);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::ast::{Block, Span};
    use super::super::parse::parse;
    use super::{Padded, Seen};

    fn pad(source: &str) -> Padded<'_> {
        Padded::new(source, Seen::of(source))
    }

    #[test]
    fn only_runs_beside_chinese_marks_get_stand_ins() {
        let padded = pad("**“强调”**后");
        assert_eq!(padded.text(), "**“强调”\u{1CC0}**\u{1CC0}后");
        assert_eq!(padded.strip(padded.text()), "**“强调”**后");
        for plain in ["**强调**后", "a **b**, c", "“**强调**”", "张**、李**", "* 一\n* 二\n\n---\n***"] {
            assert_eq!(pad(plain).text(), plain);
        }
    }

    #[test]
    fn offsets_lead_back_to_what_was_written() {
        let source = "前**“强调”**后**《条例》**完";
        let padded = pad(source);
        for (at, c) in padded.text().char_indices().filter(|(_, c)| *c != '\u{1CC0}') {
            assert!(source[padded.offset(at)..].starts_with(c));
        }
        assert_eq!(padded.range(&(0..padded.text().len())), 0..source.len());
    }

    #[test]
    fn a_stand_in_that_the_editor_wrote_is_not_used() {
        let padded = pad("\u{1CC0}**“强调”**后");
        assert_eq!(padded.text(), "\u{1CC0}**“强调”\u{1CC1}**\u{1CC1}后");
        assert_eq!(padded.strip(padded.text()), "\u{1CC0}**“强调”**后");
        let hostile = "\u{1CC0}\u{1CC1}\u{1CC2}\u{1CC3}\u{1CC4}\u{1CC5}\u{1CC6}\u{1CC7}**“强调”**后";
        assert_eq!(pad(hostile).text(), hostile);
    }

    /// Returns spans in a short notation.
    fn notation(spans: &[Span]) -> String {
        let mut all = String::new();
        for span in spans {
            all += &match span {
                Span::Text(text) => text.clone(),
                Span::Strong(spans) => format!("<B>{}</B>", notation(spans)),
                Span::Emphasis(spans) => format!("<I>{}</I>", notation(spans)),
                Span::Strike(spans) => format!("<S>{}</S>", notation(spans)),
                Span::Link { spans, .. } => format!("[{}]", notation(spans)),
                Span::Code(code) => format!("‹{code}›"),
                other => format!("{other:?}"),
            };
        }
        all
    }

    fn read(source: &str) -> String {
        match parse(source).blocks.as_slice() {
            [Block::Paragraph(spans)] => notation(spans),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn emphasis_works_beside_chinese_marks() {
        for (source, expected) in [
            ("**“强调”**后", "<B>“强调”</B>后"),
            ("**重要:**内容", "<B>重要:</B>内容"),
            ("**重要：**内容", "<B>重要：</B>内容"),
            ("前**《条例》**规定", "前<B>《条例》</B>规定"),
            ("**100%**完成", "<B>100%</B>完成"),
            ("~~(删)~~后", "<S>(删)</S>后"),
            ("前~~“删”~~后", "前<S>“删”</S>后"),
            ("__“强调”__后", "<B>“强调”</B>后"),
            ("前__《条例》__后", "前<B>《条例》</B>后"),
            ("*“强调”*后", "<I>“强调”</I>后"),
            ("_“强调”_后", "<I>“强调”</I>后"),
            ("这是**（重要）**的", "这是<B>（重要）</B>的"),
            ("“**强调**”", "“<B>强调</B>”"),
            ("他说**“好”**，又说**“行”**。", "他说<B>“好”</B>，又说<B>“行”</B>。"),
            ("**甲**、**乙**、**丙**", "<B>甲</B>、<B>乙</B>、<B>丙</B>"),
            ("前***“甲”***后", "前<I><B>“甲”</B></I>后"),
            ("前**~~“删”~~**后", "前<B><S>“删”</S></B>后"),
            ("**`代码`**后", "<B>‹代码›</B>后"),
            ("**[甲](a)**后", "<B>[甲]</B>后"),
            ("[**“甲”**](a)后", "[<B>“甲”</B>]后"),
            ("**“甲”**和**“乙”**", "<B>“甲”</B>和<B>“乙”</B>"),
            ("**注意！**看", "<B>注意！</B>看"),
            ("**强。**后**强。**后", "<B>强。</B>后<B>强。</B>后"),
            ("**第一，**甲**第二，**乙", "<B>第一，</B>甲<B>第二，</B>乙"),
            ("**——甲——**后", "<B>——甲——</B>后"),
            ("前**……甲……**后", "前<B>……甲……</B>后"),
            ("**Rust**语言**（系统）**编程", "<B>Rust</B>语言<B>（系统）</B>编程"),
            ("は**「こん」**と", "は<B>「こん」</B>と"),
            ("**𠮷（土）**后", "<B>𠮷（土）</B>后"),
            ("**时间：**2021年**地点：**室", "<B>时间：</B>2021年<B>地点：</B>室"),
            ("(**甲**)乙**丙**", "(<B>甲</B>)乙<B>丙</B>"),
            ("**甲**（注）**乙**", "<B>甲</B>（注）<B>乙</B>"),
            ("**甲 “乙”**丙", "<B>甲 “乙”</B>丙"),
            ("“好”**强调**后", "“好”<B>强调</B>后"),
        ] {
            assert_eq!(read(source), expected);
        }
    }

    #[test]
    fn asterisks_that_mask_or_calculate_stay() {
        for literal in [
            "138****1234，139****5678",
            "35*************123",
            "张**、李**、王**",
            "李*明、王*华",
            "李*明、王*华、张*三",
            "张**（市委办）、李**（市府办）",
            "王*华同志、李*明",
            "1101**X，1302**X",
            "3*4*5=60",
            "10~20人，30~40岁",
            "文件_名_称",
            "**未完",
            "甲 ** 乙",
        ] {
            assert_eq!(read(literal), literal);
        }
        assert_eq!(read("`138****1234`和[a****b](x)"), "‹138****1234›和[a****b]");
        assert_eq!(read("`**“强调”**后`"), "‹**“强调”**后›");
        assert_eq!(read("\\*\\*“强调”\\*\\*后"), "**“强调”**后");
    }

    #[test]
    fn code_targets_and_titles_hold_no_stand_ins() {
        let source = "```甲\n前**“乙”**后 138****1\n```\n\n[a](b**“c”**d \"前**《题》**后\")";
        let shown = format!("{:?}", parse(source));
        assert!(
            shown.contains("前**“乙”**后 138****1") && shown.contains("b**“c”**d") && shown.contains("前**《题》**后"),
            "{shown}"
        );
    }
}

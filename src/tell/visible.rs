//! Text that cannot steer a terminal, and the part of a long line that matters.
//!
//! **In:** an editor's words. **Out:** the same number of characters, each of which is seen. **Never:** an escape
//! sequence, a change of writing direction, or a line of ten megabytes.

use unicode_width::UnicodeWidthChar;

/// A shown line has at most this many columns; a Chinese character has two.
const COLUMNS: usize = 110;
/// Of a line that is cut, at most this many columns stand before the place that matters.
const BEFORE: usize = 40;

/// Returns `text` with every character that controls a terminal, or cannot be seen, replaced by one that can.
///
/// Character by character, so that columns stay true: `␛` for an escape, a space for a tab, `�` for the rest.
pub fn visible(text: &str) -> String {
    text.chars().map(|character| if is_unseen(character) { seen(character) } else { character }).collect()
}

/// Returns whether a terminal would obey this character instead of showing it, or show nothing at all.
pub(super) fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
                | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}'
        )
}

fn seen(character: char) -> char {
    match character {
        '\t' => ' ',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ => '\u{fffd}',
    }
}

/// A line as it is shown, and the bytes of it that are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// The line, or a part of it between `…`.
    pub(super) text: String,
    /// Where the stretch that is meant begins.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
}

/// Returns the part of `line` around `length` characters from `column` (both as people count) that a screen can hold.
pub(super) fn window(line: &str, column: usize, length: usize) -> Shown {
    let at = column.saturating_sub(1);
    let offset = line.char_indices().nth(at).map_or(line.len(), |(offset, _)| offset);
    let (before, rest) = line.split_at(offset);
    let is_short = line.len() <= COLUMNS * 4 && width(line) <= COLUMNS;
    let room = if is_short { usize::MAX } else { BEFORE };
    let start = before.len() - tail(before, room);
    let mut text = String::new();
    text.push_str(if start > 0 { "…" } else { "" });
    text.push_str(&visible(&before[start..]));
    let from = text.len();
    let left = if is_short { usize::MAX } else { COLUMNS - width(&text) };
    let kept = head(rest, left);
    let shown = visible(&rest[..kept]);
    let to = from + shown.chars().take(length).map(char::len_utf8).sum::<usize>();
    text.push_str(&shown);
    text.push_str(if kept < rest.len() { "…" } else { "" });
    Shown { text, from, to }
}

fn columns(character: char) -> usize {
    let shown = if is_unseen(character) { seen(character) } else { character };
    shown.width().unwrap_or(0)
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// How many bytes at the beginning of `text` fit into `room` columns.
fn head(text: &str, room: usize) -> usize {
    let mut used = 0;
    let fits = |character: &char| {
        used += columns(*character);
        used <= room
    };
    text.chars().take_while(fits).map(char::len_utf8).sum()
}

/// How many bytes at the end of `text` fit into `room` columns.
fn tail(text: &str, room: usize) -> usize {
    let mut used = 0;
    let fits = |character: &char| {
        used += columns(*character);
        used <= room
    };
    text.chars().rev().take_while(fits).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        assert_eq!(visible("甲\u{1b}[31m乙\u{9b}2J\u{202e}丙\t丁\r\n"), "甲␛[31m乙\u{fffd}2J\u{fffd}丙 丁␍␊");
        assert_eq!(visible("𬭎·〔2021〕“甲”"), "𬭎·〔2021〕“甲”");
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let shown = window("单位: 示例单位01 # 备注", 5, 6);
        assert_eq!(&shown.text[shown.from..shown.to], "示例单位01");
        assert_eq!(shown.text, "单位: 示例单位01 # 备注");
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let line = format!("{}错{}", "甲".repeat(3_000_000), "乙".repeat(300_000));
        let shown = window(&line, 3_000_001, 1);
        assert_eq!(&shown.text[shown.from..shown.to], "错");
        assert!(shown.text.starts_with("…甲") && shown.text.ends_with("乙…"));
        assert!(width(&shown.text) <= COLUMNS + 1, "{}", width(&shown.text));
    }

    #[test]
    fn a_column_beyond_the_line_is_its_end() {
        assert_eq!(window("甲", 9, 4), Shown { text: "甲".to_owned(), from: 3, to: 3 });
        assert_eq!(window("", 1, 1), Shown { text: String::new(), from: 0, to: 0 });
    }
}

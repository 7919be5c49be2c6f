//! What stands around a number and says that it is none, or what it is.
//!
//! **In:** a text and a place in it. **Out:** yes or no. **Never:** looks further than a line.

use std::ops::Range;

use super::glyph::{Glyph, Joint, glyph, is_at, is_invisible, narrowed};
use super::run::Run;

/// Letters that may stand right before or after a number; others make it a part of a longer name or of a hash.
const LABELS: [&str; 22] = [
    "tel", "phone", "mobile", "mob", "cell", "call", "fax", "m", "t", "p", "qq", "wx", "vx", "v", "wechat", "weixin",
    "id", "sfz", "card", "no", "ext", "to",
];
/// Words that call what follows a telephone.
const CALLED: [&str; 20] = [
    "电话",
    "热线",
    "手机",
    "座机",
    "传真",
    "联系方式",
    "致电",
    "拨打",
    "来电",
    "垂询",
    "专线",
    "总机",
    "固话",
    "话机",
    "☎",
    "📞",
    "tel",
    "phone",
    "fax",
    "call",
];
/// What is counted in tens of thousands of millions: after eleven digits, an amount of money or goods.
const AMOUNTS: [&str; 13] = ["元", "万元", "亿", "美元", "欧元", "人民币", "%", "％", "‰", "吨", "㎡", "平方", "千瓦"];
/// What is counted in millions.
const COUNTS: [&str; 20] = [
    "人", "个", "次", "件", "户", "名", "余", "多", "万", "亩", "本", "册", "份", "篇", "条", "项", "公里", "米", "字",
    "小时",
];
/// How many characters may stand between a word and the number that it calls a telephone.
const REACH: usize = 12;

/// Returns whether no letter makes the number at `bytes` a part of something longer.
pub(super) fn is_apart(text: &str, bytes: &Range<usize>) -> bool {
    let before = text[..bytes.start].chars().rev().filter(|c| !is_invisible(*c)).map(narrowed);
    let after = text[bytes.end..].chars().filter(|c| !is_invisible(*c)).map(narrowed);
    let letters = |c: &char| c.is_ascii_alphabetic();
    let head: Vec<char> = before.clone().take_while(letters).take(REACH).collect();
    let tail: String = after.take_while(letters).take(REACH).collect();
    let beyond = before.clone().nth(head.len());
    let head: String = head.iter().rev().collect();
    let known = |word: &str| word.is_empty() || LABELS.contains(&word.to_ascii_lowercase().as_str());
    let joined = !head.is_empty() && beyond.is_some_and(|c| c.is_ascii_alphanumeric());
    let money = beyond.is_some_and(|c| head.is_empty() && matches!(c, '$' | '¥' | '￥' | '€' | '#'));
    known(&head) && known(&tail) && !joined && !money
}

/// Returns whether a unit after the number says that it is an amount.
pub(super) fn is_amount(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    let fraction = rest.strip_prefix('.').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    starts_with_any(fraction.unwrap_or(rest), &AMOUNTS)
}

/// Returns whether a unit after the number says that something is counted.
pub(super) fn is_counted(text: &str, end: usize) -> bool {
    starts_with_any(&text[end..], &COUNTS) || is_amount(text, end)
}

fn starts_with_any(rest: &str, words: &[&str]) -> bool {
    let rest = rest.trim_start_matches([' ', '\u{A0}', '\u{3000}']);
    words.iter().any(|word| rest.starts_with(word))
}

/// Returns whether the place lies in an address of the web; what follows `=` is a value, and looked at.
pub(super) fn is_in_address(text: &str, start: usize) -> bool {
    let ends = |&byte: &u8| !byte.is_ascii_graphic() || b"\"'<>(),;\\".contains(&byte);
    let bytes = &text.as_bytes()[start.saturating_sub(300)..start];
    let token = bytes.rsplit(ends).next().unwrap_or_default();
    let scheme = token.windows(3).any(|three| three == b"://") && !token.ends_with(b"://");
    (scheme || token.starts_with(b"www.")) && !token.ends_with(b"=")
}

/// Returns whether the group is what follows the point of a decimal number; `1.` at the start of a line is a list's.
pub(super) fn is_fraction(text: &str, run: &Run, group: usize) -> bool {
    let Some(before) = group.checked_sub(1).and_then(|before| run.groups.get(before)) else { return false };
    let between = text.get(before.bytes.end..run.groups[group].bytes.start).unwrap_or_default();
    let listed = group == 1
        && before.len() <= 2
        && run.of(0) != "0"
        && text[..before.bytes.start].trim_end_matches([' ', '\u{3000}']).chars().next_back().is_none_or(|c| c == '\n');
    run.before(group) == Some(Joint::Dot) && between == "." && !listed
}

fn stops(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '！' | '!' | '?' | '？') || c.is_ascii_digit()
}

/// Returns the end of a text that ends a line, or all of it: that of which a number in the lines that follow asks whether it
/// calls it a telephone. It holds no number and no address itself.
pub fn tail(text: &str) -> String {
    let mut ahead = true;
    let near = text.chars().rev().take_while(|c| std::mem::replace(&mut ahead, !stops(*c))).take(REACH);
    let near: Vec<char> = near
        .map(|c| {
            if stops(c) {
                ';'
            } else if is_at(c) {
                ' '
            } else if matches!(glyph(c), Glyph::Digit(..)) {
                // A part of a number must not read as another one.
                '□'
            } else {
                c
            }
        })
        .collect();
    near.iter().rev().collect()
}

/// Returns whether a word shortly before `start` calls what begins there a telephone.
pub(super) fn is_called(text: &str, start: usize) -> bool {
    let near: Vec<char> = text[..start].chars().rev().take_while(|c| !stops(*c)).take(REACH).collect();
    let near: String = near.iter().rev().map(|c| narrowed(*c).to_ascii_lowercase()).collect();
    CALLED.iter().any(|word| near.contains(word))
}

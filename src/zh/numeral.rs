//! Numbers as a Chinese office writes them: 第六批, 二〇二一, 654,646, and full-width digits.
//!
//! **In:** numbers, or text in which an editor wrote one. **Out:** text, or the number.
//! **Never:** rounds, or reads a number out of the middle of a sentence.

use std::borrow::Cow;

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const PLACES: [&str; 4] = ["", "十", "百", "千"];
const GROUPS: [&str; 3] = ["", "万", "亿"];

/// Returns `number` in Chinese numerals, as ordinals are written: 6 is `六`, 102 is `一百零二`.
///
/// 10 to 19 begin with 十, without 一 (第十一批). Zero is `零`. The rule for ordinals is in
/// GB/T 15835-2011 (出版物上数字用法) and the practice of 第一支部, 第五批.
///
/// ```
/// use bangyang::zh::numeral::ordinal;
/// assert_eq!([6, 10, 11, 20, 102].map(ordinal), ["六", "十", "十一", "二十", "一百零二"]);
/// ```
pub fn ordinal(number: u32) -> String {
    if number == 0 {
        return DIGITS[0].to_string();
    }
    let mut text = String::new();
    let mut owes_zero = false;
    for group in (0..GROUPS.len()).rev() {
        let part = number / 10_000_u32.pow(group as u32) % 10_000;
        if part > 0 {
            write_group(&mut text, part, owes_zero);
            text.push_str(GROUPS[group]);
        }
        owes_zero = !text.is_empty() && (part == 0 || part % 10 == 0);
    }
    match text.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => text,
    }
}

/// Writes a group of up to four digits; a gap within it, or one before it, is one 零.
fn write_group(text: &mut String, part: u32, owes_zero: bool) {
    let mut gap = owes_zero || (!text.is_empty() && part < 1000);
    for place in (0..PLACES.len()).rev() {
        let digit = part / 10_u32.pow(place as u32) % 10;
        if digit == 0 {
            gap = gap || part >= 10_u32.pow(place as u32 + 1);
            continue;
        }
        if gap && !text.is_empty() {
            text.push(DIGITS[0]);
        }
        gap = false;
        text.push(DIGITS[digit as usize]);
        text.push_str(PLACES[place]);
    }
}

/// Returns the name of a batch: 6 is `第六批`.
pub fn batch(number: u32) -> String {
    format!("第{}批", ordinal(number))
}

/// Returns `number` digit by digit, as years are written: 2021 is `二〇二一`.
///
/// The zero is 〇 (U+3007), never 零, ○ or O: GB/T 15835-2011.
pub fn year_digits(number: u32) -> String {
    let mut digits: Vec<char> = Vec::new();
    let mut rest = number;
    loop {
        let digit = (rest % 10) as usize;
        digits.push(if digit == 0 { '〇' } else { DIGITS[digit] });
        rest /= 10;
        if rest == 0 {
            return digits.iter().rev().collect();
        }
    }
}

/// Returns the value of one Chinese numeral digit, taking what is typed for 〇 (零 ○ ◯ O 0) as zero.
pub fn digit(character: char) -> Option<u32> {
    match character {
        '〇' | '零' | '○' | '◯' | 'O' | 'o' | 'Ｏ' | 'ｏ' | '0' | '０' => Some(0),
        _ => DIGITS.iter().position(|&known| known == character).map(|value| value as u32),
    }
}

/// Returns `text` with full-width letters and digits (Ａ–Ｚ ａ–ｚ ０–９) as ASCII, all else as it was.
///
/// Chinese punctuation stays: full-width ASCII letters and digits are not stored, the marks are
/// (W3C 中文排版需求, 中西混排).
pub fn fold_ascii(text: &str) -> Cow<'_, str> {
    let is_wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    if !text.contains(is_wide) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_wide(c) { fold_char(c) } else { c }).collect())
}

/// Returns the ASCII character that a full-width one (U+FF01 to U+FF5E) stands for, or itself.
pub fn fold_char(character: char) -> char {
    match character {
        '！'..='～' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        _ => character,
    }
}

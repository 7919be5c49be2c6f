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
    let mut skipped = false;
    for group in (0..GROUPS.len()).rev() {
        let part = number / 10_000_u32.pow(group as u32) % 10_000;
        if part > 0 {
            if !text.is_empty() && (skipped || part < 1000) {
                text.push(DIGITS[0]);
            }
            text.push_str(&four_digits(part));
            text.push_str(GROUPS[group]);
        }
        skipped = part == 0;
    }
    match text.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => text,
    }
}

/// Returns up to four digits by their places; a gap between two of them is one 零.
fn four_digits(number: u32) -> String {
    let mut text = String::new();
    let mut skipped = false;
    for place in (0..PLACES.len()).rev() {
        let digit = number / 10_u32.pow(place as u32) % 10;
        if digit > 0 {
            if skipped && !text.is_empty() {
                text.push(DIGITS[0]);
            }
            text.push(DIGITS[digit as usize]);
            text.push_str(PLACES[place]);
        }
        skipped = digit == 0;
    }
    text
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

/// Returns the number that `text` writes: `第六批`, `第六`, `六`, `6` and `６` are all 6.
///
/// Around the number may stand 第 and one of 批 期 届 次 号; inside, 〇 ○ O for 零, 一十 for 十 and the
/// digit-by-digit form (一〇二) are taken. `None`: anything else, so 十六百 and 六十多 are no numbers.
pub fn parse(text: &str) -> Option<u32> {
    let text: String = text.trim().chars().map(fold_char).filter(|c| !c.is_whitespace()).collect();
    let number = text.strip_prefix('第').unwrap_or(&text);
    let number = number.strip_suffix(['批', '期', '届', '次', '号']).unwrap_or(number);
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.parse().ok();
    }
    if number.contains(['十', '百', '千', '万', '亿']) { parse_places(number) } else { parse_digits(number) }
}

/// Reads 一百零二 by its places; what would not be written back in the same way is refused.
fn parse_places(text: &str) -> Option<u32> {
    let (mut total, mut group, mut pending) = (0_u64, 0_u64, None);
    for character in text.chars() {
        let group_size = [('万', 10_000), ('亿', 100_000_000)].iter().find(|(sign, _)| *sign == character);
        let place = [('十', 10), ('百', 100), ('千', 1000)].iter().find(|(sign, _)| *sign == character);
        match (group_size, place) {
            (Some((_, size)), _) => {
                total += (group + pending.take().unwrap_or(0)).checked_mul(*size)?;
                group = 0;
            }
            (_, Some((_, size))) => group += pending.take().unwrap_or(1) * size,
            _ => pending = Some(u64::from(digit(character)?)),
        }
    }
    let number = u32::try_from(total + group + pending.unwrap_or(0)).ok()?;
    let usual: String = text.chars().map(|c| if digit(c) == Some(0) { DIGITS[0] } else { c }).collect();
    let usual = usual.strip_prefix("一十").map_or(usual.clone(), |rest| format!("十{rest}"));
    (ordinal(number) == usual).then_some(number)
}

/// Reads 一〇二 digit by digit; a word such as 零零 is refused along with every leading zero.
fn parse_digits(text: &str) -> Option<u32> {
    let fold = |number: u32, c| number.checked_mul(10)?.checked_add(digit(c)?);
    let number = text.chars().try_fold(0, fold)?;
    let is_usual = text.chars().count() == number.to_string().len();
    // Letters O among nothing else would read as zero.
    let has_hanzi = text.chars().any(|c| matches!(c, '〇' | '零') || digit(c).is_some_and(|d| d > 0));
    (is_usual && has_hanzi).then_some(number)
}

/// Returns `number` with a comma between thousands, as GB/T 15835-2011 allows: `654,646`.
pub fn group(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_written_as_offices_do() {
        let golden = [
            (0, "零"),
            (1, "一"),
            (6, "六"),
            (10, "十"),
            (11, "十一"),
            (19, "十九"),
            (20, "二十"),
            (21, "二十一"),
            (58, "五十八"),
            (100, "一百"),
            (101, "一百零一"),
            (102, "一百零二"),
            (110, "一百一十"),
            (111, "一百一十一"),
            (1000, "一千"),
            (1001, "一千零一"),
            (1010, "一千零一十"),
            (1100, "一千一百"),
            (2021, "二千零二十一"),
            (9999, "九千九百九十九"),
            (10_000, "一万"),
            (10_001, "一万零一"),
            (10_010, "一万零一十"),
            (11_000, "一万一千"),
            (100_000, "十万"),
            (100_100, "十万零一百"),
            (101_000, "十万一千"),
            (100_001_000, "一亿零一千"),
            (120_000, "十二万"),
            (100_000_000, "一亿"),
            (100_000_001, "一亿零一"),
            (100_010_000, "一亿零一万"),
        ];
        for (number, text) in golden {
            assert_eq!(ordinal(number), text);
        }
        assert_eq!(batch(6), "第六批");
        assert_eq!([2021, 2000, 0].map(year_digits), ["二〇二一", "二〇〇〇", "〇"]);
    }

    #[test]
    fn every_ordinal_reads_back() {
        for number in (0..12_000).chain([100_100, 1_020_304, 4_294_967_295]) {
            assert_eq!(parse(&ordinal(number)), Some(number));
            assert_eq!(parse(&batch(number)), Some(number));
            assert_eq!(parse(&year_digits(number)), Some(number));
        }
    }

    #[test]
    fn numbers_are_read_in_every_usual_form() {
        for six in ["第六批", "第六", "六", "6", "６", "第6批", "第 ６ 批", "六批", " 第六届 ", "06"] {
            assert_eq!(parse(six), Some(6), "{six}");
        }
        for (text, number) in [("一十二", 12), ("一百〇二", 102), ("一〇二", 102), ("二○二一", 2021)] {
            assert_eq!(parse(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "第",
            "批",
            "第批",
            "六七八九六七八九六七八九",
            "十六百",
            "六十多",
            "两",
            "OO",
            "O",
            "一百二",
            "-6",
            "6.5",
            "零六",
            "百",
            "十十",
            "万万万万万",
            "一亿亿亿",
            "99999999999",
            "第六批次",
            "六 支部",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn only_letters_and_digits_are_folded() {
        assert_eq!(fold_ascii("第１２号（ＡｂＺ），２０２１年"), "第12号（AbZ），2021年");
        assert!(matches!(fold_ascii("第12号（甲）"), Cow::Borrowed(_)));
        assert_eq!(fold_char('：'), ':');
        assert_eq!(fold_char('。'), '。');
    }

    #[test]
    fn thousands_are_parted() {
        assert_eq!([0, 999, 1000, 654_646, 1_234_567].map(group), ["0", "999", "1,000", "654,646", "1,234,567"]);
    }
}

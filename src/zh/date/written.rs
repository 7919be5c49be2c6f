//! Dates and times as people write them, taken apart but not yet believed.
//!
//! **In:** one text, such as `２０２１年６月１１日 9：30`. **Out:** the numbers in it, and what follows
//! them; or a [`DateError`].
//! **Never:** completes what is missing, or reads a date out of the middle of a sentence.

use std::fmt;

use super::super::numeral;

/// Why a text is not a [`Date`](super::Date) or a [`Moment`](super::Moment).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It is not in any of the forms that dates are written in.
    NotADate,
    /// A part is missing (2021年6月, 6月11日), or the year is shortened (21年6月11日).
    Incomplete,
    /// The calendar has no such day (2021-02-30).
    NoSuchDay {
        /// The year as written.
        year: u16,
        /// The month as written.
        month: u8,
        /// The day as written.
        day: u8,
    },
    /// The year is before 1900 or after 2199.
    OutOfRange(u16),
    /// A time of day stands where only a date is wanted.
    HasTime,
    /// What follows the date is not in any of the forms that times are written in.
    NotATime,
    /// No clock shows it (24:00, 9:60).
    NoSuchTime,
    /// The time is given in another zone than +08:00.
    OtherZone,
    /// The end of a range is before its beginning.
    Backwards,
    /// The end of a range is too far from its beginning.
    TooLong,
}

impl fmt::Display for DateError {
    /// Writes the fact in Chinese, for an editor, without the text itself and without a full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADate => f.write_str("不是日期"),
            Self::Incomplete => f.write_str("日期不完整，年、月、日缺一不可"),
            Self::NoSuchDay { year, month, day } => write!(f, "没有{year}年{month}月{day}日这一天"),
            Self::OutOfRange(year) => write!(f, "{year}年不在1900年至2199年之间"),
            Self::HasTime => f.write_str("这里只写日期，不写时刻"),
            Self::NotATime => f.write_str("日期后面的不是时刻"),
            Self::NoSuchTime => f.write_str("没有这个时刻"),
            Self::OtherZone => f.write_str("时刻不是北京时间"),
            Self::Backwards => f.write_str("止日早于起日"),
            Self::TooLong => f.write_str("一段超过60天"),
        }
    }
}

impl DateError {
    /// Returns what an editor should do about it, in Chinese.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotADate | Self::HasTime => "写成 2021-06-11 或 2021年6月11日",
            Self::Incomplete => "把年、月、日写全，年份写四位，如 2021年6月11日",
            Self::NoSuchDay { .. } | Self::OutOfRange(_) | Self::Backwards | Self::TooLong => "对照原文件核对日期",
            Self::NotATime => "写成 2021-06-11 09:30",
            Self::NoSuchTime => "时写 0 至 23，分写 0 至 59；24:00 写成次日 00:00",
            Self::OtherZone => "换算成北京时间，写成 2021-06-11 09:30",
        }
    }
}

impl std::error::Error for DateError {}

/// Returns `text` with ASCII marks and digits, and with spaces only where they part two digits.
pub(super) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.trim().chars().map(fold_mark) {
        if character == ' ' {
            gap = true;
            continue;
        }
        if gap && character.is_ascii_digit() && tidied.ends_with(|c: char| c.is_ascii_digit()) {
            tidied.push(' ');
        }
        gap = false;
        tidied.push(character);
    }
    tidied
}

fn fold_mark(character: char) -> char {
    match character {
        '\u{2010}'..='\u{2014}' | '\u{2212}' => '-',
        '\u{2236}' => ':',
        space if space.is_whitespace() => ' ',
        other => numeral::fold_char(other),
    }
}

/// Reads year, month and day at the start of a tidied text; returns them with what follows.
pub(super) fn read_date(text: &str) -> Result<([u16; 3], &str), DateError> {
    let (first, rest) = split_number(text);
    let mut after = rest.chars();
    match after.next() {
        _ if first.is_empty() => Err(DateError::NotADate),
        None if year_of(first).is_some() => Err(DateError::Incomplete),
        Some('月' | '日' | '号') => Err(DateError::Incomplete),
        Some('年') => read_parts(first, after.as_str(), ["月", "日"]),
        Some('-') => read_parts(first, after.as_str(), ["-", ""]),
        Some('/') => read_parts(first, after.as_str(), ["/", ""]),
        Some('.') => read_parts(first, after.as_str(), [".", ""]),
        _ => Err(DateError::NotADate),
    }
}

/// Reads month and day, each with the mark that follows it.
fn read_parts<'a>(year: &str, text: &'a str, marks: [&str; 2]) -> Result<([u16; 3], &'a str), DateError> {
    let (month, rest) = split_number(text);
    let after_month = rest.strip_prefix(marks[0]);
    let is_short = rest.is_empty() || after_month == Some("");
    if is_short && (text.is_empty() || part_of(month).is_some()) {
        return Err(DateError::Incomplete);
    }
    let (day, rest) = split_number(after_month.ok_or(DateError::NotADate)?);
    let (Some(month), Some(day)) = (part_of(month), part_of(day)) else {
        return Err(DateError::NotADate);
    };
    if part_of(year).is_some() || (rest.is_empty() && !marks[1].is_empty()) {
        return Err(DateError::Incomplete);
    }
    let rest = rest.strip_prefix(marks[1]).or_else(|| rest.strip_prefix('号'));
    let year = year_of(year).ok_or(DateError::NotADate)?;
    Ok(([year, month, day], rest.ok_or(DateError::NotADate)?))
}

/// Splits the digits or Chinese numerals at the start of `text` from the rest.
fn split_number(text: &str) -> (&str, &str) {
    let is_numeral = |c: char| c.is_ascii_digit() || c == '十' || numeral::digit(c).is_some();
    text.split_at(text.find(|c| !is_numeral(c)).unwrap_or(text.len()))
}

/// Returns the year that four digits or four Chinese numerals name.
fn year_of(text: &str) -> Option<u16> {
    if text.chars().count() != 4 {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    // Letters O among Arabic digits are a slip of the hand that must not pass for a year.
    let has_hanzi = text.chars().any(|c| numeral::digit(c).is_some_and(|value| value > 0));
    let fold = |year: u16, c| Some(year * 10 + u16::try_from(numeral::digit(c)?).ok()?);
    text.chars().try_fold(0, fold).filter(|_| has_hanzi)
}

/// Returns the month or day that one or two digits, or Chinese numerals up to 三十一, name.
fn part_of(text: &str) -> Option<u16> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return if text.len() <= 2 { text.parse().ok() } else { None };
    }
    (1..=31).find(|&part: &u16| numeral::ordinal(part.into()) == text)
}

/// Returns the minute of the day that stands after a date.
pub(super) fn read_time(text: &str) -> Result<i32, DateError> {
    let text = text.strip_prefix([' ', 'T', 't']).unwrap_or(text);
    let (hour, rest) = split_digits(text);
    let (minute, rest) = match rest.strip_prefix(':') {
        Some(rest) => read_clock(rest)?,
        None => read_spoken(rest.strip_prefix(['时', '点']).ok_or(DateError::NotATime)?)?,
    };
    let hour = part_of(hour).ok_or(DateError::NotATime)?;
    check_zone(rest)?;
    if hour > 23 || minute > 59 {
        return Err(DateError::NoSuchTime);
    }
    Ok(i32::from(hour) * 60 + i32::from(minute))
}

/// Reads `30`, `30:00` or `30:00.000`; returns the minute with what follows.
fn read_clock(text: &str) -> Result<(u16, &str), DateError> {
    let (minute, mut rest) = split_digits(text);
    if let Some(seconds) = rest.strip_prefix(':') {
        rest = drop_seconds(seconds)?;
        if let Some(fraction) = rest.strip_prefix('.') {
            rest = split_digits(fraction).1;
        }
    }
    let minute = part_of(minute).filter(|_| minute.len() == 2).ok_or(DateError::NotATime)?;
    Ok((minute, rest))
}

/// Reads nothing, `30分` or `30分00秒`; returns the minute with what follows.
fn read_spoken(text: &str) -> Result<(u16, &str), DateError> {
    let (minute, rest) = split_digits(text);
    if minute.is_empty() {
        return Ok((0, text));
    }
    let rest = rest.strip_prefix('分').ok_or(DateError::NotATime)?;
    let minute = part_of(minute).ok_or(DateError::NotATime)?;
    if split_digits(rest).0.is_empty() {
        return Ok((minute, rest));
    }
    let rest = drop_seconds(rest)?.strip_prefix('秒').ok_or(DateError::NotATime)?;
    Ok((minute, rest))
}

/// Drops the seconds at the start of `text`, once they are some that a clock shows.
fn drop_seconds(text: &str) -> Result<&str, DateError> {
    let (seconds, rest) = split_digits(text);
    match part_of(seconds) {
        Some(0..=59) => Ok(rest),
        Some(_) => Err(DateError::NoSuchTime),
        None => Err(DateError::NotATime),
    }
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

fn check_zone(text: &str) -> Result<(), DateError> {
    match text {
        "" | "+08:00" | "+0800" | "+08" | "+8" => Ok(()),
        _ if text.starts_with(['Z', 'z', '+', '-']) => Err(DateError::OtherZone),
        _ => Err(DateError::NotATime),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_stay_only_between_digits() {
        assert_eq!(tidy(" ２０２１ 年 ６月　１１ 日  ９：３０ "), "2021年6月11日9:30");
        assert_eq!(tidy("2021-06-11 \u{a0} 09:30"), "2021-06-11 09:30");
        assert_eq!(tidy("2021—06−11"), "2021-06-11");
    }

    #[test]
    fn a_date_is_taken_apart_before_it_is_believed() {
        assert_eq!(read_date("2021-99-31起"), Ok(([2021, 99, 31], "起")));
        assert_eq!(read_date("二〇二一年十二月三十一日9时"), Ok(([2021, 12, 31], "9时")));
        assert_eq!(read_date("二〇二一年三十二月一日"), Err(DateError::NotADate));
    }

    #[test]
    fn a_time_is_the_minute_of_its_day() {
        assert_eq!([read_time(" 00:00"), read_time("T23:59:59"), read_time("9时5分")], [Ok(0), Ok(1439), Ok(545)]);
        assert_eq!([read_time("24时"), read_time("9时60分")], [Err(DateError::NoSuchTime); 2]);
        assert_eq!([read_time("时"), read_time(":30"), read_time("9")], [Err(DateError::NotATime); 3]);
    }

    #[test]
    fn each_error_says_the_fact_and_what_to_do() {
        use DateError::{Backwards, HasTime, Incomplete, NoSuchTime, NotADate, NotATime, OtherZone, OutOfRange};
        let gone = DateError::NoSuchDay { year: 2021, month: 2, day: 30 };
        let all = [NotADate, Incomplete, gone, OutOfRange(1899), HasTime, NotATime, NoSuchTime, OtherZone, Backwards];
        for error in all {
            let said = error.to_string();
            assert!(!said.is_empty() && said.chars().count() <= 24, "{said}");
            assert!(!error.help().contains(['请', '！']), "{}", error.help());
        }
    }
}

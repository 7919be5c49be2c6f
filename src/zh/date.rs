//! Days and minutes in Beijing time, read as offices write them and printed as standards ask.
//!
//! A [`Date`] is a day from 1900 to 2199, a [`Moment`] a minute of one. Both are plain numbers: no
//! zone table and no clock, since all times of a site are Beijing time (+08:00).
//!
//! **In:** text, spreadsheet serials, Unix seconds. **Out:** comparable values, and the written forms
//! `2021-06-11`, `2021年6月11日` and `二〇二一年六月十一日`.
//! **Never:** guesses a missing year, moves a day that does not exist, or converts another zone.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::numeral;

const YEARS: std::ops::RangeInclusive<u16> = 1900..=2199;
const DAY_MINUTES: i32 = 24 * 60;
/// Days from 1970-01-01 to the first and the last day that a [`Date`] can be.
const FIRST_DAY: i32 = -25_567;
const LAST_DAY: i32 = 84_005;

/// Why a text is not a [`Date`] or a [`Moment`].
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
        }
    }
}

impl DateError {
    /// Returns what an editor should do about it, in Chinese.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotADate | Self::HasTime => "写成 2021-06-11 或 2021年6月11日",
            Self::Incomplete => "把年、月、日写全，年份写四位，如 2021年6月11日",
            Self::NoSuchDay { .. } | Self::OutOfRange(_) => "对照原文件核对日期",
            Self::NotATime => "写成 2021-06-11 09:30",
            Self::NoSuchTime => "时写 0 至 23，分写 0 至 59；24:00 写成次日 00:00",
            Self::OtherZone => "换算成北京时间，写成 2021-06-11 09:30",
        }
    }
}

impl std::error::Error for DateError {}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// 星期一
    Monday,
    /// 星期二
    Tuesday,
    /// 星期三
    Wednesday,
    /// 星期四
    Thursday,
    /// 星期五
    Friday,
    /// 星期六
    Saturday,
    /// 星期日
    Sunday,
}

impl Weekday {
    const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Returns its Chinese name, from 星期一 to 星期日.
    pub fn chinese(self) -> &'static str {
        ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"][self as usize]
    }

    /// Tells whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }
}

/// Which day a spreadsheet counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExcelEpoch {
    /// Serial 1 is 1900-01-01, and 60 is a day that never was (Excel's default).
    From1900,
    /// Serial 0 is 1904-01-01 (old Macintosh files).
    From1904,
}

/// A day of the civil calendar, from 1900-01-01 to 2199-12-31.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Returns that day, or `None` where the calendar has none or the year is not 1900 to 2199.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let stands = YEARS.contains(&year) && (1..=days_in(year, month)).contains(&day);
        stands.then_some(Self { year, month, day })
    }

    /// Returns the day that `text` names.
    ///
    /// Taken are `2021-06-11`, `2021/6/11`, `2021.6.11`, `2021年6月11日` (or 号) and
    /// `二〇二一年六月十一日` with any character that is typed for 〇, all of them with full-width
    /// characters and spaces around the marks, and a midnight after them, which spreadsheets add.
    ///
    /// ```
    /// use bangyang::zh::date::{Date, DateError};
    /// assert_eq!(Date::parse("２０２１年６月１１日"), Ok(Date::new(2021, 6, 11).unwrap()));
    /// assert_eq!(Date::parse("2021年6月"), Err(DateError::Incomplete));
    /// ```
    ///
    /// # Errors
    /// Says whether it is no date, an incomplete one, a day that does not exist, a year out of range
    /// or a date with a time.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = tidy(text);
        let (date, rest) = read_date(&text)?;
        if rest.is_empty() {
            return Ok(date);
        }
        match read_time(rest) {
            Ok(0) => Ok(date),
            Ok(_) | Err(DateError::NoSuchTime | DateError::OtherZone) => Err(DateError::HasTime),
            Err(_) => Err(DateError::NotADate),
        }
    }

    /// Returns the day of a spreadsheet's serial number, without its time of day.
    ///
    /// `None`: out of range, not a number, or serial 60 of 1900, the 29 February that never was.
    pub fn from_excel_serial(serial: f64, epoch: ExcelEpoch) -> Option<Self> {
        // The bounds make the conversion exact and keep out NaN and infinities.
        if !(0.0..200_000.0).contains(&serial) {
            return None;
        }
        let whole = serial.floor() as i32;
        let start = match (epoch, whole) {
            (ExcelEpoch::From1904, _) => FIRST_DAY + 1460,
            (ExcelEpoch::From1900, 1..=59) => FIRST_DAY - 1,
            (ExcelEpoch::From1900, 61..) => FIRST_DAY - 2,
            (ExcelEpoch::From1900, _) => return None,
        };
        Self::from_day_number(start + whole)
    }

    /// Returns the year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Returns the day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Returns the day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::ALL[(self.day_number() + 3).rem_euclid(7) as usize]
    }

    /// Returns the day that many days later (earlier, if negative), or `None` out of range.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        Self::from_day_number(self.day_number().checked_add(days)?)
    }

    /// Returns how many days `later` lies after it; negative if before.
    pub fn days_until(self, later: Self) -> i32 {
        later.day_number() - self.day_number()
    }

    /// Returns its first minute, as a moment without a time of day.
    pub fn start_of_day(self) -> Moment {
        Moment { minutes: self.day_number() * DAY_MINUTES, has_time: false }
    }

    /// Returns its last minute, 23:59.
    pub fn end_of_day(self) -> Moment {
        Moment { minutes: self.day_number() * DAY_MINUTES + DAY_MINUTES - 1, has_time: true }
    }

    /// Returns `2021年6月11日`: Arabic numerals, year in full, no zero padding (GB/T 9704-2012).
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }

    /// Returns `二〇二一年六月十一日`, with 〇 (U+3007) for zero (GB/T 15835-2011).
    pub fn hanzi(self) -> String {
        let year = numeral::year_digits(self.year.into());
        let [month, day] = [self.month, self.day].map(|part| numeral::ordinal(part.into()));
        format!("{year}年{month}月{day}日")
    }

    /// Returns the days since 1970-01-01, by Howard Hinnant's `days_from_civil`.
    fn day_number(self) -> i32 {
        let (month, day) = (i32::from(self.month), i32::from(self.day));
        let year = i32::from(self.year) - i32::from(month <= 2);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
    }

    /// Returns the day so many days after 1970-01-01, by Howard Hinnant's `civil_from_days`.
    fn from_day_number(number: i32) -> Option<Self> {
        if !(FIRST_DAY..=LAST_DAY).contains(&number) {
            return None;
        }
        let days = number + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let month = (shifted + 2) % 12 + 1;
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        Self::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse(text)
    }
}

/// A minute in Beijing time (+08:00).
///
/// One made from a date alone is that day's 00:00 and remembers that it has no time of day; it is
/// equal to the 00:00 that was written out, and stands at the same place in order.
#[derive(Clone, Copy)]
pub struct Moment {
    minutes: i32,
    has_time: bool,
}

impl Moment {
    /// Returns that minute of that day, or `None` where no clock shows it.
    pub fn new(date: Date, hour: u8, minute: u8) -> Option<Self> {
        let stands = hour < 24 && minute < 60;
        let minutes = date.day_number() * DAY_MINUTES + i32::from(hour) * 60 + i32::from(minute);
        stands.then_some(Self { minutes, has_time: true })
    }

    /// Returns the minute that `text` names.
    ///
    /// Taken is every form of [`Date::parse`], alone or with `9:30`, `09:30:00`, `9时` or `9时30分`
    /// after it, with a space or a `T` between, and `+08:00` after it. Seconds are dropped.
    ///
    /// ```
    /// use bangyang::zh::date::Moment;
    /// assert_eq!(Moment::parse("2021年6月11日9时30分").unwrap().to_string(), "2021-06-11 09:30");
    /// ```
    ///
    /// # Errors
    /// Says what is wrong with the date, that the time is none, or that it is in another zone.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = tidy(text);
        let (date, rest) = read_date(&text)?;
        let start = date.start_of_day();
        if rest.is_empty() {
            return Ok(start);
        }
        Ok(Self { minutes: start.minutes + read_time(rest)?, has_time: true })
    }

    /// Returns the minute in which Unix time `seconds` falls, or `None` out of range.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let minutes = i32::try_from(seconds.div_euclid(60) + 8 * 60).ok()?;
        Date::from_day_number(minutes.div_euclid(DAY_MINUTES))?;
        Some(Self { minutes, has_time: true })
    }

    /// Returns the Unix time at which it begins.
    pub fn unix_seconds(self) -> i64 {
        (i64::from(self.minutes) - 8 * 60) * 60
    }

    /// Returns its day.
    pub fn date(self) -> Date {
        Date::from_day_number(self.minutes.div_euclid(DAY_MINUTES))
            .expect("every constructor starts from a Date or checks that there is one")
    }

    /// Tells whether a time of day was given.
    pub fn has_time(self) -> bool {
        self.has_time
    }

    /// Returns the hour, 0 to 23.
    pub fn hour(self) -> u8 {
        (self.minutes.rem_euclid(DAY_MINUTES) / 60) as u8
    }

    /// Returns the minute of the hour, 0 to 59.
    pub fn minute(self) -> u8 {
        (self.minutes.rem_euclid(DAY_MINUTES) % 60) as u8
    }

    /// Returns the last minute of its day, 23:59.
    pub fn end_of_day(self) -> Self {
        self.date().end_of_day()
    }

    /// Returns `2021年6月11日 09:30`, or only the date where no time was given.
    pub fn chinese(self) -> String {
        let date = self.date().chinese();
        if !self.has_time {
            return date;
        }
        format!("{date} {:02}:{:02}", self.hour(), self.minute())
    }

    /// Returns `2021-06-11T09:30:00+08:00`, as feeds and site maps want it (RFC 3339).
    pub fn rfc3339(self) -> String {
        format!("{}T{:02}:{:02}:00+08:00", self.date(), self.hour(), self.minute())
    }
}

impl fmt::Display for Moment {
    /// Writes `2021-06-11 09:30`, the form of the meta tag `PubDate` (国办发〔2017〕47号).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:02}:{:02}", self.date(), self.hour(), self.minute())
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Moment {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse(text)
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.minutes == other.minutes
    }
}

impl Eq for Moment {}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.minutes.cmp(&other.minutes)
    }
}

impl Hash for Moment {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.minutes.hash(state);
    }
}

/// Returns how many days a month has, 0 for one that is not 1 to 12.
fn days_in(year: u16, month: u8) -> u8 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + u8::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// Returns `text` with ASCII marks and digits, and with spaces only where they part two digits.
fn tidy(text: &str) -> String {
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

/// Reads a date at the start of a tidied text; returns it with what follows.
fn read_date(text: &str) -> Result<(Date, &str), DateError> {
    let (first, rest) = split_number(text);
    if first.is_empty() {
        return Err(DateError::NotADate);
    }
    let mut marks = rest.chars();
    match marks.next() {
        None if year_of(first).is_some_and(|year| YEARS.contains(&year)) => Err(DateError::Incomplete),
        Some('月' | '日' | '号') => Err(DateError::Incomplete),
        Some('年') => read_parts(first, marks.as_str(), ["月", "日"]),
        Some('-') => read_parts(first, marks.as_str(), ["-", ""]),
        Some('/') => read_parts(first, marks.as_str(), ["/", ""]),
        Some('.') => read_parts(first, marks.as_str(), [".", ""]),
        _ => Err(DateError::NotADate),
    }
}

/// Reads month and day, each with the mark that follows it.
fn read_parts<'a>(year: &str, text: &'a str, marks: [&str; 2]) -> Result<(Date, &'a str), DateError> {
    let (month, rest) = split_number(text);
    let after_month = rest.strip_prefix(marks[0]);
    if text.is_empty() || (rest.is_empty() && part_of(month).is_some()) || after_month == Some("") {
        return Err(DateError::Incomplete);
    }
    let (day, rest) = split_number(after_month.ok_or(DateError::NotADate)?);
    let (Some(month), Some(day)) = (part_of(month), part_of(day)) else {
        return Err(DateError::NotADate);
    };
    let rest = rest.strip_prefix(marks[1]).or_else(|| rest.strip_prefix('号')).ok_or(DateError::Incomplete)?;
    if year.chars().count() == 2 {
        return Err(DateError::Incomplete);
    }
    let year = year_of(year).ok_or(DateError::NotADate)?;
    if !YEARS.contains(&year) {
        return Err(DateError::OutOfRange(year));
    }
    let date = Date::new(year, month, day).ok_or(DateError::NoSuchDay { year, month, day })?;
    Ok((date, rest))
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
fn part_of(text: &str) -> Option<u8> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return if text.len() <= 2 { text.parse().ok() } else { None };
    }
    (1..=31).find(|&part: &u8| numeral::ordinal(part.into()) == text)
}

/// Returns the minute of the day that stands after a date.
fn read_time(text: &str) -> Result<i32, DateError> {
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
fn read_clock(text: &str) -> Result<(u8, &str), DateError> {
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
fn read_spoken(text: &str) -> Result<(u8, &str), DateError> {
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

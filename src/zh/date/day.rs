//! Days of the civil calendar, as plain numbers.
//!
//! **In:** year, month and day, text, or a spreadsheet's serial number. **Out:** a [`Date`], which is
//! compared, counted on, and printed as `2021-06-11`, `2021年6月11日` or `二〇二一年六月十一日`.
//! **Never:** guesses a missing year, or moves a day that does not exist.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use super::super::numeral;
use super::written::{self, DateError};

const YEARS: RangeInclusive<u16> = 1900..=2199;
/// Days from 1970-01-01 to the first and the last day that a [`Date`] can be.
const FIRST_DAY: i32 = -25_567;
const LAST_DAY: i32 = 84_005;

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
    const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

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
        let text = written::tidy(text);
        let (date, rest) = Self::split_from(&text)?;
        if rest.is_empty() {
            return Ok(date);
        }
        match written::read_time(rest) {
            Ok(0) => Ok(date),
            Ok(_) | Err(DateError::NoSuchTime | DateError::OtherZone) => Err(DateError::HasTime),
            Err(_) => Err(DateError::NotADate),
        }
    }

    /// Returns the day at the start of a tidied text, with what follows it.
    pub(super) fn split_from(tidied: &str) -> Result<(Self, &str), DateError> {
        let ([year, month, day], rest) = written::read_date(tidied)?;
        let [month, day] = [month, day].map(|part| part as u8);
        if !YEARS.contains(&year) {
            return Err(DateError::OutOfRange(year));
        }
        let date = Self::new(year, month, day).ok_or(DateError::NoSuchDay { year, month, day })?;
        Ok((date, rest))
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
    pub(super) fn day_number(self) -> i32 {
        let (month, day) = (i32::from(self.month), i32::from(self.day));
        let year = i32::from(self.year) - i32::from(month <= 2);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
    }

    /// Returns the day so many days after 1970-01-01, by Howard Hinnant's `civil_from_days`.
    pub(super) fn from_day_number(number: i32) -> Option<Self> {
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

/// Returns how many days a month has, 0 for one that is not 1 to 12.
fn days_in(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    #[test]
    fn every_day_is_the_successor_of_the_one_before() {
        let mut day = Date::new(1900, 1, 1).expect("the first day");
        assert_eq!((day.weekday(), day.day_number()), (Weekday::Monday, FIRST_DAY));
        let mut count = 1;
        while let Some(next) = day.plus_days(1) {
            assert!(day < next && day.days_until(next) == 1);
            assert_eq!(next.plus_days(-1), Some(day));
            assert_eq!((day.weekday() as u8 + 1) % 7, next.weekday() as u8);
            (day, count) = (next, count + 1);
        }
        assert_eq!((day, count), (Date::new(2199, 12, 31).expect("the last day"), LAST_DAY - FIRST_DAY + 1));
    }

    #[test]
    fn days_that_do_not_exist_are_none() {
        for (year, month, day) in [(2021, 2, 29), (2100, 2, 29), (2021, 4, 31), (2021, 0, 1), (2021, 13, 1)] {
            assert_eq!(Date::new(year, month, day), None);
        }
        assert!(Date::new(2000, 2, 29).is_some() && Date::new(2024, 2, 29).is_some());
        assert!(Date::new(1899, 12, 31).is_none() && Date::new(2200, 1, 1).is_none());
        assert_eq!(date("2021-06-11").plus_days(i32::MAX), None);
    }

    #[test]
    fn all_written_forms_name_the_same_day() {
        let forms = [
            "2021-06-11",
            "2021-6-11",
            "2021/6/11",
            "2021.6.11",
            "2021.06.11",
            "2021年6月11日",
            "2021年06月11日",
            "2021年6月11号",
            "２０２１年６月１１日",
            "２０２１－０６－１１",
            "２０２１．６．１１",
            " 2021 年 6 月 11 日　",
            "\u{3000}2021-06-11\n",
            "2021—06—11",
            "二〇二一年六月十一日",
            "二○二一年六月十一日",
            "二O二一年六月十一日",
            "二零二一年六月十一日",
            "二0二一年六月十一日",
            "二Ｏ二一年 六月 十一日",
            "2021/6/11 0:00",
            "2021-06-11 00:00:00",
            "2021-06-11T00:00:00+08:00",
        ];
        for form in forms {
            assert_eq!(Date::parse(form), Ok(Date { year: 2021, month: 6, day: 11 }), "{form}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        use DateError::{HasTime, Incomplete, NotADate, OutOfRange};
        let cases = [
            ("", NotADate),
            ("近日", NotADate),
            ("2021-0611", NotADate),
            ("2021 06 11", NotADate),
            ("2021-06/11", NotADate),
            ("2021-06-111", NotADate),
            ("11/6/2021", NotADate),
            ("2021年6月1 1日", NotADate),
            ("2O21-06-11", NotADate),
            ("2021-06-11起", NotADate),
            ("2021-06-11—2021-06-12", NotADate),
            ("二一年一一月三日", NotADate),
            ("20210611", NotADate),
            ("2021\u{200b}-06-11", NotADate),
            ("12021-06-11", NotADate),
            ("2021年6月至7月", NotADate),
            ("2021年", Incomplete),
            ("2021", Incomplete),
            ("2021-06", Incomplete),
            ("2021.6", Incomplete),
            ("2021年6月", Incomplete),
            ("6月11日", Incomplete),
            ("六月十一日", Incomplete),
            ("6-11", Incomplete),
            ("21年6月11日", Incomplete),
            ("21-6-11", Incomplete),
            ("2021年6月11", Incomplete),
            ("1899-12-31", OutOfRange(1899)),
            ("2200-01-01", OutOfRange(2200)),
            ("0000-00-00", OutOfRange(0)),
            ("2021-06-11 09:30", HasTime),
            ("2021年6月11日9时", HasTime),
            ("2021-06-11 25:00", HasTime),
        ];
        for (text, error) in cases {
            assert_eq!(Date::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_named_in_the_message() {
        let error = Date::parse("2021-02-30").unwrap_err();
        assert_eq!(error, DateError::NoSuchDay { year: 2021, month: 2, day: 30 });
        assert_eq!(error.to_string(), "没有2021年2月30日这一天");
        assert_eq!(Date::parse("二〇二一年二月二十九日").unwrap_err().to_string(), "没有2021年2月29日这一天");
    }

    #[test]
    fn dates_print_as_standards_ask() {
        let day = date("2021-06-11");
        assert_eq!(day.to_string(), "2021-06-11");
        assert_eq!(day.chinese(), "2021年6月11日");
        assert_eq!(day.hanzi(), "二〇二一年六月十一日");
        assert_eq!(date("2010-10-20").hanzi(), "二〇一〇年十月二十日");
        assert_eq!(date("2000-12-31").hanzi(), "二〇〇〇年十二月三十一日");
        assert_eq!(day.weekday().chinese(), "星期五");
    }

    #[test]
    fn every_printed_form_reads_back() {
        let days = (0..800).filter_map(|n| date("1999-12-31").plus_days(n));
        for day in days {
            for form in [day.to_string(), day.chinese(), day.hanzi()] {
                assert_eq!(Date::parse(&form), Ok(day));
            }
        }
    }

    #[test]
    fn spreadsheet_serials_are_days() {
        use ExcelEpoch::{From1900, From1904};
        let serial = |serial, epoch| Date::from_excel_serial(serial, epoch).map(|day| day.to_string());
        assert_eq!(serial(44358.0, From1900).as_deref(), Some("2021-06-11"));
        assert_eq!(serial(44358.99, From1900).as_deref(), Some("2021-06-11"));
        assert_eq!(serial(42896.0, From1904).as_deref(), Some("2021-06-11"));
        assert_eq!(serial(1.0, From1900).as_deref(), Some("1900-01-01"));
        assert_eq!(serial(59.0, From1900).as_deref(), Some("1900-02-28"));
        assert_eq!(serial(61.0, From1900).as_deref(), Some("1900-03-01"));
        assert_eq!(serial(0.0, From1904).as_deref(), Some("1904-01-01"));
        for none in [0.0, 60.0, -1.0, 1e9, f64::NAN, f64::INFINITY] {
            assert_eq!(serial(none, From1900), None, "{none}");
        }
    }
}

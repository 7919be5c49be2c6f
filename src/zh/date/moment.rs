//! Minutes in Beijing time.
//!
//! All times of a site are Beijing time (+08:00), wherever the program runs, so a [`Moment`] is one
//! number and there is no zone table.
//!
//! **In:** text, a day, or Unix seconds. **Out:** a [`Moment`], which is compared and printed.
//! **Never:** reads a clock, or converts a time that an editor wrote in another zone.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::day::{Date, ExcelEpoch};
use super::written::{self, DateError};

const DAY_MINUTES: i32 = 24 * 60;

impl Date {
    /// Returns its first minute, as a moment without a time of day.
    pub fn start_of_day(self) -> Moment {
        Moment { minutes: self.day_number() * DAY_MINUTES, has_time: false }
    }

    /// Returns its last minute, 23:59.
    pub fn end_of_day(self) -> Moment {
        Moment { minutes: self.day_number() * DAY_MINUTES + DAY_MINUTES - 1, has_time: true }
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
        let text = written::tidy(text);
        let (date, rest) = Date::split_from(&text)?;
        let start = date.start_of_day();
        if rest.is_empty() {
            return Ok(start);
        }
        Ok(Self { minutes: start.minutes + written::read_time(rest)?, has_time: true })
    }

    /// Returns the minute of a spreadsheet's serial number; a whole one has no time of day.
    ///
    /// `None`: what [`Date::from_excel_serial`] refuses. The fraction is read to the second, since
    /// it is seldom exact, and the seconds are dropped.
    pub fn from_excel_serial(serial: f64, epoch: ExcelEpoch) -> Option<Self> {
        let start = Date::from_excel_serial(serial, epoch)?.start_of_day();
        let seconds = (serial.fract() * 86_400.0).round() as i32;
        let minutes = start.minutes + seconds / 60;
        Date::from_day_number(minutes.div_euclid(DAY_MINUTES))?;
        Some(Self { minutes, has_time: seconds > 0 })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_written_forms_name_the_same_minute() {
        let forms = [
            "2021-06-11 09:30",
            "2021-06-11 9:30",
            "2021-06-11T09:30",
            "2021-06-11T09:30:00+08:00",
            "2021-06-11 09:30:59",
            "2021-06-11T09:30:00.123+0800",
            "2021年6月11日 9:30",
            "2021年6月11日9时30分",
            "2021年6月11日9点30分",
            "2021年6月11日 9时30分15秒",
            "２０２１年６月１１日　９：３０",
            "2021/6/11 9:30",
            "2021年6月11日9∶30",
            "二〇二一年六月十一日 9:30",
            " 2021-06-11  09:30 +08:00 ",
        ];
        for form in forms {
            let moment = Moment::parse(form);
            assert_eq!(moment.map(|moment| moment.to_string()), Ok("2021-06-11 09:30".to_owned()), "{form}");
            assert_eq!(moment.map(Moment::has_time), Ok(true));
        }
        assert_eq!(Moment::parse("2021年6月11日9时").map(|m| m.to_string()), Ok("2021-06-11 09:00".to_owned()));
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        use DateError::{Incomplete, NoSuchTime, NotADate, NotATime, OtherZone};
        let cases = [
            ("9:30", NotADate),
            ("2021-06 09:30", NotADate),
            ("6月11日 9:30", Incomplete),
            ("2021-06-11 0930", NotATime),
            ("2021-06-11 9:5", NotATime),
            ("2021-06-11 上午9时", NotATime),
            ("2021-06-11T", NotATime),
            ("2021-06-11 09:30起", NotATime),
            ("2021年6月11日9时30", NotATime),
            ("2021-06-11 24:00", NoSuchTime),
            ("2021-06-11 09:60", NoSuchTime),
            ("2021-06-11 09:30:61", NoSuchTime),
            ("2021-06-11T09:30:00Z", OtherZone),
            ("2021-06-11T09:30+09:00", OtherZone),
            ("2021-06-11 09:30 -0800", OtherZone),
        ];
        for (text, error) in cases {
            assert_eq!(Moment::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_date_alone_is_its_midnight_and_remembers() {
        let bare = Moment::parse("2021年6月11日").expect("a moment");
        let full = Moment::parse("2021-06-11 00:00").expect("a moment");
        assert!(!bare.has_time() && full.has_time());
        assert_eq!(bare, full);
        assert_eq!(bare.cmp(&full), Ordering::Equal);
        assert_eq!([bare.to_string(), full.to_string()], ["2021-06-11 00:00", "2021-06-11 00:00"]);
        assert_eq!([bare.chinese(), full.chinese()], ["2021年6月11日", "2021年6月11日 00:00"]);
        assert_eq!(full.rfc3339(), "2021-06-11T00:00:00+08:00");
    }

    #[test]
    fn unix_time_becomes_beijing_time() {
        let moment = Moment::from_unix_seconds(1_623_375_059).expect("a moment");
        assert_eq!(moment.to_string(), "2021-06-11 09:30");
        assert_eq!(moment.unix_seconds(), 1_623_375_000);
        assert_eq!(Moment::from_unix_seconds(0).expect("a moment").to_string(), "1970-01-01 08:00");
        assert_eq!(Moment::from_unix_seconds(-1).expect("a moment").to_string(), "1970-01-01 07:59");
        assert_eq!(Moment::from_unix_seconds(i64::MAX), None);
        assert_eq!(Moment::from_unix_seconds(i64::MIN), None);
        assert_eq!(Moment::from_unix_seconds(-2_208_988_800 - 8 * 3600 - 1), None);
    }

    #[test]
    fn spreadsheet_serials_are_minutes() {
        let serial = |serial| Moment::from_excel_serial(serial, ExcelEpoch::From1900);
        let half_past_nine = serial(44358.0 + 9.5 / 24.0).expect("a moment");
        assert_eq!((half_past_nine.to_string().as_str(), half_past_nine.has_time()), ("2021-06-11 09:30", true));
        assert_eq!(serial(44_358.395_833).expect("a moment"), half_past_nine);
        assert_eq!(serial(44358.0).map(Moment::chinese).as_deref(), Some("2021年6月11日"));
        assert_eq!(serial(44_358.999_999_9).expect("a moment").to_string(), "2021-06-12 00:00");
        assert_eq!([serial(60.5), serial(f64::NAN), serial(-0.5)], [None, None, None]);
    }

    #[test]
    fn the_end_of_a_day_is_its_last_minute() {
        let day = Date::new(2199, 12, 31).expect("a moment");
        assert_eq!(day.end_of_day().to_string(), "2199-12-31 23:59");
        assert_eq!(day.start_of_day().end_of_day(), Moment::new(day, 23, 59).expect("a moment"));
        assert_eq!(Moment::new(day, 24, 0), None);
        assert!(day.start_of_day() < day.end_of_day());
    }
}

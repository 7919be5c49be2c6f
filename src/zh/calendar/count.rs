//! Working days, and periods counted in them.
//!
//! **In:** dates, and the tables of further years. **Out:** working days, counts, ends of periods.
//! **Never:** guesses a year whose notice it does not hold, or moves a day that is off.

use std::collections::BTreeMap;
use std::fmt;

use super::super::date::Date;
use super::table::{YearTable, parse_days, weekday_form};

const BUILTIN: &str = include_str!("holidays.txt");
/// The calendar does not hold the notice of this year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownYear(pub u16);

impl fmt::Display for UnknownYear {
    /// Writes the fact in Chinese, for an editor.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年的放假安排还没有录入", self.0)
    }
}

impl std::error::Error for UnknownYear {}

/// Why a period cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarError {
    /// It reaches into a year whose notice the calendar does not hold.
    UnknownYear(UnknownYear),
    /// It begins or ends on a day off.
    DayOff {
        /// The day on which it begins or ends.
        day: Date,
        /// The working day after it.
        next: Date,
    },
    /// It ends before it begins.
    Backwards,
    /// It has no working days.
    Empty,
}

impl From<UnknownYear> for CalendarError {
    fn from(unknown: UnknownYear) -> Self {
        Self::UnknownYear(unknown)
    }
}

impl fmt::Display for CalendarError {
    /// Writes the fact in Chinese, for an editor.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownYear(unknown) => unknown.fmt(f),
            Self::DayOff { day, .. } => write!(f, "{}不是工作日", weekday_form(*day)),
            Self::Backwards => f.write_str("止日早于起日"),
            Self::Empty => f.write_str("工作日数至少是1"),
        }
    }
}

impl CalendarError {
    /// Returns what an editor should do about it, in Chinese.
    pub fn help(&self) -> String {
        match self {
            Self::UnknownYear(UnknownYear(year)) => {
                format!("照国务院办公厅的通知写好 content/calendar/{year}.yaml")
            }
            Self::DayOff { next, .. } => format!("下一个工作日是{}", weekday_form(*next)),
            Self::Backwards => "对照原文件核对起止日期".to_owned(),
            Self::Empty => "写上公示几个工作日，如 5".to_owned(),
        }
    }
}

impl std::error::Error for CalendarError {}

/// Whether the day on which a period begins is its first working day.
///
/// Public notices count it, as all those with known dates do; 民法典 Art. 201 does not, unless
/// something else was agreed (Art. 204).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstDay {
    /// The day of publication is day one (当日起算).
    Counted,
    /// The working day after it is day one (次日起算).
    NotCounted,
}

/// The notices of all known years.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<u16, YearTable>,
}

impl Calendar {
    /// Returns the calendar that ships with the program: 2019 to 2026.
    ///
    /// The tables follow the notices named in their `source`; the days before 2018-12-29 and after
    /// 2026-12-31 are unknown.
    pub fn builtin() -> Self {
        read_tables(BUILTIN).expect("a unit test reads the table that is built in")
    }

    /// Returns the calendar with that table in place of what it held of the table's year.
    pub fn with(mut self, table: YearTable) -> Self {
        self.years.insert(table.year, table);
        self
    }

    /// Returns the tables, earliest year first.
    pub fn tables(&self) -> impl Iterator<Item = &YearTable> {
        self.years.values()
    }

    /// Tells whether that day is a working day.
    ///
    /// The last days of a December follow the notice of the next year where it names them, as those
    /// of 2018 and 2022 did.
    ///
    /// # Errors
    /// The notice of its year is not held.
    pub fn is_workday(&self, day: Date) -> Result<bool, UnknownYear> {
        let next_year = self.years.get(&(day.year() + 1));
        if let Some(said) = next_year.and_then(|table| table.says(day)) {
            return Ok(said);
        }
        let table = self.years.get(&day.year()).ok_or(UnknownYear(day.year()))?;
        Ok(table.is_workday(day))
    }

    /// Returns the first working day after that day.
    ///
    /// # Errors
    /// It may lie in a year whose notice is not held.
    pub fn next_workday(&self, day: Date) -> Result<Date, UnknownYear> {
        self.seek(day, 1)
    }

    /// Returns the last working day before that day.
    ///
    /// # Errors
    /// It may lie in a year whose notice is not held.
    pub fn previous_workday(&self, day: Date) -> Result<Date, UnknownYear> {
        self.seek(day, -1)
    }

    /// Returns the last day of a period of so many working days (公示期的止日).
    ///
    /// ```
    /// use bangyang::zh::{calendar::{Calendar, FirstDay}, date::Date};
    /// let start = Date::parse("2022-05-07").unwrap(); // a Saturday that was worked
    /// let end = Calendar::builtin().workdays_from(start, 5, FirstDay::Counted).unwrap();
    /// assert_eq!(end.chinese(), "2022年5月12日");
    /// ```
    ///
    /// # Errors
    /// `start` is a day off, `days` is 0, or the period reaches into an unknown year.
    pub fn workdays_from(&self, start: Date, days: u32, first: FirstDay) -> Result<Date, CalendarError> {
        self.check_workday(start)?;
        let further = match first {
            FirstDay::Counted => days.checked_sub(1).ok_or(CalendarError::Empty)?,
            FirstDay::NotCounted if days == 0 => return Err(CalendarError::Empty),
            FirstDay::NotCounted => days,
        };
        let mut day = start;
        for _ in 0..further {
            day = self.next_workday(day)?;
        }
        Ok(day)
    }

    /// Returns how many working days lie from `first` to `last`, both included; 0 if backwards.
    ///
    /// # Errors
    /// Some of them lie in a year whose notice is not held.
    pub fn workdays_between(&self, first: Date, last: Date) -> Result<u32, UnknownYear> {
        let mut count = 0;
        let mut next = Some(first);
        while let Some(day) = next.filter(|day| *day <= last) {
            count += u32::from(self.is_workday(day)?);
            next = day.plus_days(1);
        }
        Ok(count)
    }

    /// Returns how many working days a period with both ends written out has.
    ///
    /// # Errors
    /// It begins or ends on a day off, ends before it begins, or reaches into an unknown year.
    pub fn check_period(&self, from: Date, to: Date) -> Result<u32, CalendarError> {
        if to < from {
            return Err(CalendarError::Backwards);
        }
        self.check_workday(from)?;
        self.check_workday(to)?;
        Ok(self.workdays_between(from, to)?)
    }

    fn check_workday(&self, day: Date) -> Result<(), CalendarError> {
        if self.is_workday(day)? {
            return Ok(());
        }
        Err(CalendarError::DayOff { day, next: self.next_workday(day)? })
    }

    fn seek(&self, day: Date, step: i32) -> Result<Date, UnknownYear> {
        let mut day = day;
        loop {
            let year = if step < 0 { day.year() - 1 } else { day.year() + 1 };
            day = day.plus_days(step).ok_or(UnknownYear(year))?;
            if self.is_workday(day)? {
                return Ok(day);
            }
        }
    }
}

/// Reads the table that is built in; its first lines say how it is written.
fn read_tables(text: &str) -> Option<Calendar> {
    let mut calendar = Calendar::default();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (word, rest) = line.split_once(' ')?;
        match word {
            "off" => {
                let days = parse_days(rest.split(' ').next()?).ok()?;
                calendar.years.last_entry()?.get_mut().off.extend(days);
            }
            "work" => {
                let days: Option<Vec<Date>> = rest.split(' ').map(|day| Date::parse(day).ok()).collect();
                calendar.years.last_entry()?.get_mut().work.extend(days?);
            }
            year => {
                let (off, work, source) = (Vec::new(), Vec::new(), rest.to_owned());
                calendar = calendar.with(YearTable { year: year.parse().ok()?, off, work, source });
            }
        }
    }
    Some(calendar)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    fn end(start: &str, days: u32, first: FirstDay) -> Result<String, CalendarError> {
        Calendar::builtin().workdays_from(date(start), days, first).map(|day| day.to_string())
    }

    #[test]
    fn five_working_days_end_where_real_calendars_say() {
        let golden = [
            ("2021-09-28", "2021-10-09", "2021-10-11"),
            ("2021-04-28", "2021-05-07", "2021-05-08"),
            ("2022-01-27", "2022-02-07", "2022-02-08"),
            ("2024-02-05", "2024-02-09", "2024-02-18"),
            ("2026-02-12", "2026-02-25", "2026-02-26"),
            ("2020-12-30", "2021-01-06", "2021-01-07"),
            ("2021-07-26", "2021-07-30", "2021-08-02"),
        ];
        for (start, counted, not_counted) in golden {
            assert_eq!(end(start, 5, FirstDay::Counted).as_deref(), Ok(counted));
            assert_eq!(end(start, 5, FirstDay::NotCounted).as_deref(), Ok(not_counted));
        }
    }

    #[test]
    fn real_notices_ran_five_working_days_with_the_first() {
        let notices = [
            ("2022-05-07", "2022-05-12"),
            ("2022-10-31", "2022-11-04"),
            ("2024-12-16", "2024-12-20"),
            ("2026-03-09", "2026-03-13"),
        ];
        for (from, to) in notices {
            assert_eq!(Calendar::builtin().check_period(date(from), date(to)), Ok(5));
            assert_eq!(end(from, 5, FirstDay::Counted).as_deref(), Ok(to));
        }
    }

    #[test]
    fn each_year_has_the_working_days_of_other_calendars() {
        let years =
            [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)];
        let calendar = Calendar::builtin();
        for (year, count) in years {
            let [first, last] =
                [(1, 1), (12, 31)].map(|(month, day)| Date::new(year, month, day).expect("a day of the year"));
            assert_eq!(calendar.workdays_between(first, last), Ok(count), "{year}");
        }
        assert_eq!(calendar.tables().map(|table| table.year).collect::<Vec<_>>(), years.map(|(year, _)| year));
    }

    #[test]
    fn every_built_in_year_is_faultless_and_names_its_notice() {
        for table in Calendar::builtin().tables() {
            assert_eq!(table.faults(), []);
            let name = format!("《国务院办公厅关于{}年部分节假日安排的通知》", table.year);
            assert!(table.source.starts_with(&name), "{}", table.source);
        }
    }

    #[test]
    fn holidays_reach_back_over_the_new_year() {
        let calendar = Calendar::builtin();
        let days = ["2018-12-29", "2018-12-30", "2018-12-31", "2022-12-31", "2019-01-02"];
        let is_work = days.map(|day| calendar.is_workday(date(day)));
        assert_eq!(is_work, [Ok(true), Ok(false), Ok(false), Ok(false), Ok(true)]);
        assert_eq!(calendar.is_workday(date("2018-12-28")), Err(UnknownYear(2018)));
        assert_eq!(calendar.previous_workday(date("2019-01-02")), Ok(date("2018-12-29")));
        assert_eq!(calendar.previous_workday(date("2018-12-29")), Err(UnknownYear(2018)));
        assert_eq!(calendar.next_workday(date("2020-01-23")), Ok(date("2020-02-03")));
    }

    #[test]
    fn an_unknown_year_is_an_error_and_never_a_guess() {
        let unknown = Err(CalendarError::UnknownYear(UnknownYear(2027)));
        assert_eq!(end("2026-12-28", 4, FirstDay::Counted).as_deref(), Ok("2026-12-31"));
        assert_eq!(end("2026-12-28", 5, FirstDay::Counted), unknown);
        assert_eq!(end("2027-03-01", 5, FirstDay::Counted), unknown);
        assert_eq!(end("2026-12-28", u32::MAX, FirstDay::NotCounted), unknown);
        assert_eq!(
            Calendar::builtin().workdays_between(date("2026-12-31"), date("2027-01-04")),
            Err(UnknownYear(2027))
        );
        let edge = Calendar::default().next_workday(Date::new(2199, 12, 31).expect("the last day"));
        assert_eq!(edge, Err(UnknownYear(2200)));
        let edge = Calendar::default().previous_workday(Date::new(1900, 1, 1).expect("the first day"));
        assert_eq!(edge, Err(UnknownYear(1899)));
    }

    #[test]
    fn a_period_that_begins_or_ends_on_a_day_off_is_refused() {
        let calendar = Calendar::builtin();
        let (day, next) = (date("2021-10-02"), date("2021-10-08"));
        let off = CalendarError::DayOff { day, next };
        assert_eq!(end("2021-10-02", 5, FirstDay::Counted), Err(off));
        assert_eq!(end("2021-10-02", 5, FirstDay::NotCounted), Err(off));
        assert_eq!(calendar.check_period(date("2021-09-27"), day), Err(off));
        assert_eq!(calendar.check_period(day, next), Err(off));
        assert_eq!(calendar.check_period(next, day), Err(CalendarError::Backwards));
        assert_eq!(end("2021-09-27", 0, FirstDay::Counted), Err(CalendarError::Empty));
        assert_eq!(end("2021-09-27", 0, FirstDay::NotCounted), Err(CalendarError::Empty));
        assert_eq!(off.to_string(), "2021年10月2日（星期六）不是工作日");
        assert_eq!(off.help(), "下一个工作日是2021年10月8日（星期五）");
    }

    #[test]
    fn a_table_of_the_editors_replaces_its_year() {
        let (off, work) = (parse_days("2027-01-01..2027-01-03").expect("three days"), vec![date("2026-12-27")]);
        let table = YearTable { year: 2027, off, work, source: "通知".to_owned() };
        let calendar = Calendar::builtin().with(table.clone()).with(YearTable { year: 2026, ..table });
        assert_eq!(calendar.is_workday(date("2026-12-27")), Ok(true));
        assert_eq!(calendar.is_workday(date("2027-01-01")), Ok(false));
        assert_eq!(calendar.is_workday(date("2026-10-01")), Ok(true));
    }
}

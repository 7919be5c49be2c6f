//! What the State Council's notice of one year says.
//!
//! **In:** days as an editor or the built-in list writes them. **Out:** a [`YearTable`] and its faults. **Never:** a day
//! that was not written.

use std::collections::BTreeSet;
use std::fmt;

use super::super::date::{Date, DateError};

/// Days that 《全国年节及纪念日放假办法》 frees in every year.
const ALWAYS_OFF: [(u8, u8); 3] = [(1, 1), (5, 1), (10, 1)];

/// What the notice of one year says: which days are off, and which weekends are worked (调休).
///
/// The days are those of the year and, where its New Year holiday reaches back, the last of the
/// December before. Weekends need not be listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearTable {
    /// The year of the notice.
    pub year: u16,
    /// Days off (放假), in any order.
    pub off: Vec<Date>,
    /// Make-up working days (调休上班), in any order.
    pub work: Vec<Date>,
    /// The notice, by name.
    pub source: String,
}

impl YearTable {
    /// Returns everything in the table that no notice would say, in the order of its lists.
    pub fn faults(&self) -> Vec<TableFault> {
        let listed = self.off.iter().chain(&self.work);
        let outside = listed.filter(|day| !self.covers(**day)).map(|&day| TableFault::Outside(day));
        let off: BTreeSet<Date> = self.off.iter().copied().collect();
        let both = self.work.iter().filter(|day| off.contains(day)).map(|&day| TableFault::Both(day));
        let idle = self.work.iter().filter(|day| !day.weekday().is_weekend());
        let idle = idle.map(|&day| TableFault::NotWeekend(day));
        let always = ALWAYS_OFF.iter().filter_map(|&(month, day)| Date::new(self.year, month, day));
        let missing = always.filter(|day| self.is_workday(*day)).map(TableFault::NotOff);
        outside.chain(both).chain(idle).chain(missing).collect()
    }

    fn covers(&self, day: Date) -> bool {
        day.year() == self.year || (day.year() + 1 == self.year && day.month() == 12)
    }

    /// Returns what the notice says of that day, or `None` where it is silent.
    pub(super) fn says(&self, day: Date) -> Option<bool> {
        let is_work = self.work.contains(&day);
        (is_work || self.off.contains(&day)).then_some(is_work)
    }

    /// Returns whether it is a working day, where the notice is silent by its weekday.
    pub(super) fn is_workday(&self, day: Date) -> bool {
        self.says(day).unwrap_or(!day.weekday().is_weekend())
    }
}

/// Why a [`YearTable`] cannot be what a notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFault {
    /// The day belongs neither to the year nor to the December before.
    Outside(Date),
    /// The day is off and a make-up working day at once.
    Both(Date),
    /// The make-up working day is no Saturday or Sunday.
    NotWeekend(Date),
    /// A day that the law frees in every year is a working day.
    NotOff(Date),
}

impl fmt::Display for TableFault {
    /// Writes the fact in Chinese, for an editor.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside(day) => write!(f, "{}不是这一年的日子", day.chinese()),
            Self::Both(day) => write!(f, "{}既放假又上班", day.chinese()),
            Self::NotWeekend(day) => write!(f, "{}本来就上班，不用调休", weekday_form(*day)),
            Self::NotOff(day) => write!(f, "{}没有列入放假", day.chinese()),
        }
    }
}

/// No notice frees more days than this in a row; a slip in the year of an end would free a hundred thousand.
const LONGEST: i32 = 60;

/// Returns the days that `text` names: one date, or two with `..` between them (also 至 or ～).
///
/// # Errors
/// One of the two is no date, the second is before the first, or more than sixty days lie between them.
pub fn parse_days(text: &str) -> Result<Vec<Date>, DateError> {
    let ends = ["..", "至", "～", "~"].iter().find_map(|mark| text.split_once(mark));
    let (first, last) = ends.unwrap_or((text, text));
    let (first, last) = (Date::parse(first)?, Date::parse(last)?);
    if last < first {
        return Err(DateError::Backwards);
    }
    if first.days_until(last) > LONGEST {
        return Err(DateError::TooLong);
    }
    Ok((0..=first.days_until(last)).filter_map(|days| first.plus_days(days)).collect())
}

/// Returns a day with its weekday: `2022年10月31日（星期一）`.
pub(super) fn weekday_form(day: Date) -> String {
    format!("{}（{}）", day.chinese(), day.weekday().chinese())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    #[test]
    fn a_table_that_no_notice_would_write_is_faulted() {
        let off = ["2027-01-01", "2027-02-06", "2028-01-01", "2027-10-01"].map(date).to_vec();
        let work = ["2027-02-06", "2027-02-08"].map(date).to_vec();
        let table = YearTable { year: 2027, off, work, source: String::new() };
        let faults = [
            TableFault::Outside(date("2028-01-01")),
            TableFault::Both(date("2027-02-06")),
            TableFault::NotWeekend(date("2027-02-08")),
        ];
        assert_eq!(table.faults(), faults);
        let empty = YearTable { year: 2026, off: vec![], work: vec![], source: String::new() };
        assert_eq!(empty.faults(), ["2026-01-01", "2026-05-01", "2026-10-01"].map(|day| TableFault::NotOff(date(day))));
        assert_eq!(faults[2].to_string(), "2027年2月8日（星期一）本来就上班，不用调休");
    }

    #[test]
    fn days_are_read_singly_or_from_one_to_another() {
        assert_eq!(parse_days("2027-05-01"), Ok(vec![date("2027-05-01")]));
        for range in ["2027-04-30..2027-05-02", "2027年4月30日至2027年5月2日", "2027-04-30 ～ 2027-05-02"] {
            assert_eq!(parse_days(range), Ok(["2027-04-30", "2027-05-01", "2027-05-02"].map(date).to_vec()));
        }
        assert_eq!(parse_days("2027-05-02..2027-05-01"), Err(DateError::Backwards));
        assert_eq!(parse_days("2027-05-02.."), Err(DateError::NotADate));
        assert_eq!(parse_days("2027-05-02..2057-05-04"), Err(DateError::TooLong));
    }
}

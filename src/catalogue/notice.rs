//! The period of a notice, computed: its end from working days, its state from the time of the build.
//!
//! Observed practice counts the first day in and counts make-up working days (调休); 民法典 Art. 204 allows what Art. 201
//! does not. Nothing is guessed: a year without a calendar is an error.

use super::linker::Linker;
use crate::diag::{Code, Place};
use crate::record;
use crate::zh::calendar::{Calendar, CalendarError, FirstDay};
use crate::zh::date::{Date, Moment};

/// What a notice is at the time of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 未开始
    Coming,
    /// 公示中
    Open,
    /// 已期满
    Closed,
}

impl State {
    /// Returns the word that pages print.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Coming => "未开始",
            Self::Open => "公示中",
            Self::Closed => "已期满",
        }
    }
}

/// A period with both its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day, which counts in full.
    pub to: Date,
    /// How many working days it has.
    pub workdays: u32,
    /// Before, within or after it.
    pub state: State,
}

/// Returns the period of a notice; tells why there is none.
pub(super) fn period(written: &record::Period, calendar: &Calendar, at: Moment, linker: &mut Linker) -> Option<Period> {
    let from = written.from?;
    if !written_whole(written, linker) {
        return None;
    }
    let first = if written.count_first_day { FirstDay::Counted } else { FirstDay::NotCounted };
    let computed = match written.workdays.map(|days| calendar.workdays_from(from, days, first)).transpose() {
        Ok(computed) => computed,
        Err(error) => return refused(&error, written, "from", linker),
    };
    let to = match (computed, written.to) {
        (Some(end), Some(to)) if end != to => {
            let fact = format!("公示期写了止于 {to}，按工作日算应止于 {end}");
            let problem = linker.found.add(Code::PeriodForm, written.place.at("to"), fact);
            problem.help(format!("删去「止」，或者改成 {end}"));
            return None;
        }
        (Some(end), _) => end,
        (None, to) => to?,
    };
    if let Err(error) = calendar.check_period(from, to) {
        let key = match &error {
            CalendarError::DayOff { day, .. } if *day == to && to != from => "to",
            CalendarError::Backwards => "to",
            _ => "from",
        };
        return refused(&error, written, key, linker);
    }
    let counted = calendar.workdays_between(from, to).unwrap_or(0);
    let workdays =
        written.workdays.unwrap_or(if written.count_first_day { counted } else { counted.saturating_sub(1) });
    Some(Period { from, to, workdays, state: state(from, to, at) })
}

fn written_whole(written: &record::Period, linker: &mut Linker) -> bool {
    if written.workdays.is_none() && written.to.is_none() {
        linker
            .found
            .add(Code::PeriodForm, written.place.clone(), "公示期只写了起，没有写几个工作日或止")
            .help("加一行：工作日: 5");
        return false;
    }
    if written.workdays == Some(0) {
        linker
            .found
            .add(Code::PeriodForm, written.place.at("workdays"), "公示期不能是 0 个工作日")
            .help("一般不少于 5 个工作日");
        return false;
    }
    true
}

fn refused(error: &CalendarError, written: &record::Period, key: &'static str, linker: &mut Linker) -> Option<Period> {
    let code = match error {
        // The year's calendar is there and has problems of its own.
        CalendarError::UnknownYear(year) if linker.names.is_lost(&year.0.to_string()) => return None,
        CalendarError::UnknownYear(_) => Code::YearUnknown,
        CalendarError::DayOff { .. } => Code::PeriodDayOff,
        _ => Code::PeriodForm,
    };
    let place: Place = written.place.at(key);
    linker.found.add(code, place, error.to_string()).help(error.help());
    None
}

/// The last day counts to its end.
fn state(from: Date, to: Date, at: Moment) -> State {
    let today = at.date();
    if today < from {
        State::Coming
    } else if today <= to {
        State::Open
    } else {
        State::Closed
    }
}

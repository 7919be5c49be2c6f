//! Which days the country works, and periods counted in them (公示期).
//!
//! A day is a working day (工作日) when the State Council's notice of the year says so; where the
//! notice is silent, Monday to Friday are. The years 2019 to 2026 stand in `holidays.txt`.
//!
//! **In:** dates, and the tables of further years. **Out:** working days, counts, ends of periods.
//! **Never:** guesses a year whose notice it does not hold, or moves a day that is off.

mod count;
mod table;

pub use count::{Calendar, CalendarError, FirstDay, UnknownYear};
pub use table::{TableFault, YearTable, parse_days};

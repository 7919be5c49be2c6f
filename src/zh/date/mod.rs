//! Days and minutes in Beijing time, read as offices write them and printed as standards ask.
//!
//! A [`Date`] is a day from 1900 to 2199, a [`Moment`] a minute of one.
//!
//! **In:** text, spreadsheet serials, Unix seconds. **Out:** comparable values and their written forms.
//! **Never:** guesses a missing year, moves a day that does not exist, or converts another zone.

mod day;
mod moment;
mod written;

pub use day::{Date, ExcelEpoch, Weekday};
pub use moment::Moment;
pub use written::DateError;

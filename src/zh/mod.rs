//! What is so only because we are Chinese: dates, working days, name orders, numerals, spacing.
//!
//! Every rule here names the public document it follows; none of them depends on a record, a page
//! or a machine.
//!
//! **In:** text as an editor wrote it. **Out:** values that can be compared, and text as an office
//! prints it.
//! **Never:** reads a clock or a disk, or knows what a kind of record is.

pub mod calendar;
pub mod collate;
pub mod date;
pub mod name;
pub mod numeral;
pub mod personal;
pub mod phrase;
pub mod pinyin;
pub mod spacing;
pub mod strokes;
pub mod wording;

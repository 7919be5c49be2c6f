//! 日历: the days off and the make-up working days of one year, as the State Council announces them.

use super::field::{Field, Shape};
use super::reader::Reader;
use crate::diag::{Code, Place};
use crate::zh::calendar::{TableFault, YearTable, parse_days};

pub(super) const FIELDS: &[Field] = &[
    Field::new("year", &["年份"], Shape::Count, "年份，例如 2027").required(),
    Field::new("off", &["放假"], Shape::List(&Shape::Text), "放假的日子，写 2027-01-01 或 2027-02-05..2027-02-11")
        .required(),
    Field::new("work", &["上班"], Shape::List(&Shape::Text), "调休上班的周末"),
    Field::new("source", &["来源"], Shape::Text, "国务院办公厅的通知"),
    Field::new("note", &["备注"], Shape::Unpublished, "给编辑看的，不发布"),
];

/// A year of the calendar as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarYear {
    /// The year's days.
    pub table: YearTable,
    /// Where it is written.
    pub origin: Place,
}

impl CalendarYear {
    pub(super) fn read(fields: &mut Reader) -> Option<Self> {
        let year = fields.count("year").and_then(|year| u16::try_from(year).ok())?;
        let table =
            YearTable { year, off: days("off", fields), work: days("work", fields), source: fields.text("source") };
        for fault in table.faults() {
            let code = if matches!(fault, TableFault::NotOff(_)) { Code::CalendarThin } else { Code::CalendarClash };
            fields.complain(code, "year", fault.to_string()).help("对照国务院办公厅的放假通知改好");
        }
        Some(Self { table, origin: fields.place().clone() })
    }
}

fn days(key: &'static str, fields: &mut Reader) -> Vec<crate::zh::date::Date> {
    let mut days = Vec::new();
    for text in fields.texts(key) {
        match parse_days(&text) {
            Ok(some) => days.extend(some),
            Err(error) => {
                fields
                    .complain(Code::BadDate, key, format!("「{text}」：{error}"))
                    .help("写成 2027-01-01，或一段 2027-02-05..2027-02-11");
            }
        }
    }
    days
}

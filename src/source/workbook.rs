//! Excel workbooks to rows.
//!
//! **In:** the bytes of an `.xlsx`. **Out:** the rows of each sheet that can be seen. **Never:** a value that Excel
//! itself calls an error, or a number whose digits it has lost.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Cell, Data, DataRef, Dimensions, Range, Reader, SheetVisible, Xlsx, XlsxError};

use super::archive::{Unsound, examine};
use super::table::{Row, clean, column_name};
use super::value::Value;
use crate::diag::{Code, Diagnostics, Place, Step};

/// At most this many rows a sheet.
const MOST_ROWS: u64 = 200_000;
/// At most this many cells from the first that is filled to the last: one that is far away spans millions of empty ones.
const MOST_CELLS: u64 = 4_000_000;

/// Returns the visible sheets by name, each with its rows; a workbook that cannot be opened is told.
pub(super) fn sheets(bytes: &[u8], file: &Place, found: &mut Diagnostics) -> Vec<(Place, Vec<Row>)> {
    let opened = match examine(bytes) {
        Err(Unsound::TooLarge) => {
            found
                .add(Code::TooLarge, file.clone(), "Excel 文件解开后大得不正常")
                .help("重新建一个工作簿，只把名单复制过去");
            return Vec::new();
        }
        Err(Unsound::Damaged) => None,
        Ok(()) => guarded(|| Xlsx::new(Cursor::new(bytes)).ok()),
    };
    let Some(mut book) = opened else {
        found
            .add(Code::Workbook, file.clone(), "Excel 文件打不开")
            .help("确认它是 .xlsx（不是改了名的 .xls 或 .et），没有加密；在 Excel 或 WPS 里另存为 .xlsx");
        return Vec::new();
    };
    if book.sheets_metadata().is_empty() {
        found.add(Code::Workbook, file.clone(), "Excel 文件里没有工作表").help("在 Excel 或 WPS 里另存一份");
    }
    let names: Vec<_> = book.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
    let mut sheets = Vec::new();
    for (name, visible) in names {
        let place = file.step(Step::Sheet(name.as_str().into()));
        if visible != SheetVisible::Visible {
            if !matches!(guarded(|| range(&mut book, &name)), Some(Span::Whole(range)) if range.is_empty()) {
                hidden(&name, place, found);
            }
            continue;
        }
        match guarded(|| range(&mut book, &name)) {
            Some(Span::Whole(range)) => {
                let mut rows = rows(&range, &place, found);
                if let Some(regions) = guarded(|| book.merge_cells_by_sheet_name(&name).ok()) {
                    spread(&regions, &mut rows);
                }
                sheets.push((place, rows));
            }
            Some(Span::TooWide) => {
                found
                    .add(Code::TooLarge, place, "工作表的行或列太多")
                    .help("离名单很远的地方还有内容；把名单单独复制到一个新的工作表，删掉原来的");
            }
            None => {
                found
                    .add(Code::Workbook, place, format!("工作表「{name}」读不出来"))
                    .help("在 Excel 或 WPS 里另存一份");
            }
        }
    }
    sheets
}

/// What a sheet holds.
enum Span {
    /// From the first cell that is filled to the last.
    Whole(Range<Data>),
    /// More than any list.
    TooWide,
}

/// Returns the cells of a sheet; `None`: it cannot be read.
///
/// The cells are measured before a table is made of them: the crate would take memory for every empty one between.
fn range(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Option<Span> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Some(Span::Whole(Range::default())),
        Err(_) => return None,
    };
    let mut cells: Vec<Cell<Data>> = Vec::new();
    let (mut top, mut bottom, mut left, mut right) = (u32::MAX, 0, u32::MAX, 0);
    while let Some(cell) = reader.next_cell().ok()? {
        let value = match cell.get_value() {
            DataRef::Empty => continue,
            filled => Data::from(filled.clone()),
        };
        let (row, column) = cell.get_position();
        (top, bottom, left, right) = (top.min(row), bottom.max(row), left.min(column), right.max(column));
        let (rows, columns) = (u64::from(bottom - top) + 1, u64::from(right - left) + 1);
        if rows > MOST_ROWS || rows * columns > MOST_CELLS {
            return Some(Span::TooWide);
        }
        cells.push(Cell::new((row, column), value));
    }
    Some(Span::Whole(Range::from_sparse(cells)))
}

/// Returns what the reader of workbooks finds; where it panics on a file that nobody would write, it finds nothing.
fn guarded<T>(read: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok().flatten()
}

/// Hidden sheets hold the words of drop-down lists, or what nobody meant to publish; either way it is told.
fn hidden(name: &str, place: Place, found: &mut Diagnostics) {
    found
        .add(Code::UnknownForm, place, format!("隐藏的工作表「{name}」没有读取"))
        .help("里面有要发布的记录就取消隐藏；用不到就删掉它");
}

fn rows(range: &calamine::Range<Data>, sheet: &Place, found: &mut Diagnostics) -> Vec<Row> {
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut rows = Vec::new();
    for (offset, cells) in range.rows().enumerate() {
        let number = top + u32::try_from(offset).unwrap_or(u32::MAX) + 1;
        let place = sheet.step(Step::Row(number));
        let mut values = vec![Value::Null; left as usize];
        for (column, cell) in cells.iter().enumerate() {
            values.push(value(cell, &place.at(column_name(left as usize + column)), found));
        }
        rows.push(Row { number, cells: values });
    }
    rows
}

/// Gives each row of a cell merged over several rows its value, as whoever looks at the sheet reads it.
///
/// Cells merged over columns alone, as titles are, stay as they are; so do rows in which nothing else stands.
fn spread(regions: &[Dimensions], rows: &mut [Row]) {
    for region in regions {
        let column = region.start.1 as usize;
        let inside = |row: &Row| row.number > region.start.0 && row.number <= region.end.0 + 1;
        let Some(from) = rows.iter().position(inside) else { continue };
        let Some(value) = rows[from].cells.get(column).filter(|value| !value.is_blank()).cloned() else { continue };
        for row in rows[from + 1..].iter_mut().take_while(|row| inside(row)) {
            if row.cells.iter().any(|cell| !cell.is_blank())
                && let Some(cell) = row.cells.get_mut(column)
            {
                *cell = value.clone();
            }
        }
    }
}

fn value(cell: &Data, place: &Place, found: &mut Diagnostics) -> Value {
    match cell {
        Data::Empty => Value::Null,
        Data::String(text) => Value::Cell(clean(text)),
        Data::Bool(value) => Value::Bool(*value),
        Data::Int(number) => Value::Int(*number),
        Data::Float(number) => number_value(*number, place, found),
        Data::DateTime(date) => {
            let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            Value::Cell(if hour == 0 && minute == 0 { day } else { format!("{day} {hour:02}:{minute:02}") })
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => Value::Cell(clean(text)),
        Data::Error(error) => {
            found
                .add(Code::BadCell, place.clone(), format!("单元格里是错误值「{error}」"))
                .help("在 Excel 里改好公式，或者直接写结果");
            Value::Null
        }
    }
}

fn number_value(number: f64, place: &Place, found: &mut Diagnostics) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.abs() >= 1e15 && number.abs() <= 1e21 || number.abs() > EXACT {
        found
            .add(Code::BadCell, place.clone(), "这个长数字在 Excel 里已经丢了末几位")
            .help("把单元格格式改成「文本」，再重新填一遍");
        return Value::Null;
    }
    if number.fract() == 0.0 { Value::Int(number as i64) } else { Value::Float(number) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_workbook_is_told() {
        let mut found = Diagnostics::default();
        assert!(sheets(b"PK\x03\x04 not a zip", &Place::file("a.xlsx"), &mut found).is_empty());
        assert_eq!(found.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::Workbook]);
    }

    #[test]
    fn a_cell_merged_over_rows_belongs_to_each_of_them() {
        let cell = |text: &str| Value::Cell(text.to_owned());
        let row = |number, name: Value, unit: Value| Row { number, cells: vec![name, unit] };
        let mut rows = vec![
            row(2, cell("甲"), cell("一局")),
            row(3, cell("乙"), Value::Null),
            row(4, Value::Null, Value::Null),
            row(5, cell("丙"), Value::Null),
        ];
        spread(&[Dimensions { start: (1, 1), end: (3, 1) }], &mut rows);
        let units: Vec<Value> = rows.into_iter().map(|mut row| row.cells.remove(1)).collect();
        assert_eq!(units, [cell("一局"), cell("一局"), Value::Null, Value::Null]);
    }

    #[test]
    fn a_number_too_long_for_excel_is_told() {
        let mut found = Diagnostics::default();
        let place = Place::file("a.xlsx");
        assert_eq!(number_value(130_900_199_001_010_000.0, &place, &mut found), Value::Null);
        assert_eq!(number_value(28.0, &place, &mut found), Value::Int(28));
        assert_eq!(found.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::BadCell]);
    }
}

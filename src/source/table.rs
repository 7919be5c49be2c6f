//! Tables as an office makes them: title rows above the header, blank rows, full-width digits, a signature below.
//!
//! **In:** rows of cells. **Out:** one [`Entry`] a row. **Never:** drops a row that holds a record, or a column that
//! holds values.

use std::borrow::Cow;

use super::entry::Entry;
use super::value::Value;
use crate::diag::{Code, Diagnostics, Place, Spot, Step};

/// One row: its line or row number from 1, and its cells.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// The line in a CSV file, the row in a sheet.
    pub number: u32,
    /// The cells from the first column on.
    pub cells: Vec<Value>,
}

/// A header: the row's number, and the word over each column (empty where there is none).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// The row's number.
    pub number: u32,
    /// The words, cleaned.
    pub words: Vec<String>,
}

/// Returns whether this column only counts the rows: tables have one, records do not.
pub fn is_running_number(word: &str) -> bool {
    matches!(word, "序号" | "号" | "No" | "No." | "NO" | "NO." | "#")
}

/// Finds the header: the first row in which at least one cell, and at least half of the cells, are keys.
pub(super) fn header(rows: &[Row], known: &dyn Fn(&str) -> bool) -> Option<Header> {
    rows.iter().take(30).find_map(|row| {
        let words: Vec<String> = row.cells.iter().map(|cell| heading(cell, known)).collect();
        let filled = words.iter().filter(|word| !word.is_empty() && !is_running_number(word)).count();
        let keys = words.iter().filter(|word| known(word)).count();
        (keys > 0 && keys * 2 >= filled).then_some(Header { number: row.number, words })
    })
}

/// A heading without spaces, line breaks, stars and a note in brackets: `党员数（人）`, `姓 名*`.
fn heading(cell: &Value, known: &dyn Fn(&str) -> bool) -> String {
    let (Value::Text(text) | Value::Cell(text)) = cell else { return String::new() };
    let word: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊' | '\u{3000}')).collect();
    if known(&word) {
        return word;
    }
    let bare = word.split(['（', '(']).next().unwrap_or_default();
    if known(bare) { bare.to_owned() } else { word }
}

/// Returns the records of a table whose place is `place` (the file, or a sheet of it).
pub(super) fn entries(
    rows: &[Row],
    place: &Place,
    known: &dyn Fn(&str) -> bool,
    found: &mut Diagnostics,
) -> Vec<Entry> {
    let Some(header) = header(rows, known) else {
        if rows.iter().any(|row| !is_blank(row)) {
            found
                .add(Code::TableHeader, place.clone(), "表格里找不到表头")
                .help("第一行写字段名，例如「姓名、单位、党支部」；一格一个");
        }
        return Vec::new();
    };
    let body = rows.iter().filter(|row| row.number > header.number);
    body.filter(|row| !is_blank(row) && !is_signature(row, &header))
        .map(|row| {
            let (here, above) = (place.step(Step::Row(row.number)), place.step(Step::Row(header.number)));
            let fields = fields(row, &header);
            fields.iter().for_each(|(word, cell)| unreliable(cell, &here.at(word.clone()), found));
            Entry::of_row(fields, here, above)
        })
        .collect()
}

/// Returns whether rows are words for whoever fills in the table, and no list: at most one row has several cells.
pub(super) fn is_note(rows: &[Row]) -> bool {
    rows.iter().filter(|row| row.cells.iter().filter(|cell| !cell.is_blank()).count() > 1).count() < 2
}

/// Tells a sheet of words beside the one that is read, lest somebody think that it is published.
pub(super) fn unread(place: &Place, rows: &[Row], found: &mut Diagnostics) {
    let Spot::Value(steps) = &place.spot else { return };
    if let Some(Step::Sheet(name)) = steps.last().filter(|_| !rows.iter().all(is_blank)) {
        found
            .add(Code::UnknownForm, place.clone(), format!("工作表「{name}」没有表头，没有读取"))
            .help("是填表说明就不用管；里面有要发布的记录，就加上表头");
    }
}

/// Tells a cell whose text is what Excel wrote in place of what was meant: a formula, an error, a number cut short.
///
/// A formula would also be run by whoever opens the list in Excel again.
fn unreliable(cell: &Value, place: &Place, found: &mut Diagnostics) {
    let (Value::Cell(text) | Value::Text(text)) = cell else { return };
    let text = text.trim();
    let (fact, help) = if is_formula(text) {
        ("单元格里是公式，不是结果", "在 Excel 里复制这一列，选择性粘贴为「数值」，再保存")
    } else if ERRORS.contains(&text) {
        ("单元格里是 Excel 的错误值", "在 Excel 里改好公式，或者直接写结果")
    } else if is_cut_short(text) {
        ("这个长数字在 Excel 里已经丢了末几位", "把单元格格式改成「文本」，再重新填一遍")
    } else {
        return;
    };
    found
        .add(Code::BadCell, place.clone(), format!("{fact}：「{}」", text.chars().take(30).collect::<String>()))
        .help(help);
}

/// What Excel writes where a formula has no result.
const ERRORS: [&str; 8] = ["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"];

fn is_formula(text: &str) -> bool {
    let called = |text: &str| {
        let word = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_'));
        word.len() < text.len() && word.starts_with(['(', '|', '!'])
    };
    match text.split_at_checked(1) {
        Some(("=", rest)) => !rest.is_empty(),
        Some(("@" | "+" | "-", rest)) => called(rest),
        _ => false,
    }
}

/// Whether this is how Excel shows a number of more than fifteen digits: `1.30102E+17`.
fn is_cut_short(text: &str) -> bool {
    let Some((number, power)) = text.split_once("E+") else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(power) && number.split_once('.').map_or(digits(number), |(whole, rest)| digits(whole) && digits(rest))
}

fn is_blank(row: &Row) -> bool {
    row.cells.iter().all(Value::is_blank)
}

/// The row under a table in which somebody signs: one or a few cells, the first of which says so.
fn is_signature(row: &Row, header: &Header) -> bool {
    const SIGNS: [&str; 9] =
        ["填表人", "填报人", "审核人", "联系人", "联系电话", "合计", "填表时间", "填报时间", "注："];
    let mut filled = row.cells.iter().filter(|cell| !cell.is_blank());
    let first = match filled.next() {
        Some(Value::Cell(text) | Value::Text(text)) => text.trim(),
        _ => return false,
    };
    filled.count() < header.words.len().div_ceil(2) && SIGNS.iter().any(|sign| first.starts_with(sign))
}

fn fields(row: &Row, header: &Header) -> Vec<(String, Value)> {
    let mut fields = Vec::new();
    for (column, cell) in row.cells.iter().enumerate() {
        let word = header.words.get(column).map_or("", String::as_str);
        if cell.is_blank() {
            continue;
        }
        let word = if word.is_empty() { column_name(column) } else { word.to_owned() };
        fields.push((word, cell.clone()));
    }
    fields
}

/// Returns the letters of a column, as Excel shows them: 0 is A, 26 is AA.
pub(super) fn column_name(column: usize) -> String {
    let mut left = column + 1;
    let mut name = Vec::new();
    while left > 0 {
        name.push(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default());
        left = (left - 1) / 26;
    }
    name.reverse();
    String::from_utf8(name).unwrap_or_default()
}

/// Returns the text of a cell, cleaned: no spaces around it, ASCII letters and digits in half width.
pub(super) fn clean(text: &str) -> String {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    fold(trimmed).into_owned()
}

fn fold(text: &str) -> Cow<'_, str> {
    let wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    if !text.contains(wide) {
        return Cow::Borrowed(text);
    }
    let narrow = |c: char| {
        if wide(c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c }
    };
    Cow::Owned(text.chars().map(narrow).collect())
}

/// Reads CSV text into rows; the error is the line on which a quotation mark was opened and never closed.
pub(super) fn csv_rows(text: &str) -> Result<Vec<Row>, u32> {
    if let Some(line) = open_quote(text) {
        return Err(line);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    let mut rows = Vec::new();
    for record in reader.records().flatten() {
        let start = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(usize::MAX));
        let cells = record.iter().map(|cell| Value::Cell(clean(cell))).collect();
        rows.push(Row { number: lines.of(start), cells });
    }
    Ok(rows)
}

/// What stands between the cells: a tab where the first lines have more tabs than commas, else a comma.
fn delimiter(text: &str) -> u8 {
    let first = |mark: u8| text.lines().take(30).flat_map(str::bytes).filter(|byte| *byte == mark).count();
    if first(b'\t') > first(b',') { b'\t' } else { b',' }
}

/// Counts the lines of a text once, from its beginning to its end.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of the first character at or after `start` that ends no line. The reader begins a row where the one
    /// before ended: before the `\n` of a `\r\n`, and before blank lines, so that two rows would share a number.
    fn of(&mut self, start: usize) -> u32 {
        while let Some(byte) = self.text.get(self.at).filter(|byte| self.at < start || matches!(byte, b'\r' | b'\n')) {
            self.line += u32::from(*byte == b'\n');
            self.at += 1;
        }
        self.line
    }
}

/// The line of the last quotation mark if they do not pair up.
fn open_quote(text: &str) -> Option<u32> {
    let mut open = None;
    let mut line = 1;
    for byte in text.bytes() {
        match byte {
            b'"' => open = if open.is_some() { None } else { Some(line) },
            b'\n' => line += 1,
            _ => {}
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(word: &str) -> bool {
        matches!(word, "姓名" | "单位" | "党员数")
    }

    fn read(text: &str) -> Vec<Entry> {
        let mut found = Diagnostics::default();
        let rows = csv_rows(text).expect("quotes pair up");
        let entries = entries(&rows, &Place::file("a.csv"), &known, &mut found);
        assert!(found.is_empty());
        entries
    }

    #[test]
    fn what_an_office_adds_around_a_table_is_passed_over() {
        let text =
            "附件1 示例名册,,\n,,\n序号,姓 名,党员数（人）\n１,示例党员甲　,２８\n,,\n2,示例党员乙,\n填表人：某,,\n";
        let entries = read(text);
        assert_eq!(entries.len(), 2);
        let cell = |word: &str, text: &str| (word.to_owned(), Value::Cell(text.to_owned()));
        assert_eq!(entries[0].fields, [cell("序号", "1"), cell("姓名", "示例党员甲"), cell("党员数", "28")]);
        assert_eq!(entries[1].place, Place::file("a.csv").step(Step::Row(6)));
    }

    #[test]
    fn the_first_row_below_the_header_stays_whatever_ends_the_lines() {
        for end in ["\n", "\r\n"] {
            let text = ["姓名,党员数", "甲,1", "", "乙,2", "\"丙\n丙\",3", "丁,4", ""].join(end);
            let entries = read(&text);
            let rows: Vec<_> = entries.iter().map(|entry| entry.place.clone()).collect();
            let row = |line: u32| Place::file("a.csv").step(Step::Row(line));
            assert_eq!(rows, [row(2), row(4), row(5), row(7)], "{end:?}");
        }
    }

    #[test]
    fn what_excel_wrote_in_place_of_a_value_is_told() {
        let told = |text: &str| {
            let mut found = Diagnostics::default();
            unreliable(&Value::Cell(text.to_owned()), &Place::file("a.csv"), &mut found);
            found.iter().map(|problem| problem.code).collect::<Vec<_>>()
        };
        for bad in
            ["=A1", "=SUM(A1:A2)", "@SUM(1)", "+cmd|'/C calc'!A0", "-HYPERLINK(1)", "#REF!", "#N/A", "1.3E+17", "1E+17"]
        {
            assert_eq!(told(bad), [Code::BadCell], "{bad}");
        }
        for good in ["=", "-5", "+86 317", "@示例发布", "#1", "E+", "A.E+1", "—", "1.5E+", "（=）"] {
            assert_eq!(told(good), [], "{good}");
        }
    }

    #[test]
    fn a_column_without_a_heading_keeps_its_letters() {
        assert_eq!(read("姓名,\n甲,多出来的\n")[0].fields[1].0, "B");
        assert_eq!(column_name(27), "AB");
    }

    #[test]
    fn cells_are_parted_by_tabs_though_a_cell_holds_a_comma() {
        assert_eq!(read("名册\n姓名\t单位\n甲\t一局,二局\n")[0].fields[1].1, Value::Cell("一局,二局".to_owned()));
    }

    #[test]
    fn a_quotation_mark_left_open_is_found() {
        assert_eq!(csv_rows("姓名\n\"甲\n乙\n"), Err(2));
        assert_eq!(csv_rows("姓名\n\"甲\"\"乙\"\n").map(|rows| rows.len()), Ok(2));
    }
}

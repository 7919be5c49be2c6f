//! From the name of a position to its line and column, when a problem is shown.
//!
//! The text is parsed once more, along the steps of the place; a build without problems pays nothing.
//!
//! **In:** the file and a [`Place`]. **Out:** a [`Located`]. **Never:** fails; what cannot be found is the whole file.

use super::encoding::table;
use super::front_matter::split;
use super::gather::{Form, Source};
use super::table::{self as rows, column_name};
use super::value::Value;
use super::walk::{Aim, Walk, Words, position};
use super::{slips, workbook};
use crate::diag::{Diagnostics, Place, Spot, Step};

/// A position as people count: line and column from 1, in characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Located {
    /// The line, or the row of a sheet; 0 for the whole file.
    pub line: usize,
    /// The column in characters; 0 where there is none.
    pub column: usize,
    /// How many characters are meant; at least 1 where there is a line.
    pub length: usize,
    /// The line itself, or the cells of the row.
    pub text: String,
    /// The sheet, in a workbook.
    pub sheet: String,
}

/// Returns where `place` is in `source`.
pub fn locate(source: &Source, place: &Place, words: Words) -> Located {
    let found = match (&place.spot, source.form) {
        (Spot::Whole, _) => None,
        (Spot::Value(steps) | Spot::Name(steps) | Spot::Again(steps), Form::Xlsx) => in_workbook(source, steps, words),
        (Spot::Value(steps) | Spot::Name(steps) | Spot::Again(steps), Form::Csv) => in_csv(source, steps, words),
        (Spot::Value(steps) | Spot::Name(steps) | Spot::Again(steps), _) => in_yaml(source, &place.spot, steps, words),
        (Spot::Bytes(from, to), _) => in_bytes(source, *from as usize, *to as usize),
        (Spot::Line(line, column), _) => {
            text_of(source).map(|text| stretch(&text, (*line).max(1) as usize, (*column).max(1) as usize, 0))
        }
    };
    found.unwrap_or_default()
}

/// Returns the text that byte places of a file count in; `None` for a workbook and for what is no text.
pub fn text_of(source: &Source) -> Option<String> {
    if source.form == Form::Xlsx {
        return None;
    }
    table(&source.bytes).ok().map(|text| text.into_owned())
}

/// The stretch of a line from `column` on: `length` characters, or to the end of the value.
fn stretch(text: &str, line: usize, column: usize, length: usize) -> Located {
    let full = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let rest: String = full.chars().skip(column.saturating_sub(1)).collect();
    let value = rest.split(" #").next().unwrap_or_default().trim_end();
    let length = if length == 0 { value.chars().count() } else { length };
    Located { line, column, length: length.max(1), text: full.to_owned(), sheet: String::new() }
}

fn in_bytes(source: &Source, from: usize, to: usize) -> Option<Located> {
    let text = text_of(source)?;
    let before = text.get(..from)?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let meant = text.get(from..to.max(from))?.lines().next().unwrap_or_default().chars().count();
    Some(stretch(&text, line, column, meant.max(1)))
}

fn in_yaml(source: &Source, spot: &Spot, steps: &[Step], words: Words) -> Option<Located> {
    let text = text_of(source)?;
    let (yaml, before) = match source.form {
        Form::Markdown => {
            let halves = split(&text).ok()?;
            (halves.yaml, text[..halves.yaml_at].matches('\n').count())
        }
        _ => (text.as_str(), 0),
    };
    let mended = slips::mended(yaml);
    let yaml = if super::yaml::parse(yaml).is_ok() { yaml } else { mended.as_str() };
    let aim = match spot {
        Spot::Name(_) => Aim::Key(1),
        Spot::Again(_) => Aim::Key(2),
        _ => Aim::Value,
    };
    // A step into something that is not written (a missing key) ends at what holds it.
    for end in (0..=steps.len()).rev() {
        let walk = Walk { steps: &steps[..end], aim, words };
        if let Some((line, column)) = position(yaml, walk) {
            // What was mended before it was parsed may be longer than what is written.
            let column = column.min(text.lines().nth(before + line - 1).unwrap_or_default().chars().count() + 1);
            let length = match aim {
                Aim::Key(_) => key_length(&text, before + line, column),
                Aim::Value => flow_length(text.lines().nth(before + line - 1).unwrap_or_default(), column),
            };
            return Some(stretch(&text, before + line, column, length));
        }
    }
    None
}

/// The length of a value among others on its line, as in `{ref: x, token_no: 1}`; 0 where it ends with the line.
fn flow_length(line: &str, column: usize) -> usize {
    let marks = outside_quotes(line);
    let depth_of = |mark: char| i32::from(matches!(mark, '{' | '[')) - i32::from(matches!(mark, '}' | ']'));
    let before: i32 = marks.iter().filter(|(at, _)| *at < column).map(|(_, mark)| depth_of(*mark)).sum();
    let begins = marks.iter().any(|(at, mark)| *at == column && depth_of(*mark) > 0);
    let mut depth = 0;
    for (at, mark) in marks.into_iter().filter(|(at, _)| *at >= column) {
        let is_closed = depth == 0 && depth_of(mark) < 0;
        // In a text of its own line brackets and commas are letters, but for those that close a group begun above.
        if is_closed && (before > 0 || closes_the_line(line, at)) || depth == 0 && mark == ',' && before > 0 {
            return line.chars().take(at - 1).skip(column - 1).collect::<String>().trim_end().chars().count();
        }
        depth += depth_of(mark);
        if begins && depth == 0 && depth_of(mark) < 0 {
            return at + 1 - column;
        }
    }
    0
}

/// Whether from this column on the line only closes groups.
fn closes_the_line(line: &str, column: usize) -> bool {
    let rest = line.split(" #").next().unwrap_or_default().chars().skip(column - 1);
    rest.into_iter().all(|c| matches!(c, '}' | ']' | ',' | ' '))
}

/// The brackets and commas of a line that stand in no quotation marks, with their columns from 1.
fn outside_quotes(line: &str) -> Vec<(usize, char)> {
    let mut open = None;
    let mut last = ' ';
    let mut marks = Vec::new();
    for (at, c) in line.chars().enumerate() {
        match (open, c) {
            (None, '#') if last == ' ' => break,
            // A quotation mark within a word is a letter of it.
            (None, '"' | '\'') if matches!(last, ' ' | ',' | '[' | '{' | ':') => open = Some(c),
            (Some(quote), _) if c == quote && last != '\\' => open = None,
            (None, '{' | '}' | '[' | ']' | ',') => marks.push((at + 1, c)),
            _ => {}
        }
        last = c;
    }
    marks
}

fn key_length(text: &str, line: usize, column: usize) -> usize {
    let rest: String = text.lines().nth(line - 1).unwrap_or_default().chars().skip(column - 1).collect();
    rest.split(':').next().unwrap_or_default().trim_end().chars().count()
}

fn in_csv(source: &Source, steps: &[Step], words: Words) -> Option<Located> {
    let text = text_of(source)?;
    let Some(Step::Row(number)) = steps.first() else { return None };
    let all = rows::csv_rows(&text).ok()?;
    let row = all.iter().find(|row| row.number == *number)?;
    let mut located = stretch(&text, *number as usize, 1, 0);
    if let Some(column) = column_of(&all, steps, words)
        && let Some(Value::Cell(cell)) = row.cells.get(column)
        && let Some(at) = located.text.find(cell.as_str()).filter(|_| !cell.is_empty())
    {
        located.column = located.text[..at].chars().count() + 1;
        located.length = cell.chars().count();
    }
    Some(located)
}

fn in_workbook(source: &Source, steps: &[Step], words: Words) -> Option<Located> {
    let Some(Step::Sheet(name)) = steps.first() else { return None };
    let sheets = workbook::sheets(&source.bytes, &Place::file(source.path.clone()), &mut Diagnostics::default());
    let wanted = vec![Step::Sheet(name.clone())];
    let (_, all) = sheets.into_iter().find(|(place, _)| place.spot == Spot::Value(wanted.clone()))?;
    let Some(Step::Row(number)) = steps.get(1) else {
        return Some(Located { sheet: name.to_string(), line: 1, column: 1, length: 1, text: String::new() });
    };
    let row = all.iter().find(|row| row.number == *number)?;
    let column = column_of(&all, &steps[1..], words).unwrap_or(0);
    let mut text = String::new();
    let (mut at, mut length) = (1, 1);
    for (n, cell) in row.cells.iter().enumerate() {
        let shown = cell_text(cell);
        if n == column {
            (at, length) = (text.chars().count() + 1, shown.chars().count().max(1));
        }
        text.push_str(&shown);
        text.push_str("  ");
    }
    let sheet = format!("{name} {}{number}", column_name(column));
    Some(Located { line: *number as usize, column: at, length, text: text.trim_end().to_owned(), sheet })
}

fn cell_text(cell: &Value) -> String {
    match cell {
        Value::Text(text) | Value::Cell(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Bool(value) => if *value { "是" } else { "否" }.to_owned(),
        Value::Null | Value::List(_) | Value::Map(_) => String::new(),
    }
}

/// The column that the key after the row names: by the header, or by its letters.
fn column_of(all: &[rows::Row], steps: &[Step], words: Words) -> Option<usize> {
    let Some(Step::Key(key)) = steps.get(1) else { return None };
    let is_key = |word: &str| words(word, word) || words(word, key);
    let by_header = rows::header(all, &is_key)
        .and_then(|header| header.words.iter().position(|word| word == key || words(word, key)));
    by_header.or_else(|| (0..256).find(|n| column_name(*n) == *key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(written: &str, key: &str) -> bool {
        matches!((written, key), ("单位", "unit") | ("姓名", "name") | ("姓名", "姓名") | ("单位", "单位"))
    }

    fn at(path: &str, text: &str, place: Place) -> (usize, usize, usize) {
        let located = locate(&Source::new(path, text.as_bytes().to_vec()), &place, &same);
        (located.line, located.column, located.length)
    }

    #[test]
    fn a_value_is_found_under_either_name_of_its_key() {
        let text = "- name: 甲\n- name: 乙\n  单位: 示例单位01 # 备注\n";
        let place = Place::file("a.yaml").nth(1).at("unit");
        assert_eq!(at("a.yaml", text, place.clone()), (3, 7, 6));
        assert_eq!(at("a.yaml", text, place.name()), (3, 3, 2));
    }

    #[test]
    fn a_value_among_others_on_its_line_ends_where_they_begin() {
        let text = "- {姓名: 甲, 单位: \"一局, 二局\", b: [x, {c: y}]} # 说\n- 单位: 甲, [乙] 丙\n- 单位: {姓名: 甲,\n  b: 乙}\n";
        let place = |n| Place::file("a.yaml").nth(n);
        assert_eq!(at("a.yaml", text, place(0).at("name")), (1, 8, 1));
        assert_eq!(at("a.yaml", text, place(0).at("unit")), (1, 15, 8));
        assert_eq!(at("a.yaml", text, place(0).at("b")), (1, 28, 11));
        assert_eq!(at("a.yaml", text, place(0).at("b").nth(1).at("c")), (1, 36, 1));
        assert_eq!(at("a.yaml", text, place(1).at("unit")), (2, 7, 8));
        assert_eq!(at("a.yaml", text, place(2).at("unit").at("b")), (4, 6, 1));
    }

    #[test]
    fn front_matter_counts_the_lines_of_the_file() {
        let text = "---\ntitle: 甲\nphotos:\n  - file: a.jpg\n---\n正文\n";
        assert_eq!(at("a.md", text, Place::file("a.md").at("photos").nth(0).at("file")), (4, 11, 5));
        let bytes = text.find("正文").expect("it is there");
        assert_eq!(at("a.md", text, Place::file("a.md").bytes(bytes..bytes + 6)), (6, 1, 2));
    }

    #[test]
    fn what_is_not_written_is_found_at_what_should_hold_it() {
        assert_eq!(at("a.yaml", "- name: 甲\n- name: 乙\n", Place::file("a.yaml").nth(1).at("unit")).0, 2);
    }

    #[test]
    fn the_second_of_two_equal_keys_is_found() {
        assert_eq!(at("a.yaml", "name: 甲\nunit: 乙\nname: 丙\n", Place::file("a.yaml").at("name").again()), (3, 1, 4));
    }

    #[test]
    fn lines_are_counted_as_an_editor_shows_them() {
        let text = "- {name: 甲,\r unit: 乙}\n- name: 丙\u{2028}  unit: 丁\r\n- name: 戊\n";
        assert_eq!(at("a.yaml", text, Place::file("a.yaml").nth(0).at("unit")), (1, 20, 1));
        assert_eq!(at("a.yaml", text, Place::file("a.yaml").nth(1).at("unit")), (2, 19, 1));
        assert_eq!(at("a.yaml", text, Place::file("a.yaml").nth(2).at("name")), (3, 9, 1));
        assert_eq!(at("a.yaml", "\t-", Place::file("a.yaml").nth(0)), (1, 3, 1));
    }

    #[test]
    fn a_value_with_a_tag_is_the_value() {
        let text = "--- !a\nname: !b 丙\nunit: !c\n  b: 1\n";
        assert_eq!(at("a.yaml", text, Place::file("a.yaml").at("name").name()).0, 2);
        assert_eq!(at("a.yaml", text, Place::file("a.yaml").at("unit").at("b")).0, 4);
    }

    #[test]
    fn a_cell_is_found_by_row_and_heading() {
        let place = Place::file("a.csv").step(Step::Row(3)).at("unit");
        assert_eq!(at("a.csv", "名册,\n姓名,单位\n甲,示例单位01\n", place), (3, 3, 6));
    }
}

//! Long lists, taken apart once, so that the line of a problem is looked for in its own record and not in the file.
//!
//! Finding a line means parsing; a roster of three thousand rows with a slip in each would be parsed three thousand
//! times. A part is parsed in its stead, with as many lines as it needs; where a file cannot be taken apart by its
//! lines alone, it is parsed whole.
//!
//! **In:** a file and a [`Place`] in it. **Out:** a smaller file, the same place in it, and how lines are to be counted.
//! **Never:** another line than the whole file would give.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Place, Spot, Step};
use crate::source::{Form, Located, Snapshot, Source};

/// A table's header stands among its first rows; so many lines are kept with each row.
const HEAD: usize = 60;
/// A workbook with more problems than this is not opened for each of them: row and sheet are known without.
const MOST_IN_WORKBOOK: usize = 300;

/// A file that cannot be taken apart is not parsed for more bytes than this, all its problems together; beyond, the field in
/// which a problem is stands for its place.
const MOST_PARSED: usize = 32 << 20;

/// Where the parts of one file begin.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// Items of a YAML list: their first byte and how many lines stand before it.
    Items(Vec<(usize, usize)>),
    /// Lines of a CSV file: their first byte; and whether the file has a comma.
    Lines(Vec<usize>, bool),
    /// A workbook with very many problems.
    Rows,
    /// A record with very many problems: the words that begin its lines, each with the first of them.
    Fields(BTreeMap<String, usize>),
}

/// The files with more than one problem, taken apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    parts: BTreeMap<Arc<str>, Part>,
    /// Files with so many problems that not even the text of each line is looked up, with the first byte of each line.
    crowded: BTreeMap<Arc<str>, Vec<usize>>,
}

/// A part of a file in its stead.
pub(super) struct Narrowed {
    /// The part, under the file's name.
    pub(super) source: Source,
    /// The place in it.
    pub(super) place: Place,
    /// How many lines of the file are left out before the place.
    pub(super) left_out: usize,
}

impl Parts {
    /// Takes apart the files in which `diagnostics` are.
    pub(super) fn of(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> Self {
        let mut problems: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
        for problem in diagnostics {
            *problems.entry(&problem.place.file).or_default() += 1;
            for label in &problem.labels {
                *problems.entry(&label.place.file).or_default() += 1;
            }
        }
        let mut all = Self::default();
        for (file, count) in problems.into_iter().filter(|(_, count)| *count > 1) {
            let Some(source) = snapshot.sources.get(file) else { continue };
            all.parts.extend(part(source, count).map(|part| (file.clone(), part)));
            if is_crowded(source, count) {
                all.crowded.insert(file.clone(), lines(&source.bytes));
            }
        }
        all
    }

    /// Returns the part of `source` in which `place` is, if the file was taken apart.
    pub(super) fn narrow(&self, source: &Source, place: &Place) -> Option<Narrowed> {
        match self.parts.get(&source.path)? {
            Part::Items(starts) => item(source, place, starts),
            Part::Lines(starts, has_comma) => row(source, place, starts, *has_comma),
            Part::Rows | Part::Fields(_) => None,
        }
    }

    /// Returns the line of `place`, where a parser gave it and the file has very many problems.
    pub(super) fn line_of(&self, place: &Place) -> Option<Located> {
        let starts = self.crowded.get(&place.file)?;
        let (line, column) = match place.spot {
            Spot::Line(line, column) => (line as usize, column as usize),
            Spot::Bytes(from, _) => (starts.partition_point(|start| *start <= from as usize), 1),
            _ => return None,
        };
        Some(Located { line, column, length: 1, text: String::new(), sheet: String::new() })
    }

    /// Returns where the field of `place` is in a record with very many problems; `words` says which words are the same.
    pub(super) fn field_of(&self, place: &Place, words: &dyn Fn(&str, &str) -> bool) -> Option<Located> {
        let Part::Fields(fields) = self.parts.get(&place.file)? else { return None };
        let (Spot::Value(steps) | Spot::Name(steps) | Spot::Again(steps)) = &place.spot else { return None };
        let key = steps.first().and_then(|step| if let Step::Key(key) = step { Some(key) } else { None });
        let found = key.and_then(|key| {
            fields.get_key_value(key.as_ref()).or_else(|| fields.iter().find(|(word, _)| words(word, key)))
        });
        let (text, line) = found.map_or((String::new(), 1), |(word, line)| (word.clone(), *line));
        Some(Located { line, column: 1, length: text.chars().count().max(1), text, sheet: String::new() })
    }

    /// Returns where `place` is in a workbook that is not opened: its sheet and its row.
    pub(super) fn row_of(&self, place: &Place) -> Option<Located> {
        if self.parts.get(&place.file)? != &Part::Rows {
            return None;
        }
        let (Spot::Value(steps) | Spot::Name(steps) | Spot::Again(steps)) = &place.spot else { return None };
        let [Step::Sheet(sheet), Step::Row(row), ..] = steps.as_slice() else { return None };
        let line = *row as usize;
        Some(Located { line, column: 1, length: 1, text: String::new(), sheet: format!("{sheet} {line}") })
    }
}

fn part(source: &Source, problems: usize) -> Option<Part> {
    match source.form {
        Form::Yaml => items(&source.bytes).map(Part::Items).or_else(|| fields(source, problems)),
        Form::Markdown => fields(source, problems),
        Form::Csv => Some(Part::Lines(lines(&source.bytes), source.bytes.contains(&b','))),
        Form::Xlsx => (problems > MOST_IN_WORKBOOK).then_some(Part::Rows),
        Form::Picture | Form::Other => None,
    }
}

fn is_crowded(source: &Source, problems: usize) -> bool {
    problems.saturating_mul(source.bytes.len()) > MOST_PARSED
}

/// Returns the words before a colon that begin lines, if looking for so many problems would cost too much.
fn fields(source: &Source, problems: usize) -> Option<Part> {
    if !is_crowded(source, problems) {
        return None;
    }
    let field = |(number, line): (usize, &[u8])| {
        let word = line.split(|byte| *byte == b':').next().filter(|word| word.len() < line.len())?;
        let starts = word.first().is_some_and(|byte| !byte.is_ascii_whitespace() && *byte != b'#');
        starts.then(|| (String::from_utf8_lossy(word).trim().to_owned(), number + 1))
    };
    let lines = source.bytes.split(|byte| *byte == b'\n').enumerate();
    let mut fields = BTreeMap::new();
    for (word, line) in lines.filter_map(field) {
        fields.entry(word).or_insert(line);
    }
    Some(Part::Fields(fields))
}

fn lines(bytes: &[u8]) -> Vec<usize> {
    let breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

/// Returns where the items begin, if the file is a list whose dashes stand in the first column and holds nothing else.
fn items(bytes: &[u8]) -> Option<Vec<(usize, usize)>> {
    // An anchor may be meant in another item.
    if bytes.contains(&b'&') {
        return None;
    }
    let mut items = Vec::new();
    for (number, start) in lines(bytes).into_iter().enumerate() {
        let line = bytes[start..].split(|byte| *byte == b'\n').next().unwrap_or_default();
        match line.trim_ascii_end() {
            [] | [b'#' | b' ', ..] => {}
            [b'-'] | [b'-', b' ', ..] => items.push((start, number)),
            _ => return None,
        }
    }
    Some(items)
}

fn item(source: &Source, place: &Place, starts: &[(usize, usize)]) -> Option<Narrowed> {
    let narrowed = |steps: &[Step]| {
        let (Step::Index(index), rest) = steps.split_first()? else { return None };
        let steps: Vec<Step> = std::iter::once(Step::Index(0)).chain(rest.iter().cloned()).collect();
        Some((*index as usize, steps))
    };
    let (index, spot) = match &place.spot {
        Spot::Value(steps) => narrowed(steps).map(|(index, steps)| (index, Spot::Value(steps)))?,
        Spot::Name(steps) => narrowed(steps).map(|(index, steps)| (index, Spot::Name(steps)))?,
        Spot::Again(steps) => narrowed(steps).map(|(index, steps)| (index, Spot::Again(steps)))?,
        Spot::Whole | Spot::Bytes(..) | Spot::Line(..) => return None,
    };
    let (start, left_out) = *starts.get(index)?;
    let end = starts.get(index + 1).map_or(source.bytes.len(), |(end, _)| *end);
    let part = Source::new(&source.path, source.bytes[start..end].to_vec());
    Some(Narrowed { source: part, place: Place { file: place.file.clone(), spot }, left_out })
}

fn row(source: &Source, place: &Place, starts: &[usize], has_comma: bool) -> Option<Narrowed> {
    let Spot::Value(steps) = &place.spot else { return None };
    let (Step::Row(number), rest) = steps.split_first()? else { return None };
    let line = (*number as usize).checked_sub(1)?;
    let start_of = |line: usize| starts.get(line).copied().unwrap_or(source.bytes.len());
    starts.get(line)?;
    // A row among the first ones is left where it is.
    let head = line.min(HEAD);
    let head_bytes = &source.bytes[..start_of(HEAD)];
    let row_bytes = if line < HEAD { &[][..] } else { &source.bytes[start_of(line)..start_of(line + 1)] };
    let is_closed = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'"').count() % 2 == 0;
    let part = [head_bytes, row_bytes].concat();
    if !is_closed(head_bytes) || !is_closed(row_bytes) || part.contains(&b',') != has_comma {
        return None;
    }
    let number = Step::Row(u32::try_from(head + 1).ok()?);
    let steps = std::iter::once(number).chain(rest.iter().cloned()).collect();
    let place = Place { file: place.file.clone(), spot: Spot::Value(steps) };
    Some(Narrowed { source: Source::new(&source.path, part), place, left_out: line - head })
}

#[cfg(test)]
mod tests {
    use super::super::files::Files;
    use super::*;
    use crate::diag::{Code, Diagnostics};

    fn same(_: &str, written: &str, key: &str) -> bool {
        matches!((written, key), ("姓名", "姓名" | "name") | ("单位", "单位" | "unit") | ("标签", "标签" | "tags"))
    }

    /// Finds every place with and without parts, and returns how many were found in a part.
    fn compared(path: &str, bytes: &[u8], places: &[Place]) -> usize {
        let mut snapshot = Snapshot::default();
        let source = Source::new(path, bytes.to_vec());
        snapshot.sources.insert(source.path.clone(), source.clone());
        let mut found = Diagnostics::default();
        for place in places {
            found.add(Code::BadName, place.clone(), "甲");
        }
        let parts = Parts::of(&found.sorted(), &snapshot);
        let files = Files { snapshot: &snapshot, words: &same };
        for place in places {
            assert_eq!(files.locate(place, &parts), files.locate(place, &Parts::default()), "{place:?}");
        }
        places.iter().filter(|place| parts.narrow(&source, place).is_some()).count()
    }

    #[test]
    fn items_of_a_list_are_found_where_the_whole_file_has_them() {
        let text = "# 名单\n- 姓名: 甲\n  单位: 一\n\n# 第二个\n-\n  姓名: 乙\n  标签: [三, 四]\n  姓名: 丙\n- 姓名: |\n    - 丁\n  单位: 五";
        let file = Place::file("a.yaml");
        let mut places = Vec::new();
        for n in 0..4 {
            let item = file.nth(n);
            places.extend([item.clone(), item.at("name"), item.at("unit"), item.at("unit").name(), item.at("none")]);
            places.extend([item.at("tags").nth(1), item.at("name").again()]);
        }
        assert_eq!(compared("a.yaml", text.as_bytes(), &places), 21);
        assert_eq!(compared("a.yaml", text.replace('\n', "\r\n").as_bytes(), &places), 21);
    }

    #[test]
    fn what_is_no_plain_list_is_read_whole() {
        let places = [Place::file("a.yaml").nth(0).at("name"), Place::file("a.yaml").nth(1).at("name")];
        for text in [
            "---\n- 姓名: 甲\n- 姓名: 乙\n",
            "[{姓名: 甲},\n{姓名: 乙}]\n",
            "姓名: 甲\n",
            "\u{feff}- 姓名: 甲\n- 姓名: 乙\n",
        ] {
            assert_eq!(compared("a.yaml", text.as_bytes(), &places), 0, "{text}");
        }
        let aliased = "- 姓名: &x 甲\n- {姓名: *x, 单位: 乙}\n";
        compared("a.yaml", aliased.as_bytes(), &[places[0].clone(), Place::file("a.yaml").nth(1).at("unit")]);
    }

    #[test]
    fn rows_of_a_table_are_found_where_the_whole_file_has_them() {
        let row = |n: u32, key: &'static str| Place::file("a.csv").step(Step::Row(n)).at(key);
        let mut text = String::from("名单,\n姓名,单位\n");
        for n in 0..200 {
            text.push_str(&format!("示例{n},单位{n}\n"));
        }
        text.push_str("\"两\n行\",\"甲,乙\"\n丙,\"丁\"\n");
        let places: Vec<Place> = [1, 2, 3, 59, 60, 61, 62, 150, 202, 203, 205, 206, 999]
            .iter()
            .flat_map(|n| [row(*n, "name"), row(*n, "unit")])
            .collect();
        assert!(compared("a.csv", text.as_bytes(), &places) >= 20);
    }

    #[test]
    fn of_a_record_with_very_many_problems_the_field_is_found() {
        let text = format!("# 名单\n姓名: 甲\n标签: [{}]\n", "乙, ".repeat(3_000));
        let places: Vec<Place> = (0..3_000).map(|n| Place::file("a.yaml").at("tags").nth(n)).collect();
        let mut snapshot = Snapshot::default();
        let source = Source::new("a.yaml", text.into_bytes());
        snapshot.sources.insert(source.path.clone(), source);
        let mut found = Diagnostics::default();
        for place in &places {
            found.add(Code::BadName, place.clone(), "丙");
        }
        let parts = Parts::of(&found.sorted(), &snapshot);
        let files = Files { snapshot: &snapshot, words: &same };
        assert_eq!(files.locate(&places[2_999], &parts).line, 3);
        assert_eq!(files.locate(&Place::file("a.yaml").at("name"), &parts).line, 2);
        assert_eq!(files.locate(&Place::file("a.yaml").at("none"), &parts).line, 1);
    }

    #[test]
    fn a_workbook_with_very_many_problems_is_not_opened_for_each() {
        let place = |row| Place::file("a.xlsx").step(Step::Sheet("名单".into())).step(Step::Row(row)).at("name");
        let mut snapshot = Snapshot::default();
        let source = Source::new("a.xlsx", Vec::new());
        snapshot.sources.insert(source.path.clone(), source);
        let mut found = Diagnostics::default();
        for row in 0..=300 {
            found.add(Code::BadName, place(row), "甲");
        }
        let located = Parts::of(&found.sorted(), &snapshot).row_of(&place(7)).expect("the row is known");
        assert_eq!((located.line, located.sheet.as_str()), (7, "名单 7"));
    }
}

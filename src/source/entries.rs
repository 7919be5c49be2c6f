//! The records of one file, in whichever of the five forms it has.
//!
//! **In:** a [`Source`]. **Out:** its [`Entries`]. **Never:** stops at the first record that cannot be read.

use super::encoding::{NotText, table, utf8};
use super::entry::{Entries, Entry, Story};
use super::front_matter::{NoFrontMatter, split};
use super::gather::{Form, Source};
use super::value::Value;
use super::{slips, table as rows, workbook, yaml};
use crate::diag::{Code, Diagnostics, Outcome, Place};

/// Returns the records of `source`; `known` says which words are keys, to find a table's header.
pub fn entries(source: &Source, known: &dyn Fn(&str) -> bool) -> Outcome<Entries> {
    let mut found = Diagnostics::default();
    let place = Place::file(source.path.clone());
    let list = match source.form {
        Form::Markdown => text(source, &place, &mut found).and_then(|text| markdown(text, &place, &mut found)),
        Form::Yaml => text(source, &place, &mut found).and_then(|text| records(text, &place, &mut found)),
        Form::Csv => csv(source, &place, known, &mut found),
        Form::Xlsx => {
            let sheets = workbook::sheets(&source.bytes, &place, &mut found);
            let one_is_read = sheets.iter().any(|(_, all)| rows::header(all, known).is_some());
            let mut list = Vec::new();
            for (sheet, all) in &sheets {
                if one_is_read && rows::header(all, known).is_none() && rows::is_note(all) {
                    rows::unread(sheet, all, &mut found);
                } else {
                    list.extend(rows::entries(all, sheet, known, &mut found));
                }
            }
            Some(list)
        }
        Form::Picture | Form::Other => None,
    };
    let lost = if found.has_errors() { lost_words(source) } else { Vec::new() };
    Outcome { value: Entries { list: list.unwrap_or_default(), lost }, diagnostics: found }
}

fn text<'a>(source: &'a Source, place: &Place, found: &mut Diagnostics) -> Option<&'a str> {
    utf8(&source.bytes).map_err(|why| encoding(why, place, found)).ok()
}

fn encoding(why: NotText, place: &Place, found: &mut Diagnostics) {
    let (fact, help) = why.told();
    found.add(Code::Encoding, place.clone(), fact).help(help);
}

fn markdown(text: &str, place: &Place, found: &mut Diagnostics) -> Option<Vec<Entry>> {
    let halves = match split(text) {
        Ok(halves) => halves,
        Err(why) => {
            let (fact, help) = match why {
                NoFrontMatter::Unopened => {
                    ("文件开头没有「---」", "在第一行写三个半角减号，下面写字段，再写一行「---」")
                }
                NoFrontMatter::Unclosed => ("字段区没有收尾的「---」", "在字段写完后另起一行写三个半角减号"),
            };
            found.add(Code::FrontMatter, place.line(1, 1), fact).help(help);
            return None;
        }
    };
    let lines_before = text[..halves.yaml_at].matches('\n').count();
    match parse(halves.yaml, lines_before, place, found)? {
        Value::Map(fields) => {
            let story = Story { text: halves.story.to_owned(), at: halves.story_at };
            Some(vec![Entry { fields, place: place.clone(), story: Some(story), alone: true, header: None }])
        }
        Value::Null => {
            Some(vec![Entry { fields: Vec::new(), place: place.clone(), story: None, alone: true, header: None }])
        }
        other => {
            let fact = format!("字段区应是「字段: 值」，这里是{}", other.what());
            found.add(Code::YamlForm, place.line(lines_before + 1, 1), fact).help("每行写一个字段，例如：标题: 示例");
            None
        }
    }
}

fn records(text: &str, place: &Place, found: &mut Diagnostics) -> Option<Vec<Entry>> {
    match parse(text, 0, place, found)? {
        Value::Map(fields) => {
            Some(vec![Entry { fields, place: place.clone(), story: None, alone: true, header: None }])
        }
        Value::List(list) => {
            Some(list.into_iter().enumerate().filter_map(|(n, item)| element(item, place.nth(n), found)).collect())
        }
        Value::Null => Some(Vec::new()),
        other => {
            let fact = format!("文件里应是字段或记录的列表，这里是{}", other.what());
            found
                .add(Code::YamlForm, place.line(1, 1), fact)
                .help("每行写一个字段，例如：名称: 示例；多条记录时每条以「- 」开头");
            None
        }
    }
}

fn element(item: Value, place: Place, found: &mut Diagnostics) -> Option<Entry> {
    match item {
        Value::Map(fields) => Some(Entry { fields, place, story: None, alone: false, header: None }),
        other => {
            let fact = format!("列表里应是一条条记录，这里是{}", other.what());
            found.add(Code::YamlForm, place, fact).help("每条以「- 」开头，后面写「字段: 值」，例如：- 名称: 示例");
            None
        }
    }
}

fn csv(source: &Source, place: &Place, known: &dyn Fn(&str) -> bool, found: &mut Diagnostics) -> Option<Vec<Entry>> {
    let text = table(&source.bytes).map_err(|why| encoding(why, place, found)).ok()?;
    match rows::csv_rows(&text) {
        Ok(all) => Some(rows::entries(&all, place, known, found)),
        Err(line) => {
            found
                .add(Code::CsvSyntax, place.line(line as usize, 1), "双引号没有成对")
                .help("检查这一行起的半角双引号；格子里的双引号要写两遍");
            None
        }
    }
}

/// Parses YAML that begins after `lines_before` lines of the file.
fn parse(text: &str, lines_before: usize, place: &Place, found: &mut Diagnostics) -> Option<Value> {
    let complaint = match yaml::parse(text) {
        Ok(value @ (Value::Text(_) | Value::Map(_))) => return well_formed(value, text, lines_before, place, found),
        Ok(value) => return Some(value),
        Err(complaint) => complaint,
    };
    if slips::find(text, lines_before + 1, place, found) > 0 {
        return mended(text);
    }
    let (fact, help) = yaml::told(&complaint.text);
    let code = if complaint.is_too_much() { Code::TooLarge } else { Code::YamlSyntax };
    found.add(code, place.line(lines_before + complaint.line, complaint.column), fact).help(help);
    None
}

/// The value of a text whose slips were told: what else is wrong in it is told in the same run.
fn mended(text: &str) -> Option<Value> {
    yaml::parse(&slips::mended(text)).ok().filter(|value| !matches!(value, Value::Text(_)))
}

/// A lone sentence parses as text, but is mostly `名称：示例` with a full-width colon.
fn well_formed(value: Value, text: &str, before: usize, place: &Place, found: &mut Diagnostics) -> Option<Value> {
    let lone = matches!(value, Value::Text(_));
    if lone && slips::find(text, before + 1, place, found) > 0 {
        return mended(text);
    }
    Some(value)
}

/// The names and ids in a file that could not be read, found by their lines.
fn lost_words(source: &Source) -> Vec<String> {
    const NAMES: [&str; 9] = ["name", "id", "title", "名称", "姓名", "编号", "标题", "简称", "short"];
    let stem = source.path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
    let mut words = vec![stem.to_owned()];
    let Ok(text) = table(&source.bytes) else { return words };
    for line in text.lines() {
        if source.form == Form::Csv {
            words.extend(line.split([',', '\t']).map(|cell| cell.trim().trim_matches('"').to_owned()));
            continue;
        }
        // A field a line, or several of them in braces.
        for part in line.trim().trim_start_matches("- ").split(['{', '}', ',']) {
            if let Some((_, value)) = part.split_once([':', '：']).filter(|(key, _)| NAMES.contains(&key.trim())) {
                words.push(value.trim().trim_matches(['"', '\'', '“', '”']).to_owned());
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Spot;

    fn line_of(place: &Place) -> Option<u32> {
        match place.spot {
            Spot::Line(line, _) => Some(line),
            _ => None,
        }
    }

    fn read(path: &str, text: &str) -> (Entries, Vec<(Code, Option<u32>)>) {
        let source = Source::new(path, text.as_bytes().to_vec());
        let outcome = entries(&source, &|word| matches!(word, "名称" | "姓名"));
        let codes = outcome.diagnostics.iter().map(|d| (d.code, line_of(&d.place))).collect();
        (outcome.value, codes)
    }

    #[test]
    fn each_form_gives_its_records() {
        let (one, _) = read("content/pages/a.md", "---\n标题: 甲\n---\n正文\n");
        assert_eq!(one.list[0].story.as_ref().map(|s| s.text.as_str()), Some("正文\n"));
        let (map, _) = read("content/units/a.yaml", "名称: 甲\n");
        assert!(map.list[0].alone);
        let (list, _) = read("content/units/a.yml", "- 名称: 甲\n- 名称: 乙\n");
        assert_eq!(list.list.len(), 2);
        let (csv, _) = read("content/people/a.csv", "姓名\n甲\n");
        assert_eq!(csv.list.len(), 1);
    }

    #[test]
    fn problems_in_front_matter_have_the_lines_of_the_file() {
        let (none, codes) = read("content/pages/a.md", "---\n标题: 甲\n名称：乙\n---\n");
        assert_eq!(codes, [(Code::FullWidthColon, Some(3))]);
        assert_eq!(none.lost, ["a", "甲", "乙"]);
        assert_eq!(none.list[0].fields.len(), 2, "a mended file is read on");
        assert_eq!(read("content/pages/a.md", "名称：乙\n").1, [(Code::FrontMatter, Some(1))]);
        assert_eq!(read("content/units/a.yaml", "名称：乙\n").1, [(Code::FullWidthColon, Some(1))]);
        assert_eq!(read("content/units/a.yaml", "a: [1\n").1[0].0, Code::YamlSyntax);
    }
}

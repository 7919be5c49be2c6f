//! The columns of a table, told once at the header and not again in each row.
//!
//! **In:** the row of a table. **Out:** its fields, those of columns that no field takes or that stand twice taken out.
//! **Never:** passes over such a column where it holds a value.

use super::field::Field;
use super::fields::fields_of;
use super::kind::Kind;
use super::reader::unknown;
use crate::diag::{Code, Diagnostics, Place};
use crate::source::{Entry, Value, is_running_number};

/// Takes the columns that no field takes out of a row, and tells them at the header: each row tells the same, so that
/// one remains of what was told. Does nothing with records of other forms.
pub(super) fn sift(kind: Kind, entry: &mut Entry, found: &mut Diagnostics) {
    let Some(header) = entry.header.clone() else { return };
    let all = || fields_of(kind).iter().flat_map(|table| table.iter());
    let mut seen: Vec<&'static str> = Vec::new();
    let mut kept = Vec::with_capacity(entry.fields.len());
    for (word, value) in std::mem::take(&mut entry.fields) {
        match all().find(|field| field.is(&word)) {
            Some(field) if seen.contains(&field.key) => twice(&word, &header, found),
            Some(field) => {
                seen.push(field.key);
                kept.push((word, value));
            }
            None if is_running_number(&word) && matches!(value, Value::Cell(_) | Value::Int(_)) => {}
            None if is_letters(&word) => headless(&word, &header, found),
            None => unknown(&word, all().flat_map(names), &header, found),
        }
    }
    entry.fields = kept;
}

fn names(field: &'static Field) -> impl Iterator<Item = &'static str> {
    field.chinese.iter().copied().chain([field.key])
}

/// Whether the word is no heading but the letters of a column that has none.
fn is_letters(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn headless(letters: &str, header: &Place, found: &mut Diagnostics) {
    found
        .add(Code::UnknownKey, header.at(letters.to_owned()).name(), format!("第 {letters} 列没有表头，下面却有内容"))
        .help("在表头里写上字段名；多出来的内容删掉");
}

fn twice(word: &str, header: &Place, found: &mut Diagnostics) {
    found
        .add(Code::DuplicateKey, header.at(word.to_owned()).name(), format!("表头里「{word}」写了两次"))
        .help("留下对的一列，删掉另一列");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Step;

    fn row(number: u32, words: &[&str]) -> Entry {
        let fields = words.iter().map(|word| ((*word).to_owned(), Value::Cell("甲".to_owned()))).collect();
        let place = |number| Place::file("content/people/a.csv").step(Step::Row(number));
        Entry { fields, place: place(number), story: None, alone: false, header: Some(place(1)) }
    }

    #[test]
    fn a_column_that_no_field_takes_is_told_once_at_the_header() {
        let mut found = Diagnostics::default();
        for number in 2..5 {
            let mut entry = row(number, &["序号", "姓名", "工作单位", "姓名", "E"]);
            sift(Kind::Person, &mut entry, &mut found);
            assert_eq!(entry.fields.len(), 1);
        }
        let told: Vec<_> = found.sorted().into_iter().map(|problem| (problem.code, problem.message)).collect();
        let codes: Vec<_> = told.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, [Code::UnknownKey, Code::DuplicateKey, Code::UnknownKey], "{told:?}");
    }
}

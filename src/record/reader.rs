//! The fields of one record, taken out one by one.
//!
//! **In:** the words that were written, and the table of what may be written. **Out:** typed values. **Never:** passes
//! over a key that it does not know, or one that is written twice.

use super::choice::Choice;
use super::field::Field;
use super::kind::Kind;
use super::prose::Prose;
use super::values::{self, Answer};
use crate::diag::{Code, Diagnostics, Place, nearest};
use crate::source::{Value, is_running_number};
use crate::zh::date::{Date, Moment};

/// The fields of a record or of a group within one.
pub(super) struct Reader<'a> {
    fields: Vec<(&'static Field, Value)>,
    place: Place,
    found: &'a mut Diagnostics,
    before: usize,
}

impl<'a> Reader<'a> {
    /// Opens what was written under `place` by the tables of fields, and tells unknown, repeated and missing keys.
    pub(super) fn open(
        written: Vec<(String, Value)>,
        tables: &[&'static [Field]],
        place: &Place,
        found: &'a mut Diagnostics,
    ) -> Self {
        let before = found.errors();
        let mut reader = Self { fields: Vec::with_capacity(written.len()), place: place.clone(), found, before };
        for (word, value) in written {
            reader.admit(word, value, tables);
        }
        reader.missing(tables);
        reader
    }

    fn admit(&mut self, word: String, value: Value, tables: &[&'static [Field]]) {
        let trimmed = word.trim();
        let all = || tables.iter().flat_map(|table| table.iter());
        let Some(field) = all().find(|field| field.is(trimmed)) else {
            if !(is_running_number(trimmed) && matches!(value, Value::Cell(_) | Value::Int(_))) {
                let names = all().flat_map(|field| field.chinese.iter().copied().chain([field.key]));
                unknown(&word, names, &self.place, self.found);
            }
            return;
        };
        if self.fields.iter().any(|(seen, _)| std::ptr::eq(*seen, field)) {
            let place = self.place.at(field.key);
            self.found
                .add(Code::DuplicateKey, place.clone().again(), format!("字段「{trimmed}」写了两次"))
                .label(place.name(), "第一次在这里")
                .help("留下对的一个，删掉另一个");
            return;
        }
        self.fields.push((field, value));
    }

    fn missing(&mut self, tables: &[&'static [Field]]) {
        for field in tables.iter().flat_map(|table| table.iter()).filter(|field| field.required) {
            let blank = self.fields.iter().find(|(seen, _)| seen.key == field.key).is_none_or(|(_, v)| v.is_blank());
            if blank {
                let name = field.chinese.first().copied().unwrap_or(field.key);
                self.found
                    .add(Code::MissingKey, self.place.clone(), format!("缺少字段「{name}」（{}）", field.key))
                    .help(format!("加上一行：{name}: …（{}）", field.doc));
            }
        }
    }

    /// Returns whether no error was found since the record was opened.
    pub(super) fn is_sound(&self) -> bool {
        self.found.errors() == self.before
    }

    /// Returns the place of the record or group itself.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// Returns where the collected problems go, and the place of a key.
    pub(super) fn complain(
        &mut self,
        code: Code,
        key: &'static str,
        fact: impl Into<String>,
    ) -> &mut crate::diag::Diagnostic {
        self.found.add(code, self.place.at(key), fact)
    }

    fn take(&mut self, key: &'static str) -> Option<(Value, Place)> {
        let at = self.fields.iter().position(|(field, _)| field.key == key)?;
        let (_, value) = self.fields.swap_remove(at);
        (!value.is_blank()).then(|| (value, self.place.at(key)))
    }

    fn one<T>(&mut self, key: &'static str, read: impl Fn(&Value, &Place, &mut Diagnostics) -> Option<T>) -> Option<T> {
        let (value, place) = self.take(key)?;
        read(&value, &place, self.found)
    }

    /// Returns a list of what `read` makes of each element; elements it refuses are left out.
    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&Value, &Place, &mut Diagnostics) -> Option<T>,
    ) -> Vec<T> {
        let Some((value, place)) = self.take(key) else { return Vec::new() };
        if matches!(value, Value::Map(_)) {
            values::shape::<()>(&value, "列表（每项以「- 」开头）", &place, self.found);
            return Vec::new();
        }
        values::elements(&value, &place).iter().filter_map(|(item, place)| read(item, place, self.found)).collect()
    }

    /// Returns a line of text, or the empty string.
    pub(super) fn text(&mut self, key: &'static str) -> String {
        self.one(key, values::text).unwrap_or_default()
    }

    /// Returns a line of text if it was written.
    pub(super) fn maybe_text(&mut self, key: &'static str) -> Option<String> {
        self.one(key, values::text)
    }

    /// Returns the texts of a list.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<String> {
        self.list(key, values::text)
    }

    /// Returns the words of a list, or of one text that parts them by 、，；.
    pub(super) fn words(&mut self, key: &'static str) -> Vec<String> {
        let Some((_, value)) = self.fields.iter().find(|(field, _)| field.key == key) else { return Vec::new() };
        let is_one = !matches!(value, Value::List(_));
        let texts = self.texts(key);
        if !is_one {
            return texts;
        }
        let parts = texts.iter().flat_map(|text| text.split(['、', '，', '；', ',', ';'])).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// Returns the lines of a text, of a list, or of a group in which each word has its value: `word=value`.
    pub(super) fn lines(&mut self, key: &'static str) -> Vec<String> {
        let Some((value, place)) = self.take(key) else { return Vec::new() };
        let Value::Map(pairs) = value else {
            let all = values::elements(&value, &place);
            return all.iter().filter_map(|(item, place)| values::text(item, place, self.found)).collect();
        };
        let line = |(word, value): &(String, Value)| {
            values::text(value, &place.at(word.clone()), self.found).map(|text| format!("{}={text}", word.trim()))
        };
        pairs.iter().filter_map(line).collect()
    }

    /// Returns a whole number.
    pub(super) fn count(&mut self, key: &'static str) -> Option<u32> {
        self.one(key, values::count)
    }

    /// Returns a number.
    pub(super) fn number(&mut self, key: &'static str) -> Option<f64> {
        self.one(key, values::number)
    }

    /// Returns the number of a batch.
    pub(super) fn batch(&mut self, key: &'static str) -> Option<u32> {
        self.one(key, values::batch)
    }

    /// Returns whether the switch is on; `default` where nothing was written.
    pub(super) fn is_on(&mut self, key: &'static str, default: Answer) -> bool {
        self.one(key, values::switch).unwrap_or(default) == Answer::Yes
    }

    /// Returns a day.
    pub(super) fn date(&mut self, key: &'static str) -> Option<Date> {
        self.one(key, values::date)
    }

    /// Returns a moment.
    pub(super) fn moment(&mut self, key: &'static str) -> Option<Moment> {
        self.one(key, values::moment)
    }

    /// Returns a word of a choice.
    pub(super) fn choice<C: Choice>(&mut self, key: &'static str) -> Option<C> {
        self.one(key, values::choice)
    }

    /// Returns prose with its place.
    pub(super) fn prose(&mut self, key: &'static str) -> Option<Prose> {
        let place = self.place.at(key);
        let text = self.one(key, |value, place, found| match value {
            Value::Text(text) | Value::Cell(text) => Some(text.clone()),
            other => values::text(other, place, found),
        })?;
        Some(Prose::of_field(&text, place))
    }

    /// Opens the group under `key`.
    pub(super) fn group<T>(
        &mut self,
        key: &'static str,
        fields: &'static [Field],
        read: impl Fn(&mut Reader) -> T,
    ) -> Option<T> {
        let (value, place) = self.take(key)?;
        group(&value, fields, &place, self.found, read)
    }

    /// Opens each group of a list.
    pub(super) fn groups<T>(
        &mut self,
        key: &'static str,
        fields: &'static [Field],
        read: impl Fn(&mut Reader) -> T,
    ) -> Vec<T> {
        self.list(key, |value, place, found| group(value, fields, place, found, &read))
    }

    /// Opens the group under each kind's name.
    pub(super) fn by_kind<T>(
        &mut self,
        key: &'static str,
        fields: &'static [Field],
        read: impl Fn(&mut Reader) -> T,
    ) -> Vec<(Kind, T)> {
        let Some((value, place)) = self.take(key) else { return Vec::new() };
        let Value::Map(map) = value else {
            values::shape::<()>(&value, "按种类分组的字段", &place, self.found);
            return Vec::new();
        };
        let mut groups = Vec::new();
        for (word, value) in map {
            let Some(kind) = Kind::of_word(&word) else {
                let names = Kind::ALL.iter().flat_map(|kind| [kind.folder(), kind.chinese()]);
                unknown(&word, names, &place, self.found);
                continue;
            };
            if groups.iter().any(|(seen, _)| *seen == kind) {
                let fact = format!("「{}」写了两次", word.trim());
                self.found.add(Code::DuplicateKey, place.at(word).again(), fact).help("留下对的一个，删掉另一个");
                continue;
            }
            let place = place.at(kind.folder());
            groups.extend(group(&value, fields, &place, self.found, &read).map(|group| (kind, group)));
        }
        groups
    }

    /// Returns the references of a list, each with its place.
    pub(super) fn references(&mut self, key: &'static str) -> Vec<(String, Place)> {
        self.list(key, |value, place, found| values::text(value, place, found).map(|word| (word, place.clone())))
    }

    /// Returns an address outside the site, `http` or `https`; anything else is refused.
    pub(super) fn address(&mut self, key: &'static str) -> String {
        let written = self.text(key);
        let lower = written.to_ascii_lowercase();
        if !written.is_empty() && !lower.starts_with("https://") && !lower.starts_with("http://") {
            self.complain(Code::BadAddress, key, format!("「{written}」不是网址"))
                .help("写完整的网址，以 https:// 开头");
            return String::new();
        }
        written
    }
}

/// Reads a group of fields.
pub(super) fn group<T>(
    value: &Value,
    fields: &'static [Field],
    place: &Place,
    found: &mut Diagnostics,
    read: impl Fn(&mut Reader) -> T,
) -> Option<T> {
    match value {
        Value::Map(map) => {
            let mut reader = Reader::open(map.clone(), &[fields], place, found);
            Some(read(&mut reader))
        }
        Value::Null => None,
        other => {
            let keys: Vec<&str> = fields.iter().filter_map(|field| field.chinese.first().copied()).collect();
            values::shape(other, &format!("一组字段（{}）", keys.join("、")), place, found)
        }
    }
}

/// Tells a key that there is not, with the nearest one that there is.
pub(super) fn unknown(word: &str, names: impl Iterator<Item = &'static str>, place: &Place, found: &mut Diagnostics) {
    let names: Vec<&'static str> = names.collect();
    let near = nearest(word.trim(), names.iter().copied());
    let place = place.at(word.to_owned()).name();
    if word.starts_with(['\u{3000}', '\u{A0}']) {
        // YAML takes such a space for a part of the key.
        found
            .add(Code::Indentation, place, format!("「{}」前面是全角空格", word.trim()))
            .help("删掉行首的空白，改用半角空格缩进");
        return;
    }
    let problem = found.add(Code::UnknownKey, place, format!("没有「{word}」这个字段"));
    match near {
        Some(near) => problem.help(format!("是不是想写「{near}」？")),
        None => problem.help("删掉它；只给编辑看的话写进「备注」（note）"),
    };
}

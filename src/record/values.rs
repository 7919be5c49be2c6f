//! One value to one typed thing, with the complaint where it is none.
//!
//! **In:** a [`Value`] and its place. **Out:** text, numbers, dates, words of a choice. **Never:** a default in place
//! of what could not be read.

use super::choice::Choice;
use crate::diag::{Code, Diagnostics, Place, nearest};
use crate::source::Value;
use crate::zh::date::{Date, DateError, Moment};
use crate::zh::{name, numeral};

/// Returns the text of a value; numbers are text too where they are whole.
pub(super) fn text(value: &Value, place: &Place, found: &mut Diagnostics) -> Option<String> {
    let text = match value {
        Value::Text(text) | Value::Cell(text) => text.trim().to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => {
            let fact = format!("这里要写文字，读到的是数字 {number}");
            found.add(Code::NotText, place.clone(), fact).help(as_text(place, "1.10"));
            return None;
        }
        Value::Bool(value) => {
            let fact = format!("这里要写文字，读到的是 {value}");
            found.add(Code::NotText, place.clone(), fact).help(as_text(place, &value.to_string()));
            return None;
        }
        Value::Null => return None,
        Value::List(_) | Value::Map(_) => return shape(value, "一段文字", place, found),
    };
    visible(text, place, found)
}

/// How a value is made text where it is written.
fn as_text(place: &Place, value: &str) -> String {
    if place.is_in_table() {
        "把单元格格式改成「文本」，再把要显示的文字填一遍".to_owned()
    } else {
        format!("用半角双引号包住，例如：\"{value}\"")
    }
}

/// Refuses text with characters that cannot be seen, which fake names.
fn visible(text: String, place: &Place, found: &mut Diagnostics) -> Option<String> {
    match name::suspicious(&text) {
        None => Some(text),
        Some(hidden) => {
            let fact = format!("文字里藏着看不见的字符 U+{:04X}", u32::from(hidden));
            found.add(Code::HiddenCharacter, place.clone(), fact).help("把这一行重新打一遍，不要从网页粘贴");
            None
        }
    }
}

/// Complains that the value has another shape than `wanted`.
pub(super) fn shape<T>(value: &Value, wanted: &str, place: &Place, found: &mut Diagnostics) -> Option<T> {
    let fact = format!("这里要写{wanted}，读到的是{}", value.what());
    found.add(Code::WrongShape, place.clone(), fact).help("写法见 bangyang schema 导出的说明，或照 init 生成的样例改");
    None
}

/// Returns a whole number that is not negative.
pub(super) fn count(value: &Value, place: &Place, found: &mut Diagnostics) -> Option<u32> {
    let number = match value {
        Value::Int(number) => u32::try_from(*number).ok(),
        Value::Text(text) | Value::Cell(text) => numeral::fold_ascii(text.trim()).replace(',', "").parse().ok(),
        Value::Null => return None,
        _ => None,
    };
    number.or_else(|| bad_number(value, "0 或更大的整数", place, found))
}

/// Returns a number of a batch: 6, `６`, 六 or 第六批.
pub(super) fn batch(value: &Value, place: &Place, found: &mut Diagnostics) -> Option<u32> {
    let number = match value {
        Value::Int(number) => u32::try_from(*number).ok(),
        Value::Text(text) | Value::Cell(text) => numeral::parse(text.trim()),
        Value::Null => return None,
        _ => None,
    };
    number.filter(|n| *n > 0).or_else(|| bad_number(value, "批次，例如 6 或第六批", place, found))
}

/// Returns any number.
pub(super) fn number(value: &Value, place: &Place, found: &mut Diagnostics) -> Option<f64> {
    let number = match value {
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Text(text) | Value::Cell(text) => numeral::fold_ascii(text.trim()).replace(',', "").parse().ok(),
        Value::Null => return None,
        _ => None,
    };
    number.filter(|n: &f64| n.is_finite()).or_else(|| bad_number(value, "数字，例如 28000", place, found))
}

fn bad_number<T>(value: &Value, wanted: &str, place: &Place, found: &mut Diagnostics) -> Option<T> {
    let fact = match value {
        Value::Text(text) | Value::Cell(text) => format!("「{}」不是数字", text.trim()),
        Value::Int(number) => format!("数字 {number} 超出了范围"),
        Value::Float(number) => format!("数字 {number} 不是整数"),
        other => format!("这里要写数字，读到的是{}", other.what()),
    };
    found.add(Code::BadNumber, place.clone(), fact).help(format!("写成{wanted}"));
    None
}

/// Returns yes or no: `true`, 是, `yes` and their opposites.
pub(super) fn switch(value: &Value, place: &Place, found: &mut Diagnostics) -> Option<Answer> {
    match value {
        Value::Bool(true) => Some(Answer::Yes),
        Value::Bool(false) => Some(Answer::No),
        Value::Text(text) | Value::Cell(text) => match text.trim() {
            "是" | "true" | "yes" | "TRUE" | "√" => Some(Answer::Yes),
            "否" | "false" | "no" | "FALSE" | "×" => Some(Answer::No),
            other => {
                let fact = format!("「{other}」不是「是」或「否」");
                found.add(Code::WrongShape, place.clone(), fact).help("写 是（true）或 否（false）");
                None
            }
        },
        Value::Null => None,
        other => {
            let fact = format!("这里要写是或否，读到的是{}", other.what());
            found.add(Code::WrongShape, place.clone(), fact).help("写 是（true）或 否（false）");
            None
        }
    }
}

/// An answer to a yes-or-no question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// 是
    Yes,
    /// 否
    No,
}

/// Returns a day.
pub(super) fn date(value: &Value, place: &Place, found: &mut Diagnostics) -> Option<Date> {
    dated(value, Date::parse, place, found)
}

/// Returns a moment in Beijing time.
pub(super) fn moment(value: &Value, place: &Place, found: &mut Diagnostics) -> Option<Moment> {
    dated(value, Moment::parse, place, found)
}

fn dated<T>(
    value: &Value,
    parse: impl Fn(&str) -> Result<T, DateError>,
    place: &Place,
    found: &mut Diagnostics,
) -> Option<T> {
    let written = match value {
        Value::Text(text) | Value::Cell(text) => text.trim().to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Null => return None,
        other => return shape(other, "日期，例如 2021-06-11", place, found),
    };
    match parse(&written) {
        Ok(date) => Some(date),
        Err(error) => {
            found.add(Code::BadDate, place.clone(), format!("「{written}」：{error}")).help(error.help());
            None
        }
    }
}

/// Returns one of the words of a choice.
pub(super) fn choice<C: Choice>(value: &Value, place: &Place, found: &mut Diagnostics) -> Option<C> {
    let written = text(value, place, found)?;
    if let Some(chosen) = C::of(&written) {
        return Some(chosen);
    }
    let names: Vec<&str> = C::WORDS.iter().map(|(.., chinese)| *chinese).collect();
    let near = nearest(&written, C::WORDS.iter().flat_map(|(_, english, chinese)| [*chinese, *english]));
    let problem = found.add(Code::BadChoice, place.clone(), format!("「{written}」不在可选的词里"));
    if let Some(near) = near {
        problem.help(format!("是不是想写「{near}」？"));
    }
    problem.help(format!("可以写：{}", names.join("、")));
    None
}

/// Returns the elements of a list with their places; a cell is split at 、 and ；, and one value alone is a list of
/// itself.
pub(super) fn elements(value: &Value, place: &Place) -> Vec<(Value, Place)> {
    match value {
        Value::Null => Vec::new(),
        Value::List(list) => list.iter().enumerate().map(|(n, item)| (item.clone(), place.nth(n))).collect(),
        Value::Cell(text) => text
            .split(['、', '；', ';', '\n'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| (Value::Cell(part.to_owned()), place.clone()))
            .collect(),
        other => vec![(other.clone(), place.clone())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Step;

    fn with<T>(read: impl Fn(&Value, &Place, &mut Diagnostics) -> Option<T>, value: Value) -> (Option<T>, Vec<Code>) {
        let mut found = Diagnostics::default();
        let read = read(&value, &Place::file("a.yaml"), &mut found);
        (read, found.iter().map(|d| d.code).collect())
    }

    fn cell(text: &str) -> Value {
        Value::Cell(text.to_owned())
    }

    #[test]
    fn numbers_are_read_in_any_width() {
        assert_eq!(with(count, cell("２８")).0, Some(28));
        assert_eq!(with(number, cell("654,646")).0, Some(654_646.0));
        assert_eq!(with(batch, cell("第六批")).0, Some(6));
        assert_eq!(with(count, cell("二十八")), (None, vec![Code::BadNumber]));
        assert_eq!(with(count, Value::Int(-1)), (None, vec![Code::BadNumber]));
    }

    #[test]
    fn text_is_not_taken_from_what_yaml_has_changed() {
        assert_eq!(with(text, Value::Float(1.1)), (None, vec![Code::NotText]));
        assert_eq!(with(text, Value::Int(2021)).0.as_deref(), Some("2021"));
        assert_eq!(with(text, cell("张\u{200B}三")), (None, vec![Code::HiddenCharacter]));
    }

    #[test]
    fn the_way_to_text_in_a_table_is_not_yamls() {
        let help = |place: &Place| {
            let mut found = Diagnostics::default();
            text(&Value::Bool(true), place, &mut found);
            found.iter().map(|problem| problem.help.clone()).collect::<String>()
        };
        assert!(help(&Place::file("a.yaml").at("name")).contains("\"true\""));
        let cell = Place::file("a.xlsx").step(Step::Sheet("甲".into())).step(Step::Row(2)).at("name");
        assert!(help(&cell).contains("单元格") && !help(&cell).contains("引号"));
    }

    #[test]
    fn a_cell_holds_a_list() {
        let items = elements(&cell("甲、乙；丙"), &Place::file("a.csv"));
        assert_eq!(items.len(), 3);
        assert_eq!(items[2].0, cell("丙"));
    }
}

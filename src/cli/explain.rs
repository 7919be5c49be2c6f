//! `bangyang explain`: what a code means, with examples, or what may be written in a kind of record.
//!
//! **In:** a code or a kind as typed. **Out:** the page of `docs/problems/`, or the kind's fields. **Never:** reads a
//! project; the pages are in the program.

use include_dir::{Dir, include_dir};

use super::asked::MORE;
use super::console::Console;
use super::stop::{Status, Stop};
use crate::diag::{Code, Severity, nearest};
use crate::record::{Field, Kind, Shape, fields_of};
use crate::tell::visible;

static PAGES: Dir = include_dir!("$CARGO_MANIFEST_DIR/docs/problems");

/// Says what `word` means, a code or a kind of record (`branch`, 党支部); without one it lists all codes.
pub(super) fn explain(word: Option<&str>, console: &mut Console) -> Result<Status, Stop> {
    let Some(word) = word else {
        console.say(&list());
        return Ok(Status::Done);
    };
    match (Code::from_number(word), Kind::of_word(word)) {
        (Some(code), _) => console.say(&page(code)),
        (None, Some(kind)) => console.say(&fields(kind)),
        (None, None) => return Err(unknown(word)),
    }
    Ok(Status::Done)
}

fn page(code: Code) -> String {
    let file = PAGES.get_file(format!("{}.md", code.number()));
    match file.and_then(|file| file.contents_utf8()) {
        Some(text) => text.to_owned(),
        None => format!("# {} {}", code.number(), code.title()),
    }
}

fn list() -> String {
    let mut text = String::from("全部问题编号。E 开头的是错误，有错误就不发布；W 开头的是警告，不影响发布。\n");
    text.push_str("看其中一个：bangyang explain E0301\n");
    let mut group = "";
    for code in Code::ALL {
        if group != &code.number()[1..3] {
            group = &code.number()[1..3];
            text.push('\n');
        }
        let gravity = match code.severity() {
            Severity::Error => "错误",
            Severity::Warning => "警告",
        };
        text.push_str(&format!("{}  {gravity}  {}\n", code.number(), code.title()));
    }
    text
}

/// Returns the fields of a kind, its own before those that every record has.
fn fields(kind: Kind) -> String {
    let mut text = format!("{}（content/{}）可以写这些字段，中文、英文都认：\n", kind.chinese(), kind.folder());
    for table in fields_of(kind).iter().rev() {
        text.push('\n');
        for each in *table {
            text.push_str(&field(each, "  "));
        }
    }
    text
}

fn field(field: &Field, indent: &str) -> String {
    let chinese = field.chinese.first().copied().unwrap_or(field.key);
    let must = if field.required { "，必填" } else { "" };
    let mut text = format!("{indent}{chinese}（{}{must}）：{}{}\n", field.key, field.doc, choices(&field.shape));
    for below in group(&field.shape) {
        text.push_str(&self::field(below, &format!("{indent}    ")));
    }
    text
}

fn choices(shape: &Shape) -> String {
    match shape {
        Shape::Choice(words) => {
            let words: Vec<&str> = words().into_iter().map(|(_, chinese)| chinese).collect();
            format!("；可以写：{}", words.join("、"))
        }
        _ => String::new(),
    }
}

/// Returns the fields of the group that a value is, or may be, or is a list of.
fn group(shape: &Shape) -> &'static [Field] {
    match shape {
        Shape::Group(fields) | Shape::ByKind(fields) => fields,
        Shape::List(inner) => group(inner),
        Shape::Either(one, other) => {
            let first = group(one);
            if first.is_empty() { group(other) } else { first }
        }
        _ => &[],
    }
}

fn unknown(written: &str) -> Stop {
    let upper = written.trim().to_ascii_uppercase();
    let near = nearest(&upper, Code::ALL.iter().map(|code| code.number())).and_then(Code::from_number);
    let guess = near.map(|code| format!("。是不是 {}（{}）？", code.number(), code.title())).unwrap_or_default();
    Stop::usage(format!(
        "没有「{}」这个问题编号{guess}\n用 bangyang explain 列出全部，用 {MORE} 查看用法",
        visible(written)
    ))
}

#[cfg(test)]
mod tests {
    use super::super::console::Heard;
    use super::*;

    fn said(code: Option<&str>) -> Result<String, String> {
        let heard = Heard::default();
        let mut console = Console::into_memory(Box::new(heard.clone()), Box::new(Heard::default()));
        explain(code, &mut console).map(|_| heard.text()).map_err(|stop| stop.text)
    }

    #[test]
    fn every_code_has_its_page_in_the_program() {
        for code in Code::ALL {
            let text = said(Some(code.number())).expect("it is known");
            assert!(text.starts_with(&format!("# {} {}", code.number(), code.title())), "{text}");
            assert!(text.lines().count() > 3, "{} has no page", code.number());
        }
    }

    #[test]
    fn codes_are_known_in_any_case_and_listed_all() {
        assert_eq!(said(Some("e0301")), said(Some("E0301")));
        let list = said(None).expect("a list");
        assert!(Code::ALL.iter().all(|code| list.contains(&format!("{}  ", code.number()))), "{list}");
        assert!(list.contains("W0309  警告  正文里的 HTML 不会发布"), "{list}");
    }

    #[test]
    fn a_kind_is_explained_by_its_fields_in_either_language() {
        let text = said(Some("公示")).expect("it is known");
        assert_eq!(said(Some("notice")), Ok(text.clone()));
        assert!(text.starts_with("公示（content/notices）可以写这些字段"), "{text}");
        assert!(text.contains("\n  公示期（period）：") && text.contains("\n      工作日（workdays）："), "{text}");
        assert!(text.contains("；可以写：推荐、拟命名\n"), "{text}");
        assert!(text.contains("\n  发布时间（publish，必填）："), "{text}");
    }

    #[test]
    fn an_unknown_code_finds_the_nearest() {
        let text = said(Some("E301")).expect_err("there is none");
        assert!(text.starts_with("没有「E301」这个问题编号。是不是 E0301（引用的对象找不到）？"), "{text}");
        assert!(said(Some("\u{1b}[2J")).expect_err("there is none").starts_with("没有「␛[2J」这个问题编号\n"));
    }
}

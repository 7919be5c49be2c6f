//! `bangyang explain`: what a code means, with examples.

use include_dir::{Dir, include_dir};

use super::args::MORE;
use super::console::Console;
use super::stop::{Status, Stop};
use crate::diag::{Code, Severity, nearest};
use crate::tell::visible;

static PAGES: Dir = include_dir!("$CARGO_MANIFEST_DIR/docs/problems");

/// Says what `code` means, or lists all codes.
pub(super) fn explain(code: Option<&str>, console: &mut Console) -> Result<Status, Stop> {
    match code {
        None => console.say(&list()),
        Some(written) => console.say(&page(Code::from_number(written).ok_or_else(|| unknown(written))?)),
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
    fn an_unknown_code_finds_the_nearest() {
        let text = said(Some("E301")).expect_err("there is none");
        assert!(text.starts_with("没有「E301」这个问题编号。是不是 E0301（引用的对象找不到）？"), "{text}");
        assert!(said(Some("\u{1b}[2J")).expect_err("there is none").starts_with("没有「␛[2J」这个问题编号\n"));
    }
}

//! What is wrong with the arguments, in Chinese.
//!
//! **In:** clap's error, by its kind and what it holds. **Out:** one sentence and the way out. **Never:** clap's words.

use std::error::Error as _;
use std::path::Path;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{Instead, MORE};
use crate::tell::visible;

/// Returns what is printed for an error: help where help was asked for, and else what is wrong.
pub(super) fn slip(error: &Error) -> Instead {
    let text = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return Instead::Help(error.render().to_string()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => no_command(),
        ErrorKind::InvalidSubcommand => unknown_command(error),
        ErrorKind::UnknownArgument => unknown_argument(error),
        ErrorKind::InvalidValue => bad_value(error),
        ErrorKind::ValueValidation => refused_value(error),
        ErrorKind::ArgumentConflict => format!("{}写了不止一次", word(error, ContextKind::InvalidArg)),
        ErrorKind::MissingRequiredArgument => format!("缺少{}", word(error, ContextKind::InvalidArg)),
        ErrorKind::TooManyValues => format!("{}后面不写值", word(error, ContextKind::InvalidArg)),
        ErrorKind::InvalidUtf8 => "命令里有读不懂的字符".to_owned(),
        _ => "命令写得不对".to_owned(),
    };
    Instead::Wrong(format!("{text}\n用 {MORE} 查看用法"))
}

fn no_command() -> String {
    "没有写命令。常用的是：bangyang check（检查）、bangyang build（生成网站）".to_owned()
}

fn unknown_command(error: &Error) -> String {
    let written = raw(error, ContextKind::InvalidSubcommand);
    let fact = format!("没有「{}」这个命令", visible(&written));
    if written.contains(['/', '\\']) || Path::new(&written).is_dir() {
        return format!("{fact}。要生成这个文件夹里的网站，写：bangyang build --root \"{}\"", visible(&written));
    }
    with_suggestion(error, ContextKind::SuggestedSubcommand, fact)
}

fn unknown_argument(error: &Error) -> String {
    let written = word(error, ContextKind::InvalidArg);
    let fact = if written.starts_with("「-") {
        format!("没有{written}这个选项")
    } else {
        format!("多写了{written}")
    };
    with_suggestion(error, ContextKind::SuggestedArg, fact)
}

fn bad_value(error: &Error) -> String {
    let option = word(error, ContextKind::InvalidArg);
    let value = raw(error, ContextKind::InvalidValue);
    if value.is_empty() {
        return format!("{option}后面缺少值");
    }
    let fact = format!("{option}不能写「{}」", visible(&value));
    match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(words)) if !words.is_empty() => format!("{fact}，可以写：{}", words.join("、")),
        _ => fact,
    }
}

fn refused_value(error: &Error) -> String {
    let option = word(error, ContextKind::InvalidArg);
    let value = visible(&raw(error, ContextKind::InvalidValue));
    let why = error.source().map(|why| format!("：{why}")).unwrap_or_default();
    format!("{option}的「{value}」不对{why}")
}

fn with_suggestion(error: &Error, kind: ContextKind, fact: String) -> String {
    match raw(error, kind) {
        near if near.is_empty() => fact,
        near => format!("{fact}。是不是想写「{}」？", visible(&near)),
    }
}

/// Returns a word of the command line in quotation marks, without the name of its value: 「--root」.
fn word(error: &Error, kind: ContextKind) -> String {
    let text = raw(error, kind);
    let bare = match text.split_once(" <") {
        Some((option, _)) => option,
        None => text.trim_matches(['<', '>', '[', ']']),
    };
    format!("「{}」", visible(bare))
}

fn raw(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.first().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::super::args::parse;
    use super::*;

    fn wrong(line: &[&str]) -> String {
        let arguments = std::iter::once("bangyang").chain(line.iter().copied()).map(OsString::from);
        match parse(arguments) {
            Err(Instead::Wrong(text)) => {
                let (fact, way_out) = text.split_once('\n').expect("two lines");
                assert_eq!(way_out, "用 bangyang --help 查看用法");
                fact.to_owned()
            }
            other => panic!("{line:?} gives {other:?}"),
        }
    }

    #[test]
    fn every_slip_is_told_in_chinese() {
        let told: [(&[&str], &str); 14] = [
            (&[], "没有写命令。常用的是：bangyang check（检查）、bangyang build（生成网站）"),
            (&["--quiet"], "没有写命令。常用的是：bangyang check（检查）、bangyang build（生成网站）"),
            (&["biuld"], "没有「biuld」这个命令。是不是想写「build」？"),
            (&["serve"], "没有「serve」这个命令"),
            (
                &["D:\\网站"],
                "没有「D:\\网站」这个命令。要生成这个文件夹里的网站，写：bangyang build --root \"D:\\网站\"",
            ),
            (&["build", "--draft"], "没有「--draft」这个选项。是不是想写「--drafts」？"),
            (&["build", "网站"], "多写了「网站」"),
            (&["build", "--format", "xml"], "「--format」不能写「xml」，可以写：human、json"),
            (&["build", "--root"], "「--root」后面缺少值"),
            (
                &["build", "--at", "7月1日"],
                "「--at」的「7月1日」不对：日期不完整，年、月、日缺一不可。把年、月、日写全，年份写四位，如 2021年6月11日",
            ),
            (&["build", "--output", "a", "--output", "b"], "「--output」写了不止一次"),
            (&["init"], "缺少「文件夹」"),
            (&["build", "--quiet=1"], "「--quiet」后面不写值"),
            (&["help"], "没有「help」这个命令"),
        ];
        for (line, expected) in told {
            assert_eq!(wrong(line), expected, "{line:?}");
        }
    }

    #[test]
    fn what_was_typed_cannot_steer_the_terminal() {
        assert_eq!(wrong(&["\u{1b}[2J"]), "没有「␛[2J」这个命令");
    }
}

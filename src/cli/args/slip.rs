//! What is wrong with what was typed, and the way out.
//!
//! **In:** an error of the parser. **Out:** a Chinese sentence with the nearest word. **Never:** the parser's own words.

use std::error::Error as _;
use std::path::Path;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::super::asked::{Instead, MORE};
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

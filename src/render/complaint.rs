//! A template's error in an editor's words.
//!
//! **In:** what the engine said. **Out:** a problem at the template's line. **Never:** the engine's words alone.

use tera::{Error, ErrorKind};

use crate::diag::{Code, Diagnostics, Place};

/// Tells a template's error in Chinese, at its line.
pub(super) fn complaint(error: &Error, name: &str, found: &mut Diagnostics) {
    let (place, fact) = match error.kind() {
        ErrorKind::SyntaxError(report) => (at(report), format!("模板写法有误：{}", told(report.message()))),
        ErrorKind::RenderingError(report) => (at(report), format!("模板用不成：{}", told(report.message()))),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (whole(tpl), "模板绕成了圈".to_owned())
        }
        ErrorKind::MissingParent { current, parent } => (whole(current), format!("模板继承的「{parent}」不存在")),
        ErrorKind::TemplateNotFound(missing) => (whole(name), format!("用到的模板「{missing}」不存在")),
        ErrorKind::ComponentNotFound(missing) => (whole(name), format!("用到的组件「{missing}」不存在")),
        other => (whole(name), format!("模板用不成：{}", told(&other.to_string()))),
    };
    found.add(Code::Template, place, fact).help("对照自带的模板改好；删掉这个文件就用自带的");
}

fn whole(name: &str) -> Place {
    Place::file(format!("templates/{name}"))
}

fn at(report: &tera::ReportError) -> Place {
    let span = report.span();
    whole(report.filename()).line(span.start_line.max(1), span.start_col + 1)
}

/// The engine's words, the frequent ones in Chinese; the rest is quoted for whoever writes templates.
fn told(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default().trim();
    let known: [(&str, &str); 5] = [
        ("Unexpected end of input", "到文件末尾也没有收尾"),
        ("not found in context", "用了没有的字段"),
        ("Unknown filter", "用了没有的过滤器"),
        ("Unknown function", "用了没有的函数"),
        ("recursion", "自己套自己，层数太多"),
    ];
    match known.iter().find(|(words, _)| first.contains(words)) {
        Some((_, chinese)) => format!("{chinese}（{first}）"),
        None => first.to_owned(),
    }
}

//! One view through one template: the only place that renders.
//!
//! **In:** a template's name and a struct. **Out:** HTML, or the complaint at the template's line. **Never:** a value
//! that is not in the struct.

use serde::Serialize;
use tera::{Context, Error, ErrorKind};

use super::theme::Theme;
use crate::diag::{Code, Diagnostics, Place};
use crate::plan::{Filter, Task};
use crate::record::Kind;

/// Returns the template of a task; none for files that are no pages.
pub fn template(task: &Task) -> Option<&'static str> {
    Some(match task {
        Task::Home => "home.html",
        Task::Gallery(Filter::Whole | Filter::Chapter(_) | Filter::Honour(_)) => "exhibits.html",
        Task::Kiosk => "kiosk.html",
        Task::Honours => "honours.html",
        Task::Search => "search.html",
        Task::SiteMap => "sitemap.html",
        Task::NotFound => "404.html",
        Task::Stub(_) => "stub.html",
        Task::List(kind, _) => list(*kind)?,
        Task::Record(id) => record(id.kind())?,
        Task::SitemapXml | Task::Feed | Task::Robots => return None,
        Task::Data(_) | Task::Asset(_) | Task::Picture(..) | Task::File(_) => return None,
    })
}

fn list(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Unit => "units.html",
        Kind::Branch => "branches.html",
        Kind::Person => "people.html",
        Kind::Post => "posts.html",
        Kind::Decision => "decisions.html",
        Kind::Notice => "notices.html",
        Kind::Pairing => "pairings.html",
        Kind::Report => "reports.html",
        Kind::Honour => "honours.html",
        Kind::Exhibit => "exhibits.html",
        Kind::Page | Kind::Calendar | Kind::Site | Kind::Exhibition => return None,
    })
}

fn record(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Unit => "unit.html",
        Kind::Branch => "branch.html",
        Kind::Person => "person.html",
        Kind::Post => "post.html",
        Kind::Honour => "honour.html",
        Kind::Decision => "decision.html",
        Kind::Notice => "notice.html",
        Kind::Exhibit => "exhibit.html",
        Kind::Pairing => "pairing.html",
        Kind::Report => "report.html",
        Kind::Page => "page.html",
        Kind::Calendar | Kind::Site | Kind::Exhibition => return None,
    })
}

/// Returns a view through a template; a template that fails is told, and there is no page.
pub fn page<V: Serialize>(theme: &Theme, name: &str, view: &V, found: &mut Diagnostics) -> Option<Vec<u8>> {
    let tera = theme.tera.as_ref()?;
    let mut html = Vec::with_capacity(16 << 10);
    let rendered = Context::from_serialize(view).and_then(|context| tera.render_to(name, &context, &mut html));
    match rendered {
        Ok(()) => Some(html),
        Err(error) => {
            complaint(&error, name, found);
            None
        }
    }
}

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

//! Which file a page is made from, and how to open it.
//!
//! **In:** a task of the plan; the editor's template. **Out:** a place and a link. **Never:** a link for another machine.

use std::fmt::Write as _;

use crate::catalogue::Catalogue;
use crate::diag::Place;
use crate::plan::{Plan, Task};
use crate::record::Kind;

/// How a file is opened in an editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// The project's folder, with `/`.
    pub root: String,
    /// A link with `{path}`, `{line}` and `{column}`.
    pub template: String,
}

impl Editor {
    /// Returns the link that opens `file` of the project at a line; empty where no editor is wanted.
    pub(super) fn link(&self, file: &str, (line, column): (usize, usize)) -> String {
        if self.template.is_empty() || file.is_empty() {
            return String::new();
        }
        let path = encoded(&format!("{}/{file}", self.root.trim_end_matches('/')));
        // A path on Unix begins with the slash that a template may have before it.
        let doubled = self.template.contains("/{path}") && path.starts_with('/');
        let path = if doubled { &path[1..] } else { &path };
        let number = |number: usize| number.max(1).to_string();
        let template = self.template.replace("{line}", &number(line)).replace("{column}", &number(column));
        template.replace("{path}", path)
    }
}

fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~' | b':') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Returns where a page is written: its record, the first record of its list, the site's own file.
pub(super) fn source(task: &Task, catalogue: &Catalogue, plan: &Plan) -> Option<Place> {
    let first = |kind: Kind, page: usize| {
        let id = plan.lists.page(kind, page).first()?;
        Some(catalogue.head(*id).origin.clone())
    };
    Some(match task {
        Task::Record(id) => catalogue.head(*id).origin.clone(),
        Task::List(kind, page) => first(*kind, *page)?,
        Task::Honours => first(Kind::Honour, 1)?,
        Task::Gallery(_) | Task::Kiosk | Task::Manifest => {
            let own = catalogue.exhibition.as_ref().map(|exhibition| exhibition.origin.clone());
            own.or_else(|| first(Kind::Exhibit, 1))?
        }
        Task::File(path) | Task::Picture(path, _) | Task::Tile(path, _) | Task::ImageInfo(path) => {
            Place::file(path.as_str())
        }
        Task::Asset(path) => Place::file(format!("templates/{path}")),
        Task::Home | Task::Search | Task::SiteMap | Task::NotFound | Task::Stub(_) => Place::file("content/site.yaml"),
        Task::SitemapXml | Task::Feed | Task::Robots | Task::Data(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_the_file_and_the_line() {
        let link = |root: &str, template: &str| {
            let editor = Editor { root: root.to_owned(), template: template.to_owned() };
            editor.link("content/units/a b.yaml", (3, 7))
        };
        assert_eq!(
            link("/home/榜", "vscode://file/{path}:{line}"),
            "vscode://file/home/%E6%A6%9C/content/units/a%20b.yaml:3"
        );
        assert_eq!(link("C:/site", "vscode://file/{path}:{line}"), "vscode://file/C:/site/content/units/a%20b.yaml:3");
        assert_eq!(
            link("/s", "idea://open?file={path}&line={line}&column={column}"),
            "idea://open?file=/s/content/units/a%20b.yaml&line=3&column=7"
        );
        assert_eq!(link("/s", ""), "");
    }
}

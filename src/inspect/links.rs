//! Whether every address on a page leads to a file of the site, and nothing is loaded from elsewhere.
//!
//! **In:** the links of a page. **Out:** [`Problem`]s, and the [`Jump`]s into other pages, whose ids are known later.
//! **Never:** opens a connection.

use rustc_hash::FxHashSet;

use super::address::{Target, resolve};
use super::page::{Link, Manner};
use super::problem::Problem;
use super::site::Site;
use crate::diag::Code;

/// A link to a place within a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Jump {
    /// The page that it leads to.
    pub(super) file: String,
    pub(super) fragment: String,
    /// As it is written.
    pub(super) url: String,
}

/// Checks the links of the file at `route`, each address once.
pub(super) fn check(site: &Site<'_>, route: &str, links: &[Link], problems: &mut Vec<Problem>) -> Vec<Jump> {
    let mut seen = FxHashSet::default();
    let mut jumps = Vec::new();
    for link in links {
        if seen.insert((link.url.as_str(), link.manner == Manner::Load)) {
            match check_one(site, route, link) {
                Ok(jump) => jumps.extend(jump),
                Err(problem) => problems.push(problem),
            }
        }
    }
    jumps
}

fn check_one(site: &Site<'_>, route: &str, link: &Link) -> Result<Option<Jump>, Problem> {
    let url = &link.url;
    if let Some(jump) = plain_jump(site, route, link) {
        return Ok(Some(jump));
    }
    match resolve(site, route, url) {
        Target::Nothing => Ok(None),
        Target::Elsewhere if link.manner == Manner::Load => Err(elsewhere(url)),
        Target::Elsewhere => Ok(None),
        Target::Absolute => Err(broken(url, url, "写的是服务器根目录", "改成相对地址，网站放进任何文件夹都能用")),
        Target::Outside => Err(broken(url, url, "指到网站外面的文件", "改成网站里的文件")),
        Target::Unsafe => Err(broken(url, url, "会执行脚本", "换成普通地址")),
        Target::Empty => Err(broken("", url, "是空的", "写上地址，或去掉这个链接")),
        Target::File { path, fragment } => match site.find(&path) {
            None => Err(broken(&path, url, "打不开", &advice(site, &path))),
            Some(_) if fragment.is_empty() || fragment == "top" || fragment.starts_with(":~:") => Ok(None),
            Some(_) if !path.ends_with(".html") || link.manner == Manner::Load => Ok(None),
            Some(_) => Ok(Some(Jump { file: path, fragment, url: url.clone() })),
        },
    }
}

/// Returns the jump of a visitor to a place with a plain name on a page with a plain address; none of any other link.
fn plain_jump(site: &Site<'_>, route: &str, link: &Link) -> Option<Jump> {
    let (path, fragment) = link.url.split_once('#').filter(|_| link.manner != Manner::Load)?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if fragment.is_empty() || fragment == "top" || !fragment.bytes().all(is_plain) {
        return None;
    }
    let file = if path.is_empty() { site.find(route)? } else { site.opens(route, path)? };
    let file = site.files.get(file)?;
    file.is_html().then(|| Jump {
        file: file.as_str().to_owned(),
        fragment: fragment.to_owned(),
        url: link.url.clone(),
    })
}

/// Returns the problem of a link whose page is there, but not the place in it.
pub(super) fn no_place(jump: &Jump) -> Problem {
    let subject = format!("{}#{}", jump.file, jump.fragment);
    let fact = format!("里的链接「{}」找不到「{}」这个位置", shown(&jump.url), shown(&jump.fragment));
    Problem {
        code: Code::BrokenLink, subject, fact, help: "核对 # 后面的字，或去掉它".to_owned(), line: None
    }
}

fn broken(subject: &str, url: &str, what: &str, help: &str) -> Problem {
    let fact = format!("里的链接「{}」{what}", shown(url));
    Problem { code: Code::BrokenLink, subject: format!("{what} {subject}"), fact, help: help.to_owned(), line: None }
}

fn elsewhere(url: &str) -> Problem {
    Problem {
        code: Code::Elsewhere,
        subject: url.to_owned(),
        fact: format!("要从站外加载「{}」", shown(url)),
        help: "把文件放进 templates/assets，改用相对地址；内网和断网时才打得开".to_owned(),
        line: None,
    }
}

fn advice(site: &Site<'_>, path: &str) -> String {
    let page = format!("{}/index.html", path.trim_end_matches('/'));
    let lower = path.to_ascii_lowercase();
    if site.find(&page).is_some() {
        "地址末尾写全 /index.html".to_owned()
    } else if lower != path && site.find(&lower).is_some() {
        "地址里的大写字母改成小写".to_owned()
    } else {
        "核对地址；改过模板的，改模板里的这个链接".to_owned()
    }
}

/// Returns an address short enough for a message.
fn shown(url: &str) -> String {
    let head: String = url.chars().take(80).collect();
    if head.len() < url.len() { format!("{head}…") } else { head }
}

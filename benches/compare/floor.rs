//! The floor: a bare program that does what every generator must, and no more.
//!
//! It walks, reads, parses YAML and Markdown, renders one Tera page a record, its lists by twenty, a home page, and
//! writes; on all cores. It checks nothing, links nothing, derives no picture.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera};

/// A page before it is rendered.
#[derive(Serialize)]
struct Page {
    section: String,
    title: String,
    publish: String,
    href: String,
    fields: Vec<(String, String)>,
    body: String,
}

#[derive(Serialize)]
struct List<'a> {
    title: &'a str,
    pages: &'a [Page],
    at: usize,
    of: usize,
}

const FRAME: &str = r#"<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ title }} - 示例站</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="SiteName" content="示例站">
<link rel="stylesheet" href="../../assets/site.css"></head>
<body><header><a href="../../index.html">示例站</a><nav><a href="../../branches/">党支部</a>
<a href="../../people/">人员</a><a href="../../posts/">岗位</a><a href="../../reports/">活动简报</a></nav></header>
<main>{% block main %}{% endblock main %}</main><footer>主办：示例单位</footer></body></html>
"#;

const PAGE: &str = r#"{% extends "frame.html" %}{% block main %}<article><h1>{{ title }}</h1><p>{{ publish }}</p>
<dl>{% for field in fields %}<dt>{{ field[0] }}</dt><dd>{{ field[1] }}</dd>{% endfor %}</dl>
{{ body | safe }}</article>{% endblock main %}"#;

const LIST: &str = r#"{% extends "frame.html" %}{% block main %}<h1>{{ title }}</h1><ul>
{% for page in pages %}<li><a href="{{ page.href }}">{{ page.title }}</a> {{ page.publish }}</li>
{% endfor %}</ul><p>{{ at }}/{{ of }}</p>{% endblock main %}"#;

/// Builds the site of a project's records into a folder.
pub(crate) fn build(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let mut tera = Tera::default();
    tera.add_raw_templates([("frame.html", FRAME), ("page.html", PAGE), ("list.html", LIST)])?;
    let walked = walkdir::WalkDir::new(from.join("content")).sort_by_file_name();
    let files: Vec<PathBuf> = walked.into_iter().filter_map(|e| Some(e.ok()?.into_path())).collect();
    let markdown: Vec<&PathBuf> = files.iter().filter(|path| path.extension().is_some_and(|e| e == "md")).collect();
    let pages: Vec<Page> = markdown.par_iter().filter_map(|path| read(path)).collect();
    pages.par_iter().try_for_each(|page| -> Result<(), String> {
        let context = Context::from_serialize(page).map_err(|error| error.to_string())?;
        let html = tera.render("page.html", &context).map_err(|error| error.to_string())?;
        write(&to.join(&page.href), &html)
    })?;
    let mut sections: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        sections.entry(&page.section).or_default().push(at);
    }
    for (section, places) in &sections {
        let (first, last) = (places[0], places[places.len() - 1]);
        let chunks: Vec<&[Page]> = pages[first..=last].chunks(20).collect();
        chunks.par_iter().enumerate().try_for_each(|(at, chunk)| -> Result<(), String> {
            let list = List { title: section, pages: chunk, at: at + 1, of: chunks.len() };
            let context = Context::from_serialize(&list).map_err(|error| error.to_string())?;
            let html = tera.render("list.html", &context).map_err(|error| error.to_string())?;
            write(&to.join(section).join("page").join((at + 1).to_string()).join("index.html"), &html)
        })?;
    }
    Ok(())
}

fn read(path: &Path) -> Option<Page> {
    let text = std::fs::read_to_string(path).ok()?;
    let (head, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
    let fields: serde_yaml::Mapping = serde_yaml::from_str(head).ok()?;
    let plain = |value: &serde_yaml::Value| match value {
        serde_yaml::Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other).unwrap_or_default(),
    };
    let fields: Vec<(String, String)> = fields.iter().map(|(key, value)| (plain(key), plain(value))).collect();
    let field = |names: [&str; 2]| {
        fields.iter().find(|(key, _)| names.contains(&key.as_str())).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let section = path.parent()?.file_name()?.to_string_lossy().into_owned();
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    let mut html = String::with_capacity(body.len() * 2);
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(body));
    Some(Page {
        href: format!("{section}/{stem}/index.html"),
        title: field(["name", "title"]),
        publish: field(["publish", "publish"]),
        section,
        fields,
        body: html,
    })
}

fn write(path: &Path, html: &str) -> Result<(), String> {
    let folder = path.parent().ok_or("a page lies in a folder")?;
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    std::fs::write(path, html).map_err(|error| error.to_string())
}

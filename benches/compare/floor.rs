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
    publish: &'a str,
    pages: &'a [Page],
    at: usize,
    of: usize,
}

/// As much markup around a page as our own theme writes, so that both write files of like size.
const FRAME: &str = r##"<!DOCTYPE html>
<html lang="zh-CN" data-kind="enterprise"><head><meta charset="utf-8"><title>{{ title }} - 示例站</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="format-detection" content="telephone=no">
<meta name="theme-color" content="#a30000"><meta name="SiteName" content="示例站"><meta name="ColumnName" content="党支部">
<meta name="ColumnDescription" content="示例站的党支部栏目"><meta name="ColumnKeywords" content="党支部">
<meta name="ColumnType" content="机构职能"><meta name="ArticleTitle" content="{{ title }}"><meta name="ContentSource" content="示例">
<meta property="og:title" content="{{ title }}"><meta property="og:site_name" content="示例站">
<meta property="og:locale" content="zh_CN"><meta property="og:description" content="示例站的党支部栏目">
<meta property="og:type" content="article"><meta property="article:published_time" content="{{ publish }}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Organization","@id":"#publisher",
"name":"示例站"},{"@type":"WebPage","name":"{{ title }}","inLanguage":"zh-CN","datePublished":"{{ publish }}","publisher":
{"@id":"#publisher"} },{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"首页","item":
"../../index.html"},{"@type":"ListItem","position":2,"name":"党支部","item":"../index.html"},{"@type":"ListItem",
"position":3,"name":"{{ title }}"}]}]}</script>
<link rel="alternate" type="application/atom+xml" title="示例站" href="../../feed.xml">
<link rel="icon" type="image/svg+xml" href="../../assets/icon.svg"><script src="../../assets/early.js"></script>
<link rel="stylesheet" href="../../assets/site.css"><script src="../../assets/site.js" defer></script></head>
<body class="inner"><a class="skip" href="#main">跳到正文</a><header class="site-head"><div class="wrap site-head-row">
<a class="brand" href="../../index.html"><span class="brand-name">示例站</span></a>
<div class="head-tools"><button class="head-tool head-read" type="button" data-read><span class="when-silent">朗读</span>
<span class="when-reading">停止朗读</span></button><button class="head-tool head-elder" type="button" data-mode-to="elder" data-faces>
<span class="when-plain">长者模式</span><span class="when-elder">退出长者模式</span></button></div>
<a class="head-search" href="../../search/index.html"><svg class="icon" width="20" height="20" viewBox="0 0 20 20"
aria-hidden="true" focusable="false"><circle cx="8.5" cy="8.5" r="5.5"/><path d="M13 13l4.5 4.5"/></svg><span>搜索</span></a>
</div><nav class="menu" aria-label="主导航"><ul class="wrap"><li><a href="../../index.html">首页</a></li>
<li><a href="../../honours/index.html">荣誉名册</a></li><li><a href="../../decisions/index.html">决定</a></li>
<li><a href="../../reports/index.html">活动简报</a></li></ul></nav></header>
<nav class="here" aria-label="当前位置"><div class="wrap"><span class="here-label">当前位置：</span><ol>
<li><a href="../../index.html">首页</a></li><li><span aria-current="page">{{ title }}</span></li></ol></div></nav>
<main id="main" tabindex="-1">{% block main %}{% endblock main %}</main>
<footer class="site-foot"><div class="wrap"><p class="foot-name">示例站</p><ul class="foot-links">
<li><a href="../../sitemap/index.html">网站地图</a></li><li><a href="../../feed.xml">订阅更新</a></li></ul>
<div class="display-choice" role="group" aria-label="显示方式"><span>显示</span><button type="button" data-theme-to="">标准</button>
<button type="button" data-theme-to="dark">夜间</button><button type="button" data-theme-to="contrast">高对比</button></div></div></footer>
<dialog class="leave" id="leave" aria-labelledby="leave-words"><form method="dialog">
<p id="leave-words">您访问的链接即将离开“示例站”网站，是否继续？</p><p class="leave-address"></p><p class="leave-choice">
<button class="button" value="go">继续访问</button><button class="button button-quiet" value="stay">放弃</button></p></form></dialog>
</body></html>
"##;

const PAGE: &str = r#"{% extends "frame.html" %}{% block main %}<header class="wrap opening"><p class="eyebrow">党支部</p>
<h1>{{ title }}<span class="shili">示例</span></h1></header><div class="wrap"><div class="credit"><ul class="credit-line">
<li>发布时间：<time>{{ publish }}</time></li><li>来源：示例</li></ul><div class="tools" role="group" aria-label="阅读工具">
<span>字号</span><button type="button" data-size-to="large">大</button><button type="button" data-size-to="">中</button>
<button type="button" data-size-to="small">小</button><button class="tool-read" type="button" data-read><span class="when-silent">朗读
</span><span class="when-reading">停止</span></button><button type="button" data-share>分享</button><button type="button"
data-print>打印</button><button type="button" data-close>关闭</button></div></div></div>
<div class="wrap columns"><div class="column-main"><div class="prose">{{ body | safe }}</div>
<section class="shelf" id="people" aria-labelledby="people-heading"><div class="shelf-head"><h2 id="people-heading">人员<span
class="count">2</span></h2></div><ol class="roll-list roll-people">{% for no in [1, 2] %}
    <li><span class="no">{{ no }}</span><div class="who"><span class="who-name"><span class="name"><a href="../../people/m{{ no }}/index.html">示例党员
0000{{ no }}</a></span><span class="shili">示例</span></span><span class="who-where">示例单位00000<span class="gap"> </span>党支部书记
</span></div></li>{% endfor %}</ol></section>
<section class="shelf" id="reports" aria-labelledby="reports-heading"><div class="shelf-head"><h2 id="reports-heading">活动</h2></div>
<ul class="entries entries-rows"><li class="entry"><div class="entry-words"><p class="entry-title"><span class="badge badge-plain">志愿服务
</span><a href="../../reports/r0/index.html">{{ title }}</a><span class="shili">示例</span></p><p class="entry-summary">学习范医党业展织企结设校，
发单范习位目项院企务务工，领学展企区组部织领社市位，活业建医众带帮组组领建支，党市单医示动业引织服位发，目支支服带学务群服位工帮……</p></div>
<time class="entry-date">{{ publish }}</time></li></ul></section></div><aside class="column-side">
<dl class="facts">{% for field in fields %}<div><dt>{{ field[0] }}</dt><dd>{{ field[1] }}</dd></div>{% endfor %}</dl>
<section class="held" aria-labelledby="held-heading"><h2 id="held-heading">荣誉</h2><ul>{% for batch in [1, 2] %}
<li><p class="held-name"><a href="../../honours/h{{ batch }}/index.html">示例荣誉{{ batch }}</a><span class="batch"><a
href="../../honours/h{{ batch }}/index.html#batch-{{ batch }}">第{{ batch }}批</a></span></p><p class="held-how"><span>工委</span>
<span><span class="day">{{ publish }}</span>授予</span></p><p class="held-by"><a href="../../decisions/d{{ batch }}/index.html">关于命名
示例荣誉{{ batch }}第{{ batch }}批的决定</a></p></li>{% endfor %}</ul></section></aside></div>{% endblock main %}"#;

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
            let list = List { title: section, publish: "2021-06-30 09:00", pages: chunk, at: at + 1, of: chunks.len() };
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

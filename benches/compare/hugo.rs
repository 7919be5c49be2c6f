//! The same records as a Hugo site: the same sections, terms for honours and units, twenty a page, a feed, a home page.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use super::workload::{put, records, story};

const CONFIG: &str = r#"baseURL = "https://example.cn/"
languageCode = "zh-cn"
title = "示例站"
[taxonomies]
honour = "honours"
unit = "units"
[pagination]
pagerSize = 20
"#;

const FRAME: &str = r#"<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="SiteName" content="{{ site.Title }}">
<meta name="ArticleTitle" content="{{ .Title }}"><link rel="stylesheet" href="/site.css"></head>
<body><header><a href="/">{{ site.Title }}</a><nav><a href="/branches/">党支部</a><a href="/people/">人员</a>
<a href="/posts/">岗位</a><a href="/reports/">活动简报</a><a href="/honours/">荣誉称号</a><a href="/units/">单位</a></nav></header>
<nav>当前位置：<a href="/">首页</a>{{ with .CurrentSection }} &gt; <a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
<main>{{ block "main" . }}{{ end }}</main>
<footer>主办：示例单位 <a href="/sitemap.xml">网站地图</a></footer></body></html>
"#;

const SINGLE: &str = r#"{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p>发布时间：{{ .Date.Format "2006-01-02 15:04" }} 来源：{{ .Params.source }}</p>
<ul>{{ range .GetTerms "units" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
{{ range .GetTerms "honours" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ .Content }}
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav></article>{{ end }}
"#;

const LIST: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2006-01-02" }}</li>{{ end }}</ul>
<nav>{{ range .Paginator.Pagers }}<a href="{{ .URL }}">{{ .PageNumber }}</a> {{ end }}</nav>{{ end }}
"#;

const HOME: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range first 10 site.RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"#;

/// Writes the workload as a Hugo site.
pub(crate) fn site(root: &Path, count: usize) -> Result<(), Box<dyn Error>> {
    put(root, "hugo.toml", CONFIG)?;
    for (name, text) in [("baseof", FRAME), ("single", SINGLE), ("list", LIST), ("index", HOME)] {
        let folder = if name == "index" { "layouts" } else { "layouts/_default" };
        put(root, &format!("{folder}/{name}.html"), text)?;
    }
    for record in records(count) {
        let mut text = format!(
            "---\ntitle: {}\ndate: 2021-06-{:02}T09:00:00+08:00\nsource: 示例\nunits: [示例单位{:05}]\n",
            record.name, record.day, record.unit
        );
        if !record.honours.is_empty() {
            let honours: Vec<String> = record.honours.iter().map(|number| format!("示例荣誉{number}")).collect();
            writeln!(text, "honours: [{}]", honours.join(", "))?;
        }
        let link = format!("[简报]({{{{< relref \"/reports/r{}.md\" >}}}})", record.leads);
        write!(text, "---\n\n{}", story(&record, &link))?;
        put(root, &format!("content/{}/{}.md", record.section, record.id), &text)?;
    }
    Ok(())
}

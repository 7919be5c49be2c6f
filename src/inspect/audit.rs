//! The inspection: every file is looked at by itself, then what only all of them together show.
//!
//! **In:** the routes, the rules, each file. **Out:** diagnostics, the same for the same output on any number of cores.
//! **Never:** stops at the first problem.

use std::borrow::Borrow;
use std::sync::Arc;

use super::alike::Alike;
use super::links::{self, Jump};
use super::page::{self, Link, Manner, Page, Ways};
use super::problem::{Problem, tell};
use super::site::{IdCode, Rules, Site};
use super::{attachment, css, leaks, meta, pdf};
use crate::diag::{Code, Diagnostics, Place, Spot};
use crate::output::{Artifact, Route};

/// What one file has told.
#[derive(Debug, Default)]
pub struct Looked {
    pub(super) problems: Vec<Problem>,
    /// Its ids, sorted.
    pub(super) ids: Vec<String>,
    /// Those in lines that it has in common with other pages.
    pub(super) known: Vec<Arc<[String]>>,
    pub(super) jumps: Vec<Jump>,
    /// Why its words cannot be looked through.
    pub(super) unread: Option<&'static str>,
}

impl Looked {
    /// Returns whether a `#fragment` finds its place.
    fn has(&self, fragment: &String) -> bool {
        self.ids.binary_search(fragment).is_ok() || self.known.iter().any(|ids| ids.contains(fragment))
    }
}

/// An inspection that looks at one file after the other, each as soon as it is made and in any order.
#[derive(Debug)]
pub struct Inspection<'a> {
    site: Site<'a>,
    rules: &'a Rules<'a>,
    alike: Alike,
}

impl<'a> Inspection<'a> {
    /// Returns the inspection of a site with files at these routes, in their order.
    pub fn of(routes: impl IntoIterator<Item = &'a Route>, rules: &'a Rules<'a>) -> Self {
        Self::knowing(Alike::default(), routes, rules)
    }

    /// Returns the same, which knows lines already.
    pub(super) fn knowing(alike: Alike, routes: impl IntoIterator<Item = &'a Route>, rules: &'a Rules<'a>) -> Self {
        Self { site: Site::of(routes.into_iter().collect(), rules), rules, alike }
    }

    /// Looks at one file by itself. Files whose bytes are not in memory (derived pictures) are only known to be there.
    pub fn look(&self, route: &Route, artifact: &Artifact) -> Looked {
        look((&self.site, &self.alike), route, artifact)
    }

    /// Returns everything that a visitor or an auditor would find wrong with the finished site, from what each of its files
    /// told, in the order of the routes.
    ///
    /// A problem of more than three files is told once, with their number, at the first of them that comes from a record.
    pub fn told(&self, looked: &[impl Borrow<Looked>]) -> Diagnostics {
        let looked: Vec<&Looked> = looked.iter().map(Borrow::borrow).collect();
        let at = |file: &str| self.site.find(file).and_then(|number| looked.get(number));
        let mut problems = Vec::new();
        for (file, one) in looked.iter().enumerate() {
            problems.extend(one.problems.iter().map(|problem| (file, problem.clone())));
            let lost = one.jumps.iter().filter(|jump| at(&jump.file).is_none_or(|at| !at.has(&jump.fragment)));
            problems.extend(lost.map(|jump| (file, links::no_place(jump))));
        }
        let mut found = tell(&self.site, self.rules, problems);
        for (route, one) in self.site.files.iter().zip(&looked) {
            unsearched(self.rules, route, one, &mut found);
        }
        if self.site.id_code == IdCode::Lacking {
            found
                .add(Code::NoIdCode, self.rules.site.at("id_code"), "没有写网站标识码")
                .help("已有标识码的，在站点文件里写上「标识码」；还没有的，可先这样发布");
        }
        found
    }
}

/// Tells of a file that is handed out as it is that its words cannot be looked through for numbers of persons.
fn unsearched(rules: &Rules<'_>, route: &Route, looked: &Looked, found: &mut Diagnostics) {
    let place = rules.origins.get(route).filter(|place| is_handed_out(route, place));
    let (Some(place), Some(why)) = (place, looked.unread) else { return };
    let name = place.file.rsplit('/').next().unwrap_or(&place.file);
    found
        .add(Code::Unsearched, place.clone(), format!("附件「{name}」里有没有个人信息，程序查不了：{why}"))
        .help("发布前人工看一遍，有手机号、身份证号、银行卡号的删掉；能换成 .docx 或 .xlsx 的，换了程序就能查");
}

/// Whether this is a file of the project that is published byte for byte, and no record.
fn is_handed_out(route: &Route, place: &Place) -> bool {
    !route.is_html() && place.file.starts_with("content/") && place.spot == Spot::Whole
}

fn extension(path: &str) -> String {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, end)| end).to_ascii_lowercase()
}

fn look((site, alike): (&Site<'_>, &Alike), route: &Route, artifact: &Artifact) -> Looked {
    let Some(bytes) = artifact.bytes() else { return Looked::default() };
    let route = route.as_str();
    let extension = extension(route);
    match extension.as_str() {
        "html" | "htm" => look_at_page((site, alike), route, bytes),
        "xml" | "svg" | "xhtml" | "atom" | "rss" => look_at_markup(site, route, &page::read(bytes, Ways::default())),
        "css" => look_at_style(site, route, &String::from_utf8_lossy(bytes)),
        "docx" | "xlsx" | "pptx" | "odt" | "ods" | "zip" | "docm" | "xlsm" => {
            let mut looked = Looked { unread: attachment::closed(&extension, bytes), ..Looked::default() };
            leaks::in_attachment(site, bytes, &mut looked.problems);
            looked
        }
        "pdf" => {
            let words = pdf::words(bytes);
            let mut looked = Looked { unread: words.unread, ..Looked::default() };
            leaks::in_readings(site, &words.text, &mut looked.problems);
            looked
        }
        "json" | "js" | "mjs" | "txt" | "csv" | "tsv" | "md" | "ics" | "vcf" | "webmanifest" | "yaml" | "yml" => {
            let mut looked = Looked::default();
            leaks::in_text(site, bytes, &mut looked.problems);
            looked
        }
        other => Looked { unread: Some(attachment::wordless(other)), ..Looked::default() },
    }
}

fn look_at_page((site, alike): (&Site<'_>, &Alike), route: &str, bytes: &[u8]) -> Looked {
    let opens = |link: &str| site.opens(route, link).is_some();
    let mut page = {
        let lines = alike.of(route);
        page::read(bytes, Ways { opens: Some(&opens), lines: lines.as_deref() })
    };
    alike.learn(site, route, std::mem::take(&mut page.met));
    let mut problems = Vec::new();
    let jumps = links::check(site, route, &page.links, &mut problems);
    meta::check(site, route, &page, &mut problems);
    problems.extend(page.wordless.iter().map(|source| wordless(source)));
    leaks::in_readings(site, &page.text, &mut problems);
    page.ids.sort_unstable();
    Looked { problems, ids: page.ids, known: page.known, jumps, unread: None }
}

/// Looks at a feed, a map of the site or a drawing: a namespace is no link, and what it names may lie elsewhere.
fn look_at_markup(site: &Site<'_>, route: &str, page: &Page) -> Looked {
    let mut problems = Vec::new();
    links::check(site, route, &page.links, &mut problems);
    leaks::in_markup(site, page, &mut problems);
    Looked { problems, ..Looked::default() }
}

fn look_at_style(site: &Site<'_>, route: &str, css: &str) -> Looked {
    let mut list = Vec::new();
    css::addresses(css, |url| list.push(Link { manner: Manner::Load, url: url.to_owned() }));
    let mut problems = Vec::new();
    links::check(site, route, &list, &mut problems);
    Looked { problems, ..Looked::default() }
}

fn wordless(source: &str) -> Problem {
    let name = source.rsplit('/').next().unwrap_or_default();
    Problem {
        code: Code::PageAlt,
        subject: name.to_owned(),
        fact: format!("里的图片「{name}」没有替代文本"),
        help: "在记录的照片上写「说明」或「替代文本」；改过模板的，给 <img> 写上 alt".to_owned(),
        line: None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::trial::inspect;
    use super::*;
    use crate::output::Output;

    const HEAD: &str =
        r#"<!doctype html><html lang="zh-CN"><title>榜样</title><meta name="SiteName" content="示例网"><body>"#;

    /// Returns `code message` of all that is found in these files, in the order of telling.
    fn told_by(files: &[(&str, &str)], change: impl FnOnce(&mut Rules<'_>)) -> Vec<String> {
        let mut output = Output::default();
        for (path, body) in files {
            let html = path.ends_with(".html") && !body.starts_with("<html") && !body.starts_with("<!doctype");
            let body = if html { format!("{HEAD}{body}") } else { (*body).to_owned() };
            assert!(output.add(Route::file(*path).expect("a route"), Artifact::new(body.into_bytes())));
        }
        let origins = BTreeMap::from([(
            Route::file("exhibits/05/index.html").expect("a route"),
            Place::file("content/exhibits/05.md"),
        )]);
        let mut rules = Rules { allow: vec!["0317-3041450".to_owned()], ..Rules::of_nothing(&origins) };
        change(&mut rules);
        let found = inspect(&output, &rules).sorted();
        found.iter().map(|one| format!("{} {} {}", one.code.number(), one.place.file, one.message)).collect()
    }

    fn told(files: &[(&str, &str)]) -> Vec<String> {
        told_by(files, |_| {})
    }

    #[test]
    fn a_sound_site_tells_nothing() {
        let page = r##"<a href="../index.html">首页</a><a href="#b">x</a><p id="b">0317-3041450</p><img src="../a.webp" alt="照片">
            <a href="https://www.gov.cn/">外</a><a href="../data/a.json?x#y">数据</a><a href="tel:0317-3041450">打</a>"##;
        let files = [
            ("a.webp", "x"),
            ("data/a.json", "{}"),
            ("one/index.html", page),
            ("two.html", r#"<a href="one/#b">x</a>"#),
        ];
        let mut sound = files.to_vec();
        sound[3].1 = "<html lang=zh><title>x</title><meta name=SiteName content=x><a href=\"one/#b\">x</a>";
        sound.push(("index.html", r#"<html lang=zh><title>x</title><meta name=SiteName content=x><meta name=ColumnName content=首页>
            <meta name=ColumnDescription content=x><meta name=ColumnKeywords content=x><meta name=ColumnType content=首页>"#));
        assert_eq!(told(&sound), [""; 0]);
    }

    #[test]
    fn links_that_do_not_open_are_told_at_the_record() {
        let page = r##"<a href="../06/index.html">x</a><a href="../06/index.html">x</a><a href="/a/">x</a><a href="A.html">x</a>
            <a href="#无">x</a><a href="javascript:x()">x</a><a href="">x</a>"##;
        assert_eq!(
            told(&[("exhibits/05/index.html", page), ("exhibits/05/a.html", "x")]),
            [
                "E1002 content/exhibits/05.md 页面 /exhibits/05/ 里的链接「#无」找不到「无」这个位置",
                "E1002 content/exhibits/05.md 页面 /exhibits/05/ 里的链接「../06/index.html」打不开",
                "E1002 content/exhibits/05.md 页面 /exhibits/05/ 里的链接「/a/」写的是服务器根目录",
                "E1002 content/exhibits/05.md 页面 /exhibits/05/ 里的链接「A.html」打不开",
                "E1002 content/exhibits/05.md 页面 /exhibits/05/ 里的链接「javascript:x()」会执行脚本",
                "E1002 content/exhibits/05.md 页面 /exhibits/05/ 里的链接「」是空的",
            ]
        );
    }

    #[test]
    fn the_same_problem_of_many_pages_is_told_once() {
        let routes: Vec<String> = (10..30).map(|n| format!("p/{n}/index.html")).collect();
        let files: Vec<(&str, &str)> =
            routes.iter().map(|route| (route.as_str(), r#"<a href="../../about.html">"#)).collect();
        let files: Vec<(&str, String)> =
            files.into_iter().map(|(route, body)| (route, format!("{HEAD}{body}"))).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(route, body)| (*route, body.as_str())).collect();
        assert_eq!(
            told(&files),
            ["E1002 public/p/10/index.html 页面 /p/10/ 等共 20 个页面里的链接「../../about.html」打不开"]
        );
    }

    #[test]
    fn required_tags_are_asked_of_each_kind_of_page() {
        let article = r#"<meta name="ArticleTitle" content="题"><meta name="PubDate" content="2021/06/11"><meta name="Keywords" content=" ">
            <meta name="ColumnName" content="展"><meta name="ColumnDescription" content="x"><meta name="ColumnKeywords" content="x">
            <meta name="ColumnType" content="x">"#;
        let found = told_by(&[("a.html", &format!("{HEAD}{article}"))], |rules| {
            rules.domain = "www.example.cn".to_owned();
            rules.id_code = IdCode::Given;
        });
        assert_eq!(
            found,
            [
                "E1003 public/a.html 页面 /a.html 的标签 PubDate 不是「2021-06-11 09:30」这种写法",
                "E1003 public/a.html 页面 /a.html 缺少标签 ContentSource 的内容",
                "E1003 public/a.html 页面 /a.html 缺少标签 Keywords 的内容",
                "E1003 public/a.html 页面 /a.html 缺少标签 SiteDomain 的内容",
                "E1003 public/a.html 页面 /a.html 缺少标签 SiteIDCode 的内容",
            ]
        );
        let bare = told(&[("a.html", "<html><p>x"), ("index.html", HEAD)]);
        assert_eq!(bare.iter().filter(|line| line.contains("Column")).count(), 4);
        assert!(bare.contains(&"E1003 public/a.html 页面 /a.html 没有注明语言".to_owned()), "{bare:?}");
        assert!(bare.contains(&"E1003 public/a.html 页面 /a.html 没有标题".to_owned()), "{bare:?}");
        let lacking = told_by(&[], |rules| rules.id_code = IdCode::Lacking);
        assert_eq!(lacking, ["W1007 content/site.yaml 没有写网站标识码"]);
    }

    #[test]
    fn numbers_of_persons_are_found_wherever_they_hide() {
        let number = |body: &str| told(&[("a.html", body)]);
        let found = "E1005 public/a.html 页面 /a.html 出现手机号 138****8000";
        for body in [
            "张三13800138000",
            "138<b>0013</b>8000",
            "&#49;&#51;&#56;00138000",
            "１３８００１３８０００",
            "<span>13800138000</span><span>2021</span>",
            "<!-- 13800138000 -->",
            "<p title='13800138000'>",
            "<a href='tel:138%2D0013-8000'>x</a>",
            "<input value=13800138000>",
            "<td>13800138000</td><td>5</td>",
            "<script type='application/json'>{\"a\":\"13800138000\"}</script>",
            "<noscript><i>138</i>00138000</noscript>",
            "<meta name=x content='电话13800138000'>",
            "<i data-phone='13800138000'></i>",
            "138&#8203;0013&nbsp;8000",
            "<b>138</b>\n  0013 8000",
        ] {
            assert_eq!(number(&format!("电：{body}")), [found], "{body}");
        }
        for body in [
            "<td>138</td><td>0013</td><td>8000</td>",
            "<img alt=x src='data:,13800138000'>",
            "0317-3041450",
            "138<sup>0</sup>0138000",
        ] {
            assert_eq!(number(&format!("电：{body}")), [""; 0], "{body}");
        }
    }

    #[test]
    fn data_feeds_and_tables_are_read_too() {
        let files = [
            ("a.csv", "张三,138 0013 8000"),
            ("a.json", r#"{"a":"\u0031380013\u0038000"}"#),
            ("a.xml", "<c type='html'>138&lt;b&gt;0013&lt;/b&gt;8000</c>"),
            ("b.json", r#"{"html":"138<b>0013</b>8000"}"#),
            ("b.txt", "13800138000"),
            ("search.js", "const x = ['13800138000'];"),
        ];
        let found = told(&files);
        assert_eq!(found, ["E1005 public/a.csv 文件 /a.csv 等共 6 个文件出现手机号 138****8000"]);
        for file in files {
            assert_eq!(told(&[file]).len(), 1, "{}", file.0);
        }
    }

    #[test]
    fn a_number_is_told_of_every_record_and_not_of_the_lists_that_follow_from_them() {
        let pages: Vec<String> = (10..16).map(|n| format!("p/{n}/index.html")).collect();
        let mut files: Vec<(&str, &str)> = pages.iter().map(|page| (page.as_str(), "13800138000")).collect();
        files.push(("feed.xml", "<a>13800138000</a>"));
        let place = |n: usize| Place::file(format!("content/people/{n}.yaml"));
        let origins: BTreeMap<Route, Place> =
            (10..14).map(|n| (Route::file(pages[n - 10].as_str()).expect("a route"), place(n))).collect();
        let mut output = Output::default();
        for (path, body) in files {
            output.add(Route::file(path).expect("a route"), Artifact::new(format!("{HEAD}{body}").into_bytes()));
        }
        let rules = Rules::of_nothing(&origins);
        let found = inspect(&output, &rules).sorted();
        let told: Vec<&str> =
            found.iter().filter(|one| one.code == Code::PersonalData).map(|one| &*one.place.file).collect();
        assert_eq!(told, [10, 11, 12, 13].map(|n| format!("content/people/{n}.yaml")));
    }

    #[test]
    fn attachments_are_opened() {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        writer.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a new part");
        std::io::Write::write_all(&mut writer, b"<w:p><w:t>138</w:t><w:t>00138000</w:t></w:p>")
            .expect("memory holds it");
        let bytes = writer.finish().expect("a whole archive").into_inner();
        let mut output = Output::default();
        output.add(Route::file("files/ab.docx").expect("a route"), Artifact::new(bytes));
        let origins = BTreeMap::new();
        let rules = Rules::of_nothing(&origins);
        let found = inspect(&output, &rules).sorted();
        assert_eq!(
            found.iter().map(|one| one.message.as_str()).collect::<Vec<_>>(),
            ["文件 /files/ab.docx 出现手机号 138****8000"]
        );
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        let body = r#"x<script src="https://cdn.cn/a.js"></script><img src="//x.cn/a.png" alt="x"><link rel="canonical" href="https://x.cn/">
            <p style="background:url(http://x.cn/b.png)">"#;
        let found = told(&[("a.html", body), ("s.css", "@import 'https://fonts.cn/a.css'; p{background:url(data:x)}")]);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found.iter().all(|line| line.starts_with("E1006")), "{found:?}");
    }

    #[test]
    fn pictures_without_words_are_told() {
        let found = told(&[("a.html", r#"x<img src="b.webp"><img src="b.webp">"#), ("b.webp", "x")]);
        assert_eq!(found, ["E1004 public/a.html 页面 /a.html 里的图片「b.webp」没有替代文本"]);
    }

    #[test]
    fn own_addresses_in_maps_and_feeds_are_followed() {
        let map = "<urlset><url><loc>https://www.example.cn/by/a/</loc></url><url><loc>https://www.example.cn/by/b/</loc></url></urlset>";
        let found = told_by(
            &[
                ("sitemap.xml", map),
                (
                    "a/index.html",
                    "<html lang=x><title>x</title><meta name=SiteName content=x><meta name=SiteDomain content=x>",
                ),
            ],
            |rules| {
                rules.domain = "www.example.cn".to_owned();
                rules.base = "/by".to_owned();
            },
        );
        assert_eq!(
            found,
            ["E1002 public/sitemap.xml 文件 /sitemap.xml 里的链接「https://www.example.cn/by/b/」打不开"]
        );
    }

    #[test]
    fn stored_files_are_known_only_by_their_place() {
        let mut output = Output::default();
        let key = crate::memo::Key::of(b"x");
        output.add(Route::file("p/a.jpg").expect("a route"), Artifact::stored(key, key, 1));
        output.add(
            Route::file("x.html").expect("a route"),
            Artifact::new(format!("{HEAD}<img src='p/a.jpg' alt='x'>").into_bytes()),
        );
        let origins = BTreeMap::new();
        let rules = Rules::of_nothing(&origins);
        assert!(inspect(&output, &rules).is_empty());
    }
}

//! Nobody gets in: nothing that a record says becomes markup, a script, a style, an address that runs something, or a word
//! of a template, in any page, feed, map of the site or data.
//!
//! Payloads are thrown into every text of the site with every field (`tests/sites/full`). What comes out is read by an HTML
//! parser and compared with the same site without payloads: the same elements with the same attributes, and no other.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{Token, Tokenizer};
use proptest::prelude::*;

use crate::support::Project;
use crate::support::site::Site;

/// What breaks out of text, of an attribute, of a script, of XML, of JSON, of a template, if it is let.
const PAYLOADS: [&str; 22] = [
    "<b>粗",
    "</title><script>x9()</script>",
    "\"><img src=x onerror=x9()>",
    "' onmouseover='x9()",
    "\" onfocus=x9() autofocus=\"",
    "` onload=x9() `",
    "--><script>x9()</script><!--",
    "]]><script>x9()</script>",
    "</script><script>x9()</script>",
    "</style><style>*{display:none}</style>",
    "</textarea><iframe src=//x9.example>",
    "</main></body></html>",
    "&lt;script&gt;x9()&lt;/script&gt;",
    "&#60;img src=x onerror=x9()&#62;",
    "{{ frame.site.name }}{% raw %}",
    "{{ x9 }}{% include \"base.html\" %}{# x #}",
    "javascript:x9()",
    "data:text/html,<script>x9()</script>",
    "\\u003cscript>x9()\\u003c/script>",
    "<svg/onload=x9()>",
    "<!ENTITY x SYSTEM \"file:///etc/passwd\">&x;",
    "<base href=//x9.example><meta http-equiv=refresh content=0>",
];

/// Keys of the small site whose values are free text.
const TEXTS: [&str; 40] = [
    "标题",
    "名称",
    "简称",
    "规范名称",
    "品牌",
    "承诺",
    "导语",
    "展牌文",
    "摘要",
    "来源",
    "作者",
    "编辑",
    "说明",
    "替代文本",
    "摄影",
    "描述",
    "主办",
    "承办",
    "技术支持",
    "依据",
    "结果",
    "落款",
    "事项",
    "成效",
    "成果",
    "地点",
    "方面",
    "受理单位",
    "受理时间",
    "通信地址",
    "地址",
    "icp",
    "公安备案",
    "文号",
    "工程",
    "前言",
    "标识码",
    "职务",
    "内容",
    "条件",
];

/// Returns the small site with a payload behind the value of every free text, drawn in turn from `drawn`; with none, a
/// harmless word.
fn site(drawn: &[usize]) -> Project {
    let mut project = Project::from("full");
    let mut next = 0;
    let paths: Vec<String> =
        project.inputs.files.keys().filter(|path| path.ends_with(".yaml") || path.ends_with(".md")).cloned().collect();
    for path in paths {
        let text = String::from_utf8(project.inputs.files[&path].clone()).unwrap();
        let mut out = String::new();
        let mut fences = 0;
        for line in text.lines() {
            fences += usize::from(line == "---");
            let payload = drawn.get(next % drawn.len().max(1)).map_or("无害", |at| PAYLOADS[*at]);
            let changed =
                if path.ends_with(".md") && fences != 1 { prose(line, payload) } else { field(line, payload) };
            next += usize::from(changed.is_some());
            out.push_str(&changed.unwrap_or_else(|| line.to_owned()));
            out.push('\n');
        }
        project.write(&path, &out);
    }
    project
}

/// A line `键: 值` whose value is a free text, with the payload in quotation marks behind it.
fn field(line: &str, payload: &str) -> Option<String> {
    let (key, value) = line.split_once(": ")?;
    let word = key.trim_start_matches(['-', ' ']);
    let is_plain = !value.starts_with(['[', '{', '|', '"', '>']) && !value.is_empty();
    // Names are referred to by others, and titles of chapters too.
    let named = matches!(word, "名称" | "标题") && line.starts_with(' ');
    (TEXTS.contains(&word) && is_plain && !named)
        .then(|| format!("{key}: {}", serde_json::to_string(&format!("{value}{payload}")).unwrap()))
}

/// A line of a story with the payload behind it.
fn prose(line: &str, payload: &str) -> Option<String> {
    let is_text = line.ends_with('。') && !line.starts_with(['[', '|', '>']);
    is_text.then(|| format!("{line}{payload}"))
}

/// Every element of a page with the names of its attributes, how often, and every address that it holds; of a script that
/// stands in the page also what it does.
fn shape(html: &str) -> (BTreeMap<String, usize>, Vec<String>) {
    let (mut elements, mut addresses) = (BTreeMap::new(), Vec::new());
    let mut tokens = Tokenizer::new(html).flatten().peekable();
    while let Some(token) = tokens.next() {
        let Token::StartTag(tag) = token else { continue };
        let mut names: Vec<String> = Vec::new();
        for (name, value) in &tag.attributes {
            let name = String::from_utf8_lossy(name).into_owned();
            if ["href", "src", "action", "formaction", "srcset", "poster", "data"].contains(&name.as_str()) {
                addresses.push(String::from_utf8_lossy(value).into_owned());
            }
            names.push(name);
        }
        names.sort();
        let mut key = format!("<{} {}>", String::from_utf8_lossy(&tag.name), names.join(" "));
        if let (b"script", Some(Token::String(code))) = (tag.name.as_slice(), tokens.peek())
            && !names.iter().any(|name| name == "src" || name == "type")
        {
            key.push_str(&String::from_utf8_lossy(code));
        }
        *elements.entry(key).or_default() += 1;
    }
    (elements, addresses)
}

/// What is wrong with a page that was made with payloads.
fn broken(path: &str, page: &str, plain: &BTreeSet<String>) -> Vec<String> {
    let (elements, addresses) = shape(page);
    let mut amiss: Vec<String> = elements
        .keys()
        .filter(|element| !plain.contains(*element))
        .map(|element| format!("{path}: a new {element}"))
        .collect();
    let runs = |address: &String| {
        let bare: String =
            address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase();
        ["javascript:", "vbscript:", "data:", "//x9"].iter().any(|scheme| bare.starts_with(scheme))
    };
    amiss.extend(addresses.iter().filter(|address| runs(address)).map(|address| format!("{path}: leads to {address}")));
    amiss
}

fn pages(site: &Site) -> BTreeMap<String, String> {
    let is_text = |path: &str| [".html", ".xml"].iter().any(|end| path.ends_with(end));
    let all = site.files().into_iter().filter(|(path, _)| is_text(path));
    all.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("pages are UTF-8"))).collect()
}

/// Every element that the site has without payloads, and those that an editor's Markdown may make of their marks.
fn plain() -> BTreeSet<String> {
    let of_markdown = ["code", "em", "strong", "del"].map(|name| format!("<{name} >"));
    let all = pages(&site(&[]).build());
    all.values().flat_map(|page| shape(page).0.into_keys()).chain(of_markdown).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_record_becomes_markup(drawn in prop::collection::vec(0..PAYLOADS.len(), 30..60)) {
        let plain = plain();
        let site = site(&drawn).build();
        let unread: Vec<&String> = site.messages.iter().filter(|told| told.starts_with("E01") || told.starts_with("E09")).collect();
        prop_assert!(unread.is_empty(), "{unread:#?}");
        let pages = pages(&site);
        prop_assert!(pages.len() > 30, "{} pages: {:#?}", pages.len(), site.messages);
        prop_assert!(pages.values().any(|page| page.contains("x9")), "payloads are shown");
        let amiss: Vec<String> = pages.iter().flat_map(|(path, page)| broken(path, page, &plain)).collect();
        prop_assert!(amiss.is_empty(), "{}", amiss.join("\n"));
    }
}

#[test]
fn a_payload_that_gets_through_is_seen() {
    let plain = plain();
    for bad in
        ["<p><script>x9()</script>", "<a href=\" javascript:x9()\">", "<p onload=x9()>", "<base href=//x9.example>"]
    {
        assert!(!broken("x", bad, &plain).is_empty(), "{bad}");
    }
}

#[test]
fn data_is_json_and_its_script_ends_nowhere() {
    let all: Vec<usize> = (0..PAYLOADS.len()).collect();
    for (path, bytes) in site(&all).build().files() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if path.ends_with(".json") {
            serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|why| panic!("{path}: {why}"));
        }
        if path == "data/search.js" {
            assert!(!text.contains("</script"), "a script that is pasted into a page would end there");
        }
    }
}

#[test]
fn every_page_allows_its_own_scripts_and_styles_alone() {
    for (path, page) in pages(&Project::from("full").sound()).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let policy =
            page.find("http-equiv=\"Content-Security-Policy\"").unwrap_or_else(|| panic!("{path} has no policy"));
        assert!(page.find("<script").is_none_or(|script| policy < script), "{path}: the policy comes first");
        assert!(page.contains("default-src 'none'") && !page.contains("unsafe-"), "{path}");
        let mut inline = 0;
        for token in Tokenizer::new(&page) {
            let Ok(Token::StartTag(tag)) = token else { continue };
            let name = String::from_utf8_lossy(&tag.name).into_owned();
            let value = |wanted: &str| {
                tag.attributes
                    .iter()
                    .find(|(name, _)| name.as_slice() == wanted.as_bytes())
                    .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
            };
            let handlers = tag.attributes.keys().filter(|name| name.starts_with(b"on")).count();
            assert!(
                handlers == 0 && value("style").is_none() && name != "style",
                "{path}: <{name}> has a style or a handler"
            );
            let is_data = value("type").is_some_and(|kind| kind.ends_with("json"));
            // The one that stands there is named by the policy: see `scripts.rs`.
            inline += usize::from(name == "script" && !is_data && value("src").is_none());
            let opens = value("target").is_some_and(|target| target == "_blank");
            assert!(
                !opens || value("rel").is_some_and(|rel| rel.contains("noopener")),
                "{path}: a window that can reach back"
            );
            for address in ["src", "srcset"].iter().filter_map(|name| value(name)) {
                assert!(
                    !address.starts_with("http:") && !address.starts_with("//"),
                    "{path}: {address} comes over a plain line"
                );
            }
        }
        assert_eq!(inline, 1, "{path}: scripts that stand in the page");
    }
}

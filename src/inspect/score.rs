//! What a 政府网站检查 would find, item by item: the indicators of 国办秘函〔2019〕19号 as far as files can show them.
//!
//! It looks at the finished pages as an inspector's program does, at their tags and dates, and takes what is wrong with links,
//! tags, pictures and personal data from the inspection that every build makes.
//!
//! **In:** the output, what the inspection told, a day, and how often each column should change. **Out:** a [`Score`].
//! **Never:** a promise about what is not in the files: whether the server answers, or who reads the letters.

use std::collections::BTreeMap;

use serde::Serialize;

use super::page::{self, Ways};
use crate::diag::{Code, Diagnostic};
use crate::output::Output;
use crate::zh::date::Date;

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// 合格
    Good,
    /// 扣分: points are taken off.
    Poor,
    /// 单项否决: this alone fails the site.
    Veto,
}

impl Verdict {
    /// Returns the word of a report.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Good => "合格",
            Self::Poor => "扣分",
            Self::Veto => "单项否决",
        }
    }
}

/// One item of the check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// 检查项
    pub name: &'static str,
    /// The rule as it is checked.
    pub rule: &'static str,
    /// How it stands.
    pub verdict: Verdict,
    /// What was found, in a sentence.
    pub found: String,
    /// Where, at most ten places.
    pub places: Vec<String>,
}

/// One column with what is newest in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Freshness {
    /// Its name.
    pub name: String,
    /// How many dated pages it has.
    pub pages: usize,
    /// The newest day, `2021-06-11`, or empty.
    pub newest: String,
    /// How many days have passed since.
    pub days: Option<i32>,
    /// Within how many days something new is due; none: whenever there is something.
    pub due: Option<u32>,
    /// Whether that is overdue.
    pub stale: bool,
}

/// The whole report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Score {
    /// The day of the check.
    pub at: String,
    /// How many pages were looked at.
    pub pages: usize,
    /// The items.
    pub items: Vec<Item>,
    /// The columns in the order of their folders.
    pub columns: Vec<Freshness>,
}

/// Folders of what is news, and of documents, with the days within which the indicators want something new.
const DUE: [(&str, Option<u32>); 5] =
    [("reports", Some(14)), ("notices", Some(183)), ("decisions", Some(183)), ("pairings", None), ("exhibits", None)];

/// Severe slips that inspections have published: what was written.
const SEVERE: [&str; 8] = [
    "攻府",
    "中共人民共和国",
    "中华人民共合国",
    "中华人民大和国",
    "扫黑险恶",
    "十八年以来",
    "全国人民代表大大会",
    "习近平总书纪",
];

/// A page without pictures that is larger than this is slow on a telephone.
const HEAVY: usize = 200_000;

/// What the pages themselves have told.
#[derive(Default)]
struct Seen {
    pages: usize,
    /// Column folder → its name and the days of its pages.
    columns: BTreeMap<&'static str, (String, Vec<Date>)>,
    undated: Vec<String>,
    severe: Vec<String>,
    heavy: Vec<String>,
}

/// Returns the report; `due` names columns by folder that the site itself gives a number of days.
pub fn score(output: &Output, told: &[Diagnostic], at: Date, due: &BTreeMap<String, u32>) -> Score {
    let seen = see(output);
    let columns: Vec<Freshness> =
        DUE.iter().filter_map(|(folder, usual)| fresh(&seen, (*folder, *usual), at, due)).collect();
    let newest = seen.columns.values().flat_map(|(_, days)| days).max().copied();
    let stale: Vec<String> = columns.iter().filter(|one| one.stale).map(|one| one.name.clone()).collect();
    let mut items = vec![
        of_code(told, Code::BrokenLink, ("链接可用", "站内链接都打得开", Verdict::Poor)),
        of_code(told, Code::EmptyMeta, ("网页标签", "规定的标签都有内容", Verdict::Poor)),
        of_code(told, Code::PersonalData, ("个人信息", "没有公开手机号、身份证号等", Verdict::Veto)),
        of_code(told, Code::PageAlt, ("无障碍", "图片都有替代文本", Verdict::Poor)),
        of_code(told, Code::Elsewhere, ("站外资源", "不引用站外的脚本、样式和图片", Verdict::Poor)),
        of_code(told, Code::NoIdCode, ("网站标识码", "党务和政府网站写明标识码", Verdict::Poor)),
    ];
    items.push(item(("严重表述错误", "没有通报过的严重错字", Verdict::Veto), &seen.severe, "处"));
    items.push(home_item(newest, at));
    let many = if stale.len() >= 5 { Verdict::Veto } else { Verdict::Poor };
    items.push(item(("栏目更新", "各栏目在更新周期内有新内容；五个以上超期为单项否决", many), &stale, "个栏目超期"));
    items.push(item(("空白栏目", "没有内容的栏目不生成页面", Verdict::Good), &[], "个"));
    items.push(item(
        ("发布时间", "内容页都写明发布时间，没有日期的视为没有更新", Verdict::Poor),
        &seen.undated,
        "页没有发布时间",
    ));
    items.push(item(("网页大小", "不带图片的网页不超过 200 KB", Verdict::Poor), &seen.heavy, "页过大"));
    Score { at: at.to_string(), pages: seen.pages, items, columns }
}

fn see(output: &Output) -> Seen {
    let mut seen = Seen::default();
    for (route, artifact) in output.iter().filter(|(route, _)| route.is_html()) {
        let Some(bytes) = artifact.bytes() else { continue };
        seen.pages += 1;
        let address = format!("/{}", route.address());
        if bytes.len() > HEAVY {
            seen.heavy.push(format!("{address}（{} KB）", bytes.len() / 1000));
        }
        let text = String::from_utf8_lossy(bytes);
        seen.severe.extend(SEVERE.iter().filter(|slip| text.contains(**slip)).map(|slip| format!("{address}：{slip}")));
        look_at_column(&mut seen, route.as_str(), &address, bytes);
    }
    seen
}

fn look_at_column(seen: &mut Seen, route: &str, address: &str, bytes: &[u8]) {
    let Some((folder, rest)) = route.split_once('/') else { return };
    let Some(folder) = DUE.iter().map(|(name, _)| *name).find(|name| *name == folder) else { return };
    let page = page::read(bytes, Ways { opens: Some(&|_| true), lines: None });
    let meta = |name: &str| page.metas.iter().find(|(of, _)| *of == name).map(|(_, content)| content.as_str());
    let column = seen.columns.entry(folder).or_default();
    if rest == "index.html" {
        meta("ColumnName").unwrap_or(folder).clone_into(&mut column.0);
    }
    let is_record = rest.matches('/').count() == 1
        && !["page", "chapter", "honour", "kiosk"].iter().any(|list| rest.starts_with(&format!("{list}/")));
    match meta("PubDate").and_then(|date| date.get(..10)).map(Date::parse) {
        Some(Ok(day)) => column.1.push(day),
        // What stands where something was withdrawn is no content: it has no column's tags.
        _ if is_record && meta("ColumnName").is_some() => seen.undated.push(address.to_owned()),
        _ => {}
    }
}

fn fresh(
    seen: &Seen,
    (folder, usual): (&str, Option<u32>),
    at: Date,
    due: &BTreeMap<String, u32>,
) -> Option<Freshness> {
    let (name, days) = seen.columns.get(folder)?;
    let newest = days.iter().max().copied();
    let passed = newest.map(|newest| newest.days_until(at));
    let due = due.get(folder).copied().or(usual);
    let stale = due.is_some_and(|due| passed.is_none_or(|passed| i64::from(passed) > i64::from(due)));
    Some(Freshness {
        name: name.clone(),
        pages: days.len(),
        newest: newest.map(|day| day.to_string()).unwrap_or_default(),
        days: passed,
        due,
        stale,
    })
}

fn home_item(newest: Option<Date>, at: Date) -> Item {
    let passed = newest.map(|newest| newest.days_until(at));
    let is_fresh = passed.is_some_and(|passed| passed <= 14);
    let found = match (newest, passed) {
        (Some(newest), Some(passed)) if passed >= 0 => format!("最新的一条是 {newest}，已经 {passed} 天"),
        (Some(newest), _) => format!("最新的一条是 {newest}"),
        _ => "没有写明发布时间的内容".to_owned(),
    };
    let verdict = if is_fresh { Verdict::Good } else { Verdict::Veto };
    Item { name: "首页更新", rule: "两周内有新内容", verdict, found, places: Vec::new() }
}

fn of_code(told: &[Diagnostic], code: Code, about: (&'static str, &'static str, Verdict)) -> Item {
    let places: Vec<String> =
        told.iter().filter(|one| one.code == code).map(|one| format!("{}：{}", one.place.file, one.message)).collect();
    item(about, &places, "处")
}

/// An item that is good where there is nothing to tell, and else stands as `about` says.
fn item((name, rule, worst): (&'static str, &'static str, Verdict), places: &[String], measure: &str) -> Item {
    let (verdict, found) = if places.is_empty() {
        (Verdict::Good, "没有发现问题".to_owned())
    } else {
        (worst, format!("{}{measure}", places.len()))
    };
    Item { name, rule, verdict, found, places: places.iter().take(10).cloned().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Artifact, Route};

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    fn site(files: &[(&str, &str)]) -> Output {
        let mut output = Output::default();
        for (path, body) in files {
            assert!(output.add(Route::file(*path).expect("a route"), Artifact::new(body.as_bytes().to_vec())));
        }
        output
    }

    const COLUMN: &str = r#"<meta name="ColumnName" content="活动简报">"#;

    #[test]
    fn a_column_is_stale_when_its_newest_page_is_older_than_its_days() {
        let article = format!(r#"{COLUMN}<meta name="PubDate" content="2021-06-11 09:30">"#);
        let output = site(&[("reports/index.html", COLUMN), ("reports/a/index.html", &article)]);
        let columns = |at: &str, due: &[(&str, u32)]| {
            let due = due.iter().map(|(name, days)| ((*name).to_owned(), *days)).collect();
            score(&output, &[], day(at), &due).columns
        };
        let fresh = columns("2021-06-25", &[]);
        assert_eq!((fresh[0].name.as_str(), fresh[0].days, fresh[0].stale), ("活动简报", Some(14), false));
        assert!(columns("2021-06-26", &[])[0].stale);
        assert!(!columns("2021-06-26", &[("reports", 30)])[0].stale);
    }

    #[test]
    fn what_fails_a_site_by_itself_is_told_as_such() {
        let output = site(&[
            ("index.html", "市人民攻府"),
            ("notices/index.html", COLUMN),
            ("notices/a/index.html", COLUMN),
            ("notices/gone/index.html", "<p>不再公开"),
        ]);
        let score = score(&output, &[], day("2021-07-01"), &BTreeMap::new());
        let of = |name: &str| score.items.iter().find(|item| item.name == name).expect("the item");
        assert_eq!(of("严重表述错误").verdict, Verdict::Veto);
        assert_eq!(of("严重表述错误").places, ["/：攻府"]);
        assert_eq!(of("首页更新").verdict, Verdict::Veto);
        assert_eq!(
            (of("发布时间").verdict, of("发布时间").places.as_slice()),
            (Verdict::Poor, &["/notices/a/".to_owned()][..])
        );
        assert_eq!(of("链接可用").verdict, Verdict::Good);
    }
}

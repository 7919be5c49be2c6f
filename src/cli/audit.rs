//! The report of `check --audit`, as text, JSON or a page.
//!
//! **In:** a [`Score`]. **Out:** text. **Never:** a file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::asked::{Args, AuditForm};
use super::project::{Checked, moment};
use super::stop::Stop;
use crate::inspect::{Score, Verdict, score};
use crate::record::read;

/// Returns the report of what was checked, in the form that was asked for.
pub(super) fn report(args: &Args, checked: &Checked, form: AuditForm) -> Result<String, Stop> {
    let records = read(&checked.built.snapshot).value;
    let columns = records.site.iter().flat_map(|site| site.columns.iter());
    let due: BTreeMap<String, u32> =
        columns.filter_map(|(kind, column)| column.update_days.map(|days| (kind.folder().to_owned(), days))).collect();
    let score = score(&checked.built.output, &checked.built.diagnostics, moment(args)?.date(), &due);
    Ok(match form {
        AuditForm::Text => text(&score),
        AuditForm::Json => serde_json::to_string_pretty(&score).unwrap_or_default(),
        AuditForm::Html => html(&score),
        AuditForm::Stale => stale(&score),
    })
}

/// How many items stand so.
fn count(score: &Score, verdict: Verdict) -> usize {
    score.items.iter().filter(|item| item.verdict == verdict).count()
}

fn sum(score: &Score) -> String {
    format!(
        "共 {} 页，检查 {} 项：合格 {} 项，扣分 {} 项，单项否决 {} 项",
        score.pages,
        score.items.len(),
        count(score, Verdict::Good),
        count(score, Verdict::Poor),
        count(score, Verdict::Veto)
    )
}

fn days(due: Option<u32>) -> String {
    due.map_or("不限".to_owned(), |due| format!("{due} 天"))
}

fn text(score: &Score) -> String {
    let mut out = format!("政府网站检查自查（按 {}）\n{}\n", score.at, sum(score));
    for item in &score.items {
        let _ = write!(out, "\n[{}] {}：{}\n    要求：{}\n", item.verdict.chinese(), item.name, item.found, item.rule);
        for place in &item.places {
            let _ = writeln!(out, "    - {place}");
        }
    }
    out.push_str("\n栏目更新情况\n");
    for column in &score.columns {
        let newest = if column.newest.is_empty() { "没有" } else { &column.newest };
        let mark = if column.stale { "，超期" } else { "" };
        let _ = writeln!(
            out,
            "    {}：{} 页，最新 {newest}，更新周期 {}{mark}",
            column.name,
            column.pages,
            days(column.due)
        );
    }
    out.push_str("\n服务器能不能打开、有没有人回复来信，要另外检查\n");
    out
}

fn stale(score: &Score) -> String {
    let overdue: Vec<_> = score.columns.iter().filter(|column| column.stale).collect();
    if overdue.is_empty() {
        return format!("按 {}，没有超过更新周期的栏目", score.at);
    }
    let mut out = format!("按 {}，{} 个栏目超过更新周期", score.at, overdue.len());
    for column in overdue {
        let newest = if column.newest.is_empty() { "没有" } else { &column.newest };
        let _ = write!(out, "\n    {}：最新 {newest}，更新周期 {}", column.name, days(column.due));
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn html(score: &Score) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>政府网站检查自查 {at}</title><style>\
         body{{max-width:60rem;margin:2rem auto;padding:0 1rem;font-family:sans-serif;line-height:1.7;color:#241b16}}\
         table{{width:100%;border-collapse:collapse}}th,td{{padding:.5rem;border-bottom:1px solid #ccc;text-align:left;vertical-align:top}}\
         .veto{{color:#a30000;font-weight:700}}.poor{{color:#7a5600;font-weight:700}}</style></head><body>\
         <h1>政府网站检查自查</h1><p>按 {at}。{}。</p><table><thead><tr><th>检查项</th><th>结果</th><th>要求</th><th>发现</th></tr></thead><tbody>\n",
        sum(score),
        at = score.at,
    );
    for item in &score.items {
        let class = match item.verdict {
            Verdict::Good => "good",
            Verdict::Poor => "poor",
            Verdict::Veto => "veto",
        };
        let _ = write!(
            out,
            "<tr><th>{}</th><td class=\"{class}\">{}</td><td>{}</td><td>{}",
            item.name,
            item.verdict.chinese(),
            item.rule,
            escaped(&item.found)
        );
        for place in &item.places {
            let _ = write!(out, "<br>{}", escaped(place));
        }
        out.push_str("</td></tr>\n");
    }
    out.push_str("</tbody></table><h2>栏目更新情况</h2><table><thead><tr><th>栏目</th><th>页数</th><th>最新</th><th>更新周期</th><th>情况</th></tr></thead><tbody>\n");
    for column in &score.columns {
        let _ = writeln!(
            out,
            "<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            escaped(&column.name),
            column.pages,
            column.newest,
            days(column.due),
            if column.stale { "超期" } else { "正常" }
        );
    }
    out.push_str("</tbody></table><p>服务器能不能打开、有没有人回复来信，要另外检查。</p></body></html>\n");
    out
}

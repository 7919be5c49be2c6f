//! What the text of a paper says of its own list.
//!
//! Only what a program can be sure of: a number right before what is counted, and the set phrases for an order.
//!
//! **In:** a paper's text and its list. **Out:** contradictions. **Never:** a number whose meaning would have to be guessed.

use std::sync::Arc;

use crate::catalogue::names::{Meaning, Names};
use crate::diag::{Code, Diagnostics, Place};
use crate::prose::text;
use crate::record::{Decision, Head, Honour, Kind, Order, RecipientKind};

/// Tells decisions whose text names another total than their list has, or another order; lists of which only a part is known
/// are not counted.
pub(in crate::catalogue) fn said(
    decisions: &[Arc<Decision>],
    honours: &[Arc<Honour>],
    names: &Names,
    found: &mut Diagnostics,
) {
    for decision in decisions.iter().filter(|decision| !decision.head.draft && !decision.recipients.is_empty()) {
        let Some(body) = &decision.head.body else { continue };
        let words = text(&body.document);
        if decision.recipients.len() > 1 {
            another_order(&decision.head, (decision.order, &words), found);
        }
        let Meaning::One(at) = names.meaning(&decision.honour, &[Kind::Honour]) else { continue };
        let honour = honours.iter().find(|honour| honour.head.origin == names.known[at].origin);
        if let Some(honour) = honour.filter(|honour| honour.complete) {
            total(decision, (honour, body.place_of(0..0), &words), found);
        }
    }
}

fn total(decision: &Decision, (honour, place, words): (&Honour, Place, &str), found: &mut Diagnostics) {
    let counted = decision.recipients.len();
    let Some(said) = totals(words, honour).into_iter().find(|said| *said != counted) else { return };
    let measure = honour.recipient_kind.map_or("个", |kind| kind.measure());
    found
        .add(Code::TotalSaid, place, format!("正文说{said}{measure}，名单是{counted}{measure}"))
        .help("对照原文件核对名单和正文；手头只有一部分名单的话，在荣誉里加一行：名单完整: 否");
}

/// The totals that a text states: `共命名289个党支部`, `等12名同志`, `“百强党支部”289个`.
fn totals(words: &str, honour: &Honour) -> Vec<usize> {
    let mut totals = Vec::new();
    let is_digit = |c: char| c.is_ascii_digit();
    let mut from = 0;
    while let Some(start) = words[from..].find(is_digit).map(|at| from + at) {
        let end = words[start..].find(|c| !is_digit(c)).map_or(words.len(), |length| start + length);
        from = end;
        let Some(rest) = words[end..].strip_prefix(['个', '名']) else { continue };
        let before = words[..start].trim_end_matches(['”', '」', '》']);
        let is_titled = before.len() < start && before.ends_with(honour.head.name.as_str());
        if (is_titled || is_summed(before) && is_of_kind(rest, honour.recipient_kind))
            && let Ok(total) = words[start..end].parse()
        {
            totals.push(total);
        }
    }
    totals
}

fn is_summed(before: &str) -> bool {
    let verbs = ["命名", "表彰", "授予", "选树", "评选", "确定", ""];
    verbs.iter().any(|verb| before.strip_suffix(verb).is_some_and(|before| before.ends_with(['共', '等'])))
}

fn is_of_kind(rest: &str, kind: Option<RecipientKind>) -> bool {
    let nouns: &[&str] = match kind {
        Some(RecipientKind::Branch) => &["党支部", "支部", "党组织", "基层党组织", "党总支"],
        Some(RecipientKind::Person) => &["同志", "党员", "共产党员", "个人"],
        Some(RecipientKind::Post) => &["岗位", "模范岗"],
        Some(RecipientKind::Unit) => &["单位", "机关"],
        Some(RecipientKind::Brand) => &["品牌"],
        None => &[],
    };
    nouns.iter().any(|noun| rest.starts_with(noun))
}

/// The phrases that name an order, and what they name.
const PHRASES: [(&str, &[Order]); 6] = [
    ("姓氏笔画为序", &[Order::SurnameStroke, Order::FullnameStroke]),
    ("姓氏笔画排序", &[Order::SurnameStroke, Order::FullnameStroke]),
    ("姓名笔画为序", &[Order::SurnameStroke, Order::FullnameStroke]),
    ("机构序列为序", &[Order::Unit]),
    ("机构序列排序", &[Order::Unit]),
    ("得分高低为序", &[Order::Score]),
];

/// Tells a paper whose text names another order than the list has.
pub(in crate::catalogue) fn order(head: &Head, order: Order, count: usize, found: &mut Diagnostics) {
    if let Some(body) = head.body.as_ref().filter(|_| count > 1) {
        another_order(head, (order, &text(&body.document)), found);
    }
}

fn another_order(head: &Head, (order, words): (Order, &str), found: &mut Diagnostics) {
    let said = PHRASES.iter().find(|(phrase, _)| words.contains(phrase));
    let Some((phrase, orders)) = said.filter(|(_, orders)| !orders.contains(&order)) else { return };
    let right = orders[0].chinese();
    found
        .add(Code::OrderSaid, head.origin.clone(), format!("正文说以{phrase}，名单却按「{}」排", order.chinese()))
        .help(format!("加一行「排序: {right}」，名单下面的说明也会照着写；或者改正文"));
}

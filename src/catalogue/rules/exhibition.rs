//! The exhibition: numbers 1…expected without gap or repeat, and only subjects that are eligible.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::graph::Catalogue;
use crate::diag::{Code, Diagnostics, Place};
use crate::record;

/// Tells numbers out of range, repeated or missing; drafts count, for they hold their place.
pub(in crate::catalogue) fn numbers(
    exhibits: &[Arc<record::Exhibit>],
    exhibition: Option<&record::Exhibition>,
    whole: bool,
    found: &mut Diagnostics,
) {
    let Some(exhibition) = exhibition else {
        if let Some(first) = exhibits.first() {
            found
                .add(Code::NoExhibition, first.head.origin.clone(), "有展品，但没有 content/exhibition.yaml")
                .help("建一个 exhibition.yaml，写上标题、应有数和资格");
        }
        return;
    };
    let expected = exhibition.expected.unwrap_or(u32::try_from(exhibits.len()).unwrap_or(u32::MAX));
    let mut seen: BTreeMap<u32, &Place> = BTreeMap::new();
    for exhibit in exhibits {
        let place = exhibit.head.origin.at("no");
        if exhibit.no == 0 || exhibit.no > expected {
            found
                .add(Code::ExhibitRange, place, format!("展品序号 {} 不在 1 到 {expected} 之间", exhibit.no))
                .help("改好序号；展品增加了就改 exhibition.yaml 的应有数");
        } else if let Some(first) = seen.get(&exhibit.no) {
            found
                .add(Code::ExhibitTwice, place, format!("展品序号 {} 重复", exhibit.no))
                .label(first.at("no"), "另一件展品在这里用了它")
                .help("改成没有用过的序号");
        } else {
            seen.insert(exhibit.no, &exhibit.head.origin);
        }
    }
    if whole {
        gaps(expected, &seen, exhibition, found);
    }
}

fn gaps(expected: u32, seen: &BTreeMap<u32, &Place>, exhibition: &record::Exhibition, found: &mut Diagnostics) {
    const SHOWN: usize = 20;
    let missing: Vec<u32> = (1..=expected.min(100_000)).filter(|no| !seen.contains_key(no)).collect();
    if missing.is_empty() || seen.is_empty() && exhibition.expected.is_none() {
        return;
    }
    let list = missing.iter().take(SHOWN).map(u32::to_string).collect::<Vec<_>>().join("、");
    let rest = if missing.len() > SHOWN { "等" } else { "" };
    found
        .add(
            Code::ExhibitGap,
            exhibition.origin.at("expected"),
            format!("应有 {expected} 件展品，缺 {} 件：第 {list} 号{rest}", missing.len()),
        )
        .help("补上这些展品；还没写好的可以先建草稿占住序号；或者改好应有数");
}

/// Tells exhibits whose subject holds none of the honours that make it eligible.
pub(in crate::catalogue) fn eligible(catalogue: &Catalogue, found: &mut Diagnostics) {
    let Some(exhibition) = &catalogue.exhibition else { return };
    if exhibition.eligible.is_empty() {
        return;
    }
    let names: Vec<&str> = catalogue.eligible.iter().map(|id| catalogue.honours[*id].name()).collect();
    for (_, exhibit) in catalogue.exhibits.iter() {
        let Some(subject) = exhibit.links.subject else { continue };
        if catalogue.honours_of(subject).any(|grant| catalogue.eligible.contains(&grant.honour)) {
            continue;
        }
        let who = &catalogue.subject(subject).name;
        found
            .add(Code::NotEligible, exhibit.head().origin.at("subject"), format!("「{who}」没有参展所需的荣誉"))
            .help(format!("在决定的名单里授予它其中一项：{}", names.join("、")));
    }
}

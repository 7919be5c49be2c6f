//! One name in two spellings: `示例单位（甲）` and `示例单位甲`.
//!
//! **In:** the names of all records. **Out:** a problem for each second spelling. **Never:** two people of the same name; that
//! happens.

use std::collections::BTreeMap;

use crate::catalogue::names::{Known, Names, folded};
use crate::diag::{Code, Diagnostics};
use crate::record::Kind;

/// Tells records of one kind whose names differ in nothing but marks, spaces and the width of letters.
pub(in crate::catalogue) fn spellings(names: &Names, found: &mut Diagnostics) {
    let mut seen: BTreeMap<(Kind, String), &Known> = BTreeMap::new();
    let may_be_honoured = |kind: Kind| matches!(kind, Kind::Unit | Kind::Branch | Kind::Person | Kind::Post);
    for known in names.known.iter().filter(|known| may_be_honoured(known.kind) && !known.name.is_empty()) {
        let first = *seen.entry((known.kind, bare(&known.name))).or_insert(known);
        if first.name == known.name {
            continue;
        }
        found
            .add(
                Code::TwoSpellings,
                known.origin.at("name"),
                format!("「{}」和「{}」只差标点、空格或全角半角", known.name, first.name),
            )
            .label(first.origin.at("name"), "另一种写法在这里")
            .help("是同一个的话，统一写法，只留一条记录；不是的话，把名称写得能分清");
    }
}

/// The letters of a name alone.
fn bare(name: &str) -> String {
    folded(name).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

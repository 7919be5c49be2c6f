//! One name in two spellings: `示例单位（甲）` and `示例单位甲`.
//!
//! **In:** the names of all records. **Out:** a problem for each second spelling. **Never:** two people of the same name; that
//! happens.

use rustc_hash::FxHashMap;

use crate::catalogue::names::{Known, Names, letters};
use crate::diag::{Code, Diagnostics};
use crate::record::Kind;

/// Tells records of one kind whose names differ in nothing but marks, spaces and the width of letters.
pub(in crate::catalogue) fn spellings(names: &Names, found: &mut Diagnostics) {
    let may_be_honoured = |kind: Kind| matches!(kind, Kind::Unit | Kind::Branch | Kind::Person | Kind::Post);
    let mut seen: FxHashMap<(Kind, u64), &Known> = FxHashMap::default();
    seen.reserve(names.known.len());
    for known in names.known.iter().filter(|known| may_be_honoured(known.kind) && !known.name.is_empty()) {
        let first = *seen.entry((known.kind, known.letters)).or_insert(known);
        // Letters of one hash are nearly always the same letters.
        if first.name == known.name || letters(&first.name) != letters(&known.name) {
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

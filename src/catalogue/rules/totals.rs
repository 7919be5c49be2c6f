//! Totals: what decisions confer is what was declared.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::names::{Meaning, Names};
use crate::diag::{Code, Diagnostics};
use crate::record::{Decision, Honour, Kind};

/// Tells honours whose declared total differs from the recipients of all decisions, at whatever time they are published;
/// drafts do not count, and an excerpt is not checked.
pub(in crate::catalogue) fn totals(
    honours: &[Arc<Honour>],
    decisions: &[Arc<Decision>],
    names: &Names,
    found: &mut Diagnostics,
) {
    let mut conferred: BTreeMap<usize, usize> = BTreeMap::new();
    for decision in decisions.iter().filter(|decision| !decision.head.draft) {
        if let Meaning::One(at) = names.meaning(&decision.honour, &[Kind::Honour]) {
            *conferred.entry(at).or_default() += decision.recipients.len();
        }
    }
    for honour in honours.iter().filter(|honour| honour.complete && !honour.head.draft) {
        let Some(expected) = honour.expected else { continue };
        let Some(at) = names.known.iter().position(|known| known.origin == honour.head.origin) else { continue };
        let counted = conferred.get(&at).copied().unwrap_or(0);
        if counted == expected as usize {
            continue;
        }
        let measure = honour.recipient_kind.map_or("个", |kind| kind.measure());
        found
            .add(
                Code::TotalMismatch,
                honour.head.origin.at("expected"),
                format!("「{}」应有 {expected}{measure}，决定里的名单共 {counted}{measure}", honour.head.name),
            )
            .help("核对各批名单；手头只有一部分名单的话，加一行：名单完整: 否");
    }
}

//! Pairings: two sides, and not the same on both.

use crate::catalogue::nodes::Pairing;
use crate::diag::{Code, Diagnostics};
use crate::record::{PairingType, Side};

/// Tells a pairing with itself, and one that lacks a side.
pub(in crate::catalogue) fn sides(pairing: &Pairing, found: &mut Diagnostics) {
    lacking(pairing, found);
    let links = &pairing.links;
    let record = &pairing.record;
    for (n, mentee) in links.mentees.iter().enumerate() {
        if let Some(at) = links.mentors.iter().position(|mentor| mentor == mentee) {
            itself(record.mentees.get(n), record.mentors.get(at), found);
        }
    }
    for (n, partner) in links.partners.iter().enumerate() {
        if let Some(at) = links.partners[..n].iter().position(|other| other == partner) {
            itself(record.partners.get(n), record.partners.get(at), found);
        }
    }
}

fn itself(here: Option<&Side>, there: Option<&Side>, found: &mut Diagnostics) {
    let (Some(here), Some(there)) = (here, there) else { return };
    found
        .add(Code::PairingSelf, here.place.clone(), "结对双方是同一个对象")
        .label(there.place.clone(), "这里写的也是它")
        .help("把其中一方改成真正结对的对象");
}

fn lacking(pairing: &Pairing, found: &mut Diagnostics) {
    let record = &pairing.record;
    let origin = &record.head.origin;
    let mentoring =
        record.kind == Some(PairingType::Mentoring) || !record.mentors.is_empty() || !record.mentees.is_empty();
    if mentoring && (record.mentors.is_empty() || record.mentees.is_empty()) {
        let lacks = if record.mentors.is_empty() { "帮带方" } else { "帮带对象" };
        found
            .add(Code::PairingSides, origin.clone(), format!("帮带缺少{lacks}"))
            .help(format!("加上「{lacks}」，每个一行，以「- 」开头"));
    } else if !mentoring && record.partners.len() < 2 {
        found
            .add(Code::PairingSides, origin.clone(), "结对不足两方")
            .help("在「共建方」里写上双方；外单位写成 {名称: 单位名}");
    }
}

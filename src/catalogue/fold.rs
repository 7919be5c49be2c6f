//! Honours folded from decisions: the only place where anything is counted.
//!
//! **In:** decisions in force, in the order of their dates. **Out:** grants, rolls by batch, totals. **Never:** a total
//! that somebody typed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::id::{DecisionId, HonourId, Subject};
use super::linker::Linker;
use super::nodes::{Decision, Honour};
use super::order::{Ground, sorted};
use super::roll::{Batch, Grant, Revocation, Roll, Who};
use super::table::Table;
use crate::diag::{Code, Place};
use crate::record::{Kind, RecipientKind, Target};

/// Folds the decisions; afterwards decisions, honours and grants know of each other.
pub(super) fn fold(
    decisions: &mut Table<Decision>,
    honours: &mut Table<Honour>,
    ground: &Ground,
    linker: &mut Linker,
) -> Vec<Grant> {
    let mut order: Vec<DecisionId> = decisions.ids().collect();
    order.sort_by_key(|id| {
        let record = &decisions[*id].record;
        let day = record.date.or_else(|| record.head.publish.map(|moment| moment.date()));
        (day, record.batch, record.head.publish, *id)
    });
    let mut grants = Vec::new();
    for id in order {
        let Some(honour) = decisions[id].links.honour else { continue };
        let kinds = honours[honour].record.recipient_kind;
        let conferred = confer(&decisions[id], id, (honour, kinds), &mut grants, linker);
        let revoked = revoke(&decisions[id], id, (honour, kinds), &mut grants, linker);
        let record = &decisions[id].record;
        let places =
            |n: usize| record.recipients.get(n).map_or_else(|| record.head.origin.clone(), |r| r.place.clone());
        let rows: Vec<(usize, &Grant, Place)> =
            conferred.iter().map(|(n, at)| (*at, &grants[*at], places(*n))).collect();
        let listed = sorted(rows, record.order, ground, linker);
        add_to_roll(&mut Arc::make_mut(&mut honours.rows_mut()[honour.index()]).links, id, record.batch, &listed);
        if !revoked.is_empty() {
            let revocation = Revocation { decision: id, grants: revoked.clone() };
            Arc::make_mut(&mut honours.rows_mut()[honour.index()]).links.revocations.push(revocation);
        }
        let links = &mut Arc::make_mut(&mut decisions.rows_mut()[id.index()]).links;
        links.grants = listed;
        links.revoked = revoked;
    }
    close(honours, &grants);
    grants
}

/// Adds a decision's grants; returns each with its line in the list.
fn confer(
    decision: &Decision,
    id: DecisionId,
    (honour, kinds): (HonourId, Option<RecipientKind>),
    grants: &mut Vec<Grant>,
    linker: &mut Linker,
) -> Vec<(usize, usize)> {
    let mut seen: BTreeMap<Who, &Place> = BTreeMap::new();
    let mut tokens: BTreeMap<&str, &Place> = BTreeMap::new();
    let mut conferred = Vec::new();
    for (line, recipient) in decision.record.recipients.iter().enumerate() {
        let place = || recipient.place.clone();
        let Some(who) = who(&recipient.target, kinds, place, linker) else { continue };
        if let Some(first) = seen.insert(who.clone(), &recipient.place) {
            linker
                .found
                .add(Code::RecipientTwice, place(), "同一对象在名单里出现两次")
                .label(first.clone(), "第一次在这里")
                .help("删去重复的一个");
            continue;
        }
        if !recipient.token_no.is_empty()
            && let Some(first) = tokens.insert(&recipient.token_no, &recipient.place)
        {
            linker
                .found
                .add(Code::TokenTwice, place(), format!("牌证号「{}」用了两次", recipient.token_no))
                .label(first.clone(), "第一次在这里")
                .help("核对标牌或证书，改好其中一个");
        }
        conferred.push((line, grants.len()));
        grants.push(Grant {
            decision: id,
            honour,
            batch: decision.record.batch,
            who,
            token_no: recipient.token_no.clone(),
            score: recipient.score,
            revoked: None,
        });
    }
    conferred
}

/// Marks what a decision takes away; returns the grants.
fn revoke(
    decision: &Decision,
    id: DecisionId,
    (honour, kinds): (HonourId, Option<RecipientKind>),
    grants: &mut [Grant],
    linker: &mut Linker,
) -> Vec<usize> {
    let mut revoked = Vec::new();
    for recipient in &decision.record.revokes {
        let Some(who) = who(&recipient.target, kinds, || recipient.place.clone(), linker) else { continue };
        let held = grants.iter().rposition(|g| g.honour == honour && g.who == who && g.revoked.is_none());
        match held {
            Some(at) => {
                grants[at].revoked = Some(id);
                revoked.push(at);
            }
            // It may be a decision that was taken down meanwhile: no build turns wrong because time goes by.
            None if linker.names.has_withdrawn(Kind::Decision) => {}
            None => {
                linker
                    .found
                    .add(Code::RevokeNothing, recipient.place.clone(), "要撤销的荣誉此前没有授予")
                    .help("核对名称，以及授予它的决定的日期是否在前");
            }
        }
    }
    revoked
}

fn who(target: &Target, kind: Option<RecipientKind>, place: impl Fn() -> Place, linker: &mut Linker) -> Option<Who> {
    let kinds: &[Kind] = kind.map_or(super::linker::SUBJECTS, RecipientKind::kinds);
    match target {
        Target::Record(word) => {
            let owner =
                (kind == Some(RecipientKind::Brand)).then(|| linker.names.owner_of_brand(word, kinds)).flatten();
            linker.recipient(owner.as_deref().unwrap_or(word), kinds, place).map(Who::Subject)
        }
        Target::Name(name) if kind == Some(RecipientKind::Brand) => Some(Who::Name(name.clone())),
        Target::Name(name) => {
            linker
                .found
                .add(Code::RecipientKind, place(), format!("「{name}」没有记录，不能授予这个荣誉"))
                .help("先给它建记录；只有授予品牌的荣誉可以只写名称");
            None
        }
    }
}

fn add_to_roll(roll: &mut Roll, decision: DecisionId, number: Option<u32>, listed: &[usize]) {
    if listed.is_empty() {
        return;
    }
    let same = |batch: &&mut Batch| number.is_some() && batch.number == number;
    match roll.batches.iter_mut().find(same) {
        Some(batch) => {
            batch.decisions.push(decision);
            batch.grants.extend_from_slice(listed);
        }
        None => roll.batches.push(Batch { number, decisions: vec![decision], grants: listed.to_vec() }),
    }
}

/// Takes what was revoked out of the batches, and puts them in the order of their numbers.
fn close(honours: &mut Table<Honour>, grants: &[Grant]) {
    for honour in honours.rows_mut() {
        let roll = &mut Arc::make_mut(honour).links;
        for batch in &mut roll.batches {
            batch.grants.retain(|at| grants[*at].revoked.is_none());
        }
        roll.batches.retain(|batch| !batch.grants.is_empty());
        roll.batches.sort_by_key(|batch| batch.number.unwrap_or(u32::MAX));
    }
}

/// Returns the grants of each subject, oldest first.
pub(super) fn held(grants: &[Grant]) -> BTreeMap<Subject, Vec<usize>> {
    let mut held: BTreeMap<Subject, Vec<usize>> = BTreeMap::new();
    for (at, grant) in grants.iter().enumerate() {
        if let Who::Subject(subject) = grant.who {
            held.entry(subject).or_default().push(at);
        }
    }
    held
}

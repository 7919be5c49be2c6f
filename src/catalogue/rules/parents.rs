//! Parents: a unit or a branch cannot stand above itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::id::Id;
use crate::catalogue::nodes::{Node, Recorded};
use crate::catalogue::table::Table;
use crate::diag::{Code, Diagnostics};

/// A circle of more is told by so many of its names.
const FEW: usize = 10;

/// Tells every circle of parents once, at its first record in the order of files.
pub(in crate::catalogue) fn cycles<R: Recorded, L>(
    table: &Table<Node<R, L>>,
    parent: impl Fn(&Node<R, L>) -> Option<Id<R>>,
    found: &mut Diagnostics,
) {
    let mut settled = BTreeSet::new();
    for (start, _) in table.iter() {
        let mut path = Vec::new();
        let mut on_path = BTreeMap::new();
        let mut at = Some(start);
        while let Some(id) = at.filter(|id| !settled.contains(&id.index())) {
            if let Some(from) = on_path.insert(id.index(), path.len()) {
                tell(&path[from..], table, found);
                break;
            }
            path.push(id);
            at = parent(&table[id]);
        }
        settled.extend(on_path.into_keys());
    }
}

fn tell<R: Recorded, L>(circle: &[Id<R>], table: &Table<Node<R, L>>, found: &mut Diagnostics) {
    let mut names: Vec<&str> = circle.iter().chain(circle.first()).map(|id| table[*id].name()).collect();
    if names.len() > FEW {
        names.splice(FEW - 2..names.len() - 1, ["…"]);
    }
    let first = &table[circle[0]];
    let problem =
        found.add(Code::ParentCycle, first.head().origin.at("parent"), format!("上级绕成了圈：{}", names.join(" → ")));
    for id in circle.iter().skip(1).take(FEW) {
        problem.label(table[*id].head().origin.at("parent"), "圈里的另一处");
    }
    problem.help("改好其中一个的上级");
}

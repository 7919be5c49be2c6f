//! One problem of one file, and how the same problem of many files is told once.
//!
//! **In:** [`Problem`]s with the numbers of their files. **Out:** diagnostics in the order of routes.
//! **Never:** says the same of a hundred pages a hundred times; a person's number is told of every record instead.

use std::collections::BTreeMap;

use super::site::{Rules, Site};
use crate::diag::{Code, Diagnostics, Place, Spot};
use crate::output::Route;

/// What is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) code: Code,
    /// Equal subjects are the same problem on other pages: a link's target, a number.
    pub(super) subject: String,
    /// What follows the name of the page: `里的链接「…」打不开`.
    pub(super) fact: String,
    pub(super) help: String,
    /// The line of the file itself, where it is one that somebody wrote.
    pub(super) line: Option<usize>,
}

/// More files than this with the same problem are told as one.
const FEW: usize = 3;

/// Adds the problems to `found`; `problems` are in the order of files.
pub(super) fn tell(site: &Site<'_>, rules: &Rules<'_>, problems: Vec<(usize, Problem)>) -> Diagnostics {
    let mut groups: BTreeMap<(Code, String), Vec<(usize, Problem)>> = BTreeMap::new();
    for (file, problem) in problems {
        groups.entry((problem.code, problem.subject.clone())).or_default().push((file, problem));
    }
    let mut found = Diagnostics::default();
    for mut group in groups.into_values() {
        group.dedup_by_key(|(file, _)| *file);
        let files: Vec<usize> = group.iter().map(|(file, _)| *file).collect();
        let personal = group.first().is_some_and(|(_, problem)| problem.code == Code::PersonalData);
        let made_from_records = files.iter().any(|file| rules.origins.contains_key(site.files[*file]));
        if personal && made_from_records {
            // Each record that tells a number has to be changed; lists, feeds and data follow from the records.
            group.retain(|(file, _)| rules.origins.contains_key(site.files[*file]));
            tell_each(site, rules, group, &mut found);
        } else if files.len() > FEW {
            tell_once(site, rules, &group, &files, &mut found);
        } else {
            tell_each(site, rules, group, &mut found);
        }
    }
    found
}

fn tell_each(site: &Site<'_>, rules: &Rules<'_>, group: Vec<(usize, Problem)>, found: &mut Diagnostics) {
    for (file, problem) in group {
        let route = site.files[file];
        let message = format!("{} {}{}", noun(route), shown(route), problem.fact);
        found.add(problem.code, at_line(place(rules, route), problem.line), message).help(problem.help);
    }
}

fn tell_once(site: &Site<'_>, rules: &Rules<'_>, group: &[(usize, Problem)], files: &[usize], found: &mut Diagnostics) {
    let known = |(file, _): &&(usize, Problem)| rules.origins.contains_key(site.files[*file]);
    let Some((file, problem)) = group.iter().find(known).or_else(|| group.first()) else { return };
    let route = site.files[*file];
    let pages = files.iter().all(|file| site.files[*file].is_html());
    let noun = if pages { "页面" } else { "文件" };
    let message = format!("{noun} {}等共 {} 个{noun}{}", shown(route), files.len(), problem.fact);
    found.add(problem.code, place(rules, route), message).help(&problem.help);
}

/// The line of a file that is published as it is; a record's place says more than a line of the page made from it.
fn at_line(place: Place, line: Option<usize>) -> Place {
    match (line, &place.spot) {
        (Some(line), Spot::Whole) if place.file.starts_with("content/") => place.line(line, 1),
        _ => place,
    }
}

fn noun(route: &Route) -> &'static str {
    if route.is_html() { "页面" } else { "文件" }
}

/// Returns the address as a visitor reads it, with a space after it: `/exhibits/05/ `.
fn shown(route: &Route) -> String {
    format!("/{} ", route.address())
}

fn place(rules: &Rules<'_>, route: &Route) -> Place {
    rules.origins.get(route).cloned().unwrap_or_else(|| Place::file(format!("public/{route}")))
}

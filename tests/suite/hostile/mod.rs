//! What no editor would write, and somebody may send: at least 150 files and records that must be refused in an editor's
//! words, and never harm.
//!
//! Each case is laid over the small sound project `tests/sites/base`. It says which problems are told, and nothing else is:
//! none is a panic, and each names a file and a line. What has no problem is accepted as it is, which is said too. Cases
//! that could cost time or memory are run once more through the program, in little memory and little time ([`limits`]).

mod address;
mod case;
mod limits;
mod path;
mod photo;
mod prose;
mod record;
mod table;
mod template;
mod workbook;
mod yaml;

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use case::Case;

/// Every case.
fn all() -> Vec<Case> {
    let groups = [
        yaml::cases(),
        prose::cases(),
        table::cases(),
        workbook::cases(),
        photo::cases(),
        path::cases(),
        address::cases(),
        record::cases(),
        template::cases(),
    ];
    groups.into_iter().flatten().collect()
}

#[test]
fn what_is_hostile_is_told_and_does_no_harm() {
    let cases = all();
    assert!(cases.len() >= 150, "{} cases", cases.len());
    let amiss: Vec<String> = cases.par_iter().filter_map(amiss).collect();
    assert!(amiss.is_empty(), "{} of {}:\n{}", amiss.len(), cases.len(), amiss.join("\n"));
}

/// What is wrong with how a case was told; `None`: nothing.
fn amiss(case: &Case) -> Option<String> {
    let Ok(site) = catch_unwind(AssertUnwindSafe(|| case.project().build())) else {
        return Some(format!("{}: a panic", case.name));
    };
    let mut codes: Vec<&str> = site.problems.iter().filter_map(|problem| problem.split(' ').next()).collect();
    codes.dedup();
    let told = codes.join(" ");
    let placed = site.problems.iter().all(|problem| {
        let (file, line) = problem.rsplit_once(':').unwrap_or_default();
        file.len() > 6 && line.parse::<u32>().is_ok_and(|line| line > 0)
    });
    let messages: Vec<&String> = site.messages.iter().take(3).collect();
    (told != case.told || !placed)
        .then(|| format!("{}: told [{told}] and not [{}]\n    {messages:?}", case.name, case.told))
}

#[test]
fn no_two_cases_have_one_name() {
    let mut names: Vec<String> = all().into_iter().map(|case| case.name).collect();
    names.sort();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}

//! Literate cases: this content gives exactly these problems at these lines, and no others.
//!
//! The prose between the cases in `problems/*.md` is the specification.

use std::fmt::Write as _;

#[cfg(feature = "print")]
use bangyang::plan::Purpose;

use crate::support::case::{Case, cases};
use crate::support::files::{below, text};
#[cfg(feature = "print")]
use crate::support::printed::Product;

/// Runs the cases of one file and fails with all that differ.
fn file(name: &str) {
    let mut amiss = String::new();
    for case in cases(&text(&format!("tests/suite/problems/{name}.md"))) {
        let (problems, messages) = told(&case);
        let mut expected = case.expected.clone();
        expected.sort();
        if problems != expected {
            let _ = write!(
                amiss,
                "\n{name}.md:{} {}\n  expected {expected:#?}\n  told {messages:#?}\n",
                case.line, case.title
            );
        }
    }
    assert!(amiss.is_empty(), "{amiss}");
}

/// Problems and messages of a case: of its site, or of what it prints.
fn told(case: &Case) -> (Vec<String>, Vec<String>) {
    #[cfg(feature = "print")]
    if let Some(word) = &case.print {
        let product = Product::ALL.into_iter().find(|product| product.english() == word).expect("a product");
        let mut project = case.project();
        if !case.has_fonts {
            project.without_fonts();
        }
        let printed = project.print(product, |order| order.purpose = Purpose::Press);
        return (printed.problems, printed.messages);
    }
    let site = case.project().build();
    (site.problems, site.messages)
}

macro_rules! literate {
    ($($(#[$only:meta])* $name:ident $sentence:ident;)*) => {
        $($(#[$only])* #[test] fn $sentence() { file(stringify!($name)); })*

        const FILES: &[&str] = &[$(stringify!($name)),*];
    };
}

literate! {
    source what_cannot_be_read_is_told_in_an_editors_words;
    record a_record_is_whole_and_each_value_is_what_its_field_asks_for;
    references references_lead_to_one_record_that_is_published;
    honours honours_are_folded_from_decisions_and_checked_against_them;
    exhibition an_exhibition_is_whole_and_shows_only_who_is_eligible;
    notices a_period_begins_and_ends_on_working_days_of_a_known_calendar;
    pictures photos_are_there_can_be_used_and_have_words;
    pairings a_pairing_has_two_sides;
    #[cfg(feature = "print")]
    printing what_a_printer_would_ask_is_told_before_anything_is_printed;
    finished the_finished_bytes_are_looked_at_before_they_are_published;
    sound what_an_office_makes_of_a_table_is_no_error;
}

#[test]
fn no_file_of_cases_is_left_out() {
    let names: Vec<String> = below("tests/suite/problems").into_keys().collect();
    let left: Vec<&String> = names.iter().filter(|name| !FILES.contains(&name.trim_end_matches(".md"))).collect();
    assert!(left.is_empty(), "not in literate!: {left:?}");
}

#[test]
fn the_project_under_the_cases_has_no_problem_itself() {
    assert_eq!(crate::support::Project::from("base").build().messages, [""; 0]);
}

//! Problems as the preview lays them over a page.
//!
//! **In:** problems and their files. **Out:** one [`Card`] each: plain texts, so that whoever draws them need not know
//! places. **Never:** markup; an editor's `<script>` is text.

use rayon::prelude::*;

use super::files::Files;
use super::parts::Parts;
use super::visible::{visible, window};
use crate::diag::{Diagnostic, Place, Severity};

/// A line as it is shown, cut in three: what stands before the words that are meant, they themselves, what follows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quoted {
    /// Before.
    pub before: String,
    /// The words that are meant.
    pub meant: String,
    /// After.
    pub after: String,
}

/// Where something stands, as people say it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Site {
    /// The file, relative to the project's root; empty where there is none.
    pub file: String,
    /// The line or row from 1; 0 for the whole file.
    pub line: usize,
    /// The column from 1; 0 where there is none.
    pub column: usize,
    /// The sheet of a workbook, with the row.
    pub sheet: String,
    /// What stands there.
    pub quoted: Quoted,
    /// What is to be said of it; empty for the place of the problem itself.
    pub text: String,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// `E0301`
    pub number: &'static str,
    /// Whether it forbids publishing.
    pub is_error: bool,
    /// The fact.
    pub message: String,
    /// The way out; may be empty.
    pub help: String,
    /// Where it is, then further places.
    pub sites: Vec<Site>,
}

/// Returns a card for each of `diagnostics`, in their order.
pub fn overlay(diagnostics: &[Diagnostic], files: &Files) -> Vec<Card> {
    let parts = Parts::of(diagnostics, files.snapshot);
    diagnostics.par_iter().map(|problem| card(problem, files, &parts)).collect()
}

/// Returns where `place` is and what stands there.
pub fn site(place: &Place, files: &Files) -> Site {
    at((place, ""), files, &Parts::default())
}

fn card(problem: &Diagnostic, files: &Files, parts: &Parts) -> Card {
    let own = std::iter::once((&problem.place, ""));
    let labels = problem.labels.iter().map(|label| (&label.place, label.text.as_str()));
    Card {
        number: problem.code.number(),
        is_error: problem.severity() == Severity::Error,
        message: visible(&problem.message),
        help: visible(&problem.help),
        sites: own.chain(labels).map(|place| at(place, files, parts)).collect(),
    }
}

fn at((place, text): (&Place, &str), files: &Files, parts: &Parts) -> Site {
    let located = files.locate(place, parts);
    let mut quoted = Quoted::default();
    if located.line > 0 && !located.text.is_empty() {
        let shown = window(&located.text, located.column, located.length);
        quoted.before = shown.text[..shown.from].to_owned();
        quoted.meant = shown.text[shown.from..shown.to].to_owned();
        quoted.after = shown.text[shown.to..].to_owned();
    }
    Site {
        file: visible(&place.file),
        line: located.line,
        column: located.column,
        sheet: visible(&located.sheet),
        quoted,
        text: visible(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Diagnostics};
    use crate::source::{Snapshot, Source};

    #[test]
    fn a_card_shows_the_line_with_the_words_that_are_meant() {
        let mut snapshot = Snapshot::default();
        let source = Source::new("content/people/a.yaml", "- 姓名: 示例党员甲\n  单位: 示例单位\n".into());
        snapshot.sources.insert(source.path.clone(), source);
        let words = |_: &str, written: &str, key: &str| (written, key) == ("单位", "unit");
        let files = Files { snapshot: &snapshot, words: &words };
        let place = Place::file("content/people/a.yaml").nth(0);
        let mut found = Diagnostics::default();
        let problem = found.add(Code::Dangling, place.at("unit"), "找不到「示例单位」");
        problem.help("先建这个单位").label(Place::file("content/units"), "单位在这里");
        let cards = overlay(&found.sorted(), &files);
        assert_eq!((cards[0].number, cards[0].is_error, cards[0].help.as_str()), ("E0301", true, "先建这个单位"));
        let own = &cards[0].sites[0];
        assert_eq!((own.line, own.column), (2, 7));
        let quoted = Quoted { before: "  单位: ".to_owned(), meant: "示例单位".to_owned(), after: String::new() };
        assert_eq!(own.quoted, quoted);
        assert_eq!((cards[0].sites[1].line, cards[0].sites[1].text.as_str()), (0, "单位在这里"));
        assert_eq!(site(&place.at("unit"), &files), *own);
    }
}

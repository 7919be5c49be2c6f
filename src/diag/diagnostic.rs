//! One problem, and the list that every stage adds to.
//!
//! **In:** what a rule found. **Out:** [`Diagnostics`] in the order of files. **Never:** a sentence without a place.

use std::fmt::Write as _;

use super::code::{Code, Severity};
use super::place::Place;

/// A second place that explains the first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What stands there, in Chinese.
    pub text: String,
}

/// One problem: a fact with its place and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem it is.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// The fact, in one short Chinese sentence.
    pub message: String,
    /// Further places.
    pub labels: Vec<Label>,
    /// What to do, in Chinese; may be empty.
    pub help: String,
}

impl Diagnostic {
    /// Adds a second place with its explanation.
    pub fn label(&mut self, place: Place, text: impl Into<String>) -> &mut Self {
        self.labels.push(Label { place, text: text.into() });
        self
    }

    /// Says what to do; a second call adds a sentence.
    pub fn help(&mut self, text: impl AsRef<str>) -> &mut Self {
        if !self.help.is_empty() && !self.help.ends_with('？') {
            self.help.push('；');
        }
        let _ = write!(self.help, "{}", text.as_ref());
        self
    }

    /// Returns whether the site may be published in spite of it.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The problems found so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// How many of them are errors: each record asks, and a file may hold as many problems as records.
    errors: usize,
}

impl Diagnostics {
    /// Adds a problem and returns it, so that labels and help can follow.
    pub fn add(&mut self, code: Code, place: Place, message: impl Into<String>) -> &mut Diagnostic {
        self.errors += usize::from(code.severity() == Severity::Error);
        self.list.push(Diagnostic { code, place, message: message.into(), labels: Vec::new(), help: String::new() });
        self.list.last_mut().expect("one was just pushed")
    }

    /// Takes over the problems of another list.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.errors += other.errors;
        self.list.append(&mut other.list);
    }

    /// Takes over some problems of another list.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        let before = self.list.len();
        self.list.extend(others);
        self.errors += self.list[before..].iter().filter(|d| d.severity() == Severity::Error).count();
    }

    /// Returns whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns how many of the problems are errors.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Returns whether an error forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Returns the problems in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Returns the problems by file, place and code, each once: the order in which they are told.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
        self.list.dedup();
        self.list
    }
}

/// What a stage hands on: what stands, and why the rest does not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome<T> {
    /// What stands.
    pub value: T,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
}

impl<T> Outcome<T> {
    /// Returns the value, and moves the problems into `found`.
    pub fn into_value(self, found: &mut Diagnostics) -> T {
        found.append(self.diagnostics);
        self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_told_by_file_and_once() {
        let mut found = Diagnostics::default();
        found.add(Code::Dangling, Place::file("b.yaml"), "二");
        found.add(Code::Dangling, Place::file("a.yaml"), "一").help("先改").help("再看");
        found.add(Code::Dangling, Place::file("b.yaml"), "二");
        let told = found.sorted();
        assert_eq!(told.iter().map(|d| d.message.as_str()).collect::<Vec<_>>(), ["一", "二"]);
        assert_eq!(told[0].help, "先改；再看");
    }

    #[test]
    fn errors_are_counted_whichever_way_they_come() {
        let mut found = Diagnostics::default();
        found.add(Code::RawHtml, Place::file("a.md"), "不算");
        assert_eq!((found.errors(), found.has_errors()), (0, false));
        found.add(Code::Dangling, Place::file("a.yaml"), "一");
        found.extend(found.clone().sorted());
        found.append(found.clone());
        assert_eq!((found.errors(), found.iter().count()), (4, 8));
    }
}

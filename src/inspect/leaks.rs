//! Numbers and addresses that identify a person, in whatever file of the site.
//!
//! Pages are read as a visitor reads them: entities resolved, markup gone, and again what is written for those who
//! listen (alternative text) and for machines (tags, data). Feeds and data hold HTML in text, so text with tags is read
//! a second time.
//!
//! **In:** texts. **Out:** [`Problem`]s with the number masked. **Never:** a number in full.

use std::borrow::Cow;
use std::collections::BTreeMap;

use memchr::{memchr, memchr2};

use super::attachment;
use super::page::{self, Page, Ways};
use super::problem::Problem;
use super::site::Site;
use super::text::Text;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::source::any_text;
use crate::zh::personal::{Personal, Public, find, tail};

/// What has been found in one file, each with the line where that is known.
#[derive(Debug, Default)]
struct Leaks(BTreeMap<(Personal, String, String), Option<usize>>);

/// Adds what a text tells of persons, in each way of reading it: that of a page or of a PDF.
pub(super) fn in_readings(site: &Site<'_>, text: &Text, problems: &mut Vec<Problem>) {
    let mut leaks = Leaks::default();
    for text in text.readings() {
        leaks.read(&site.public, &text);
    }
    leaks.tell(problems);
}

/// Returns the end of a text that tells nothing of persons, whatever it follows: as far as a number after it looks back;
/// nothing where the text tells something.
///
/// It is all that comes between two ends of a line. Of what stands before, a number asks only whether it is called a
/// telephone: so it is looked at once as if the shortest such word came right before.
pub(super) fn tail_of_silent(site: &Site<'_>, text: &Text) -> Option<String> {
    let text = text.only()?;
    let called = format!("☎\n{text}");
    let (by_itself, called) = (find(text), find(&called));
    let is_same = by_itself.iter().map(|one| &one.digits).eq(called.iter().map(|one| &one.digits));
    let is_silent = is_same && called.iter().all(|finding| site.public.holds(finding));
    is_silent.then(|| tail(text))
}

/// Adds what a feed or a map of the site tells of persons.
pub(super) fn in_markup(site: &Site<'_>, page: &Page, problems: &mut Vec<Problem>) {
    let mut leaks = Leaks::default();
    for text in page.text.readings() {
        leaks.read(&site.public, &text);
        leaks.read_nested(&site.public, &text);
    }
    leaks.tell(problems);
}

/// Adds what a text file, a table or data tell of persons.
pub(super) fn in_text(site: &Site<'_>, bytes: &[u8], problems: &mut Vec<Problem>) {
    let mut leaks = Leaks::default();
    let written = any_text(bytes);
    let text = unescaped(&written);
    leaks.read(&site.public, &text);
    leaks.read_nested(&site.public, &text);
    leaks.find_lines(&written);
    leaks.tell(problems);
}

/// Adds what an attachment of an office tells of persons.
pub(super) fn in_attachment(site: &Site<'_>, bytes: &[u8], problems: &mut Vec<Problem>) {
    let mut leaks = Leaks::default();
    for text in attachment::texts(bytes).unwrap_or_default() {
        leaks.read(&site.public, &text);
    }
    leaks.tell(problems);
}

/// Returns what words that are not on a page (those of a print) tell of persons, each number once, at the whole content;
/// `allow` are numbers that are public.
pub fn in_words(words: &str, allow: &[String]) -> Vec<Diagnostic> {
    let mut leaks = Leaks::default();
    leaks.read(&Public::of(allow), words);
    let mut problems = Vec::new();
    leaks.tell(&mut problems);
    let mut found = Diagnostics::default();
    for Problem { code, fact, help, .. } in problems {
        found.add(code, Place::file("content"), fact).help(help);
    }
    found.sorted()
}

impl Leaks {
    fn read(&mut self, public: &Public, text: &str) {
        for finding in find(text) {
            if !public.holds(&finding) {
                let masked = finding.masked();
                self.0.entry((finding.kind, finding.digits, masked)).or_default();
            }
        }
    }

    /// Notes the line of the file on which each number stands first.
    fn find_lines(&mut self, text: &str) {
        if self.0.is_empty() {
            return;
        }
        let lines = text.lines().enumerate();
        let found: Vec<_> = lines.flat_map(|(at, line)| find(line).into_iter().map(move |one| (at + 1, one))).collect();
        for (line, finding) in found {
            let masked = finding.masked();
            if let Some(first) = self.0.get_mut(&(finding.kind, finding.digits, masked)) {
                first.get_or_insert(line);
            }
        }
    }

    fn read_nested(&mut self, public: &Public, text: &str) {
        if memchr2(b'<', b'&', text.as_bytes()).is_some() {
            for text in page::read(text.as_bytes(), Ways { opens: Some(&|_| true), lines: None }).text.readings() {
                self.read(public, &text);
            }
        }
    }

    fn tell(self, problems: &mut Vec<Problem>) {
        for ((kind, digits, masked), line) in self.0 {
            let help = match kind {
                Personal::Mobile | Personal::Landline | Personal::Email => format!(
                    "删掉它，或者写成「{masked}」；办公电话和公开邮箱写进「受理」、site.yaml 的 contact 或 pii_allow 才能发布"
                ),
                Personal::Identity | Personal::BankCard => format!("删掉它，一定要提到的写成「{masked}」"),
            };
            problems.push(Problem {
                code: Code::PersonalData,
                subject: digits,
                fact: format!("出现{} {masked}", kind.name()),
                help,
                line,
            });
        }
    }
}

/// Returns JSON's or a script's text with `\u0031` and its like resolved, and `\n` as an end of line.
fn unescaped(text: &str) -> Cow<'_, str> {
    if memchr(b'\\', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let code =
            after.strip_prefix('u').and_then(|hex| hex.get(..4)).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        if let Some(c) = code.and_then(char::from_u32) {
            out.push(c);
            rest = &after[5..];
        } else {
            out.push('\n');
            let skipped = after.chars().next().map_or(0, char::len_utf8);
            rest = &after[skipped..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

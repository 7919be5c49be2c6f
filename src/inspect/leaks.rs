//! Numbers and addresses that identify a person, in whatever file of the site.
//!
//! Pages are read as a visitor reads them: entities resolved, markup gone, and again what is written for those who
//! listen (alternative text) and for machines (tags, data). Feeds and data hold HTML in text, so text with tags is read
//! a second time.
//!
//! **In:** texts. **Out:** [`Problem`]s with the number masked. **Never:** a number in full.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::attachment;
use super::page::{self, Page};
use super::problem::Problem;
use super::site::Site;
use crate::diag::Code;
use crate::zh::personal::{Personal, find};

/// What has been found in one file.
#[derive(Debug, Default)]
struct Leaks(BTreeSet<(Personal, String, String)>);

/// Adds what a page tells of persons.
pub(super) fn in_page(site: &Site<'_>, page: &Page, problems: &mut Vec<Problem>) {
    let mut leaks = Leaks::default();
    for text in page.text.readings() {
        leaks.read(site, &text);
    }
    leaks.tell(problems);
}

/// Adds what a feed or a map of the site tells of persons.
pub(super) fn in_markup(site: &Site<'_>, page: &Page, problems: &mut Vec<Problem>) {
    let mut leaks = Leaks::default();
    for text in page.text.readings() {
        leaks.read(site, &text);
        leaks.read_nested(site, &text);
    }
    leaks.tell(problems);
}

/// Adds what a text file, a table or data tell of persons.
pub(super) fn in_text(site: &Site<'_>, bytes: &[u8], problems: &mut Vec<Problem>) {
    let mut leaks = Leaks::default();
    let text = String::from_utf8_lossy(bytes);
    let text = unescaped(&text);
    leaks.read(site, &text);
    leaks.read_nested(site, &text);
    leaks.tell(problems);
}

/// Adds what an attachment of an office tells of persons.
pub(super) fn in_attachment(site: &Site<'_>, bytes: &[u8], problems: &mut Vec<Problem>) {
    let mut leaks = Leaks::default();
    for text in attachment::texts(bytes) {
        leaks.read(site, &text);
    }
    leaks.tell(problems);
}

impl Leaks {
    fn read(&mut self, site: &Site<'_>, text: &str) {
        for finding in find(text) {
            if !site.public.holds(&finding) {
                let masked = finding.masked();
                self.0.insert((finding.kind, finding.digits, masked));
            }
        }
    }

    fn read_nested(&mut self, site: &Site<'_>, text: &str) {
        if text.contains('<') || text.contains('&') {
            for text in page::read(text.as_bytes()).text.readings() {
                self.read(site, &text);
            }
        }
    }

    fn tell(self, problems: &mut Vec<Problem>) {
        for (kind, digits, masked) in self.0 {
            let help = match kind {
                Personal::Mobile | Personal::Landline | Personal::Email => {
                    "删掉它；办公电话和公开邮箱写进「受理」、site.yaml 的 contact 或 pii_allow 才能发布"
                }
                Personal::Identity | Personal::BankCard => "删掉它，不要发布",
            };
            problems.push(Problem {
                code: Code::PersonalData,
                subject: digits,
                fact: format!("出现{} {masked}", kind.name()),
                help: help.to_owned(),
            });
        }
    }
}

/// Returns JSON's or a script's text with `\u0031` and its like resolved, and `\n` as an end of line.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
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

//! Which number begins at a group of a run.
//!
//! Digits that stand together may be any number of their length. Digits in groups are a number only where people do
//! write such numbers in such groups (138 0013 8000, 6217 0000 …), so that a row of counts is none; only identity
//! numbers, whose checksum and date speak for themselves, may be grouped anyhow.
//!
//! **In:** a text, a [`Run`] of it, a group. **Out:** a [`Match`]. **Never:** looks at words around a number, save for
//! X at the end of an identity number.

use std::ops::Range;

use super::check;
use super::context;
use super::finding::Personal;
use super::glyph::{Glyph, Joint, glyph, narrowed};
use super::run::Run;

/// A number in a run.
#[derive(Debug)]
pub(super) struct Match {
    pub(super) kind: Personal,
    /// Its groups.
    pub(super) groups: Range<usize>,
    /// Where it is in the text.
    pub(super) bytes: Range<usize>,
    /// Its digits without country code.
    pub(super) digits: String,
}

/// The run, and from which group on no number has been found yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) run: &'a Run,
    pub(super) free: usize,
}

impl Reader<'_> {
    /// Returns the number that begins at the group `start`.
    pub(super) fn at(&self, start: usize) -> Option<Match> {
        let first = self.run.of(start).as_bytes().first().copied()?;
        let begins = |digits: &[u8]| digits.contains(&first);
        let identity = || if self.may_be_identity(start) { self.identity(start) } else { None };
        if self.is_too_small(start) {
            return identity();
        }
        identity()
            .or_else(|| if begins(b"018") { self.mobile(start) } else { None })
            .or_else(|| if begins(b"048") { self.landline(start) } else { None })
            .or_else(|| if begins(b"345689") { self.card(start) } else { None })
            .or_else(|| self.bare(start))
    }

    /// Returns whether the first group, one or two digits that are no country code, begins no number but an identity
    /// number: of all others the first group has three digits at least.
    fn is_too_small(&self, start: usize) -> bool {
        let first = self.run.of(start);
        first.len() <= 2 && first != "86"
    }

    /// Says `false` only where no identity number begins at the group: too few digits follow, or they have no region,
    /// no month of birth, or a year that is none.
    fn may_be_identity(&self, start: usize) -> bool {
        let digits = self.run.onward(start).as_bytes();
        let is_month = |month: &[u8]| matches!(month, [b'0', b'1'..=b'9'] | [b'1', b'0'..=b'2']);
        let is_new = || matches!(&digits[6..8], b"18" | b"19" | b"20") && is_month(&digits[10..12]);
        let is_old = || matches!(self.run.of(start).len(), 6 | 15) && is_month(&digits[8..10]);
        digits.len() >= 15 && check::is_region_of(digits) && (is_old() || (digits.len() >= 17 && is_new()))
    }

    fn matched(&self, kind: Personal, groups: Range<usize>, digits: impl Into<String>) -> Match {
        Match { kind, bytes: self.run.bytes(&groups), groups, digits: digits.into() }
    }

    /// Returns the ends of ever more groups from `start` on that have the same joint between them.
    fn ends(&self, start: usize) -> impl Iterator<Item = usize> {
        let joint = self.run.before(start + 1);
        (start + 1..=self.run.groups.len()).take_while(move |&end| {
            end == start + 1 || (self.run.before(end - 1) == joint && joint != Some(Joint::Close))
        })
    }

    fn identity(&self, start: usize) -> Option<Match> {
        for end in self.ends(start) {
            let groups = start..end;
            let digits = self.run.joined(&groups);
            match digits.len() {
                18 if check::is_identity(digits) => return Some(self.matched(Personal::Identity, groups, digits)),
                17 => {
                    if let Some(found) = self.identity_with_letter(&groups) {
                        return Some(found);
                    }
                }
                15 if is_old_shape(self.run, &groups) && check::is_old_identity(digits) => {
                    return Some(self.matched(Personal::Identity, groups, digits));
                }
                0..=17 => {}
                _ => break,
            }
        }
        None
    }

    fn identity_with_letter(&self, groups: &Range<usize>) -> Option<Match> {
        let end = self.run.bytes(groups).end;
        let mut after = self.text[end..].char_indices().filter(|(_, c)| glyph(*c) != Glyph::Invisible);
        let (offset, letter) = after.find(|(offset, c)| *offset >= 3 || !matches!(glyph(*c), Glyph::Joint(_)))?;
        if !matches!(narrowed(letter), 'x' | 'X' | 'Ⅹ' | 'ⅹ' | '×' | 'Х' | 'х') {
            return None;
        }
        let digits = format!("{}X", self.run.joined(groups));
        let mut found = self.matched(Personal::Identity, groups.clone(), digits);
        found.bytes.end = end + offset + letter.len_utf8();
        check::is_identity(&found.digits).then_some(found)
    }

    /// Returns the group after a country code that stands alone, else the group itself.
    fn after_country(&self, start: usize) -> usize {
        match self.run.of(start) {
            "86" | "086" | "0086" if start + 1 < self.run.groups.len() => start + 1,
            _ => start,
        }
    }

    fn mobile(&self, start: usize) -> Option<Match> {
        let first = self.after_country(start);
        let groups = first..first + 1;
        let single = without_country(self.run.of(first));
        let single = single.strip_prefix('0').unwrap_or(single);
        if check::is_mobile(single) && !context::is_fraction(self.text, self.run, first) {
            return Some(self.matched(Personal::Mobile, start..groups.end, single));
        }
        let groups = self.mobile_groups(first)?;
        let digits = without_country(self.run.joined(&groups));
        check::is_mobile(digits).then(|| self.matched(Personal::Mobile, start..groups.end, digits))
    }

    fn mobile_groups(&self, first: usize) -> Option<Range<usize>> {
        const SHAPES: [&[usize]; 7] = [&[3, 4, 4], &[5, 4, 4], &[3, 8], &[7, 4], &[3, 3, 5], &[3, 5, 3], &[4, 4, 3]];
        let groups = SHAPES.iter().find_map(|shape| self.run.shaped(first, shape))?;
        let (joint, next) = (self.run.before(first + 1), self.run.before(groups.end));
        let next_len = self.run.of(groups.end).len();
        let longer = match joint {
            Some(Joint::Close) | None => true,
            Some(Joint::Space) => next == joint && next_len >= 3 && groups.len() == 2,
            Some(_) => {
                next == joint || (first > self.free && self.run.before(first) == joint && !self.has_country(first))
            }
        };
        let years = self.run.of(first).len() == 4 && is_year(self.run.of(first)) && is_year(self.run.of(first + 1));
        (!longer && !years).then_some(groups)
    }

    fn has_country(&self, first: usize) -> bool {
        first > 0 && self.after_country(first - 1) == first
    }

    fn landline(&self, start: usize) -> Option<Match> {
        let first = self.after_country(start);
        let dashed = start > self.free && self.run.before(start) == Some(Joint::Dash);
        let (groups, digits) =
            self.area_and_number(first).or_else(|| self.abroad(start, first)).or_else(|| self.hotline(first))?;
        (!dashed).then(|| self.matched(Personal::Landline, start..groups.end, digits))
    }

    fn area_and_number(&self, first: usize) -> Option<(Range<usize>, String)> {
        let single = self.run.of(first);
        if (10..=12).contains(&single.len()) {
            let number = &single[check::area_of(single)?..];
            let long = number.len() == 8 || (number.len() == 7 && single.len() == 11);
            let fits = long && matches!(number.as_bytes()[0], b'2'..=b'8');
            return fits.then(|| (first..first + 1, single.to_owned()));
        }
        if !check::is_area(single) {
            return None;
        }
        let groups = self.subscriber(first + 1)?;
        let number = self.run.joined(&groups);
        let date = self.run.before(first + 1) == Some(Joint::Space) && check::is_compact_date(number);
        (!date).then(|| (first..groups.end, format!("{single}{number}")))
    }

    /// Returns the groups of seven or eight digits that begin at `first` and not with zero.
    fn subscriber(&self, first: usize) -> Option<Range<usize>> {
        const SHAPES: [&[usize]; 4] = [&[7], &[8], &[3, 4], &[4, 4]];
        let groups = SHAPES.iter().find_map(|shape| self.run.shaped(first, shape))?;
        (!self.run.joined(&groups).starts_with('0')).then_some(groups)
    }

    /// Reads `+86 317 3041450`, where the area code has lost its zero.
    fn abroad(&self, start: usize, first: usize) -> Option<(Range<usize>, String)> {
        let area = format!("0{}", self.run.of(first));
        if start == first || !check::is_area(&area) {
            return None;
        }
        let groups = self.subscriber(first + 1)?;
        let digits = format!("{area}{}", self.run.joined(&groups));
        Some((first..groups.end, digits))
    }

    fn hotline(&self, first: usize) -> Option<(Range<usize>, String)> {
        const SHAPES: [&[usize]; 6] = [&[3, 3, 4], &[3, 4, 3], &[3, 7], &[4, 3, 3], &[4, 6], &[3, 5, 2]];
        let single = self.run.of(first);
        let known = single.starts_with("400") && matches!(single.as_bytes().get(3), Some(b'0' | b'1' | b'6'..=b'9'));
        if single.len() == 10
            && (known || single.starts_with("800"))
            && !context::is_fraction(self.text, self.run, first)
        {
            return Some((first..first + 1, single.to_owned()));
        }
        if !single.starts_with("400") && !single.starts_with("800") {
            return None;
        }
        let groups = SHAPES.iter().find_map(|shape| self.run.shaped(first, shape))?;
        let joint = self.run.before(first + 1);
        let spaced = joint == Some(Joint::Space);
        let longer = self.run.before(groups.end) == joint || (first > self.free && self.run.before(first) == joint);
        let counts = spaced && (longer || single.len() == 4);
        let digits = self.run.joined(&groups).to_owned();
        (!counts && !longer && joint != Some(Joint::Close)).then_some((groups, digits))
    }

    fn card(&self, start: usize) -> Option<Match> {
        let joint = self.run.before(start + 1);
        if start > self.free && self.run.before(start) == joint && self.run.of(start - 1).len() == 4 {
            return None;
        }
        let fits = |&end: &usize| {
            let groups = start..end;
            let goes_on = end - start > 1 && self.run.before(end) == joint && self.run.of(end).len() <= 4;
            !goes_on && is_card_shape(self.run, &groups) && check::is_card(self.run.joined(&groups))
        };
        let within = |&end: &usize| self.run.joined(&(start..end)).len() <= 19;
        let end = self.ends(start).take_while(within).find(fits)?;
        if end == start + 1 && context::is_fraction(self.text, self.run, start) {
            return None;
        }
        Some(self.matched(Personal::BankCard, start..end, self.run.joined(&(start..end))))
    }

    /// Reads seven or eight digits that a word before them calls a telephone.
    fn bare(&self, start: usize) -> Option<Match> {
        let groups = self.subscriber(start)?;
        let digits = self.run.joined(&groups);
        let bytes = self.run.bytes(&groups);
        let said = context::is_called(self.text, bytes.start);
        let years = groups.len() == 2 && is_year(self.run.of(start)) && is_year(self.run.of(start + 1));
        (said && !years && !check::is_compact_date(digits) && !context::is_counted(self.text, bytes.end))
            .then(|| self.matched(Personal::Landline, groups.clone(), digits))
    }
}

fn without_country(digits: &str) -> &str {
    let rest = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")).unwrap_or(digits);
    if check::is_mobile(rest) { rest } else { digits }
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

fn is_old_shape(run: &Run, groups: &Range<usize>) -> bool {
    groups.len() == 1 || run.shaped(groups.start, &[6, 6, 3]) == Some(groups.clone())
}

fn is_card_shape(run: &Run, groups: &Range<usize>) -> bool {
    let Some(all) = run.groups.get(groups.clone()) else { return false };
    match all {
        [] | [_] => true,
        [first, rest @ ..] => {
            matches!(first.len(), 4 | 6 | 8)
                && rest.iter().rev().skip(1).all(|group| group.len() == 4 || group.len() == 8)
        }
    }
}

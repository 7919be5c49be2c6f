//! The lines that pages of one depth have in common, as a table.
//!
//! A line is found by its bytes: mostly where it stood after the one before on another page, else by a hash and a
//! comparison.
//!
//! **In:** the text of a page, from the head of a line on. **Out:** which known line it is, or that it has been met often
//! and should be known. **Never:** judges a line; keeps more of them than a number that is set.

use std::collections::hash_map::Entry;
use std::hash::BuildHasher;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

use memchr::memchr;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// A line that is met more often than this belongs to a template.
const OFTEN: u64 = 6;
/// Longer lines are stories.
const LONGEST: usize = 500;
/// No more lines are kept of one depth.
const MOST: usize = 4096;

/// A line that is sound by itself, and all that a page has of it.
#[derive(Debug)]
pub(super) struct Part {
    /// Places in it that a `#fragment` may name.
    pub(super) ids: Arc<[String]>,
    /// The end of its text: as far as a number that follows may look back.
    pub(super) tail: Box<str>,
}

/// A line that was met often; without a part it has to be read with its page.
#[derive(Debug)]
pub(super) struct Line {
    text: Box<str>,
    pub(super) part: Option<Part>,
    /// The number of the line that came next where this one came last; nothing follows from it but where to look first.
    next: AtomicU32,
}

/// What the head of a text is among the lines of pages.
pub(super) enum Found<'l, 'a> {
    /// A known line and its number.
    Known(u32, &'l Line),
    /// One that has been met often now, and should be known.
    Often(&'a str),
    New,
}

/// The lines of pages of one depth.
#[derive(Debug)]
pub(super) struct Lines {
    lines: Vec<Line>,
    /// The number of each by its hash.
    numbers: FxHashMap<u64, u32>,
    /// What was met lately and is not known: a hash, and in its last bits how often.
    met: Vec<AtomicU64>,
}

impl Lines {
    pub(super) fn none() -> Self {
        let met = std::iter::repeat_with(AtomicU64::default).take(MOST).collect();
        Self { lines: Vec::new(), numbers: FxHashMap::default(), met }
    }

    /// Makes a line known, unless it is; without a part it has to be read with its page.
    pub(super) fn add(&mut self, line: &str, part: Option<Part>) {
        let number = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        if let Entry::Vacant(place) = self.numbers.entry(FxBuildHasher.hash_one(line)) {
            place.insert(number);
            self.lines.push(Line { text: line.into(), part, next: AtomicU32::new(0) });
        }
    }

    /// Says which line `rest` begins with; `last` is the number of the known one before.
    pub(super) fn find<'a>(&self, rest: &'a str, last: u32) -> Found<'_, 'a> {
        let before = self.lines.get(last as usize);
        let likely = before.map_or(0, |line| line.next.load(Relaxed));
        if let Some(line) = self.lines.get(likely as usize).filter(|line| line.begins(rest)) {
            return Found::Known(likely, line);
        }
        let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let Some(text) = rest.get(..end).filter(|line| line.len() <= LONGEST) else { return Found::New };
        let hash = FxBuildHasher.hash_one(text);
        let Some(&number) = self.numbers.get(&hash) else { return self.meet(text, hash) };
        let Some(line) = self.lines.get(number as usize).filter(|line| *line.text == *text) else { return Found::New };
        if let Some(before) = before {
            before.next.store(number, Relaxed);
        }
        Found::Known(number, line)
    }

    /// Notes that a line was met that is not known.
    fn meet<'a>(&self, line: &'a str, hash: u64) -> Found<'_, 'a> {
        let hash = hash & !7;
        let Some(met) = self.met.get((hash >> 32) as usize % MOST) else { return Found::New };
        let times = Some(met.load(Relaxed)).filter(|met| met & !7 == hash).map_or(0, |met| met & 7);
        met.store(hash | ((times + 1) % 8), Relaxed);
        if times == OFTEN && self.lines.len() < MOST { Found::Often(line) } else { Found::New }
    }
}

impl Line {
    /// Returns how many bytes it has.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    fn begins(&self, rest: &str) -> bool {
        rest.strip_prefix(&*self.text).is_some_and(|after| matches!(after.as_bytes().first(), None | Some(b'\n')))
    }
}

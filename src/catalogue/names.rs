//! The words by which records are known.
//!
//! **In:** the heads of all records, shown or not. **Out:** what a word means. **Never:** a guess between two.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHasher};

use super::shown::Standing;
use crate::diag::{Place, glance, nearest_of};
use crate::record::Kind;
use crate::zh::{numeral, spacing};

/// A record by its words.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) kind: Kind,
    pub(super) id: String,
    pub(super) name: String,
    /// The hash of the name's letters alone.
    pub(super) letters: u64,
    pub(super) origin: Place,
    pub(super) standing: Standing,
    /// Its index among the shown records of its kind.
    pub(super) index: Option<u32>,
}

/// What a word means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This one, by its place in the list of all.
    One(usize),
    /// Several.
    Several(Vec<usize>),
    /// Only records of other kinds.
    OtherKind(usize),
    /// A record that could not be read.
    Poisoned,
    /// Nothing.
    Nothing,
}

/// A record with its words as they are compared.
#[derive(Debug)]
pub(super) struct Spelt {
    pub(super) known: Known,
    id: String,
    name: String,
    short: Vec<String>,
    brand: Vec<String>,
}

/// All records by their words.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    pub(super) known: Vec<Known>,
    by_word: FxHashMap<String, Vec<usize>>,
    by_short: FxHashMap<String, Vec<usize>>,
    by_brand: FxHashMap<String, Vec<usize>>,
    poisoned: BTreeSet<String>,
    /// The shown records of each kind with a glance at name and id, once a word has led nowhere.
    shown: OnceLock<Glances>,
}

/// All records by their words, with a note of the words that were looked up.
#[derive(Debug, Default)]
pub(super) struct Names {
    index: Arc<Index>,
    /// Hashes of the words that were looked up since somebody asked.
    asked: RefCell<Vec<u64>>,
}

impl Deref for Names {
    type Target = Arc<Index>;

    fn deref(&self) -> &Arc<Index> {
        &self.index
    }
}

/// Records of each kind by their places in the list of all, each with a glance at its name and one at its id.
type Glances = FxHashMap<Kind, Vec<([u64; 2], usize)>>;

/// As many words of a list are compared letter by letter with one that leads nowhere as this divided by the list's length: all
/// of fourteen hundred, a hundred of twenty thousand.
const MOST_COMPARED: usize = 2_000_000;

/// A word under which a record is found where it has one.
fn further(word: &str) -> Vec<String> {
    if word.is_empty() { Vec::new() } else { vec![folded(word)] }
}

fn hash_of(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    word.hash(&mut hasher);
    hasher.finish()
}

/// Returns a word as it is compared: without spaces, ASCII and brackets in half width.
pub(super) fn folded(word: &str) -> String {
    let half = numeral::fold_ascii(word);
    half.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            '•' | '・' | '‧' | '．' => '·',
            other => other,
        })
        .collect()
}

/// Returns the letters of a name alone: what is left of it when marks, spaces and the width of letters do not count.
pub(super) fn letters(name: &str) -> String {
    folded(name).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Known {
    /// Returns the same record under another name.
    pub(super) fn named(self, name: String) -> Self {
        Self { letters: hash_of(&letters(&name)), name, ..self }
    }

    /// Returns the record with its words as they are compared: short and brand are further ones.
    pub(super) fn spelt(self, [short, brand]: [&str; 2]) -> Spelt {
        let (id, name) = (folded(&self.id), folded(&self.name));
        Spelt { id, name, short: further(short), brand: further(brand), known: self }
    }
}

impl Names {
    /// Returns an index that knows which names were lost with records that could not be read.
    pub(super) fn new(poisoned: BTreeSet<String>) -> Self {
        let poisoned = poisoned.iter().map(|word| folded(word)).collect();
        Self::of(&Arc::new(Index { poisoned, ..Index::default() }))
    }

    /// Returns names whose note of what was looked up is empty.
    pub(super) fn of(index: &Arc<Index>) -> Self {
        Self { index: index.clone(), asked: RefCell::default() }
    }

    /// Adds a record; its short form counts where no id and no name does.
    pub(super) fn add(&mut self, spelt: Spelt) {
        let index = Arc::make_mut(&mut self.index);
        let at = index.known.len();
        let Spelt { known, id, name, short, brand } = spelt;
        if id != name {
            index.by_word.entry(id).or_default().push(at);
        }
        index.by_word.entry(name).or_default().push(at);
        short.into_iter().for_each(|word| index.by_short.entry(word).or_default().push(at));
        brand.into_iter().for_each(|word| index.by_brand.entry(word).or_default().push(at));
        index.known.push(known);
    }

    /// Returns how to name the one record whose brand this is, where the word means nothing else.
    pub(super) fn owner_of_brand(&self, word: &str, kinds: &[Kind]) -> Option<String> {
        let [owner] = self.ask(&self.by_brand, &folded(word)) else { return None };
        let known = &self.known[*owner];
        (self.meaning(word, kinds) == Meaning::Nothing).then(|| format!("{}:{}", known.kind.word(), known.id))
    }

    /// Returns what `word` means where records of `kinds` are asked for.
    pub(super) fn meaning(&self, word: &str, kinds: &[Kind]) -> Meaning {
        if let Some((prefix, rest)) = word.split_once([':', '：'])
            && let Some(kind) = Kind::of_word(prefix)
            && kinds.contains(&kind)
        {
            return self.by_id(rest, kind).map_or_else(|| self.among(rest, &[kind]), Meaning::One);
        }
        self.among(word, kinds)
    }

    /// Returns hashes of the words that were looked up since the last call.
    pub(super) fn asked(&self) -> Vec<u64> {
        let mut asked = self.asked.take();
        asked.shrink_to_fit();
        asked
    }

    fn ask<'a>(&self, index: &'a FxHashMap<String, Vec<usize>>, folded: &str) -> &'a [usize] {
        self.asked.borrow_mut().push(hash_of(folded));
        index.get(folded).map_or(&[][..], Vec::as_slice)
    }

    /// Puts another record in the place of one that bears the same index; returns hashes of the words whose meaning may
    /// be another one now. `before` and `after` are the further words of each: short and brand.
    pub(super) fn replace(&mut self, at: usize, before: [&str; 2], known: Known, after: [&str; 2]) -> Vec<u64> {
        let words = |known: &Known, [short, brand]: [&str; 2]| {
            let mut ids = vec![folded(&known.id), folded(&known.name)];
            ids.dedup();
            [ids, further(short), further(brand)]
        };
        let (old, new) = (words(&self.known[at], before), words(&known, after));
        let all = Arc::make_mut(&mut self.index);
        all.known[at] = known;
        all.shown.take();
        let mut changed = Vec::new();
        let indices = [&mut all.by_word, &mut all.by_short, &mut all.by_brand];
        for ((index, old), new) in indices.into_iter().zip(old).zip(new) {
            for word in old.iter().filter(|word| !new.contains(word)) {
                if let Some(all) = index.get_mut(word) {
                    all.retain(|other| *other != at);
                }
                changed.push(hash_of(word));
            }
            for word in new.iter().filter(|word| !old.contains(word)) {
                let all = index.entry(word.clone()).or_default();
                all.insert(all.partition_point(|other| *other < at), at);
                changed.push(hash_of(word));
            }
        }
        changed
    }

    /// The one record of a kind whose id this is: `kind:id` is how two of one name are told apart.
    fn by_id(&self, word: &str, kind: Kind) -> Option<usize> {
        let folded = folded(word);
        let all = self.ask(&self.by_word, &folded);
        let fits = |at: &&usize| self.known[**at].kind == kind && self::folded(&self.known[**at].id) == folded;
        let mut fit = all.iter().filter(fits);
        fit.next().copied().filter(|_| fit.next().is_none())
    }

    fn among(&self, word: &str, kinds: &[Kind]) -> Meaning {
        let folded = folded(word);
        let mut other = None;
        for index in [&self.by_word, &self.by_short] {
            let all = self.ask(index, &folded);
            let mut fit: Vec<usize> = all.iter().copied().filter(|at| kinds.contains(&self.known[*at].kind)).collect();
            fit.dedup();
            match fit.as_slice() {
                [] => other = other.or(all.first().copied()),
                [one] => return Meaning::One(*one),
                _ => return Meaning::Several(fit),
            }
        }
        match other {
            _ if self.poisoned.contains(&folded) => Meaning::Poisoned,
            Some(other) => Meaning::OtherKind(other),
            None => Meaning::Nothing,
        }
    }
}

impl Index {
    /// Returns whether these records are all of one kind and one id, which is told where they stand.
    pub(super) fn is_one_id(&self, all: &[usize]) -> bool {
        let mut words = all.iter().map(|at| (self.known[*at].kind, folded(&self.known[*at].id)));
        let first = words.next();
        words.all(|word| Some(&word) == first.as_ref())
    }

    /// Returns whether a record of this kind was taken down.
    pub(super) fn has_withdrawn(&self, kind: Kind) -> bool {
        self.known.iter().any(|known| known.kind == kind && known.standing == Standing::Withdrawn)
    }

    /// Returns whether a record of this name or id was lost because it could not be read.
    pub(super) fn is_lost(&self, word: &str) -> bool {
        self.poisoned.contains(&folded(word))
    }

    /// Returns the nearest id or name among shown records of `kinds`; of equal ones that of the first kind.
    pub(super) fn nearest(&self, word: &str, kinds: &[Kind]) -> Option<&str> {
        let shown = self.shown.get_or_init(|| self.glances_at_shown());
        let word = spacing::squeeze(word);
        let of_kind = |kind| {
            let list = shown.get(kind).map_or(&[][..], Vec::as_slice);
            // A table of thousands of wrong names may stand beside a list of as many that all look alike.
            let most = MOST_COMPARED / list.len().max(1);
            let words = list.iter().flat_map(|(glances, at)| {
                let known = &self.known[*at];
                [(glances[0], known.name.as_str()), (glances[1], known.id.as_str())]
            });
            nearest_of((word.as_ref(), most), words)
        };
        kinds.iter().filter_map(of_kind).min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
    }

    fn glances_at_shown(&self) -> Glances {
        let mut all = Glances::default();
        for (at, known) in self.known.iter().enumerate().filter(|(_, known)| known.standing == Standing::Shown) {
            all.entry(known.kind).or_default().push(([glance(&known.name), glance(&known.id)], at));
        }
        all
    }
}

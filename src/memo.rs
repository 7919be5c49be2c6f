//! What was worked out before and need not be worked out again.
//!
//! A [`Key`] is the hash of everything that a result depends on; a [`Memo`] keeps results under their keys.
//!
//! **In:** bytes. **Out:** the same bytes, or nothing. **Never:** a result that was stored under another key.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A content hash (BLAKE3, 32 bytes): equal keys mean equal content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; 32]);

impl Key {
    /// Returns the key of one run of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// Returns the key of several parts in order; where a part ends is part of the hash.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// Returns the raw 32 bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Returns the key as 64 lower-case hexadecimal digits, fit for a file name.
    pub fn hex(&self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
        let mut hex = String::with_capacity(2 * self.0.len());
        hex.extend(self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]));
        hex
    }

    /// Returns the first eight hexadecimal digits: enough to tell versions of one file apart.
    pub fn short(&self) -> String {
        self.hex()[..8].to_owned()
    }

    /// Returns the key that [`Key::hex`] wrote as `hex`; `None` for anything else.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let digits = hex.as_bytes();
        if digits.len() != 64 || digits.iter().any(u8::is_ascii_uppercase) {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let high = char::from(pair[0]).to_digit(16)?;
            let low = char::from(pair[1]).to_digit(16)?;
            *byte = u8::try_from(high * 16 + low).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Key({})", self.short())
    }
}

/// A store of results by key. It may forget at any time; it must never return other bytes than were put.
pub trait Memo: Sync {
    /// Returns what was put under `key`, or nothing.
    fn recall(&self, key: &Key) -> Option<Vec<u8>>;
    /// Keeps `bytes` under `key`; a store that cannot, does nothing.
    fn keep(&self, key: &Key, bytes: &[u8]);
    /// Returns whether something is there under `key`; it may still prove to be damaged.
    fn has(&self, key: &Key) -> bool;
    /// Returns where runs leave notes for the next one, and what tells this program from every other one that may find them;
    /// nothing where nobody can.
    fn notes(&self) -> Option<(&dyn Notes, Key)> {
        None
    }
}

/// What a run notes for the next one, and nobody needs longer.
pub trait Notes: Sync {
    /// Returns what was noted under `key`, or nothing.
    fn noted(&self, key: &Key) -> Option<Vec<u8>>;
    /// Notes `bytes` under `key`, where that is possible.
    fn note(&self, key: &Key, bytes: &[u8]);
    /// Forgets all but these.
    fn leave(&self, used: &BTreeSet<Key>);
}

type Kept = Mutex<BTreeMap<Key, Arc<[u8]>>>;

/// A [`Memo`] in memory, for tests, benches and the preview.
#[derive(Debug, Default)]
pub struct Remembered {
    results: Kept,
    notes: Kept,
}

fn at(kept: &Kept, key: &Key) -> Option<Vec<u8>> {
    kept.lock().unwrap_or_else(PoisonError::into_inner).get(key).map(|bytes| bytes.to_vec())
}

fn put(kept: &Kept, key: &Key, bytes: &[u8]) {
    kept.lock().unwrap_or_else(PoisonError::into_inner).insert(*key, bytes.into());
}

impl Memo for Remembered {
    fn recall(&self, key: &Key) -> Option<Vec<u8>> {
        at(&self.results, key)
    }

    fn keep(&self, key: &Key, bytes: &[u8]) {
        put(&self.results, key, bytes);
    }

    fn has(&self, key: &Key) -> bool {
        self.results.lock().unwrap_or_else(PoisonError::into_inner).contains_key(key)
    }

    /// What is in memory ends with the program, and no other one finds it.
    fn notes(&self) -> Option<(&dyn Notes, Key)> {
        Some((self, Key::of(&[])))
    }
}

impl Notes for Remembered {
    fn noted(&self, key: &Key) -> Option<Vec<u8>> {
        at(&self.notes, key)
    }

    fn note(&self, key: &Key, bytes: &[u8]) {
        put(&self.notes, key, bytes);
    }

    fn leave(&self, used: &BTreeSet<Key>) {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner).retain(|key, _| used.contains(key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_join_to_the_same_bytes_have_different_keys() {
        let one = Key::of_parts([b"ab".as_slice(), b"c".as_slice()]);
        let two = Key::of_parts([b"a".as_slice(), b"bc".as_slice()]);
        assert_ne!(one, two);
    }

    #[test]
    fn hex_is_read_back_and_nothing_else_is() {
        let key = Key::of("榜样".as_bytes());
        assert_eq!(Key::from_hex(&key.hex()), Some(key));
        assert_eq!(Key::from_hex(&key.hex().to_uppercase()), None);
        assert_eq!(Key::from_hex(&"汉".repeat(22)), None);
    }

    #[test]
    fn a_memo_returns_what_was_put() {
        let memo = Remembered::default();
        let key = Key::of(b"k");
        assert_eq!((memo.recall(&key), memo.has(&key)), (None, false));
        memo.keep(&key, b"value");
        assert_eq!((memo.recall(&key).as_deref(), memo.has(&key)), (Some(b"value".as_slice()), true));
    }

    #[test]
    fn of_notes_only_those_stay_that_were_used() {
        let memo = Remembered::default();
        let (notes, _) = memo.notes().expect("there are notes in memory");
        let (one, other) = (Key::of(b"1"), Key::of(b"2"));
        notes.note(&one, b"one");
        notes.note(&other, b"other");
        notes.leave(&BTreeSet::from([other]));
        assert_eq!([notes.noted(&one), notes.noted(&other)], [None, Some(b"other".to_vec())]);
        assert!(!memo.has(&other), "a note is no result");
    }
}

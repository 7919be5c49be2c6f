//! One file of the cache: its name is a key, and it says the hash of key and value in front.
//!
//! **In:** keys and bytes. **Out:** the same bytes, or nothing. **Never:** one that is damaged, half written or put there under
//! another name.

use std::fs;
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::memo::Key;

/// The bytes before a value: the hash of key and value.
const HEAD: usize = 32;

/// Returns the bytes of the file that keeps a value.
pub(super) fn sealed(key: &Key, value: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(HEAD + value.len());
    sealed.extend_from_slice(seal(key, value).bytes());
    sealed.extend_from_slice(value);
    sealed
}

/// Returns the value of a file, and removes one that is damaged.
pub(super) fn unsealed(place: &Path, key: &Key) -> Option<Vec<u8>> {
    let mut bytes = fs::read(place).ok()?;
    if bytes.len() >= HEAD && bytes[..HEAD] == *seal(key, &bytes[HEAD..]).bytes() {
        bytes.drain(..HEAD);
        return Some(bytes);
    }
    // Where it cannot be removed it is merely damaged again next time.
    let _ = fs::remove_file(place);
    None
}

fn seal(key: &Key, value: &[u8]) -> Key {
    Key::of_parts([key.bytes().as_slice(), value])
}

/// Returns the key that a file is named by.
pub(super) fn key_of(place: &Path) -> Option<Key> {
    place.file_name()?.to_str().and_then(Key::from_hex)
}

/// Returns a name for a file that is being written, which is no key.
pub(super) fn aside_name(count: &AtomicU64) -> String {
    format!("{}-{}", process::id(), count.fetch_add(1, Ordering::Relaxed))
}

//! Reads projects, and what it has read before only once.
//!
//! In one run a file with the same bytes as the last time is known. From run to run what files say, before anybody asks what
//! it means, is kept in sheaves: neighbours together, for ten thousand small notes would take longer to find than the files to
//! read. A sheaf is found by the program and by the names and bytes of its files; where it ends is told by a name alone, so that
//! a file more or less changes one sheaf and no other (docs/decisions/0018).
//!
//! **In:** snapshots one after the other, a [`Memo`]. **Out:** [`Records`], the same as without either. **Never:** trusts a
//! time or a size.

use std::hash::{Hash, Hasher};
use std::iter;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::kind::Kind;
use super::read::{FileRecords, Records, gathered, none_of, records_of};
use super::written::{Recalled, Written, kept, written};
use crate::diag::Outcome;
use crate::memo::{Key, Memo};
use crate::source::{Snapshot, Source};

/// A sheaf has about so many files.
const TOGETHER: u64 = 128;

/// A file, its bytes and what they hold.
#[derive(Debug)]
struct Known {
    path: Arc<str>,
    bytes: Arc<[u8]>,
    records: Arc<FileRecords>,
}

/// Reads projects, and a file that has not changed only once.
#[derive(Debug, Default)]
pub struct Reading {
    /// In the order of their paths.
    files: Vec<Known>,
}

/// Returns the records of all files below `content/`.
pub fn read(snapshot: &Snapshot) -> Outcome<Records> {
    Reading::default().read(snapshot, None)
}

impl Reading {
    /// Returns the records of all files below `content/`: those of a file with the same bytes as the last time from memory, and
    /// the first time what was kept in `memo` from there.
    pub fn read(&mut self, snapshot: &Snapshot, memo: Option<&dyn Memo>) -> Outcome<Records> {
        let files = snapshot.sources.values().filter(|file| file.path.starts_with("content/"));
        self.files = match memo.and_then(|memo| Some((memo, memo.program()?))) {
            Some(door) if self.files.is_empty() => in_sheaves(&files.collect::<Vec<_>>(), door),
            _ => {
                let files = self.recalled(files).into_par_iter();
                files.map(|(file, known)| known.unwrap_or_else(|| Known::of(file, written))).collect()
            }
        };
        gathered(self.files.iter().map(|file| (&*file.path, &*file.records)), snapshot)
    }

    /// Returns files, in the order of their paths, each with what is known of it from the last time, and forgets the rest.
    fn recalled<'a>(&mut self, files: impl Iterator<Item = &'a Source>) -> Vec<(&'a Source, Option<Known>)> {
        let mut before = std::mem::take(&mut self.files).into_iter().peekable();
        let one = |file: &'a Source| {
            // Nearly always it is the very path of the last time, and no text need be compared.
            let is_before = |known: &Known| !Arc::ptr_eq(&known.path, &file.path) && known.path < file.path;
            while before.next_if(is_before).is_some() {}
            let same = |known: &Known| Arc::ptr_eq(&known.bytes, &file.bytes) || known.bytes == file.bytes;
            (file, before.next_if(|known| known.path == file.path).filter(same))
        };
        files.map(one).collect()
    }
}

impl Known {
    /// Returns what is known of a file; `says` tells what it says, unless it lies where no record belongs.
    fn of(file: &Source, says: impl FnOnce(&Source, Kind) -> Outcome<Written>) -> Self {
        let records = match Kind::of_path(&file.path) {
            Some(kind) => records_of(file, kind, says(file, kind)),
            None => none_of(file),
        };
        Self { path: file.path.clone(), bytes: file.bytes.clone(), records: Arc::new(records) }
    }
}

/// Returns what is known of files, in the order of their paths, as far as it can be from what was kept; and keeps the rest.
fn in_sheaves(files: &[&Source], door: (&dyn Memo, Key)) -> Vec<Known> {
    let sheaves: Vec<&[&Source]> = files.chunk_by(|file, _| !is_last(file)).collect();
    let read: Vec<Vec<Known>> = sheaves.par_iter().map(|files| sheaf(files, door)).collect();
    read.into_iter().flatten().collect()
}

fn is_last(file: &Source) -> bool {
    let mut hasher = FxHasher::default();
    file.path.hash(&mut hasher);
    hasher.finish() % TOGETHER == 0
}

fn sheaf(files: &[&Source], (memo, program): (&dyn Memo, Key)) -> Vec<Known> {
    let parts = files.iter().flat_map(|file| [file.path.as_bytes(), &file.bytes]);
    let key = Key::of_parts(iter::once(program.bytes().as_slice()).chain(parts));
    let recalled = memo.recall(&key).and_then(|bytes| postcard::from_bytes::<Vec<Option<Recalled>>>(&bytes).ok());
    if let Some(recalled) = recalled.filter(|recalled| recalled.len() == files.len()) {
        let known = |(file, recalled): (&&Source, Option<Recalled>)| {
            let said = recalled.map(|recalled| Outcome { value: recalled.written(file), ..Outcome::default() });
            Known::of(file, |file, kind| said.unwrap_or_else(|| written(file, kind)))
        };
        return files.iter().zip(recalled).map(known).collect();
    }
    let said = |file: &&Source| Kind::of_path(&file.path).map(|kind| written(file, kind));
    let said: Vec<Option<Outcome<Written>>> = files.par_iter().map(said).collect();
    let kept: Vec<_> = files.iter().zip(&said).map(|(file, said)| kept(file, said.as_ref()?)).collect();
    if kept.iter().any(Option::is_some)
        && let Ok(bytes) = postcard::to_allocvec(&kept)
    {
        memo.keep(&key, &bytes);
    }
    let known = |(file, said): (&&Source, Option<Outcome<Written>>)| {
        Known::of(file, |file, kind| said.unwrap_or_else(|| written(file, kind)))
    };
    files.par_iter().zip(said).map(known).collect()
}

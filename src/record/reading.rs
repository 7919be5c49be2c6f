//! Reads projects, and what it has read before only once.
//!
//! In one run a file with the same bytes as the last time is known. For the next run it is noted what files say, before anybody
//! asks what it means, in sheaves: neighbours together, for ten thousand small notes would take longer to find than the files to
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
use crate::memo::{Key, Memo, Notes};
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
    /// the first time what the last run noted from there.
    pub fn read(&mut self, snapshot: &Snapshot, memo: Option<&dyn Memo>) -> Outcome<Records> {
        let files = snapshot.sources.values().filter(|file| file.path.starts_with("content/"));
        self.files = match memo.and_then(Memo::notes) {
            Some(notes) if self.files.is_empty() => in_sheaves(&files.collect::<Vec<_>>(), notes),
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

/// Returns what is known of files, in the order of their paths, as far as it can be from what was noted; and notes the rest.
fn in_sheaves(files: &[&Source], (notes, program): (&dyn Notes, Key)) -> Vec<Known> {
    let read = |files: &&[&Source]| {
        let key = key_of(files, program);
        (key, sheaf(files, (notes, key)))
    };
    let read: Vec<(Key, Vec<Known>)> = sheaves(files).collect::<Vec<_>>().par_iter().map(read).collect();
    if !files.is_empty() {
        notes.leave(&read.iter().map(|(key, _)| *key).collect());
    }
    read.into_iter().flat_map(|(_, known)| known).collect()
}

fn sheaves<'s, 'f>(files: &'s [&'f Source]) -> impl Iterator<Item = &'s [&'f Source]> {
    files.chunk_by(|file, _| !is_last(file))
}

fn key_of(files: &[&Source], program: Key) -> Key {
    let parts = files.iter().flat_map(|file| [file.path.as_bytes(), &file.bytes]);
    Key::of_parts(iter::once(program.bytes().as_slice()).chain(parts))
}

fn is_last(file: &Source) -> bool {
    let mut hasher = FxHasher::default();
    file.path.hash(&mut hasher);
    hasher.finish().is_multiple_of(TOGETHER)
}

fn sheaf(files: &[&Source], (notes, key): (&dyn Notes, Key)) -> Vec<Known> {
    let recalled = notes.noted(&key).and_then(|bytes| postcard::from_bytes::<Vec<Option<Recalled>>>(&bytes).ok());
    if let Some(recalled) = recalled.filter(|recalled| recalled.len() == files.len()) {
        let known = |(file, recalled): (&&Source, Option<Recalled>)| {
            let said = recalled.map(|recalled| Outcome { value: recalled.written(file), ..Outcome::default() });
            Known::of(file, |file, kind| said.unwrap_or_else(|| written(file, kind)))
        };
        return files.par_iter().zip(recalled).map(known).collect();
    }
    let said = |file: &&Source| Kind::of_path(&file.path).map(|kind| written(file, kind));
    let said: Vec<Option<Outcome<Written>>> = files.par_iter().map(said).collect();
    let kept: Vec<_> = files.iter().zip(&said).map(|(file, said)| kept(file, said.as_ref()?)).collect();
    if kept.iter().any(Option::is_some)
        && let Ok(bytes) = postcard::to_allocvec(&kept)
    {
        notes.note(&key, &bytes);
    }
    let known = |(file, said): (&&Source, Option<Outcome<Written>>)| {
        Known::of(file, |file, kind| said.unwrap_or_else(|| written(file, kind)))
    };
    files.par_iter().zip(said).map(known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memo::Remembered;
    use crate::source::Sources;

    fn project(branches: impl Iterator<Item = usize>) -> Snapshot {
        let mut files = Sources::default();
        let mut put = |path: String, text: String| {
            let file = Source::new(&path, text.into_bytes());
            files.insert(file.path.clone(), file);
        };
        put("content/site.yaml".to_owned(), "名称: 示例站\n".to_owned());
        for n in branches {
            put(format!("content/branches/b{n}.md"), format!("---\n名称: 示例支部{n}\n---\n正文{n}\n"));
        }
        Snapshot { sources: files, ..Snapshot::default() }
    }

    fn keys(snapshot: &Snapshot) -> Vec<Key> {
        let files: Vec<&Source> = snapshot.sources.values().collect();
        sheaves(&files).map(|files| key_of(files, Key::of(b"program"))).collect()
    }

    #[test]
    fn a_file_more_or_less_changes_one_sheaf() {
        let whole = keys(&project(0..2_000));
        assert!((8..40).contains(&whole.len()), "{}", whole.len());
        for gone in (0..2_000).step_by(97) {
            let less = keys(&project((0..2_000).filter(|n| *n != gone)));
            // With a file that ends a sheaf, two become one.
            assert!(less.iter().filter(|key| !whole.contains(key)).count() == 1, "{gone}");
            assert!(whole.iter().filter(|key| !less.contains(key)).count() <= 2, "{gone}");
        }
    }

    #[test]
    fn what_was_noted_is_read_as_the_files_are() {
        let memo = Remembered::default();
        for branches in [0..700, 0..699, 3..900] {
            let snapshot = project(branches);
            let fresh = read(&snapshot);
            for _ in 0..2 {
                let noted = Reading::default().read(&snapshot, Some(&memo));
                assert!(noted.value == fresh.value);
                assert_eq!(noted.diagnostics.sorted(), fresh.diagnostics.clone().sorted());
            }
        }
    }

    #[test]
    fn what_was_noted_is_used_and_what_nobody_used_goes() {
        let memo = Remembered::default();
        let (notes, program) = memo.notes().expect("there are notes in memory");
        let [one, other] = [project(0..1), project(1..2)];
        let key = |snapshot: &Snapshot| key_of(&snapshot.sources.values().collect::<Vec<_>>(), program);
        Reading::default().read(&one, Some(&memo));
        let noted = notes.noted(&key(&one)).expect("one sheaf");
        // A note that says something else shows that it was asked.
        Reading::default().read(&other, Some(&memo));
        assert_eq!(notes.noted(&key(&one)), None);
        notes.note(&key(&other), &noted);
        let read = Reading::default().read(&other, Some(&memo));
        assert_eq!(read.value.branches[0].head.name, "示例支部0");
        Reading::default().read(&Snapshot::default(), Some(&memo));
        assert!(notes.noted(&key(&other)).is_some(), "where nothing is read nothing is forgotten");
        notes.note(&key(&other), b"no sheaf");
        let read = Reading::default().read(&other, Some(&memo));
        assert_eq!(read.value.branches[0].head.name, "示例支部1");
    }
}

//! What the system notes of everything that was published: by it a later build knows that every byte is as it was.
//!
//! No program can set the time of the last change back. The clock is that of the file system, which a file tells that is
//! written: whatever changes after a [`Tick`] has a later time, for it is handed out only when the clock has gone on.
//!
//! **In:** an output folder. **Out:** names and marks, and their [`Witness`]. **Never:** an opened file; on a system or disk
//! that does not tell enough there are none.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io::Write as _;
use std::path::{MAIN_SEPARATOR, Path};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::below::below;
use super::hand::fresh;
use super::platform::{self, Mark};
use super::target::Target;
use crate::memo::Key;

/// So many files are looked at on one core at a time.
const TOGETHER: usize = 256;
/// No file system in use but FAT counts in larger steps than this; on that one there are no ticks.
const GRAIN: Duration = Duration::from_millis(20);

/// A time by the clock of the file system of an output folder, which may be another one than ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tick([u64; 2]);

impl Tick {
    /// Returns the time now, and only when it is over; writes a file, which is no receipt, to see it. Nothing where that clock
    /// counts in too large steps, or nobody can rely on it.
    pub(super) fn now(target: &Target) -> Option<Self> {
        // What another machine or program does to a file may be noted late.
        platform::is_here(&target.home).then_some(())?;
        let now = || {
            let mut file = fresh(&target.receipt()).ok()?;
            file.write_all(b"none").ok()?;
            Some(changed(&platform::mark(&file.metadata().ok()?)?))
        };
        let (tick, since) = (now()?, Instant::now());
        loop {
            // Asked before the clock is: a thread may have to wait for its core in between.
            let is_long = since.elapsed() >= GRAIN;
            if now()? > tick {
                return Some(tick);
            }
            (!is_long).then_some(())?;
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Returns whether nothing of a file has changed since.
    pub(super) fn is_after(&self, mark: &Mark) -> bool {
        changed(mark) <= *self
    }
}

/// What a publication left behind, for a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The hash of the list of what is ours.
    pub(super) listed: Key,
    /// What lies in the output folder itself.
    pub(super) top: BTreeSet<OsString>,
    /// When nobody had altered any of it yet.
    pub(super) since: Tick,
}

/// Returns those names that lie in the output folder itself.
pub(super) fn top<N: AsRef<Path>>(names: impl Iterator<Item = N>) -> BTreeSet<OsString> {
    let is_top = |name: &N| !name.as_ref().to_string_lossy().contains(MAIN_SEPARATOR);
    names.filter(is_top).map(|name| name.as_ref().as_os_str().to_owned()).collect()
}

/// The hash of all marks of an output folder, of what lies in it, and of the list of what is ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Witness(Key);

impl Witness {
    /// Returns the witness of these marks.
    pub(super) fn of(marks: &[Mark]) -> Self {
        let bytes: Vec<u8> = marks.iter().flatten().flat_map(|number| number.to_le_bytes()).collect();
        Self(Key::of(&bytes))
    }

    /// Returns the words that [`Witness::from_hex`] reads back.
    pub(super) fn hex(&self) -> String {
        self.0.hex()
    }

    /// Returns the witness that was written down.
    pub(super) fn from_hex(hex: &str) -> Option<Self> {
        Key::from_hex(hex).map(Self)
    }

    /// Returns whether all that lies in the output folder, in the order of its names, is what was seen.
    pub(super) fn saw(&self, target: &Target, entries: &[(OsString, Metadata)]) -> bool {
        let marks: Option<Vec<Mark>> = entries.iter().map(|(_, details)| platform::mark(details)).collect();
        marks
            .and_then(|marks| with_ours(target, marks, mark_at(&target.folder)?))
            .is_some_and(|marks| Self::of(&marks) == *self)
    }
}

/// Returns the names of all that lies in the output folder, in order, and their marks, behind them that of the list of what is ours
/// and that of the folder itself; nothing where a name could not stand in a list.
///
/// A folder's mark is older than the list of what is in it: whatever comes after it gives it another.
pub(super) fn look(target: &Target) -> Option<(Vec<String>, Vec<Mark>)> {
    let folder = mark_at(&target.folder)?;
    let entries = below(&target.folder).ok()?;
    let known = |(path, details): (OsString, Metadata)| {
        Some((path.into_string().ok().filter(|name| !name.contains('\n'))?, platform::mark(&details)?))
    };
    let mut known: Vec<(String, Mark)> = entries.into_iter().map(known).collect::<Option<_>>()?;
    known.par_sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let (names, marks) = known.into_iter().unzip();
    Some((names, with_ours(target, marks, folder)?))
}

/// Returns the marks of these names, as they lie there now; nothing where one of them is gone.
pub(super) fn marks(target: &Target, names: &[&str]) -> Option<Vec<Mark>> {
    let named: Option<Vec<Mark>> =
        names.par_iter().with_min_len(TOGETHER).map(|name| mark_at(&target.folder.join(name))).collect();
    with_ours(target, named?, mark_at(&target.folder)?)
}

/// Returns when anything of a file last changed.
fn changed(mark: &Mark) -> Tick {
    let [.., seconds, nanoseconds] = *mark;
    Tick([seconds, nanoseconds])
}

/// Returns the same with the marks of the list of what is ours and of the output folder; nothing where the system does not
/// tell enough of them.
///
/// That nothing else lies in a folder is told by its own mark.
fn with_ours(target: &Target, mut marks: Vec<Mark>, folder: Mark) -> Option<Vec<Mark>> {
    // What another machine or program does to a file may be noted late.
    platform::is_here(&target.folder).then_some(())?;
    marks.extend([mark_at(&target.manifest())?, folder]);
    Some(marks)
}

fn mark_at(place: &Path) -> Option<Mark> {
    platform::mark(&fs::symlink_metadata(place).ok()?)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::super::hand::Hand;
    use super::super::manifest::Manifest;
    use super::super::scan::entries;
    use super::super::scratch::{Scratch, site};
    use super::super::write::{begin, publish};
    use super::*;
    use crate::memo::Remembered;

    fn target(folder: &Scratch) -> Target {
        Target::new(folder.path(), &folder.at("public")).expect("a good target")
    }

    fn published() -> (Scratch, Witness) {
        let folder = Scratch::new();
        let pages = site(&[("a/index.html", "a"), ("index.html", "b")]);
        publish(&pages, &Remembered::default(), &target(&folder)).expect("published");
        folder.put("public/by-hand.txt", "of somebody");
        let witness = Witness::of(&look(&target(&folder)).expect("the system tells").1);
        (folder, witness)
    }

    fn saw(folder: &Scratch, witness: Witness) -> bool {
        witness.saw(&target(folder), &entries(&folder.at("public")).expect("listed"))
    }

    #[test]
    fn a_witness_saw_what_lies_there_and_nothing_else() {
        let changes: [fn(&Scratch); 5] = [
            |folder| folder.put("public/index.html", "another"),
            |folder| folder.put("public/a/other.txt", "c"),
            |folder| fs::remove_file(folder.at("public/a/index.html")).expect("removed"),
            |folder| platform::set_mode(&folder.at("public/a"), 0o700).expect("set"),
            |folder| folder.put(".public.bangyang/manifest", "another"),
        ];
        for change in changes {
            let (folder, witness) = published();
            assert!(saw(&folder, witness));
            change(&folder);
            assert!(!saw(&folder, witness));
        }
    }

    #[test]
    fn with_a_witness_a_publication_begins_as_without() {
        let (folder, witness) = published();
        let begun = |witness| {
            let routes = ["index.html", "new.html", "by-hand.txt"].into_iter();
            let begun = begin(&Hand::default(), &target(&folder), routes, witness).expect("it begins");
            ["index.html", "a/index.html", "by-hand.txt"].map(|name| begun.hash_of(&name.into()).copied())
        };
        assert_eq!(begun(Some(witness)), begun(None));
        assert_eq!(begun(Some(witness)), ["b", "a", "of somebody"].map(|text| Some(Key::of(text.as_bytes()))));
        // Nothing but the manifest is asked for what the witness saw.
        let place = target(&folder).manifest();
        let mut manifest = Manifest::read(&place).expect("it can be read");
        for entry in manifest.files.values_mut().flatten() {
            entry.hash = Key::of(b"another");
        }
        fs::write(&place, manifest.to_bytes()).expect("written");
        let of_another = Witness::of(&look(&target(&folder)).expect("the system tells").1);
        assert_eq!(begun(Some(of_another))[..2], [Some(Key::of(b"another")); 2]);
        // What it did not see is read.
        folder.put("public/index.html", "another");
        assert_eq!(begun(Some(witness)), begun(None));
    }
}

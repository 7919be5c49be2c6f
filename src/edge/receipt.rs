//! The receipt of a build: by it the next one knows that nothing has changed since, and makes no page.
//!
//! What the site was made from is compared by its bytes. What was published is compared by what the system notes of
//! every file and folder (identity, length, mode, time of the last change of bytes or of anything else), which costs a
//! tenth of reading a hundred megabytes; a folder into which something came or from which it went has another time. No
//! program can set the time of the last change back; nothing that changed since the receipt was begun may be on it, and
//! it is made only when the clock of that file system has gone on since.
//!
//! **In:** a project's files, an output folder. **Out:** the words of the earlier build, where all that they follow from
//! still holds. **Never:** a receipt of another program, of other words asked, damaged, or on a system that does not tell
//! when a file was last changed.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::hand::{Hand, fresh};
use super::inputs::ProjectInputs;
use super::lock::Lock;
use super::marks::{Witness, changed, look, marks};
use super::platform;
use super::sealed;
use super::target::Target;
use crate::memo::Key;

const MAGIC: &str = "bangyang receipt 3";
/// No file system in use but FAT counts in larger steps than this; on that one receipts are never made.
const GRAIN: Duration = Duration::from_millis(20);

/// What a build follows from besides the files of its project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Everything that was asked for, in words that are compared as they are.
    pub asked: String,
    /// From when on the site is the same, in minutes.
    pub from: i64,
    /// Until when it is; this minute is not part of it.
    pub until: i64,
}

/// What stands on a receipt, above the list of all that was published.
#[derive(Debug, Serialize, Deserialize)]
struct Receipt {
    terms: Terms,
    made_from: String,
    /// Files of the project that nobody read.
    unread: BTreeSet<String>,
    published: String,
    said: String,
}

/// Makes a receipt of what was just published, whose list has the hash `listed`: `said` is what the next build would say too.
///
/// Another build may have published meanwhile; then there is none, for this one no longer knows what lies there. Where something is not as it should be none is made, which costs the next build its time and nothing else.
pub fn make_receipt(target: &Target, (inputs, listed): (&ProjectInputs, Option<Key>), terms: Terms, said: String) {
    let Ok(_lock) = Lock::take(&target.lock(), target.patience) else { return };
    let path = target.receipt();
    // An old one must not survive what it does not tell of.
    let _ = fs::remove_file(&path);
    match receipt(target, (inputs, listed), terms, said) {
        Some(text) => sealed::write(&Hand::default(), (&path, MAGIC), &text),
        None => drop(fs::remove_file(&path)),
    }
}

fn receipt(
    target: &Target,
    (inputs, listed): (&ProjectInputs, Option<Key>),
    terms: Terms,
    said: String,
) -> Option<String> {
    let begun = now(&target.receipt())?;
    let (made_from, unread) = inputs.read_so_far()?;
    let lies_there = Key::of(&fs::read(target.manifest()).ok()?);
    (Some(lies_there) == listed).then_some(())?;
    wait(&target.receipt(), begun)?;
    let (names, marks) = look(target)?;
    // A clock that counts in whole seconds would not tell two changes in one apart.
    marks.iter().any(|[.., nanoseconds]| *nanoseconds != 0).then_some(())?;
    marks.iter().all(|mark| changed(mark) <= begun).then_some(())?;
    let published = Witness::of(&marks).hex();
    let receipt = Receipt { terms, made_from: made_from.hex(), unread, published, said };
    Some(format!("{}\n{}", serde_json::to_string(&receipt).ok()?, names.join("\n")))
}

/// What a receipt tells a later build within its time.
#[derive(Debug, Default)]
pub struct Told {
    /// What the build said, where one that is asked the same now would make and say the same.
    pub said: Option<String>,
    /// What it published; nothing where there is no receipt.
    pub published: Option<Witness>,
}

/// Returns what the receipt of the last build tells one that is asked this at minute `at`.
pub fn by_receipt(target: &Target, inputs: &ProjectInputs, asked: &str, at: i64) -> Told {
    let Some(text) = sealed::read(&target.receipt(), MAGIC) else { return Told::default() };
    let Some((receipt, names)) = read(&text) else { return Told::default() };
    if !(receipt.terms.from..receipt.terms.until).contains(&at) {
        return Told::default();
    }
    let published = Witness::from_hex(&receipt.published);
    let holds = receipt.terms.asked == asked && holds((&receipt, &names), target, inputs, published).is_some();
    Told { said: holds.then_some(receipt.said), published }
}

/// Returns something where all still is as the receipt says.
fn holds(
    (receipt, names): (&Receipt, &[&str]),
    target: &Target,
    inputs: &ProjectInputs,
    published: Option<Witness>,
) -> Option<()> {
    let _lock = Lock::take(&target.lock(), target.patience).ok()?;
    (inputs.made_from(&receipt.unread)?.hex() == receipt.made_from).then_some(())?;
    (Witness::of(&marks(target, names)?) == published?).then_some(())
}

/// Returns a receipt and the names of all that was published.
fn read(text: &str) -> Option<(Receipt, Vec<&str>)> {
    let (receipt, names) = text.split_once('\n')?;
    Some((serde_json::from_str(receipt).ok()?, names.split('\n').collect()))
}

/// Returns what the clock of the file system says, which may be another one than ours; writes a file, which is no receipt, to see it.
fn now(place: &Path) -> Option<[u64; 2]> {
    let mut file = fresh(place).ok()?;
    file.write_all(b"none").ok()?;
    Some(changed(&platform::mark(&file.metadata().ok()?)?))
}

/// Waits until that clock says another time; nothing where it counts in too large steps.
fn wait(place: &Path, begun: [u64; 2]) -> Option<()> {
    let since = Instant::now();
    while now(place)? <= begun {
        (since.elapsed() < GRAIN).then_some(())?;
        std::thread::sleep(Duration::from_millis(1));
    }
    Some(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::super::disk::Disk;
    use super::super::scratch::{Scratch, site};
    use super::super::stamp::WATCHED;
    use super::super::write::publish;
    use super::*;
    use crate::memo::Remembered;
    use crate::source::Inputs;

    /// What is done to a project, and its name.
    type Change = (&'static str, fn(&Scratch));

    /// A project of two files, one of them unread, published with a receipt.
    fn receipted() -> Scratch {
        let folder = Scratch::new();
        folder.put("content/a.yaml", "甲");
        folder.put("content/unread.jpg", "照片");
        again(&folder);
        assert_eq!(said(&folder, "asked", 10).as_deref(), Some("as before"));
        folder
    }

    fn again(folder: &Scratch) {
        let inputs = inputs(folder);
        WATCHED.iter().for_each(|part| drop(inputs.list(part)));
        inputs.read("content/a.yaml").expect("it is there");
        let target = target(folder);
        let pages = site(&[("a/index.html", "a"), ("index.html", "b")]);
        let published = publish(&pages, &Remembered::default(), &target).expect("published");
        let terms = Terms { asked: "asked".to_owned(), from: 10, until: 20 };
        make_receipt(&target, (&inputs, published.listed), terms, "as before".to_owned());
    }

    fn inputs(folder: &Scratch) -> ProjectInputs {
        ProjectInputs::new(Disk::open(folder.path()).expect("it is there"))
    }

    fn target(folder: &Scratch) -> Target {
        Target::new(folder.path(), &folder.at("public")).expect("a good target")
    }

    fn said(folder: &Scratch, asked: &str, at: i64) -> Option<String> {
        by_receipt(&target(folder), &inputs(folder), asked, at).said
    }

    #[test]
    fn it_holds_for_the_same_words_within_its_time() {
        let folder = receipted();
        for (asked, at, holds) in
            [("asked", 10, true), ("asked", 19, true), ("asked", 20, false), ("asked", 9, false), ("other", 10, false)]
        {
            assert_eq!(said(&folder, asked, at).is_some(), holds, "{asked} {at}");
        }
    }

    #[test]
    fn whatever_is_done_to_the_project_or_the_site_ends_it() {
        let changes: [Change; 14] = [
            ("a record of the same length", |folder| folder.put("content/a.yaml", "乙")),
            ("a record more", |folder| folder.put("content/b.yaml", "乙")),
            ("a record less", |folder| fs::remove_file(folder.at("content/a.yaml")).expect("removed")),
            ("a file that nobody read, of another size", |folder| folder.put("content/unread.jpg", "x")),
            ("a template", |folder| folder.put("templates/base.html", "x")),
            ("a page of the same length", |folder| folder.put("public/index.html", "c")),
            ("a page less", |folder| fs::remove_file(folder.at("public/index.html")).expect("removed")),
            ("a file by hand", |folder| folder.put("public/a/by-hand.txt", "x")),
            ("a folder by hand", |folder| fs::create_dir(folder.at("public/empty")).expect("made")),
            ("a page moved away and another put there", |folder| {
                fs::rename(folder.at("public/index.html"), folder.at("away")).expect("moved");
                fs::copy(folder.at("away"), folder.at("public/index.html")).map(drop).expect("copied");
            }),
            ("a mode", |folder| {
                platform::set_mode(&folder.at("public/index.html"), 0o600).expect("set");
            }),
            ("the list of what is ours", |folder| fs::remove_file(target(folder).manifest()).expect("removed")),
            ("the site", |folder| fs::remove_dir_all(folder.at("public")).expect("removed")),
            ("a link in the place of a page", |folder| {
                fs::remove_file(folder.at("public/index.html")).expect("removed");
                platform::make_link(Path::new("a/index.html"), &folder.at("public/index.html")).expect("linked");
            }),
        ];
        for (what, change) in changes {
            let folder = receipted();
            change(&folder);
            assert_eq!(said(&folder, "asked", 10), None, "{what}");
        }
    }

    #[test]
    fn bytes_changed_behind_an_old_time_are_noticed() {
        let folder = receipted();
        let page = folder.at("public/index.html");
        let before = fs::metadata(&page).and_then(|details| details.modified()).expect("the time of a file");
        fs::write(&page, "c").expect("written");
        fs::File::options().write(true).open(&page).and_then(|file| file.set_modified(before)).expect("set back");
        assert_eq!(fs::metadata(&page).and_then(|details| details.modified()).expect("its time"), before);
        assert_eq!(said(&folder, "asked", 10), None);
    }

    #[test]
    fn one_with_any_damaged_byte_is_none() {
        let folder = receipted();
        let place = target(&folder).receipt();
        let good = fs::read(&place).expect("it was written");
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 1;
            fs::write(&place, &bad).expect("written");
            assert_eq!(said(&folder, "asked", 10), None, "byte {at}");
        }
        fs::write(&place, &good[..good.len() - 1]).expect("written");
        assert_eq!(said(&folder, "asked", 10), None);
        fs::write(&place, &good).expect("written");
        assert!(said(&folder, "asked", 10).is_some());
    }

    #[test]
    fn a_build_that_goes_on_takes_the_old_one_away() {
        let folder = receipted();
        folder.put("content/a.yaml", "乙");
        again(&folder);
        assert!(said(&folder, "asked", 10).is_some());
        let inputs = inputs(&folder);
        inputs.read("content/none.yaml").expect_err("it is not there");
        let terms = || Terms { asked: "asked".to_owned(), from: 10, until: 20 };
        make_receipt(&target(&folder), (&inputs, listed(&folder)), terms(), String::new());
        assert!(!target(&folder).receipt().exists());
    }

    #[test]
    fn one_of_a_site_that_another_build_has_replaced_is_not_made() {
        let folder = receipted();
        let before = listed(&folder);
        let other = site(&[("index.html", "by another build")]);
        publish(&other, &Remembered::default(), &target(&folder)).expect("published");
        let inputs = inputs(&folder);
        let terms = || Terms { asked: "asked".to_owned(), from: 10, until: 20 };
        make_receipt(&target(&folder), (&inputs, before), terms(), String::new());
        assert!(!target(&folder).receipt().exists());
        make_receipt(&target(&folder), (&inputs, listed(&folder)), terms(), String::new());
        assert!(target(&folder).receipt().exists());
    }

    fn listed(folder: &Scratch) -> Option<Key> {
        Some(Key::of(&fs::read(target(folder).manifest()).expect("it was written")))
    }
}

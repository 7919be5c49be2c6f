//! The receipt of a build: by it the next one knows that nothing has changed since, and makes no page.
//!
//! What the site was made from is compared by its bytes. What was published is compared by what the system notes of
//! every file and folder (identity, length, mode, time of the last change of bytes or of anything else), which costs a
//! tenth of reading a hundred megabytes; a folder into which something came or from which it went has another time. No
//! program can set the time of the last change back; nothing that changed since the site was complete may be on a receipt, and
//! none is made where somebody was at work before (`marks.rs`, `exchange.rs`).
//!
//! **In:** a project's files, an output folder. **Out:** the words of the earlier build, where all that they follow from
//! still holds. **Never:** a receipt of another program, of other words asked, damaged, or on a system that does not tell
//! when a file was last changed.

use std::collections::BTreeSet;
use std::fs;

use serde::{Deserialize, Serialize};

use super::clock::now_unix_seconds;
use super::hand::Hand;
use super::inputs::ProjectInputs;
use super::lock::Lock;
use super::marks::{Left, Witness, look, marks, top};
use super::sealed;
use super::target::Target;
use crate::memo::Key;

const MAGIC: &str = "bangyang receipt 4";

/// What a build follows from besides the files of its project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Everything that was asked for, in words that are compared as they are.
    pub asked: String,
    /// From when on the site is the same, in minutes.
    pub from: i64,
    /// Until when it is; this minute is not part of it.
    pub until: i64,
    /// The day on which the build began, by [`today`].
    pub day: i64,
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

/// Makes a receipt of what was just published, as it was `left`: `said` is what the next build would say too.
///
/// Another build may have published meanwhile; then there is none, for this one no longer knows what lies there. Where something
/// is not as it should be none is made, which costs the next build its time and nothing else.
pub fn make_receipt(target: &Target, (inputs, left): (&ProjectInputs, Option<&Left>), terms: Terms, said: String) {
    let Ok(_lock) = Lock::take(&target.lock(), target.patience) else { return };
    let path = target.receipt();
    // An old one must not survive what it does not tell of.
    let _ = fs::remove_file(&path);
    match left.and_then(|left| receipt(target, (inputs, left), terms, said)) {
        Some(text) => sealed::write(&Hand::default(), (&path, MAGIC), &text),
        None => drop(fs::remove_file(&path)),
    }
}

fn receipt(target: &Target, (inputs, left): (&ProjectInputs, &Left), terms: Terms, said: String) -> Option<String> {
    let (made_from, unread) = inputs.read_so_far()?;
    (Key::of(&fs::read(target.manifest()).ok()?) == left.listed).then_some(())?;
    let (names, marks) = look(target)?;
    // A clock that counts in whole seconds would not tell two changes in one apart.
    marks.iter().any(|[.., nanoseconds]| *nanoseconds != 0).then_some(())?;
    // The folder itself was moved and the list written since; what lies in the folder itself is compared by name.
    let (below, _ours) = marks.split_at(names.len());
    (below.iter().all(|mark| left.since.is_after(mark)) && top(names.iter()) == left.top).then_some(())?;
    let published = Witness::of(&marks).hex();
    let receipt = Receipt { terms, made_from: made_from.hex(), unread, published, said };
    Some(format!("{}\n{}", serde_json::to_string(&receipt).ok()?, names.join("\n")))
}

/// What a receipt tells a later build of the same day within its time: the first build of each day reads what lies published.
#[derive(Debug, Default)]
pub struct Told {
    /// What the build said, where one that is asked the same now would make and say the same.
    pub said: Option<String>,
    /// What it published; nothing where there is no receipt.
    pub published: Option<Witness>,
}

/// Returns what the receipt of the last build tells one that is asked this at minute `at`, and began on a day as [`today`] counts.
pub fn by_receipt(target: &Target, inputs: &ProjectInputs, asked: &str, (at, day): (i64, i64)) -> Told {
    let Some(text) = sealed::read(&target.receipt(), MAGIC) else { return Told::default() };
    let Some((receipt, names)) = read(&text) else { return Told::default() };
    if !(receipt.terms.from..receipt.terms.until).contains(&at) || receipt.terms.day != day {
        return Told::default();
    }
    let published = Witness::from_hex(&receipt.published);
    let holds = receipt.terms.asked == asked && holds((&receipt, &names), target, inputs, published).is_some();
    Told { said: holds.then_some(receipt.said), published }
}

/// Returns the day by the clock of the machine, in Beijing, as days since 1970.
pub fn today() -> i64 {
    const HOUR: i64 = 60 * 60;
    (now_unix_seconds() + 8 * HOUR).div_euclid(24 * HOUR)
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

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::path::Path;

    use super::super::disk::Disk;
    use super::super::laying::Laying;
    use super::super::platform;
    use super::super::scratch::{Meanwhile, Scratch, site, with_picture};
    use super::super::stamp::WATCHED;
    use super::*;
    use crate::memo::{Memo, Remembered};
    use crate::output::Output;
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
        let left = published(folder, &site(PAGES), &Remembered::default());
        make_receipt(&target(folder), (&inputs, left.as_ref()), terms(), "as before".to_owned());
    }

    const PAGES: &[(&str, &str)] = &[("a/index.html", "a"), ("index.html", "b")];

    fn terms() -> Terms {
        Terms { asked: "asked".to_owned(), from: 10, until: 20, day: 3 }
    }

    /// Publishes a site as a build does; returns what was left for a receipt.
    fn published(folder: &Scratch, pages: &Output, memo: &dyn Memo) -> Option<Left> {
        let laying = Laying::new(target(folder));
        laying.publish((pages, None), memo, &target(folder)).expect("published").left
    }

    /// Returns whether a receipt is made of what was left.
    fn is_made(folder: &Scratch, left: Option<&Left>) -> bool {
        let inputs = inputs(folder);
        WATCHED.iter().for_each(|part| drop(inputs.list(part)));
        inputs.read("content/a.yaml").expect("it is there");
        make_receipt(&target(folder), (&inputs, left), terms(), String::new());
        target(folder).receipt().exists()
    }

    fn inputs(folder: &Scratch) -> ProjectInputs {
        ProjectInputs::new(Disk::open(folder.path()).expect("it is there"))
    }

    fn target(folder: &Scratch) -> Target {
        Target::new(folder.path(), &folder.at("public")).expect("a good target")
    }

    fn said(folder: &Scratch, asked: &str, at: i64) -> Option<String> {
        by_receipt(&target(folder), &inputs(folder), asked, (at, 3)).said
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
        let left = published(&folder, &site(PAGES), &Remembered::default());
        assert!(is_made(&folder, left.as_ref()));
        let inputs = inputs(&folder);
        inputs.read("content/none.yaml").expect_err("it is not there");
        make_receipt(&target(&folder), (&inputs, left.as_ref()), terms(), String::new());
        assert!(!target(&folder).receipt().exists());
    }

    #[test]
    fn one_of_a_site_that_another_build_has_replaced_is_not_made() {
        let folder = receipted();
        let before = published(&folder, &site(PAGES), &Remembered::default());
        let other = published(&folder, &site(&[("index.html", "by another build")]), &Remembered::default());
        assert!(!is_made(&folder, before.as_ref()));
        assert!(is_made(&folder, other.as_ref()));
    }

    #[test]
    fn none_is_made_where_somebody_was_at_work_meanwhile() {
        let changes: [fn(&Scratch); 5] = [
            |folder| folder.put("public/a/index.html", "altered"),
            |folder| folder.put("public/by-hand.txt", "x"),
            |folder| folder.put("public/a/by-hand.txt", "x"),
            |folder| fs::remove_file(folder.at("public/index.html")).expect("removed"),
            |folder| fs::remove_file(folder.at("public/a/index.html")).expect("removed"),
        ];
        for (number, change) in changes.into_iter().enumerate() {
            let folder = receipted();
            let left = published(&folder, &with_picture(site(PAGES)), &Meanwhile(|| {}));
            assert!(is_made(&folder, left.as_ref()), "nothing was done");
            change(&folder);
            assert!(!is_made(&folder, left.as_ref()), "{number}, afterwards");
            let folder = receipted();
            // On one core the picture is the last to be put in its place.
            let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
            let meanwhile = Meanwhile(|| change(&folder));
            let left = pool.install(|| published(&folder, &with_picture(site(PAGES)), &meanwhile));
            assert!(!is_made(&folder, left.as_ref()), "{number}, before the exchange");
        }
    }

    #[test]
    fn a_receipt_tells_nothing_on_another_day() {
        let folder = receipted();
        let told = |asked, day| by_receipt(&target(&folder), &inputs(&folder), asked, (10, day));
        assert!(told("asked", 3).said.is_some() && told("asked", 3).published.is_some());
        assert!(told("other", 3).said.is_none() && told("other", 3).published.is_some());
        assert!(told("asked", 4).said.is_none() && told("asked", 4).published.is_none());
    }
}

//! The shelf of a build: finished files are laid into the standby tree while others are still being made, so that a site takes
//! no memory for its pages. Beside it lies a note of which pages the next build need not make.
//!
//! The standby is no site that anybody sees, and a build that comes to nothing leaves it half done, as a killed one does:
//! the next brings it up to date by its bytes. A file that lies published with the same bytes is not written at all.
//!
//! **In:** files, one after the other, from many threads. **Out:** the same without their bytes; in the end [`Published`].
//! **Never:** a change in the published tree before [`Laying::publish`], or one of the standby without the lock.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use super::compare::Published;
use super::error::Error;
use super::hand::{Hand, system_error};
use super::manifest::{above, name_of_route};
use super::marks::Witness;
use super::platform::FOLDER_MODE;
use super::scan::{Name, NodeKind, Tree, scan};
use super::sealed;
use super::standby::hash_of;
use super::target::Target;
use super::write::{Begun, begin, finish};
use crate::memo::{Key, Memo};
use crate::output::{Artifact, Output, Route, Shelf};

/// A publication that takes files as they are made.
#[derive(Debug)]
pub struct Laying {
    hand: Hand,
    target: Target,
    witness: Option<Witness>,
    ready: OnceLock<Result<Ready, Error>>,
    /// Something was refused: what cannot be laid now stays in memory, and is refused again when it is published.
    is_refused: AtomicBool,
    /// The disk was full: what was laid is removed again unless it is published.
    is_full: AtomicBool,
}

#[derive(Debug)]
struct Ready {
    begun: Begun,
    standby: Tree,
    remembered: String,
}

const MAGIC: &str = "bangyang pages 1";

/// What came of an attempt to lay a file.
enum Place {
    /// It lies in the standby.
    Lies,
    /// It is published.
    Published,
    /// Something else is in the way, which goes when the standby is brought up to date.
    Taken,
}

impl Laying {
    /// Returns the publication into a target's folder; nothing is touched before the first file is made.
    pub fn new(target: Target) -> Self {
        Self::by(Hand::default(), target)
    }

    /// Returns the same, for which a witness of what lies published need not read it.
    pub fn knowing(mut self, witness: Option<Witness>) -> Self {
        self.witness = witness;
        self
    }

    /// Returns the same by a hand that a test may stop.
    pub(super) fn by(hand: Hand, target: Target) -> Self {
        Self {
            hand,
            target,
            witness: None,
            ready: OnceLock::new(),
            is_refused: AtomicBool::new(false),
            is_full: AtomicBool::new(false),
        }
    }

    /// Makes `output` the content of the target's folder, as [`publish`](super::publish) does; `target` is the one that files
    /// were laid for, with what it was told since. `remember` is for the next build.
    pub fn publish(
        mut self,
        (output, remember): (&Output, Option<&str>),
        memo: &dyn Memo,
        target: &Target,
    ) -> Result<Published, Error> {
        let routes = || output.iter().map(|(route, _)| route.as_str());
        let begun = match self.ready.take() {
            Some(Ok(ready)) => ready.begun,
            // Nothing was laid; what stood in the way may be gone by now.
            Some(Err(_)) | None => begin(&self.hand, target, routes(), self.witness)?,
        };
        let begun = begun.looked_at_again(target, routes())?;
        let published = finish(&self.hand, &begun, (output, memo), target)?;
        // While nobody else can: what is remembered is true whatever lies there, but two must not write it at once.
        remember.into_iter().for_each(|text| sealed::write(&self.hand, (&target.pages(), MAGIC), text));
        Ok(published)
    }

    /// Returns what lies there, as long as nothing was refused.
    fn open_to(&self) -> Option<&Ready> {
        let is_refused = || self.is_refused.load(Ordering::Relaxed);
        self.ready.get()?.as_ref().ok().filter(|_| !is_refused())
    }

    fn lies(&self, ready: &Ready, route: &Route, file: &Artifact) -> Result<Place, Error> {
        let name = name_of_route(route.as_str());
        let Some(bytes) = file.bytes() else { return Ok(Place::Taken) };
        if ready.begun.hash_of(&name) == Some(&file.hash) {
            return Ok(Place::Published);
        }
        let place = self.target.standby().join(&name);
        match self.laid(ready, (&name, &place), (file, bytes)) {
            Err(error) if is_taken(&error) => Ok(Place::Taken),
            laid => laid,
        }
    }

    fn laid(
        &self,
        ready: &Ready,
        (name, place): (&Name, &Path),
        (file, bytes): (&Artifact, &[u8]),
    ) -> Result<Place, Error> {
        match ready.standby.get(name) {
            Some(node) if node.kind != NodeKind::File => return Ok(Place::Taken),
            Some(node) if !ready.begun.shares(name, node) && node.len == file.len() && is_of(place, &file.hash)? => {}
            Some(_) => self.hand.write_over(place, bytes)?,
            None => {
                if !self.make_folders(ready, name)? {
                    return Ok(Place::Taken);
                }
                self.hand.write_new(place, bytes)?;
            }
        }
        Ok(Place::Lies)
    }

    /// Makes the folders above a file that are missing; returns whether nothing else is in their place.
    fn make_folders(&self, ready: &Ready, name: &OsStr) -> Result<bool, Error> {
        let known = |folder: &OsStr| ready.standby.get(folder).map(|node| node.kind);
        // Nothing is written through a link, however far above it stands.
        if above(name).filter_map(known).any(|kind| kind != NodeKind::Folder) {
            return Ok(false);
        }
        let Some(folder) = above(name).next() else { return self.make_folder(OsStr::new("")).map(|()| true) };
        if known(folder).is_some() {
            return Ok(true);
        }
        match self.make_folder(folder) {
            Err(error) if error.is_missing() => {
                Ok(self.make_folders(ready, folder)? && self.make_folder(folder).map(|()| true)?)
            }
            made => made.map(|()| true),
        }
    }

    fn make_folder(&self, folder: &OsStr) -> Result<(), Error> {
        self.hand.make_folder(&self.target.standby().join(folder), FOLDER_MODE)
    }
}

/// Whether something is in the way that goes when the standby is brought up to date.
fn is_taken(error: &Error) -> bool {
    let kinds = [io::ErrorKind::AlreadyExists, io::ErrorKind::NotADirectory];
    system_error(error).is_some_and(|error| kinds.contains(&error.kind()))
}

fn is_of(place: &Path, hash: &Key) -> Result<bool, Error> {
    Ok(hash_of(place)?.as_ref() == Some(hash))
}

impl Drop for Laying {
    fn drop(&mut self) {
        if let Some(Ok(ready)) = self.ready.get()
            && self.is_full.load(Ordering::Relaxed)
        {
            // The next build finds what is left.
            let _ = ready.begun.discard(&self.hand, &self.target);
        }
    }
}

impl Shelf for Laying {
    fn open(&self, routes: &[&Route]) {
        let begin = || {
            let routes = routes.iter().map(|route| route.as_str());
            let begun = begin(&self.hand, &self.target, routes, self.witness)?;
            Ok((begun, scan(&self.target.standby())?))
        };
        let (begun, remembered) = rayon::join(begin, || sealed::read(&self.target.pages(), MAGIC).unwrap_or_default());
        let ready = begun.map(|(begun, standby)| Ready { begun, standby, remembered });
        // Where nobody can keep another build out, the standby is filled at the last moment.
        self.is_refused.store(ready.as_ref().is_ok_and(|ready| !ready.begun.is_alone()), Ordering::Relaxed);
        // It is opened once; a second time there would be nothing to do.
        let _ = self.ready.set(ready);
    }

    fn remembered(&self) -> Option<&str> {
        Some(&self.open_to()?.remembered)
    }

    fn has(&self, route: &Route, hash: &Key) -> bool {
        self.open_to().is_some_and(|ready| ready.begun.hash_of(&name_of_route(route.as_str())) == Some(hash))
    }

    fn lay(&self, route: &Route, file: Artifact) -> Artifact {
        let Some(ready) = self.open_to() else { return file };
        match self.lies(ready, route, &file) {
            Ok(Place::Lies) => file.laid(),
            Ok(Place::Published) => file.published(),
            Ok(Place::Taken) => file,
            Err(error) => {
                self.is_refused.store(true, Ordering::Relaxed);
                self.is_full.fetch_or(error.is_full(), Ordering::Relaxed);
                file
            }
        }
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::os::unix::fs::{MetadataExt, symlink};

    use rayon::prelude::*;

    use super::super::error::Cause;
    use super::super::scratch::{Scratch, all_in, site};
    use super::super::write::publish_by;
    use super::*;
    use crate::memo::Remembered;
    use crate::output::Body;

    type Files = &'static [(&'static str, &'static str)];
    const OLD: Files = &[("a/index.html", "old"), ("b/index.html", "b"), ("e", "a file"), ("index.html", "old home")];
    const NEW: Files =
        &[("a/index.html", "new"), ("c/d/index.html", "c"), ("e/index.html", "e"), ("index.html", "new home")];
    const NEXT: Files =
        &[("a/index.html", "nex"), ("b/index.html", "b"), ("c/d/index.html", "next"), ("index.html", "new home")];

    fn target(folder: &Scratch) -> Target {
        Target::new(folder.path(), &folder.at("public")).expect("a good target")
    }

    /// Lays every file of a site, and returns what is remembered of them.
    fn laid(laying: &Laying, files: Files) -> Output {
        let made = site(files);
        let routes: Vec<&Route> = made.iter().map(|(route, _)| route).collect();
        laying.open(&routes);
        let files: Vec<(Route, Artifact)> = made
            .iter()
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|(route, file)| (route.clone(), laying.lay(route, file.clone())))
            .collect();
        let mut output = Output::default();
        files.into_iter().for_each(|(route, file)| assert!(output.add(route, file)));
        output
    }

    fn publish(hand: Hand, folder: &Scratch, files: Files) -> Result<Published, Error> {
        let laying = Laying::by(hand, target(folder));
        let output = laid(&laying, files);
        // What stands there already is not to be noted again.
        let note = Some("a note").filter(|note| laying.remembered() != Some(note));
        laying.publish((&output, note), &Remembered::default(), &target(folder))
    }

    fn published(folder: &Scratch) -> BTreeMap<String, String> {
        all_in(&folder.at("public")).into_iter().filter(|(_, content)| content != "/").collect()
    }

    fn of(files: Files) -> BTreeMap<String, String> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn what_is_laid_is_published_and_takes_no_memory() {
        let folder = Scratch::new();
        for files in [OLD, NEW, NEXT, NEXT, OLD] {
            let laying = Laying::new(target(&folder));
            let output = laid(&laying, files);
            let lies = |file: &Artifact| matches!(file.body, Body::Laid { .. } | Body::Published { .. });
            // Where a file of the standby is to be a folder, or the other way round, it waits.
            assert!(output.iter().filter(|(_, file)| lies(file)).count() >= files.len() - 1);
            assert_eq!(
                output.iter().map(|(_, file)| file.len()).sum::<u64>(),
                files.iter().map(|(_, text)| text.len() as u64).sum::<u64>()
            );
            laying.publish((&output, None), &Remembered::default(), &target(&folder)).expect("it is published");
            assert_eq!(published(&folder), of(files));
        }
    }

    #[test]
    fn the_same_site_again_is_not_written_at_all() {
        let folder = Scratch::new();
        publish(Hand::default(), &folder, OLD).expect("it is published");
        publish(Hand::default(), &folder, NEW).expect("it is published");
        let marks = || -> Vec<(String, u64, i64, i64)> {
            // The clock was looked at, with a note that says nothing.
            let is_note = |path: &String| path.ends_with(".bangyang") || path.ends_with("/receipt");
            let paths = all_in(folder.path()).into_keys().filter(|path| !is_note(path));
            let mark = |path: String| {
                let details = fs::symlink_metadata(folder.at(&path)).expect("it is there");
                (path, details.ino(), details.ctime(), details.ctime_nsec())
            };
            paths.map(mark).collect()
        };
        let before = marks();
        let done = publish(Hand::default(), &folder, NEW).expect("it is published");
        assert_eq!((done.written, done.unchanged), (0, NEW.len()));
        assert_eq!(marks(), before);
    }

    #[test]
    fn a_build_killed_at_any_step_leaves_the_old_site_or_the_new_one() {
        for before in [&[][..], &[OLD], &[NEXT, OLD]] {
            let old = before.last().copied().map(of).unwrap_or_default();
            for steps in 0.. {
                let folder = Scratch::new();
                before.iter().for_each(|files| drop(publish(Hand::default(), &folder, files).expect("published")));
                let is_finished = publish(Hand::default().killed_after(steps), &folder, NEW).is_ok();
                let now = if folder.at("public").exists() { published(&folder) } else { BTreeMap::new() };
                assert!(now == old || now == of(NEW), "after {steps}: {now:?}");
                let next = if steps.is_multiple_of(2) { [NEW, NEXT, OLD] } else { [NEXT, OLD, NEW] };
                for (at, files) in next.into_iter().enumerate() {
                    let memo = Remembered::default();
                    // The next build may lay its files or hold them in memory.
                    let whole = || publish_by(&Hand::default(), &site(files), &memo, &target(&folder));
                    let done =
                        if (steps + at).is_multiple_of(3) { whole() } else { publish(Hand::default(), &folder, files) };
                    done.unwrap_or_else(|error| panic!("after {steps}: {error}"));
                    assert_eq!(published(&folder), of(files), "after {steps}");
                }
                if is_finished {
                    assert!(steps > 10, "every change is a step");
                    break;
                }
            }
        }
    }

    #[test]
    fn a_build_that_comes_to_nothing_changes_nothing_that_is_published() {
        let folder = Scratch::new();
        publish(Hand::default(), &folder, NEXT).expect("it is published");
        publish(Hand::default(), &folder, OLD).expect("it is published");
        laid(&Laying::new(target(&folder)), NEW);
        assert_eq!(published(&folder), of(OLD));
        // A disk that was full meanwhile gets its room back.
        laid(&Laying::by(Hand::default().full_after(1), target(&folder)), NEXT);
        assert!(!folder.at(".public.bangyang/tree/index.html").exists());
        assert_eq!(published(&folder), of(OLD));
        publish(Hand::default(), &folder, NEXT).expect("it is published");
        assert_eq!(published(&folder), of(NEXT));
    }

    #[test]
    fn a_full_disk_is_told_and_what_was_laid_is_removed_again() {
        for steps in 3.. {
            let folder = Scratch::new();
            publish(Hand::default(), &folder, OLD).expect("it is published");
            let laying = Laying::by(Hand::default().full_after(steps), target(&folder));
            let output = laid(&laying, NEW);
            let is_refused = laying.is_refused.load(Ordering::Relaxed);
            let done = laying.publish((&output, None), &Remembered::default(), &target(&folder));
            if !is_refused {
                assert!(steps > 10, "files were laid before");
                break;
            }
            // The disk was full once, and has room again.
            done.expect("it is published");
            assert_eq!(published(&folder), of(NEW));
        }
    }

    #[test]
    fn nothing_is_written_through_a_link_however_far_above() {
        const DEEP: Files = &[("index.html", "home"), ("pages/x/y/index.html", "deep")];
        for is_gone in [false, true] {
            let folder = Scratch::new();
            fs::create_dir_all(folder.at("elsewhere/x")).expect("a folder");
            fs::create_dir_all(folder.at("public")).expect("a folder");
            symlink(folder.at("elsewhere"), folder.at("public/pages")).expect("a link");
            for files in [OLD, NEXT] {
                publish(Hand::default(), &folder, files).expect("it is published");
            }
            if is_gone {
                fs::remove_file(folder.at("public/pages")).expect("removed");
            }
            let done = publish(Hand::default(), &folder, DEEP);
            assert_eq!(done.is_ok(), is_gone, "{done:?}");
            assert_eq!(all_in(&folder.at("elsewhere")).into_keys().collect::<Vec<_>>(), ["x"]);
        }
    }

    /// Lays a site, lets somebody do something, and publishes.
    fn with(folder: &Scratch, files: Files, meanwhile: impl FnOnce()) -> Result<Published, Error> {
        let laying = Laying::new(target(folder));
        let output = laid(&laying, files);
        meanwhile();
        laying.publish((&output, None), &Remembered::default(), &target(folder))
    }

    #[test]
    fn what_others_do_while_pages_are_made_is_neither_lost_nor_published() {
        let folder = Scratch::new();
        publish(Hand::default(), &folder, OLD).expect("it is published");
        // A file of somebody's at a place that is to be ours.
        let refused =
            with(&folder, NEW, || folder.put("public/c/d/index.html", "theirs")).expect_err("it is in the way");
        assert!(matches!(refused.cause(), Cause::InTheWay(1)), "{refused}");
        assert_eq!(folder.text("public/c/d/index.html"), "theirs");
        fs::remove_dir_all(folder.at("public/c")).expect("removed");
        // A page of ours that stays as it is, altered.
        const NEXT_OF_OLD: Files =
            &[("a/index.html", "2"), ("b/index.html", "b"), ("e", "a file"), ("index.html", "old home")];
        let altered = with(&folder, NEXT_OF_OLD, || folder.put("public/b/index.html", "altered"));
        assert!(matches!(altered.expect_err("it is gone").cause(), Cause::TakenAway));
        let done = publish(Hand::default(), &folder, NEXT_OF_OLD).expect("it is published");
        assert_eq!(done.overwritten, ["b/index.html"]);
        // A file of somebody's that came, and one that went.
        folder.put("public/CNAME", "example");
        publish(Hand::default(), &folder, OLD).expect("it is published");
        let done = with(&folder, NEXT_OF_OLD, || {
            fs::remove_file(folder.at("public/CNAME")).expect("removed");
            folder.put("public/late/file", "late");
        });
        assert_eq!(done.expect("it is published").kept_foreign, ["late/file"]);
        assert!(!folder.at("public/CNAME").exists());
        assert_eq!(folder.text("public/late/file"), "late");
    }

    #[test]
    fn what_was_published_and_is_gone_is_not_what_was_published_before_that() {
        const ONE: Files = &[("a/index.html", "1"), ("index.html", "one")];
        const TWO: Files = &[("a/index.html", "1"), ("index.html", "two")];
        const THREE: Files = &[("a/index.html", "3"), ("index.html", "two")];
        let changes: [fn(&Scratch); 3] = [
            |folder| fs::remove_file(folder.at("public/index.html")).expect("removed"),
            |folder| fs::remove_dir_all(folder.at("public")).expect("removed"),
            |folder| folder.put("public/index.html", "one"),
        ];
        for change in changes {
            let folder = Scratch::new();
            publish(Hand::default(), &folder, ONE).expect("it is published");
            publish(Hand::default(), &folder, TWO).expect("it is published");
            let done = with(&folder, THREE, || change(&folder));
            assert!(matches!(done.expect_err("its bytes are nowhere").cause(), Cause::TakenAway));
            publish(Hand::default(), &folder, THREE).expect("it is published");
            assert_eq!(published(&folder), of(THREE));
        }
    }

    #[test]
    fn a_build_finds_the_note_of_the_one_before_and_the_pages_that_lie_there_still() {
        let folder = Scratch::new();
        publish(Hand::default(), &folder, OLD).expect("it is published");
        folder.put("public/b/index.html", "c");
        let laying = Laying::new(target(&folder));
        assert_eq!(laying.remembered(), None);
        laying.open(&[]);
        assert_eq!(laying.remembered(), Some("a note"));
        let has = |path: &str, text: &str| laying.has(&Route::file(path).expect("a route"), &Key::of(text.as_bytes()));
        assert!(has("a/index.html", "old") && has("b/index.html", "c"));
        assert!(!has("a/index.html", "new") && !has("b/index.html", "b") && !has("none.html", ""));
    }

    #[test]
    fn a_build_that_had_to_wait_too_long_publishes_once_the_other_is_done() {
        let folder = Scratch::new();
        let first = Laying::new(target(&folder));
        let one = laid(&first, OLD);
        let second = Laying::new(target(&folder).waiting(std::time::Duration::ZERO));
        let other = laid(&second, NEW);
        assert!(other.iter().all(|(_, file)| file.bytes().is_some()));
        first.publish((&one, None), &Remembered::default(), &target(&folder)).expect("it is published");
        second.publish((&other, None), &Remembered::default(), &target(&folder)).expect("it is published");
        assert_eq!(published(&folder), of(NEW));
    }
}

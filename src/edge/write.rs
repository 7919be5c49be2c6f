//! Publishes a finished site: all of it or nothing.
//!
//! Two trees: the published one, and a standby one build behind that shares the unchanged files with it as hard links.
//! A build brings the standby up to date and exchanges the two folders in one step. What exactly happens, in order:
//!
//! 1. look: what a killed run left is finished; every file of ours in `public/` is read and its hash compared with
//!    the manifest and the new site, unless the system notes of all that lies there what it noted when the last build of the
//!    day had published (`marks.rs`); somebody else's file in the way is refused here;
//! 2. if nothing differs, nothing is written, not even the manifest (a note for the next build may be);
//! 3. the standby is brought up to date: changed files are written anew, all others are shared; a build has laid most of
//!    them there while it made them (`laying.rs`);
//! 4. one flush of the file system, so that a power cut finds whole files;
//! 5. the manifest of both trees is written, marked pending; 6. the exchange; 7. what came into the old tree
//!    meanwhile is carried over; 8. the manifest of the new tree is written.
//!
//! Killed before 6 the old site stands, after it the new one; the next run goes on from either.
//!
//! **In:** an [`Output`], a [`Target`]. **Out:** [`Published`]. **Never:** deletes or overwrites what the program did
//! not write, follows or writes through a link in `public/`, alters a file in place, leaves half a site.

use std::collections::BTreeMap;

use super::compare::{Present, Published, compare};
use super::error::{Cause, Doing, Error};
use super::exchange::{Exchange, Known, is_mount_point, recover};
use super::hand::Hand;
use super::lock::Lock;
use super::manifest::{Manifest, State, name_of_route};
use super::marks::{Left, Tick, Witness, top};
use super::scan::{Name, Node, NodeKind, entries, node_at, scan, tree};
use super::standby::{Trees, bring_up, discard, hashes_of};
use super::target::Target;
use crate::memo::{Key, Memo};
use crate::output::Output;

/// Makes `output` the content of the target's folder, in one step; returns what that took.
///
/// `memo` gives the bytes of stored artifacts. Files that the program did not write are kept, wherever they lie. An
/// error leaves the published site as it was: the machine refused, another build is running, or somebody else's
/// file lies where one of ours must go.
pub fn publish(output: &Output, memo: &dyn Memo, target: &Target) -> Result<Published, Error> {
    publish_by(&Hand::default(), output, memo, target)
}

/// Does what [`publish`] says, with a hand that a test may stop.
pub(super) fn publish_by(hand: &Hand, output: &Output, memo: &dyn Memo, target: &Target) -> Result<Published, Error> {
    let begun = begin(hand, target, output.iter().map(|(route, _)| route.as_str()), None)?;
    finish(hand, &begun, (output, memo), target)
}

/// A publication that has begun: what lies there now, and the right to change it.
#[derive(Debug)]
pub(super) struct Begun {
    manifest: Manifest,
    present: Present,
    lock: Lock,
    /// A time before what lies there was looked at; nothing where no receipt is wanted.
    since: Option<Tick>,
}

impl Begun {
    /// Returns the hash of a published file that is ours or in the way.
    pub(super) fn hash_of(&self, name: &Name) -> Option<&Key> {
        self.present.hashes.get(name)
    }

    /// Returns whether no other build can be at work.
    pub(super) fn is_alone(&self) -> bool {
        self.lock.is_held()
    }

    /// Returns the same, where time has passed: what somebody did in the output folder meanwhile is looked at. Such a publication
    /// may have a receipt.
    pub(super) fn looked_at_again<'a>(
        mut self,
        target: &Target,
        routes: impl Iterator<Item = &'a str>,
    ) -> Result<Self, Error> {
        self.since = Tick::now(target);
        if scan(&target.folder)? != self.present.tree {
            self.present = look(routes, &self.manifest, target, None)?;
        }
        Ok(self)
    }

    /// Removes all of the standby.
    pub(super) fn discard(&self, hand: &Hand, target: &Target) -> Result<(), Error> {
        discard(Trees { hand, target, present: &self.present })
    }

    /// Returns whether an entry of the standby is the published file of the same name.
    pub(super) fn shares(&self, name: &Name, node: &Node) -> bool {
        self.present.tree.get(name).is_some_and(|published| published.is_same_file(node))
    }
}

/// Looks at what lies in the output folder (1. above), for a site with files at these routes; `witness` is of what an earlier
/// build saw there when it had published.
pub(super) fn begin<'a>(
    hand: &Hand,
    target: &Target,
    routes: impl Iterator<Item = &'a str>,
    witness: Option<Witness>,
) -> Result<Begun, Error> {
    if node_at(&target.folder)?.is_some() && is_mount_point(&target.folder)? {
        return Err(Error::new(&target.folder, Doing::Publishing, Cause::MountPoint));
    }
    target.prepare(hand)?;
    let lock = Lock::take(&target.lock(), target.patience)?;
    target.keep_out_of_git(hand)?;
    let manifest = recover(hand, target)?;
    let present = look(routes, &manifest, target, witness)?;
    if manifest.state == State::Pending {
        let published = manifest.of_published(&present.tree, &present.hashes);
        hand.write_whole(&target.manifest(), &published.to_bytes())?;
    }
    Ok(Begun { manifest, present, lock, since: None })
}

/// Does the rest, for which nobody else may have changed anything meanwhile.
pub(super) fn finish(
    hand: &Hand,
    begun: &Begun,
    (output, memo): (&Output, &dyn Memo),
    target: &Target,
) -> Result<Published, Error> {
    let Begun { manifest, present, since, .. } = begun;
    let wanted = compare(present, manifest, output, target)?;
    let listed = wanted.after.to_bytes();
    let settle = || hand.write_whole(&target.manifest(), &listed);
    let left = |since: Option<Tick>| {
        let top = top(wanted.files.keys().chain(wanted.folders.keys()));
        Some(Left { listed: Key::of(&listed), top, since: since? })
    };
    if wanted.is_done() {
        if *manifest != wanted.after {
            settle()?;
        }
        return Ok(Published { left: left(*since), ..wanted.report.clone() });
    }
    let trees = Trees { hand, target, present };
    if let Err(error) = bring_up(trees, &wanted, memo) {
        if error.is_full() {
            // What was written so far would keep the disk full; what refused is what is told.
            let _ = discard(trees);
        }
        return Err(error);
    }
    let pending = wanted.pending(&present.tree);
    hand.flush(&target.home)?;
    hand.write_whole(&target.manifest(), &pending.to_bytes())?;
    // All is in place: what is altered later has a later time, and what was before shows in the tree that was published.
    let since = since.and_then(|_| Tick::now(target));
    let is_untouched = Exchange { hand, target, known: Known::new(&pending, Some(&present.tree)) }.publish()?;
    settle()?;
    Ok(Published { left: left(since.filter(|_| is_untouched)), ..wanted.report.clone() })
}

/// Returns what lies in the output folder, with the hashes of all files that are ours or in the way.
///
/// Where all is as the witness saw it, files of ours have the hashes that the manifest tells, and only the others are read.
fn look<'a>(
    routes: impl Iterator<Item = &'a str>,
    manifest: &Manifest,
    target: &Target,
    witness: Option<Witness>,
) -> Result<Present, Error> {
    let entries = entries(&target.folder)?;
    let is_known = manifest.state == State::Settled && witness.is_some_and(|witness| witness.saw(target, &entries));
    let tree = tree(&target.folder, entries)?;
    if tree.is_empty() {
        return Ok(Present { tree, hashes: BTreeMap::new() });
    }
    let is_file = |path: &Name| tree.get(path).is_some_and(|node| node.kind == NodeKind::File);
    let told = |path: &Name| manifest.told(path).filter(|_| is_known);
    let ours = manifest.files.keys().filter(|path| is_file(path));
    let mut hashes: BTreeMap<Name, Key> = ours.filter_map(|path| Some((path.clone(), *told(path)?))).collect();
    let paths = manifest.files.keys().cloned().chain(routes.map(name_of_route));
    let mut paths: Vec<Name> = paths.filter(|path| is_file(path) && !hashes.contains_key(path)).collect();
    paths.sort_unstable();
    paths.dedup();
    hashes.append(&mut hashes_of(&target.folder, &paths)?);
    Ok(Present { tree, hashes })
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    use super::super::scratch::{Scratch, all_in, site};
    use super::*;
    use crate::memo::Remembered;
    use crate::output::{Artifact, Route};

    fn target(folder: &Scratch) -> Target {
        Target::new(folder.path(), &folder.at("public")).expect("a good target")
    }

    fn built(folder: &Scratch, files: &[(&str, &str)]) -> Published {
        publish(&site(files), &Remembered::default(), &target(folder)).expect("it is published")
    }

    fn refused(folder: &Scratch, files: &[(&str, &str)]) -> Error {
        publish(&site(files), &Remembered::default(), &target(folder)).expect_err("it is refused")
    }

    fn lies_there(folder: &Scratch) -> Vec<(String, String)> {
        all_in(&folder.at("public")).into_iter().filter(|(_, content)| content != "/").collect()
    }

    fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    /// Inode, mtime and ctime of everything in the project, its folders and the program's own files included.
    fn marks(folder: &Path) -> Vec<(PathBuf, u64, i64, i64, i64, i64)> {
        let mut paths: Vec<PathBuf> =
            scan(folder).expect("scanned").into_keys().map(|path| folder.join(path)).collect();
        paths.push(folder.to_owned());
        let mark = |path: PathBuf| {
            let details = fs::symlink_metadata(&path).expect("it is there");
            let (ino, mtime, ctime) = (details.ino(), details.mtime(), details.ctime());
            (path, ino, mtime, details.mtime_nsec(), ctime, details.ctime_nsec())
        };
        paths.into_iter().map(mark).collect()
    }

    #[test]
    fn a_first_build_publishes_everything_with_plain_modes() {
        let folder = Scratch::new();
        let done = built(&folder, &[("a/index.html", "a"), ("index.html", "home")]);
        assert_eq!((done.written, done.unchanged, done.deleted), (2, 0, 0));
        assert_eq!(lies_there(&folder), pairs(&[("a/index.html", "a"), ("index.html", "home")]));
        let mode = |path: &str| fs::metadata(folder.at(path)).expect("it is there").permissions().mode() & 0o7777;
        assert_eq!((mode("public"), mode("public/a"), mode("public/index.html")), (0o755, 0o755, 0o644));
        assert_eq!(mode(".public.bangyang"), 0o700);
    }

    #[test]
    fn a_second_build_of_the_same_site_writes_nothing_at_all() {
        let folder = Scratch::new();
        folder.put("public/README.md", "placeholder");
        for _ in 0..2 {
            built(&folder, &[("a/index.html", "a"), ("index.html", "home")]);
            let before = marks(folder.path());
            let done = built(&folder, &[("a/index.html", "a"), ("index.html", "home")]);
            assert_eq!((done.written, done.unchanged, done.deleted), (0, 2, 0));
            assert_eq!(marks(folder.path()), before);
            built(&folder, &[("index.html", "other")]);
        }
    }

    #[test]
    fn one_change_writes_one_file_and_shares_the_rest() {
        let folder = Scratch::new();
        let inode = |path: &str| fs::metadata(folder.at(path)).expect("it is there").ino();
        built(&folder, &[("a/index.html", "a"), ("index.html", "1")]);
        for text in ["2", "3", "4"] {
            let before = inode("public/a/index.html");
            let done = built(&folder, &[("a/index.html", "a"), ("index.html", text)]);
            assert_eq!((done.written, done.unchanged, done.deleted), (1, 1, 0));
            assert_eq!(inode("public/a/index.html"), before);
            assert_eq!(inode(".public.bangyang/tree/a/index.html"), before);
            assert_eq!(lies_there(&folder), pairs(&[("a/index.html", "a"), ("index.html", text)]));
        }
    }

    #[test]
    fn a_page_that_is_gone_is_deleted_with_its_folder_and_comes_back() {
        let folder = Scratch::new();
        let (both, one) = ([("a/b/index.html", "a"), ("index.html", "h")], [("index.html", "h")]);
        for _ in 0..3 {
            built(&folder, &both);
            assert_eq!(built(&folder, &one).deleted, 1);
            assert_eq!(all_in(&folder.at("public")).into_iter().collect::<Vec<_>>(), pairs(&one));
        }
    }

    #[test]
    fn what_others_put_there_stays_wherever_it_lies() {
        let folder = Scratch::new();
        let (home, page) = (("index.html", "h"), ("a/index.html", "a"));
        folder.put("public/.gitkeep", "");
        fs::create_dir_all(folder.at("public/empty")).expect("a folder");
        built(&folder, &[page, home]);
        folder.put("public/CNAME", "example");
        folder.put("public/a/photo.jpg", "p");
        symlink("/nowhere", folder.at("public/a/link")).expect("a link");
        let kept = built(&folder, &[("index.html", "2")]).kept_foreign;
        assert_eq!(kept, [".gitkeep", "CNAME", "a/link", "a/photo.jpg"]);
        for text in ["3", "4"] {
            built(&folder, &[("index.html", text)]);
            let mut wanted = pairs(&[(".gitkeep", ""), ("CNAME", "example"), ("a/link", "→/nowhere")]);
            wanted.extend(pairs(&[("a/photo.jpg", "p"), ("index.html", text)]));
            assert_eq!(lies_there(&folder), wanted);
            assert!(folder.at("public/empty").is_dir());
        }
        fs::remove_file(folder.at("public/CNAME")).expect("removed");
        built(&folder, &[("index.html", "5")]);
        assert!(!folder.at("public/CNAME").exists());
    }

    #[test]
    fn a_strange_file_in_the_way_is_refused_before_anything_changes() {
        let cases: [(&str, &[(&str, &str)]); 4] = [
            ("public/index.html", &[("index.html", "ours")]),
            ("public/a", &[("a/index.html", "ours")]),
            ("public/a/index.html/x", &[("a/index.html", "ours")]),
            ("public/b", &[("a/index.html", "ours"), ("b", "ours")]),
        ];
        for (strange, files) in cases {
            let folder = Scratch::new();
            folder.put(strange, "strange");
            let before = all_in(&folder.at("public"));
            let error = refused(&folder, files);
            assert!(matches!(error.cause(), Cause::InTheWay(1)), "{error}");
            assert!(folder.at(strange).starts_with(error.path()), "{error}");
            assert_eq!(all_in(&folder.at("public")), before);
        }
        let folder = Scratch::new();
        folder.put("public/index.html", "the same");
        assert_eq!(built(&folder, &[("index.html", "the same")]).unchanged, 1);
    }

    #[test]
    fn a_link_in_the_way_is_never_written_through() {
        let folder = Scratch::new();
        folder.put("secret", "secret");
        built(&folder, &[("index.html", "1")]);
        fs::remove_file(folder.at("public/index.html")).expect("removed");
        symlink(folder.at("secret"), folder.at("public/index.html")).expect("a link");
        refused(&folder, &[("index.html", "2")]);
        assert_eq!(folder.text("secret"), "secret");
        assert!(folder.at("public/index.html").is_symlink());
    }

    #[test]
    fn an_altered_file_of_ours_is_replaced_or_kept_and_told() {
        let folder = Scratch::new();
        built(&folder, &[("a.html", "a"), ("b.html", "b")]);
        folder.put("public/a.html", "altered");
        folder.put("public/b.html", "altered too");
        let done = built(&folder, &[("a.html", "a")]);
        assert_eq!((done.overwritten, done.altered), (vec!["a.html".to_owned()], vec!["b.html".to_owned()]));
        assert_eq!(lies_there(&folder), pairs(&[("a.html", "a"), ("b.html", "altered too")]));
        assert_eq!(built(&folder, &[("a.html", "a")]).kept_foreign, ["b.html"]);
    }

    #[test]
    fn what_was_written_before_the_disk_was_full_is_removed_again() {
        let folder = Scratch::new();
        built(&folder, &[("a/index.html", "a"), ("index.html", "1")]);
        built(&folder, &[("a/index.html", "a"), ("index.html", "2")]);
        let new = site(&[("a/index.html", "a"), ("b/index.html", "b"), ("c/index.html", "c"), ("index.html", "3")]);
        for steps in 4..12 {
            let hand = Hand::default().full_after(steps);
            let Err(error) = publish_by(&hand, &new, &Remembered::default(), &target(&folder)) else { continue };
            assert!(error.is_full(), "{error}");
            assert_eq!(lies_there(&folder), pairs(&[("a/index.html", "a"), ("index.html", "2")]), "{steps}");
            let left = all_in(&folder.at(".public.bangyang/tree")).into_values().any(|content| content == "b");
            assert!(!left, "{steps}");
        }
    }

    #[test]
    fn a_missing_file_of_ours_is_written_again() {
        let folder = Scratch::new();
        let files = [("a/index.html", "a"), ("index.html", "h")];
        built(&folder, &files);
        fs::remove_dir_all(folder.at("public/a")).expect("removed");
        assert_eq!(built(&folder, &files).written, 1);
        fs::remove_dir_all(folder.at("public")).expect("removed");
        assert_eq!(built(&folder, &files).written, 2);
        assert_eq!(lies_there(&folder), pairs(&files));
    }

    #[test]
    fn the_old_tree_is_never_altered_in_place() {
        let folder = Scratch::new();
        built(&folder, &[("a.html", "old"), ("b.html", "b")]);
        fs::hard_link(folder.at("public/a.html"), folder.at("witness")).expect("a second name");
        for text in ["new", "newer", "newest"] {
            built(&folder, &[("a.html", text), ("b.html", "b")]);
            assert_eq!(folder.text("witness"), "old");
        }
    }

    #[test]
    fn a_read_only_file_of_ours_is_replaced() {
        let folder = Scratch::new();
        built(&folder, &[("a.html", "1")]);
        fs::set_permissions(folder.at("public/a.html"), fs::Permissions::from_mode(0o444)).expect("a mode");
        for text in ["2", "3"] {
            built(&folder, &[("a.html", text)]);
            assert_eq!(folder.text("public/a.html"), text);
        }
    }

    #[test]
    fn an_output_folder_behind_a_link_stays_behind_it() {
        let (folder, elsewhere) = (Scratch::new(), Scratch::new());
        fs::create_dir(elsewhere.at("site")).expect("a folder");
        symlink(elsewhere.at("site"), folder.at("public")).expect("a link");
        for text in ["1", "2", "3"] {
            built(&folder, &[("index.html", text)]);
            assert_eq!(elsewhere.text("site/index.html"), text);
        }
        assert!(folder.at("public").is_symlink());
        assert!(!folder.at(".public.bangyang").exists());
    }

    #[test]
    fn without_a_good_manifest_only_equal_files_are_taken_for_ours() {
        let folder = Scratch::new();
        let files = [("a.html", "a"), ("b.html", "b")];
        built(&folder, &files);
        folder.put(".public.bangyang/manifest", "bangyang manifest 1 settled 00\n");
        assert!(matches!(refused(&folder, &[("a.html", "2")]).cause(), Cause::InTheWay(1)));
        assert_eq!(built(&folder, &files).unchanged, 2);
        assert_eq!(built(&folder, &[("a.html", "2")]).deleted, 1);
    }

    #[test]
    fn a_copied_project_knows_its_files() {
        let (folder, copy) = (Scratch::new(), Scratch::new());
        built(&folder, &[("a.html", "a"), ("b.html", "b")]);
        for name in ["public/a.html", "public/b.html", ".public.bangyang/manifest"] {
            copy.put(name, &folder.text(name));
        }
        let done = built(&copy, &[("a.html", "2")]);
        assert_eq!((done.written, done.deleted), (1, 1));
        assert_eq!(lies_there(&copy), pairs(&[("a.html", "2")]));
    }

    #[test]
    fn a_part_replaces_only_its_own_files() {
        let folder = Scratch::new();
        let print = |files: &[(&str, &str)]| {
            let target = target(&folder).for_part("print-album");
            publish(&site(files), &Remembered::default(), &target).expect("it is printed")
        };
        built(&folder, &[("index.html", "1")]);
        print(&[("print/album.pdf", "pdf")]);
        assert_eq!(built(&folder, &[("index.html", "2")]).kept_foreign, Vec::<String>::new());
        assert_eq!(lies_there(&folder), pairs(&[("index.html", "2"), ("print/album.pdf", "pdf")]));
        assert_eq!(print(&[("print/album.pdf", "new")]).written, 1);
        assert_eq!(print(&[]).deleted, 1);
        assert_eq!(lies_there(&folder), pairs(&[("index.html", "2")]));
    }

    #[test]
    fn a_file_of_another_part_goes_with_a_build_that_drops_it_unless_it_is_another_by_then() {
        let folder = Scratch::new();
        let print = |name: &str, text: &str| {
            let mut output = Output::default();
            let route = Route::file(format!("print/{name}.pdf")).expect("a route");
            assert!(output.add(route, Artifact::new(text.as_bytes().to_vec()).noted("1.ab.")));
            let target = target(&folder).for_part(&format!("print-{name}"));
            publish(&output, &Remembered::default(), &target).expect("it is printed")
        };
        built(&folder, &[("index.html", "1")]);
        print("album", "pdf");
        print("boards", "pdf");
        let noted = target(&folder).noted().expect("a manifest");
        let told: Vec<_> = noted.iter().map(|file| (&*file.path, &*file.part, &*file.note)).collect();
        assert_eq!(told, [("print/album.pdf", "print-album", "1.ab."), ("print/boards.pdf", "print-boards", "1.ab.")]);
        print("boards", "another");
        let without =
            || publish(&site(&[("index.html", "1")]), &Remembered::default(), &target(&folder).without(&noted));
        assert_eq!(without().expect("it is published").deleted, 1);
        assert_eq!(lies_there(&folder), pairs(&[("index.html", "1"), ("print/boards.pdf", "another")]));
        let left: Vec<String> =
            target(&folder).noted().expect("a manifest").into_iter().map(|file| file.path).collect();
        assert_eq!(left, ["print/boards.pdf"]);
        assert_eq!(without().expect("it is published").deleted, 0);
    }

    #[test]
    fn a_stored_file_comes_from_the_memo_and_a_forgotten_one_stops_the_build() {
        let folder = Scratch::new();
        let (memo, key) = (Remembered::default(), Key::of(b"recipe"));
        built(&folder, &[("index.html", "1")]);
        let mut output = site(&[("index.html", "2")]);
        let picture = Artifact::stored(key, Key::of(b"picture"), 7);
        assert!(output.add(Route::file("p.webp").expect("a route"), picture));
        let error = publish(&output, &memo, &target(&folder)).expect_err("it is not there");
        assert!(matches!(error.cause(), Cause::Forgotten));
        memo.keep(&key, b"another");
        publish(&output, &memo, &target(&folder)).expect_err("it is another");
        assert_eq!(lies_there(&folder), pairs(&[("index.html", "1")]));
        memo.keep(&key, b"picture");
        publish(&output, &memo, &target(&folder)).expect("it is there");
        assert_eq!(lies_there(&folder), pairs(&[("index.html", "2"), ("p.webp", "picture")]));
    }

    #[test]
    fn a_second_build_at_once_waits_and_then_says_so() {
        let folder = Scratch::new();
        built(&folder, &[("index.html", "1")]);
        let target = target(&folder).waiting(Duration::from_millis(60));
        let lock = Lock::take(&target.lock(), Duration::ZERO).expect("nobody has it");
        let error = publish(&site(&[]), &Remembered::default(), &target).expect_err("it is locked");
        assert!(matches!(error.cause(), Cause::Locked));
        drop(lock);
        publish(&site(&[]), &Remembered::default(), &target).expect("it is free");
    }

    #[test]
    fn the_project_itself_is_no_output_folder() {
        let folder = Scratch::new();
        folder.put("project/content/site.yaml", "");
        folder.put("project/file", "");
        let root = folder.at("project");
        for bad in [
            "project",
            "project/content",
            "project/content/public",
            "project/../project",
            "project/.git/x",
            "project/public/x",
        ] {
            let error = Target::new(&root, &folder.at(bad)).expect_err(bad);
            assert!(matches!(error.cause(), Cause::HoldsTheProject), "{bad}: {error}");
        }
        assert!(matches!(
            Target::new(&root, &folder.at("project/file")).expect_err("a file").cause(),
            Cause::NotAFolder
        ));
        assert!(Target::new(&root, Path::new("/")).is_err());
        assert!(Target::new(&root, folder.path()).is_err());
    }
}

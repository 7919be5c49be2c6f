//! Publishes a finished site: all of it or nothing.
//!
//! Two trees: the published one, and a standby one build behind that shares the unchanged files with it as hard links.
//! A build brings the standby up to date and exchanges the two folders in one step. What exactly happens, in order:
//!
//! 1. look: what a killed run left is finished; every file of ours in `public/` is read and its hash compared with
//!    the manifest and the new site (bytes decide, never times); somebody else's file in the way is refused here;
//! 2. if nothing differs, nothing is written, not even the manifest;
//! 3. the standby is brought up to date: changed files are written anew, all others are shared;
//! 4. one flush of the file system, so that a power cut finds whole files;
//! 5. the manifest of both trees is written, marked pending; 6. the exchange; 7. what came into the old tree
//!    meanwhile is carried over; 8. the manifest of the new tree is written.
//!
//! Killed before 6 the old site stands, after it the new one; the next run goes on from either.
//!
//! **In:** an [`Output`], a [`Target`]. **Out:** [`Published`]. **Never:** deletes or overwrites what the program did
//! not write, follows or writes through a link in `public/`, alters a file in place, leaves half a site.

use std::path::PathBuf;

use super::compare::{Present, Published, compare};
use super::error::{Cause, Doing, Error};
use super::exchange::{Known, exchange, is_mount_point, recover};
use super::hand::Hand;
use super::lock::Lock;
use super::manifest::{Manifest, State};
use super::scan::{NodeKind, node_at, scan};
use super::standby::{Trees, bring_up, hashes_of};
use super::target::Target;
use crate::memo::Memo;
use crate::output::Output;

/// Makes `output` the content of the target's folder, in one step; returns what that took.
///
/// `memo` gives the bytes of stored artifacts. Files that the program did not write are kept, wherever they lie. An
/// error leaves the published site as it was: the machine refused, another build is running, or somebody else's
/// file lies where one of ours must go.
pub fn publish(output: &Output, memo: &dyn Memo, target: &Target) -> Result<Published, Error> {
    publish_by(&Hand::default(), output, memo, target)
}

fn publish_by(hand: &Hand, output: &Output, memo: &dyn Memo, target: &Target) -> Result<Published, Error> {
    if node_at(&target.folder)?.is_some() && is_mount_point(&target.folder)? {
        return Err(Error::new(&target.folder, Doing::Publishing, Cause::MountPoint));
    }
    target.prepare(hand)?;
    let _lock = Lock::take(&target.lock(), target.patience)?;
    let manifest = recover(hand, target)?;
    let present = look(output, &manifest, target)?;
    let wanted = compare(&present, &manifest, output, target)?;
    let settle = || hand.write_whole(&target.manifest(), &wanted.after.to_bytes());
    if wanted.is_done() {
        if manifest != wanted.after {
            settle()?;
        }
        return Ok(wanted.report);
    }
    if manifest.state == State::Pending {
        let published = manifest.of_published(&present.tree, &present.hashes);
        hand.write_whole(&target.manifest(), &published.to_bytes())?;
    }
    bring_up(Trees { hand, target, present: &present }, &wanted, memo)?;
    hand.flush(&target.home)?;
    hand.write_whole(&target.manifest(), &wanted.before.to_bytes())?;
    exchange(hand, target, &Known::new(&wanted.before, Some(&present.tree)))?;
    settle()?;
    Ok(wanted.report)
}

/// Returns what lies in the output folder, with the hashes of all files that are ours or in the way.
fn look(output: &Output, manifest: &Manifest, target: &Target) -> Result<Present, Error> {
    let tree = scan(&target.folder)?;
    let is_file = |path: &PathBuf| tree.get(path).is_some_and(|node| node.kind == NodeKind::File);
    let routes = output.iter().map(|(route, _)| PathBuf::from(route.as_str()));
    let mut paths: Vec<PathBuf> = manifest.files.keys().cloned().chain(routes).filter(is_file).collect();
    paths.sort_unstable();
    paths.dedup();
    let hashes = hashes_of(&target.folder, &paths)?;
    Ok(Present { tree, hashes })
}

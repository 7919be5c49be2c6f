//! A project's folder on the way through the pipeline.
//!
//! **In:** [`Args`]. **Out:** what the pipeline built, told to whoever asked. **Never:** publishes.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::asked::Args;
use super::cache::Cache;
use super::console::Console;
use super::stop::Stop;
use crate::diag::Severity;
use crate::edge::{Cause, Disk, ProjectInputs, Work, now_unix_seconds};
use crate::output::{InMemory, Shelf};
use crate::pipeline::{Built, Drafts, Request, Step, build_onto};
use crate::zh::date::Moment;

/// What stands after the checks.
pub(super) struct Checked {
    /// The site as it would be published.
    pub(super) built: Built,
    /// The cache that holds its pictures.
    pub(super) cache: Cache,
    /// Through which it was read.
    pub(super) inputs: ProjectInputs,
}

impl Checked {
    /// Returns whether an error forbids publishing.
    pub(super) fn has_errors(&self) -> bool {
        self.built.diagnostics.iter().any(|problem| problem.severity() == Severity::Error)
    }
}

/// Returns the folder below which the project lies; a folder that is not there is a slip of whoever typed it.
pub(super) fn open(root: &Path) -> Result<Disk, Stop> {
    Disk::open(root).map_err(|error| {
        let shown = root.display();
        match error.cause() {
            _ if error.is_missing() => {
                Stop::usage(format!("没有「{shown}」这个文件夹。核对 --root 后面的路径；新建项目用 bangyang init"))
            }
            Cause::NotAFolder => Stop::usage(format!("「{shown}」是文件，不是文件夹。--root 后面写项目文件夹")),
            _ => error.into(),
        }
    })
}

/// Returns the files of the project.
pub(super) fn inputs(args: &Args) -> Result<ProjectInputs, Stop> {
    Ok(ProjectInputs::new(open(&args.root)?))
}

/// Returns the folder into which the site goes.
pub(super) fn output(args: &Args) -> PathBuf {
    args.output.clone().unwrap_or_else(|| args.root.join("public"))
}

/// Builds the site in memory and tells its problems.
pub(super) fn check(args: &Args, console: &mut Console) -> Result<Checked, Stop> {
    check_onto(&InMemory, inputs(args)?, args, console)
}

/// Builds the site, with its files on a shelf as soon as each is made, and tells its problems.
pub(super) fn check_onto(
    shelf: &dyn Shelf,
    inputs: ProjectInputs,
    args: &Args,
    console: &mut Console,
) -> Result<Checked, Stop> {
    let cache = Cache::open(&args.root, &output(args))?;
    let request = Request { at: moment(args)?, drafts: if args.shows_drafts { Drafts::Shown } else { Drafts::Hidden } };
    let built = with_progress(console, |progress| build_onto(shelf, (&inputs, &cache, progress), &request));
    if let Some(error) = inputs.refused() {
        return Err(error.into());
    }
    console.tell(&built.diagnostics, &built.snapshot, args.format);
    Ok(Checked { built, cache, inputs })
}

/// Does `work` and shows on the terminal how far it has come.
pub(super) fn with_progress<T>(console: &Console, work: impl FnOnce(&(dyn Fn(Step) + Sync)) -> T) -> T {
    let progress = console.progress();
    let shown: Mutex<Option<Work>> = Mutex::new(None);
    work(&|step| {
        let Ok(mut shown) = shown.lock() else { return };
        match step {
            Step::Pictures(total) => *shown = Some(progress.start(total, "处理图片")),
            Step::PictureDone => shown.iter().for_each(Work::step),
        }
    })
}

/// Returns the time that everything is true as of.
pub(super) fn moment(args: &Args) -> Result<Moment, Stop> {
    let now = || Moment::from_unix_seconds(now_unix_seconds());
    args.at.or_else(now).ok_or_else(|| Stop::machine("电脑的时钟不对。先校准时钟，或者用 --at 写明时间"))
}

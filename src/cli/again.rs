//! A build after which nothing has changed: it says what the one before said, and makes no page.
//!
//! **In:** what is asked, the receipt of the last build. **Out:** its words. **Never:** fewer words than a whole build
//! would have, or a receipt where one would have to look again: where prints lie in the folder, or files were altered.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::asked::Args;
use super::console::Console;
use super::project::{self, Checked};
use super::stop::Stop;
use crate::edge::{ProjectInputs, Published, Target, Terms, Witness, by_receipt, make_receipt};
use crate::zh::date::Moment;

/// What a build has to say.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Said {
    /// Its problems, as they were told.
    pub(super) problems: String,
    /// How many pages the site has.
    pub(super) pages: usize,
    /// How many photos it shows.
    pub(super) pictures: usize,
    /// How many files it has.
    pub(super) files: usize,
    /// Remarks for the summary.
    pub(super) notes: Vec<String>,
    /// Files in the output folder that somebody else put there.
    pub(super) foreign: Vec<String>,
}

/// Returns what the last build said, where this one would make the same site and say the same; and what it published.
pub(super) fn as_before(
    (args, console): (&Args, &Console),
    target: &Target,
    (inputs, day): (&ProjectInputs, i64),
) -> Result<(Option<Said>, Option<Witness>), Stop> {
    let at = minutes(project::moment(args)?);
    let told = by_receipt(target, inputs, &asked((args, console), inputs.root()), (at, day));
    Ok((told.said.and_then(|said| serde_json::from_str(&said).ok()), told.published))
}

/// Returns what a whole build has to say.
pub(super) fn said((args, console): (&Args, &Console), checked: &Checked, published: &Published) -> Said {
    let built = &checked.built;
    Said {
        problems: console.told(&built.diagnostics, &built.snapshot, args.format),
        pages: built.pages,
        pictures: built.pictures,
        files: published.written + published.unchanged,
        notes: built.notes.clone(),
        foreign: published.kept_foreign.clone(),
    }
}

/// Keeps what a build said for the next one.
pub(super) fn keep(
    (args, console, target): (&Args, &Console, &Target),
    checked: &Checked,
    published: &Published,
    (said, day): (&Said, i64),
) -> Result<(), Stop> {
    let is_plain = published.overwritten.is_empty() && published.altered.is_empty();
    let Some(until) = checked.built.until.filter(|_| is_plain) else { return Ok(()) };
    let from = project::moment(args)?;
    let asked = asked((args, console), checked.inputs.root());
    let said = serde_json::to_string(said).expect("words and numbers can be written");
    make_receipt(
        target,
        (&checked.inputs, published.left.as_ref()),
        Terms { asked, from: minutes(from), until: minutes(until), day },
        said,
    );
    Ok(())
}

/// Everything that is asked for and shows in the site or in what is said.
fn asked((args, console): (&Args, &Console), root: &Path) -> String {
    format!("{} {:?} {} {}", root.display(), args.format, args.shows_drafts, console.manner())
}

fn minutes(moment: Moment) -> i64 {
    moment.unix_seconds().div_euclid(60)
}

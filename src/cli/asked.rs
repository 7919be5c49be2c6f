//! What was asked for, in our own words.
//!
//! **In:** what `args` read. **Out:** [`Args`], which every command takes. **Never:** a word of clap's.

use std::path::PathBuf;

#[cfg(feature = "print")]
use crate::plan::Purpose;
#[cfg(feature = "print")]
use crate::printing::Product;
use crate::zh::date::Moment;

/// What was asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Args {
    /// The project's folder.
    pub(super) root: PathBuf,
    /// The build's time, where it was given.
    pub(super) at: Option<Moment>,
    /// Whether drafts are shown.
    pub(super) shows_drafts: bool,
    /// Where the site goes, where it was given.
    pub(super) output: Option<PathBuf>,
    /// How problems are told.
    pub(super) format: Format,
    /// Whether only problems are told.
    pub(super) is_quiet: bool,
    /// What to do.
    pub(super) command: Command,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command {
    /// Write a small project into this new folder.
    Init(PathBuf),
    /// Check and publish.
    Build,
    /// Check alone; with the report of an inspection, where it was asked for.
    Check(Option<AuditForm>),
    /// Show the site while it is being written.
    Serve(Serving),
    /// Write JSON Schemas.
    Schema,
    /// Explain a code, or list them all.
    Explain(Option<String>),
    /// Print a product.
    #[cfg(feature = "print")]
    Print(ToPrint),
}

/// What to print, and how.
#[cfg(feature = "print")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ToPrint {
    /// Which product.
    pub(super) product: Product,
    /// What it is for.
    pub(super) purpose: Purpose,
    /// Which records, in the writer's words; none: all.
    pub(super) only: Vec<String>,
    /// Width and height of a board in millimetres, where they were given.
    pub(super) size: Option<(u32, u32)>,
    /// The press's colour profile, where it was given.
    pub(super) icc: Option<PathBuf>,
}

/// How a preview is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Serving {
    /// The port; 0 is any that is free.
    pub(super) port: u16,
    /// The address to listen at, where it was given; else this machine alone may look.
    pub(super) host: Option<String>,
    /// Whether a browser is opened.
    pub(super) opens: bool,
    /// The link that opens a file, where it was given.
    pub(super) editor: Option<String>,
}

/// How the report of an inspection is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AuditForm {
    /// For people, in a terminal.
    Text,
    /// For programs.
    Json,
    /// A page to keep or to print.
    Html,
    /// The columns that are overdue, alone.
    Stale,
}

/// How problems are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// For people, on standard error.
    Human,
    /// For programs, on standard output.
    Json,
}

/// What is printed instead of doing anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Instead {
    /// Help or the version, as it was asked for.
    Help(String),
    /// What is wrong with the arguments.
    Wrong(String),
}

/// Where every complaint sends its reader.
pub(super) const MORE: &str = "bangyang --help";

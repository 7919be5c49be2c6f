//! `bangyang` (榜样): a static site generator for honour rolls, public notices and exhibitions.
//!
//! **A site is a pure function of its content, its templates and one date.** Everything between files in and files out
//! is a chain of values; each has one type, each arrow is one function, and only the two ends touch the world:
//!
//! | stage | function | turns | into |
//! |---|---|---|---|
//! | gather | [`source::gather`] | [`source::Inputs`] | [`source::Snapshot`] |
//! | read | [`record::read`] | a snapshot | [`record::Records`] |
//! | link | [`catalogue::link`] | records and a time | [`catalogue::Catalogue`] |
//! | derive | [`render::derive`] | photos | [`plan::Pictures`] |
//! | plan | [`plan::plan`] | the catalogue | [`plan::Plan`] |
//! | present | [`present`] | the catalogue, seen from one page | a struct of [`view`] |
//! | render | [`render::render`] | views | [`output::Output`] |
//! | inspect | [`inspect::Inspection`] | the output | – |
//! | write | [`edge::publish`] | the output | files in `public/` |
//!
//! Every stage before the last hands on what stands and says why the rest does not ([`diag::Outcome`]).

pub mod catalogue;
pub mod cli;
pub mod diag;
pub mod edge;
pub mod inspect;
pub mod memo;
pub mod output;
pub mod picture;
pub mod pipeline;
pub mod plan;
pub mod present;
pub mod preview;
#[cfg(feature = "print")]
pub mod printing;
pub mod prose;
pub mod record;
pub mod render;
pub mod source;
pub mod tell;
#[cfg(feature = "print")]
pub mod typeset;
pub mod view;
pub mod zh;

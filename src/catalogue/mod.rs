//! Everything that is true of the whole site at once.
//!
//! A record holds what an editor wrote; a [`Catalogue`] holds what follows from it. Every word that referred to a record
//! has become an [`Id`], so no page ever asks whether a branch (党支部) exists. Honours are folded from the decisions
//! in force; nothing types a total.
//!
//! **In:** [`Records`](crate::record::Records) and the time of the build. **Out:** what stands, and why the rest does
//! not. **Never:** opens a file, words a sentence for a page, or stops at the first problem.

mod desk;
mod fold;
mod graph;
mod id;
mod known;
mod leading;
mod link;
mod linker;
mod links;
mod names;
mod nodes;
mod notice;
mod order;
mod prose;
mod relate;
mod related;
mod relink;
mod roll;
mod rules;
mod shown;
mod steady;
mod table;
mod walk;

pub use graph::{Catalogue, Stub};
pub use id::{
    AnyId, BranchId, DecisionId, ExhibitId, HonourId, Id, NoticeId, PageId, PairingId, PersonId, PostId, ReportId,
    Subject, UnitId,
};
pub use link::link;
pub use nodes::{
    Branch, Decision, Exhibit, Honour, Node, Notice, Page, Pairing, Party, Person, Post, Recorded, Report, Unit,
};
pub use notice::{Period, State};
pub use prose::{File, Leads, Text};
pub use related::Related;
pub use relink::{Linking, Shape};
pub use roll::{Batch, Grant, Revocation, Roll, Who};
pub use shown::Drafts;
pub use table::Table;

//! What tests share: projects in memory, literate cases, the program as text.

pub mod archive;
pub mod canary;
pub mod case;
pub mod deep;
pub mod drive;
pub mod files;
pub mod links;
pub mod made;
pub mod preview;
#[cfg(feature = "print")]
pub mod printed;
pub mod project;
pub mod rust;
#[cfg(feature = "print")]
pub mod seen;
pub mod shelf;
pub mod site;
pub mod snapped;
pub mod views;

pub use project::Project;

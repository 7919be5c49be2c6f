//! What is to be published: every file of the site by its route, before anything touches a disk.
//!
//! **In:** finished bytes. **Out:** an [`Output`] in the order of its routes. **Never:** a route that could leave
//! the output folder, or that two file systems could read differently.

mod artifact;
mod recall;
mod route;
mod shelf;

pub use artifact::{Artifact, Body, Output};
pub use recall::Recall;
pub use route::{BadRoute, Route};
pub use shelf::{InMemory, Shelf};

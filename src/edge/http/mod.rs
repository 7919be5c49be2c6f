//! A small HTTP server for one editor and a few colleagues: pages out, no file in.
//!
//! A thread a connection, and few of them: whoever is slow or silent holds a seat, and gives it up when somebody else
//! needs one. Heads are parsed by `httparse`; requests with a body are refused, so that there is little to get wrong.
//!
//! **In:** a listener and a function from [`Asked`] to [`Answer`]. **Out:** a [`Server`] that stops when it is told to.
//! **Never:** opens a file, or lets one client wait for another.

mod answer;
mod asked;
mod bind;
mod seats;
mod server;
mod wire;

pub use answer::{Answer, Body};
pub use asked::{Asked, Method, decoded};
pub use bind::{Unbound, bind, next_free};
pub use server::{Handler, Server};

//! What `serve` answers: a page is made when it is asked for, from the same catalogue as a build's.
//!
//! While the content is wrong, the files with errors stand in as they last were (`held.rs`), so that pages stay and the
//! rest of an editor's work still shows; the problems lie on top. One script is added to each page, and nothing else.
//!
//! **In:** requests, and the project again whenever it was changed. **Out:** answers. **Never:** waits for a network,
//! reads a clock, or writes into `public/`.

mod answers;
mod change;
mod check;
mod events;
mod found;
mod guard;
mod held;
mod inject;
mod kind;
mod live;
mod made;
mod near;
mod source;
mod state;
mod told;

pub use guard::Hosts;
pub use inject::{SCRIPT, without};
pub use live::{Beside, Preview, Setting, Wanted};
pub use source::Editor;

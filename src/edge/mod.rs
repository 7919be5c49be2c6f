//! The outside world: the disk, the cache, publishing, the clock, progress on a terminal.
//!
//! **In:** paths and finished bytes. **Out:** bytes, or an [`Error`] with the path in it, from which exit status 3 is
//! made. **Never:** anything about content; what an editor did wrong is a diagnostic, not an error.

#![expect(clippy::disallowed_methods, reason = "edge/ is where the program touches the world")]

mod below;
mod browser;
mod clock;
mod compare;
mod disk;
mod error;
mod exchange;
#[cfg(feature = "print")]
mod fonts;
mod hand;
pub mod http;
mod inputs;
mod interrupt;
mod kept;
mod laying;
mod lock;
mod manifest;
mod marks;
mod notes;
mod platform;
mod progress;
mod receipt;
mod scan;
#[cfg(test)]
mod scratch;
mod sealed;
mod stamp;
mod standby;
mod store;
mod target;
mod touched;
mod watch;
mod write;

pub use browser::open_browser;
pub use clock::now_unix_seconds;
pub use compare::Published;
pub use disk::{Disk, Entry, EntryKind};
pub use error::{Cause, Doing, Error};
#[cfg(feature = "print")]
pub use fonts::{Fonts, fonts, own_fonts};
pub use inputs::ProjectInputs;
pub use interrupt::on_interrupt;
pub use laying::Laying;
pub use marks::Witness;
pub use progress::{Progress, Show, Work};
pub use receipt::{Terms, Told, by_receipt, make_receipt, today};
pub use stamp::{Seen, Stamp};
pub use store::Store;
pub use target::{Noted, Target};
pub use touched::Touched;
pub use watch::{Bell, Mode, Watch, Woken};
pub use write::publish;

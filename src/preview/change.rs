//! By what a browser knows that it shows something old.
//!
//! **In:** the theme. **Out:** the hash of its style sheets, and of its other files. **Never:** a guess about which page
//! uses which.

use crate::memo::Key;
use crate::render::Theme;

/// What all pages share.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Shared {
    /// The style sheets: they are exchanged without a reload.
    pub(super) style: String,
    /// Scripts, icons, fonts: they need one.
    pub(super) script: String,
}

impl Shared {
    pub(super) fn of(theme: &Theme) -> Self {
        let hash = |wanted: bool| {
            let files = theme.assets.iter().filter(|(path, _)| path.ends_with(".css") == wanted);
            Key::of_parts(files.flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_slice()])).short()
        };
        Self { style: hash(true), script: hash(false) }
    }
}

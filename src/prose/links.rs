//! What prose must be told about targets before it can be shown.
//!
//! **In:** a target as written. **Out:** where it leads from this page.
//! **Never:** resolves anything itself; whoever knows the pages implements [`Links`].

/// Knows where the targets in a piece of prose lead, seen from the page that shows it.
pub trait Links {
    /// Returns where a link leads; `target` is as written, with `mailto:` before an address in `<>`.
    fn link(&self, target: &str) -> Resolved;

    /// Returns the picture at `target`; `None`: there is none, and its alternative text is shown instead.
    fn picture(&self, target: &str) -> Option<Picture>;

    /// Returns what stands before every anchor, for pages that show more than one piece of prose.
    fn anchor_prefix(&self) -> &str {
        ""
    }
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// Somewhere on this site, or to a mail or telephone program.
    Internal(String),
    /// To another site.
    External {
        /// The address.
        href: String,
        /// Whether a reader is asked before leaving (离站提示).
        trusted: Trust,
    },
    /// Nowhere: the words are shown, and no link.
    Dead,
}

/// Whether another site is one to send readers to without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// A government site or a configured domain.
    Trusted,
    /// Any other: the page asks before it leaves.
    Untrusted,
}

/// A picture, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// The address of the picture that every browser can show.
    pub src: String,
    /// Its sizes as `srcset` lists them, or nothing.
    pub srcset: String,
    /// The `sizes` attribute, or nothing.
    pub sizes: String,
    /// Its width in pixels; 0: not known.
    pub width: u32,
    /// Its height in pixels; 0: not known.
    pub height: u32,
    /// Better formats, best first.
    pub sources: Vec<PictureSource>,
}

/// A picture in another format.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PictureSource {
    /// For example `image/webp`.
    pub media_type: String,
    /// Its sizes as `srcset` lists them.
    pub srcset: String,
}

//! Pictures as pages show them.
//!
//! **In:** nothing. **Out:** [`Picture`], and [`Plate`] with its words. **Never:** a path of the project.

use serde::Serialize;

/// A derived picture with its sizes and its way of loading, as cards show it.
#[derive(Debug, Clone, Serialize)]
pub struct Picture {
    /// The JPEG that every browser shows: `"../../pictures/ab12-960.jpg"`.
    pub src: String,
    /// `"../../pictures/ab12-480.webp 480w, ../../pictures/ab12-960.webp 960w"`; empty: no WebP.
    pub webp: String,
    /// The same for JPEG; empty: only `src`.
    pub jpeg: String,
    /// How wide it shows: `"(min-width: 60em) 30vw, 100vw"`; wanted wherever a set is given.
    pub sizes: String,
    /// Pixels of `src`, for a layout that does not shift: `"960"`.
    pub width: String,
    /// `"640"`.
    pub height: String,
    /// The words for those who do not see it; never empty.
    pub alt: String,
    /// A drawn stand-in: the mark 示例 stands on it.
    pub sample: bool,
    /// The `loading` attribute: `"eager"` for the first picture of a page, else `"lazy"`.
    pub loading: String,
    /// The `fetchpriority` attribute: `"high"` for the first picture of a page, else `"auto"`.
    pub priority: String,
}

/// A picture with its caption, as a story shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Plate {
    /// The picture.
    pub picture: Picture,
    /// The largest JPEG, for zooming: `"../../pictures/ab12-1600.jpg"`.
    pub full: String,
    /// 说明: `"党员在窗口为群众办事（右一为示例党员甲）"`, or empty.
    pub caption: String,
    /// 摄影: `"示例通讯员"`, or empty.
    pub credit: String,
}

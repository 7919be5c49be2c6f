//! Photos: original bytes in, small clean pictures out.
//!
//! An original (照片) is a JPEG, PNG or WebP as the camera, phone or office program left it. A picture
//! (缩图) is what visitors load: at most 1600 px wide, upright, in sRGB, and with no word about who
//! took it, where, when or with what. [`probe`] says from the header how large the pictures will be,
//! so pages are laid out without decoding anything; [`derive()`] makes the pictures themselves.
//!
//! ```
//! use bangyang::picture::{derive, probe};
//! assert_eq!(
//!     probe(b"GIF89a......").unwrap_err().to_string(),
//!     "这是 GIF 图片，网站只收 JPG、PNG 和 WebP；另存为 JPG 再放进来"
//! );
//! assert!(derive(b"", &[]).is_err());
//! ```
//!
//! **In:** the bytes of one file and the [`Recipe`]s wanted. **Out:** the bytes of the pictures.
//! **Never:** enlarges, writes metadata, touches the disk, or panics on any input.

mod colour;
mod derive;
mod encode;
mod error;
mod exif;
mod header;
mod icc;
mod jpeg;
mod limits;
mod pixels;
mod png;
mod probe;
mod recipe;
mod sniff;
mod tile;
#[cfg(test)]
mod trial;
mod unpack;
mod webp;
mod wrap;

pub use derive::{Derived, derive, derive_with_tiles};
pub use error::PictureError;
pub use exif::Orientation;
pub use header::Probe;
pub use limits::{MAX_BYTES, MAX_PIXELS, MAX_SIDE};
pub use probe::probe;
pub use recipe::{Format, Recipe, VERSION, recipes};
pub use sniff::Source;
pub use tile::{TILE, TILES_VERSION, Tile, factors, tiles};
pub use wrap::wrap;

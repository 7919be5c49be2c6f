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
    objects.extend(icc.map(|icc| stream(&format!("/N {}/Alternate{space}", photo.components), &icc)));
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

//! A page of a PDF as a picture, compared with how it looked when a person last looked at it.
//!
//! `UPDATE_EXPECT=1 cargo test --test suite print` draws the expected pictures anew.

use std::fs::File;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::{RenderCache, RenderSettings, render};

use super::files::root;

/// Pixels across of a picture.
const WIDTH: f32 = 300.0;

/// Demands that a page (from 0) looks as in `tests/sites/full/print/NAME.png`: on average within two steps of 255, and
/// with hardly a pixel far off, since another machine may round edges otherwise.
pub fn expect_look(pdf: &[u8], page: usize, name: &str) {
    let path = root().join(format!("tests/sites/full/print/{name}.png"));
    let (width, seen) = picture(pdf, page);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let height = u32::try_from(seen.len()).expect("a small picture") / 3 / width;
        let mut encoder = png::Encoder::new(File::create(&path).expect("a file"), width, height);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&seen).expect("the pixels");
    }
    let file = std::io::BufReader::new(File::open(&path).expect("the expected picture"));
    let mut reader = png::Decoder::new(file).read_info().expect("a PNG");
    let mut expected = vec![0; reader.output_buffer_size().expect("a small picture")];
    reader.next_frame(&mut expected).expect("the pixels");
    assert_eq!((reader.info().width, expected.len()), (width, seen.len()), "{name} has another size");
    let off: Vec<u8> = seen.iter().zip(&expected).map(|(a, b)| a.abs_diff(*b)).collect();
    let mean = off.iter().map(|step| f64::from(*step)).sum::<f64>() / off.len() as f64;
    let far = off.iter().filter(|step| **step > 64).count() as f64 / off.len() as f64;
    assert!(
        mean < 2.0 && far < 0.01,
        "{name} looks otherwise: {mean:.2} steps on average, {:.2} % far off",
        far * 100.0
    );
}

/// Returns whether nothing dark stands on a page (from 0) between two parts of its width, 0 being the left edge and 1 the
/// right one.
pub fn is_blank(pdf: &[u8], page: usize, (from, to): (f32, f32)) -> bool {
    let (width, seen) = picture(pdf, page);
    let inside = |at: usize| {
        let x = (at % width as usize) as f32 / width as f32;
        x >= from && x <= to
    };
    seen.chunks_exact(3).enumerate().filter(|(at, _)| inside(*at)).all(|(_, rgb)| rgb.iter().all(|part| *part > 128))
}

/// Width and RGB of a page.
fn picture(pdf: &[u8], page: usize) -> (u32, Vec<u8>) {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let page = &pdf.pages()[page];
    let scale = WIDTH / page.render_dimensions().0;
    let settings = RenderSettings { x_scale: scale, y_scale: scale, ..RenderSettings::default() };
    let drawn = render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    let on_white = |pixel: &[u8]| [0, 1, 2].map(|at: usize| pixel[at].saturating_add(255 - pixel[3]));
    let rgb = drawn.data_as_u8_slice().chunks_exact(4).flat_map(on_white).collect();
    (u32::from(drawn.width()), rgb)
}

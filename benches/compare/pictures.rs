//! Photos beside sharp: 58 records of two photos of 12 megapixels, six pictures of each, with nothing in the cache.
//!
//! ```text
//! cargo bench --bench compare -- pictures FOLDER-WITH-NODE_MODULES [RECORDS]
//! ```
//!
//! Ours is the whole program: pages, checks and publishing too. The peer makes the pictures alone, by the form that its
//! documentation gives: one pipeline a photo, a clone for each picture. Both get the same widths, WebP at effort 4 and
//! baseline JPEG at 4:2:0, each at its own scale of quality set so that sizes agree; how close the pictures of both come
//! to a plain reduction of the photo is printed beside (peak signal to noise, in dB).

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, Resizer};
use image::RgbImage;

use super::measure::{Figures, measured, median};
use super::workload::put;

/// How often each is run; one more run before does not count.
const RUNS: usize = 5;
const WIDE: usize = 4000;
const HIGH: usize = 3000;

const SCRIPT: &str = r"
const sharp = require('sharp'), fs = require('fs'), path = require('path');
const [from, to] = process.argv.slice(2);
sharp.cache(false);
(async () => {
  fs.mkdirSync(to, { recursive: true });
  for (const file of fs.readdirSync(from).sort()) {
    const photo = sharp(path.join(from, file)).rotate();
    await Promise.all([480, 960, 1600].flatMap((width) => {
      const name = path.join(to, path.parse(file).name + '-' + width);
      return [
        photo.clone().resize(width).webp({ quality: 76, effort: 4 }).toFile(name + '.webp'),
        photo.clone().resize(width).jpeg({ quality: 78, chromaSubsampling: '4:2:0' }).toFile(name + '.jpg'),
      ];
    }));
  }
})();
";

/// Measures both and prints a table.
pub(crate) fn compare(modules: &Path, records: usize, at: &Path) -> Result<(), Box<dyn Error>> {
    let folder = at.join(format!("bangyang-bench-pictures-{}", std::process::id()));
    let done = in_folder(&modules.canonicalize()?, records, &folder);
    std::fs::remove_dir_all(&folder)?;
    done
}

fn in_folder(modules: &Path, records: usize, folder: &Path) -> Result<(), Box<dyn Error>> {
    let (project, theirs) = (folder.join("ours"), folder.join("theirs"));
    write_project(&project, records)?;
    let script = folder.join("sharp.cjs");
    std::fs::write(&script, SCRIPT)?;
    let ours = runs(|| {
        super::remove(&[&project.join("public"), &project.join(".public.bangyang"), &project.join(".bangyang")])?;
        super::bangyang(&project)
    })?;
    // Node looks for modules where a variable says, beside the script's own folder.
    let node = || {
        super::remove(&[&theirs])?;
        let mut command = Command::new("env");
        command.arg(format!("NODE_PATH={}", modules.join("node_modules").display())).arg("node").arg(&script);
        measured(command.arg(project.join("content/photos")).arg(&theirs))
    };
    let sharp = runs(node)?;
    println!("{} photos, six pictures of each\n", records * 2);
    println!(
        "| pictures | wall s | CPU s | peak MB | WebP MB | JPEG MB | nearness dB |\n|---|---|---|---|---|---|---|"
    );
    for (what, figures, made) in [("bangyang", ours, project.join("public")), ("sharp", sharp, theirs)] {
        let [webp, jpeg] = ["webp", "jpg"].map(|extension| bytes(&made, extension) as f64 / 1e6);
        let near = nearness(&project.join("content/photos/p0-0.jpg"), &made, records)?;
        println!(
            "| {what} | {:.2} | {:.2} | {:.0} | {webp:.1} | {jpeg:.1} | {near:.1} |",
            figures.wall, figures.cpu, figures.memory
        );
    }
    println!("\nCPU: {:.2} of sharp's", ours.cpu / sharp.cpu);
    Ok(())
}

fn runs(run: impl Fn() -> Result<Figures, Box<dyn Error>>) -> Result<Figures, Box<dyn Error>> {
    let all: Vec<Figures> = (0..=RUNS).map(|_| run()).collect::<Result<_, _>>()?;
    Ok(median(&all[1..]))
}

fn write_project(root: &Path, records: usize) -> Result<(), Box<dyn Error>> {
    put(root, "content/site.yaml", "name: 示例站\nkind: enterprise\n")?;
    std::fs::create_dir_all(root.join("content/photos"))?;
    let scene = scene(WIDE + 2000, HIGH + 1500);
    for record in 0..records {
        let mut text =
            format!("---\ntitle: 示例简报{record}\nsample: true\nsource: 示例\npublish: 2021-06-01\nphotos:\n");
        for photo in 0..2 {
            writeln!(text, "  - {{file: ../photos/p{record}-{photo}.jpg, alt: 示例照片}}")?;
            let turn = record * 2 + photo;
            let shot = shot(&scene, turn * 797 % 2000, turn * 571 % 1500);
            let path = root.join(format!("content/photos/p{record}-{photo}.jpg"));
            let mut encoder = jpeg_encoder::Encoder::new_file(path, 92)?;
            encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
            encoder.encode(&shot, u16::try_from(WIDE)?, u16::try_from(HIGH)?, jpeg_encoder::ColorType::Rgb)?;
        }
        put(root, &format!("content/reports/r{record}.md"), &format!("{text}---\n\n示例。\n"))?;
    }
    Ok(())
}

/// A picture with the spectrum of a photo: soft shapes of all sizes, and grain.
fn scene(wide: usize, high: usize) -> RgbImage {
    let at = |x: usize, y: usize, salt: usize| {
        let mixed = (x.wrapping_mul(0x9E37_79B9) ^ y.wrapping_mul(0x85EB_CA6B) ^ salt.wrapping_mul(0xC2B2_AE35)) as u32;
        let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D);
        f32::from((mixed >> 16) as u16) / 65535.0 - 0.5
    };
    let soft = |x: usize, y: usize, cell: usize| {
        let (column, row) = (x / cell, y / cell);
        let (right, down) = ((x % cell) as f32 / cell as f32, (y % cell) as f32 / cell as f32);
        let top = at(column, row, cell) * (1.0 - right) + at(column + 1, row, cell) * right;
        let bottom = at(column, row + 1, cell) * (1.0 - right) + at(column + 1, row + 1, cell) * right;
        top * (1.0 - down) + bottom * down
    };
    RgbImage::from_fn(wide as u32, high as u32, |x, y| {
        let (x, y) = (x as usize, y as usize);
        let shapes: f32 = [(1024, 90.0), (256, 60.0), (64, 36.0), (16, 18.0), (4, 8.0)]
            .map(|(cell, by)| soft(x, y, cell) * by)
            .iter()
            .sum();
        let edge = if soft(x, y, 512) > 0.08 { 40.0 } else { 0.0 };
        let grain = at(x, y, 7) * 6.0;
        let light = 120.0 + shapes + edge + grain;
        let warm = soft(x, y, 700) * 70.0;
        image::Rgb([light + warm, light, light - warm].map(|value| value.clamp(0.0, 255.0) as u8))
    })
}

fn shot(scene: &RgbImage, left: usize, top: usize) -> Vec<u8> {
    let row = scene.width() as usize * 3;
    let rows = (top..top + HIGH).map(|y| &scene.as_raw()[y * row + left * 3..y * row + (left + WIDE) * 3]);
    rows.flatten().copied().collect()
}

/// How many bytes the files of an extension have, of those that were made of photos.
fn bytes(folder: &Path, extension: &str) -> u64 {
    made(folder, extension).iter().filter_map(|path| Some(path.metadata().ok()?.len())).sum()
}

fn made(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let files =
        walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten().map(walkdir::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|own| own == extension)).collect()
}

/// How near the WebP pictures made of one photo come to its plain reduction: peak signal to noise in dB.
fn nearness(photo: &Path, folder: &Path, records: usize) -> Result<f64, Box<dyn Error>> {
    let mut decoder = jpeg_decoder::Decoder::new(std::io::BufReader::new(std::fs::File::open(photo)?));
    let whole = Image::from_vec_u8(WIDE as u32, HIGH as u32, decoder.decode()?, PixelType::U8x3)?;
    let mut best = f64::MIN;
    // Which file is which photo's only its pixels tell: the nearest is it.
    for path in made(folder, "webp").iter().take(records * 6) {
        let picture = image::open(path)?.to_rgb8();
        if picture.width() != 960 {
            continue;
        }
        let mut small = Image::new(picture.width(), picture.height(), PixelType::U8x3);
        Resizer::new().resize(&whole, &mut small, None)?;
        let pairs = small.buffer().iter().zip(picture.as_raw());
        let off: f64 = pairs.map(|(a, b)| (f64::from(*a) - f64::from(*b)).powi(2)).sum();
        best = best.max(10.0 * (255.0 * 255.0 / (off / small.buffer().len() as f64)).log10());
    }
    Ok(best)
}

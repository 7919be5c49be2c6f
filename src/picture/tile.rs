//! A picture cut into tiles, as viewers of IIIF load them from a server that only has files (Image API 3, level 0).
//!
//! **In:** the size of a picture, or its pixels. **Out:** which tiles there are, and their JPEG files in the same order.
//! **Never:** a tile that is the whole picture at its full size: that file is there already.

use super::encode::encode;
use super::error::PictureError;
use super::pixels::Pixels;
use super::recipe::Format;

/// The longest side of a tile in px: half of the widest picture, so that tiles of it are neither many nor slivers.
pub const TILE: u32 = 800;

/// Which tiles are made and how; belongs into their cache keys beside the version of pictures.
pub const TILES_VERSION: &str = "tiles-1 800-512";

/// No smaller step is made of a picture whose longer side is at most this, in px.
const SMALL: u32 = 512;

/// One tile: what it shows of the picture, and how large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tile {
    /// One in how many px of the picture each of its px stands for, along a side.
    pub factor: u32,
    /// Left and upper edge, width and height of what it shows, in px of the picture; `None`: all of it.
    pub region: Option<[u32; 4]>,
    /// Its own width and height in px.
    pub size: (u32, u32),
}

impl Tile {
    /// Returns where the Image API asks for it, below the picture's own address: `0,0,800,800/800,800/0/default.jpg`.
    #[must_use]
    pub fn name(&self) -> String {
        let region = match self.region {
            Some([x, y, width, height]) => format!("{x},{y},{width},{height}"),
            None => "full".to_owned(),
        };
        format!("{region}/{},{}/0/default.jpg", self.size.0, self.size.1)
    }
}

/// Returns the scale factors at which a picture of that size is offered: 1, 2, 4 …
#[must_use]
pub fn factors(size: (u32, u32)) -> Vec<u32> {
    let longer = size.0.max(size.1);
    let mut factors = vec![1];
    while longer.div_ceil(factors[factors.len() - 1]) > SMALL {
        factors.push(factors[factors.len() - 1] * 2);
    }
    factors
}

/// Returns the tiles of a picture of that size: by factor, then by row, then by column.
#[must_use]
pub fn tiles(size: (u32, u32)) -> Vec<Tile> {
    factors(size).into_iter().flat_map(|factor| level(size, factor)).collect()
}

/// The tiles at one factor; none for the whole picture at its full size.
fn level(size: (u32, u32), factor: u32) -> Vec<Tile> {
    let side = TILE * factor;
    let mut tiles = Vec::new();
    for y in (0..size.1).step_by(side as usize) {
        for x in (0..size.0).step_by(side as usize) {
            let (width, height) = (side.min(size.0 - x), side.min(size.1 - y));
            let is_whole = (width, height) == size;
            if is_whole && factor == 1 {
                continue;
            }
            let own = (width.div_ceil(factor), height.div_ceil(factor));
            tiles.push(Tile { factor, region: (!is_whole).then_some([x, y, width, height]), size: own });
        }
    }
    tiles
}

/// Returns the files of [`tiles`] of these pixels, in the same order.
pub(super) fn cut(pixels: &Pixels) -> Result<Vec<Vec<u8>>, PictureError> {
    let mut files = Vec::new();
    let mut smaller: Option<Pixels> = None;
    for factor in factors(pixels.size) {
        if factor > 1 {
            let size = (pixels.size.0.div_ceil(factor), pixels.size.1.div_ceil(factor));
            let before = smaller.as_ref().unwrap_or(pixels);
            smaller = Some(before.resized(size).ok_or(PictureError::Damaged)?);
        }
        let shown = smaller.as_ref().unwrap_or(pixels);
        for tile in level(pixels.size, factor) {
            let (x, y) = tile.region.map_or((0, 0), |[x, y, ..]| (x / factor, y / factor));
            let part = shown.part((x, y), tile.size).ok_or(PictureError::Damaged)?;
            files.push(encode(&part, Format::Jpeg)?);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::super::pixels::Channels;
    use super::super::{probe, trial};
    use super::*;

    #[test]
    fn a_landscape_of_1600_px_has_four_tiles_and_two_smaller_wholes() {
        let all = tiles((1600, 1067));
        let shown: Vec<_> = all.iter().map(|tile| (tile.factor, tile.region, tile.size)).collect();
        assert_eq!(
            shown,
            [
                (1, Some([0, 0, 800, 800]), (800, 800)),
                (1, Some([800, 0, 800, 800]), (800, 800)),
                (1, Some([0, 800, 800, 267]), (800, 267)),
                (1, Some([800, 800, 800, 267]), (800, 267)),
                (2, None, (800, 534)),
                (4, None, (400, 267)),
            ]
        );
    }

    #[test]
    fn a_picture_that_is_small_already_is_not_cut() {
        assert_eq!(tiles((512, 300)), []);
        assert_eq!(factors((512, 300)), [1]);
        assert_eq!(tiles((513, 300)).len(), 1);
    }

    #[test]
    fn at_each_factor_the_tiles_cover_the_picture_once() {
        for size in [(1600, 1067), (1600, 2400), (1, 3000), (1025, 1025), (1599, 1)] {
            for factor in factors(size) {
                let all = level(size, factor);
                let covered: u64 = all
                    .iter()
                    .map(|tile| tile.region.map_or((size.0, size.1), |[_, _, width, height]| (width, height)))
                    .map(|(width, height)| u64::from(width) * u64::from(height))
                    .sum();
                let whole = u64::from(size.0) * u64::from(size.1);
                let is_the_picture_itself = factor == 1 && size.0 <= TILE && size.1 <= TILE;
                assert_eq!(covered, if is_the_picture_itself { 0 } else { whole }, "{size:?} at {factor}");
                assert!(all.iter().all(|tile| tile.size.0 <= TILE && tile.size.1 <= TILE));
            }
        }
    }

    #[test]
    fn the_files_have_the_sizes_that_were_said() {
        let scene = trial::scene(1600, 1100);
        let said = tiles(scene.size);
        let files = cut(&scene).expect("a sound picture");
        assert_eq!(files.len(), said.len());
        for (tile, file) in said.iter().zip(&files) {
            let found = probe(file).expect("a sound picture");
            assert_eq!((found.width, found.height), tile.size);
        }
    }

    #[test]
    fn a_tile_shows_what_lies_in_its_region() {
        // Red on the left, blue on the right of the line at which tiles are cut.
        let row = [[255, 0, 0].repeat(TILE as usize), [0, 0, 255].repeat(200)].concat();
        let scene = Pixels::new((TILE + 200, 40), Channels::Rgb, row.repeat(40)).expect("sizes agree");
        assert_eq!(scene.part((0, 0), (TILE, 40)).expect("inside").data[..3], [255, 0, 0]);
        assert_eq!(scene.part((TILE, 0), (200, 40)).expect("inside").data[..3], [0, 0, 255]);
        assert!(scene.part((TILE, 0), (201, 40)).is_none());
    }
}

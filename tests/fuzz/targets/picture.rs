//! Any bytes as a photo: what the header promises is within the limits and kept by the decoder.
#![no_main]

use bangyang::picture::{MAX_PIXELS, MAX_SIDE, derive, probe, recipes, wrap};
use bangyang_fuzz::choice;
use libfuzzer_sys::fuzz_target;

/// Puts right the check sums of a PNG, which no change by chance would leave right.
fn resealed(mut file: Vec<u8>) -> Vec<u8> {
    let mut at = 8;
    while let Some(length) = file.get(at..at + 4) {
        let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]) as usize;
        let Some(end) = at.checked_add(8).and_then(|begin| begin.checked_add(length)) else { break };
        let Some(covered) = file.get(at + 4..end) else { break };
        let sum = crc32fast::hash(covered).to_be_bytes();
        let Some(place) = file.get_mut(end..end + 4) else { break };
        place.copy_from_slice(&sum);
        at = end + 4;
    }
    file
}

fuzz_target!(|data: &[u8]| {
    let (first, rest) = choice(data);
    let bytes = if first == b'p' { resealed(rest.to_vec()) } else { rest.to_vec() };
    let wrapped = wrap(&bytes);
    let Ok(photo) = probe(&bytes) else { return };
    let pixels = u64::from(photo.width) * u64::from(photo.height);
    assert!(pixels > 0 && pixels <= MAX_PIXELS as u64, "{photo:?}");
    assert!(photo.width <= MAX_SIDE as u32 && photo.height <= MAX_SIDE as u32, "{photo:?}");
    if let Some(wrapped) = wrapped {
        assert!(!wrapped.is_empty());
    }
    // Decoding what is large is slow and finds no more.
    if pixels > 20_000 {
        return;
    }
    let recipes = recipes(&photo);
    assert!(!recipes.is_empty(), "{photo:?}");
    if let Ok(made) = derive(&bytes, &recipes) {
        assert_eq!(made.len(), recipes.len());
        for (recipe, made) in recipes.iter().zip(&made) {
            let small = probe(made).expect("what we write we can read");
            assert_eq!((small.width, small.height), recipe.size(&photo), "{recipe:?} of {photo:?}");
        }
    }
});

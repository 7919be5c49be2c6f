//! From the colours a photo was taken in to sRGB, which is what a page without profiles means.
//!
//! **In:** pixels and the profile found beside them. **Out:** RGB or RGBA in sRGB.
//! **Never:** fails on a profile that is broken or belongs to other channels; browsers ignore those
//! too. Only CMYK needs its profile, since without one its colours are unknown.

use super::error::PictureError;
use super::pixels::{Channels, Pixels};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// What the numbers of a photo mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Profile {
    /// An ICC profile embedded in the file.
    Icc(Vec<u8>),
    /// Adobe RGB (1998), by the camera's mark.
    AdobeRgb,
}

/// Returns the pixels in sRGB; without a profile the numbers count as sRGB already.
pub(super) fn to_srgb(pixels: Pixels, profile: Option<&Profile>) -> Result<Pixels, PictureError> {
    let profile = profile.and_then(read);
    let pixels = match profile {
        Some(ref profile) if profile.color_space == DataColorSpace::Gray => pixels,
        Some(_) | None => pixels.coloured(),
    };
    if let Some(converted) = profile.and_then(|profile| converted(&pixels, &profile)) {
        return Ok(converted);
    }
    match pixels.channels {
        Channels::Cmyk => Err(PictureError::UnprofiledCmyk),
        Channels::Gray | Channels::GrayAlpha | Channels::Rgb | Channels::Rgba => Ok(pixels.coloured()),
    }
}

/// Returns the profile as ICC bytes for a picture of so many channels, its colours without its texts; one that belongs to
/// other channels counts as none. RGB always has one, sRGB where nothing else is said, so that its colours do not depend on where it is shown.
pub(super) fn icc(profile: Option<&Profile>, components: u8) -> Option<Vec<u8>> {
    let space = match components {
        1 => DataColorSpace::Gray,
        3 => DataColorSpace::Rgb,
        _ => DataColorSpace::Cmyk,
    };
    let found = profile.and_then(read).filter(|found| found.color_space == space);
    match (profile, found) {
        (Some(Profile::Icc(bytes)), Some(found)) => {
            let bare = super::icc::bare(bytes).filter(|bare| ColorProfile::new_from_slice(bare).is_ok());
            bare.or_else(|| encoded(&found))
        }
        (_, Some(found)) => encoded(&found),
        (_, None) if components == 3 => encoded(&ColorProfile::new_srgb()),
        (_, None) => None,
    }
}

/// Returns a profile as bytes, dated 1 January 2000: the crate would write the present moment (ICC.1:2022 §7.2.8).
fn encoded(profile: &ColorProfile) -> Option<Vec<u8>> {
    let mut bytes = profile.encode().ok()?;
    bytes.get_mut(24..36)?.copy_from_slice(&[7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    Some(bytes)
}

fn read(profile: &Profile) -> Option<ColorProfile> {
    match profile {
        Profile::Icc(bytes) => ColorProfile::new_from_slice(bytes).ok(),
        Profile::AdobeRgb => Some(ColorProfile::new_adobe_rgb()),
    }
}

/// Converts, or returns `None` where profile and channels do not belong together.
fn converted(pixels: &Pixels, profile: &ColorProfile) -> Option<Pixels> {
    let (space, from, to, channels) = match pixels.channels {
        Channels::Gray => (DataColorSpace::Gray, Layout::Gray, Layout::Rgb, Channels::Rgb),
        Channels::GrayAlpha => (DataColorSpace::Gray, Layout::GrayAlpha, Layout::Rgba, Channels::Rgba),
        Channels::Rgb => (DataColorSpace::Rgb, Layout::Rgb, Layout::Rgb, Channels::Rgb),
        Channels::Rgba => (DataColorSpace::Rgb, Layout::Rgba, Layout::Rgba, Channels::Rgba),
        // Four inks lie in memory like four channels; this is how moxcms names it.
        Channels::Cmyk => (DataColorSpace::Cmyk, Layout::Rgba, Layout::Rgb, Channels::Rgb),
    };
    if profile.color_space != space {
        return None;
    }
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let transform = profile.create_transform_8bit(from, &srgb, to, options).ok()?;
    let count = pixels.data.len() / pixels.channels.count() * channels.count();
    let mut data = vec![0; count];
    transform.transform(&pixels.data, &mut data).ok()?;
    Pixels::new(pixels.size, channels, data)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixel(channels: Channels, data: &[u8]) -> Pixels {
        Pixels::new((1, 1), channels, data.to_vec()).expect("sizes agree")
    }

    fn icc(profile: &ColorProfile) -> Profile {
        Profile::Icc(profile.encode().expect("a built-in profile can be written"))
    }

    #[track_caller]
    fn assert_near(found: &[u8], expected: [u8; 3]) {
        let is_near = found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 1);
        assert!(is_near && found.len() == 3, "{found:?} is not {expected:?}");
    }

    #[test]
    fn wide_gamut_colours_become_what_srgb_calls_them() {
        // Expected values were computed from the primaries and curves of the spaces, by hand.
        let p3 = icc(&ColorProfile::new_display_p3());
        let found = to_srgb(pixel(Channels::Rgb, &[200, 100, 50]), Some(&p3)).expect("RGB");
        assert_near(&found.data, [215, 93, 31]);
        let found = to_srgb(pixel(Channels::Rgb, &[128, 128, 128]), Some(&p3)).expect("RGB");
        assert_near(&found.data, [128, 128, 128]);
        let adobe = to_srgb(pixel(Channels::Rgb, &[150, 150, 100]), Some(&Profile::AdobeRgb));
        let direct = to_srgb(pixel(Channels::Rgb, &[150, 150, 100]), Some(&icc(&ColorProfile::new_adobe_rgb())));
        assert_eq!(adobe, direct);
        assert_near(&adobe.expect("RGB").data, [151, 151, 97]);
    }

    #[test]
    fn srgb_and_silence_change_nothing() {
        let srgb = icc(&ColorProfile::new_srgb());
        let found = to_srgb(pixel(Channels::Rgb, &[200, 100, 50]), Some(&srgb)).expect("RGB");
        assert_near(&found.data, [200, 100, 50]);
        let found = to_srgb(pixel(Channels::Rgb, &[200, 100, 50]), None).expect("RGB");
        assert_eq!(found.data, [200, 100, 50]);
    }

    #[test]
    fn gray_has_its_own_profiles_and_keeps_alpha() {
        let linear = icc(&ColorProfile::new_gray_with_gamma(1.0));
        let found = to_srgb(pixel(Channels::GrayAlpha, &[55, 77]), Some(&linear)).expect("gray");
        assert_eq!((found.channels, found.data[3]), (Channels::Rgba, 77));
        assert_near(&found.data[..3], [128, 128, 128]);
    }

    #[test]
    fn a_profile_of_other_channels_or_none_is_passed_over() {
        let gray = icc(&ColorProfile::new_gray_with_gamma(1.0));
        let found = to_srgb(pixel(Channels::Rgb, &[9, 8, 7]), Some(&gray)).expect("RGB");
        assert_eq!(found.data, [9, 8, 7]);
        let broken = Profile::Icc(b"not a profile".to_vec());
        let found = to_srgb(pixel(Channels::Gray, &[9]), Some(&broken)).expect("gray");
        assert_eq!(found.data, [9, 9, 9]);
    }

    #[test]
    fn cmyk_without_a_usable_profile_is_refused() {
        let ink = pixel(Channels::Cmyk, &[0, 0, 0, 255]);
        assert_eq!(to_srgb(ink.clone(), None), Err(PictureError::UnprofiledCmyk));
        let rgb = icc(&ColorProfile::new_srgb());
        assert_eq!(to_srgb(ink, Some(&rgb)), Err(PictureError::UnprofiledCmyk));
    }
}

//! A colour profile without what it says of anybody: names of screens and cameras, of their makers, days of calibration.
//!
//! A printer needs a photo's own colours, so the profile goes into the print; its texts do not (ICC.1:2022 §9.2 has dozens
//! of places for text, and makers add their own).
//!
//! **In:** the bytes of a profile. **Out:** one with the same colours and no other tag. **Never:** judges the colours.

/// Tags that turn numbers into colours; all others are left out.
const COLOURS: [&[u8; 4]; 21] = [
    b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad", b"cicp", b"gamt",
    b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"D2B0", b"D2B1", b"B2D0",
];
/// The bytes before the table of tags.
const HEADER: usize = 128;
/// Parts of the header that name programs, makers, devices and a day (§7.2), as `(from, to)`.
const NAMES: [(usize, usize); 5] = [(4, 8), (24, 36), (40, 44), (48, 56), (80, 100)];
/// More tags than any profile has.
const MOST_TAGS: u32 = 1000;

/// Returns the profile with its colours alone, dated 1 January 2000; `None`: it is not built like one.
pub(super) fn bare(profile: &[u8]) -> Option<Vec<u8>> {
    let mut out = profile.get(..HEADER)?.to_vec();
    for (from, to) in NAMES {
        out[from..to].fill(0);
    }
    out[24..36].copy_from_slice(&[7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    let is_old = profile[8] < 4;
    let mut tags = colours(profile)?;
    let said = if is_old { old_words("-") } else { words() };
    let right = if is_old { b"text\0\0\0\0-\0".to_vec() } else { words() };
    tags.push((*b"desc", said));
    tags.push((*b"cprt", right));
    let count = u32::try_from(tags.len()).ok()?;
    let mut at = HEADER + 4 + 12 * tags.len();
    let mut data: Vec<u8> = Vec::new();
    out.extend(count.to_be_bytes());
    for (name, body) in &tags {
        out.extend(name);
        out.extend(u32::try_from(at).ok()?.to_be_bytes());
        out.extend(u32::try_from(body.len()).ok()?.to_be_bytes());
        data.extend(body);
        data.resize(data.len().next_multiple_of(4), 0);
        at = HEADER + 4 + 12 * tags.len() + data.len();
    }
    out.extend(data);
    let size = u32::try_from(out.len()).ok()?;
    out[..4].copy_from_slice(&size.to_be_bytes());
    Some(out)
}

/// A tag: its name and what it holds.
type Tag = ([u8; 4], Vec<u8>);

fn colours(profile: &[u8]) -> Option<Vec<Tag>> {
    let number = |at: usize| Some(u32::from_be_bytes(profile.get(at..at + 4)?.try_into().ok()?));
    let count = number(HEADER).filter(|count| *count <= MOST_TAGS)?;
    let mut tags: Vec<Tag> = Vec::new();
    for tag in 0..usize::try_from(count).ok()? {
        let at = HEADER + 4 + 12 * tag;
        let name: [u8; 4] = profile.get(at..at + 4)?.try_into().ok()?;
        if COLOURS.contains(&&name) && tags.iter().all(|(known, _)| *known != name) {
            let (from, length) = (number(at + 4)? as usize, number(at + 8)? as usize);
            tags.push((name, profile.get(from..from.checked_add(length)?)?.to_vec()));
        }
    }
    Some(tags)
}

/// A text of one dash in the form of version 4: every profile must have a name and a right.
fn words() -> Vec<u8> {
    let mut out = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    out.extend(2_u32.to_be_bytes());
    out.extend(28_u32.to_be_bytes());
    out.extend([0, b'-']);
    out
}

/// The same in the form of version 2.
fn old_words(text: &str) -> Vec<u8> {
    let mut out = b"desc\0\0\0\0".to_vec();
    out.extend(u32::try_from(text.len() + 1).unwrap_or(1).to_be_bytes());
    out.extend(text.as_bytes());
    // The end of the text; no Unicode, no Macintosh text.
    out.extend([0; 1 + 8 + 3 + 67]);
    out
}

#[cfg(test)]
mod tests {
    use moxcms::{ColorProfile, ProfileText};

    use super::*;

    fn named(version: u8) -> Vec<u8> {
        let mut profile = ColorProfile::new_display_p3();
        profile.description = Some(ProfileText::PlainString("SCREEN OF ZHANG".to_owned()));
        let mut bytes = profile.encode().expect("a built-in profile can be written");
        bytes[8] = version;
        bytes[48..52].copy_from_slice(b"MAKR");
        bytes
    }

    #[test]
    fn colours_stay_and_names_go() {
        for version in [2, 4] {
            let profile = named(version);
            let bare = bare(&profile).expect("a profile");
            let holds = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
            assert!(holds(&profile, b"MAKR") && !holds(&bare, b"MAKR"));
            assert!(!holds(&bare, b"ZHANG") && !holds(&bare, b"Z\0H\0A"));
            let (before, after) = (ColorProfile::new_from_slice(&profile), ColorProfile::new_from_slice(&bare));
            let (before, after) = (before.expect("a profile"), after.expect("a profile"));
            assert_eq!((before.red_colorant, before.white_point), (after.red_colorant, after.white_point));
            assert_eq!(super::bare(&bare).as_ref(), Some(&bare), "there is nothing more to leave out");
        }
    }

    #[test]
    fn what_is_no_profile_is_none() {
        let profile = named(4);
        assert_eq!(bare(b""), None);
        assert_eq!(bare(&profile[..140]), None);
        let mut many = profile.clone();
        many[HEADER] = 0xFF;
        assert_eq!(bare(&many), None);
        let mut far = profile;
        far[HEADER + 8..HEADER + 16].fill(0xFF);
        far[HEADER + 4..HEADER + 8].copy_from_slice(b"rXYZ");
        assert_eq!(bare(&far), None);
    }
}

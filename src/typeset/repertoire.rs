//! Which characters a chain of families has between them.
//!
//! **In:** faces. **Out:** a set that is asked once for every name of a site. **Never:** characters that nobody sees.

use super::face::Face;

/// One bit a code point.
#[derive(Clone)]
pub(super) struct Repertoire(Vec<u64>);

impl Repertoire {
    /// Returns what these faces have between them.
    pub(super) fn of<'a>(faces: impl Iterator<Item = &'a Face>) -> Self {
        let mut bits = vec![0_u64; 0x11_0000 / 64];
        for point in faces.flat_map(|face| face.info.coverage.iter()) {
            if let Some(word) = bits.get_mut(point as usize / 64) {
                *word |= 1 << (point % 64);
            }
        }
        Self(bits)
    }

    /// Returns the characters of a text that are not in here, each once, in order of their first appearance.
    pub(super) fn missing(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for c in text.chars().filter(|c| is_seen(*c) && !self.has(*c)) {
            if !missing.contains(&c) {
                missing.push(c);
            }
        }
        missing
    }

    fn has(&self, c: char) -> bool {
        let point = c as usize;
        self.0.get(point / 64).is_some_and(|word| word >> (point % 64) & 1 == 1)
    }
}

/// Says whether a character needs a glyph; joiners, selectors and marks of direction do not.
pub(super) fn is_seen(c: char) -> bool {
    let ignorable = matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}');
    !c.is_whitespace() && !c.is_control() && !ignorable
}

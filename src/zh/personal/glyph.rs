//! What a character is to a reader of numbers: a digit in any dress, something between digits, or nothing at all.
//!
//! **In:** characters. **Out:** [`Glyph`]s.
//! **Never:** reads 一二三 as digits.

/// What stands between two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    Space,
    Dash,
    Dot,
    Close,
}

/// How a digit looks; ① before a number is a list's mark and not its first digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dress {
    Plain,
    Circled,
}

/// One character as a reader of numbers sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glyph {
    Digit(u8, Dress),
    Joint(Joint),
    Invisible,
    Other,
}

/// Runs of digits in Unicode: the code point of the first, its value, how many follow, and how they look.
const DIGITS: [(u32, u32, u32, Dress); 14] = [
    (0x30, 0, 10, Dress::Plain),
    (0xFF10, 0, 10, Dress::Plain),
    (0x660, 0, 10, Dress::Plain),
    (0x6F0, 0, 10, Dress::Plain),
    (0x2460, 1, 9, Dress::Circled),
    (0x24EA, 0, 1, Dress::Circled),
    (0x24FF, 0, 1, Dress::Circled),
    (0x24F5, 1, 9, Dress::Circled),
    (0x2776, 1, 9, Dress::Circled),
    (0x2780, 1, 9, Dress::Circled),
    (0x278A, 1, 9, Dress::Circled),
    (0x2474, 1, 9, Dress::Circled),
    (0x2488, 1, 9, Dress::Circled),
    (0x1F100, 0, 1, Dress::Circled),
];

/// The five alphabets of mathematical digits stand one after the other.
const MATHEMATICAL: std::ops::RangeInclusive<u32> = 0x1D7CE..=0x1D7FF;

/// Returns what `c` is. Superscripts are no digits: after a number they are the mark of a footnote.
pub(super) fn glyph(c: char) -> Glyph {
    if c.is_ascii_digit() {
        return Glyph::Digit(c as u8 - b'0', Dress::Plain);
    }
    match c {
        ' ' | '\u{A0}' | '\u{3000}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Glyph::Joint(Joint::Space),
        '-' | '_' | '\u{2010}'..='\u{2015}' | '−' | '－' | '﹣' | '﹘' | '⁃' | '─' | 'ー' | '＿' => {
            Glyph::Joint(Joint::Dash)
        }
        '.' | '·' | '•' | '．' | '・' | '･' | '‧' | '∙' | '․' | '⋅' => Glyph::Joint(Joint::Dot),
        ')' | '）' | '】' | ']' | '］' | '〕' => Glyph::Joint(Joint::Close),
        _ if is_invisible(c) => Glyph::Invisible,
        _ => dressed_digit(c).map_or(Glyph::Other, |(value, dress)| Glyph::Digit(value, dress)),
    }
}

fn dressed_digit(c: char) -> Option<(u8, Dress)> {
    let point = u32::from(c);
    if MATHEMATICAL.contains(&point) {
        return Some((narrow((point - MATHEMATICAL.start()) % 10), Dress::Plain));
    }
    let (first, value, _, dress) =
        DIGITS.into_iter().find(|(first, _, count, _)| (*first..first + count).contains(&point))?;
    Some((narrow(value + point - first), dress))
}

fn narrow(digit: u32) -> u8 {
    u8::try_from(digit).unwrap_or_default()
}

/// Returns whether `c` takes no room: zero-width and directional marks, and what makes a digit a key-cap emoji.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{20E3}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Returns whether `c` is the sign of an e-mail address.
pub(super) fn is_at(c: char) -> bool {
    matches!(c, '@' | '＠' | '﹫')
}

/// Returns the ASCII character that a full-width one stands for, and any other as it is.
pub(super) fn narrowed(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_in_every_dress() {
        for (text, dress) in
            [("0123456789", Dress::Plain), ("０１２３４５６７８９", Dress::Plain), ("⓪①②③④⑤⑥⑦⑧⑨", Dress::Circled)]
        {
            for (value, c) in text.chars().enumerate() {
                assert_eq!(glyph(c), Glyph::Digit(u8::try_from(value).expect("small"), dress), "{c}");
            }
        }
        assert_eq!(glyph('𝟬'), Glyph::Digit(0, Dress::Plain));
        assert_eq!(glyph('𝟿'), Glyph::Digit(9, Dress::Plain));
        assert_eq!(glyph('²'), Glyph::Other);
        assert_eq!(glyph('二'), Glyph::Other);
    }
}

//! What a character is to a reader of numbers: a digit in any dress, something between digits, or nothing at all.
//!
//! **In:** characters. **Out:** [`Glyph`]s, and the next place in a text where one begins a number or an e-mail.
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

const CHUNK: usize = 64;

/// Returns where the next digit or sign of an e-mail stands in `text`, from the byte `from` on.
///
/// Most of a site has neither, so 64 bytes at a time are looked at without decoding them.
pub(super) fn next_mark(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let ahead: Option<&[u8; CHUNK + 2]> = bytes.get(at..at + CHUNK + 2).and_then(|ahead| ahead.try_into().ok());
        if ahead.is_none_or(may_hold_mark) {
            let end = (at + CHUNK).min(bytes.len());
            if let Some(mark) = (at..end).find(|&at| is_mark(text, at)) {
                return Some(mark);
            }
        }
        at += CHUNK;
    }
    None
}

/// Says `false` only of bytes in whose first 64 no mark begins. Written without branches, so that it is vectorised.
fn may_hold_mark(bytes: &[u8; CHUNK + 2]) -> bool {
    let mut hit = 0_u8;
    for at in 0..CHUNK {
        let (one, two, three) = (bytes[at], bytes[at + 1], bytes[at + 2]);
        let ascii = u8::from(one.wrapping_sub(b'0') < 10) | u8::from(one == b'@');
        let wide = u8::from(one == 0xEF)
            & ((u8::from(two == 0xBC) & (u8::from(three.wrapping_sub(0x90) < 10) | u8::from(three == 0xA0)))
                | u8::from(two == 0xB9));
        let circled = u8::from(one == 0xE2) & u8::from(two.wrapping_sub(0x91) < 14);
        let rare = u8::from(one >= 0xF0) | u8::from(one == 0xD9) | u8::from(one == 0xDB);
        hit |= ascii | wide | circled | rare;
    }
    hit != 0
}

fn is_mark(text: &str, at: usize) -> bool {
    match text.as_bytes()[at] {
        b'0'..=b'9' | b'@' => true,
        0xEF | 0xE2 | 0xD9 | 0xDB | 0xF0..=0xFF => {
            text[at..].chars().next().is_some_and(|c| is_at(c) || matches!(glyph(c), Glyph::Digit(..)))
        }
        _ => false,
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

    #[test]
    fn every_mark_is_found_wherever_it_stands() {
        for mark in ["7", "７", "𝟕", "⑦", "❼", "٧", "@", "＠", "﹫"] {
            for before in 0..140 {
                let text = format!("{}{mark}{}", "，汉a“".repeat(before), "——，汉".repeat(20));
                let expected = before * "，汉a“".len();
                assert_eq!(next_mark(&text, 0), Some(expected), "{mark} after {before}");
                assert_eq!(next_mark(&text, expected + mark.len()), None);
            }
        }
    }

    #[test]
    fn text_without_marks_has_none() {
        assert_eq!(next_mark("", 0), None);
        assert_eq!(next_mark(&"“榜样”，——①".replace('①', "·").repeat(50), 0), None);
    }
}

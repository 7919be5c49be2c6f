//! Which of the few characters that need care a text holds at all, seen many bytes at a time.
//!
//! Most of what is written holds none of them, and every search for one can then be left out.
//!
//! **In:** text. **Out:** [`Seen`]. **Never:** says of a character that is there that it is not.

/// What a text may hold; what is not noted here, it does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen(u8);

impl Seen {
    /// A run that may emphasise: `*`, `_`, `~`.
    pub(super) const EMPHASIS: Self = Self(1);
    /// `*`
    pub(super) const ASTERISK: Self = Self(2);
    /// `[` or `]`
    pub(super) const BRACKET: Self = Self(4);
    /// `＊`
    pub(super) const WIDE_ASTERISK: Self = Self(8);
    /// A character that nobody can see, or that is none.
    pub(super) const HIDDEN: Self = Self(16);

    /// Returns what may be in Markdown.
    pub(super) fn of(text: &str) -> Self {
        if any(text, |a, _, _| a == b'&') {
            // An entity may stand for anything.
            return Self(u8::MAX);
        }
        let flag = |is: bool, flag: Self| if is { flag.0 } else { 0 };
        Self(
            flag(any(text, |a, _, _| (a == b'*') | (a == b'_') | (a == b'~')), Self::EMPHASIS)
                | flag(any(text, |a, _, _| a == b'*'), Self::ASTERISK)
                | flag(any(text, |a, _, _| (a == b'[') | (a == b']')), Self::BRACKET)
                | flag(any(text, |a, b, c| (a == 0xEF) & (b == 0xBC) & (c == 0x8A)), Self::WIDE_ASTERISK)
                | flag(any(text, may_be_hidden), Self::HIDDEN),
        )
    }

    /// Returns whether it may be there.
    pub(super) fn has(self, what: Self) -> bool {
        self.0 & what.0 != 0
    }
}

/// Returns whether a mark that stays on one line with its other half (`…`, `—`) is in the text.
pub(super) fn has_double_mark(text: &str) -> bool {
    any(text, |a, b, c| (a == 0xE2) & (b == 0x80) & ((c == 0xA6) | (c == 0x94)))
}

/// Returns whether a character that is three bytes long is in the text.
pub(super) fn has_of_three(text: &str, character: char) -> bool {
    let mut bytes = [0; 4];
    character.encode_utf8(&mut bytes);
    any(text, |a, b, c| (a == bytes[0]) & (b == bytes[1]) & (c == bytes[2]))
}

/// Returns whether HTML takes the text as it is: nothing in it is escaped or left out.
pub(super) fn is_plain(text: &str) -> bool {
    let is_special = |a: u8, b: u8, _: u8| {
        let is_markup = (a == b'<') | (a == b'>') | (a == b'&') | (a == b'"') | (a == b'\'');
        let is_none = ((a == 0xEF) & ((b == 0xB7) | (b == 0xBF))) | (a >= 0xF0);
        is_markup | (a < 0x20) | (a == 0x7F) | (a == 0xC2) | is_none
    };
    !any(text, is_special)
}

/// Returns where the first of some bytes stands, from an offset on.
pub(super) fn position(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> Option<usize> {
    const STEP: usize = 32;
    let (steps, _) = bytes.get(from..)?.as_chunks::<STEP>();
    // Of bytes as wide as those that are looked at, so that the processor looks at many at once.
    let has_it = |step: &[u8; STEP]| step.iter().fold(0_u8, |found, byte| found | u8::from(is(*byte))) != 0;
    let near = from + STEP * steps.iter().position(has_it).unwrap_or(steps.len());
    bytes[near..].iter().position(|byte| is(*byte)).map(|within| near + within)
}

/// Control characters but line ends and tabs, what turns the direction of text or has no width, and what is no character.
#[inline]
fn may_be_hidden(a: u8, b: u8, c: u8) -> bool {
    let is_within = |byte: u8, first: u8, last: u8| byte.wrapping_sub(first) <= last - first;
    let is_control = ((a < 0x20) & (a != b'\n') & (a != b'\t')) | (a == 0x7F) | ((a == 0xC2) & (b < 0xA0));
    let is_turning = (b == 0x80) & ((c == 0x8B) | is_within(c, 0xAA, 0xAE));
    let is_joining = (b == 0x81) & ((c == 0xA0) | is_within(c, 0xA6, 0xA9));
    let is_none = ((a == 0xEF) & ((b == 0xB7) | (b == 0xBB) | (b == 0xBF))) | (a >= 0xF0);
    is_control | ((a == 0xE2) & (is_turning | is_joining)) | is_none
}

/// Returns whether something holds for any byte with the two that follow it.
///
/// It is asked without a branch, so that the processor asks it of many at once.
#[inline]
fn any(text: &str, is: impl Fn(u8, u8, u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let (second, third) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    let whole = bytes.iter().zip(second).zip(third).fold(false, |seen, ((a, b), c)| seen | is(*a, *b, *c));
    let last = match bytes {
        [] => false,
        [a] => is(*a, 0, 0),
        [.., a, b] => is(*a, *b, 0) | is(*b, 0, 0),
    };
    whole | last
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters alone, at the end and at the beginning of other text: all of the blocks that hold one that needs care, and
    /// some of the others.
    fn everywhere(check: impl Fn(char, &str)) {
        let is_tried =
            |n: u32| n < 0x3100 || (0xF900..=0xFFFF).contains(&n) || n & 0xFFFE == 0xFFFE || n.is_multiple_of(251);
        for character in ('\0'..=char::MAX).filter(|character| is_tried(u32::from(*character))) {
            for text in [format!("{character}"), format!("一段话，“甲”{character}"), format!("{character}ab")]
            {
                check(character, &text);
            }
        }
    }

    #[test]
    fn no_character_that_needs_care_is_overlooked() {
        everywhere(|character, text| {
            let seen = Seen::of(text);
            assert!(seen.has(Seen::EMPHASIS) || !"*_~".contains(character), "{character:?}");
            assert!(seen.has(Seen::ASTERISK) || character != '*', "{character:?}");
            assert!(seen.has(Seen::BRACKET) || !"[]".contains(character), "{character:?}");
            assert!(seen.has(Seen::WIDE_ASTERISK) || character != '＊', "{character:?}");
            assert!(seen.has(Seen::HIDDEN) || !super::super::build::is_hidden(character), "{character:?}");
            assert_eq!(has_double_mark(text), "…—".contains(character), "{character:?}");
            assert_eq!(has_of_three(text, '一'), text.contains('一'), "{character:?}");
        });
    }

    #[test]
    fn what_most_texts_are_made_of_needs_none() {
        let text = "组建2支队伍，完成率95.5%（含“示范”岗）。\nRust、C：1！\t？《甲》";
        assert_eq!(Seen::of(text), Seen(0));
        assert!(is_plain("组建2支队伍，完成率95.5%（含“示范”岗）。"));
        assert_eq!(Seen::of("甲&amp;"), Seen(u8::MAX));
    }

    #[test]
    fn the_first_of_some_bytes_is_found_wherever_it_stands() {
        for length in 0..100 {
            let mut bytes = vec![b'a'; length];
            assert_eq!(position(&bytes, 0, |byte| byte == b'*'), None);
            bytes.extend(b"*b*");
            assert_eq!(position(&bytes, 0, |byte| byte == b'*'), Some(length));
            assert_eq!(position(&bytes, length + 1, |byte| byte == b'*'), Some(length + 2));
            assert_eq!(position(&bytes, length + 9, |byte| byte == b'*'), None);
        }
    }
}

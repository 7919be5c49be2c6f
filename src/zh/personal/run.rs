//! Groups of digits that follow each other with nothing but spaces, dashes, dots or a bracket between them.
//!
//! **In:** text and the place of a digit. **Out:** a [`Run`], reused from one run to the next. **Never:** judges.

use std::ops::Range;

use super::glyph::{Dress, Glyph, Joint, glyph};

/// Digits without anything between them.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Where the digits are in [`Run::digits`].
    pub(super) digits: Range<usize>,
    /// Where they are in the text.
    pub(super) bytes: Range<usize>,
    /// What stands before, where a group of the same run does.
    pub(super) joint: Option<Joint>,
}

impl Group {
    pub(super) fn len(&self) -> usize {
        self.digits.len()
    }
}

/// Groups of digits in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) digits: String,
    pub(super) groups: Vec<Group>,
}

/// More than this between two groups is a column of a table.
pub(super) const WIDEST_JOINT: usize = 3;

impl Run {
    /// Reads the run that begins at the byte `start` of `text`; returns where it ends.
    pub(super) fn read(&mut self, text: &str, start: usize) -> usize {
        self.digits.clear();
        self.groups.clear();
        let (mut dress, mut end) = (None, start);
        let (mut joint, mut width): (Option<Joint>, usize) = (None, 0);
        let (mut at, mut sign) = (start, [0; 4]);
        while let Some(c) = text[at..].chars().next() {
            let is_plain = c.is_ascii_digit();
            let plain = if is_plain { text[at..].bytes().take_while(u8::is_ascii_digit).count() } else { 0 };
            let length = plain.max(c.len_utf8());
            match glyph(c) {
                Glyph::Digit(value, looks) if dress.is_none_or(|dress: Dress| dress == looks) => {
                    dress = Some(looks);
                    end = at + length;
                    let digit = char::from(b'0' + value);
                    let digits = if plain > 0 { &text[at..end] } else { digit.encode_utf8(&mut sign) };
                    self.push(digits, at..end, joint.take());
                    width = 0;
                }
                Glyph::Joint(next) if width < WIDEST_JOINT => {
                    joint = Some(joined(joint, next));
                    width += 1;
                }
                Glyph::Invisible => {}
                Glyph::Digit(..) | Glyph::Joint(_) | Glyph::Other => break,
            }
            at += length;
        }
        end
    }

    fn push(&mut self, digits: &str, bytes: Range<usize>, joint: Option<Joint>) {
        let at = self.digits.len();
        self.digits.push_str(digits);
        match self.groups.last_mut() {
            Some(group) if joint.is_none() => {
                group.digits.end = at + digits.len();
                group.bytes.end = bytes.end;
            }
            _ => self.groups.push(Group { digits: at..at + digits.len(), bytes, joint }),
        }
    }

    /// Returns the digits of one group.
    pub(super) fn of(&self, group: usize) -> &str {
        self.groups.get(group).map_or("", |group| &self.digits[group.digits.clone()])
    }

    /// Returns the digits of a group and of all that follow, joined.
    pub(super) fn onward(&self, group: usize) -> &str {
        self.groups.get(group).map_or("", |group| &self.digits[group.digits.start..])
    }

    /// Returns the digits of several groups, joined.
    pub(super) fn joined(&self, groups: &Range<usize>) -> &str {
        match (self.groups.get(groups.start), self.groups.get(groups.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if first.digits.start <= last.digits.end => {
                &self.digits[first.digits.start..last.digits.end]
            }
            _ => "",
        }
    }

    /// Returns where several groups are in the text.
    pub(super) fn bytes(&self, groups: &Range<usize>) -> Range<usize> {
        match (self.groups.get(groups.start), self.groups.get(groups.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => first.bytes.start..last.bytes.end,
            _ => 0..0,
        }
    }

    /// Returns what stands between this group and the one before.
    pub(super) fn before(&self, group: usize) -> Option<Joint> {
        self.groups.get(group).and_then(|group| group.joint)
    }

    /// Returns the groups from `start` on if they have these lengths and the same joint between each two of them.
    pub(super) fn shaped(&self, start: usize, lengths: &[usize]) -> Option<Range<usize>> {
        let groups = self.groups.get(start..start + lengths.len())?;
        let fits = groups.iter().zip(lengths).all(|(group, length)| group.len() == *length);
        let even = groups.windows(2).skip(1).all(|pair| pair[1].joint == groups[1].joint);
        (fits && even).then_some(start..start + lengths.len())
    }
}

/// Returns what two joints in a row are together: `" - "` is a dash, `") "` a bracket.
fn joined(first: Option<Joint>, next: Joint) -> Joint {
    match (first, next) {
        (None | Some(Joint::Space), next) => next,
        (Some(Joint::Close), _) => Joint::Close,
        (Some(first), Joint::Space) => first,
        (Some(_), next) => next,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(text: &str) -> Vec<String> {
        let mut run = Run::default();
        run.read(text, 0);
        (0..run.groups.len()).map(|group| run.of(group).to_owned()).collect()
    }

    #[test]
    fn a_run_holds_what_small_marks_join() {
        assert_eq!(groups("138 0013－8000，5"), ["138", "0013", "8000"]);
        assert_eq!(groups("１３８\u{200B}0013　8000"), ["1380013", "8000"]);
        assert_eq!(groups("12    34"), ["12"]);
        assert_eq!(groups("①138"), ["1"]);
        assert_eq!(groups("0317) 304"), ["0317", "304"]);
    }

    #[test]
    fn a_run_ends_at_its_last_digit() {
        let mut run = Run::default();
        assert_eq!(run.read("a12 - 人", 1), 3);
        assert_eq!(run.bytes(&(0..1)), 1..3);
    }
}

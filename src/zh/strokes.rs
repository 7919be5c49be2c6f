//! How a Chinese character is written: its strokes in their order (笔顺), as five classes.
//!
//! The table `strokes.txt` holds all 8,105 characters of 通用规范汉字表 (2013) and 8,866 more.
//! Each of its lines is one stroke sequence, then the characters written so, those outside the
//! official list after a bar. Lines stand in the order of the rule, characters that share a line
//! in the order of the official list. `docs/笔画与拼音.md` tells where it comes from.
//!
//! **In:** a character, or a sequence that an editor wrote. **Out:** a sequence that compares.
//! **Never:** guesses a sequence for a character that the table lacks.

use std::fmt;
use std::sync::LazyLock;

const TABLE: &str = include_str!("strokes.txt");
const BITS_EACH: u32 = 3;
const COUNT_SHIFT: u32 = 120;
const LONGEST: usize = (COUNT_SHIFT / BITS_EACH) as usize;

/// The strokes of one character: 横1 竖2 撇3 点4 折5, in the order of writing.
///
/// Orders as the rule for name lists does: fewer strokes first, then stroke by stroke. 提 counts
/// as 横, 捺 as 点, 竖钩 as 竖, and every other hooked or turned stroke as 折 (GF 3003-1999 汉字字序
/// 规范, 《通用规范汉字笔顺规范》 in force since 2021-03-01).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Strokes(u128);

impl Strokes {
    /// Returns the sequence that `text` writes with the digits 1 to 5 or with 横竖撇点折.
    ///
    /// 提 and 捺 are taken for 横 and 点, and white space is passed over. `None`: the text is
    /// empty, longer than 40 strokes, or holds any other character.
    ///
    /// ```
    /// use bangyang::zh::strokes::Strokes;
    /// assert_eq!(Strokes::parse("横 竖 撇 捺"), Strokes::parse("1234"));
    /// assert_eq!(Strokes::parse("1236"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let mut packed = 0;
        let mut count = 0;
        for ch in text.chars().filter(|ch| !ch.is_whitespace()) {
            count += 1;
            if count > LONGEST {
                return None;
            }
            packed |= class(ch)? << (COUNT_SHIFT - BITS_EACH * count as u32);
        }
        (count > 0).then_some(Self((count as u128) << COUNT_SHIFT | packed))
    }

    /// Returns how many strokes there are.
    pub fn count(self) -> usize {
        (self.0 >> COUNT_SHIFT) as usize
    }
}

impl fmt::Display for Strokes {
    /// Writes the sequence in digits: 杜 is `1234121`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for stroke in 1..=self.count() as u32 {
            write!(f, "{}", self.0 >> (COUNT_SHIFT - BITS_EACH * stroke) & 0b111)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Strokes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Strokes({self})")
    }
}

fn class(ch: char) -> Option<u128> {
    match ch {
        '1' | '１' | '横' | '提' => Some(1),
        '2' | '２' | '竖' => Some(2),
        '3' | '３' | '撇' => Some(3),
        '4' | '４' | '点' | '捺' => Some(4),
        '5' | '５' | '折' => Some(5),
        _ => None,
    }
}

/// Returns the strokes of `ch`, and its place among the characters that are written alike.
///
/// `None`: the table lacks it. The place follows 通用规范汉字表, which lists 土 before 士, and 八
/// before 人; characters outside that list stand after it, by code point.
///
/// ```
/// use bangyang::zh::strokes::strokes;
/// let counts = ['邓', '苏', '陈', '黄'].map(|ch| strokes(ch).map(|(strokes, _)| strokes.count()));
/// assert_eq!(counts, [Some(4), Some(7), Some(7), Some(11)]);
/// ```
pub fn strokes(ch: char) -> Option<(Strokes, u16)> {
    let found = INDEX.binary_search_by_key(&ch, |entry| entry.ch).ok()?;
    let Entry { sequence, place, .. } = INDEX[found];
    Some((Strokes::parse(sequence)?, place))
}

struct Entry {
    ch: char,
    place: u16,
    sequence: &'static str,
}

static INDEX: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut index: Vec<Entry> = TABLE.lines().flat_map(entries).collect();
    index.sort_unstable_by_key(|entry| entry.ch);
    index
});

fn entries(line: &'static str) -> impl Iterator<Item = Entry> {
    let (sequence, characters) = line.split_once(' ').unwrap_or((line, ""));
    let characters = characters.chars().filter(|ch| *ch != '|');
    (0..).zip(characters).map(move |(place, ch)| Entry { ch, place, sequence })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(ch: char) -> String {
        strokes(ch).expect("a character of this test is in the table").0.to_string()
    }

    #[test]
    fn the_table_holds_the_whole_official_list_and_no_character_twice() {
        let official = |line: &str| {
            let characters = line.split_once(' ').expect("a line has two columns").1;
            characters.split('|').next().expect("split yields one part").chars().count()
        };
        assert_eq!(TABLE.lines().map(official).sum::<usize>(), 8105);
        assert_eq!(INDEX.len(), 8105 + 8866);
        assert!(INDEX.windows(2).all(|pair| pair[0].ch < pair[1].ch));
    }

    #[test]
    fn lines_hold_valid_sequences_in_the_order_of_the_rule() {
        let sequence = |line: &str| {
            let digits = line.split(' ').next().expect("split yields one part").to_string();
            let parsed = Strokes::parse(&digits).expect("a line begins with a sequence");
            assert_eq!(parsed.to_string(), digits);
            parsed
        };
        let all: Vec<Strokes> = TABLE.lines().map(sequence).collect();
        assert!(all.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn sequences_follow_the_mainland_norm() {
        let expect = [
            ('一', "1"),
            ('乙', "5"),
            ('了', "52"),
            ('小', "234"),
            ('万', "153"),
            ('比', "1535"),
            ('火', "4334"),
            ('丹', "3541"),
            ('邓', "5452"),
            ('苏', "1225344"),
            ('杜', "1234121"),
            ('李', "1234521"),
            ('沈', "4414535"),
            ('张', "5153154"),
            ('陈', "5215234"),
            ('孟', "52125221"),
            ('贾', "1252212534"),
            ('崔', "25232411121"),
            ('黄', "12212512134"),
            ('臧', "13513125125534"),
            ('阚', "42551221113134"),
            ('𬭸', "31115431234354152"),
        ];
        for (ch, sequence) in expect {
            assert_eq!(digits(ch), sequence, "{ch}");
        }
    }

    #[test]
    fn grass_has_three_strokes_and_the_ear_two() {
        let counts = |names: &str| -> Vec<usize> { names.chars().map(|ch| digits(ch).len()).collect() };
        assert_eq!(counts("邓郑陆陈邹郭陶"), [4, 8, 7, 7, 7, 10, 10]);
        assert_eq!(counts("黄苏范葛董蒋蔡薛"), [11, 7, 8, 12, 12, 12, 14, 16]);
    }

    #[test]
    fn a_character_outside_the_table_is_not_guessed() {
        assert_eq!(strokes('A'), None);
        assert_eq!(strokes('·'), None);
        assert_eq!(strokes('\u{e000}'), None);
    }

    #[test]
    fn a_written_sequence_is_read_in_digits_or_in_words() {
        assert_eq!(Strokes::parse(" 1 2 ３ 4 "), Strokes::parse("横竖撇点"));
        assert_eq!(Strokes::parse("提竖撇捺折"), Strokes::parse("12345"));
        assert_eq!(Strokes::parse(""), None);
        assert_eq!(Strokes::parse("12a"), None);
        assert_eq!(Strokes::parse(&"1".repeat(40)).map(Strokes::count), Some(40));
        assert_eq!(Strokes::parse(&"1".repeat(41)), None);
    }
}

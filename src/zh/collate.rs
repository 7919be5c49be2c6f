//! The two orders of Chinese name lists: by strokes (笔画), and by pinyin for indexes.
//!
//! A name is compared character by character. White space, dots (·) and other marks do not count,
//! and an annotation in brackets (女，藏族) is no part of the name. Letters and digits stand after
//! every Chinese character.
//!
//! **In:** a name, and the strokes that its record gives. **Out:** a key that sorts, or the first
//! character that has no known strokes.
//! **Never:** follows ICU's stroke order, which counts 艹 and 阝 one too many; or guesses.

use super::pinyin::person_readings;
use super::strokes::{Strokes, strokes};
use std::collections::BTreeMap;

/// The place of a name in a list by strokes.
///
/// Keys of the two rules must not be mixed in one list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StrokeKey(Vec<Slot>);

/// One character of a name; the order of the variants is the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    /// The middle of a 单名, which stands before any character.
    Empty,
    /// A Chinese character: strokes first, then its place in 通用规范汉字表 among equals.
    Written(Strokes, u16, char),
    /// A letter or a digit.
    Other(char),
}

impl StrokeKey {
    /// Returns the key that lists `name` by surname strokes (按姓氏笔画为序).
    ///
    /// Fewer strokes first, then stroke types as written (横竖撇点折), then the order of
    /// 通用规范汉字表, which puts 左右 before 上下 before 整体 where all strokes are equal. The middle
    /// of a two-character name (单名) is an empty slot, so 田富 stands before 田大利: the practice of
    /// party congresses and 政协. A compound surname counts by its first character, as the rule says.
    ///
    /// `own` gives the strokes of characters that the table lacks, and wins over the table.
    ///
    /// ```
    /// use bangyang::zh::collate::StrokeKey;
    /// use std::collections::BTreeMap;
    ///
    /// let mut names = ["张一", "沈一", "李一一", "李一", "杜一"];
    /// names.sort_by_key(|name| StrokeKey::surname(name, &BTreeMap::new()));
    /// assert_eq!(names, ["杜一", "李一", "李一一", "沈一", "张一"]);
    /// ```
    ///
    /// # Errors
    /// The first character that neither the table nor `own` knows, or whose entry in `own` is no
    /// stroke sequence ([`Strokes::parse`]).
    pub fn surname(name: &str, own: &BTreeMap<char, String>) -> Result<Self, char> {
        let mut slots = slots(name, own)?;
        if let [Slot::Written(..), Slot::Written(..)] = slots[..] {
            slots.insert(1, Slot::Empty);
        }
        Ok(Self(slots))
    }

    /// Returns the key that lists `name` by the strokes of the whole name (按姓名笔画为序).
    ///
    /// As [`StrokeKey::surname`], but the given character of a 单名 is compared as the second, so
    /// 田大利 stands before 田富: the practice of the people's congresses.
    ///
    /// # Errors
    /// As [`StrokeKey::surname`].
    pub fn fullname(name: &str, own: &BTreeMap<char, String>) -> Result<Self, char> {
        slots(name, own).map(Self)
    }
}

/// Returns what a record's `stroke_key` (笔画) gives: pairs of a character and its strokes.
///
/// Pairs are parted by 、 ， ； or line breaks; a space, a colon or an equals sign may stand within one.
///
/// ```
/// use bangyang::zh::collate::own_strokes;
/// let given = own_strokes("𠀁 1115、𠀂：横竖折折");
/// assert_eq!(given.map(|given| given.len()), Ok(2));
/// assert_eq!(own_strokes("𠀁 九画"), Err("𠀁 九画".to_string()));
/// ```
///
/// # Errors
/// The first pair that is not one character and a stroke sequence ([`Strokes::parse`]).
pub fn own_strokes(text: &str) -> Result<BTreeMap<char, String>, String> {
    let pairs = text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim);
    let read = |pair: &str| {
        let mut rest = pair.chars();
        let ch = rest.next().filter(|ch| is_chinese(*ch))?;
        let separator = |ch: char| ch.is_whitespace() || matches!(ch, ':' | '：' | '=' | '＝');
        let sequence = rest.as_str().trim_start_matches(separator);
        Strokes::parse(sequence).map(|_| (ch, sequence.to_string()))
    };
    pairs.filter(|pair| !pair.is_empty()).map(|pair| read(pair).ok_or_else(|| pair.to_string())).collect()
}

fn slots(name: &str, own: &BTreeMap<char, String>) -> Result<Vec<Slot>, char> {
    bare(name).filter_map(|ch| slot(ch, own).transpose()).collect()
}

/// Returns what `ch` counts for: nothing, a slot, or an error.
fn slot(ch: char, own: &BTreeMap<char, String>) -> Result<Option<Slot>, char> {
    if let Some(sequence) = own.get(&ch) {
        let given = Strokes::parse(sequence).ok_or(ch)?;
        let place = strokes(ch).filter(|known| known.0 == given).map_or(u16::MAX, |known| known.1);
        return Ok(Some(Slot::Written(given, place, ch)));
    }
    match strokes(ch) {
        Some((strokes, place)) => Ok(Some(Slot::Written(strokes, place, ch))),
        None if is_chinese(ch) => Err(ch),
        None if ch.is_alphanumeric() => Ok(Some(Slot::Other(folded(ch)))),
        None => Ok(None),
    }
}

/// Yields the characters of `name` up to an annotation in brackets.
fn bare(name: &str) -> impl Iterator<Item = char> {
    name.chars().take_while(|ch| !matches!(ch, '（' | '(' | '〔' | '［' | '['))
}

/// Tells whether `ch` is written in strokes: an ideograph, 〇, or a private character, which is how
/// older systems store a rare one.
fn is_chinese(ch: char) -> bool {
    matches!(ch,
        '\u{2e80}'..='\u{2fdf}' | '々' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{f900}'..='\u{faff}' | '\u{fffd}'
        | '\u{20000}'..='\u{3ffff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Returns the plain, lower-case form of a letter or digit, so that Ａ, A and a are one.
fn folded(ch: char) -> char {
    let narrow = match ch {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(ch as u32 - 0xfee0).unwrap_or(ch),
        _ => ch,
    };
    narrow.to_lowercase().next().unwrap_or(narrow)
}

/// The place of a name in an index by pinyin.
///
/// Character by character: the reading in letters without tones, then strokes; a name that begins
/// another stands before it. Letters and digits stand where their own spelling puts them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PinyinKey(Vec<(String, Option<Slot>, char)>);

impl PinyinKey {
    /// Returns the key of a person's `name`, whose surname is read as surnames are (单 Shan, 曾 Zeng).
    ///
    /// ```
    /// use bangyang::zh::collate::PinyinKey;
    ///
    /// let mut names = ["张三", "单雄", "曾国", "安华", "重庆"];
    /// names.sort_by_key(|name| PinyinKey::of(name));
    /// assert_eq!(names, ["安华", "重庆", "单雄", "曾国", "张三"]);
    /// ```
    pub fn of(name: &str) -> Self {
        let name: String = bare(name).filter(|ch| is_chinese(*ch) || ch.is_alphanumeric()).collect();
        let none = BTreeMap::new();
        let entry = |(ch, reading): (char, Option<&'static str>)| {
            let spelt = reading.map_or_else(|| folded(ch).to_string(), str::to_string);
            (spelt, slot(ch, &none).ok().flatten(), ch)
        };
        Self(person_readings(&name).into_iter().map(entry).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(entries: &[(char, &str)]) -> BTreeMap<char, String> {
        entries.iter().map(|(ch, sequence)| (*ch, (*sequence).to_string())).collect()
    }

    fn by_surname(names: &str) -> String {
        let mut names: Vec<&str> = names.split(' ').collect();
        names.sort_by_key(|name| StrokeKey::surname(name, &BTreeMap::new()).expect("known"));
        names.join(" ")
    }

    fn by_fullname(names: &str) -> String {
        let mut names: Vec<&str> = names.split(' ').collect();
        names.sort_by_key(|name| StrokeKey::fullname(name, &BTreeMap::new()).expect("known"));
        names.join(" ")
    }

    #[test]
    fn the_real_names_of_the_field_come_out_in_the_official_order() {
        assert_eq!(
            by_surname("孟朝阳 陈文瑾 张智勇 崔满城 贾长青 李超 沈宏立 杜雅良"),
            "杜雅良 李超 沈宏立 张智勇 陈文瑾 孟朝阳 贾长青 崔满城"
        );
    }

    #[test]
    fn a_single_given_name_stands_first_by_surname_and_is_compared_by_fullname() {
        assert_eq!(by_surname("田大利 田富"), "田富 田大利");
        assert_eq!(by_fullname("田富 田大利"), "田大利 田富");
        assert_eq!(by_surname("李一一 李一 李二"), "李一 李二 李一一");
        assert_eq!(by_fullname("李一一 李二 李一"), "李一 李一一 李二");
    }

    #[test]
    fn a_compound_surname_counts_by_its_first_character() {
        assert_eq!(by_surname("欧阳春 司马光 田富 尉迟恭"), "田富 司马光 欧阳春 尉迟恭");
    }

    #[test]
    fn surnames_with_grass_and_ear_stand_by_the_mainland_count() {
        assert_eq!(by_surname("黄一 陈一 苏一 王一 邓一"), "王一 邓一 苏一 陈一 黄一");
        assert_eq!(by_surname("仇一 王一 区一 长一 乐一"), "王一 区一 长一 仇一 乐一");
    }

    #[test]
    fn equal_strokes_stand_in_the_order_of_the_official_list() {
        assert_eq!(by_surname("士一 于一 干一 工一 土一"), "干一 于一 工一 土一 士一");
    }

    #[test]
    fn padding_dots_and_annotations_do_not_count() {
        let key = |name| StrokeKey::surname(name, &BTreeMap::new());
        assert_eq!(key("张　三"), key("张三"));
        assert_eq!(key("伦珠（藏族）"), key("伦珠"));
        assert_eq!(key("阿迪力·买买提"), key("阿迪力买买提"));
        assert_eq!(key("Ａlim"), key("alim"));
        assert!(key("阿迪力·买买提") < key("Alim"));
        assert_eq!(key(""), key(" · "));
    }

    #[test]
    fn an_unknown_character_is_named_until_the_record_gives_its_strokes() {
        assert_eq!(StrokeKey::surname("王𠀁明", &BTreeMap::new()), Err('𠀁'));
        assert_eq!(StrokeKey::surname("王\u{e000}", &BTreeMap::new()), Err('\u{e000}'));
        assert_eq!(StrokeKey::fullname("王𠀁", &own(&[('𠀁', "九画")])), Err('𠀁'));
        let given = own(&[('𠀁', "1115")]);
        let key = |name| StrokeKey::fullname(name, &given).expect("known or given");
        assert!(key("王三") < key("王𠀁"));
        assert!(key("王𠀁") < key("王元"));
    }

    #[test]
    fn a_record_gives_strokes_as_pairs() {
        let given = own_strokes("𠀁 1115；\n𠀂=1155").expect("two pairs");
        assert_eq!(given.get(&'𠀁').map(String::as_str), Some("1115"));
        assert_eq!(given.get(&'𠀂').map(String::as_str), Some("1155"));
        assert_eq!(own_strokes(""), Ok(BTreeMap::new()));
        assert_eq!(own_strokes("1115"), Err("1115".to_string()));
        assert_eq!(own_strokes("𠀁 1115、𠀂"), Err("𠀂".to_string()));
    }

    #[test]
    fn what_the_table_already_says_changes_nothing_when_repeated() {
        let given = own(&[('土', "121")]);
        assert_eq!(StrokeKey::surname("土一", &given), StrokeKey::surname("土一", &BTreeMap::new()));
    }

    #[test]
    fn an_index_reads_surnames_as_surnames_and_puts_the_shorter_first() {
        let mut names = ["朱海", "仇和", "长沙", "曾明", "解放", "张明", "张", "阿里", "华罗"];
        names.sort_by_key(|name| PinyinKey::of(name));
        assert_eq!(names, ["阿里", "长沙", "华罗", "仇和", "解放", "曾明", "张", "张明", "朱海"]);
    }
}

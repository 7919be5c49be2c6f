//! How Chinese text is read, in letters without tones: the stem of addresses and of search.
//!
//! Single characters come from the `pinyin` crate; words, places and surnames that read otherwise
//! come from `pinyin.txt`. The longest entry wins, looking from the end of the text, because a
//! Chinese word leans on what follows it (局长|长期, 建|行动).
//!
//! **In:** text as an editor wrote it. **Out:** ASCII letters and digits.
//! **Never:** knows tones, or whether an address is already taken.

use std::sync::LazyLock;

use pinyin::ToPinyin;
use rustc_hash::FxHashSet;

const TABLE: &str = include_str!("pinyin.txt");
const LONGEST_WORD: usize = 6;
const LONGEST_SURNAME: usize = 2;

/// Returns `text` as a path segment: syllables and words of `[a-z0-9]` joined by `-`.
///
/// A run of ASCII letters or digits stays one word, in small letters; full-width ones count as
/// ASCII; 〇 is `ling`; ü is `v`. All else only parts words. Empty: nothing in `text` can be read.
///
/// ```
/// use bangyang::zh::pinyin::slug;
/// assert_eq!(slug("重庆银行长沙分行（第12批）"), "chong-qing-yin-hang-chang-sha-fen-hang-di-12-pi");
/// assert_eq!(slug("《！》"), "");
/// ```
pub fn slug(text: &str) -> String {
    words(&readings(text)).join("-")
}

/// Returns a person's `name` as a path segment, its surname read as surnames are.
///
/// As [`slug`], but white space within the name is passed over, and 单, 曾, 解, 仇, 尉迟 … that
/// stand first are read Shan, Zeng, Xie, Qiu, Yuchi. A name with a dot (·) has no such surname.
///
/// ```
/// use bangyang::zh::pinyin::person_slug;
/// assert_eq!(person_slug("曾　单"), "zeng-dan");
/// assert_eq!(person_slug("阿迪力·买买提"), "a-di-li-mai-mai-ti");
/// ```
pub fn person_slug(name: &str) -> String {
    words(&person_readings(name)).join("-")
}

/// Returns the first letters of `text`, for search by initials: 结对帮带 is `jdbd`.
///
/// Runs of ASCII letters and digits are kept whole.
///
/// ```
/// use bangyang::zh::pinyin::initials;
/// assert_eq!(initials("党员e家 2021"), "dyej2021");
/// ```
pub fn initials(text: &str) -> String {
    let first = |(ch, reading): (char, Option<&'static str>)| match reading {
        Some(syllable) => syllable.chars().next(),
        None => ascii(ch),
    };
    readings(text).into_iter().filter_map(first).collect()
}

/// Returns a text that sorts as `text` is read: its syllables and words parted by single spaces.
///
/// A text that begins another sorts before it. For people, see
/// [`PinyinKey`](super::collate::PinyinKey).
pub fn sort_key(text: &str) -> String {
    words(&readings(text)).join(" ")
}

/// Returns every character of `text` with its reading; `None`: it is no Chinese character.
///
/// Readings are in `[a-z]`, without tones.
pub fn readings(text: &str) -> Vec<(char, Option<&'static str>)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(last) = rest.chars().next_back() {
        let (word, syllables) = longest_ending(rest);
        if word.is_empty() {
            found.push((last, single(last)));
            rest = &rest[..rest.len() - last.len_utf8()];
        } else {
            found.extend(word.chars().rev().zip(syllables.rsplit(' ').map(Some)));
            rest = &rest[..rest.len() - word.len()];
        }
    }
    found.reverse();
    found
}

/// Returns the characters of a person's `name`, without white space, with their readings.
pub(super) fn person_readings(name: &str) -> Vec<(char, Option<&'static str>)> {
    let name: String = name.chars().filter(|ch| !ch.is_whitespace()).collect();
    let (surname, syllables) = surname(&name);
    let mut found: Vec<_> = surname.chars().zip(syllables.split(' ').map(Some)).collect();
    found.extend(readings(&name[surname.len()..]));
    found
}

/// Returns the surname that begins `name` and its syllables, where it has a reading of its own.
fn surname(name: &str) -> (&str, &'static str) {
    if name.contains('·') {
        return ("", "");
    }
    let heads = name.char_indices().map(|(at, ch)| &name[..at + ch.len_utf8()]);
    longest(heads.take(LONGEST_SURNAME).collect(), &READINGS.surnames)
}

/// Returns the longest entry that ends `text` and its syllables, or two empty strings.
fn longest_ending(text: &str) -> (&str, &'static str) {
    let ends_none = |last: char| !READINGS.last.contains(&last);
    if text.chars().next_back().is_none_or(ends_none) {
        return ("", "");
    }
    let tails = text.char_indices().rev().map(|(at, _)| &text[at..]);
    longest(tails.take(LONGEST_WORD).collect(), &READINGS.words)
}

/// Returns the last of `parts`, which grow, that `entries` hold.
fn longest<'a>(parts: Vec<&'a str>, entries: &Entries) -> (&'a str, &'static str) {
    let known = |part| Some((part, lookup(entries, part)?));
    parts.into_iter().rev().find_map(known).unwrap_or_default()
}

fn single(ch: char) -> Option<&'static str> {
    Some(match ch.to_pinyin()?.plain() {
        "lü" => "lv",
        "lüe" => "lve",
        "nü" => "nv",
        "nüe" => "nve",
        plain => plain,
    })
}

/// Gathers runs of ASCII into words, and leaves syllables as they are.
fn words(readings: &[(char, Option<&'static str>)]) -> Vec<String> {
    let mut words = Vec::new();
    let mut run = String::new();
    for (ch, reading) in readings {
        match (reading, ascii(*ch)) {
            (None, Some(letter)) => run.push(letter),
            (None, None) => close(&mut run, &mut words),
            (Some(syllable), _) => {
                close(&mut run, &mut words);
                words.push((*syllable).to_string());
            }
        }
    }
    close(&mut run, &mut words);
    words
}

fn close(run: &mut String, words: &mut Vec<String>) {
    if !run.is_empty() {
        words.push(std::mem::take(run));
    }
}

/// Returns the small ASCII letter or digit that `ch` is, in whatever width.
fn ascii(ch: char) -> Option<char> {
    let narrow = match ch {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(ch as u32 - 0xfee0)?,
        _ => ch,
    };
    narrow.is_ascii_alphanumeric().then(|| narrow.to_ascii_lowercase())
}

type Entries = Vec<(&'static str, &'static str)>;

struct Readings {
    words: Entries,
    /// The characters that end a word of the table: most characters end none.
    last: FxHashSet<char>,
    surnames: Entries,
}

fn lookup(entries: &Entries, key: &str) -> Option<&'static str> {
    let found = entries.binary_search_by_key(&key, |entry| entry.0).ok()?;
    Some(entries[found].1)
}

/// The table: `词 syllables` a line, `^姓 syllables` for a surname, `#` before a heading.
static READINGS: LazyLock<Readings> = LazyLock::new(|| {
    let mut readings = Readings { words: Vec::new(), last: FxHashSet::default(), surnames: Vec::new() };
    for entry in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let Some((word, syllables)) = entry.split_once(' ') else {
            continue;
        };
        match word.strip_prefix('^') {
            Some(surname) => readings.surnames.push((surname, syllables)),
            None => {
                readings.last.extend(word.chars().next_back());
                readings.words.push((word, syllables));
            }
        }
    }
    readings.words.sort_unstable();
    readings.surnames.sort_unstable();
    readings
});

#[cfg(test)]
mod tests {
    use super::*;

    fn all(expected: &[(&str, &str)], read: fn(&str) -> String) {
        for (text, spelt) in expected {
            assert_eq!(read(text), *spelt, "{text}");
        }
    }

    #[test]
    fn every_entry_has_a_syllable_for_each_character_and_stands_once() {
        for entries in [&READINGS.words, &READINGS.surnames] {
            assert!(entries.windows(2).all(|pair| pair[0].0 < pair[1].0));
            for (word, syllables) in entries {
                assert_eq!(word.chars().count(), syllables.split(' ').count(), "{word}");
                let spelt = |syllable: &str| !syllable.is_empty() && syllable.chars().all(|ch| ch.is_ascii_lowercase());
                assert!(syllables.split(' ').all(spelt), "{word}");
            }
        }
        let longest = |entries: &Entries| entries.iter().map(|entry| entry.0.chars().count()).max();
        assert_eq!(longest(&READINGS.words), Some(LONGEST_WORD));
        assert_eq!(longest(&READINGS.surnames), Some(LONGEST_SURNAME));
    }

    #[test]
    fn letters_and_digits_stay_words_and_marks_vanish() {
        all(
            &[
                ("", ""),
                ("——「」！", ""),
                ("2021年第一批", "2021-nian-di-yi-pi"),
                ("党员ｅ家ＡＰＰ", "dang-yuan-e-jia-app"),
                ("五个一百 · 名单", "wu-ge-yi-bai-ming-dan"),
                ("二〇二一", "er-ling-er-yi"),
                ("by-017", "by-017"),
                ("吕律师女", "lv-lv-shi-nv"),
                ("侵略", "qin-lve"),
                ("🎉é", ""),
            ],
            slug,
        );
    }

    #[test]
    fn places_are_read_as_their_people_read_them() {
        all(
            &[
                ("重庆", "chong-qing"),
                ("长沙", "chang-sha"),
                ("朝阳", "chao-yang"),
                ("六安", "lu-an"),
                ("厦门", "xia-men"),
                ("乐亭", "lao-ting"),
                ("蔚县", "yu-xian"),
                ("任丘任县", "ren-qiu-ren-xian"),
                ("番禺", "pan-yu"),
                ("东莞", "dong-guan"),
                ("洪洞", "hong-tong"),
                ("铅山", "yan-shan"),
                ("莘县", "shen-xian"),
                ("沧州吴桥", "cang-zhou-wu-qiao"),
                ("盐山海兴孟村", "yan-shan-hai-xing-meng-cun"),
                ("献县泊头黄骅", "xian-xian-bo-tou-huang-hua"),
                ("河间肃宁南皮", "he-jian-su-ning-nan-pi"),
                ("东光青县", "dong-guang-qing-xian"),
            ],
            slug,
        );
    }

    #[test]
    fn counties_that_are_often_misread_are_read_right() {
        let expected = "乐陵 lao-ling 六安 lu-an 蚌埠 beng-bu 东阿 dong-e 番禺 pan-yu 铅山 yan-shan 大埔 da-bu 涡阳 guo-yang \
            尉犁 yu-li 盱眙 xu-yi 栖霞 qi-xia 单县 shan-xian 莘县 shen-xian 莘庄 xin-zhuang 郯城 tan-cheng 莒县 ju-xian \
            蠡县 li-xian 井陉 jing-xing 任丘 ren-qiu 大城县 dai-cheng-xian 大城市 da-cheng-shi 阜城 fu-cheng 泊头 bo-tou \
            浚县 xun-xian 鄄城 juan-cheng 荥阳 xing-yang 荥经 ying-jing 中牟 zhong-mu 召陵 shao-ling 枞阳 zong-yang \
            歙县 she-xian 黟县 yi-xian 柞水 zha-shui 吴堡 wu-bu 珲春 hun-chun 渑池 mian-chi 泌阳 bi-yang 牟平 mu-ping \
            繁峙 fan-shi 隰县 xi-xian 丽水 li-shui 台州 tai-zhou 乐清 yue-qing 嵊州 sheng-zhou 儋州 dan-zhou \
            长子县 zhang-zi-xian 长垣 chang-yuan 宿州 su-zhou 莎车 sha-che 沈丘 shen-qiu 睢县 sui-xian 句容 ju-rong \
            行唐 xing-tang 藁城 gao-cheng 曲阳 qu-yang 宝坻 bao-di 郏县 jia-xian 都匀 du-yun 秭归 zi-gui 监利 jian-li";
        let words: Vec<&str> = expected.split_whitespace().collect();
        let wrong: Vec<String> = words
            .chunks(2)
            .filter(|pair| slug(pair[0]) != pair[1])
            .map(|pair| format!("{} {}", pair[0], slug(pair[0])))
            .collect();
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn office_words_are_read_as_offices_read_them() {
        all(
            &[
                ("大厦", "da-sha"),
                ("银行行长", "yin-hang-hang-zhang"),
                ("行政审批", "xing-zheng-shen-pi"),
                ("会计", "kuai-ji"),
                ("重点重建", "zhong-dian-chong-jian"),
                ("长江", "chang-jiang"),
                ("校长局长处长", "xiao-zhang-ju-zhang-chu-zhang"),
                ("调研调解调查调整", "diao-yan-tiao-jie-diao-cha-tiao-zheng"),
                ("参差", "cen-ci"),
                ("都市", "du-shi"),
                ("阿訇", "a-hong"),
                ("结对帮带", "jie-dui-bang-dai"),
                ("单位曾任解放朴素", "dan-wei-ceng-ren-jie-fang-pu-su"),
                ("市直机关工委", "shi-zhi-ji-guan-gong-wei"),
            ],
            slug,
        );
    }

    #[test]
    fn a_word_leans_on_what_follows() {
        all(
            &[
                ("局长期调研", "ju-chang-qi-diao-yan"),
                ("党建行动", "dang-jian-xing-dong"),
                ("会计划", "hui-ji-hua"),
                ("市长江大桥", "shi-chang-jiang-da-qiao"),
                ("社会长效机制", "she-hui-chang-xiao-ji-zhi"),
            ],
            slug,
        );
    }

    #[test]
    fn a_surname_that_stands_first_is_read_as_a_surname() {
        all(
            &[
                ("单雄", "shan-xiong"),
                ("曾国", "zeng-guo"),
                ("解放", "xie-fang"),
                ("仇和", "qiu-he"),
                ("区伟", "ou-wei"),
                ("朴实", "piao-shi"),
                ("查理", "zha-li"),
                ("盖明", "ge-ming"),
                ("乐毅", "yue-yi"),
                ("任重", "ren-zhong"),
                ("华山", "hua-shan"),
                ("翟明", "zhai-ming"),
                ("覃明", "qin-ming"),
                ("尉迟恭", "yu-chi-gong"),
                ("尉健", "wei-jian"),
                ("万俟卨", "mo-qi-xie"),
                ("欧阳春", "ou-yang-chun"),
                ("孟朝阳", "meng-chao-yang"),
                ("贾长青", "jia-chang-qing"),
                ("张单", "zhang-dan"),
                ("", ""),
            ],
            person_slug,
        );
    }

    #[test]
    fn initials_follow_the_readings() {
        assert_eq!(initials("结对帮带"), "jdbd");
        assert_eq!(initials("重庆银行，A1"), "cqyha1");
    }

    #[test]
    fn sort_keys_put_the_shorter_first() {
        assert!(sort_key("张") < sort_key("张明"));
        assert!(sort_key("长沙") < sort_key("张"));
    }

    #[test]
    fn an_address_read_again_is_itself() {
        for text in ["2021年第一批", "党员ｅ家", "沧州市·A座 3.5"] {
            assert_eq!(slug(&slug(text)), slug(text));
        }
    }
}

//! Names of people and of party branches, as rolls and notices print them.
//!
//! **In:** names as typed, in a form, a table or a list. **Out:** the name proper, what is noted
//! after it, and what must be noted.
//! **Never:** alters a character of a name, or invents a unit that a branch's name does not hold.

use std::borrow::Cow;

use super::spacing::is_han;

/// The dot between the parts of a minority's or a foreign name (间隔号): U+00B7 and no other.
///
/// 民委发〔2016〕33号; GB 18030 A1A4.
pub const DOT: char = '·';

/// What readers see after the name of somebody who has died, beside the black frame (示亡号).
pub const DECEASED: &str = "（已故）";

/// The names of the 56 ethnic groups without 族, in the order of GB/T 3304-1991.
const GROUPS: &str = "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 \
    水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 \
    鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺";

/// Whether somebody is a man or a woman, so far as rolls care.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gender {
    /// 男, never printed.
    #[default]
    Male,
    /// 女, printed after the name.
    Female,
}

/// Returns `text` as the name proper: trimmed, without the spaces that pad a name of two or three
/// characters (张　三), and with U+00B7 for every dot typed between two 汉字.
///
/// A longer name keeps one space where it had any, since it may be two names in one cell.
pub fn clean_name(text: &str) -> Cow<'_, str> {
    let mut name = unify_dots(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let letters = name.chars().filter(|&c| c != ' ');
    if (2..=3).contains(&letters.clone().count()) && letters.clone().all(is_han) {
        name = letters.collect();
    }
    if name == text { Cow::Borrowed(text) } else { Cow::Owned(name) }
}

/// Returns `text` with U+00B7, and no space beside it, for every dot between two 汉字.
fn unify_dots(text: &str) -> String {
    let (mut unified, mut rest) = (String::new(), text);
    while let Some((at, dot)) = rest.char_indices().find(|(_, c)| is_dot(*c)) {
        let (before, after) = (&rest[..at], &rest[at + dot.len_utf8()..]);
        let is_between = before.trim_end().ends_with(is_han) && after.trim_start().starts_with(is_han);
        let (kept, dot) = if is_between { (before.trim_end(), DOT) } else { (before, dot) };
        unified.push_str(kept);
        unified.push(dot);
        rest = if is_between { after.trim_start() } else { after };
    }
    unified + rest
}

/// Tells whether it is typed for the dot of a name; W3C 中文排版需求 lists most of them.
fn is_dot(character: char) -> bool {
    matches!(
        character,
        '·' | '.'
            | '\u{2022}'
            | '\u{2024}'
            | '\u{2027}'
            | '\u{2219}'
            | '\u{22C5}'
            | '\u{30FB}'
            | '\u{FF0E}'
            | '\u{FF65}'
    )
}

/// Returns the first character of `text` that no name holds although it cannot be seen, or looks
/// like another: controls of direction, zero widths, fillers, radicals that stand for 汉字.
///
/// They come with text copied from chats and PDFs, and make two equal names differ.
pub fn suspicious(text: &str) -> Option<char> {
    let is_suspicious = |c: char| {
        (c.is_control() && !c.is_whitespace())
            || is_noncharacter(c)
            || matches!(c,
                '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
                | '\u{180B}'..='\u{180F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0E}'
                | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
                | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
                | '\u{2E80}'..='\u{2FDF}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFC}'
                | '\u{E0000}'..='\u{E007F}')
    };
    text.chars().find(|&c| is_suspicious(c))
}

/// Tells whether it is one of the 66 numbers that Unicode keeps from being characters, which no name and no page may hold.
pub fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Returns the first character of `text` that stands for one which was lost on the way: `?`, `□`,
/// U+FFFD, or one of private use, which other machines show as nothing.
///
/// Rare characters of names get lost in old spreadsheets (GB 18030-2022 asks that they are not).
pub fn lost(text: &str) -> Option<char> {
    text.chars().find(
        |c| matches!(c, '?' | '？' | '□' | '■' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}'),
    )
}

/// Splits `王曼昱（女，藏族）` into the name and what is noted after it.
///
/// The brackets may be full or half width and more than one; without any, or with one that is not
/// closed at the end, there are no notes and the name is the whole.
///
/// ```
/// use bangyang::zh::name::split_notes;
/// assert_eq!(split_notes("向秋拉姆（女，藏族）"), ("向秋拉姆", vec!["女", "藏族"]));
/// ```
pub fn split_notes(text: &str) -> (&str, Vec<&str>) {
    let (mut name, mut notes) = (text.trim(), Vec::new());
    while let Some(inner) = name.strip_suffix(['）', ')']) {
        let Some((before, note)) = inner.rsplit_once(['（', '(']) else {
            break;
        };
        if before.trim().is_empty() {
            break;
        }
        let split = note.split(['，', ',', '、', '；', ';']).map(str::trim).filter(|note| !note.is_empty());
        notes.splice(0..0, split);
        name = before.trim_end();
    }
    (name, notes)
}

/// Returns what a roll notes after a name: `（女，藏族）`, `（女）` or `（藏族）`.
///
/// Only what is not usual is noted, sex first; a man of the 汉族 has no note. 藏 is printed 藏族, and
/// a name that is not among the 56 as it was written (穿青人).
pub fn annotation(gender: Gender, ethnicity: &str) -> Option<String> {
    let written = ethnicity.trim();
    let group = self::ethnicity(written).unwrap_or(Cow::Borrowed(written));
    let group = Some(group).filter(|group| !group.is_empty() && group != "汉族");
    match (gender, group) {
        (Gender::Male, None) => None,
        (Gender::Male, Some(group)) => Some(format!("（{group}）")),
        (Gender::Female, None) => Some("（女）".to_owned()),
        (Gender::Female, Some(group)) => Some(format!("（女，{group}）")),
    }
}

/// Returns the full name of one of the 56 ethnic groups, given with or without 族; `None` if it is
/// none of them (GB/T 3304-1991).
pub fn ethnicity(text: &str) -> Option<Cow<'_, str>> {
    let stem = text.trim().strip_suffix('族').unwrap_or(text.trim());
    let is_known = GROUPS.split_whitespace().any(|group| group == stem);
    is_known.then(
        || {
            if stem.len() < text.trim().len() { Cow::Borrowed(text.trim()) } else { format!("{stem}族").into() }
        },
    )
}

/// Tells whether the name is two 汉字, so that a list may space it to three (W3C 中文排版需求, 均排).
pub fn is_two_character(name: &str) -> bool {
    let mut chars = name.chars();
    let pair = [chars.next(), chars.next()];
    chars.next().is_none() && pair.into_iter().all(|c| c.is_some_and(is_han))
}

/// Returns the formal name of a branch with a committee: `中共沧州市人民检察院机关第一支部委员会` of
/// `沧州市人民检察院机关第一党支部`.
///
/// A formal name comes back as it is. `None`: the name does not end in 党支部, does not begin with a
/// unit (机关第一党支部), or holds quotes or spaces. A branch of fewer than seven full
/// members has no committee (《中国共产党支部工作条例（试行）》), so a record's own `formal_name` goes first.
pub fn formal_branch_name(name: &str) -> Option<String> {
    let name = name.trim();
    let stem = name.strip_prefix("中共").or_else(|| name.strip_prefix("中国共产党"));
    if stem.is_some_and(|stem| stem.ends_with("支部委员会")) {
        return Some(name.to_owned());
    }
    let unit = stem.unwrap_or(name).strip_suffix("党支部")?;
    let place = unit.strip_prefix("机关").unwrap_or(unit);
    let is_clear = unit.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '（' | '）'));
    let has_unit = !place.is_empty() && !place.starts_with('第') && place != "联合" && place != "临时";
    (is_clear && has_unit).then(|| format!("中共{unit}支部委员会"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_goes_and_the_name_stays() {
        let cases = [
            ("张　三", "张三"),
            (" 王 小 明 ", "王小明"),
            ("张三", "张三"),
            ("欧阳 娜娜", "欧阳 娜娜"),
            ("欧阳　　娜娜", "欧阳 娜娜"),
            ("John  Smith", "John Smith"),
            ("𠮷 田", "𠮷田"),
            ("", ""),
            ("李", "李"),
        ];
        for (typed, name) in cases {
            assert_eq!(clean_name(typed), name, "{typed}");
        }
        assert!(matches!(clean_name("张三"), Cow::Borrowed(_)));
    }

    #[test]
    fn every_dot_between_han_is_the_one_of_the_standard() {
        for dot in ["·", "•", "・", "‧", "．", "･", ".", " · ", "　•　", "⋅"] {
            let typed = format!("阿卜杜拉{dot}买买提");
            assert_eq!(clean_name(&typed), "阿卜杜拉·买买提", "{typed}");
        }
        assert_eq!(clean_name("J.Smith"), "J.Smith");
        assert_eq!(clean_name("甲.乙•丙"), "甲·乙·丙");
        assert_eq!(clean_name("·甲."), "·甲.");
    }

    #[test]
    fn what_cannot_be_seen_is_found() {
        for bad in [
            '\u{200B}', '\u{202E}', '\u{2066}', '\u{FEFF}', '\u{0007}', '\u{00AD}', '⼯', '\u{3164}', '\u{FE00}',
            '\u{2800}',
        ] {
            assert_eq!(suspicious(&format!("张{bad}三")), Some(bad));
        }
        for good in ["张三", "阿卜杜拉·买买提", "葛\u{E0100}城", "𠮷田", "张　三"] {
            assert_eq!(suspicious(good), None);
            assert_eq!(lost(good), None);
        }
        assert_eq!([lost("李?"), lost("李□"), lost("李\u{E863}")], [Some('?'), Some('□'), Some('\u{E863}')]);
    }

    #[test]
    fn notes_are_split_from_the_name() {
        assert_eq!(split_notes("王曼昱（女，藏族）"), ("王曼昱", vec!["女", "藏族"]));
        assert_eq!(split_notes(" 王曼昱 (女, 藏族) "), ("王曼昱", vec!["女", "藏族"]));
        assert_eq!(split_notes("伦珠（藏族）（已故）"), ("伦珠", vec!["藏族", "已故"]));
        assert_eq!(split_notes("伦珠"), ("伦珠", vec![]));
        for whole in ["伦珠（藏族", "伦珠）", "（藏族）", "伦珠（藏族）等"] {
            assert_eq!(split_notes(whole), (whole, vec![]));
        }
    }

    #[test]
    fn only_the_exceptional_is_noted_sex_first() {
        use Gender::{Female, Male};
        assert_eq!(annotation(Female, "藏族").as_deref(), Some("（女，藏族）"));
        assert_eq!(annotation(Male, "藏").as_deref(), Some("（藏族）"));
        assert_eq!(annotation(Female, "汉族").as_deref(), Some("（女）"));
        assert_eq!(annotation(Male, "穿青人").as_deref(), Some("（穿青人）"));
        assert_eq!(["", "汉", "汉族", " 汉族 "].map(|group| annotation(Male, group)), [None, None, None, None]);
    }

    #[test]
    fn there_are_fifty_six_ethnic_groups() {
        let mut groups: Vec<_> = GROUPS.split_whitespace().collect();
        groups.sort_unstable();
        groups.dedup();
        assert_eq!(groups.len(), 56);
        assert_eq!(ethnicity("维吾尔").as_deref(), Some("维吾尔族"));
        assert_eq!(ethnicity("维吾尔族").as_deref(), Some("维吾尔族"));
        assert_eq!(["", "族", "藏民", "满洲族"].map(ethnicity), [None, None, None, None]);
    }

    #[test]
    fn two_han_make_a_name_that_lists_space_out() {
        assert!(is_two_character("张三") && is_two_character("𠮷田"));
        assert!(!["张", "张小三", "A三", "张·", ""].iter().any(|name| is_two_character(name)));
    }

    #[test]
    fn a_formal_branch_name_is_derived_where_the_unit_is_named() {
        let derived = formal_branch_name("沧州市人民检察院机关第一党支部");
        assert_eq!(derived.as_deref(), Some("中共沧州市人民检察院机关第一支部委员会"));
        let formal = derived.unwrap_or_default();
        assert_eq!(formal_branch_name(&formal), Some(formal.clone()));
        assert_eq!(formal_branch_name("中共沧州市市政公司党支部").as_deref(), Some("中共沧州市市政公司支部委员会"));
        let grouped = formal_branch_name("沧州市政（集团）公司党支部");
        assert_eq!(grouped.as_deref(), Some("中共沧州市政（集团）公司支部委员会"));
        for vague in [
            "党支部",
            "第一党支部",
            "机关第一党支部",
            "机关党支部",
            "“远海红”党支部",
            "沧州市市政公司党委",
            "",
            "中共党支部",
        ] {
            assert_eq!(formal_branch_name(vague), None, "{vague}");
        }
    }
}

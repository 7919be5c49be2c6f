//! Characters that stand without spaces: telling them apart, counting them, cutting between them.
//!
//! **In:** text of an editor. **Out:** facts on characters, counts, and text with other spaces.
//! **Never:** puts a space between Chinese and Latin; that gap is the style sheet's (W3C 中文排版需求).

use std::borrow::Cow;

/// What stands where an excerpt was cut (省略号, GB/T 15834-2011).
const ELLIPSIS: &str = "……";

/// Tells whether it is a Chinese character (汉字), rare ones and 〇 included.
///
/// These are the Unified Ideographs and the compatibility ones, as GB 18030-2022 takes them in;
/// radicals and marks are none.
pub fn is_han(character: char) -> bool {
    matches!(character,
        '\u{3005}' | '\u{3007}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{2FFFD}'
        | '\u{30000}'..='\u{3FFFD}')
}

/// Tells whether it is set in a Chinese line without spaces around it: a 汉字, a Chinese mark, a
/// full-width form, or kana.
///
/// The quotes, dash, ellipsis and dot that Chinese shares with other scripts count among the marks.
pub fn is_cjk(character: char) -> bool {
    is_han(character)
        || matches!(character,
            '\u{00B7}' | '\u{2014}' | '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' | '\u{2026}'
            | '\u{2E3A}'
            | '\u{2E80}'..='\u{2FDF}'
            | '\u{3000}'..='\u{312F}'
            | '\u{FE30}'..='\u{FE4F}'
            | '\u{FF01}'..='\u{FF65}')
}

/// Tells whether a line break between the two leaves no space: both are set without any.
///
/// The rule is that of CSS Text (segment break transformation) and of Chinese practice.
pub fn joins_closely(before: char, after: char) -> bool {
    is_cjk(before) && is_cjk(after)
}

/// Returns the number of characters (字数) as an office counts them.
///
/// Every 汉字 and every Chinese mark is one; so is a Latin word or a number with its own marks
/// (`GB/T`, `95.5%`). Spaces count nothing.
///
/// ```
/// assert_eq!(bangyang::zh::spacing::count_chars("组建 2 支队伍，完成率95.5%。"), 12);
/// ```
pub fn count_chars(text: &str) -> usize {
    let mut count = 0;
    let mut in_word = false;
    for character in text.chars().filter(|c| !is_selector(*c)) {
        let is_cjk = is_cjk(character) && character != '\u{3000}';
        let is_word = !is_cjk && !character.is_whitespace();
        count += usize::from(is_cjk || (is_word && !in_word));
        in_word = is_word;
    }
    count
}

/// Tells whether it only chooses a form of the character before it (an ideographic variant).
fn is_selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Returns `text` trimmed, with one space for every run of white space and none between Chinese
/// characters and marks.
pub fn squeeze(text: &str) -> Cow<'_, str> {
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if let (Some(before), Some(after)) = (squeezed.chars().next_back(), word.chars().next())
            && !joins_closely(before, after)
        {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    if squeezed == text { Cow::Borrowed(text) } else { Cow::Owned(squeezed) }
}

/// Returns `text`, squeezed, or so much of its beginning that it and `……` have at most `max`
/// characters.
///
/// The cut is after a sentence, else before a comma, where one stands in the second half and
/// outside of quotes and brackets; else anywhere but within a Latin word or a number.
pub fn excerpt(text: &str, max: usize) -> String {
    // Of a long text no more is read than an excerpt can hold.
    let mut written = text.char_indices().filter(|(_, character)| !character.is_whitespace());
    let text = squeeze(written.nth(max + 1).map_or(text, |(end, _)| &text[..end]));
    if text.chars().count() <= max {
        return text.into_owned();
    }
    let budget = max.saturating_sub(ELLIPSIS.chars().count());
    let chars: Vec<char> = text.chars().collect();
    let kept: String = chars[..cut(&chars, budget)].iter().collect();
    // A whole sentence needs no ellipsis.
    if kept.ends_with(['。', '！', '？']) {
        return kept;
    }
    format!("{}{ELLIPSIS}", kept.trim_end())
}

/// Returns how many of `chars` an excerpt of at most `budget` characters keeps.
fn cut(chars: &[char], budget: usize) -> usize {
    let (mut sentence, mut clause, mut depth) = (0, 0, 0_usize);
    for (index, &character) in chars[..budget].iter().enumerate() {
        match character {
            '“' | '‘' | '（' | '《' | '〈' | '【' | '「' | '(' => depth += 1,
            '”' | '’' | '）' | '》' | '〉' | '】' | '」' | ')' => depth = depth.saturating_sub(1),
            '。' | '！' | '？' if depth == 0 => sentence = index + 1,
            '，' | '；' | '：' if depth == 0 => clause = index,
            _ => {}
        }
    }
    let border = [sentence, clause].into_iter().find(|border| border * 2 >= budget && *border > 0);
    border.unwrap_or_else(|| {
        let is_latin = |index: &usize| chars[*index].is_ascii_alphanumeric();
        let splits = |index: &usize| is_latin(index) && is_latin(&(index - 1));
        (1..=budget).rev().find(|index| !splits(index)).unwrap_or(budget)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_characters_are_han_and_marks_are_not() {
        for han in ['中', '〇', '㐂', '𠮷', '𫖯', '\u{30000}', '々', '﨑'] {
            assert!(is_han(han) && is_cjk(han), "{han}");
        }
        for mark in ['，', '。', '“', '—', '…', '·', '（', '\u{3000}', '１'] {
            assert!(!is_han(mark) && is_cjk(mark), "{mark}");
        }
        for other in ['a', '1', ',', ' ', 'é', '한', '(', '😀'] {
            assert!(!is_cjk(other), "{other}");
        }
    }

    #[test]
    fn chinese_joins_closely_and_latin_does_not() {
        assert!(joins_closely('党', '员') && joins_closely('”', '后') && joins_closely('。', '“'));
        assert!(!joins_closely('党', 'A') && !joins_closely('5', '名'));
    }

    #[test]
    fn an_office_counts_marks_and_takes_a_word_as_one() {
        let counts = [
            ("", 0),
            ("百强党支部", 5),
            ("命名，挂牌。", 6),
            ("2021年6月11日", 6),
            ("600多个", 3),
            ("GB/T 9704-2012", 2),
            ("“强”……", 5),
            ("张　三", 2),
            ("葛\u{E0100}城", 2),
            ("654,646元", 2),
        ];
        for (text, count) in counts {
            assert_eq!(count_chars(text), count, "{text}");
        }
    }

    #[test]
    fn spaces_between_chinese_characters_go() {
        assert_eq!(squeeze(" 百强 党支部\n  结对\u{3000}帮带 "), "百强党支部结对帮带");
        assert_eq!(squeeze("使用  GB/T 9704 ， 排版"), "使用 GB/T 9704 ，排版");
        assert!(matches!(squeeze("百强党支部 GB"), Cow::Borrowed(_)));
        assert_eq!(squeeze(" \n "), "");
    }

    #[test]
    fn an_excerpt_ends_at_a_border() {
        let text = "活动开始后，“百强党支部”纷纷行动起来。作为其中之一，该支部进行了结对帮扶，效果明显。";
        assert_eq!(excerpt(text, 100), text);
        assert_eq!(excerpt(text, 24), "活动开始后，“百强党支部”纷纷行动起来。");
        assert_eq!(excerpt(text, 10), "活动开始后……");
        assert_eq!(excerpt("一二三四五六七八九十", 6), "一二三四……");
        assert_eq!(excerpt("开展“学党史，悟思想，办实事”活动多次", 12), "开展“学党史，悟思想……");
        assert_eq!(excerpt("累计捐款捐物共计654646元整", 12), "累计捐款捐物共计……");
        let spaced: String = text.chars().flat_map(|c| [c, ' ']).collect();
        for max in 0..60 {
            assert_eq!(excerpt(&spaced, max), excerpt(text, max));
            assert!(excerpt(text, max).chars().count() <= max.max(2));
        }
    }
}

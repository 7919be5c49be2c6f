//! Where the line of a heading may break, so that it does not end in the middle of a word.
//!
//! A heading is set large and its lines are balanced; without this a break falls between any two characters
//! (沧州市市政公／司渤海分公司). There is no dictionary here: marks, the names that organisations end with, and a few words
//! that titles are built with tell enough.
//!
//! **In:** one line of text. **Out:** the same text in phrases. **Never:** a changed character, or an empty phrase.

use super::spacing::is_han;

/// A text of so many characters is never taken apart.
const SHORT: usize = 6;
/// A phrase that is longer may not fit a telephone: it breaks wherever it must.
const LONG: usize = 10;

const OPENING: &str = "“‘「『《〈（【";
const CLOSING: &str = "”’」』》〉）】、，。：；！？…—";

/// What ends the name of an organisation, inside a longer name too: 市政公司｜渤海分公司.
const ENDS: [&str; 28] = [
    "公司",
    "集团",
    "医院",
    "保健院",
    "检察院",
    "法院",
    "学院",
    "研究院",
    "中心",
    "分局",
    "税务局",
    "规划局",
    "管理局",
    "委员会",
    "办公室",
    "党支部",
    "党总支",
    "党委",
    "党小组",
    "学校",
    "大学",
    "中学",
    "小学",
    "银行",
    "街道",
    "社区",
    "博物馆",
    "图书馆",
];

/// What a name ends with that is long enough for a line of its own.
const LONG_ENDS: [&str; 3] = ["股份有限公司", "有限责任公司", "工作委员会"];

/// What a title says it is about, with its verb.
const ABOUT: [&str; 7] = ["关于命名", "关于表彰", "关于授予", "关于选树", "关于撤销", "关于公布", "关于拟命名"];

/// Words that stand between two parts of a title.
const HINGES: [&str; 9] = ["关于", "结对帮带", "结对共建", "联学联建", "开展", "举办", "召开", "印发", "重温"];

/// Returns the phrases of a heading, in their order; together they are the text.
///
/// A phrase of more than ten characters in which nothing tells where to break comes as single characters but for its
/// first and last two.
#[must_use]
pub fn phrases(text: &str) -> Vec<&str> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    if starts.len() <= SHORT {
        return if text.is_empty() { Vec::new() } else { vec![text] };
    }
    let mut breaks: Vec<usize> = Vec::new();
    let mut last = 0;
    let mut quoted = 0_usize;
    for (place, at) in starts.iter().enumerate().skip(1) {
        let (before, after) = text.split_at(*at);
        quoted = depth(quoted, before);
        let enough = place - last >= 2 && starts.len() - place >= 2;
        if at_mark(before, after) || (enough && quoted == 0 && at_word(before, after)) {
            breaks.push(*at);
            last = place;
        }
    }
    let mut found = Vec::new();
    let mut from = 0;
    for to in breaks.into_iter().chain([text.len()]) {
        loosened(&text[from..to], &mut found);
        from = to;
    }
    found
}

/// How many quotations are open after `before`, of which the last character is new.
fn depth(depth: usize, before: &str) -> usize {
    match before.chars().next_back() {
        Some(mark) if OPENING.contains(mark) => depth + 1,
        Some('”' | '’' | '」' | '』' | '》' | '〉' | '）' | '】') => depth.saturating_sub(1),
        _ => depth,
    }
}

fn at_mark(before: &str, after: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if CLOSING.contains(next) || OPENING.contains(last) {
        return false;
    }
    OPENING.contains(next) || CLOSING.contains(last) || last == ' '
}

fn at_word(before: &str, after: &str) -> bool {
    let Some(next) = after.chars().next().filter(|next| is_han(*next)) else { return false };
    let is_end = ENDS.iter().any(|end| before.ends_with(end));
    if is_end && ENDS.iter().any(|end| after.starts_with(end)) {
        // 公司党支部, 党委办公室: one end upon another is one word.
        return false;
    }
    if after.starts_with("办事处")
        || ABOUT.iter().any(|about| before.ends_with("关于") && after.starts_with(&about["关于".len()..]))
    {
        return false;
    }
    if LONG_ENDS.iter().any(|end| after.starts_with(end))
        || ABOUT.iter().any(|about| before.ends_with(about))
        || ends_a_batch(before)
    {
        return true;
    }
    let ends = is_end && !matches!(next, '的' | '长' | '员' | '议' | '部' | '书');
    let hinge = HINGES.iter().any(|word| before.ends_with(word) || after.starts_with(word));
    let of = before.ends_with('的');
    let with = next == '与' && !before.ends_with('参') && !after.starts_with("与会");
    ends || hinge || of || with
}

/// Whether the text ends with 第一批, 第12批.
fn ends_a_batch(text: &str) -> bool {
    let number = text
        .strip_suffix('批')
        .map(|text| text.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c)));
    number.is_some_and(|rest| rest.ends_with('第') && rest.len() + "批".len() < text.len())
}

/// Adds a phrase; a long one so that it may break nearly everywhere.
fn loosened<'a>(phrase: &'a str, found: &mut Vec<&'a str>) {
    let starts: Vec<usize> = phrase.char_indices().map(|(at, _)| at).collect();
    if starts.len() <= LONG || !phrase.chars().all(is_han) {
        found.push(phrase);
        return;
    }
    let inner = 2..=starts.len() - 2;
    let mut from = 0;
    for place in inner {
        found.push(&phrase[from..starts[place]]);
        from = starts[place];
    }
    found.push(&phrase[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn broken(text: &str, expected: &str) {
        assert_eq!(phrases(text).join("｜"), expected);
        assert_eq!(phrases(text).concat(), text);
    }

    #[test]
    fn names_of_organisations_stay_whole() {
        broken("沧州市妇幼保健院行政后勤党支部", "沧州市妇幼保健院｜行政后勤党支部");
        broken("沧州市市政公司渤海分公司", "沧州市市政公司｜渤海分公司");
        broken("沧州市市政公司渤海分公司党支部", "沧州市市政公司｜渤海分公司党支部");
        broken("渤海分公司党支部结对帮带千万间公司党支部", "渤海分公司党支部｜结对帮带｜千万间公司党支部");
        broken("市政公司与新华区税务局签约共建", "市政公司｜与新华区税务局｜签约共建");
    }

    #[test]
    fn marks_hold_to_what_they_enclose() {
        broken("关于“百名好支书”拟命名对象的公示（示例）", "关于｜“百名好支书”｜拟命名对象的｜公示｜（示例）");
        broken("“榜样”先进典型图片展", "“榜样”｜先进典型图片展");
        broken("示例：第一批“百强党支部”命名决定", "示例：｜第一批｜“百强党支部”｜命名决定");
        broken("妇幼保健院行政后勤党支部：彩虹跑道边的体检台", "妇幼保健院｜行政后勤党支部：｜彩虹跑道边的｜体检台");
        broken("《学习“榜样”的方案》", "《学习｜“榜样”｜的方案》");
    }

    #[test]
    fn titles_of_official_papers_break_after_their_verb() {
        broken("关于命名第二批示例先锋党支部的决定", "关于命名｜第二批｜示例先锋党支部的｜决定");
        broken("关于第12批名单的公示", "关于｜第12批｜名单的｜公示");
        broken("艾德生物医药科技股份有限公司党支部", "艾德生物医药科技｜股份有限公司党支部");
        broken("示例街道办事处党工委", "示例街道办事处党工委");
    }

    #[test]
    fn short_texts_are_whole_and_long_ones_without_words_break_where_they_must() {
        assert_eq!(phrases(""), Vec::<&str>::new());
        broken("命名决定", "命名决定");
        broken("党委部门的书记", "党委部门的｜书记");
        broken("一二三四五六七八九十甲乙", "一二｜三｜四｜五｜六｜七｜八｜九｜十｜甲乙");
        broken("Bang yang 2021 exhibition", "Bang ｜yang ｜2021 ｜exhibition");
    }

    #[test]
    fn any_text_comes_back_whole() {
        for text in
            ["“”“”“”“”", "））））））））", "（（（（（（（（", "的的的的的的的的的", "与与与与与与与与与与与与"]
        {
            assert_eq!(phrases(text).concat(), text);
            assert!(phrases(text).iter().all(|phrase| !phrase.is_empty()));
        }
    }
}

//! Tells asterisks that mask a name (隐名) from asterisks that emphasise.
//!
//! `李*明、王*华` is emphasis to Markdown, which would show `李明、王华`: other people than those meant.
//!
//! **In:** what was read as emphasis, and where. **Out:** whether its asterisks mask names.
//! **Never:** takes an asterisk for a mask unless a surname (姓) stands before both.

use std::ops::Range;

use super::ast::Span;
use super::text::plain;

/// Common surnames. The choice is ours and follows no published list: a name it lacks is read as emphasis.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁\
任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文洪季\
庄牛翟申温葛詹柴裴颜岳聂焦关齐左俞安樊施殷耿倪甘欧毕鲍宁凌路祝柳娄冉尚童靳涂鲁米兰古谷包滕苗蓝阎纪舒屈项柯盛单游梅翁";

/// Surnames of two characters.
const COMPOUND: [&str; 10] = ["欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐"];

/// Returns whether the emphasis at `range` is two masked names and what stands between them.
///
/// That is: it is written with asterisks, a surname stands before it, and it ends with a surname behind
/// a mark of enumeration (`李*明、王*华`, `张**（市委办）、李**（市府办）`).
pub(super) fn is_mask(source: &str, range: &Range<usize>, spans: &[Span]) -> bool {
    if !source[range.clone()].starts_with('*') || !ends_with_surname(&source[..range.start]) {
        return false;
    }
    let words = plain(spans);
    let Some(at) = words.rfind(['、', '，', '；', ' ', ',', '和', '与', '及']) else {
        return false;
    };
    let last = words[at..].chars().skip(1).collect::<String>();
    match last.chars().count() {
        1 => SURNAMES.contains(&last),
        2 => COMPOUND.contains(&last.as_str()),
        _ => false,
    }
}

fn ends_with_surname(text: &str) -> bool {
    let is_single = text.chars().next_back().is_some_and(|c| SURNAMES.contains(c));
    is_single || COMPOUND.iter().any(|surname| text.ends_with(surname))
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::super::text::text;

    #[test]
    fn masked_names_stay_masked() {
        for names in [
            "李*明、王*华",
            "李*明、王*华、张*三、赵*四",
            "张**（市委办）、李**（市府办）",
            "王*华同志，李*明同志",
            "李*明和欧阳*华",
            "欧阳*一、李*明",
        ] {
            assert_eq!(text(&parse(names)), names);
        }
    }

    #[test]
    fn enumerations_may_be_emphasised() {
        for (source, words) in [
            ("坚持**一、二、三**个", "坚持一、二、三个"),
            ("包括**党、政、军**等", "包括党、政、军等"),
            ("李**明、王华**到场", "李明、王华到场"),
            ("由*王、李*主持", "由王、李主持"),
        ] {
            assert_eq!(text(&parse(source)), words);
        }
    }
}

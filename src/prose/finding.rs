//! What may be amiss in a piece of prose, in the editor's words.
//!
//! **In:** the place and what is there. **Out:** a [`Finding`], its message and its help.
//! **Never:** decides whether the site may be built.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Something amiss, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The bytes of the Markdown, as written.
    pub range: Range<usize>,
    /// What is there.
    pub kind: FindingKind,
}

/// What a [`Finding`] is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FindingKind {
    /// An HTML tag, left out; the text around it stays.
    RawHtml(String),
    /// A comment that is never closed hides everything behind it.
    UnclosedComment,
    /// A target that is neither relative nor http, https, mailto, tel; the words stay, the link goes.
    UnsafeLink(String),
    /// A link without words or without a target.
    EmptyLink,
    /// A picture of which nothing says what it shows.
    PictureWithoutAlt(String),
    /// A reference to a footnote that is not there.
    FootnoteMissing(String),
    /// A footnote that nothing refers to; it is shown last.
    FootnoteUnused(String),
    /// Two footnotes of the same label; the first one counts, the second is shown last.
    FootnoteTwice(String),
    /// An anchor that is not ASCII; it stays in the heading as text.
    AnchorInvalid(String),
    /// An anchor that an earlier heading has; this heading is numbered instead.
    AnchorTaken(String),
    /// Lists and quotes within each other beyond any use; the innermost were laid flat.
    TooDeep,
    /// A link with Chinese parentheses: `[简报]（r1.md）`.
    FullwidthLink,
    /// A mark of Markdown in its full-width form: `＊＊`, `＃`, `＞`, `！[`.
    FullwidthMark(String),
    /// `** 重点 **`: spaces within asterisks, which therefore stay.
    SpacedEmphasis,
    /// A line that looks like an item (`2.抓落实`, `二、`) and is joined to the line before it.
    JoinedLine,
    /// `#标题`: a heading needs a space behind its `#`.
    HeadingWithoutSpace,
    /// A paragraph that a line of `---` or `===` below it made a heading.
    UnderlinedHeading,
    /// A Chinese paragraph that four spaces before it made code.
    IndentedCode,
    /// A character that cannot be seen, left out.
    HiddenCharacter(char),
}

impl FindingKind {
    /// Returns the fact, in Chinese, short enough for one line.
    pub fn message(&self) -> String {
        match self {
            Self::RawHtml(tag) => format!("正文里的 HTML 标签「{tag}」不会输出"),
            Self::UnclosedComment => "注释「<!--」没有结尾，后文都被隐去".into(),
            Self::UnsafeLink(target) => format!("链接「{target}」的协议不能用"),
            Self::EmptyLink => "链接缺文字或缺地址".into(),
            Self::PictureWithoutAlt(target) => format!("图片「{target}」缺替代文本"),
            Self::FootnoteMissing(label) => format!("脚注「{label}」没有内容"),
            Self::FootnoteUnused(label) => format!("脚注「{label}」没有被引用"),
            Self::FootnoteTwice(label) => format!("脚注「{label}」写了两次"),
            Self::AnchorInvalid(anchor) => format!("锚点「{anchor}」不是英文、数字"),
            Self::AnchorTaken(anchor) => format!("锚点「{anchor}」已被前面的标题用了"),
            Self::TooDeep => "列表或引文嵌套过深".into(),
            Self::FullwidthLink => "链接用了中文括号「（）」".into(),
            Self::FullwidthMark(mark) => format!("「{mark}」是全角，不起作用"),
            Self::SpacedEmphasis => "星号里侧有空格，没有加粗".into(),
            Self::JoinedLine => "这一行会接在上一行后面".into(),
            Self::HeadingWithoutSpace => "标题的「#」后缺一个空格".into(),
            Self::UnderlinedHeading => "整段文字成了标题".into(),
            Self::IndentedCode => "段前的空格使这段成了代码".into(),
            Self::HiddenCharacter(hidden) => format!("有看不见的字符 U+{:04X}", u32::from(*hidden)),
        }
    }

    /// Returns what to do, in Chinese, as one line that can be followed as it stands.
    pub fn help(&self) -> &'static str {
        match self {
            Self::RawHtml(_) => "删去标签，改用 Markdown 写法；见 docs/正文写法.md",
            Self::UnclosedComment => "在注释末尾补上 -->",
            Self::UnsafeLink(_) => "改成相对路径，或以 https://、http://、mailto:、tel: 开头",
            Self::EmptyLink => "写成 [文字](地址)，或删去",
            Self::PictureWithoutAlt(_) => "在 ![ ] 的方括号里写明图上是什么",
            Self::FootnoteMissing(_) => "另起一行写 [^标记]: 内容，或删去引用",
            Self::FootnoteUnused(_) => "在正文里写 [^标记]，或删去这条脚注",
            Self::FootnoteTwice(_) => "给其中一条换一个标记",
            Self::AnchorInvalid(_) => "写成 {#peixun-1} 这样的字母、数字、短横线，字母开头",
            Self::AnchorTaken(_) => "换一个锚点",
            Self::TooDeep => "减少嵌套层数",
            Self::FullwidthLink => "改成英文括号：[文字](地址)",
            Self::FullwidthMark(_) => "改成半角：** # > !",
            Self::SpacedEmphasis => "删去星号里侧的空格：**重点**",
            Self::JoinedLine => "要另起一段时，在它前面空一行",
            Self::HeadingWithoutSpace => "写成「# 标题」",
            Self::UnderlinedHeading => "要分隔线时，在 --- 前空一行",
            Self::IndentedCode => "删去段前的空格；首行缩进由网页排版",
            Self::HiddenCharacter(_) => "删去它；多半是从别处粘贴来的",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;

    #[test]
    fn every_finding_says_the_fact_and_then_what_to_do() {
        let source = "甲<b>乙[丙](data:x)[](y)![](z.jpg)[^丁]\u{200B}\n\n[^戊]: 一\n\n[^戊]: 二\n\n\
            # 己 {#己}\n\n# 庚 {#a}\n\n# 辛 {#a}\n\n#壬\n\n    癸\n\n[子]（丑）＊＊\n\n** 寅 **\n\n卯。\n2.辰\n\n\
            一段话。\n---\n\n"
            .to_owned()
            + &">".repeat(99)
            + "巳\n\n<!--";
        let findings = parse(&source).findings;
        for finding in &findings {
            let (message, help) = (finding.kind.message(), finding.kind.help());
            assert!(message.chars().count() <= 30, "{message}");
            assert!(!help.is_empty() && !(message + help).contains(['请', '！', '。']), "{help}");
        }
        let mut kinds: Vec<_> = findings.iter().map(|finding| finding.kind.help()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), 19, "{findings:#?}");
    }
}

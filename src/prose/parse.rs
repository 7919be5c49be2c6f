//! Reads Markdown: CommonMark with tables, footnotes and strikethrough. The only door to the parser.
//!
//! **In:** Markdown, any text at all. **Out:** a [`Document`], with what is amiss.
//! **Never:** fails, panics, turns quotes round, or makes a link of what is not written as one.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::ast::{Alignment, Document};
use super::build::Builder;
use super::emphasis::Padded;
use super::node::Opening;
use super::seen::Seen;

/// Returns the tree of `markdown`, and what is amiss in it by place.
///
/// Beyond CommonMark: a single `~` (10~20人) strikes nothing; four asterisks or more, and asterisks
/// beside a digit within a number (`138****1234`), are text; a line that begins with two full-width spaces begins a paragraph;
/// `{#name}` at the end of a heading is its anchor.
pub fn parse(markdown: &str) -> Document {
    let seen = Seen::of(markdown);
    let padded = Padded::new(markdown, seen);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader { source: markdown, padded: &padded, builder: Builder::new(markdown, seen) };
    for (event, range) in Parser::new_ext(padded.text(), options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.builder.document()
}

/// Translates the parser's words into ours.
struct Reader<'a> {
    source: &'a str,
    padded: &'a Padded<'a>,
    builder: Builder<'a>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, padded: Range<usize>) {
        let range = self.padded.range(&padded);
        match event {
            Event::Start(Tag::Strikethrough) if !self.is_double_tilde(&range) => {
                self.builder.text("~", range.start..range.start + 1);
            }
            Event::End(TagEnd::Strikethrough) if !self.is_double_tilde(&range) => {
                self.builder.text("~", range.end - 1..range.end);
            }
            Event::Start(tag) => {
                if let Some(opening) = self.opening(tag) {
                    self.builder.open(opening, range);
                }
            }
            Event::End(TagEnd::MetadataBlock(_)) => {}
            Event::End(_) => self.builder.close(),
            Event::Text(text) => self.text(&text, padded, range),
            Event::Html(html) => self.builder.text(&self.padded.strip(&html), range),
            Event::Code(code) => self.builder.code(&self.padded.strip(&code), &range),
            Event::InlineHtml(tag) => self.builder.tag(&self.padded.strip(&tag), range),
            Event::FootnoteReference(label) => self.builder.reference(&self.padded.strip(&label), range),
            Event::SoftBreak => self.builder.soft_break(&range),
            Event::HardBreak => self.builder.hard_break(&range),
            Event::Rule => self.builder.rule(),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Adds text; what an entity stands for (`&#x2008;`) is the writer's and is never taken for a stand-in.
    fn text(&mut self, text: &str, padded: Range<usize>, range: Range<usize>) {
        if self.padded.stands_in(&padded) && self.padded.text().get(padded) == Some(text) {
            self.builder.text(&self.padded.strip(text), range);
        } else {
            self.builder.text(text, range);
        }
    }

    fn is_double_tilde(&self, range: &Range<usize>) -> bool {
        self.source[range.start..].starts_with("~~")
    }

    /// Returns what a tag opens; `None` for those that the options never let appear.
    fn opening(&self, tag: Tag<'_>) -> Option<Opening> {
        Some(match tag {
            Tag::Paragraph => Opening::Paragraph,
            Tag::Heading { level, .. } => Opening::Heading(level_number(level)),
            Tag::BlockQuote(_) => Opening::Quote,
            Tag::CodeBlock(CodeBlockKind::Indented) => Opening::IndentedCode,
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                let info = self.owned(&info);
                Opening::Code(info.split_whitespace().next().unwrap_or_default().to_owned())
            }
            Tag::HtmlBlock => Opening::Html,
            Tag::List(start) => Opening::List(start),
            Tag::Item => Opening::Item,
            Tag::FootnoteDefinition(label) => Opening::Footnote(self.owned(&label)),
            Tag::Table(alignments) => Opening::Table(alignments.into_iter().map(alignment).collect()),
            Tag::TableHead | Tag::TableRow => Opening::Row,
            Tag::TableCell => Opening::Cell,
            Tag::Emphasis => Opening::Emphasis,
            Tag::Strong => Opening::Strong,
            Tag::Strikethrough => Opening::Strike,
            Tag::Link { link_type: LinkType::Email, dest_url, title, .. } => {
                Opening::Link { target: format!("mailto:{}", self.owned(&dest_url)), title: self.owned(&title) }
            }
            Tag::Link { dest_url, title, .. } => {
                Opening::Link { target: self.owned(&dest_url), title: self.owned(&title) }
            }
            Tag::Image { dest_url, title, .. } => {
                Opening::Image { target: self.owned(&dest_url), title: self.owned(&title) }
            }
            Tag::MetadataBlock(_) => return None,
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => Opening::Quote,
            Tag::Superscript | Tag::Subscript => Opening::Emphasis,
        })
    }

    fn owned(&self, text: &CowStr<'_>) -> String {
        self.padded.strip(text).into_owned()
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::Natural,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::ast::{Block, Span};
    use super::super::finding::FindingKind;
    use super::super::html::html;
    use super::super::html::tests::Anywhere;
    use super::super::text::text;
    use super::super::walk::{links, pictures};
    use super::parse;

    /// Returns what each finding is, and the words it points at.
    fn found(source: &str) -> Vec<(FindingKind, &str)> {
        parse(source).findings.into_iter().map(|finding| (finding.kind, &source[finding.range])).collect()
    }

    #[test]
    fn the_tree_is_what_was_written() {
        let document = parse("## 甲 {#jia}\n\n乙**丙**[丁](d.md \"题\")");
        let link = Span::Link {
            target: "d.md".into(),
            title: "题".into(),
            spans: vec![Span::Text("丁".into())],
            range: 25..42,
        };
        let strong = Span::Strong(vec![Span::Text("丙".into())]);
        let heading =
            Block::Heading {
                level: 2, depth: 1, id: "jia".into(), spans: vec![Span::Text("甲".into())], range: 0..14
            };
        assert_eq!(document.blocks, [heading, Block::Paragraph(vec![Span::Text("乙".into()), strong, link])]);
        assert!(document.findings.is_empty());
    }

    #[test]
    fn raw_html_is_named_once_and_its_text_stays() {
        assert_eq!(text(&parse("甲<b>乙</b>丙<!-- 注 -->\n\n<div>\n丁</div>")), "甲乙丙\n丁");
        let tag = |tag: &str| FindingKind::RawHtml(tag.into());
        assert_eq!(found("甲<b>乙</b>\n\n> <div>\n> 丁</div>"), [(tag("<b>"), "<b>"), (tag("<div>"), "<div>")]);
        assert_eq!(found("甲</b>"), [(tag("</b>"), "</b>")]);
        assert_eq!(found("<!-- 注 -->\n甲<!-- 注 -->"), []);
        assert_eq!(found("甲\n\n<!-- 注\n乙"), [(FindingKind::UnclosedComment, "<!-- 注\n乙")]);
    }

    #[test]
    fn links_that_cannot_be_followed_leave_their_words() {
        let source = "[甲](javascript:a) ![乙](data:b) [](c) [丁]() <vbscript:e>";
        assert_eq!(text(&parse(source)), "甲 乙  丁 vbscript:e");
        assert_eq!(links(&parse(source)).count() + pictures(&parse(source)).count(), 0);
        assert_eq!(
            found(source),
            [
                (FindingKind::UnsafeLink("javascript:a".into()), "[甲](javascript:a)"),
                (FindingKind::UnsafeLink("data:b".into()), "![乙](data:b)"),
                (FindingKind::EmptyLink, "[](c)"),
                (FindingKind::EmptyLink, "[丁]()"),
                (FindingKind::UnsafeLink("vbscript:e".into()), "<vbscript:e>"),
            ]
        );
    }

    #[test]
    fn slips_of_the_input_method_are_found_where_they_are() {
        assert_eq!(found("甲[简报]（r.md）"), [(FindingKind::FullwidthLink, "]（")]);
        assert_eq!(found("甲\n\n##标题"), [(FindingKind::HeadingWithoutSpace, "#")]);
        assert_eq!(found("#党史学习教育#开讲"), []);
        assert_eq!(found("一段话。\n---"), [(FindingKind::UnderlinedHeading, "一段话。\n---")]);
        assert_eq!(found("    缩进"), [(FindingKind::IndentedCode, "缩进")]);
        assert_eq!(found("甲\u{200B}乙"), [(FindingKind::HiddenCharacter('\u{200B}'), "甲\u{200B}乙")]);
        assert_eq!(text(&parse("甲\u{200B}乙\u{202E}\r\n丙")), "甲乙丙");
        assert_eq!(found("![](a.jpg)"), [(FindingKind::PictureWithoutAlt("a.jpg".into()), "![](a.jpg)")]);
    }

    #[test]
    fn footnotes_are_numbered_by_first_mention_and_none_is_lost() {
        let source = "甲[^b]乙[^A]丙[^b]丁[^x]\n\n[^a]: 一\n\n[^b]: 二\n\n[^c]: 三";
        let document = parse(source);
        let notes: Vec<_> = document.footnotes.iter().map(|note| (note.number, note.label.as_str())).collect();
        assert_eq!(notes, [(1, "b"), (2, "a"), (3, "c")]);
        assert_eq!(found(source)[0], (FindingKind::FootnoteMissing("x".into()), "[^x]"));
        assert_eq!(found(source)[1].0, FindingKind::FootnoteUnused("c".into()));
        assert_eq!(found(source).len(), 2);
    }

    #[test]
    fn a_line_break_between_chinese_characters_leaves_nothing() {
        for (source, words) in [
            ("甲\n乙", "甲乙"),
            ("甲，\n“乙”", "甲，“乙”"),
            ("甲\nabc", "甲 abc"),
            ("abc\n甲", "abc 甲"),
            ("**甲**\n*乙*", "甲乙"),
            ("[甲\n](x)乙", "甲 乙"),
            ("甲\n`乙`", "甲乙"),
            ("甲[^1]\n乙\n\n[^1]: 注", "甲乙\n注"),
            ("a\n![甲](x)", "a 甲"),
            ("> 甲\n> 乙\n丙", "甲乙丙"),
            ("甲  \n乙", "甲 乙"),
            ("　　甲。\n　　乙。", "甲。\n乙。"),
            ("- 甲\n  　乙", "甲乙"),
        ] {
            assert_eq!(text(&parse(source)), words, "{source}");
        }
    }

    #[test]
    fn nothing_is_nested_beyond_the_limit() {
        for source in [
            ">".repeat(100_000) + "甲",
            "- ".repeat(5_000) + "甲",
            "1. ".repeat(100_000) + "甲",
            "> - ".repeat(50_000) + "甲",
            "[".repeat(100_000) + "甲",
            "*a **a ".repeat(50_000) + "甲" + &"b** b*".repeat(50_000),
            "![".repeat(50_000) + "甲" + &"](a)".repeat(50_000),
        ] {
            let document = parse(&source);
            assert!(text(&document).contains('甲'));
            assert!(html(&document, &Anywhere).contains('甲'));
            let deep = document.findings.iter().filter(|finding| finding.kind == FindingKind::TooDeep).count();
            assert!(deep <= 1);
            drop(document.clone());
        }
        assert_eq!(parse(&(">".repeat(65) + "甲")).findings[0].kind, FindingKind::TooDeep);
        assert_eq!(parse(&(">".repeat(64) + "甲")).findings, []);
    }

    /// Panics unless every tag that is opened is closed in order.
    fn expect_balanced(html: &str) {
        let mut open = Vec::new();
        for tag in html.split('<').skip(1) {
            let tag = tag.split_once('>').expect("a tag ends").0;
            let name = tag.split_whitespace().next().expect("a tag has a name");
            match name.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop(), Some(closed), "{html}"),
                None if !matches!(name, "br" | "hr" | "img" | "source") => open.push(name),
                None => {}
            }
        }
        assert!(open.is_empty(), "{html}");
    }

    /// Pieces that Markdown, HTML and Chinese typing are made of.
    const PIECES: &[&str] = &[
        "*",
        "**",
        "_",
        "__",
        "~~",
        "~",
        "****",
        "`",
        "```",
        "\n",
        "\n\n",
        "  \n",
        "\r\n",
        "　　",
        "    ",
        " ",
        "\t",
        "> ",
        "- ",
        "1. ",
        "# ",
        "---",
        "===",
        "|",
        "|-|-|\n",
        "[",
        "](",
        ")",
        "]",
        "![",
        "[^1]",
        "[^1]: ",
        "{#a}",
        "<",
        ">",
        "<b>",
        "</b>",
        "<script>",
        "</script>",
        "<div>",
        "<!--",
        "-->",
        "<br>",
        "\\",
        "&amp;",
        "&#x1CC0;",
        "\u{1CC0}",
        "\u{1680}",
        "\u{200B}",
        "\u{0}",
        "\"",
        "'",
        "javascript:",
        "http://a.cn",
        "甲",
        "乙丙",
        "“",
        "”",
        "《",
        "》",
        "（",
        "）",
        "，",
        "。",
        "、",
        "……",
        "——",
        "a",
        "1",
        "𠮷",
        "é",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn anything_at_all_can_be_read_and_shown(
            pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60),
            noise in "\\PC{0,8}",
        ) {
            let source = pieces.concat() + &noise;
            let document = parse(&source);
            let ranges = document.findings.iter().map(|finding| finding.range.clone());
            let ranges = ranges.chain(links(&document).map(|(_, range)| range)).chain(pictures(&document).map(|(_, range)| range));
            for range in ranges.chain(document.footnotes.iter().map(|note| note.range.clone())) {
                prop_assert!(source.get(range.clone()).is_some(), "{range:?} in {source:?}");
            }
            let shown = html(&document, &Anywhere);
            prop_assert!(!shown.contains("<script") && !shown.contains("<div>") && !shown.contains("<b>"));
            prop_assert!(!shown.contains("href=\"javascript:"));
            for stand_in in ['\u{1CC1}', '\u{1CC2}', '\u{2008}', '\u{205F}'] {
                prop_assert!(source.contains(stand_in) || !shown.contains(stand_in));
            }
            expect_balanced(&shown);
        }

        #[test]
        fn words_without_marks_of_markdown_come_back_as_they_were(words in "[一-龥“”《》，。、！？：；（）…—]{1,40}") {
            prop_assert_eq!(text(&parse(&words)), words);
        }
    }
}

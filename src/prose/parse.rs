//! Reads Markdown: CommonMark with tables, footnotes and strikethrough. The only door to the parser.
//!
//! **In:** Markdown, any text at all. **Out:** a [`Document`], with what is amiss.
//! **Never:** fails, panics, turns quotes round, or makes a link of what is not written as one.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::ast::{Alignment, Document};
use super::build::{Builder, Opening};
use super::emphasis::Padded;

/// Returns the tree of `markdown`, and what is amiss in it by place.
///
/// Beyond CommonMark: a single `~` (10~20人) strikes nothing; four asterisks or more, and asterisks between
/// digits (`138****1234`), are text; a line that begins with two full-width spaces begins a paragraph;
/// `{#name}` at the end of a heading is its anchor.
pub fn parse(markdown: &str) -> Document {
    let padded = Padded::new(markdown);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader { source: markdown, padded: &padded, builder: Builder::new(markdown) };
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
        if self.padded.text().get(padded) == Some(text) {
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

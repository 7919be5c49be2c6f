//! Prose as data for a layout.
//!
//! **In:** a [`Text`] of the catalogue. **Out:** blocks and spans with absolute links. **Never:** markup.

use super::desk::Desk;
use crate::catalogue::{Leads, Text};
use crate::prose::{self, Alignment, Footnote};
use crate::view::print::{Block, Cell, Plate, Span};
use crate::zh::spacing::is_han;

/// A piece of prose on its way to a layout.
struct Setter<'a> {
    desk: &'a Desk<'a>,
    text: &'a Text,
}

/// Returns prose as blocks; nothing for none.
pub(super) fn blocks(desk: &Desk, text: Option<&Text>) -> Vec<Block> {
    text.map(|text| Setter { desk, text }.blocks(&text.document.blocks)).unwrap_or_default()
}

/// Returns prose as plain text, paragraphs apart by a line feed.
pub(super) fn plain(text: Option<&Text>) -> String {
    text.map(|text| held(prose::text(&text.document).trim_end())).unwrap_or_default()
}

impl Setter<'_> {
    fn blocks(&self, blocks: &[prose::Block]) -> Vec<Block> {
        blocks.iter().filter_map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &prose::Block) -> Option<Block> {
        Some(match block {
            prose::Block::Heading { depth, spans, .. } => {
                Block::Heading { level: u32::from(*depth).min(4), spans: self.spans(spans) }
            }
            prose::Block::Paragraph(spans) => Block::Paragraph { spans: self.spans(spans) },
            prose::Block::List { start, items } => Block::List {
                ordered: start.is_some(),
                start: start.unwrap_or(1),
                items: items.iter().map(|item| self.blocks(item)).collect(),
            },
            prose::Block::Quote(blocks) => Block::Quote { blocks: self.blocks(blocks) },
            prose::Block::Table { alignments, head, rows } => Block::Table {
                head: self.row(alignments, head),
                rows: rows.iter().map(|row| self.row(alignments, row)).collect(),
            },
            prose::Block::Code { text, .. } => Block::Code { text: text.clone() },
            prose::Block::Rule => Block::Rule,
            prose::Block::Figure { target, alt, title, .. } => {
                Block::Figure { plate: Plate { caption: title.clone(), ..self.picture(target, alt)? } }
            }
        })
    }

    fn picture(&self, target: &str, alt: &str) -> Option<Plate> {
        match self.text.targets.get(target) {
            Some(Leads::Picture(path)) => self.desk.plate(path, alt.to_owned()),
            _ => None,
        }
    }

    fn row(&self, alignments: &[Alignment], cells: &[prose::Cell]) -> Vec<Cell> {
        let align = |at: usize| match alignments.get(at) {
            Some(Alignment::Left) => "left",
            Some(Alignment::Centre) => "center",
            Some(Alignment::Right) => "right",
            Some(Alignment::Natural) | None => "",
        };
        let cell = |(at, spans): (usize, &prose::Cell)| Cell { align: align(at).to_owned(), spans: self.spans(spans) };
        cells.iter().enumerate().map(cell).collect()
    }

    fn spans(&self, spans: &[prose::Span]) -> Vec<Span> {
        spans.iter().map(|span| self.span(span)).collect()
    }

    fn span(&self, span: &prose::Span) -> Span {
        match span {
            prose::Span::Text(text) => Span::Text { text: held(text) },
            prose::Span::Emphasis(spans) => Span::Emphasis { spans: self.spans(spans) },
            prose::Span::Strong(spans) => Span::Strong { spans: self.spans(spans) },
            prose::Span::Strike(spans) => Span::Struck { spans: self.spans(spans) },
            prose::Span::Code(text) => Span::Code { text: text.clone() },
            prose::Span::Link { target, spans, .. } => {
                Span::Link { href: self.address(target), spans: self.spans(spans) }
            }
            // A picture within a line is said in words.
            prose::Span::Image { alt, .. } => Span::Text { text: held(alt) },
            prose::Span::FootnoteRef(number) => Span::Note { spans: self.note(*number) },
            prose::Span::HardBreak => Span::Break,
        }
    }

    /// Where a link leads from paper: to a page of the site by its whole address, or elsewhere as written.
    fn address(&self, target: &str) -> String {
        match self.text.targets.get(target) {
            Some(Leads::Record(id, _)) => self.desk.url(*id),
            Some(Leads::AsWritten) if target.contains("://") && target.is_ascii() => target.to_owned(),
            _ => String::new(),
        }
    }

    /// What a footnote says; its paragraphs run on.
    fn note(&self, number: usize) -> Vec<Span> {
        let notes: &[Footnote] = &self.text.document.footnotes;
        let Some(note) = notes.iter().find(|note| note.number == number) else { return Vec::new() };
        let mut spans = Vec::new();
        for block in &note.blocks {
            if let prose::Block::Paragraph(words) = block {
                // A note within a note would never end.
                spans.extend(
                    words.iter().filter(|span| !matches!(span, prose::Span::FootnoteRef(_))).map(|s| self.span(s)),
                );
            }
        }
        spans
    }
}

/// A run of letters and figures without a space that is longer than this may be broken: an address, a number of many
/// places.
const LONGEST: usize = 24;

/// Returns a text in which no line ends between a number and what it counts (`28,000` and 小时, 第 and `5`): U+2060 stands
/// between them; and in which a long run of Latin letters may be broken: U+200B stands within it.
pub(super) fn held(text: &str) -> String {
    const JOINER: char = '\u{2060}';
    const BREAK: char = '\u{200B}';
    let mut out = String::with_capacity(text.len() + 16);
    let mut before: Option<char> = None;
    let mut run = 0;
    for c in text.chars() {
        if let Some(last) = before {
            let counts = (last.is_ascii_digit() || last == '%') && is_han(c);
            let ordinal = last == '第' && c.is_ascii_digit();
            if counts || ordinal {
                out.push(JOINER);
            }
        }
        run = if c.is_ascii_graphic() { run + 1 } else { 0 };
        if run > LONGEST {
            out.push(BREAK);
            run = 1;
        }
        out.push(c);
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::held;

    #[test]
    fn a_number_stays_with_what_it_counts() {
        assert_eq!(held("服务28,000小时"), "服务28,000\u{2060}小时");
        assert_eq!(held("第5件"), "第\u{2060}5\u{2060}件");
        assert_eq!(held("共 5 件"), "共 5 件");
        assert_eq!(held("没有数字"), "没有数字");
    }

    #[test]
    fn a_long_address_may_be_broken_and_a_short_one_may_not() {
        let address = "https://www.example.gov.cn/a";
        assert_eq!(held(address), "https://www.example.gov.\u{200B}cn/a");
        assert_eq!(held("www.example.gov.cn"), "www.example.gov.cn");
    }
}

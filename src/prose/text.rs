//! Prose as plain text: for excerpts, the search index and printed boards.
//!
//! **In:** a [`Document`] or spans. **Out:** words, one line a block.
//! **Never:** shows what was struck out, or a mark of Markdown.

use super::ast::{Block, Document, Span};

/// Returns the words of `document`, one line a block, the footnotes last.
///
/// Text that is struck out is left out; a picture counts as its alternative text, a cell of a table
/// is one space from the next, and an item of a numbered list keeps its number.
pub fn text(document: &Document) -> String {
    let mut lines = Vec::new();
    add_blocks(&document.blocks, &mut lines);
    for note in &document.footnotes {
        add_blocks(&note.blocks, &mut lines);
    }
    lines.join("\n")
}

/// Returns the words of `spans` on one line.
pub(super) fn plain(spans: &[Span]) -> String {
    let mut words = String::new();
    add_spans(spans, &mut words);
    words
}

fn add_blocks(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { spans, .. } | Block::Paragraph(spans) => add_line(plain(spans), lines),
            Block::List { start, items } => add_list(*start, items, lines),
            Block::Quote(blocks) => add_blocks(blocks, lines),
            Block::Table { head, rows, .. } => {
                for row in std::iter::once(head).chain(rows) {
                    let cells: Vec<_> = row.iter().map(|cell| plain(cell)).collect();
                    add_line(cells.join(" "), lines);
                }
            }
            Block::Code { text, .. } => add_line(text.replace('\n', " "), lines),
            Block::Figure { alt, .. } => add_line(alt.clone(), lines),
            Block::Rule => {}
        }
    }
}

fn add_line(line: String, lines: &mut Vec<String>) {
    let line = line.trim();
    if !line.is_empty() {
        lines.push(line.to_owned());
    }
}

fn add_list(start: Option<u64>, items: &[Vec<Block>], lines: &mut Vec<String>) {
    for (number, item) in (start.unwrap_or(0)..).zip(items) {
        let first = lines.len();
        add_blocks(item, lines);
        if let (Some(_), Some(line)) = (start, lines.get_mut(first)) {
            *line = format!("{number}. {line}");
        }
    }
}

fn add_spans(spans: &[Span], words: &mut String) {
    for span in spans {
        match span {
            Span::Text(text) | Span::Code(text) => words.push_str(text),
            Span::Emphasis(spans) | Span::Strong(spans) | Span::Link { spans, .. } => add_spans(spans, words),
            Span::Image { alt, .. } => words.push_str(alt),
            Span::HardBreak => words.push(' '),
            Span::Strike(_) | Span::FootnoteRef(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::text;

    #[test]
    fn every_block_is_one_line_of_words() {
        let source = "# 标题 {#a}\n\n甲**乙**\n丙[丁](x)~~戊~~[^1]  \n己\n\n3. 一\n4. 二\n   - 三\n\n> 引\n\n|名|数|\n|-|-|\n|a|1|\n\n```\nx\ny\n```\n\n---\n\n![图](p.jpg \"题\")\n\n[^1]: 注";
        assert_eq!(text(&parse(source)), "标题\n甲乙丙丁 己\n3. 一\n4. 二\n三\n引\n名 数\na 1\nx y\n图\n注");
    }
}

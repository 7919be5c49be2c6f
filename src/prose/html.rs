//! Prose as HTML: blocks, and the footnotes at the end.
//!
//! **In:** a [`Document`] and a [`Links`]. **Out:** HTML that stands below a page's own `<h1>`.
//! **Never:** writes an `<h1>`, skips a level of headings, or needs JavaScript.

use std::fmt::Write as _;

use super::ast::{Alignment, Block, Cell, Document, Footnote, Span};
use super::links::Links;
use super::spans_html::{Writer, reference_anchor};
use super::walk::references;

/// Returns `document` as HTML; `links` says where its targets lead.
///
/// The topmost heading becomes `<h2>`. A link to a site that is not trusted carries
/// `class="external"` and `data-leave`, and is a plain link where no script runs.
pub fn html(document: &Document, links: &dyn Links) -> String {
    let referred = vec![0; document.footnotes.len()];
    let mut writer = Writer { out: String::new(), links, referred };
    writer.blocks(&document.blocks);
    if !document.footnotes.is_empty() {
        writer.footnotes(&document.footnotes, &references(document));
    }
    writer.out
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { depth, id, spans, .. } => self.heading(*depth, id, spans),
            Block::Paragraph(spans) => {
                self.raw("<p>");
                self.spans(spans);
                self.raw("</p>\n");
            }
            Block::List { start, items } => self.list(*start, items),
            Block::Quote(blocks) => {
                self.raw("<blockquote>\n");
                self.blocks(blocks);
                self.raw("</blockquote>\n");
            }
            Block::Table { alignments, head, rows } => self.table(alignments, head, rows),
            Block::Code { language, text } => self.code(language, text),
            Block::Rule => self.raw("<hr>\n"),
            Block::Figure { target, alt, title, .. } => self.figure(target, alt, title),
        }
    }

    fn heading(&mut self, depth: u8, id: &str, spans: &[Span]) {
        let level = depth.saturating_add(1).min(6);
        let id = format!("{}{id}", self.links.anchor_prefix());
        let _ = write!(self.out, "<h{level}");
        self.attribute("id", &id);
        self.raw(">");
        self.spans(spans);
        let _ = writeln!(self.out, "</h{level}>");
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        match start {
            None => self.raw("<ul>\n"),
            Some(1) => self.raw("<ol>\n"),
            Some(start) => {
                let _ = writeln!(self.out, "<ol start=\"{start}\">");
            }
        }
        let is_tight = items.iter().all(|item| is_one_line(item));
        for item in items {
            self.raw("<li>");
            match item.split_first() {
                Some((Block::Paragraph(spans), rest)) if is_tight => {
                    self.spans(spans);
                    if !rest.is_empty() {
                        self.raw("\n");
                    }
                    self.blocks(rest);
                }
                _ => self.blocks(item),
            }
            self.raw("</li>\n");
        }
        self.raw(if start.is_none() { "</ul>\n" } else { "</ol>\n" });
    }

    fn table(&mut self, alignments: &[Alignment], head: &[Cell], rows: &[Vec<Cell>]) {
        self.raw("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"表格\"><table>\n");
        if head.iter().any(|cell| !cell.is_empty()) {
            self.raw("<thead>\n<tr>");
            for (at, cell) in head.iter().enumerate() {
                // An empty header cell would be announced as a heading that says nothing.
                let tag = if cell.is_empty() { ("<td", "</td>") } else { ("<th scope=\"col\"", "</th>") };
                self.cell(tag, alignments.get(at), cell);
            }
            self.raw("</tr>\n</thead>\n");
        }
        if !rows.is_empty() {
            self.raw("<tbody>\n");
            for row in rows {
                self.raw("<tr>");
                for (at, cell) in row.iter().enumerate() {
                    self.cell(("<td", "</td>"), alignments.get(at), cell);
                }
                self.raw("</tr>\n");
            }
            self.raw("</tbody>\n");
        }
        self.raw("</table></div>\n");
    }

    fn cell(&mut self, (open, close): (&str, &str), alignment: Option<&Alignment>, cell: &[Span]) {
        self.raw(open);
        self.raw(match alignment {
            Some(Alignment::Left) => " class=\"align-left\">",
            Some(Alignment::Centre) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-right\">",
            Some(Alignment::Natural) | None => ">",
        });
        self.spans(cell);
        self.raw(close);
    }

    fn code(&mut self, language: &str, text: &str) {
        self.raw("<pre tabindex=\"0\"><code");
        if language.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '#')) && !language.is_empty() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.raw(">");
        self.escaped(text);
        self.raw("\n</code></pre>\n");
    }

    fn figure(&mut self, target: &str, alt: &str, title: &str) {
        let Some(picture) = self.links.picture(target) else {
            self.raw("<p class=\"picture-missing\">");
            self.escaped(alt);
            self.raw("</p>\n");
            return;
        };
        self.raw("<figure>");
        self.picture(&picture, alt, "");
        if !title.is_empty() {
            self.raw("<figcaption>");
            self.escaped(title);
            self.raw("</figcaption>");
        }
        self.raw("</figure>\n");
    }

    fn footnotes(&mut self, notes: &[Footnote], counts: &[usize]) {
        let prefix = self.links.anchor_prefix();
        self.raw("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"注释\">\n<ol>\n");
        for (note, &count) in notes.iter().zip(counts) {
            let number = note.number;
            self.raw("<li");
            self.attribute("id", &format!("{prefix}fn-{number}"));
            self.raw(">");
            match note.blocks.as_slice() {
                [Block::Paragraph(spans)] => self.spans(spans),
                blocks => self.blocks(blocks),
            }
            for time in 1..=count {
                self.raw(" <a");
                self.attribute("href", &format!("#{prefix}{}", reference_anchor(number, time)));
                let _ = write!(self.out, " role=\"doc-backlink\" aria-label=\"返回正文注释{number}处");
                if count > 1 {
                    let _ = write!(self.out, "（第{time}次）");
                }
                self.raw("\">↩</a>");
            }
            self.raw("</li>\n");
        }
        self.raw("</ol>\n</section>\n");
    }
}

/// Returns whether a list item is a line, with nothing but lists below it.
fn is_one_line(item: &[Block]) -> bool {
    match item {
        [] => true,
        [Block::Paragraph(_), rest @ ..] => rest.iter().all(|block| matches!(block, Block::List { .. })),
        [..] => false,
    }
}

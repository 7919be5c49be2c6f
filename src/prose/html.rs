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
        if language.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '#'))
            && !language.is_empty()
        {
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

#[cfg(test)]
pub(super) mod tests {
    use super::super::links::{Links, Picture, PictureSource, Resolved, Trust};
    use super::super::parse::parse;
    use super::html;

    /// Leads everywhere: to other sites by their address, and to every picture.
    pub(in super::super) struct Anywhere;

    impl Links for Anywhere {
        fn link(&self, target: &str) -> Resolved {
            let trusted = if target.contains("gov.cn") { Trust::Trusted } else { Trust::Untrusted };
            match target {
                "dead.md" => Resolved::Dead,
                _ if target.starts_with("http") => Resolved::External { href: target.into(), trusted },
                _ => Resolved::Internal(target.into()),
            }
        }

        fn picture(&self, target: &str) -> Option<Picture> {
            let webp = PictureSource { media_type: "image/webp".into(), srcset: "a.webp 800w".into() };
            let picture =
                Picture { src: target.into(), width: 4, height: 3, sources: vec![webp], ..Picture::default() };
            (target != "none.jpg").then_some(picture)
        }
    }

    fn shown(source: &str) -> String {
        html(&parse(source), &Anywhere)
    }

    #[test]
    fn headings_begin_below_the_page_and_skip_no_level() {
        assert_eq!(
            shown("### 甲\n\n##### 乙 {#yi}\n\n### **丙**"),
            "<h2 id=\"h-1\">甲</h2>\n<h3 id=\"yi\">乙</h3>\n<h2 id=\"h-3\"><strong>丙</strong></h2>\n"
        );
        assert!(
            shown("# a\n## a\n### a\n#### a\n##### a\n###### a")
                .ends_with("<h6 id=\"h-5\">a</h6>\n<h6 id=\"h-6\">a</h6>\n")
        );
    }

    #[test]
    fn spans_are_wrapped_and_text_is_escaped() {
        assert_eq!(
            shown("*甲***乙**~~丙~~`a<b`  \n<&\"'> &lt;script&gt; \\<b>"),
            "<p><em>甲</em><strong>乙</strong><del>丙</del><code>a&lt;b</code><br>\n&lt;&amp;&quot;&#39;&gt; &lt;script&gt; &lt;b&gt;</p>\n"
        );
    }

    #[test]
    fn the_halves_of_dashes_and_ellipses_stay_together() {
        assert_eq!(
            shown("……甲——乙…丙—丁………"),
            "<p><span class=\"nb\">……</span>甲<span class=\"nb\">——</span>乙…丙—丁<span class=\"nb\">……</span>…</p>\n"
        );
    }

    #[test]
    fn lists_are_tight_where_every_item_is_a_line() {
        assert_eq!(shown("- 甲\n  - 乙\n- 丙"), "<ul>\n<li>甲\n<ul>\n<li>乙</li>\n</ul>\n</li>\n<li>丙</li>\n</ul>\n");
        assert_eq!(shown("3. 甲\n\n   乙"), "<ol start=\"3\">\n<li><p>甲</p>\n<p>乙</p>\n</li>\n</ol>\n");
        assert_eq!(shown("1. 甲"), "<ol>\n<li>甲</li>\n</ol>\n");
    }

    #[test]
    fn tables_scroll_and_their_heads_are_scoped() {
        assert_eq!(
            shown("|名称|数|居中|\n|---|--:|:-:|\n|甲|1||"),
            "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"表格\"><table>\n<thead>\n<tr>\
             <th scope=\"col\">名称</th><th scope=\"col\" class=\"align-right\">数</th><th scope=\"col\" class=\"align-center\">居中</th>\
             </tr>\n</thead>\n<tbody>\n<tr><td>甲</td><td class=\"align-right\">1</td><td class=\"align-center\"></td></tr>\n\
             </tbody>\n</table></div>\n"
        );
        assert!(!shown("|||\n|-|-|\n|甲|1|").contains("thead"));
    }

    #[test]
    fn quotes_code_and_rules_are_shown() {
        assert_eq!(
            shown("> 甲\n\n```rust x\na < b\n\n```\n\n```\"onload=\n```\n\n---"),
            "<blockquote>\n<p>甲</p>\n</blockquote>\n<pre tabindex=\"0\"><code class=\"language-rust\">a &lt; b\n\n</code></pre>\n\
             <pre tabindex=\"0\"><code>\n</code></pre>\n<hr>\n"
        );
    }

    #[test]
    fn only_a_site_that_is_not_trusted_asks_before_it_is_left() {
        assert_eq!(
            shown("[甲](a.md?x=1&y=2 \"题\")[乙](http://www.gov.cn/)[丙](http://a.com)[丁](dead.md)<a@b.cn>"),
            "<p><a href=\"a.md?x=1&amp;y=2\" title=\"题\">甲</a>\
             <a href=\"http://www.gov.cn/\" rel=\"noopener noreferrer\">乙</a>\
             <a href=\"http://a.com\" class=\"external\" rel=\"noopener noreferrer\" data-leave>丙</a>\
             丁<a href=\"mailto:a@b.cn\">a@b.cn</a></p>\n"
        );
    }

    #[test]
    fn pictures_stand_alone_or_in_a_line() {
        let picture = "<picture><source type=\"image/webp\" srcset=\"a.webp 800w\">\
             <img src=\"a.jpg\" width=\"4\" height=\"3\" alt=\"图\" loading=\"lazy\" decoding=\"async\"></picture>";
        assert_eq!(shown("![图](a.jpg)"), format!("<figure>{picture}</figure>\n"));
        assert_eq!(shown("![图](a.jpg \"题\")"), format!("<figure>{picture}<figcaption>题</figcaption></figure>\n"));
        assert_eq!(shown("甲![图](a.jpg)"), format!("<p>甲{picture}</p>\n"));
        assert_eq!(shown("![图<](none.jpg)"), "<p class=\"picture-missing\">图&lt;</p>\n");
    }

    #[test]
    fn footnotes_lead_there_and_back() {
        assert_eq!(
            shown("甲[^a]乙[^a]\n\n[^a]: 注[^b]\n\n[^b]: 又"),
            "<p>甲<sup class=\"footnote-ref\"><a id=\"fnref-1\" href=\"#fn-1\" role=\"doc-noteref\" aria-label=\"注释1\">1</a></sup>\
             乙<sup class=\"footnote-ref\"><a id=\"fnref-1-2\" href=\"#fn-1\" role=\"doc-noteref\" aria-label=\"注释1\">1</a></sup></p>\n\
             <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"注释\">\n<ol>\n\
             <li id=\"fn-1\">注<sup class=\"footnote-ref\"><a id=\"fnref-2\" href=\"#fn-2\" role=\"doc-noteref\" aria-label=\"注释2\">2</a></sup>\
             \u{20}<a href=\"#fnref-1\" role=\"doc-backlink\" aria-label=\"返回正文注释1处（第1次）\">↩</a>\
             \u{20}<a href=\"#fnref-1-2\" role=\"doc-backlink\" aria-label=\"返回正文注释1处（第2次）\">↩</a></li>\n\
             <li id=\"fn-2\">又 <a href=\"#fnref-2\" role=\"doc-backlink\" aria-label=\"返回正文注释2处\">↩</a></li>\n</ol>\n</section>\n"
        );
    }
}

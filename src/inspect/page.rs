//! What a page holds that matters to a visitor or an auditor.
//!
//! **In:** bytes of HTML or XML. **Out:** [`Page`]: its links, ids, tags, pictures and text. **Never:** judges them.

use std::sync::Arc;

use super::css;
use super::html::{walk, walk_plain};
use super::lines::{Found, Lines};
use super::names::{Attribute, Element, asked};
use super::piece::{Piece, Tag, Visitor};
use super::text::Text;

/// How a page uses an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// A visitor goes there.
    Go,
    /// The browser loads it with the page.
    Load,
    /// The page only names it: its own address, a picture for those who share it.
    Name,
}

/// One address on a page, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) manner: Manner,
    pub(super) url: String,
}

/// What is known before a page is read, and need not be kept of it.
#[derive(Clone, Copy, Default)]
pub(super) struct Ways<'a> {
    /// Says of an address that it is one that surely opens.
    pub(super) opens: Option<&'a dyn Fn(&str) -> bool>,
    /// Lines that may stand on it, and were looked at.
    pub(super) lines: Option<&'a Lines>,
}

/// A page, read.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Those that are not known to open.
    pub(super) links: Vec<Link>,
    /// Places that a `#fragment` may name.
    pub(super) ids: Vec<String>,
    /// Name and content of each `<meta>` that somebody asks for.
    pub(super) metas: Vec<(&'static str, String)>,
    pub(super) has_lang: bool,
    pub(super) title: Option<String>,
    /// Sources of pictures that lack words.
    pub(super) wordless: Vec<String>,
    pub(super) text: Text,
    /// Places in lines that are known already.
    pub(super) known: Vec<Arc<[String]>>,
    /// Lines that were met often, and are not known yet.
    pub(super) met: Vec<String>,
}

/// A link or button that is open: a picture in it needs no words where text stands beside it.
#[derive(Debug, Default)]
struct Around {
    spoken: bool,
    silent: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Body,
    Title,
    Style,
    Location,
    NoScript,
}

struct Reading<'a> {
    page: Page,
    ways: Ways<'a>,
    /// The number of the known line that was met last.
    last: u32,
    within: Within,
    around: Option<Around>,
    nested: bool,
}

/// Returns what the page holds.
pub(super) fn read(bytes: &[u8], ways: Ways<'_>) -> Page {
    let mut reading = Reading::of(ways);
    walk(bytes, &mut reading);
    reading.leave();
    reading.page
}

/// Returns what a line of a page holds that is written as templates write, and that parts what stands before it from what
/// stands after; nothing of any other.
pub(super) fn alone(line: &str) -> Option<Page> {
    let mut reading = Reading::of(Ways::default());
    walk_plain(line, &mut reading)?;
    reading.is_between_blocks().then_some(reading.page)
}

impl Visitor for Reading<'_> {
    #[inline]
    fn visit(&mut self, piece: Piece<'_>) {
        self.piece(&piece);
    }

    fn pass(&mut self, rest: &str) -> usize {
        let Some(lines) = self.ways.lines.filter(|_| self.is_between_blocks()) else { return 0 };
        let mut at = 0;
        while rest.as_bytes().get(at) == Some(&b'<') {
            let (number, line) = match lines.find(&rest[at..], self.last) {
                Found::Known(number, line) => (number, line),
                Found::Often(line) => {
                    self.page.met.push(line.to_owned());
                    break;
                }
                Found::New => break,
            };
            self.last = number;
            let Some(part) = &line.part else { break };
            self.page.text.resume(&part.tail);
            if !part.ids.is_empty() {
                self.page.known.push(Arc::clone(&part.ids));
            }
            let after = at + line.len();
            at = rest.len() - rest[after..].trim_ascii_start().len();
        }
        at
    }
}

impl Reading<'_> {
    fn of(ways: Ways<'_>) -> Reading<'_> {
        Reading { page: Page::default(), ways, last: u32::MAX, within: Within::Body, around: None, nested: false }
    }

    fn is_between_blocks(&self) -> bool {
        self.within == Within::Body && self.around.is_none() && self.page.text.is_parted()
    }

    #[inline]
    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Open(tag, _) => self.open(tag),
            Piece::Close(element, _) => self.close(*element),
            Piece::Text(text) => self.text(text),
            Piece::Comment(text) => self.page.text.line(text),
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        self.page.text.tag(tag.element);
        match tag.element {
            Element::Html => {
                self.page.has_lang = tag.value(Attribute::Lang).is_some_and(|lang| !lang.trim().is_empty())
            }
            Element::Title if self.page.title.is_none() => {
                self.page.title = Some(String::new());
                self.within = Within::Title;
            }
            Element::Style => self.within = Within::Style,
            Element::Location => self.within = Within::Location,
            Element::NoScript if !self.nested => self.within = Within::NoScript,
            Element::Meta => self.meta(tag),
            Element::Picture => self.picture(tag),
            Element::Area if tag.value(Attribute::Href).is_some() => self.needs_alt(tag, Attribute::Href),
            Element::Input if tag.value(Attribute::Type) == Some("image") => self.needs_alt(tag, Attribute::Source),
            Element::Anchor | Element::Button => {
                self.leave();
                let spoken = tag.value(Attribute::AriaLabel).is_some_and(|label| !label.trim().is_empty());
                self.around = Some(Around { spoken, silent: Vec::new() });
            }
            _ => {}
        }
        for (name, value) in tag.attributes() {
            self.attribute(tag, name, value);
        }
    }

    fn close(&mut self, element: Element) {
        self.page.text.tag(element);
        match element {
            Element::Title | Element::Style | Element::Location | Element::NoScript => self.within = Within::Body,
            Element::Anchor | Element::Button => self.leave(),
            _ => {}
        }
    }

    /// Leaves the link or button that is open: where nothing in it speaks, its pictures have to.
    fn leave(&mut self) {
        if let Some(around) = self.around.take().filter(|around| !around.spoken) {
            self.page.wordless.extend(around.silent);
        }
    }

    fn text(&mut self, text: &str) {
        if self.within == Within::NoScript {
            return self.without_scripts(text);
        }
        match (self.within, &mut self.page.title) {
            (Within::Title, Some(title)) => title.push_str(text),
            (Within::Style, _) => self.style(text),
            (Within::Location, _) => self.link(Manner::Name, text),
            (Within::Title | Within::Body | Within::NoScript, _) => {}
        }
        if let Some(around) = &mut self.around {
            around.spoken |= !text.trim().is_empty();
        }
        self.page.text.push(text);
    }

    /// Reads what the tokenizer, which takes scripts to run, hands over as one text; one level deep.
    fn without_scripts(&mut self, html: &str) {
        self.within = Within::Body;
        self.nested = true;
        walk(html.as_bytes(), &mut |piece: Piece<'_>| self.piece(&piece));
        self.nested = false;
    }

    fn attribute(&mut self, tag: &Tag<'_>, name: Attribute, value: &str) {
        match name {
            Attribute::Id => self.page.ids.push(value.to_owned()),
            Attribute::Name if tag.element == Element::Anchor => self.page.ids.push(value.to_owned()),
            Attribute::Source | Attribute::Shown => self.link(Manner::Load, value),
            Attribute::Data if tag.element == Element::Object => self.link(Manner::Load, value),
            Attribute::Sources => self.sources(value),
            Attribute::Href | Attribute::Xlink => self.reference(tag, value),
            Attribute::Action if !value.is_empty() => self.link(Manner::Go, value),
            Attribute::Style => self.style(value),
            name if name.is_spoken() => self.page.text.line(value),
            _ => {}
        }
    }

    fn link(&mut self, manner: Manner, url: &str) {
        if self.ways.opens.is_some_and(|opens| opens(url)) {
            return;
        }
        self.page.links.push(Link { manner, url: url.trim().to_owned() });
    }

    fn style(&mut self, css: &str) {
        css::addresses(css, |url| self.page.links.push(Link { manner: Manner::Load, url: url.to_owned() }));
    }

    /// Reads `a.jpg 480w, b.jpg 960w`.
    fn sources(&mut self, list: &str) {
        let mut rest = list.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        while !rest.is_empty() {
            let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            let (url, after) = rest.split_at(end);
            self.link(Manner::Load, url.trim_end_matches(','));
            let next = if url.ends_with(',') { 0 } else { after.find(',').map_or(after.len(), |comma| comma + 1) };
            rest = after[next..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        }
    }

    fn reference(&mut self, tag: &Tag<'_>, url: &str) {
        let manner = match tag.element {
            Element::Drawn | Element::Script => Manner::Load,
            Element::Link if loads(tag.value(Attribute::Rel).unwrap_or_default()) => Manner::Load,
            Element::Link => Manner::Name,
            _ => Manner::Go,
        };
        if ["mailto:", "tel:", "sms:"].iter().any(|scheme| is_scheme(url, scheme)) {
            self.page.text.line(&super::address::decoded(url));
        }
        self.link(manner, url);
    }

    fn meta(&mut self, tag: &Tag<'_>) {
        let content = tag.value(Attribute::Content).unwrap_or_default();
        if tag.value(Attribute::HttpEquiv).is_some_and(|name| name.eq_ignore_ascii_case("refresh")) {
            let url = content.split_once(['u', 'U']).and_then(|(_, rest)| rest.split_once('=')).map(|(_, url)| url);
            if let Some(url) = url {
                self.link(Manner::Go, url.trim().trim_matches(['"', '\'']));
            }
        }
        let Some(name) = tag.value(Attribute::Name).or_else(|| tag.value(Attribute::Property)) else { return };
        if matches!(name, "og:image" | "og:url" | "twitter:image" | "Image" | "Url") && !content.is_empty() {
            self.link(Manner::Name, content);
        }
        self.page.metas.extend(asked(name).map(|name| (name, content.to_owned())));
    }

    fn picture(&mut self, tag: &Tag<'_>) {
        let source = tag.value(Attribute::Source).unwrap_or_default();
        let hidden = tag.value(Attribute::AriaHidden) == Some("true")
            || matches!(tag.value(Attribute::Role), Some("presentation" | "none"));
        match (tag.value(Attribute::Alt).map(str::trim), &mut self.around) {
            (Some(""), _) if hidden => {}
            (Some(""), Some(around)) => around.silent.push(source.to_owned()),
            (None | Some(""), _) => self.page.wordless.push(source.to_owned()),
            (Some(_), Some(around)) => around.spoken = true,
            (Some(_), None) => {}
        }
    }

    fn needs_alt(&mut self, tag: &Tag<'_>, source: Attribute) {
        if tag.value(Attribute::Alt).is_none_or(|alt| alt.trim().is_empty()) {
            self.page.wordless.push(tag.value(source).unwrap_or_default().to_owned());
        }
    }
}

/// Returns whether a `<link>` of this relation is loaded with the page.
fn loads(relations: &str) -> bool {
    const LOADED: [&str; 10] = [
        "stylesheet",
        "icon",
        "apple-touch-icon",
        "mask-icon",
        "preload",
        "prefetch",
        "modulepreload",
        "manifest",
        "preconnect",
        "dns-prefetch",
    ];
    relations.split_ascii_whitespace().any(|relation| LOADED.iter().any(|known| relation.eq_ignore_ascii_case(known)))
}

fn is_scheme(url: &str, scheme: &str) -> bool {
    url.trim_start().get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(html: &str) -> Vec<(Manner, String)> {
        read(html.as_bytes(), Ways::default()).links.into_iter().map(|link| (link.manner, link.url)).collect()
    }

    #[test]
    fn every_kind_of_address_is_seen() {
        let html = r#"<link rel="stylesheet" href="a.css"><link rel="canonical" href="c/"><script src="s.js"></script>
            <img src="1.jpg" srcset="1.jpg 480w, 2.jpg 2x,3.jpg" alt="x"><a href="../">x</a><video poster="p.jpg"></video>
            <object data="o.pdf"></object><form action="f"></form><p style="background:url(b.png)"><style>@import "i.css"</style>
            <meta http-equiv="refresh" content="0; URL='r.html'"><meta property="og:image" content="og.jpg">
            <svg><use xlink:href="sprite.svg#a"/></svg><iframe src="m.html"></iframe><area href="g" alt="x">
            <noscript><a href="n.html">x</a><noscript></noscript>"#;
        let seen: Vec<String> = urls(html).into_iter().map(|(manner, url)| format!("{manner:?} {url}")).collect();
        let expected = [
            "Load a.css",
            "Name c/",
            "Load s.js",
            "Load 1.jpg",
            "Load 1.jpg",
            "Load 2.jpg",
            "Load 3.jpg",
            "Go ../",
            "Load p.jpg",
            "Load o.pdf",
            "Go f",
            "Load b.png",
            "Load i.css",
            "Go r.html",
            "Name og.jpg",
            "Load sprite.svg#a",
            "Load m.html",
            "Go g",
            "Go n.html",
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn pictures_need_words_or_text_beside_them() {
        let wordless = |html: &str| read(html.as_bytes(), Ways::default()).wordless;
        for good in [
            r#"<img src="a" alt="照片">"#,
            r#"<img src="a" alt="" role="presentation">"#,
            r#"<img src="a" alt="" aria-hidden="true">"#,
            r#"<a href="b"><img src="a" alt="">锻造尖兵</a>"#,
            r#"<a href="b"><b>x</b><img src="a" alt></a>"#,
            r#"<a href="b" aria-label="x"><img src="a" alt=""></a>"#,
        ] {
            assert_eq!(wordless(good), [""; 0], "{good}");
        }
        for bad in [
            r#"<img src="a">"#,
            r#"<img src="a" alt="">"#,
            r#"<a href="b"><img src="a">text</a>"#,
            r#"<a href="b"><img src="a" alt=""> </a>"#,
            r#"<a href="b"><img src="a" alt="">"#,
            r#"<area href="a">"#,
            r#"<input type="image" src="a">"#,
        ] {
            assert_eq!(wordless(bad), ["a"], "{bad}");
        }
    }

    #[test]
    fn the_head_is_read() {
        let page = read(
            r#"<html lang="zh-CN"><title>榜样&amp;</title><meta name="SiteName" content="网"><h1 id="a">x</h1>"#
                .as_bytes(),
            Ways::default(),
        );
        assert!(page.has_lang);
        assert_eq!(page.title.as_deref(), Some("榜样&"));
        assert_eq!(page.metas, [("SiteName", "网".to_owned())]);
        assert_eq!(page.ids, ["a"]);
    }
}

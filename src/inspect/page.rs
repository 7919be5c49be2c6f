//! What a page holds that matters to a visitor or an auditor.
//!
//! **In:** bytes of HTML or XML. **Out:** [`Page`]: its links, ids, tags, pictures and text. **Never:** judges them.

use std::ops::Range;
use std::sync::Arc;

use super::css;
use super::html::{walk, walk_plain};
use super::piece::{Piece, Tag};
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

/// A page, read.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) links: Vec<Link>,
    /// Places that a `#fragment` may name.
    pub(super) ids: Vec<String>,
    /// Name and content of each `<meta>` with a name.
    pub(super) metas: Vec<(String, String)>,
    pub(super) has_lang: bool,
    pub(super) title: Option<String>,
    /// Sources of pictures that lack words.
    pub(super) wordless: Vec<String>,
    pub(super) text: Text,
}

/// A part of a page that was read before, within another.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// Places in it that a `#fragment` may name.
    pub(super) ids: Arc<[String]>,
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

struct Reading {
    page: Page,
    within: Within,
    around: Option<Around>,
    nested: bool,
}

/// Returns what the page holds.
pub(super) fn read(bytes: &[u8]) -> Page {
    let mut reading = Reading { page: Page::default(), within: Within::Body, around: None, nested: false };
    walk(bytes, |piece| reading.piece(&piece));
    reading.leave();
    reading.page
}

/// Returns what a page holds outside of parts that are known already, which stand between two blocks of it; nothing
/// where it is not written as templates write, or a part stands in the middle of something.
pub(super) fn read_plain(text: &str, parts: &[Known]) -> Option<Page> {
    let mut reading = Reading { page: Page::default(), within: Within::Body, around: None, nested: false };
    let mut from = 0;
    for part in parts {
        walk_plain(&text[from..part.range.start], |piece| reading.piece(&piece))?;
        reading.is_between_blocks().then_some(())?;
        reading.page.text.part();
        from = part.range.end;
    }
    walk_plain(&text[from..], |piece| reading.piece(&piece))?;
    reading.is_between_blocks().then_some(reading.page)
}

impl Reading {
    fn is_between_blocks(&self) -> bool {
        self.within == Within::Body && self.around.is_none()
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Open(tag) => self.open(tag),
            Piece::Close(name) => self.close(name),
            Piece::Text(text) => self.text(text),
            Piece::Comment(text) => self.page.text.line(text),
        }
    }

    fn open(&mut self, tag: &Tag) {
        self.page.text.tag(&tag.name);
        match tag.name.as_str() {
            "html" => self.page.has_lang = tag.value("lang").is_some_and(|lang| !lang.trim().is_empty()),
            "title" if self.page.title.is_none() => {
                self.page.title = Some(String::new());
                self.within = Within::Title;
            }
            "style" => self.within = Within::Style,
            "loc" => self.within = Within::Location,
            "noscript" if !self.nested => self.within = Within::NoScript,
            "meta" => self.meta(tag),
            "img" => self.picture(tag),
            "area" if tag.value("href").is_some() => self.needs_alt(tag, "href"),
            "input" if tag.value("type") == Some("image") => self.needs_alt(tag, "src"),
            "a" | "button" => {
                self.leave();
                let named = |name| tag.value(name).is_some_and(|value: &str| !value.trim().is_empty());
                self.around = Some(Around { spoken: named("aria-label"), silent: Vec::new() });
            }
            _ => {}
        }
        for (name, value) in tag.attributes() {
            self.attribute(tag, name, value);
        }
    }

    fn close(&mut self, name: &str) {
        self.page.text.tag(name);
        match name {
            "title" | "style" | "loc" | "noscript" => self.within = Within::Body,
            "a" | "button" => self.leave(),
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
        walk(html.as_bytes(), |piece| self.piece(&piece));
        self.nested = false;
    }

    fn attribute(&mut self, tag: &Tag, name: &str, value: &str) {
        let element = tag.name.as_str();
        match name {
            "id" => self.page.ids.push(value.to_owned()),
            "name" if element == "a" => self.page.ids.push(value.to_owned()),
            "src" | "poster" | "background" => self.link(Manner::Load, value),
            "data" if element == "object" => self.link(Manner::Load, value),
            "srcset" | "imagesrcset" => self.sources(value),
            "href" | "xlink:href" => self.reference(tag, value),
            "action" | "formaction" if !value.is_empty() => self.link(Manner::Go, value),
            "style" => self.style(value),
            _ if is_spoken(name) => self.page.text.line(value),
            _ => {}
        }
    }

    fn link(&mut self, manner: Manner, url: &str) {
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

    fn reference(&mut self, tag: &Tag, url: &str) {
        let manner = match tag.name.as_str() {
            "use" | "image" | "feimage" | "script" => Manner::Load,
            "link" if loads(tag.value("rel").unwrap_or_default()) => Manner::Load,
            "link" => Manner::Name,
            _ => Manner::Go,
        };
        if ["mailto:", "tel:", "sms:"].iter().any(|scheme| is_scheme(url, scheme)) {
            self.page.text.line(&super::address::decoded(url));
        }
        self.link(manner, url);
    }

    fn meta(&mut self, tag: &Tag) {
        let content = tag.value("content").unwrap_or_default();
        if tag.value("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh")) {
            let url = content.split_once(['u', 'U']).and_then(|(_, rest)| rest.split_once('=')).map(|(_, url)| url);
            if let Some(url) = url {
                self.link(Manner::Go, url.trim().trim_matches(['"', '\'']));
            }
        }
        let Some(name) = tag.value("name").or_else(|| tag.value("property")) else { return };
        if matches!(name, "og:image" | "og:url" | "twitter:image" | "Image" | "Url") && !content.is_empty() {
            self.link(Manner::Name, content);
        }
        self.page.metas.push((name.to_owned(), content.to_owned()));
    }

    fn picture(&mut self, tag: &Tag) {
        let source = tag.value("src").unwrap_or_default();
        let hidden =
            tag.value("aria-hidden") == Some("true") || matches!(tag.value("role"), Some("presentation" | "none"));
        match (tag.value("alt").map(str::trim), &mut self.around) {
            (Some(""), _) if hidden => {}
            (Some(""), Some(around)) => around.silent.push(source.to_owned()),
            (None | Some(""), _) => self.page.wordless.push(source.to_owned()),
            (Some(_), Some(around)) => around.spoken = true,
            (Some(_), None) => {}
        }
    }

    fn needs_alt(&mut self, tag: &Tag, source: &str) {
        if tag.value("alt").is_none_or(|alt| alt.trim().is_empty()) {
            self.page.wordless.push(tag.value(source).unwrap_or_default().to_owned());
        }
    }
}

/// Attributes whose values somebody reads or hears, or that scripts may show.
fn is_spoken(name: &str) -> bool {
    matches!(
        name,
        "alt" | "title" | "content" | "value" | "placeholder" | "label" | "summary" | "download" | "abbr" | "srcdoc"
    ) || name.starts_with("aria-")
        || name.starts_with("data-")
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
        read(html.as_bytes()).links.into_iter().map(|link| (link.manner, link.url)).collect()
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
        let wordless = |html: &str| read(html.as_bytes()).wordless;
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
        );
        assert!(page.has_lang);
        assert_eq!(page.title.as_deref(), Some("榜样&"));
        assert_eq!(page.metas, [("SiteName".to_owned(), "网".to_owned())]);
        assert_eq!(page.ids, ["a"]);
    }
}

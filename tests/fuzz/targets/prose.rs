//! Any text as prose: its HTML has only the elements and attributes that prose may have, each closed in its order.
#![no_main]

use bangyang::prose::{Links, Picture, Resolved, Trust, anchors, html, links, parse, pictures, text};
use html5gum::{Token, Tokenizer};
use libfuzzer_sys::fuzz_target;

struct Anywhere;

impl Links for Anywhere {
    fn link(&self, target: &str) -> Resolved {
        match target.split_once(':') {
            Some(("http" | "https", rest)) if rest.len() % 2 == 0 => {
                Resolved::External { href: target.to_owned(), trusted: Trust::Trusted }
            }
            Some(("http" | "https", _)) => Resolved::External { href: target.to_owned(), trusted: Trust::Untrusted },
            Some(_) => Resolved::Dead,
            None => Resolved::Internal(format!("./{target}")),
        }
    }

    fn picture(&self, target: &str) -> Option<Picture> {
        let src = target.ends_with("jpg").then(|| format!("./{target}"))?;
        Some(Picture { src, width: 3, height: 2, ..Picture::default() })
    }
}

const ELEMENTS: &[&str] = &[
    "a", "blockquote", "br", "code", "del", "div", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr",
    "img", "input", "li", "ol", "p", "picture", "pre", "section", "source", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
];
const VOID: &[&str] = &["br", "hr", "img", "input", "source"];
const ATTRIBUTES: &[&str] = &[
    "alt", "aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "checked", "class", "data-leave", "decoding", "dir",
    "disabled", "height", "href", "id", "lang", "loading", "rel", "role", "scope", "sizes", "src", "srcset", "start", "tabindex",
    "title", "translate", "type", "width",
];

/// Checks that elements are known, closed in their order, and lead nowhere that runs a script.
fn well_formed(page: &str) {
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new(page).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert!(ELEMENTS.contains(&&*name), "<{name}> in {page}");
                for (attribute, value) in &tag.attributes {
                    let attribute = String::from_utf8_lossy(attribute);
                    assert!(ATTRIBUTES.contains(&&*attribute), "{attribute} in {page}");
                    let value = String::from_utf8_lossy(value).trim().to_ascii_lowercase();
                    let leads = matches!(&*attribute, "href" | "src" | "srcset");
                    assert!(!leads || !value.starts_with("javascript:") && !value.starts_with("data:"), "{value}");
                }
                if !VOID.contains(&&*name) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert_eq!(open.pop().as_deref(), Some(&*name), "{page}");
            }
            Token::String(_) => {}
            Token::Error(error) => panic!("{error:?} in {page}"),
            other => panic!("{other:?} in {page}"),
        }
    }
    assert!(open.is_empty(), "{open:?} is not closed in {page}");
}

fuzz_target!(|data: &[u8]| {
    let Ok(markdown) = std::str::from_utf8(data) else { return };
    let document = parse(markdown);
    for finding in &document.findings {
        assert!(markdown.get(finding.range.clone()).is_some(), "{finding:?} is cut from the text");
        assert!(!finding.kind.message().is_empty() && !finding.kind.help().is_empty());
    }
    for (_, range) in links(&document).chain(pictures(&document)) {
        assert!(markdown.get(range.clone()).is_some(), "{range:?} is cut from the text");
    }
    let mut names: Vec<&str> = anchors(&document).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count, "an anchor is there twice");
    let page = html(&document, &Anywhere);
    well_formed(&page);
    let _ = text(&document);
});

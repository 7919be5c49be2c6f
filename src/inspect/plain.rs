//! HTML as templates write it, read without a state machine.
//!
//! Nearly all bytes of a site are plain: lower-case tags, attributes in double quotes, the few entities that escaping
//! makes. On those this reader tells what the tokenizer in `html` tells (a test compares them), in a fraction of its
//! time: names are told apart once, values that nobody asks for are passed over, the others are borrowed.
//! At the first construct that is anything else it stops, between two pieces, and the tokenizer goes on from there: what
//! a browser makes of broken markup is known in one place only.
//!
//! **In:** text without NUL and carriage return. **Out:** [`Piece`]s, and how far it came. **Never:** guesses.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::names::{Attribute, Element};
use super::piece::{Piece, Tag, Visitor};

/// Entities that escaping writes, without `&`; all that is not here is left to the tokenizer.
const ENTITIES: [(&str, &str); 9] = [
    ("amp;", "&"),
    ("lt;", "<"),
    ("gt;", ">"),
    ("quot;", "\""),
    ("#39;", "'"),
    ("#x27;", "'"),
    ("#x2F;", "/"),
    ("#x60;", "`"),
    ("nbsp;", "\u{A0}"),
];

/// What a byte is in a name: nothing, a part of that of an attribute, or of that of an element too.
const NAMING: [u8; 256] = {
    let mut naming = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_lowercase() || byte.is_ascii_digit() {
            naming[byte as usize] = 2;
        } else if byte.is_ascii_uppercase() || matches!(byte, b'-' | b'_' | b':' | b'.') {
            naming[byte as usize] = 1;
        }
        byte += 1;
    }
    naming
};

/// Hands the pieces at the head of `text` over, save what is passed, and returns where the first one begins that is not plain.
pub(super) fn walk(text: &str, to: &mut impl Visitor) -> usize {
    let mut tag = Tag::default();
    let mut at = 0;
    while at < text.len() {
        if is_head(text.as_bytes(), at) {
            at += to.pass(&text[at..]);
        }
        let rest = &text[at..];
        let step = match rest.as_bytes().first() {
            Some(b'<') => markup(rest, &mut tag, to),
            Some(_) => words(rest, to),
            None => break,
        };
        match step {
            Some(read) => at += read,
            None => break,
        }
    }
    at
}

/// Whether a tag begins at `at` with which a line begins.
fn is_head(bytes: &[u8], at: usize) -> bool {
    let mut before = at;
    while bytes[at] == b'<' && before > 0 && matches!(bytes[before - 1], b' ' | b'\t') {
        before -= 1;
    }
    bytes[at] == b'<' && (before == 0 || bytes[before - 1] == b'\n')
}

/// Reads text up to the next tag.
fn words(rest: &str, to: &mut impl Visitor) -> Option<usize> {
    let (text, end) = value(rest, b'<').or_else(|| Some((resolved(rest)?, rest.len())))?;
    to.visit(Piece::Text(&text));
    Some(end)
}

/// Returns what stands before the next `end` with its entities resolved, and where that is; none where there is no end, or
/// an entity is not plain.
fn value(rest: &str, end: u8) -> Option<(Cow<'_, str>, usize)> {
    let bytes = rest.as_bytes();
    let first = memchr2(end, b'&', bytes)?;
    if bytes[first] == end {
        return Some((Cow::Borrowed(&rest[..first]), first));
    }
    let last = first + memchr(end, &bytes[first..])?;
    Some((resolved(&rest[..last])?, last))
}

/// Returns the text with its entities resolved; none where one is not plain.
fn resolved(text: &str) -> Option<Cow<'_, str>> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return Some(Cow::Borrowed(text)) };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    for part in text[first + 1..].split('&') {
        let (entity, sign) = ENTITIES.iter().find(|(entity, _)| part.starts_with(entity))?;
        out.push_str(sign);
        out.push_str(&part[entity.len()..]);
    }
    Some(Cow::Owned(out))
}

fn markup<'a>(rest: &'a str, tag: &mut Tag<'a>, to: &mut impl Visitor) -> Option<usize> {
    const DOCTYPE: &str = "<!DOCTYPE html>";
    let bytes = rest.as_bytes();
    match bytes.get(1)? {
        b'/' => {
            let name = &rest[2..name_end(bytes, 2)?];
            let end = 2 + name.len();
            (bytes[end] == b'>').then(|| to.visit(Piece::Close(Element::of(name.as_bytes()), name)))?;
            return Some(end + 1);
        }
        b'!' => return rest.starts_with(DOCTYPE).then_some(DOCTYPE.len()),
        _ => {}
    }
    let name = &rest[1..name_end(bytes, 1)?];
    tag.open(Element::of(name.as_bytes()));
    let opened = open(rest, 1 + name.len(), tag)?;
    match tag.element {
        Element::Title | Element::Script | Element::Style => {
            raw(&rest[opened..], (tag, name), to).map(|read| opened + read)
        }
        Element::Raw | Element::NoScript => None,
        _ => {
            to.visit(Piece::Open(tag, name));
            Some(opened)
        }
    }
}

/// Reads an element that holds text alone, up to its end.
fn raw(rest: &str, (tag, name): (&Tag<'_>, &str), to: &mut impl Visitor) -> Option<usize> {
    let end = memchr(b'<', rest.as_bytes())?;
    let close = rest[end..].strip_prefix("</")?.strip_prefix(name)?;
    close.starts_with('>').then_some(())?;
    let text = if tag.element == Element::Title { resolved(&rest[..end])? } else { Cow::Borrowed(&rest[..end]) };
    to.visit(Piece::Open(tag, name));
    if !text.is_empty() {
        to.visit(Piece::Text(&text));
    }
    to.visit(Piece::Close(tag.element, name));
    Some(end + name.len() + 3)
}

/// Reads the attributes that follow `<name` at `at`, and the end of the tag; returns where it ends.
fn open<'a>(rest: &'a str, mut at: usize, tag: &mut Tag<'a>) -> Option<usize> {
    let bytes = rest.as_bytes();
    loop {
        match bytes.get(at)? {
            b'>' => return Some(at + 1),
            b'/' if bytes.get(at + 1) == Some(&b'>') => return Some(at + 2),
            b' ' | b'\n' | b'\t' => {}
            _ => return None,
        }
        while matches!(bytes.get(at)?, b' ' | b'\n' | b'\t') {
            at += 1;
        }
        if !matches!(bytes[at], b'>' | b'/') {
            at = attribute(rest, at, tag)?;
        } else if bytes[at] == b'/' && bytes.get(at + 1) != Some(&b'>') {
            return None;
        }
    }
}

/// Reads the `name` or `name="value"` that begins at `start`, and returns where it ends.
fn attribute<'a>(rest: &'a str, start: usize, tag: &mut Tag<'a>) -> Option<usize> {
    const CLASS: &[u8; 7] = b"class=\"";
    let bytes = rest.as_bytes();
    if bytes[start..].starts_with(CLASS) {
        let value = start + CLASS.len();
        return Some(value + memchr(b'"', &bytes[value..])? + 1);
    }
    let end = start + bytes[start..].iter().position(|byte| NAMING[usize::from(*byte)] == 0)?;
    let name = Attribute::of(&bytes[start..end]);
    match bytes[end] {
        _ if start == end => None,
        b'=' if bytes.get(end + 1) == Some(&b'"') => {
            let from = end + 2;
            let length = if name == Attribute::Silent {
                memchr(b'"', &bytes[from..])?
            } else {
                let (value, length) = value(&rest[from..], b'"')?;
                tag.add(name, value);
                length
            };
            Some(from + length + 1)
        }
        b' ' | b'\n' | b'\t' | b'>' | b'/' => {
            tag.add(name, Cow::Borrowed(""));
            Some(end)
        }
        _ => None,
    }
}

/// Returns where the lower-case name ends that begins at `start`; there stands another byte.
fn name_end(bytes: &[u8], start: usize) -> Option<usize> {
    bytes.get(start).filter(|byte| byte.is_ascii_lowercase())?;
    let length = bytes[start..].iter().position(|byte| NAMING[usize::from(*byte)] != 2)?;
    Some(start + length)
}

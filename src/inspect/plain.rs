//! HTML as templates write it, read without a state machine.
//!
//! Nearly all bytes of a site are plain: lower-case tags, attributes in double quotes, the few entities that escaping
//! makes. On those this reader tells what the tokenizer in `html` tells (a test compares them), in a tenth of its time.
//! At the first construct that is anything else it stops, between two pieces, and the tokenizer goes on from there: what
//! a browser makes of broken markup is known in one place only.
//!
//! **In:** text without NUL and carriage return. **Out:** [`Piece`]s, and how far it came. **Never:** guesses.

use std::borrow::Cow;

use memchr::memchr;

use super::piece::{Piece, Tag};

/// Elements whose content is no markup, and that the tokenizer is left to read.
const RAW: [&str; 7] = ["iframe", "noembed", "noframes", "noscript", "plaintext", "textarea", "xmp"];

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

/// Hands the pieces at the head of `text` to `visit` and returns where the first one begins that is not plain.
pub(super) fn walk(text: &str, tag: &mut Tag, visit: &mut impl FnMut(Piece<'_>)) -> usize {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let step = if rest.as_bytes()[0] == b'<' { markup(rest, tag, visit) } else { words(rest, visit) };
        match step {
            Some(read) => at += read,
            None => break,
        }
    }
    at
}

/// Reads text up to the next tag.
fn words(rest: &str, visit: &mut impl FnMut(Piece<'_>)) -> Option<usize> {
    let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
    visit(Piece::Text(&resolved(&rest[..end])?));
    Some(end)
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

fn markup(rest: &str, tag: &mut Tag, visit: &mut impl FnMut(Piece<'_>)) -> Option<usize> {
    const DOCTYPE: &str = "<!DOCTYPE html>";
    match rest.as_bytes().get(1)? {
        b'/' => {
            let name = name(&rest[2..])?;
            (rest.as_bytes()[2 + name.len()] == b'>').then(|| visit(Piece::Close(name)))?;
            return Some(name.len() + 3);
        }
        b'!' => return rest.starts_with(DOCTYPE).then_some(DOCTYPE.len()),
        _ => {}
    }
    let opened = open(rest, tag)?;
    match tag.name.as_str() {
        "title" | "script" | "style" => raw(&rest[opened..], tag, visit).map(|read| opened + read),
        name if RAW.contains(&name) => None,
        _ => {
            visit(Piece::Open(tag));
            Some(opened)
        }
    }
}

/// Reads an element that holds text alone, up to its end.
fn raw(rest: &str, tag: &Tag, visit: &mut impl FnMut(Piece<'_>)) -> Option<usize> {
    let end = memchr(b'<', rest.as_bytes())?;
    let close = rest[end..].strip_prefix("</")?.strip_prefix(tag.name.as_str())?;
    close.starts_with('>').then_some(())?;
    let text = if tag.name == "title" { resolved(&rest[..end])? } else { Cow::Borrowed(&rest[..end]) };
    visit(Piece::Open(tag));
    if !text.is_empty() {
        visit(Piece::Text(&text));
    }
    visit(Piece::Close(&tag.name));
    Some(end + tag.name.len() + 3)
}

/// Reads `<name attribute="value">` and returns its length.
fn open(rest: &str, tag: &mut Tag) -> Option<usize> {
    let name = name(&rest[1..])?;
    tag.open(name);
    let bytes = rest.as_bytes();
    let mut at = 1 + name.len();
    loop {
        let white = bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\t')).count();
        at += white;
        match bytes.get(at)? {
            b'>' => return Some(at + 1),
            b'/' if bytes.get(at + 1) == Some(&b'>') => return Some(at + 2),
            _ if white == 0 => return None,
            _ => at += attribute(&rest[at..], tag)?,
        }
    }
}

/// Reads `name` or `name="value"`; a name such as `viewBox` counts in small letters, as everywhere in HTML.
fn attribute(rest: &str, tag: &mut Tag) -> Option<usize> {
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.');
    let end = rest.bytes().position(|b| !is_name(&b))?;
    let (name, after) = (&rest[..end], &rest[end..]);
    if name.is_empty() {
        return None;
    }
    match after.as_bytes().first()? {
        b'=' => {
            let value = (after.as_bytes().get(1) == Some(&b'"')).then(|| &after[2..])?;
            let length = memchr(b'"', value.as_bytes())?;
            tag.attribute(name);
            tag.set(&resolved(&value[..length])?);
            Some(end + 3 + length)
        }
        b' ' | b'\n' | b'\t' | b'>' | b'/' => {
            tag.attribute(name);
            Some(end)
        }
        _ => None,
    }
}

/// Returns the lower-case name at the head of `text`.
fn name(text: &str) -> Option<&str> {
    let end = text.bytes().position(|b| !(b.is_ascii_lowercase() || b.is_ascii_digit()))?;
    text.as_bytes()[..end].first().is_some_and(u8::is_ascii_lowercase).then(|| &text[..end])
}

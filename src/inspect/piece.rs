//! The parts of a page in the order of reading.

use std::borrow::Cow;

use super::names::{Attribute, Element};

/// One part of a page.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// `<a href="…">`, and its name.
    Open(&'a Tag<'a>, &'a str),
    /// `</a>`, and its name.
    Close(Element, &'a str),
    /// Text, or what stands in a script or style, or a comment.
    Text(&'a str),
    /// `<!-- … -->`.
    Comment(&'a str),
}

/// Takes the pieces of a page, one after the other.
pub(super) trait Visitor {
    fn visit(&mut self, piece: Piece<'_>);

    /// Is asked at the head of a line that begins with a tag: returns how many bytes of `rest` need not be read, up to
    /// another tag, to text, or to the end.
    fn pass(&mut self, _rest: &str) -> usize {
        0
    }
}

impl<F: FnMut(Piece<'_>)> Visitor for F {
    fn visit(&mut self, piece: Piece<'_>) {
        self(piece);
    }
}

/// A start tag with the attributes that a reader asks for, in the order of writing, also those that repeat.
#[derive(Debug, Default)]
pub(super) struct Tag<'a> {
    pub(super) element: Element,
    attributes: Vec<(Attribute, Cow<'a, str>)>,
    last: Attribute,
}

impl<'a> Tag<'a> {
    /// Returns the attributes with their values; one without a value has an empty one.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (Attribute, &str)> {
        self.attributes.iter().map(|(name, value)| (*name, value.as_ref()))
    }

    /// Returns the value of one attribute; where it repeats, the first counts, as in a browser.
    pub(super) fn value(&self, name: Attribute) -> Option<&str> {
        self.attributes().find(|(attribute, _)| *attribute == name).map(|(_, value)| value)
    }

    /// Begins a tag.
    pub(super) fn open(&mut self, element: Element) {
        self.element = element;
        self.attributes.clear();
        self.last = Attribute::Silent;
    }

    /// Adds an attribute.
    pub(super) fn add(&mut self, name: Attribute, value: Cow<'a, str>) {
        self.last = name;
        if name != Attribute::Silent {
            self.attributes.push((name, value));
        }
    }

    /// Gives the last attribute its value.
    pub(super) fn set(&mut self, value: &str) {
        if let Some((_, kept)) = self.attributes.last_mut().filter(|_| self.last != Attribute::Silent) {
            value.clone_into(kept.to_mut());
        }
    }
}

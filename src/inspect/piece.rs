//! The parts of a page in the order of reading.

/// One part of a page.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// `<a href="…">`.
    Open(&'a Tag),
    /// `</a>`.
    Close(&'a str),
    /// Text, or what stands in a script or style, or a comment.
    Text(&'a str),
    /// `<!-- … -->`.
    Comment(&'a str),
}

/// A start tag; attributes are in the order of writing, also those that repeat.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    used: usize,
}

impl Tag {
    /// Returns the attributes with their values; one without a value has an empty one.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes[..self.used].iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the value of one attribute; where it repeats, the first counts, as in a browser.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.attributes().find(|(attribute, _)| *attribute == name).map(|(_, value)| value)
    }

    /// Begins a tag.
    pub(super) fn open(&mut self, name: &str) {
        put(&mut self.name, name);
        self.used = 0;
    }

    /// Begins an attribute; strings of earlier tags are used again.
    pub(super) fn attribute(&mut self, name: &str) {
        if self.used == self.attributes.len() {
            self.attributes.push(Default::default());
        }
        let (key, value) = &mut self.attributes[self.used];
        put(key, name);
        key.make_ascii_lowercase();
        value.clear();
        self.used += 1;
    }

    /// Gives the last attribute its value.
    pub(super) fn set(&mut self, value: &str) {
        if let Some((_, kept)) = self.used.checked_sub(1).and_then(|last| self.attributes.get_mut(last)) {
            put(kept, value);
        }
    }
}

/// Replaces a text and keeps its memory.
pub(super) fn put(kept: &mut String, text: &str) {
    kept.clear();
    kept.push_str(text);
}

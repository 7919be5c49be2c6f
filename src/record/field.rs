//! What a field is: its key in both languages, and the shape of its value.
//!
//! **In:** nothing. **Out:** [`Field`] and [`Shape`], of which each kind makes its table. **Never:** a kind's own fields.

use super::kind::Kind;

/// What a field's value looks like.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A line of text.
    Text,
    /// Markdown, of several lines perhaps.
    Prose,
    /// A whole number, not negative.
    Count,
    /// Any number.
    Number,
    /// 是 or 否.
    Switch,
    /// A day.
    Date,
    /// A day, perhaps with a time.
    Moment,
    /// A number or 第六批.
    Batch,
    /// One of these words, English and Chinese.
    Choice(fn() -> Vec<(&'static str, &'static str)>),
    /// A reference to a record of one of these kinds.
    Ref(&'static [Kind]),
    /// A file beside the record or in `content/photos/`.
    File,
    /// An address outside the site.
    Address,
    /// A list.
    List(&'static Shape),
    /// A group of fields.
    Group(&'static [Field]),
    /// Either of two: mostly a word, or a group that says more.
    Either(&'static Shape, &'static Shape),
    /// A group of this shape under each kind's name.
    ByKind(&'static [Field]),
    /// Read and dropped: never published.
    Unpublished,
}

/// One field of a kind.
#[derive(Clone, Copy)]
pub struct Field {
    /// The English key.
    pub key: &'static str,
    /// The Chinese keys; the first is the one that we write.
    pub chinese: &'static [&'static str],
    /// What its value looks like.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it means, in Chinese, for editors.
    pub doc: &'static str,
}

impl Field {
    /// Returns an optional field.
    pub const fn new(key: &'static str, chinese: &'static [&'static str], shape: Shape, doc: &'static str) -> Self {
        Self { key, chinese, shape, required: false, doc }
    }

    /// Returns the field as one that must be there.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Returns whether this is what was written.
    pub fn is(&self, written: &str) -> bool {
        self.key == written || self.chinese.contains(&written)
    }
}

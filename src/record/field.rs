//! What may be written: the fields of each kind, in both languages, with their shapes.
//!
//! **In:** nothing. **Out:** tables. **Never:** a key that is known anywhere else.

use super::kind::Kind;
use super::{
    branch, calendar, decision, exhibit, exhibition, head, honour, notice, page, pairing, person, post, report, site,
    unit,
};

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

/// Returns the fields of a kind: those that every record has, and its own.
pub fn fields_of(kind: Kind) -> &'static [&'static [Field]] {
    const NONE: &[Field] = &[];
    match kind {
        Kind::Unit => &[head::COMMON, unit::FIELDS],
        Kind::Branch => &[head::COMMON, branch::FIELDS],
        Kind::Person => &[head::COMMON, person::FIELDS],
        Kind::Post => &[head::COMMON, post::FIELDS],
        Kind::Honour => &[head::COMMON, honour::FIELDS],
        Kind::Decision => &[head::DATED, decision::FIELDS],
        Kind::Notice => &[head::DATED, notice::FIELDS],
        Kind::Exhibit => &[head::DATED, exhibit::FIELDS],
        Kind::Pairing => &[head::DATED, pairing::FIELDS],
        Kind::Report => &[head::DATED, report::FIELDS],
        Kind::Page => &[head::COMMON, page::FIELDS],
        Kind::Calendar => &[calendar::FIELDS, NONE],
        Kind::Site => &[site::FIELDS, NONE],
        Kind::Exhibition => &[exhibition::FIELDS, NONE],
    }
}

/// Returns whether `word` is a key of the kind's records.
pub fn is_key(kind: Kind, word: &str) -> bool {
    fields_of(kind).iter().flat_map(|table| table.iter()).any(|field| field.is(word))
}

/// Returns whether a written key is the one that `key` names in English, at any depth of the kind's fields.
pub fn same_key(kind: Kind, written: &str, key: &str) -> bool {
    fields_of(kind).iter().any(|table| same_in(table, written, key))
}

fn same_in(fields: &[Field], written: &str, key: &str) -> bool {
    fields.iter().any(|field| (field.is(written) && field.is(key)) || same_below(&field.shape, written, key))
}

fn same_below(shape: &Shape, written: &str, key: &str) -> bool {
    match shape {
        Shape::Group(fields) | Shape::ByKind(fields) => {
            let kinds = matches!(shape, Shape::ByKind(_))
                && Kind::of_word(written).is_some_and(|kind| Kind::of_word(key) == Some(kind));
            kinds || same_in(fields, written, key)
        }
        Shape::List(inner) => same_below(inner, written, key),
        Shape::Either(one, other) => same_below(one, written, key) || same_below(other, written, key),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_kind_has_two_fields_of_one_name() {
        for kind in Kind::ALL {
            let mut seen = BTreeSet::new();
            for field in fields_of(*kind).iter().flat_map(|table| table.iter()) {
                for name in std::iter::once(&field.key).chain(field.chinese) {
                    assert!(seen.insert(*name), "{kind:?} {name}");
                }
                assert!(!field.doc.is_empty(), "{kind:?} {}", field.key);
            }
        }
    }

    #[test]
    fn keys_are_the_same_in_both_languages_at_any_depth() {
        assert!(same_key(Kind::Notice, "公示期", "period"));
        assert!(same_key(Kind::Notice, "起", "from"));
        assert!(same_key(Kind::Decision, "牌证号", "token_no"));
        assert!(!same_key(Kind::Notice, "起", "to"));
    }
}

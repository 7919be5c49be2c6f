//! What may be written: the fields of each kind, in both languages, with their shapes.
//!
//! **In:** the tables of the kinds. **Out:** which fields a kind has, and which words mean the same one. **Never:** a key
//! that is known anywhere else.

use super::field::{Field, Shape};
use super::kind::Kind;
use super::{
    branch, calendar, decision, exhibit, exhibition, head, honour, notice, page, pairing, person, post, report, site,
    unit,
};

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
        Kind::Site => &[head::SITE, site::FIELDS],
        Kind::Exhibition => &[head::COMMON, exhibition::FIELDS],
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

/// Returns whether `written` and `key` are names of one key, in records of `file`; no word is one that is no key there.
pub fn same_word(file: &str, written: &str, key: &str) -> bool {
    Kind::of_path(file).is_some_and(|kind| same_key(kind, written, key))
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

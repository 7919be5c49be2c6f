//! A walk through YAML along the steps of a place.
//!
//! serde_yaml gives every error that a visitor raises the position of the node that raised it; so the text is parsed
//! along the steps, and an error is raised at their end. No second parser is needed.
//!
//! **In:** YAML, steps. **Out:** a position. **Never:** a value.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::yaml::as_shown;
use crate::diag::Step;

/// Says whether a written key is the one that a place names: `单位` is `unit`.
pub type Words<'a> = &'a dyn Fn(&str, &str) -> bool;

/// Returns line and column, from 1, of what a walk leads to.
pub(super) fn position(yaml: &str, walk: Walk) -> Option<(usize, usize)> {
    let error = walk.deserialize(serde_yaml::Deserializer::from_str(yaml)).err()?;
    let at = error.location().filter(|_| error.to_string().starts_with(HERE) || error.to_string().contains(HERE))?;
    Some(as_shown(yaml, at.line().max(1), at.column().max(1)))
}

const HERE: &str = "bangyang: here";

/// What at the end of the steps is meant.
#[derive(Clone, Copy)]
pub(super) enum Aim {
    /// The value.
    Value,
    /// The key, the so-manyth of that name.
    Key(usize),
}

/// A way through a document.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a> {
    /// The steps that are left.
    pub(super) steps: &'a [Step],
    /// What is meant at their end.
    pub(super) aim: Aim,
    /// Which keys are the same.
    pub(super) words: Words<'a>,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Walk<'_> {
    /// Raises the error at a node where the steps end.
    fn arrive<E: serde::de::Error>(&self) -> Result<(), E> {
        if self.steps.is_empty() { Err(E::custom(HERE)) } else { Ok(()) }
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any YAML value")
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        self.arrive()
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.arrive()
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        self.arrive()
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.arrive()
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.arrive()
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.arrive()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.arrive()?;
        let Some(Step::Index(wanted)) = self.steps.first() else {
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        };
        let mut index = 0;
        loop {
            let more = if index == *wanted {
                seq.next_element_seed(Walk { steps: &self.steps[1..], ..self })?
            } else {
                seq.next_element::<IgnoredAny>()?.map(|_| ())
            };
            if more.is_none() {
                return Ok(());
            }
            index += 1;
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.arrive()?;
        let (wanted, rest) = match self.steps {
            [Step::Key(key), rest @ ..] => (key.as_ref(), rest),
            _ => ("", self.steps),
        };
        let mut seen = 0;
        loop {
            let stop = match self.aim {
                Aim::Key(nth) if rest.is_empty() && !wanted.is_empty() => Some((nth, seen)),
                _ => None,
            };
            let Some(matches) = map.next_key_seed(KeyWalk { wanted, stop, words: self.words })? else { return Ok(()) };
            seen += usize::from(matches);
            if matches && stop.is_none() {
                map.next_value_seed(Walk { steps: rest, ..self })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }

    /// A value with a tag (`!甲 值`) is the value.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        tagged.variant::<IgnoredAny>()?.1.newtype_variant_seed(self)
    }
}

/// Reads a key: whether it is the wanted one; raises the error at the `stop.0`-th of them.
struct KeyWalk<'a> {
    wanted: &'a str,
    stop: Option<(usize, usize)>,
    words: Words<'a>,
}

impl<'de> DeserializeSeed<'de> for KeyWalk<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for KeyWalk<'_> {
    type Value = bool;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<bool, E> {
        let matches = key == self.wanted || (self.words)(key, self.wanted);
        match self.stop {
            Some((nth, seen)) if matches && seen + 1 == nth => Err(E::custom(HERE)),
            _ => Ok(matches),
        }
    }

    fn visit_i64<E: serde::de::Error>(self, key: i64) -> Result<bool, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_u64<E: serde::de::Error>(self, key: u64) -> Result<bool, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, key: f64) -> Result<bool, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_bool<E: serde::de::Error>(self, key: bool) -> Result<bool, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<bool, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(false)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(false)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<bool, A::Error> {
        tagged.variant::<IgnoredAny>()?.1.newtype_variant_seed(self)
    }
}

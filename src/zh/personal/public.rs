//! What may be published all the same: the numbers and addresses that are declared public.
//!
//! **In:** declarations in editors' words, and [`Finding`]s. **Out:** whether one of them covers a finding.
//! **Never:** takes a number for declared because it is like one; only the area code may be missing.

use std::collections::BTreeSet;

use super::find::find;
use super::finding::{Finding, Personal};
use super::glyph::{Glyph, glyph, narrowed};

/// Numbers and addresses that are declared public: `contact` and `pii_allow`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Public(BTreeSet<String>);

impl Public {
    /// Reads declarations; one of them may hold several numbers with words between them.
    pub fn of<S: AsRef<str>>(declared: &[S]) -> Self {
        let mut public = BTreeSet::new();
        for text in declared.iter().map(AsRef::as_ref) {
            let part = |c| !matches!(glyph(c), Glyph::Digit(..) | Glyph::Joint(_) | Glyph::Invisible);
            for text in text.split(part).chain([text]) {
                public.extend(find(&format!("电话：{text}")).into_iter().map(|found| found.digits));
            }
            let whole = digits_of(text);
            if whole.len() >= 7 {
                public.insert(whole);
            }
            public.insert(text.chars().map(|c| narrowed(c).to_ascii_lowercase()).collect::<String>().trim().to_owned());
        }
        Self(public)
    }

    /// Returns whether the number is declared, in whatever form; of a landline either side may lack the area code.
    pub fn holds(&self, finding: &Finding) -> bool {
        self.0.contains(&finding.digits)
            || (finding.kind == Personal::Landline && self.0.iter().any(|known| is_same_line(known, &finding.digits)))
    }
}

/// Returns whether `finding` is among the numbers that are declared public.
pub fn allowed<S: AsRef<str>>(finding: &Finding, declared: &[S]) -> bool {
    Public::of(declared).holds(finding)
}

fn is_same_line(one: &str, other: &str) -> bool {
    let (long, short) = if one.len() > other.len() { (one, other) } else { (other, one) };
    matches!(short.len(), 7 | 8)
        && long.strip_suffix(short).is_some_and(|area| matches!(area.len(), 3 | 4) && area.starts_with('0'))
        && short.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits_of(text: &str) -> String {
    let digit = |c| match glyph(c) {
        Glyph::Digit(value, _) => Some(char::from(b'0' + value)),
        _ => matches!(narrowed(c), 'x' | 'X').then_some('X'),
    };
    text.chars().filter_map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Finding {
        find(text).into_iter().next().expect("a number")
    }

    #[test]
    fn declared_numbers_are_compared_by_their_digits() {
        let contact = [
            "０３１７－３０４１４５０、3041451（办公室）".to_owned(),
            "13800138000".to_owned(),
            "JGDW@example.cn".to_owned(),
        ];
        for text in [
            "0317 3041450",
            "(0317)3041450",
            "电话：3041450",
            "电话：0317-3041451",
            "+86 138-0013-8000",
            "jgdw＠EXAMPLE.cn",
        ] {
            assert!(allowed(&first(text), &contact), "{text}");
        }
        for text in ["0317-3041452", "0318-3041450", "13800138001", "jgdx@example.cn"] {
            assert!(!allowed(&first(text), &contact), "{text}");
        }
    }
}

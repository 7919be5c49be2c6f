//! What was found, what may be published all the same, and how a number is shown without being told.
//!
//! **In:** kinds and digits. **Out:** comparisons and masks. **Never:** a number in full in a message.

use std::collections::BTreeSet;
use std::ops::Range;

use super::find::find;
use super::glyph::{Glyph, glyph, narrowed};

/// What identifies a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Personal {
    /// A mobile number (手机号).
    Mobile,
    /// A landline or a 400 number (电话号码).
    Landline,
    /// An identity number (身份证号), of eighteen or fifteen digits.
    Identity,
    /// A bank card (银行卡号).
    BankCard,
    /// An e-mail address (电子邮箱).
    Email,
}

impl Personal {
    /// Returns what editors call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mobile => "手机号",
            Self::Landline => "电话号码",
            Self::Identity => "身份证号",
            Self::BankCard => "银行卡号",
            Self::Email => "电子邮箱",
        }
    }
}

/// One number or address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Personal,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its ASCII digits without country code, with X where an identity number ends so; an e-mail in lower case.
    pub digits: String,
}

impl Finding {
    /// Returns the number with its middle hidden, fit for a message.
    pub fn masked(&self) -> String {
        mask(self.kind, &self.digits)
    }
}

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

/// Returns the number with its middle hidden.
///
/// A mobile number keeps its first three and last four digits, an identity number its first two and last three, a card
/// its last four, a landline its area code and last two, an e-mail its first letter and its domain.
pub fn mask(kind: Personal, digits: &str) -> String {
    let count = digits.chars().count();
    match kind {
        Personal::Mobile if count == 11 => starred(digits, 3, 4),
        Personal::Identity if count >= 15 => starred(digits, 2, 3),
        Personal::BankCard if count >= 12 => starred(digits, 0, 4),
        Personal::Landline if count >= 10 => {
            let area =
                if digits.starts_with("01") || digits.starts_with("02") || !digits.starts_with('0') { 3 } else { 4 };
            starred(digits, area, 2)
        }
        Personal::Landline if count >= 7 => starred(digits, 0, 2),
        Personal::Email => match digits.split_once('@') {
            Some((local, domain)) => format!("{}***@{domain}", local.chars().next().unwrap_or('*')),
            None => "*".repeat(count),
        },
        Personal::Mobile | Personal::Identity | Personal::BankCard | Personal::Landline => "*".repeat(count),
    }
}

fn starred(digits: &str, head: usize, tail: usize) -> String {
    let count = digits.chars().count();
    digits.chars().enumerate().map(|(at, c)| if at < head || at + tail >= count { c } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Finding {
        find(text).into_iter().next().expect("a number")
    }

    #[test]
    fn masks_are_those_of_the_circular() {
        assert_eq!(mask(Personal::Mobile, "13800138000"), "138****8000");
        assert_eq!(mask(Personal::Identity, "11010519491231002X"), "11*************02X");
        assert_eq!(mask(Personal::Identity, "110105491231002"), "11**********002");
        assert_eq!(mask(Personal::BankCard, "6217000010000000"), "************0000");
        assert_eq!(mask(Personal::Landline, "03173041450"), "0317*****50");
        assert_eq!(mask(Personal::Landline, "01088888888"), "010******88");
        assert_eq!(mask(Personal::Email, "zhang@qq.com"), "z***@qq.com");
        assert_eq!(mask(Personal::Mobile, "汉1"), "**");
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

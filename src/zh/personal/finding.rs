//! What was found, and how a number is shown without being told.
//!
//! **In:** kinds and digits. **Out:** findings and masks. **Never:** a number in full in a message.

use std::ops::Range;

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
}

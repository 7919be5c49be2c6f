//! Whether digits can be what they look like: checksums, dates of birth, area codes.
//!
//! **In:** ASCII digits. **Out:** yes or no. **Never:** looks at the text around them.

/// GB 11643-1999 §4.3.3: the weight of each of the first seventeen digits.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// GB 11643-1999: the check character for each remainder.
const CHECKS: &[u8; 11] = b"10X98765432";

fn digit(byte: u8) -> u32 {
    u32::from(byte.wrapping_sub(b'0'))
}

fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |sum, &byte| sum * 10 + digit(byte))
}

/// Returns whether these are the eighteen characters of an identity number: region, birth and check character.
pub(super) fn is_identity(text: &str) -> bool {
    let Some((body, check)) = text.as_bytes().split_last_chunk::<1>().map(|(body, last)| (body, last[0])) else {
        return false;
    };
    if body.len() != 17 || !body.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(&byte, weight)| digit(byte) * weight).sum();
    let year = number(&body[6..10]);
    CHECKS[(sum % 11) as usize] == check
        && is_region(number(&body[..2]))
        && (1880..2060).contains(&year)
        && is_day(year, number(&body[10..12]), number(&body[12..14]))
}

/// Returns whether these are the fifteen digits of an identity number of before 1999, which has no check character.
pub(super) fn is_old_identity(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 15
        && bytes.iter().any(|byte| *byte != bytes[0])
        && is_region(number(&bytes[..2]))
        && number(&bytes[2..4]) <= 90
        && is_day(1900 + number(&bytes[6..8]), number(&bytes[8..10]), number(&bytes[10..12]))
}

/// GB/T 2260: the two digits of a province; 81–83 are residence permits, 9x those of foreigners.
fn is_region(code: u32) -> bool {
    matches!(code, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91..=99)
}

/// Returns whether the first two of these digits are those of a province.
pub(super) fn is_region_of(digits: &[u8]) -> bool {
    digits.get(..2).is_some_and(|region| is_region(number(region)))
}

fn is_day(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=last).contains(&day)
}

/// Returns whether eight digits read as a date: `20210611`.
pub(super) fn is_compact_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 8
        && (1900..2100).contains(&number(&bytes[..4]))
        && is_day(number(&bytes[..4]), number(&bytes[4..6]), number(&bytes[6..8]))
}

/// Returns whether these eleven digits are a mobile number.
pub(super) fn is_mobile(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 11 && bytes[0] == b'1' && matches!(bytes[1], b'3'..=b'9')
}

/// Returns whether these digits are a bank card: a known first part (GB/T 19583), and Luhn's check digit (GB/T 17552).
///
/// 62, 60, 81 and the older 9558 and 9559 have 16 to 19 digits; 4, 51–55 and 35 have 16.
pub(super) fn is_card(text: &str) -> bool {
    let starts = |parts: &[&str]| parts.iter().any(|part| text.starts_with(part));
    let known = starts(&["62", "60", "81", "9558", "9559"])
        || (text.len() == 16 && starts(&["4", "51", "52", "53", "54", "55", "35"]));
    (16..=19).contains(&text.len()) && known && has_luhn(text)
}

fn has_luhn(text: &str) -> bool {
    let sum: u32 = text
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| match (place % 2, digit(byte)) {
            (0, digit) => digit,
            (_, digit) if digit > 4 => digit * 2 - 9,
            (_, digit) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Returns whether these digits are an area code with its leading zero: 010, 02x, 0311 …
pub(super) fn is_area(text: &str) -> bool {
    matches!(text.as_bytes(), [b'0', b'1', b'0'] | [b'0', b'2', b'0'..=b'9'] | [b'0', b'3'..=b'9', _, _])
}

/// Returns the length of the area code that begins these digits, if one does.
pub(super) fn area_of(text: &str) -> Option<usize> {
    [3, 4].into_iter().find(|&length| text.get(..length).is_some_and(is_area))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers_have_a_region_a_birthday_and_a_check_character() {
        for good in ["11010519491231002X", "130102199001010015", "440524188001010014"] {
            assert!(is_identity(good), "{good}");
        }
        for bad in ["110105194912310021", "11010519491331002X", "130102199001010010", "13010219900101003", "", "汉"] {
            assert!(!is_identity(bad), "{bad}");
        }
        assert!(is_old_identity("110105491231002"));
        assert!(!is_old_identity("110105491331002"));
        assert!(!is_old_identity("200105491231002"));
    }

    #[test]
    fn cards_have_a_known_start_and_a_check_digit() {
        for good in ["6217000010000000002", "4111111111111111", "5500005555555559"] {
            assert_eq!(is_card(good), has_luhn(good), "{good}");
        }
        assert!(is_card("4111111111111111"));
        assert!(!is_card("4111111111111112"));
        assert!(!is_card("2021061100000000"));
        assert!(!is_card("411111111111111"));
    }

    #[test]
    fn area_codes_begin_with_zero() {
        for good in ["010", "021", "029", "0311", "0317", "0895"] {
            assert!(is_area(good), "{good}");
        }
        for bad in ["0000", "317", "0100", "031"] {
            assert!(!is_area(bad), "{bad}");
        }
        assert_eq!(area_of("03173041450"), Some(4));
        assert_eq!(area_of("01088888888"), Some(3));
    }
}

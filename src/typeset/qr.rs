//! QR codes line by line, for layouts to draw in their own ink.
//!
//! **In:** an address. **Out:** [`Qr`]. **Never:** a picture.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use qrcode::{Color, EcLevel, QrCode};

use crate::view::print::Qr;

/// The codes that were worked out before: of an address there is only one, and to choose its mask takes most of the time.
#[derive(Default)]
pub struct Codes(Mutex<HashMap<String, Option<Qr>>>);

impl Codes {
    /// Returns the code that leads to `url`, as it would be worked out anew.
    pub fn of(&self, url: &str) -> Option<Qr> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(code) = known().get(url) {
            return code.clone();
        }
        let code = qr(url);
        known().insert(url.to_owned(), code.clone());
        code
    }
}

/// Returns the code that leads to `url`, at level M (15 % may be damaged); `None` where it is too long for any (2,331
/// bytes).
fn qr(url: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(url, EcLevel::M).ok()?;
    let modules = u32::try_from(code.width()).ok()?;
    let module = |colour: &Color| if *colour == Color::Dark { '#' } else { '.' };
    let rows = code.to_colors().chunks(code.width()).map(|line| line.iter().map(module).collect()).collect();
    Some(Qr { url: url.to_owned(), modules, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_module_stands_in_its_line() {
        let url = "https://example.cn/exhibits/05/";
        let code = qr(url).expect("a short address");
        let plain = QrCode::with_error_correction_level(url, EcLevel::M).expect("a short address");
        assert_eq!((code.modules, code.rows.len()), (29, 29));
        let drawn: Vec<bool> = code.rows.iter().flat_map(|row| row.chars().map(|module| module == '#')).collect();
        let dark: Vec<bool> = plain.to_colors().iter().map(|colour| *colour == Color::Dark).collect();
        assert_eq!(drawn, dark);
        // The corner that readers look for.
        assert!(code.rows[0].starts_with("#######.") && code.rows[1].starts_with("#.....#."));
    }

    #[test]
    fn a_code_that_is_remembered_is_the_one_of_its_address() {
        let codes = Codes::default();
        for url in ["https://example.cn/a/", "https://example.cn/b/", "https://example.cn/a/", &"x".repeat(2332)] {
            assert_eq!(codes.of(url), qr(url));
        }
        assert_ne!(codes.of("https://example.cn/a/"), codes.of("https://example.cn/b/"));
    }

    #[test]
    fn an_address_longer_than_any_code_has_none() {
        assert!(qr(&"x".repeat(2331)).is_some());
        assert!(qr(&"x".repeat(2332)).is_none());
    }
}

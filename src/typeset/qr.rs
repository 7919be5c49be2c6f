//! QR codes as dark runs, for layouts to draw in their own ink.
//!
//! **In:** an address. **Out:** [`Qr`]. **Never:** a picture.

use qrcode::{Color, EcLevel, QrCode};

use crate::view::print::Qr;

/// Returns the code that leads to `url`, at level M (15 % may be damaged); `None` where it is too long for any (2,331
/// bytes).
pub fn qr(url: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(url, EcLevel::M).ok()?;
    let modules = u32::try_from(code.width()).ok()?;
    let colours = code.to_colors();
    let rows = (0..).zip(colours.chunks(code.width()));
    let runs = rows.flat_map(|(row, line)| dark(line).into_iter().map(move |(from, length)| (row, from, length)));
    Some(Qr { url: url.to_owned(), modules, runs: runs.collect() })
}

/// Returns the dark runs of a line: first module and length.
fn dark(line: &[Color]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for (at, _) in (0..).zip(line).filter(|(_, colour)| **colour == Color::Dark) {
        match runs.last_mut().filter(|(from, length)| from + length == at) {
            Some((_, length)) => *length += 1,
            None => runs.push((at, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_cover_the_dark_modules_and_no_others() {
        let url = "https://example.cn/exhibits/05/";
        let code = qr(url).expect("a short address");
        let plain = QrCode::with_error_correction_level(url, EcLevel::M).expect("a short address");
        let mut drawn = vec![Color::Light; plain.width() * plain.width()];
        for (row, from, length) in &code.runs {
            for column in *from..from + length {
                drawn[*row as usize * plain.width() + column as usize] = Color::Dark;
            }
        }
        assert_eq!(drawn, plain.to_colors());
        assert_eq!((code.modules, code.runs[0]), (29, (0, 0, 7)));
    }

    #[test]
    fn an_address_longer_than_any_code_has_none() {
        assert!(qr(&"x".repeat(2331)).is_some());
        assert!(qr(&"x".repeat(2332)).is_none());
    }
}

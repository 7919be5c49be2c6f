//! Whether an archive unpacks to what a workbook may be, found out before a reader of workbooks trusts what it says.
//!
//! An archive can claim that a member has ten bytes and unpack to gigabytes, and a list of strings can claim to have
//! billions of them, for which the reader would take memory at once.
//!
//! **In:** the bytes of an `.xlsx`. **Out:** nothing, or why it is not opened. **Never:** keeps what it unpacks.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

/// At most this many bytes may come out of the archive: a roster has some thousand rows, a bomb has billions.
const MOST_UNPACKED: u64 = 128 << 20;
/// At most this many members.
const MOST_MEMBERS: usize = 10_000;
/// How far into a member its first element is looked for.
const HEAD: u64 = 4 << 10;

/// Why a workbook is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unsound {
    /// It unpacks to more than any roster.
    TooLarge,
    /// It is no archive, or it lies about what is in it.
    Damaged,
}

/// Unpacks every member and throws it away.
pub(super) fn examine(bytes: &[u8]) -> Result<(), Unsound> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unsound::Damaged)?;
    if archive.len() > MOST_MEMBERS {
        return Err(Unsound::TooLarge);
    }
    let mut left = MOST_UNPACKED;
    for number in 0..archive.len() {
        // A member that cannot be unpacked is told by the reader, if it is one that matters.
        let Ok(mut member) = archive.by_index(number) else { continue };
        let mut head = Vec::new();
        if (&mut member).take(HEAD).read_to_end(&mut head).is_err() {
            continue;
        }
        if claims_too_many(&head) {
            return Err(Unsound::Damaged);
        }
        let rest = io::copy(&mut member.take(left + 1), &mut io::sink()).unwrap_or(0);
        left = left.checked_sub(rest.saturating_add(head.len() as u64)).ok_or(Unsound::TooLarge)?;
    }
    Ok(())
}

/// Whether a list of strings says that it has more of them than bytes could hold.
fn claims_too_many(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let claims = text.match_indices("ount").filter_map(|(at, _)| {
        let value = text[at + 4..].trim_start().strip_prefix('=')?.trim_start();
        let digits = value.trim_start_matches(['"', '\'']);
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        Some(&digits[..end])
    });
    claims.into_iter().any(|digits| {
        let count = digits.trim_start_matches('0');
        count.len() > 18 || count.parse::<u64>().is_ok_and(|count| count > MOST_UNPACKED / 8)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(name: &str, body: &[u8]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default()).expect("a new part");
        writer.write_all(body).expect("memory holds it");
        writer.finish().expect("a whole archive").into_inner()
    }

    #[test]
    fn a_member_is_measured_by_what_comes_out_of_it() {
        let mut bomb = packed("xl/worksheets/sheet1.xml", &vec![b' '; (MOST_UNPACKED + 1) as usize]);
        assert!(bomb.len() < 1 << 20);
        assert_eq!(examine(&bomb), Err(Unsound::TooLarge));
        // Where the directory says ten bytes, no more than ten come out: the archive's reader sees to it.
        let entry = bomb.windows(4).position(|four| four == b"PK\x01\x02").expect("a directory");
        bomb[entry + 24..entry + 28].copy_from_slice(&10_u32.to_le_bytes());
        assert_eq!(examine(&bomb), Ok(()));
        assert_eq!(examine(&packed("a.xml", b"<a/>")), Ok(()));
        assert_eq!(examine(b"PK"), Err(Unsound::Damaged));
    }

    #[test]
    fn a_count_that_no_file_could_hold_is_a_lie() {
        for count in ["99999999999", "18446744073709551615", "00000000000000000000099999999999"] {
            let strings = format!("<sst count=\"1\" uniqueCount = '{count}'><si/></sst>");
            assert_eq!(examine(&packed("xl/sharedStrings.xml", strings.as_bytes())), Err(Unsound::Damaged), "{count}");
        }
        let honest = b"<sst count=\"12\" uniqueCount=\"9000\"/>";
        assert_eq!(examine(&packed("xl/sharedStrings.xml", honest)), Ok(()));
    }
}

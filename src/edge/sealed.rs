//! The program's own notes beside the site, believed only as this very program wrote them.
//!
//! **In:** text. **Out:** the same text, or nothing. **Never:** a note of another program, or one with a damaged byte.

use std::fs;
use std::path::Path;

use super::platform;
use crate::memo::Key;

/// Writes a note of the kind `magic`; one that cannot be written whole is not there afterwards.
pub(super) fn write(place: &Path, magic: &str, text: &str) {
    let head = seal(magic, text).map(|seal| format!("{magic} {}\n", seal.hex()));
    let written = head.and_then(|head| fs::write(place, head + text).ok());
    if written.is_none() {
        // What is not there costs the next build its time and nothing else.
        let _ = fs::remove_file(place);
    }
}

/// Returns a note; nothing where there is none that this program wrote.
pub(super) fn read(place: &Path, magic: &str) -> Option<String> {
    let mut note = String::from_utf8(fs::read(place).ok()?).ok()?;
    let (head, text) = note.split_once('\n')?;
    (head.strip_prefix(magic)?.strip_prefix(' ')? == seal(magic, text)?.hex()).then_some(())?;
    let length = head.len() + 1;
    note.drain(..length);
    Some(note)
}

fn seal(magic: &str, text: &str) -> Option<Key> {
    Some(Key::of_parts([magic.as_bytes(), program()?.as_bytes(), text.as_bytes()]))
}

/// Which program this is; nothing where the system does not tell.
fn program() -> Option<String> {
    let details = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let dated = || Some(format!("{} {:?}", details.len(), details.modified().ok()?));
    let which = platform::mark(&details).map(|mark| format!("{mark:?}")).or_else(dated)?;
    Some(format!("{} {which}", env!("CARGO_PKG_VERSION")))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    #[test]
    fn a_note_is_read_as_it_was_written_or_not_at_all() {
        let folder = Scratch::new();
        let place = folder.at("note");
        assert_eq!(read(&place, "kind 1"), None);
        for text in ["", "一\n二\n"] {
            write(&place, "kind 1", text);
            assert_eq!(read(&place, "kind 1").as_deref(), Some(text));
            assert_eq!(read(&place, "kind"), None);
            let good = fs::read(&place).expect("it was written");
            for at in 0..good.len() {
                let mut bad = good.clone();
                bad[at] ^= 1;
                fs::write(&place, &bad).expect("written");
                assert_eq!(read(&place, "kind 1"), None, "byte {at}");
            }
        }
    }
}

//! The program's own notes beside the site, believed only as this very program wrote them.
//!
//! **In:** text. **Out:** the same text, or nothing. **Never:** a note of another program, or one with a damaged byte.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use super::hand::Hand;
use super::platform;
use crate::memo::Key;

/// Which program this is, as it was when it was first asked; nothing where the system does not tell.
static PROGRAM: LazyLock<Option<String>> = LazyLock::new(program);

/// Writes a note of the kind `magic`; one that cannot be written whole is not there afterwards.
pub(super) fn write(hand: &Hand, (place, magic): (&Path, &str), text: &str) {
    let head = PROGRAM.as_ref().map(|program| format!("{magic} {}\n", seal(program, magic, text).hex()));
    let written = head.and_then(|head| hand.write_note(place, (head + text).as_bytes()).ok());
    if written.is_none() {
        // What is not there costs the next build its time and nothing else.
        let _ = fs::remove_file(place);
    }
}

/// Returns a note; nothing where there is none that this program wrote.
pub(super) fn read(place: &Path, magic: &str) -> Option<String> {
    let mut note = String::from_utf8(fs::read(place).ok()?).ok()?;
    let (head, text) = note.split_once('\n')?;
    (head.strip_prefix(magic)?.strip_prefix(' ')? == seal(PROGRAM.as_ref()?, magic, text).hex()).then_some(())?;
    let length = head.len() + 1;
    note.drain(..length);
    Some(note)
}

/// Returns what tells this program from every other one; nothing where the system does not tell.
pub(super) fn program_key() -> Option<Key> {
    PROGRAM.as_ref().map(|program| Key::of(program.as_bytes()))
}

fn seal(program: &str, magic: &str, text: &str) -> Key {
    Key::of_parts([magic.as_bytes(), program.as_bytes(), text.as_bytes()])
}

/// What the system notes of the program's file; its bytes where the system notes too little.
fn program() -> Option<String> {
    let place = std::env::current_exe().ok()?;
    let mark = platform::mark(&fs::metadata(&place).ok()?).map(|mark| format!("{mark:?}"));
    let which = mark.or_else(|| Some(Key::of(&fs::read(&place).ok()?).hex()))?;
    Some(format!("{} {which}", env!("CARGO_PKG_VERSION")))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    #[test]
    fn a_note_of_another_program_is_none_of_ours() {
        let folder = Scratch::new();
        let place = folder.at("note");
        for (program, is_read) in [(PROGRAM.clone().expect("the system tells"), true), ("0.0.9".to_owned(), false)] {
            fs::write(&place, format!("kind 1 {}\ntext", seal(&program, "kind 1", "text").hex())).expect("written");
            assert_eq!(read(&place, "kind 1").is_some(), is_read, "{program}");
        }
    }

    #[test]
    fn a_note_is_never_written_through_a_link() {
        let folder = Scratch::new();
        folder.put("other", "of somebody");
        for name in ["note", "note.new"] {
            platform::make_link(&folder.at("other"), &folder.at(name)).expect("linked");
        }
        write(&Hand::default(), (&folder.at("note"), "kind 1"), "text");
        assert_eq!(folder.text("other"), "of somebody");
        assert_eq!(read(&folder.at("note"), "kind 1").as_deref(), Some("text"));
    }

    #[test]
    fn nothing_is_left_of_a_note_that_cannot_be_written() {
        for steps in 0..2 {
            let folder = Scratch::new();
            folder.put("note", "an older one");
            write(&Hand::default().full_after(steps), (&folder.at("note"), "kind 1"), "text");
            assert!(!folder.at("note").exists() && !folder.at("note.new").exists(), "{steps}");
        }
    }

    #[test]
    fn a_note_is_read_as_it_was_written_or_not_at_all() {
        let folder = Scratch::new();
        let place = folder.at("note");
        assert_eq!(read(&place, "kind 1"), None);
        for text in ["", "一\n二\n"] {
            write(&Hand::default(), (&place, "kind 1"), text);
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

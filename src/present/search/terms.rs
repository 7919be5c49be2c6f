//! The terms by which text is found: pairs of Chinese characters, whole words of letters and digits, pieces of pinyin.
//!
//! Chinese has no gaps between words, and pairs of neighbouring characters find every word of two or more without a
//! dictionary. A single character is a term in titles and short words alone; in stories it would find everything.
//! Of a title's pinyin every four letters in a row are a term, of its initials every two and every three. `search.js`
//! makes the same terms of what is asked for.
//!
//! **In:** text. **Out:** [`Term`]s, numbers that sort. **Never:** a dictionary, or an allocation for a term.

/// One term: two characters, or up to seven bytes of ASCII, in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term(u64);

/// The bits that say that a term is ASCII; characters need 42.
const ASCII: u64 = 1 << 63;
/// How many bytes of a word are its term; what follows is compared with the row.
const WORD: usize = 6;

impl Term {
    fn characters(first: char, second: Option<char>) -> Self {
        Self((u64::from(u32::from(first)) << 21) | second.map_or(0, |second| u64::from(u32::from(second))))
    }

    fn ascii(mark: Option<u8>, letters: &[u8]) -> Self {
        let bytes = mark.iter().chain(letters);
        Self(bytes.fold(0, |sum, byte| (sum << 8) | u64::from(*byte)) | ASCII)
    }

    /// Returns the characters of the term.
    fn letters(self) -> impl Iterator<Item = char> {
        let mut letters = ['\0'; 8];
        if self.0 & ASCII == 0 {
            let parts =
                [self.0 >> 21, self.0 & 0x1f_ffff].map(|part| u32::try_from(part).ok().and_then(char::from_u32));
            letters.iter_mut().zip(parts).for_each(|(letter, part)| *letter = part.unwrap_or_default());
        } else {
            letters = (self.0 & !ASCII).to_be_bytes().map(char::from);
        }
        // None of them is the character of number 0: it is neither a letter nor a digit.
        letters.into_iter().filter(|letter| *letter != '\0')
    }

    /// Writes the term as the script writes it.
    pub(super) fn write(self, to: &mut String) {
        to.extend(self.letters());
    }

    /// Returns in which of so many files the term stands: FNV-1a over its UTF-16 units, as the script reckons it.
    pub(super) fn file(self, files: usize) -> usize {
        let hash = self.letters().fold(0x811c_9dc5_u32, |hash, letter| {
            let reckon = |hash: u32, unit: &mut u16| (hash ^ u32::from(*unit)).wrapping_mul(16_777_619);
            letter.encode_utf16(&mut [0; 2]).iter_mut().fold(hash, reckon)
        });
        hash as usize % files.max(1)
    }
}

/// Which terms of Chinese text are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    /// Pairs alone.
    Pairs,
    /// Pairs, and each character by itself.
    Single,
}

/// Adds the terms of a text.
pub(super) fn of_text(text: &str, grain: Grain, to: &mut Vec<Term>) {
    let (mut before, mut word): (Option<char>, Vec<u8>) = (None, Vec::new());
    for character in text.chars().map(fold) {
        if character.is_ascii_alphanumeric() {
            word.push(character as u8);
            before = None;
            continue;
        }
        end_word(&mut word, to);
        if !character.is_alphanumeric() {
            before = None;
            continue;
        }
        if grain == Grain::Single {
            to.push(Term::characters(character, None));
        }
        if let Some(before) = before {
            to.push(Term::characters(before, Some(character)));
        }
        before = Some(character);
    }
    end_word(&mut word, to);
}

fn end_word(word: &mut Vec<u8>, to: &mut Vec<Term>) {
    if !word.is_empty() {
        to.push(Term::ascii(Some(b'='), &word[..word.len().min(WORD)]));
        word.clear();
    }
}

/// Adds the terms of a title's pinyin and of its initials.
pub(super) fn of_sound(sound: &str, initials: &str, to: &mut Vec<Term>) {
    for (text, length) in [(sound, 4), (initials, 3), (initials, 2)] {
        to.extend(text.as_bytes().windows(length).map(|letters| Term::ascii(None, letters)));
    }
}

/// Full-width letters and digits as their narrow ones, and all of them small.
fn fold(character: char) -> char {
    let narrow = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    };
    narrow.to_ascii_lowercase()
}

/// Adds numbers that grow as the steps between them, in base 36, with gaps of one space.
pub(super) fn write_steps(numbers: impl Iterator<Item = u32>, to: &mut String) {
    let mut before = 0;
    for (at, number) in numbers.enumerate() {
        if at > 0 {
            to.push(' ');
        }
        write_base36(number - before, to);
        before = number;
    }
}

fn write_base36(number: u32, to: &mut String) {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    if number >= 36 {
        write_base36(number / 36, to);
    }
    to.push(char::from(DIGITS[number as usize % 36]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(add: impl FnOnce(&mut Vec<Term>)) -> Vec<String> {
        let mut terms = Vec::new();
        add(&mut terms);
        terms
            .into_iter()
            .map(|term| {
                let mut text = String::new();
                term.write(&mut text);
                text
            })
            .collect()
    }

    #[test]
    fn chinese_is_found_by_pairs_and_words_of_letters_whole() {
        assert_eq!(words(|to| of_text("结对帮带", Grain::Pairs, to)), ["结对", "对帮", "帮带"]);
        assert_eq!(words(|to| of_text("市政１１０，Ab", Grain::Single, to)), ["市", "政", "市政", "=110", "=ab"]);
        assert_eq!(words(|to| of_text("𬭚铁 information", Grain::Pairs, to)), ["𬭚铁", "=inform"]);
    }

    #[test]
    fn pinyin_is_found_by_its_pieces() {
        assert_eq!(words(|to| of_sound("lichao", "lc", to)), ["lich", "icha", "chao", "lc"]);
        assert_eq!(words(|to| of_sound("a", "", to)), [""; 0]);
    }

    #[test]
    fn a_term_stands_in_the_file_that_the_script_reckons() {
        // Reckoned by the function of search.js.
        let file = |text: &str| {
            let mut terms = Vec::new();
            of_text(text, Grain::Pairs, &mut terms);
            terms[0].file(256)
        };
        assert_eq!([file("结对"), file("110")], [65, 106]);
    }

    #[test]
    fn numbers_are_written_as_steps() {
        let mut text = String::new();
        write_steps([0, 35, 71, 1367].into_iter(), &mut text);
        assert_eq!(text, "0 z 10 100");
    }
}

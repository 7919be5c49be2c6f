//! The mark 示例 (demonstration data) in a row of words: each sample is known for one, and no row says it over and over.
//!
//! **In:** links, names and words whose records are samples or not. **Out:** the same, marked where the mark is to stand.
//! **Never:** a sample that neither its own name nor a mark tells.

use crate::view::{Link, Name, Word};

/// What may carry the mark.
pub(super) trait Marked {
    /// Returns what stands there.
    fn text(&self) -> &str;
    /// Returns whether the mark stands after it.
    fn sample(&mut self) -> &mut bool;
}

macro_rules! marked {
    ($($part:ident)*) => {
        $(impl Marked for $part {
            fn text(&self) -> &str {
                &self.text
            }

            fn sample(&mut self) -> &mut bool {
                &mut self.sample
            }
        })*
    };
}

marked!(Link Name Word);

/// Returns a row in which of the samples that say 示例 themselves only the last one carries the mark.
pub(super) fn once<T: Marked>(mut row: Vec<T>) -> Vec<T> {
    let mut is_told = false;
    for part in row.iter_mut().rev() {
        if *part.sample() && part.text().contains("示例") {
            *part.sample() = !is_told;
            is_told = true;
        }
    }
    row
}

/// Returns a row below a mark: what it belongs to has told already.
pub(super) fn below_mark<T: Marked>(mut row: Vec<T>) -> Vec<T> {
    row.iter_mut().for_each(|part| *part.sample() = false);
    row
}

/// Returns a word where there are no marks: `示例单位07（示例）`.
pub(super) fn plain(word: &Word) -> String {
    if word.sample { format!("{}（示例）", word.text) } else { word.text.clone() }
}

/// Returns a title where there are no marks, told for a sample before it is read: `【示例】关于命名…的决定`.
pub(super) fn titled(title: Word) -> String {
    if title.sample { format!("【示例】{}", title.text) } else { title.text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_once_what_its_names_say_and_never_leaves_a_sample_unmarked() {
        let word = |text: &str, sample| Word { text: text.to_owned(), sample };
        let row = vec![word("示例甲", true), word("示例乙", true), word("丙支部", true), word("示例路支部", false)];
        let marks: Vec<bool> = once(row).into_iter().map(|word| word.sample).collect();
        assert_eq!(marks, [false, true, true, false]);
        assert_eq!(plain(&word("丙支部", true)), "丙支部（示例）");
        assert_eq!([titled(word("丙支部", true)), titled(word("丙支部", false))], ["【示例】丙支部", "丙支部"]);
    }
}

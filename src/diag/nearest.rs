//! What the writer may have meant.
//!
//! **In:** a word that names nothing, and the words that would. **Out:** the nearest of them, if one is near.

/// Returns the candidate nearest to `word`: at most a third of its characters (at least one) differ, or one holds the
/// other. Ties go to the first in order.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates = candidates.into_iter().map(|candidate| (glance(candidate), candidate));
    nearest_of((word, usize::MAX), candidates).map(|(_, candidate)| candidate)
}

/// Returns what [`nearest`] does, with its distance, among candidates whose [`glance`] is known: for words that are asked of the
/// same long list again and again. Of those that look alike at a glance, the first `most` are compared letter by letter.
pub fn nearest_of<'a>(
    (word, most): (&str, usize),
    candidates: impl IntoIterator<Item = (u64, &'a str)>,
) -> Option<(usize, &'a str)> {
    let length = word.chars().count();
    let allowed = (length / 3).max(1);
    let own = glance(word);
    let mut best: Option<(usize, &'a str)> = None;
    let alike = candidates.into_iter().filter(|(letters, _)| !are_strangers(own, *letters, allowed));
    for (_, candidate) in alike.take(most) {
        let Some(distance) = distance(word, candidate, length, allowed) else { continue };
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best
}

/// Returns a set of 64 kinds of characters: which of them the text has.
pub fn glance(text: &str) -> u64 {
    text.chars().fold(0, |all, c| all | 1 << (u32::from(c).wrapping_mul(0x9E37_79B1) >> 26))
}

/// Whether neither text can hold the other, and more characters differ than may; seen at a glance, for a table of five thousand
/// unknown words is compared with as many names each.
fn are_strangers(one: u64, other: u64, allowed: usize) -> bool {
    let (here, there) = (one & !other, other & !one);
    here != 0 && there != 0 && here.count_ones().max(there.count_ones()) as usize > allowed
}

fn distance(word: &str, candidate: &str, length: usize, allowed: usize) -> Option<usize> {
    let other = candidate.chars().count();
    if length >= 2 && other >= 2 && (candidate.contains(word) || word.contains(candidate)) {
        return Some(allowed + length.abs_diff(other));
    }
    if length.abs_diff(other) > allowed {
        return None;
    }
    let distance = strsim::damerau_levenshtein(word, candidate);
    let kept = length.max(other) - distance.min(length.max(other));
    (distance <= allowed && kept > 0).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word() {
        assert_eq!(nearest("单味", ["名称", "单位", "党支部"]), Some("单位"));
        assert_eq!(nearest("summry", ["source", "summary"]), Some("summary"));
        assert_eq!(
            nearest("千万间公司党支部", ["市政公司千万间公司党支部", "渤海分公司党支部"]),
            Some("市政公司千万间公司党支部")
        );
    }

    #[test]
    fn a_glance_leaves_out_nobody_who_is_near() {
        let words =
            ["单位", "单味", "单位4号", "位单", "党支部", "示例单位甲机关党支部", "甲机关", "u12", "u21", "a", ""];
        for one in words {
            for other in words {
                let length = one.chars().count();
                let allowed = (length / 3).max(1);
                let is_near = distance(one, other, length, allowed).is_some();
                assert!(!(is_near && are_strangers(glance(one), glance(other), allowed)), "{one} {other}");
            }
        }
    }

    #[test]
    fn a_stranger_finds_nothing() {
        assert_eq!(nearest("甲", ["乙", "丙"]), None);
        assert_eq!(nearest("完全不同的词", ["单位"]), None);
    }
}

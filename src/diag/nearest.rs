//! What the writer may have meant.
//!
//! **In:** a word that names nothing, and the words that would. **Out:** the nearest of them, if one is near.

/// Returns the candidate nearest to `word`: at most a third of its characters (at least one) differ, or one holds the
/// other. Ties go to the first in order.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let allowed = (length / 3).max(1);
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        let Some(distance) = distance(word, candidate, length, allowed) else { continue };
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
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
    fn a_stranger_finds_nothing() {
        assert_eq!(nearest("甲", ["乙", "丙"]), None);
        assert_eq!(nearest("完全不同的词", ["单位"]), None);
    }
}

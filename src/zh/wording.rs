//! Slips that ruin a notice (严重表述错误): wrong characters in the names of the state, the Party and what they do.
//!
//! One of them is a one-vote veto in the check of government sites (国办秘函〔2019〕19号). The list holds only words that
//! nobody writes on purpose: those of published circulars, and what input methods make of set phrases. A project adds its own.
//!
//! **In:** text. **Out:** where slips stand, and what is right. **Never:** a guess.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

/// What is written, and what is meant.
const SLIPS: [(&str, &str); 20] = [
    ("中共人民共和国", "中华人民共和国"),
    ("中华人民共合国", "中华人民共和国"),
    ("中华人民大和国", "中华人民共和国"),
    ("中华人名共和国", "中华人民共和国"),
    ("中华人民共和围", "中华人民共和国"),
    ("中国共产觉", "中国共产党"),
    ("中国共产当", "中国共产党"),
    ("人民攻府", "人民政府"),
    ("市攻府", "市政府"),
    ("县攻府", "县政府"),
    ("区攻府", "区政府"),
    ("扫黑险恶", "扫黑除恶"),
    ("党的十八年以来", "党的十八大以来"),
    ("党的十九年以来", "党的十九大以来"),
    ("为人名服务", "为人民服务"),
    ("两学一作", "两学一做"),
    ("三会一刻", "三会一课"),
    ("一岗双则", "一岗双责"),
    ("入党自愿书", "入党志愿书"),
    ("共产主意", "共产主义"),
];

/// Slips that are looked for: the program's, and a project's own.
#[derive(Debug, Clone)]
pub struct Wording {
    /// Says fast that nothing is wrong: it knows where to look by the words' beginnings, and stops at the first.
    any: AhoCorasick,
    wrong: AhoCorasick,
    right: Vec<String>,
}

impl Wording {
    /// Returns the list with a project's pairs of what is wrong and what is right; a pair of equal words takes one away.
    ///
    /// All are looked for at once: one after the other, they took a twentieth of a build.
    pub fn with(own: &[(String, String)]) -> Self {
        let built_in = SLIPS.iter().map(|(wrong, right)| ((*wrong).to_owned(), (*right).to_owned()));
        let kept = built_in.filter(|(wrong, _)| own.iter().all(|(known, _)| known != wrong));
        let added = own.iter().filter(|(wrong, right)| wrong != right && !wrong.is_empty()).cloned();
        let (wrong, right): (Vec<String>, Vec<String>) = kept.chain(added).unzip();
        let of_kind = |kind: MatchKind| {
            let words = AhoCorasick::builder().match_kind(kind).build(&wrong);
            words.expect("a file of 16 MB holds fewer words than an automaton does")
        };
        Self { any: of_kind(MatchKind::LeftmostFirst), wrong: of_kind(MatchKind::Standard), right }
    }

    /// Returns where slips stand in `text`, in its order, each with what is right.
    pub fn find<'a>(&'a self, text: &str) -> Vec<(Range<usize>, &'a str)> {
        if !self.any.is_match(text) {
            return Vec::new();
        }
        let one = |found: aho_corasick::Match| (found.range(), self.right[found.pattern()].as_str());
        let mut found: Vec<_> = self.wrong.find_overlapping_iter(text).map(one).collect();
        found.sort_by_key(|(range, _)| (range.start, range.end));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(wrong: &str, right: &str) -> (String, String) {
        (wrong.to_owned(), right.to_owned())
    }

    #[test]
    fn slips_are_found_where_they_stand() {
        let wording = Wording::with(&[]);
        let text = "自党的十八年以来，市攻府扫黑险恶。";
        let found: Vec<(&str, &str)> =
            wording.find(text).into_iter().map(|(range, right)| (&text[range], right)).collect();
        assert_eq!(found, [("党的十八年以来", "党的十八大以来"), ("市攻府", "市政府"), ("扫黑险恶", "扫黑除恶")]);
        for good in ["党的十八大以来", "攻下府城", "建党十八年以来", "中共沧州市委", "他有了主意"]
        {
            assert_eq!(wording.find(good), [], "{good}");
        }
    }

    #[test]
    fn a_project_adds_its_own_and_takes_others_away() {
        let wording = Wording::with(&[pair("沧洲", "沧州"), pair("市攻府", "市攻府")]);
        assert_eq!(wording.find("沧洲市攻府").len(), 1);
        let both = Wording::with(&[pair("人名共和国", "人民共和国")]);
        assert_eq!(both.find("中华人名共和国").iter().map(|(range, _)| range.start).collect::<Vec<_>>(), [0, 6]);
        assert!(SLIPS.iter().all(|(wrong, right)| wrong != right && !right.contains(wrong)));
    }
}

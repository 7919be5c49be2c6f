//! Nothing leaks: what is not for the public is in no byte of what is built and printed.
//!
//! Two proofs. Every unpublished field and record carries a canary, and every byte is searched for them, also inside what
//! is packed. And where the words of what is hidden change, no byte of the output does: whatever form a leak took, it
//! would show there.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::support::Project;
use crate::support::canary::{CANARY, Hidden, KINDS, site};
use crate::support::deep::holds;

/// Everything that comes out: the site with its pictures, and with printing every document for every purpose.
fn everything(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let site = project.sound();
    #[cfg_attr(not(feature = "print"), expect(unused_mut, reason = "only documents are added"))]
    let mut all = project.bytes(&site);
    assert!(all.len() > 60, "a whole site");
    #[cfg(feature = "print")]
    for (name, pdf) in printed(project) {
        all.insert(name, pdf);
    }
    all
}

#[cfg(feature = "print")]
fn printed(project: &Project) -> Vec<(String, Vec<u8>)> {
    use bangyang::plan::Purpose;

    use crate::support::printed::Product;

    let mut all = Vec::new();
    let orders = Product::ALL.map(|product| (product, Purpose::Screen));
    for (product, purpose) in
        orders.into_iter().chain([(Product::Album, Purpose::Press), (Product::Album, Purpose::Archive)])
    {
        let printed = project.print(product, |order| order.purpose = purpose);
        assert!(!printed.names().is_empty(), "{product:?}: {:#?}", printed.messages);
        for name in printed.names() {
            all.push((format!("print/{}/{name}.pdf", purpose.word()), printed.bytes(name).to_vec()));
        }
    }
    all
}

/// Every kind hidden for every reason.
fn all_twins() -> Vec<(usize, Hidden)> {
    (0..KINDS.len()).flat_map(|kind| Hidden::ALL.map(|hidden| (kind, hidden))).collect()
}

#[track_caller]
fn assert_silent(all: &BTreeMap<String, Vec<u8>>) {
    let mut leaks = Vec::new();
    for (path, bytes) in all {
        leaks.extend(holds(path.as_bytes(), CANARY).map(|around| format!("the name {path}: {around}")));
        leaks.extend(holds(bytes, CANARY).map(|around| format!("{path}: {around}")));
        // Days of joining the Party, as records and as pages write them.
        for day in ["1953-08-1", "1953年8月"] {
            leaks.extend(holds(bytes, day).map(|around| format!("{path}: {around}")));
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

/// The same files with the same bytes, or the first that differs.
fn difference(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let names = |all: &BTreeMap<String, Vec<u8>>| all.keys().cloned().collect::<Vec<_>>();
    if names(one) != names(other) {
        let lacking = names(one).into_iter().filter(|name| !other.contains_key(name));
        let added = names(other).into_iter().filter(|name| !one.contains_key(name));
        return Some(format!("other files: {:?}", lacking.chain(added).collect::<Vec<_>>()));
    }
    let (name, bytes) = one.iter().find(|(name, bytes)| other[*name] != **bytes)?;
    let at = bytes.iter().zip(&other[name]).position(|(a, b)| a != b).unwrap_or_default();
    let around =
        |bytes: &[u8]| String::from_utf8_lossy(&bytes[at.saturating_sub(80)..(at + 80).min(bytes.len())]).into_owned();
    Some(format!("{name} at byte {at}:\n{}\n{}", around(bytes), around(&other[name])))
}

#[test]
fn no_canary_is_in_any_byte_that_is_built_or_printed() {
    assert_silent(&everything(&site("1", &all_twins())));
}

#[test]
fn what_is_hidden_may_say_anything_and_no_byte_changes() {
    let one = everything(&site("eins", &all_twins()));
    let other = everything(&site("somethingratherlonger", &all_twins()));
    assert_eq!(difference(&one, &other), None);
}

#[test]
fn a_planted_leak_is_found() {
    // The search itself: a canary in a field that is published sings in every form that holds that field.
    let mut project = Project::from("full");
    project
        .write("content/pages/leak.md", &format!("---\n标题: 页\n发布时间: 2021-06-01\n来源: 示例\n---\n{CANARY}9\n"));
    let site = project.sound();
    let singing: BTreeSet<String> = project
        .bytes(&site)
        .into_iter()
        .filter(|(_, bytes)| holds(bytes, CANARY).is_some())
        // The index of the search lies in several files.
        .map(|(path, _)| if path.starts_with("data/search/") { "data/search/".to_owned() } else { path })
        .collect();
    assert_eq!(singing, BTreeSet::from(["data/search/".to_owned(), "pages/leak/index.html".to_owned()]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whichever_records_are_hidden_the_site_is_the_one_without_them(
        drawn in prop::collection::vec((0..KINDS.len(), prop::sample::select(&Hidden::ALL[..3])), 1..12),
    ) {
        // Exhibits count towards the declared total of the exhibition, hidden or not.
        let twins: Vec<_> = drawn.into_iter().filter(|(kind, _)| KINDS[*kind].0 != "exhibits").collect();
        let with = site("7", &twins);
        let mut without = with.clone();
        without.inputs.files.retain(|path, _| !path.contains(&format!("{CANARY}7")) || path.contains("photoname"));
        let (with, without) = (with.build(), without.build());
        prop_assert!(with.problems.iter().all(|problem| problem.starts_with('W')), "{:#?}", with.messages);
        // References to what is not there are errors; the pages are the same all the same.
        prop_assert_eq!(difference(&with.files(), &without.files()), None);
    }
}

//! What the program is made of: where it comes from, under which licences, and what is there twice.
//!
//! `deny.toml` says the same to `cargo deny`, for those who have it; compiling that would cost a bare machine more time than
//! all the rest. Advisories need a data base from the network, so they are looked up by hand before a release.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::support::files::text;

/// Licences that ask no more than to be named with the program.
const LICENCES: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "IJG",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates that are there in two versions, and because of which dependency.
const TWICE: [(&str, &str); 13] = [
    ("base64", "drawings in typst; plist, which typst's syntax colours read"),
    ("fearless_simd", "two readers of old picture forms in hayro, one for each"),
    ("getrandom", "ahash, below typst; everything else has the newer one"),
    ("hayro-ccitt", "hayro, which reads PDF files in drawings and in tests"),
    ("miniz_oxide", "png; flate2"),
    ("quick-xml", "citationberg, typst's bibliographies; calamine"),
    ("r-efi", "getrandom, on a system that we do not build for"),
    ("rand", "lipsum, typst's filling words; lopdf"),
    ("rand_core", "with rand"),
    ("roxmltree", "fontconfig-parser, below fontdb; typst's drawings"),
    ("syn", "macros of two generations; in no program"),
    ("vello_common", "vello_cpu and glifo, which draw pages as pictures"),
    ("weezl", "gif, below image in typst; lopdf"),
];

/// Whether some choice that a licence expression leaves is allowed: `(MIT OR Apache-2.0) AND IJG`.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace(" / ", " OR ").replace('/', " OR ");
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0, 0);
    for (at, c) in expression.char_indices() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if depth == 0 && expression[at..].starts_with(" AND ") {
            parts.push(&expression[from..at]);
            from = at + 5;
        }
    }
    parts.push(&expression[from..]);
    parts.iter().all(|part| part.trim_matches(['(', ')']).split(" OR ").any(|one| LICENCES.contains(&one.trim())))
}

fn of_lock() -> BTreeMap<String, Vec<(String, String)>> {
    let mut found: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for block in text("Cargo.lock").split("[[package]]").skip(1) {
        let field = |key: &str| {
            let line = block.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
            line.unwrap_or_default().trim_matches('"').to_owned()
        };
        found.entry(field("name")).or_default().push((field("version"), field("source")));
    }
    assert!(found.len() > 300, "{}", found.len());
    found
}

#[test]
fn every_crate_comes_from_one_registry() {
    let elsewhere: Vec<String> = of_lock()
        .into_iter()
        .flat_map(|(name, versions)| versions.into_iter().map(move |(_, source)| format!("{name} {source}")))
        .filter(|line| !line.ends_with(" registry+https://github.com/rust-lang/crates.io-index"))
        .collect();
    assert_eq!(elsewhere, ["bangyang "], "only the program itself comes from nowhere");
}

#[test]
fn what_is_there_twice_is_named_with_its_reason() {
    let twice: BTreeSet<String> =
        of_lock().into_iter().filter(|(_, versions)| versions.len() > 1).map(|(name, _)| name).collect();
    let named: BTreeSet<String> = TWICE.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(twice, named, "a crate in two versions costs twice the time and the size: {twice:?}");
    let settings = text("deny.toml");
    for (name, _) in TWICE {
        assert!(settings.contains(&format!("name = \"{name}\"")), "deny.toml does not name {name}");
    }
}

#[test]
fn every_licence_is_one_that_asks_no_more_than_to_be_named() {
    let host = Command::new("rustc").arg("-vV").output().expect("the compiler is here, for it compiled this");
    let host = String::from_utf8_lossy(&host.stdout).into_owned();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).expect("it says for which machine");
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", host]);
    let told = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo is here, for it runs this");
    let told: Value = serde_json::from_slice(&told.stdout).expect("cargo says what there is");
    let packages = told["packages"].as_array().expect("a list");
    assert!(packages.len() > 300, "{}", packages.len());
    let amiss: Vec<String> = packages
        .iter()
        .map(|package| (package["name"].as_str().unwrap_or_default(), package["license"].as_str().unwrap_or_default()))
        .filter(|(_, licence)| !is_allowed(licence))
        .map(|(name, licence)| format!("{name}: {licence}"))
        .collect();
    assert!(amiss.is_empty(), "{amiss:#?}");
    let settings = text("deny.toml");
    for licence in LICENCES {
        assert!(settings.contains(&format!("\"{licence}\"")), "deny.toml does not allow {licence}");
    }
}

#[test]
fn a_licence_that_asks_for_more_is_found() {
    assert!(is_allowed("(MIT OR Apache-2.0) AND IJG") && is_allowed("GPL-3.0 OR MIT") && is_allowed("Unlicense/MIT"));
    assert!(
        !is_allowed("GPL-3.0")
            && !is_allowed("MIT AND GPL-2.0")
            && !is_allowed("")
            && !is_allowed("(MIT OR ISC) AND MPL-2.0")
    );
}

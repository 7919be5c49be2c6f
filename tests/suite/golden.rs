//! Whole sites as plain files: what is built from `sites/NAME/content` stands in `sites/NAME/expect`.
//!
//! `UPDATE_EXPECT=1 cargo test --test suite golden` rewrites them; a person reads the diff. Text stands as it is;
//! pictures and what else is no text stand in `pictures.txt` by name, size and hash.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use crate::support::Project;
use crate::support::files::{below, root};

/// Texts of a site that are compared in full; scripts and style sheets are files of `templates/` already.
const TEXTS: [&str; 4] = ["html", "xml", "json", "txt"];

/// Returns what is expected of a site: its texts, and the list of all other files.
fn expectable(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let site = project.sound();
    let mut list = String::new();
    let mut files = BTreeMap::new();
    for (route, artifact) in site.output.iter() {
        let extension = route.as_str().rsplit('.').next().unwrap_or_default();
        match artifact.bytes().filter(|_| TEXTS.contains(&extension)) {
            Some(bytes) => {
                files.insert(route.as_str().to_owned(), without_hashes(bytes));
            }
            // Styles and scripts change with every look at them; that they are there is what counts here.
            None if matches!(extension, "css" | "js") => writeln!(list, "{route}").unwrap(),
            None => writeln!(list, "{route} {} {}", artifact.len(), artifact.hash.short()).unwrap(),
        }
    }
    files.insert("pictures.txt".to_owned(), list.into_bytes());
    files
}

/// The hashes of scripts change with every look at them; what they must be is said in `scripts.rs`.
fn without_hashes(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(page.to_vec()).unwrap();
    let mut parts = text.split("sha384-");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| whole + "sha384-…" + &part[64..]).into_bytes()
}

fn golden(name: &str, at: &str) {
    let built = expectable(Project::from(name).today(at));
    let folder = format!("tests/sites/{name}/expect");
    let expected = below(&folder);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        return rewrite(&root().join(folder), &expected, &built);
    }
    let names: BTreeSet<&String> = expected.keys().chain(built.keys()).collect();
    let differ = names.into_iter().filter(|name| expected.get(*name) != built.get(*name));
    let told: Vec<String> = differ.map(|name| difference(name, expected.get(name), built.get(name))).collect();
    assert!(told.is_empty(), "{}\nUPDATE_EXPECT=1 cargo test --test suite golden rewrites {folder}", told.join("\n"));
}

fn rewrite(folder: &Path, expected: &BTreeMap<String, Vec<u8>>, built: &BTreeMap<String, Vec<u8>>) {
    for unused in expected.keys().filter(|name| !built.contains_key(*name)) {
        std::fs::remove_file(folder.join(unused)).unwrap();
    }
    for (name, bytes) in built.iter().filter(|(name, bytes)| expected.get(*name) != Some(bytes)) {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// Says where a file begins to differ.
fn difference(name: &str, expected: Option<&Vec<u8>>, built: Option<&Vec<u8>>) -> String {
    let (Some(expected), Some(built)) = (expected, built) else {
        return format!("{name} is {}", if built.is_some() { "new" } else { "built no more" });
    };
    let (expected, built) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(built));
    let mut lines = expected.lines().zip(built.lines()).enumerate();
    match lines.find(|(_, (before, now))| before != now) {
        Some((at, (before, now))) => format!("{name}:{}\n  - {before}\n  + {now}", at + 1),
        None => format!("{name} has another length"),
    }
}

#[test]
fn one_record_of_each_kind_gives_this_site() {
    golden("full", "2021-07-01 09:00");
}

#[test]
fn an_organisation_with_honours_of_its_own_gives_this_site() {
    golden("haicang", "2023-03-01 09:00");
}

#[test]
fn expected_sites_stay_small_enough_to_be_read() {
    for name in ["full", "haicang"] {
        let expected = below(&format!("tests/sites/{name}/expect"));
        let bytes: usize = expected.values().map(Vec::len).sum();
        assert!(expected.len() <= 90 && bytes < 1 << 20, "{name}: {} files, {bytes} bytes", expected.len());
    }
}

//! The site that ships with the program: 58 exhibits, no error, links that open under any folder.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::support::Project;
use crate::support::links::{Target, lead, targets};
use crate::support::site::Site;

/// The real project; its pictures are derived once for all tests here.
static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let mut project = Project::real();
    project.today("2026-11-01 09:00");
    project
});

static SITE: LazyLock<Site> = LazyLock::new(|| PROJECT.sound());

#[test]
fn the_exhibition_has_58_exhibits_with_a_page_each() {
    for number in 1..=58 {
        assert!(SITE.has(&format!("/exhibits/{number:02}/")), "{number}");
    }
    assert!(!SITE.has("/exhibits/00/") && !SITE.has("/exhibits/59/"));
    let data: serde_json::Value = serde_json::from_str(&SITE.text("/data/exhibits.json")).unwrap();
    let list = data.as_array().or_else(|| data["exhibits"].as_array()).expect("a list of exhibits");
    assert_eq!(list.len(), 58);
}

#[test]
fn every_output_of_the_contract_is_there() {
    for route in [
        "/",
        "/exhibits/",
        "/honours/",
        "/branches/",
        "/people/",
        "/posts/",
        "/units/",
        "/decisions/",
        "/notices/",
        "/pairings/",
        "/reports/",
        "/search/",
        "/sitemap/",
        "/404.html",
        "/sitemap.xml",
        "/feed.xml",
        "/robots.txt",
        "/data/exhibits.json",
        "/data/honours.json",
        "/data/notices.json",
    ] {
        assert!(SITE.has(route), "{route}");
    }
}

#[test]
fn every_internal_link_opens_from_the_file_system_under_any_folder() {
    unopened(&SITE);
}

#[test]
fn every_internal_link_of_the_other_sites_opens_too() {
    unopened(&Project::from("haicang").today("2023-03-01 09:00").sound());
    unopened(&Project::from("full").today("2021-07-01 09:00").sound());
}

fn unopened(site: &Site) {
    let files = site.files();
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let pages: Vec<(&String, String)> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html") && *path != "404.html")
        .map(|(path, bytes)| (path, String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    for (path, html) in &pages {
        ids.insert(
            path,
            targets(html).filter_map(|target| if let Target::Id(id) = target { Some(id) } else { None }).collect(),
        );
    }
    let mut dead = BTreeSet::new();
    for (path, html) in &pages {
        for target in targets(html) {
            let Target::Link(link) = target else { continue };
            let Some((file, fragment)) = lead(path, &link) else { continue };
            let there = files.contains_key(&file);
            let found = fragment.is_empty() || ids.get(file.as_str()).is_none_or(|ids| ids.contains(&fragment));
            if !there || !found {
                dead.insert(format!("{path}: {link}"));
            }
        }
    }
    assert!(dead.is_empty(), "{} dead links: {dead:#?}", dead.len());
}

#[test]
fn no_page_needs_a_script_or_another_site_to_be_read() {
    for (path, bytes) in SITE.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for target in targets(&html) {
            if let Target::Load(url) = target {
                assert!(!url.contains("//"), "{path} loads {url}");
            }
        }
        assert!(html.contains("<h1"), "{path} has a heading");
        assert!(html.starts_with("<!doctype html>") || html.starts_with("<!DOCTYPE html>"), "{path}");
    }
}

#[test]
fn demonstration_data_carry_their_mark() {
    for number in 1..=58 {
        let words = SITE.words(&format!("/exhibits/{number:02}/"));
        if words.contains("示例单位") || words.contains("示例党员") {
            assert!(words.contains("示例"), "{number}");
        }
    }
}

#[test]
fn an_excerpt_states_the_declared_total() {
    let all = SITE.words("/honours/");
    for text in ["289", "节录"] {
        assert!(all.contains(text), "no {text} in {all}");
    }
}

#[test]
fn the_real_site_is_the_same_bytes_when_it_is_built_again() {
    let one = SITE.files();
    let two = PROJECT.build().files();
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(two.get(path) == Some(bytes), "{path} differs");
    }
}

#[test]
fn no_figure_and_no_document_number_of_the_real_content_is_taken_for_a_person_s() {
    let project = Project::real();
    let texts = project.inputs.files.iter().filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)));
    let (mut count, mut digits, mut found) = (0, 0, Vec::new());
    for (path, text) in texts {
        count += 1;
        digits += text.chars().filter(char::is_ascii_digit).count();
        found.extend(bangyang::zh::personal::find(text).into_iter().map(|one| format!("{path}: {}", one.masked())));
    }
    assert!(count > 80 && digits > 1_000, "{count} files with {digits} digits are few");
    // The one is where the notice itself says to write to.
    assert_eq!(found, ["content/notices/2026-mofan-jiguan.md: g***@bangyang.example.com"]);
}

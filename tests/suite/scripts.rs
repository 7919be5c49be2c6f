//! Pages name the hashes of our scripts, so that a browser runs none that somebody has changed on the way (Subresource
//! Integrity), and the one script that stands in a page is named by the page's policy.

use html5gum::{Token, Tokenizer};
use sha2::{Digest, Sha256, Sha384};

use crate::support::Project;
use crate::support::site::Site;

/// A script of a page: where it lies in the site, and the hash that the page wants it to have.
struct Loaded {
    page: String,
    path: String,
    integrity: Option<String>,
}

/// Returns all scripts that the pages of a site load from its assets.
fn loaded(site: &Site) -> Vec<Loaded> {
    let mut all = Vec::new();
    for (page, bytes) in site.files().into_iter().filter(|(page, _)| page.ends_with(".html")) {
        for token in Tokenizer::new(bytes.as_slice()) {
            let Ok(Token::StartTag(tag)) = token else { continue };
            let value = |name: &[u8]| {
                let found = tag.attributes.iter().find(|(key, _)| key.as_slice() == name);
                found.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
            };
            let source = value(b"src").filter(|_| tag.name.as_slice() == b"script");
            if let Some((_, name)) = source.as_deref().and_then(|source| source.split_once("assets/")) {
                let path = format!("assets/{name}");
                all.push(Loaded { page: page.clone(), path, integrity: value(b"integrity") });
            }
            if let Some(integrity) = value(b"data-qr") {
                all.push(Loaded { page: page.clone(), path: "assets/qr.js".to_owned(), integrity: Some(integrity) });
            }
        }
    }
    all
}

/// Whether a browser would run these bytes where `integrity` is wanted.
fn fits(integrity: &str, bytes: &[u8]) -> bool {
    integrity.strip_prefix("sha384-").is_some_and(|hash| decoded(hash) == Sha384::digest(bytes).as_slice())
}

fn decoded(base64: &str) -> Vec<u8> {
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<usize> = base64.trim_end_matches('=').chars().map(|c| digits.find(c).expect("a digit")).collect();
    let four = |four: &[usize]| {
        let number = (0..4).fold(0, |number, at| number << 6 | four.get(at).copied().unwrap_or(0));
        [16, 8, 0].map(|shift| (number >> shift & 0xFF) as u8)[..four.len() - 1].to_vec()
    };
    bits.chunks(4).flat_map(four).collect()
}

fn site_with(line: &str) -> Site {
    let mut project = Project::from("full");
    let path = "content/site.yaml";
    let written = String::from_utf8(project.inputs.files[path].clone()).unwrap();
    let kept: Vec<&str> =
        written.lines().filter(|kept| !kept.starts_with("脚本校验") && !kept.starts_with("域名")).collect();
    project.write(path, &format!("{}\n{line}\n", kept.join("\n"))).sound()
}

#[test]
fn a_script_is_run_only_as_it_was_published() {
    let site = Project::from("full").sound();
    let files = site.files();
    let scripts = loaded(&site);
    for name in ["early", "site", "kiosk", "search", "lost", "qr"] {
        let path = format!("assets/{name}.js");
        assert!(scripts.iter().any(|script| script.path == path), "some page loads {path}");
    }
    for Loaded { page, path, integrity } in scripts {
        let integrity = integrity.unwrap_or_else(|| panic!("{page} runs whatever comes as {path}"));
        let mut bytes = files[&path].clone();
        assert!(fits(&integrity, &bytes), "{page} would not run {path}");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        assert!(!fits(&integrity, &bytes), "{page} would run another {path}");
    }
}

#[test]
fn a_script_of_the_project_is_hashed_as_the_project_has_it() {
    let mut project = Project::from("full");
    let site = project.write("templates/assets/site.js", "/* 甲 */").sound();
    let own = loaded(&site).into_iter().filter(|script| script.path == "assets/site.js");
    assert!(own.map(|script| script.integrity.unwrap()).all(|integrity| fits(&integrity, "/* 甲 */".as_bytes())));
}

#[test]
fn a_site_with_a_domain_names_hashes_and_one_without_does_not_unless_it_says_so() {
    let has = |line: &str| {
        let (with, without): (Vec<Loaded>, Vec<Loaded>) =
            loaded(&site_with(line)).into_iter().partition(|script| script.integrity.is_some());
        assert!(with.is_empty() != without.is_empty(), "{line}: all or none");
        !with.is_empty()
    };
    assert!(has("域名: www.example.com") && has("脚本校验: 是") && has("integrity: true"));
    assert!(!has("") && !has("域名: www.example.com\n脚本校验: 否") && !has("脚本校验: 否"));
}

#[test]
fn the_one_script_in_a_page_is_named_by_its_policy_and_there_is_none_where_nothing_is_hashed() {
    let inline =
        |page: &str| page.split_once("<script>").map(|(_, rest)| rest.split("</script>").next().unwrap().to_owned());
    for (path, bytes) in Project::from("full").sound().files().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes).unwrap();
        let script = inline(&page).unwrap_or_else(|| panic!("{path} does not run from a disk"));
        let (_, hash) = page.split_once("script-src 'self' 'sha256-").unwrap_or_else(|| panic!("{path} names no hash"));
        let hash = hash.split('\'').next().unwrap();
        assert_eq!(decoded(hash), Sha256::digest(script.as_bytes()).as_slice(), "{path}");
    }
    let page = site_with("").text("/index.html");
    assert!(inline(&page).is_none() && page.contains("script-src 'self';"), "{page}");
}

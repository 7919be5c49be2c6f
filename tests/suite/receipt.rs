//! Built again: where nothing has changed a build makes no page, and nobody could tell it from one that does.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::files::on_disk;

fn build(root: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bangyang"));
    command.arg("build").arg("--root").arg(root).args(words).env("NO_COLOR", "1");
    command.output().expect("the program starts")
}

/// What was said, without the time it took.
fn said(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let all = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let lines = all.lines().map(|line| line.split("，用时").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in crate::support::files::below("tests/sites/full") {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn receipt(root: &Path) -> std::path::PathBuf {
    root.join(".public.bangyang/receipt")
}

#[test]
fn a_build_by_receipt_says_what_a_whole_build_says() {
    let folder = project();
    let root = folder.path();
    for words in [
        vec!["--at", "2021-07-01"],
        vec!["--at", "2021-07-01", "--format", "json"],
        vec!["--at", "2021-07-01", "--drafts"],
    ] {
        said(&build(root, &words));
        assert!(receipt(root).is_file());
        let before = on_disk(&root.join("public"));
        let by_receipt = said(&build(root, &words));
        fs::remove_file(receipt(root)).unwrap();
        let whole = said(&build(root, &words));
        assert_eq!(by_receipt, whole);
        assert!(words.contains(&"json") || whole.contains("写入 0 个文件"), "{whole}");
        assert!(on_disk(&root.join("public")) == before);
    }
}

#[test]
fn after_any_change_the_site_is_the_one_that_would_be_made_from_nothing() {
    let folder = project();
    let root = folder.path();
    said(&build(root, &["--at", "2021-07-01"]));
    let site = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    let original = site("content/site.yaml");
    let steps: [(&str, &dyn Fn()); 7] = [
        ("a title of the same length", &|| {
            fs::write(root.join("content/site.yaml"), original.replace("示例", "例示")).unwrap()
        }),
        ("nothing", &|| {}),
        ("back again", &|| fs::write(root.join("content/site.yaml"), &original).unwrap()),
        ("a template", &|| {
            fs::create_dir_all(root.join("templates")).unwrap();
            fs::write(
                root.join("templates/404.html"),
                "<!DOCTYPE html><html lang=\"zh-CN\"><title>无</title><p>没有这一页</p></html>",
            )
            .unwrap();
        }),
        ("a page by hand", &|| fs::write(root.join("public/index.html"), "x").unwrap()),
        ("a title and a page by hand", &|| {
            fs::write(root.join("content/site.yaml"), original.replace("示例", "例示")).unwrap();
            fs::write(root.join("public/honours/index.html"), "x").unwrap();
        }),
        ("a title and a page of the same length and time", &|| {
            fs::write(root.join("content/site.yaml"), &original).unwrap();
            let page = root.join("public/units/index.html");
            let then = fs::metadata(&page).and_then(|details| details.modified()).unwrap();
            let other = fs::read_to_string(&page).unwrap().replace("</html>", "</HTML>");
            fs::write(&page, other).unwrap();
            fs::File::options().write(true).open(&page).and_then(|file| file.set_modified(then)).unwrap();
        }),
    ];
    for (what, step) in steps {
        step();
        let told = build(root, &["--at", "2021-07-01"]);
        let fresh = root.join("fresh");
        let anew = build(root, &["--at", "2021-07-01", "--output", fresh.to_str().unwrap()]);
        assert_eq!(told.status.code(), anew.status.code(), "{what}");
        if anew.status.code() == Some(0) {
            assert!(on_disk(&root.join("public")) == on_disk(&fresh), "{what}");
        }
        let _ = fs::remove_dir_all(&fresh);
        let _ = fs::remove_dir_all(root.join(".fresh.bangyang"));
    }
}

#[test]
fn with_the_day_the_site_is_made_anew() {
    let folder = project();
    let root = folder.path();
    said(&build(root, &["--at", "2021-06-08 09:00"]));
    for at in ["2021-06-08 23:59", "2021-06-09 00:00", "2021-06-30", "2021-06-08 08:00", "2022-01-01"] {
        said(&build(root, &["--at", at]));
        let fresh = root.join("fresh");
        said(&build(root, &["--at", at, "--output", fresh.to_str().unwrap()]));
        assert!(on_disk(&root.join("public")) == on_disk(&fresh), "{at}");
        fs::remove_dir_all(&fresh).unwrap();
        fs::remove_dir_all(root.join(".fresh.bangyang")).unwrap();
    }
}

#[test]
fn however_often_text_is_changed_the_pictures_stay_in_the_cache() {
    let folder = project();
    let root = folder.path();
    let page = root.join("content/pages/guanyu.md");
    let text = fs::read_to_string(&page).unwrap();
    let cache = root.join(".bangyang");
    let is_picture = |(path, bytes): &(String, Vec<u8>)| !path.starts_with("read/") && bytes.len() > 2_000;
    let pictures = || -> Vec<String> { on_disk(&cache).into_iter().filter(is_picture).map(|(path, _)| path).collect() };
    said(&build(root, &["--at", "2021-07-01"]));
    let kept = pictures();
    assert!(!kept.is_empty());
    // More builds than the cache waits for a result that nobody uses.
    for number in 0..11 {
        fs::write(&page, format!("{text}\n第{number}次修改。\n")).unwrap();
        said(&build(root, &["--at", "2021-07-01"]));
    }
    assert_eq!(pictures(), kept);
    let read = || fs::read_dir(root.join(".bangyang/read")).unwrap().map(|entry| entry.unwrap().path());
    let holds = |path: &Path, words: &str| String::from_utf8_lossy(&fs::read(path).unwrap()).contains(words);
    assert!(read().any(|path| holds(&path, "第10次修改")));
    assert!(!read().any(|path| holds(&path, "第9次修改")), "what was taken out of the content is gone");
    let fresh = root.join("fresh");
    said(&build(root, &["--at", "2021-07-01", "--output", fresh.to_str().unwrap()]));
    assert!(on_disk(&root.join("public")) == on_disk(&fresh));
    // Half a cache is none: what is missing is made again.
    kept.iter().for_each(|path| fs::remove_file(cache.join(path)).unwrap());
    let other = root.join("other");
    said(&build(root, &["--at", "2021-07-01", "--output", other.to_str().unwrap()]));
    assert!(on_disk(&root.join("public")) == on_disk(&other));
}

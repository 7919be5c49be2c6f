//! The program as it is called: wiring, exit statuses, what is said where. A few, for they are the slow ones.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::files::on_disk;

fn bangyang(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bangyang"));
    command.arg("--root").arg(root).args(arguments).env("TZ", "America/New_York").env("NO_COLOR", "1");
    command.output().expect("the program starts")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A folder with a small sound project.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in crate::support::files::below("tests/sites/base") {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

/// Whether every word is Chinese but for names, codes and paths.
fn is_chinese(text: &str) -> bool {
    let english = ["error", "Error", "Usage", "usage", "warning", "panicked", "unexpected", "required", "invalid"];
    !text.is_empty() && !english.iter().any(|word| text.contains(word))
}

#[test]
fn a_new_project_builds_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let made = bangyang(folder.path(), &["init", folder.path().join("x").to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let root = folder.path().join("x");
    let built = bangyang(&root, &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    assert!(is_chinese(&said(&built)), "{}", said(&built));
    assert!(root.join("public/index.html").is_file() && root.join("public/404.html").is_file());
}

#[test]
fn errors_in_the_content_leave_the_published_site_untouched() {
    let folder = project();
    let root = folder.path();
    assert_eq!(bangyang(root, &["build", "--at", "2021-07-01"]).status.code(), Some(0));
    let before = on_disk(&root.join("public"));
    std::fs::write(root.join("content/people/a.yaml"), "{姓名: 张示例, 单位: 没有的单位}\n").unwrap();
    let failed = bangyang(root, &["build", "--at", "2021-07-01"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(said(&failed).contains("E0301") && is_chinese(&said(&failed).replace("bangyang", "")), "{}", said(&failed));
    assert!(on_disk(&root.join("public")) == before);
}

#[test]
fn check_tells_the_same_and_writes_nothing() {
    let folder = project();
    let checked = bangyang(folder.path(), &["check", "--at", "2021-07-01"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    assert!(!folder.path().join("public").exists());
}

#[test]
fn problems_are_one_json_object_a_line_on_standard_output() {
    let folder = project();
    std::fs::write(
        folder.path().join("content/people/a.yaml"),
        "- {姓名: 张示例, 单位: 没有的单位}\n- {姓名: 赵示例, 性别: 未知}\n",
    )
    .unwrap();
    let checked = bangyang(folder.path(), &["check", "--format", "json", "--at", "2021-07-01 09:00"]);
    assert_eq!(checked.status.code(), Some(1));
    let lines: Vec<serde_json::Value> = String::from_utf8(checked.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).expect(line))
        .collect();
    let codes: Vec<&str> = lines.iter().filter_map(|line| line["code"].as_str()).collect();
    assert_eq!(codes, ["E0301", "E0205"]);
    for line in &lines {
        assert_eq!(line["severity"], "error");
        assert_eq!(line["file"], "content/people/a.yaml");
        assert!(
            line["line"].is_u64() && line["column"].is_u64() && line["message"].is_string() && line["help"].is_string()
        );
    }
}

#[test]
fn wrong_usage_has_a_status_of_its_own() {
    let folder = project();
    for wrong in [
        &["bulid"][..],
        &["build", "--at", "昨天"],
        &["build", "--format", "xml"],
        &[],
        &["init"],
        &["explain", "E9999"],
    ] {
        let output = bangyang(folder.path(), wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}: {}", said(&output));
        assert!(is_chinese(&said(&output)), "{wrong:?}: {}", said(&output));
    }
}

#[test]
fn a_machine_that_fails_has_a_status_of_its_own_and_the_path_is_named() {
    let folder = project();
    std::fs::write(folder.path().join("in-the-way"), "a file\n").unwrap();
    let output = bangyang(
        folder.path(),
        &["build", "--at", "2021-07-01", "--output", folder.path().join("in-the-way/public").to_str().unwrap()],
    );
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("in-the-way"), "{}", said(&output));
}

#[test]
fn without_content_there_is_no_site() {
    let folder = tempfile::tempdir().unwrap();
    let output = bangyang(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("E0122"), "{}", said(&output));
    assert!(!folder.path().join("public").exists() && !folder.path().join(".bangyang").exists());
}

#[test]
fn the_time_of_a_build_is_beijing_time_in_every_zone_and_form() {
    let folder = project();
    let build = |at: &str, zone: &str, output: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bangyang"));
        let built = command
            .current_dir(folder.path())
            .args(["build", "--at", at, "--output", output])
            .env("TZ", zone)
            .output()
            .unwrap();
        assert_eq!(built.status.code(), Some(0), "{}", said(&built));
        on_disk(&folder.path().join(output))
    };
    let one = build("2021-07-01", "Asia/Shanghai", "one");
    assert!(one == build("2021年7月1日", "America/Los_Angeles", "two"));
    assert!(one == build("2021-07-01 00:00", "Pacific/Kiritimati", "three"));
}

#[test]
fn a_link_in_the_content_is_not_followed() {
    let folder = project();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/passwd", folder.path().join("content/units/a.yaml")).unwrap();
        let output = bangyang(folder.path(), &["check", "--format", "json"]);
        assert!(said(&output).contains("E0119"), "{}", said(&output));
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_code_is_explained_in_chinese() {
    let folder = tempfile::tempdir().unwrap();
    let output = bangyang(folder.path(), &["explain", "e0301"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("引用的对象找不到"), "{}", said(&output));
}

#[test]
fn schemas_are_written_beside_the_content() {
    let folder = project();
    assert_eq!(bangyang(folder.path(), &["schema"]).status.code(), Some(0));
    let schemas = on_disk(&folder.path().join("content/.schema"));
    assert!(schemas.len() >= 14, "{:?}", schemas.keys());
    for (name, bytes) in schemas {
        serde_json::from_slice::<serde_json::Value>(&bytes).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
    let checked = bangyang(folder.path(), &["check", "--at", "2021-07-01"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
}

#[cfg(unix)]
#[test]
fn a_photo_that_is_a_link_is_told_once() {
    let folder = project();
    let root = folder.path();
    std::fs::write(root.join("photo.jpg"), "x").unwrap();
    std::fs::create_dir_all(root.join("content/reports")).unwrap();
    std::os::unix::fs::symlink(root.join("photo.jpg"), root.join("content/reports/a.jpg")).unwrap();
    let report = "标题: 简报\n发布时间: 2021-06-11\n来源: 示例\n照片: [{文件: a.jpg, 说明: 图}]\n";
    std::fs::write(root.join("content/reports/a.yaml"), report).unwrap();
    let checked = bangyang(root, &["check", "--at", "2021-07-01", "--format", "json"]);
    let told: Vec<String> = String::from_utf8_lossy(&checked.stdout).lines().map(str::to_owned).collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("E0119"), "{told:#?}");
}

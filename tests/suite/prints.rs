//! The program prints into the site and builds it again: what stays there, what goes, what is said.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::files::{below, on_disk};
use crate::support::printed::Pdf;

const AT: &str = "2021-07-01 09:00";
const ALL: [&str; 5] = ["album", "boards", "plaques", "certificates", "notices"];

/// The full project on a disk, with the test font as its own.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut files = below("tests/sites/full/content");
    files.insert("fonts/song.otf".to_owned(), below("tests/fonts").remove("song.otf").unwrap());
    for (path, bytes) in files {
        write(folder.path(), &format!("content/{path}"), &bytes);
    }
    folder
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// Puts one text in the place of another that is there.
fn edit(root: &Path, path: &str, before: &str, after: &str) {
    let text = std::fs::read_to_string(root.join(path)).unwrap();
    assert!(text.contains(before), "{path} has {before}");
    write(root, path, text.replacen(before, after, 1).as_bytes());
}

fn run(root: &Path, words: &[&str], surroundings: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bangyang"));
    command.arg("--root").arg(root).args(words).args(["--at", AT]).env("NO_COLOR", "1");
    command.envs(surroundings.iter().copied()).output().expect("the program starts")
}

/// Does what is right and returns what was said on standard error.
fn done(root: &Path, words: &[&str]) -> String {
    let output = run(root, words, &[]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{words:?}: {said}");
    said
}

/// A site with everything printed into it.
fn printed() -> tempfile::TempDir {
    let folder = project();
    done(folder.path(), &["build"]);
    for product in ALL {
        done(folder.path(), &["print", product]);
    }
    folder
}

/// The words of every PDF below `public/`.
fn words(root: &Path) -> BTreeMap<String, String> {
    let files = on_disk(&root.join("public")).into_iter().filter(|(path, _)| path.ends_with(".pdf"));
    files.map(|(path, bytes)| (path, Pdf::read(&bytes).whole())).collect()
}

#[test]
fn a_withdrawn_record_is_named_by_no_file_of_the_site_after_the_next_build() {
    let folder = printed();
    let root = folder.path();
    let before = words(root);
    let naming: Vec<&String> =
        before.iter().filter(|(_, text)| text.contains("李示例")).map(|(path, _)| path).collect();
    assert!(naming.len() >= 4, "{naming:?}");
    assert!(!done(root, &["build"]).contains("印刷品"), "nothing was withdrawn yet");
    assert_eq!(words(root), before);
    edit(root, "content/people/renyuan.yaml", "  示例: true\n", "  示例: true\n  撤下时间: 2021-06-30\n");
    write(root, "content/notices/mingdan.txt", "名单\n".as_bytes());
    let said = done(root, &["build", "--quiet"]);
    let after = words(root);
    for (path, text) in &after {
        assert!(!text.contains("李示例"), "{path} still names who was withdrawn");
    }
    for (path, bytes) in on_disk(&root.join("public")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("李示例"), "{path}");
    }
    for gone in ["print/album.pdf", "print/boards.pdf", "print/certificates.pdf"] {
        assert!(!after.contains_key(gone) && said.contains(&format!("「{gone}」")), "{gone}: {said}");
    }
    assert!(said.contains("重新运行 bangyang print album"), "{said}");
    assert!(after.contains_key("print/plaques.pdf"), "who has nothing to do with it stays: {:?}", after.keys());
    done(root, &["print", "album"]);
    assert!(words(root).contains_key("print/album.pdf"));
    assert!(!done(root, &["build"]).contains("印刷品"));
}

#[test]
fn a_revoked_honour_takes_its_prints_out_of_the_site() {
    let folder = printed();
    let root = folder.path();
    write(
        root,
        "content/decisions/2021-mf-x.yaml",
        "标题: 关于撤销的决定\n荣誉: mf\n日期: 2021-06-29\n撤销: [a]\n发布时间: 2021-06-29\n来源: 示例\n示例: true\n"
            .as_bytes(),
    );
    let said = done(root, &["build"]);
    let left = words(root);
    assert!(!left.contains_key("print/certificates.pdf") && said.contains("bangyang print certificates"), "{said}");
    assert!(left.contains_key("print/boards.pdf") && left.contains_key("print/plaques.pdf"), "{said}");
}

#[test]
fn a_notice_whose_names_are_no_longer_shown_goes() {
    let folder = printed();
    let root = folder.path();
    let output = Command::new(env!("CARGO_BIN_EXE_bangyang"))
        .arg("--root")
        .arg(root)
        .args(["build", "--at", "2021-07-05"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let left = words(root);
    assert!(!left.contains_key("print/notices/2021-mofan.pdf"), "{:?}", left.keys());
    assert!(left.contains_key("print/album.pdf"));
}

#[test]
fn a_print_that_somebody_altered_is_left_and_told() {
    let folder = printed();
    let root = folder.path();
    let path = root.join("public/print/boards.pdf");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.extend(b"\n%\n");
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, &bytes).unwrap();
    edit(root, "content/people/renyuan.yaml", "  示例: true\n", "  示例: true\n  撤下时间: 2021-06-30\n");
    let said = done(root, &["build"]);
    assert!(said.contains("「print/boards.pdf」里有网站上已经没有的内容，但被别的程序改过"), "{said}");
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn what_is_only_worded_otherwise_stays_and_is_told() {
    let folder = printed();
    let root = folder.path();
    let before = words(root);
    edit(root, "content/exhibits/01.md", "示例展牌文", "另一句示例展牌文");
    let said = done(root, &["build"]);
    assert!(said.contains("「print/boards.pdf」") && said.contains("内容改了"), "{said}");
    assert!(!said.contains("已删除") && !said.contains("plaques"), "{said}");
    assert_eq!(words(root), before);
}

#[test]
fn a_photo_that_was_taken_out_of_a_record_does_not_stay_in_print() {
    let folder = printed();
    let root = folder.path();
    let photo = std::fs::read(root.join("content/photos/tu.jpg")).unwrap();
    let mut other = photo.clone();
    other.truncate(photo.len() - 2);
    other.extend([0, 0xFF, 0xD9]);
    write(root, "content/photos/tu.jpg", &other);
    let said = done(root, &["build"]);
    assert!(!words(root).contains_key("print/album.pdf") && said.contains("「print/album.pdf」"), "{said}");
}

#[test]
fn where_there_is_nothing_to_print_what_was_printed_goes() {
    let folder = printed();
    let root = folder.path();
    edit(root, "content/honours/rongyu.yaml", "载体: 标牌", "载体: 无");
    let said = done(root, &["print", "plaques"]);
    assert!(said.contains("没有要印的标牌") && said.contains("以前印的 1 个文件已删除"), "{said}");
    assert!(!words(root).contains_key("print/plaques.pdf"));
    let said = done(root, &["print", "plaques"]);
    assert!(said.contains("没有要印的标牌") && !said.contains("已删除"), "{said}");
    let wrong = run(root, &["print", "plaques", "--only", "li"], &[]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("--only 后面的记录与它无关"));
}

#[test]
fn what_is_wrong_is_told_in_words_of_printing() {
    let folder = project();
    let root = folder.path();
    edit(root, "content/exhibits/01.md", "示例展牌文", "龘龘示例展牌文");
    write(root, "templates/print/boards.typ", b"#nothing");
    let output = run(root, &["print", "boards"], &[]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("没有印，以前印的没有变化") && !said.contains("线上的网站"), "{said}");
}

#[test]
fn two_processes_in_other_surroundings_print_the_same_bytes() {
    let folder = project();
    let root = folder.path();
    let print = |folder: &str, surroundings: &[(&str, &str)]| {
        let output = root.join("..").join(format!("{}-{folder}", root.file_name().unwrap().to_string_lossy()));
        for (product, profile) in
            [("album", "screen"), ("boards", "press"), ("notices", "archive"), ("certificates", "press")]
        {
            let to = output.join(product);
            let words = ["print", product, "--profile", profile, "--output", to.to_str().unwrap(), "--quiet"];
            let done = run(root, &words, surroundings);
            assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        }
        let files: BTreeMap<String, Vec<u8>> =
            on_disk(&output).into_iter().filter(|(path, _)| path.ends_with(".pdf")).collect();
        std::fs::remove_dir_all(&output).unwrap();
        files
    };
    let home = tempfile::tempdir().unwrap();
    let one = print("one", &[("TZ", "Asia/Shanghai"), ("LANG", "zh_CN.UTF-8"), ("RAYON_NUM_THREADS", "1")]);
    std::fs::remove_dir_all(root.join(".bangyang")).unwrap();
    let home = home.path().to_str().unwrap();
    let two = print("two", &[("TZ", "America/New_York"), ("LANG", "C"), ("LC_ALL", "C"), ("HOME", home)]);
    assert!(one.len() >= 9, "{:?}", one.keys());
    assert!(one.keys().eq(two.keys()));
    for (path, bytes) in &one {
        assert!(two.get(path) == Some(bytes), "{path} differs");
    }
}

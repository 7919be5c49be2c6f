//! What is written, and what must never be: drafts, embargoes, notes, withdrawn records, half a site.

use bangyang::edge::{Published, Target, publish};
use bangyang::memo::Remembered;

use crate::support::Project;
use crate::support::files::on_disk;
use crate::support::site::Site;

/// Words that stand in `base` with the canary in every field that is not for the public.
fn with_canaries() -> Project {
    let mut project = Project::from("base");
    project.write(
        "content/branches/canary.md",
        "---\n名称: 示例金支部\n单位: dw-1\n备注: CANARYNOTE\n照片: [{文件: ../photos/a.png, 说明: 图, 授权: CANARYCONSENT}]\n---\n\
         正文<!-- CANARYCOMMENT -->。\n",
    );
    project.write("content/people/canary.yaml", "{姓名: 金示例, 单位: dw-1, 入党时间: 1971-03-04}\n");
    project.write(
        "content/reports/draft.md",
        "---\n标题: CANARYDRAFT\n发布时间: 2021-06-01\n来源: 示例\n草稿: 是\n---\nCANARYDRAFTBODY\n",
    );
    project.write(
        "content/reports/early.md",
        "---\n标题: CANARYEARLY\n发布时间: 2021-08-01\n来源: 示例\n---\nCANARYEARLYBODY\n",
    );
    project.write("content/pages/embargo.yaml", "{标题: CANARYEMBARGO, 起始时间: 2021-07-01 09:01, 来源: 示例}\n");
    project.write_bytes("content/photos/a.png", crate::support::made::bytes("made", "png 640x400"));
    project.write_bytes("content/reports/CANARYFILE.jpg", crate::support::made::bytes("made", "jpeg"));
    project
}

#[test]
fn what_is_not_for_the_public_is_in_no_byte_of_the_output() {
    let site = with_canaries().sound();
    assert_eq!(site.holding("CANARY"), [""; 0]);
    assert_eq!(site.holding("canary.md"), [""; 0]);
    assert_eq!(site.holding("1971"), [""; 0], "the day of joining is private");
    assert!(
        site.files().keys().all(|path| !path.contains("canary") || path.contains("canary/")),
        "{:?}",
        site.files().keys()
    );
}

#[test]
fn drafts_are_shown_where_they_are_asked_for() {
    let mut project = with_canaries();
    let site = project.with_drafts().sound();
    assert!(site.words("/reports/draft/").contains("CANARYDRAFTBODY"));
    assert_eq!(site.holding("CANARYEARLY"), [""; 0]);
}

#[test]
fn an_embargo_ends_at_its_minute() {
    let mut project = with_canaries();
    assert!(!project.today("2021-07-01 09:00").sound().has("/pages/embargo/"));
    assert!(project.today("2021-07-01 09:01").sound().has("/pages/embargo/"));
}

#[test]
fn what_is_withdrawn_leaves_a_stub_and_nothing_else() {
    let mut project = Project::from("base");
    project.write(
        "content/branches/w.md",
        "---\n名称: 撤下的支部\n单位: dw-1\n发布时间: 2021-01-01\n撤下时间: 2021-06-20 12:00\n---\n支部的旧事。\n",
    );
    project.write(
        "content/decisions/w.yaml",
        "{标题: 第二批决定, 荣誉: xf, 批次: 2, 日期: 2021-06-10, 发布时间: 2021-06-10, 来源: 示例, 名单: [w, zb-2]}\n",
    );
    let before = project.today("2021-06-20 11:59").sound();
    assert!(before.words("/branches/w/").contains("支部的旧事"));
    let after = project.today("2021-06-20 12:00").sound();
    assert!(after.has("/branches/w/"), "a stub stands where a page was");
    for words in ["撤下的支部", "支部的旧事"] {
        assert_eq!(after.holding(words), [""; 0]);
    }
    assert!(!after.text("/sitemap.xml").contains("branches/w"));
    assert!(!after.text("/branches/").contains("w/index.html"));
}

#[test]
fn a_slug_follows_the_id_and_never_the_title() {
    let mut project = Project::from("base");
    let page = |title: &str| format!("---\n标题: {title}\n发布时间: 2021-06-11\n来源: 示例\n---\n正文\n");
    project.write("content/pages/guanyu.md", &page("关于本站"));
    assert!(project.sound().has("/pages/guanyu/"));
    assert!(project.write("content/pages/guanyu.md", &page("关于我们")).sound().has("/pages/guanyu/"));
}

#[test]
fn file_names_are_ascii_and_lower_case() {
    let mut project = Project::from("full");
    for path in project.today("2021-07-01 09:00").sound().files().keys() {
        assert!(path.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_')), "{path}");
    }
}

fn publish_into(site: &Site, folder: &std::path::Path) -> Published {
    let target = Target::new(folder, &folder.join("public")).expect("a target");
    publish(&site.output, &Remembered::default(), &target).expect("it is published")
}

#[test]
fn publishing_again_writes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let site = Project::from("base").sound();
    let first = publish_into(&site, folder.path());
    assert_eq!(first.written, site.output.len());
    let second = publish_into(&site, folder.path());
    assert_eq!((second.written, second.deleted, second.unchanged), (0, 0, site.output.len()));
    let files = on_disk(&folder.path().join("public"));
    for (path, bytes) in site.files() {
        assert_eq!(files.get(&path), Some(&bytes), "{path}");
    }
}

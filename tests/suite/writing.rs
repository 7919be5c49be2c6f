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
        let plain = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_');
        // Viewers of IIIF ask for regions and sizes with commas between the numbers.
        let named_by_iiif = path.starts_with("iiif/");
        assert!(path.bytes().all(|b| plain(b) || (named_by_iiif && b == b',')), "{path}");
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

#[test]
fn a_sample_is_never_taken_for_what_is_real() {
    let mut project = Project::from("base");
    project.write("content/units/a.yaml", "- {id: zhen, 名称: 真局}\n- {id: jia, 名称: 假局, 示例: 是}\n");
    project
        .write("content/branches/a.yaml", "- {id: x, 名称: 一支部, 单位: jia}\n- {id: y, 名称: 二支部, 单位: zhen}\n");
    let site = project.sound();
    assert!(site.text("/branches/x/").contains("假局</a><span class=\"shili\">示例</span>"));
    assert!(!site.text("/branches/y/").contains("class=\"shili\""));
    // A row of a list that is no sample itself tells that its unit is one; the unit's own row tells it once.
    assert!(site.text("/branches/").contains("<li>假局<span class=\"shili\">示例</span></li>"));
    assert_eq!(site.text("/units/").matches("假局</a><span class=\"shili\">示例</span></p>").count(), 1);
}

#[test]
fn an_exhibition_that_is_not_shown_hides_its_exhibits() {
    let exhibit = "---\n序号: 1\n对象: zb-1\n标题: CANARYEXHIBIT\n发布时间: 2021-06-11\n来源: 示例\n---\n事迹。\n";
    for (hidden, stays) in [("草稿: 是", false), ("起始时间: 2031-01-01", false), ("撤下时间: 2021-06-20", true)]
    {
        let mut project = Project::from("base");
        project.write("content/exhibition.yaml", &format!("标题: CANARYTITLE\n应有数: 1\n{hidden}\n"));
        project.write("content/exhibits/1.md", exhibit);
        let files = project.today("2021-07-01").sound().files();
        for (path, bytes) in &files {
            assert!(!String::from_utf8_lossy(bytes).contains("CANARY"), "{path} with {hidden}");
        }
        assert_eq!(files.contains_key("exhibits/01/index.html"), stays, "{hidden}");
    }
}

#[test]
fn what_stands_anywhere_in_a_story_is_found_by_the_search() {
    let mut project = Project::from("base");
    let story = "前面的话。".repeat(400);
    let text = format!(
        "---\n标题: 简报\n发布时间: 2021-06-11\n来源: 示例\n关键词: 党建、先锋；支部\n---\n{story}末尾的词。\n"
    );
    project.write("content/reports/a.md", &text);
    let site = project.sound();
    let rows = site.files().into_iter().filter(|(path, _)| path.starts_with("data/search/rows-"));
    assert!(rows.into_iter().any(|(_, bytes)| String::from_utf8_lossy(&bytes).contains("末尾的词")));
    assert!(site.text("/reports/a/").contains("content=\"党建,先锋,支部\""));
}

#[test]
fn without_a_domain_no_file_holds_an_address_that_needs_one() {
    let mut project = Project::from("base");
    project.write("content/site.yaml", "名称: 示例公司党建网\n性质: 企业\n");
    let files = project.sound().files();
    assert!(!files.contains_key("sitemap.xml"));
    assert!(!String::from_utf8_lossy(&files["robots.txt"]).contains("Sitemap"));
    assert!(Project::from("base").sound().files().contains_key("sitemap.xml"));
}

#[test]
fn on_a_day_of_mourning_every_page_is_grey_and_on_others_none() {
    let greys = |project: &Project| {
        let files = project.sound().files();
        let pages: Vec<String> = files
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
            .collect();
        (
            pages.iter().filter(|page| page.split("<head>").next().unwrap().contains(" data-mourning")).count(),
            pages.len(),
        )
    };
    let mut project = Project::from("full");
    project.today("2021-07-01 09:00");
    assert_eq!(greys(&project).0, 0);
    let site = String::from_utf8(project.inputs.files["content/site.yaml"].clone()).unwrap();
    project.write("content/site.yaml", &site.replace("哀悼日: 否", "哀悼日: 是"));
    let (grey, all) = greys(&project);
    assert!(grey == all && all > 20, "{grey} of {all}");
}

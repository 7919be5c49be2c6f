//! Honours as of a day: what decisions in force say, on every page that says it.

use crate::support::Project;

/// Three batches and a revocation, each from its own day on.
fn project() -> Project {
    let mut project = Project::from("base");
    project.write(
        "content/decisions/later.yaml",
        "- {id: b2, 标题: 关于命名第二批示例先锋党支部的决定, 荣誉: xf, 批次: 2, 日期: 2021-06-10, 发布时间: 2021-06-10 09:00, 来源: 示例, 名单: [zb-2, zb-3]}\n\
         - {id: cx, 标题: 关于撤销示例先锋党支部的决定, 荣誉: xf, 日期: 2021-06-20, 发布时间: 2021-06-20 09:00, 来源: 示例, 撤销: [zb-2]}\n\
         - {id: b3, 标题: 关于命名第三批示例先锋党支部的决定, 荣誉: xf, 批次: 3, 日期: 2021-06-30, 发布时间: 2021-06-30 09:00, 来源: 示例, 名单: [zb-2]}\n",
    );
    project
}

/// The total that the page of the honour states.
fn total(project: &mut Project, at: &str) -> String {
    let words = project.today(at).sound().words("/honours/xf/");
    let found = words.split_whitespace().find(|word| word.bytes().any(|b| b.is_ascii_digit())).unwrap_or_default();
    found.chars().filter(char::is_ascii_digit).collect()
}

#[test]
fn a_total_follows_each_decision_from_its_publication_on() {
    let mut project = project();
    assert_eq!(total(&mut project, "2021-06-01 09:00"), "1");
    assert_eq!(total(&mut project, "2021-06-10 08:59"), "1");
    assert_eq!(total(&mut project, "2021-06-10 09:00"), "3");
    assert_eq!(total(&mut project, "2021-06-20 08:59"), "3");
    assert_eq!(total(&mut project, "2021-06-20 09:00"), "2");
    assert_eq!(total(&mut project, "2021-06-30 09:00"), "3");
}

#[test]
fn before_the_first_decision_nobody_holds_the_honour() {
    let mut project = project();
    let site = project.today("2021-05-31").sound();
    assert!(!site.words("/honours/xf/").contains("示例单位甲机关党支部"));
    assert!(!site.words("/branches/zb-1/").contains("示例先锋党支部"));
}

#[test]
fn who_lost_an_honour_holds_it_no_longer_and_may_win_it_again() {
    let mut project = project();
    project.today("2021-06-19").expect_text("/branches/zb-2/", "示例先锋党支部");
    project.today("2021-06-21").expect_no_text("/branches/zb-2/", "命名");
    project.today("2021-07-01").expect_text("/branches/zb-2/", "第三批");
}

#[test]
fn a_revocation_stays_on_the_record_of_the_honour() {
    let mut project = project();
    project.today("2021-06-25").expect_text("/honours/xf/", "关于撤销示例先锋党支部的决定");
    project.expect_text("/decisions/cx/", "示例单位乙机关党支部");
}

#[test]
fn a_roll_names_its_batches_newest_first() {
    let words = project().sound().words("/honours/xf/");
    let at = |text: &str| words.rfind(text).unwrap_or_else(|| panic!("no {text} in {words}"));
    assert!(at("第三批") < at("第一批"), "{words}");
    assert!(words.find("第三批") < words.rfind("第一批"));
}

#[test]
fn an_excerpt_says_so_and_gives_the_declared_total_with_its_source() {
    let mut project = Project::from("full");
    let words = project.today("2021-07-01 09:00").sound().words("/honours/mf/");
    for text in ["节录", "108", "示例文件第3页"] {
        assert!(words.contains(text), "no {text} in {words}");
    }
}

#[test]
fn the_note_under_a_list_comes_from_its_order() {
    let mut project = Project::from("base");
    for (order, note) in [("姓氏笔画", "按姓氏笔画为序"), ("姓名笔画", "按姓名笔画为序"), ("机构序列", "机构序列")]
    {
        let text =
            format!("标题: 表彰决定\n荣誉: mf\n排序: {order}\n发布时间: 2021-06-11\n来源: 示例\n名单: [ry-1, ry-2]\n");
        project.write("content/decisions/mf.yaml", &text).expect_text("/decisions/mf/", note);
    }
}

#[test]
fn surnames_go_by_strokes_and_not_by_pinyin() {
    let mut project = Project::from("base");
    let names = ["张智勇", "李超", "崔满城", "杜雅良", "贾长青", "沈宏立", "孟朝阳", "陈文瑾"];
    let people: String = names.iter().map(|name| format!("- {{姓名: {name}, 示例: true}}\n")).collect();
    project.write("content/people/a.yaml", &people);
    let list = names.join(", ");
    let text = format!("标题: 表彰决定\n荣誉: mf\n排序: 姓氏笔画\n发布时间: 2021-06-11\n来源: 示例\n名单: [{list}]\n");
    let words = project.write("content/decisions/mf.yaml", &text).sound().words("/decisions/mf/");
    let places: Vec<usize> = ["杜雅良", "李超", "沈宏立", "张智勇", "陈文瑾", "孟朝阳", "贾长青", "崔满城"]
        .iter()
        .map(|name| words.find(name).unwrap_or_else(|| panic!("no {name} in {words}")))
        .collect();
    assert!(places.is_sorted(), "{words}");
}

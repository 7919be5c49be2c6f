//! Notices before, in and after their periods.

use crate::support::Project;

const CANDIDATE: &str = "示例单位乙机关党支部";
const PHONE: &str = "0317-0000009";

/// A notice of five working days from Friday the 11th: the 14th is a holiday, so it ends on the 18th.
fn project(keep: &str) -> Project {
    let mut project = Project::from("base");
    let text = format!(
        "---\n标题: 关于第二批示例先锋党支部的公示\n荣誉: xf\n对象: [zb-2]\n公示期: {{起: 2021-06-11, 工作日: 5}}\n\
         受理: {{受理单位: 示例受理部门, 联系电话: {PHONE}}}\n落款: 示例市直机关工委\n发布时间: 2021-06-10\n来源: 示例\n{keep}---\n公示正文。\n"
    );
    project.write("content/notices/gongshi.md", &text);
    project
}

#[test]
fn a_notice_opens_on_its_first_day_and_closes_on_the_day_after_its_last() {
    let mut project = project("");
    project.today("2021-06-10 23:59").expect_text("/notices/gongshi/", "未开始");
    project.today("2021-06-11 00:00").expect_text("/notices/gongshi/", "公示中");
    project.today("2021-06-18 23:59").expect_text("/notices/gongshi/", "公示中");
    project.today("2021-06-19 00:00").expect_text("/notices/gongshi/", "已期满");
}

#[test]
fn the_last_day_is_counted_in_working_days() {
    project("").today("2021-06-11").expect_text("/notices/gongshi/", "6月18日");
}

#[test]
fn the_home_page_shows_what_is_open_now() {
    let mut project = project("");
    project.today("2021-06-12").expect_text("/", "关于第二批示例先锋党支部的公示");
    let home = project.today("2021-07-12").sound().words("/");
    assert!(!home.contains("公示中"), "{home}");
}

#[test]
fn after_its_period_a_notice_keeps_its_title_alone_unless_it_says_more() {
    let mut project = project("");
    let site = project.today("2021-06-19").sound();
    let words = site.words("/notices/gongshi/");
    assert!(words.contains("关于第二批示例先锋党支部的公示"), "{words}");
    assert!(!words.contains(CANDIDATE), "{words}");
    assert_eq!(site.holding(PHONE), [""; 0]);
    let named = site.holding(CANDIDATE);
    assert!(named.iter().all(|path| !path.contains("notices")), "{named:?}");
}

#[test]
fn what_is_said_of_candidates_comes_down_with_their_names() {
    let mut project = project("摘要: 拟命名某某等\n关键词: [某某的事迹]\n");
    project.today("2021-06-12").expect_text("/notices/", "拟命名某某等");
    let site = project.today("2021-06-19").sound();
    assert_eq!(site.holding("拟命名某某等"), [""; 0]);
    assert_eq!(site.holding("某某的事迹"), [""; 0]);
}

#[test]
fn the_outcome_is_told_when_the_period_is_over() {
    let mut project = project("结果: 没有收到异议。\n");
    assert_eq!(project.today("2021-06-12").sound().holding("没有收到异议"), [""; 0]);
    project.today("2021-06-19").expect_text("/notices/gongshi/", "没有收到异议");
}

#[test]
fn a_notice_may_keep_its_names() {
    let mut project = project("期满保留: 保留名单\n");
    project.today("2021-06-19").expect_text("/notices/gongshi/", CANDIDATE);
    assert_eq!(project.sound().holding(PHONE), [""; 0]);
}

#[test]
fn a_notice_may_keep_everything() {
    let mut project = project("期满保留: 全部保留\n");
    project.today("2021-06-19").expect_text("/notices/gongshi/", CANDIDATE);
    project.expect_text("/notices/gongshi/", "公示正文");
}

#[test]
fn while_it_is_open_everything_is_shown() {
    let mut project = project("");
    for text in [CANDIDATE, PHONE, "示例受理部门", "公示正文", "5个工作日"] {
        project.today("2021-06-15").expect_text("/notices/gongshi/", text);
    }
}

#[test]
fn the_data_for_other_programs_says_no_more_than_the_page() {
    let mut project = project("");
    let open = project.today("2021-06-15").sound().text("/data/notices.json");
    assert!(open.contains("gongshi"), "{open}");
    let closed = project.today("2021-06-19").sound().text("/data/notices.json");
    assert!(!closed.contains("zb-2") && !closed.contains(CANDIDATE) && !closed.contains(PHONE), "{closed}");
}

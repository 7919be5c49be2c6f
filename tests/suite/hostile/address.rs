//! Addresses and names of the site that would break out of a page, or lead away from it.

use super::case::Case;

fn site(name: &str, told: &'static str, fields: &str) -> Case {
    let site = format!("名称: 示例网\n性质: 企业\n主办: 示例\n描述: 示例\n关键词: [示例]\n{fields}\n");
    Case::new(name, told, "content/site.yaml", site)
}

fn venue(name: &str, told: &'static str, url: &str) -> Case {
    let url = serde_json::to_string(url).unwrap();
    let exhibition = format!("标题: 展\n应有数: 0\n展出: [{{名称: 馆, 方式: 线上, 网址: {url}}}]\n");
    Case::new(name, told, "content/exhibition.yaml", exhibition)
}

pub fn cases() -> Vec<Case> {
    vec![
        site("a domain with a path", "E0211", "域名: www.x.cn/a"),
        site("a domain with markup", "E0211", "域名: \"x.cn\\\"><script>\""),
        site("a domain with a name before it", "E0211", "域名: \"www.gov.cn@x.cn\""),
        site("a domain with two lines", "E0211", "域名: \"x.cn\\ny.cn\""),
        site("a domain that is no word", "E0203", "域名: [x.cn]"),
        site("a base that leads up", "E0211", "路径: /../"),
        site("a base with markup", "E0211", "路径: '/\"><script>/'"),
        site("a base that runs a script", "E0211", "路径: \"javascript:alert(1)\""),
        site("a base of another site", "", "路径: //evil.cn/"),
        site("a report of errors that runs a script", "E0211", "找错: \"javascript:alert(1)\""),
        site("a report of errors that is data", "E0211", "找错: \"data:text/html,x\""),
        site("a report of errors on a disk", "E0211", "找错: \"file:///etc/passwd\""),
        site("a mark that runs a script", "E0211", "党政机关标识: \"javascript:alert(1)\""),
        site("a mark of a scheme that is almost one", "E0211", "党政机关标识: \"httpx:alert(1)\""),
        site("an emblem that is no file", "E0701", "党徽: 没有.png"),
        site("columns that are a list", "E0203", "栏目: [a]"),
        site("a column of no kind", "E0201", "栏目: {秘密: {名称: 甲}}"),
        site("a number of days beyond all numbers", "E0206", "栏目: {公示: {更新周期: 99999999999}}"),
        site("a draft of the whole site", "E0201", "草稿: 是"),
        Case::new("a site without a name", "E0202", "content/site.yaml", "性质: 企业\n"),
        Case::new("two sites", "E0304", "content/units/site/site.yaml", "名称: 甲\n")
            .with("content/site.yml", "名称: 乙\n"),
        venue("a hall that runs a script", "E0211", "javascript:alert(1)"),
        venue("a hall on another site without a scheme", "E0211", "//x.cn"),
        venue("a hall that is data", "E0211", "data:text/html,x"),
        venue("a hall of a script in capitals", "E0211", " JavaScript:alert(1)"),
    ]
}

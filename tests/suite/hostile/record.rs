//! Records that contradict themselves or ask for endless work.

use super::case::Case;

fn notice(name: &str, told: &'static str, period: &str) -> Case {
    let notice = format!("标题: 公示\n荣誉: mf\n对象: [ry-1]\n公示期: {period}\n发布时间: 2021-06-28\n来源: 示例\n");
    Case::new(name, told, "content/notices/x.yaml", notice)
}

fn calendar(name: &str, told: &'static str, fields: &str) -> Case {
    Case::new(name, told, "content/calendar/2027.yaml", format!("年份: 2027\n来源: 示例\n{fields}\n"))
}

fn decision(name: &str, told: &'static str, fields: &str) -> Case {
    let decision =
        format!("标题: 决定\n荣誉: mf\n日期: 2021-06-01\n落款: 示例\n发布时间: 2021-06-01\n来源: 示例\n{fields}\n");
    Case::new(name, told, "content/decisions/x.yaml", decision)
}

pub fn cases() -> Vec<Case> {
    [periods(), circles(), totals(), vec![wrong_as_a_whole()]].into_iter().flatten().collect()
}

fn periods() -> Vec<Case> {
    vec![
        notice("a period of four thousand million days", "E0602", "{起: 2021-06-28, 工作日: 4294967295}"),
        notice("a period of no days", "E0603", "{起: 2021-06-28, 工作日: 0}"),
        notice("a period that ends before it begins", "E0603", "{起: 2021-06-28, 止: 2021-06-25}"),
        notice("a period to the year 9999", "E0204", "{起: 2021-06-28, 止: 9999-12-31}"),
        notice("a period in the year 1", "E0204", "{起: 0001-01-04, 工作日: 5}"),
        notice("a period that is a word", "E0203", "五个工作日"),
        notice("a period on a day off", "E0601", "{起: 2021-06-27, 工作日: 5}"),
        notice(
            "a period whose end is not what the calendar says",
            "E0603",
            "{起: 2021-06-28, 工作日: 5, 止: 2021-07-05}",
        ),
        calendar("days off from the year 1 to 9999", "E0204 W0606", "放假: [0001-01-01..9999-12-31]"),
        calendar("days off backwards", "E0204 W0606", "放假: [2027-01-03..2027-01-01]"),
        calendar("days off for twenty thousand years", "E0204 W0606", "放假: [2027-02-05..22075-01-03]").heavy(),
        calendar("days off for forty years", "E0204 W0606", "放假: [2027-02-05..2067-02-11]"),
        calendar("days off of another year", "E0604 W0606", "放假: [2026-01-01]"),
        calendar("a day that is off and on", "E0604 W0606", "放假: [2027-01-02]\n上班: [2027-01-02]"),
        calendar("100,000 days off", "W0606", &format!("放假: [{}]", "2027-01-01, ".repeat(100_000))),
    ]
}

fn circles() -> Vec<Case> {
    let chain: String =
        (0..1_000).map(|n| format!("- {{编号: u{n}, 名称: 单位{n}, 上级单位: u{}}}\n", (n + 1) % 1_000)).collect();
    let line: String = (1..1_000).map(|n| format!("- {{编号: u{n}, 名称: 单位{n}, 上级单位: u{}}}\n", n - 1)).collect();
    vec![
        Case::new("a unit above itself", "E0306", "content/units/x.yaml", "- {编号: u, 名称: 甲, 上级单位: u}\n"),
        Case::new("1,000 units in a circle", "E0306", "content/units/x.yaml", chain).heavy(),
        Case::new("1,000 units in a line", "", "content/units/x.yaml", format!("- {{编号: u0, 名称: 单位零}}\n{line}"))
            .heavy(),
        Case::new(
            "a pairing with itself",
            "E0801",
            "content/pairings/x.yaml",
            "标题: 结对\n类型: 共建\n共建方: [zb-1, zb-1]\n发布时间: 2021-06-01\n来源: 示例\n",
        ),
        Case::new("one id for two", "E0304", "content/units/x.yaml", "- {编号: dw-1, 名称: 甲}\n"),
        Case::new(
            "two of one name, and somebody who names them",
            "E0302",
            "content/people/x.yaml",
            "- {编号: a, 姓名: 李同名, 单位: dw-1}\n- {编号: b, 姓名: 李同名, 单位: dw-1}\n",
        )
        .with("content/branches/x.yaml", "名称: 支部\n单位: dw-1\n书记: 李同名\n"),
        Case::new(
            "a reference of 1 MB",
            "E0301",
            "content/units/x.yaml",
            format!("名称: 甲\n上级单位: {}\n", "乙".repeat(300_000)),
        )
        .heavy(),
        Case::new("a reference to another kind", "E0303", "content/units/x.yaml", "名称: 甲\n上级单位: zb-1\n"),
    ]
}

fn wrong_as_a_whole() -> Case {
    Case::new("20,000 people of units that nobody knows, and as many units", "E0301", "content/people/x.yaml", {
        let all = (0..20_000).map(|n| format!("- {{id: x{n}, 姓名: 甲{n}, 单位: 示例{n}第单位}}\n"));
        all.collect::<String>()
    })
    .with(
        "content/units/x.yaml",
        (0..20_000).map(|n| format!("- {{id: y{n}, 名称: 示例第{n}单位}}\n")).collect::<String>(),
    )
    .heavy()
}

fn totals() -> Vec<Case> {
    let exhibit = |no: &str| format!("序号: {no}\n对象: zb-1\n标题: 甲\n发布时间: 2021-06-11\n来源: 示例\n");
    let exhibition =
        |rest: &str| Case::new("x", "", "content/exhibition.yaml", format!("标题: 展\n资格: [xf]\n{rest}"));
    let named = |name: &str, told: &'static str, case: Case| Case { name: name.to_owned(), told, ..case };
    vec![
        decision("one recipient 10,000 times", "E0402", &format!("名单: [{}]", "ry-1, ".repeat(10_000))).heavy(),
        decision(
            "20,000 recipients that nobody knows",
            "E0301",
            &format!("名单: [{}]", (0..20_000).map(|n| format!("无名{n}, ")).collect::<String>()),
        )
        .heavy(),
        decision("a recipient of another kind", "E0401", "名单: [zb-1]"),
        decision("an honour taken from who never had it", "E0403", "撤销: [ry-1]"),
        decision("a batch of nothing", "E0206", "批次: 0\n名单: [ry-1]"),
        decision("an order by what is not there", "E0407", "排序: 得分\n名单: [ry-1, ry-2]"),
        decision("a score that is no number", "E0206", "名单: [{对象: ry-1, 得分: .nan}]"),
        named(
            "four thousand million exhibits expected",
            "E0502",
            exhibition("应有数: 4294967295\n").with("content/exhibits/1.yaml", exhibit("1")),
        )
        .heavy(),
        named(
            "exhibit number four thousand million",
            "E0501",
            exhibition("应有数: 1\n")
                .with("content/exhibits/1.yaml", exhibit("1"))
                .with("content/exhibits/2.yaml", exhibit("4294967295")),
        )
        .heavy(),
        named("exhibit nought", "E0501 E0502", exhibition("应有数: 1\n").with("content/exhibits/1.yaml", exhibit("0"))),
        named(
            "two exhibits of one number",
            "E0503",
            exhibition("应有数: 1\n")
                .with("content/exhibits/1.yaml", exhibit("1"))
                .with("content/exhibits/2.yaml", exhibit("1")),
        ),
        Case::new("exhibits without an exhibition", "E0505", "content/exhibits/1.yaml", exhibit("1")),
        Case::new(
            "a total that the roll does not have",
            "E0404",
            "content/honours/x.yaml",
            "- {编号: h, 名称: 称号, 对象: branch, 用语: 命名, 应有数: 7, 来源: 示例}\n",
        ),
        Case::new(
            "a figure beyond all numbers",
            "E0206",
            "content/reports/x.yaml",
            "标题: 甲\n发布时间: 2021-06-11\n来源: 示例\n数据: [{名称: 数, 数值: 1e999}]\n",
        ),
        Case::new(
            "withdrawn before it was published",
            "E0210",
            "content/reports/x.yaml",
            "标题: 甲\n发布时间: 2021-06-11\n撤下时间: 2021-06-10\n来源: 示例\n",
        ),
    ]
}

//! Paths that lead out of the project, and names that no disk takes.

use super::case::Case;

const REPORT: &str = "标题: 简报\n发布时间: 2021-06-11\n来源: 示例\n";

fn photo(name: &str, told: &'static str, path: &str) -> Case {
    let path = serde_json::to_string(path).unwrap();
    let report = format!("{REPORT}照片: [{{文件: {path}, 说明: 图}}]\n");
    Case::new(&format!("a photo at {name}"), told, "content/reports/x.yaml", report)
}

fn attachment(name: &str, told: &'static str, path: &str) -> Case {
    let path = serde_json::to_string(path).unwrap();
    let notice = format!(
        "标题: 公示\n荣誉: mf\n对象: [ry-1]\n公示期: {{起: 2021-06-28, 工作日: 5}}\n附件: [{{文件: {path}, 标题: 件}}]\n发布时间: 2021-06-28\n来源: 示例\n"
    );
    Case::new(&format!("an attachment at {name}"), told, "content/notices/x.yaml", notice)
}

fn slug(name: &str, told: &'static str, slug: &str) -> Case {
    let slug = serde_json::to_string(slug).unwrap();
    Case::new(&format!("a slug that is {name}"), told, "content/reports/x.yaml", format!("{REPORT}网址: {slug}\n"))
}

pub fn cases() -> Vec<Case> {
    [outside(), slugs(), names()].into_iter().flatten().collect()
}

fn outside() -> Vec<Case> {
    let mut cases = vec![
        photo("nothing", "E0701", "没有.jpg"),
        photo("a folder", "E0701", "../units"),
        photo("itself", "E0701", "."),
        photo("a name that is encoded", "E0702", "%2e%2e/%2e%2e/etc/passwd"),
        photo("four dots", "E0701", "....//....//etc/passwd"),
        photo("somebody's home", "E0701", "~/.ssh/id_rsa"),
        photo("a record", "E0701", "../units/danwei.yaml"),
        attachment("a record", "E0607", "../units/danwei.yaml"),
        attachment("nothing", "E0605", "没有.docx"),
        Case::new(
            "an emblem out of the project",
            "E0702",
            "content/site.yaml",
            "名称: 站\n性质: 企业\n党徽: ../../x.png\n",
        ),
    ];
    let away = [
        ("a way up", "../../../../etc/passwd"),
        ("the root", "/etc/passwd"),
        ("a drive", "C:\\照片\\a.jpg"),
        ("another machine", "\\\\server\\share\\a.jpg"),
        ("a way up by the other slash", "..\\..\\..\\etc\\passwd"),
        ("an address", "file:///etc/passwd"),
        ("an address of the web", "https://x.cn/a.jpg"),
        ("a way up and back", "../../content/../../x.jpg"),
        ("above everything", ".."),
    ];
    cases.extend(away.iter().map(|(name, path)| photo(name, "E0702", path)));
    cases.extend(away.iter().map(|(name, path)| attachment(name, "E0702", path)));
    cases.push(photo("a NUL", "E0116", "a\u{0}.jpg"));
    cases
}

fn slugs() -> Vec<Case> {
    let bad = [
        ("a way up", "../../x"),
        ("a slash", "a/b"),
        ("Chinese", "简报"),
        ("in capitals", "ABC"),
        ("a device of Windows", "con"),
        ("another device of Windows", "lpt1"),
        ("a dot", "."),
        ("encoded", "a%2fb"),
        ("a space", "a b"),
        ("markup", "\"><script>"),
        ("a page of a list", "page"),
    ];
    let mut cases: Vec<Case> = bad.iter().map(|(name, word)| slug(name, "E0207", word)).collect();
    cases.push(slug("300 letters", "E0207", &"a".repeat(300)));
    cases.push(slug("an empty text", "", ""));
    cases
}

fn names() -> Vec<Case> {
    let record = |name: &str| format!("content/reports/{name}");
    vec![
        Case::new("two names that differ in case alone", "E0121", &record("a.jpg"), "x").with(&record("A.jpg"), "x"),
        Case::new("two folders that differ in case alone", "E0113 E0121", "content/Units/danwei.yaml", "名称: 甲\n"),
        Case::new("a record named after a device", "E0207", &record("con.yaml"), REPORT),
        Case::new("a record named after a device in capitals", "E0207", &record("AUX.yaml"), REPORT),
        Case::new("a record named with dots", "", &record("a..b.yaml"), REPORT),
        Case::new("a record named with marks of markup", "", &record("\"><b>.yaml"), REPORT),
        Case::new("a record with a name of 250 bytes", "", &record(&format!("{}.yaml", "文".repeat(80))), REPORT),
        Case::new("two records with one address", "E0305", &record("简报.yaml"), REPORT)
            .with(&record("jian-bao.yaml"), REPORT),
        Case::new("a folder that is no kind", "E0113", "content/secrets/a.yaml", "名称: 甲\n"),
        Case::new("a record at the top", "W0114", "content/a.yaml", "名称: 甲\n"),
        Case::new("a record in a form that is not read", "W0114", "content/units/a.docx", "x"),
        Case::new("a record in JSON", "W0114", "content/units/a.json", "{}"),
    ]
}

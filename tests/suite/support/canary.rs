//! A site with a canary in everything that is not for the public.
//!
//! A canary is a word of its own for each field and each record, `kanariNNN…`: where one sings, its name says what leaked.
//! The site is `tests/sites/full` with a hidden twin of every kind in every state, references to them from what is
//! published, and metadata of every kind in every picture.
//!
//! **In:** a word, and which twins there are. **Out:** a [`Project`]. **Never:** a canary in a field that may be shown.

use std::fmt::Write as _;

use super::Project;
use super::{made, snapped};

/// What every canary begins with.
pub const CANARY: &str = "kanari";

/// Why a record is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    Draft,
    Embargo,
    Early,
    Withdrawn,
}

impl Hidden {
    pub const ALL: [Self; 4] = [Self::Draft, Self::Embargo, Self::Early, Self::Withdrawn];

    fn fields(self) -> &'static str {
        match self {
            Self::Draft => "发布时间: 2021-01-01\n草稿: 是",
            Self::Embargo => "发布时间: 2021-01-01\n起始时间: 2021-07-01 09:01",
            Self::Early => "发布时间: 2031-01-01",
            Self::Withdrawn => "发布时间: 2021-01-01\n撤下时间: 2021-06-20",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Embargo => "embargo",
            Self::Early => "early",
            Self::Withdrawn => "gone",
        }
    }
}

/// The kinds that have hidden twins, with the fields of one; `@` stands for its canary.
pub const KINDS: [(&str, &str); 11] = [
    ("units", "名称: @甲单位\n简称: @乙\n类别: 企业\n序号: 7\n品牌: @丙"),
    ("branches", "名称: @甲支部\n规范名称: @乙\n单位: jia\n书记: li\n品牌: @丙"),
    ("people", "姓名: @甲\n单位: jia\n党支部: zb-jia\n职务: [@乙]\n入党时间: 1953-08-17"),
    ("posts", "名称: @甲岗位\n单位: jia\n党支部: zb-jia\n承诺: @乙"),
    ("honours", "名称: @甲称号\n简称: @乙\n工程: 示例工程\n对象: 品牌\n用语: 授予\n名单完整: 否\n条件: [@丙]"),
    (
        "decisions",
        "标题: @甲决定\n荣誉: pp\n日期: 2021-05-29\n文号: @〔2021〕9号\n落款: @乙\n名单: [{名称: @丙, 牌证号: @丁}]",
    ),
    (
        "notices",
        "标题: @甲公示\n荣誉: mf\n依据: @乙\n对象: [li]\n公示期: {起: 2021-06-28, 工作日: 5}\n受理: {受理单位: @丙}\n落款: @丁\n附件: [{文件: @fu.txt, 标题: @戊}]\n结果: @己",
    ),
    ("exhibits", "序号: 3\n对象: zb-jia\n标题: @甲\n导语: @乙\n篇章: 堡垒篇\n展牌文: @丙"),
    (
        "pairings",
        "标题: @甲\n类型: 共建\n共建方: [zb-jia, {名称: @乙}]\n台账: [{日期: 2021-05-20, 事项: @丙}]\n成果: @丁",
    ),
    ("reports", "标题: @甲\n主题: 培训\n地点: @乙\n单位: [jia]\n人员: [li]\n数据: [{名称: @丙, 数值: 778}]"),
    ("pages", "标题: @甲\n导航: 3"),
];

/// Returns the site; `word` follows [`CANARY`] in every canary, and `twins` are the hidden records, by the number of their
/// kind and why they are hidden.
pub fn site(word: &str, twins: &[(usize, Hidden)]) -> Project {
    let mut project = Project::from("full");
    let canary = |name: &str| format!("{CANARY}{word}{name}");
    unpublished_fields(&mut project, &canary);
    for (at, (kind, hidden)) in twins.iter().enumerate() {
        twin(&mut project, (at, *kind, *hidden), &canary);
    }
    number_exhibits(&mut project);
    references(&mut project, twins, &canary);
    project
}

/// Puts canaries into the fields and forms that no record publishes, and into the metadata of all photos.
fn unpublished_fields(project: &mut Project, canary: &dyn Fn(&str) -> String) {
    let texts: Vec<String> = project.inputs.files.keys().filter(|path| !path.contains("/photos/")).cloned().collect();
    for path in &texts {
        let text = String::from_utf8(project.inputs.files[path].clone()).expect("the small site is text");
        let mut text = text.replace("金丝雀备注", &canary("note")).replace("金丝雀授权", &canary("consent"));
        text = reviewed(&text, &canary("reviewer"));
        text = text.replace("审核不公开: 否", "审核不公开: 是");
        if path.ends_with(".yaml") {
            text = format!("# {}\n{text}# {}\n", canary("comment"), canary("lastcomment"));
        } else if path.ends_with(".md") {
            let note = if text.contains("备注:") { String::new() } else { format!("备注: {}\n", canary("mdnote")) };
            let reviewers = if text.contains("\n审核:") {
                String::new()
            } else {
                format!("审核: [{}]\n", canary("mdreviewer"))
            };
            text = text.replacen("---\n", &format!("---\n# {}\n{note}{reviewers}", canary("frontcomment")), 1);
            text.push_str(&format!("\n<!-- {} -->\n\n正文。\n", canary("htmlcomment")));
        } else if path.ends_with(".csv") {
            text = table(&text, canary);
        }
        project.write(path, &text.replace("1999-07-01", "1953-08-17"));
    }
    project.write(
        "content/people/more.yaml",
        &format!(
            "- {{姓名: 孟示例, 单位: jia, 入党时间: 1953-08-18, 备注: {}, 示例: 是}} # {}\n",
            canary("listnote"),
            canary("listcomment")
        ),
    );
    expired_notices(project, canary);
    // A picture's address follows from the bytes of its photo, so these words are the same in every site.
    let meta = |name: &str| format!("{CANARY}{name}");
    let photo = project.inputs.files["content/photos/tu.jpg"].clone();
    project.write_bytes("content/photos/tu.jpg", snapped::jpeg(&photo, &meta("jpegmeta")));
    let mark = project.inputs.files["content/photos/biaozhi.png"].clone();
    project.write_bytes("content/photos/biaozhi.png", snapped::png(&mark, &meta("pngmeta")));
    project.write_bytes(&format!("content/reports/{}.webp", canary("photoname")), snapped::webp(&meta("webpmeta")));
    project.write_bytes(&format!("content/reports/{}.jpg", canary("unused")), snapped::jpeg(&photo, &canary("unused")));
    let report = format!(
        "---\n标题: 第二个主题党日\n发布时间: 2021-06-22\n来源: 示例\n照片: [{{文件: {}.webp, 说明: 示例图三, 授权: {}}}]\n示例: 是\n---\n正文。\n",
        canary("photoname"),
        canary("consent2")
    );
    project.write("content/reports/webp.md", &report);
}

/// Notices whose period is over: of one only the title stays, of the other the names too.
/// The same with another word for everybody who reviewed, which the site does not show.
fn reviewed(text: &str, canary: &str) -> String {
    let line =
        |line: &str| if line.starts_with("审核: [") { format!("审核: [{canary}]\n") } else { line.to_owned() };
    text.split_inclusive('\n').map(line).collect()
}

fn expired_notices(project: &mut Project, canary: &dyn Fn(&str) -> String) {
    for (keep, name) in [("只留标题", "stub"), ("保留名单", "names")] {
        let own = canary(&format!("expired{name}"));
        let photo = snapped::jpeg(&made::bytes("made", "jpeg"), &own);
        project.write_bytes(&format!("content/notices/{own}.jpg"), photo);
        project.write(&format!("content/notices/{own}.txt"), &own);
        project.write(
            &format!("content/notices/expired-{name}.md"),
            &format!(
                "---\n标题: 期满的公示\n荣誉: mf\n阶段: 拟命名\n依据: {own}\n对象: [li]\n公示期: {{起: 2021-06-01, 工作日: 5}}\n\
                 受理: {{受理单位: {own}, 受理时间: {own}, 通信地址: {own}}}\n落款: 示例机关\n日期: 2021-06-01\n\
                 附件: [{{文件: {own}.txt, 标题: {own}}}]\n期满保留: {keep}\n发布时间: 2021-06-01\n来源: 示例\n\
                 照片: [{{文件: {own}.jpg, 说明: {own}}}]\n示例: 是\n---\n{own}，[件]({own}.txt)。\n"
            ),
        );
    }
    // What is said of the candidates in a summary comes down with the list.
    let text = String::from_utf8(project.inputs.files["content/notices/expired-stub.md"].clone()).expect("text");
    let own = canary("expiredsummary");
    let text = text.replacen("---\n", &format!("---\n摘要: {own}\n关键词: [{own}]\n"), 1);
    project.write("content/notices/expired-stub.md", &text);
}

/// A table with a title above, notes in a column and who filled it in below.
fn table(text: &str, canary: &dyn Fn(&str) -> String) -> String {
    let mut out = format!("{},,,,\n", canary("tabletitle"));
    for (at, line) in text.lines().enumerate() {
        let last = if at == 0 { "备注".to_owned() } else { canary("cellnote") };
        let _ = writeln!(out, "{line},{last}");
    }
    out
}

/// The id of a hidden record, which other records write.
fn id(at: usize, kind: usize, hidden: Hidden, canary: &dyn Fn(&str) -> String) -> String {
    canary(&format!("{}{}{at}", KINDS[kind].0, hidden.word()))
}

fn twin(project: &mut Project, (at, kind, hidden): (usize, usize, Hidden), canary: &dyn Fn(&str) -> String) {
    let (folder, fields) = KINDS[kind];
    let own = id(at, kind, hidden, canary);
    let fields = fields.replace('@', &own);
    // A stub stands where a page was, at an address that was public.
    let slug = if folder == "exhibits" { String::new() } else { format!("网址: twin-{at}\n") };
    let photo = format!("{own}tu.jpg");
    let text = format!(
        "---\n编号: {own}\n{fields}\n{}\n{slug}来源: {own}\n作者: {own}\n编辑: {own}\n审核: [{own}]\n摘要: {own}\n\
         关键词: [{own}]\n照片: [{{文件: {photo}, 说明: {own}, 摄影: {own}}}]\n备注: {own}\n---\n## {own}\n\n正文{own}。\n",
        hidden.fields()
    );
    project.write(&format!("content/{folder}/{own}.md"), &text);
    let taken = snapped::jpeg(&made::bytes("made", "jpeg"), &own);
    project.write_bytes(&format!("content/{folder}/{photo}"), taken);
    project.write(&format!("content/{folder}/{own}fu.txt"), &own);
}

/// Numbers the hidden exhibits after the shown ones, and says how many there are.
fn number_exhibits(project: &mut Project) {
    let mut next = 3;
    let hidden: Vec<String> = project
        .inputs
        .files
        .keys()
        .filter(|path| path.starts_with(&format!("content/exhibits/{CANARY}")))
        .cloned()
        .collect();
    for path in hidden.iter().filter(|path| path.ends_with(".md")) {
        let text = String::from_utf8(project.inputs.files[path].clone()).expect("text");
        project.write(path, &text.replace("序号: 3\n", &format!("序号: {next}\n")));
        next += 1;
    }
    let text = String::from_utf8(project.inputs.files["content/exhibition.yaml"].clone()).expect("text");
    project.write("content/exhibition.yaml", &text.replace("应有数: 2", &format!("应有数: {}", next - 1)));
}

/// Published records name the hidden ones, as they do in life; nothing of that may show.
fn references(project: &mut Project, twins: &[(usize, Hidden)], canary: &dyn Fn(&str) -> String) {
    let all = |folder: &str| -> Vec<String> {
        let of = twins.iter().enumerate().filter(|(_, (kind, _))| KINDS[*kind].0 == folder);
        of.map(|(at, (kind, hidden))| id(at, *kind, *hidden, canary)).collect()
    };
    let list = |folder: &str| all(folder).join(", ");
    let first = |key: &str, folder: &str| all(folder).first().map_or(String::new(), |id| format!("{key}: {id}\n"));
    let links: String = KINDS
        .iter()
        .flat_map(|(folder, _)| all(folder).into_iter().map(move |id| format!("见[这里](../{folder}/{id}.md)。\n")))
        .collect();
    let head = "发布时间: 2021-06-01\n来源: 示例\n示例: 是\n";
    project.write(
        "content/reports/named.md",
        &format!(
            "---\n标题: 提到别人的简报\n{head}单位: [{}]\n党支部: [zb-jia, {}]\n人员: [{}]\n---\n{links}",
            list("units"),
            list("branches"),
            list("people")
        )
        .replace(", ]", "]"),
    );
    project.write(
        "content/branches/named.yaml",
        &format!(
            "名称: 示例单位丁党支部\n{head}{}{}{}",
            first("单位", "units"),
            first("上级组织", "branches"),
            first("书记", "people")
        ),
    );
    project.write(
        "content/people/named.yaml",
        &format!("姓名: 金示例\n{head}{}{}", first("单位", "units"), first("党支部", "branches")),
    );
    project.write(
        "content/pairings/named.yaml",
        &format!("标题: 再一个共建\n类型: 共建\n{head}共建方: [zb-jia, zb-yi, {}]\n", list("branches"))
            .replace(", ]", "]"),
    );
    project.write("content/notices/named.md", &format!(
        "---\n标题: 第二个公示\n荣誉: mf\n{head}对象: [li, {}]\n公示期: {{起: 2021-06-01, 工作日: 5}}\n期满保留: 全部保留\n{}---\n正文。\n",
        list("people"), first("决定", "decisions")
    ).replace(", ]", "]"));
    for (at, honour) in all("honours").into_iter().enumerate() {
        project.write(
            &format!("content/decisions/named-{at}.yaml"),
            &format!(
                "标题: 授予别的品牌的决定\n荣誉: {honour}\n日期: 2021-05-01\n{head}名单: [{{名称: 公开的品牌}}]\n"
            ),
        );
        let text = String::from_utf8(project.inputs.files["content/exhibition.yaml"].clone()).expect("text");
        project.write("content/exhibition.yaml", &text.replace("资格: [", &format!("资格: [{honour}, ")));
    }
}

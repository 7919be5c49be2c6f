//! 站点: the site itself.

use super::choice::choice;
use super::field::{Field, Shape};
use super::head::{Head, Standing};
use super::kind::Kind;
use super::reader::Reader;
use super::values::Answer;
use crate::diag::{Code, Place};

choice! {
    /// The nature of the site (性质), which decides what its frame must hold.
    SiteKind {
        Party "party" "党务",
        Government "government" "政府",
        Institution "institution" "事业单位",
        Enterprise "enterprise" "企业",
    }
}

const CONTACT: &[Field] = &[
    Field::new("address", &["地址"], Shape::Text, "地址"),
    Field::new("postcode", &["邮编", "邮政编码"], Shape::Text, "邮政编码"),
    Field::new("phone", &["电话", "联系电话"], Shape::Text, "办公电话"),
    Field::new("email", &["邮箱", "电子邮箱"], Shape::Text, "电子邮箱"),
];

const COLUMN: &[Field] = &[
    Field::new("name", &["名称"], Shape::Text, "栏目名称"),
    Field::new("description", &["描述"], Shape::Text, "栏目描述"),
    Field::new("keywords", &["关键词"], Shape::List(&Shape::Text), "栏目关键词"),
    Field::new("type", &["类别"], Shape::Text, "栏目类别，例如 工作动态"),
    Field::new("update_days", &["更新周期"], Shape::Count, "多少天内应当更新"),
];

const FONTS: &[Field] = &[
    Field::new("song", &["宋", "宋体"], Shape::Text, "宋体：图册正文"),
    Field::new("hei", &["黑", "黑体"], Shape::Text, "黑体：一级标题、图片说明"),
    Field::new("kai", &["楷", "楷体"], Shape::Text, "楷体：导语、二级标题"),
    Field::new("fangsong", &["仿宋"], Shape::Text, "仿宋：公文正文"),
    Field::new("title", &["小标宋"], Shape::Text, "小标宋：大标题"),
];

pub(super) const FIELDS: &[Field] = &[
    Field::new("name", &["名称"], Shape::Text, "网站名称").required(),
    Field::new(
        "kind",
        &["性质"],
        Shape::Choice(<SiteKind as super::choice::Choice>::names),
        "党务、政府、事业单位或企业",
    ),
    Field::new("domain", &["域名"], Shape::Text, "域名，例如 www.example.gov.cn"),
    Field::new("base", &["路径"], Shape::Text, "网站放在哪个路径下，默认 /"),
    Field::new("id_code", &["标识码"], Shape::Text, "政府网站标识码"),
    Field::new("organiser", &["主办"], Shape::Text, "主办单位"),
    Field::new("operator", &["承办"], Shape::Text, "承办单位"),
    Field::new("support", &["技术支持"], Shape::Text, "技术支持"),
    Field::new("contact", &["联系方式", "联系"], Shape::Group(CONTACT), "公开的联系方式"),
    Field::new("icp", &["备案号", "ICP备案"], Shape::Text, "ICP 备案编号"),
    Field::new("police_record", &["公安备案"], Shape::Text, "公安备案号"),
    Field::new("conac", &["党政机关标识"], Shape::Text, "党政机关网站标识的链接或编号"),
    Field::new("error_report", &["找错"], Shape::Address, "「找错」入口的地址"),
    Field::new("description", &["描述"], Shape::Text, "网站描述"),
    Field::new("emblem", &["党徽"], Shape::File, "本机关自备的党徽文件；程序不附带"),
    Field::new("columns", &["栏目"], Shape::ByKind(COLUMN), "各栏目的名称、描述、关键词和更新周期"),
    Field::new("trusted_domains", &["信任域名"], Shape::List(&Shape::Text), "这些域名离站时不提示"),
    Field::new("pii_allow", &["可公开号码"], Shape::List(&Shape::Text), "可以公开的联系号码"),
    Field::new("wording", &["错词"], Shape::List(&Shape::Text), "另外要查的错词，写「错→对」；两边一样就是不查这个词"),
    Field::new(
        "integrity",
        &["脚本校验"],
        Shape::Switch,
        "网页是否核对脚本没有被改过（SRI）；不写时，写了域名的核对，没写的不核对",
    ),
    Field::new("hide_reviewers", &["审核不公开"], Shape::Switch, "是：「审核」里的人只留作底，不在任何地方显示"),
    Field::new("mourning", &["哀悼日"], Shape::Switch, "是：全站变为灰色"),
    Field::new("fonts", &["字体"], Shape::Group(FONTS), "印刷用的字体，不写就用办公室常有的，再用开源的"),
];

/// How to reach the site's keepers; public by declaration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteContact {
    /// 地址
    pub address: String,
    /// 邮编
    pub postcode: String,
    /// 电话
    pub phone: String,
    /// 邮箱
    pub email: String,
}

/// Font families for print by role; an empty one is chosen by the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteFonts {
    /// 宋
    pub song: String,
    /// 黑
    pub hei: String,
    /// 楷
    pub kai: String,
    /// 仿宋
    pub fangsong: String,
    /// 小标宋
    pub title: String,
}

/// What is said of a column (栏目).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// 名称
    pub name: String,
    /// 描述
    pub description: String,
    /// 关键词
    pub keywords: Vec<String>,
    /// 类别
    pub kind: String,
    /// 更新周期, in days.
    pub update_days: Option<u32>,
}

/// The site as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// What every record carries.
    pub head: Head,
    /// 名称
    pub name: String,
    /// 性质
    pub kind: SiteKind,
    /// 域名, without scheme and slashes.
    pub domain: String,
    /// 路径, with a slash at both ends.
    pub base: String,
    /// 标识码
    pub id_code: String,
    /// 主办
    pub organiser: String,
    /// 承办
    pub operator: String,
    /// 技术支持
    pub support: String,
    /// 联系方式
    pub contact: SiteContact,
    /// ICP 备案
    pub icp: String,
    /// 公安备案
    pub police_record: String,
    /// 党政机关标识
    pub conac: String,
    /// 找错
    pub error_report: String,
    /// 描述
    pub description: String,
    /// 党徽
    pub emblem: Option<String>,
    /// 栏目
    pub columns: Vec<(Kind, Column)>,
    /// 信任域名
    pub trusted_domains: Vec<String>,
    /// 可公开号码
    pub pii_allow: Vec<String>,
    /// 错词: what is wrong, and what is right.
    pub wording: Vec<(String, String)>,
    /// 脚本校验: whether pages name the hashes of our scripts (Subresource Integrity).
    pub integrity: bool,
    /// 审核不公开: whether 审核 of all records is kept and not shown.
    pub hide_reviewers: bool,
    /// 哀悼日
    pub mourning: bool,
    /// 字体
    pub fonts: SiteFonts,
    /// Where it is written.
    pub origin: Place,
}

impl Site {
    pub(super) fn read(standing: Standing, fields: &mut Reader) -> Self {
        let name = fields.text("name");
        let head = Head::read(standing, name.clone(), fields);
        let domain = domain(fields);
        let is_served = if domain.is_empty() { Answer::No } else { Answer::Yes };
        Self {
            name,
            kind: fields.choice("kind").unwrap_or(SiteKind::Party),
            domain,
            base: base(fields),
            id_code: fields.text("id_code"),
            organiser: fields.text("organiser"),
            operator: fields.text("operator"),
            support: fields.text("support"),
            contact: contact(fields),
            icp: fields.text("icp"),
            police_record: fields.text("police_record"),
            conac: conac(fields),
            error_report: fields.address("error_report"),
            description: fields.text("description"),
            emblem: fields.maybe_text("emblem"),
            columns: fields.by_kind("columns", COLUMN, column),
            trusted_domains: fields.texts("trusted_domains"),
            pii_allow: fields.texts("pii_allow"),
            wording: wording(fields),
            integrity: fields.is_on("integrity", is_served),
            hide_reviewers: fields.is_on("hide_reviewers", Answer::No),
            mourning: fields.is_on("mourning", Answer::No),
            fonts: fonts(fields),
            origin: fields.place().clone(),
            head,
        }
    }

    /// Returns the whole address of something on the site; `None` without a domain, where nobody can know it.
    ///
    /// `path` is as seen from the root of the site, without a slash before it: `exhibits/05/`.
    pub fn absolute(&self, path: &str) -> Option<String> {
        (!self.domain.is_empty()).then(|| format!("https://{}{}{path}", self.domain, self.base))
    }
}

fn contact(fields: &mut Reader) -> SiteContact {
    let read = |f: &mut Reader| SiteContact {
        address: f.text("address"),
        postcode: f.text("postcode"),
        phone: f.text("phone"),
        email: f.text("email"),
    };
    fields.group("contact", CONTACT, read).unwrap_or_default()
}

fn fonts(fields: &mut Reader) -> SiteFonts {
    let read = |f: &mut Reader| SiteFonts {
        song: f.text("song"),
        hei: f.text("hei"),
        kai: f.text("kai"),
        fangsong: f.text("fangsong"),
        title: f.text("title"),
    };
    fields.group("fonts", FONTS, read).unwrap_or_default()
}

fn column(fields: &mut Reader) -> Column {
    Column {
        name: fields.text("name"),
        description: fields.text("description"),
        keywords: fields.words("keywords"),
        kind: fields.text("type"),
        update_days: fields.count("update_days"),
    }
}

/// CONAC's mark: its address, or the code in it.
fn conac(fields: &mut Reader) -> String {
    let written = fields.text("conac");
    let is_address = written.starts_with("https://") || written.starts_with("http://");
    if !is_address && !written.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        fields
            .complain(Code::BadAddress, "conac", format!("「{written}」不是标识的网址或编号"))
            .help("写标识的完整网址（以 https:// 开头），或者只写编号");
        return String::new();
    }
    written
}

fn wording(fields: &mut Reader) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for written in fields.texts("wording") {
        match written.split_once('→').map(|(wrong, right)| (wrong.trim(), right.trim())) {
            Some((wrong, right)) if !wrong.is_empty() && !right.is_empty() => {
                pairs.push((wrong.to_owned(), right.to_owned()));
            }
            _ => {
                fields
                    .complain(Code::WrongShape, "wording", format!("错词「{written}」不是「错→对」"))
                    .help("例如：沧洲→沧州");
            }
        }
    }
    pairs
}

fn domain(fields: &mut Reader) -> String {
    let written = fields.text("domain");
    let bare = written.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/').to_owned();
    if !bare.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':')) {
        fields
            .complain(Code::BadAddress, "domain", format!("域名「{written}」写法不对"))
            .help("只写域名，例如 www.example.gov.cn");
    }
    bare
}

fn base(fields: &mut Reader) -> String {
    let written = fields.text("base");
    let inner = written.trim_matches('/');
    let good = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'~'));
    if !inner.split('/').all(|part| good(part) && part != ".." && part != ".") {
        fields.complain(Code::BadAddress, "base", format!("路径「{written}」写法不对")).help("写成 / 或 /bangyang/");
        return "/".to_owned();
    }
    if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") }
}

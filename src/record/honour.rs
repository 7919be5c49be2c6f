//! 荣誉称号: a title that decisions confer. Which honours there are is content, never Rust.

use super::choice::choice;
use super::field::{Field, Shape};
use super::head::{Head, Standing};
use super::kind::Kind;
use super::reader::Reader;
use super::values::Answer;

choice! {
    /// Who confers it, in rank (级别).
    HonourLevel {
        National "national" "国家",
        Province "province" "省",
        City "city" "市",
        County "county" "县",
        Committee "committee" "工委",
        Unit "unit" "单位",
    }
}

choice! {
    /// What it goes to (对象).
    RecipientKind {
        Branch "branch" "党支部",
        Post "post" "岗位",
        Person "person" "人员",
        Unit "unit" "单位",
        Brand "brand" "品牌",
    }
}

choice! {
    /// The verb with which it is conferred (用语); real documents differ, so it is data.
    Verb {
        Name "name" "命名",
        Commend "commend" "表彰",
        Confer "confer" "授予",
        Select "select" "选树",
        Appraise "appraise" "评选",
    }
}

choice! {
    /// What the recipient is given (载体).
    Token {
        Plaque "plaque" "标牌",
        Certificate "certificate" "证书",
        Medal "medal" "奖章",
        None "none" "无",
    }
}

impl RecipientKind {
    /// Returns the kind of record that such a recipient is; a brand may be of a branch, a post or a unit.
    pub const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Branch => &[Kind::Branch],
            Self::Post => &[Kind::Post],
            Self::Person => &[Kind::Person],
            Self::Unit => &[Kind::Unit],
            Self::Brand => &[Kind::Branch, Kind::Post, Kind::Unit],
        }
    }

    /// Returns the measure word with which they are counted: 个, 名.
    pub const fn measure(self) -> &'static str {
        match self {
            Self::Person => "名",
            Self::Branch | Self::Post | Self::Unit | Self::Brand => "个",
        }
    }
}

pub(super) const FIELDS: &[Field] = &[
    Field::new("name", &["名称"], Shape::Text, "荣誉称号全称").required(),
    Field::new("short", &["简称"], Shape::Text, "简称"),
    Field::new("programme", &["工程"], Shape::Text, "所属工程，同一工程的荣誉排在一起"),
    Field::new("level", &["级别"], Shape::Choice(<HonourLevel as super::choice::Choice>::names), "授予机关的级别"),
    Field::new(
        "recipient_kind",
        &["对象"],
        Shape::Choice(<RecipientKind as super::choice::Choice>::names),
        "授予什么对象",
    ),
    Field::new("verb", &["用语"], Shape::Choice(<Verb as super::choice::Choice>::names), "文件里的用语"),
    Field::new("token", &["载体"], Shape::Choice(<Token as super::choice::Choice>::names), "发标牌、证书还是奖章"),
    Field::new("expected", &["应有数"], Shape::Count, "文件公布的总数，与决定里的名单核对"),
    Field::new("complete", &["名单完整"], Shape::Switch, "否：手头只有名单的一部分，页面标出「节录」，不核对总数"),
    Field::new("criteria", &["条件"], Shape::List(&Shape::Text), "评选条件"),
];

/// An honour as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Honour {
    /// What every record carries.
    pub head: Head,
    /// 简称
    pub short: String,
    /// 工程
    pub programme: String,
    /// 级别
    pub level: Option<HonourLevel>,
    /// 对象; `None`: whatever its decisions name.
    pub recipient_kind: Option<RecipientKind>,
    /// 用语
    pub verb: Verb,
    /// 载体
    pub token: Token,
    /// 应有数
    pub expected: Option<u32>,
    /// 名单完整
    pub complete: bool,
    /// 条件
    pub criteria: Vec<String>,
}

impl Honour {
    pub(super) fn read(standing: Standing, fields: &mut Reader) -> Self {
        let name = fields.text("name");
        Self {
            head: Head::read(standing, name, fields),
            short: fields.text("short"),
            programme: fields.text("programme"),
            level: fields.choice("level"),
            recipient_kind: fields.choice("recipient_kind"),
            verb: fields.choice("verb").unwrap_or(Verb::Confer),
            token: fields.choice("token").unwrap_or(Token::None),
            expected: fields.count("expected"),
            complete: fields.is_on("complete", Answer::Yes),
            criteria: fields.texts("criteria"),
        }
    }
}

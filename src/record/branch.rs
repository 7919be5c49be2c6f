//! 党支部: a branch, a committee, a group.

use super::choice::choice;
use super::field::{Field, Shape};
use super::head::{Head, Standing};
use super::kind::Kind;
use super::reader::Reader;
use crate::zh::date::Date;

choice! {
    /// What sort of organisation it is (层级).
    Rank {
        Committee "committee" "党委",
        General "general" "党总支",
        Branch "branch" "党支部",
        Group "group" "党小组",
        Temporary "temporary" "临时党小组",
    }
}

pub(super) const FIELDS: &[Field] = &[
    Field::new("name", &["名称"], Shape::Text, "党支部名称").required(),
    Field::new("formal_name", &["规范名称"], Shape::Text, "规范名称，例如 中共示例单位支部委员会"),
    Field::new("unit", &["单位"], Shape::Ref(&[Kind::Unit]), "所在单位"),
    Field::new("level", &["层级"], Shape::Choice(<Rank as super::choice::Choice>::names), "党组织的层级"),
    Field::new("parent", &["上级组织"], Shape::Ref(&[Kind::Branch]), "上级党组织"),
    Field::new("secretary", &["书记"], Shape::Ref(&[Kind::Person]), "书记"),
    Field::new("members", &["党员数"], Shape::Count, "党员人数"),
    Field::new("brand", &["品牌"], Shape::Text, "党建品牌"),
    Field::new("founded", &["成立时间"], Shape::Date, "成立时间"),
];

/// A branch as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// What every record carries.
    pub head: Head,
    /// 规范名称
    pub formal_name: String,
    /// 单位
    pub unit: Option<String>,
    /// 层级
    pub level: Rank,
    /// 上级组织
    pub parent: Option<String>,
    /// 书记
    pub secretary: Option<String>,
    /// 党员数
    pub members: Option<u32>,
    /// 品牌
    pub brand: String,
    /// 成立时间
    pub founded: Option<Date>,
}

impl Branch {
    pub(super) fn read(standing: Standing, fields: &mut Reader) -> Self {
        let name = fields.text("name");
        Self {
            head: Head::read(standing, name, fields),
            formal_name: fields.text("formal_name"),
            unit: fields.maybe_text("unit"),
            level: fields.choice("level").unwrap_or(Rank::Branch),
            parent: fields.maybe_text("parent"),
            secretary: fields.maybe_text("secretary"),
            members: fields.count("members"),
            brand: fields.text("brand"),
            founded: fields.date("founded"),
        }
    }
}

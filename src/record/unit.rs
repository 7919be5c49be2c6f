//! 单位: an office or an enterprise.

use super::choice::choice;
use super::field::{Field, Shape};
use super::head::{Head, Standing};
use super::kind::Kind;
use super::reader::Reader;

choice! {
    /// What sort of unit it is (类别), in the official order.
    Category {
        PartyOffice "party" "党委部门",
        Government "government" "政府部门",
        Congress "congress" "人大",
        Conference "cppcc" "政协",
        Court "court" "法院",
        Procuratorate "procuratorate" "检察院",
        Masses "mass" "群团",
        Institution "institution" "事业单位",
        Enterprise "enterprise" "企业",
        Other "other" "其他",
    }
}

pub(super) const FIELDS: &[Field] = &[
    Field::new("name", &["名称"], Shape::Text, "单位全称").required(),
    Field::new("short", &["简称"], Shape::Text, "规范简称"),
    Field::new("category", &["类别"], Shape::Choice(<Category as super::choice::Choice>::names), "单位类别"),
    Field::new("seq", &["序号"], Shape::Number, "机构序列中的顺序，小的在前"),
    Field::new("parent", &["上级单位"], Shape::Ref(&[Kind::Unit]), "上级单位"),
    Field::new("brand", &["品牌"], Shape::Text, "党建品牌"),
];

/// A unit as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// What every record carries.
    pub head: Head,
    /// 简称
    pub short: String,
    /// 类别
    pub category: Option<Category>,
    /// 序号
    pub seq: Option<f64>,
    /// 上级单位
    pub parent: Option<String>,
    /// 品牌
    pub brand: String,
}

impl Unit {
    pub(super) fn read(standing: Standing, fields: &mut Reader) -> Self {
        let name = fields.text("name");
        Self {
            head: Head::read(standing, name, fields),
            short: fields.text("short"),
            category: fields.choice("category"),
            seq: fields.number("seq"),
            parent: fields.maybe_text("parent"),
            brand: fields.text("brand"),
        }
    }
}

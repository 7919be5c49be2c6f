//! 活动简报: what was done, where, by whom, with its figures.

use super::choice::choice;
use super::field::{Field, Shape};
use super::head::{Head, Standing};
use super::kind::Kind;
use super::reader::Reader;
use crate::diag::Place;
use crate::zh::date::Date;

choice! {
    /// What it is about (主题).
    Topic {
        PartyDay "party-day" "主题党日",
        Volunteering "volunteering" "志愿服务",
        History "history" "党史学习",
        Pairing "pairing" "结对共建",
        Training "training" "培训",
        Research "research" "调研",
        Other "other" "其他",
    }
}

choice! {
    /// Words of approximation (约数): data, so that totals are never computed from rounded figures.
    Approx {
        Odd "odd" "余",
        More "more" "多",
        Near "near" "近",
        Over "over" "超",
        AtLeast "at-least" "以上",
    }
}

const FIGURE: &[Field] = &[
    Field::new("label", &["名称"], Shape::Text, "数据的名称").required(),
    Field::new("value", &["数值"], Shape::Number, "数值").required(),
    Field::new(
        "approx",
        &["约数"],
        Shape::Choice(<Approx as super::choice::Choice>::names),
        "约数词：余 多 近 超 以上",
    ),
    Field::new("unit", &["单位"], Shape::Text, "计量单位"),
    Field::new("as_of", &["截至"], Shape::Date, "截至哪一天"),
    Field::new("source", &["来源"], Shape::Text, "数据来源"),
];

pub(super) const FIELDS: &[Field] = &[
    Field::new("title", &["标题"], Shape::Text, "标题").required(),
    Field::new("topic", &["主题"], Shape::Choice(<Topic as super::choice::Choice>::names), "主题"),
    Field::new("date", &["活动日期", "日期"], Shape::Date, "活动日期"),
    Field::new("place", &["地点"], Shape::Text, "地点"),
    Field::new("units", &["单位"], Shape::List(&Shape::Ref(&[Kind::Unit])), "参加的单位"),
    Field::new("branches", &["党支部"], Shape::List(&Shape::Ref(&[Kind::Branch])), "参加的党支部"),
    Field::new("people", &["人员"], Shape::List(&Shape::Ref(&[Kind::Person])), "提到的人员"),
    Field::new("figures", &["数据"], Shape::List(&Shape::Group(FIGURE)), "数据"),
];

/// A figure as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// 名称
    pub label: String,
    /// 数值
    pub value: f64,
    /// 约数
    pub approx: Option<Approx>,
    /// 单位
    pub unit: String,
    /// 截至
    pub as_of: Option<Date>,
    /// 来源
    pub source: String,
}

/// A report as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What every record carries.
    pub head: Head,
    /// 主题
    pub topic: Option<Topic>,
    /// 活动日期
    pub date: Option<Date>,
    /// 地点
    pub place: String,
    /// 单位
    pub units: Vec<(String, Place)>,
    /// 党支部
    pub branches: Vec<(String, Place)>,
    /// 人员
    pub people: Vec<(String, Place)>,
    /// 数据
    pub figures: Vec<Figure>,
}

impl Report {
    pub(super) fn read(standing: Standing, fields: &mut Reader) -> Self {
        let title = fields.text("title");
        Self {
            head: Head::read(standing, title, fields),
            topic: fields.choice("topic"),
            date: fields.date("date"),
            place: fields.text("place"),
            units: fields.references("units"),
            branches: fields.references("branches"),
            people: fields.references("people"),
            figures: fields.groups("figures", FIGURE, |f| Figure {
                label: f.text("label"),
                value: f.number("value").unwrap_or(0.0),
                approx: f.choice("approx"),
                unit: f.text("unit"),
                as_of: f.date("as_of"),
                source: f.text("source"),
            }),
        }
    }
}

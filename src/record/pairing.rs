//! 结对: two sides that work together, and the ledger of what they did.

use super::choice::choice;
use super::decision::{HONOURED, Target};
use super::field::{Field, Shape};
use super::head::{Head, Standing};
use super::reader::{Reader, group};
use super::values;
use crate::diag::{Diagnostics, Place};
use crate::source::Value;
use crate::zh::date::Date;

choice! {
    /// What sort of pairing it is (类型).
    PairingType {
        Mentoring "mentoring" "帮带",
        Joint "joint" "共建",
        Learning "learning" "联学",
        Community "community" "双报到",
    }
}

const SIDE: &[Field] = &[
    Field::new("ref", &["对象"], Shape::Ref(HONOURED), "编号或名称"),
    Field::new("name", &["名称"], Shape::Text, "没有记录的外单位，只写名称"),
];

const SIDES: Shape = Shape::List(&Shape::Either(&Shape::Ref(HONOURED), &Shape::Group(SIDE)));

const LEDGER: &[Field] = &[
    Field::new("date", &["日期"], Shape::Date, "日期"),
    Field::new("aspect", &["方面"], Shape::Text, "哪个方面"),
    Field::new("done", &["事项"], Shape::Text, "做了什么").required(),
    Field::new("result", &["成效"], Shape::Text, "成效"),
];

pub(super) const FIELDS: &[Field] = &[
    Field::new("title", &["标题"], Shape::Text, "标题").required(),
    Field::new(
        "type",
        &["类型"],
        Shape::Choice(<PairingType as super::choice::Choice>::names),
        "帮带、共建、联学或双报到",
    ),
    Field::new("mentors", &["帮带方"], SIDES, "帮带方"),
    Field::new("mentees", &["帮带对象"], SIDES, "帮带对象"),
    Field::new("partners", &["共建方"], SIDES, "共建方，外单位写 {名称: …}"),
    Field::new("signed", &["签订日期"], Shape::Date, "签订日期"),
    Field::new("aspects", &["内容"], Shape::List(&Shape::Text), "结对内容"),
    Field::new("ledger", &["台账"], Shape::List(&Shape::Group(LEDGER)), "台账，一事一条"),
    Field::new("outcome", &["成果"], Shape::Prose, "成果"),
];

/// One on a side, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Who.
    pub target: Target,
    /// Where it is written.
    pub place: Place,
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// 日期
    pub date: Option<Date>,
    /// 方面
    pub aspect: String,
    /// 事项
    pub done: String,
    /// 成效
    pub result: String,
}

/// A pairing as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairing {
    /// What every record carries.
    pub head: Head,
    /// 类型
    pub kind: Option<PairingType>,
    /// 帮带方
    pub mentors: Vec<Side>,
    /// 帮带对象
    pub mentees: Vec<Side>,
    /// 共建方
    pub partners: Vec<Side>,
    /// 签订日期
    pub signed: Option<Date>,
    /// 内容
    pub aspects: Vec<String>,
    /// 台账
    pub ledger: Vec<LedgerRow>,
    /// 成果
    pub outcome: Option<super::prose::Prose>,
}

impl Pairing {
    pub(super) fn read(standing: Standing, fields: &mut Reader) -> Self {
        let title = fields.text("title");
        Self {
            head: Head::read(standing, title, fields),
            kind: fields.choice("type"),
            mentors: fields.list("mentors", side),
            mentees: fields.list("mentees", side),
            partners: fields.list("partners", side),
            signed: fields.date("signed"),
            aspects: fields.texts("aspects"),
            ledger: fields.groups("ledger", LEDGER, |f| LedgerRow {
                date: f.date("date"),
                aspect: f.text("aspect"),
                done: f.text("done"),
                result: f.text("result"),
            }),
            outcome: fields.prose("outcome"),
        }
    }
}

fn side(value: &Value, place: &Place, found: &mut Diagnostics) -> Option<Side> {
    if !matches!(value, Value::Map(_)) {
        let word = values::text(value, place, found)?;
        return Some(Side { target: Target::Record(word), place: place.clone() });
    }
    group(value, SIDE, place, found, |fields| {
        let (record, name) = (fields.maybe_text("ref"), fields.maybe_text("name"));
        let target = record.map(Target::Record).or(name.map(Target::Name))?;
        Some(Side { target, place: place.clone() })
    })
    .flatten()
}

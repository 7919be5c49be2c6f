//! 决定: the only thing that confers an honour or takes it away.

use super::choice::choice;
use super::field::{Field, Shape};
use super::head::{Head, Standing};
use super::kind::Kind;
use super::reader::{Reader, group};
use super::values;
use crate::diag::{Diagnostics, Place};
use crate::source::Value;
use crate::zh::date::Date;

choice! {
    /// The order of a list (排序); the note under the list is printed from it.
    Order {
        Given "given" "原序",
        SurnameStroke "surname-stroke" "姓氏笔画",
        FullnameStroke "fullname-stroke" "姓名笔画",
        Unit "unit" "机构序列",
        Score "score" "得分",
    }
}

/// Whom a line of a list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A record, by this word.
    Record(String),
    /// A name without a record: a brand.
    Name(String),
}

/// A line of a list of recipients.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipient {
    /// 对象
    pub target: Target,
    /// 牌证号
    pub token_no: String,
    /// 得分
    pub score: Option<f64>,
    /// Where it is written.
    pub place: Place,
}

/// The kinds that may be honoured.
pub(super) const HONOURED: &[Kind] = &[Kind::Branch, Kind::Person, Kind::Post, Kind::Unit];

const RECIPIENT: &[Field] = &[
    Field::new("ref", &["对象"], Shape::Ref(HONOURED), "获得者的编号或名称"),
    Field::new("name", &["名称"], Shape::Text, "没有记录的品牌，只写名称"),
    Field::new("token_no", &["牌证号"], Shape::Text, "标牌或证书的编号"),
    Field::new("score", &["得分"], Shape::Number, "得分，按得分排序时要有"),
];

const RECIPIENTS: Shape = Shape::List(&Shape::Either(&Shape::Ref(HONOURED), &Shape::Group(RECIPIENT)));

pub(super) const FIELDS: &[Field] = &[
    Field::new("title", &["标题"], Shape::Text, "决定的标题").required(),
    Field::new("honour", &["荣誉"], Shape::Ref(&[Kind::Honour]), "授予或撤销哪个荣誉").required(),
    Field::new("batch", &["批次"], Shape::Batch, "第几批"),
    Field::new("date", &["日期"], Shape::Date, "成文日期"),
    Field::new("doc_no", &["文号"], Shape::Text, "发文字号，年份用六角括号〔〕"),
    Field::new("issuer", &["发文机关", "落款"], Shape::Text, "发文机关"),
    Field::new("copy_no", &["份号"], Shape::Text, "公文的份号，涉密公文才编，6位数字"),
    Field::new("copies_to", &["抄送"], Shape::List(&Shape::Text), "抄送机关，印在公文末页的版记里"),
    Field::new("printed_by", &["印发机关"], Shape::Text, "印发机关，印在版记里"),
    Field::new("printed_on", &["印发日期"], Shape::Date, "印发日期，印在版记里"),
    Field::new("order", &["排序"], Shape::Choice(<Order as super::choice::Choice>::names), "名单的顺序，不写就是原序"),
    Field::new("recipients", &["名单"], RECIPIENTS, "获得者名单"),
    Field::new("revokes", &["撤销"], RECIPIENTS, "撤销谁的荣誉"),
];

/// A decision as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// What every record carries.
    pub head: Head,
    /// 荣誉
    pub honour: String,
    /// 批次
    pub batch: Option<u32>,
    /// 日期
    pub date: Option<Date>,
    /// 文号
    pub doc_no: String,
    /// 发文机关
    pub issuer: String,
    /// 份号
    pub copy_no: String,
    /// 抄送
    pub copies_to: Vec<String>,
    /// 印发机关
    pub printed_by: String,
    /// 印发日期
    pub printed_on: Option<Date>,
    /// 排序
    pub order: Order,
    /// 名单
    pub recipients: Vec<Recipient>,
    /// 撤销
    pub revokes: Vec<Recipient>,
}

impl Decision {
    pub(super) fn read(standing: Standing, fields: &mut Reader) -> Self {
        let title = fields.text("title");
        Self {
            head: Head::read(standing, title, fields),
            honour: fields.text("honour"),
            batch: fields.batch("batch"),
            date: fields.date("date"),
            doc_no: doc_no(&fields.text("doc_no")),
            issuer: fields.text("issuer"),
            copy_no: fields.text("copy_no"),
            copies_to: fields.texts("copies_to"),
            printed_by: fields.text("printed_by"),
            printed_on: fields.date("printed_on"),
            order: fields.choice("order").unwrap_or(Order::Given),
            recipients: fields.list("recipients", recipient),
            revokes: fields.list("revokes", recipient),
        }
    }
}

/// Returns a document's number with the year in 〔〕 and digits in half width, as GB/T 9704-2012 §7.2.5 has them; typed
/// lists have `[2021]`, `【2021】` or `（2021）`.
fn doc_no(written: &str) -> String {
    let folded: String = written.chars().map(|c| if matches!(c, '０'..='９') { half(c) } else { c }).collect();
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    for (open, close) in [('[', ']'), ('【', '】'), ('（', '）'), ('(', ')'), ('［', '］')] {
        if let Some((before, rest)) = folded.split_once(open)
            && let Some((year, after)) = rest.split_once(close)
            && is_year(year.trim())
        {
            return format!("{before}〔{}〕{after}", year.trim());
        }
    }
    folded
}

fn half(digit: char) -> char {
    char::from_u32(u32::from(digit) - 0xFEE0).unwrap_or(digit)
}

fn recipient(value: &Value, place: &Place, found: &mut Diagnostics) -> Option<Recipient> {
    if !matches!(value, Value::Map(_)) {
        let word = values::text(value, place, found)?;
        return Some(Recipient {
            target: Target::Record(word),
            token_no: String::new(),
            score: None,
            place: place.clone(),
        });
    }
    group(value, RECIPIENT, place, found, |fields| {
        let (record, name) = (fields.maybe_text("ref"), fields.maybe_text("name"));
        let target = match (record, name) {
            (Some(word), _) => Target::Record(word),
            (None, Some(name)) => Target::Name(name),
            (None, None) => {
                fields
                    .complain(crate::diag::Code::MissingKey, "ref", "名单里的一项没有写「对象」")
                    .help("加上一行：对象: 获得者的名称");
                return None;
            }
        };
        let (token_no, score) = (fields.text("token_no"), fields.number("score"));
        Some(Recipient { target, token_no, score, place: place.clone() })
    })
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_a_document_number_stands_in_tortoise_shell_brackets() {
        for written in
            ["示直工[2021]3号", "示直工【2021】3号", "示直工（２０２１）３号", "示直工(2021)3号", "示直工〔2021〕3号"]
        {
            assert_eq!(doc_no(written), "示直工〔2021〕3号", "{written}");
        }
        assert_eq!(doc_no("示办[试行]3号"), "示办[试行]3号");
    }
}

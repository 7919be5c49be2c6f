//! 公示: a list laid before the public for some working days.

use super::choice::choice;
use super::decision::{HONOURED, Order};
use super::field::{Field, Shape};
use super::head::{Head, Standing};
use super::kind::Kind;
use super::reader::Reader;
use super::values::Answer;
use crate::diag::Place;
use crate::zh::date::Date;

choice! {
    /// Which of the two steps it is (阶段).
    Stage {
        Nomination "nomination" "推荐",
        Final "final" "拟命名",
    }
}

choice! {
    /// What stays on the page after the period (期满保留); PIPL Art. 47 asks for deletion once the purpose is met.
    Keep {
        Stub "stub" "只留标题",
        Names "names" "保留名单",
        All "all" "全部保留",
    }
}

const PERIOD: &[Field] = &[
    Field::new("from", &["起"], Shape::Date, "第一天").required(),
    Field::new("workdays", &["工作日"], Shape::Count, "几个工作日"),
    Field::new("to", &["止"], Shape::Date, "最后一天"),
    Field::new("count_first_day", &["当日起算"], Shape::Switch, "第一天算不算在内，不写就算"),
];

const CONTACT: &[Field] = &[
    Field::new("unit", &["受理单位", "单位"], Shape::Text, "受理单位"),
    Field::new("hours", &["受理时间", "时间"], Shape::Text, "受理时间"),
    Field::new("phone", &["联系电话", "电话"], Shape::Text, "办公电话"),
    Field::new("address", &["通信地址", "地址"], Shape::Text, "通信地址"),
    Field::new("postcode", &["邮政编码", "邮编"], Shape::Text, "邮政编码"),
    Field::new("email", &["电子邮箱", "邮箱"], Shape::Text, "电子邮箱"),
    Field::new("report_line", &["举报电话"], Shape::Text, "举报电话，例如 12380"),
];

const ATTACHMENT: &[Field] = &[
    Field::new("file", &["文件"], Shape::File, "附件文件").required(),
    Field::new("title", &["标题", "名称"], Shape::Text, "附件名称"),
];

pub(super) const FIELDS: &[Field] = &[
    Field::new("title", &["标题"], Shape::Text, "公示的标题").required(),
    Field::new("honour", &["荣誉"], Shape::Ref(&[Kind::Honour]), "哪个荣誉"),
    Field::new("stage", &["阶段"], Shape::Choice(<Stage as super::choice::Choice>::names), "推荐公示还是拟命名公示"),
    Field::new("basis", &["依据"], Shape::Prose, "依据和经过的程序"),
    Field::new("candidates", &["对象"], Shape::List(&Shape::Ref(HONOURED)), "公示对象"),
    Field::new("order", &["排序"], Shape::Choice(<Order as super::choice::Choice>::names), "名单的顺序"),
    Field::new("period", &["公示期"], Shape::Group(PERIOD), "公示期：起，加上工作日或止"),
    Field::new("contact", &["受理"], Shape::Group(CONTACT), "受理单位和联系方式"),
    Field::new("issuer", &["落款", "发文机关"], Shape::Text, "落款"),
    Field::new("date", &["日期"], Shape::Date, "成文日期"),
    Field::new(
        "attachments",
        &["附件"],
        Shape::List(&Shape::Either(&Shape::File, &Shape::Group(ATTACHMENT))),
        "附件文件",
    ),
    Field::new("keep", &["期满保留"], Shape::Choice(<Keep as super::choice::Choice>::names), "期满后页面上留什么"),
    Field::new("result", &["结果"], Shape::Prose, "公示结果"),
    Field::new("decision", &["决定"], Shape::Ref(&[Kind::Decision]), "公示之后作出的决定"),
];

/// A period (公示期) as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// 起
    pub from: Option<Date>,
    /// 工作日
    pub workdays: Option<u32>,
    /// 止
    pub to: Option<Date>,
    /// 当日起算
    pub count_first_day: bool,
    /// Where it is written.
    pub place: Place,
}

/// Who takes objections (受理). These are public by declaration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// 受理单位
    pub unit: String,
    /// 受理时间
    pub hours: String,
    /// 联系电话
    pub phone: String,
    /// 通信地址
    pub address: String,
    /// 邮政编码
    pub postcode: String,
    /// 电子邮箱
    pub email: String,
    /// 举报电话
    pub report_line: String,
}

/// A file to take along (附件), as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentFile {
    /// The path as written.
    pub file: String,
    /// 标题, or empty.
    pub title: String,
    /// Where it is written.
    pub place: Place,
}

/// A notice as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What every record carries.
    pub head: Head,
    /// 荣誉
    pub honour: Option<String>,
    /// 阶段
    pub stage: Option<Stage>,
    /// 依据
    pub basis: Option<super::prose::Prose>,
    /// 对象
    pub candidates: Vec<(String, Place)>,
    /// 排序
    pub order: Order,
    /// 公示期
    pub period: Option<Period>,
    /// 受理
    pub contact: Contact,
    /// 落款
    pub issuer: String,
    /// 日期
    pub date: Option<Date>,
    /// 附件
    pub attachments: Vec<AttachmentFile>,
    /// 期满保留
    pub keep: Keep,
    /// 结果
    pub result: Option<super::prose::Prose>,
    /// 决定
    pub decision: Option<String>,
}

impl Notice {
    pub(super) fn read(standing: Standing, fields: &mut Reader) -> Self {
        let title = fields.text("title");
        Self {
            head: Head::read(standing, title, fields),
            honour: fields.maybe_text("honour"),
            stage: fields.choice("stage"),
            basis: fields.prose("basis"),
            candidates: fields.references("candidates"),
            order: fields.choice("order").unwrap_or(Order::Given),
            period: fields.group("period", PERIOD, period).flatten(),
            contact: fields.group("contact", CONTACT, contact).unwrap_or_default(),
            issuer: fields.text("issuer"),
            date: fields.date("date"),
            attachments: fields.list("attachments", |value, place, found| {
                if !matches!(value, crate::source::Value::Map(_)) {
                    let file = super::values::text(value, place, found)?;
                    return Some(AttachmentFile { file, title: String::new(), place: place.clone() });
                }
                super::reader::group(value, ATTACHMENT, place, found, |f| AttachmentFile {
                    file: f.text("file"),
                    title: f.text("title"),
                    place: place.clone(),
                })
            }),
            keep: fields.choice("keep").unwrap_or(Keep::Stub),
            result: fields.prose("result"),
            decision: fields.maybe_text("decision"),
        }
    }
}

/// Half a period would only be told a second time as one that lacks the other half.
fn period(fields: &mut Reader) -> Option<Period> {
    let period = Period {
        from: fields.date("from"),
        workdays: fields.count("workdays"),
        to: fields.date("to"),
        count_first_day: fields.is_on("count_first_day", Answer::Yes),
        place: fields.place().clone(),
    };
    fields.is_sound().then_some(period)
}

fn contact(fields: &mut Reader) -> Contact {
    Contact {
        unit: fields.text("unit"),
        hours: fields.text("hours"),
        phone: fields.text("phone"),
        address: fields.text("address"),
        postcode: fields.text("postcode"),
        email: fields.text("email"),
        report_line: fields.text("report_line"),
    }
}

//! 展览: the exhibition “榜样”, if the site has one.

use super::choice::choice;
use super::field::{Field, Shape};
use super::head::{Head, Standing};
use super::kind::Kind;
use super::reader::Reader;
use super::values::Answer;
use crate::diag::Place;
use crate::zh::date::Date;

choice! {
    /// Where it is shown.
    VenueKind {
        Online "online" "线上",
        Offline "offline" "线下",
    }
}

const VENUE: &[Field] = &[
    Field::new("name", &["名称"], Shape::Text, "展出的平台或场馆").required(),
    Field::new("kind", &["方式", "性质"], Shape::Choice(<VenueKind as super::choice::Choice>::names), "线上或线下"),
    Field::new("from", &["起"], Shape::Date, "开始"),
    Field::new("to", &["止"], Shape::Date, "结束"),
    Field::new("url", &["网址", "链接"], Shape::Address, "线上展出的地址"),
];

const CHAPTER: &[Field] = &[
    Field::new("title", &["标题"], Shape::Text, "篇章名").required(),
    Field::new("kind", &["类别"], Shape::Text, "篇章收哪一类展品"),
];

pub(super) const FIELDS: &[Field] = &[
    Field::new("title", &["标题"], Shape::Text, "展览名称").required(),
    Field::new("preface", &["前言"], Shape::Prose, "前言（Markdown）"),
    Field::new("expected", &["应有数"], Shape::Count, "展品总数"),
    Field::new("eligible", &["资格"], Shape::List(&Shape::Ref(&[Kind::Honour])), "获得其中任一荣誉才能参展"),
    Field::new("venues", &["展出"], Shape::List(&Shape::Group(VENUE)), "在哪里展出"),
    Field::new("chapters", &["篇章"], Shape::List(&Shape::Group(CHAPTER)), "篇章，按顺序"),
    Field::new("iiif", &["看图软件"], Shape::Switch, "是：给看图软件（IIIF）备好清单和分块图片；网站要写域名"),
];

/// A place where the exhibition is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Venue {
    /// 名称
    pub name: String,
    /// 线上 or 线下
    pub kind: Option<VenueKind>,
    /// 起
    pub from: Option<Date>,
    /// 止
    pub to: Option<Date>,
    /// An address, or empty.
    pub url: String,
}

/// A chapter of the exhibition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// 标题
    pub title: String,
    /// 类别
    pub kind: String,
}

/// The exhibition as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Exhibition {
    /// What every record carries; its times hold for all exhibits.
    pub head: Head,
    /// 标题
    pub title: String,
    /// 前言
    pub preface: Option<super::prose::Prose>,
    /// 应有数
    pub expected: Option<u32>,
    /// 资格
    pub eligible: Vec<(String, Place)>,
    /// 展出
    pub venues: Vec<Venue>,
    /// 篇章
    pub chapters: Vec<Chapter>,
    /// 看图软件: whether viewers of IIIF are to open it.
    pub iiif: bool,
    /// Where it is written.
    pub origin: Place,
}

impl Exhibition {
    pub(super) fn read(standing: Standing, fields: &mut Reader) -> Self {
        let title = fields.text("title");
        Self {
            head: Head::read(standing, title.clone(), fields),
            title,
            preface: fields.prose("preface"),
            expected: fields.count("expected"),
            eligible: fields.references("eligible"),
            venues: fields.groups("venues", VENUE, |f| Venue {
                name: f.text("name"),
                kind: f.choice("kind"),
                from: f.date("from"),
                to: f.date("to"),
                url: f.address("url"),
            }),
            chapters: fields.groups("chapters", CHAPTER, |f| Chapter { title: f.text("title"), kind: f.text("kind") }),
            iiif: fields.is_on("iiif", Answer::No),
            origin: fields.place().clone(),
        }
    }
}

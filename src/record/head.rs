//! What every record carries: its id, its address, its times, its credit line, its photos.

use super::field::{Field, Shape};
use super::kind::Kind;
use super::photo::{PHOTO, Photo};
use super::prose::Prose;
use super::reader::Reader;
use super::values::Answer;
use crate::diag::{Code, Place};
use crate::zh::date::Moment;
use crate::zh::pinyin;

macro_rules! common {
    ($($own:expr),*) => {
        &[
            Field::new("id", &["编号"], Shape::Text, "别的记录引用它时写的代号；不写就用文件名或名称"),
            $($own,)*
            Field::new("source", &["来源"], Shape::Text, "稿件来源"),
            Field::new("author", &["作者"], Shape::Text, "作者"),
            Field::new("editor", &["编辑"], Shape::Text, "编辑"),
            Field::new("reviewers", &["审核"], Shape::List(&Shape::Text), "初审、复审、终审"),
            Field::new("summary", &["摘要"], Shape::Text, "一两句话的摘要"),
            Field::new("keywords", &["关键词"], Shape::List(&Shape::Text), "关键词"),
            Field::new(
                "photos",
                &["照片"],
                Shape::List(&Shape::Either(&Shape::File, &Shape::Group(PHOTO))),
                "照片，每张写文件、说明、摄影",
            ),
            Field::new("sample", &["示例"], Shape::Switch, "是：示范数据，页面上标出「示例」"),
            Field::new("note", &["备注"], Shape::Unpublished, "给编辑看的，不发布"),
        ]
    };
}

const PUBLISH: Field = Field::new("publish", &["发布时间"], Shape::Moment, "发布时间，例如 2021-06-11 09:30");

const SLUG: Field =
    Field::new("slug", &["网址"], Shape::Text, "页面地址里的一段，只用小写字母、数字和减号；不写就用拼音");
const DRAFT: Field = Field::new("draft", &["草稿"], Shape::Switch, "是：不发布，除非加 --drafts");
const EMBARGO: Field = Field::new("embargo", &["起始时间"], Shape::Moment, "这个时间之前不发布");
const WITHDRAW: Field = Field::new("withdraw", &["撤下时间"], Shape::Moment, "从这个时间起撤下");

/// The fields of every record.
pub(super) const COMMON: &[Field] = common!(SLUG, PUBLISH, DRAFT, EMBARGO, WITHDRAW);
/// The same, of records that must say when they were published.
pub(super) const DATED: &[Field] = common!(SLUG, PUBLISH.required(), DRAFT, EMBARGO, WITHDRAW);
/// The same, of the site: it has no page of its own, and no times that would leave a project without a site.
pub(super) const SITE: &[Field] = common!(PUBLISH);

/// What every record carries.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The kind.
    pub kind: Kind,
    /// 编号, or what stands for it: the file's stem, or the name.
    pub id: String,
    /// The name or the title.
    pub name: String,
    /// The last part of its address: 网址, or the pinyin of its id; empty where that can be none.
    pub slug: String,
    /// 发布时间
    pub publish: Option<Moment>,
    /// 草稿
    pub draft: bool,
    /// 起始时间
    pub embargo: Option<Moment>,
    /// 撤下时间
    pub withdraw: Option<Moment>,
    /// 来源
    pub source: String,
    /// 作者
    pub author: String,
    /// 编辑
    pub editor: String,
    /// 审核
    pub reviewers: Vec<String>,
    /// 摘要
    pub summary: String,
    /// 关键词
    pub keywords: Vec<String>,
    /// 照片
    pub photos: Vec<Photo>,
    /// 示例
    pub sample: bool,
    /// The story of a Markdown file.
    pub body: Option<Prose>,
    /// Where the record stands.
    pub origin: Place,
}

/// What a file tells of a record before its fields are read.
pub(super) struct Standing {
    /// The kind.
    pub(super) kind: Kind,
    /// The file's stem, if the record is alone in its file.
    pub(super) stem: Option<String>,
    /// The story.
    pub(super) body: Option<Prose>,
}

impl Head {
    /// Takes the common fields; `name` is the record's name or title.
    pub(super) fn read(standing: Standing, name: String, fields: &mut Reader) -> Self {
        let id = fields.maybe_text("id").or(standing.stem).unwrap_or_else(|| name.clone());
        let mut head = Self {
            kind: standing.kind,
            id,
            name,
            slug: fields.maybe_text("slug").unwrap_or_default(),
            publish: fields.moment("publish"),
            draft: fields.is_on("draft", Answer::No),
            embargo: fields.moment("embargo"),
            withdraw: fields.moment("withdraw"),
            source: fields.text("source"),
            author: fields.text("author"),
            editor: fields.text("editor"),
            reviewers: fields.texts("reviewers"),
            summary: fields.text("summary"),
            keywords: fields.words("keywords"),
            photos: fields.list("photos", Photo::read),
            sample: fields.is_on("sample", Answer::No),
            body: standing.body,
            origin: fields.place().clone(),
        };
        head.check(fields);
        head
    }

    fn check(&mut self, fields: &mut Reader) {
        if !self.slug.is_empty() && !is_slug(&self.slug) {
            fields
                .complain(Code::BadSlug, "slug", format!("网址「{}」不能用作地址", self.slug))
                .help("只用小写字母、数字和减号，例如 baiqiang-01");
            self.slug.clear();
        }
        if self.slug.is_empty() {
            self.slug = spelt(self.kind, &self.id);
        }
        let from = self.embargo.max(self.publish);
        if let (Some(from), Some(withdraw)) = (from, self.withdraw)
            && withdraw <= from
        {
            fields
                .complain(Code::DateOrder, "withdraw", format!("撤下时间 {withdraw} 不晚于发布时间 {from}"))
                .help("改好其中一个时间");
        }
    }
}

/// Returns the address that an id gives: its pinyin, at most 100 letters; empty where that is no address.
fn spelt(kind: Kind, id: &str) -> String {
    let spelt = if kind == Kind::Person { pinyin::person_slug(id) } else { pinyin::slug(id) };
    let slug = spelt[..spelt.len().min(100)].trim_matches('-');
    if is_slug(slug) { slug.to_owned() } else { String::new() }
}

/// Returns whether `slug` can be a segment of an address: `[a-z0-9-]+`, and no name that Windows reserves.
fn is_slug(slug: &str) -> bool {
    let plain = slug.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    plain && slug != "page" && slug.len() <= 100 && crate::output::Route::file(slug).is_ok()
}

//! 展品: one board of the exhibition.

use super::decision::HONOURED;
use super::field::{Field, Shape};
use super::head::{Head, Standing};
use super::reader::Reader;
use crate::diag::Code;
use crate::prose::text;
use crate::zh::spacing::count_chars;

/// A board holds this many characters (展牌文).
const BOARD: usize = 300;

pub(super) const FIELDS: &[Field] = &[
    Field::new("no", &["序号"], Shape::Count, "展品序号，从 1 起，不重不漏").required(),
    Field::new("subject", &["对象"], Shape::Ref(HONOURED), "展品讲的是谁：党支部、人员、岗位或单位").required(),
    Field::new("title", &["标题"], Shape::Text, "展品标题").required(),
    Field::new("lead", &["导语"], Shape::Text, "标题下的一两句话"),
    Field::new("chapter", &["篇章"], Shape::Text, "属于哪个篇章"),
    Field::new("board", &["展牌文"], Shape::Prose, "印在展牌上的文字，不超过 300 字"),
];

/// An exhibit as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Exhibit {
    /// What every record carries.
    pub head: Head,
    /// 序号
    pub no: u32,
    /// 对象
    pub subject: String,
    /// 导语
    pub lead: String,
    /// 篇章
    pub chapter: Option<String>,
    /// 展牌文
    pub board: Option<super::prose::Prose>,
}

impl Exhibit {
    pub(super) fn read(standing: Standing, fields: &mut Reader) -> Self {
        let title = fields.text("title");
        let exhibit = Self {
            head: Head::read(standing, title, fields),
            no: fields.count("no").unwrap_or(0),
            subject: fields.text("subject"),
            lead: fields.text("lead"),
            chapter: fields.maybe_text("chapter"),
            board: fields.prose("board"),
        };
        let length = exhibit.board.as_ref().map_or(0, |board| count_chars(&text(&board.document)));
        if length > BOARD {
            fields
                .complain(Code::TooLong, "board", format!("展牌文有 {length} 字，超过 {BOARD} 字"))
                .help(format!("删去 {} 字", length - BOARD));
        }
        exhibit
    }
}

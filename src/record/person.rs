//! 人员: a person whom an honour, a branch or a report names.

use std::collections::BTreeMap;

use super::field::{Field, Shape};
use super::head::{Head, Standing};
use super::kind::Kind;
use super::reader::Reader;
use super::values::Answer;
use crate::diag::Code;
use crate::zh::date::Date;
use crate::zh::name::{self, Gender};
use crate::zh::strokes::Strokes;

pub(super) const FIELDS: &[Field] = &[
    Field::new("name", &["姓名", "名称"], Shape::Text, "姓名，少数民族姓名的间隔号用「·」").required(),
    Field::new("gender", &["性别"], Shape::Choice(genders), "性别，不写就是男"),
    Field::new("ethnicity", &["民族"], Shape::Text, "民族，不写就是汉族"),
    Field::new("unit", &["单位"], Shape::Ref(&[Kind::Unit]), "所在单位"),
    Field::new("branch", &["党支部"], Shape::Ref(&[Kind::Branch]), "所在党支部"),
    Field::new("duties", &["职务"], Shape::List(&Shape::Text), "职务，党内职务在前"),
    Field::new("joined", &["入党时间"], Shape::Date, "入党时间，默认不发布"),
    Field::new("publish_joined", &["公开入党时间"], Shape::Switch, "是：发布入党时间"),
    Field::new("deceased", &["已故"], Shape::Switch, "是：姓名加示亡号"),
    Field::new("stroke_key", &["笔画"], Shape::Text, "笔画表里没有的字的笔顺：横1竖2撇3点4折5，例如 12345"),
];

fn genders() -> Vec<(&'static str, &'static str)> {
    vec![("male", "男"), ("female", "女")]
}

/// A person as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// What every record carries; the name is without annotations.
    pub head: Head,
    /// 性别
    pub gender: Gender,
    /// 民族, with 族; 汉族 where none was written.
    pub ethnicity: String,
    /// 单位
    pub unit: Option<String>,
    /// 党支部
    pub branch: Option<String>,
    /// 职务
    pub duties: Vec<String>,
    /// 入党时间, only where it is to be published.
    pub joined: Option<Date>,
    /// 已故
    pub deceased: bool,
    /// 笔画: the strokes of characters that the table lacks.
    pub stroke_key: BTreeMap<char, String>,
}

/// What is noted in brackets after a name: `王曼昱（女，藏族）`.
#[derive(Default)]
struct Notes {
    gender: Option<Gender>,
    ethnicity: Option<String>,
    deceased: bool,
}

impl Person {
    pub(super) fn read(standing: Standing, fields: &mut Reader) -> Self {
        let (name, notes) = named(fields);
        let gender = gender(fields).or(notes.gender).unwrap_or_default();
        let ethnicity = ethnicity(fields).or(notes.ethnicity).unwrap_or_else(|| "汉族".to_owned());
        let joined = fields.date("joined");
        let publish_joined = fields.is_on("publish_joined", Answer::No);
        let stroke_key = strokes(&name, fields);
        Self {
            head: Head::read(standing, name, fields),
            gender,
            ethnicity,
            unit: fields.maybe_text("unit"),
            branch: fields.maybe_text("branch"),
            duties: fields.texts("duties"),
            joined: joined.filter(|_| publish_joined),
            deceased: fields.is_on("deceased", Answer::No) || notes.deceased,
            stroke_key,
        }
    }
}

fn named(fields: &mut Reader) -> (String, Notes) {
    let written = fields.text("name");
    let (bare, notes) = name::split_notes(&written);
    let mut read = Notes::default();
    for note in &notes {
        match *note {
            "女" => read.gender = Some(Gender::Female),
            "男" => read.gender = Some(Gender::Male),
            "已故" => read.deceased = true,
            other => match name::ethnicity(other) {
                Some(group) => read.ethnicity = Some(group.into_owned()),
                None => {
                    fields
                        .complain(Code::BadName, "name", format!("姓名后面的「（{other}）」看不懂"))
                        .help("姓名只写姓名；性别、民族、职务写进各自的字段");
                }
            },
        }
    }
    let clean = name::clean_name(bare).into_owned();
    if let Some(lost) = name::lost(&clean) {
        fields
            .complain(Code::BadName, "name", format!("姓名里有「{lost}」，原来的字丢了"))
            .help("换成本来的字；打不出来的生僻字可以从字典网页复制");
    }
    (clean, read)
}

fn gender(fields: &mut Reader) -> Option<Gender> {
    let word = fields.maybe_text("gender")?;
    match word.as_str() {
        "男" | "male" => Some(Gender::Male),
        "女" | "female" => Some(Gender::Female),
        other => {
            fields.complain(Code::BadChoice, "gender", format!("「{other}」不在可选的词里")).help("可以写：男、女");
            None
        }
    }
}

fn ethnicity(fields: &mut Reader) -> Option<String> {
    let word = fields.maybe_text("ethnicity")?;
    match name::ethnicity(&word) {
        Some(group) => Some(group.into_owned()),
        None => {
            fields
                .complain(Code::BadChoice, "ethnicity", format!("没有「{word}」这个民族"))
                .help("写国家认定的民族名称，例如 回族、满族");
            None
        }
    }
}

/// Reads strokes for one character (`12345`, 横竖撇点折) or for several (`𬭎=31115、…`, or a group `{𬭎: 31115}`).
fn strokes(name: &str, fields: &mut Reader) -> BTreeMap<char, String> {
    let mut own = BTreeMap::new();
    let unknown = || name.chars().find(|ch| crate::zh::strokes::strokes(*ch).is_none()).or_else(|| name.chars().next());
    let is_sequence = |part: &str| part.chars().all(|ch| ch.is_ascii_digit() || ch.is_whitespace());
    // Nothing is published after an error; a stroke of some kind keeps the order from asking for one a second time.
    let of_some_kind = |character| (character, "1".to_owned());
    let lines = fields.lines("stroke_key");
    let parts = lines.iter().flat_map(|line| line.split(['、', '；', ';', '，', ','])).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        let (character, sequence) = match part.split_once(['=', '：', ':', ' ', '\u{3000}']) {
            Some((character, sequence)) if !is_sequence(part) => (character.trim().chars().next(), sequence.trim()),
            _ => (unknown(), part),
        };
        match (character.filter(|character| name.contains(*character)), Strokes::parse(sequence)) {
            (Some(character), Some(_)) => {
                own.insert(character, sequence.to_owned());
            }
            (None, Some(_)) => {
                fields
                    .complain(Code::WrongShape, "stroke_key", format!("「{part}」里的字不在姓名「{name}」里"))
                    .help("改成姓名里的字");
                own.extend(unknown().map(of_some_kind));
            }
            (meant, None) => {
                fields
                    .complain(Code::WrongShape, "stroke_key", format!("「{part}」不是笔顺"))
                    .help("用数字写笔顺：横1竖2撇3点4折5，例如 𬭎=31115");
                own.extend(meant.or_else(unknown).map(of_some_kind));
            }
        }
    }
    own
}

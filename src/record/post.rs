//! 岗位: a post, such as a window of service, that an honour may go to.

use super::field::{Field, Shape};
use super::head::{Head, Standing};
use super::kind::Kind;
use super::reader::Reader;

pub(super) const FIELDS: &[Field] = &[
    Field::new("name", &["名称"], Shape::Text, "岗位名称").required(),
    Field::new("unit", &["单位"], Shape::Ref(&[Kind::Unit]), "所在单位"),
    Field::new("branch", &["党支部"], Shape::Ref(&[Kind::Branch]), "所在党支部"),
    Field::new("pledge", &["承诺"], Shape::Text, "岗位承诺"),
];

/// A post as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// What every record carries.
    pub head: Head,
    /// 单位
    pub unit: Option<String>,
    /// 党支部
    pub branch: Option<String>,
    /// 承诺
    pub pledge: String,
}

impl Post {
    pub(super) fn read(standing: Standing, fields: &mut Reader) -> Self {
        let name = fields.text("name");
        Self {
            head: Head::read(standing, name, fields),
            unit: fields.maybe_text("unit"),
            branch: fields.maybe_text("branch"),
            pledge: fields.text("pledge"),
        }
    }
}

//! 页面: free text, such as 关于本站.

use super::field::{Field, Shape};
use super::head::{Head, Standing};
use super::reader::Reader;

pub(super) const FIELDS: &[Field] = &[
    Field::new("title", &["标题"], Shape::Text, "标题").required(),
    Field::new("nav", &["导航"], Shape::Number, "在菜单里的位置，小的在前；不写就不进菜单"),
];

/// A page as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// What every record carries.
    pub head: Head,
    /// 导航
    pub nav: Option<f64>,
}

impl Page {
    pub(super) fn read(standing: Standing, fields: &mut Reader) -> Self {
        let title = fields.text("title");
        Self { head: Head::read(standing, title, fields), nav: fields.number("nav") }
    }
}

//! 照片: a picture with what is said of it.

use super::field::{Field, Shape};
use super::reader::group;
use super::values;
use crate::diag::{Code, Diagnostics, Place};
use crate::source::Value;

/// A photo that a record shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The path as written.
    pub file: String,
    /// 说明
    pub caption: String,
    /// 替代文本; the caption where none was written.
    pub alt: String,
    /// 摄影
    pub credit: String,
    /// Where it is written.
    pub place: Place,
}

pub(super) const PHOTO: &[Field] = &[
    Field::new("file", &["文件"], Shape::File, "照片文件，放在记录旁边或 content/photos/").required(),
    Field::new("caption", &["说明", "图片说明"], Shape::Text, "照片下面的说明"),
    Field::new("alt", &["替代文本"], Shape::Text, "给看不见照片的人读的文字；不写就用说明"),
    Field::new("credit", &["摄影", "拍摄"], Shape::Text, "摄影者"),
    Field::new("consent", &["授权"], Shape::Text, "肖像授权的凭据，不发布"),
];

impl Photo {
    /// Reads a group of fields, or the file's name alone.
    pub(super) fn read(value: &Value, place: &Place, found: &mut Diagnostics) -> Option<Self> {
        let photo = match value {
            Value::Text(_) | Value::Cell(_) => {
                let file = values::text(value, place, found)?;
                Self { file, caption: String::new(), alt: String::new(), credit: String::new(), place: place.clone() }
            }
            _ => group(value, PHOTO, place, found, |fields| {
                let (file, caption) = (fields.text("file"), fields.text("caption"));
                let alt = fields.maybe_text("alt").unwrap_or_else(|| caption.clone());
                let credit = fields.text("credit");
                let _consent = fields.maybe_text("consent");
                Self { file, caption, alt, credit, place: place.clone() }
            })?,
        };
        if photo.file.is_empty() {
            return None;
        }
        if photo.alt.is_empty() {
            found
                .add(Code::AltMissing, place.clone(), format!("照片「{}」没有说明", photo.file))
                .help("加上「说明」，或只给读屏用的「替代文本」");
        }
        Some(photo)
    }
}

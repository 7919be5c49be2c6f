//! Pieces that several layouts share: the setting, the imprint, plates, codes, honours.
//!
//! **In:** nothing. **Out:** small structs. **Never:** anything that belongs to one product only.

use serde::Serialize;

/// How a product is set: the same for every record in it.
#[derive(Debug, Clone, Serialize)]
pub struct Setting {
    /// `"screen"`, `"press"` or `"archive"`.
    pub profile: String,
    /// Width of the trimmed sheet in millimetres, where the product has sizes to choose from; else 0.
    pub width: u32,
    /// Height of the trimmed sheet in millimetres, or 0.
    pub height: u32,
    /// Families by role, each a chain of which the first that has a character sets it.
    pub fonts: Fonts,
}

/// Font families by role; every family named is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Fonts {
    /// 宋体: running text of the album.
    pub song: Vec<String>,
    /// 黑体: headings of the first level, captions, figures.
    pub hei: Vec<String>,
    /// 楷体: leads, headings of the second level.
    pub kai: Vec<String>,
    /// 仿宋: running text of official documents.
    pub fangsong: Vec<String>,
    /// 小标宋: titles.
    pub title: Vec<String>,
}

/// Who publishes, as the colophon and the edge of a board say it.
#[derive(Debug, Clone, Serialize)]
pub struct Imprint {
    /// The site's name: `"榜样"`.
    pub site: String,
    /// 主办: `"沧州市直机关工委"`.
    pub organiser: String,
    /// 承办, or empty.
    pub operator: String,
    /// Address of the site: `"https://example.cn/bangyang/"`, or empty.
    pub url: String,
    /// The day as of which everything is true: `"2021年7月1日"`.
    pub date: String,
    /// The emblem's file among the pictures, or empty: none ships with the program.
    pub emblem: String,
}

/// A picture in its place. Width and height are those of the file, in pixels, upright.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plate {
    /// The file, from the root: `"/pictures/ab12.jpg"`.
    pub file: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// The caption, or empty.
    pub caption: String,
    /// Who took it: `"示例单位07供图"`, or empty.
    pub credit: String,
}

/// A QR code line by line, so that a layout draws it in its own ink.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Qr {
    /// Where it leads: `"https://example.cn/exhibits/05/"`.
    pub url: String,
    /// Modules along a side, without the quiet zone of four.
    pub modules: u32,
    /// The lines from the top: `#` for a dark module, `.` for a light one. (Typst works out a hash of every value that it
    /// hands on; a text costs it a hundredth of as many numbers.)
    pub rows: Vec<String>,
}

/// A label with its value.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// `"所属单位"`.
    pub label: String,
    /// `"示例单位07"`.
    pub value: String,
}

/// An honour that somebody holds.
#[derive(Debug, Clone, Serialize)]
pub struct Held {
    /// `"百强党支部"`.
    pub name: String,
    /// `"市级"`, `"工委"`, or empty.
    pub level: String,
    /// `"第三批"`, or empty.
    pub batch: String,
    /// 用语: `"命名"`.
    pub verb: String,
    /// `"2019年12月1日"`.
    pub date: String,
    /// The decision's title or 文号: `"机工委〔2019〕12号"`.
    pub decision: String,
}

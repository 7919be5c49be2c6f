//! Plaques (标牌) and certificates (证书), one page a recipient.
//!
//! **In:** nothing. **Out:** [`Plaques`], [`Certificates`]. **Never:** a recipient whom no decision in force names.

use serde::Serialize;

use super::super::parts::Name;
use super::parts::Imprint;

/// Plaques of an order.
#[derive(Debug, Clone, Serialize)]
pub struct Plaques {
    /// Who publishes.
    pub imprint: Imprint,
    /// One a page.
    pub plaques: Vec<Plaque>,
}

/// A plaque: what hangs on the wall.
#[derive(Debug, Clone, Serialize)]
pub struct Plaque {
    /// The recipient's record: `"branch:jiguan-1"`.
    pub of: String,
    /// `"百强党支部"`.
    pub honour: String,
    /// Who got it: `"示例单位07机关党支部"`.
    pub name: Name,
    /// `"第三批"`, or empty.
    pub batch: String,
    /// The conferring body: `"中共沧州市直机关工作委员会"`.
    pub issuer: String,
    /// `"二〇一九年十二月"`.
    pub date: String,
    /// `"第0031号"`, or empty.
    pub token_no: String,
    /// Demonstration data.
    pub sample: bool,
}

/// Certificates of an order.
#[derive(Debug, Clone, Serialize)]
pub struct Certificates {
    /// Who publishes.
    pub imprint: Imprint,
    /// One a page.
    pub certificates: Vec<Certificate>,
}

/// A certificate.
#[derive(Debug, Clone, Serialize)]
pub struct Certificate {
    /// The recipient's record: `"person:shili-jia"`.
    pub of: String,
    /// Whom it addresses; 同志 follows a person's name in the layout.
    pub name: Name,
    /// A person; else a branch, post or unit.
    pub person: bool,
    /// `"示例单位07"`, or empty.
    pub unit: String,
    /// `"党支部书记"`, or empty.
    pub duties: String,
    /// The sentence after the name: `"被评选为第三批"`, without the honour and without a full stop.
    pub before: String,
    /// `"模范共产党员"`.
    pub honour: String,
    /// What follows it: `"，特发此证。"`.
    pub after: String,
    /// The conferring body.
    pub issuer: String,
    /// `"二〇一九年十二月一日"`.
    pub date: String,
    /// `"机工委〔2019〕12号"`, or empty.
    pub doc_no: String,
    /// `"第0031号"`, or empty.
    pub token_no: String,
    /// Demonstration data.
    pub sample: bool,
}

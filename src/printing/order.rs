//! What is to be printed, and how.
//!
//! **In:** nothing. **Out:** [`Product`], [`Order`]. **Never:** a word of the command line's.

use crate::catalogue::Drafts;
use crate::plan::Purpose;
use crate::record::Kind;
use crate::typeset::Icc;
use crate::zh::date::Moment;

/// What can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    /// 图册
    Album,
    /// 展牌
    Boards,
    /// 标牌
    Plaques,
    /// 证书, and cards for members.
    Certificates,
    /// 公示, and decisions.
    Notices,
}

impl Product {
    /// Every product.
    pub const ALL: [Self; 5] = [Self::Album, Self::Boards, Self::Plaques, Self::Certificates, Self::Notices];

    /// Returns the word of the command line.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Album => "album",
            Self::Boards => "boards",
            Self::Plaques => "plaques",
            Self::Certificates => "certificates",
            Self::Notices => "notices",
        }
    }

    /// Returns the word that offices use.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Album => "图册",
            Self::Boards => "展牌",
            Self::Plaques => "标牌",
            Self::Certificates => "证书",
            Self::Notices => "公示",
        }
    }
}

impl Product {
    /// Returns the kinds whose photos it may show.
    pub(super) const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Album => &[Kind::Exhibit, Kind::Exhibition],
            Self::Boards => &[Kind::Exhibit],
            Self::Plaques | Self::Certificates => &[],
            Self::Notices => &[Kind::Notice, Kind::Decision],
        }
    }
}

/// What is to be printed, and how.
#[derive(Clone)]
pub struct Order {
    /// The time as of which everything is true.
    pub at: Moment,
    /// Whether drafts are printed.
    pub drafts: Drafts,
    /// What.
    pub product: Product,
    /// What for.
    pub purpose: Purpose,
    /// Which records, in the writer's words; none: all.
    pub only: Vec<String>,
    /// Width and height of a board in millimetres.
    pub size: Option<(u32, u32)>,
    /// The press's colour profile.
    pub icc: Option<Icc>,
}

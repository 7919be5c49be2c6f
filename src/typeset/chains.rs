//! Which families stand for which role: first what offices have, then the open ones.
//!
//! **In:** nothing. **Out:** names, Chinese and English. **Never:** a family that any role needs: each is tried and the
//! next one taken.

use super::face::Role;

/// The families that GB/T 9704-2012 names stand first, by the names that Windows, office suites and macOS give them.
const SONG: &[&str] = &[
    "宋体",
    "SimSun",
    "Songti SC",
    "宋体-简",
    "STSong",
    "华文宋体",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "思源宋体",
    "思源宋体 CN",
    "Source Han Serif CN",
    "FandolSong",
];

const HEI: &[&str] = &[
    "黑体",
    "SimHei",
    "Heiti SC",
    "黑体-简",
    "STHeiti",
    "华文黑体",
    "PingFang SC",
    "苹方-简",
    "Microsoft YaHei",
    "微软雅黑",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "思源黑体",
    "思源黑体 CN",
    "Source Han Sans CN",
    "FandolHei",
];

const KAI: &[&str] = &[
    "楷体_GB2312",
    "KaiTi_GB2312",
    "楷体",
    "KaiTi",
    "Kaiti SC",
    "楷体-简",
    "STKaiti",
    "华文楷体",
    "LXGW WenKai",
    "霞鹜文楷",
    "LXGW WenKai GB",
    "AR PL UKai CN",
    "FandolKai",
];

const FANGSONG: &[&str] = &[
    "仿宋_GB2312",
    "FangSong_GB2312",
    "仿宋",
    "FangSong",
    "STFangsong",
    "华文仿宋",
    "方正仿宋_GBK",
    "FZFangSong-Z02",
    "Zhuque Fangsong (technical preview)",
    "朱雀仿宋",
    "FandolFang R",
    "FandolFang",
];

const TITLE: &[&str] =
    &["方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "华文中宋", "STZhongsong"];

impl Role {
    /// Returns the families of this role, the best first.
    pub(super) fn families(self) -> &'static [&'static str] {
        match self {
            Self::Song => SONG,
            Self::Hei => HEI,
            Self::Kai => KAI,
            Self::Fangsong => FANGSONG,
            Self::Title => TITLE,
        }
    }

    /// Returns the names under which the family that GB/T 9704-2012 means is sold and shipped.
    pub(super) fn standard(self) -> &'static [&'static str] {
        match self {
            Self::Song => &SONG[..2],
            Self::Hei => &HEI[..2],
            Self::Kai => &KAI[..4],
            Self::Fangsong => &FANGSONG[..4],
            Self::Title => &TITLE[..4],
        }
    }

    /// Returns which role's families stand in, and follow its own for characters that these lack.
    pub(super) fn next(self) -> Option<Self> {
        match self {
            Self::Song => None,
            Self::Hei | Self::Kai | Self::Fangsong | Self::Title => Some(Self::Song),
        }
    }
}

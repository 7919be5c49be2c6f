//! Faces: the fonts that a machine has, by the names that people know them by.
//!
//! **In:** a font file's bytes, looked at once. **Out:** [`Face`]: family, names, weight, which characters it has.
//! **Never:** keeps the bytes; a collection of six faces is read when one of them is used, once.

use std::collections::BTreeSet;

use typst::text::{FontFlags, FontInfo};

/// What a family is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 宋体.
    Song,
    /// 黑体.
    Hei,
    /// 楷体.
    Kai,
    /// 仿宋.
    Fangsong,
    /// 小标宋.
    Title,
}

impl Role {
    /// Every role; the families of an earlier one stand in before those of a later one.
    pub const ALL: [Self; 5] = [Self::Song, Self::Hei, Self::Kai, Self::Fangsong, Self::Title];

    /// Returns its name in Chinese.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Song => "宋体",
            Self::Hei => "黑体",
            Self::Kai => "楷体",
            Self::Fangsong => "仿宋",
            Self::Title => "小标宋",
        }
    }
}

/// One face of a font file.
#[derive(Debug, Clone)]
pub struct Face {
    pub(super) info: FontInfo,
    names: BTreeSet<String>,
    pub(super) file: usize,
    pub(super) index: u32,
}

impl Face {
    /// Returns the face at `index` (0, or its number in a collection) of a file whose bytes are `data`; `None` where it
    /// is no font, or a variable one: those print empty boxes instead of Chinese.
    ///
    /// `file` is the number under which [`super::FontFiles`] reads it again. `names` are the family's names in every
    /// language.
    pub fn read(data: &[u8], index: u32, file: usize, names: &[String]) -> Option<Self> {
        let info = FontInfo::new(data, index).filter(|info| !info.flags.contains(FontFlags::VARIABLE))?;
        let names = names.iter().chain([&info.family]).map(|name| plain(name)).collect();
        Some(Self { info, names, file, index })
    }

    /// Returns the family's name as layouts have to write it.
    pub fn family(&self) -> &str {
        &self.info.family
    }

    /// Returns whether the family is known by this name, in whatever spelling.
    pub fn is(&self, name: &str) -> bool {
        self.names.contains(&plain(name))
    }

    /// Returns whether the face can set Chinese: it has the characters of a short ordinary sentence.
    pub fn is_chinese(&self) -> bool {
        "中国共产党员在机关服务人民，为这个时代。".chars().all(|c| self.info.coverage.contains(c.into()))
    }
}

/// Returns a name as it is compared: 仿宋_GB2312 is 仿宋GB2312, Noto Serif CJK SC is notoserifcjksc.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, ' ' | '-' | '_' | '\u{3000}')).flat_map(char::to_lowercase).collect()
}

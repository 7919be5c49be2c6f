//! The kinds of records: a closed set, so that a new kind must be thought of wherever kinds are told apart.

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 单位
    Unit,
    /// 党支部
    Branch,
    /// 人员
    Person,
    /// 岗位
    Post,
    /// 荣誉称号
    Honour,
    /// 决定
    Decision,
    /// 公示
    Notice,
    /// 展品
    Exhibit,
    /// 结对
    Pairing,
    /// 活动简报
    Report,
    /// 页面
    Page,
    /// 日历
    Calendar,
    /// `site.yaml`
    Site,
    /// `exhibition.yaml`
    Exhibition,
}

impl Kind {
    /// Every kind, in the order in which the contract names them.
    pub const ALL: &[Self] = &[
        Self::Unit,
        Self::Branch,
        Self::Person,
        Self::Post,
        Self::Honour,
        Self::Decision,
        Self::Notice,
        Self::Exhibit,
        Self::Pairing,
        Self::Report,
        Self::Page,
        Self::Calendar,
        Self::Site,
        Self::Exhibition,
    ];

    /// Returns the word for one record, as references write it: `branch`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Branch => "branch",
            Self::Person => "person",
            Self::Post => "post",
            Self::Honour => "honour",
            Self::Decision => "decision",
            Self::Notice => "notice",
            Self::Exhibit => "exhibit",
            Self::Pairing => "pairing",
            Self::Report => "report",
            Self::Page => "page",
            Self::Calendar => "calendar",
            Self::Site => "site",
            Self::Exhibition => "exhibition",
        }
    }

    /// Returns the folder below `content/`, which is the first part of the address too: `branches`.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Unit => "units",
            Self::Branch => "branches",
            Self::Person => "people",
            Self::Post => "posts",
            Self::Honour => "honours",
            Self::Decision => "decisions",
            Self::Notice => "notices",
            Self::Exhibit => "exhibits",
            Self::Pairing => "pairings",
            Self::Report => "reports",
            Self::Page => "pages",
            Self::Calendar => "calendar",
            Self::Site => "site.yaml",
            Self::Exhibition => "exhibition.yaml",
        }
    }

    /// Returns the Chinese word: 党支部.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Unit => "单位",
            Self::Branch => "党支部",
            Self::Person => "人员",
            Self::Post => "岗位",
            Self::Honour => "荣誉称号",
            Self::Decision => "决定",
            Self::Notice => "公示",
            Self::Exhibit => "展品",
            Self::Pairing => "结对",
            Self::Report => "活动简报",
            Self::Page => "页面",
            Self::Calendar => "日历",
            Self::Site => "站点",
            Self::Exhibition => "展览",
        }
    }

    /// Returns the kind whose folder this is.
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.folder() == folder)
    }

    /// Returns the kind that stands before the colon of a reference: `branch`, `branches` or 党支部.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.trim();
        Self::ALL.iter().copied().find(|kind| kind.word() == word || kind.folder() == word || kind.chinese() == word)
    }

    /// Returns the kind of the records in a file, from its path: `content/branches/2020/a.yaml`.
    pub fn of_path(path: &str) -> Option<Self> {
        let below = path.strip_prefix("content/")?;
        match below.split_once('/') {
            Some((folder, _)) => Self::of_folder(folder),
            None => Self::of_folder(&below.replace(".yml", ".yaml")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_the_kind() {
        assert_eq!(Kind::of_path("content/branches/2020/a.yaml"), Some(Kind::Branch));
        assert_eq!(Kind::of_path("content/site.yaml"), Some(Kind::Site));
        assert_eq!(Kind::of_path("content/photos/a.jpg"), None);
    }

    #[test]
    fn every_kind_is_named_by_its_words() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_word(kind.word()), Some(*kind));
            assert_eq!(Kind::of_word(kind.chinese()), Some(*kind));
            assert_eq!(Kind::of_folder(kind.folder()), Some(*kind));
        }
    }
}

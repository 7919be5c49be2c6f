//! Which records there are at the time of the build.
//!
//! **In:** a record's head, the time, whether drafts count. **Out:** its [`Standing`]. **Never:** a clock.

use crate::record::Head;
use crate::zh::date::Moment;

/// Whether drafts are part of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Drafts {
    /// They are in no output at all.
    #[default]
    Hidden,
    /// They are shown, for a preview.
    Shown,
}

/// What a record is at the time of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Published.
    Shown,
    /// A draft.
    Draft,
    /// Its time has not come.
    Early,
    /// Withdrawn: a stub stands where it was.
    Withdrawn,
}

impl Standing {
    /// Returns what a record is at `at`.
    pub(super) fn of(head: &Head, at: Moment, drafts: Drafts) -> Self {
        let from = head.publish.max(head.embargo);
        if head.draft && drafts == Drafts::Hidden {
            Self::Draft
        } else if from.is_some_and(|from| at < from) {
            Self::Early
        } else if head.withdraw.is_some_and(|until| until <= at) {
            Self::Withdrawn
        } else {
            Self::Shown
        }
    }

    /// Returns how an editor calls it.
    pub(super) fn chinese(self) -> &'static str {
        match self {
            Self::Shown => "已发布",
            Self::Draft => "草稿",
            Self::Early => "未到发布时间",
            Self::Withdrawn => "已撤下",
        }
    }
}

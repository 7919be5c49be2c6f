//! What leads to a subject: the other way round of every link.

use super::id::{BranchId, ExhibitId, NoticeId, PairingId, PersonId, PostId, ReportId, UnitId};

/// What leads to a subject, each in the order of its table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Related {
    /// Units below a unit.
    pub units: Vec<UnitId>,
    /// Branches of a unit, or below a branch.
    pub branches: Vec<BranchId>,
    /// People of a unit or a branch.
    pub people: Vec<PersonId>,
    /// Posts of a unit or a branch.
    pub posts: Vec<PostId>,
    /// Exhibits that show it, or show what is of the unit.
    pub exhibits: Vec<ExhibitId>,
    /// Notices that name it, or name what is of the unit.
    pub notices: Vec<NoticeId>,
    /// Pairings in which it takes part, or what is of the unit.
    pub pairings: Vec<PairingId>,
    /// Reports that name it, or name what is of the unit.
    pub reports: Vec<ReportId>,
}

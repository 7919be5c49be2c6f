//! Honours as they stand: who holds which by what decision, and the rolls by batch.
//!
//! **In:** nothing. **Out:** the types that `fold` fills. **Never:** a total that is stored beside what it counts.

use super::id::{DecisionId, HonourId, Subject};

/// Whom a decision names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A record.
    Subject(Subject),
    /// A brand without a record.
    Name(String),
}

/// One honour, conferred once.
#[derive(Debug, Clone, PartialEq)]
pub struct Grant {
    /// The decision that confers it.
    pub decision: DecisionId,
    /// The honour.
    pub honour: HonourId,
    /// 批次
    pub batch: Option<u32>,
    /// Who holds it.
    pub who: Who,
    /// 牌证号, or empty.
    pub token_no: String,
    /// 得分
    pub score: Option<f64>,
    /// The decision that took it away.
    pub revoked: Option<DecisionId>,
}

/// The recipients of one batch, or of one decision where batches are not counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Batch {
    /// Its number.
    pub number: Option<u32>,
    /// The decisions, oldest first.
    pub decisions: Vec<DecisionId>,
    /// Grants in force, in the order of the decisions' lists.
    pub grants: Vec<usize>,
}

/// What one decision took away.
#[derive(Debug, Clone, PartialEq)]
pub struct Revocation {
    /// The decision.
    pub decision: DecisionId,
    /// The grants, in the order of its list.
    pub grants: Vec<usize>,
}

/// The roll of an honour at the time of the build.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Roll {
    /// Batches, oldest first; those of which nothing is left are kept out.
    pub batches: Vec<Batch>,
    /// What was taken away, oldest first.
    pub revocations: Vec<Revocation>,
}

impl Roll {
    /// Returns how many hold the honour now.
    pub fn total(&self) -> usize {
        self.batches.iter().map(|batch| batch.grants.len()).sum()
    }
}

//! The file of all rolls for other programs, `data/honours.json`: its fields are the ones that stand here, in this order.

use serde::Serialize;

/// Every honour.
#[derive(Debug, Serialize)]
pub struct RollsFile<'a> {
    /// Honours in the order of their rolls.
    pub honours: Vec<RollData<'a>>,
}

/// An honour and who holds it.
#[derive(Debug, Serialize)]
pub struct RollData<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its page.
    pub url: &'a str,
    /// 所属工程.
    pub programme: &'a str,
    /// 级别.
    pub level: Option<&'static str>,
    /// 命名、表彰.
    pub verb: &'static str,
    /// How many hold it.
    pub total: usize,
    /// Whether all who hold it are on record.
    pub complete: bool,
    /// How many there should be.
    pub expected: Option<u32>,
    /// Its batches, the first first.
    pub batches: Vec<BatchData<'a>>,
    /// Whether it is a sample.
    pub sample: bool,
}

/// A batch of an honour.
#[derive(Debug, Serialize)]
pub struct BatchData<'a> {
    /// Its number; none where an honour has no batches.
    pub batch: Option<u32>,
    /// How many stand in it.
    pub count: usize,
    /// Who stands in it, in the order of the roll.
    pub recipients: Vec<RecipientData<'a>>,
}

/// One who holds an honour.
#[derive(Debug, Serialize)]
pub struct RecipientData<'a> {
    /// The name.
    pub name: String,
    /// What is said beside the name: 女, 土家族.
    pub note: String,
    /// The page, where there is one.
    pub url: Option<&'a str>,
    /// 牌证号.
    pub token_no: &'a str,
    /// The page of the decision.
    pub decision: &'a str,
    /// Whether it is a sample.
    pub sample: bool,
}

//! Rolls of honour (荣誉).
//!
//! Every count here was folded from decisions.
//!
//! **In:** nothing. **Out:** [`Honours`] for `honours.html`, [`Honour`] for `honour.html`. **Never:** a total that
//! was typed.

use serde::Serialize;

use super::frame::Frame;
use super::parts::{Credit, Fact, Link, Roll};

/// All rolls.
#[derive(Debug, Clone, Serialize)]
pub struct Honours {
    /// The frame.
    pub frame: Frame,
    /// The rolls by programme (工程), or by level.
    pub groups: Vec<HonourGroup>,
}

/// Rolls that belong together.
#[derive(Debug, Clone, Serialize)]
pub struct HonourGroup {
    /// `"五个一百"`.
    pub title: String,
    /// Its rolls.
    pub honours: Vec<HonourCard>,
}

/// A roll in short.
#[derive(Debug, Clone, Serialize)]
pub struct HonourCard {
    /// `"百强党支部"`.
    pub name: String,
    /// Its page.
    pub href: String,
    /// `"工委"`.
    pub level: String,
    /// The total: `"289"`; for an excerpt the declared one; empty where nothing is at hand.
    pub total: String,
    /// `"个"`, `"名"`.
    pub measure: String,
    /// `"六批"`, or empty.
    pub batches: String,
    /// For an excerpt: `"节录"`; else empty.
    pub excerpt: String,
    /// Counts by batch, for a chart; empty where there are fewer than two.
    pub bars: Vec<Bar>,
    /// Demonstration data.
    pub sample: bool,
}

/// One bar of a chart, drawn as SVG.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    /// `"第一批"`.
    pub label: String,
    /// `"48"`.
    pub count: String,
    /// Its length in percent of the longest, for an attribute: `"63"`.
    pub percent: String,
}

/// One roll by batch.
#[derive(Debug, Clone, Serialize)]
pub struct Honour {
    /// The frame; `heading` is the honour's name.
    pub frame: Frame,
    /// 摘要 or a sentence of what it is, or empty.
    pub summary: String,
    /// The body, or empty.
    pub body_html: String,
    /// The total in force: `"289"`; for an excerpt the declared one.
    pub total: String,
    /// `"个"`.
    pub measure: String,
    /// Level, programme, kind of recipient, verb, token.
    pub facts: Vec<Fact>,
    /// Only part of the roll is at hand.
    pub excerpt: Option<Excerpt>,
    /// 条件.
    pub criteria: Vec<String>,
    /// Counts by batch, for a chart; empty where there are fewer than two.
    pub bars: Vec<Bar>,
    /// The batches, newest first.
    pub batches: Vec<Batch>,
    /// What was taken away.
    pub revocations: Vec<Revocation>,
    /// The credit line, where the record has one.
    pub credit: Option<Credit>,
}

/// The mark 节录, with what the whole would be.
#[derive(Debug, Clone, Serialize)]
pub struct Excerpt {
    /// `"289"`, with the measure left to the honour; empty: nobody has said.
    pub expected: String,
    /// How many are listed here: `"12"`.
    pub listed: String,
    /// How many of them are demonstration data: `"其中示例16个"`, `"均为示例"`; empty: none.
    pub samples: String,
    /// Where the total is said: `"示例市直机关党建网，2020年"`.
    pub source: String,
}

/// What one decision conferred.
#[derive(Debug, Clone, Serialize)]
pub struct Batch {
    /// An id on the page: `"batch-3"`.
    pub anchor: String,
    /// `"第三批"`, or the decision's date where batches are not counted.
    pub label: String,
    /// `"2019年12月1日"`.
    pub date: String,
    /// The decision: text is its title.
    pub decision: Link,
    /// 累计: `"96"`, or empty.
    pub cumulative: String,
    /// Who.
    pub roll: Roll,
}

/// What one decision took away.
#[derive(Debug, Clone, Serialize)]
pub struct Revocation {
    /// `"2021年3月1日"`.
    pub date: String,
    /// The decision.
    pub decision: Link,
    /// Who.
    pub roll: Roll,
}

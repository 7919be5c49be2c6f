//! Commemorative cards (光荣在党50年, 政治生日贺卡).
//!
//! **In:** nothing. **Out:** [`Cards`] for `print/cards.typ`. **Never:** a person who has not agreed that the day of
//! joining the party may be told (`publish_joined`).

use serde::Serialize;

use super::super::parts::Name;
use super::parts::Imprint;

/// Cards of an order, A5.
#[derive(Debug, Clone, Serialize)]
pub struct Cards {
    /// Who publishes.
    pub imprint: Imprint,
    /// One a page.
    pub cards: Vec<Card>,
}

/// A card.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// The person's record: `"person:shili-jia"`.
    pub of: String,
    /// `"jubilee"`: 光荣在党50年; `"birthday"`: 政治生日.
    pub occasion: String,
    /// `"光荣在党50年"`, `"政治生日快乐"`.
    pub title: String,
    /// To whom.
    pub name: Name,
    /// Years in the party, in full: `"50"`.
    pub years: String,
    /// `"1971年7月1日"`.
    pub joined: String,
    /// What is said, a paragraph.
    pub text: String,
    /// Who says it: the branch, or the organiser.
    pub issuer: String,
    /// `"2021年7月1日"`.
    pub date: String,
    /// Demonstration data.
    pub sample: bool,
}

//! Whole sites in memory, for tests of the inspection.

use super::audit::{Inspection, Looked};
use super::site::Rules;
use crate::diag::Diagnostics;
use crate::output::Output;

/// Returns everything that is wrong with a finished site.
pub(super) fn inspect(output: &Output, rules: &Rules<'_>) -> Diagnostics {
    let inspection = Inspection::of(output.iter().map(|(route, _)| route), rules);
    let looked: Vec<Looked> = output.iter().map(|(route, artifact)| inspection.look(route, artifact)).collect();
    inspection.told(&looked)
}

//! Whole sites in memory, for tests of the inspection.

use rayon::prelude::*;

use super::alike::Alike;
use super::audit::{Inspection, Looked};
use super::site::Rules;
use crate::diag::Diagnostics;
use crate::output::{Artifact, Output, Route};

/// Returns everything that is wrong with a finished site.
pub(super) fn inspect(output: &Output, rules: &Rules<'_>) -> Diagnostics {
    inspect_with(Alike::default(), output, rules)
}

/// Returns the same, whatever lines are known.
pub(super) fn inspect_with(alike: Alike, output: &Output, rules: &Rules<'_>) -> Diagnostics {
    let inspection = Inspection::knowing(alike, output.iter().map(|(route, _)| route), rules);
    let files: Vec<(&Route, &Artifact)> = output.iter().collect();
    let looked: Vec<Looked> = files.par_iter().map(|(route, artifact)| inspection.look(route, artifact)).collect();
    inspection.told(&looked)
}

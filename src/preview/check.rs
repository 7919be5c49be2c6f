//! A look at the whole finished site, as a build takes it, while nobody waits.
//!
//! **In:** what stands now. **Out:** what only the finished site shows: broken templates, dead links, numbers of persons.
//! **Never:** goes on when there is something newer to look at.

use super::state::Checked;
use crate::diag::Diagnostics;
use crate::inspect::Inspection;
use crate::pipeline::{Looking, Prepared, is_hopeless};
use crate::source::Inputs;

/// Looks at everything; `None`: `goes_on` said that it need not.
pub(super) fn check(prepared: &Prepared, inputs: &dyn Inputs, goes_on: &dyn Fn() -> bool) -> Option<Checked> {
    let world = prepared.world(inputs).filter(|_| !is_hopeless(&prepared.found));
    let Some(world) = world else { return Some(Checked::default()) };
    let mut made = Diagnostics::default();
    let looking = Looking::of(&world);
    let rules = looking.rules();
    let inspection = Inspection::of(world.plan.tasks.keys(), &rules);
    let mut looked = Vec::new();
    for route in world.plan.tasks.keys() {
        if !goes_on() {
            return None;
        }
        let artifact = world.at(route).into_value(&mut made);
        looked.push(artifact.map(|artifact| inspection.look(route, &artifact)).unwrap_or_default());
    }
    let broken = prepared.found.has_errors() || made.has_errors();
    made.extend(looking.told(&inspection, &looked, broken));
    Some(Checked { problems: made.sorted(), bug: None })
}

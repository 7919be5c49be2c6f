//! A look at the whole finished site, as a build takes it, while nobody waits.
//!
//! **In:** what stands now. **Out:** what only the finished site shows: broken templates, dead links, numbers of persons.
//! **Never:** goes on when there is something newer to look at.

use super::state::Checked;
use crate::diag::Diagnostics;
use crate::output::Output;
use crate::pipeline::{Prepared, inspected, is_hopeless};
use crate::source::Inputs;

/// Looks at everything; `None`: `goes_on` said that it need not.
pub(super) fn check(prepared: &Prepared, inputs: &dyn Inputs, goes_on: &dyn Fn() -> bool) -> Option<Checked> {
    let world = prepared.world(inputs).filter(|_| !is_hopeless(&prepared.found));
    let Some(world) = world else { return Some(Checked::default()) };
    let mut output = Output::default();
    let mut made = Diagnostics::default();
    for route in world.plan.tasks.keys() {
        if !goes_on() {
            return None;
        }
        if let Some(artifact) = world.at(route).into_value(&mut made) {
            output.add(route.clone(), artifact);
        }
    }
    let broken = prepared.found.has_errors() || made.has_errors();
    made.extend(inspected(&output, &world, broken));
    Some(Checked { problems: made.sorted(), bug: None })
}

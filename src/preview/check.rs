//! A look at the whole finished site, as a build takes it, while nobody waits.
//!
//! **In:** what stands now. **Out:** what only the finished site shows: broken templates, dead links, numbers of persons.
//! **Never:** goes on when there is something newer to look at.

use std::sync::Arc;

use super::state::Checked;
use crate::diag::Diagnostics;
use crate::inspect::Inspection;
use crate::pipeline::{Looking, Pages, Prepared, common, is_hopeless};
use crate::render::World;
use crate::source::Inputs;

/// Looks at everything, but for the pages that follow from what the last look saw, which are `pages`; `None`: `goes_on` said
/// that it need not.
pub(super) fn check(
    prepared: &Prepared,
    inputs: &dyn Inputs,
    (pages, goes_on): (&mut Pages, &dyn Fn() -> bool),
) -> Option<Checked> {
    let world = prepared.world(inputs).filter(|_| !is_hopeless(&prepared.found));
    let Some(world) = world else { return Some(Checked::default()) };
    let mut made = Diagnostics::default();
    let looking = Looking::of(&world);
    let rules = looking.rules();
    let inspection = Inspection::of(world.plan.tasks.keys(), &rules);
    // A page that is known to be sound need not lie anywhere.
    let recalled = pages.within(world.plan, common(world.theme, &rules), &|_, _| true);
    let world = World { earlier: Some(&recalled), ..world };
    let (mut now, mut looked) = (Pages::of(world.plan.tasks.keys()), Vec::new());
    for route in world.plan.tasks.keys() {
        if !goes_on() {
            return None;
        }
        let artifact = world.at(route).into_value(&mut made);
        looked.push(artifact.map_or_else(Arc::default, |artifact| {
            let known = recalled.looked(route, &artifact);
            let one = known.unwrap_or_else(|| Arc::new(inspection.look(route, &artifact)));
            now.add(route, &artifact, &one);
            one
        }));
    }
    let broken = prepared.found.has_errors() || made.has_errors();
    made.extend(looking.told(&inspection, &looked, broken));
    *pages = now;
    Some(Checked { problems: made.sorted(), bug: None })
}

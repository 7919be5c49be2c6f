//! Where an address that is not there may have been meant to lead.
//!
//! **In:** a path and the plan. **Out:** a few pages. **Never:** a file that is no page.

use crate::diag::nearest;
use crate::output::Route;
use crate::plan::Plan;

/// So many are named.
const MOST: usize = 3;

/// Returns the addresses of pages near `path`, the nearest first, and the folder above it at the end.
pub(super) fn near(path: &str, plan: &Plan) -> Vec<String> {
    let asked = path.trim_matches('/').trim_end_matches("index.html").trim_end_matches('/');
    let pages = plan.tasks.keys().filter(|route| route.is_html() && route.as_str() != "404.html");
    let mut left: Vec<&str> = pages.map(Route::address).filter(|address| !address.is_empty()).collect();
    let mut found: Vec<String> = Vec::new();
    while found.len() < MOST {
        let Some(near) = nearest(asked, left.iter().map(|address| address.trim_end_matches('/'))) else { break };
        let near = near.to_owned();
        left.retain(|address| address.trim_end_matches('/') != near);
        found.push(format!("/{near}/"));
    }
    let above = asked.rsplit_once('/').map(|(above, _)| above).unwrap_or_default();
    let above = if above.is_empty() { String::new() } else { format!("{above}/") };
    let above = Route::file(format!("{above}index.html")).ok().filter(|route| plan.tasks.contains_key(route));
    if let Some(above) = above.map(|route| format!("/{}", route.address())).filter(|above| !found.contains(above)) {
        found.push(above);
    }
    found
}

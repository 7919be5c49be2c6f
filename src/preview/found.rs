//! From a path to a file of the site.
//!
//! **In:** a decoded path. **Out:** [`Found`]. **Never:** a file of the disk.

use crate::output::Route;
use crate::pipeline::Prepared;

/// Where a path leads.
pub(super) enum Found {
    /// To a file of the plan.
    File(Route),
    /// To a folder with a page, but for the slash at its end.
    Folder,
    /// Nowhere.
    Nothing,
}

/// Returns where a decoded path leads: below the site's own base as well as at the top, for its links are relative.
pub(super) fn found(path: &str, shown: &Prepared) -> Found {
    let Some((catalogue, plan)) = &shown.whole else { return Found::Nothing };
    let base = catalogue.site.base.trim_end_matches('/');
    let below = path.strip_prefix(base).filter(|rest| rest.starts_with('/')).unwrap_or(path);
    let bare = below.trim_start_matches('/');
    let is_folder = bare.is_empty() || bare.ends_with('/');
    let name = if is_folder { format!("{bare}index.html") } else { bare.to_owned() };
    let known = |name: String| Route::file(name).ok().filter(|route| plan.tasks.contains_key(route));
    match known(name) {
        Some(route) => Found::File(route),
        None if !is_folder && known(format!("{bare}/index.html")).is_some() => Found::Folder,
        None => Found::Nothing,
    }
}

//! What an announcement of the system means for a project.
//!
//! **In:** events of files. **Out:** which files were touched, and whether a save is over. **Never:** news of what is no
//! content: reading, hidden files, the output.

use std::collections::BTreeSet;
use std::path::Path;

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind};

use super::disk::is_passed_over;
use super::stamp::WATCHED;

/// Which files may be other ones than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// Any.
    All,
    /// At most these: paths from the root, with `/`; folders stand for all that lies in them.
    Files(BTreeSet<String>),
}

impl Touched {
    /// Adds what else was touched.
    pub(super) fn add(&mut self, more: Self) {
        match (&mut *self, more) {
            (Self::Files(paths), Self::Files(more)) => paths.extend(more),
            (_, Self::All) => *self = Self::All,
            (Self::All, Self::Files(_)) => {}
        }
    }
}

/// One announcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Announced {
    pub(super) touched: Touched,
    /// Whether it was one of the watched folders itself.
    pub(super) is_top: bool,
    /// Whether nothing more belongs to this save: a file was closed after writing, or moved into its place.
    pub(super) is_over: bool,
}

/// Returns what an event means below `root`; nothing for what is no change of the content.
pub(super) fn announced(event: &Event, root: &Path) -> Option<Announced> {
    if event.need_rescan() {
        return Some(Announced { touched: Touched::All, is_top: true, is_over: false });
    }
    let is_over = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => return None,
        EventKind::Modify(ModifyKind::Name(mode)) => matches!(mode, RenameMode::To | RenameMode::Both),
        _ => false,
    };
    let mut told: Option<Announced> = None;
    for path in &event.paths {
        let Ok(below) = path.strip_prefix(root) else { continue };
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let is_ours = parts.first().is_some_and(|first| WATCHED.contains(&&**first));
        if !is_ours || parts.iter().any(|part| is_passed_over(part)) {
            continue;
        }
        let touched = match below.to_str() {
            Some(_) => Touched::Files(BTreeSet::from([parts.join("/")])),
            None => Touched::All,
        };
        let first = told.get_or_insert(Announced { touched: touched.clone(), is_top: false, is_over });
        first.is_top |= parts.len() == 1;
        first.touched.add(touched);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: EventKind, path: &str) -> Option<Announced> {
        let root = Path::new("/p");
        announced(&Event::new(kind).add_path(root.join(path)), root)
    }

    #[test]
    fn reading_and_hidden_files_are_no_changes() {
        assert_eq!(told(EventKind::Access(AccessKind::Open(AccessMode::Read)), "content/a.yaml"), None);
        for path in ["public/index.html", ".bangyang/x", "content/.git/x", "content/a/~$名单.xlsx", "content/a.md~"] {
            assert_eq!(told(EventKind::Any, path), None, "{path}");
        }
    }

    #[test]
    fn a_save_is_over_when_its_file_is_closed_or_moved_into_place() {
        let is_over = |kind| told(kind, "content/a.md").map(|told| (told.touched, told.is_top, told.is_over));
        let file = || Touched::Files(BTreeSet::from(["content/a.md".to_owned()]));
        assert_eq!(is_over(EventKind::Any), Some((file(), false, false)));
        let close = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(is_over(close), Some((file(), false, true)));
        let moved = |mode| EventKind::Modify(ModifyKind::Name(mode));
        assert_eq!(is_over(moved(RenameMode::To)), Some((file(), false, true)));
        assert_eq!(is_over(moved(RenameMode::From)), Some((file(), false, false)));
        assert!(told(EventKind::Any, "templates").is_some_and(|told| told.is_top));
    }
}

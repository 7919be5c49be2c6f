//! Slips that ruin a notice, at the lines where they are written.
//!
//! **In:** the files, and the site's own list. **Out:** a problem for each slip. **Never:** a comment or a note of the
//! editors', which nobody publishes.

use crate::diag::{Code, Diagnostics, Place};
use crate::record::Site;
use crate::source::Snapshot;
use crate::zh::wording::Wording;

/// Tells every slip in the files of records.
pub(in crate::catalogue) fn wording(snapshot: &Snapshot, site: Option<&Site>, found: &mut Diagnostics) {
    let wording = Wording::with(site.map_or(&[], |site| site.wording.as_slice()));
    for source in snapshot.sources.values().filter(|source| source.path.starts_with("content/")) {
        // What is in another encoding is told as such, or is a table of before UTF-8.
        let Ok(text) = std::str::from_utf8(&source.bytes) else { continue };
        for (range, right) in wording.find(text) {
            let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
            let is_listed = text[range.end..].trim_start().starts_with('→');
            if is_listed || is_unpublished(&text[start..range.start]) {
                continue;
            }
            let fact = format!("「{}」是严重表述错误", &text[range.clone()]);
            let shift = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
            found
                .add(
                    Code::Wording,
                    Place::file(source.path.clone()).bytes(range.start - shift..range.end - shift),
                    fact,
                )
                .help(format!("改成「{right}」；确实要这样写，在 site.yaml 的「错词」里写明"));
        }
    }
}

/// Whether a line that begins so is a comment or a note.
fn is_unpublished(before: &str) -> bool {
    let line = before.trim_start_matches(['-', ' ', '{', '\u{FEFF}']);
    ["#", "note:", "备注:"].iter().any(|start| line.starts_with(start))
}

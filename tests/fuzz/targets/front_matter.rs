//! Any bytes as a record in YAML or Markdown: read, linked with nothing else, and told.
#![no_main]

use bangyang::catalogue::{self, Drafts};
use bangyang::diag::Diagnostics;
use bangyang::record::read;
use bangyang::source::Source;
use bangyang::zh::date::Moment;
use bangyang_fuzz::{beside_a_site, choice, kind, path, tell};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // The first byte is a letter that chooses the kind: a capital letter means Markdown.
    let (first, rest) = choice(data);
    let ending = if first.is_ascii_uppercase() { ".md" } else { ".yaml" };
    let source = Source::new(&path(kind(first.to_ascii_lowercase()), ending), rest.to_vec());
    let snapshot = beside_a_site(&source);
    let mut found = Diagnostics::default();
    let records = read(&snapshot).into_value(&mut found);
    let again = read(&snapshot);
    assert!(again.value == records, "what is read twice is read the same");
    let at = Moment::parse("2021-07-01").expect("a moment");
    let _ = catalogue::link(records, &snapshot, at, Drafts::Hidden).into_value(&mut found);
    tell(found, &snapshot);
});

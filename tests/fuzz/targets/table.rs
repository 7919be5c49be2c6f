//! Any bytes as a table: CSV, a workbook, or a part within a sound workbook.
#![no_main]

use bangyang::diag::Diagnostics;
use bangyang::record::{Kind, read};
use bangyang::source::Source;
use bangyang_fuzz::workbook::{Part, with};
use bangyang_fuzz::{alone, choice, path, tell};
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: {
        // A reader of workbooks that panics is caught, and the workbook told as damaged: that is no find.
        std::panic::set_hook(Box::new(|_| {}));
    },
    |data: &[u8]| {
        let (first, rest) = choice(data);
        let (ending, bytes) = match first {
            b'c' => (".csv", rest.to_vec()),
            b'x' => (".xlsx", rest.to_vec()),
            b't' => (".xlsx", with(Part::Strings, rest)),
            b'y' => (".xlsx", with(Part::Styles, rest)),
            b'w' => (".xlsx", with(Part::Workbook, rest)),
            _ => (".xlsx", with(Part::Sheet, rest)),
        };
        for kind in [Kind::Person, Kind::Branch] {
            let snapshot = alone(&Source::new(&path(kind, ending), bytes.clone()));
            let mut found = Diagnostics::default();
            let _ = read(&snapshot).into_value(&mut found);
            tell(found, &snapshot);
        }
    }
);

//! Any place in any file: a line is in the file, and the value of every record is found.
#![no_main]

use bangyang::diag::{Place, Spot, Step};
use bangyang::record::same_key;
use bangyang::source::{Form, Source, Value, entries};
use bangyang_fuzz::{choice, kind, look, path, places};
use libfuzzer_sys::fuzz_target;

/// A place as the first line of the input writes it: `v` value, `n` name, `a` again, `b` bytes or `l` line, then steps
/// between `/`: `#3` a row, `@甲` a sheet, `3` an element, any other word a key.
fn written(file: &str, line: &str) -> Place {
    let place = Place::file(file);
    let mut parts = line.split('/');
    let first = parts.next().unwrap_or_default();
    let numbers: Vec<u32> = line.split('/').skip(1).filter_map(|part| part.parse().ok()).collect();
    let pair = (numbers.first().copied().unwrap_or(0), numbers.get(1).copied().unwrap_or(0));
    if first == "b" {
        return Place { spot: Spot::Bytes(pair.0, pair.1), ..place };
    }
    if first == "l" {
        return Place { spot: Spot::Line(pair.0, pair.1), ..place };
    }
    let place = parts.fold(place, |place, part| match (part.as_bytes().first(), part.parse()) {
        (_, Ok(index)) => place.step(Step::Index(index)),
        (Some(b'#'), _) => place.step(Step::Row(part[1..].parse().unwrap_or(1))),
        (Some(b'@'), _) => place.step(Step::Sheet(part[1..].into())),
        _ => place.at(part.to_owned()),
    });
    match first {
        "n" => place.name(),
        "a" => place.again(),
        _ => place,
    }
}

fuzz_target!(
    init: {
        // A reader of workbooks that panics is caught, and the workbook told as damaged: that is no find.
        std::panic::set_hook(Box::new(|_| {}));
    },
    |data: &[u8]| {
        let (first, rest) = choice(data);
        let (form, rest) = choice(rest);
        let kind = kind(first);
        let ending = match form {
            b'm' => ".md",
            b'c' => ".csv",
            b'x' => ".xlsx",
            _ => ".yaml",
        };
        let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let text = rest.get(line.len() + 1..).unwrap_or_default();
        let source = Source::new(&path(kind, ending), text.to_vec());
        look(&source, &written(&source.path, &String::from_utf8_lossy(line)));
        let read = entries(&source, &|word| same_key(kind, word, word));
        let (mut seen, most) = (0, if source.form == Form::Xlsx { 4 } else { 60 });
        for entry in read.value.list.iter().take(20) {
            places(&Value::Map(entry.fields.clone()), &entry.place, &mut |place| {
                seen += 1;
                if seen <= most {
                    let located = look(&source, place);
                    // A record that was read has a line; that of a whole file is told without.
                    assert!(located.line > 0 || place.spot == Spot::Whole, "{place:?} is nowhere");
                }
            });
        }
    }
);

//! What the fuzz targets have in common: a file of any kind, and what must be true of every place that is told.
//!
//! **In:** the bytes that the fuzzer makes up. **Out:** a [`Source`] to try, or a panic that says what is not as it should be.
//! **Never:** a check that depends on how long something takes; the fuzzer's own limits do that.

use bangyang::diag::{Diagnostics, Place, Spot, Step};
use bangyang::record::{Kind, same_key};
use bangyang::source::{Form, Located, Snapshot, Source, Value, locate, text_of};
use bangyang::tell::{Files, Making, Style, json, terminal};

pub mod workbook;

/// Returns the first byte as a choice, and the rest.
pub fn choice(data: &[u8]) -> (u8, &[u8]) {
    data.split_first().map_or((0, data), |(first, rest)| (*first, rest))
}

/// Returns the kind that a byte chooses: `a` the first, `b` the second, and so on.
pub fn kind(byte: u8) -> Kind {
    Kind::ALL[usize::from(byte.wrapping_sub(b'a')) % Kind::ALL.len()]
}

/// Returns the path of a file of this kind with this ending.
pub fn path(kind: Kind, ending: &str) -> String {
    match kind {
        Kind::Site | Kind::Exhibition => format!("content/{}", kind.folder()),
        _ => format!("content/{}/a{ending}", kind.folder()),
    }
}

/// Returns a project of this file alone.
pub fn alone(source: &Source) -> Snapshot {
    let mut snapshot = Snapshot::default();
    snapshot.sources.insert(source.path.clone(), source.clone());
    snapshot
}

/// Returns a project of this file and the least that a site needs.
pub fn beside_a_site(source: &Source) -> Snapshot {
    let mut snapshot = alone(source);
    let site = Source::new("content/site.yaml", "名称: 甲\n性质: 党务\n域名: a.example\n标识码: \"1309000000\"\n主办: 甲\n描述: 甲乙。\n关键词: [甲, 乙]\n".into());
    snapshot.sources.entry(site.path.clone()).or_insert(site);
    snapshot
}

/// Tells these problems as the program does, in every form, and looks at every place in them.
pub fn tell(found: Diagnostics, snapshot: &Snapshot) {
    let words = |file: &str, written: &str, key: &str| {
        Kind::of_path(file).is_some_and(|kind| same_key(kind, written, key)) || written == key
    };
    let files = Files { snapshot, words: &words };
    let found = found.sorted();
    let lines = json(&found, &files);
    assert_eq!(lines.lines().count(), found.len(), "a problem is a line");
    for style in [Style::Plain, Style::Coloured] {
        let told = terminal(&found, &files, style, Making::Site);
        let controls = told.chars().filter(|c| c.is_control() && *c != '\n');
        // The one control character of a coloured text is the escape of its colours.
        for c in controls {
            assert!(style == Style::Coloured && c == '\u{1b}', "{c:?} reaches the terminal");
        }
    }
    // Two problems in one file are looked for in parts of it; forty are enough to see all ways.
    for problem in found.iter().take(40) {
        let places = std::iter::once(&problem.place).chain(problem.labels.iter().map(|label| &label.place));
        for place in places {
            if let Some(source) = snapshot.sources.get(&place.file) {
                look(source, place);
            }
        }
    }
}

/// Locates a place and checks that it lies in the file.
pub fn look(source: &Source, place: &Place) -> Located {
    let kind = Kind::of_path(&source.path);
    let words = |written: &str, key: &str| kind.is_some_and(|kind| same_key(kind, written, key)) || written == key;
    let located = locate(source, place, &words);
    if located.line == 0 {
        assert_eq!(located, Located::default(), "the whole file has nothing else");
        return located;
    }
    assert!(located.length >= 1 && located.column >= 1, "{place:?}: {located:?}");
    if source.form != Form::Xlsx && !matches!(place.spot, Spot::Line(..)) {
        let text = text_of(source).expect("only a text has lines");
        let lines = text.lines().count().max(1);
        // A value that is not written is where the text ends, which is the line after a line feed.
        assert!(located.line <= lines + 1, "{place:?}: line {} of {lines}", located.line);
        let line = text.lines().nth(located.line - 1).unwrap_or_default();
        assert_eq!(located.text, line, "{place:?}");
        assert!(located.column <= line.chars().count() + 1, "{place:?}: {located:?}");
    }
    located
}

/// Calls `visit` with the place of every value in a tree, to a depth that places have in practice.
pub fn places(value: &Value, place: &Place, visit: &mut dyn FnMut(&Place)) {
    visit(place);
    match value {
        Value::Map(fields) => {
            for (key, value) in fields {
                let below = place.step(Step::Key(key.clone().into()));
                visit(&below.clone().name());
                visit(&below.clone().again());
                places(value, &below, visit);
            }
        }
        Value::List(list) => {
            for (at, value) in list.iter().enumerate() {
                places(value, &place.nth(at), visit);
            }
        }
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Text(_) | Value::Cell(_) => {}
    }
}

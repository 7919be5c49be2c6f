//! The house itself: floors, doors, sizes, and nothing that a kind, a code or a crate could forget.
//!
//! Every check reads the program as text, so that it holds for code that no test runs.

use std::collections::{BTreeMap, BTreeSet};

use bangyang::diag::Code;
use bangyang::record::{Kind, fields_of};

use crate::support::files::{below, text};
use crate::support::rust::File;

/// Which room stands on which floor; a room may use lower floors alone.
const FLOORS: &[(u8, &[&str])] = &[
    (11, &["main", "lib"]),
    (10, &["cli"]),
    (9, &["preview"]),
    (8, &["pipeline", "printing"]),
    (7, &["render"]),
    (6, &["present"]),
    (5, &["plan"]),
    (4, &["catalogue"]),
    (3, &["record", "inspect", "tell", "edge"]),
    (2, &["source", "prose", "picture", "output", "typeset"]),
    (1, &["diag", "zh", "memo", "view"]),
];

/// One outside crate, one door: where its name, or that of a part of the world, may stand.
const DOORS: &[(&str, &[&str])] = &[
    ("aho_corasick", &["zh/wording.rs"]),
    ("annotate_snippets", &["tell/terminal.rs"]),
    ("blake3", &["memo.rs"]),
    ("calamine", &["source/workbook.rs"]),
    ("clap", &["cli/args/"]),
    ("crc32fast", &["picture/"]),
    ("csv", &["source/table.rs"]),
    ("ctrlc", &["edge/interrupt.rs"]),
    ("encoding_rs", &["source/encoding.rs"]),
    ("fast_image_resize", &["picture/"]),
    ("image_webp", &["picture/"]),
    ("fontdb", &["edge/fonts.rs"]),
    ("httparse", &["edge/http/wire.rs"]),
    ("html5gum", &["inspect/html.rs"]),
    ("image", &["picture/"]),
    ("include_dir", &["render/", "cli/"]),
    ("indicatif", &["edge/progress.rs"]),
    ("jpeg_decoder", &["picture/"]),
    ("jpeg_encoder", &["picture/"]),
    ("exif", &["picture/"]),
    ("libwebp_sys", &["picture/"]),
    ("lopdf", &["inspect/pdf", "typeset/"]),
    ("memchr", &["inspect/", "catalogue/rules/wording.rs"]),
    ("moxcms", &["picture/"]),
    ("mimalloc", &["main.rs"]),
    ("notify", &["edge/watch.rs", "edge/touched.rs"]),
    ("pinyin", &["zh/pinyin.rs"]),
    ("png", &["picture/"]),
    ("postcard", &["render/page.rs", "record/reading.rs", "record/written.rs"]),
    ("pulldown_cmark", &["prose/"]),
    ("qrcode", &["typeset/qr.rs"]),
    ("rayon", &[""]),
    ("rustc_hash", &[""]),
    ("rustix", &["edge/"]),
    (
        "serde",
        &[
            "view/",
            "prose/ast.rs",
            "prose/finding.rs",
            "record/written.rs",
            "source/value.rs",
            "source/walk.rs",
            "source/yaml.rs",
            "render/",
            "inspect/",
            "present/",
            "edge/receipt.rs",
            "cli/again.rs",
        ],
    ),
    (
        "serde_json",
        &[
            "record/schema.rs",
            "cli/audit.rs",
            "cli/again.rs",
            "edge/receipt.rs",
            "tell/json.rs",
            "inspect/",
            "present/",
            "render/",
            "preview/told.rs",
        ],
    ),
    ("serde_yaml", &["source/yaml.rs", "source/walk.rs"]),
    ("sha2", &["render/integrity.rs"]),
    ("simdutf8", &["source/encoding.rs"]),
    ("strsim", &["diag/nearest.rs"]),
    ("tera", &["render/"]),
    ("typst", &["typeset/"]),
    ("typst_layout", &["typeset/"]),
    ("typst_pdf", &["typeset/"]),
    ("unicode_width", &["tell/", "zh/spacing.rs"]),
    ("walkdir", &["edge/"]),
    ("webp", &["picture/"]),
    ("zip", &["inspect/attachment.rs", "source/archive.rs"]),
    ("std::fs", &["edge/", "cli/"]),
    ("std::net", &["edge/"]),
    ("std::env", &["edge/", "cli/", "main.rs"]),
    ("std::process", &["edge/", "cli/", "main.rs"]),
    ("SystemTime", &["edge/"]),
    ("Instant", &["edge/", "cli/"]),
];

/// Crates whose library has another name than their package.
const OTHER_NAMES: &[(&str, &str)] = &[("kamadak_exif", "exif")];

fn program() -> Vec<File> {
    let files = below("src").into_iter().filter(|(path, _)| path.ends_with(".rs"));
    let file = |(path, bytes)| File::new(path, String::from_utf8(bytes).expect("Rust is UTF-8"));
    let all: Vec<File> = files.map(file).collect();
    let test_only: BTreeSet<String> = all.iter().filter(|file| file.is_door()).flat_map(test_modules).collect();
    all.into_iter().filter(|file| !test_only.contains(file.path.as_str())).collect()
}

/// The files that a door declares for tests alone.
fn test_modules(door: &File) -> Vec<String> {
    let folder = door.path.trim_end_matches("mod.rs");
    let after = door.text.split("#[cfg(test)]").skip(1);
    let declared = after.filter_map(|rest| rest.trim_start().strip_prefix("mod ")?.split(';').next());
    declared.map(|name| format!("{folder}{name}.rs")).collect()
}

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(_, rooms)| rooms.contains(&room)).map(|(floor, _)| *floor)
}

/// Fails with all that is amiss, one a line.
fn nothing(amiss: Vec<String>, rule: &str) {
    assert!(amiss.is_empty(), "{rule}:\n  {}", amiss.join("\n  "));
}

#[test]
fn a_room_uses_only_rooms_on_lower_floors() {
    let mut amiss = Vec::new();
    for file in program() {
        let here = file.room();
        let Some(own) = floor(here) else {
            amiss.push(format!("src/{}: the room {here} stands on no floor", file.path));
            continue;
        };
        for path in file.absolute() {
            let other = path[0].as_str();
            match floor(other) {
                _ if other == here || file.path == "lib.rs" => {}
                Some(floor) if floor < own => {}
                Some(floor) => amiss.push(format!("src/{} (floor {own}) uses {other} (floor {floor})", file.path)),
                None => amiss.push(format!("src/{} uses {}, which is no room", file.path, path.join("::"))),
            }
        }
    }
    nothing(amiss, "a room may use only rooms on lower floors");
}

#[test]
fn a_file_imports_its_siblings_by_file_and_never_through_their_door() {
    let files = program();
    let modules: BTreeSet<String> = files.iter().map(|file| file.module().join("::")).collect();
    let mut amiss = Vec::new();
    for file in files.iter().filter(|file| !file.is_door() && file.path.contains('/')) {
        for path in file.absolute().into_iter().filter(|path| path[0] == file.room()) {
            // A path may pass a folder's door from outside it; within one's own folder the file is named.
            let module = file.module();
            let common = path.iter().zip(&module).take_while(|(a, b)| a == b).count();
            let next = path[..(common + 1).min(path.len())].join("::");
            if common < module.len() && !modules.contains(&next) {
                amiss.push(format!("src/{} imports {} through the door of its own room", file.path, path.join("::")));
            }
        }
    }
    nothing(amiss, "siblings import each other by file");
}

#[test]
fn no_files_of_a_room_lean_on_each_other_in_a_circle() {
    let files = program();
    let mut leans: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let modules: BTreeSet<String> = files.iter().map(|file| file.module().join("::")).collect();
    for file in files.iter().filter(|file| !file.is_door()) {
        let module = file.module();
        for path in file.absolute() {
            let common = path.iter().zip(&module).take_while(|(a, b)| a == b).count();
            let (from, to) = (module[..(common + 1).min(module.len())].join("::"), path.get(..=common));
            let Some(to) = to.map(|to| to.join("::")).filter(|to| common > 0 && modules.contains(to)) else { continue };
            if from != to {
                leans.entry(from).or_default().insert(to);
            }
        }
    }
    let amiss = leans.keys().filter_map(|start| circle(start, &leans)).collect();
    nothing(amiss, "no circles between the files of a room");
}

/// Returns a shortest way from `start` back to itself, told only at the first of its files.
fn circle(start: &str, leans: &BTreeMap<String, BTreeSet<String>>) -> Option<String> {
    let mut ways = vec![vec![start]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in leans.get(*way.last()?).into_iter().flatten() {
                if next == start {
                    let told = way.iter().all(|file| *file >= start);
                    return told.then(|| format!("{} → {start}", way.join(" → ")));
                }
                if seen.insert(next.as_str()) {
                    longer.push([way.as_slice(), &[next.as_str()]].concat());
                }
            }
        }
        ways = longer;
    }
    None
}

#[test]
fn a_door_only_opens() {
    let mut amiss = Vec::new();
    for file in program().iter().filter(|file| file.is_door()) {
        for word in
            ["fn ", "struct ", "enum ", "impl ", "impl<", "const ", "static ", "trait ", "type ", "macro_rules!"]
        {
            for line in file.bare.lines().filter(|line| line.trim_start().trim_start_matches("pub ").starts_with(word))
            {
                amiss.push(format!("src/{}: {}", file.path, line.trim()));
            }
        }
    }
    nothing(amiss, "a mod.rs holds docs, `mod` and `pub use`");
}

#[test]
fn an_outside_crate_has_one_door() {
    let mut amiss = Vec::new();
    for file in program() {
        for (name, doors) in DOORS {
            let used = file.bare.match_indices(name).any(|(at, _)| {
                let outside =
                    !file.bare[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '"' | '.'));
                let rest = &file.bare[at + name.len()..];
                let whole = name.contains(char::is_uppercase) || name.contains(':');
                let path = rest.starts_with("::") || (whole && !rest.starts_with(|c: char| c.is_alphanumeric()));
                let imported = file.bare[..at].ends_with("use ") && rest.starts_with([';', ' ', '{']);
                (outside || (whole && file.bare[..at].ends_with("::"))) && (path || imported)
            });
            // The room zh has a file of the same name.
            let own = *name == "pinyin" && file.path != "zh/pinyin.rs" && !file.bare.contains("use pinyin::");
            if used && !own && !doors.iter().any(|door| file.path.starts_with(door)) {
                amiss.push(format!("src/{} uses {name}, whose door is {}", file.path, doors.join(", ")));
            }
        }
    }
    nothing(amiss, "one outside crate, one door");
}

#[test]
fn every_dependency_has_a_door_on_the_list() {
    let manifest = text("Cargo.toml");
    let section = manifest.split("[dependencies]").nth(1).expect("a section").split("\n[").next().unwrap_or_default();
    let names = section.lines().filter_map(|line| line.split_once('=')).map(|(name, _)| name.trim().replace('-', "_"));
    let library = |name: String| {
        let other = OTHER_NAMES.iter().find(|(package, _)| *package == name);
        other.map_or(name, |(_, library)| (*library).to_owned())
    };
    let missing = names.map(library).filter(|name| !DOORS.iter().any(|(known, _)| known == name));
    nothing(missing.collect(), "a new dependency needs its door in tidy.rs and a sentence on why");
}

#[test]
fn the_bytes_of_a_view_tell_all_of_it() {
    let mut amiss = Vec::new();
    for file in program().iter().filter(|file| file.path.starts_with("view/") && !file.path.starts_with("view/print/"))
    {
        for (number, line) in file.code.lines().enumerate() {
            let leaves_out = line.contains("#[serde(") && line.trim() != "#[serde(skip)]";
            if leaves_out || line.contains("HashMap") || line.contains("BTreeMap") {
                amiss.push(format!("src/{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    nothing(
        amiss,
        "pages are remembered by the bytes of their views (docs/decisions/0017): two views are never the same bytes",
    );
}

#[test]
fn files_are_of_a_size_to_be_read_and_say_what_they_are() {
    let mut amiss = Vec::new();
    for file in program() {
        let lines = file.code.lines().filter(|line| !line.trim().is_empty()).count();
        let comments = file.text.lines().filter(|line| line.trim_start().starts_with("//")).count();
        let tests = file.text.split("#[cfg(test)]").next().unwrap_or_default().lines().count();
        if tests > 400 && lines + comments > 400 {
            amiss.push(format!("src/{} has {tests} lines without its tests", file.path));
        }
        if !file.text.starts_with("//! ") {
            amiss.push(format!("src/{} does not say what it is", file.path));
        }
    }
    nothing(amiss, "at most 400 lines, and a header");
}

#[test]
fn nothing_is_left_to_do_or_to_luck() {
    let mut amiss = Vec::new();
    for file in program() {
        for word in [".unwrap()", "todo!", "unimplemented!", "dbg!", "unsafe "] {
            for (number, line) in file.bare.lines().enumerate().filter(|(_, line)| line.contains(word)) {
                amiss.push(format!("src/{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
        if file.text.contains("#[ignore") || file.text.contains("TODO") {
            amiss.push(format!("src/{} puts something off", file.path));
        }
    }
    nothing(amiss, "no unwrap, no todo, no ignored test");
}

#[test]
fn every_code_has_a_page_and_a_case() {
    let pages = below("docs/problems");
    let cases: String =
        below("tests/suite/problems").into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    let mut amiss = Vec::new();
    for code in Code::ALL {
        let number = code.number();
        match pages.get(&format!("{number}.md")).map(|page| String::from_utf8_lossy(page).into_owned()) {
            None => amiss.push(format!("docs/problems/{number}.md is missing")),
            Some(page) if !page.starts_with(&format!("# {number} {}", code.title())) => {
                amiss.push(format!("docs/problems/{number}.md has another title than the code"));
            }
            Some(_) => {}
        }
        let marks = [format!("错误: {number}"), format!("警告: {number}")];
        if !marks.iter().any(|mark| cases.contains(mark)) && !NOT_RAISED.contains(&number) {
            amiss.push(format!("no case in tests/suite/problems shows {number}"));
        }
    }
    amiss.extend(
        pages
            .keys()
            .filter(|name| Code::from_number(name.trim_end_matches(".md")).is_none())
            .map(|name| format!("docs/problems/{name} is of no code")),
    );
    nothing(amiss, "a code is public: it has a page and a case");
}

/// Codes of the disk, which content in memory cannot raise: `robust.rs` and `cli.rs` do.
const NOT_RAISED: &[&str] = &["E0101", "E0119"];

#[test]
fn every_kind_is_everywhere() {
    let full = below("tests/sites/full/content");
    let mut amiss = Vec::new();
    for kind in Kind::ALL {
        let word = kind.word();
        if !below("src/record").contains_key(&format!("{word}.rs")) {
            amiss.push(format!("src/record/{word}.rs"));
        }
        let there = |folder: &str| full.keys().any(|path| path == folder || path.starts_with(&format!("{folder}/")));
        if !there(kind.folder()) {
            amiss.push(format!("tests/sites/full/content/{}", kind.folder()));
        }
        let has_page = !matches!(kind, Kind::Calendar | Kind::Site | Kind::Exhibition);
        let templates = below("templates");
        for name in [format!("{word}.html"), format!("{}.html", kind.folder())] {
            if has_page && !templates.contains_key(&name) && !(*kind == Kind::Page && name == "pages.html") {
                amiss.push(format!("templates/{name}"));
            }
        }
        let schemas = bangyang::record::schemas();
        if !schemas.iter().any(|(name, _)| *name == format!("{word}.schema.json")) {
            amiss.push(format!("the schema {word}.schema.json"));
        }
    }
    nothing(amiss, "a kind is in record/, in the schemas, in templates/ and in sites/full");
}

#[test]
fn the_full_site_uses_every_field_of_every_kind() {
    let full = below("tests/sites/full/content");
    let mut amiss = Vec::new();
    for kind in Kind::ALL {
        let files = full.iter().filter(|(path, _)| Kind::of_path(&format!("content/{path}")) == Some(*kind));
        let all: String = files.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
        for field in fields_of(*kind).iter().flat_map(|table| table.iter()) {
            let common = !matches!(kind, Kind::Site | Kind::Exhibition | Kind::Calendar)
                && fields_of(Kind::Unit)[0].iter().any(|other| other.key == field.key);
            let words = || std::iter::once(field.key).chain(field.chinese.iter().copied());
            if !common && !words().any(|word| all.contains(&format!("{word}:")) || all.contains(&format!("{word},"))) {
                amiss.push(format!("{} of {}", field.key, kind.word()));
            }
        }
    }
    nothing(amiss, "tests/sites/full uses each field once");
}

#[test]
fn honours_are_content_and_never_rust() {
    const NAMES: [&str; 8] = ["百强", "百名", "百个", "五个一百", "好支书", "党员模范岗", "模范共产党员", "金牌党支部"];
    let mut amiss = Vec::new();
    for file in program().iter().filter(|file| !file.path.starts_with("cli/init")) {
        for (number, line) in file.code.lines().enumerate() {
            if let Some(name) = NAMES.iter().find(|name| line.contains(*name)) {
                amiss.push(format!("src/{}:{} names {name}", file.path, number + 1));
            }
        }
    }
    nothing(amiss, "next year's honour needs no programmer");
}

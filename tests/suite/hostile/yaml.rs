//! YAML: bombs, depths, encodings, names that fake others, and what a keyboard puts in the wrong place.

use super::case::Case;

/// Returns a case of a file of units.
fn units(name: &str, told: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case::new(name, told, "content/units/x.yaml", bytes)
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

fn bomb(body: &str) -> String {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for n in 1..14 {
        let before = body.replace('N', &(n - 1).to_string());
        text.push_str(&format!("a{n}: &a{n} [{}]\n", vec![before; 10].join(", ")));
    }
    text
}

pub fn cases() -> Vec<Case> {
    [bombs(), encodings(), hidden(), forms(), values(), slips()].into_iter().flatten().collect()
}

fn bombs() -> Vec<Case> {
    let staircase: String = (0..3_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    vec![
        units("aliases that double and double", "E0118", bomb("*aN")).heavy(),
        units("aliases in mappings", "E0118", bomb("{x: *aN}")).heavy(),
        units("an alias of itself", "E0118", "a: &a [*a]\n").heavy(),
        units("a merge key of itself", "E0118", "a: &a\n  <<: *a\n").heavy(),
        units("100,000 square brackets", "E0118", "[".repeat(100_000)).heavy(),
        units("100,000 curly brackets", "E0118", "{".repeat(100_000)).heavy(),
        units("100,000 dashes", "E0118", "- ".repeat(100_000)).heavy(),
        units("100,000 question marks", "E0118", "? ".repeat(100_000)).heavy(),
        units("a value 100,000 brackets deep", "E0118", format!("名称: {}", "[".repeat(100_000))).heavy(),
        units("a staircase", "E0118", staircase).heavy(),
        units("100,000 closing brackets", "E0103", "]".repeat(100_000)).heavy(),
        units(
            "100,000 anchors",
            "E0203",
            format!("名称: [{}]", (0..100_000).map(|n| format!("&a{n} x, ")).collect::<String>()),
        )
        .heavy(),
        units("a line of 10 MB", "", format!("名称: 甲\n摘要: {}\n", "文".repeat(3_300_000))).heavy(),
        units("a comment of 10 MB", "", format!("名称: 甲\n# {}\n", "文".repeat(3_300_000))).heavy(),
        units("a key of 1 MB", "E0103", format!("名称: 甲\n{}: x\n", "k".repeat(1 << 20))).heavy(),
        units("17 MB", "E0118", vec![b'#'; 17 << 20]).heavy(),
        units(
            "20,000 unknown keys",
            "E0201",
            format!("名称: 甲\n{}", (0..5_000).map(|n| format!("k{n}: 1\n")).collect::<String>()),
        )
        .heavy(),
        units("5,000 records without a name", "E0202", "- {简称: 甲}\n".repeat(5_000)).heavy(),
        units(
            "20,000 records with a key written twice",
            "E0112",
            (0..20_000).map(|n| format!("- {{id: x{n}, 名称: 甲{n}, 名称: 乙{n}}}\n")).collect::<String>(),
        )
        .heavy(),
        units("5,000 records of one name", "E0304", "- {名称: 甲}\n".repeat(5_000)).heavy(),
    ]
}

fn encodings() -> Vec<Case> {
    let text = "名称: 示例单位\n";
    let with = |bytes: &[u8]| [b"\xE5\x90\x8D\xE7\xA7\xB0: ".as_slice(), bytes, b"\n"].concat();
    vec![
        units("a NUL in a name", "E0103", "名称: 甲\0乙\n"),
        units("only NULs", "E0103", vec![0; 4096]),
        units("a byte order mark in the middle of a name", "E0116", "名称: 甲\u{FEFF}乙\n"),
        units("a byte order mark before a key", "E0103", "简称: 甲\n\u{FEFF}名称: 乙\n"),
        units("two byte order marks", "", "\u{FEFF}名称: 甲\n"),
        units("UTF-16, the small end first", "E0102", [b"\xFF\xFE".to_vec(), utf16(text, u16::to_le_bytes)].concat()),
        units("UTF-16, the large end first", "E0102", [b"\xFE\xFF".to_vec(), utf16(text, u16::to_be_bytes)].concat()),
        units("UTF-16 without a mark", "E0102", utf16(text, u16::to_le_bytes)),
        units(
            "UTF-32",
            "E0102",
            [b"\xFF\xFE\0\0".to_vec(), text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect()].concat(),
        ),
        units("GBK", "E0102", encoding_rs::GB18030.encode(text).0.into_owned()),
        units("Big5", "E0102", encoding_rs::BIG5.encode("名稱: 單位\n").0.into_owned()),
        units("GBK in one name of a UTF-8 file", "E0102", with(&encoding_rs::GB18030.encode("示例").0)),
        units("a lone surrogate in bytes", "E0102", with(b"\xED\xA0\x80")),
        units("a slash in too many bytes", "E0102", with(b"\xC0\xAF")),
        units("half a character", "E0102", with(b"\xE5\x90")),
        units("a lone surrogate as an escape", "E0103", "名称: \"\\uD800\"\n"),
        units("a NUL as an escape", "E0116", "名称: \"甲\\0乙\"\n"),
        units("a bell as an escape", "E0116", "名称: \"甲\\a乙\"\n"),
        units("bytes of a program", "E0102", b"\x7fELF\x02\x01\x01\0\xff\xfe\xfd".to_vec()),
    ]
}

fn hidden() -> Vec<Case> {
    let marks = [
        ("right to left", '\u{202E}'),
        ("an isolate", '\u{2067}'),
        ("a mark of direction", '\u{200F}'),
        ("an Arabic mark", '\u{061C}'),
        ("no width", '\u{200B}'),
        ("a joiner", '\u{200D}'),
        ("a word joiner", '\u{2060}'),
        ("a soft hyphen", '\u{00AD}'),
        ("a Hangul filler", '\u{3164}'),
        ("a half-width filler", '\u{FFA0}'),
        ("a Mongolian separator", '\u{180E}'),
        ("a blank of Braille", '\u{2800}'),
        ("a form selector", '\u{FE00}'),
        ("a tag", '\u{E0041}'),
        ("a radical for a character", '\u{2F00}'),
        ("a control of shorthand", '\u{1BCA0}'),
        ("what is no character", '\u{FDD0}'),
        ("what is no character on a later plane", '\u{1FFFF}'),
    ];
    let named =
        |(name, mark): &(&str, char)| units(&format!("{name} in a name"), "E0116", format!("名称: 示例{mark}单位\n"));
    let mut cases: Vec<Case> = marks.iter().map(named).collect();
    cases.push(units("the byte order mark backwards in a name", "E0103", "名称: 示例\u{FFFE}单位\n"));
    cases.push(units("a line separator in a name", "E0103", "名称: 示例\u{2028}单位\n"));
    cases.push(units("a name of no width at all", "E0116", "名称: \"\u{200B}\u{200B}\"\n"));
    cases.push(units("direction in a reference", "E0116", "名称: 甲\n上级单位: 示例\u{202E}单位甲\n"));
    cases.push(units("direction in a key", "E0201 E0202", "名\u{202E}称: 甲\n"));
    cases.push(Case::new("no width in the name of a file", "E0116", "content/units/甲\u{200B}.yaml", "名称: 甲\n"));
    cases.push(Case::new("direction in the name of a file", "E0116", "content/units/gpj\u{202E}.yaml", "名称: 甲\n"));
    cases.push(Case::new("no character in the name of a file", "E0116", "content/units/甲\u{FDEF}.yaml", "名称: 甲\n"));
    cases.push(Case::new("a line end in the name of a file", "E0116", "content/units/a\nb\u{1}.yaml", "名称: 甲\n"));
    cases
}

fn forms() -> Vec<Case> {
    vec![
        units("nothing", "W0114", ""),
        units("only a comment", "", "# 说明\n"),
        units("only dashes", "", "---\n"),
        units("two documents", "E0103", "名称: 甲\n---\n名称: 乙\n"),
        units("a list of words", "E0115", "- 甲\n- 乙\n"),
        units("one word", "E0115", "甲\n"),
        units("a number", "E0115", "42\n"),
        units("a list of lists", "E0115", "- [名称, 甲]\n"),
        units("a directive of another version", "E0103", "%YAML 9.9\n---\n名称: 甲\n"),
        units("a directive that nobody knows", "E0103", "%FOO bar\n---\n名称: 甲\n"),
        units("a tag of a program", "", "名称: !!python/object/apply:os.system 甲\n"),
        units("binary", "", "名称: !!binary aGVsbG8=\n"),
        units("a key that is a list", "E0201 E0202", "? [名称]\n: 甲\n"),
        units("a key that is nothing", "E0201 E0202", "~: 甲\n"),
        units("an empty key", "E0201 E0202", "\"\": 甲\n"),
        units("one key in two languages", "E0112", "名称: 甲\nname: 乙\n"),
        units("one key twice", "E0112", "名称: 甲\n名称: 乙\n"),
        units("a quotation mark that is never closed", "E0103", "名称: \"甲\n简称: 乙\n"),
        units("a bracket that is never closed", "E0103", "名称: 甲\n品牌: [乙\n"),
        units("JSON", "", "{\"name\": \"甲\"}\n"),
        units("a template instead of a record", "E0103", "{{ 名称 }}: {% raw %}\n"),
    ]
}

fn values() -> Vec<Case> {
    vec![
        units("a name that is a list", "E0203", "名称: [甲, 乙]\n"),
        units("a name that is a mapping", "E0203", "名称: {甲: 乙}\n"),
        units("a name that is no number", "E0117", "名称: .nan\n"),
        units("a name that is true", "E0117", "名称: true\n"),
        units("a name of spaces", "E0202", "名称: \"   \"\n"),
        units("a number beyond all numbers", "", "名称: 甲\n序号: 99999999999999999999\n"),
        units("a number that is infinite", "E0206", "名称: 甲\n序号: .inf\n"),
        units("a number below nothing", "", "名称: 甲\n序号: -1\n"),
        units("a number with a hundred digits as text", "", format!("名称: 甲\n序号: \"{}\"\n", "9".repeat(100))),
        units("a day that is none", "E0204", "名称: 甲\n发布时间: 2021-02-30\n"),
        units("a day of the year nought", "E0204", "名称: 甲\n发布时间: 0000-00-00\n"),
        units("a day of the year 99999", "E0204", "名称: 甲\n发布时间: 99999-01-01\n"),
        units("a minute that is none", "E0204", "名称: 甲\n发布时间: 2021-06-11 25:61\n"),
        units("a day that is a list", "E0203", "名称: 甲\n发布时间: [2021, 6, 11]\n"),
        units("a word that may not be chosen", "E0205", "名称: 甲\n类别: 党委部门、政府部门\n"),
        units("a switch that is neither", "E0203", "名称: 甲\n草稿: 也许\n"),
    ]
}

fn slips() -> Vec<Case> {
    vec![
        units("a colon of full width", "E0105", "名称：甲\n"),
        units("a tab", "E0106", "- 名称: 甲\n\t简称: 乙\n"),
        units("a space of full width", "E0106", "- 名称: 甲\n　简称: 乙\n"),
        units("a space that does not break", "E0106", "- 名称: 甲\n\u{A0}\u{A0}简称: 乙\n"),
        units("no space after the colon", "E0108", "名称:甲\n简称:乙\n"),
        units("5,000 colons of full width", "E0105 E0112", "名称：甲\n".repeat(5_000)),
        units("a line that an old Mac ended and an editor does not", "E0201 E0202", "- {编号: a,\r\r\r\r\r 甲: 乙}\n"),
        units("lines that only YAML ends", "E0202", "- {编号: a,\u{85}\u{2028}\u{2029} 简称: 乙}\n"),
        units("tags", "E0202", "--- !a\n- !b\n  简称: !c 丁\n"),
        units("a byte that is no text before a tab", "E0102", b"\x89\t-".to_vec()),
        units("ends of lines of three systems", "E0202", "简称: 甲\r品牌: 乙\r\n序号: 1\n"),
    ]
}

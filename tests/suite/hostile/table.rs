//! CSV: quotation marks, widths, encodings, formulas.

use super::case::Case;

fn csv(name: &str, told: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case::new(name, told, "content/units/x.csv", bytes)
}

pub fn cases() -> Vec<Case> {
    let many = |row: &str, times: usize| format!("名称,简称\n{}", row.repeat(times));
    vec![
        csv("a quotation mark never closed", "E0110", "名称,简称\n\"甲,乙\n丙,丁\n"),
        csv("a quotation mark never closed, and 50,000 rows after it", "E0110", many("\"甲,乙\n", 50_001)),
        csv("a row that is too long", "E0201", "名称,简称\n甲,乙,丙,丁\n"),
        csv("a row that is too short", "", "名称,简称\n甲\n"),
        csv("a table of nothing", "W0114", ""),
        csv("a header and no rows", "", "名称,简称\n"),
        csv("no header", "E0109", "甲,乙\n丙,丁\n"),
        csv("two columns of one name", "E0112", "名称,名称\n甲,乙\n"),
        csv("a column that nobody knows", "E0201", "名称,密码\n甲,乙\n"),
        csv("a NUL in a cell", "E0116", "名称,简称\n甲\0,乙\n"),
        csv("no width in a cell", "E0116", "名称,简称\n甲\u{200B}局,乙\n"),
        csv(
            "a table of UTF-16",
            "E0102",
            [b"\xFF\xFE".to_vec(), "名称\n甲\n".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat(),
        ),
        csv(
            "a table half in GBK",
            "E0102",
            [b"\xE5\x90\x8D\xE7\xA7\xB0\n".as_slice(), &encoding_rs::GB18030.encode("示例局,\u{20087}").0, b"\xff\n"]
                .concat(),
        ),
        csv("a table of ends that Macintosh had", "", "名称,简称\r甲,乙\r"),
        csv("a formula that starts a program", "E0120", "名称,简称\n=cmd|'/C calc'!A0,乙\n"),
        csv("a formula in a cell", "E0120", "名称,简称\n甲,=SUM(A1:A9)\n"),
        csv("a formula of another sort", "E0120", "名称,简称\n@SUM(1+1),乙\n"),
        csv(
            "a formula that was copied as text",
            "E0120",
            "名称,简称\n\"=HYPERLINK(\"\"http://x.cn\"\",\"\"甲\"\")\",乙\n",
        ),
        csv("an error of Excel", "E0120", "名称,简称\n#REF!,乙\n"),
        csv("a number that Excel has shortened", "E0120", "名称,序号\n甲,1.23E+17\n"),
        csv("markup in a cell", "", "名称,简称\n<script>alert(1)</script>,乙\n"),
        csv("a line of 10 MB in a table", "", many(&format!("甲,{}\n", "文".repeat(3_300_000)), 1)).heavy(),
        csv("10,000 columns", "E0109", format!("名称{0}\n甲{0}\n", ",x".repeat(10_000))),
        csv("5,000 rows without a name", "E0202", many(",乙\n", 5_000)).heavy(),
        csv("5,000 rows of one name", "E0304", many("甲,乙\n", 5_000)).heavy(),
        csv("17 MB of a table", "E0118", vec![b','; 17 << 20]),
        csv("a workbook that is called a table", "E0102", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xff\xfe\x80".to_vec()),
    ]
}

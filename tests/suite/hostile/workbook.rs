//! Excel: archives that lie, bombs, and sheets that no office makes.

use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::case::Case;
use crate::support::archive::xlsx;

fn book(name: &str, told: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case::new(name, told, "content/units/x.xlsx", bytes)
}

const SOUND: &str = "名称|简称\n甲局|甲\n";

/// The parts of a small sound workbook.
fn parts() -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(xlsx(SOUND))).unwrap();
    let read = |number: usize| {
        let mut member = archive.by_index(number).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut member, &mut bytes).unwrap();
        (member.name().unwrap().to_string(), bytes)
    };
    (0..6).map(read).collect()
}

/// The same, packed, with a part exchanged or added.
fn with(name: &str, body: &str) -> Vec<u8> {
    let mut parts = parts();
    parts.retain(|(known, _)| known != name);
    parts.push((name.to_owned(), body.as_bytes().to_vec()));
    packed(&parts)
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, body) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(body).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A sheet with these rows after a header and a first record.
fn sheet(rows: &str) -> String {
    format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>名称</t></is></c>\
         <c r=\"B1\" t=\"inlineStr\"><is><t>简称</t></is></c></row>{rows}</sheetData></worksheet>"
    )
}

fn cell(place: &str, rest: &str) -> String {
    let row: String = place.chars().filter(char::is_ascii_digit).collect();
    format!("<row r=\"{row}\"><c r=\"{place}\"{rest}</c></row>")
}

fn named(name: &str, told: &'static str, rows: &str) -> Case {
    let first = cell("A2", " t=\"inlineStr\"><is><t>甲局</t></is>");
    book(name, told, with(SHEET, &sheet(&format!("{first}{rows}"))))
}

pub fn cases() -> Vec<Case> {
    [archives(), bombs(), cells()].into_iter().flatten().collect()
}

fn archives() -> Vec<Case> {
    let sound = xlsx(SOUND);
    let mut flipped = packed(&parts());
    let middle = flipped.len() / 3;
    flipped[middle..middle + 40].fill(0xA5);
    let without = |name: &str| packed(&parts().into_iter().filter(|(known, _)| known != name).collect::<Vec<_>>());
    vec![
        book("an empty workbook", "E0111", ""),
        book("a workbook of noise", "E0111", b"PK\x03\x04\xff\x00\x80\x81\x00\x99".to_vec()),
        book("a workbook cut in half", "E0111", sound[..sound.len() / 2].to_vec()),
        book("a workbook without its last byte", "E0111", sound[..sound.len() - 1].to_vec()),
        book("a workbook of before 2007", "E0111", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".repeat(64)),
        book("a web page that is called a workbook", "E0111", "<html><table><tr><td>名称</td></tr></table></html>"),
        book("a workbook with bytes overwritten", "E0111", flipped),
        book("an archive of something else", "E0111", packed(&[("a.txt".to_owned(), b"x".to_vec())])),
        book("a workbook without its list of sheets", "E0111", without("xl/workbook.xml")),
        book("a workbook without its relations", "E0111", without("xl/_rels/workbook.xml.rels")),
        book("a workbook without its sheet", "E0111", without(SHEET)),
        book("members that lead out of the archive", "", with("../../../../tmp/x.xml", "<x/>")),
        book("a sheet that is no XML", "E0111", with(SHEET, "<worksheet><sheetData><row><c")),
        book("an entity that doubles", "E0111", with(SHEET, &laughs())),
        book("an entity from a disk", "E0111", with(SHEET, &outside())),
    ]
}

fn laughs() -> String {
    let entities: String =
        (1..12).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let rows = cell("A2", " t=\"inlineStr\"><is><t>&l11;</t></is>");
    format!("<!DOCTYPE x [<!ENTITY l0 \"ha\">{entities}]>{}", sheet(&rows))
}

fn outside() -> String {
    let rows = cell("A2", " t=\"inlineStr\"><is><t>&x;</t></is>");
    format!("<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}", sheet(&rows))
}

fn bombs() -> Vec<Case> {
    let mut lying = with("xl/media/bomb.xml", &" ".repeat(200 << 20));
    let entry = lying.windows(8).rposition(|eight| eight.starts_with(b"PK\x01\x02")).unwrap();
    lying[entry + 24..entry + 28].copy_from_slice(&10_u32.to_le_bytes());
    let strings = format!("<sst xmlns=\"{MAIN}\" count=\"1\" uniqueCount=\"99999999999\"><si><t>甲</t></si></sst>");
    vec![
        book("a zip bomb", "E0118", with("xl/media/bomb.xml", &" ".repeat(200 << 20))).heavy(),
        book("a zip bomb that says it is small", "", lying).heavy(),
        book("a list that says it holds billions", "E0111", with("xl/sharedStrings.xml", &strings)).heavy(),
        named("a cell beyond all rows", "E0111", &cell("A99999999999", " t=\"inlineStr\"><is><t>乙</t></is>")),
        named("a cell in the last corner", "E0118", &cell("XFD1048576", " t=\"inlineStr\"><is><t>乙</t></is>")).heavy(),
        named("a cell in the last row", "E0118", &cell("A1048576", " t=\"inlineStr\"><is><t>乙</t></is>")).heavy(),
        named("a cell in the last column", "E0201", &cell("XFD2", " t=\"inlineStr\"><is><t>乙</t></is>")).heavy(),
        named("210,000 rows", "E0118", &"<row><c t=\"inlineStr\"><is><t>乙</t></is></c></row>".repeat(210_000)).heavy(),
        book(
            "a merged cell over the whole sheet",
            "",
            with(
                SHEET,
                &sheet(&cell("A2", " t=\"inlineStr\"><is><t>甲局</t></is>"))
                    .replace("</sheetData>", "</sheetData><mergeCells><mergeCell ref=\"A2:XFD1048576\"/></mergeCells>"),
            ),
        )
        .heavy(),
    ]
}

fn cells() -> Vec<Case> {
    vec![
        named("an error in a cell", "E0120", &cell("B2", " t=\"e\"><v>#REF!</v>")),
        named("a formula without a result", "", &cell("B2", "><f>SUM(A1:A9)</f>")),
        named("a formula that starts a program as text", "E0120", &cell("B2", " t=\"str\"><v>=cmd|'/C calc'!A0</v>")),
        named("a number that is none", "", &cell("B2", "><v>12x</v>")),
        named("a number beyond all numbers in a cell", "E0120", &cell("B2", "><v>1e999</v>")),
        named("a number of 18 digits", "E0120", &cell("B2", "><v>130102199001010015</v>")),
        named("a string that the list does not have", "E0111", &cell("B2", " t=\"s\"><v>99999999</v>")),
        named("a string with a number below nothing", "E0111", &cell("B2", " t=\"s\"><v>-1</v>")),
        named("a day far after the end of time", "", &cell("B2", " s=\"1\"><v>99999999999</v>")),
        named("a day before the beginning of time", "", &cell("B2", " s=\"1\"><v>-99999999</v>")),
        named("a cell at no place", "E0111", &cell("2", " t=\"inlineStr\"><is><t>乙</t></is>")),
        named(
            "a cell at a place beyond all numbers",
            "E0111",
            &cell("ZZZZZZZZ99999999999", " t=\"inlineStr\"><is><t>乙</t></is>"),
        ),
        named("no width in a cell of a sheet", "E0116", &cell("B2", " t=\"inlineStr\"><is><t>乙\u{200B}</t></is>")),
        named("a cell of another type", "E0111", &cell("B2", " t=\"zzz\"><v>1</v>")),
    ]
}

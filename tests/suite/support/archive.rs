//! Archives and the office files in them, written by hand: what a test needs of `.xlsx` and `.docx`.
//!
//! **In:** text. **Out:** the bytes of a file that Office would open. **Never:** compresses.

use std::fmt::Write as _;

/// Returns a ZIP archive of these members, stored as they are.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in members {
        let at = u32::try_from(out.len()).unwrap();
        let size = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        let mut entry = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        entry.extend(crc(bytes).to_le_bytes());
        entry.extend([size, size].concat());
        entry.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        entry.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&entry);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&entry);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (count, at) = (u16::try_from(members.len()).unwrap().to_le_bytes(), u32::try_from(out.len()).unwrap());
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].concat());
    out.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// Returns the check sum that ZIP and PNG use.
pub fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}

/// Returns a Word document of these paragraphs.
pub fn docx(text: &str) -> Vec<u8> {
    let paragraphs: String = text.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{paragraphs}</w:body></w:document>"
    );
    zip(&[("word/document.xml", document.as_bytes())])
}

/// Returns a workbook: a line a row, cells between ` | `, `@名称` begins a sheet and `@隐藏 名称` a hidden one.
///
/// A cell of digits is a number, `#REF!` is an error, `{44358}` is a day, and anything else is text.
pub fn xlsx(text: &str) -> Vec<u8> {
    let mut sheets: Vec<(String, &str, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('@') {
            let hidden = name.strip_prefix("隐藏 ");
            sheets.push((
                hidden.unwrap_or(name).to_owned(),
                if hidden.is_some() { "hidden" } else { "visible" },
                Vec::new(),
            ));
        } else if sheets.is_empty() {
            sheets.push(("Sheet1".to_owned(), "visible", vec![line]));
        } else {
            sheets.last_mut().unwrap().2.push(line);
        }
    }
    let (mut list, mut relations, mut types) = (String::new(), String::new(), String::new());
    let mut parts = Vec::new();
    for (at, (name, state, rows)) in sheets.iter().enumerate() {
        let n = at + 1;
        let _ = write!(list, "<sheet name=\"{name}\" sheetId=\"{n}\" state=\"{state}\" r:id=\"rId{n}\"/>");
        let _ = write!(
            relations,
            "<Relationship Id=\"rId{n}\" Type=\"{OFFICE}/relationships/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        );
        let _ = write!(types, "<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{SHEET}\"/>");
        parts.push((format!("xl/worksheets/sheet{n}.xml"), sheet(rows)));
    }
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
    );
    let _ =
        write!(relations, "<Relationship Id=\"rId0\" Type=\"{OFFICE}/relationships/styles\" Target=\"styles.xml\"/>");
    parts.push(("xl/styles.xml".to_owned(), styles));
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}/relationships\"><sheets>{list}</sheets></workbook>"),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"{PACKAGE}\">{relations}</Relationships>"),
    ));
    parts.push(("_rels/.rels".to_owned(), format!("<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")));
    parts.push((
        "[Content_Types].xml".to_owned(),
        format!("<Types xmlns=\"{TYPES}\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>{types}</Types>"),
    ));
    let members: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zip(&members)
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

fn sheet(rows: &[&str]) -> String {
    let mut data = String::new();
    for (at, row) in rows.iter().enumerate() {
        let _ = write!(data, "<row r=\"{}\">", at + 1);
        for (column, cell) in row.split('|').map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let place = format!("{}{}", char::from(b'A' + u8::try_from(column).unwrap()), at + 1);
            let day = cell.strip_prefix('{').and_then(|cell| cell.strip_suffix('}'));
            let _ = match day {
                Some(day) => write!(data, "<c r=\"{place}\" s=\"1\"><v>{day}</v></c>"),
                None if cell.starts_with('#') => write!(data, "<c r=\"{place}\" t=\"e\"><v>{cell}</v></c>"),
                None if cell == "TRUE" => write!(data, "<c r=\"{place}\" t=\"b\"><v>1</v></c>"),
                None if cell.bytes().all(|b| b.is_ascii_digit()) => write!(data, "<c r=\"{place}\"><v>{cell}</v></c>"),
                None => write!(data, "<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            };
        }
        data.push_str("</row>");
    }
    format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData></worksheet>")
}

//! Workbooks round the one part that the fuzzer makes up; for what it changes inside an archive breaks its check sums, and
//! the XML in it would never be read.
//!
//! **In:** a part of a workbook. **Out:** the bytes of a `.xlsx`. **Never:** compresses.

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Which part of a workbook is made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The cells.
    Sheet,
    /// The texts that cells point to.
    Strings,
    /// The formats of cells, which say what is a date.
    Styles,
    /// The list of sheets.
    Workbook,
}

/// Returns a workbook with this text as one of its parts.
pub fn with(part: Part, text: &[u8]) -> Vec<u8> {
    let pick = |wanted: Part, usual: String| if wanted == part { text.to_vec() } else { usual.into_bytes() };
    let relations = format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"r1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"r2\" Type=\"{OFFICE}/sharedStrings\" Target=\"sharedStrings.xml\"/>\
         <Relationship Id=\"r3\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
    );
    let list = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"甲\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let sheet = format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c>\
         <c r=\"B1\" t=\"inlineStr\"><is><t>单位</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c>\
         <c r=\"B2\" s=\"1\"><v>44358</v></c></row></sheetData></worksheet>"
    );
    let strings = format!("<sst xmlns=\"{MAIN}\" count=\"1\" uniqueCount=\"1\"><si><t>甲乙</t></si></sst>");
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/>\
         </cellXfs></styleSheet>"
    );
    archive(&[
        ("[Content_Types].xml", types.into_bytes()),
        ("_rels/.rels", root.into_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.into_bytes()),
        ("xl/workbook.xml", pick(Part::Workbook, list)),
        ("xl/worksheets/sheet1.xml", pick(Part::Sheet, sheet)),
        ("xl/sharedStrings.xml", pick(Part::Strings, strings)),
        ("xl/styles.xml", pick(Part::Styles, styles)),
    ])
}

fn archive(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in members {
        let at = out.len() as u32;
        let size = (bytes.len() as u32).to_le_bytes();
        let mut entry = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        entry.extend(crc32fast::hash(bytes).to_le_bytes());
        entry.extend([size, size].concat());
        entry.extend((name.len() as u16).to_le_bytes());
        entry.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&entry);
        out.extend(name.as_bytes());
        out.extend(bytes);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&entry);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (count, at) = ((members.len() as u16).to_le_bytes(), out.len() as u32);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].concat());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

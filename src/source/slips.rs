//! Slips of the input method: what a Chinese keyboard puts into YAML that YAML cannot read.
//!
//! **In:** YAML text that the parser refused. **Out:** the slips found, line by line, in an editor's words. They come
//! before the parser's own message, which would only confuse.

use crate::diag::{Code, Diagnostics, Place};

/// Adds a problem for every slip in `text`, whose first line is line `first` of the file; returns how many.
pub(super) fn find(text: &str, first: usize, file: &Place, found: &mut Diagnostics) -> usize {
    let mut count = 0;
    let mut block = None;
    for (number, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if block.is_some_and(|outer| indent > outer || line.trim().is_empty()) {
            continue;
        }
        block = opens_block(line).then_some(indent);
        count += usize::from(slip(line, &file.line(first + number, 1), found));
    }
    count
}

/// Returns `text` with its slips mended as the help says, line by line: what else is wrong is then told in the same run.
pub(super) fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive('\n') {
        let blank = line.len() - line.trim_start_matches([' ', '\t', '\u{3000}', '\u{A0}']).len();
        mended.extend(line[..blank].chars().map(|c| if c == ' ' { " " } else { "  " }));
        let rest = &line[blank..];
        let start = rest.trim_start_matches("- ");
        mended.push_str(&rest[..rest.len() - start.len()]);
        match start.split_once(['：', ':']).filter(|(key, _)| is_word(key)) {
            Some((_, value)) if value.starts_with("//") => mended.push_str(start),
            Some((key, value)) => {
                mended.push_str(key.trim_end());
                mended.push_str(if value.starts_with([' ', '\n', '\r']) || value.is_empty() { ":" } else { ": " });
                mended.push_str(value);
            }
            None => mended.push_str(start),
        }
    }
    mended
}

/// Whether the line ends in `|` or `>`: what is indented below it is text.
fn opens_block(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(['+', '-']);
    line.ends_with(": |") || line.ends_with(": >")
}

fn slip(line: &str, place: &Place, found: &mut Diagnostics) -> bool {
    let blank = line.len() - line.trim_start().len();
    if line[..blank].contains(['\t', '\u{3000}', '\u{A0}']) {
        found
            .add(Code::Indentation, place.clone(), "行首缩进里有全角空格或制表符")
            .help("删掉行首的空白，改用半角空格缩进");
        return true;
    }
    let start = line.trim_start().trim_start_matches("- ").trim_start();
    if start.starts_with('#') || start.is_empty() {
        return false;
    }
    let column = |text: &str| line[..line.len() - text.len()].chars().count() + 1;
    if let Some((key, rest)) = start.split_once('：').filter(|(key, _)| is_word(key)) {
        let at = column(&start[key.len()..]);
        found
            .add(Code::FullWidthColon, at_column(place, at), format!("「{key}」后面的冒号是全角的「：」"))
            .help(format!("改成半角冒号加一个空格：{}: {}", key.trim(), rest.trim()));
        return true;
    }
    let Some((key, value)) = start.split_once(':').filter(|(key, _)| is_word(key)) else { return false };
    if !value.is_empty() && !value.starts_with([' ', '\t']) && !value.starts_with("//") {
        found
            .add(Code::ColonSpace, at_column(place, column(value)), format!("「{key}:」后面少一个空格"))
            .help(format!("冒号后面加一个半角空格：{}: {}", key.trim(), value.trim()));
        return true;
    }
    let value = value.trim();
    if value.starts_with(['“', '”', '‘']) && value.ends_with(['”', '“', '’']) && value.contains(": ") {
        found
            .add(Code::ChineseQuotes, at_column(place, column(start)), format!("「{key}」的值用中文引号包住"))
            .help("外面再加一对半角引号：\"…\"");
        return true;
    }
    false
}

fn at_column(place: &Place, column: usize) -> Place {
    match place.spot {
        crate::diag::Spot::Line(line, _) => place.line(line as usize, column),
        _ => place.clone(),
    }
}

/// Whether this could be a key: a short word of letters.
fn is_word(key: &str) -> bool {
    let key = key.trim();
    !key.is_empty() && key.chars().count() <= 16 && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Spot;

    fn codes(text: &str) -> Vec<(Code, Spot)> {
        let mut found = Diagnostics::default();
        find(text, 1, &Place::file("a.yaml"), &mut found);
        found.iter().map(|d| (d.code, d.place.spot.clone())).collect()
    }

    #[test]
    fn each_slip_has_its_own_code_and_column() {
        assert_eq!(codes("title: 甲\n名称：乙\n"), [(Code::FullWidthColon, Spot::Line(2, 3))]);
        assert_eq!(codes("- 名称:乙\n"), [(Code::ColonSpace, Spot::Line(1, 6))]);
        assert_eq!(codes("a:\n　b: 1\n"), [(Code::Indentation, Spot::Line(2, 1))]);
        assert_eq!(codes("标题: “一: 二”\n"), [(Code::ChineseQuotes, Spot::Line(1, 1))]);
    }

    #[test]
    fn a_mended_text_can_be_read_on() {
        assert_eq!(mended("- 名称：甲\n　单位:乙\n网址: http://x\n"), "- 名称: 甲\n  单位: 乙\n网址: http://x\n");
    }

    #[test]
    fn text_and_comments_may_hold_any_mark() {
        assert_eq!(codes("a: |\n  名称：乙\n# 注意：这里\nb: http://x\n"), []);
    }
}

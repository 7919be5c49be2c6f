//! YAML text to plain values: the only place that parses it.
//!
//! **In:** text. **Out:** a [`Value`], or the parser's complaint with line and column. **Never:** a tree deeper than
//! the parser's limit of 128, or one blown up by aliases.

use serde::de::DeserializeSeed;

use super::value::{Plain, Value};

/// What the parser said, with its place in the text that it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Complaint {
    /// The parser's own words, in English, without the place.
    pub text: String,
    /// Line from 1, where known.
    pub line: usize,
    /// Column from 1, where known.
    pub column: usize,
}

impl Complaint {
    /// Returns whether the text is not wrong but deeper, or with more aliases, than any record.
    pub(super) fn is_too_much(&self) -> bool {
        self.text.contains("recursion limit") || self.text.contains("repetition limit")
    }
}

/// More brackets than this that are open at once are no record; the parser's work grows with their square.
const MOST_OPEN: usize = 300;

/// Returns the value of the one document in `text`; an empty text is null.
pub(super) fn parse(text: &str) -> Result<Value, Complaint> {
    if let Some(at) = too_deep(text) {
        let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        return Err(Complaint {
            text: "recursion limit exceeded".to_owned(),
            line: text[..at].matches('\n').count() + 1,
            column: text[line_start..at].chars().count() + 1,
        });
    }
    match Plain.deserialize(serde_yaml::Deserializer::from_str(text)) {
        Ok(value) => Ok(value),
        Err(error) => Err(complaint(&error, text)),
    }
}

/// Returns line and column, from 1, as an editor counts them, of what the parser found at its own `line` and `column`.
///
/// YAML ends a line also at a carriage return that stands alone, as old Macs wrote it, and at three characters that no
/// editor shows as one; the lines that people see end at a line feed.
pub(super) fn as_shown(text: &str, line: usize, column: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let ends = text.char_indices().filter(|&(at, c)| match c {
        '\r' => bytes.get(at + 1) != Some(&b'\n'),
        '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => true,
        _ => false,
    });
    let begin = match line.checked_sub(2) {
        Some(before) => ends.map(|(at, c)| at + c.len_utf8()).nth(before).unwrap_or(text.len()),
        None => 0,
    };
    let shown = text[..begin].rfind('\n').map_or(0, |end| end + 1);
    (text[..begin].matches('\n').count() + 1, text[shown..begin].chars().count() + column)
}

/// Returns the bracket that is one too many; brackets of text are counted too, which are mostly closed.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let is_too_deep = |byte: u8| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MOST_OPEN
    };
    text.bytes().position(is_too_deep)
}

fn complaint(error: &serde_yaml::Error, text: &str) -> Complaint {
    let (line, column) = error.location().map_or((1, 1), |at| as_shown(text, at.line().max(1), at.column().max(1)));
    let full = error.to_string();
    let said = full.split(" at line ").next().unwrap_or(&full).to_owned();
    Complaint { text: said, line, column }
}

/// Returns the parser's words in Chinese, and what to do; what is not known is quoted.
pub(super) fn told(complaint: &str) -> (String, &'static str) {
    const SIGN: &str = "值的第一个符号有特殊含义";
    const QUOTE: &str = "用半角双引号把整个值包住";
    const KNOWN: [(&str, &str, &str); 17] = [
        ("did not find expected key", "这一行不是「字段: 值」", "检查缩进是否与上一行对齐，引号是否成对"),
        ("could not find expected ':'", "字段名后面没有冒号", "写成「字段: 值」，冒号用半角，后面空一格"),
        (
            "mapping values are not allowed",
            "这里不能有冒号",
            "值里有冒号时，用半角双引号把整个值包住；这一行是另一个字段时，与上一行左边对齐",
        ),
        ("found character that cannot start", SIGN, QUOTE),
        ("did not find expected alphabetic or numeric", SIGN, QUOTE),
        ("did not find expected whitespace or line break", SIGN, QUOTE),
        ("did not find expected comment or line break", SIGN, QUOTE),
        (
            "block sequence entries are not allowed",
            "「- 」不能写在这里",
            "列表另起一行写；不是列表就用半角双引号把整个值包住",
        ),
        ("did not find expected '-' indicator", "这一行没有与上面的列表对齐", "每条以「- 」开头，同一条的字段左边对齐"),
        ("control characters are not allowed", "文字里有看不见的控制字符", "在记事本里把文字重新打一遍"),
        ("unknown anchor", "「*」后面的名字没有定义", QUOTE),
        ("did not find expected ',' or ']'", "方括号没有收尾", "补上「]」，或者改成一行一个、每行以「- 」开头"),
        ("did not find expected ',' or '}'", "花括号没有收尾", "补上「}」"),
        ("found unexpected end of stream", "引号没有收尾", "补上成对的半角引号"),
        ("recursion limit exceeded", "嵌套太深", "记录只需要两三层"),
        ("repetition limit exceeded", "重复引用太多", "不要用 & 和 *，直接写出内容"),
        ("more than one document", "文件里有多余的「---」", "一个 YAML 文件只写一份内容，多条记录写成列表"),
    ];
    match KNOWN.iter().find(|(words, ..)| complaint.contains(words)) {
        Some((_, fact, help)) => ((*fact).to_owned(), help),
        None => ("这里的 YAML 写法有误".to_owned(), "检查这一行和上一行的缩进、冒号和引号"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_written_twice_are_both_kept() {
        let value = parse("a: 1\na: 2\n").expect("valid YAML");
        let twice = vec![("a".to_owned(), Value::Int(1)), ("a".to_owned(), Value::Int(2))];
        assert_eq!(value, Value::Map(twice));
    }

    #[test]
    fn words_that_look_like_dates_or_switches_stay_text() {
        let value = parse("- 2021-06-11\n- no\n- 031701\n").expect("valid YAML");
        let text = |s: &str| Value::Text(s.to_owned());
        assert_eq!(value, Value::List(vec![text("2021-06-11"), text("no"), text("031701")]));
    }

    #[test]
    fn what_the_parser_says_is_told_in_chinese() {
        let slips = [
            "名称: *甲",
            "名称: &，",
            "名称: !，",
            "名称: |甲\n",
            "名称: - 甲",
            "- 甲: 1\n乙: 2\n",
            "甲: \0",
            "甲: *b\n",
            "甲\n乙: 丙: 丁",
        ];
        for slip in slips {
            let complaint = parse(slip).expect_err(slip);
            let (fact, help) = told(&complaint.text);
            assert!(!fact.contains("YAML 写法有误"), "{slip}: {}", complaint.text);
            assert!(!format!("{fact}{help}").contains(|c: char| c.is_ascii_alphabetic()), "{fact}{help}");
        }
    }

    #[test]
    fn deep_nesting_and_alias_bombs_are_refused() {
        for text in
            ["[".repeat(100_000), format!("a: {}", "[".repeat(100_000)), format!("a: {}", "{b: ".repeat(100_000))]
        {
            assert!(parse(&text).is_err_and(|complaint| complaint.is_too_much()));
        }
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for n in 1..12 {
            let before = format!("*a{}", n - 1);
            bomb.push_str(&format!("a{n}: &a{n} [{}]\n", vec![before; 10].join(", ")));
        }
        assert!(parse(&bomb).is_err());
    }
}

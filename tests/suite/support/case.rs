//! Literate cases: a heading, some prose, files in fences, and the problems marked at their lines.
//!
//! A mark is `# 错误: E0301` or `# 警告: W0311` at the end of a line; it is no part of the file. What has no line of its
//! own stands in a fence `expect`, a line each: `错误: E0111 content/units/a.xlsx`. A line `构建时间：2021-07-01` in the
//! prose sets the time of the build; a line `排印：boards` prints that, for the press and with the test font (or, after `字体：无`,
//! without any), instead.

use super::made;
use super::project::Project;

/// What a case says is wrong: `E0301 content/units/a.yaml:3`.
pub type Expected = Vec<String>;

/// One case.
#[derive(Debug)]
pub struct Case {
    /// Its heading.
    pub title: String,
    /// Where it begins in its file.
    pub line: usize,
    files: Vec<(String, Option<Vec<u8>>)>,
    at: Option<String>,
    /// What is printed instead of a site.
    pub print: Option<String>,
    /// Whether there is a font to print with.
    pub has_fonts: bool,
    /// Exactly these problems.
    pub expected: Expected,
}

impl Case {
    /// Returns the small sound project with the case's files laid over it.
    pub fn project(&self) -> Project {
        let mut project = Project::from("base");
        if let Some(at) = &self.at {
            project.today(at);
        }
        for (path, bytes) in &self.files {
            match bytes {
                Some(bytes) => project.write_bytes(path, bytes.clone()),
                None => project.remove(path),
            };
        }
        project
    }
}

/// Returns the cases of a file.
pub fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            let (title, line) = (title.trim().to_owned(), number + 1);
            cases.push(Case {
                title,
                line,
                files: Vec::new(),
                at: None,
                print: None,
                has_fonts: true,
                expected: Vec::new(),
            });
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(at) = line.strip_prefix("构建时间：") {
            case.at = Some(at.trim_end_matches('。').to_owned());
        }
        if let Some(product) = line.strip_prefix("排印：") {
            case.print = Some(product.trim_end_matches('。').to_owned());
        }
        case.has_fonts &= !line.starts_with("字体：无");
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        if ticks.len() < 3 {
            continue;
        }
        let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != ticks).collect();
        case.fence(line[ticks.len()..].trim(), &body);
    }
    assert!(cases.iter().all(|case| !case.files.is_empty()), "a case has files");
    cases
}

impl Case {
    fn fence(&mut self, info: &str, body: &[&str]) {
        let (form, path) = info.split_once(' ').unwrap_or((info, ""));
        match form {
            "expect" => self.expected.extend(body.iter().map(|line| unmarked(line).1.expect("a mark")).map(|mark| {
                let (code, place) = mark.split_once(' ').expect("a code and a place");
                let line = if place.contains(':') { "" } else { ":1" };
                format!("{code} {place}{line}")
            })),
            "gone" => self.files.push((path.to_owned(), None)),
            _ => {
                let mut text = String::new();
                let mut number = 0;
                for line in body {
                    let (bare, mark) = unmarked(line);
                    number = if form == "xlsx" && line.starts_with('@') { 0 } else { number + 1 };
                    text.push_str(bare);
                    text.push('\n');
                    let codes = mark.iter().flat_map(|mark| mark.split('、'));
                    self.expected.extend(codes.map(|code| format!("{code} {path}:{number}")));
                }
                self.files.push((path.to_owned(), Some(made::bytes(form, &text))));
            }
        }
    }
}

/// Returns a line without its mark, and the mark; whether it says error or warning must fit the code.
fn unmarked(line: &str) -> (&str, Option<String>) {
    for (word, letter) in [("错误: ", 'E'), ("警告: ", 'W')] {
        let Some((before, mark)) = line.split_once(word) else { continue };
        let Some(before) = before.strip_suffix("# ").or((before.is_empty()).then_some("")) else { continue };
        assert!(mark.split('、').all(|code| code.starts_with(letter)), "{line}");
        return (before.trim_end(), Some(mark.trim().to_owned()));
    }
    (line, None)
}

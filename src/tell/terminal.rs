//! Problems for people in front of a terminal: the line itself, with marks under the words that are meant.
//!
//! **In:** problems and their files. **Out:** text as Rust's compiler would print it, in Chinese. **Never:** asks
//! whether there is a terminal; whoever calls says whether colours may be used.

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use rayon::prelude::*;

use super::files::Files;
use super::parts::Parts;
use super::summary::{Counts, Making, summary};
use super::visible::{Shown, visible, window};
use crate::diag::{Diagnostic, Place, Severity};
use crate::source::Located;

/// Whether colours may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// With the escape sequences of a terminal.
    Coloured,
}

/// A line between two that are shown is shown too, if no more than this many lie between.
const GAP: usize = 2;
/// Characters that no text shown can hold: they stand round the number of a heading until it is put in.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// Returns `diagnostics` in their order as text, with a last line that counts them and says what follows for what is made;
/// nothing for none.
pub fn terminal(diagnostics: &[Diagnostic], files: &Files, style: Style, making: Making) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    // Lines are cut here, in columns of Chinese text; the renderer would cut them once more.
    let renderer = renderer.term_width(usize::from(u16::MAX));
    let parts = Parts::of(diagnostics, files.snapshot);
    let locate = |place: &Place| files.locate(place, &parts);
    let told: Vec<String> = diagnostics.par_iter().map(|problem| told(problem, &locate, &renderer)).collect();
    let mut text = String::new();
    for problem in told {
        text.push_str(&problem);
        text.push_str("\n\n");
    }
    text.push_str(&summary(Counts::of(diagnostics), making));
    text.push_str(if diagnostics.is_empty() { "" } else { "\n" });
    text
}

/// Finds the line of a place.
type Locate<'a> = &'a dyn Fn(&Place) -> Located;

/// A place that has a line: the one that is meant, or one that explains it.
struct Mark {
    place: Place,
    located: Located,
    kind: AnnotationKind,
    text: String,
}

fn told(problem: &Diagnostic, locate: Locate, renderer: &Renderer) -> String {
    let (marks, wholes) = marks(problem, locate);
    let mut headings = Vec::new();
    let mut elements: Vec<Element> = Vec::new();
    if marks.first().is_none_or(|mark| mark.kind != AnnotationKind::Primary) && !problem.place.file.is_empty() {
        elements.push(Origin::path(visible(&problem.place.file)).into());
    }
    for together in runs(marks) {
        elements.push(snippet(&together, locate, &mut headings).into());
    }
    for (file, text) in wholes {
        let other = format!("{}：{}", visible(file), visible(text));
        elements.push(Level::NOTE.with_name("另见").message(other).into());
    }
    let level = match problem.severity() {
        Severity::Error => Level::ERROR.with_name("错误"),
        Severity::Warning => Level::WARNING.with_name("警告"),
    };
    let title = level.primary_title(visible(&problem.message)).id(problem.code.number());
    let mut groups = vec![Group::with_title(title).elements(elements)];
    if !problem.help.is_empty() {
        let help = Level::HELP.with_name("帮助").secondary_title(visible(&problem.help));
        groups.push(Group::with_title(help));
    }
    headed(&renderer.render(&groups), &headings)
}

/// Returns the places that have a line, the one that is meant first, and those that are whole files.
fn marks<'a>(problem: &'a Diagnostic, locate: Locate) -> (Vec<Mark>, Vec<(&'a str, &'a str)>) {
    let mut marks = Vec::new();
    let mut wholes = Vec::new();
    let mut add = |place: &'a Place, text: &'a str, kind| {
        let located = locate(place);
        if located.line > 0 {
            marks.push(Mark { place: place.clone(), located, kind, text: text.to_owned() });
        } else if kind != AnnotationKind::Primary {
            wholes.push((&*place.file, text));
        }
    };
    add(&problem.place, "", AnnotationKind::Primary);
    for label in &problem.labels {
        add(&label.place, &label.text, AnnotationKind::Context);
    }
    (marks, wholes)
}

/// Returns the marks in runs that are shown together: of one file and near each other. The first run has the first mark.
fn runs(marks: Vec<Mark>) -> Vec<Vec<Mark>> {
    let mut runs: Vec<Vec<Mark>> = Vec::new();
    for mark in marks {
        let near = |other: &Mark| {
            other.place.file == mark.place.file
                && other.located.sheet.is_empty()
                && other.located.line.abs_diff(mark.located.line) <= GAP + 1
        };
        match runs.iter_mut().find(|run| run.iter().any(near)) {
            Some(run) => run.push(mark),
            None => runs.push(vec![mark]),
        }
    }
    runs
}

/// Returns the lines of a run with its marks; its heading is added to `headings`.
fn snippet<'a>(run: &[Mark], locate: Locate, headings: &mut Vec<String>) -> Snippet<'a, Annotation<'a>> {
    let lines = run.iter().map(|mark| mark.located.line);
    let (first, last) = (lines.clone().min().unwrap_or(1), lines.max().unwrap_or(1));
    let mut source = String::new();
    let mut annotations = Vec::new();
    for line in first..=last {
        if line > first {
            source.push('\n');
        }
        let from = source.len();
        let on_it: Vec<&Mark> = run.iter().filter(|mark| mark.located.line == line).collect();
        match on_it.first() {
            Some(mark) => source.push_str(&window_of(mark).text),
            None => source.push_str(&between(&run[0].place, line, locate)),
        }
        annotations.extend(on_it.iter().map(|mark| annotation(mark, from, &within(&source[from..], window_of(mark)))));
    }
    let heading = format!("{OPEN}{}{CLOSE}", headings.len());
    headings.push(heading_of(&run[0]));
    Snippet::source(source).line_start(first).path(heading).fold(false).annotations(annotations)
}

fn window_of(mark: &Mark) -> Shown {
    window(&mark.located.text, mark.located.column, mark.located.length)
}

fn annotation<'a>(mark: &Mark, from: usize, shown: &Shown) -> Annotation<'a> {
    let label = (!mark.text.is_empty()).then(|| visible(&mark.text));
    mark.kind.span(from + shown.from..from + shown.to).label(label)
}

/// Returns `shown` as it lies in `text`, perhaps another part of the same long line; then it is at its end.
fn within(text: &str, shown: Shown) -> Shown {
    if shown.text == text {
        return shown;
    }
    Shown { text: text.to_owned(), from: text.len(), to: text.len() }
}

fn between(place: &Place, line: usize, locate: Locate) -> String {
    window(&locate(&place.line(line, 1)).text, 1, 1).text
}

/// Returns the heading of a run: `content/a.yaml:3:11`, or a workbook's sheet and cell.
fn heading_of(mark: &Mark) -> String {
    let file = visible(&mark.place.file);
    let Located { line, column, sheet, .. } = &mark.located;
    if sheet.is_empty() {
        return format!("{file}:{line}:{column}");
    }
    match sheet.rsplit_once(' ') {
        Some((name, cell)) if cell.ends_with(&line.to_string()) => {
            let letters = cell.trim_end_matches(|c: char| c.is_ascii_digit());
            let cell = if letters.is_empty() { String::new() } else { format!(" {}", visible(cell)) };
            format!("{file} 工作表「{}」第{line}行{cell}", visible(name))
        }
        _ => format!("{file} 工作表「{}」", visible(sheet)),
    }
}

/// Puts the headings in: the renderer would count columns in the line as it is cut.
fn headed(text: &str, headings: &[String]) -> String {
    let mut parts = text.split(OPEN);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(CLOSE).unwrap_or_default();
        let heading = number.parse::<usize>().ok().and_then(|number| headings.get(number));
        whole.push_str(heading.map_or("", String::as_str));
        whole.push_str(rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Diagnostics};
    use crate::source::{Snapshot, Source};

    fn shown(files: &[(&str, &str)], found: Diagnostics, style: Style) -> String {
        let mut snapshot = Snapshot::default();
        for (path, text) in files {
            let source = Source::new(path, text.as_bytes().to_vec());
            snapshot.sources.insert(source.path.clone(), source);
        }
        let words =
            |_: &str, written: &str, key: &str| matches!((written, key), ("帮带方", "mentors") | ("单位", "unit"));
        terminal(&found.sorted(), &Files { snapshot: &snapshot, words: &words }, style, Making::Site)
    }

    const PAIRINGS: &str = "content/pairings/2026.yaml";
    const PAIRING: &str =
        "- 标题: 示例结对\n  帮带方: 示例单位01机关党支部\n  # 两方\n  mentees: 示例单位01机关党支部\n";

    #[test]
    fn marks_stand_under_chinese_words_and_other_files_follow() {
        let place = Place::file(PAIRINGS).nth(0);
        let mut found = Diagnostics::default();
        found
            .add(Code::PairingSelf, place.at("mentees"), "结对双方是同一个支部")
            .label(place.at("mentors"), "这里写的也是它")
            .label(Place::file("content/branches/a.yaml").nth(0), "这个支部记在这里")
            .label(Place::file("content/photos/a.jpg"), "照片也是它的")
            .help("把「mentees」改成受帮支部的编号");
        let expected = "\
错误[E0801]: 结对双方是同一个支部
 --> content/pairings/2026.yaml:4:12
  |
2 |   帮带方: 示例单位01机关党支部
  |           -------------------- 这里写的也是它
3 |   # 两方
4 |   mentees: 示例单位01机关党支部
  |            ^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/branches/a.yaml:3:3
  |
3 | - 名称: 甲
  |   -------- 这个支部记在这里
  |
  = 另见: content/photos/a.jpg：照片也是它的
帮助: 把「mentees」改成受帮支部的编号

共 1 个错误；没有发布，线上的网站没有变化
";
        let files = [(PAIRINGS, PAIRING), ("content/branches/a.yaml", "\n\n- 名称: 甲\n")];
        assert_eq!(shown(&files, found, Style::Plain), expected);
    }

    #[test]
    fn a_whole_file_and_a_line_that_is_not_there_are_shown_without_text() {
        let mut found = Diagnostics::default();
        found.add(Code::PhotoMissing, Place::file("content/photos/甲.jpg"), "照片文件不存在").help("核对文件名");
        found.add(Code::RawHtml, Place::file(PAIRINGS).line(9, 4), "正文里的 HTML 不会发布");
        let expected = "\
警告[W0309]: 正文里的 HTML 不会发布
 --> content/pairings/2026.yaml:9:4
  |
9 |
  | ^

错误[E0701]: 照片文件不存在
--> content/photos/甲.jpg
 |
帮助: 核对文件名

共 1 个错误、1 个警告；没有发布，线上的网站没有变化
";
        assert_eq!(shown(&[(PAIRINGS, PAIRING)], found, Style::Plain), expected);
    }

    #[test]
    fn a_long_line_is_cut_but_its_column_is_told_truly() {
        let line = format!("- 标题: {}错{}\n", "甲".repeat(1000), "乙".repeat(1000));
        let at = line.find('错').expect("it is there");
        let mut found = Diagnostics::default();
        found.add(Code::BadName, Place::file(PAIRINGS).bytes(at..at + 3), "名称不对");
        let text = shown(&[(PAIRINGS, &line)], found, Style::Plain);
        let expected = format!(
            "错误[E0208]: 名称不对\n --> {PAIRINGS}:1:1007\n  |\n1 | …{}错{}…\n  | {:41}^^\n",
            "甲".repeat(20),
            "乙".repeat(33),
            ""
        );
        assert!(text.starts_with(&expected), "{text}");
    }

    #[test]
    fn a_record_cannot_steer_the_terminal() {
        let text = "- 标题: \"甲\u{1b}]0;x\u{7}\u{202e}\u{fdd0}0\u{fdd1}乙\"\n";
        let mut found = Diagnostics::default();
        found.add(Code::BadName, Place::file(PAIRINGS).line(1, 7), "名称「\u{1b}[2J」不对").help("\u{9b}1m\n");
        let told = shown(&[(PAIRINGS, text)], found, Style::Plain);
        assert!(told.chars().all(|c| c == '\n' || !super::super::visible::is_unseen(c)), "{told:?}");
        assert!(told.contains("甲␛]0;x␇\u{fffd}\u{fffd}0\u{fffd}乙"), "{told}");
    }

    #[test]
    fn colours_are_used_only_where_they_are_wanted() {
        let told = |style| {
            let mut found = Diagnostics::default();
            found.add(Code::PairingSelf, Place::file(PAIRINGS).nth(0).at("mentees"), "双方相同").help("改一方");
            shown(&[(PAIRINGS, PAIRING)], found, style)
        };
        assert!(!told(Style::Plain).contains('\u{1b}'));
        assert!(told(Style::Coloured).contains("\u{1b}["));
        assert!(told(Style::Coloured).contains("content/pairings/2026.yaml:4:12"));
    }

    #[test]
    fn a_row_of_a_workbook_is_named_by_sheet_row_and_cell() {
        let heading = |sheet: &str| {
            let located =
                Located { line: 5, column: 3, length: 1, text: "甲  乙".to_owned(), sheet: sheet.to_owned() };
            let place = Place::file("content/people/a.xlsx");
            heading_of(&Mark { place, located, kind: AnnotationKind::Primary, text: String::new() })
        };
        assert_eq!(heading("人员 名单 B5"), "content/people/a.xlsx 工作表「人员 名单」第5行 B5");
        assert_eq!(heading("名单 5"), "content/people/a.xlsx 工作表「名单」第5行");
        assert_eq!(heading("名单"), "content/people/a.xlsx 工作表「名单」");
    }

    #[test]
    fn no_problem_is_no_text() {
        assert_eq!(shown(&[], Diagnostics::default(), Style::Coloured), "");
    }
}

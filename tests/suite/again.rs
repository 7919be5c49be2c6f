//! A site that is made again after a small change is the site that would be made from nothing: the preview stands on it.

use std::sync::Arc;

use bangyang::diag::{Diagnostic, Outcome};
use bangyang::memo::{Key, Memo, Remembered};
use bangyang::output::{InMemory, Output};
use bangyang::pipeline::{Drafts, Earlier, Made, Prepared, Request, made, prepare};
use bangyang::source::{Form, MemoryInputs, Snapshot, gather};
use bangyang::zh::date::Moment;
use proptest::prelude::*;

use crate::support::Project;
use crate::support::shelf::Remembering;

/// A memo in which nothing is found but pictures.
struct Pictures<'a>(&'a Remembered);

impl Memo for Pictures<'_> {
    fn recall(&self, key: &Key) -> Option<Vec<u8>> {
        self.0.recall(key)
    }

    fn keep(&self, key: &Key, bytes: &[u8]) {
        self.0.keep(key, bytes);
    }

    fn has(&self, key: &Key) -> bool {
        self.0.has(key)
    }
}

/// An editor at work: files change one by one, and what was worked out is kept.
struct Desk {
    inputs: MemoryInputs,
    memo: Remembered,
    earlier: Earlier,
    gathered: Outcome<Snapshot>,
    at: Moment,
    shelf: Remembering,
}

impl Desk {
    fn at(site: &str) -> Self {
        let inputs = Project::from(site).inputs;
        let at = Moment::parse("2021-07-01 09:00").unwrap();
        let mut desk = Self {
            gathered: gather(&inputs),
            inputs,
            memo: Remembered::default(),
            earlier: Earlier::default(),
            at,
            shelf: Remembering::default(),
        };
        desk.again();
        desk
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.inputs.files[path].clone()).unwrap()
    }

    fn save(&mut self, path: &str, text: &str) {
        self.inputs.files.insert(path.to_owned(), text.as_bytes().to_vec());
        self.gathered.value = self.gathered.value.with(path, text.as_bytes().to_vec()).expect("it is read in full");
    }

    fn prepared(&self, memo: &dyn Memo, earlier: &mut Earlier, gathered: Outcome<Snapshot>) -> Prepared {
        let request = Request { at: self.at, drafts: Drafts::Hidden };
        prepare(gathered, earlier, (&self.inputs, memo, &|_| {}), &request)
    }

    /// Makes what is needed from what was known.
    fn again(&mut self) -> Prepared {
        let mut earlier = std::mem::take(&mut self.earlier);
        let prepared = self.prepared(&self.memo, &mut earlier, self.gathered.clone());
        self.earlier = earlier;
        prepared
    }

    /// Makes everything, by a program that was just started.
    fn started(&self) -> Prepared {
        self.prepared(&self.memo, &mut Earlier::default(), gather(&self.inputs))
    }

    /// Makes everything, by a program that knows nothing of how records were read before.
    fn anew(&self) -> Prepared {
        self.prepared(&Pictures(&self.memo), &mut Earlier::default(), gather(&self.inputs))
    }

    fn site(&self, prepared: &Prepared) -> (Output, Vec<Diagnostic>) {
        let Some(world) = prepared.world(&self.inputs) else {
            return (Output::default(), prepared.found.clone().sorted());
        };
        let mut found = prepared.found.clone();
        let Made { output, told, .. } = made(&world, &InMemory, false);
        found.extend(told);
        (output, found.sorted())
    }

    /// Makes what the shelf does not remember; returns the whole site, what was told, and how many files were laid.
    fn onto_the_shelf(&mut self, prepared: &Prepared) -> (Output, Vec<Diagnostic>, usize) {
        let Some(world) = prepared.world(&self.inputs) else {
            return (Output::default(), prepared.found.clone().sorted(), 0);
        };
        let made = made(&world, &self.shelf, false);
        let mut found = prepared.found.clone();
        found.extend(made.told.iter().cloned());
        let (output, laid) = self.shelf.publish(made);
        (output, found.sorted(), laid)
    }
}

/// One change of a line of a file; numbers choose among what is there.
#[derive(Debug, Clone)]
enum Edit {
    /// The value of a line becomes another word.
    Word(String),
    /// The value of a line becomes the value of another line of the project.
    Other(usize),
    /// A line goes.
    Gone,
    /// A line is written twice.
    Twice,
}

fn edits() -> impl Strategy<Value = Vec<(usize, usize, Edit)>> {
    let edit = prop_oneof![
        4 => "[一-龥]{1,6}".prop_map(Edit::Word),
        4 => any::<usize>().prop_map(Edit::Other),
        1 => Just(Edit::Gone),
        1 => Just(Edit::Twice),
    ];
    prop::collection::vec((any::<usize>(), any::<usize>(), edit), 1..5)
}

fn value(line: &str) -> Option<(&str, &str)> {
    line.split_once(": ")
        .or_else(|| line.split_once("- "))
        .map(|(key, value)| (&line[..line.len() - value.len()], key))
        .map(|(head, _)| (head, &line[head.len()..]))
}

/// Changes a file, and returns its path and how it was.
fn apply(desk: &mut Desk, (file, line, edit): &(usize, usize, Edit)) -> (String, String) {
    let is_text =
        |path: &&String| path.starts_with("content/") && matches!(Form::of(path), Form::Markdown | Form::Yaml);
    let paths: Vec<String> = desk.inputs.files.keys().filter(is_text).cloned().collect();
    let all: Vec<String> = paths.iter().map(|path| desk.text(path)).collect();
    let path = &paths[file % paths.len()];
    let before = desk.text(path);
    let mut lines: Vec<String> = before.lines().map(str::to_owned).collect();
    if !lines.is_empty() {
        let at = line % lines.len();
        match edit {
            Edit::Gone => drop(lines.remove(at)),
            Edit::Twice => lines.insert(at, lines[at].clone()),
            Edit::Word(word) => {
                let head = value(&lines[at]).map(|(head, _)| head.to_owned()).unwrap_or_default();
                lines[at] = format!("{head}{word}");
            }
            Edit::Other(other) => {
                let values: Vec<&str> =
                    all.iter().flat_map(|text| text.lines()).filter_map(value).map(|it| it.1).collect();
                let head = value(&lines[at]).map(|(head, _)| head.to_owned()).unwrap_or_default();
                lines[at] = format!("{head}{}", values[other % values.len()]);
            }
        }
    }
    desk.save(path, &(lines.join("\n") + "\n"));
    (path.clone(), before)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_site_made_again_is_the_site_made_anew(edits in edits(), site in prop::sample::select(vec!["full", "base"])) {
        let mut desk = Desk::at(site);
        for edit in &edits {
            let (path, before) = apply(&mut desk, edit);
            let again = desk.again();
            let anew = desk.anew();
            prop_assert_eq!(again.found.clone().sorted(), anew.found.clone().sorted());
            // The first one keeps what files say, the second one finds it.
            let started = [desk.started(), desk.started()];
            for started in &started {
                prop_assert_eq!(started.found.clone().sorted(), anew.found.clone().sorted());
            }
            let is_wrong = anew.found.has_errors();
            if !is_wrong {
                let whole = desk.site(&anew);
                prop_assert!(desk.site(&again) == whole, "{:?} in {}", edit, path);
                prop_assert!(desk.site(&started[1]) == whole, "{:?} in {}, started anew", edit, path);
                let (output, told, _) = desk.onto_the_shelf(&again);
                prop_assert!((output, told) == whole, "{:?} in {}, with pages of before", edit, path);
            }
            // Mostly an editor mends what is wrong.
            if is_wrong && edit.1 % 4 != 0 {
                desk.save(&path, &before);
                desk.again();
            }
        }
    }
}

#[test]
fn a_page_is_made_again_only_where_it_shows_something_else() {
    let mut desk = Desk::at("full");
    let prepared = desk.again();
    let (whole, _, laid) = desk.onto_the_shelf(&prepared);
    assert_eq!(laid, whole.iter().filter(|(_, file)| file.bytes().is_some()).count());
    let pages = whole.iter().filter(|(route, _)| route.is_html()).count();
    let again = |desk: &mut Desk| {
        let prepared = desk.again();
        let (output, told, laid) = desk.onto_the_shelf(&prepared);
        assert!((output, told) == desk.site(&desk.anew()));
        laid - (whole.iter().filter(|(_, file)| file.bytes().is_some()).count() - pages)
    };
    assert_eq!(again(&mut desk), 0);
    let text = desk.text("content/branches/zhibu.md");
    desk.save("content/branches/zhibu.md", &text.replacen("支部的**事迹**", "支部的事", 1));
    assert_eq!(again(&mut desk), 1);
    desk.save("content/branches/zhibu.md", &text);
    assert_eq!(again(&mut desk), 1);
    for (footer, times) in [("<footer>换过</footer>", [pages, 0]), ("<img src=\"../assets/site.css\">", [pages, pages])]
    {
        desk.inputs.files.insert("templates/around/footer.html".to_owned(), footer.as_bytes().to_vec());
        desk.gathered = gather(&desk.inputs);
        // What is wrong with a page is told each time.
        assert_eq!([again(&mut desk), again(&mut desk)], times, "{footer}");
    }
}

#[test]
fn where_files_come_few_pages_are_made_and_where_one_goes_all() {
    let mut desk = Desk::at("full");
    let prepared = desk.again();
    desk.onto_the_shelf(&prepared);
    let mut again = |page: Option<&str>| {
        match page {
            Some(text) => desk.inputs.files.insert("content/pages/xin.md".to_owned(), text.as_bytes().to_vec()),
            None => desk.inputs.files.remove("content/pages/xin.md"),
        };
        desk.gathered = gather(&desk.inputs);
        let prepared = desk.again();
        let (output, told, laid) = desk.onto_the_shelf(&prepared);
        let whole = desk.site(&desk.anew());
        assert!((output, told) == whole);
        let (pages, others): (Vec<_>, Vec<_>) =
            whole.0.iter().filter(|(_, file)| file.bytes().is_some()).partition(|(route, _)| route.is_html());
        (laid - others.len(), pages.len())
    };
    let (made, pages) = again(Some("---\n标题: 新页\n发布时间: 2021-06-11\n来源: 示例\n---\n正文\n"));
    assert!((1..pages / 4).contains(&made), "{made} of {pages}");
    let (made, pages) = again(None);
    assert_eq!(made, pages);
}

/// Returns whether a file, changed so, leaves the plan of the site as it was.
fn keeps_the_plan(path: &str, from: &str, to: &str) -> bool {
    let mut desk = Desk::at("full");
    let plan = |prepared: &Prepared| prepared.whole.as_ref().map(|(_, plan)| plan.clone()).expect("there is a site");
    let before = plan(&desk.again());
    let text = desk.text(path);
    assert!(text.contains(from), "{path} holds {from}");
    desk.save(path, &text.replacen(from, to, 1));
    Arc::ptr_eq(&before, &plan(&desk.again()))
}

#[test]
fn what_others_build_upon_makes_another_plan_and_nothing_else_does() {
    for (path, from, to) in [
        ("content/branches/zhibu.md", "支部的**事迹**", "支部的事"),
        ("content/branches/zhibu.md", "党员数: 12", "党员数: 13"),
        ("content/exhibits/01.md", "把窗口擦得更亮", "把窗口擦亮"),
        ("content/exhibits/01.md", "**不到**三百字", "不到三百字"),
        ("content/reports/huodong.md", "示例主题党日", "示例党日"),
        ("content/pages/guanyu.md", "标题: ", "标题: 另"),
    ] {
        assert!(keeps_the_plan(path, from, to), "{path} {to}");
    }
    for (path, from, to) in [
        ("content/branches/zhibu.md", "红心窗口", "蓝心窗口"),
        ("content/branches/zhibu.md", "单位: jia", "单位: yi"),
        ("content/branches/zhibu.md", "来源: 示例材料", "发布时间: 2021-06-01"),
        ("content/branches/zhibu.md", "照片:", "草稿: 是\n照片:"),
        ("content/exhibits/01.md", "篇章: 堡垒篇", "篇章: 先锋篇"),
        ("content/exhibits/01.md", "../reports/huodong.md", "../notices/mingdan.txt"),
        ("content/people/renyuan.yaml", "李示例", "王示例"),
        ("content/reports/huodong.md", "2021-06-21 15:30", "2021-06-22 15:30"),
    ] {
        assert!(!keeps_the_plan(path, from, to), "{path} {to}");
    }
}

//! No content makes the program panic, and what cannot be read is told.

use bangyang::memo::Remembered;
use bangyang::source::{Inputs, Listed, MemoryInputs};
use proptest::prelude::*;

use crate::support::Project;
use crate::support::drive::{Drafts, drive};

/// What a slip of the hand, a bad copy or malice puts into a file.
fn damage() -> impl Strategy<Value = (usize, usize, usize, String)> {
    let odd = prop_oneof![
        Just(String::new()),
        Just("：".to_owned()),
        Just("\t".to_owned()),
        Just("\u{3000}- ".to_owned()),
        Just("\n---\n".to_owned()),
        Just("“".to_owned()),
        Just("[[".to_owned()),
        Just("{a: *b}".to_owned()),
        Just("99999999999999999999".to_owned()),
        Just("2021-02-30".to_owned()),
        Just("\u{0}\u{202E}".to_owned()),
        Just("![](../../x)".to_owned()),
        "\\PC{0,12}",
    ];
    (any::<usize>(), any::<usize>(), 0..40_usize, odd)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_to_a_file_makes_the_program_panic(damages in prop::collection::vec(damage(), 1..4)) {
        let mut project = Project::from("full");
        for (file, at, length, odd) in damages {
            let texts: Vec<String> = project.inputs.files.keys().filter(|path| !path.contains("photos")).cloned().collect();
            let path = &texts[file % texts.len()];
            let text = String::from_utf8_lossy(&project.inputs.files[path]).into_owned();
            let chars: Vec<char> = text.chars().collect();
            let from = at % (chars.len() + 1);
            let rest: String = chars[(from + length).min(chars.len())..].iter().collect();
            let damaged = chars[..from].iter().collect::<String>() + &odd + &rest;
            project.write(path, &damaged);
        }
        let site = project.build();
        prop_assert!(site.messages.len() >= site.problems.len());
    }
}

/// A project on a disk that does not give up one of its files.
struct Locked(MemoryInputs);

impl Inputs for Locked {
    fn list(&self, folder: &str) -> Vec<Listed> {
        self.0.list(folder)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if path.ends_with("danwei.yaml") { Err("没有权限".to_owned()) } else { self.0.read(path) }
    }
}

#[test]
fn a_file_that_the_disk_does_not_give_up_is_told() {
    let inputs = Locked(Project::from("base").inputs);
    let site = drive(&inputs, &Remembered::default(), "2021-07-01", Drafts::Hidden);
    assert!(site.problems.contains(&"E0101 content/units/danwei.yaml:1".to_owned()), "{:?}", site.messages);
}

#[test]
fn two_people_of_one_name_have_a_page_each() {
    let mut project = Project::from("base");
    project.write(
        "content/people/a.yaml",
        "- {编号: li-chao-1, 姓名: 李超, 单位: dw-1}\n- {编号: li-chao-2, 姓名: 李超, 单位: dw-2}\n",
    );
    let site = project.sound();
    assert!(site.words("/people/li-chao-1/").contains("示例单位甲"));
    assert!(site.words("/people/li-chao-2/").contains("示例单位乙"));
}

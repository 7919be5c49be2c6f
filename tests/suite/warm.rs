//! A site is a pure function of its content, its templates and one date: whatever was built before, in whatever order
//! the files come, on however many cores and in whatever time zone, the bytes are the same.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use bangyang::source::{Inputs, Listed, MemoryInputs};
use proptest::prelude::*;

use crate::support::Project;
use crate::support::drive::{Drafts, drive};
use crate::support::site::Site;

/// A project that has been built, so that its pictures are remembered.
static FULL: LazyLock<Project> = LazyLock::new(|| {
    let mut project = Project::from("full");
    project.today("2021-07-01 09:00").sound();
    project
});

/// One thing that an editor may do.
#[derive(Debug, Clone)]
enum Edit {
    Title(String),
    Story(String),
    Withdraw,
    Revoke,
    NewBranch(u8),
    NewYear,
    Broken,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let words = "[一-龥]{1,6}";
    let edit = prop_oneof![
        words.prop_map(Edit::Title),
        words.prop_map(Edit::Story),
        Just(Edit::Withdraw),
        Just(Edit::Revoke),
        (0..5_u8).prop_map(Edit::NewBranch),
        Just(Edit::NewYear),
        Just(Edit::Broken),
    ];
    prop::collection::vec(edit, 1..5)
}

fn apply(project: &mut Project, edit: &Edit) {
    let page =
        |title: &str, story: &str| format!("---\n标题: {title}\n发布时间: 2021-06-11\n来源: 示例\n---\n{story}\n");
    match edit {
        Edit::Title(words) => project.write("content/pages/guanyu.md", &page(words, "正文")),
        Edit::Story(words) => project.write("content/pages/guanyu.md", &page("关于", words)),
        Edit::Withdraw => {
            project.write("content/posts/chuangkou.yaml", "{名称: 窗口, 发布时间: 2021-01-01, 撤下时间: 2021-06-01}\n")
        }
        Edit::Revoke => project.write(
            "content/decisions/cx.yaml",
            "{标题: 撤销决定, 荣誉: xf, 日期: 2021-06-30, 发布时间: 2021-06-30, 来源: 示例, 撤销: [zb-yi]}\n",
        ),
        Edit::NewBranch(n) => {
            project.write(&format!("content/branches/new-{n}.yaml"), &format!("{{名称: 新支部{n}, 单位: jia}}\n"))
        }
        Edit::NewYear => project.today("2022-01-04 08:00"),
        Edit::Broken => project.write("content/pages/broken.md", "没有字段区\n"),
    };
}

fn bytes(site: &Site) -> BTreeMap<String, Vec<u8>> {
    site.files()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_warm_build_equals_a_cold_build_byte_for_byte(edits in edits()) {
        let mut project = FULL.clone();
        for edit in &edits {
            apply(&mut project, edit);
            project.build();
        }
        let warm = project.build();
        let cold = project.forget().build();
        prop_assert_eq!(&warm.problems, &cold.problems);
        prop_assert!(bytes(&warm) == bytes(&cold), "{:?}", edits);
    }
}

/// The same files, told in another order.
struct Backwards(MemoryInputs);

impl Inputs for Backwards {
    fn list(&self, folder: &str) -> Vec<Listed> {
        let mut listed = self.0.list(folder);
        listed.reverse();
        listed
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.read(path)
    }
}

#[test]
fn the_order_in_which_files_are_listed_does_not_matter() {
    let backwards = Backwards(FULL.inputs.clone());
    let memo = bangyang::memo::Remembered::default();
    let site = drive(&backwards, &memo, "2021-07-01 09:00", Drafts::Hidden);
    assert!(bytes(&site) == bytes(&FULL.sound()));
}

#[test]
fn one_core_and_three_make_the_same_bytes() {
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| bytes(&FULL.clone().forget().build()))
    };
    assert!(with(1) == with(3));
}

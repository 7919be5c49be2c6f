//! The index of the search: what is in it, what is not, and that a first search loads little.
//!
//! The script asks as these tests do: the terms of a question, the file of each, the records that have all of them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::Project;
use crate::support::site::Site;
use crate::support::views::search_files;

/// Returns the argument of a script's one call; `after` is what stands before the argument.
fn called(script: &str, after: &str) -> Value {
    let from = script.find(after).expect("the script calls") + after.len();
    let to = script.rfind(')').expect("the call ends");
    serde_json::from_str(&script[from..to]).expect("the argument is JSON")
}

/// Returns which of so many files holds a term, as `search.js` reckons it.
fn file_of(term: &str, files: u64) -> u64 {
    let hash =
        term.encode_utf16().fold(0x811c_9dc5_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(16_777_619));
    u64::from(hash) % files
}

/// Returns the titles of all records in which all the terms stand, and how many bytes were loaded to find them.
fn found(site: &Site, terms: &[&str]) -> (Vec<String>, usize) {
    found_in(&|path| site.text(path), terms)
}

fn found_in(text: &dyn Fn(&str) -> String, terms: &[&str]) -> (Vec<String>, usize) {
    let whole = text("/data/search.js");
    let about = called(&whole, "bangyangSearch(");
    let (files, rows) = (about["words"].as_u64().unwrap(), about["rows"].as_u64().unwrap());
    let mut paths = BTreeSet::new();
    let mut all: Option<BTreeSet<u64>> = None;
    for term in terms {
        let n = file_of(term, files);
        let path = format!("/data/search/words-{n}.js");
        let table = called(&text(&path), &format!("bangyangWords({n},"));
        let steps = table[*term].as_str().unwrap_or_default().split_whitespace();
        let mut place = 0;
        let ids: BTreeSet<u64> = steps
            .map(|step| {
                place += u64::from_str_radix(step, 36).expect("a step is a number");
                place / 2
            })
            .collect();
        all = Some(all.map_or(ids.clone(), |all| all.intersection(&ids).copied().collect()));
        paths.insert(path);
    }
    let ids = all.unwrap_or_default();
    let mut titles = Vec::new();
    for id in &ids {
        let n = id / rows;
        let path = format!("/data/search/rows-{n}.js");
        let list = called(&text(&path), &format!("bangyangRows({n},"));
        titles.push(list[usize::try_from(id % rows).unwrap()]["t"].as_str().unwrap().to_owned());
        if titles.len() <= 16 {
            paths.insert(path);
        }
    }
    let loaded = paths.iter().map(|path| text(path).len()).sum::<usize>() + whole.len();
    (titles, loaded)
}

#[test]
fn a_record_is_found_by_words_by_pinyin_and_by_initials() {
    let mut project = Project::from("base");
    project.write("content/units/b.yaml", "- {id: sz, 名称: 市政公司}\n");
    project.write("content/people/b.yaml", "- {id: zr, 姓名: 单雄, 单位: sz}\n");
    let site = project.sound();
    assert_eq!(found(&site, &["市政"]).0, ["市政公司", "单雄"]);
    assert_eq!(found(&site, &["单雄"]).0, ["单雄"]);
    // A surname is read as a surname: shan, and not dan.
    assert_eq!(found(&site, &["shan", "hanx", "anxi", "nxio", "xion", "iong"]).0, ["单雄"]);
    assert_eq!(found(&site, &["sx"]).0, ["单雄"]);
    assert_eq!(found(&site, &["szg", "zgs"]).0, ["市政公司"]);
    assert_eq!(found(&site, &["没有"]).0, [""; 0]);
}

#[test]
fn what_is_hidden_is_in_no_file_of_the_search() {
    for hidden in ["草稿: 是", "起始时间: 2031-01-01", "撤下时间: 2021-06-20"] {
        let mut project = Project::from("base");
        let report = format!(
            "---\n标题: 藏猫猫简报\n发布时间: 2021-06-11\n来源: 示例\n{hidden}\n备注: 藏猫猫\n---\n藏猫猫正文。\n"
        );
        project.write("content/reports/a.md", &report);
        let site = project.today("2021-07-01").sound();
        for (path, bytes) in site.files().iter().filter(|(path, _)| path.starts_with("data/")) {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("藏猫") && !text.contains("cmmj"), "{path} with {hidden}");
        }
    }
}

#[test]
fn a_search_over_many_records_loads_few_of_them() {
    let mut project = Project::from("base");
    let mut people = String::new();
    for n in 0..1200 {
        people.push_str(&format!("- {{id: p{n}, 姓名: 示例{n}, 单位: dw-1, 职务: 负责第{n}项工作的党务专干}}\n"));
    }
    project.write("content/people/many.yaml", &people);
    let site = project.sound();
    let (titles, loaded) = found(&site, &["党务", "务专", "专干"]);
    assert_eq!(titles.len(), 1200);
    let all: usize =
        site.files().iter().filter(|(path, _)| path.starts_with("data/search")).map(|(_, b)| b.len()).sum();
    assert!(loaded < 100_000 && loaded * 3 < all, "{loaded} of {all} bytes");
    assert_eq!(found(&site, &["=777"]).0, ["示例777"]);
}

#[test]
fn a_first_search_over_ten_thousand_records_loads_less_than_400_kb() {
    let mut project = Project::from("base");
    // Words that every second, third and tenth record has, and for each some that are its own.
    let deeds = ["上门服务", "志愿讲解", "政策宣讲", "困难走访", "窗口值守", "隐患排查", "文明劝导"];
    for n in 0..10_000_usize {
        let title =
            if n % 10 == 0 { format!("结对帮带第{n}次") } else { format!("{}第{n}次", deeds[n % deeds.len()]) };
        let story: String = (0..12)
            .map(|line| {
                format!(
                    "党支部第{}组{}，群众反映的第{}个问题当天办结。",
                    (n + line) % 97,
                    deeds[(n * 7 + line) % deeds.len()],
                    (n * 31 + line * 13) % 8_999
                )
            })
            .collect();
        let report = format!(
            "---\n标题: {title}\n主题: 志愿服务\n日期: 2021-06-{:02}\n发布时间: 2021-06-{0:02}\n来源: 示例\n---\n{story}\n",
            n % 28 + 1
        );
        project.write(&format!("content/reports/r{n}.md"), &report);
    }
    let files = search_files(&project, "2021-07-01 09:00");
    let text = |path: &str| files[path.trim_start_matches('/')].clone();
    let script = crate::support::files::text("templates/assets/search.js").len();
    for (terms, many) in [
        (&["结对", "对帮", "帮带"][..], 1_000),
        (&["jdb", "dbd"][..], 1_000),
        (&["jied", "iedu", "edui", "duib", "uiba", "iban", "bang", "angd", "ngda", "gdai"][..], 1_000),
        // What stands in every record.
        (&["党支", "支部"][..], 10_000),
    ] {
        let (titles, loaded) = found_in(&text, terms);
        assert!(titles.len() >= many, "{terms:?}: {}", titles.len());
        assert!(loaded + script < 400_000, "{terms:?}: {} bytes", loaded + script);
    }
    // Initials struck in the wrong order: what was asked, and both questions that it may have been.
    let about = called(&files["data/search.js"], "bangyangSearch(");
    let terms = ["=jddb", "jdd", "ddb", "jddb", "=djdb", "djd", "jdb", "djdb", "=jdbd", "dbd", "jdbd"];
    let numbers: BTreeSet<u64> = terms.iter().map(|term| file_of(term, about["words"].as_u64().unwrap())).collect();
    let words: usize = numbers.iter().map(|n| files[&format!("data/search/words-{n}.js")].len()).sum();
    let (titles, loaded) = found_in(&text, &["jdb", "dbd"]);
    assert!(titles.len() >= 1_000 && words + loaded + script < 400_000, "jddb: {} bytes", words + loaded + script);
}

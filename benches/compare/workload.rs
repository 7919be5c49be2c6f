//! N records of about 600 Chinese characters each, as a project of ours.
//!
//! 60 % branches, 10 % each of secretaries, posts, members and reports; decisions over 8 honours and 12 batches; N/20
//! units. The same N gives the same bytes.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

/// How many honours and batches there are.
pub(crate) const HONOURS: usize = 8;
const BATCHES: usize = 12;

/// A record without its form: what ours and the peers' share.
pub(crate) struct Record {
    /// `branches`, `people`, `posts`, `reports`.
    pub(crate) section: &'static str,
    /// `b12`.
    pub(crate) id: String,
    /// `示例党支部00012`.
    pub(crate) name: String,
    /// Its unit's number.
    pub(crate) unit: usize,
    /// The honours it holds, by number.
    pub(crate) honours: Vec<usize>,
    /// Day of publication in June 2021.
    pub(crate) day: usize,
    /// Its number within its section.
    pub(crate) number: usize,
    /// The report to which its story leads.
    pub(crate) leads: usize,
}

/// Returns the records of a workload in order.
pub(crate) fn records(count: usize) -> Vec<Record> {
    let (branches, tenth, units) = (count * 6 / 10, count / 10, (count / 20).max(1));
    let parts: [(&str, &str, &str, usize); 5] = [
        ("branches", "b", "党支部", branches),
        ("people", "s", "书记", tenth),
        ("people", "m", "党员", tenth),
        ("posts", "p", "岗位", tenth),
        ("reports", "r", "简报", tenth),
    ];
    let mut all = Vec::with_capacity(count);
    for (section, letter, word, many) in parts {
        for number in 0..many {
            let honours = if letter == "b" { honours_of(number) } else { Vec::new() };
            all.push(Record {
                section,
                id: format!("{letter}{number}"),
                name: format!("示例{word}{number:05}"),
                unit: number % units,
                honours,
                day: number % 28 + 1,
                number,
                leads: number % tenth.max(1),
            });
        }
    }
    all
}

/// Each branch holds one to three of the honours.
fn honours_of(number: usize) -> Vec<usize> {
    (0..=number % 3).map(|step| (number / 3 + step * 3) % HONOURS).collect()
}

/// Returns the story of a record: four paragraphs, a heading, a list, emphasis and a link.
pub(crate) fn story(record: &Record, link: &str) -> String {
    let mut words = Words(record.number as u64 * 2_654_435_761 + record.id.len() as u64);
    let mut text = format!("{}\n\n## 做法\n\n", words.paragraph(150));
    let _ = write!(text, "{}**重点**{}{link}\n\n", words.paragraph(150), words.paragraph(50));
    for _ in 0..3 {
        let _ = writeln!(text, "- {}", words.paragraph(20));
    }
    let _ = write!(text, "\n{}\n", words.paragraph(200));
    text
}

/// A row of characters that looks like prose and is the same every time.
struct Words(u64);

impl Words {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize
    }

    fn paragraph(&mut self, length: usize) -> String {
        const COMMON: &str =
            "支部党员学习服务群众活动组织建设工作单位机关业务结对帮带示范引领发展城市社区医院学校企业农村项目";
        let common: Vec<char> = COMMON.chars().collect();
        let mut text = String::with_capacity(length * 3);
        for at in 1..length {
            text.push(if at % 13 == 0 { '，' } else { common[self.next() % common.len()] });
        }
        text.push('。');
        text
    }
}

/// Writes the workload as a project.
pub(crate) fn project(root: &Path, count: usize) -> Result<(), Box<dyn Error>> {
    put(root, "content/site.yaml", "name: 示例站\nkind: enterprise\n")?;
    let mut units = String::new();
    for number in 0..(count / 20).max(1) {
        let _ = writeln!(units, "- {{id: u{number}, name: 示例单位{number:05}, category: 事业单位, seq: {number}}}");
    }
    put(root, "content/units/all.yaml", &units)?;
    let all = records(count);
    for record in &all {
        put(root, &format!("content/{}/{}.md", record.section, record.id), &ours(record, count))?;
    }
    decisions(root, &all)
}

fn ours(record: &Record, count: usize) -> String {
    let branches = (count * 6 / 10).max(1);
    let (number, unit) = (record.number, record.unit);
    let own = match &record.id[..1] {
        "b" => format!("unit: u{unit}\nsecretary: s{}\nmembers: {}\n", record.leads, number % 50 + 3),
        "s" => format!("branch: b{}\nduties: [党支部书记]\n", number % branches),
        "m" => format!("branch: b{}\n", number * 7 % branches),
        "p" => format!("unit: u{unit}\npledge: 热情服务\n"),
        _ => format!("topic: 志愿服务\nunits: [u{unit}]\nbranches: [b{}]\n", number % branches),
    };
    let name = if record.section == "reports" { "title" } else { "name" };
    let link = format!("[简报](../reports/r{}.md)", record.leads);
    format!(
        "---\n{name}: {}\n{own}sample: true\nsource: 示例\npublish: 2021-06-{:02} 09:00\n---\n\n{}",
        record.name,
        record.day,
        story(record, &link)
    )
}

fn decisions(root: &Path, all: &[Record]) -> Result<(), Box<dyn Error>> {
    for honour in 0..HONOURS {
        let text = format!("name: 示例荣誉{honour}\nrecipient_kind: branch\nlevel: 工委\n");
        put(root, &format!("content/honours/h{honour}.yaml"), &text)?;
        for batch in 1..=BATCHES {
            let mut text = format!(
                "title: 关于命名示例荣誉{honour}第{batch}批的决定\nhonour: h{honour}\nbatch: {batch}\n\
                 date: 2020-{batch:02}-10\npublish: 2020-{batch:02}-10 09:00\norder: unit\nrecipients:\n"
            );
            let held = all.iter().filter(|record| record.honours.contains(&honour));
            let named: Vec<&Record> = held.filter(|record| record.number % BATCHES + 1 == batch).collect();
            if named.is_empty() {
                continue;
            }
            named.iter().try_for_each(|record| writeln!(text, "  - {}", record.id))?;
            put(root, &format!("content/decisions/d{honour}-{batch}.yaml"), &text)?;
        }
    }
    Ok(())
}

/// Changes one record: the title of a branch in the middle.
pub(crate) fn change(root: &Path, turn: usize) -> Result<(), Box<dyn Error>> {
    let path = root.join("content/branches/b100.md");
    let text = std::fs::read_to_string(&path)?;
    let changed: Vec<String> = text
        .lines()
        .map(|line| if line.starts_with("name: ") { format!("name: 示例党支部改{turn:03}") } else { line.to_owned() })
        .collect();
    Ok(std::fs::write(path, changed.join("\n") + "\n")?)
}

/// Writes a file and the folders above it.
pub(crate) fn put(root: &Path, path: &str, text: &str) -> Result<(), Box<dyn Error>> {
    let path = root.join(path);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(path, text)?)
}

//! All records of the project.
//!
//! **In:** a [`Snapshot`]. **Out:** [`Records`], and what was wrong with the rest. **Never:** stops at a bad file, or
//! forgets the names of what it had to leave out.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::branch::Branch;
use super::calendar::CalendarYear;
use super::columns::sift;
use super::decision::Decision;
use super::exhibit::Exhibit;
use super::exhibition::Exhibition;
use super::fields::fields_of;
use super::head::{Head, Standing};
use super::honour::Honour;
use super::kind::Kind;
use super::notice::Notice;
use super::page::Page;
use super::pairing::Pairing;
use super::person::Person;
use super::post::Post;
use super::prose::Prose;
use super::reader::Reader;
use super::report::Report;
use super::site::Site;
use super::unit::Unit;
use super::written::Written;
use crate::diag::{Code, Diagnostics, Outcome, Place, nearest};
use crate::source::{Entry, Form, Snapshot, Source, beside};

/// Every record of the project, by kind, in the order of files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Records {
    /// `site.yaml`
    pub site: Option<Arc<Site>>,
    /// `exhibition.yaml`
    pub exhibition: Option<Arc<Exhibition>>,
    /// 单位
    pub units: Vec<Arc<Unit>>,
    /// 党支部
    pub branches: Vec<Arc<Branch>>,
    /// 人员
    pub people: Vec<Arc<Person>>,
    /// 岗位
    pub posts: Vec<Arc<Post>>,
    /// 荣誉称号
    pub honours: Vec<Arc<Honour>>,
    /// 决定
    pub decisions: Vec<Arc<Decision>>,
    /// 公示
    pub notices: Vec<Arc<Notice>>,
    /// 展品
    pub exhibits: Vec<Arc<Exhibit>>,
    /// 结对
    pub pairings: Vec<Arc<Pairing>>,
    /// 活动简报
    pub reports: Vec<Arc<Report>>,
    /// 页面
    pub pages: Vec<Arc<Page>>,
    /// 日历
    pub calendar: Vec<Arc<CalendarYear>>,
    /// Names and ids of records that could not be read: references to them are no errors of their own.
    pub poisoned: BTreeSet<String>,
    /// The kinds of which a record could not be read: nothing that counts all of a kind holds for them.
    pub lost: BTreeSet<Kind>,
}

/// One record of any kind.
#[derive(Debug, Clone)]
enum Any {
    Site(Arc<Site>),
    Exhibition(Arc<Exhibition>),
    Unit(Arc<Unit>),
    Branch(Arc<Branch>),
    Person(Arc<Person>),
    Post(Arc<Post>),
    Honour(Arc<Honour>),
    Decision(Arc<Decision>),
    Notice(Arc<Notice>),
    Exhibit(Arc<Exhibit>),
    Pairing(Arc<Pairing>),
    Report(Arc<Report>),
    Page(Arc<Page>),
    Calendar(Arc<CalendarYear>),
}

/// What one file holds.
#[derive(Debug)]
pub(super) struct FileRecords {
    records: Vec<Any>,
    /// Names and ids of what could not be read.
    lost: Vec<String>,
    found: Diagnostics,
}

/// Returns the records of files, in the order of their paths.
pub(super) fn gathered<'a>(
    read: impl Iterator<Item = (&'a str, &'a FileRecords)> + Clone,
    snapshot: &Snapshot,
) -> Outcome<Records> {
    let mut found = Diagnostics::default();
    let mut records = Records::default();
    let attached: BTreeSet<String> = read.clone().flat_map(|(_, file)| &file.records).flat_map(Any::attached).collect();
    // A table that a notice hands out is no table of records, though it lies beside them.
    let is_handed_out = |path: &str| attached.contains(path) && matches!(Form::of(path), Form::Csv | Form::Xlsx);
    for (path, file) in read.filter(|(path, _)| !is_handed_out(path)) {
        let FileRecords { records: list, lost, found: problems } = file;
        found.extend(problems.iter().cloned());
        if !lost.is_empty() {
            records.lost.extend(Kind::of_path(path));
        }
        records.poisoned.extend(lost.iter().cloned());
        for record in list {
            records.add(record.clone(), &mut found);
        }
    }
    unread(snapshot, &mut found);
    if records.site.is_none() && !records.lost.contains(&Kind::Site) {
        no_site(snapshot, &mut found);
    }
    Outcome { value: records, diagnostics: found }
}

/// Returns the records of a file that lies where none belongs.
pub(super) fn none_of(file: &Source) -> FileRecords {
    let mut found = Diagnostics::default();
    stray(file, &mut found);
    FileRecords { records: Vec::new(), lost: Vec::new(), found }
}

/// Returns the records of a file of a kind.
pub(super) fn records_of(file: &Source, kind: Kind, written: Outcome<Written>) -> FileRecords {
    let mut found = Diagnostics::default();
    let Written { entries, mut story, mut lost } = written.into_value(&mut found);
    let mut records = Vec::new();
    blank(file, &mut found);
    for mut entry in entries {
        sift(kind, &mut entry, &mut found);
        let mut names = entry_names(&entry);
        if entry.alone {
            names.push(stem(file));
        }
        let body = story.take().map(|(at, document)| Prose::of_story(document, &entry.place, at));
        let standing = Standing { kind, stem: entry.alone.then(|| stem(file)), body };
        let (record, sound) = one(standing, entry, &mut found);
        if !sound {
            lost.extend(names);
        }
        records.extend(record);
    }
    FileRecords { records, lost, found }
}

/// A file in a place where no record belongs.
fn stray(file: &Source, found: &mut Diagnostics) {
    let below = file.below_content();
    let Some((folder, _)) = below.split_once('/') else {
        let fact = format!("content 下不读取「{below}」");
        found
            .add(Code::UnknownForm, Place::file(file.path.clone()), fact)
            .help("记录放进各自的文件夹；content 下只放 site.yaml 和 exhibition.yaml");
        return;
    };
    if matches!(folder, "photos" | "fonts") {
        return;
    }
    let folders = Kind::ALL.iter().map(|kind| kind.folder()).filter(|folder| !folder.contains('.'));
    let near = nearest(folder, folders.clone());
    let problem =
        found.add(Code::UnknownFolder, Place::file(file.path.clone()), format!("content 下没有「{folder}」这种文件夹"));
    if let Some(near) = near {
        problem.help(format!("是不是「{near}」？"));
    }
    problem.help(format!("可用的文件夹：{}、photos", folders.collect::<Vec<_>>().join("、")));
}

/// Tells files that are neither records nor pictures, and that no record names: a draft in Word, perhaps.
fn unread(snapshot: &Snapshot, found: &mut Diagnostics) {
    const LEFT_BY_PROGRAMS: [&str; 4] = [".", "~$", "Thumbs.db", "desktop.ini"];
    let others = snapshot.others.keys().filter(|path| Form::of(path) == Form::Other);
    for path in others {
        let name = path.rsplit('/').next().unwrap_or(path);
        // Fonts for print are taken by their names within, and named by no record.
        let is_font = path.starts_with("content/fonts/");
        let named = |file: &Source| String::from_utf8_lossy(&file.bytes).contains(name);
        if is_font
            || LEFT_BY_PROGRAMS.iter().any(|start| name.starts_with(start))
            || snapshot.sources.values().any(named)
        {
            continue;
        }
        found
            .add(Code::UnknownForm, Place::file(path.clone()), format!("「{name}」不会读取，也没有记录用到它"))
            .help("要发布的稿件复制到 .md 文件里；作附件的写进「附件」；用不到的移出 content");
    }
}

fn no_site(snapshot: &Snapshot, found: &mut Diagnostics) {
    let file = snapshot.sources.keys().find(|path| Kind::of_path(path) == Some(Kind::Site));
    match file {
        Some(path) => found
            .add(Code::NoContent, Place::file(path.clone()), format!("{path} 里没有内容"))
            .help("至少写一行：名称: 网站的名称"),
        None => found
            .add(Code::NoContent, Place::file("content/site.yaml"), "找不到 content/site.yaml")
            .help("用 bangyang init 建一个样例，或者用 --root 指到项目文件夹"),
    };
}

/// Tells a file in which nothing stands, lest somebody think that it is published.
fn blank(file: &Source, found: &mut Diagnostics) {
    let holds_many = matches!(file.form, Form::Yaml | Form::Csv) && Kind::of_path(&file.path) != Some(Kind::Site);
    if holds_many && file.bytes.trim_ascii().is_empty() {
        found
            .add(Code::UnknownForm, Place::file(file.path.clone()), "文件是空的，里面没有记录")
            .help("把内容写好再保存；用不到就删掉它");
    }
}

fn stem(file: &Source) -> String {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

/// The words by which others may refer to an entry.
fn entry_names(entry: &Entry) -> Vec<String> {
    use crate::source::Value;
    let names = ["name", "名称", "姓名", "title", "标题", "id", "编号", "short", "简称", "year", "年份"];
    let named = entry.fields.iter().filter(|(key, _)| names.contains(&key.trim()));
    named
        .filter_map(|(_, value)| match value {
            Value::Text(text) | Value::Cell(text) => Some(text.trim().to_owned()),
            Value::Int(number) => Some(number.to_string()),
            _ => None,
        })
        .collect()
}

/// Reads one entry, and whether all of it could be read.
///
/// Of one with an error the rest goes on to be linked where that raises no echoes, so that one run tells everything.
fn one(standing: Standing, entry: Entry, found: &mut Diagnostics) -> (Option<Any>, bool) {
    let kind = standing.kind;
    let mut fields = Reader::open(entry.fields, fields_of(kind), &entry.place, found);
    let record = match kind {
        Kind::Unit => Any::Unit(Arc::new(Unit::read(standing, &mut fields))),
        Kind::Branch => Any::Branch(Arc::new(Branch::read(standing, &mut fields))),
        Kind::Person => Any::Person(Arc::new(Person::read(standing, &mut fields))),
        Kind::Post => Any::Post(Arc::new(Post::read(standing, &mut fields))),
        Kind::Honour => Any::Honour(Arc::new(Honour::read(standing, &mut fields))),
        Kind::Decision => Any::Decision(Arc::new(Decision::read(standing, &mut fields))),
        Kind::Notice => Any::Notice(Arc::new(Notice::read(standing, &mut fields))),
        Kind::Exhibit => Any::Exhibit(Arc::new(Exhibit::read(standing, &mut fields))),
        Kind::Pairing => Any::Pairing(Arc::new(Pairing::read(standing, &mut fields))),
        Kind::Report => Any::Report(Arc::new(Report::read(standing, &mut fields))),
        Kind::Page => Any::Page(Arc::new(Page::read(standing, &mut fields))),
        Kind::Calendar => match CalendarYear::read(&mut fields) {
            Some(year) => Any::Calendar(Arc::new(year)),
            None => return (None, false),
        },
        Kind::Site => Any::Site(Arc::new(Site::read(standing, &mut fields))),
        Kind::Exhibition => Any::Exhibition(Arc::new(Exhibition::read(standing, &mut fields))),
    };
    let sound = fields.is_sound();
    ((sound || record.can_be_linked()).then_some(record), sound)
}

impl Any {
    /// Returns the paths of the files that the record hands out.
    fn attached(&self) -> Vec<String> {
        let Self::Notice(notice) = self else { return Vec::new() };
        notice.attachments.iter().filter_map(|written| beside(&notice.head.origin.file, &written.file).ok()).collect()
    }

    /// Whether the record tells enough of itself, after an error, for its references to be checked: it has a name, and
    /// no rule would take what is missing for a second error.
    fn can_be_linked(&self) -> bool {
        let head = match self {
            Self::Unit(record) => &record.head,
            Self::Branch(record) => &record.head,
            Self::Person(record) => &record.head,
            Self::Post(record) => &record.head,
            Self::Honour(record) => &record.head,
            Self::Decision(record) => &record.head,
            Self::Notice(record) => &record.head,
            Self::Report(record) => &record.head,
            Self::Page(record) => &record.head,
            Self::Exhibit(_) | Self::Pairing(_) | Self::Calendar(_) | Self::Site(_) | Self::Exhibition(_) => {
                return false;
            }
        };
        !head.name.is_empty()
    }
}

impl Records {
    /// Returns what every record carries that has a page, kind by kind.
    pub fn heads(&self) -> impl Iterator<Item = &Head> {
        let things = self.units.iter().map(|it| &it.head).chain(self.branches.iter().map(|it| &it.head));
        let things = things.chain(self.people.iter().map(|it| &it.head)).chain(self.posts.iter().map(|it| &it.head));
        let deeds = self.honours.iter().map(|it| &it.head).chain(self.decisions.iter().map(|it| &it.head));
        let deeds = deeds.chain(self.notices.iter().map(|it| &it.head)).chain(self.exhibits.iter().map(|it| &it.head));
        let words = self.pairings.iter().map(|it| &it.head).chain(self.reports.iter().map(|it| &it.head));
        things.chain(deeds).chain(words).chain(self.pages.iter().map(|it| &it.head))
    }

    fn add(&mut self, record: Any, found: &mut Diagnostics) {
        match record {
            Any::Unit(record) => self.units.push(record),
            Any::Branch(record) => self.branches.push(record),
            Any::Person(record) => self.people.push(record),
            Any::Post(record) => self.posts.push(record),
            Any::Honour(record) => self.honours.push(record),
            Any::Decision(record) => self.decisions.push(record),
            Any::Notice(record) => self.notices.push(record),
            Any::Exhibit(record) => self.exhibits.push(record),
            Any::Pairing(record) => self.pairings.push(record),
            Any::Report(record) => self.reports.push(record),
            Any::Page(record) => self.pages.push(record),
            Any::Calendar(record) => self.calendar.push(record),
            Any::Exhibition(record) => match &self.exhibition {
                Some(first) => {
                    found
                        .add(Code::DuplicateId, record.origin.clone(), "展览写了两次")
                        .label(first.origin.clone(), "另一个在这里")
                        .help("只留一个 exhibition.yaml");
                }
                None => self.exhibition = Some(record),
            },
            Any::Site(record) => match &self.site {
                Some(first) => {
                    found
                        .add(Code::DuplicateId, record.origin.clone(), "站点写了两次")
                        .label(first.origin.clone(), "另一个在这里")
                        .help("只留一个 site.yaml");
                }
                None => self.site = Some(record),
            },
        }
    }
}

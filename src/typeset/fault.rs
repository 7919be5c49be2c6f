//! A layout's error in an editor's words.
//!
//! **In:** what Typst said. **Out:** a [`Fault`] with the layout's file and line. **Never:** Typst's words alone.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use super::bounds::TOO_LONG;
use super::world::World;
use crate::diag::{Code, Diagnostics, Place};

/// Why a document could not be made, or what is doubtful in its layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file and, where it is known, the line: `templates/print/album.typ`.
    pub place: Place,
    /// The fact, in Chinese, with Typst's words behind it.
    pub message: String,
    /// What to do, in Chinese.
    pub help: String,
}

impl Fault {
    /// Tells this as a template error.
    pub fn tell(self, found: &mut Diagnostics) {
        found.add(Code::Template, self.place, self.message).help(self.help);
    }

    /// Returns a fault of a whole file.
    pub(super) fn whole(file: String, message: &str, help: &str) -> Self {
        Self { place: Place::file(file), message: message.to_owned(), help: help.to_owned() }
    }
}

/// Returns Typst's complaints as faults, in its order; those without a place stand at the first layout.
pub(super) fn faults(world: &World, layout: &str, said: &[SourceDiagnostic]) -> Vec<Fault> {
    said.iter().map(|one| fault(world, layout, one)).collect()
}

fn fault(world: &World, layout: &str, said: &SourceDiagnostic) -> Fault {
    let whole = || Place::file(format!("templates/{}", layout.trim_start_matches('/')));
    let place = said.span.id().map_or_else(whole, |id| {
        let file = Place::file(World::name(id));
        match line(world, said) {
            Some((line, column)) => file.line(line + 1, column + 1),
            None => file,
        }
    });
    let hint = said.hints.iter().map(|hint| hint.v.as_str()).next();
    Fault { place, message: told(&said.message), help: help(&said.message, hint) }
}

/// Returns line and column, from 0.
fn line(world: &World, said: &SourceDiagnostic) -> Option<(usize, usize)> {
    let range = world.range(said.span)?;
    let source = typst::World::source(world, said.span.id()?).ok()?;
    source.lines().byte_to_line_column(range.start)
}

/// What Typst says often, and the same in Chinese. The first words that occur decide.
const KNOWN: &[(&str, &str)] = &[
    ("panicked with: ", "版式自己报错"),
    ("assertion failed", "版式里的断言不成立"),
    ("unknown variable", "用了没有的名称"),
    ("does not contain key", "用了没有的字段"),
    ("file not found", "用到的文件不存在"),
    ("package not found", "版式不能用网上的宏包"),
    ("packages are not supported", "版式不能用网上的宏包"),
    ("unclosed", "括号或引号没有收尾"),
    ("has no method", "用了没有的函数"),
    ("unknown field", "用了没有的字段"),
    ("missing argument", "少写了参数"),
    ("cannot be called", "把不是函数的东西当函数用"),
    ("call depth exceeded", "自己套自己，层数太多"),
    ("depth exceeded", "套的层数太多"),
    ("seems to be infinite", "循环停不下来"),
    (TOO_LONG, "循环次数太多"),
    ("did not converge", "排版来回变动，定不下来"),
    ("unknown font family", "用了没有的字体"),
    ("could not be displayed with", "字体里没有这个字"),
    ("missing alt text", "图片没有替代文字"),
    ("missing document title", "文件没有标题"),
    ("missing document language", "文件没有写明语言"),
    ("missing a CMYK profile", "存档文件不能用 CMYK 颜色"),
    ("failed to decode image", "图片读不出来"),
    ("failed to process image", "图片读不出来"),
    ("failed to parse JSON", "数据不是 JSON"),
    ("is not valid UTF-8", "文件的编码不是 UTF-8"),
    ("does not exist in the document", "引用的标签不存在"),
    ("divide by zero", "除以零"),
    ("expected", "写法有误"),
];

fn told(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default().trim();
    match KNOWN.iter().find(|(words, _)| first.contains(words)) {
        Some((_, chinese)) => format!("版式用不成：{chinese}（{first}）"),
        None => format!("版式用不成：{first}"),
    }
}

fn help(message: &str, hint: Option<&str>) -> String {
    let rest = "对照自带的版式改好；删掉这个文件就用自带的";
    match hint {
        _ if message.contains("package") => "把宏包的文件放进 templates/print/，再从那里引用".to_owned(),
        Some(hint) => format!("{rest}（{hint}）"),
        None => rest.to_owned(),
    }
}

//! The words of the command line, and their help.
//!
//! **In:** arguments as typed. **Out:** [`Args`], or what to print instead. **Never:** anything done.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand};

use super::super::asked::{Args, AuditForm, Command, Format, Instead, MORE, Serving};
#[cfg(feature = "print")]
use super::print::PrintWords;
use super::slip::slip;
use crate::zh::date::Moment;

/// Returns what `arguments` (the program's name first) ask for.
pub(in super::super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Args, Instead> {
    let line = Line::try_parse_from(arguments).map_err(|error| slip(&error))?;
    let command = command(line.word)?;
    let Options { root, at, drafts, output, format, quiet, .. } = line.options;
    Ok(Args {
        root: root.map_or_else(|| PathBuf::from("."), unquoted),
        at,
        shows_drafts: drafts,
        output: output.map(unquoted),
        format: format.unwrap_or(Format::Human),
        is_quiet: quiet,
        command,
    })
}

/// A folder that was dragged into a Windows console may come with quotation marks, or with the last one alone.
fn unquoted(path: PathBuf) -> PathBuf {
    match path.to_str() {
        Some(text) if text.contains('"') => PathBuf::from(text.trim_matches('"')),
        _ => path,
    }
}

const TOP: &str = "\
{about}

用法：{usage}

命令：
{subcommands}

选项（写在命令前后都可以）：
{options}

退出状态：0 完成；1 内容有错误，没有发布；2 命令写得不对；3 机器的原因没有做成";
const ONE: &str = "{about}\n\n用法：{usage}\n\n选项：\n{options}";
const WITH: &str = "{about}\n\n用法：{usage}\n\n参数：\n{positionals}\n\n选项：\n{options}";

#[derive(Parser)]
#[command(
    name = "bangyang",
    version,
    about = "榜样：把 content 文件夹里的记录做成先进典型宣传网站",
    override_usage = "bangyang [选项] <命令>",
    help_template = TOP,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
)]
struct Line {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    word: Word,
}

#[derive(clap::Args)]
struct Options {
    #[arg(long, global = true, value_name = "文件夹", help = "项目文件夹，不写就是当前文件夹")]
    root: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "时间",
        value_parser = moment,
        help = "按这个北京时间生成，例如 2021-07-01 或 \"2021-07-01 09:00\"，不写就是现在"
    )]
    at: Option<Moment>,
    #[arg(long, global = true, help = "连草稿一起显示，只供自己看")]
    drafts: bool,
    #[arg(
        long,
        global = true,
        value_name = "文件夹",
        help = "输出到这里；不写，网站在项目里的 public，印刷品在 public/print"
    )]
    output: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "格式",
        value_parser = format,
        help = "问题怎样显示：human 给人看，json 给程序读；不写就是 human"
    )]
    format: Option<Format>,
    #[arg(long, global = true, help = "只说问题，不说别的")]
    quiet: bool,
    #[arg(short, long, global = true, action = ArgAction::Help, help = "显示帮助")]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, help = "显示版本")]
    version: Option<bool>,
}

#[derive(Subcommand)]
enum Word {
    #[command(
        about = "新建一个能直接生成的小项目，处处有中文说明",
        override_usage = "bangyang init <文件夹>",
        help_template = WITH
    )]
    Init {
        #[arg(value_name = "文件夹", help = "新项目的文件夹；已有内容的文件夹不会改动")]
        folder: PathBuf,
    },
    #[command(about = "检查内容，没有错误就生成网站到 public", override_usage = "bangyang build [选项]", help_template = ONE)]
    Build,
    #[command(about = "只检查内容，不生成网站", override_usage = "bangyang check [选项]", help_template = ONE)]
    Check {
        #[arg(
            long,
            value_name = "样子",
            num_args = 0..=1,
            default_missing_value = "text",
            value_parser = audit_form,
            help = "再出一份政府网站检查的自查报告：text 文字（不写就是它）、json、html"
        )]
        audit: Option<AuditForm>,
        #[arg(long, conflicts_with = "audit", help = "再列出超过更新周期没有更新的栏目（site.yaml 的 update_days）")]
        stale: bool,
    },
    #[command(about = "边写边看：在本机开一个预览，改了内容网页自己更新", override_usage = "bangyang serve [选项]", help_template = ONE)]
    Serve {
        #[arg(long, value_name = "端口", default_value = "1111", hide_default_value = true, value_parser = port, help = "开在哪个端口，不写就是 1111")]
        port: u16,
        #[arg(
            long,
            value_name = "地址",
            help = "让别的电脑也能看：写这台机器的地址，0.0.0.0 是全部地址；不写就只有本机能看"
        )]
        host: Option<String>,
        #[arg(long, help = "开好以后打开浏览器")]
        open: bool,
        #[arg(long, value_name = "网址", help = "点文件名时怎样打开编辑器，不写就是 vscode://file/{path}:{line}")]
        editor: Option<String>,
    },
    #[command(
        about = "写出编辑器用的 JSON Schema，放在 content/.schema",
        override_usage = "bangyang schema [选项]",
        help_template = ONE
    )]
    Schema,
    #[command(
        about = "说明一个问题编号，或一类记录的字段；不写就列出全部编号",
        override_usage = "bangyang explain [编号]",
        help_template = WITH
    )]
    Explain {
        #[arg(value_name = "编号", help = "例如 E0301；也可以写一类记录，例如 党支部")]
        code: Option<String>,
    },
    #[command(about = "显示帮助；后面写命令，就只说那个命令", override_usage = "bangyang help [命令]", help_template = WITH)]
    Help {
        #[arg(value_name = "命令", help = "例如 build")]
        command: Option<String>,
    },
    #[cfg(feature = "print")]
    #[command(
        about = "排印图册、展牌、标牌、证书、公示，输出 PDF",
        override_usage = "bangyang print <印什么> [选项]",
        help_template = WITH
    )]
    Print(PrintWords),
}

fn command(word: Word) -> Result<Command, Instead> {
    Ok(match word {
        Word::Init { folder } => Command::Init(unquoted(folder)),
        Word::Build => Command::Build,
        Word::Check { stale: true, .. } => Command::Check(Some(AuditForm::Stale)),
        Word::Check { audit, stale: false } => Command::Check(audit),
        Word::Serve { port, host, open, editor } => {
            Command::Serve(Serving { port, host: host.filter(|host| !host.is_empty()), opens: open, editor })
        }
        Word::Schema => Command::Schema,
        Word::Explain { code } => Command::Explain(code),
        #[cfg(feature = "print")]
        Word::Print(words) => Command::Print(words.into()),
        Word::Help { command } => return Err(help(command)),
    })
}

/// Returns what `bangyang <command> --help` prints, or `bangyang --help`.
fn help(command: Option<String>) -> Instead {
    let words = [Some("bangyang".to_owned()), command, Some("--help".to_owned())];
    match Line::try_parse_from(words.into_iter().flatten()) {
        Err(error) => slip(&error),
        Ok(_) => Instead::Wrong(format!("命令写得不对\n用 {MORE} 查看用法")),
    }
}

fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).map_err(|error| format!("{error}。{}", error.help()))
}

fn port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| "端口写 1 到 65535 的数字".to_owned())
}

fn audit_form(text: &str) -> Result<AuditForm, String> {
    match text {
        "text" => Ok(AuditForm::Text),
        "json" => Ok(AuditForm::Json),
        "html" => Ok(AuditForm::Html),
        _ => Err("可以写：text、json、html".to_owned()),
    }
}

fn format(text: &str) -> Result<Format, String> {
    match text {
        "human" => Ok(Format::Human),
        "json" => Ok(Format::Json),
        _ => Err("可以写：human、json".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &[&str]) -> Result<Args, Instead> {
        parse(std::iter::once("bangyang").chain(line.iter().copied()).map(OsString::from))
    }

    fn plain(command: Command) -> Args {
        Args {
            root: PathBuf::from("."),
            at: None,
            shows_drafts: false,
            output: None,
            format: Format::Human,
            is_quiet: false,
            command,
        }
    }

    #[test]
    fn a_command_alone_has_its_defaults() {
        assert_eq!(parsed(&["build"]), Ok(plain(Command::Build)));
        assert_eq!(parsed(&["check"]), Ok(plain(Command::Check(None))));
        assert_eq!(parsed(&["check", "--audit"]), Ok(plain(Command::Check(Some(AuditForm::Text)))));
        assert_eq!(parsed(&["check", "--stale"]), Ok(plain(Command::Check(Some(AuditForm::Stale)))));
        assert_eq!(parsed(&["check", "--audit", "html"]), Ok(plain(Command::Check(Some(AuditForm::Html)))));
        assert_eq!(parsed(&["schema"]), Ok(plain(Command::Schema)));
        assert_eq!(parsed(&["explain"]), Ok(plain(Command::Explain(None))));
        assert_eq!(parsed(&["explain", "E0301"]), Ok(plain(Command::Explain(Some("E0301".to_owned())))));
        let serving = Serving { port: 1111, host: None, opens: false, editor: None };
        assert_eq!(parsed(&["serve"]), Ok(plain(Command::Serve(serving))));
        assert_eq!(parsed(&["init", "新网站"]), Ok(plain(Command::Init(PathBuf::from("新网站")))));
    }

    #[cfg(feature = "print")]
    #[test]
    fn what_is_to_be_printed_is_read_in_either_language() {
        use super::super::super::asked::ToPrint;
        use crate::plan::Purpose;
        use crate::printing::Product;
        let boards = ToPrint {
            product: Product::Boards,
            purpose: Purpose::Press,
            only: vec!["5".to_owned(), "8".to_owned()],
            size: Some((600, 900)),
            icc: None,
        };
        let line = ["print", "展牌", "--profile", "press", "--size", "60×90", "--only", "5", "8"];
        assert_eq!(parsed(&line), Ok(plain(Command::Print(boards))));
        assert_eq!(
            wrong(&["print", "book"]),
            "「印什么」的「book」不对：可以写：album、boards、plaques、certificates、notices"
        );
        let sizes = "写成 90x120 的样子，单位厘米，每边20到300";
        assert_eq!(wrong(&["print", "boards", "--size", "9x12"]), format!("「--size」的「9x12」不对：{sizes}"));
    }

    #[test]
    fn every_option_may_stand_before_or_after_the_command() {
        type Change = fn(&mut Args);
        let options: [(&[&str], Change); 7] = [
            (&["--root", "网站"], |args| args.root = PathBuf::from("网站")),
            (&["--at", "2021-07-01 09:00"], |args| args.at = Moment::parse("2021-07-01 09:00").ok()),
            (&["--at=2021年7月1日"], |args| args.at = Moment::parse("2021-07-01").ok()),
            (&["--drafts"], |args| args.shows_drafts = true),
            (&["--output", "out"], |args| args.output = Some(PathBuf::from("out"))),
            (&["--format", "json"], |args| args.format = Format::Json),
            (&["--quiet"], |args| args.is_quiet = true),
        ];
        for (option, change) in options {
            let mut expected = plain(Command::Build);
            change(&mut expected);
            assert_eq!(parsed(&[option, &["build"]].concat()), Ok(expected.clone()), "{option:?}");
            assert_eq!(parsed(&[&["build"], option].concat()), Ok(expected), "{option:?}");
        }
    }

    #[test]
    fn a_folder_dragged_into_a_console_loses_its_quotation_marks() {
        let dragged = parsed(&["build", "--root", "C:\\网站\""]).map(|args| args.root);
        assert_eq!(dragged, Ok(PathBuf::from("C:\\网站")));
    }

    #[test]
    fn help_is_chinese_wherever_it_is_asked_for() {
        let english =
            ["Usage", "Options", "Commands", "Arguments", "Print", "default", "possible", "OPTIONS", "for help"];
        for line in [
            &["--help"][..],
            &["-h"],
            &["init", "--help"],
            &["build", "-h"],
            &["check", "-h"],
            &["explain", "-h"],
            &["serve", "-h"],
            &["help"],
        ] {
            let Err(Instead::Help(text)) = parsed(line) else { panic!("no help for {line:?}") };
            assert!(text.contains("用法：bangyang"), "{text}");
            assert!(text.contains("显示帮助"), "{text}");
            assert!(english.iter().all(|word| !text.contains(word)), "{text}");
        }
    }

    #[test]
    fn help_as_a_command_is_the_help_of_the_command_that_follows() {
        assert_eq!(parsed(&["help"]), parsed(&["--help"]));
        for command in ["init", "build", "check", "schema", "explain", "help"] {
            assert_eq!(parsed(&["help", command]), parsed(&[command, "--help"]), "{command}");
            assert!(matches!(parsed(&["help", command]), Err(Instead::Help(_))), "{command}");
        }
    }

    #[test]
    fn help_names_every_command_and_option_in_columns() {
        let Err(Instead::Help(text)) = parsed(&["--help"]) else { panic!("no help") };
        for word in ["init", "build", "check", "serve", "schema", "explain"] {
            assert!(text.contains(&format!("\n  {word} ")), "{text}");
        }
        for word in ["--root <文件夹>", "--at <时间>", "--drafts", "--output <文件夹>", "--format <格式>", "--quiet"]
        {
            assert!(text.contains(word), "{text}");
        }
        let Err(Instead::Help(version)) = parsed(&["-V"]) else { panic!("no version") };
        assert_eq!(version.trim(), concat!("bangyang ", env!("CARGO_PKG_VERSION")));
    }

    fn wrong(line: &[&str]) -> String {
        let arguments = std::iter::once("bangyang").chain(line.iter().copied()).map(OsString::from);
        match parse(arguments) {
            Err(Instead::Wrong(text)) => {
                let (fact, way_out) = text.split_once('\n').expect("two lines");
                assert_eq!(way_out, "用 bangyang --help 查看用法");
                fact.to_owned()
            }
            other => panic!("{line:?} gives {other:?}"),
        }
    }

    #[test]
    fn every_slip_is_told_in_chinese() {
        let told: [(&[&str], &str); 14] = [
            (&[], "没有写命令。常用的是：bangyang check（检查）、bangyang build（生成网站）"),
            (&["--quiet"], "没有写命令。常用的是：bangyang check（检查）、bangyang build（生成网站）"),
            (&["biuld"], "没有「biuld」这个命令。是不是想写「build」？"),
            (&["serve", "--port", "十"], "「--port」的「十」不对：端口写 1 到 65535 的数字"),
            (
                &["D:\\网站"],
                "没有「D:\\网站」这个命令。要生成这个文件夹里的网站，写：bangyang build --root \"D:\\网站\"",
            ),
            (&["build", "--draft"], "没有「--draft」这个选项。是不是想写「--drafts」？"),
            (&["build", "网站"], "多写了「网站」"),
            (&["build", "--format", "xml"], "「--format」的「xml」不对：可以写：human、json"),
            (&["build", "--root"], "「--root」后面缺少值"),
            (
                &["build", "--at", "7月1日"],
                "「--at」的「7月1日」不对：日期不完整，年、月、日缺一不可。把年、月、日写全，年份写四位，如 2021年6月11日",
            ),
            (&["build", "--output", "a", "--output", "b"], "「--output」写了不止一次"),
            (&["init"], "缺少「文件夹」"),
            (&["build", "--quiet=1"], "「--quiet」后面不写值"),
            (&["help", "biuld"], "没有「biuld」这个命令。是不是想写「build」？"),
        ];
        for (line, expected) in told {
            assert_eq!(wrong(line), expected, "{line:?}");
        }
    }

    #[test]
    fn what_was_typed_cannot_steer_the_terminal() {
        assert_eq!(wrong(&["\u{1b}[2J"]), "没有「␛[2J」这个命令");
    }
}

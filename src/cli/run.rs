//! From arguments to an exit status, whatever happens on the way.
//!
//! **In:** arguments. **Out:** a status of [`Status`]. **Never:** a panic that leaves the program: it is our bug, told
//! in Chinese with an English detail that can be sent to us.

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::{Mutex, PoisonError};

use super::args::parse;
use super::asked::{Args, Command, Instead};
use super::console::Console;
#[cfg(feature = "print")]
use super::print;
use super::stop::{Status, Stop};
use super::{build, check, explain, init, schema, serve};

/// What the last panic said, and where.
static DETAIL: Mutex<String> = Mutex::new(String::new());

/// Does what `arguments` (the program's name first) ask for and returns the exit status.
///
/// 0 done; 1 the content has errors; 2 wrong usage; 3 the machine failed it; 101 our bug.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    // Also from another thread than this one: the sentence that a bug is told by waits until it has come here.
    set_hook(Box::new(|info| *DETAIL.lock().unwrap_or_else(PoisonError::into_inner) = info.to_string()));
    let mut console = Console::of_process();
    let status = guarded(&mut console, |console| obey(arguments, console));
    let status = if status == Status::Done && console.has_failed() { unheard(&mut console) } else { status };
    status.code()
}

/// Returns what `work` returns, or tells a panic in it as our bug.
fn guarded(console: &mut Console, work: impl FnOnce(&mut Console) -> Status) -> Status {
    match catch_unwind(AssertUnwindSafe(|| work(console))) {
        Ok(status) => status,
        Err(_) => {
            let detail = DETAIL.lock().unwrap_or_else(PoisonError::into_inner).clone();
            console.complain(&bug(&detail));
            Status::Bug
        }
    }
}

fn obey(arguments: impl IntoIterator<Item = OsString>, console: &mut Console) -> Status {
    let args = match parse(arguments) {
        Ok(args) => args,
        Err(Instead::Help(text)) => {
            console.say(&text);
            return Status::Done;
        }
        Err(Instead::Wrong(text)) => {
            console.complain(&text);
            return Status::Usage;
        }
    };
    if args.is_quiet {
        console.hush();
    }
    match command(&args, console) {
        Ok(status) => status,
        Err(Stop { status, text }) => {
            console.complain(&text);
            status
        }
    }
}

fn command(args: &Args, console: &mut Console) -> Result<Status, Stop> {
    match &args.command {
        Command::Init(folder) => init::init(folder, args, console),
        Command::Build => build::build(args, console),
        Command::Check(audit) => check::check(args, *audit, console),
        Command::Serve(serving) => serve::serve(args, serving, console),
        Command::Schema => schema::schema(args, console),
        Command::Explain(code) => explain::explain(code.as_deref(), console),
        #[cfg(feature = "print")]
        Command::Print(wanted) => print::print(args, wanted, console),
    }
}

fn unheard(console: &mut Console) -> Status {
    console.complain("该显示的内容没有写出去。检查磁盘是否满了，再运行一次");
    Status::Machine
}

fn bug(detail: &str) -> String {
    format!(
        "这是程序本身的毛病，不是内容的错；没有发布，线上的网站没有变化。\n\
         把下面几行和正在做的事告诉程序的维护者：\n\
         bangyang {} {} {}\n{detail}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
    )
}

#[cfg(test)]
mod tests {
    use super::super::console::Heard;
    use super::*;

    fn typed(line: &[&str]) -> (u8, String, String) {
        let (out, err) = (Heard::default(), Heard::default());
        let mut console = Console::into_memory(Box::new(out.clone()), Box::new(err.clone()));
        let arguments = std::iter::once("bangyang").chain(line.iter().copied()).map(OsString::from);
        let status = guarded(&mut console, |console| obey(arguments, console));
        (status.code(), out.text(), err.text())
    }

    #[test]
    fn wrong_usage_ends_with_two_and_says_why() {
        let (code, out, err) = typed(&["publish"]);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.starts_with("没有「publish」这个命令"), "{err}");
        assert_eq!(typed(&["explain", "X"]).0, 2);
    }

    #[cfg(feature = "print")]
    #[test]
    fn an_order_that_could_only_be_meant_otherwise_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().to_str().expect("the folder's name is text");
        let public = folder.path().join("public");
        let public = public.to_str().expect("the folder's name is text");
        assert_eq!(typed(&["init", root]).0, 0);
        let refused: [(&[&str], &str); 5] = [
            (&["album", "--only", "5"], "图册总是整本排"),
            (&["plaques", "--size", "60x90"], "标牌只有一种尺寸"),
            (&["boards", "--icc", "a.icc"], "--icc 只在送印刷厂时用"),
            (&["notices", "--output", public], "印刷品放在 public/print 里"),
            (&["notices", "--drafts"], "草稿不能印进 public"),
        ];
        for (words, expected) in refused {
            let (code, _, err) = typed(&[&["print", "--root", root], words].concat());
            assert_eq!(code, 2, "{words:?}: {err}");
            assert!(err.starts_with(expected), "{words:?}: {err}");
        }
        assert!(!folder.path().join("public").exists());
    }

    #[test]
    fn a_folder_that_is_not_there_is_wrong_usage_for_every_command() {
        for command in ["build", "check", "schema"] {
            let (code, _, err) = typed(&[command, "--root", "没有这个文件夹"]);
            assert_eq!(code, 2, "{command}");
            assert!(err.starts_with("没有「没有这个文件夹」这个文件夹。核对 --root 后面的路径"), "{err}");
        }
    }

    #[test]
    fn help_is_what_was_asked_for() {
        let (code, out, err) = typed(&["--help"]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.starts_with("榜样："), "{out}");
    }

    #[test]
    fn a_new_project_is_checked_built_and_built_again_unchanged() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("新网站");
        let root = root.to_str().expect("the folder's name is text");
        let on = |words: &[&str]| typed(&[&["--root", root, "--at", "2021-07-01"], words].concat());
        assert_eq!(typed(&["init", root]).0, 0);
        let (code, out, err) = on(&["check"]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.starts_with("检查完毕，没有错误："), "{out}");
        assert!(!folder.path().join("新网站/public").exists());
        let (code, out, err) = on(&["build"]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.starts_with("网站已生成：") && out.contains("按 2021-07-01 "), "{out}");
        assert!(folder.path().join("新网站/public/index.html").is_file());
        assert!(on(&["build"]).1.contains("写入 0 个文件"), "the second build");
        assert_eq!(on(&["build", "--quiet"]), (0, String::new(), String::new()));
        assert_eq!(on(&["build", "--format", "json"]), (0, String::new(), String::new()));
        assert_eq!(on(&["schema", "--quiet"]).0, 0);
        assert!(folder.path().join("新网站/content/.schema/branch.schema.json").is_file());
    }

    #[test]
    fn an_error_in_the_content_ends_with_one_and_publishes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().to_str().expect("the folder's name is text");
        let put = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        };
        put("content/site.yaml", "名称：示例\n");
        let (code, out, err) = typed(&["build", "--root", root]);
        assert_eq!((code, out.as_str()), (1, ""));
        assert!(err.contains("错误[E0105]") && err.contains("--> content/site.yaml:1:"), "{err}");
        assert!(err.contains("没有发布，线上的网站没有变化"), "{err}");
        let (code, out, err) = typed(&["--format", "json", "check", "--root", root]);
        assert_eq!((code, err.as_str()), (1, ""));
        let keys = r#"{"code":"E0105","severity":"error","file":"content/site.yaml","line":1,"column":"#;
        assert!(out.lines().any(|line| line.starts_with(keys)), "{out}");
        assert!(!folder.path().join("public").exists());
    }

    #[test]
    fn a_folder_without_content_is_told_and_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().to_str().expect("the folder's name is text");
        for command in ["build", "check", "schema"] {
            let (code, _, err) = typed(&[command, "--root", root]);
            assert_eq!(code, 1, "{command}");
            assert!(err.contains("错误[E0122]"), "{err}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn an_output_folder_that_holds_the_project_is_wrong_usage() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().to_str().expect("the folder's name is text");
        assert_eq!(typed(&["init", root]).0, 0);
        let (code, _, err) = typed(&["build", "--root", root, "--output", root]);
        assert_eq!(code, 2);
        assert!(err.contains("输出文件夹与项目"), "{err}");
    }

    #[test]
    fn a_panic_is_our_bug_and_told_as_such() {
        let (out, err) = (Heard::default(), Heard::default());
        let mut console = Console::into_memory(Box::new(out.clone()), Box::new(err.clone()));
        assert_eq!(guarded(&mut console, |_| panic!("an English detail")).code(), 101);
        assert!(err.text().starts_with("这是程序本身的毛病"), "{}", err.text());
        assert!(bug("an English detail").ends_with("\nan English detail"));
    }
}

//! The album beside `WeasyPrint`: the same exhibits, stories and photos, a photo page and a text page each.
//!
//! ```text
//! cargo bench --bench compare -- album PROJECT [weasyprint]
//! ```
//!
//! Ours prints for the press with a warm cache of photos: the whole program, fonts and checks included. The peer gets
//! one finished HTML page with plain page rules. Both need a Chinese font on the machine.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::{Figures, measured, median};

/// How often each is run; one more run before does not count.
const RUNS: usize = 5;

const STYLE: &str = "@page { size: 210mm 285mm; margin: 25mm 18mm 22mm 24mm; bleed: 3mm; marks: crop;
  @bottom-center { content: counter(page) } }
  body { font: 10.5pt/1.85 'Noto Serif CJK SC', serif; text-align: justify }
  h1 { font-size: 22pt } p { margin: 0; text-indent: 2em } section { break-before: page }
  img { width: 168mm; break-after: page } dl { font-size: 8.5pt }";

/// Measures both and prints a table.
pub(crate) fn compare(project: &Path, weasyprint: &str) -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("bangyang-bench-album-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let done = in_folder(project, weasyprint, &folder);
    std::fs::remove_dir_all(&folder)?;
    done
}

fn in_folder(project: &Path, weasyprint: &str, folder: &Path) -> Result<(), Box<dyn Error>> {
    let page = folder.join("album.html");
    std::fs::write(&page, html(project)?)?;
    let ours = runs(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bangyang"));
        command.args(["print", "album", "--profile", "press", "--quiet", "--at", "2021-07-01", "--root"]);
        measured(command.arg(project).arg("--output").arg(folder.join("ours")))
    })?;
    let theirs = runs(|| measured(Command::new(weasyprint).arg(&page).arg(folder.join("theirs.pdf"))))?;
    println!("| album | wall s | CPU s | peak MB |\n|---|---|---|---|");
    for (what, figures) in [("bangyang, press", ours), ("WeasyPrint", theirs)] {
        println!("| {what} | {:.2} | {:.2} | {:.0} |", figures.wall, figures.cpu, figures.memory);
    }
    println!("\nCPU: {:.1} times less; memory: {:.2} of it", theirs.cpu / ours.cpu, ours.memory / theirs.memory);
    Ok(())
}

fn runs(run: impl Fn() -> Result<Figures, Box<dyn Error>>) -> Result<Figures, Box<dyn Error>> {
    let all: Vec<Figures> = (0..=RUNS).map(|_| run()).collect::<Result<_, _>>()?;
    Ok(median(&all[1..]))
}

/// Every exhibit of a project as one page of HTML.
fn html(project: &Path) -> Result<String, Box<dyn Error>> {
    let mut out = format!("<!DOCTYPE html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><style>{STYLE}</style><body>");
    let walked = walkdir::WalkDir::new(project.join("content/exhibits")).sort_by_file_name();
    for entry in walked {
        let path = entry?.into_path();
        if path.extension().is_some_and(|extension| extension == "md") {
            exhibit(&path, &mut out)?;
        }
    }
    Ok(out)
}

fn exhibit(path: &Path, out: &mut String) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let (head, body) = text.trim_start_matches("---\n").split_once("\n---\n").ok_or("no front matter")?;
    let fields: serde_yaml::Value = serde_yaml::from_str(head)?;
    let field = |name: &str| fields.get(name).and_then(serde_yaml::Value::as_str).unwrap_or_default().to_owned();
    write!(out, "<section>")?;
    for photo in fields.get("照片").and_then(serde_yaml::Value::as_sequence).into_iter().flatten() {
        let file = photo.get("文件").and_then(serde_yaml::Value::as_str).unwrap_or_default();
        let file: PathBuf = path.parent().ok_or("a file lies in a folder")?.join(file);
        write!(out, "<img src=\"{}\" alt=\"\">", file.canonicalize()?.display())?;
    }
    write!(out, "<h1>{}</h1><p>{}</p>", field("标题"), field("导语"))?;
    pulldown_cmark::html::push_html(out, pulldown_cmark::Parser::new(body));
    write!(out, "</section>")?;
    Ok(())
}

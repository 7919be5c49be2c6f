//! How long a build takes, beside Hugo and beside the floor, on the same records in the same run.
//!
//! ```text
//! cargo bench --bench compare -- [--records 10000] [--runs 5] [--hugo hugo] [--at /dev/shm]
//! ```
//!
//! Every figure is the median of the runs. `floor` is a bare program (in `floor.rs`) that walks, reads, parses YAML and
//! Markdown, renders one Tera page a record and its lists, and writes, with no checks and no pictures. A folder on
//! tmpfs is best: an ext4 disk with discard takes most of a minute to delete such a tree.
//!
//! `-- album PROJECT` measures the album beside another maker of PDF, see `album.rs`.
//! `-- pictures FOLDER` measures photos beside sharp, see `pictures.rs`.
//! Also: `-- generate N DIR` writes the records alone, `-- floor IN OUT` runs the floor alone.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench reads, writes, measures and prints")]

mod album;
mod floor;
mod hugo;
mod measure;
mod pictures;
mod report;
mod saves;
mod workload;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use measure::{Figures, measured, median};
use report::Report;

/// What was asked for.
struct Wanted {
    records: usize,
    runs: usize,
    hugo: String,
    at: PathBuf,
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["generate", records, folder] => workload::project(Path::new(folder), records.parse()?),
        ["floor", from, to] => floor::build(Path::new(from), Path::new(to)),
        ["album", project] => album::compare(Path::new(project), "weasyprint"),
        ["album", project, weasyprint] => album::compare(Path::new(project), weasyprint),
        ["pictures", modules] => pictures::compare(Path::new(modules), 58, &wanted(&[])?.at),
        ["pictures", modules, records] => pictures::compare(Path::new(modules), records.parse()?, &wanted(&[])?.at),
        ["measure", ref command @ ..] => measure::within(command),
        _ => compare(&wanted(&words)?),
    }
}

fn wanted(words: &[String]) -> Result<Wanted, Box<dyn Error>> {
    let shm = Path::new("/dev/shm");
    let at = if shm.is_dir() { shm.to_owned() } else { std::env::temp_dir() };
    let mut wanted = Wanted { records: 10_000, runs: 5, hugo: "hugo".to_owned(), at };
    for pair in words.chunks(2) {
        let [name, value] = pair else { return Err(format!("{} has no value", pair[0]).into()) };
        match name.as_str() {
            "--records" => wanted.records = value.parse()?,
            "--runs" => wanted.runs = value.parse()?,
            "--hugo" => wanted.hugo.clone_from(value),
            "--at" => wanted.at = value.into(),
            _ => return Err(format!("there is no option {name}").into()),
        }
    }
    Ok(wanted)
}

fn compare(wanted: &Wanted) -> Result<(), Box<dyn Error>> {
    let folder = wanted.at.join(format!("bangyang-bench-{}", std::process::id()));
    let done = in_folder(wanted, &folder);
    std::fs::remove_dir_all(&folder)?;
    done
}

fn in_folder(wanted: &Wanted, folder: &Path) -> Result<(), Box<dyn Error>> {
    let (ours, theirs) = (folder.join("ours"), folder.join("hugo"));
    workload::project(&ours, wanted.records)?;
    hugo::site(&theirs, wanted.records)?;
    let mut report = Report::new(wanted.records, wanted.runs);
    let bare = folder.join("bare");
    let build = || bangyang(&ours);
    let cold = || {
        remove(&[&ours.join("public"), &ours.join(".public.bangyang"), &ours.join(".bangyang")])?;
        build()
    };
    let floor = || {
        remove(&[&bare])?;
        measured(Command::new(std::env::current_exe()?).arg("floor").arg(&ours).arg(&bare))
    };
    let hugo = || {
        remove(&[&theirs.join("public")])?;
        measured(Command::new(&wanted.hugo).args(["--quiet", "--source"]).arg(&theirs))
    };
    let peers: [Peer; 3] = [("bangyang, cold", &cold), ("floor, cold", &floor), ("Hugo, cold", &hugo)];
    in_turn(wanted.runs, &peers, &mut report);
    cold()?;
    report.add("bangyang, nothing changed", &runs(wanted.runs, || Ok(()), build)?);
    let mut turn = 0;
    let change = || {
        turn += 1;
        workload::change(&ours, turn)
    };
    report.add("bangyang, one record changed", &runs(wanted.runs, change, build)?);
    report.waits(saves::waiting(&ours, wanted.runs)?);
    report.print();
    println!(
        "mean size of a page: bangyang {} bytes, floor {} bytes",
        mean_page(&ours.join("public")),
        mean_page(&bare)
    );
    Ok(())
}

/// What is run in turn with others, and how.
type Peer<'a> = (&'static str, &'a dyn Fn() -> Result<Figures, Box<dyn Error>>);

/// Runs several things in turn, so that a machine that is slow for a while is slow for all of them; one run of each before
/// does not count, and one that fails is left out.
fn in_turn(times: usize, peers: &[Peer], report: &mut Report) {
    let mut all: Vec<Result<Vec<_>, Box<dyn Error>>> = peers.iter().map(|_| Ok(Vec::new())).collect();
    for time in 0..=times {
        for ((_, run), figures) in peers.iter().zip(&mut all) {
            let Ok(known) = figures else { continue };
            match run() {
                Ok(one) if time > 0 => known.push(one),
                Ok(_) => {}
                Err(error) => *figures = Err(error),
            }
        }
    }
    for ((what, _), figures) in peers.iter().zip(all) {
        match figures {
            Ok(figures) => report.add(what, &median(&figures)),
            Err(error) => eprintln!("{what} is left out: {error}"),
        }
    }
}

/// The mean size of the pages below a folder, in bytes.
fn mean_page(folder: &Path) -> u64 {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten();
    let pages = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "html"));
    let sizes: Vec<u64> = pages.filter_map(|page| Some(page.metadata().ok()?.len())).collect();
    sizes.iter().sum::<u64>() / (sizes.len() as u64).max(1)
}

fn bangyang(root: &Path) -> Result<Figures, Box<dyn Error>> {
    let program = env!("CARGO_BIN_EXE_bangyang");
    measured(Command::new(program).args(["build", "--quiet", "--at", "2021-07-01", "--root"]).arg(root))
}

/// Runs something so many times, with `before` before each, after one run that does not count.
fn runs(
    times: usize,
    mut before: impl FnMut() -> Result<(), Box<dyn Error>>,
    run: impl Fn() -> Result<Figures, Box<dyn Error>>,
) -> Result<Figures, Box<dyn Error>> {
    let mut all = Vec::with_capacity(times);
    for time in 0..=times {
        before()?;
        let figures = run()?;
        if time > 0 {
            all.push(figures);
        }
    }
    Ok(median(&all))
}

fn remove(folders: &[&Path]) -> Result<(), Box<dyn Error>> {
    for folder in folders {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
    }
    Ok(())
}

//! `bangyang print`: PDF from the same records as the site.
//!
//! **In:** a project and what to print. **Out:** PDF files in `public/print/` or `--output`. **Never:** a file while an
//! error stands, or one less than before because of it.

use std::path::Path;
use std::time::Instant;

use super::asked::{Args, Format, ToPrint};
use super::cache::Cache;
use super::console::Console;
use super::project;
use super::stop::{Status, Stop};
use crate::edge::{self, ProjectInputs, Published, Target, publish};
use crate::memo::Key;
use crate::output::{Artifact, Output, Route};
use crate::plan::Purpose;
use crate::printing::{self, Drafts, Fonts, Order, Prints, Shop};
use crate::tell::{Making, visible};
use crate::typeset::Icc;
use crate::zh::pinyin;

/// Prints what was asked for.
pub(super) fn print(args: &Args, wanted: &ToPrint, console: &mut Console) -> Result<Status, Stop> {
    let started = Instant::now();
    sensible(args, wanted)?;
    let inputs = ProjectInputs::new(project::open(&args.root)?);
    let (target, prefix) = match &args.output {
        Some(folder) => (Target::new(&args.root, folder)?, ""),
        None => (Target::new(&args.root, &args.root.join("public"))?, "print/"),
    };
    let cache = Cache::open(&args.root, target.folder())?;
    let order = order(args, wanted)?;
    let prints = printing::print(&inputs, &cache, &shop(&args.root), &order);
    if let Some(error) = inputs.refused() {
        return Err(error.into());
    }
    console.speak_of(Making::Prints);
    console.tell(&prints.diagnostics, &prints.snapshot, args.format);
    if prints.has_errors() {
        return Ok(Status::Content);
    }
    let (output, part) = output(&prints, wanted, prefix);
    let published = publish(&output, &cache, &target.for_part(&part))?;
    if prints.documents.is_empty() {
        // What was printed before by the same order is of records that are no longer there.
        let told = nothing(wanted, &prints.unknown, published.deleted);
        if !wanted.only.is_empty() {
            return Err(Stop::usage(told));
        }
        console.complain(&told);
        return Ok(Status::Done);
    }
    if !args.is_quiet && args.format == Format::Human {
        console.say(&report((args, wanted), &prints, &published, started));
    }
    Ok(Status::Done)
}

/// Returns a shop with the fonts of a project and of this machine.
pub(super) fn shop(root: &Path) -> Shop {
    let (root, folder) = (root.to_owned(), root.to_owned());
    let find = move |wanted: &_| {
        let edge::Fonts { faces, files } = edge::fonts(&root, wanted);
        Fonts { faces, files }
    };
    Shop::new(find, move || edge::own_fonts(&folder))
}

fn order(args: &Args, wanted: &ToPrint) -> Result<Order, Stop> {
    let icc = wanted.icc.as_deref().map(profile).transpose()?;
    Ok(Order {
        at: project::moment(args)?,
        drafts: if args.shows_drafts { Drafts::Shown } else { Drafts::Hidden },
        product: wanted.product,
        purpose: wanted.purpose,
        only: wanted.only.clone(),
        size: wanted.size,
        icc,
    })
}

fn profile(path: &Path) -> Result<Icc, Stop> {
    let shown = visible(&path.display().to_string());
    let bytes = std::fs::read(path).map_err(|_| Stop::usage(format!("「{shown}」读不出来。核对 --icc 后面的路径")))?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Icc::new(&name, bytes).map_err(|not| Stop::usage(format!("「{shown}」不能用：{}。{}", not.fact(), not.help())))
}

/// Refuses what could only be meant otherwise.
fn sensible(args: &Args, wanted: &ToPrint) -> Result<(), Stop> {
    let product = wanted.product.chinese();
    if wanted.product == printing::Product::Album && !wanted.only.is_empty() {
        return Err(Stop::usage("图册总是整本排，不用 --only；只看几件展品，用 bangyang print boards --only 加序号"));
    }
    if wanted.product != printing::Product::Boards && wanted.size.is_some() {
        return Err(Stop::usage(format!("{product}只有一种尺寸，不用 --size")));
    }
    if wanted.icc.is_some() && wanted.purpose != Purpose::Press {
        return Err(Stop::usage("--icc 只在送印刷厂时用，同时写上 --profile press"));
    }
    let public = std::path::absolute(args.root.join("public"));
    if args.output.as_ref().is_some_and(|folder| std::path::absolute(folder).ok() == public.ok()) {
        return Err(Stop::usage("印刷品放在 public/print 里，不写 --output 就是；要放别处，写另一个文件夹"));
    }
    if args.shows_drafts && args.output.is_none() {
        return Err(Stop::usage("草稿不能印进 public，那里会随网站发布。用 --output 写另一个文件夹"));
    }
    Ok(())
}

/// The files of an order, and the part of the site that they are. An order with `--only`, or for another purpose than a
/// screen, has files of its own, so that it takes nothing away from what was printed whole.
fn output(prints: &Prints, wanted: &ToPrint, prefix: &str) -> (Output, String) {
    let mut tail = String::new();
    if !wanted.only.is_empty() {
        let words = wanted.only.join("\n");
        let slug: String = pinyin::slug(&wanted.only.join("-")).chars().take(40).collect();
        tail = format!("-{}-{}", slug.trim_matches('-'), Key::of(words.as_bytes()).short()).replace("--", "-");
    }
    if let Some((width, height)) = wanted.size {
        tail = format!("{tail}-{}x{}", width / 10, height / 10);
    }
    if wanted.purpose != Purpose::Screen {
        tail = format!("{tail}-{}", wanted.purpose.word());
    }
    let mut output = Output::default();
    for (name, printed) in &prints.documents {
        let name = if tail.is_empty() { name.clone() } else { format!("{}{tail}", name.replace('/', "-")) };
        if let Ok(route) = Route::file(format!("{prefix}{name}.pdf")) {
            output.add(route, Artifact::new(printed.pdf.clone()).noted(&printed.note));
        }
    }
    (output, format!("print-{}{tail}", wanted.product.english()))
}

/// Says why there is nothing to print, and how many files of earlier prints are gone for that reason.
fn nothing(wanted: &ToPrint, unknown: &[String], gone: usize) -> String {
    use printing::Product;
    let removed = if gone > 0 { format!("；以前印的 {gone} 个文件已删除") } else { String::new() };
    if !unknown.is_empty() {
        return unknown.join("\n") + &removed;
    }
    let what = wanted.product.chinese();
    let why = match wanted.product {
        _ if !wanted.only.is_empty() => "--only 后面的记录与它无关",
        Product::Album | Product::Boards => "没有已发布的展品",
        Product::Plaques => "没有载体（token）是标牌的荣誉，或者还没有决定命名谁",
        Product::Certificates => "没有载体（token）是证书的荣誉，或者还没有决定授予谁",
        Product::Notices => "没有已发布的公示和决定",
    };
    format!("没有要印的{what}：{why}{removed}")
}

fn report((args, wanted): (&Args, &ToPrint), prints: &Prints, published: &Published, started: Instant) -> String {
    let pages: usize = prints.documents.iter().map(|(_, printed)| printed.pages).sum();
    let folder = match &args.output {
        Some(folder) => folder.clone(),
        None => args.root.join("public").join("print"),
    };
    let shown = visible(&folder.strip_prefix(".").unwrap_or(&folder).display().to_string());
    let mut lines = vec![
        format!(
            "排印完毕：{} 个 PDF，共 {pages} 页，用时 {:.1} 秒",
            prints.documents.len(),
            started.elapsed().as_secs_f64()
        ),
        format!("在「{shown}」：写入 {} 个文件，没有变化 {} 个", published.written, published.unchanged),
    ];
    if args.shows_drafts {
        lines.push("其中有草稿，不要付印".to_owned());
    }
    if wanted.purpose == Purpose::Press && args.output.is_none() {
        lines.push("送印刷厂的文件里有原图，在 public 里会随网站发布；不想发布，用 --output 写另一个文件夹".to_owned());
    }
    lines.join("\n")
}

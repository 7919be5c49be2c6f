//! `bangyang build`: check, then publish all or nothing.
//!
//! **In:** a project. **Out:** its problems, or the site and what publishing it took. **Never:** a change in the published
//! site while an error stands.

use std::path::Path;
use std::time::{Duration, Instant};

use super::again::{Said, as_before, keep, said};
use super::asked::{Args, Format};
use super::console::Console;
use super::prints::prints;
use super::project;
use super::stop::{Status, Stop};
use crate::edge::{Laying, Published, Target, today};
use crate::tell::visible;

/// Of files that deserve a remark, at most this many are named.
const NAMED: usize = 5;

/// Builds the site and publishes it, unless an error stands in the way.
pub(super) fn build(args: &Args, console: &mut Console) -> Result<Status, Stop> {
    let (started, day) = (Instant::now(), today());
    let inputs = project::inputs(args)?;
    let target = Target::new(&args.root, &project::output(args))?;
    let (before, witness) = as_before((args, console), &target, (&inputs, day))?;
    if let Some(said) = before {
        console.pass_on(&said.problems, args.format);
        let published = Published { unchanged: said.files, kept_foreign: said.foreign.clone(), ..Published::default() };
        report(args, console, (&said, &published), started.elapsed());
        return Ok(Status::Done);
    }
    let laying = Laying::new(target.clone()).knowing(witness);
    let checked = project::check_onto(&laying, inputs, args, console)?;
    if checked.has_errors() {
        return Ok(Status::Content);
    }
    let prints = prints(&args.root, &checked, &target)?;
    let built = (&checked.built.output, checked.built.remember.as_deref());
    let published = laying.publish(built, &checked.cache, &target.clone().without(&prints.withdrawn))?;
    if args.format == Format::Human {
        prints.remarks.iter().for_each(|remark| console.complain(remark));
    }
    let said = said((args, console), &checked, &published);
    report(args, console, (&said, &published), started.elapsed());
    if prints.are_none {
        keep((args, console, &target), &checked, &published, (&said, day))?;
    }
    checked.cache.sweep();
    // The program ends: whole sites need not be taken apart first.
    std::mem::forget(checked.built);
    Ok(Status::Done)
}

/// Says what was made and where it is.
fn report(args: &Args, console: &mut Console, (said, published): (&Said, &Published), took: Duration) {
    if args.is_quiet || args.format != Format::Human {
        return;
    }
    let Published { written, unchanged, deleted, .. } = published;
    let mut lines = vec![
        format!("网站已生成：{} 个页面，{} 张图片，用时 {:.1} 秒", said.pages, said.pictures, took.as_secs_f64()),
        format!("写入 {written} 个文件，没有变化 {unchanged} 个，删除 {deleted} 个"),
    ];
    if let Some(at) = args.at {
        lines.push(format!("按 {at} 的情况生成，不是现在的情况"));
    }
    if args.shows_drafts {
        lines.push("其中有草稿，不要对外发布".to_owned());
    }
    lines.extend(said.notes.iter().map(|note| visible(note)));
    lines.extend(remarks(published));
    console.say(&lines.join("\n"));
    console.say(&format!("网站在「{}」，打开其中的 index.html 就能看", shown(&project::output(args))));
}

/// Returns what is worth knowing of files that somebody else touched.
fn remarks(published: &Published) -> Vec<String> {
    let is_plain = |path: &&String| !path.rsplit('/').next().unwrap_or_default().starts_with('.');
    let foreign: Vec<String> = published.kept_foreign.iter().filter(is_plain).cloned().collect();
    let told = [
        ("被人改过，已换成新生成的", &published.overwritten),
        ("被人改过，新网站里已没有，留着没删", &published.altered),
        ("不是本程序写的，留着没动", &foreign),
    ];
    told.into_iter().filter(|(_, files)| !files.is_empty()).map(|(what, files)| remark(what, files)).collect()
}

fn remark(what: &str, files: &[String]) -> String {
    let named: Vec<String> = files.iter().take(NAMED).map(|file| format!("「{}」", visible(file))).collect();
    let and_more = if files.len() > NAMED { "等" } else { "" };
    format!("注意：输出文件夹里有 {} 个文件{what}：{}{and_more}", files.len(), named.join("、"))
}

fn shown(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    visible(&path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_somebody_else_touched_are_named_and_hidden_ones_are_not() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
        let published = Published {
            overwritten: names(&["index.html"]),
            kept_foreign: names(&[".gitkeep", "a/.DS_Store", "1", "2", "3", "4", "5", "6"]),
            ..Published::default()
        };
        assert_eq!(
            remarks(&published),
            [
                "注意：输出文件夹里有 1 个文件被人改过，已换成新生成的：「index.html」",
                "注意：输出文件夹里有 6 个文件不是本程序写的，留着没动：「1」、「2」、「3」、「4」、「5」等",
            ]
        );
        assert!(remarks(&Published::default()).is_empty());
    }
}

//! `bangyang check`: the checks of a build, and no output.
//!
//! **In:** a project. **Out:** its problems, and how large the site would be. **Never:** a file outside the cache.

use super::asked::{Args, AuditForm, Format};
use super::audit::report;
use super::console::Console;
use super::project;
use super::stop::{Status, Stop};

/// Checks the content and tells what was found, and, if asked for, what an inspection would; writes nothing but the cache.
pub(super) fn check(args: &Args, audit: Option<AuditForm>, console: &mut Console) -> Result<Status, Stop> {
    let checked = project::check(args, console)?;
    if let Some(form) = audit {
        console.say(&report(args, &checked, form)?);
        return Ok(if checked.has_errors() { Status::Content } else { Status::Done });
    }
    if checked.has_errors() {
        return Ok(Status::Content);
    }
    if !args.is_quiet && args.format == Format::Human {
        let (pages, pictures) = (checked.built.pages, checked.built.pictures);
        console.say(&format!(
            "检查完毕，没有错误：{pages} 个页面，{pictures} 张图片。没有生成网站，生成用 bangyang build"
        ));
    }
    Ok(Status::Done)
}

//! What was printed into the output folder, when the site is built: what is not true any more does not stay published.
//!
//! **In:** the site as it would be published, the folder. **Out:** the PDFs that have to go, and what is said of them.
//! **Never:** a page set anew; whoever builds is told to print again.

use std::path::Path;

use super::project::Checked;
use super::stop::Stop;
use crate::edge::{Noted, Target};
use crate::tell::visible;

/// Of files that deserve a remark, at most this many are named.
const NAMED: usize = 5;

/// What becomes of the PDFs of earlier prints.
#[derive(Default)]
pub(super) struct Prints {
    /// Those that name what is not published any more, or of which nobody knows what they name.
    pub(super) withdrawn: Vec<Noted>,
    /// What is said, a line each.
    pub(super) remarks: Vec<String>,
    /// Nothing was printed into the folder.
    pub(super) are_none: bool,
}

/// Compares what was printed into the target's folder with the records.
#[cfg(feature = "print")]
pub(super) fn prints(root: &Path, checked: &Checked, target: &Target) -> Result<Prints, Stop> {
    use crate::edge::ProjectInputs;
    use crate::printing::{Ground, Standing, TrueNow};

    let noted = printed(target)?;
    let Some((catalogue, plan)) = checked.built.whole.as_ref().filter(|_| !noted.is_empty()) else {
        return Ok(Prints { are_none: noted.is_empty(), ..Prints::default() });
    };
    let inputs = ProjectInputs::new(super::project::open(root)?);
    let snapshot = &checked.built.snapshot;
    let ground = Ground { catalogue, plan, snapshot, inputs: &inputs, memo: &checked.cache };
    let now = TrueNow::of(&ground);
    if let Some(error) = inputs.refused() {
        return Err(error.into());
    }
    let (mut withdrawn, mut unknown, mut altered, mut older) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for file in noted {
        match now.standing(&file.note) {
            Standing::True => {}
            Standing::Older => older.push(file),
            _ if !file.is_as_written => altered.push(file),
            Standing::Withdrawn => withdrawn.push(file),
            Standing::Unknown => unknown.push(file),
        }
    }
    let told = [
        ("里有网站上已经没有的人、荣誉或照片，已删除", &withdrawn),
        ("查不出由什么内容印成，已删除", &unknown),
        ("里有网站上已经没有的内容，但被别的程序改过，留着没删，核对以后自己删", &altered),
        ("印过以后内容改了，还是旧的", &older),
    ];
    let remarks = told.into_iter().filter_map(|(what, files)| remark(what, files)).collect();
    withdrawn.extend(unknown);
    Ok(Prints { withdrawn, remarks, are_none: false })
}

/// Without printing nobody can say whether what was printed is still true.
#[cfg(not(feature = "print"))]
pub(super) fn prints(_: &Path, _: &Checked, target: &Target) -> Result<Prints, Stop> {
    let noted = printed(target)?;
    let remarks = remark("由带排印的程序印成，这个程序核对不了", &noted).into_iter().collect();
    Ok(Prints { withdrawn: Vec::new(), remarks, are_none: noted.is_empty() })
}

fn printed(target: &Target) -> Result<Vec<Noted>, Stop> {
    let mut noted = target.noted()?;
    noted.retain(|file| file.part.starts_with("print-"));
    Ok(noted)
}

fn remark(what: &str, files: &[Noted]) -> Option<String> {
    let named: Vec<String> = files.iter().take(NAMED).map(|file| format!("「{}」", visible(&file.path))).collect();
    let and_more = if files.len() > NAMED { format!("等{}个文件", files.len()) } else { String::new() };
    let mut again: Vec<String> = files.iter().filter_map(|file| again(&file.part)).collect();
    again.sort();
    again.dedup();
    (!files.is_empty())
        .then(|| format!("注意：印刷品{}{and_more}{what}。重新运行 {}", named.join("、"), again.join("、")))
}

/// Returns the command that printed a part; its options are the editor's to remember.
fn again(part: &str) -> Option<String> {
    let mut words = part.split('-').skip(1);
    let product = words.next()?;
    let options = if words.next().is_some() { "（加上当时的选项）" } else { "" };
    Some(format!("bangyang print {product}{options}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_that_prints_again_is_named() {
        assert_eq!(again("print-album").as_deref(), Some("bangyang print album"));
        let other = again("print-boards-60x90-press");
        assert_eq!(other.as_deref(), Some("bangyang print boards（加上当时的选项）"));
        assert_eq!(again("site"), None);
    }
}

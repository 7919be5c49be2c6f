//! A job from its layout to its PDF.
//!
//! **In:** a [`Job`]. **Out:** a [`Typeset`], or the [`Fault`]s of its layouts. **Never:** a panic: should Typst have one,
//! it is a fault too.

use std::panic::{AssertUnwindSafe, catch_unwind};

use typst::diag::Warned;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::fault::{Fault, faults};
use super::glyphs;
use super::job::{Job, Profile};
use super::press::press;
use super::said::{self, Placed, Remark};
use super::world::World;

/// For how many jobs Typst remembers what none of them used: enough to go back and forth between a few products in a
/// preview, and little enough that memory does not grow.
const REMEMBERED: usize = 3;
/// Dates are those of China.
const MINUTES_EAST: i32 = 8 * 60;

/// A document that was typeset.
#[derive(Debug, Clone)]
pub struct Typeset {
    /// The file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What somebody should know: the layout's own remarks first, then missing characters, then Typst's warnings.
    pub remarks: Vec<Remark>,
    /// Where the layout put its pictures.
    pub placed: Vec<Placed>,
}

/// Typesets a job. The same job gives the same bytes.
///
/// What earlier jobs worked out and this one needs again is not worked out again, in the whole process.
///
/// # Errors
///
/// The faults of layouts, all that Typst found; at least one.
pub fn typeset(job: &Job) -> Result<Typeset, Vec<Fault>> {
    typst::comemo::evict(REMEMBERED);
    let bug = |_| Err(vec![broken(job, "版式让排版程序出错了", "改简单些再试；还不行，把版式发给程序的维护者")]);
    catch_unwind(AssertUnwindSafe(|| run(job))).unwrap_or_else(bug)
}

fn run(job: &Job) -> Result<Typeset, Vec<Fault>> {
    let Some(world) = World::new(job) else {
        return Err(vec![broken(job, "版式的路径不对", "用 print/ 下面的 .typ 文件")]);
    };
    let told = |said: &[_]| faults(&world, job.layout, said);
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    let unreadable: Vec<Fault> = job.typefaces.unreadable().into_iter().map(font_lost).collect();
    if !unreadable.is_empty() {
        return Err(unreadable);
    }
    let document = output.map_err(|errors| told(&errors))?;
    let pdf = typst_pdf::pdf(&document, &options(job)).map_err(|errors| told(&errors))?;
    let mut remarks = said::remarks(&document);
    let glyphs = glyphs::missing(&document);
    remarks.extend(glyphs.into_iter().map(|(character, page)| Remark::NoGlyph { character, page }));
    remarks.extend(told(&warnings).into_iter().map(Remark::Warned));
    let (pages, placed) = (document.pages().len(), said::placed(&document));
    drop(document);
    let pdf = match job.profile {
        Profile::Screen | Profile::Archive => pdf,
        Profile::Press(icc) => {
            if icc.is_none() {
                remarks.push(Remark::NoOutputIntent);
            }
            press(&pdf, icc.as_ref()).ok_or_else(|| vec![broken(job, "印刷文件的标记加不上", "换一种配置再试")])?
        }
    };
    Ok(Typeset { pdf, pages, remarks, placed })
}

fn broken(job: &Job, message: &str, help: &str) -> Fault {
    Fault::whole(format!("templates/{}", job.layout.trim_start_matches('/')), message, help)
}

fn font_lost(path: String) -> Fault {
    Fault::whole(path, "字体文件读不出来", "检查这个文件是否还在、能否打开，再运行一次")
}

fn options(job: &Job) -> PdfOptions {
    let standards: &[PdfStandard] = match job.profile {
        Profile::Screen => &[PdfStandard::V_1_7],
        Profile::Press(_) => &[PdfStandard::V_1_6],
        Profile::Archive => &[PdfStandard::Ua_1, PdfStandard::A_2a],
    };
    let date = job.date;
    let midnight = Datetime::from_ymd_hms(date.year().into(), date.month(), date.day(), 0, 0, 0);
    PdfOptions {
        ident: Smart::Custom(job.ident.to_owned()),
        creator: Smart::Custom(Some(concat!("bangyang ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: midnight.and_then(|midnight| Timestamp::new_local(midnight, MINUTES_EAST)),
        page_ranges: None,
        standards: PdfStandards::new(standards).expect("these standards go together"),
        // A press needs no tags, and links, which it must not have, would be told there.
        tagged: !matches!(job.profile, Profile::Press(_)),
        pretty: false,
    }
}

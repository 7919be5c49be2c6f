//! A job from its layout to its PDF.
//!
//! **In:** a [`Job`]. **Out:** a [`Typeset`], or the [`Fault`]s of its layouts. **Never:** a panic: should Typst have one,
//! it is a fault too.

use std::panic::{AssertUnwindSafe, catch_unwind};

use typst::diag::Warned;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::bounds::{PAGES, bounded};
use super::fault::{Fault, faults};
use super::glyphs;
use super::job::{Job, Profile};
use super::press::press;
use super::said::{self, Placed, Remark};
use super::world::World;
use super::xmp;

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
    bounded(|| catch_unwind(AssertUnwindSafe(|| run(job)))).unwrap_or_else(bug)
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
    if document.pages().len() > PAGES {
        let message = format!("版式排出了{}页，超过{PAGES}页", document.pages().len());
        return Err(vec![broken(job, &message, "看看版式里的循环和分页；真有这么多，用 --only 分几次印")]);
    }
    let pdf = typst_pdf::pdf(&document, &options(job)).map_err(|errors| told(&errors))?;
    let mut remarks = said::remarks(&document);
    let glyphs = glyphs::missing(&document);
    remarks.extend(glyphs.into_iter().map(|(character, page)| Remark::NoGlyph { character, page }));
    remarks.extend(told(&warnings).into_iter().map(Remark::Warned));
    let (pages, placed) = (document.pages().len(), said::placed(&document));
    drop(document);
    let pdf = match job.profile {
        Profile::Screen => pdf,
        Profile::Archive => {
            let mut pdf = pdf;
            xmp::declared_first(&mut pdf);
            pdf
        }
        Profile::Press(icc) => {
            if icc.is_none() {
                remarks.push(Remark::NoOutputIntent);
            }
            press(pdf, icc.as_ref()).ok_or_else(|| vec![broken(job, "印刷文件的标记加不上", "换一种配置再试")])?
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

#[cfg(test)]
mod tests {
    use super::super::said::Placed;
    use super::super::trial::{Trial, face, read};
    use super::super::{FontFiles, Typefaces};
    use super::*;
    use crate::diag::Place;

    /// A picture of one white pixel.
    const PNG: &[u8] =
        b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9b\
        U\x00\x00\x00\x0aIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\xb18\xf6\x14\x00\x00\x00\x00IEND\xaeB`\x82";

    #[test]
    fn a_document_of_two_pages_tells_its_pictures_and_what_its_layout_found() {
        let layout = "#let data = json(\"/data.json\")\n榜样\n#pagebreak()\n\
            #image(data.file, alt: \"照片\", width: 50mm)\n\
            #metadata((placed: data.file, width: 50.5, height: 50)) <placed>\n\
            #metadata((problem: \"overflow\", of: \"exhibit:05\", field: \"board\", over: 23)) <remark>\n";
        let trial = Trial::of(layout)
            .with("/pictures/a.png", PNG.to_vec())
            .with("data.json", b"{\"file\":\"/pictures/a.png\"}".to_vec());
        let done = trial.done();
        let said = Remark::Said {
            problem: "overflow".to_owned(),
            of: "exhibit:05".to_owned(),
            field: "board".to_owned(),
            over: Some(23.0),
            page: 2,
        };
        assert_eq!(done.remarks, [said]);
        let placed =
            Placed { file: "/pictures/a.png".to_owned(), width: 50.5, height: 50.0, seen: (50.5, 50.0), page: 2 };
        assert_eq!(done.placed, [placed]);
        assert_eq!((done.pages, read(&done).get_pages().len()), (2, 2));
        assert!((done.placed[0].ppi(2400) - 1207.1).abs() < 0.1);
    }

    #[test]
    fn a_character_that_no_font_has_is_told_with_its_page_and_refused_in_an_archive() {
        let trial = Trial::of("榜样\u{2060}示\u{00A0}例 1\n#pagebreak()\n龘龘靐");
        let remarks = trial.done().remarks;
        let lost = |character| Remark::NoGlyph { character, page: 2 };
        assert_eq!(remarks, [lost('靐'), lost('龘')]);
        let archive = Trial::of("龘").profile(Profile::Archive).run().expect_err("PDF/A takes no empty box");
        assert!(archive[0].message.starts_with("版式用不成：字体里没有这个字（"), "{archive:?}");
    }

    #[test]
    fn a_layout_that_is_wrong_is_told_with_file_and_line() {
        let told = |layout: &str| {
            let faults = Trial::of(layout).run().expect_err("the layout is wrong");
            (faults[0].place.clone(), faults[0].message.clone())
        };
        let at = |line, column| Place::file("templates/print/trial.typ").line(line, column);
        let (place, message) = told("榜样\n#let x = (1, 2\n");
        assert_eq!((place, message.as_str()), (at(3, 10), "版式用不成：括号或引号没有收尾（unclosed delimiter）"));
        let (place, message) = told("#nothing");
        assert_eq!((place, message.as_str()), (at(2, 2), "版式用不成：用了没有的名称（unknown variable: nothing）"));
        let (place, message) = told("#import \"@preview/cetz:0.3.0\": canvas");
        assert_eq!(place, at(2, 9));
        assert!(message.starts_with("版式用不成：版式不能用网上的宏包"), "{message}");
        let (_, message) = told("#image(\"/pictures/none.jpg\")");
        assert!(message.contains("用到的文件不存在（file not found (searched at pictures/none.jpg)）"), "{message}");
    }

    #[test]
    fn a_layout_that_runs_in_circles_is_stopped() {
        for layout in [
            "#let f(x) = f(x + 1)\n#f(0)",
            "#while true {}",
            "#import \"/print/trial.typ\": a",
            "#{ let x = 0; while x < 1 { x = x - 1 } }",
            "#for i in range(10000000) { pagebreak() }",
            "#for i in range(0, -5000000, step: -1) [甲]",
            "#for i in range(30000) { pagebreak() }",
            "#for i in range(10000) { for j in range(10000) {} }",
        ] {
            let faults = Trial::of(layout).run().expect_err("it would never end");
            assert_eq!(faults[0].place.file.as_ref(), "templates/print/trial.typ", "{faults:?}");
        }
    }

    #[test]
    fn a_loop_that_is_too_long_is_told_in_chinese_and_a_range_is_as_it_was() {
        let faults = Trial::of("#for i in range(10000000) { pagebreak() }").run().expect_err("it is too long");
        assert!(faults[0].message.starts_with("版式用不成：循环次数太多（"), "{faults:?}");
        assert_eq!(faults[0].place, Place::file("templates/print/trial.typ").line(2, 11));
        let same = "#assert.eq(range(3), (0, 1, 2))\n#assert.eq(range(1, 6, step: 2), (1, 3, 5))\n\
                    #assert.eq(range(2, 0, step: -1, inclusive: true), (2, 1, 0))\n#assert.eq(range(3).map(range).len(), 3)";
        assert_eq!(Trial::of(same).done().pages, 1);
        assert!(Trial::of("#range()").run().expect_err("a range has an end")[0].message.contains("少写了参数"));
    }

    #[test]
    fn a_layout_as_deep_as_typst_allows_does_not_break_the_stack() {
        for call in ["box(f(n - 1))", "block(f(n - 1))", "grid(f(n - 1))", "table(f(n - 1))", "[- #f(n - 1)]"] {
            for depth in [20, 60, 200] {
                let layout = format!("#let f(n) = if n > 0 {{ {call} }}\n#f({depth})");
                let told = Trial::of(&layout).run().err().unwrap_or_default();
                assert!(told.iter().all(|fault| fault.message.contains("套")), "{told:?}");
            }
        }
    }

    #[test]
    fn a_layout_that_is_not_there_is_a_fault() {
        let mut trial = Trial::of("");
        trial.files.clear();
        let faults = trial.run().expect_err("there is no layout");
        assert_eq!(faults[0].place, Place::file("templates/print/trial.typ"));
    }

    #[test]
    fn the_same_job_gives_the_same_bytes() {
        for profile in [Profile::Screen, Profile::Press(None), Profile::Archive] {
            let job = || Trial::of("= 榜样\n#lorem(30)").profile(profile.clone()).done().pdf;
            let first = job();
            typst::comemo::evict(0);
            assert!(first == job(), "{}", profile.word());
            assert!(String::from_utf8_lossy(&first).contains("D:20210701000000+08'00"));
        }
    }

    #[test]
    fn a_font_file_that_is_gone_is_a_fault_and_no_empty_page() {
        struct Gone;
        impl FontFiles for Gone {
            fn read(&self, _: usize) -> Option<Vec<u8>> {
                None
            }
            fn path(&self, _: usize) -> String {
                "甲.ttf".to_owned()
            }
        }
        let typefaces = Typefaces::new(&[face(0)], std::sync::Arc::new(Gone));
        let faults = Trial::of("榜样").run_with(&typefaces).expect_err("there is no font to print with");
        assert_eq!(faults[0].place, Place::file("甲.ttf"));
    }

    #[test]
    fn fonts_are_embedded_and_none_is_of_type_3() {
        for profile in [Profile::Screen, Profile::Press(None), Profile::Archive] {
            let document = read(&Trial::of("榜样").profile(profile).done());
            let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
            let kind = |one: &lopdf::Dictionary| one.get(b"Subtype").ok()?.as_name().ok().map(<[u8]>::to_vec);
            let fonts: Vec<_> = dictionaries.filter(|one| one.has_type(b"Font")).filter_map(kind).collect();
            assert_eq!(fonts, [b"Type0".to_vec(), b"CIDFontType0".to_vec()]);
        }
    }

    #[test]
    fn an_archive_declares_its_vocabulary_before_it_is_used_and_nothing_in_it_moves() {
        let done = Trial::of("榜样").profile(Profile::Archive).done();
        let document = read(&done);
        let metadata = document.catalog().and_then(|catalog| catalog.get(b"Metadata")).expect("metadata");
        let (_, metadata) = document.dereference(metadata).expect("it is there");
        let packet = metadata.as_stream().expect("a stream").content.clone();
        let packet = String::from_utf8(packet).expect("XMP is text");
        let first = packet.split("<rdf:Description").nth(1).expect("a description");
        let opened = first.split_once('>').expect("its names").1;
        assert!(opened.starts_with("<pdfaExtension:schemas>") && first.ends_with("</rdf:Description>"), "{packet}");
        assert_eq!(packet.matches("<rdf:Description").count(), packet.matches("</rdf:Description>").count());
        assert!(
            packet.ends_with("<?xpacket end=\"r\"?>") && packet.contains("<pdfuaid:part>1</pdfuaid:part>"),
            "{packet}"
        );
    }

    #[test]
    fn an_archive_without_words_for_a_picture_is_refused_in_chinese() {
        let trial = Trial::of("#image(\"/a.png\")").with("a.png", PNG.to_vec()).profile(Profile::Archive);
        let faults = trial.run().expect_err("PDF/UA asks for words");
        assert!(faults[0].message.starts_with("版式用不成：图片没有替代文字（"), "{faults:?}");
    }
}

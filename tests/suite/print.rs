//! What is printed, read back from the PDF files.

use bangyang::plan::Purpose;

use crate::support::Project;
use crate::support::printed::Product;
use crate::support::seen::{expect_look, is_blank};

fn full() -> Project {
    Project::from("full")
}

/// Millimetres across and down of a page's box.
fn size([left, bottom, right, top]: [f64; 4]) -> (f64, f64) {
    let round = |number: f64| (number * 10.0).round() / 10.0;
    (round(right - left), round(top - bottom))
}

#[test]
fn an_album_holds_the_exhibition_from_cover_to_colophon() {
    let printed = full().print(Product::Album, |_| {});
    assert_eq!(printed.names(), ["album"], "{:#?}", printed.messages);
    let album = printed.pdf("album");
    assert_eq!(album.pages() % 4, 0);
    let words = album.whole();
    let mut at = 0;
    for expected in
        ["示例展", "前言第一段", "目录", "堡垒篇", "把窗口擦得更亮", "脚注的内容", "先锋篇", "示例先锋", "索引"]
    {
        let found = words[at..].find(expected);
        at += found.unwrap_or_else(|| panic!("no {expected} after byte {at} of\n{words}"));
    }
    assert!(words.contains("示工〔2020〕1号") && words.contains("内部资料"), "{words}");
    let outline = album.outline();
    for title in ["把窗口擦得更亮", "示例先锋"] {
        assert!(outline.iter().any(|entry| entry.contains(title)), "{title} is not in {outline:?}");
    }
    assert!(
        album.links().iter().any(|link| link.starts_with("https://full.example.com/dangjian/")),
        "{:?}",
        album.links()
    );
}

#[test]
fn a_file_for_the_press_has_its_boxes_to_the_tenth_of_a_millimetre_and_no_links() {
    let printed = full().print(Product::Album, |order| order.purpose = Purpose::Press);
    let album = printed.pdf("album");
    for page in [1, 2, u32::try_from(album.pages()).expect("few pages")] {
        let trim = album.in_mm(page, "TrimBox").expect("a trim box");
        let bleed = album.in_mm(page, "BleedBox").expect("a bleed box");
        let media = album.in_mm(page, "MediaBox").expect("a media box");
        assert_eq!(size(trim), (210.0, 285.0), "page {page}");
        let around = [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]];
        assert!(around.iter().all(|side| (side - 3.0).abs() < 0.02), "page {page}: {around:?}");
        assert!(media[0] <= bleed[0] && media[3] >= bleed[3], "page {page}: {media:?} {bleed:?}");
    }
    assert_eq!(album.links(), [""; 0]);
    assert!(printed.problems.iter().any(|problem| problem.starts_with("W1108 ")), "{:?}", printed.problems);
}

#[test]
fn a_board_stands_for_each_exhibit_in_the_size_that_was_asked_for() {
    for (asked, expected) in
        [(None, (900.0, 1200.0)), (Some((600, 900)), (600.0, 900.0)), (Some((800, 2000)), (800.0, 2000.0))]
    {
        let printed = full().print(Product::Boards, |order| order.size = asked);
        let boards = printed.pdf("boards");
        assert_eq!(boards.pages(), 2, "{:#?}", printed.messages);
        assert_eq!(size(boards.in_mm(1, "MediaBox").expect("a media box")), expected);
        assert!(boards.text(1).contains("把窗口擦得更亮") && boards.text(1).contains("示例展牌文，不到三百字。"));
        assert!(boards.text(2).contains("示例先锋"));
    }
    let one = full().print(Product::Boards, |order| order.only = vec!["2".to_owned()]);
    assert_eq!(one.pdf("boards").pages(), 1);
}

#[test]
fn tokens_go_to_whom_decisions_in_force_name() {
    let printed = full().print(Product::Plaques, |_| {});
    let plaques = printed.pdf("plaques");
    let listed = full().sound().words("honours/xf/index.html");
    assert!(plaques.whole().contains("示例先锋党支部") && listed.contains("示例先锋党支部"));
    assert_eq!(size(plaques.in_mm(1, "MediaBox").expect("a media box")), (600.0, 400.0));
    let certificates = full().print(Product::Certificates, |_| {});
    let pdf = certificates.pdf("certificates");
    assert_eq!(pdf.pages(), 2, "{:#?}", certificates.messages);
    assert!(pdf.whole().contains("被表彰为示例模范党员，特发此证。"), "{}", pdf.whole());
    assert!(pdf.whole().contains("二〇二一年六月二十八日"), "{}", pdf.whole());
    let one = full().print(Product::Certificates, |order| order.only = vec!["li".to_owned()]);
    assert_eq!(one.pdf("certificates").pages(), 1);
}

#[test]
fn a_decision_without_a_day_still_gives_plaques_and_certificates() {
    let mut project = full();
    for (path, day) in [("2020-xf-1.yaml", "日期: 2020-06-28\n"), ("2021-mf.yaml", "日期: 2021-06-28\n")] {
        let path = format!("content/decisions/{path}");
        let text = String::from_utf8(project.inputs.files[&path].clone()).expect("text");
        assert!(text.contains(day));
        project.write(&path, &text.replace(day, ""));
    }
    let plaques = project.print(Product::Plaques, |_| {});
    assert!(plaques.pdf("plaques").whole().contains("示例市直机关工委"), "{:#?}", plaques.messages);
    assert_eq!(project.print(Product::Certificates, |_| {}).pdf("certificates").pages(), 2);
    assert!(!project.print(Product::Notices, |_| {}).names().is_empty());
    assert!(!project.print(Product::Album, |_| {}).names().is_empty());
}

#[test]
fn who_loses_an_honour_loses_the_token() {
    let mut project = full();
    project.write(
        "content/decisions/2021-mf-x.yaml",
        "标题: 关于撤销示例模范党员的决定\n荣誉: mf\n日期: 2021-06-29\n撤销: [a]\n发布时间: 2021-06-29\n来源: 示例\n示例: true\n",
    );
    assert!(full().print(Product::Certificates, |_| {}).pdf("certificates").whole().contains("阿示例·示范"));
    let after = project.print(Product::Certificates, |_| {});
    assert_eq!(after.pdf("certificates").pages(), 1, "{:#?}", after.messages);
    assert!(after.pdf("certificates").whole().contains("李示例"));
}

#[test]
fn a_notice_on_paper_shows_what_its_state_lets_be_shown() {
    let name = "notices/2021-mofan";
    let open = full().print(Product::Notices, |_| {});
    let text = open.pdf(name).whole();
    assert!(text.contains("关于示例模范党员推荐对象的公示") && text.contains("按照《示例办法》"), "{text}");
    assert!(text.contains("2021年6月28日") && text.contains("—1—"), "{text}");
    let (period, signed) =
        (text.find("公示期：2021年6月28日至2021年7月2日（5个工作日）"), text.rfind("示例市直机关工委2021"));
    assert!(period.is_some() && period < signed && text.find("受理单位：") < signed, "{text}");
    assert_eq!(size(open.pdf(name).in_mm(1, "MediaBox").expect("a media box")), (210.0, 297.0));
    let mut closed = full();
    let closed = closed.today("2021-07-05").print(Product::Notices, |_| {});
    let text = closed.pdf(name).whole();
    assert!(!text.contains("按照《示例办法》"), "{text}");
}

#[test]
fn a_decision_closes_with_its_imprint_on_an_even_page() {
    let printed = full().print(Product::Notices, |_| {});
    let pdf = printed.pdf("decisions/2020-xf-1");
    assert_eq!(pdf.pages(), 2, "{}", pdf.whole());
    assert!(pdf.text(1).starts_with("示例000001示例市直机关工委文件"), "{}", pdf.text(1));
    let last = pdf.text(2);
    assert!(last.contains("抄送：示例单位乙，示例单位甲。"), "{last}");
    assert!(last.contains("示例市直机关工委2020年6月29日印发"), "{last}");
    for other in ["decisions/2021-mf", "notices/2021-mofan"] {
        let whole = printed.pdf(other).whole();
        assert!(!whole.contains("印发") && !whole.contains("抄送"), "{other}: {whole}");
    }
}

#[test]
fn the_same_content_gives_the_same_bytes_in_every_profile() {
    for purpose in [Purpose::Screen, Purpose::Press, Purpose::Archive] {
        let once = full().print(Product::Album, |order| order.purpose = purpose);
        let twice = full().print(Product::Album, |order| order.purpose = purpose);
        assert!(once.bytes("album") == twice.bytes("album"), "{purpose:?}");
    }
}

/// Records that would be printed if they were published: a draft, one under embargo, one that was withdrawn.
fn with_secrets() -> Project {
    let mut project = full();
    let person = |id: &str, name: &str, more: &str| {
        format!(
            "- {{编号: {id}, 姓名: {name}, 单位: jia, 入党时间: 1971-07-06, 公开入党时间: 是, 备注: 示例隐戊, 示例: true, {more}}}\n"
        )
    };
    let people = person("yin1", "示例隐甲", "草稿: true")
        + &person("yin2", "示例隐乙", "起始时间: 2021-08-01")
        + &person("yin3", "示例隐丙", "撤下时间: 2021-06-01");
    project.write("content/people/yin.yaml", &people);
    let notice = "标题: 关于示例隐丁的公示\n荣誉: mf\n阶段: 推荐\n对象: [li]\n公示期: {起: 2021-06-28, 止: 2021-07-02}\n\
                  落款: 示例市直机关工委\n日期: 2021-06-28\n发布时间: 2021-06-28\n来源: 示例\n示例: true\n草稿: true\n";
    project.write("content/notices/yin.yaml", notice);
    project
}

#[test]
fn what_is_not_published_is_in_no_byte_of_any_print() {
    for product in Product::ALL {
        for purpose in [Purpose::Screen, Purpose::Press, Purpose::Archive] {
            let printed = with_secrets().print(product, |order| order.purpose = purpose);
            assert!(!printed.names().is_empty(), "{:#?}", printed.messages);
            for name in printed.names() {
                let pdf = printed.pdf(name);
                let (bytes, words) = (pdf.everything(), pdf.whole());
                assert!(bytes.windows(8).any(|window| window == b"bangyang"), "{name}: the search finds what is there");
                assert!(words.contains("示例") && !words.contains("1999"), "{name}: {words}");
                for secret in ["隐甲", "隐乙", "隐丙", "隐丁", "隐戊", "金丝雀"] {
                    let utf16: Vec<u8> = secret.encode_utf16().flat_map(u16::to_be_bytes).collect();
                    let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
                    assert!(!words.contains(secret) && !holds(secret.as_bytes()) && !holds(&utf16), "{name}: {secret}");
                }
            }
        }
    }
}

#[test]
fn the_same_records_are_printed_once_they_are_published() {
    let mut drafts = with_secrets();
    let cards = drafts.with_drafts().print(Product::Certificates, |_| {}).pdf("cards").whole();
    assert!(cards.contains("隐甲") && !cards.contains("隐乙") && !cards.contains("隐戊"), "{cards}");
    assert!(drafts.print(Product::Notices, |_| {}).names().contains(&"notices/yin"));
    let mut later = with_secrets();
    later.write(
        "content/people/yin.yaml",
        "- {编号: yin2, 姓名: 示例隐乙, 单位: jia, 入党时间: 1971-07-06, 公开入党时间: 是, 示例: true}\n",
    );
    assert!(later.print(Product::Certificates, |_| {}).pdf("cards").whole().contains("隐乙"));
}

#[test]
fn a_photo_that_is_not_printed_is_neither_read_nor_complained_of() {
    let mut project = full();
    project.write_bytes("content/photos/tu.jpg", b"no photo".to_vec());
    let whole = project.print(Product::Boards, |order| order.purpose = Purpose::Press);
    assert!(whole.problems.iter().any(|problem| problem.starts_with("E0")), "{:?}", whole.problems);
    let one = |no: &str| {
        let no = no.to_owned();
        project.print(Product::Boards, |order| {
            order.purpose = Purpose::Press;
            order.only = vec![no];
        })
    };
    let without = one("2");
    assert!(without.names().contains(&"boards"), "{:#?}", without.messages);
    let credits = |printed: &crate::support::printed::Printed| {
        printed.problems.iter().filter(|problem| problem.starts_with("W1105")).count()
    };
    assert_eq!(credits(&without), 0, "{:?}", without.problems);
    assert!(one("1").names().is_empty());
}

#[test]
fn a_text_that_is_too_long_is_told_at_its_field_with_as_many_characters_as_are_too_many() {
    let over = |field: &str, size: (u32, u32), characters: usize| {
        let mut project = full();
        let text = "示例展牌文，不到三百字。".chars().cycle().take(characters).collect::<String>();
        let exhibit = format!(
            "no: 2\nsubject: person:li\ntitle: 示例先锋\nchapter: 先锋篇\n{field}: {text}\n\
                               publish: 2021年6月30日\nsource: 示例材料\nsample: true\n"
        );
        project.write("content/exhibits/02.yaml", &exhibit);
        let printed = project.print(Product::Boards, |order| {
            order.size = Some(size);
            order.only = vec!["2".to_owned()];
        });
        let place = printed.problems.iter().find(|problem| problem.starts_with("E1106")).cloned();
        let told =
            printed.messages.iter().find_map(|message| message.split("多了").nth(1)?.split('字').next()?.parse().ok());
        (place, told.unwrap_or(0_usize))
    };
    for size in [(600, 400), (200, 300), (300, 200)] {
        let (place, many) = over("board", size, 300);
        assert_eq!(place.as_deref(), Some("E1106 content/exhibits/02.yaml:5"), "{size:?}");
        assert!(many > 0 && many < 300, "{size:?}: {many}");
        assert_eq!(over("board", size, 300 - many), (None, 0), "{size:?}");
        assert!(over("board", size, 300 - many + 1).0.is_some(), "{size:?}: {many}");
    }
    assert_eq!(over("lead", (200, 300), 300).0.as_deref(), Some("E1106 content/exhibits/02.yaml:5"));
    for size in [(900, 1200), (600, 900), (800, 2000), (2000, 1000), (1200, 900), (900, 900), (1000, 800), (3000, 1200)]
    {
        assert_eq!(over("board", size, 300), (None, 0), "{size:?}");
    }
}

#[test]
fn lists_within_lists_stay_in_their_column() {
    let mut project = full();
    let item = |depth: usize| format!("{}- 示例正文，见示例正文，见示例正文\n", "  ".repeat(depth));
    let list: String = (0..12).map(item).collect();
    let quote: String = (1..8).map(|depth| format!("{} 示例正文，见示例正文\n", ">".repeat(depth))).collect();
    let long = "示例正文，见正文。".repeat(60) + "\n\n";
    let text = crate::support::files::text("tests/sites/full/content/exhibits/01.md");
    let text = text.split("## 一").next().expect("the head").to_owned()
        + &long.repeat(2)
        + &list
        + "\n"
        + &quote
        + "\n"
        + &long;
    project.write("content/exhibits/01.md", &text);
    let printed = project.print(Product::Album, |_| {});
    let (pdf, bytes) = (printed.pdf("album"), printed.bytes("album"));
    let pages: Vec<usize> = (0..pdf.pages())
        .filter(|page| pdf.text(u32::try_from(page + 1).expect("few pages")).matches("见示例正文").count() > 4)
        .collect();
    assert!(!pages.is_empty(), "{:#?}", printed.messages);
    for page in pages {
        let outside = if page % 2 == 0 { (193.5 / 210.0, 1.0) } else { (187.5 / 210.0, 1.0) };
        assert!(is_blank(bytes, page, outside), "page {page} runs into its margin");
    }
}

#[test]
fn a_photo_with_too_few_points_is_told_at_the_size_that_is_seen() {
    let told = |size| {
        let printed = full().print(Product::Boards, |order| {
            order.purpose = Purpose::Press;
            order.size = Some(size);
        });
        printed.messages.into_iter().find(|message| message.contains("ppi")).expect("the photo is small")
    };
    let whole = told((900, 1200));
    assert!(whole.contains("印成900×") && !whole.contains("裁去"), "{whole}");
    let cropped = told((2000, 1000));
    assert!(cropped.contains("毫米（裁去了一部分），只有"), "{cropped}");
}

#[test]
fn a_word_that_names_nothing_is_told_with_the_nearest() {
    let printed = full().print(Product::Boards, |order| order.only = vec!["示例先峰".to_owned()]);
    assert_eq!(printed.unknown(), ["--only 后面的「示例先峰」不是已发布的记录，是不是想写「示例先锋」？"]);
}

#[test]
fn a_board_and_an_exhibit_look_as_they_did() {
    let boards = full().print(Product::Boards, |_| {});
    expect_look(boards.bytes("boards"), 0, "board");
    let album = full().print(Product::Album, |_| {});
    let (words, title) = (album.pdf("album"), "示例导语。");
    let page = (1..=words.pages()).find(|page| words.text(u32::try_from(*page).expect("few pages")).contains(title));
    expect_look(album.bytes("album"), page.expect("the exhibit's page") - 1, "exhibit");
}

#[test]
fn the_words_of_what_is_printed_are_searched_where_it_is_attached() {
    let project = Project::from("full");
    let mut with = Project::from("base");
    let printed = project.print(Product::Notices, |_| {});
    let name = printed.names().first().copied().map(str::to_owned).unwrap_or_default();
    with.write_bytes("content/notices/a.pdf", printed.bytes(&name).to_vec());
    with.write("content/notices/a.yaml", "标题: 公示\n发布时间: 2021-06-11\n来源: 示例\n附件: [a.pdf]\n");
    // All of it is read, so that nothing is left for a person to look through; and the address in it is no public one here.
    let site = with.build();
    assert_eq!(site.problems, ["E1005 content/notices/a.pdf:1"], "{:#?}", site.messages);
    assert!(site.messages[0].contains("电子邮箱 g***@example.com"), "{:?}", site.messages);
}

//! Walks through a text from number to number.
//!
//! **In:** text. **Out:** [`Finding`]s in the order of the text. **Never:** two findings for the same digits.

use super::context;
use super::email;
use super::finding::Finding;
use super::glyph::is_at;
use super::marks::{Marks, SHORTEST, idle};
use super::number::{Match, Reader};
use super::run::Run;

/// Returns the numbers and addresses in `text` that identify a person, in their order.
///
/// The work is linear in the length of the text; text without digits costs next to nothing. A line break parts two
/// numbers, so whoever gathers text from a table puts one between its cells.
pub fn find(text: &str) -> Vec<Finding> {
    found(text, idle)
}

/// Returns what is in `text`, where `idle` says of a place where digits begin up to where none is a number.
fn found(text: &str, idle: impl Fn(&str, usize) -> Option<usize>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut run = Run::default();
    let (mut marks, mut at) = (Marks::of(text), 0);
    while let Some(mark) = marks.next(at) {
        if text.as_bytes()[mark].is_ascii_digit()
            && let Some(end) = idle(text, mark)
        {
            at = end;
            continue;
        }
        let sign = text[mark..].chars().next().unwrap_or('@');
        if is_at(sign) {
            at = mark + sign.len_utf8();
            if let Some(address) = email::around(text, mark) {
                at = address.range.end;
                found.retain(|number| number.range.end <= address.range.start);
                found.push(address);
            }
        } else {
            at = run.read(text, mark);
            if run.digits.len() >= SHORTEST {
                numbers(text, &run, &mut found);
            }
        }
    }
    found
}

fn numbers(text: &str, run: &Run, found: &mut Vec<Finding>) {
    let (mut group, mut free) = (0, 0);
    while group < run.groups.len() {
        match (Reader { text, run, free }).at(group).filter(|number| is_number(text, number)) {
            Some(number) => {
                group = number.groups.end;
                free = group;
                found.push(Finding { kind: number.kind, range: number.bytes, digits: number.digits });
            }
            None => group += 1,
        }
    }
}

fn is_number(text: &str, number: &Match) -> bool {
    context::is_apart(text, &number.bytes)
        && !context::is_amount(text, number.bytes.end)
        && !context::is_in_address(text, number.bytes.start)
}

#[cfg(test)]
mod tests {
    use super::super::finding::Personal;
    use super::*;

    /// Returns what is found, as `kind digits`.
    fn told(text: &str) -> Vec<String> {
        find(text)
            .into_iter()
            .map(|found| {
                assert!(text.get(found.range.clone()).is_some_and(|part| !part.is_empty()));
                let kind = match found.kind {
                    Personal::Mobile => "mobile",
                    Personal::Landline => "line",
                    Personal::Identity => "identity",
                    Personal::BankCard => "card",
                    Personal::Email => "mail",
                };
                format!("{kind} {}", found.digits)
            })
            .collect()
    }

    #[track_caller]
    fn finds(text: &str, expected: &str) {
        assert_eq!(told(text), [expected], "{text}");
    }

    #[track_caller]
    fn nothing(text: &str) {
        assert_eq!(told(text), [""; 0], "{text}");
    }

    #[test]
    fn mobile_numbers_are_found_in_every_form() {
        for text in [
            "13800138000",
            "联系人张三13800138000。",
            "１３８００１３８０００",
            "138 0013 8000",
            "138-0013-8000",
            "138　0013　8000",
            "138\u{A0}0013\u{A0}8000",
            "138.0013.8000",
            "138·0013·8000",
            "138—0013—8000",
            "138－0013－8000",
            "138 - 0013 - 8000",
            "138 00138000",
            "1380013 8000",
            "1380 0138 000",
            "138 001 38000",
            "+8613800138000",
            "8613800138000",
            "008613800138000",
            "+86 138 0013 8000",
            "86-13800138000",
            "(86)13800138000",
            "（＋８６）138 0013 8000",
            "+86-138-0013-8000",
            "013800138000",
            "𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎",
            "①13800138000",
            "1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣",
            "138\u{200B}0013\u{200B}8000",
            "①③⑧⓪⓪①③⑧⓪⓪⓪",
            "Tel13800138000",
            "手机:13800138000转801",
            "1.13800138000",
            "13800138000（微信同号）",
            "13800138000QQ同号",
            "王五 5 138 0013 8000 6",
            "tel:13800138000",
            "https://x.cn/?mobile=13800138000",
            "1380013_8000",
            "86138 0013 8000",
            "13800138000.0",
            "2021-06-11 13800138000",
        ] {
            finds(text, "mobile 13800138000");
        }
    }

    #[test]
    fn two_numbers_in_a_row_are_two() {
        let both = ["mobile 13800138000", "mobile 13900139000"];
        for joint in [" ", "、", "/", "，", "-", "\n", "；", "      "] {
            assert_eq!(told(&format!("13800138000{joint}13900139000")), both, "{joint}");
        }
        assert_eq!(told("138 0013 8000 139 0013 9000"), both);
        assert_eq!(told("0317-3041450/13900139000"), ["line 03173041450", both[1]]);
    }

    #[test]
    fn identity_numbers_are_found_in_every_form() {
        for text in [
            "11010519491231002X",
            "11010519491231002x",
            "１１０１０５１９４９１２３１００２Ｘ",
            "身份证号110105 19491231 002X，",
            "110105 19491231 002 X",
            "1101 0519 4912 3100 2X",
            "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
            "110105-19491231-002X",
            "11010519491231002×",
            "ID11010519491231002X",
        ] {
            finds(text, "identity 11010519491231002X");
        }
        finds("130102199001010015", "identity 130102199001010015");
        finds("110105491231002", "identity 110105491231002");
        finds("110105 491231 002", "identity 110105491231002");
    }

    #[test]
    fn cards_are_found_in_every_form() {
        for text in [
            "4111111111111111",
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "卡号４１１１　１１１１　１１１１　１１１１",
        ] {
            finds(text, "card 4111111111111111");
        }
        for text in ["6222600260001072444", "6222 6002 6000 1072 444", "622260 0260001072444"] {
            finds(text, "card 6222600260001072444");
        }
    }

    #[test]
    fn landlines_are_found_in_every_form() {
        for text in [
            "0317-3041450",
            "(0317)3041450",
            "（0317）3041450",
            "（0317） 304 1450",
            "０３１７－３０４１４５０",
            "0317 3041450",
            "0317—3041450",
            "03173041450",
            "0317-304-1450",
            "+86 317 3041450",
            "0086-317-3041450",
            "86-0317-3041450",
            "0317-3041450-801",
            "0317-3041450转801",
            "【0317】3041450",
            "0317 - 3041450",
        ] {
            finds(text, "line 03173041450");
        }
        finds("010-8888 6666", "line 01088886666");
        finds("0317-1234567", "line 03171234567");
        for text in ["400-610-0000", "4006100000", "400 610 0000", "400-6100-000", "4006-100-000"] {
            finds(text, "line 4006100000");
        }
        for text in [
            "电话：3041450",
            "热线 304 1450",
            "联系电话（办公室）：3041450",
            "TEL: 304-1450",
            "Ｔｅｌ：3041450",
            "手机/电话\n3041450",
        ] {
            finds(text, "line 3041450");
        }
        finds("电话号码是86123456", "line 86123456");
    }

    #[test]
    fn e_mail_is_found_and_not_its_digits_again() {
        finds("13800138000@139.com", "mail 13800138000@139.com");
        assert_eq!(told("13800138000@张三"), ["mobile 13800138000"]);
        finds("邮箱jgdw@example.gov.cn，", "mail jgdw@example.gov.cn");
        assert_eq!(told("a@b.cn,c@d.cn"), ["mail a@b.cn", "mail c@d.cn"]);
    }

    #[test]
    fn counts_dates_and_document_numbers_are_none() {
        for text in [
            "654,646",
            "28000",
            "发放13900本",
            "2021-06-11",
            "20210611",
            "2021年6月11日 13:00—14:30",
            "沧直工〔2020〕3号",
            "No.2020-00123",
            "第0031号",
            "061000",
            "邮编：061000",
            "2021.06.11—2021.06.17",
            "电话会议20210611召开",
            "热线开通2024–2025年",
            "电话回访1234567人次",
            "1949-1978-2021",
            "1949 1978 202",
            "20210611 093000",
            "20210611093015123",
            "13.8 14.2 15.6 16.1",
            "12345678",
            "3041450",
            "96.5",
            "15800000000元",
            "15800000000.00 元",
            "￥13800138000",
            "0.13800138000",
            "116.13912345678",
            "13,800,138,000",
            "120,000,000",
            "1.5912345678",
            "GB/T 9704-2012",
            "GB 11643—1999",
            "08:30-11:30 14:00-17:30",
            "12345",
            "12380",
            "110",
            "95588",
            "12371",
        ] {
            nothing(text);
        }
    }

    #[test]
    fn registers_codes_and_hashes_are_none() {
        for text in [
            "91130900MA0D1234X5",
            "统一社会信用代码：121309004013456789",
            "911309007006100012",
            "冀ICP备05029117号-1",
            "冀公网安备 13042002000523号",
            "1304000009",
            "bm01000001",
            "978-7-5098-1234-5",
            "9787509812345",
            "ISBN 978-7-01-013800-1",
            "a13800138000b",
            "3f13800138000",
            "13800138000abcdef",
            "550e8400-e29b-41d4-a716-446655440000",
            "13800138-0013-4000-8000-138001380001",
            "mmexport1612345678901.jpg",
            "IMG_20210611_135900.jpg",
            "1612345678901",
            "https://x.gov.cn/2021/0611/13800138000.html",
            "www.x.cn/art/2021/6/11/art_123_13912345678.html",
            "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=13042002000523",
            "0xff13800138000",
            "#13800138000",
            "logo@2x.png",
            "@media (min-width:768px)",
            "0000-0000000",
            "000000000000000000",
            "111111111111111",
            "123456789012345678",
        ] {
            nothing(text);
        }
    }

    #[test]
    fn rows_of_numbers_are_none() {
        for text in [
            "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
            "13 14 15 16 17 18",
            "1 3 8 0 0 1 3 8 0 0 0",
            "48 58 100 100 100",
            "130 20 30 40 50",
            "4000 4500 5000 5500 6000",
            "6200 6300 6400 6500 6600 6700",
            "400 600 8000 1000",
            "M13 8 0 13 8",
            "138\n0013\n8000",
            "138,0013,8000",
            "138|0013|8000",
            "138    0013    8000",
            "0317\n3041450",
        ] {
            nothing(text);
        }
    }

    #[test]
    fn what_is_passed_over_holds_no_number() {
        let pieces = [
            "1", "2", "86", "0317", "138", "0013", "8000", "110105", "1949", "1231", "002", "X", "3041450", "4111",
            "62", "400", "61", "00", "18", "5", " ", " ", "-", ".", "   ", "    ", ")", "（", "，", "\u{200B}", "３",
            "电话", "☎", "\n", "a", "@b.cn",
        ];
        let mut state = 5_usize;
        let mut numbers = 0;
        for round in 0..60_000 {
            let mut text = String::new();
            // Some texts have few kinds of pieces, so that groups go on for long.
            let kinds = if round % 2 == 0 { pieces.len() } else { 21 };
            for _ in 0..round % 23 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(state >> 33) % kinds]);
            }
            let whole = found(&text, |_, _| None);
            numbers += whole.len();
            assert_eq!(find(&text), whole, "{text}");
        }
        assert!(numbers > 1_000, "{numbers}");
    }

    #[test]
    fn any_text_is_read_without_harm() {
        let pieces = ["1", "３", "-", " ", "@", "（", "汉", "x", ".", "\u{200B}", "𝟏", "86", "0317", "138", "\n", "é"];
        let mut state = 7_usize;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..24 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(state >> 33) % pieces.len()]);
            }
            let found = find(&text);
            assert!(found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{text}");
            assert!(found.iter().all(|found| text.get(found.range.clone()).is_some()), "{text}");
        }
    }
}

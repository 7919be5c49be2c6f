//! Markdown: front matter that is none, depths and lengths, HTML, links that lead astray.

use super::case::Case;

const HEAD: &str = "---\n标题: 页\n发布时间: 2021-06-11\n来源: 示例\n---\n";

fn page(name: &str, told: &'static str, body: &str) -> Case {
    Case::new(name, told, "content/pages/x.md", format!("{HEAD}{body}\n"))
}

fn whole(name: &str, told: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case::new(name, told, "content/pages/x.md", bytes)
}

pub fn cases() -> Vec<Case> {
    [fronts(), depths(), markup(), links()].into_iter().flatten().collect()
}

fn fronts() -> Vec<Case> {
    vec![
        whole("a story without fields", "E0104", "正文\n"),
        whole("fields without an end", "E0104", "---\n标题: 页\n"),
        whole("an end of fields as four dashes", "E0104", "---\n标题: 页\n----\n正文\n"),
        whole("nothing in a story", "E0104", ""),
        whole("fields that are a list", "E0115", "---\n- 标题: 页\n---\n正文\n"),
        whole("fields between marks of another kind", "E0104", "+++\n标题 = \"页\"\n+++\n正文\n"),
        whole("fields of GBK", "E0102", encoding_rs::GB18030.encode("---\n标题: 页\n---\n正文\n").0.into_owned()),
        whole(
            "a story of UTF-16",
            "E0102",
            [b"\xFF\xFE".to_vec(), HEAD.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat(),
        ),
        page("a NUL in a story", "E0116", "甲\0乙"),
        page("direction in a story", "E0116", "甲\u{202E}乙\u{202C}丙"),
        page("a byte order mark in a story", "E0116", "甲\u{FEFF}乙"),
        page("what is no character", "E0116", "甲\u{FFFF}乙"),
    ]
}

fn depths() -> Vec<Case> {
    let list: String = (0..2_000).map(|depth| format!("{}- 甲\n", "  ".repeat(depth))).collect();
    vec![
        page("100,000 quotations", "W0310", &">".repeat(100_000)).heavy(),
        page("a list 2,000 deep", "W0310", &list).heavy(),
        page("100,000 square brackets in a story", "", &"[".repeat(100_000)).heavy(),
        page("50,000 links within links", "E0307", &format!("{}甲{}", "[".repeat(50_000), "](x)".repeat(50_000)))
            .heavy(),
        page("100,000 stars", "", &format!("{}甲", "*".repeat(100_000))).heavy(),
        page("50,000 pairs of stars", "W0310", &"*甲 **乙 ".repeat(20_000)).heavy(),
        page("100,000 backticks", "", &"` `` ".repeat(30_000)).heavy(),
        page("100,000 exclamation marks", "", &"![".repeat(50_000)).heavy(),
        page("100,000 angles", "", &"<".repeat(100_000)).heavy(),
        page("100,000 beginnings of comments", "", &"<!-".repeat(50_000)).heavy(),
        page("100,000 entities", "", &"&amp;&#x41;".repeat(20_000)).heavy(),
        page("a paragraph of 10 MB", "", &"文".repeat(3_300_000)).heavy(),
        page("100,000 headings", "", &"# 甲\n\n".repeat(20_000)).heavy(),
        page("a table of 5,000 columns", "", &format!("|{0}\n|{1}\n|{0}\n", "甲|".repeat(5_000), "---|".repeat(5_000)))
            .heavy(),
        page("5,000 footnotes without a text", "W0310", &(0..5_000).map(|n| format!("[^{n}]")).collect::<String>())
            .heavy(),
        page("a footnote within itself", "", "甲[^1]\n\n[^1]: 乙[^1]").heavy(),
        page("100,000 definitions of links", "", &(0..20_000).map(|n| format!("[{n}]: x\n")).collect::<String>())
            .heavy(),
    ]
}

fn markup() -> Vec<Case> {
    vec![
        page("a script", "W0309", "甲<script>alert(1)</script>乙"),
        page("a script that is not closed", "W0309", "甲<script>alert(1)"),
        page("a picture that runs a script", "W0309", "甲<img src=x onerror=alert(1)>乙"),
        page("a frame", "W0309", "<iframe src=\"https://x.cn\"></iframe>"),
        page("a style", "W0309", "<style>body{display:none}</style>"),
        page("a comment that is not closed", "", "甲<!-- 乙"),
        page("an end of everything", "W0309", "</main></body></html><h1>假</h1>"),
    ]
}

fn links() -> Vec<Case> {
    vec![
        page("a link that runs a script", "E0308", "[甲](javascript:alert(1))"),
        page("a link that runs a script, hidden in entities", "E0308", "[甲](java&#x0A;script&colon;alert(1))"),
        page("a link that runs a script, in capitals and angles", "E0308", "[甲](< JaVaScRiPt:alert(1)>)"),
        page("a link that runs another script", "E0308", "[甲](vbscript:x)"),
        page("a link that is a page", "E0308", "[甲](data:text/html;base64,PHNjcmlwdD4=)"),
        page("a link to a disk", "E0308", "[甲](file:///etc/passwd)"),
        page("a link to a drive", "E0308", "[甲](C:\\照片\\1.jpg)"),
        page("an address that runs a script", "E0308", "<javascript:alert(1)>"),
        page("a link out of the project", "E0702", "[甲](../../../../etc/passwd)"),
        page("a link to nothing", "E0307", "[甲](../reports/没有.md)"),
        page("a picture out of the project", "E0702", "![甲](../../../etc/passwd)"),
        page("a picture that is data", "W0309", "![甲](data:image/svg+xml,<svg onload=alert(1)>)"),
        page("a picture from elsewhere", "E0702", "![甲](https://x.cn/a.png)"),
        page("a picture without words", "E0701 E0704", "![](没有.jpg)"),
    ]
}

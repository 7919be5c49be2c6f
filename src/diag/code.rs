//! The kinds of problems, each with a number that is public and never used again for another.
//!
//! Numbers are grouped by the question that an editor would ask: can the file be read (01), is the record whole (02),
//! do references hold (03), honours (04), the exhibition (05), notices (06), pictures (07), pairings (08), templates
//! (09), the finished site (10), printing (11). `E` forbids publishing, `W` does not. Each has a page `docs/problems/<number>.md`.

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// Told, and published all the same.
    Warning,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $number:literal $title:literal;)*) => {
        /// A kind of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every code, in the order of definition.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// Returns the public number: `E0301`.
            pub const fn number(self) -> &'static str {
                match self { $(Code::$variant => $number,)* }
            }

            /// Returns what the code says in general, in Chinese.
            pub const fn title(self) -> &'static str {
                match self { $(Code::$variant => $title,)* }
            }
        }
    };
}

codes! {
    /// A file cannot be read.
    Unreadable = "E0101" "文件读不出来";
    /// A file is in an encoding that is not read.
    Encoding = "E0102" "文件的编码不对";
    /// YAML that cannot be parsed.
    YamlSyntax = "E0103" "YAML 写法有误";
    /// A Markdown file without closed front matter.
    FrontMatter = "E0104" "Markdown 文件开头缺少字段区";
    /// A full-width colon where YAML needs `: `.
    FullWidthColon = "E0105" "冒号是全角的";
    /// Indentation by a full-width space or a tab.
    Indentation = "E0106" "行首缩进用了全角空格或制表符";
    /// Quotation marks of prose around a YAML value.
    ChineseQuotes = "E0107" "字段的值用了中文引号包住";
    /// A colon without a following space.
    ColonSpace = "E0108" "冒号后面少一个空格";
    /// A table without a header row.
    TableHeader = "E0109" "表格里找不到表头";
    /// A CSV file that cannot be parsed.
    CsvSyntax = "E0110" "CSV 写法有误";
    /// A workbook that cannot be opened.
    Workbook = "E0111" "Excel 文件打不开";
    /// A key written twice.
    DuplicateKey = "E0112" "同一个字段写了两次";
    /// A folder below `content/` that is no kind.
    UnknownFolder = "E0113" "content 下没有这种文件夹";
    /// A file whose form is not read.
    UnknownForm = "W0114" "这种文件不会读取";
    /// A YAML file that is neither a mapping nor a list of mappings.
    YamlForm = "E0115" "YAML 文件的结构不对";
    /// Text with characters that cannot be seen.
    HiddenCharacter = "E0116" "文字里藏着看不见的字符";
    /// A number or truth value where text is meant.
    NotText = "E0117" "这里要写文字";
    /// A file larger or deeper than any record.
    TooLarge = "E0118" "文件太大或嵌套太深";
    /// A symbolic link or another thing that is no file.
    NotAFile = "E0119" "这里不是普通文件";
    /// A cell that holds an error or loses digits.
    BadCell = "E0120" "单元格的内容不可靠";
    /// Two files whose names differ in case alone.
    CaseClash = "E0121" "两个文件名只差大小写";
    /// The project has no content.
    NoContent = "E0122" "找不到 content 文件夹或 site.yaml";

    /// A key that the kind does not have.
    UnknownKey = "E0201" "没有这个字段";
    /// A key that must be there and is not.
    MissingKey = "E0202" "缺少必填字段";
    /// A value of the wrong shape.
    WrongShape = "E0203" "字段的写法不对";
    /// A date that is none.
    BadDate = "E0204" "日期不对";
    /// A word that is not among those allowed.
    BadChoice = "E0205" "不在可选的词里";
    /// A number that is none, or out of range.
    BadNumber = "E0206" "数字不对";
    /// A slug that cannot be an address.
    BadSlug = "E0207" "网址写法不对";
    /// A name that cannot be a name.
    BadName = "E0208" "名称不对";
    /// Text longer than its place.
    TooLong = "E0209" "文字太长";
    /// Dates of one record that contradict each other.
    DateOrder = "E0210" "时间先后矛盾";
    /// An address that is none or could be harmful.
    BadAddress = "E0211" "链接地址不对";
    /// A slip in the name of the state, the Party or what they do.
    Wording = "E0212" "严重表述错误";

    /// A reference that finds nothing.
    Dangling = "E0301" "引用的对象找不到";
    /// A reference that finds several.
    Ambiguous = "E0302" "引用的对象不止一个";
    /// A reference to a record of another kind.
    WrongKind = "E0303" "引用的对象种类不对";
    /// Two records with one id.
    DuplicateId = "E0304" "编号重复";
    /// Two records with one slug.
    DuplicateSlug = "E0305" "网址重复";
    /// Parents that lead round in a circle.
    ParentCycle = "E0306" "上级绕成了圈";
    /// A link in prose to a file that is not there.
    DeadLink = "E0307" "正文链接的文件不存在";
    /// A link in prose that no page may hold.
    UnsafeLink = "E0308" "正文链接的地址不安全";
    /// Raw HTML in prose.
    RawHtml = "W0309" "正文里的 HTML 不会发布";
    /// Prose that its reader could not follow: too deep, a footnote without text.
    Prose = "W0310" "正文的写法有问题";
    /// A published record that names one which is not published.
    Hidden = "W0311" "引用的对象未发布";

    /// Two records whose names differ in marks and spaces alone.
    TwoSpellings = "W0312" "同一名称有两种写法";
    /// A title called by almost the name that it has.
    TitleMiscalled = "W0313" "称号的叫法与名录不同";

    /// A recipient of a kind that the honour does not go to.
    RecipientKind = "E0401" "获得者与荣誉的对象不符";
    /// A recipient named twice in one decision, or honoured twice.
    RecipientTwice = "E0402" "同一对象重复授予";
    /// A revocation of what was not conferred.
    RevokeNothing = "E0403" "撤销的荣誉并未授予";
    /// A total that differs from the declared one.
    TotalMismatch = "E0404" "名单人数与应有数不符";
    /// A character whose strokes are not known.
    UnknownStroke = "E0406" "笔画表里没有这个字";
    /// What the order of a list needs is missing.
    OrderNeeds = "E0407" "排序所需的内容缺失";
    /// Token numbers that repeat.
    TokenTwice = "E0408" "牌证号重复";
    /// A text that names another total than its list has.
    TotalSaid = "W0409" "正文的数目与名单不符";
    /// A text that names another order than its list has.
    OrderSaid = "W0410" "正文说的排序与名单不符";

    /// An exhibit's number outside 1…expected.
    ExhibitRange = "E0501" "展品序号超出范围";
    /// A number that no exhibit has.
    ExhibitGap = "E0502" "展品序号有缺";
    /// A number that two exhibits have.
    ExhibitTwice = "E0503" "展品序号重复";
    /// A subject that holds none of the honours that make it eligible.
    NotEligible = "E0504" "展品对象不具备参展资格";
    /// Exhibits without an exhibition.
    NoExhibition = "E0505" "有展品却没有 exhibition.yaml";
    /// A chapter that the exhibition does not have.
    UnknownChapter = "E0506" "展览里没有这个篇章";

    /// A period that begins or ends on a day off.
    PeriodDayOff = "E0601" "公示期起止日不是工作日";
    /// A year that the calendar does not hold.
    YearUnknown = "E0602" "日历里没有这一年";
    /// A period that is neither given by its end nor by its length, or by both and they differ.
    PeriodForm = "E0603" "公示期写法不对";
    /// A calendar that contradicts itself.
    CalendarClash = "E0604" "日历自相矛盾";
    /// An attachment that is not there.
    AttachmentMissing = "E0605" "附件不存在";
    /// An attachment that is a record, with its notes and comments.
    AttachmentRecord = "E0607" "附件是记录文件";

    /// A calendar in which a holiday of every year is a working day.
    CalendarThin = "W0606" "日历可能不全";

    /// A picture that is not there.
    PhotoMissing = "E0701" "照片文件不存在";
    /// A path that leaves the project.
    OutsidePath = "E0702" "路径超出了项目文件夹";
    /// A picture that cannot be used.
    PhotoBroken = "E0703" "照片不能用";
    /// A picture without words for those who cannot see it.
    AltMissing = "E0704" "照片缺少说明";
    /// A picture that a page must enlarge.
    PhotoSmall = "W0705" "照片太小";

    /// A pairing with itself.
    PairingSelf = "E0801" "结对双方是同一个对象";
    /// A pairing that lacks a side.
    PairingSides = "E0802" "结对缺少一方";

    /// A template that cannot be used.
    Template = "E0901" "模板有误";

    /// Two pages at one address.
    RouteClash = "E1001" "两个页面的地址相同";
    /// A link in the finished site that leads nowhere.
    BrokenLink = "E1002" "页面里的链接打不开";
    /// A required tag without content.
    EmptyMeta = "E1003" "页面缺少规定的标签内容";
    /// A picture on a page without alternative text.
    PageAlt = "E1004" "页面里的图片没有替代文本";
    /// A number or address that identifies a person.
    PersonalData = "E1005" "出现个人信息";
    /// A page that loads something from elsewhere.
    Elsewhere = "E1006" "页面引用了站外资源";
    /// A party or government site without its identification code.
    NoIdCode = "W1007" "没有网站标识码";
    /// An attachment whose words cannot be looked through.
    Unsearched = "W1008" "附件里的个人信息查不了";
    /// A party or government site without its domain.
    NoDomain = "W1009" "没有域名";
    /// No font at hand can set Chinese.
    NoFont = "E1101" "没有能排中文的字体";
    /// A font that was asked for is not there, and another stands in.
    FontReplaced = "W1102" "指定的字体没有，用了替代的";
    /// No font has a character.
    Glyph = "E1103" "没有字体能印这个字";
    /// A photo has too few points for the size at which it is placed.
    Resolution = "W1104" "照片印出来不够清楚";
    /// A photo that nobody is named for.
    CreditMissing = "W1105" "照片没有署名";
    /// Text that does not fit its place.
    Overflow = "E1106" "文字放不下";
    /// A print without a code, since the site has no domain.
    NoQr = "W1107" "印不了二维码";
    /// A file for the press without the press's colour profile.
    NoPressProfile = "W1108" "没有印刷厂的颜色特性文件";
    /// A name in the index by strokes with a character whose strokes are not known.
    NoStrokes = "W1109" "姓名索引里有字不知道笔画";
    /// More photos than a place in print can show.
    PhotosLeft = "W1110" "照片太多，没有全部印";
}

impl Code {
    /// Returns how grave problems of this kind are: the number's first letter says it.
    pub const fn severity(self) -> Severity {
        if self.number().as_bytes()[0] == b'W' { Severity::Warning } else { Severity::Error }
    }

    /// Returns the code with this number, in any case.
    pub fn from_number(number: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.number().eq_ignore_ascii_case(number.trim()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn numbers_are_unique_and_say_how_grave_they_are() {
        let numbers: BTreeSet<&str> = Code::ALL.iter().map(|code| code.number()).collect();
        assert_eq!(numbers.len(), Code::ALL.len());
        for code in Code::ALL {
            assert_eq!(Code::from_number(&code.number().to_lowercase()), Some(*code));
            assert_eq!(code.severity() == Severity::Warning, code.number().starts_with('W'));
        }
    }
}

//! The frame that every page stands in: head, header, breadcrumb, footer.
//!
//! **In:** nothing. **Out:** [`Frame`], the field `frame` of every view, and [`Around`], which joins it there.
//! **Never:** a time of building.

use serde::Serialize;

use super::parts::{Fact, Link};
use super::picture::Picture;

/// What `base.html` shows of one page.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// The folder of the column that the page belongs to, or nothing; templates see it as the item of the menu that is `current`.
    #[serde(skip)]
    pub belongs: &'static str,
    /// The browser's title: `"锻造尖兵 · 榜样 - 示例市直机关党建网"`.
    pub title: String,
    /// The page's one `h1`: `"锻造尖兵"`. Views do not repeat it.
    pub heading: String,
    /// The same in the phrases between which its line may break: `["关于", "“百名好支书”", "拟命名对象的", "公示"]`.
    pub phrases: Vec<String>,
    /// The way here (当前位置), home first; the page itself is last, with an empty `href`. Empty on the home page.
    pub here: Vec<Link>,
    /// All the meta tags in their order (`SiteName` … `ArticleTitle` …); the template prints each as it stands.
    pub metas: Vec<Meta>,
    /// Open Graph tags: the template prints each as a `property`.
    pub open_graph: Vec<Meta>,
    /// JSON-LD, with nothing in it that could end its script element.
    pub linked_html: String,
    /// Deferred scripts of this page alone: `"../../assets/kiosk.js"`.
    pub scripts: Vec<Script>,
    /// The page shows a sample record: the mark 示例 stands beside the heading.
    pub sample: bool,
    /// The page's absolute address where the site has a domain: `"https://www.example.cn/exhibits/05/"`, or empty.
    pub canonical: String,
}

/// What every page has around it, the same on all that reach the site's files by the same links: `around/head.html`,
/// `around/header.html` and `around/footer.html` are made of it, once for all of them. Its fields stand beside those of [`Frame`].
#[derive(Debug, Clone, Serialize)]
pub struct Around {
    /// What the header and the footer say of the site.
    pub site: Site,
    /// The way to the site's root, with the slash at its end: `"../../"`, at the root `"./"`.
    pub root: String,
    /// The menu, five to eight items.
    pub nav: Vec<NavItem>,
    /// Style sheets: `"../../assets/site.css"`.
    pub styles: Vec<String>,
    /// Scripts that run before the first paint, for remembered settings: `"../../assets/early.js"`.
    pub early_scripts: Vec<Script>,
    /// The deferred script of all pages: `"../../assets/site.js"`.
    pub script: Script,
    /// `integrity` of `qr.js`, which `site.js` loads when somebody shares a page; empty where the site wants none.
    pub qr_integrity: String,
    /// A day of mourning (哀悼日): the whole page is grey.
    pub mourning: bool,
    /// The Atom feed: `"../../feed.xml"`.
    pub feed: String,
}

/// What the header and the footer say of the site. Whatever is empty does not show.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    /// The site's name: `"示例市直机关党建网"`.
    pub name: String,
    /// The nature of the site, in English: `"party"`, `"government"`, `"institution"`, `"enterprise"`.
    pub kind: String,
    /// The home page: `"../../index.html"`.
    pub home: String,
    /// 主办: `"中共示例市委市直机关工作委员会"`.
    pub organiser: String,
    /// 承办.
    pub operator: String,
    /// 技术支持.
    pub support: String,
    /// Address, postcode, phone and e-mail, as declared: label `"联系电话"`, text `"0000-0000000"`.
    pub contact: Vec<Fact>,
    /// ICP 备案: text `"冀ICP备00000000号-1"`, to `https://beian.miit.gov.cn/`.
    pub icp: Option<Link>,
    /// 公安备案: text `"冀公网安备 13000000000000号"`, to the police's register.
    pub police_record: Option<Link>,
    /// 网站标识码: `"1309000000"`.
    pub id_code: String,
    /// CONAC's mark as a link: text `"党政机关"` or `"事业单位"`.
    pub conac: Option<Link>,
    /// 找错: text `"我为政府网站找错"`.
    pub error_report: Option<Link>,
    /// 网站地图: `"../../sitemap/index.html"`.
    pub sitemap: String,
    /// 搜索: `"../../search/index.html"`.
    pub search: String,
    /// The emblem that the organ itself supplies; none ships.
    pub emblem: Option<Picture>,
}

/// One of our scripts.
#[derive(Debug, Clone, Serialize)]
pub struct Script {
    /// Its address: `"../../assets/site.js"`.
    pub src: String,
    /// What its bytes must hash to (Subresource Integrity): `"sha384-…"`; empty where the site wants none.
    pub integrity: String,
}

/// One item of the menu.
#[derive(Debug, Clone, Serialize)]
pub struct NavItem {
    /// `"榜样展厅"`.
    pub text: String,
    /// `"../../exhibits/index.html"`.
    pub href: String,
    /// The page belongs to this item.
    pub current: bool,
}

/// One meta tag.
#[derive(Debug, Clone, Serialize)]
pub struct Meta {
    /// The exact name: `"PubDate"`.
    pub name: String,
    /// Its value, never empty: `"2021-06-11 09:30"`.
    pub content: String,
}

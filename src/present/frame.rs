//! The frame of every page: head, header, breadcrumb, footer.

use super::column::{self, COLUMNS};
use super::here::{Here, fact};
use super::linked;
use super::metas::{Article, Sort, address, metas};
use super::pictures;
use crate::catalogue::AnyId;
use crate::record::{Head, Kind, SiteKind};
use crate::view::{Frame, Link, NavItem, Site};
use crate::zh::phrase::phrases;

/// What a page tells its frame.
pub(super) struct Page<'a> {
    /// The page's one heading.
    pub(super) heading: String,
    /// What it is to an auditor.
    pub(super) sort: Sort<'a>,
    /// The way here between home and this page.
    pub(super) way: Vec<Link>,
    /// The part of the menu that it belongs to.
    pub(super) belongs: Option<Kind>,
    /// Whether it shows a sample record.
    pub(super) sample: bool,
    /// Scripts of its own: `kiosk.js`.
    pub(super) scripts: &'static [&'static str],
}

impl<'a> Page<'a> {
    /// Returns the frame's facts of a page of a column.
    pub(super) fn column(here: &Here, kind: Kind) -> Self {
        Self {
            heading: column::name(here.catalogue, kind),
            sort: Sort::Column(kind),
            way: Vec::new(),
            belongs: Some(kind),
            sample: false,
            scripts: &[],
        }
    }

    /// Returns the frame's facts of a record's page.
    pub(super) fn record(here: &Here, kind: Kind, head: &'a Head, article: Article) -> Self {
        Self {
            heading: head.name.clone(),
            sort: Sort::Article(kind, head, article),
            way: vec![column_link(here, kind)],
            belongs: Some(kind),
            sample: head.sample,
            scripts: &[],
        }
    }
}

/// Returns a heading in the phrases between which its line may break.
pub(super) fn broken(heading: &str) -> Vec<String> {
    phrases(heading).into_iter().map(str::to_owned).collect()
}

/// Returns the link to a column's first page.
pub(super) fn column_link(here: &Here, kind: Kind) -> Link {
    Link::new(column::name(here.catalogue, kind), here.folder(kind.folder()))
}

/// Returns the frame of a page.
pub(super) fn frame(here: &Here, page: Page) -> Frame {
    let site = &here.catalogue.site;
    let is_home = matches!(page.sort, Sort::Home);
    let title = if is_home {
        site.name.clone()
    } else {
        let column = page.way.last().map(|link| format!(" · {}", link.text)).unwrap_or_default();
        let sample = if page.sample && !page.heading.contains("示例") { "（示例）" } else { "" };
        format!("{}{sample}{column} - {}", page.heading, site.name)
    };
    let mut here_list = Vec::new();
    if !is_home {
        here_list.push(Link::new("首页", here.folder("")));
        here_list.extend(page.way);
        here_list.push(Link::new(&page.heading, ""));
    }
    let scripts = ["site.js"].iter().chain(page.scripts).map(|name| here.script(name)).collect();
    let metas = metas(here, &page.sort);
    let about = (page.heading.as_str(), &page.sort);
    Frame {
        open_graph: linked::open_graph(here, about, &metas),
        linked_html: linked::json_ld(here, about, &here_list),
        site: site_view(here),
        title,
        root: here.root(),
        here: here_list,
        nav: nav(here, page.belongs, is_home),
        metas,
        styles: vec![here.file("assets/site.css")],
        early_scripts: vec![here.script("early.js")],
        scripts,
        qr_integrity: here.seal("qr.js"),
        phrases: broken(&page.heading),
        heading: page.heading,
        sample: page.sample,
        mourning: site.mourning,
        feed: here.file("feed.xml"),
        canonical: address(here),
    }
}

/// The menu: columns that have something in them, then pages that ask for a place.
fn nav(here: &Here, belongs: Option<Kind>, is_home: bool) -> Vec<NavItem> {
    let home = NavItem { text: "首页".to_owned(), href: here.folder(""), current: is_home };
    let mut nav = vec![home];
    for kind in COLUMNS.into_iter().take(6) {
        let href = here.folder(kind.folder());
        if !href.is_empty() {
            let current = belongs.is_some_and(|belongs| belongs == kind);
            nav.push(NavItem { text: column::name(here.catalogue, kind), href, current });
        }
    }
    let mut pages: Vec<_> =
        here.catalogue.pages.iter().filter_map(|(id, page)| page.record.nav.map(|nav| (nav, id))).collect();
    pages.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    for (_, id) in pages {
        let link = here.link(AnyId::Page(id));
        let current = here.plan.addresses.record(AnyId::Page(id)) == here.route;
        nav.push(NavItem { text: link.text, href: link.href, current });
    }
    nav
}

fn site_view(here: &Here) -> Site {
    let site = &here.catalogue.site;
    let contact = [
        fact("地址", site.contact.address.as_str()),
        fact("邮编", site.contact.postcode.as_str()),
        fact("联系电话", site.contact.phone.as_str()),
        fact("电子邮箱", site.contact.email.as_str()),
    ];
    Site {
        name: site.name.clone(),
        kind: site.kind.english().to_owned(),
        home: here.folder(""),
        organiser: site.organiser.clone(),
        operator: site.operator.clone(),
        support: site.support.clone(),
        contact: contact.into_iter().flatten().collect(),
        icp: outside(&site.icp, "https://beian.miit.gov.cn/".to_owned()),
        police_record: outside(&site.police_record, police_register(&site.police_record)),
        id_code: site.id_code.clone(),
        conac: conac(here),
        error_report: outside("我为政府网站找错", site.error_report.clone()).filter(|link| !link.href.is_empty()),
        sitemap: here.folder("sitemap"),
        search: here.folder("search"),
        emblem: here.catalogue.emblem.as_deref().and_then(|path| pictures::emblem(here, path)),
    }
}

fn outside(text: &str, href: String) -> Option<Link> {
    (!text.is_empty()).then(|| Link::new(text, href))
}

/// The register's address of a 公安备案 number.
fn police_register(record: &str) -> String {
    let digits: String = record.chars().filter(char::is_ascii_digit).collect();
    format!("https://beian.mps.gov.cn/#/query/webSearch?code={digits}")
}

/// CONAC's mark as a link: red 党政机关 for organs, blue 事业单位 for institutions.
fn conac(here: &Here) -> Option<Link> {
    let site = &here.catalogue.site;
    if site.conac.is_empty() {
        return None;
    }
    let text = match site.kind {
        SiteKind::Party | SiteKind::Government => "党政机关",
        SiteKind::Institution | SiteKind::Enterprise => "事业单位",
    };
    let href = if site.conac.starts_with("http") {
        site.conac.clone()
    } else {
        format!("https://bszs.conac.cn/sitename?method=show&id={}", site.conac)
    };
    Some(Link::new(text, href))
}

//! What stands around every page: header, menu, footer, and what their links lead to.
//!
//! **In:** a [`Here`]. **Out:** an [`Around`], and [`Landmarks`], by which two pages know that theirs are equal.
//! **Never:** anything of the page that it surrounds but the part of the menu it belongs to.

use super::column::{self, COLUMNS};
use super::here::{Here, fact};
use super::pictures;
use crate::catalogue::{AnyId, Catalogue, PageId};
use crate::output::Route;
use crate::plan::Plan;
use crate::record::{Kind, SiteKind};
use crate::view::{Around, Link, NavItem, Site};

/// So many columns stand in the menu.
const IN_MENU: usize = 6;

/// Where the links around a page lead: what surrounds two pages is equal where these links and the place in the menu are.
#[derive(Debug, Clone)]
pub struct Landmarks {
    menu: Vec<(Place, Route)>,
    others: Vec<Route>,
}

/// What an item of the menu leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Home,
    Column(Kind),
    Page(PageId),
}

impl Landmarks {
    /// Returns the landmarks of a site: columns that have something in them, pages that ask for a place in the menu, and
    /// every other file that stands around a page.
    pub fn of(catalogue: &Catalogue, plan: &Plan) -> Self {
        let there = |folder: &str| Route::page(folder).ok().filter(|route| plan.tasks.contains_key(route));
        let mut menu: Vec<(Place, Route)> = there("").map(|home| (Place::Home, home)).into_iter().collect();
        let columns = COLUMNS.into_iter().take(IN_MENU);
        menu.extend(columns.filter_map(|kind| Some((Place::Column(kind), there(kind.folder())?))));
        let mut pages: Vec<_> =
            catalogue.pages.iter().filter_map(|(id, page)| page.record.nav.map(|nav| (nav, id))).collect();
        pages.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let address = |id| plan.addresses.record(AnyId::Page(id)).clone();
        menu.extend(pages.into_iter().map(|(_, id)| (Place::Page(id), address(id))));
        let mut others: Vec<Route> = ["sitemap", "search"].into_iter().filter_map(there).collect();
        others.extend(["feed.xml", "assets/site.css"].into_iter().filter_map(|path| Route::file(path).ok()));
        let emblem = catalogue.emblem.as_deref().and_then(|path| plan.pictures.of(path));
        let emblem = emblem.into_iter().flat_map(|set| &set.files);
        others.extend(emblem.filter_map(|file| Route::file(file.address.as_str()).ok()));
        Self { menu, others }
    }

    /// Returns what tells the surroundings of one page from those of another: all links, and its place in the menu, that of
    /// the column whose folder it `belongs` to.
    pub fn seen_from(&self, here: &Here, belongs: &str) -> String {
        let mut seen = String::with_capacity(512);
        for (place, route) in &self.menu {
            seen.push(if is_current(here, (*place, route), belongs) { '*' } else { ' ' });
            here.route.link_onto(route, &mut seen);
        }
        for route in &self.others {
            seen.push(' ');
            here.route.link_onto(route, &mut seen);
        }
        seen
    }

    fn nav(&self, here: &Here, belongs: &str) -> Vec<NavItem> {
        let item = |(place, route): &(Place, Route)| NavItem {
            text: match place {
                Place::Home => "首页".to_owned(),
                Place::Column(kind) => column::name(here.catalogue, *kind),
                Place::Page(id) => here.catalogue.pages[*id].head().name.clone(),
            },
            href: here.to(route),
            current: is_current(here, (*place, route), belongs),
        };
        self.menu.iter().map(item).collect()
    }

    /// Returns what stands around a page that belongs to the column of a folder, or to none.
    pub fn around(&self, here: &Here, belongs: &str) -> Around {
        Around {
            site: site(here),
            root: here.root(),
            nav: self.nav(here, belongs),
            styles: vec![here.file("assets/site.css")],
            early_scripts: vec![here.script("early.js")],
            script: here.script("site.js"),
            qr_integrity: here.seal("qr.js"),
            mourning: here.catalogue.site.mourning,
            feed: here.file("feed.xml"),
        }
    }
}

fn is_current(here: &Here, (place, route): (Place, &Route), belongs: &str) -> bool {
    match place {
        Place::Home | Place::Page(_) => route == here.route,
        Place::Column(kind) => belongs == kind.folder(),
    }
}

fn site(here: &Here) -> Site {
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

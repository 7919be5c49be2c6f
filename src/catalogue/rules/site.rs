//! The site: what every page of it rests on.

use crate::diag::{Code, Diagnostics};
use crate::record::{Exhibition, Site, SiteKind};

/// Tells a party or government site without a domain, and what that costs.
pub(in crate::catalogue) fn domain(site: &Site, found: &mut Diagnostics) {
    let is_public = matches!(site.kind, SiteKind::Party | SiteKind::Government);
    if is_public && site.domain.is_empty() {
        found
            .add(Code::NoDomain, site.origin.at("domain"), "没有写域名，所以没有 sitemap.xml，页面里也没有完整的网址")
            .help("上网站以前写上「域名」，例如 www.example.gov.cn；只在内网或 U 盘里看的，可以不写");
    }
}

/// Tells an exhibition that viewers of IIIF are to open, where nothing can have a name.
pub(in crate::catalogue) fn viewers(site: &Site, exhibition: &Exhibition, found: &mut Diagnostics) {
    if exhibition.iiif && site.domain.is_empty() {
        found
            .add(Code::NoDomain, exhibition.origin.at("iiif"), "没有写域名，所以没有给看图软件的 /iiif/")
            .help("在 site.yaml 里写上「域名」；不要看图软件打开的，删掉这一行");
    }
}

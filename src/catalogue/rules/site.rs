//! The site: what every page of it rests on.

use crate::diag::{Code, Diagnostics};
use crate::record::{Site, SiteKind};

/// Tells a party or government site without a domain, and what that costs.
pub(in crate::catalogue) fn domain(site: &Site, found: &mut Diagnostics) {
    let is_public = matches!(site.kind, SiteKind::Party | SiteKind::Government);
    if is_public && site.domain.is_empty() {
        found
            .add(Code::NoDomain, site.origin.at("domain"), "没有写域名，所以没有 sitemap.xml，页面里也没有完整的网址")
            .help("上网站以前写上「域名」，例如 www.example.gov.cn；只在内网或 U 盘里看的，可以不写");
    }
}

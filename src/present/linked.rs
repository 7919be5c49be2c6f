//! What a page says of itself to machines: Open Graph (ogp.me) and JSON-LD in the words of schema.org.
//!
//! Absolute addresses stand where the site has a domain; without one, JSON-LD names relative ones, which readers take from
//! the page, and Open Graph, which wants absolute ones, leaves them out.

use std::fmt::Write as _;

use super::here::Here;
use super::metas::{Sort, address};
use crate::record::{Head, Kind, Venue};
use crate::view::{Link, Meta};

/// The end of a relative address, made absolute; empty where the site has no domain.
fn absolute(here: &Here, relative: &str) -> String {
    let path = relative.trim_start_matches("../").trim_start_matches("./");
    let whole = || here.catalogue.site.absolute(path.strip_suffix("index.html").unwrap_or(path));
    if path.is_empty() { String::new() } else { whole().unwrap_or_default() }
}

/// Returns the Open Graph tags of a page; `about` is what its meta tags say of it.
pub(super) fn open_graph(here: &Here, (heading, sort): (&str, &Sort), about: &[Meta]) -> Vec<Meta> {
    let mut tags = Vec::with_capacity(8);
    let mut add = |name: &str, content: &str| {
        if !content.is_empty() {
            tags.push(Meta { name: name.to_owned(), content: content.to_owned() });
        }
    };
    let said = |name: &str| about.iter().find(|meta| meta.name == name).map_or("", |meta| meta.content.as_str());
    let description = [said("Description"), said("ColumnDescription")].into_iter().find(|text| !text.is_empty());
    add("og:title", heading);
    add("og:site_name", &here.catalogue.site.name);
    add("og:locale", "zh_CN");
    add("og:description", description.unwrap_or_default());
    add("og:url", &address(here));
    if let Sort::Article(_, head, article) = sort {
        add("og:type", "article");
        add("og:image", &absolute(here, &article.image));
        add("article:published_time", &head.publish.map(|moment| moment.rfc3339()).unwrap_or_default());
    } else {
        add("og:type", "website");
    }
    tags
}

/// Returns the JSON-LD of a page, fit to stand in a script element.
pub(super) fn json_ld(here: &Here, (heading, sort): (&str, &Sort), way: &[Link]) -> String {
    let mut json = String::with_capacity(1 << 10);
    json.push_str("{\"@context\":\"https://schema.org\",\"@graph\":[");
    publisher(here, &mut json);
    if let Sort::Article(kind, head, article) = sort {
        json.push(',');
        article_of(here, (*kind, head), &article.image, &mut json);
    }
    if matches!(sort, Sort::Column(Kind::Exhibit)) {
        exhibition(here, &mut json);
    }
    if !way.is_empty() {
        breadcrumb(here, (heading, way), &mut json);
    }
    json.push_str("]}");
    json
}

/// Adds `"key":"value"`, with what could end a script written as an escape.
fn put(json: &mut String, key: &str, value: &str) {
    let mut value = serde_json::to_string(value).unwrap_or_default();
    if value.contains('<') {
        value = value.replace('<', "\\u003c");
    }
    json.push_str(if json.ends_with(['{', '[']) { "\"" } else { ",\"" });
    json.push_str(key);
    json.push_str("\":");
    json.push_str(&value);
}

fn publisher(here: &Here, json: &mut String) {
    let site = &here.catalogue.site;
    json.push_str("{\"@type\":\"Organization\",\"@id\":\"#publisher\"");
    put(json, "name", if site.organiser.is_empty() { &site.name } else { &site.organiser });
    let home = absolute(here, "index.html");
    if !home.is_empty() {
        put(json, "url", &home);
    }
    json.push('}');
}

/// An exhibit is a work; everything else with a publishing time is an article, and the rest pages.
fn article_of(here: &Here, (kind, head): (Kind, &Head), image: &str, json: &mut String) {
    json.push('{');
    let of = match kind {
        Kind::Exhibit => "CreativeWork",
        Kind::Decision | Kind::Notice | Kind::Report | Kind::Pairing => "Article",
        _ => "WebPage",
    };
    put(json, "@type", of);
    put(json, if of == "Article" { "headline" } else { "name" }, &head.name);
    put(json, "inLanguage", "zh-CN");
    if let Some(publish) = head.publish {
        put(json, "datePublished", &publish.rfc3339());
    }
    if !head.author.is_empty() {
        put(json, "creditText", &head.author);
    }
    if !image.is_empty() {
        let whole = absolute(here, image);
        put(json, "image", if whole.is_empty() { image } else { &whole });
    }
    let url = address(here);
    if !url.is_empty() {
        put(json, "url", &url);
    }
    json.push_str(",\"publisher\":{\"@id\":\"#publisher\"}}");
}

/// The exhibition as an event: one for each place that says from when, and one for all that do not.
fn exhibition(here: &Here, json: &mut String) {
    let Some(exhibition) = &here.catalogue.exhibition else { return };
    let (dated, others): (Vec<&Venue>, Vec<&Venue>) = exhibition.venues.iter().partition(|venue| venue.from.is_some());
    for venue in &dated {
        event(&exhibition.title, &[venue], json);
    }
    if dated.is_empty() || !others.is_empty() {
        event(&exhibition.title, &others, json);
    }
}

/// One event at some places, of which the first says when.
fn event(title: &str, venues: &[&Venue], json: &mut String) {
    json.push_str(",{\"@type\":\"ExhibitionEvent\"");
    put(json, "name", title);
    let first = venues.first();
    for (key, day) in [("startDate", first.and_then(|venue| venue.from)), ("endDate", first.and_then(|venue| venue.to))]
    {
        if let Some(day) = day {
            put(json, key, &day.to_string());
        }
    }
    for (at, venue) in venues.iter().enumerate() {
        json.push_str(if at == 0 { ",\"location\":[" } else { "," });
        json.push_str(if venue.url.is_empty() { "{\"@type\":\"Place\"" } else { "{\"@type\":\"VirtualLocation\"" });
        put(json, "name", &venue.name);
        if !venue.url.is_empty() {
            put(json, "url", &venue.url);
        }
        json.push('}');
    }
    json.push_str(if venues.is_empty() { "" } else { "]" });
    json.push_str(",\"organizer\":{\"@id\":\"#publisher\"}}");
}

fn breadcrumb(here: &Here, (heading, way): (&str, &[Link]), json: &mut String) {
    json.push_str(",{\"@type\":\"BreadcrumbList\",\"itemListElement\":[");
    for (at, step) in way.iter().enumerate() {
        if at > 0 {
            json.push(',');
        }
        let _ = write!(json, "{{\"@type\":\"ListItem\",\"position\":{}", at + 1);
        put(json, "name", if step.text.is_empty() { heading } else { &step.text });
        if !step.href.is_empty() {
            let whole = absolute(here, &step.href);
            put(json, "item", if whole.is_empty() { &step.href } else { &whole });
        }
        json.push('}');
    }
    json.push_str("]}");
}

//! Every leaf of every view reaches its page: no field is forgotten, and no `{% if %}` is misspelt.
//!
//! A template that misspells a field inside an `if` says nothing, so each text of a view is given a mark of its own,
//! §17§, and the mark must be found in the page.

use std::collections::{BTreeMap, BTreeSet};

use bangyang::render::Theme;
use serde_json::{Map, Value};

use crate::support::Project;
use crate::support::files::text;
use crate::support::views::{rendered, theme_with, views};

/// Fields that steer a page without being printed on it.
const STEERING: &[&str] = &[];

/// Returns one value that has everything that any of the values has: the first text that is not empty, `true` before
/// `false`, one element a list.
fn widest(values: Vec<Value>) -> Value {
    let mut maps: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let mut elements = Vec::new();
    let mut first = Value::Null;
    let (mut is_map, mut is_list) = (false, false);
    for value in values {
        match value {
            Value::Object(map) => {
                is_map = true;
                map.into_iter().for_each(|(key, value)| maps.entry(key).or_default().push(value));
            }
            Value::Array(list) => {
                is_list = true;
                elements.extend(list);
            }
            Value::Bool(true) => first = Value::Bool(true),
            Value::Null => {}
            other if first.is_null() || first == "" => first = other,
            _ => {}
        }
    }
    if is_map {
        let widened: Map<String, Value> = maps.into_iter().map(|(key, values)| (key, widest(values))).collect();
        Value::Object(widened)
    } else if is_list {
        let element = widest(elements);
        Value::Array(if element.is_null() { Vec::new() } else { vec![element] })
    } else {
        first
    }
}

/// Puts a mark in every text, notes what it stands for, and sets every switch.
fn mark(value: &mut Value, path: &str, switch: Switch, marks: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            *text = format!("§{}§", marks.len());
            marks.push(path.to_owned());
        }
        Value::Bool(on) => *on = matches!(switch, Switch::On),
        Value::Array(list) => list.iter_mut().for_each(|item| mark(item, &format!("{path}[]"), switch, marks)),
        Value::Object(map) => {
            map.iter_mut().for_each(|(key, item)| mark(item, &format!("{path}.{key}"), switch, marks))
        }
        Value::Null | Value::Number(_) => {}
    }
}

#[derive(Clone, Copy)]
enum Switch {
    On,
    Off,
}

/// Returns the value with the text or list at the `wanted`-th place emptied; nothing where there are fewer.
fn emptied(value: &Value, wanted: usize) -> Option<Value> {
    fn walk(value: &mut Value, left: &mut usize) -> bool {
        let here = matches!(value, Value::String(_) | Value::Array(_));
        if here && *left == 0 {
            *value = if value.is_string() { Value::String(String::new()) } else { Value::Array(Vec::new()) };
            return true;
        }
        *left -= usize::from(here);
        match value {
            Value::Array(list) => list.iter_mut().any(|item| walk(item, left)),
            Value::Object(map) => map.values_mut().any(|item| walk(item, left)),
            _ => false,
        }
    }
    let mut copy = value.clone();
    let mut left = wanted;
    walk(&mut copy, &mut left).then_some(copy)
}

/// Returns the leaves of a template's view that reach no page, whatever else is empty.
fn lost(theme: &Theme, name: &str, all: Vec<Value>) -> Vec<String> {
    let widest = widest(all);
    let (mut marks, mut left) = (Vec::new(), Vec::new());
    let mut marked = Vec::new();
    for switch in [Switch::On, Switch::Off] {
        let mut value = widest.clone();
        marks.clear();
        mark(&mut value, "", switch, &mut marks);
        marked.push(value);
    }
    let pages: Vec<String> = marked.iter().map(|value| rendered(theme, name, value)).collect();
    let is_in = |page: &String, at: usize| page.contains(&format!("§{at}§"));
    for at in (0..marks.len()).filter(|at| !pages.iter().any(|page| is_in(page, *at))) {
        let mut alone = marked.iter().flat_map(|value| (0..).map_while(|place| emptied(value, place)));
        if !alone.any(|value| is_in(&rendered(theme, name, &value), at)) {
            left.push(marks[at].clone());
        }
    }
    left.retain(|path| !STEERING.iter().any(|steering| path.ends_with(steering)));
    left.into_iter().map(|path| format!("{name} never prints {path}")).collect()
}

/// Returns what every template is given, on all pages of small sites, before and after their notices.
fn all_views() -> BTreeMap<&'static str, Vec<Value>> {
    let mut all: BTreeMap<&'static str, Vec<Value>> = BTreeMap::new();
    for (site, at) in [
        ("full", "2021-07-01 09:00"),
        ("full", "2022-01-04 09:00"),
        ("haicang", "2023-03-01"),
        ("haicang", "2021-06-22"),
    ] {
        for (name, values) in views(&Project::from(site), at) {
            all.entry(name).or_default().extend(values);
        }
    }
    all
}

/// Returns the parts of a view of which no site shows anything, so that nobody knows what is in them.
fn unseen(value: &Value, path: &str) -> Vec<String> {
    match value {
        Value::Null => vec![path.to_owned()],
        Value::Array(list) if list.is_empty() => vec![path.to_owned()],
        Value::Array(list) => list.iter().flat_map(|item| unseen(item, &format!("{path}[]"))).collect(),
        Value::Object(map) => map.iter().flat_map(|(key, item)| unseen(item, &format!("{path}.{key}"))).collect(),
        _ => Vec::new(),
    }
}

/// Returns the names of fields that hold something in some view.
fn seen(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| seen(item, names)),
        Value::Object(map) => {
            for (key, item) in map {
                if !item.is_null() && item.as_array().is_none_or(|list| !list.is_empty()) {
                    names.insert(key.clone());
                }
                seen(item, names);
            }
        }
        _ => {}
    }
}

/// Parts that only a larger site shows: the second page of a list, and the exhibits of the home page.
const LARGER: &[&str] = &["exhibits", "pages"];

#[test]
fn small_sites_show_something_of_every_part_that_a_view_can_have() {
    let views: Vec<(&str, Value)> = all_views().into_iter().map(|(name, values)| (name, widest(values))).collect();
    let mut names = BTreeSet::new();
    views.iter().for_each(|(_, view)| seen(view, &mut names));
    let parts =
        views.iter().flat_map(|(name, view)| unseen(view, "").into_iter().map(move |path| format!("{name}{path}")));
    let is_known = |part: &str| {
        let name = part.rsplit('.').next().unwrap_or_default();
        names.contains(name) || LARGER.contains(&name)
    };
    let amiss: Vec<String> = parts.filter(|part| !is_known(part)).collect();
    assert!(amiss.is_empty(), "{}", amiss.join("\n"));
}

#[test]
fn a_misspelt_field_in_an_if_is_found() {
    let page = text("templates/page.html").replace("if summary", "if sumary");
    let values = all_views().remove("page.html").expect("a page");
    assert_eq!(lost(&theme_with(&[("page.html", page)]), "page.html", values), ["page.html never prints .summary"]);
}

#[test]
fn every_leaf_of_every_view_reaches_its_page() {
    // The frame is the same everywhere; it is looked at once, on the page that has all of it.
    let theme = theme_with(&[]);
    let mut amiss = Vec::new();
    for (name, values) in all_views() {
        let frame = name == "exhibit.html";
        amiss.extend(lost(&theme, name, values).into_iter().filter(|told| frame || !told.contains(" .frame.")));
    }
    assert!(amiss.is_empty(), "{}", amiss.join("\n"));
}

//! The exhibition for viewers of museums, which open each other's collections: a Presentation 3 manifest and the
//! `info.json` of every photo (Image API 3, level 0: nothing but files). See <https://iiif.io/api/>.
//!
//! **In:** the catalogue and the tiles that there are. **Out:** JSON. **Never:** a photo or a word that no page shows; an
//! address without the site's domain, which identifies everything here.

use serde_json::{Map, Value, json};

use super::gallery::{by_chapter, card_no};
use super::here::{Here, kind_word};
use super::{prose, sample};
use crate::catalogue::{ExhibitId, Subject};
use crate::picture::{TILE, factors};
use crate::plan::{PictureFile, PictureSet};
use crate::record::{Head, Photo};
use crate::view::Word;
use crate::zh::spacing;

/// One photo of an exhibit, to be painted on a canvas.
struct Leaf<'a> {
    exhibit: ExhibitId,
    /// Which photo of the exhibit, from 1.
    number: usize,
    photo: &'a Photo,
    set: &'a PictureSet,
    whole: &'a PictureFile,
    /// The photo's own address.
    service: String,
}

/// Returns `iiif/manifest.json`: every photo of every exhibit, by number, and the chapters.
pub fn manifest(here: &Here) -> String {
    let catalogue = here.catalogue;
    let site = &catalogue.site;
    let leaves: Vec<Leaf> = here.plan.lists.exhibits.iter().flat_map(|id| leaves(here, *id)).collect();
    let exhibition = catalogue.exhibition.as_ref();
    let title = exhibition.map_or(site.name.as_str(), |exhibition| exhibition.title.as_str());
    let is_sample = exhibition.is_some_and(|exhibition| exhibition.head.sample);
    let mut all = Map::new();
    let mut put = |key: &str, value: Value| all.insert(key.to_owned(), value);
    put("@context", json!("http://iiif.io/api/presentation/3/context.json"));
    put("id", json!(absolute(here, "iiif/manifest.json")));
    put("type", json!("Manifest"));
    put("label", words(&sample::titled(Word { text: title.to_owned(), sample: is_sample })));
    let preface = spacing::excerpt(&prose::plain(catalogue.preface.as_ref()), 200);
    let summary = exhibition.map(|exhibition| &exhibition.head.summary).filter(|summary| !summary.is_empty());
    if let Some(summary) = summary.or(Some(&preface)).filter(|summary| !summary.is_empty()) {
        put("summary", words(summary));
    }
    let keeper = if site.organiser.is_empty() { &site.name } else { &site.organiser };
    put("metadata", Value::Array(of_the_exhibition(here, keeper)));
    put("requiredStatement", pair("来源", &[format!("{}，{keeper}", site.name)]));
    put("provider", json!([provider(here, keeper)]));
    put("homepage", json!([page(here, "exhibits/", title)]));
    if let Some(first) = leaves.first() {
        put("thumbnail", json!([thumbnail(here, first)]));
    }
    put(
        "seeAlso",
        json!([{
            "id": absolute(here, "data/exhibits.json"),
            "type": "Dataset",
            "label": words("展品数据"),
            "format": "application/json",
        }]),
    );
    put("viewingDirection", json!("left-to-right"));
    put("behavior", json!(["individuals"]));
    put("items", leaves.iter().map(|leaf| canvas(here, leaf)).collect());
    let chapters = structures(here, &leaves);
    if !chapters.is_empty() {
        put("structures", Value::Array(chapters));
    }
    text(&Value::Object(all))
}

/// Returns the `info.json` of a photo; nothing where it has no tiles.
pub fn image_info(here: &Here, path: &str) -> Option<String> {
    let set = here.plan.pictures.of(path)?;
    let (whole, tiles) = (set.largest()?, set.tiles.as_ref()?);
    let mut sizes: Vec<(u32, u32)> =
        tiles.iter().filter(|file| file.tile.region.is_none()).map(|file| file.tile.size).collect();
    sizes.sort_unstable();
    let size = |(width, height): (u32, u32)| json!({ "width": width, "height": height });
    let mut info = json!({
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": absolute(here, &set.service()?),
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level0",
        "width": whole.width,
        "height": whole.height,
    });
    if !sizes.is_empty() {
        info["sizes"] = sizes.into_iter().map(size).collect();
    }
    if !tiles.is_empty() {
        info["tiles"] =
            json!([{ "width": TILE, "height": TILE, "scaleFactors": factors((whole.width, whole.height)) }]);
    }
    Some(text(&info))
}

fn leaves<'a>(here: &Here<'a>, id: ExhibitId) -> Vec<Leaf<'a>> {
    let exhibit = &here.catalogue.exhibits[id];
    let photos = exhibit.head().photos.iter().zip(&exhibit.photos);
    let usable = photos.filter_map(|(photo, path)| {
        let set = here.plan.pictures.of(path)?;
        Some((photo, set, set.largest()?, set.service()?))
    });
    let numbered = usable.enumerate();
    let leaf = |(at, (photo, set, whole, service))| Leaf { exhibit: id, number: at + 1, photo, set, whole, service };
    numbered.map(leaf).collect()
}

/// What a museum would print beside the title of the exhibition.
fn of_the_exhibition(here: &Here, keeper: &str) -> Vec<Value> {
    let mut facts =
        vec![pair("主办", &[keeper.to_owned()]), pair("展品", &[format!("{}件", here.plan.lists.exhibits.len())])];
    let venues: Vec<String> = super::gallery::venues(here)
        .into_iter()
        .map(|venue| [venue.name.text, venue.period].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>())
        .map(|words| words.join("，"))
        .collect();
    if !venues.is_empty() {
        facts.push(pair("展出", &venues));
    }
    facts
}

fn provider(here: &Here, keeper: &str) -> Value {
    json!({
        "id": absolute(here, ""),
        "type": "Agent",
        "label": words(keeper),
        "homepage": [page(here, "", &here.catalogue.site.name)],
    })
}

fn canvas(here: &Here, leaf: &Leaf) -> Value {
    let exhibit = &here.catalogue.exhibits[leaf.exhibit];
    let id = canvas_id(here, leaf);
    let (width, height) = (leaf.whole.width, leaf.whole.height);
    let no = card_no(exhibit.record.no);
    let mut label = format!("{no} {}", titled(exhibit.head()));
    if leaf.number > 1 {
        label.push_str(&format!("（{}）", leaf.number));
    }
    let mut canvas = json!({
        "id": id,
        "type": "Canvas",
        "label": words(&label),
        "width": width,
        "height": height,
        "metadata": of_the_exhibit(here, leaf),
        "homepage": [page(here, &format!("exhibits/{no}/"), exhibit.name())],
        "thumbnail": [thumbnail(here, leaf)],
        "items": [{
            "id": format!("{id}/page"),
            "type": "AnnotationPage",
            "items": [{
                "id": format!("{id}/painting"),
                "type": "Annotation",
                "motivation": "painting",
                "body": image(here, leaf, ("full/max/0/default.jpg", (width, height))),
                "target": id,
            }],
        }],
    });
    if !exhibit.record.lead.is_empty() {
        canvas["summary"] = words(&exhibit.record.lead);
    }
    canvas
}

fn of_the_exhibit(here: &Here, leaf: &Leaf) -> Vec<Value> {
    let catalogue = here.catalogue;
    let exhibit = &catalogue.exhibits[leaf.exhibit];
    let mut facts = Vec::new();
    let mut add = |label: &str, values: Vec<String>| {
        let values: Vec<String> = values.into_iter().filter(|value| !value.is_empty()).collect();
        if !values.is_empty() {
            facts.push(pair(label, &values));
        }
    };
    if let Some(subject) = exhibit.links.subject {
        let told = |head: &Head| if exhibit.head().sample { head.name.clone() } else { titled(head) };
        add(kind_word(subject.kind()), vec![told(catalogue.subject(subject))]);
        let unit = catalogue.unit_of(subject).filter(|_| !matches!(subject, Subject::Unit(_)));
        add("所属单位", unit.map(|unit| told(catalogue.units[unit].head())).into_iter().collect());
        add("荣誉", here.honour_tags(subject).iter().map(sample::plain).collect());
    }
    let chapter = exhibit.links.chapter.and_then(|at| catalogue.exhibition.as_ref()?.chapters.get(at));
    add("篇章", chapter.map(|chapter| chapter.title.clone()).into_iter().collect());
    add(
        "图片说明",
        vec![if leaf.photo.caption.is_empty() { leaf.photo.alt.clone() } else { leaf.photo.caption.clone() }],
    );
    add("摄影", vec![leaf.photo.credit.clone()]);
    facts
}

/// The chapters as a viewer's table of contents.
fn structures(here: &Here, leaves: &[Leaf]) -> Vec<Value> {
    let mut ranges = Vec::new();
    for chapter in by_chapter(here, &here.plan.lists.exhibits) {
        let of_it = leaves.iter().filter(|leaf| chapter.exhibits.contains(&leaf.exhibit));
        let items: Vec<Value> = of_it.map(|leaf| json!({ "id": canvas_id(here, leaf), "type": "Canvas" })).collect();
        if !items.is_empty() {
            let label = [chapter.ordinal.as_str(), chapter.title.as_str()].join(" ");
            let id = absolute(here, &format!("iiif/range/{}", chapter.anchor));
            ranges.push(json!({ "id": id, "type": "Range", "label": words(label.trim()), "items": items }));
        }
    }
    ranges
}

fn canvas_id(here: &Here, leaf: &Leaf) -> String {
    let no = card_no(here.catalogue.exhibits[leaf.exhibit].record.no);
    absolute(here, &format!("iiif/canvas/{no}-{}", leaf.number))
}

fn thumbnail(here: &Here, leaf: &Leaf) -> Value {
    let tiles = leaf.set.tiles.iter().flatten().map(|file| file.tile);
    let smallest = tiles.filter(|tile| tile.region.is_none()).min_by_key(|tile| tile.size);
    match smallest {
        Some(tile) => image(here, leaf, (&tile.name(), tile.size)),
        None => image(here, leaf, ("full/max/0/default.jpg", (leaf.whole.width, leaf.whole.height))),
    }
}

fn image(here: &Here, leaf: &Leaf, (name, (width, height)): (&str, (u32, u32))) -> Value {
    let service = absolute(here, &leaf.service);
    json!({
        "id": format!("{service}/{name}"),
        "type": "Image",
        "format": "image/jpeg",
        "width": width,
        "height": height,
        "service": [{ "id": service, "type": "ImageService3", "profile": "level0" }],
    })
}

fn page(here: &Here, address: &str, label: &str) -> Value {
    json!({
        "id": absolute(here, address),
        "type": "Text",
        "label": words(label),
        "format": "text/html",
        "language": ["zh-Hans"],
    })
}

/// A text of one language, in the form that the API wants of all texts.
fn words(text: &str) -> Value {
    json!({ "zh-Hans": [text] })
}

fn pair(label: &str, values: &[String]) -> Value {
    json!({ "label": words(label), "value": { "zh-Hans": values } })
}

fn titled(head: &Head) -> String {
    sample::titled(Word { text: head.name.clone(), sample: head.sample })
}

/// The files of this API are made only where the site has a domain.
fn absolute(here: &Here, path: &str) -> String {
    here.catalogue.site.absolute(path).unwrap_or_default()
}

fn text(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

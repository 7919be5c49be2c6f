//! What viewers of museums open: the manifest by the rules of IIIF Presentation 3, the photos by those of Image 3 level 0.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use serde_json::Value;

use crate::support::Project;

const BASE: &str = "https://full.example.com/dangjian/";

/// The small site with photos that are large enough to be cut; they are cut once for all tests here.
static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let mut project = Project::from("full");
    project.write_bytes("content/photos/da.png", photo(1700, 1130, 1));
    project.write_bytes("content/photos/gao.png", photo(600, 1500, 2));
    let second = String::from_utf8(project.inputs.files["content/exhibits/02.yaml"].clone()).unwrap();
    let photos = "photos: [{file: ../photos/da.png, caption: 示例大图}, {file: ../photos/gao.png, caption: 示例高图, credit: 示例摄影}]";
    project.write("content/exhibits/02.yaml", &format!("{second}{photos}\n"));
    project
});

fn project() -> Project {
    PROJECT.clone()
}

/// A PNG of that size, no two of which are alike.
fn photo(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    let pixel = |at: u32| u8::try_from((at % width * 255 / width + at / width * seed) % 256).unwrap();
    writer.write_image_data(&(0..width * height).map(pixel).collect::<Vec<u8>>()).unwrap();
    writer.finish().unwrap();
    file
}

fn files(project: &Project) -> BTreeMap<String, Vec<u8>> {
    project.bytes(&project.sound())
}

fn json(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Value {
    serde_json::from_slice(&files[path]).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The path of a file of the site by its address.
fn path(address: &Value) -> &str {
    address.as_str().and_then(|address| address.strip_prefix(BASE)).unwrap_or_else(|| panic!("{address} is not ours"))
}

fn size(file: &[u8]) -> (u64, u64) {
    let found = bangyang::picture::probe(file).unwrap();
    (found.width.into(), found.height.into())
}

fn told(value: &Value) -> (u64, u64) {
    (value["width"].as_u64().unwrap(), value["height"].as_u64().unwrap())
}

/// Presentation 3 §4.4: an object of languages, each with a list of strings that is not empty.
fn is_language_map(value: &Value) -> bool {
    let lists = |map: &serde_json::Map<String, Value>| {
        map.iter().all(|(language, list)| {
            let list = list.as_array().filter(|list| !list.is_empty());
            language == "zh-Hans"
                && list.is_some_and(|list| list.iter().all(|text| text.as_str().is_some_and(|text| !text.is_empty())))
        })
    };
    value.as_object().is_some_and(|map| !map.is_empty() && lists(map))
}

/// What Presentation 3 §3 demands of every resource, whatever it is; what is wrong is written down.
fn check(value: &Value, ids: &mut BTreeSet<String>, wrong: &mut String) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| check(one, ids, wrong)),
        Value::Object(map) => {
            for (key, one) in map {
                match key.as_str() {
                    "label" | "summary" | "value" => {
                        if !is_language_map(one) {
                            writeln!(wrong, "{key} is no language map: {one}").unwrap();
                        }
                        continue;
                    }
                    "items" | "metadata" | "thumbnail" | "provider" | "homepage" | "seeAlso" | "service"
                    | "structures"
                        if one.as_array().is_none_or(Vec::is_empty) =>
                    {
                        writeln!(wrong, "{key} is no list: {one}").unwrap();
                    }
                    _ => {}
                }
                check(one, ids, wrong);
            }
            if let Some(kind) = map.get("type").and_then(Value::as_str) {
                resource(kind, map, ids, wrong);
            }
        }
        _ => {}
    }
}

fn resource(kind: &str, map: &serde_json::Map<String, Value>, ids: &mut BTreeSet<String>, wrong: &mut String) {
    let id = map.get("id").and_then(Value::as_str).unwrap_or_default();
    if !id.starts_with(BASE) || id.contains('#') {
        writeln!(wrong, "{kind} has the id {id:?}").unwrap();
    }
    let needed: &[&str] = match kind {
        "Manifest" => &["label", "items"],
        "Canvas" if map.len() > 2 => &["label", "width", "height", "items"],
        "AnnotationPage" => &["items"],
        "Annotation" => &["motivation", "body", "target"],
        "Range" => &["label", "items"],
        "Agent" => &["label", "homepage"],
        "Image" => &["format", "width", "height", "service"],
        "Text" | "Dataset" => &["label", "format"],
        "ImageService3" => &["profile"],
        "Canvas" => &[],
        other => panic!("no such type in a manifest: {other}"),
    };
    for key in needed.iter().filter(|key| !map.contains_key(**key)) {
        writeln!(wrong, "{kind} {id} has no {key}").unwrap();
    }
    let is_new = ids.insert(id.to_owned());
    if !is_new
        && (matches!(kind, "Manifest" | "AnnotationPage" | "Annotation" | "Range")
            || (kind == "Canvas" && map.len() > 2))
    {
        writeln!(wrong, "{kind} {id} is there twice").unwrap();
    }
}

#[test]
fn the_manifest_keeps_the_rules_of_presentation_3() {
    let files = files(&project());
    let manifest = json(&files, "iiif/manifest.json");
    assert_eq!(manifest["@context"], "http://iiif.io/api/presentation/3/context.json");
    assert_eq!((&manifest["type"], path(&manifest["id"])), (&Value::from("Manifest"), "iiif/manifest.json"));
    let (mut ids, mut wrong) = (BTreeSet::new(), String::new());
    check(&manifest, &mut ids, &mut wrong);
    assert_eq!(wrong, "");
    for key in ["summary", "metadata", "requiredStatement", "provider", "homepage", "thumbnail", "structures"] {
        assert!(manifest.get(key).is_some(), "{key}");
    }
    let canvases = manifest["items"].as_array().unwrap();
    assert_eq!(canvases.len(), 4, "one canvas per photo of an exhibit");
    for canvas in canvases {
        let annotation = &canvas["items"][0]["items"][0];
        assert_eq!((&annotation["motivation"], &annotation["target"]), (&Value::from("painting"), &canvas["id"]));
        let image = &annotation["body"];
        assert_eq!(told(canvas), told(image));
        assert_eq!(size(&files[path(&image["id"])]), told(image));
        let thumbnail = &canvas["thumbnail"][0];
        assert_eq!(size(&files[path(&thumbnail["id"])]), told(thumbnail));
        assert!(files.contains_key(&format!("{}index.html", path(&canvas["homepage"][0]["id"]))));
    }
    assert!(files.contains_key(path(&manifest["seeAlso"][0]["id"])));
    // Every canvas is in the table of contents once.
    let ranges = manifest["structures"].as_array().unwrap();
    let listed: Vec<&Value> =
        ranges.iter().flat_map(|range| range["items"].as_array().unwrap()).map(|one| &one["id"]).collect();
    assert_eq!(listed, canvases.iter().map(|canvas| &canvas["id"]).collect::<Vec<_>>());
}

#[test]
fn each_tile_that_a_photo_promises_is_there_in_the_size_that_is_asked_for() {
    let files = files(&project());
    let infos: Vec<&String> = files.keys().filter(|path| path.ends_with("/info.json")).collect();
    assert_eq!(infos.len(), 4);
    let mut asked = BTreeSet::from(["iiif/manifest.json".to_owned()]);
    for path_of_info in infos {
        let info = json(&files, path_of_info);
        assert_eq!(info["@context"], "http://iiif.io/api/image/3/context.json");
        assert_eq!(
            (&info["type"], &info["protocol"], &info["profile"]),
            (&"ImageService3".into(), &"http://iiif.io/api/image".into(), &"level0".into())
        );
        let service = path(&info["id"]);
        assert_eq!(*path_of_info, format!("{service}/info.json"));
        let whole = told(&info);
        let mut expect = |name: String, wanted: (u64, u64)| {
            let file =
                files.get(&format!("{service}/{name}")).unwrap_or_else(|| panic!("{service}/{name} is not there"));
            assert_eq!(size(file), wanted, "{service}/{name}");
            asked.insert(format!("{service}/{name}"));
        };
        expect("full/max/0/default.jpg".to_owned(), whole);
        for one in info["sizes"].as_array().into_iter().flatten() {
            let (width, height) = told(one);
            expect(format!("full/{width},{height}/0/default.jpg"), (width, height));
        }
        for tiles in info["tiles"].as_array().into_iter().flatten() {
            let side = told(tiles);
            for factor in tiles["scaleFactors"].as_array().unwrap() {
                for (name, size) in tiles_at(whole, side, factor.as_u64().unwrap()) {
                    expect(name, size);
                }
            }
        }
        asked.insert(path_of_info.clone());
    }
    let all: BTreeSet<String> = files.keys().filter(|path| path.starts_with("iiif/")).cloned().collect();
    assert_eq!(all, asked, "nothing is there that nobody asks for");
}

/// What OpenSeadragon asks for at a scale factor, by the canonical form of Image API 3 §4.7.
fn tiles_at(whole: (u64, u64), side: (u64, u64), factor: u64) -> Vec<(String, (u64, u64))> {
    let level = (whole.0.div_ceil(factor), whole.1.div_ceil(factor));
    let mut tiles = Vec::new();
    for row in 0..level.1.div_ceil(side.1) {
        for column in 0..level.0.div_ceil(side.0) {
            let (x, y) = (column * side.0 * factor, row * side.1 * factor);
            let region = ((side.0 * factor).min(whole.0 - x), (side.1 * factor).min(whole.1 - y));
            let size = (side.0.min(level.0 - column * side.0), side.1.min(level.1 - row * side.1));
            let region = if region == whole { "full".to_owned() } else { format!("{x},{y},{},{}", region.0, region.1) };
            let asked = if size == whole { "max".to_owned() } else { format!("{},{}", size.0, size.1) };
            tiles.push((format!("{region}/{asked}/0/default.jpg"), size));
        }
    }
    tiles
}

#[test]
fn a_withdrawn_exhibit_leaves_no_tile() {
    let shown = files(&project());
    let mut project = project();
    let second = String::from_utf8(project.inputs.files["content/exhibits/02.yaml"].clone()).unwrap();
    for why in ["withdraw: 2021-06-30 10:00", "draft: true", "embargo: 2031-01-01"] {
        project.write("content/exhibits/02.yaml", &format!("{second}{why}\n"));
        let left = files(&project);
        let manifest = json(&left, "iiif/manifest.json");
        assert_eq!(manifest["items"].as_array().unwrap().len(), 2, "{why}");
        assert!(!left["iiif/manifest.json"].windows(12).any(|part| part == "示例大图".as_bytes()), "{why}");
        let gone = shown.keys().filter(|path| path.ends_with("info.json") && !left.contains_key(*path)).count();
        assert_eq!(gone, 2, "{why}");
        let photos: BTreeSet<&str> =
            left.keys().filter_map(|path| path.strip_prefix("iiif/")?.split('/').next()).collect();
        assert_eq!(photos.len(), 3, "two photos and the manifest, {why}");
    }
}

#[test]
fn nothing_is_opened_that_was_not_asked_for_or_has_no_name() {
    let opened =
        |project: &Project| project.sound().output.iter().any(|(route, _)| route.as_str().starts_with("iiif/"));
    let mut project = project();
    assert!(opened(&project));
    let site = String::from_utf8(project.inputs.files["content/site.yaml"].clone()).unwrap();
    project.write("content/site.yaml", &site.replace("域名: full.example.com", ""));
    assert!(!opened(&project), "without a domain nothing has a name");
    project.write("content/site.yaml", &site);
    let exhibition = String::from_utf8(project.inputs.files["content/exhibition.yaml"].clone()).unwrap();
    project.write("content/exhibition.yaml", &exhibition.replace("看图软件: 是\n", ""));
    assert!(!opened(&project), "nobody asked");
}

#[test]
fn tiles_that_are_remembered_are_the_tiles_that_would_be_cut() {
    let mut project = project();
    let first = files(&project);
    assert_eq!(files(&project), first, "from the memo");
    // Pictures that were made when nobody wanted tiles get them afterwards.
    let exhibition = String::from_utf8(project.inputs.files["content/exhibition.yaml"].clone()).unwrap();
    project.forget().write("content/exhibition.yaml", &exhibition.replace("看图软件: 是\n", ""));
    files(&project);
    project.write("content/exhibition.yaml", &exhibition);
    assert_eq!(files(&project), first, "switched on later");
}

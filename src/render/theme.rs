//! The theme: the built-in templates and assets, with the project's own in place of those of the same path.
//!
//! **In:** the files below `templates/`. **Out:** a [`Theme`], ready to render. **Never:** a template that a page needs
//! and that is not there.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use tera::Tera;

use super::complaint::complaint;
use super::integrity::integrity;
use crate::diag::{Code, Diagnostics, Outcome, Place};
use crate::memo::Key;
use crate::source::Snapshot;

/// The built-in theme.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Templates and assets, those of the project in place of the built-in ones.
pub struct Theme {
    /// The parsed templates; `None`: they cannot be used, and the reason was told.
    pub(super) tera: Option<Tera>,
    /// Style sheets, scripts and the like, by their paths below `templates/`.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// What stands in the attribute `integrity` of each script, by the same paths.
    pub(super) seals: BTreeMap<String, String>,
    /// The key of all files that it follows from.
    pub key: Key,
}

/// Returns the theme of a project.
pub fn theme(snapshot: &Snapshot) -> Outcome<Theme> {
    let mut found = Diagnostics::default();
    let mut templates: BTreeMap<String, String> = BTreeMap::new();
    let mut assets: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    built_in(&BUILT_IN, &mut templates, &mut assets);
    for source in snapshot.sources.values() {
        let Some(path) = source.path.strip_prefix("templates/") else { continue };
        if path.starts_with("assets/") {
            assets.insert(path.to_owned(), source.bytes.to_vec());
        } else if path.ends_with(".html") {
            match std::str::from_utf8(&source.bytes) {
                Ok(text) => {
                    templates.insert(path.to_owned(), text.trim_start_matches('\u{FEFF}').to_owned());
                }
                Err(_) => {
                    let place = Place::file(source.path.clone());
                    found.add(Code::Template, place, "模板的编码不是 UTF-8").help("用 UTF-8 保存模板");
                }
            }
        }
    }
    let files = templates.iter().map(|(path, text)| (path, text.as_bytes()));
    let files = files.chain(assets.iter().map(|(path, bytes)| (path, bytes.as_slice())));
    let key = Key::of_parts(files.flat_map(|(path, bytes)| [path.as_bytes(), bytes]));
    let mut tera = Tera::default();
    let tera = match tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), text.as_str()))) {
        Ok(()) => Some(tera),
        Err(error) => {
            complaint(&error, "base.html", &mut found);
            None
        }
    };
    let scripts = assets.iter().filter(|(path, _)| path.ends_with(".js"));
    let seals = scripts.map(|(path, bytes)| (path.clone(), integrity(bytes))).collect();
    Outcome { value: Theme { tera, assets, seals, key }, diagnostics: found }
}

fn built_in(folder: &Dir, templates: &mut BTreeMap<String, String>, assets: &mut BTreeMap<String, Vec<u8>>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        match file.contents_utf8().filter(|_| path.ends_with(".html")) {
            Some(text) => {
                templates.insert(path, text.to_owned());
            }
            None if path.starts_with("assets/") => {
                assets.insert(path, file.contents().to_vec());
            }
            None => {}
        }
    }
    for below in folder.dirs() {
        built_in(below, templates, assets);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{MemoryInputs, gather};

    fn with(path: &str, text: &str) -> Outcome<Theme> {
        let mut inputs = MemoryInputs::default();
        inputs.files.insert(path.to_owned(), text.as_bytes().to_vec());
        theme(&gather(&inputs).value)
    }

    #[test]
    fn the_built_in_theme_is_whole() {
        let theme = theme(&Snapshot::default());
        assert!(theme.diagnostics.is_empty(), "{:?}", theme.diagnostics);
        assert!(theme.value.tera.is_some() && theme.value.assets.contains_key("assets/site.css"));
    }

    #[test]
    fn a_file_of_the_project_stands_in_place_of_the_built_in_one() {
        let theme = with("templates/assets/site.css", "body{}");
        assert_eq!(theme.value.assets["assets/site.css"], b"body{}");
    }

    #[test]
    fn a_template_that_cannot_be_parsed_is_told_with_its_line() {
        let broken = with("templates/page.html", "一\n{{ 二");
        let told: Vec<_> = broken.diagnostics.iter().map(|d| (d.code, d.place.clone())).collect();
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].0, told[0].1.file.as_ref()), (Code::Template, "templates/page.html"));
        assert!(broken.value.tera.is_none());
    }
}

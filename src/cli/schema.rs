//! `bangyang schema`: JSON Schemas for editors, so that keys are completed and slips are marked while a record is
//! written.
//!
//! **In:** the tables of fields. **Out:** files in `content/.schema/` and the settings that name them. **Never:** writes an
//! editor's settings itself: they are the editor's owner's.

use super::asked::{Args, Format};
use super::console::Console;
use super::project;
use super::stop::{Status, Stop};
use crate::diag::{Code, Diagnostics, Place};
use crate::record::{Kind, schemas};
use crate::source::Snapshot;

/// Where the schemas lie, from the project's root.
const FOLDER: &str = "content/.schema";

/// Writes one schema a kind and says how an editor finds them.
pub(super) fn schema(args: &Args, console: &mut Console) -> Result<Status, Stop> {
    let disk = project::open(&args.root)?;
    if !disk.root().join("content").is_dir() {
        let mut found = Diagnostics::default();
        found
            .add(Code::NoContent, Place::file("content"), "找不到 content 文件夹")
            .help("用 --root 指到项目文件夹，或者用 bangyang init 新建一个");
        console.tell(&found.sorted(), &Snapshot::default(), args.format);
        return Ok(Status::Content);
    }
    let schemas = schemas();
    for (name, text) in &schemas {
        disk.replace(&format!("{FOLDER}/{name}"), text.as_bytes())?;
    }
    if !args.is_quiet && args.format == Format::Human {
        console.say(&format!("已写好 {} 个 JSON Schema，放在 {FOLDER}", schemas.len()));
        console.say(
            "在 VS Code 里用：先装 YAML 扩展（redhat.vscode-yaml），再把下面几行写进项目的 .vscode/settings.json：",
        );
        console.say(&settings());
    }
    Ok(Status::Done)
}

/// Returns the settings that tell VS Code which schema goes with which files.
fn settings() -> String {
    let pairs = Kind::ALL.iter().map(|kind| {
        let files = match kind {
            Kind::Site | Kind::Exhibition => format!("\"content/{}\"", kind.folder()),
            _ => format!("[\"content/{0}/**/*.yaml\", \"content/{0}/**/*.yml\"]", kind.folder()),
        };
        format!("    \"./{FOLDER}/{}.schema.json\": {files}", kind.word())
    });
    format!("{{\n  \"yaml.schemas\": {{\n{}\n  }}\n}}", pairs.collect::<Vec<_>>().join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_that_is_written_is_in_the_settings() {
        let settings: serde_json::Value = serde_json::from_str(&settings()).expect("it is JSON");
        let named = settings["yaml.schemas"].as_object().expect("a group");
        for (name, _) in schemas() {
            assert!(named.contains_key(&format!("./{FOLDER}/{name}")), "{name}");
        }
    }
}

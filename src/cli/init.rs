//! `bangyang init`: a small project that builds at once, with comments that explain every field.
//!
//! **In:** a folder that is new or empty. **Out:** the files of `init/` in it. **Never:** changes a file that is there.

use std::fs;
use std::io;
use std::path::Path;

use include_dir::{Dir, DirEntry, File, include_dir};

use super::asked::{Args, Format};
use super::console::Console;
use super::stop::{Status, Stop};
use crate::edge::{Disk, Doing, Error};
use crate::tell::visible;

static PROJECT: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init");

/// Writes the small project into `folder`, which must be new or empty.
pub(super) fn init(folder: &Path, args: &Args, console: &mut Console) -> Result<Status, Stop> {
    let shown = visible(&folder.display().to_string());
    make_room(folder, &shown)?;
    let disk = Disk::open(folder)?;
    let files = files(&PROJECT);
    for file in &files {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if !disk.create(&path, file.contents())? {
            return Err(Stop::usage(format!("「{shown}」里刚刚出现了「{path}」，没有改动它。换一个新文件夹")));
        }
    }
    if !args.is_quiet && args.format == Format::Human {
        console.say(&format!("已在「{shown}」建好一个样例项目，共 {} 个文件", files.len()));
        console.say(&format!("先看其中的「使用说明.md」；生成网站：bangyang build --root \"{shown}\""));
    }
    Ok(Status::Done)
}

/// Makes the folder where it is missing; one that has anything in it is refused.
fn make_room(folder: &Path, shown: &str) -> Result<(), Stop> {
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(Stop::usage(format!("「{shown}」里已有内容，没有改动。换一个新文件夹，或者先把它清空"))),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder).map_err(|error| Error::system(folder, Doing::MakingFolder, error).into())
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(Stop::usage(format!("「{shown}」是文件，不是文件夹。换一个新文件夹")))
        }
        Err(error) => Err(Error::system(folder, Doing::Listing, error).into()),
    }
}

/// Returns all files below `folder`, in the order of their paths.
fn files(folder: &'static Dir) -> Vec<&'static File<'static>> {
    let mut files: Vec<&File> = Vec::new();
    for entry in folder.entries() {
        match entry {
            DirEntry::File(file) => files.push(file),
            DirEntry::Dir(below) => files.extend(self::files(below)),
        }
    }
    files.sort_by_key(|file| file.path());
    files
}

#[cfg(test)]
mod tests {
    use super::super::args::parse;
    use super::super::console::Heard;
    use super::*;
    use crate::memo::Remembered;
    use crate::pipeline::{self, Drafts, Request};
    use crate::source::MemoryInputs;
    use crate::zh::date::Moment;

    fn begun(folder: &Path) -> Result<Status, Stop> {
        let args = parse(["bangyang".into(), "init".into(), folder.into()]).expect("good arguments");
        init(folder, &args, &mut Console::into_memory(Box::new(Heard::default()), Box::new(Heard::default())))
    }

    #[test]
    fn the_small_project_builds_without_a_problem() {
        let mut inputs = MemoryInputs::default();
        for file in files(&PROJECT) {
            inputs.files.insert(file.path().to_string_lossy().replace('\\', "/"), file.contents().to_vec());
        }
        let at = Moment::parse("2021-07-01 09:00").expect("a moment");
        let request = Request { at, drafts: Drafts::Hidden };
        let built = pipeline::build(&inputs, &Remembered::default(), &request, &|_| {});
        assert_eq!(built.diagnostics, []);
        assert!(built.pages > 0);
    }

    #[test]
    fn everything_in_the_small_project_is_marked_as_a_sample() {
        for file in files(&PROJECT) {
            let text = file.contents_utf8().unwrap_or_default();
            let records =
                text.matches("\n名称:").count() + text.matches("- 编号:").count() + text.matches("标题: ").count();
            let path = file.path().display();
            let is_record = path.to_string().matches('/').count() == 2 && !text.is_empty();
            assert!(!is_record || (records > 0 && text.contains("示例: true")), "{path}");
            assert!(file.contents().len() < 20_000, "{path}");
        }
    }

    #[test]
    fn a_new_or_an_empty_folder_gets_every_file_and_any_other_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let new = folder.path().join("一").join("二");
        assert_eq!(begun(&new), Ok(Status::Done));
        assert!(new.join("content/site.yaml").is_file() && new.join("使用说明.md").is_file());
        let again = begun(&new).expect_err("it is full now");
        assert_eq!(again.status, Status::Usage);
        assert!(again.text.contains("里已有内容，没有改动"), "{}", again.text);
        let empty = folder.path().join("空");
        fs::create_dir(&empty).expect("a folder");
        assert_eq!(begun(&empty), Ok(Status::Done));
        let file = begun(&new.join("使用说明.md")).expect_err("it is a file");
        assert_eq!(file.status, Status::Usage);
    }
}

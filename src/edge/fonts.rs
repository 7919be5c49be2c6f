//! The fonts of the project and of the machine.
//!
//! **In:** a project's folder. **Out:** the faces in `content/fonts/`, then those of the system; later, the bytes of
//! the files that a layout uses. **Never:** a whole file where its tables of names will do.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fontdb::{Database, FaceInfo, Source};

use crate::typeset::{Face, FontFiles, Wanted};

/// Where a project keeps fonts of its own.
const FOLDER: &str = "content/fonts";

/// What was found.
pub struct Fonts {
    /// The faces that may be chosen, the project's own first; then by path, so that their order is always the same.
    pub faces: Vec<Face>,
    /// Who reads their files.
    pub files: Arc<dyn FontFiles>,
}

/// Finds the fonts of a project and of the system folders of Linux, macOS and Windows.
///
/// All fonts of the project count, of the system's those that may be wanted; should there be none of those, all that
/// can set Chinese.
pub fn fonts(project: &Path, wanted: &Wanted) -> Fonts {
    let mut own = Database::new();
    own.load_fonts_dir(project.join(FOLDER));
    let mut system = Database::new();
    system.load_system_fonts();
    let mut paths = Vec::new();
    let mut faces = read(&own, &mut paths, |_| true);
    let named = read(&system, &mut paths, |names| wanted.may_use(names));
    if named.iter().chain(&faces).any(Face::is_chinese) {
        faces.extend(named);
    } else {
        faces.extend(read(&system, &mut paths, |_| true).into_iter().filter(Face::is_chinese));
    }
    Fonts { faces, files: Arc::new(Files(paths)) }
}

/// Returns names, sizes and times of the files in the project's own font folder: other words whenever it was changed.
pub fn own_fonts(project: &Path) -> String {
    let files = walkdir::WalkDir::new(project.join(FOLDER)).sort_by_file_name().into_iter().filter_map(Result::ok);
    let told = files.filter_map(|file| {
        let details = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
        Some(format!("{} {} {:?}\n", file.path().display(), details.len(), details.modified().ok()))
    });
    told.collect()
}

/// Returns the faces whose names pass, by path and number.
fn read(database: &Database, paths: &mut Vec<PathBuf>, passes: impl Fn(&[String]) -> bool) -> Vec<Face> {
    let mut known: Vec<(&Path, &FaceInfo)> =
        database.faces().filter_map(|face| path(face).map(|path| (path, face))).collect();
    known.sort_by_key(|(path, face)| (*path, face.index));
    let mut faces = Vec::new();
    for (path, face) in known {
        let mut names: Vec<String> = face.families.iter().map(|(name, _)| name.clone()).collect();
        names.push(face.post_script_name.clone());
        if !passes(&names) {
            continue;
        }
        if paths.last().is_none_or(|last| last != path) {
            paths.push(path.to_owned());
        }
        let file = paths.len() - 1;
        faces.extend(database.with_face_data(face.id, |data, index| Face::read(data, index, file, &names)).flatten());
    }
    faces
}

fn path(face: &FaceInfo) -> Option<&Path> {
    match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => Some(path),
        Source::Binary(_) => None,
    }
}

/// Font files by number.
struct Files(Vec<PathBuf>);

impl FontFiles for Files {
    fn read(&self, file: usize) -> Option<Vec<u8>> {
        std::fs::read(self.0.get(file)?).ok()
    }

    fn path(&self, file: usize) -> String {
        self.0.get(file).map(|path| path.display().to_string()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::{Role, choose};

    #[test]
    fn a_font_of_the_project_is_found_and_read() {
        let project = tempfile::tempdir().expect("a folder for the test");
        let folder = project.path().join(FOLDER);
        std::fs::create_dir_all(&folder).expect("a new folder");
        let font = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts/song.otf");
        std::fs::copy(&font, folder.join("甲.otf")).expect("the test font");
        std::fs::write(folder.join("乙.ttf"), b"no font").expect("a new file");
        let wanted = Wanted([(Role::Song, vec!["榜样测试宋体".to_owned()])].into());
        let found = fonts(project.path(), &wanted);
        let choice = choose(&wanted, &found.faces).expect("there is a Chinese font");
        assert_eq!(choice.fonts.song[0], "Bangyang Test Song");
        assert!(choice.substitutions.iter().all(|other| other.role != Role::Song));
        assert_eq!(found.files.read(0), Some(std::fs::read(font).expect("the test font")));
        assert!(found.files.path(0).ends_with("甲.otf"));
        assert_eq!(found.files.read(usize::MAX), None);
    }

    #[test]
    fn a_font_that_is_new_is_noticed() {
        let project = tempfile::tempdir().expect("a folder for the test");
        assert_eq!(own_fonts(project.path()), "");
        let folder = project.path().join(FOLDER);
        std::fs::create_dir_all(&folder).expect("a new folder");
        std::fs::write(folder.join("甲.ttf"), b"one").expect("a new file");
        let one = own_fonts(project.path());
        assert!(!one.is_empty() && one == own_fonts(project.path()));
        std::fs::write(folder.join("乙.ttf"), b"two").expect("a new file");
        assert_ne!(own_fonts(project.path()), one);
    }
}

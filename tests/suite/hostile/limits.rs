//! The same through the program, with little memory and little time: what is not refused in time ends it.

use std::path::Path;
use std::process::{Command, Output};

use super::all;
use super::case::Case;
use crate::support::files::{below, on_disk};

/// What the program may take: 500 MB of memory that it can write to, which is all that it can hold of its own, and seconds of
/// processor, of which the program that is released needs a fifth. (Address space says more: an allocator asks for what it never
/// touches.)
const LIMITS: &str = "ulimit -d 500000; ulimit -v 1500000; ulimit -t 20; exec \"$0\" \"$@\"";

fn limited(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", LIMITS, env!("CARGO_BIN_EXE_bangyang"), "--root"]).arg(root).args(arguments);
    command.env("NO_COLOR", "1").env("RAYON_NUM_THREADS", "2").output().expect("the program starts")
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// What is wrong with how the program took a case; `None`: nothing.
fn amiss(root: &Path, before: &std::collections::BTreeMap<String, Vec<u8>>, case: &Case) -> Option<String> {
    for (path, bytes) in &case.files {
        write(root, path, bytes);
    }
    let output = limited(root, &["build", "--at", "2021-07-01", "--format", "json", "--quiet"]);
    let refused = case.told.split(' ').any(|code| code.starts_with('E'));
    let said = String::from_utf8_lossy(&output.stderr);
    let expected = Some(i32::from(refused));
    let untouched = !refused || on_disk(&root.join("public")) == *before;
    for (path, _) in &case.files {
        std::fs::remove_file(root.join(path)).unwrap();
    }
    for (path, bytes) in below("tests/sites/base") {
        write(root, &path, &bytes);
    }
    (output.status.code() != expected || !untouched).then(|| {
        format!("{}: {:?} and not {expected:?}, untouched: {untouched}: {}", case.name, output.status, said.trim())
    })
}

#[test]
fn little_memory_and_time_are_enough_to_refuse_it_and_the_site_stays() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for (path, bytes) in below("tests/sites/base") {
        write(root, &path, &bytes);
    }
    assert_eq!(limited(root, &["build", "--at", "2021-07-01", "--quiet"]).status.code(), Some(0));
    let heavy: Vec<Case> = all().into_iter().filter(|case| case.is_heavy).collect();
    assert!(heavy.len() >= 20, "{}", heavy.len());
    let before = on_disk(&root.join("public"));
    let mut told = Vec::new();
    for case in &heavy {
        told.extend(amiss(root, &before, case));
        // What was accepted is the site now; the next case is compared with the sound one.
        if !case.told.split(' ').any(|code| code.starts_with('E')) {
            assert_eq!(limited(root, &["build", "--at", "2021-07-01", "--quiet"]).status.code(), Some(0));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

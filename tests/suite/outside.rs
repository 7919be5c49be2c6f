//! The world round the program: other users, clocks and languages, disks that fail, a program that is killed.
//!
//! What is published is the old site or the new one, whole, and does not tell where, when or by whom it was made.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use crate::support::files::{below, on_disk};

const BUILD: [&str; 4] = ["build", "--quiet", "--at", "2021-07-01"];

fn program(root: &Path) -> Command {
    run_by(env!("CARGO_BIN_EXE_bangyang").as_ref(), root)
}

fn run_by(program: &OsStr, root: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg("--root").arg(root).env("NO_COLOR", "1").env("RAYON_NUM_THREADS", "2").stdin(Stdio::null());
    command
}

/// The program below a shell that has set something first.
fn after(shell: &str, root: &Path) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{shell}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_bangyang"), "--root"]).arg(root);
    command.args(BUILD).env("NO_COLOR", "1").output().expect("a shell starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn lay(site: &str, root: &Path) {
    for (path, bytes) in below(site) {
        if path.starts_with("content/") || path.starts_with("templates/") {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}

fn project(site: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    lay(site, folder.path());
    folder
}

fn built(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let output = program(root).args(BUILD).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    on_disk(&root.join("public"))
}

/// A second state of the small project, which differs from the first on many pages.
fn change(root: &Path, name: &str) {
    let site =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/base/content/site.yaml"));
    std::fs::write(root.join("content/site.yaml"), site.unwrap().replace("示例市直机关党建网", name)).unwrap();
}

fn modes(folder: &Path) -> Vec<(String, u32)> {
    let mut found: Vec<(String, u32)> = on_disk(folder)
        .into_keys()
        .map(|name| {
            let mode = folder.join(&name).metadata().unwrap().permissions().mode();
            (name, mode)
        })
        .collect();
    found.sort();
    found
}

#[test]
fn neither_user_nor_place_nor_clock_nor_language_shows_in_the_output() {
    let folder = project("tests/sites/full");
    let expected = built(folder.path());
    let usual = modes(&folder.path().join("public"));
    let worlds: [(&str, &[(&str, &str)]); 4] = [
        (
            "umask 077",
            &[("LC_ALL", "C"), ("LANG", "C"), ("HOME", "/nonexistent"), ("USER", "甲"), ("TZ", "Asia/Shanghai")],
        ),
        ("umask 000", &[("LC_ALL", "tr_TR.UTF-8"), ("LANGUAGE", "ar"), ("HOME", "/"), ("TZ", "America/St_Johns")]),
        (
            "umask 027; cd /",
            &[("LC_ALL", "zh_CN.GBK"), ("TZ", ":/nonexistent"), ("SOURCE_DATE_EPOCH", "1"), ("HOME", "")],
        ),
        (
            "umask 002; ulimit -n 256",
            &[("LANG", "ja_JP.SJIS"), ("TZ", "Pacific/Apia"), ("LOGNAME", "root"), ("COLUMNS", "7")],
        ),
    ];
    for (at, (shell, variables)) in worlds.into_iter().enumerate() {
        let other = project("tests/sites/full");
        for (path, _) in below("tests/sites/full").into_iter().filter(|(path, _)| path.starts_with("content/")) {
            let file = std::fs::File::open(other.path().join(path)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000 * at as u64)).unwrap();
        }
        let mut command = Command::new("sh");
        command.args(["-c", &format!("{shell}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_bangyang"), "--root"]);
        let output = command.arg(other.path()).args(BUILD).envs(variables.iter().copied()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{shell}: {}", said(&output));
        let public = other.path().join("public");
        assert!(on_disk(&public) == expected, "{shell} {variables:?} shows in the output");
        assert_eq!(modes(&public), usual, "{shell}");
    }
}

#[test]
fn killed_at_any_of_a_hundred_moments_the_site_is_the_old_or_the_new_one() {
    let folder = project("tests/sites/base");
    let root = folder.path();
    change(root, "甲网");
    let one = built(root);
    change(root, "乙网");
    let other = built(root);
    assert!(one != other);
    // A build as long as this many looks at whether it has ended: what the moments are spread over.
    let (mut looks, mut killed) = (200_u64, 0);
    for moment in 0..100_u64 {
        change(root, if moment % 2 == 0 { "甲网" } else { "乙网" });
        let mut child = program(root).args(BUILD).stderr(Stdio::null()).spawn().unwrap();
        let last = (looks * (moment * 37 % 100)) / 100;
        let mut seen = 0;
        while seen < last && child.try_wait().unwrap().is_none() {
            seen += 1;
            std::thread::yield_now();
            let _ = std::fs::metadata(root.join("public"));
        }
        // Too many looks are too late, too few are always too early.
        looks = if child.try_wait().unwrap().is_some() { looks * 9 / 10 + 10 } else { looks * 21 / 20 + 10 };
        let _ = child.kill();
        killed += u32::from(child.wait().unwrap().code().is_none());
        let now = on_disk(&root.join("public"));
        assert!(now == one || now == other, "after moment {moment} the site is neither: {} files", now.len());
    }
    assert!(killed >= 20, "only {killed} were killed while they ran");
    change(root, "甲网");
    assert!(built(root) == one);
    assert!(!root.join("public/.bangyang").exists());
}

#[test]
fn two_builds_at_once_make_one_whole_site() {
    let folder = project("tests/sites/full");
    let root = folder.path();
    let both: Vec<_> = (0..3).map(|_| program(root).args(BUILD).stderr(Stdio::piped()).spawn().unwrap()).collect();
    for child in both {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    let site = on_disk(&root.join("public"));
    assert!(site == built(root), "a build after them finds nothing to mend");
}

#[test]
fn a_disk_that_is_full_leaves_the_old_site() {
    let folder = project("tests/sites/base");
    let root = folder.path();
    let before = built(root);
    change(root, "乙网");
    // No file may have a byte: as on a disk without room, every writing fails.
    let output = after("trap '' XFSZ; ulimit -f 0", root);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(on_disk(&root.join("public")) == before);
    assert!(built(root) != before);
}

/// Runs a script as root of a world of its own, if this machine allows that; exit status 77 says that it does not.
#[cfg(target_os = "linux")]
fn in_a_world_of_its_own(script: &str, root: &Path) -> Option<Output> {
    let inner = format!("mount -t tmpfs -o size=1m tmpfs \"$1/public\" || exit 77; {script}");
    let mut command = Command::new("unshare");
    command
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", &inner, env!("CARGO_BIN_EXE_bangyang")])
        .arg(root);
    let output = command.env("NO_COLOR", "1").output().ok()?;
    (output.status.code() != Some(77) && !said(&output).starts_with("unshare")).then_some(output)
}

#[test]
#[cfg(target_os = "linux")]
fn a_mounted_folder_is_published_into_or_refused_and_never_left_in_pieces() {
    let folder = project("tests/sites/base");
    let root = folder.path();
    let expected = built(root).len();
    std::fs::remove_dir_all(root.join("public")).unwrap();
    std::fs::remove_dir_all(root.join(".public.bangyang")).unwrap();
    std::fs::create_dir(root.join("public")).unwrap();
    let script = "\"$0\" --root \"$1\" build --quiet --at 2021-07-01 >&2; echo $?; find \"$1/public\" -type f | wc -l";
    // Where no world of its own can be had (some containers), the disk beside this one stands for it below.
    if let Some(output) = in_a_world_of_its_own(script, root) {
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let words: Vec<&str> = told.split_whitespace().collect();
        let whole = ["0".to_owned(), expected.to_string()];
        assert!(words == whole || words == ["3", "0"], "{words:?}: {}", said(&output));
        assert!(words[0] == "0" || said(&output).contains("public"), "{}", said(&output));
    }
    let full = "i=0; while [ $i -lt 40 ]; do head -c 30000 /dev/zero > \"$1/public/$i\" || break; i=$((i+1)); done; \
                cp -r \"$1/public\" \"$1/kept\"; \"$0\" --root \"$1\" build --quiet --at 2021-07-01 >&2; echo $?; \
                diff -r \"$1/public\" \"$1/kept\" && echo same";
    if let Some(output) = in_a_world_of_its_own(full, root) {
        assert_eq!(String::from_utf8_lossy(&output.stdout), "3\nsame\n", "{}", said(&output));
    }
}

#[test]
fn a_link_to_another_disk_is_published_through() {
    let folder = project("tests/sites/full");
    let root = folder.path();
    let expected = built(root);
    std::fs::remove_dir_all(root.join("public")).unwrap();
    std::fs::remove_dir_all(root.join(".public.bangyang")).unwrap();
    let shared = Path::new("/dev/shm");
    let elsewhere = if shared.is_dir() { tempfile::tempdir_in(shared) } else { tempfile::tempdir() }.unwrap();
    let target = elsewhere.path().join("site");
    std::fs::create_dir(&target).unwrap();
    symlink(&target, root.join("public")).unwrap();
    assert!(built(root) == expected);
    assert!(on_disk(&target) == expected);
    change(root, "乙网");
    let output = program(root).args(BUILD).output().unwrap();
    let refused = output.status.code() != Some(0);
    assert!(refused == (on_disk(&target) == expected), "{}", said(&output));
    assert!(root.join("public").is_symlink(), "the link stays a link");
}

/// Gives everything to somebody who is not root, whom no file refuses.
fn without_power(root: &Path) -> Option<u32> {
    const NOBODY: u32 = 65_534;
    let mut folders = vec![root.to_owned()];
    while let Some(next) = folders.pop() {
        if std::os::unix::fs::chown(&next, Some(NOBODY), Some(NOBODY)).is_err() {
            return None;
        }
        if next.is_dir() {
            folders.extend(std::fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    Some(NOBODY)
}

#[test]
fn a_folder_that_nobody_may_write_into_is_told_and_stays() {
    use std::os::unix::process::CommandExt;

    let folder = project("tests/sites/base");
    let root = folder.path();
    let before = built(root);
    change(root, "乙网");
    let somebody = without_power(root);
    // Somebody else may not reach the program where it was built (a home folder, say): a copy lies where they do. It is made
    // by a program of its own, so that no test that starts one meanwhile holds the copy open for writing.
    let theirs = tempfile::tempdir().unwrap();
    let copy = theirs.path().join("bangyang");
    assert!(Command::new("cp").arg(env!("CARGO_BIN_EXE_bangyang")).arg(&copy).status().unwrap().success());
    without_power(theirs.path());
    let lock = |mode| {
        for path in
            [root.join(".public.bangyang/tree"), root.join(".public.bangyang"), root.join("public"), root.to_owned()]
        {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    lock(0o555);
    let mut command = run_by(copy.as_os_str(), root);
    if let Some(somebody) = somebody {
        command.uid(somebody).gid(somebody);
    }
    let output = command.args(BUILD).output();
    lock(0o755);
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("权限") && !said(&output).contains("denied"), "{}", said(&output));
    assert!(on_disk(&root.join("public")) == before);
}

#[test]
fn a_file_that_is_read_only_is_replaced_and_one_of_somebody_else_is_kept() {
    let folder = project("tests/sites/base");
    let root = folder.path();
    let before = built(root);
    std::fs::set_permissions(root.join("public/index.html"), std::fs::Permissions::from_mode(0o444)).unwrap();
    std::fs::write(root.join("public/放在这里的.txt"), "甲").unwrap();
    change(root, "乙网");
    let output = program(root).args(BUILD).output().unwrap();
    let now = on_disk(&root.join("public"));
    assert_eq!(now.get("放在这里的.txt").map(Vec::as_slice), Some("甲".as_bytes()), "{}", said(&output));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(now["index.html"] != before["index.html"]);
}

#[test]
fn a_damaged_cache_is_noticed_and_the_site_is_the_same() {
    let folder = project("tests/sites/full");
    let root = folder.path();
    let expected = built(root);
    let cache = root.join(".bangyang");
    let kept = on_disk(&cache);
    assert!(kept.len() >= 6, "{:?}", kept.keys());
    let damages: [fn(&mut Vec<u8>); 6] = [
        |bytes| bytes.iter_mut().take(1).for_each(|byte| *byte ^= 1),
        |bytes| bytes.iter_mut().rev().take(1).for_each(|byte| *byte ^= 0x80),
        |bytes| bytes.iter_mut().for_each(|byte| *byte = !*byte),
        |bytes| bytes.truncate(bytes.len() / 2),
        Vec::clear,
        |bytes| *bytes = b"bangyang cache 0\n{\"a\": [".repeat(50),
    ];
    for damage in damages {
        for (name, bytes) in &kept {
            let mut bytes = bytes.clone();
            damage(&mut bytes);
            let path = cache.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        std::fs::remove_dir_all(root.join("public")).unwrap();
        std::fs::remove_dir_all(root.join(".public.bangyang")).unwrap();
        assert!(built(root) == expected);
        // One file at a time, too: with all damaged, the version alone would clear the cache.
        for (name, bytes) in kept.iter().filter(|(name, _)| name.contains('/') || *name == "unused") {
            let mut bytes = bytes.clone();
            damage(&mut bytes);
            let path = cache.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        assert!(built(root) == expected);
    }
}

//! What each operating system does in its own way: exchanging two folders, telling files apart, modes, flushing.
//!
//! **In:** paths. **Out:** the plain result of one system call. **Never:** a decision what to do when it is refused.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// Which file this is, whatever it is called: two names with the same identity are hard links of one file.
pub(super) type Identity = (u64, u64);

/// The mode of every file of the site.
pub(super) const FILE_MODE: u32 = 0o644;
/// The mode of every folder of the site.
pub(super) const FOLDER_MODE: u32 = 0o755;
/// The mode of the program's own folders: an older site in them must not be served.
pub(super) const PRIVATE_MODE: u32 = 0o700;

/// Exchanges two folders in one step; afterwards each path names the other's content.
///
/// Linux has it since 3.15 (`renameat2`, ext4, xfs, btrfs, tmpfs, overlayfs), macOS on APFS. Elsewhere, and on file
/// systems that cannot, the error is `Unsupported` or `InvalidInput`.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Says that this system exchanges nothing.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Writes everything that was changed on the file system of `folder` through to the disk.
///
/// One call for the whole site; flushing 12,000 files one by one would take minutes on a slow disk.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn flush_all(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Writes as much through to the disk as this system lets us ask for.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn flush_all(folder: &Path) -> io::Result<()> {
    flush_folder(folder)
}

/// Writes the names in one folder through to the disk, where the system knows that.
#[cfg(unix)]
pub(super) fn flush_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Does nothing: this system has no such call.
#[cfg(not(unix))]
pub(super) fn flush_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Returns the identity of a file; `None` where the system does not tell.
#[cfg(unix)]
pub(super) fn identity(details: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some((details.dev(), details.ino()))
}

/// Returns nothing: this system does not tell.
#[cfg(not(unix))]
pub(super) fn identity(_details: &Metadata) -> Option<Identity> {
    None
}

/// What a system notes of a file: whatever is done to it, one of these numbers is another one afterwards.
pub(super) type Mark = [u64; 8];

/// Returns the mark of a file: device, number, length, mode, and when its bytes and when anything of it last changed;
/// `None` where the system does not tell.
#[cfg(unix)]
pub(super) fn mark(details: &Metadata) -> Option<Mark> {
    use std::os::unix::fs::MetadataExt;
    let signed = |number: i64| u64::from_ne_bytes(number.to_ne_bytes());
    let bytes = [signed(details.mtime()), signed(details.mtime_nsec())];
    let anything = [signed(details.ctime()), signed(details.ctime_nsec())];
    let (device, number, mode) = (details.dev(), details.ino(), details.mode().into());
    Some([device, number, details.len(), mode, bytes[0], bytes[1], anything[0], anything[1]])
}

/// Returns nothing: this system does not tell when anything of a file last changed.
#[cfg(not(unix))]
pub(super) fn mark(_details: &Metadata) -> Option<Mark> {
    None
}

/// Returns whether `folder` surely lies on a disk of this machine, whose system itself notes every change at once.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn is_here(folder: &Path) -> bool {
    // ext2 to ext4, XFS, Btrfs, tmpfs, overlayfs, ZFS, F2FS, bcachefs: linux/magic.h and their own headers.
    const HERE: [u32; 8] =
        [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630, 0x2FC1_2FC1, 0xF2F5_2010, 0xCA45_1A4E];
    rustix::fs::statfs(folder).is_ok_and(|found| HERE.contains(&kind_of(&found)))
}

/// Returns `false`: this system does not tell.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn is_here(_folder: &Path) -> bool {
    false
}

/// The number of a file system; it has another type on every processor, its lower half is the same.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn kind_of(found: &rustix::fs::StatFs) -> u32 {
    u32::try_from(i128::from(found.f_type) & 0xFFFF_FFFF).unwrap_or(0)
}

/// Opens a file by an absolute path that passes no link, neither at its end nor before, and does not wait for a pipe;
/// nothing where the system cannot do that in one step (Linux can since 5.6) or refuses.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn open_without_links(path: &Path) -> Option<File> {
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat2};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Some(File::from(openat2(CWD, path, flags, Mode::empty(), ResolveFlags::NO_SYMLINKS).ok()?))
}

/// Returns nothing: this system cannot do that in one step.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn open_without_links(_path: &Path) -> Option<File> {
    None
}

/// Returns whether `folder` lies on another machine, whose changes this system does not announce.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn is_elsewhere(folder: &Path) -> bool {
    // NFS, SMB, CIFS, SMB2, 9P (Windows seen from Linux), VirtualBox, AFS, Ceph: linux/magic.h.
    const ELSEWHERE: [u32; 8] =
        [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x0102_1997, 0x786F_4256, 0x5346_414F, 0x00C3_6400];
    rustix::fs::statfs(folder).is_ok_and(|found| ELSEWHERE.contains(&kind_of(&found)))
}

/// Returns whether `folder` is a share of another machine by its name.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn is_elsewhere(folder: &Path) -> bool {
    let name = folder.to_string_lossy();
    cfg!(windows) && (name.starts_with(r"\\?\UNC\") || (name.starts_with(r"\\") && !name.starts_with(r"\\?\")))
}

/// Returns the permission bits.
#[cfg(unix)]
pub(super) fn mode(details: &Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    details.permissions().mode() & 0o7777
}

/// Returns the usual mode: this system has no such bits.
#[cfg(not(unix))]
pub(super) fn mode(details: &Metadata) -> u32 {
    if details.is_dir() { FOLDER_MODE } else { FILE_MODE }
}

/// Sets the permission bits, whatever the umask is.
#[cfg(unix)]
pub(super) fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

/// Does nothing: this system has no such bits.
#[cfg(not(unix))]
pub(super) fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Sets the permission bits of an open file, whatever the umask is.
#[cfg(unix)]
pub(super) fn set_mode_of(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(mode))
}

/// Does nothing: this system has no such bits.
#[cfg(not(unix))]
pub(super) fn set_mode_of(_file: &File, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Makes a symbolic link at `place` that says `goal`.
#[cfg(unix)]
pub(super) fn make_link(goal: &Path, place: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(goal, place)
}

/// Says that links are not made on this system.
#[cfg(not(unix))]
pub(super) fn make_link(_goal: &Path, _place: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Returns whether an exchange was refused because this file system has no such step.
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    // 22 EINVAL, 38 ENOSYS, 95 EOPNOTSUPP on Linux; 45 ENOTSUP, 78 ENOSYS on macOS.
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
        || matches!(error.raw_os_error(), Some(22 | 38 | 45 | 78 | 95))
}

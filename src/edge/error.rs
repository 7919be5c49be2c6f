//! What the world refused: which path, what was tried, and what the reader can do about it.
//!
//! **In:** an [`io::Error`] or a state of the disk that the program must not touch. **Out:** one Chinese sentence
//! and a way out; exit status 3 is made from it. **Never:** a mistake in the content, which is a diagnostic.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What the program was about to do when the world refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Reading a file or its details.
    Reading,
    /// Listing a folder.
    Listing,
    /// Writing a file.
    Writing,
    /// Making a folder.
    MakingFolder,
    /// Removing a file or a folder that the program wrote.
    Removing,
    /// Putting the new site in the place of the old one.
    Publishing,
}

impl Doing {
    fn words(self) -> &'static str {
        match self {
            Self::Reading => "读取",
            Self::Listing => "列出文件夹",
            Self::Writing => "写入",
            Self::MakingFolder => "新建文件夹",
            Self::Removing => "删除",
            Self::Publishing => "发布到",
        }
    }
}

/// Why it could not be done.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// The operating system said no.
    System(io::Error),
    /// The path leads out of the folder, or through a link.
    Outside,
    /// The file is larger than the reader takes; the limit in bytes.
    TooLarge(u64),
    /// It is a link, a device or a pipe where a plain file is needed.
    NotAFile,
    /// It is a file where a folder is needed.
    NotAFolder,
    /// It is a symbolic link where a real folder is needed.
    IsALink,
    /// Another build holds the lock.
    Locked,
    /// Files that the program did not write lie where the site must go; how many.
    InTheWay(usize),
    /// The output folder holds the project itself, or lies in one of its folders.
    HoldsTheProject,
    /// The output folder, or a folder in it, is a mount point and cannot be exchanged.
    MountPoint,
    /// A result that the build counted on is no longer in the cache.
    Forgotten,
    /// A file that was laid or published while the build went on is no longer what it was.
    TakenAway,
    /// A killed run left a state that only a person can judge; where the old site lies.
    Interrupted(PathBuf),
}

/// A refusal by the machine: the path, what was tried, and why not.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    doing: Doing,
    cause: Cause,
}

impl Error {
    /// Returns the error of `doing` something at `path`, refused by the operating system.
    pub fn system(path: &Path, doing: Doing, error: io::Error) -> Self {
        Self::new(path, doing, Cause::System(error))
    }

    /// Returns the error of `doing` something at `path` for this cause.
    pub fn new(path: &Path, doing: Doing, cause: Cause) -> Self {
        Self { path: path.to_owned(), doing, cause }
    }

    /// Returns the path that it is about.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns what was tried.
    pub fn doing(&self) -> Doing {
        self.doing
    }

    /// Returns why it could not be done.
    pub fn cause(&self) -> &Cause {
        &self.cause
    }

    /// Returns whether there is nothing at the path.
    pub fn is_missing(&self) -> bool {
        matches!(&self.cause, Cause::System(error) if error.kind() == io::ErrorKind::NotFound)
    }

    /// Returns whether the disk, or what the user may take of it, is full.
    pub fn is_full(&self) -> bool {
        let full = |kind| matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
        matches!(&self.cause, Cause::System(error) if full(error.kind()))
    }

    /// Returns what can be done about it, one sentence.
    pub fn way_out(&self) -> String {
        match &self.cause {
            Cause::System(error) => system_way_out(error).to_owned(),
            Cause::Outside => "只写本文件夹里的路径，不用「..」，不经过链接".to_owned(),
            Cause::TooLarge(_) => "换一个小些的文件".to_owned(),
            Cause::NotAFile => "换成普通文件".to_owned(),
            Cause::NotAFolder => "把这个文件移走，或用 --output 另选文件夹".to_owned(),
            Cause::IsALink => "把链接换成真的文件夹，再运行一次".to_owned(),
            Cause::Locked => "等它完成，再运行一次".to_owned(),
            Cause::InTheWay(_) => "把它移出输出文件夹（整个输出文件夹改名也可以），再运行一次".to_owned(),
            Cause::HoldsTheProject => "用 --output 选一个单独的文件夹".to_owned(),
            Cause::MountPoint => "改为挂载它的上一级文件夹，或用 --output 另选文件夹".to_owned(),
            Cause::Forgotten | Cause::TakenAway => "再运行一次".to_owned(),
            Cause::Interrupted(old) => {
                format!("原来的网站在「{}」，把输出文件夹移走，再运行一次就会恢复", old.display())
            }
        }
    }

    /// Returns what stands in the way, without the path and the way out.
    pub(super) fn fact(&self) -> String {
        match &self.cause {
            Cause::System(error) => system_fact(error),
            Cause::Outside => "路径出了文件夹，或经过链接".to_owned(),
            Cause::TooLarge(limit) => format!("文件超过 {}", size_words(*limit)),
            Cause::NotAFile => "不是普通文件".to_owned(),
            Cause::NotAFolder => "这里是文件，不是文件夹".to_owned(),
            Cause::IsALink => "这里是链接，不是文件夹".to_owned(),
            Cause::Locked => "另一次生成还没有完成".to_owned(),
            Cause::InTheWay(1) => "这里已有一个不是本程序写的文件".to_owned(),
            Cause::InTheWay(count) => format!("这里已有不是本程序写的文件，同样的共 {count} 处"),
            Cause::HoldsTheProject => "输出文件夹与项目的其他文件夹重叠".to_owned(),
            Cause::MountPoint => "这里是挂载点，不能整体替换".to_owned(),
            Cause::Forgotten => "缓存里的内容不见了".to_owned(),
            Cause::TakenAway => "生成的时候，这个文件被人改动或者删掉了".to_owned(),
            Cause::Interrupted(_) => "上次发布中断，之后这里又有了新内容".to_owned(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (doing, path) = (self.doing.words(), self.path.display());
        write!(out, "{doing}「{path}」没有成功：{}。{}", self.fact(), self.way_out())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::System(error) => Some(error),
            _ => None,
        }
    }
}

fn system_fact(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "磁盘满了".to_owned(),
        io::ErrorKind::QuotaExceeded => "磁盘配额用完了".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "这个磁盘只能读，不能写".to_owned(),
        io::ErrorKind::NotADirectory => "路径中间有一段是文件，不是文件夹".to_owned(),
        io::ErrorKind::IsADirectory => "这里是文件夹，不是文件".to_owned(),
        io::ErrorKind::NotFound => "没有这个文件或文件夹".to_owned(),
        io::ErrorKind::AlreadyExists => "这里已经有同名的文件".to_owned(),
        io::ErrorKind::DirectoryNotEmpty => "文件夹里还有别的文件".to_owned(),
        io::ErrorKind::TooManyLinks => "同一个文件的链接太多".to_owned(),
        io::ErrorKind::InvalidFilename => "文件名太长，或有磁盘不支持的字".to_owned(),
        io::ErrorKind::FileTooLarge => "文件超过磁盘允许的大小".to_owned(),
        io::ErrorKind::CrossesDevices => "两处不在同一个磁盘".to_owned(),
        io::ErrorKind::ResourceBusy => "正被别的程序占用".to_owned(),
        _ if is_too_many_open(error) => "同时打开的文件太多".to_owned(),
        _ => format!("系统报告「{error}」"),
    }
}

fn system_way_out(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "清出一些空间，再运行一次",
        io::ErrorKind::PermissionDenied => "换有权限的账号运行，或让管理员改这里的权限",
        io::ErrorKind::ReadOnlyFilesystem => "用 --output 另选能写的文件夹",
        io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory | io::ErrorKind::AlreadyExists => {
            "把它移走或改名，再运行一次"
        }
        io::ErrorKind::NotFound => "核对路径，再运行一次",
        io::ErrorKind::InvalidFilename => "把文件名改短，再运行一次",
        io::ErrorKind::ResourceBusy => "关掉占用它的程序，再运行一次",
        _ if is_too_many_open(error) => "关掉一些别的程序，再运行一次",
        _ => "把这句话告诉管理员",
    }
}

fn is_too_many_open(error: &io::Error) -> bool {
    cfg!(unix) && matches!(error.raw_os_error(), Some(23 | 24))
}

fn size_words(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} 字节"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!("{} MB", bytes / 1_048_576),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_in_chinese_with_a_way_out() {
        let error = Error::system(Path::new("public/index.html"), Doing::Writing, io::ErrorKind::StorageFull.into());
        assert_eq!(error.to_string(), "写入「public/index.html」没有成功：磁盘满了。清出一些空间，再运行一次");
    }

    #[test]
    fn what_the_system_calls_its_errors_is_recognised() {
        for (raw, words) in [(28, "磁盘满了"), (13, "没有权限"), (30, "只能读"), (20, "不是文件夹"), (31, "链接太多")]
        {
            let error = Error::system(Path::new("x"), Doing::Writing, io::Error::from_raw_os_error(raw));
            assert!(error.to_string().contains(words), "{error}");
        }
    }

    #[test]
    fn a_file_in_the_way_is_named() {
        let error = Error::new(Path::new("public/index.html"), Doing::Publishing, Cause::InTheWay(1));
        assert!(error.to_string().starts_with("发布到「public/index.html」没有成功：这里已有一个不是本程序写的文件"));
    }
}

//! The only hand that changes the output folder: every change is one call here.
//!
//! A test can make the hand stop after any number of steps, as a killed program would, and look at what is left.
//!
//! **In:** one change. **Out:** done, or an [`Error`] with its path. **Never:** bytes altered in a file that is
//! there already, which may be a hard link into the published site.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::{Cause, Doing, Error};
use super::platform;

/// Changes the disk, step by step.
#[derive(Debug, Default)]
pub(super) struct Hand {
    written: AtomicU64,
    #[cfg(test)]
    pub(super) fault: fault::Fault,
}

impl Hand {
    /// Makes a folder with this mode; one that is there already keeps its content and gets the mode.
    pub(super) fn make_folder(&self, path: &Path, mode: u32) -> Result<(), Error> {
        let failed = |error| Error::system(path, Doing::MakingFolder, error);
        self.step(path)?;
        match fs::create_dir(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed(error)),
            Err(_) | Ok(()) => {}
        }
        self.step(path)?;
        platform::set_mode(path, mode).map_err(failed)
    }

    /// Writes a file at a place where nothing is.
    pub(super) fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let failed = |error| Error::system(path, Doing::Writing, error);
        self.step(path)?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
        let (first, rest) = bytes.split_at(Self::step_within(bytes));
        file.write_all(first).map_err(failed)?;
        self.step(path)?;
        file.write_all(rest).map_err(failed)?;
        platform::set_mode_of(&file, platform::FILE_MODE).map_err(failed)
    }

    /// Writes a file in the place of another: beside it first, then renamed over it.
    ///
    /// Not by removing the other first: on ext4 that was measured to take up to forty times as long.
    pub(super) fn write_over(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let beside = self.beside(path);
        self.write_new(&beside, bytes)?;
        self.rename(&beside, path)
    }

    /// Gives a file a second name in the place of another.
    pub(super) fn link_over(&self, from: &Path, to: &Path) -> Result<(), Error> {
        let beside = self.beside(to);
        self.link(from, &beside)?;
        self.rename(&beside, to)
    }

    fn beside(&self, path: &Path) -> PathBuf {
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        path.with_file_name(format!(".bangyang-{number}.new"))
    }

    /// Writes a file of the program's own in one step and through to the disk: beside it first, then renamed.
    pub(super) fn write_whole(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        self.write_beside(path, |file| file.write_all(bytes).and_then(|()| file.sync_all()))
    }

    /// Writes in the same way a file that the next run can do without, so that nobody waits for the disk. Where that fails nothing
    /// is left of it.
    pub(super) fn write_note(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let written = self.write_beside(path, |file| file.write_all(bytes));
        written.inspect_err(|_| drop(fs::remove_file(path.with_extension("new"))))
    }

    fn write_beside(&self, path: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<()>) -> Result<(), Error> {
        let beside = path.with_extension("new");
        self.step(path)?;
        let written = fresh(&beside).and_then(|mut file| write(&mut file));
        written.map_err(|error| Error::system(path, Doing::Writing, error))?;
        self.rename(&beside, path)
    }

    /// Gives a file, a link or a pipe a second name where nothing is; copies it where no second name can be given.
    pub(super) fn link(&self, from: &Path, to: &Path) -> Result<(), Error> {
        self.step(to)?;
        let refused = match fs::hard_link(from, to) {
            Ok(()) => return Ok(()),
            Err(error) => error,
        };
        let failed = |error| Error::system(to, Doing::Writing, error);
        let details = fs::symlink_metadata(from).map_err(|error| Error::system(from, Doing::Reading, error))?;
        if details.is_symlink() {
            let goal = fs::read_link(from).map_err(|error| Error::system(from, Doing::Reading, error))?;
            platform::make_link(&goal, to).map_err(failed)
        } else if details.is_file() && refused.kind() != io::ErrorKind::AlreadyExists {
            fs::copy(from, to).map(drop).map_err(failed)
        } else {
            Err(failed(refused))
        }
    }

    /// Removes a file or a link, never what a link points to.
    pub(super) fn remove_file(&self, path: &Path) -> Result<(), Error> {
        self.step(path)?;
        fs::remove_file(path).map_err(|error| Error::system(path, Doing::Removing, error))
    }

    /// Removes an empty folder.
    pub(super) fn remove_folder(&self, path: &Path) -> Result<(), Error> {
        self.step(path)?;
        fs::remove_dir(path).map_err(|error| Error::system(path, Doing::Removing, error))
    }

    /// Renames, in one step.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), Error> {
        self.step(to)?;
        self.refuse_move(to)?;
        fs::rename(from, to).map_err(|error| Error::system(to, Doing::Publishing, error))
    }

    /// Exchanges two folders in one step.
    pub(super) fn exchange(&self, one: &Path, other: &Path) -> Result<(), Error> {
        self.step(other)?;
        self.refuse_exchange(other)?;
        platform::exchange(one, other).map_err(|error| Error::system(other, Doing::Publishing, error))
    }

    /// Writes everything through to the disk, so that a power cut after the exchange finds whole files.
    pub(super) fn flush(&self, folder: &Path) -> Result<(), Error> {
        self.step(folder)?;
        platform::flush_all(folder).map_err(|error| Error::system(folder, Doing::Writing, error))
    }
}

/// Makes an empty file of the program's own; what stands there goes, and is not written through if it is a link.
pub(super) fn fresh(path: &Path) -> io::Result<fs::File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Err(_) | Ok(()) => {}
    }
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Returns the error code of the operating system that an error carries.
pub(super) fn system_error(error: &Error) -> Option<&io::Error> {
    match error.cause() {
        Cause::System(error) => Some(error),
        _ => None,
    }
}

#[cfg(not(test))]
impl Hand {
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "in tests the hand can stop here")]
    fn step(&self, _path: &Path) -> Result<(), Error> {
        Ok(())
    }

    /// A file is written at once; where that is cut short, any part of it may be there.
    fn step_within(_bytes: &[u8]) -> usize {
        0
    }

    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "in tests a file system can refuse here")]
    fn refuse_move(&self, _path: &Path) -> Result<(), Error> {
        Ok(())
    }

    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "in tests a file system can refuse here")]
    fn refuse_exchange(&self, _path: &Path) -> Result<(), Error> {
        Ok(())
    }
}

/// A hand that stops, and a file system that refuses.
#[cfg(test)]
pub(super) mod fault {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    /// What goes wrong in a test.
    #[derive(Debug)]
    pub(in super::super) struct Fault {
        steps_left: AtomicUsize,
        room_left: AtomicUsize,
        exchange_refused_with: Option<i32>,
        unmovable: Option<PathBuf>,
    }

    impl Default for Fault {
        fn default() -> Self {
            Self {
                steps_left: AtomicUsize::new(usize::MAX),
                room_left: AtomicUsize::new(usize::MAX),
                exchange_refused_with: None,
                unmovable: None,
            }
        }
    }

    impl Hand {
        /// Returns a hand that stops for good after this many steps.
        pub(in super::super) fn killed_after(mut self, steps: usize) -> Self {
            self.fault.steps_left = AtomicUsize::new(steps);
            self
        }

        /// Returns a hand whose disk is full once, after this many steps.
        pub(in super::super) fn full_after(mut self, steps: usize) -> Self {
            self.fault.room_left = AtomicUsize::new(steps);
            self
        }

        /// Returns a hand on a file system that refuses every exchange with this error number.
        pub(in super::super) fn without_exchange(mut self, errno: i32) -> Self {
            self.fault.exchange_refused_with = Some(errno);
            self
        }

        /// Returns a hand that cannot rename this folder away, as overlayfs cannot one of a lower layer.
        pub(in super::super) fn with_unmovable(mut self, path: &Path) -> Self {
            self.fault.unmovable = Some(path.to_owned());
            self
        }

        pub(super) fn step_within(bytes: &[u8]) -> usize {
            bytes.len() / 2
        }

        pub(super) fn step(&self, path: &Path) -> Result<(), Error> {
            if self.fault.room_left.load(Ordering::SeqCst) < usize::MAX {
                let room = self.fault.room_left.fetch_sub(1, Ordering::SeqCst);
                if room == 0 {
                    return Err(Error::system(path, Doing::Writing, io::ErrorKind::StorageFull.into()));
                }
            }
            let left = self.fault.steps_left.load(Ordering::SeqCst);
            if left == usize::MAX {
                return Ok(());
            }
            let down = |steps: usize| steps.checked_sub(1);
            match self.fault.steps_left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, down) {
                Ok(_) => Ok(()),
                Err(_) => Err(Error::system(path, Doing::Writing, io::Error::other("killed by the test"))),
            }
        }

        pub(super) fn refuse_move(&self, to: &Path) -> Result<(), Error> {
            let Some(unmovable) = &self.fault.unmovable else { return Ok(()) };
            if to.ends_with("outgoing") && unmovable.exists() {
                return Err(Error::system(to, Doing::Publishing, io::Error::from_raw_os_error(18)));
            }
            Ok(())
        }

        pub(super) fn refuse_exchange(&self, path: &Path) -> Result<(), Error> {
            match self.fault.exchange_refused_with {
                Some(errno) => Err(Error::system(path, Doing::Publishing, io::Error::from_raw_os_error(errno))),
                None => Ok(()),
            }
        }
    }
}

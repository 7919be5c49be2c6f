//! One build at a time in one output folder.
//!
//! **In:** the place of the lock. **Out:** a [`Lock`] that holds until it is dropped or the program ends, however it
//! ends. **Never:** a lock that outlives a killed program.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::error::{Cause, Doing, Error};

/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_millis(50);

/// The right to change one output folder.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
    is_held: bool,
}

impl Lock {
    /// Returns the lock at `path`, waiting at most `patience` for whoever holds it.
    ///
    /// On a file system without locks there is nothing to wait for, and the build goes on.
    pub(super) fn take(path: &Path, patience: Duration) -> Result<Self, Error> {
        let failed = |error| Error::system(path, Doing::Writing, error);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(failed)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file, is_held: true }),
                Err(TryLockError::Error(error)) if super::platform::is_unsupported(&error) => {
                    return Ok(Self { _file: file, is_held: false });
                }
                Err(TryLockError::Error(error)) => return Err(failed(error)),
                Err(TryLockError::WouldBlock) if start.elapsed() >= patience => {
                    return Err(Error::new(path, Doing::Publishing, Cause::Locked));
                }
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            }
        }
    }

    /// Returns whether nobody else holds it; a file system without locks cannot tell.
    pub(super) fn is_held(&self) -> bool {
        self.is_held
    }
}

//! How a command ends.
//!
//! **In:** what came of it. **Out:** an exit status, and a sentence where it could not go on. **Never:** a problem of the
//! content, which is told as a diagnostic.

use crate::edge::{Cause, Error};

/// The exit statuses, which scripts go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// What was asked for is done.
    Done,
    /// The content has errors; nothing was written.
    Content,
    /// The command line is wrong.
    Usage,
    /// The machine failed it.
    Machine,
    /// The program itself is wrong.
    Bug,
}

impl Status {
    /// Returns the number that the system is told.
    pub(super) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Content => 1,
            Self::Usage => 2,
            Self::Machine => 3,
            Self::Bug => 101,
        }
    }
}

/// Why a command could not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stop {
    /// The exit status that follows.
    pub(super) status: Status,
    /// What is said, in Chinese.
    pub(super) text: String,
}

impl Stop {
    /// Returns the end of a command that was wrongly used.
    pub(super) fn usage(text: impl Into<String>) -> Self {
        Self { status: Status::Usage, text: text.into() }
    }

    /// Returns the end of a command that the machine failed.
    pub(super) fn machine(text: impl Into<String>) -> Self {
        Self { status: Status::Machine, text: text.into() }
    }
}

impl From<Error> for Stop {
    /// An output folder that would hold the project itself is a slip of whoever typed it; all else is the machine's.
    fn from(error: Error) -> Self {
        let status = match error.cause() {
            Cause::HoldsTheProject => Status::Usage,
            _ => Status::Machine,
        };
        Self { status, text: error.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::Path;

    use super::*;
    use crate::edge::Doing;

    #[test]
    fn each_end_has_the_number_of_the_contract() {
        let ends = [Status::Done, Status::Content, Status::Usage, Status::Machine, Status::Bug];
        assert_eq!(ends.map(Status::code), [0, 1, 2, 3, 101]);
    }

    #[test]
    fn a_full_disk_is_the_machine_s_and_a_wrong_folder_is_not() {
        let full = Error::system(Path::new("public"), Doing::Writing, io::ErrorKind::StorageFull.into());
        let wrong = Error::new(Path::new("content"), Doing::Publishing, Cause::HoldsTheProject);
        assert_eq!([Stop::from(full).status, Stop::from(wrong).status], [Status::Machine, Status::Usage]);
    }
}

//! Everything that lies below a folder, folder by folder, on all cores.
//!
//! **In:** a folder. **Out:** the details of each entry by its relative path, no link followed. **Never:** an opened file.

use std::ffi::OsString;
use std::fs::{self, DirEntry, Metadata};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::{Doing, Error};
use super::platform::identity;

/// Fewer entries of one folder than this are looked at on one core.
const TOGETHER: usize = 64;

/// Returns what the system tells of every entry below `root`, by its relative path, in no certain order.
///
/// Folders of one depth are listed at the same time, so that a deep tree needs no more stack than another. One on which
/// another file system is mounted is not entered.
pub(super) fn below(root: &Path) -> Result<Vec<(OsString, Metadata)>, Error> {
    let device = |details: &Metadata| identity(details).map(|(device, _)| device);
    let own = device(&fs::metadata(root).map_err(|error| Error::system(root, Doing::Listing, error))?);
    let (mut all, mut folders) = (Vec::new(), vec![OsString::new()]);
    while !folders.is_empty() {
        let listed: Vec<_> = folders.par_iter().map(|folder| listed(root, folder)).collect();
        let before = all.len();
        for listed in listed {
            all.extend(listed?);
        }
        let entered = |(_, details): &&(OsString, Metadata)| details.is_dir() && device(details) == own;
        folders = all[before..].iter().filter(entered).map(|(path, _)| path.clone()).collect();
    }
    Ok(all)
}

fn listed(root: &Path, folder: &OsString) -> Result<Vec<(OsString, Metadata)>, Error> {
    let place = if folder.is_empty() { root.to_owned() } else { root.join(folder) };
    let failed = |error| Error::system(&place, Doing::Listing, error);
    let entries: Vec<DirEntry> = fs::read_dir(&place).map_err(failed)?.collect::<Result<_, _>>().map_err(failed)?;
    let found = |entry: &DirEntry| {
        // What the entry itself is, also where it is a link.
        let details = entry.metadata().map_err(|error| Error::system(&entry.path(), Doing::Listing, error))?;
        Ok((PathBuf::from(folder).join(entry.file_name()).into_os_string(), details))
    };
    if entries.len() < TOGETHER {
        return entries.iter().map(found).collect();
    }
    let all: Vec<Result<_, Error>> = entries.par_iter().with_min_len(TOGETHER).map(found).collect();
    all.into_iter().collect()
}

//! Proving that an index file is sound.

use std::path::Path;

use crate::catalog::Damaged;
use crate::compile::{Progress, Step};
use crate::store::index_file::IndexFile;
use crate::store::index_file::layout::HEAD;

use super::error::OpenError;

/// Reads all of an index file and compares it with its checksums. Gives how many dramas it holds.
///
/// [`open`](super::open) checks the head of an index file, and of the rest only what is asked for.
/// This is for who wants to know before: after a copy, or before a server takes the file.
/// `hear` is called now and then with how many bytes of how many were read.
///
/// ```
/// use tropewise::compile::{Input, compile};
/// use tropewise::verify;
///
/// let folder = tempfile::tempdir()?;
/// let file = folder.path().join("dramas.index");
/// compile(Input::Catalog(tropewise_dramas::catalog()), &file, |_| ())?;
/// assert_eq!(verify(&file, |_| ())?, 1000);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`OpenError::Index`] when the file is no index of this version or cannot be read,
/// [`OpenError::Damaged`] with the place of the first byte that is not as it was written.
pub fn verify(path: &Path, mut hear: impl FnMut(Progress)) -> Result<usize, OpenError> {
    let IndexFile { catalog, region, .. } = IndexFile::open(path)?;
    let (mut done, of) = (0, region.len() as u64);
    let damage = region.check_all(|bytes| {
        done += bytes as u64;
        hear(Progress { step: Step::Checksums, done, of });
    });
    match damage {
        Some(at) => Err(Damaged { at: at + HEAD }.into()),
        None => Ok(catalog.len()),
    }
}

//! Mapping a file into memory: the one unsafe step of opening an index.
#![allow(unsafe_code)]

use std::fs::File;
use std::io::{self, Read};
use std::time::SystemTime;

use bytes::Bytes;
use memmap2::Mmap;

use crate::index::Changed;

use super::layout::ALIGNMENT;
use super::lost::Watch;

/// The bytes of a file, read as they are touched.
///
/// Nobody else may change the file in place while it is in use: what was read then would change
/// under the reader, and where the file is cut short the process would end by a signal. `watched`
/// is for files of which this is not known.
///
/// # Errors
/// When the system cannot map the file.
pub fn map(file: &File) -> io::Result<Bytes> {
    if file.metadata()?.len() == 0 {
        return Ok(Bytes::new());
    }
    // SAFETY: the mapping is read-only and private to this value; that nobody changes the file in
    // place is the caller's promise, as said above.
    let map = unsafe { Mmap::map(file)? };
    Ok(Bytes::from_owner(map))
}

/// The bytes of a file, all read at once; nobody changes them any more. They begin at a multiple of
/// [`ALIGNMENT`], as those of a mapped file do, so that each section begins where its numbers may.
///
/// # Errors
/// When the file cannot be read, or is shorter than it was a moment ago.
pub fn read(mut file: &File) -> io::Result<Bytes> {
    const UNIT: usize = ALIGNMENT as usize;
    let too_large = || io::Error::from(io::ErrorKind::OutOfMemory);
    let length = usize::try_from(file.metadata()?.len()).map_err(|_| too_large())?;
    // Room for the step from where the memory begins to the first multiple.
    let room = length.checked_add(UNIT).ok_or_else(too_large)?;
    let mut bytes: Vec<u8> = Vec::new();
    bytes.try_reserve_exact(room).map_err(|_| too_large())?;
    bytes.resize(room, 0);
    let start = bytes.as_ptr().addr().wrapping_neg() % UNIT;
    file.read_exact(&mut bytes[start..start + length])?;
    // The owner moves, its memory does not.
    Ok(Bytes::from_owner(bytes).slice(start..start + length))
}

/// The bytes of a file, read as they are touched, and whether it was changed in place since now: by
/// its length and the time of its last change, or because a part of it could not be read. Replacing
/// it by another of the same name changes nothing in it.
///
/// A file cut short ends the process by a signal, unless it
/// [outlives that](super::outlive_cut_files).
///
/// # Errors
/// When the system cannot map the file or does not tell of it.
pub fn watched(file: File) -> io::Result<(Bytes, Changed)> {
    // Asked before the file is mapped: what changes from now on is told.
    let first = state(&file)?;
    let bytes = map(&file)?;
    let start = bytes.as_ptr().addr();
    let watch = Watch::new(start..start + bytes.len());
    let mapped = Watched { watch, file, first, _bytes: bytes.clone() };
    Ok((bytes, Box::new(move || mapped.changed())))
}

/// A mapped file that others may change.
struct Watched {
    /// Dropped before the bytes are.
    watch: Option<Watch>,
    file: File,
    first: (u64, SystemTime),
    _bytes: Bytes,
}

impl Watched {
    fn changed(&self) -> bool {
        self.watch.as_ref().is_some_and(Watch::lost)
            || state(&self.file).map_or(true, |now| now != self.first)
    }
}

/// Length and time of the last change.
fn state(file: &File) -> io::Result<(u64, SystemTime)> {
    let facts = file.metadata()?;
    Ok((facts.len(), facts.modified()?))
}

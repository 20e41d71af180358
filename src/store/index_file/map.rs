//! Mapping a file into memory: the one unsafe step of opening an index.
#![allow(unsafe_code)]

use std::fs::File;
use std::io::{self, Read};

use bytes::Bytes;
use memmap2::Mmap;

use crate::index::Changed;

use super::layout::ALIGNMENT;

/// The bytes of a file, read as they are touched.
///
/// The file must not be changed in place while it is in use, by this program or another: what was
/// read then would change under the reader, which `changed` tells, and a file cut short would end
/// the process by a signal. Index files are therefore only ever replaced whole, which leaves a
/// mapping of the old one as it was. A process that must not end reads the file into memory
/// instead: `read`.
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

/// Tells of a file whether it was changed in place since now, by its length and the time of its
/// last change. Replacing it by another of the same name changes nothing in it.
///
/// # Errors
/// When the system does not tell of it.
pub fn changed(file: File) -> io::Result<Changed> {
    let state = |file: &File| -> io::Result<_> {
        let facts = file.metadata()?;
        Ok((facts.len(), facts.modified()?))
    };
    let first = state(&file)?;
    Ok(Box::new(move || state(&file).map_or(true, |now| now != first)))
}

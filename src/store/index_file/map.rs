//! Mapping a file into memory: the one unsafe step of opening an index.
#![allow(unsafe_code)]

use std::fs::File;
use std::io::{self, Read};

use bytes::Bytes;
use memmap2::Mmap;

use crate::index::Changed;

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

/// The bytes of a file, all read at once; nobody changes them any more.
///
/// # Errors
/// When the file cannot be read.
pub fn read(mut file: &File) -> io::Result<Bytes> {
    /// Begins where numbers of any kind may.
    struct Words(Vec<u64>);
    impl AsRef<[u8]> for Words {
        fn as_ref(&self) -> &[u8] {
            bytemuck::cast_slice(&self.0)
        }
    }
    let too_large = || io::Error::from(io::ErrorKind::OutOfMemory);
    let length = usize::try_from(file.metadata()?.len()).map_err(|_| too_large())?;
    let mut words = Vec::new();
    words.try_reserve_exact(length.div_ceil(8)).map_err(|_| too_large())?;
    words.resize(length.div_ceil(8), 0);
    let bytes = bytemuck::cast_slice_mut::<u64, u8>(&mut words);
    file.read_exact(&mut bytes[..length])?;
    Ok(Bytes::from_owner(Words(words)).slice(..length))
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

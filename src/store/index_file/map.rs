//! Mapping a file into memory: the one unsafe step of opening an index.
#![allow(unsafe_code)]

use std::fs::File;
use std::io;

use bytes::Bytes;
use memmap2::Mmap;

/// The bytes of a file, read as they are touched.
///
/// The file must not be changed in place while it is in use, by this program or another: what was
/// read then would change under the reader, and a file cut short would end the program. Index files
/// are therefore only ever replaced whole, which leaves a mapping of the old one as it was.
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

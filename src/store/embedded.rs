//! The shipped catalogue.

use crate::catalog::Catalog;

use super::compiled;

/// The catalogue that was compiled into this library, with learned trope weights.
///
/// Opening it parses no text and takes about a millisecond.
///
/// # Panics
/// Never: the build packed the image with the same code.
#[must_use]
pub fn embedded() -> Catalog {
    static IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"));
    compiled::decode(IMAGE).expect("the build packed this image")
}

//! A catalogue as one compact binary image, for embedding in the program.

use crate::catalog::{Catalog, Snapshots};

use super::columns::{Dramas, Words};

/// First bytes of every image; the digit changes with the layout.
const MAGIC: &[u8; 8] = b"TROPEW\x005";

/// Why an image could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ImageError {
    /// The bytes are something else, or of another version.
    #[error("not a catalogue image of this version")]
    Foreign,
    /// The bytes are damaged.
    #[error("the catalogue image is damaged: {0}")]
    Damaged(String),
}

/// Packs a catalogue, with the weights attached to its vocabulary.
///
/// # Panics
/// Never for a catalogue in memory: packing plain data cannot fail.
#[must_use]
pub fn pack(catalog: &Catalog) -> Vec<u8> {
    let (words, dramas) = (Words::of(catalog.vocabulary()), Dramas::of(&catalog.dramas()));
    let content = (words, catalog.snapshots(), dramas);
    postcard::to_extend(&content, MAGIC.to_vec()).expect("plain data packs")
}

/// Opens an image.
///
/// # Errors
/// [`ImageError`] when the bytes are not an image or damaged.
pub fn unpack(image: &[u8]) -> Result<Catalog, ImageError> {
    let content = image.strip_prefix(MAGIC).ok_or(ImageError::Foreign)?;
    let damaged = |error: &dyn std::fmt::Display| ImageError::Damaged(error.to_string());
    let (words, snapshots, dramas): (Words, Snapshots, Dramas) =
        postcard::from_bytes(content).map_err(|e| damaged(&e))?;
    let apart = || damaged(&"its columns do not fit together");
    let vocabulary = words.into_vocabulary().ok_or_else(apart)?;
    let dramas = dramas.into_dramas().ok_or_else(apart)?;
    let catalog = Catalog::new(vocabulary, dramas).map_err(|e| damaged(&e))?;
    Ok(catalog.with_snapshots(snapshots))
}

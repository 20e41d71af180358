//! A catalogue as one compact binary image, for embedding in the program.

use crate::catalog::{Catalog, Date, Snapshots, Vocabulary};

use super::column::Column;
use super::columns::{Dramas, pack_vocabulary, unpack_vocabulary};
use super::late::LateStorage;
use super::packed::{Packer, Unpacker};

/// First bytes of every image; the digit changes with the layout.
const MAGIC: &[u8; 8] = b"TROPEW\x008";

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
#[must_use]
pub fn pack(catalog: &Catalog) -> Vec<u8> {
    let mut packer = Packer(MAGIC.to_vec());
    pack_vocabulary(catalog.vocabulary(), &mut packer);
    let days = catalog.snapshots().each();
    String::pack(days.iter().map(|(fact, _)| fact.clone()).collect(), &mut packer);
    Column::pack(days.iter().map(|(_, day)| Some(*day)).collect(), &mut packer);
    Dramas::pack(&catalog.dramas(), &mut packer);
    packer.0
}

/// Opens an image.
///
/// # Errors
/// [`ImageError`] when the bytes are not an image or damaged.
pub fn unpack(image: &[u8]) -> Result<Catalog, ImageError> {
    let (vocabulary, snapshots, dramas) = parts(image)?;
    let dramas = dramas.dramas().ok_or_else(apart)?;
    let catalog =
        Catalog::new(vocabulary, dramas).map_err(|error| ImageError::Damaged(error.to_string()))?;
    Ok(catalog.with_snapshots(snapshots))
}

/// Opens an image that is known to be sound. What does not rank dramas is unpacked when it is first
/// asked for: a process that asks for nothing else has its first answer sooner.
///
/// # Errors
/// As [`unpack`], as far as it looks.
pub fn unpack_sound(image: &'static [u8]) -> Result<Catalog, ImageError> {
    let (vocabulary, snapshots, dramas) = parts(image)?;
    let storage = LateStorage::new(dramas).ok_or_else(apart)?;
    Ok(Catalog::with_storage(vocabulary, storage).with_snapshots(snapshots))
}

/// What an image consists of.
fn parts(image: &[u8]) -> Result<(Vocabulary, Snapshots, Dramas<'_>), ImageError> {
    let mut packed = Unpacker(image.strip_prefix(MAGIC).ok_or(ImageError::Foreign)?);
    let vocabulary = unpack_vocabulary(&mut packed).ok_or_else(apart)?;
    let snapshots = unpack_snapshots(&mut packed).ok_or_else(apart)?;
    let dramas = Dramas::find(&mut packed).ok_or_else(apart)?;
    Ok((vocabulary, snapshots, dramas))
}

fn unpack_snapshots(packed: &mut Unpacker<'_>) -> Option<Snapshots> {
    let (facts, days) = (String::unpack(packed)?, <Option<Date>>::unpack(packed)?);
    let each = facts.into_iter().zip(days).filter_map(|(fact, day)| Some((fact, day?)));
    Some(Snapshots::new(each.collect()))
}

fn apart() -> ImageError {
    ImageError::Damaged("its parts do not fit together".to_owned())
}

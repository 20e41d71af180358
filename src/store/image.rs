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

/// How many of the first bytes of an image [`unpack_sound`] reads when it opens it, and nobody reads
/// again. 0 where that cannot be told.
#[must_use]
pub fn read_once(image: &'static [u8]) -> usize {
    let late = parts(image).ok().and_then(|(_, _, dramas)| dramas.behind_outlines());
    late.map_or(0, |late| late.as_ptr() as usize - image.as_ptr() as usize)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Drama;

    fn image(drama: Drama) -> &'static [u8] {
        let catalog = Catalog::new(Vocabulary::default(), vec![drama]).unwrap();
        Vec::leak(pack(&catalog))
    }

    #[test]
    fn what_is_told_later_lies_behind_what_is_read_once() {
        let drama = |title: &str, summary: &str| Drama {
            id: "a".into(),
            title: title.into(),
            summary: summary.into(),
            ..Drama::default()
        };
        let short = image(drama("A", "Short."));
        let long = image(drama("A", "A longer summary."));
        let titled = image(drama("A Longer Title", "Short."));
        let once = read_once(short);
        assert!(once > 0 && once == read_once(long));
        assert_eq!(short[..once], long[..once]);
        let (ends, titled_ends) = (&short[once..], &titled[read_once(titled)..]);
        assert_eq!(ends, titled_ends);
        assert_eq!(read_once(b"no image"), 0);
    }
}

//! From a folder of text to the images that a program embeds.

use std::path::Path;

use crate::catalog::Catalog;
use crate::rank::weights;
use crate::store;
use crate::store::text::{CatalogFiles, Diagnostic, parse};

/// Packs the catalogue in `folder` with the trope weights learned from it.
///
/// # Errors
/// Every mistake of its text, each in one line, as `tropewise check` words it.
pub fn catalog(folder: &Path) -> Result<Vec<u8>, Vec<String>> {
    Ok(store::image::pack(&learned(folder)?))
}

/// Packs what a page needs of the catalogue in `folder`: of tropes and warnings it shows names and
/// definitions.
///
/// # Errors
/// As [`catalog`].
#[doc(hidden)]
pub fn page_catalog(folder: &Path) -> Result<Vec<u8>, Vec<String>> {
    let mut catalog = learned(folder)?;
    catalog.vocabulary_mut().forget_details();
    Ok(store::image::pack(&catalog))
}

/// Packs the encoder of `folder`: its lexicon, the names of its vocabulary and the weights in
/// `encoder.bin`.
///
/// # Errors
/// As [`catalog`], and when `encoder.bin` cannot be read or is damaged.
#[cfg(feature = "lexicon")]
#[doc(hidden)]
pub fn encoder(folder: &Path) -> Result<Vec<u8>, Vec<String>> {
    use crate::encode::{compile, model::Learned};

    let path = folder.join("encoder.bin");
    let bytes = std::fs::read(&path)
        .map_err(|error| vec![format!("cannot read `{}`: {error}", path.display())])?;
    let learned: Learned<'_> = postcard::from_bytes(&bytes)
        .map_err(|error| vec![format!("`{}` is damaged: {error}", path.display())])?;
    let sources =
        CatalogFiles::folder(&folder.join("lexicon")).map_err(|error| vec![error.to_string()])?;
    let mut lexicon = store::text::parse_lexicon(&sources).map_err(|mistakes| lines(&mistakes))?;
    lexicon.add_vocabulary(read(folder)?.vocabulary());
    Ok(postcard::to_stdvec(&compile::compile(&lexicon, learned)).expect("plain data packs"))
}

fn learned(folder: &Path) -> Result<Catalog, Vec<String>> {
    let mut catalog = read(folder)?;
    let learned = weights::learn(&catalog);
    catalog.vocabulary_mut().set_learned(learned);
    Ok(catalog)
}

fn read(folder: &Path) -> Result<Catalog, Vec<String>> {
    let sources = CatalogFiles::read(folder).map_err(|error| vec![error.to_string()])?;
    parse(&sources, None).into_catalog().map_err(|mistakes| lines(&mistakes))
}

fn lines(mistakes: &[Diagnostic]) -> Vec<String> {
    mistakes.iter().map(ToString::to_string).collect()
}

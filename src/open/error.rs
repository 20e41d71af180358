//! Why a catalogue cannot be opened.

#[cfg(feature = "text")]
use std::path::PathBuf;

use thiserror::Error;

use crate::catalog::{CatalogError, Damaged};
#[cfg(feature = "image")]
use crate::store::image::ImageError;
#[cfg(feature = "index")]
use crate::store::index_file::IndexError;
#[cfg(feature = "text")]
use crate::store::text::{Diagnostic, ReadError};

/// Why a catalogue cannot be opened.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// A file cannot be read, or is no catalogue.
    #[cfg(feature = "text")]
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The text has mistakes.
    #[cfg(feature = "text")]
    #[error(
        "{what} `{}` has mistakes", path.display(),
        what = if *overlay { "the overlay" } else { "the catalogue" }
    )]
    Mistakes {
        /// The file or folder.
        path: PathBuf,
        /// Whether it was the overlay.
        overlay: bool,
        /// Every mistake with its place, in the order of the places.
        mistakes: Vec<Diagnostic>,
    },
    /// There is no drama in it.
    #[cfg(feature = "text")]
    #[error("the catalogue `{}` has no drama", path.display())]
    Empty {
        /// The file or folder.
        path: PathBuf,
    },
    /// It is an index file that cannot be used.
    #[cfg(feature = "index")]
    #[error(transparent)]
    Index(#[from] IndexError),
    /// It is an image that cannot be used.
    #[cfg(feature = "image")]
    #[error("{reason}")]
    Image {
        /// What is wrong with it.
        reason: String,
    },
    /// Its dramas make no catalogue.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// What was read of it is damaged.
    #[error(transparent)]
    Damaged(#[from] Damaged),
}

#[cfg(feature = "image")]
impl From<ImageError> for OpenError {
    fn from(error: ImageError) -> Self {
        Self::Image { reason: error.to_string() }
    }
}

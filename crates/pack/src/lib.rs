//! From the text of a catalogue to what a program embeds, for build scripts.
//!
//! A package of its own, because features are asked of a package by its name: a program that wants
//! to read pages and wishes asks for all of `tropewise`, and the build script of the catalogue that
//! it embeds would be built with all of it as well, and wait for it.
//!
//! ```no_run
//! use std::path::Path;
//!
//! // In a `build.rs`: `data` has `tropes.toml` and a folder `dramas`.
//! let image = tropewise_pack::catalog(Path::new("data")).expect("the text has no mistakes");
//! std::fs::write("catalogue.bin", image)?;
//! # Ok::<(), std::io::Error>(())
//! ```

#[cfg(feature = "index")]
use std::path::Path;

#[doc(inline)]
pub use tropewise::compile::image::catalog;
#[doc(hidden)]
pub use tropewise::compile::image::{encoder, page_catalog};

/// Writes the catalogue of an image as an index file to `path`, as `tropewise index` does.
///
/// # Errors
/// One sentence, when the image is damaged or the file cannot be written.
#[cfg(feature = "index")]
pub fn index(image: &[u8], path: &Path) -> Result<(), String> {
    use tropewise::compile::{Input, compile};

    let catalog = tropewise::store::image::unpack(image).map_err(|error| error.to_string())?;
    let written = compile(Input::Catalog(catalog), path, |_| ());
    written.map(drop).map_err(|error| error.to_string())
}

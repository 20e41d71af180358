//! The catalogue of 1,000 Korean dramas that Tropewise ships, compiled from the text in `data/`.
//!
//! `data/README.md` is its data card: origin, dates, scale, limits, licence.
//!
//! ```
//! use tropewise::{QueryRequest, Recommender};
//!
//! let recommender = Recommender::new(tropewise_dramas::catalog());
//! let request = QueryRequest::like("Our Beloved Summer");
//! assert_eq!(recommender.recommend(&request)?.results.len(), 10);
//! # Ok::<(), tropewise::QueryError>(())
//! ```

use tropewise::Catalog;
#[cfg(feature = "encoder")]
use tropewise::Encoder;
use tropewise::Source;
use tropewise::store::image;

static IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"));

static PAGE_IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/page.bin"));

/// The shipped catalogue, for [`tropewise::open`].
#[must_use]
pub fn source() -> Source {
    Source::image(IMAGE)
}

/// The same catalogue as an index, for [`tropewise::open`]: nothing of it is read before it is
/// asked for. A process that asks one question has its answer in half the time; one that asks many
/// is better served by [`source`].
#[cfg(feature = "index")]
#[must_use]
pub fn index() -> Source {
    /// Begins where numbers of any kind may.
    #[repr(C, align(64))]
    struct Aligned<T: ?Sized>(T);
    static INDEX: &Aligned<[u8]> =
        &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.index")));
    Source::image(&INDEX.0)
}

/// The shipped catalogue, with learned trope weights.
///
/// Opening it parses no text and takes about a millisecond.
///
/// # Panics
/// Never: the build packed the image with the same code.
#[must_use]
pub fn catalog() -> Catalog {
    image::unpack(IMAGE).expect("the build packed this image")
}

/// The shipped catalogue as a page in a browser needs it, to be sent in fewer bytes: of tropes and
/// warnings without levels, without what does not count, and without what is near.
///
/// # Panics
/// Never: the build packed the image with the same code.
#[must_use]
pub fn page_catalog() -> Catalog {
    image::unpack_sound(page_image()).expect("the build packed this image")
}

/// The image of the [page's catalogue](page_catalog).
#[must_use]
pub fn page_image() -> &'static [u8] {
    PAGE_IMAGE
}

/// The shipped encoder of texts: lexicon and learned weights.
///
/// Opening it takes a few milliseconds, most of them for the automaton of its phrases.
///
/// # Panics
/// Never: the build packed the image with the same code.
#[cfg(feature = "encoder")]
#[must_use]
pub fn encoder() -> Encoder {
    Encoder::from_image(encoder_image()).expect("the build packed this image")
}

/// The image of the shipped encoder, for a program that sends it apart from the engine.
#[cfg(feature = "encoder")]
#[must_use]
pub fn encoder_image() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/encoder.bin"))
}

/// The Rust on the package's page compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Page;

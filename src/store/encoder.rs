//! The shipped encoder.

use crate::encode::{Encoder, Model};

/// The encoder that was compiled into this library: lexicon and learned weights.
///
/// Opening it takes a few milliseconds, most of them for the automaton of its phrases.
///
/// # Panics
/// Never: the build packed the image with the same types.
#[must_use]
pub fn encoder() -> Encoder {
    static IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/encoder.bin"));
    let model: Model<'static> = postcard::from_bytes(IMAGE).expect("the build packed this image");
    Encoder::new(model)
}

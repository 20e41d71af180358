//! Forms of a catalogue outside memory: text written by curators, the image compiled into the
//! program.

#[cfg(feature = "embedded")]
pub mod compiled;
#[cfg(feature = "index")]
pub mod index_file;
#[cfg(feature = "index")]
pub mod rows;
#[cfg(feature = "text")]
pub mod text;

#[cfg(feature = "embedded")]
mod embedded;
#[cfg(all(feature = "embedded", feature = "encode"))]
mod encoder;

#[cfg(feature = "embedded")]
pub use embedded::embedded;
#[cfg(all(feature = "embedded", feature = "encode"))]
pub use encoder::encoder;

//! From a catalogue to the forms that programs open fast: the image that is embedded, the index
//! file that is mapped.
//!
//! This is where the two sides of the house meet: what is learned and weighted is ranking's, the
//! forms are the store's.

#[cfg(feature = "index")]
mod collect;
#[cfg(feature = "index")]
mod columns;
#[cfg(feature = "index")]
mod external_sort;
#[cfg(feature = "index")]
mod file;
#[cfg(all(feature = "image", feature = "text"))]
pub mod image;
#[cfg(feature = "index")]
mod rows;

#[cfg(feature = "index")]
#[doc(hidden)]
pub use file::compile_in;
#[cfg(feature = "index")]
pub use file::{CompileError, Event, Input, Progress, Step, Summary, compile};

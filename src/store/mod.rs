//! Forms of a catalogue outside memory: text written by curators, rows, the image that a program
//! embeds, the index file that is mapped.

#[cfg(feature = "image")]
mod column;
#[cfg(feature = "image")]
mod columns;
#[cfg(feature = "image")]
#[doc(hidden)]
pub mod image;
#[cfg(feature = "index")]
pub mod index_file;
#[cfg(feature = "image")]
mod late;
#[cfg(feature = "image")]
mod numbers;
#[cfg(feature = "image")]
mod packed;
#[cfg(feature = "image")]
mod people;
#[cfg(feature = "text")]
pub mod relevance;
#[cfg(feature = "text")]
pub mod rows;
#[cfg(feature = "image")]
mod strengths;
#[cfg(feature = "text")]
pub mod text;
#[cfg(feature = "image")]
mod texts;

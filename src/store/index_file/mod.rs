//! A catalogue compiled into one file that is mapped into memory: what a question does not ask for
//! is never read.

#[doc(hidden)]
pub mod layout;
mod lost;
mod map;
mod open;
mod storage;
mod write;

pub use lost::outlive_cut_files;
#[doc(hidden)]
pub use map::map;
pub use open::IndexError;
#[doc(hidden)]
pub use open::{IndexFile, are_index, is_index};
#[doc(hidden)]
pub use write::{Draft, SectionWriter};

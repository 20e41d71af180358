//! A catalogue compiled into one file that is mapped into memory: what a question does not ask for
//! is never read.

pub mod layout;
mod map;
mod open;
mod shelf;
mod write;

pub use map::map;
pub use open::{IndexError, Opened, is_index, open};
pub use write::{Draft, SectionWriter};

//! Looking things up: replies to what is asked about a drama, a trope or a map rather than ranked.
//!
//! Every face gives these, so that a page, a server and a program that embeds the library say the
//! same of a drama.

mod dramas;
mod map;
mod tropes;

pub use dramas::{drama, suggest};
pub use map::theme_map;
pub use tropes::{TropeSearch, search_tropes, trope, vocabulary, warnings};

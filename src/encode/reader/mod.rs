//! Reading: from plain text, Markdown or HTML to sections, one a drama, each byte with its place.

mod boilerplate;
mod html;
mod markdown;
mod outline;
mod passage;
mod people;
mod plain;
mod title_line;

pub use outline::{MOST_SECTIONS, Section};
pub use passage::Passage;
pub use people::leads;

use super::error::EncodeError;
use super::input::Markup;

/// The sections of a text. `start` is where the text begins in the source; `known` says whether a line is
/// exactly the title of a known drama.
///
/// # Errors
/// [`EncodeError::TooManySections`].
pub fn read(
    text: &str,
    start: usize,
    markup: Markup,
    known: &dyn Fn(&str) -> bool,
) -> Result<Vec<Section>, EncodeError> {
    let mut outline = outline::Outline::new(known);
    match markup {
        Markup::Plain => plain::read(text, start, &mut outline),
        Markup::Markdown => markdown::read(text, start, &mut outline),
        Markup::Html => html::read(text, start, &mut outline),
    }?;
    outline.sections()
}

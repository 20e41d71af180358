//! Reading: from plain text, Markdown or HTML to sections, one a drama, each byte with its place.

mod after;
mod beside;
mod block;
mod boilerplate;
mod claim;
mod columns;
mod elements;
mod entries;
mod feed;
mod found;
mod frames;
mod gather;
mod html;
mod introduced;
mod invisible;
mod json;
mod known;
mod labels;
mod latex;
mod light;
mod listed;
mod markdown;
mod mention;
mod message;
mod namesakes;
mod naming;
mod numbering;
mod opening;
mod outline;
mod part;
mod passage;
mod people;
mod places;
mod plain;
mod presented;
mod presents;
mod question;
mod references;
mod segments;
mod settle;
mod small_talk;
mod subject;
mod table;
mod talk;
mod title_line;
mod titles;
mod tokens;
mod tree;
mod two_columns;
mod wikitext;
mod within;

pub use claim::Find;
pub use feed::is_feed;
pub use json::is_json;
pub use outline::{MOST_SECTIONS, Section, Sections};
pub use passage::Passage;
pub use people::leads;

use std::borrow::Cow;

use crate::schema::Markup;

use super::error::EncodeError;

/// The sections of a text. `start` is where the text begins in the source; `find` finds the drama
/// that has exactly a title, of the year where one is stated. With `all`, nothing is left out as an
/// advert, a menu or a pointer to other pages.
///
/// # Errors
/// [`EncodeError::TooManySections`].
pub fn read(
    text: &str,
    start: usize,
    markup: Markup,
    all: bool,
    find: &Find<'_>,
) -> Result<Sections, EncodeError> {
    let mut outline = outline::Outline::new(find, all);
    // Lines of old Macs end in a carriage return alone; every byte stays where it is.
    let text = if text.contains('\r') && !text.contains('\n') {
        Cow::Owned(text.replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    let text = &*text;
    match markup {
        Markup::Plain if json::is_json(text) => json::read(text, start, &mut outline),
        Markup::Plain if wikitext::is_wikitext(text) => {
            plain::read(&wikitext::bare(text), start, &mut outline);
        }
        Markup::Plain => plain::read(text, start, &mut outline),
        Markup::Markdown => markdown::read(text, start, &mut outline, all),
        Markup::Html => html::read(text, start, &mut outline, all),
    }
    outline.sections()
}

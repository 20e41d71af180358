//! What a page is made of, whatever its markup: headings, paragraphs, list items, cells of tables.

use std::hash::{DefaultHasher, Hash, Hasher};

use std::ops::Range;

use super::passage::Passage;

/// What a block is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// A heading of a level from 1 to 6.
    Heading(u8),
    /// A paragraph.
    #[default]
    Text,
    /// An item of a list, or a term of a list of definitions.
    Item,
    /// A cell of a table.
    Cell {
        /// The row, counted over the whole page from 1.
        row: u32,
        /// The column, counted from 0.
        column: u32,
        /// Whether it heads a column or a row.
        head: bool,
    },
}

/// A run of text that its markup keeps together.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub text: Passage,
    /// Whether it is one line, so that it may be a title.
    pub alone: bool,
    /// The words that are emphasised or linked at its front; empty for none.
    pub lead: Range<usize>,
    /// The first words within it that are emphasised or linked; empty for none.
    pub marked: Range<usize>,
    /// All words within it that are emphasised or linked, behind its front.
    pub marks: Vec<Range<usize>>,
    /// Whether it is a line of its own right above what follows, with no blank line between.
    pub attached: bool,
    /// Whether it is what somebody says in a chat, without who and when.
    pub spoken: bool,
    /// Whether it is a row of links and nothing else, which names no drama of its own.
    pub links: bool,
    /// Whether its lead is a title by its place: what the entries of a list begin with.
    pub entry: bool,
    /// Whether it is shown to nobody who sees the page: what a picture or a link is called.
    pub hidden: bool,
    /// Blocks of the same markup have the same shape; 0 when the markup says nothing.
    pub shape: u64,
}

/// One number for what shapes a block.
pub fn shape(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish().max(1)
}

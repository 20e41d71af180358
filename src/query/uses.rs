//! One trope, one use: what contradicts itself is found.

use crate::catalog::{Catalog, TropeIdx};

use super::checked::Way;
use super::error::QueryError;

/// The ways in which a trope can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Want,
    Avoid,
    More,
    Less,
    Require,
}

impl Use {
    /// The use of a critique.
    pub fn of(way: Way) -> Self {
        match way {
            Way::More => Self::More,
            Way::Less => Self::Less,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Want => "wanted",
            Self::Avoid => "avoided",
            Self::More => "more of it",
            Self::Less => "less of it",
            Self::Require => "required",
        }
    }

    /// Wanting more of a wish, or less of what is avoided, says one thing twice over, and what is
    /// wanted may be required too; all other pairs contradict each other or give two weights to one
    /// trope.
    fn agrees(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Want, Self::More)
                | (Self::More, Self::Want)
                | (Self::Avoid, Self::Less)
                | (Self::Less, Self::Avoid)
                | (Self::Require, Self::Want | Self::More | Self::Less)
                | (Self::Want | Self::More | Self::Less, Self::Require)
        )
    }
}

/// The uses of tropes in one question.
pub struct Uses<'a> {
    catalog: &'a Catalog,
    /// Each trope that is named, with its use.
    pub made: Vec<(TropeIdx, Use)>,
}

impl<'a> Uses<'a> {
    /// None yet.
    pub fn new(catalog: &'a Catalog) -> Self {
        Self { catalog, made: Vec::new() }
    }

    /// Notes a use.
    ///
    /// # Errors
    /// [`QueryError::Contradiction`] with an earlier use of the trope.
    pub fn note(&mut self, trope: TropeIdx, use_: Use) -> Result<(), QueryError> {
        if let Some((_, earlier)) = self.made.iter().find(|(t, c)| *t == trope && !c.agrees(use_)) {
            let name = self.catalog.vocabulary().trope(trope).id.clone();
            return Err(QueryError::Contradiction {
                name,
                first: earlier.word(),
                second: use_.word(),
            });
        }
        self.made.push((trope, use_));
        Ok(())
    }
}

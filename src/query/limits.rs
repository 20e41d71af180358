//! What a drama must have: facts, tropes, people, places on a list.

use crate::catalog::{Airing, ContentRating, Date, DramaIdx, Facts, OriginKind, TropeIdx};

/// A fact that is a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Number {
    /// How many episodes.
    Episodes,
    /// Minutes of one episode.
    Minutes,
    /// Minutes of all episodes.
    MinutesInAll,
    /// Viewers' score in hundredths.
    Score,
}

impl Number {
    /// That of a drama, when it is known.
    #[must_use]
    pub fn of(self, facts: &Facts) -> Option<u32> {
        match self {
            Self::Episodes => facts.episodes().map(u32::from),
            Self::Minutes => facts.minutes().map(u32::from),
            Self::MinutesInAll => facts.minutes_in_all(),
            Self::Score => facts.score().map(u32::from),
        }
    }

    /// A value as it is asked for.
    #[must_use]
    pub fn shown(self, value: u32) -> String {
        match self {
            Self::Episodes | Self::Minutes => value.to_string(),
            Self::MinutesInAll => (f64::from(value) / 60.0).to_string(),
            Self::Score => (f64::from(value) / 100.0).to_string(),
        }
    }

    /// What it counts.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::Episodes => "episodes",
            Self::Minutes => "minutes an episode",
            Self::MinutesInAll => "hours in all",
            Self::Score => "as its score",
        }
    }
}

/// Least and most of a number, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limit {
    /// Of which number.
    pub number: Number,
    /// Whether it must be at most the value; at least otherwise.
    pub most: bool,
    /// The value.
    pub value: u32,
}

/// A trope that must be there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Required {
    /// Which trope.
    pub trope: TropeIdx,
    /// Least strength, in (0, 1].
    pub least: f32,
}

/// Someone who must be, or may not be, a lead, a writer or a director.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct With {
    /// As the catalogue spells the name.
    pub name: String,
    /// Their dramas, ascending.
    pub dramas: Vec<DramaIdx>,
}

/// A network or service, or several of which one suffices, by the folded name that dramas are
/// compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// As the catalogue spells it.
    pub name: String,
    /// Its folded name; those of several with commas between, which no folded name has.
    pub key: String,
}

/// Facts a drama must have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters {
    /// First year, inclusive.
    pub year_from: Option<u16>,
    /// Last year, inclusive.
    pub year_to: Option<u16>,
    /// Network of the first release.
    pub network: Option<Service>,
    /// Service where it streams.
    pub streaming: Option<Service>,
    /// Least and most of numbers.
    pub limits: Vec<Limit>,
    /// The strictest age it may be meant for.
    pub rating_up_to: Option<ContentRating>,
    /// Whether it has come, on the day of the question.
    pub airing: Option<Airing>,
    /// What it was made from.
    pub origin: Option<OriginKind>,
    /// People it must have.
    pub with: Vec<With>,
    /// People it may not have.
    pub without: Vec<With>,
    /// Whether specials and compilations may be answered.
    pub specials: bool,
    /// Whether other seasons of a seed's story may be answered.
    pub same_series: bool,
    /// The day of the question: what comes later has not aired. None where the catalogue does not
    /// say on which day it stands.
    pub as_of: Option<Date>,
}

impl Filters {
    /// Whether anything is asked of a drama, so that a question of it alone says something.
    #[must_use]
    pub fn ask(&self) -> bool {
        let let_in = Self { specials: false, same_series: false, as_of: None, ..self.clone() };
        let_in != Self::default()
    }
}

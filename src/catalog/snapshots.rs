//! On which day facts were read.

use serde::{Deserialize, Serialize};

use crate::sorting::sort_by_key;

use super::date::Date;

/// The day on which each kind of fact was read at its source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshots {
    /// Names of facts with their day, in the order in which they were given.
    of: Vec<(String, Date)>,
}

impl Snapshots {
    /// The days of facts by name.
    #[must_use]
    pub fn new(of: Vec<(String, Date)>) -> Self {
        Self { of }
    }

    /// Whether no day is known at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// Each fact with its day, in the order in which they were given.
    #[cfg(feature = "image")]
    pub(crate) fn each(&self) -> &[(String, Date)] {
        &self.of
    }

    /// The day on which a fact was read, when it is known.
    #[must_use]
    pub fn of(&self, fact: &str) -> Option<Date> {
        self.of.iter().find(|(name, _)| name == fact).map(|(_, day)| *day)
    }

    /// The day on which the catalogue stands: that of the dates of first episodes, which say what
    /// has aired.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.of("first_aired")
    }

    /// The days, latest first, each with the facts read then.
    #[must_use]
    pub fn days(&self) -> Vec<(Date, Vec<&str>)> {
        let mut days: Vec<(Date, Vec<&str>)> = Vec::new();
        for (name, day) in &self.of {
            match days.iter_mut().find(|(known, _)| known == day) {
                Some((_, facts)) => facts.push(name),
                None => days.push((*day, vec![name])),
            }
        }
        sort_by_key(&mut days, |(day, _)| std::cmp::Reverse(*day));
        days
    }
}

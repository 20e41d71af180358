//! What priors need of each drama, a number or two of it, so that rankers pass rows over without
//! reading its facts.

use crate::catalog::Drama;
use crate::index::Buffer;

use super::priors::{acclaim_of, popularity};

/// The code of an unknown year.
const UNKNOWN: u8 = 0;
/// The code of a year that has none of its own.
const OTHER: u8 = u8::MAX;
/// The year whose code is 1.
const FIRST_YEAR: u16 = 1900;

/// The priors of all dramas that do not depend on a question, or the years from which one follows;
/// each has shape `(n_dramas,)`.
#[derive(Debug, Clone)]
pub struct PriorColumns {
    /// Popularity, in [0, 1].
    pub popularity: Buffer<f32>,
    /// Years, by [`year_code`].
    pub years: Buffer<u8>,
    /// Acclaim, by [`acclaim_code`].
    pub acclaim: Buffer<u8>,
}

impl PriorColumns {
    /// Those of dramas in memory.
    #[must_use]
    pub fn of(dramas: &[Drama]) -> Self {
        let mut followers = Vec::with_capacity(dramas.len());
        let mut years = Vec::with_capacity(dramas.len());
        let mut acclaim = Vec::with_capacity(dramas.len());
        for drama in dramas {
            followers.push(drama.followers);
            years.push(year_code(drama.year));
            acclaim.push(acclaim_code(drama));
        }
        Self { popularity: popularity(&followers), years: years.into(), acclaim: acclaim.into() }
    }

    /// Whether there is one of each for so many dramas.
    #[must_use]
    pub fn fit(&self, dramas: usize) -> bool {
        [self.popularity.len(), self.years.len(), self.acclaim.len()] == [dramas; 3]
    }
}

/// A year in a byte: 0 is unknown, 1 to 254 are 1900 to 2153, 255 is any other.
#[must_use]
pub fn year_code(year: Option<u16>) -> u8 {
    let Some(year) = year else { return UNKNOWN };
    let after = year.checked_sub(FIRST_YEAR).and_then(|after| u8::try_from(after).ok());
    after.and_then(|after| after.checked_add(1)).unwrap_or(OTHER)
}

/// Acclaim in steps of 1/255, rounded up.
#[must_use]
pub fn acclaim_code(drama: &Drama) -> u8 {
    (acclaim_of(drama.score, drama.votes) * 255.0).ceil().clamp(0.0, 255.0) as u8
}

/// By how much the sum of a question's priors stays behind the most that era and acclaim can be
/// together: never more than it does, for every code.
#[derive(Debug, Clone)]
pub struct Slack {
    years: [f32; 256],
    /// What a step less of acclaim takes.
    acclaim_step: f64,
    most: f32,
}

/// Rounds down: what is passed over must be out of reach.
fn below(slack: f64) -> f32 {
    (slack * (1.0 - 1e-6)) as f32
}

impl Slack {
    /// Of the weights of era and acclaim, the years of the seeds, and how near a year is by how
    /// many it is apart; what is further apart is no nearer than the last of these.
    #[must_use]
    pub fn new(weights: [f64; 2], seeds: &[u16], near: &[f64]) -> Self {
        let [era_weight, acclaim_weight] = weights;
        let missing = |near: f64| below(era_weight * (1.0 - near));
        let by_apart: Vec<f32> = near.iter().map(|near| missing(*near)).collect();
        let mut years = [missing(0.0); 256];
        years[usize::from(OTHER)] = 0.0;
        for (year, slack) in (FIRST_YEAR..).zip(&mut years[1..usize::from(OTHER)]) {
            if let Some(apart) = seeds.iter().map(|seed| year.abs_diff(*seed)).min() {
                let known = by_apart.get(usize::from(apart)).or(by_apart.last());
                *slack = known.copied().unwrap_or(0.0);
            }
        }
        let most = ((era_weight + acclaim_weight) * (1.0 + 1e-6)) as f32;
        Self { years, acclaim_step: acclaim_weight / 255.0, most }
    }

    /// What none is more than.
    #[must_use]
    pub fn most(&self) -> f32 {
        self.most
    }

    /// That of a drama with these codes.
    #[must_use]
    pub fn of(&self, year: u8, acclaim: u8) -> f32 {
        self.years[usize::from(year)] + below(self.acclaim_step * f64::from(u8::MAX - acclaim))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_have_a_code_each_where_dramas_are_made() {
        let codes = [None, Some(1899), Some(1900), Some(2024), Some(2153), Some(2154)];
        assert_eq!(codes.map(year_code), [0, 255, 1, 125, 254, 255]);
    }

    #[test]
    fn acclaim_is_rounded_up() {
        // The usual 774 of 650 to 925: 124 / 275 of 255 steps are 114.98.
        assert_eq!(acclaim_code(&Drama::default()), 115);
    }

    #[test]
    fn slack_is_what_is_missing_of_the_most() {
        let slack = Slack::new([0.4, 0.2], &[2000, 2010], &[1.0, 0.25]);
        let near = |found: f32, expected: f32| (expected - 1e-6..=expected).contains(&found);
        assert!(near(slack.of(year_code(Some(2000)), 255), 0.0));
        for year in [1900, 2001, 2005, 2009, 2153] {
            assert!(near(slack.of(year_code(Some(year)), 255), 0.3), "{year}");
        }
        // Half of the acclaim, and a year that no code tells.
        assert!(near(slack.of(OTHER, 51), 0.16));
        assert!(near(slack.of(UNKNOWN, 0), 0.6));
        assert!(near(Slack::new([0.4, 0.2], &[], &[1.0]).of(year_code(Some(2000)), 255), 0.4));
    }
}

//! What filters and priors ask of every drama, without reading the whole of it.

use std::collections::HashMap;
use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::drama::Drama;

/// The facts of a drama that filters and priors compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// Year of the first episode.
    pub year: Option<u16>,
    /// How many episodes.
    pub episodes: Option<u16>,
    /// How many people follow it.
    pub followers: Option<u32>,
    /// The number of its series; the same for all dramas of one series.
    pub series: Option<u32>,
    /// Whether a curator judged its tropes.
    pub reviewed: bool,
    /// Position of the names of its networks in [`Lists::networks`].
    pub networks: u32,
    /// Position of the names of the services where it streams in [`Lists::streaming`].
    pub streaming: u32,
}

/// The lists of names that the facts of dramas refer to, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lists {
    /// Who released a drama first.
    pub networks: Vec<Vec<String>>,
    /// Where a drama streams.
    pub streaming: Vec<Vec<String>>,
}

/// Takes the facts of dramas, numbering series and lists of names in the order in which they are met.
#[derive(Debug, Default)]
pub struct FactsOf {
    series: HashMap<String, u32>,
    networks: HashMap<Vec<String>, u32>,
    streaming: HashMap<Vec<String>, u32>,
    lists: Lists,
}

impl FactsOf {
    /// The facts of a drama.
    pub fn take(&mut self, drama: &Drama) -> Facts {
        Facts {
            year: drama.year,
            episodes: drama.episodes,
            followers: drama.followers,
            series: drama
                .series
                .as_ref()
                .map(|series| number(&mut self.series, series, &mut Vec::new())),
            reviewed: drama.reviewed,
            networks: number(&mut self.networks, &drama.networks, &mut self.lists.networks),
            streaming: number(&mut self.streaming, &drama.streaming, &mut self.lists.streaming),
        }
    }

    /// The lists of names met.
    #[must_use]
    pub fn into_lists(self) -> Lists {
        self.lists
    }
}

/// The number of a thing, which is added to those met when it is new.
fn number<T: Hash + Eq + Clone>(known: &mut HashMap<T, u32>, thing: &T, met: &mut Vec<T>) -> u32 {
    if let Some(number) = known.get(thing) {
        return *number;
    }
    let number = known.len() as u32;
    known.insert(thing.clone(), number);
    met.push(thing.clone());
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_and_lists_are_numbered_as_they_are_met() {
        let drama = |series: Option<&str>, networks: &[&str], streaming: &[&str]| Drama {
            series: series.map(Into::into),
            networks: networks.iter().map(|name| (*name).into()).collect(),
            streaming: streaming.iter().map(|name| (*name).into()).collect(),
            ..Drama::default()
        };
        let mut taken = FactsOf::default();
        let facts: Vec<Facts> = [
            drama(None, &["tvN"], &[]),
            drama(Some("story"), &["SBS", "tvN"], &["tvN"]),
            drama(Some("other"), &[], &["SBS", "tvN"]),
            drama(Some("story"), &["tvN"], &[]),
        ]
        .iter()
        .map(|drama| taken.take(drama))
        .collect();
        assert_eq!(
            facts.iter().map(|f| f.series).collect::<Vec<_>>(),
            [None, Some(0), Some(1), Some(0)]
        );
        assert_eq!(facts.iter().map(|f| f.networks).collect::<Vec<_>>(), [0, 1, 2, 0]);
        assert_eq!(facts.iter().map(|f| f.streaming).collect::<Vec<_>>(), [0, 1, 2, 0]);
        let lists = taken.into_lists();
        assert_eq!(lists.networks, [vec!["tvN"], vec!["SBS", "tvN"], vec![]]);
        assert_eq!(lists.streaming, [vec![], vec!["tvN"], vec!["SBS", "tvN"]]);
    }
}

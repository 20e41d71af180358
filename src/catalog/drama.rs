//! One drama: its titles, facts and strengths.

use serde::{Deserialize, Serialize};

use super::trope::TropeIdx;

/// The dense position of a drama in its catalogue: the row of the strength matrix. Dramas stand in
/// the order of their ids, so the lower index is the lower id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DramaIdx(pub u32);

impl DramaIdx {
    /// The position as a `usize`, for indexing.
    #[must_use]
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// How much one trope matters to a drama.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TropeStrength {
    /// Which trope.
    pub trope: TropeIdx,
    /// In (0, 1]; a curator's level 1..5 divided by 5.
    pub strength: f32,
}

impl TropeStrength {
    /// The strength on the curators' scale 1..5, rounded.
    #[must_use]
    pub fn level(self) -> u8 {
        (self.strength * 5.0).round() as u8
    }
}

/// One title of the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Drama {
    /// Lower-case slug, unique in the catalogue; with the year when a title repeats; never changed
    /// once published.
    pub id: String,
    /// Ids it had before, which still find it.
    pub former_ids: Vec<String>,
    /// English title.
    pub title: String,
    /// Title in Hangul; empty when unknown.
    pub native_title: String,
    /// Other titles a viewer would type.
    pub aliases: Vec<String>,
    /// Slug shared by the seasons of one story.
    pub series: Option<String>,
    /// Year of the first episode.
    pub year: Option<u16>,
    /// How many episodes.
    pub episodes: Option<u16>,
    /// Who broadcast or released it first; empty when unknown.
    pub networks: Vec<String>,
    /// Where it streams, from a dated source; empty when unknown.
    pub streaming: Vec<String>,
    /// Number of its page on MyDramaList.
    pub mdl: Option<u32>,
    /// Leading actors, family name first.
    pub leads: Vec<String>,
    /// Screenwriters.
    pub writers: Vec<String>,
    /// Directors.
    pub directors: Vec<String>,
    /// How many people follow it on MyDramaList, in the snapshot named on the data card.
    pub followers: Option<u32>,
    /// One line on what it is about.
    pub summary: String,
    /// Whether a curator judged its tropes; an unreviewed drama may lack a trope only because nobody
    /// looked.
    pub reviewed: bool,
    /// Strengths above 0, in trope order, one entry a trope.
    pub strengths: Vec<TropeStrength>,
}

/// A title with its year, `Title (2017)`; the title alone when the year is unknown.
#[must_use]
pub fn heading(title: &str, year: Option<u16>) -> String {
    year.map_or_else(|| title.to_owned(), |year| format!("{title} ({year})"))
}

impl Drama {
    /// Title with the year, as shown in lists and accepted by title resolution.
    #[must_use]
    pub fn heading(&self) -> String {
        heading(&self.title, self.year)
    }

    /// Strength of a trope, 0 when the drama does not have it.
    #[must_use]
    pub fn strength(&self, trope: TropeIdx) -> f32 {
        self.strengths
            .binary_search_by_key(&trope, |s| s.trope)
            .map_or(0.0, |at| self.strengths[at].strength)
    }

    /// Whether its strengths are in (0, 1], one a trope, in trope order, over a vocabulary of `n_tropes`.
    #[must_use]
    pub fn fits(&self, n_tropes: usize) -> bool {
        let fit =
            |s: &TropeStrength| s.strength > 0.0 && s.strength <= 1.0 && s.trope.at() < n_tropes;
        self.strengths.windows(2).all(|pair| pair[0].trope < pair[1].trope)
            && self.strengths.iter().all(fit)
    }

    /// Its strengths from strongest to weakest, ties in trope order.
    #[must_use]
    pub fn by_strength(&self) -> Vec<TropeStrength> {
        let mut strengths = self.strengths.clone();
        strengths.sort_by(|a, b| b.strength.total_cmp(&a.strength).then(a.trope.cmp(&b.trope)));
        strengths
    }
}

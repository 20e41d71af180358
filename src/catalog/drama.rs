//! One drama: its titles, facts and strengths.

use serde::{Deserialize, Serialize};

use crate::sorting::sort_by;

use super::date::Date;
use super::kinds::{Airing, ContentRating, Format, Occurrence, Offer, Origin, Person, SeriesKind};
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

/// What viewers may want to be warned of in a drama.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The id of the warning: one of the vocabulary.
    pub id: String,
    /// How often it occurs.
    pub occurs: Occurrence,
    /// Where, such as `episodes 3 and 4`; empty when that is not said.
    pub place: String,
}

/// One title of the catalogue. What each fact is called, how it is written and what it may hold
/// stands in [`FIELDS`](super::fields::FIELDS).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// Other titles, in all scripts.
    pub aliases: Vec<String>,
    /// What viewers call it among themselves: abbreviations and nicknames.
    pub nicknames: Vec<String>,
    /// Slug shared by the dramas of one story.
    pub series: Option<String>,
    /// Its place in the series, from 1.
    pub series_order: Option<u16>,
    /// What it is within the series.
    pub series_kind: SeriesKind,
    /// Year of the first episode; of the plan where it had not aired.
    pub year: Option<u16>,
    /// Day of the first episode; of the plan where it had not aired.
    pub first_aired: Option<Date>,
    /// Day of the last episode; of the plan where it had not aired.
    pub last_aired: Option<Date>,
    /// Whether it had not aired at the snapshot and no day was known: it is still to come whatever
    /// the day.
    pub announced: bool,
    /// How many episodes.
    pub episodes: Option<u16>,
    /// Minutes of one episode.
    pub minutes: Option<u16>,
    /// Whether each episode was broadcast in two halves that are counted one by one: where it
    /// streams it has half as many, twice as long. So it was at the Korean networks from 2017 to
    /// 2020, which could not interrupt an episode for advertisements.
    pub in_halves: bool,
    /// How it was released.
    pub format: Option<Format>,
    /// From which age it is meant to be seen.
    pub content_rating: Option<ContentRating>,
    /// Who broadcast or released it first; empty when unknown.
    pub networks: Vec<String>,
    /// Where it can be watched, without regard to country; empty when unknown.
    pub where_to_watch: Vec<Offer>,
    /// What it was made from; empty when that is unknown or nothing.
    pub origin: Vec<Origin>,
    /// Number of its page on MyDramaList.
    pub mdl: Option<u32>,
    /// Leading actors, in the order of billing.
    pub leads: Vec<Person>,
    /// Other main roles.
    pub support: Vec<Person>,
    /// Screenwriters.
    pub writers: Vec<Person>,
    /// Directors.
    pub directors: Vec<Person>,
    /// Viewers' score on MyDramaList in hundredths, from 0 to 1000.
    pub score: Option<u16>,
    /// How many viewers scored it.
    pub votes: Option<u32>,
    /// How many people follow it on MyDramaList.
    pub followers: Option<u32>,
    /// One line on what it is about.
    pub summary: String,
    /// Whether a curator judged its tropes; an unreviewed drama may lack a trope only because
    /// nobody looked, so that avoiding a trope leaves it out. True unless said.
    pub reviewed: bool,
    /// Strengths above 0, in trope order, one entry a trope.
    pub strengths: Vec<TropeStrength>,
    /// The tropes of its own that give away its end or great twist though they do not elsewhere,
    /// ascending.
    pub spoilers: Vec<TropeIdx>,
    /// What to be warned of, by id.
    pub warnings: Vec<Warning>,
    /// How many readers went through it for every warning; 0 where nobody looked, so that no
    /// warning says nothing.
    pub warning_readers: u8,
}

impl Default for Drama {
    /// Nothing is known, and what may be left out is as it is unless said: reviewed, a season.
    fn default() -> Self {
        Self {
            id: Default::default(),
            former_ids: Default::default(),
            title: Default::default(),
            native_title: Default::default(),
            aliases: Default::default(),
            nicknames: Default::default(),
            series: Default::default(),
            series_order: Default::default(),
            series_kind: Default::default(),
            year: Default::default(),
            first_aired: Default::default(),
            last_aired: Default::default(),
            announced: Default::default(),
            episodes: Default::default(),
            minutes: Default::default(),
            in_halves: Default::default(),
            format: Default::default(),
            content_rating: Default::default(),
            networks: Default::default(),
            where_to_watch: Default::default(),
            origin: Default::default(),
            mdl: Default::default(),
            leads: Default::default(),
            support: Default::default(),
            writers: Default::default(),
            directors: Default::default(),
            score: Default::default(),
            votes: Default::default(),
            followers: Default::default(),
            summary: Default::default(),
            reviewed: true,
            strengths: Default::default(),
            spoilers: Default::default(),
            warnings: Default::default(),
            warning_readers: Default::default(),
        }
    }
}

/// A title with its year, `Title (2017)`; the title alone when the year is unknown.
#[must_use]
pub fn heading(title: &str, year: Option<u16>) -> String {
    year.map_or_else(|| title.to_owned(), |year| format!("{title} ({year})"))
}

/// Whether what began and ended on these days can be seen on `day`. Unknown without a first day,
/// unless it was only announced; with a first day alone, what has begun may be airing or finished,
/// so that is unknown too.
#[must_use]
pub fn airing(
    first: Option<Date>,
    last: Option<Date>,
    announced: bool,
    day: Date,
) -> Option<Airing> {
    match (first, last) {
        (Some(first), _) if first > day => Some(Airing::NotYet),
        (_, Some(last)) if last <= day => Some(Airing::Finished),
        (Some(_), Some(_)) => Some(Airing::Airing),
        (None, None) if announced => Some(Airing::NotYet),
        _ => None,
    }
}

impl Drama {
    /// Title with the year, as shown in lists and accepted by title resolution.
    #[must_use]
    pub fn heading(&self) -> String {
        heading(&self.title, self.year)
    }

    /// How many episodes, when known: those that were broadcast [in halves](Self::in_halves) put
    /// together, the last alone where their number is odd.
    #[must_use]
    pub fn whole_episodes(&self) -> Option<u16> {
        self.episodes.map(|n| if self.in_halves { n.div_ceil(2) } else { n })
    }

    /// Minutes of one whole episode, when known.
    #[must_use]
    pub fn whole_minutes(&self) -> Option<u16> {
        self.minutes.map(|n| if self.in_halves { n.saturating_mul(2) } else { n })
    }

    /// Strength of a trope, 0 when the drama does not have it.
    #[must_use]
    pub fn strength(&self, trope: TropeIdx) -> f32 {
        self.strengths
            .binary_search_by_key(&trope, |s| s.trope)
            .map_or(0.0, |at| self.strengths[at].strength)
    }

    /// Whether its trope gives its end or great twist away, by a mark of its own.
    #[doc(hidden)]
    #[must_use]
    pub fn marks(&self, trope: TropeIdx) -> bool {
        self.spoilers.binary_search(&trope).is_ok()
    }

    /// Whether it can be seen on a day, as far as its dates tell; see [`airing`].
    #[must_use]
    pub fn airing(&self, day: Date) -> Option<Airing> {
        airing(self.first_aired, self.last_aired, self.announced, day)
    }

    /// Whether its strengths are in (0, 1], one a trope, in trope order, over a vocabulary of
    /// `n_tropes`.
    #[doc(hidden)]
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
        sort_by(&mut strengths, |a, b| {
            b.strength.total_cmp(&a.strength).then(a.trope.cmp(&b.trope))
        });
        strengths
    }
}

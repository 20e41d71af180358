//! What filters and priors ask of every drama, without reading the whole of it.

use std::collections::BTreeMap;

use bytemuck::{Pod, Zeroable};
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::drama::{Drama, DramaIdx, airing};
use super::kinds::{Airing, ContentRating, Format, Kind, OriginKind, SeriesKind};
use super::trope::TropeIdx;

/// The facts of a drama that filters and priors compare: packed as an index file keeps them, an
/// unknown number as the largest of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Facts {
    first_aired: i32,
    last_aired: i32,
    followers: u32,
    votes: u32,
    series: u32,
    networks: u32,
    services: u32,
    year: u16,
    episodes: u16,
    minutes: u16,
    score: u16,
    series_order: u16,
    /// One bit each, by number.
    origins: u16,
    series_kind: u8,
    format: u8,
    content_rating: u8,
    /// Bit 0: reviewed; bit 1: announced.
    flags: u8,
}

impl Default for Facts {
    /// Nothing is known.
    fn default() -> Self {
        let unknown = Drama { reviewed: false, ..Drama::default() };
        Self::of(&unknown, None, [u32::MAX; 2])
    }
}

impl Facts {
    fn of(drama: &Drama, series: Option<u32>, [networks, services]: [u32; 2]) -> Self {
        let short = |number: Option<u16>| number.unwrap_or(u16::MAX);
        let long = |number: Option<u32>| number.unwrap_or(u32::MAX);
        let day = |day: Option<Date>| day.map_or(i32::MAX, Date::days);
        let origin = |bits, origin: &super::Origin| bits | 1u16 << origin.kind.number();
        Self {
            first_aired: day(drama.first_aired),
            last_aired: day(drama.last_aired),
            followers: long(drama.followers),
            votes: long(drama.votes),
            series: long(series),
            networks,
            services,
            year: short(drama.year),
            episodes: short(drama.whole_episodes()),
            minutes: short(drama.whole_minutes()),
            score: short(drama.score),
            series_order: short(drama.series_order),
            origins: drama.origin.iter().fold(0, origin),
            series_kind: drama.series_kind.number(),
            format: drama.format.map_or(0, Kind::number),
            content_rating: drama.content_rating.map_or(0, Kind::number),
            flags: u8::from(drama.reviewed) | u8::from(drama.announced) << 1,
        }
    }

    /// Year of the first episode.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        short(self.year)
    }

    /// Day of the first episode.
    #[must_use]
    pub fn first_aired(&self) -> Option<Date> {
        Date::from_days(self.first_aired)
    }

    /// Day of the last episode.
    #[must_use]
    pub fn last_aired(&self) -> Option<Date> {
        Date::from_days(self.last_aired)
    }

    /// Whether it can be seen on a day; see [`airing`]. A year that is still to come is enough to
    /// know that it has not aired.
    #[must_use]
    pub fn airing(&self, day: Date) -> Option<Airing> {
        let known = airing(self.first_aired(), self.last_aired(), self.announced(), day);
        known.or_else(|| self.year().filter(|year| *year > day.year()).map(|_| Airing::NotYet))
    }

    /// Whether it was announced without a day.
    #[must_use]
    pub fn announced(&self) -> bool {
        self.flags & 2 != 0
    }

    /// How many whole episodes, as [`Drama::whole_episodes`].
    #[must_use]
    pub fn episodes(&self) -> Option<u16> {
        short(self.episodes)
    }

    /// Minutes of one whole episode.
    #[must_use]
    pub fn minutes(&self) -> Option<u16> {
        short(self.minutes)
    }

    /// Minutes of all episodes; half an episode that is left over counts as a whole one.
    #[must_use]
    pub fn minutes_in_all(&self) -> Option<u32> {
        Some(u32::from(self.episodes()?) * u32::from(self.minutes()?))
    }

    /// How it was released.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        Format::numbered(self.format)
    }

    /// From which age it is meant to be seen.
    #[must_use]
    pub fn content_rating(&self) -> Option<ContentRating> {
        ContentRating::numbered(self.content_rating)
    }

    /// Whether something is named that it was made from.
    #[must_use]
    pub fn origin_known(&self) -> bool {
        self.origins != 0
    }

    /// Whether it was made from such a work. That it was not may also mean that nobody said so.
    #[must_use]
    pub fn made_from(&self, kind: OriginKind) -> bool {
        self.origins & 1 << kind.number() != 0
    }

    /// Viewers' score in hundredths, from 0 to 1000.
    #[must_use]
    pub fn score(&self) -> Option<u16> {
        short(self.score)
    }

    /// How many viewers scored it.
    #[must_use]
    pub fn votes(&self) -> Option<u32> {
        long(self.votes)
    }

    /// How many people follow it.
    #[must_use]
    pub fn followers(&self) -> Option<u32> {
        long(self.followers)
    }

    /// The number of its series; the same for all dramas of one series.
    #[must_use]
    pub fn series(&self) -> Option<u32> {
        long(self.series)
    }

    /// Its place in the series, from 1.
    #[must_use]
    pub fn series_order(&self) -> Option<u16> {
        short(self.series_order)
    }

    /// What it is in its series; a season when it has none.
    #[must_use]
    pub fn series_kind(&self) -> SeriesKind {
        SeriesKind::numbered(self.series_kind).unwrap_or_default()
    }

    /// Whether a curator judged its tropes.
    #[must_use]
    pub fn reviewed(&self) -> bool {
        self.flags & 1 != 0
    }

    /// Position of the names of its networks in [`Lists::networks`].
    #[must_use]
    pub fn networks(&self) -> u32 {
        self.networks
    }

    /// Position of the names of the services where it can be watched in [`Lists::services`].
    #[must_use]
    pub fn services(&self) -> u32 {
        self.services
    }
}

fn short(number: u16) -> Option<u16> {
    (number != u16::MAX).then_some(number)
}

fn long(number: u32) -> Option<u32> {
    (number != u32::MAX).then_some(number)
}

/// The lists of names that the facts of dramas refer to, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lists {
    /// Who released a drama first.
    pub networks: Vec<Vec<String>>,
    /// Where a drama can be watched, whatever it costs.
    pub services: Vec<Vec<String>>,
    /// Tropes that give away the end of one drama by a mark of its own: its position and the trope,
    /// ascending.
    pub spoilers: Vec<(DramaIdx, TropeIdx)>,
}

/// Takes the facts of all dramas of a catalogue in their order, numbering series and lists of names
/// in the order in which they are met.
#[derive(Debug, Default)]
pub struct FactsOf {
    series: BTreeMap<String, u32>,
    networks: BTreeMap<String, u32>,
    services: BTreeMap<String, u32>,
    /// Room for the [`key`] of a list.
    key: String,
    lists: Lists,
    taken: u32,
}

impl FactsOf {
    /// The facts of the next drama.
    pub fn take(&mut self, drama: &Drama) -> Facts {
        let idx = DramaIdx(self.taken);
        self.taken += 1;
        for trope in &drama.spoilers {
            self.lists.spoilers.push((idx, *trope));
        }
        let series = drama.series.as_deref().map(|series| number(&mut self.series, series));
        key(&mut self.key, drama.networks.iter());
        let networks = number(&mut self.networks, &self.key);
        if networks as usize == self.lists.networks.len() {
            self.lists.networks.push(drama.networks.clone());
        }
        key(&mut self.key, drama.where_to_watch.iter().map(|offer| &offer.service));
        let services = number(&mut self.services, &self.key);
        if services as usize == self.lists.services.len() {
            let mut names = Vec::with_capacity(drama.where_to_watch.len());
            for offer in &drama.where_to_watch {
                names.push(offer.service.clone());
            }
            self.lists.services.push(names);
        }
        Facts::of(drama, series, [networks, services])
    }

    /// The lists of names met.
    #[must_use]
    pub fn into_lists(self) -> Lists {
        self.lists
    }
}

/// What tells a list of names from others: each name with an end that is in none.
fn key<'a>(key: &mut String, names: impl Iterator<Item = &'a String>) {
    key.clear();
    for name in names {
        key.push_str(name);
        key.push('\0');
    }
}

/// The number of a name, the next one when it is new.
fn number(known: &mut BTreeMap<String, u32>, name: &str) -> u32 {
    if let Some(number) = known.get(name) {
        return *number;
    }
    let number = known.len() as u32;
    known.insert(name.to_owned(), number);
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Offer, Origin};

    #[test]
    fn series_and_lists_are_numbered_as_they_are_met() {
        let drama = |series: Option<&str>, networks: &[&str], services: &[&str]| Drama {
            series: series.map(Into::into),
            networks: networks.iter().map(|name| (*name).into()).collect(),
            where_to_watch: services.iter().map(|name| Offer::from(*name)).collect(),
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
            facts.iter().map(Facts::series).collect::<Vec<_>>(),
            [None, Some(0), Some(1), Some(0)]
        );
        assert_eq!(facts.iter().map(Facts::networks).collect::<Vec<_>>(), [0, 1, 2, 0]);
        assert_eq!(facts.iter().map(Facts::services).collect::<Vec<_>>(), [0, 1, 2, 0]);
        let lists = taken.into_lists();
        assert_eq!(lists.networks, [vec!["tvN"], vec!["SBS", "tvN"], vec![]]);
        assert_eq!(lists.services, [vec![], vec!["tvN"], vec!["SBS", "tvN"]]);
    }

    #[test]
    fn halves_are_put_together() {
        let halves =
            Drama { episodes: Some(33), minutes: Some(35), in_halves: true, ..Drama::default() };
        let facts = FactsOf::default().take(&halves);
        assert_eq!((facts.episodes(), facts.minutes()), (Some(17), Some(70)));
        assert_eq!((halves.episodes, halves.minutes), (Some(33), Some(35)), "kept as they are");
    }

    #[test]
    fn marks_stand_by_position() {
        let mut taken = FactsOf::default();
        for spoilers in [vec![], vec![TropeIdx(3), TropeIdx(5)], vec![TropeIdx(1)]] {
            taken.take(&Drama { spoilers, ..Drama::default() });
        }
        let marks = [(1, 3), (1, 5), (2, 1)].map(|(d, t)| (DramaIdx(d), TropeIdx(t)));
        assert_eq!(taken.into_lists().spoilers, marks);
    }

    #[test]
    fn facts_survive_packing() {
        let drama = Drama {
            year: Some(2021),
            first_aired: Date::new(2021, 1, 2),
            last_aired: Date::new(2021, 2, 28),
            announced: true,
            episodes: Some(16),
            minutes: Some(70),
            format: Some(Format::DramaSpecial),
            content_rating: Some(ContentRating::From18),
            origin: vec![Origin { kind: OriginKind::Webtoon, work: String::new() }],
            score: Some(870),
            votes: Some(0),
            followers: Some(5),
            series_order: Some(3),
            series_kind: SeriesKind::SideStory,
            reviewed: true,
            ..Drama::default()
        };
        let facts = FactsOf::default().take(&drama);
        assert_eq!(facts.year(), drama.year);
        assert_eq!(
            (facts.first_aired(), facts.last_aired()),
            (drama.first_aired, drama.last_aired)
        );
        assert_eq!((facts.episodes(), facts.minutes()), (drama.episodes, drama.minutes));
        assert_eq!(facts.minutes_in_all(), Some(1120));
        assert_eq!((facts.format(), facts.content_rating()), (drama.format, drama.content_rating));
        assert!(facts.made_from(OriginKind::Webtoon) && !facts.made_from(OriginKind::Novel));
        assert_eq!(
            (facts.score(), facts.votes(), facts.followers()),
            (Some(870), Some(0), Some(5))
        );
        assert_eq!((facts.series_order(), facts.series_kind()), (Some(3), SeriesKind::SideStory));
        assert!(facts.reviewed() && facts.announced());
        let none = Facts::default();
        assert_eq!((none.year(), none.first_aired(), none.last_aired()), (None, None, None));
        assert_eq!((none.format(), none.content_rating(), none.score()), (None, None, None));
        assert!(!none.reviewed() && !none.announced());
    }

    #[test]
    fn a_year_to_come_has_not_aired() {
        let day = Date::new(2025, 10, 25).unwrap();
        let of = |year| FactsOf::default().take(&Drama { year, ..Drama::default() }).airing(day);
        assert_eq!((of(Some(2026)), of(Some(2025)), of(None)), (Some(Airing::NotYet), None, None));
    }
}

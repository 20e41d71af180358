//! Facts of a drama that a wish may ask for; the words for them are in `words/facts.txt`.

/// A fact asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// All of it has aired.
    Finished,
    /// It is airing.
    Airing,
    /// It has yet to air.
    Upcoming,
    /// Few people follow it.
    LittleKnown,
    /// Many people follow it.
    Popular,
    /// Viewers scored it well.
    Acclaimed,
    /// Well known and well scored, for who has seen none.
    First,
    /// Of the last years.
    Recent,
    /// Not of the last years.
    Older,
    /// Few episodes.
    Short,
    /// Many episodes.
    Long,
    /// Neither few nor many episodes.
    Medium,
    /// Short episodes.
    ShortEpisodes,
    /// Made from something; the word of the request.
    Origin(&'static str),
    /// The strictest rating; the word of the request.
    RatingUpTo(&'static str),
    /// A lead of what was liked.
    SameLead,
    /// The writer of what was liked.
    SameWriter,
    /// The director of what was liked.
    SameDirector,
    /// Specials too.
    Specials,
    /// One answer.
    One,
    /// Set in our own time.
    Modern,
    /// Of the year of the catalogue, or the one before.
    Year(u16),
    /// Understood, and in no request; the word for why.
    CannotBeSaid(&'static str),
}

impl Fact {
    /// What the table calls so, as in `origin webtoon`.
    #[must_use]
    pub fn named(name: &'static str) -> Option<Self> {
        let (kind, word) = match name.split_once(' ') {
            Some((kind, word)) => (kind, Some(word)),
            None => (name, None),
        };
        Some(match (kind, word) {
            ("finished", None) => Self::Finished,
            ("airing", None) => Self::Airing,
            ("upcoming", None) => Self::Upcoming,
            ("little-known", None) => Self::LittleKnown,
            ("popular", None) => Self::Popular,
            ("acclaimed", None) => Self::Acclaimed,
            ("first", None) => Self::First,
            ("recent", None) => Self::Recent,
            ("older", None) => Self::Older,
            ("short", None) => Self::Short,
            ("long", None) => Self::Long,
            ("medium", None) => Self::Medium,
            ("short-episodes", None) => Self::ShortEpisodes,
            ("origin", Some(word)) => Self::Origin(word),
            ("rating", Some(word)) => Self::RatingUpTo(word),
            ("same-lead", None) => Self::SameLead,
            ("same-writer", None) => Self::SameWriter,
            ("same-director", None) => Self::SameDirector,
            ("specials", None) => Self::Specials,
            ("one", None) => Self::One,
            ("modern", None) => Self::Modern,
            ("this-year", None) => Self::Year(0),
            ("last-year", None) => Self::Year(1),
            ("unsayable", Some(word)) => Self::CannotBeSaid(word),
            _ => return None,
        })
    }
}

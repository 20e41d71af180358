//! Facts that are one of a few words, and texts of two parts.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One of a few things, each with the word by which it is written.
pub trait Kind: Copy + PartialEq + 'static {
    /// All there are, in the order in which they are listed and numbered.
    const ALL: &'static [(Self, &'static str)];

    /// The word.
    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// The thing that a word means.
    fn of(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, own)| *own == word).map(|(kind, _)| *kind)
    }

    /// Its number, from 1; 0 stands for none in packed facts.
    fn number(self) -> u8 {
        Self::ALL.iter().position(|(kind, _)| *kind == self).map_or(0, |at| at as u8 + 1)
    }

    /// The thing of a number.
    fn numbered(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).checked_sub(1)?).map(|(kind, _)| *kind)
    }
}

/// All words of a kind.
#[must_use]
pub fn words<K: Kind>() -> Vec<&'static str> {
    K::ALL.iter().map(|(_, word)| *word).collect()
}

/// What a drama is within its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum SeriesKind {
    /// A season, or a part that goes on with the story.
    #[default]
    Season,
    /// An episode or two beside the run.
    Special,
    /// Scenes of the run put together anew.
    Compilation,
    /// Another story of the same people or world.
    SideStory,
}

impl Kind for SeriesKind {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Season, "season"),
        (Self::Special, "special"),
        (Self::Compilation, "compilation"),
        (Self::SideStory, "side-story"),
    ];
}

/// How a drama was released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Episodes on television or a streaming service.
    StandardSeries,
    /// A short drama of one or two evenings, or a few episodes beside the schedule.
    DramaSpecial,
    /// Short episodes for the web.
    WebSeries,
    /// A film for television.
    TvMovie,
}

impl Kind for Format {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::StandardSeries, "standard-series"),
        (Self::DramaSpecial, "drama-special"),
        (Self::WebSeries, "web-series"),
        (Self::TvMovie, "tv-movie"),
    ];
}

/// From which age a drama is meant to be seen; a later one is the stricter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ContentRating {
    /// For all.
    G,
    /// From 13.
    From13,
    /// From 15.
    From15,
    /// From 18.
    From18,
}

impl Kind for ContentRating {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::G, "G"), (Self::From13, "13+"), (Self::From15, "15+"), (Self::From18, "18+")];
}

/// What watching costs at a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OfferKind {
    /// With a subscription.
    Subscription,
    /// Nothing.
    Free,
    /// A price each.
    Purchase,
}

impl Kind for OfferKind {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Subscription, "subscription"), (Self::Free, "free"), (Self::Purchase, "purchase")];
}

/// What a drama was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OriginKind {
    /// A comic drawn for the web.
    Webtoon,
    /// A novel published on the web.
    WebNovel,
    /// A novel.
    Novel,
    /// A Korean comic.
    Manhwa,
    /// A Japanese comic.
    Manga,
    /// An earlier drama or film, told anew.
    Remake,
    /// What happened.
    TrueStory,
    /// A folk tale.
    Folklore,
}

impl Kind for OriginKind {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Webtoon, "webtoon"),
        (Self::WebNovel, "web-novel"),
        (Self::Novel, "novel"),
        (Self::Manhwa, "manhwa"),
        (Self::Manga, "manga"),
        (Self::Remake, "remake"),
        (Self::TrueStory, "true-story"),
        (Self::Folklore, "folklore"),
    ];
}

/// How often what a warning warns of occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Occurrence {
    /// In one scene or episode.
    Once,
    /// Again and again.
    Recurring,
    /// Perhaps: nobody is sure.
    Possible,
}

impl Kind for Occurrence {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Once, "once"), (Self::Recurring, "recurring"), (Self::Possible, "possible")];
}

/// Whether a drama can be seen on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Airing {
    /// Its first episode is still to come.
    NotYet,
    /// Its first episode came and its last is still to come.
    Airing,
    /// All of it came.
    Finished,
}

impl Kind for Airing {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::NotYet, "not-yet"), (Self::Airing, "airing"), (Self::Finished, "finished")];
}

/// A text with a second part after its last colon: `Hyun Bin:183`, `Netflix:subscription`.
fn halves(text: &str) -> (&str, Option<&str>) {
    text.rsplit_once(':').map_or((text.trim(), None), |(a, b)| (a.trim(), Some(b.trim())))
}

/// A person, told from others of the same name by a number.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Person {
    /// The name, family name first.
    pub name: String,
    /// Number on MyDramaList; unknown for most who are no leads.
    pub number: Option<u32>,
}

impl Person {
    /// Reads `Hyun Bin:183`, or a name alone; `None` when what follows the colon is no number or no
    /// name stands before it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (name, number) = halves(text);
        let number = match number {
            None => None,
            Some(digits) => Some(digits.parse().ok().filter(|number| *number > 0)?),
        };
        (!name.is_empty()).then(|| Self { name: name.to_owned(), number })
    }

    /// Whether both are one person: by number where both have one, else by name.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        match (self.number, other.number) {
            (Some(own), Some(others)) => own == others,
            _ => self.name == other.name,
        }
    }
}

impl From<&str> for Person {
    /// A person of whom the name is known.
    fn from(name: &str) -> Self {
        Self { name: name.to_owned(), number: None }
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        self.number.map_or(Ok(()), |number| write!(f, ":{number}"))
    }
}

/// A service where a drama can be watched.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Offer {
    /// The service.
    pub service: String,
    /// What it costs there, where that is known.
    pub kind: Option<OfferKind>,
}

impl Offer {
    /// Reads `Netflix:subscription`, or a service alone; `None` when what follows the colon is no
    /// kind.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (service, kind) = halves(text);
        let kind = match kind {
            None => None,
            Some(word) => Some(OfferKind::of(word)?),
        };
        (!service.is_empty()).then(|| Self { service: service.to_owned(), kind })
    }
}

impl From<&str> for Offer {
    /// A service of which no more is known.
    fn from(service: &str) -> Self {
        Self { service: service.to_owned(), kind: None }
    }
}

impl fmt::Display for Offer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.service)?;
        self.kind.map_or(Ok(()), |kind| write!(f, ":{}", kind.word()))
    }
}

/// What a drama was made from, and the title of that where it is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The kind of work.
    pub kind: OriginKind,
    /// Its title; empty when unknown.
    pub work: String,
}

impl Origin {
    /// Reads `webtoon`, or `remake:Full House` with the title of the work; `None` when it begins
    /// with no kind.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (word, work) = text.split_once(':').unwrap_or((text, ""));
        Some(Self { kind: OriginKind::of(word.trim())?, work: work.trim().to_owned() })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.word())?;
        if self.work.is_empty() { Ok(()) } else { write!(f, ":{}", self.work) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_lead_back() {
        for (kind, word) in ContentRating::ALL {
            assert_eq!(ContentRating::of(word), Some(*kind));
            assert_eq!(ContentRating::numbered(kind.number()), Some(*kind));
        }
        assert_eq!(
            (Format::numbered(0), Format::numbered(99), Format::of("film")),
            (None, None, None)
        );
    }

    #[test]
    fn texts_of_two_parts_are_written_as_they_are_read() {
        for text in ["Hyun Bin:183", "Hyun Bin"] {
            assert_eq!(Person::parse(text).unwrap().to_string(), text);
        }
        for text in ["Netflix:free", "Netflix"] {
            assert_eq!(Offer::parse(text).unwrap().to_string(), text);
        }
        for text in ["novel", "remake:Mother: The Film"] {
            assert_eq!(Origin::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(
            (Person::parse("Hyun Bin:x"), Person::parse(":7"), Person::parse("A:0")),
            (None, None, None)
        );
        assert_eq!((Offer::parse("Netflix:rent"), Offer::parse("")), (None, None));
        assert_eq!(Origin::parse("opera"), None);
    }

    #[test]
    fn a_number_tells_people_apart_before_the_name() {
        let person = |text| Person::parse(text).unwrap();
        assert!(person("Park Si Hoo:7").is(&person("Park Shi Hoo:7")));
        assert!(!person("Kim Soo Hyun:1").is(&person("Kim Soo Hyun:2")));
        assert!(person("Kim Soo Hyun").is(&person("Kim Soo Hyun:2")));
    }
}

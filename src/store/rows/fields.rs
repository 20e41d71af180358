//! What the columns of a table may mean, and the names that people give them.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::catalog::fields::{self, FIELDS, Shape};
use crate::catalog::fold;

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Field {
    /// The fact at this place of [`FIELDS`].
    Fact(usize),
    /// The tropes of the drama.
    Tropes,
    /// What the drama warns of.
    Warnings,
}

/// Other names that stand for a fact or for the tropes, with blanks between them, the likeliest
/// first. Met in public tables of dramas, films and series.
const OTHERS: [(&str, &str); 23] = [
    (
        "id",
        "slug dramaid kdramaid showid seriesid movieid filmid itemid titleid tmdbid imdbid \
         tconst uid uuid",
    ),
    (
        "title",
        "name englishtitle titleenglish titleen englishname dramatitle dramaname kdramatitle \
         kdramaname kdrama drama dramas showtitle showname show seriestitle seriesname \
         movietitle moviename filmtitle movie film primarytitle itemname tvshow tvseries \
         titles titel titre titulo titolo nameen nameenglish program programname programtitle \
         programme programmename programmetitle 제목 드라마 드라마명 드라마제목 작품명 프로그램명 \
         영문제목 영어제목",
    ),
    (
        "tropes",
        "trope tags tag genres genre themes theme keywords keyword listedin categories labels \
         taglist tagnames genrelist genrenames topics topic 태그 장르 키워드",
    ),
    (
        "native_title",
        "koreantitle titlekorean titleko titlekr hangul hangultitle koreanname nativename \
         originaltitle originalname 원제",
    ),
    (
        "aliases",
        "alias alsoknownas aka akas othernames othertitles alternativetitles alternatetitles \
         alttitles alttitle alternativenames synonyms",
    ),
    ("series", "franchise seriesslug"),
    (
        "year",
        "releaseyear yearofrelease yearreleased startyear yearstart premiereyear firstairyear \
         releasedyear airedyear years aireddate airdate aired datesaired releasedate released \
         premiered premieredate startdate jahr annee 연도",
    ),
    (
        "episodes",
        "episode numberofepisodes numberofepisode noofepisodes numepisodes nepisodes \
         episodecount episodescount totalepisodes eps ep",
    ),
    (
        "network",
        "originalnetwork originalnetworks channel channels broadcaster broadcastnetwork \
         tvnetwork station tvstation 방송사",
    ),
    (
        "where_to_watch",
        "streamingon streamingservices streamingplatform streamingplatforms platform platforms \
         availableon watchon",
    ),
    ("mdl", "mydramalist mydramalistid mdlurl mydramalisturl"),
    (
        "leads",
        "lead maincast leadcast leadactors mainroles mainrole starring stars cast casts actors \
         출연",
    ),
    ("writers", "writer screenwriter screenwriters scriptwriter scriptwriters writtenby"),
    ("directors", "director directedby"),
    ("followers", "numberofwatchers numwatchers members viewers"),
    ("summary", "synopsis description overview plot plotsummary storyline story"),
    ("first_aired", "firstairdate"),
    ("last_aired", "lastairdate"),
    ("minutes", "runtime episoderuntime episodelength minutesperepisode"),
    ("content_rating", "agerating certification"),
    ("support", "supportingcast supportingroles"),
    ("score", "mdlscore mdlrating"),
    ("votes", "numberofvotes numvotes votecount"),
];

/// The most words of a name that are looked at.
const WORDS: usize = 6;

/// All names by key, each with its field and its place.
fn keys() -> HashMap<String, (Field, usize)> {
    let mut keys = HashMap::new();
    for field in Field::all() {
        let own = field.name();
        let also = field.fact().map_or(&[][..], |fact| fact.also);
        let others = OTHERS.iter().find(|(name, _)| *name == own).map_or("", |(_, others)| others);
        let names =
            std::iter::once(own).chain(also.iter().copied()).chain(others.split_whitespace());
        for (place, name) in names.enumerate() {
            keys.entry(fold(name)).or_insert((field, place));
        }
    }
    keys
}

impl Field {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..FIELDS.len()).map(Self::Fact).chain([Self::Tropes, Self::Warnings])
    }

    /// The fact that a field is, unless it is tropes or warnings.
    pub fn fact(self) -> Option<&'static fields::Field> {
        if let Self::Fact(at) = self { FIELDS.get(at) } else { None }
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tropes => "tropes",
            Self::Warnings => "warnings",
            Self::Fact(at) => FIELDS[at].name,
        }
    }

    /// The field with this name of its own, whatever the case.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        Self::all().find(|field| field.name().eq_ignore_ascii_case(name))
    }

    /// The field that a person names: also one that had another name before.
    pub fn told(name: &str) -> Option<Self> {
        let before =
            |field: &Self| field.fact().is_some_and(|fact| fact.also.contains(&name.trim()));
        Self::named(name).or_else(|| Self::all().find(before))
    }

    /// Whether it is the fact with this name.
    pub fn is(self, name: &str) -> bool {
        self.name() == name
    }

    /// The field that a name stands for, and how well: its place among the names that do, 0 first.
    pub fn guess(name: &str) -> Option<(Self, usize)> {
        static KEYS: OnceLock<HashMap<String, (Field, usize)>> = OnceLock::new();
        let keys = KEYS.get_or_init(keys);
        // `tags/0`, `tags.1`, `tags[2]`: a list spread over columns.
        let spread = name.trim_end_matches(']').trim_end_matches(|c: char| c.is_ascii_digit());
        let list = spread.strip_suffix(['/', '.', '[']).filter(|_| spread.len() < name.len());
        let of_list = || {
            let found = keys.get(&fold(list?)).copied();
            found.filter(|(field, _)| field.is_list())
        };
        keys.get(&fold(name)).copied().or_else(of_list)
    }

    /// Whether the last words of a name stand for the field: `Main Tags` for tropes.
    pub fn guess_by_end(self, name: &str) -> bool {
        let words: Vec<&str> =
            name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let ends = 1..words.len().min(WORDS);
        ends.into_iter().any(|last| {
            let end = words[words.len() - last..].concat();
            Self::guess(&end).is_some_and(|(field, _)| field == self)
        })
    }

    /// Whether a cell may hold several entries, so that several columns may be read into it.
    pub fn is_list(self) -> bool {
        self.fact().is_none_or(|fact| {
            matches!(fact.shape, Shape::Texts | Shape::People | Shape::Offers | Shape::Origins)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_are_of_fields_that_there_are() {
        assert!(OTHERS.iter().all(|(own, _)| Field::named(own).is_some()));
    }

    #[test]
    fn no_name_stands_for_two_fields() {
        let others = OTHERS.iter().flat_map(|(_, others)| others.split_whitespace());
        let own = Field::all().flat_map(|field| {
            std::iter::once(field.name())
                .chain(field.fact().map_or(&[][..], |fact| fact.also).iter().copied())
        });
        let mut keys: Vec<String> = others.chain(own).map(fold).collect();
        keys.sort();
        let twice: Vec<&String> =
            keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn names_that_people_give_are_found() {
        for (name, field) in [
            ("Title", "title"),
            ("Number of Episodes", "episodes"),
            ("Original Network", "network"),
            ("Year of release", "year"),
            ("movieId", "id"),
            ("Where to Watch", "where_to_watch"),
        ] {
            assert_eq!(Field::guess(name).map(|(field, _)| field), Field::named(field), "{name}");
        }
        let title = Field::named("title").unwrap();
        assert!(Field::guess("Content Rating").is_some_and(|(field, _)| field != title));
        assert!(title.guess_by_end("Korean Drama Name") && !title.guess_by_end("Named"));
    }
}

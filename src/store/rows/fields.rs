//! What the columns of a table may mean, and the names that people give them.

use crate::catalog::fold;

/// What a column means. The names are those of the catalogue's own form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Field {
    Id,
    Title,
    Tropes,
    NativeTitle,
    Aliases,
    Series,
    Year,
    Episodes,
    Network,
    Streaming,
    Mdl,
    Leads,
    Writers,
    Directors,
    Followers,
    Summary,
    Reviewed,
}

/// A field with its own name and, folded, other names that stand for it, the likeliest first.
struct Names {
    field: Field,
    name: &'static str,
    others: &'static [&'static str],
}

const fn names(field: Field, name: &'static str, others: &'static [&'static str]) -> Names {
    Names { field, name, others }
}

/// All fields. Other names are those met in public tables of dramas, films and series.
const FIELDS: [Names; 17] = [
    names(
        Field::Id,
        "id",
        &[
            "slug", "dramaid", "kdramaid", "showid", "seriesid", "movieid", "filmid", "itemid",
            "titleid", "tmdbid", "imdbid", "tconst", "uid", "uuid",
        ],
    ),
    names(
        Field::Title,
        "title",
        &[
            "name",
            "englishtitle",
            "titleenglish",
            "titleen",
            "englishname",
            "dramatitle",
            "dramaname",
            "kdramatitle",
            "kdramaname",
            "kdrama",
            "drama",
            "dramas",
            "showtitle",
            "showname",
            "show",
            "seriestitle",
            "seriesname",
            "movietitle",
            "moviename",
            "filmtitle",
            "movie",
            "film",
            "primarytitle",
            "itemname",
            "tvshow",
            "tvseries",
            "titles",
            "제목",
            "드라마",
        ],
    ),
    names(
        Field::Tropes,
        "tropes",
        &[
            "trope",
            "tags",
            "tag",
            "genres",
            "genre",
            "themes",
            "theme",
            "keywords",
            "keyword",
            "listedin",
            "categories",
            "labels",
            "태그",
            "장르",
        ],
    ),
    names(
        Field::NativeTitle,
        "native_title",
        &[
            "koreantitle",
            "titlekorean",
            "titleko",
            "titlekr",
            "hangul",
            "hangultitle",
            "koreanname",
            "nativename",
            "originaltitle",
            "originalname",
            "원제",
        ],
    ),
    names(
        Field::Aliases,
        "aliases",
        &[
            "alias",
            "alsoknownas",
            "aka",
            "akas",
            "othernames",
            "othertitles",
            "alternativetitles",
            "alternatetitles",
            "alttitles",
            "alttitle",
            "alternativenames",
            "synonyms",
        ],
    ),
    names(Field::Series, "series", &["franchise", "seriesslug"]),
    names(
        Field::Year,
        "year",
        &[
            "releaseyear",
            "yearofrelease",
            "yearreleased",
            "startyear",
            "yearstart",
            "premiereyear",
            "firstairyear",
            "releasedyear",
            "airedyear",
            "years",
            "aireddate",
            "airdate",
            "aired",
            "datesaired",
            "firstairdate",
            "firstaired",
            "releasedate",
            "released",
            "premiered",
            "premieredate",
            "startdate",
            "연도",
        ],
    ),
    names(
        Field::Episodes,
        "episodes",
        &[
            "episode",
            "numberofepisodes",
            "numberofepisode",
            "noofepisodes",
            "numepisodes",
            "nepisodes",
            "episodecount",
            "episodescount",
            "totalepisodes",
            "eps",
            "ep",
        ],
    ),
    names(
        Field::Network,
        "network",
        &[
            "networks",
            "originalnetwork",
            "originalnetworks",
            "channel",
            "channels",
            "broadcaster",
            "broadcastnetwork",
            "tvnetwork",
            "station",
            "tvstation",
            "방송사",
        ],
    ),
    names(
        Field::Streaming,
        "streaming",
        &[
            "wheretowatch",
            "streamingon",
            "streamingservices",
            "streamingplatform",
            "streamingplatforms",
            "platform",
            "platforms",
            "availableon",
            "watchon",
        ],
    ),
    names(
        Field::Mdl,
        "mdl",
        &["mdlid", "mydramalist", "mydramalistid", "mdlurl", "mydramalisturl"],
    ),
    names(
        Field::Leads,
        "leads",
        &[
            "lead",
            "maincast",
            "leadcast",
            "leadactors",
            "mainroles",
            "mainrole",
            "starring",
            "stars",
            "cast",
            "casts",
            "actors",
            "출연",
        ],
    ),
    names(
        Field::Writers,
        "writers",
        &["writer", "screenwriter", "screenwriters", "scriptwriter", "scriptwriters", "writtenby"],
    ),
    names(Field::Directors, "directors", &["director", "directedby"]),
    names(
        Field::Followers,
        "followers",
        &["watchers", "numberofwatchers", "numwatchers", "members", "viewers"],
    ),
    names(
        Field::Summary,
        "summary",
        &["synopsis", "description", "overview", "plot", "plotsummary", "storyline", "story"],
    ),
    names(Field::Reviewed, "reviewed", &[]),
];

impl Field {
    /// All of them, the needed ones first.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|known| known.field)
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        FIELDS[self as usize].name
    }

    /// The field with this name of its own, whatever the case.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        FIELDS.iter().find(|known| known.name.eq_ignore_ascii_case(name)).map(|known| known.field)
    }

    /// How well another name stands for the field: its place among them, 0 first.
    pub fn guess(self, name: &str) -> Option<usize> {
        let known = &FIELDS[self as usize];
        let key = fold(name);
        if key == fold(known.name) {
            return Some(0);
        }
        let place = known.others.iter().position(|other| fold(other) == key);
        place.map(|place| place + 1)
    }

    /// Whether a cell may hold several entries, so that several columns may be read into it.
    pub fn is_list(self) -> bool {
        use Field::{Aliases, Directors, Leads, Network, Streaming, Tropes, Writers};
        matches!(self, Tropes | Aliases | Network | Streaming | Leads | Writers | Directors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_in_the_order_of_their_kind() {
        assert!(FIELDS.iter().enumerate().all(|(at, known)| known.field as usize == at));
    }

    #[test]
    fn no_name_stands_for_two_fields() {
        let mut keys: Vec<String> = FIELDS
            .iter()
            .flat_map(|known| std::iter::once(&known.name).chain(known.others))
            .map(|name| fold(name))
            .collect();
        let all = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }

    #[test]
    fn names_that_people_give_are_found() {
        for (name, field) in [
            ("Title", Field::Title),
            ("Number of Episodes", Field::Episodes),
            ("Original Network", Field::Network),
            ("Year of release", Field::Year),
            ("movieId", Field::Id),
        ] {
            assert!(field.guess(name).is_some(), "{name}");
        }
        assert_eq!(Field::Title.guess("Content Rating"), None);
    }
}

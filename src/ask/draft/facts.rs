//! Facts in the request: what is finished, recent, well known or short.

use super::Draft;
use super::limits::{LONG, SHORT, span, this_year, years};
use crate::ask::cues::Role;
use crate::ask::facts::Fact;
use crate::ask::numbers::Limit;
use crate::ask::roles::Thing;
use crate::catalog::{Airing, Role as Credit};
use crate::schema::{Part, Reason};

/// Minutes of short episodes.
const SHORT_EPISODES: u16 = 45;

/// How much fame and score count each for a first drama.
const FIRST: f32 = 0.5;

/// What is told of a wish for what many follow.
const POPULAR: &str = "popular";

/// Years that are recent, and those after which a drama is no more an older one.
const RECENT: u16 = 2;
const OLDER: u16 = 10;
impl Draft<'_> {
    pub(super) fn fact(&mut self, thing: &Thing, fact: Fact) {
        if thing.role == Role::Neutral {
            let words = self.words(thing);
            return self.understood(
                Part::NoMatter,
                words.clone(),
                format!("`{words}` does not matter"),
            );
        }
        // "I have seen all the famous ones": others are asked for.
        let seen = thing.role == Role::Seen && fact == Fact::Popular;
        let negative = thing.role.is_negative() || seen;
        // "No short dramas" lets in what is of a usual length, "nothing old" what is not so new.
        match fact {
            Fact::Short if negative => {
                return self.limit(&plain(thing), Limit::Episodes(Some(SHORT + 1), None));
            }
            Fact::Long if negative => {
                return self.limit(&plain(thing), Limit::Episodes(None, Some(LONG - 1)));
            }
            // "The best of 2025, no old stuff": the year says more.
            Fact::Older if negative && self.made.request.filter.year_from.is_some() => return,
            Fact::Older if negative => {
                let from = this_year(self.catalog) - OLDER + 1;
                return self.limit(&plain(thing), Limit::Years(Some(from), None));
            }
            _ => {}
        }
        let fact = if negative {
            match opposite(fact) {
                Some(opposite) => opposite,
                None => {
                    let message = format!("`{}` cannot be left out", self.words(thing));
                    return self.not(Reason::CannotBeSaid, thing, message);
                }
            }
        } else {
            fact
        };
        if self.contradicts(thing, fact) {
            return;
        }
        let this_year = this_year(self.catalog);
        let request = &mut self.made.request;
        let filter = &mut request.filter;
        let (part, meaning) = match fact {
            Fact::Finished => {
                filter.airing = Some(Airing::Finished.into());
                (Part::Airing, "finished".to_owned())
            }
            Fact::Airing => {
                filter.airing = Some(Airing::Airing.into());
                let day = self.catalog.snapshots().day();
                let on =
                    day.map_or(String::new(), |day| format!(" on {day}, when the catalogue ends"));
                (Part::Airing, format!("airing{on}"))
            }
            Fact::Upcoming => {
                filter.airing = Some(Airing::NotYet.into());
                (Part::Airing, "still to come".to_owned())
            }
            Fact::LittleKnown => {
                request.little_known = true;
                (Part::Fame, "little known".to_owned())
            }
            Fact::Popular => {
                request.popularity = Some(1.0);
                (Part::Fame, POPULAR.to_owned())
            }
            Fact::Acclaimed => {
                request.acclaim = Some(1.0);
                (Part::Quality, "well scored".to_owned())
            }
            Fact::First => {
                if request.little_known || request.popularity.is_some() || request.acclaim.is_some()
                {
                    return;
                }
                let words = self.words(thing);
                return self.begin(words);
            }
            Fact::Recent => {
                let from = this_year - RECENT;
                if filter.year_from.is_none() && filter.year_to.is_none() {
                    filter.year_from = Some(from);
                }
                (Part::Years, years(Some(from), None))
            }
            Fact::Year(back) => {
                let year = this_year - back;
                filter.year_from = Some(year);
                filter.year_to = (back > 0).then_some(year);
                (Part::Years, years(Some(year), filter.year_to))
            }
            Fact::Older => {
                let to = this_year - OLDER;
                if filter.year_from.is_none() && filter.year_to.is_none() {
                    filter.year_to = Some(to);
                }
                (Part::Years, years(None, Some(to)))
            }
            Fact::Short => {
                if filter.min_episodes.is_none() {
                    filter.max_episodes.get_or_insert(SHORT);
                }
                (Part::Length, span(None, Some(SHORT), "episodes"))
            }
            Fact::Long => {
                if filter.max_episodes.is_none() {
                    filter.min_episodes.get_or_insert(LONG);
                }
                (Part::Length, span(Some(LONG), None, "episodes"))
            }
            Fact::Medium => {
                return self.limit(thing, Limit::Episodes(Some(SHORT + 1), Some(LONG - 1)));
            }
            Fact::ShortEpisodes => {
                filter.max_minutes = Some(SHORT_EPISODES);
                (Part::Length, span(None, Some(SHORT_EPISODES), "minutes an episode"))
            }
            Fact::Origin(kind) => {
                filter.origin = Some(kind.into());
                (Part::Origin, format!("from a {kind}").replace('-', " "))
            }
            Fact::RatingUpTo(rating) => {
                filter.rating_up_to.get_or_insert(rating.into());
                // A rating lets pass more than families expect.
                let promise = if rating == "13+" { ", an age and no promise" } else { "" };
                (Part::Rating, format!("rated {rating} at most{promise}"))
            }
            Fact::SameLead => return self.same.push((Credit::Lead, thing.clone())),
            Fact::SameWriter => return self.same.push((Credit::Writer, thing.clone())),
            Fact::SameDirector => return self.same.push((Credit::Director, thing.clone())),
            Fact::CannotBeSaid(what) => {
                let message = format!("`{}`: {}", self.words(thing), unsayable(what));
                return self.not(Reason::CannotBeSaid, thing, message);
            }
            Fact::Specials => {
                filter.specials = true;
                (Part::Specials, "specials too".to_owned())
            }
            Fact::Modern => {
                let sageuk = self.catalog.vocabulary().find("sageuk");
                if let Some(trope) = sageuk {
                    self.trope(thing, trope, Role::Avoid);
                }
                return;
            }
            Fact::One => {
                request.k = Some(1);
                (Part::Top, "one of them".to_owned())
            }
        };
        let words = self.words(thing);
        self.understood(part, words, meaning);
    }

    /// Asks for what is well known and well scored.
    pub(super) fn begin(&mut self, words: String) {
        self.made.request.popularity = Some(FIRST);
        self.made.request.acclaim = Some(FIRST);
        let meaning = "well known and well scored, to start with".to_owned();
        self.understood(Part::Fame, words, meaning);
    }

    /// Whether a fact contradicts one that is asked for, which is told: "finished, not finished",
    /// "a hidden gem and very popular". Of fame the smaller counts.
    fn contradicts(&mut self, thing: &Thing, fact: Fact) -> bool {
        let request = &mut self.made.request;
        let message = match (fact, airing(fact)) {
            (_, Some(airing)) => {
                let other =
                    request.filter.airing.as_ref().is_some_and(|known| *known != airing.into());
                if !other {
                    return false;
                }
                format!("`{}` contradicts another wish: it is left out", self.words(thing))
            }
            (Fact::Popular, _) if request.little_known => {
                "popular and little known exclude each other: popular is left out".to_owned()
            }
            (Fact::LittleKnown, _) if request.popularity == Some(1.0) => {
                request.popularity = None;
                self.made.understood.retain(|part| part.meaning != POPULAR);
                let message = "popular and little known exclude each other: popular is left out";
                self.not(Reason::Contradiction, thing, message.to_owned());
                return false;
            }
            _ => return false,
        };
        self.not(Reason::Contradiction, thing, message);
        true
    }
}

/// Whether a drama has come, where a fact says so.
pub(super) fn airing(fact: Fact) -> Option<Airing> {
    match fact {
        Fact::Finished => Some(Airing::Finished),
        Fact::Airing => Some(Airing::Airing),
        Fact::Upcoming => Some(Airing::NotYet),
        _ => None,
    }
}

/// What is turned away, as what is asked for in its place.
fn plain(thing: &Thing) -> Thing {
    Thing { role: Role::Plain, ..thing.clone() }
}

/// Why what is understood is in no request.
fn unsayable(what: &str) -> &'static str {
    match what {
        "adults" => "a rating is bounded from above alone",
        "country" => "the catalogue has dramas of Korea alone",
        "seasons" => "how many seasons a drama has cannot be asked for",
        "price" => "what a service costs cannot be asked for; `show` tells which are free",
        "music" => "how the music is cannot be asked for",
        "cringe" => "whether viewers cringe is not known",
        "language" => "the languages of subtitles and dubs are not known",
        _ => "no request can say it",
    }
}

fn opposite(fact: Fact) -> Option<Fact> {
    Some(match fact {
        Fact::Finished => Fact::Airing,
        Fact::Airing => Fact::Finished,
        Fact::LittleKnown => Fact::Popular,
        Fact::Popular => Fact::LittleKnown,
        Fact::Recent => Fact::Older,
        _ => return None,
    })
}

//! Limits and facts in the request.

use super::Draft;
use crate::ask::cues::Role;
use crate::ask::facts::Fact;
use crate::ask::numbers::Limit;
use crate::ask::roles::Thing;
use crate::ask::segments::What;
use crate::catalog::{Airing, Catalog, Role as Credit};
use crate::schema::{Part, Reason};

/// Episodes that are few, and many.
const SHORT: u16 = 12;
const LONG: u16 = 20;
/// Minutes of short episodes.
const SHORT_EPISODES: u16 = 45;

/// How much fame and score count each for a first drama.
const FIRST: f32 = 0.5;
/// What is told of a wish for what many follow.
const POPULAR: &str = "popular";

/// Years that are recent, and those after which a drama is no more an older one.
const RECENT: u16 = 2;
const OLDER: u16 = 10;

/// "Long ones like 50 episodes" are at least so many, "short, 8 episodes" at most; with a number of
/// episodes or hours the mere word says nothing more. "Not too long, not too short" is between.
pub(super) fn settle_length(things: &mut Vec<Thing>) {
    opposites(things, Fact::Short, Fact::Long);
    opposites(things, Fact::Recent, Fact::Older);
    either(things);
    let says = |fact: Fact| {
        let said = |thing: &&Thing| !thing.role.is_negative() && thing.role != Role::Neutral;
        things.iter().filter(said).any(|thing| thing.what == What::Fact(fact))
    };
    let (short, long) = (says(Fact::Short), says(Fact::Long));
    // "Not too long, not too short"
    if short && long {
        let length = |thing: &Thing| matches!(thing.what, What::Fact(Fact::Short | Fact::Long));
        let said: Vec<Thing> = things.iter().filter(|thing| length(thing)).cloned().collect();
        things.retain(|thing| !length(thing));
        // "Short or long" says nothing.
        if let [first, .., last] = said.as_slice()
            && first.group != last.group
        {
            let what = What::Fact(Fact::Medium);
            things.push(Thing { what, end: last.end, ..first.clone() });
        }
    }
    let mut counted = false;
    for thing in things.iter_mut() {
        match &mut thing.what {
            What::Limit(Limit::Episodes(least, most)) => {
                counted = true;
                match (&least, &most) {
                    (Some(_), Some(_)) if long && !short => *most = None,
                    (Some(_), Some(_)) if short && !long => *least = None,
                    _ => {}
                }
            }
            What::Limit(Limit::Hours(..)) => counted = true,
            _ => {}
        }
    }
    let length =
        |thing: &Thing| matches!(thing.what, What::Fact(Fact::Short | Fact::Medium | Fact::Long));
    if counted {
        things.retain(|thing| !length(thing));
    }
}

/// "Airing or finished" takes either.
fn either(things: &mut Vec<Thing>) {
    let group = |thing: &Thing| match &thing.what {
        What::Fact(fact) => airing(*fact).map(|_| thing.group),
        _ => None,
    };
    let groups: Vec<usize> = things.iter().filter_map(group).collect();
    let alone = |of: &usize| groups.iter().filter(|group| *group == of).count() == 1;
    things.retain(|thing| group(thing).is_none_or(|of| alone(&of)));
}

/// "Old, new, long, short": who names both, each as a bare word, takes either.
fn opposites(things: &mut Vec<Thing>, one: Fact, other: Fact) {
    /// Bytes of such a word.
    const BARE: usize = 7;
    let bare = |thing: &Thing, fact: Fact| {
        let named = thing.what == What::Fact(fact) && !thing.role.is_negative();
        named && thing.end - thing.start <= BARE
    };
    let says = |fact: Fact| things.iter().any(|thing| bare(thing, fact));
    if says(one) && says(other) {
        things.retain(|thing| !bare(thing, one) && !bare(thing, other));
    }
}

impl Draft<'_> {
    pub(super) fn limit(&mut self, thing: &Thing, limit: Limit) {
        if thing.role == Role::Neutral {
            return;
        }
        if let Limit::Senseless(why) = limit {
            let message = format!("`{}`: {why}", self.words(thing));
            return self.not(Reason::CannotBeSaid, thing, message);
        }
        if thing.role == Role::Exclude && matches!(limit, Limit::Years(Some(_), Some(_))) {
            let message =
                format!("years between others cannot be left out: `{}`", self.words(thing));
            return self.not(Reason::CannotBeSaid, thing, message);
        }
        // "Nothing from the last two years" is from before them.
        let limit = match limit {
            Limit::LastYears(count) if thing.role.is_negative() => Limit::Years(
                Some(this_year(self.catalog).saturating_sub(count.saturating_sub(1))),
                None,
            ),
            limit => limit,
        };
        let limit = match thing.role.is_negative().then(|| turned_round(limit)) {
            Some(Some(turned)) => turned,
            Some(None) => {
                let message = format!("`{}` cannot be left out", self.words(thing));
                return self.not(Reason::CannotBeSaid, thing, message);
            }
            None => limit,
        };
        let filter = &mut self.made.request.filter;
        let (part, fits, meaning) = match limit {
            Limit::Episodes(least, most) => (
                Part::Length,
                bound(&mut filter.min_episodes, &mut filter.max_episodes, least, most),
                span(least, most, "episodes"),
            ),
            Limit::Minutes(least, most) => (
                Part::Length,
                bound(&mut filter.min_minutes, &mut filter.max_minutes, least, most),
                span(least, most, "minutes an episode"),
            ),
            Limit::Hours(least, most) => (
                Part::Length,
                bound(&mut filter.min_hours, &mut filter.max_hours, least, most),
                span(least, most, "hours in all"),
            ),
            Limit::Years(from, to) => (
                Part::Years,
                bound(&mut filter.year_from, &mut filter.year_to, from, to),
                years(from, to),
            ),
            Limit::LastYears(count) => {
                let from = this_year(self.catalog).saturating_sub(count.saturating_sub(1));
                (
                    Part::Years,
                    bound(&mut filter.year_from, &mut filter.year_to, Some(from), None),
                    years(Some(from), None),
                )
            }
            Limit::ScoreAtMost(_) => {
                let message =
                    format!("`{}`: a score is bounded from below alone", self.words(thing));
                return self.not(Reason::CannotBeSaid, thing, message);
            }
            Limit::Senseless(_) => return,
            Limit::Score(least) => {
                filter.min_score = Some(least);
                (Part::Quality, true, format!("scored {least} or more"))
            }
            Limit::Top(k) => {
                self.made.request.k = Some(k);
                (Part::Top, true, format!("{k} of them"))
            }
            Limit::Age(age) => {
                let rating = match age {
                    ..13 => "G",
                    13..15 => "13+",
                    _ => "15+",
                };
                filter.rating_up_to = Some(rating.into());
                (Part::Rating, true, format!("rated {rating} at most"))
            }
        };
        let words = self.words(thing);
        if let (Limit::Years(Some(from), _), Some(day)) = (limit, self.catalog.snapshots().day())
            && from > day.year()
        {
            let message = format!("`{words}`: the catalogue ends on {day}");
            self.not(Reason::CannotBeSaid, thing, message);
        }
        if fits {
            self.understood(part, words, meaning);
        } else {
            self.not(
                Reason::Contradiction,
                thing,
                format!("`{words}` contradicts another limit: it is left out"),
            );
        }
    }

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
}

impl Draft<'_> {
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
fn airing(fact: Fact) -> Option<Airing> {
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

/// "Nothing with more than 16 episodes" is at most 16. What lies between two bounds cannot be left
/// out.
fn turned_round(limit: Limit) -> Option<Limit> {
    let whole = |least: Option<u16>, most: Option<u16>| match (least, most) {
        (Some(least), None) => Some((None, Some(least.saturating_sub(1)))),
        (None, Some(most)) => Some((Some(most.saturating_add(1)), None)),
        _ => None,
    };
    Some(match limit {
        // "Not 50 episodes" wants fewer; "not 16 episodes" may want more.
        Limit::Episodes(Some(least), Some(most)) if least == most && least > LONG => {
            Limit::Episodes(None, Some(least - 1))
        }
        Limit::Episodes(least, most) => {
            let (least, most) = whole(least, most)?;
            Limit::Episodes(least, most)
        }
        Limit::Minutes(least, most) => {
            let (least, most) = whole(least, most)?;
            Limit::Minutes(least, most)
        }
        Limit::Years(from, to) => {
            let (from, to) = whole(from, to)?;
            Limit::Years(from, to)
        }
        Limit::Hours(Some(least), None) => Limit::Hours(None, Some(least)),
        Limit::Hours(None, Some(most)) => Limit::Hours(Some(most), None),
        Limit::ScoreAtMost(most) => Limit::Score(most),
        // "not with my 12 year old": as it is said without the "not".
        Limit::Score(_) | Limit::Age(_) | Limit::LastYears(_) | Limit::Senseless(_) => limit,
        // "Not the same ten dramas" counts no answers.
        Limit::Hours(..) | Limit::Top(_) => return None,
    })
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

/// The year of the day on which the catalogue was read; that of its latest drama where it does not
/// say.
fn this_year(catalog: &Catalog) -> u16 {
    let latest = || catalog.indices().filter_map(|idx| catalog.facts(idx).year()).max();
    catalog.snapshots().day().map(|day| day.year()).or_else(latest).unwrap_or(2025)
}

/// Sets least and most where they do not contradict what is set.
fn bound<T: PartialOrd + Copy>(
    from: &mut Option<T>,
    to: &mut Option<T>,
    least: Option<T>,
    most: Option<T>,
) -> bool {
    let (new_from, new_to) = (least.or(*from), most.or(*to));
    if let (Some(from), Some(to)) = (new_from, new_to)
        && from > to
    {
        return false;
    }
    (*from, *to) = (new_from, new_to);
    true
}

fn span<T: PartialEq + std::fmt::Display>(least: Option<T>, most: Option<T>, what: &str) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => format!("{least} {what}"),
        (Some(least), Some(most)) => format!("{least} to {most} {what}"),
        (Some(least), None) => format!("at least {least} {what}"),
        (None, Some(most)) => format!("at most {most} {what}"),
        (None, None) => String::new(),
    }
}

fn years(from: Option<u16>, to: Option<u16>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => format!("from {from}"),
        (Some(from), Some(to)) => format!("from {from} to {to}"),
        (Some(from), None) => format!("from {from} or later"),
        (None, Some(to)) => format!("from {to} or earlier"),
        (None, None) => String::new(),
    }
}

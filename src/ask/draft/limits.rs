//! Limits in the request, and which of several limits and facts count.

use super::Draft;
use super::facts::airing;
use crate::ask::cues::Role;
use crate::ask::facts::Fact;
use crate::ask::numbers::Limit;
use crate::ask::roles::Thing;
use crate::ask::segments::What;
use crate::catalog::Catalog;
use crate::schema::{Part, Reason};

/// Episodes that are few, and many.
pub(super) const SHORT: u16 = 12;
pub(super) const LONG: u16 = 20;

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

/// The year of the day on which the catalogue was read; that of its latest drama where it does not
/// say.
pub(super) fn this_year(catalog: &Catalog) -> u16 {
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

pub(super) fn span<T: PartialEq + std::fmt::Display>(
    least: Option<T>,
    most: Option<T>,
    what: &str,
) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => format!("{least} {what}"),
        (Some(least), Some(most)) => format!("{least} to {most} {what}"),
        (Some(least), None) => format!("at least {least} {what}"),
        (None, Some(most)) => format!("at most {most} {what}"),
        (None, None) => String::new(),
    }
}

pub(super) fn years(from: Option<u16>, to: Option<u16>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => format!("from {from}"),
        (Some(from), Some(to)) => format!("from {from} to {to}"),
        (Some(from), None) => format!("from {from} or later"),
        (None, Some(to)) => format!("from {to} or earlier"),
        (None, None) => String::new(),
    }
}

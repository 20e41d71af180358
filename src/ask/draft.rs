//! From things with roles to the request, and to words that tell what was understood.

use crate::catalog::{Catalog, DramaIdx, Role as Credit, TitleError, TropeIdx};
use crate::schema::{
    Avoid, NotUnderstood, Part, Pooling, Prior, PriorsRequest, QueryRequest, Reason, Understanding,
    Understood,
};

use super::cues::Role;
use super::facts::Fact;
use super::numbers::Limit;
use super::roles::{Thing, Things};
use super::segments::What;

/// Least strength of what has to be there: that from which a veto drops a drama.
const REQUIRED: f32 = 0.4;

/// What "less" is worth where there is nothing to have less than.
const LESS: f32 = 0.5;

/// Episodes that are few, and many.
const SHORT: u16 = 12;
const LONG: u16 = 20;

/// Minutes of short episodes.
const SHORT_EPISODES: u16 = 45;

/// Years that are recent, and those after which a drama is no more an older one.
const RECENT: u16 = 2;
const OLDER: u16 = 10;

/// Unknown titles for which near ones are looked for: each is compared with all titles.
const NEAR_FOR: usize = 3;

/// Words told of what was not understood.
const TOLD: usize = 60;

/// Makes the request of the things in a text.
#[must_use]
pub fn draft(catalog: &Catalog, text: &str, things: &Things) -> Understanding {
    let seeds = things.things.iter().any(|thing| {
        matches!(thing.what, What::Title(..))
            && matches!(thing.role, Role::Plain | Role::Like | Role::More | Role::Must)
    });
    let mut draft = Draft {
        catalog,
        text,
        seeds,
        made: Understanding::default(),
        tropes: Vec::new(),
        titles: Vec::new(),
        people: Vec::new(),
    };
    let mut at = 0;
    while at < things.things.len() {
        at += draft.next(&things.things[at..]);
    }
    draft.seen_alone();
    if things.two && draft.made.request.like.len() >= 2 {
        draft.made.request.pooling = Some(Pooling::Least);
        let words = draft.made.request.like.join(" and ");
        draft.understood(Part::Pooling, words, "what pleases both".to_owned());
    }
    draft.made
}

struct Draft<'a> {
    catalog: &'a Catalog,
    text: &'a str,
    /// Whether any title is liked.
    seeds: bool,
    made: Understanding,
    /// Tropes with the role they were given.
    tropes: Vec<(TropeIdx, Role)>,
    titles: Vec<(DramaIdx, Part)>,
    /// People asked for, with the number of those joined by "or".
    people: Vec<(usize, String)>,
}

impl Draft<'_> {
    fn understood(&mut self, part: Part, words: String, meaning: String) {
        self.made.understood.push(Understood { part, words, meaning });
    }

    fn not(&mut self, reason: Reason, thing: &Thing, message: String) {
        let words = cut(&self.text[thing.start..thing.end]);
        self.made.not_understood.push(NotUnderstood { reason, words, message });
    }

    fn words(&self, thing: &Thing) -> String {
        cut(&self.text[thing.start..thing.end])
    }

    /// Takes the next thing, or things that belong together; how many.
    fn next(&mut self, things: &[Thing]) -> usize {
        let thing = &things[0];
        match &thing.what {
            What::Title(drama, guessed) => self.title(thing, *drama, *guessed),
            What::Person(name) => self.person(thing, name),
            What::Service(service) => self.service(thing, service),
            What::Limit(limit) => self.limit(thing, *limit),
            What::Fact(fact) => self.fact(thing, *fact),
            What::UnknownTitle => {
                let words = self.words(thing);
                let message = match self.near(&words) {
                    Some(near) => {
                        format!("`{words}` is no title of the catalogue: it is left out; {near}")
                    }
                    None => format!("`{words}` is no title of the catalogue: it is left out"),
                };
                self.not(Reason::UnknownTitle, thing, message);
            }
            What::Unknown => return self.unknown(things),
            What::Tropes(tropes, more) => {
                let alternatives: Vec<&Thing> = things
                    .iter()
                    .take_while(|other| {
                        other.group == thing.group && matches!(other.what, What::Tropes(..))
                    })
                    .collect();
                if alternatives.len() > 1 && matches!(thing.role, Role::Plain | Role::Like) {
                    self.any(&alternatives);
                    return alternatives.len();
                }
                let role = if *more && thing.role == Role::Plain { Role::More } else { thing.role };
                tropes.iter().for_each(|trope| self.trope(thing, *trope, role));
            }
            What::Cue(_) | What::Stop | What::Comma | What::Filler => {}
        }
        1
    }

    /// What may have been meant by a title that is none.
    fn near(&self, words: &str) -> Option<String> {
        let unknown = |not: &&NotUnderstood| not.reason == Reason::UnknownTitle;
        if self.made.not_understood.iter().filter(unknown).count() >= NEAR_FOR {
            return None;
        }
        let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
        match self.catalog.unknown(bare) {
            TitleError::Unknown { near, .. } if !near.is_empty() => {
                Some(format!("near it is {}", near.join(", ")))
            }
            _ => None,
        }
    }

    fn unknown(&mut self, things: &[Thing]) -> usize {
        let run = things.iter().take_while(|thing| thing.what == What::Unknown).count();
        // Words that stand together are told together.
        let mut length = 1;
        while length < run && self.text[things[length - 1].end..things[length].start].len() <= 12 {
            length += 1;
        }
        let whole = Thing { end: things[length - 1].end, ..things[0].clone() };
        let message = format!("`{}` means nothing that is known", self.words(&whole));
        self.not(Reason::UnknownWords, &whole, message);
        length
    }

    fn title(&mut self, thing: &Thing, drama: DramaIdx, guessed: bool) {
        let entry = self.catalog.drama(drama);
        let heading = entry.heading();
        let (title, words) = (self.name_of(drama), self.words(thing));
        if let Some(credit) = maker(thing.role) {
            return self.made_by(thing, drama, credit);
        }
        let part = match thing.role {
            Role::Dislike | Role::Less => Part::Unlike,
            Role::Avoid | Role::Exclude => Part::Exclude,
            Role::Seen => Part::Seen,
            Role::Neutral => Part::NoMatter,
            _ => Part::Like,
        };
        // Said again, the later word counts.
        if let Some(at) = self.titles.iter().position(|(known, _)| *known == drama) {
            if self.titles[at].1 == part || part == Part::Seen {
                return;
            }
            self.forget_title(drama);
        }
        self.titles.push((drama, part));
        let request = &mut self.made.request;
        let meaning = match part {
            Part::Unlike => {
                request.unlike.push(title);
                format!("not like {heading}")
            }
            Part::Exclude => {
                request.exclude.push(title);
                format!("anything but {heading}")
            }
            Part::Seen => {
                request.seen.push(title);
                format!("{heading} is seen")
            }
            Part::NoMatter => format!("{heading} does not matter"),
            _ => {
                request.like.push(title);
                format!("like {heading}")
            }
        };
        let meaning = if guessed { format!("{meaning} (taken for `{words}`)") } else { meaning };
        self.understood(part, words, meaning);
    }

    /// The title of a drama, with the year where the title alone finds another.
    fn name_of(&self, drama: DramaIdx) -> String {
        let entry = self.catalog.drama(drama);
        for name in [entry.title.clone(), entry.heading()] {
            if self.catalog.named(&name) == Ok(Some(drama)) {
                return name;
            }
        }
        entry.id.clone()
    }

    fn forget_title(&mut self, drama: DramaIdx) {
        let name = self.name_of(drama);
        let heading = self.catalog.drama(drama).heading();
        let request = &mut self.made.request;
        for list in
            [&mut request.like, &mut request.unlike, &mut request.seen, &mut request.exclude]
        {
            list.retain(|title| *title != name);
        }
        self.titles.retain(|(known, _)| *known != drama);
        self.made.understood.retain(|understood| {
            !(matches!(understood.part, Part::Like | Part::Unlike | Part::Seen | Part::Exclude)
                && understood.meaning.contains(&heading))
        });
    }

    fn made_by(&mut self, thing: &Thing, drama: DramaIdx, credit: Credit) {
        let entry = self.catalog.drama(drama);
        let what = match credit {
            Credit::Writer => "writer",
            Credit::Director => "director",
            Credit::Lead => "lead",
        };
        let Some(person) = credit.of(&entry).first() else {
            let message = format!("the {what} of {} is not known", entry.heading());
            return self.not(Reason::CannotBeSaid, thing, message);
        };
        let meaning = format!("with {} ({what} of {})", person.name, entry.heading());
        let words = self.words(thing);
        self.add_person(person.name.clone());
        self.understood(Part::Person, words, meaning);
    }

    fn add_person(&mut self, name: String) {
        let with = &mut self.made.request.filter.with;
        if !with.contains(&name) {
            with.push(name);
        }
    }

    fn person(&mut self, thing: &Thing, name: &str) {
        if thing.role.is_negative() {
            let message =
                format!("dramas with {name} cannot be left out; titles can, by --exclude");
            return self.not(Reason::CannotBeSaid, thing, message);
        }
        let words = self.words(thing);
        if thing.role == Role::Neutral {
            return self.understood(Part::NoMatter, words, format!("{name} does not matter"));
        }
        if thing.role == Role::Seen {
            let message = format!("what is seen of {name} has to be named by its titles");
            return self.not(Reason::CannotBeSaid, thing, message);
        }
        if self.people.iter().any(|(group, known)| *group == thing.group && known != name) {
            let message = format!("one of several people cannot be asked for: {name} is left out");
            return self.not(Reason::CannotBeSaid, thing, message);
        }
        self.people.push((thing.group, name.to_owned()));
        self.add_person(name.to_owned());
        self.understood(Part::Person, words, format!("with {name}"));
    }

    fn service(&mut self, thing: &Thing, service: &super::names::Service) {
        let name = &service.name;
        if thing.role.is_negative() {
            let message =
                format!("what is on {name} cannot be left out; another service can be asked for");
            return self.not(Reason::CannotBeSaid, thing, message);
        }
        if thing.role == Role::Neutral {
            return;
        }
        let original = self.text[thing.end..].trim_start().to_lowercase().starts_with("original");
        let filter = &mut self.made.request.filter;
        let network = service.releases && (original || !service.streams);
        let field = if network { &mut filter.network } else { &mut filter.streaming };
        if field.as_ref().is_some_and(|known| known != name) {
            let message = format!("one service can be asked for: {name} is left out");
            return self.not(Reason::CannotBeSaid, thing, message);
        }
        *field = Some(name.clone());
        let words = self.words(thing);
        let meaning = if network {
            format!("released by {name}")
        } else {
            format!("to be watched on {name}")
        };
        self.understood(Part::Service, words, meaning);
    }

    fn any(&mut self, things: &[&Thing]) {
        let mut tropes: Vec<TropeIdx> = Vec::new();
        for thing in things {
            if let What::Tropes(more, _) = &thing.what {
                tropes.extend(
                    more.iter()
                        .filter(|trope| !self.tropes.iter().any(|(known, _)| known == *trope)),
                );
            }
        }
        tropes.dedup();
        if tropes.len() < 2 {
            return tropes.into_iter().for_each(|trope| self.trope(things[0], trope, Role::Plain));
        }
        tropes.iter().for_each(|trope| self.tropes.push((*trope, Role::Plain)));
        let vocabulary = self.catalog.vocabulary();
        let ids = tropes.iter().map(|trope| vocabulary.trope(*trope).id.clone()).collect();
        let labels: Vec<String> =
            tropes.iter().map(|trope| vocabulary.trope(*trope).label.to_lowercase()).collect();
        self.made.request.any.push(ids);
        let words = cut(&self.text[things[0].start..things[things.len() - 1].end]);
        self.understood(Part::Any, words, labels.join(" or "));
    }

    fn trope(&mut self, thing: &Thing, trope: TropeIdx, role: Role) {
        let entry = self.catalog.vocabulary().trope(trope);
        let (id, label) = (entry.id.clone(), entry.label.to_lowercase());
        let words = self.words(thing);
        let role = match role {
            Role::Like | Role::Seen | Role::Writer | Role::Director | Role::Lead => Role::Plain,
            Role::Dislike | Role::Exclude => Role::Avoid,
            // More than nothing is what is wanted.
            Role::More if !self.seeds => Role::Plain,
            role => role,
        };
        if role == Role::Neutral {
            return self.understood(Part::NoMatter, words, format!("{label} does not matter"));
        }
        let known = self.tropes.iter().find(|(known, _)| *known == trope).map(|(_, role)| *role);
        match known {
            Some(known) if known == role => return,
            Some(Role::Plain | Role::More | Role::Must)
                if matches!(role, Role::Avoid | Role::Less) =>
            {
                // "romance without romance": what is turned away counts.
                self.forget_trope(trope, &id, &label);
                let message = format!("{label} is asked for and turned away: it is turned away");
                self.not(Reason::Contradiction, thing, message);
            }
            Some(Role::Avoid | Role::Less)
                if matches!(role, Role::Plain | Role::More | Role::Must) =>
            {
                let message = format!("{label} is turned away and asked for: it is turned away");
                return self.not(Reason::Contradiction, thing, message);
            }
            Some(Role::Avoid) => return,
            Some(_) if role == Role::Plain => return,
            Some(_) => self.forget_trope(trope, &id, &label),
            None => {}
        }
        self.tropes.push((trope, role));
        let request = &mut self.made.request;
        let (part, meaning) = match role {
            Role::Avoid => {
                request.avoid.0.push((id, Avoid::Veto));
                (Part::Avoid, format!("no {label}"))
            }
            Role::Less if self.seeds => {
                request.less.push(id);
                (Part::Less, format!("less {label}"))
            }
            Role::Less => {
                request.avoid.0.push((id, Avoid::Soft(LESS)));
                (Part::Avoid, format!("little {label}"))
            }
            Role::More => {
                request.more.push(id);
                (Part::More, format!("more {label}"))
            }
            Role::Must => {
                request.require.0.push((id, REQUIRED));
                (Part::Require, format!("must have {label}"))
            }
            _ => {
                request.want.0.push((id, thing.weight));
                let meaning = if thing.weight < 1.0 { format!("a bit of {label}") } else { label };
                (Part::Want, meaning)
            }
        };
        self.understood(part, words, meaning);
    }

    fn forget_trope(&mut self, trope: TropeIdx, id: &str, label: &str) {
        self.tropes.retain(|(known, _)| *known != trope);
        let request = &mut self.made.request;
        request.want.0.retain(|(known, _)| known != id);
        request.require.0.retain(|(known, _)| known != id);
        request.avoid.0.retain(|(known, _)| known != id);
        request.more.retain(|known| known != id);
        request.less.retain(|known| known != id);
        let meanings = [
            label.to_owned(),
            format!("a bit of {label}"),
            format!("more {label}"),
            format!("less {label}"),
            format!("must have {label}"),
            format!("little {label}"),
        ];
        self.made.understood.retain(|understood| !meanings.contains(&understood.meaning));
    }

    fn limit(&mut self, thing: &Thing, limit: Limit) {
        if thing.role == Role::Neutral {
            return;
        }
        if thing.role == Role::Exclude && matches!(limit, Limit::Years(Some(_), Some(_))) {
            let message =
                format!("years between others cannot be left out: `{}`", self.words(thing));
            return self.not(Reason::CannotBeSaid, thing, message);
        }
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
                filter.rating_up_to = Some(rating.to_owned());
                (Part::Rating, true, format!("rated {rating} at most"))
            }
        };
        let words = self.words(thing);
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

    fn fact(&mut self, thing: &Thing, fact: Fact) {
        if thing.role == Role::Neutral {
            let words = self.words(thing);
            return self.understood(
                Part::NoMatter,
                words.clone(),
                format!("`{words}` does not matter"),
            );
        }
        let fact = if thing.role.is_negative() {
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
        let this_year = this_year(self.catalog);
        let request = &mut self.made.request;
        let filter = &mut request.filter;
        let (part, meaning) = match fact {
            Fact::Finished => {
                filter.airing = Some("finished".to_owned());
                (Part::Airing, "finished".to_owned())
            }
            Fact::Airing => {
                filter.airing = Some("airing".to_owned());
                (Part::Airing, "airing".to_owned())
            }
            Fact::Upcoming => {
                filter.airing = Some("not-yet".to_owned());
                (Part::Airing, "still to come".to_owned())
            }
            Fact::LittleKnown => {
                request.little_known = true;
                request.popularity = None;
                (Part::Fame, "little known".to_owned())
            }
            Fact::Popular => {
                if !request.little_known {
                    request.popularity = Some(1.0);
                }
                (Part::Fame, "popular".to_owned())
            }
            Fact::Acclaimed => {
                request.acclaim = Some(1.0);
                (Part::Quality, "well scored".to_owned())
            }
            Fact::Recent => {
                let from = this_year - RECENT;
                if filter.year_from.is_none() && filter.year_to.is_none() {
                    filter.year_from = Some(from);
                }
                (Part::Years, years(Some(from), None))
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
            Fact::ShortEpisodes => {
                filter.max_minutes = Some(SHORT_EPISODES);
                (Part::Length, span(None, Some(SHORT_EPISODES), "minutes an episode"))
            }
            Fact::Origin(kind) => {
                filter.origin = Some(kind.to_owned());
                (Part::Origin, format!("from a {kind}").replace('-', " "))
            }
            Fact::RatingUpTo(rating) => {
                filter.rating_up_to.get_or_insert(rating.to_owned());
                (Part::Rating, format!("rated {rating} at most"))
            }
            Fact::SameLead => (self.same(Prior::Lead), "with the same lead".to_owned()),
            Fact::SameWriter => (self.same(Prior::Writer), "by the same writer".to_owned()),
            Fact::SameDirector => (self.same(Prior::Director), "by the same director".to_owned()),
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

    fn same(&mut self, prior: Prior) -> Part {
        if !self.seeds {
            return Part::NoMatter;
        }
        match &mut self.made.request.priors {
            PriorsRequest::Weights(weights) => {
                if !weights.iter().any(|(known, _)| *known == prior) {
                    weights.push((prior, 1.0));
                }
            }
            priors => *priors = PriorsRequest::Weights(vec![(prior, 1.0)]),
        }
        Part::SamePeople
    }

    /// Someone who only says what was seen wants more of it.
    fn seen_alone(&mut self) {
        let request = &mut self.made.request;
        let seen = std::mem::take(&mut request.seen);
        if *request != QueryRequest::default() || seen.is_empty() {
            request.seen = seen;
            return;
        }
        request.like = seen;
        for understood in &mut self.made.understood {
            if understood.part == Part::Seen {
                understood.part = Part::Like;
                understood.meaning =
                    format!("like {}", understood.meaning.trim_end_matches(" is seen"));
            }
        }
    }
}

fn maker(role: Role) -> Option<Credit> {
    match role {
        Role::Writer => Some(Credit::Writer),
        Role::Director => Some(Credit::Director),
        Role::Lead => Some(Credit::Lead),
        _ => None,
    }
}

fn opposite(fact: Fact) -> Option<Fact> {
    Some(match fact {
        Fact::Finished => Fact::Airing,
        Fact::Airing => Fact::Finished,
        Fact::LittleKnown => Fact::Popular,
        Fact::Popular => Fact::LittleKnown,
        Fact::Recent => Fact::Older,
        Fact::Older => Fact::Recent,
        Fact::Short => Fact::Long,
        Fact::Long => Fact::Short,
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

/// Words as they are told again, cut where they are long.
fn cut(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{}...", &words[..end]),
        None => words,
    }
}

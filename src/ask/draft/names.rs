//! Titles, people and services in the request.

use super::Draft;
use crate::ask::cues::Role;
use crate::ask::names::Service;
use crate::ask::roles::Thing;
use crate::catalog::{DramaIdx, Role as Credit, TitleError};
use crate::schema::{NotUnderstood, Part, Prior, PriorsRequest, QueryRequest, Reason};

/// Unknown titles for which near ones are looked for: each is compared with all titles.
const NEAR_FOR: usize = 3;

impl Draft<'_> {
    pub(super) fn title(&mut self, thing: &Thing, drama: DramaIdx, guessed: bool) {
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
            // What is liked is in no answer: "Squid Game without Squid Game".
            let known = self.titles[at].1;
            if known == part || part == Part::Seen || (known, part) == (Part::Like, Part::Exclude) {
                return;
            }
            let both =
                matches!((known, part), (Part::Like, Part::Unlike) | (Part::Unlike, Part::Like));
            let at_once = both && self.is_in_one_sentence(&heading, thing);
            self.forget_title(drama);
            if at_once {
                let message = format!("{heading} is liked and disliked: the last word counts");
                self.not(Reason::Contradiction, thing, message);
            }
        }
        // "I've seen all the Reply series"
        if matches!(part, Part::Seen | Part::Exclude) && guessed {
            self.others_of_series(&words, drama, part);
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

    /// Whether a title was named before in the sentence in which it is named again.
    fn is_in_one_sentence(&self, heading: &str, again: &Thing) -> bool {
        let named = self.made.understood.iter().find(|part| part.meaning.contains(heading));
        let before = &self.text[..again.start];
        let first = named.and_then(|part| before.rfind(&part.words));
        first.is_some_and(|first| !before[first..].contains(['.', '!', '?', '\n']))
    }

    /// The other dramas of a series that is named by how its titles begin.
    fn others_of_series(&mut self, words: &str, drama: DramaIdx, part: Part) {
        const SERIES: [&str; 9] = [
            "shows",
            "dramas",
            "series",
            "trilogy",
            "franchise",
            "saga",
            "universe",
            "시리즈는",
            "시리즈",
        ];
        let named = SERIES.iter().find_map(|series| {
            let (name, end) = words.split_at_checked(words.len().checked_sub(series.len())?)?;
            end.eq_ignore_ascii_case(series).then_some(name)
        });
        let Some(name) = named else { return };
        let others = self.catalog.beginning(name.trim());
        for other in others.into_iter().filter(|other| *other != drama) {
            let title = self.name_of(other);
            match part {
                Part::Seen => self.made.request.seen.push(title),
                _ => self.made.request.exclude.push(title),
            }
            self.titles.push((other, part));
        }
    }

    /// The title of a drama, with the year where the title alone finds another.
    pub(super) fn name_of(&self, drama: DramaIdx) -> String {
        let entry = self.catalog.drama(drama);
        for name in [entry.title.clone(), entry.heading()] {
            if self.catalog.named(&name) == Ok(Some(drama)) {
                return name;
            }
        }
        entry.id.clone()
    }

    /// "Not like Signal" and no other wish: a distance alone ranks nothing, so that all but the
    /// disliked is let in.
    pub(super) fn disliked_alone(&mut self) {
        let request = &mut self.made.request;
        let unlike = std::mem::take(&mut request.unlike);
        let others = &mut self.made.understood;
        let alone = QueryRequest { k: request.k, ..QueryRequest::default() };
        if unlike.is_empty() || *request != alone {
            request.unlike = unlike;
            return;
        }
        request.exclude = unlike;
        for understood in others.iter_mut().filter(|part| part.part == Part::Unlike) {
            understood.part = Part::Exclude;
            understood.meaning = understood.meaning.replacen("not like", "anything but", 1);
        }
    }

    pub(super) fn forget_title(&mut self, drama: DramaIdx) {
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

    /// What may have been meant by a title that is none.
    pub(super) fn near(&self, words: &str) -> Option<String> {
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

    pub(super) fn made_by(&mut self, thing: &Thing, drama: DramaIdx, credit: Credit) {
        let entry = self.catalog.drama(drama);
        let what = called(credit);
        let Some(person) = credit.of(&entry).first() else {
            let message = format!("the {what} of {} is not known", entry.heading());
            return self.not(Reason::CannotBeSaid, thing, message);
        };
        let meaning = format!("with {} ({what} of {})", person.name, entry.heading());
        let words = self.words(thing);
        self.add_person(person.name.clone());
        self.understood(Part::Person, words, meaning);
        // "Another one by the writer of Signal"
        const OTHER: [&str; 5] = ["other", "another", "else", "다른", "others"];
        let said = self.text.to_lowercase();
        if said.split(|c: char| !c.is_alphanumeric()).any(|word| OTHER.contains(&word)) {
            let title = self.name_of(drama);
            self.made.request.exclude.push(title);
        }
    }

    pub(super) fn add_person(&mut self, name: String) {
        let with = &mut self.made.request.filter.with;
        if !with.contains(&name) {
            with.push(name);
        }
    }

    pub(super) fn person(&mut self, thing: &Thing, name: &str) {
        let words = self.words(thing);
        if thing.role.is_negative() || self.another_is_asked_for() {
            return self.no_person(thing, name);
        }
        if thing.role == Role::Neutral {
            return self.understood(Part::NoMatter, words, format!("{name} does not matter"));
        }
        if thing.role == Role::Seen {
            let message = format!("what is seen of {name} has to be named by its titles");
            return self.not(Reason::CannotBeSaid, thing, message);
        }
        if self.made.request.filter.without.iter().any(|known| known == name) {
            let message = format!("{name} is turned away and asked for: no answer has both");
            return self.not(Reason::Contradiction, thing, message);
        }
        if self.people.iter().any(|(group, known)| *group == thing.group && known != name) {
            let message = format!("one of several people cannot be asked for: {name} is left out");
            return self.not(Reason::CannotBeSaid, thing, message);
        }
        self.people.push((thing.group, name.to_owned()));
        let numbered = self.numbered(thing, name);
        self.add_person(numbered);
        self.understood(Part::Person, words, format!("with {name}"));
    }

    /// "I have seen all of Kim Eun Sook, another writer please": whoever is named is not meant.
    fn another_is_asked_for(&self) -> bool {
        const ANOTHER: [&str; 7] = [
            "another writer",
            "a different writer",
            "other writers please",
            "another director",
            "a different director",
            "다른 작가",
            "다른 감독",
        ];
        let said = self.text.to_lowercase();
        ANOTHER.iter().any(|words| said.contains(words))
    }

    /// "Nothing with Lee Min Ho": not even where he is asked for as well.
    fn no_person(&mut self, thing: &Thing, name: &str) {
        let words = self.words(thing);
        let filter = &mut self.made.request.filter;
        if filter.without.iter().any(|known| known == name) {
            return;
        }
        if filter.with.iter().any(|known| known == name) {
            let message = format!("{name} is asked for and turned away: no answer has both");
            return self.not(Reason::Contradiction, thing, message);
        }
        filter.without.push(name.to_owned());
        self.understood(Part::Person, words, format!("without {name}"));
    }

    pub(super) fn service(&mut self, thing: &Thing, service: &Service) {
        let name = &service.name;
        if thing.role.is_negative() {
            let message =
                format!("what is on {name} cannot be left out; another service can be asked for");
            return self.not(Reason::CannotBeSaid, thing, message);
        }
        if thing.role == Role::Neutral {
            return;
        }
        let behind = self.text[thing.end..].trim_start().to_lowercase();
        let original = behind.starts_with("original") || behind.starts_with("오리지널");
        let filter = &mut self.made.request.filter;
        let network = service.releases && (original || !service.streams);
        let field = if network { &mut filter.network } else { &mut filter.streaming };
        // Of several one suffices.
        let known = field.clone().unwrap_or_default();
        if known.split(", ").any(|known| known == name) {
            return;
        }
        let or = if known.is_empty() { "" } else { "or " };
        *field = Some(if known.is_empty() { name.clone() } else { format!("{known}, {name}") });
        let words = self.words(thing);
        let meaning = if network {
            format!("{or}released by {name}")
        } else {
            format!("{or}to be watched on {name}")
        };
        self.understood(Part::Service, words, meaning);
    }
}

impl Draft<'_> {
    /// "What else by the same writer": whoever wrote all of what is liked. Where that is nobody, it
    /// counts to share one.
    pub(super) fn by_the_same(&mut self) {
        let same = std::mem::take(&mut self.same);
        // "Its stars and its writer": of several one suffices.
        let several = same.len() > 1;
        for (credit, thing) in same {
            let what = called(credit);
            let titles =
                self.titles.iter().filter(|(_, part)| matches!(part, Part::Like | Part::Seen));
            let mut titles: Vec<DramaIdx> = titles.map(|(drama, _)| *drama).collect();
            if titles.is_empty() {
                titles.extend(self.titles.iter().map(|(drama, _)| *drama));
            }
            let Some((first, others)) = titles.split_first() else {
                let message =
                    format!("`{}`: no title is named whose {what} is meant", self.words(&thing));
                self.not(Reason::CannotBeSaid, &thing, message);
                continue;
            };
            let has = |drama: &DramaIdx, name: &str| {
                credit.of(&self.catalog.drama(*drama)).iter().any(|person| person.name == name)
            };
            let entry = self.catalog.drama(*first);
            let of_all = credit
                .of(&entry)
                .iter()
                .find(|person| others.iter().all(|drama| has(drama, &person.name)));
            let words = self.words(&thing);
            match of_all.filter(|_| !several).map(|person| person.name.clone()) {
                Some(name) => {
                    let meaning = format!("with {name} (the same {what})");
                    self.add_person(name);
                    self.understood(Part::Person, words, meaning);
                }
                None if self.made.request.like.is_empty() => {
                    let message = format!("`{words}`: no liked title has a {what} to share");
                    self.not(Reason::CannotBeSaid, &thing, message);
                }
                None => {
                    self.share(credit);
                    let meaning = format!("rather by the same {what}");
                    self.understood(Part::SamePeople, words, meaning);
                }
            }
        }
    }

    /// To share one counts.
    fn share(&mut self, credit: Credit) {
        let prior = match credit {
            Credit::Writer => Prior::Writer,
            Credit::Director => Prior::Director,
            Credit::Lead => Prior::Lead,
        };
        match &mut self.made.request.priors {
            PriorsRequest::Weights(weights) => {
                if !weights.iter().any(|(known, _)| *known == prior) {
                    weights.push((prior, 1.0));
                }
            }
            priors => *priors = PriorsRequest::Weights(vec![(prior, 1.0)]),
        }
    }

    /// How a person is named in the request: a lead by the number where others of the name write
    /// or direct, and the sentence asks for who plays.
    fn numbered(&self, thing: &Thing, name: &str) -> String {
        const PLAYS: [&str; 5] = ["with", "starring", "featuring", "stars", "actor"];
        const PLAYS_KOREAN: [&str; 4] = ["나오", "나온", "출연", "주연"];
        let before = self.text[..thing.start].to_lowercase();
        let last = before.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty());
        let after = self.text[thing.end..].trim_start();
        let plays = last.is_some_and(|last| PLAYS.contains(&last))
            || PLAYS_KOREAN.iter().any(|word| after.starts_with(word));
        let (mut number, mut makes) = (None, false);
        for drama in self.catalog.indices().filter(|_| plays) {
            let entry = self.catalog.drama(drama);
            let of = |credit: Credit| credit.of(&entry).iter().find(|person| person.name == name);
            number = number.or_else(|| of(Credit::Lead).and_then(|person| person.number));
            makes |= of(Credit::Writer).is_some() || of(Credit::Director).is_some();
        }
        match number {
            Some(number) if makes => format!("{name}:{number}"),
            _ => name.to_owned(),
        }
    }
}

/// What a credit is called.
fn called(credit: Credit) -> &'static str {
    match credit {
        Credit::Writer => "writer",
        Credit::Director => "director",
        Credit::Lead => "lead",
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

//! The names that a wish may hold: titles, people, services.

mod services;

use std::collections::HashMap;

use crate::catalog::korean_names::{may_be_name, spells};
use crate::catalog::slip::is_slip;
use crate::catalog::spelling::season;
use crate::catalog::{Catalog, DramaIdx, Role, TitleError, fold, is_hangul};
use crate::encode::stems::is_function;

use super::cues::PARTICLES;
use super::guesses::Guesses;
use super::table::PhraseTable;
use super::token::{Token, TokenKind};
use super::words::phrases;
pub use services::Service;
use services::services;

/// Pieces a title may have.
const LONGEST_TITLE: usize = 14;

/// Pieces a name of a person may have.
const LONGEST_PERSON: usize = 4;

/// In a catalogue of more dramas the people are not gathered: it would take seconds.
const MOST_DRAMAS: usize = 20_000;

/// Letters of the beginning of a title that stand for all of it.
const BEGINNING: usize = 6;

/// A title as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleFound {
    /// Behind its last token.
    pub end: usize,
    /// The drama meant.
    pub drama: DramaIdx,
    /// Whether other dramas have this title too, or it was not spelled like any.
    pub guessed: bool,
    /// The particle behind a Korean title.
    pub particle: Option<&'static str>,
}

/// Whether words name a season of a story, and the drama has a name of its own: "Hospital Playlist
/// s3" is its sequel at best.
#[must_use]
pub fn has_another_name(catalog: &Catalog, words: &str, drama: DramaIdx) -> bool {
    let Some(season) = season(words) else { return false };
    let story = fold(&season.title);
    let entry = catalog.drama(drama);
    let titles = [&entry.title, &entry.native_title];
    let mut names = titles.into_iter().chain(&entry.aliases).chain(&entry.nicknames);
    !names.any(|name| fold(name).starts_with(&story))
}

/// Finds names.
#[derive(Debug)]
pub struct Names {
    catalog: Catalog,
    people: HashMap<String, String>,
    /// Names by how they sound, where one alone sounds so.
    sounds: HashMap<String, String>,
    /// How many dramas a name is credited in, by the folded name.
    credits: HashMap<String, usize>,
    services: PhraseTable<Service>,
    /// Titles by their words without the small ones, and by how they end; none where several are
    /// meant.
    by_words: HashMap<String, Option<DramaIdx>>,
}

impl Names {
    /// The names of a catalogue; `called` is the table of what people are called beside them.
    #[must_use]
    pub fn new(called: &'static str, catalog: &Catalog) -> Self {
        let credits = credits(catalog);
        let people = people(called, catalog);
        let sounds = sounds(&people);
        let (by_words, services) = (by_words(catalog), services(catalog));
        Self { catalog: catalog.clone(), people, sounds, credits, services, by_words }
    }

    /// The longest title that stands at a token.
    #[must_use]
    pub fn title(&self, text: &str, tokens: &[Token], at: usize) -> Option<TitleFound> {
        let most = tokens.len().min(at + LONGEST_TITLE);
        (at + 1..=most).rev().find_map(|end| {
            let last = &tokens[end - 1];
            if last.kind != TokenKind::Word && !last.lower.starts_with(')') {
                return None;
            }
            if tokens[at..end].iter().any(|token| token.kind == TokenKind::Quoted) {
                return None;
            }
            let words = &text[tokens[at].start..last.end];
            let found = self.named(words).map(|(drama, guessed)| TitleFound {
                end,
                drama,
                guessed,
                particle: None,
            });
            found
                .or_else(|| {
                    let words = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s"))?;
                    let (drama, guessed) = self.named(words)?;
                    Some(TitleFound { end, drama, guessed, particle: None })
                })
                .or_else(|| {
                    let (words, particle) = without_particle(words, last.hangul)?;
                    let (drama, guessed) = self.named(words)?;
                    Some(TitleFound { end, drama, guessed, particle: Some(particle) })
                })
        })
    }

    /// The drama of this title; of several the one that most follow, and then it is a guess.
    fn named(&self, words: &str) -> Option<(DramaIdx, bool)> {
        // Ids and `mdl:7` are for programs; a lone number is no title, and of letters only a large
        // one: "loved W".
        let letter = words.len() == 1 && words.starts_with(|c: char| c.is_ascii_uppercase());
        if words.len() < 2 && (!letter || matches!(words, "A" | "I")) {
            return None;
        }
        match self.catalog.titled(words) {
            Ok(found) => found.map(|drama| (drama, has_another_name(&self.catalog, words, drama))),
            Err(TitleError::Ambiguous { candidates, .. }) => {
                let dramas = candidates.iter().filter_map(|heading| {
                    self.catalog
                        .titled(heading)
                        .ok()
                        .flatten()
                        .or_else(|| self.catalog.find(heading))
                });
                dramas
                    .max_by_key(|idx| self.catalog.facts(*idx).followers())
                    .map(|drama| (drama, true))
            }
            Err(TitleError::Unknown { .. }) => None,
        }
    }

    /// The drama that words mean which stand where a title must: a title as it is spelled, with a
    /// slip of the keyboard, or its beginning.
    #[must_use]
    pub fn meant(&self, words: &str, guesses: &Guesses<'_>) -> Option<(DramaIdx, bool)> {
        if let Some(found) = self.named(words) {
            return Some(found);
        }
        if let Some(drama) = guesses.mistyped(words) {
            return Some((drama, true));
        }
        let long = fold(words).chars().count() >= BEGINNING;
        let begun = long.then(|| guesses.begun(words)).flatten();
        let begun = begun.filter(|drama| words.contains(' ') || self.is_titled_so(words, *drama));
        begun.or_else(|| self.of_words(words)).map(|drama| (drama, true))
    }

    /// "world of married", "liberation notes": the one drama whose title has these words, small
    /// ones aside, or ends in them.
    #[must_use]
    pub fn of_words(&self, words: &str) -> Option<DramaIdx> {
        let content = content(words)?;
        let drama = self.by_words.get(&content.join(" ")).copied().flatten()?;
        // A small word may be missing, and another among many: but "Heart by Heart" is not Heart to
        // Heart.
        let entry = self.catalog.drama(drama);
        let own = pieces(&entry.title).chain(pieces(&entry.native_title));
        let own: Vec<String> = own.map(str::to_lowercase).collect();
        let small = |word: &str| Some(word.to_lowercase()).filter(|word| is_function(word));
        let same = |word: &str| small(word).is_none_or(|word| own.contains(&word));
        (content.len() > 2 || pieces(words).all(same)).then_some(drama)
    }

    /// Whether the title of a drama begins so, not only another of its names.
    fn is_titled_so(&self, words: &str, drama: DramaIdx) -> bool {
        let (entry, key) = (self.catalog.drama(drama), fold(words));
        let bare = entry.title.strip_prefix("The ").unwrap_or(&entry.title);
        [&entry.title, bare, &entry.native_title].iter().any(|title| fold(title).starts_with(&key))
    }

    /// Of the dramas whose titles begin so the one that most follow, where there are several.
    #[must_use]
    pub fn beginning_series(&self, name: &str) -> Option<DramaIdx> {
        if fold(name).chars().count() < 3 {
            return None;
        }
        let begun = self.catalog.beginning(name);
        (begun.len() >= 2)
            .then(|| begun.into_iter().max_by_key(|idx| self.catalog.facts(*idx).followers()))
            .flatten()
    }

    /// The longest name of a lead, writer or director that stands at a token.
    #[must_use]
    pub fn person(&self, tokens: &[Token], at: usize) -> Option<(usize, &str)> {
        let within = |token: &&Token| token.kind == TokenKind::Word;
        let most = tokens[at..].iter().take(LONGEST_PERSON).take_while(within).count();
        (1..=most).rev().find_map(|length| {
            let words = &tokens[at..at + length];
            let mut key: String = words.iter().map(|token| fold(&token.lower)).collect();
            let last = words.last()?;
            if last.lower.ends_with("'s") {
                key.pop();
            }
            let sounds = || {
                let letters = key.chars().count();
                let heard = (length >= 2 && letters >= 8) || (length >= 3 && letters >= 6);
                self.sounds.get(&sound(&key)).filter(|_| heard)
            };
            let name = self.people.get(&key).or_else(sounds)?;
            // One word may be any word: only as a name is written.
            let plain = length == 1 && !(last.capital && key.chars().count() >= 2);
            (!plain).then_some((at + length, name.as_str()))
        })
    }

    /// The person of this name.
    #[must_use]
    pub fn person_named(&self, name: &str) -> Option<&str> {
        self.people.get(&fold(name)).map(String::as_str)
    }

    /// The person whom a Korean word names, with the particle behind the name. A name of two
    /// syllables may be any word: a word for people has to stand beside it.
    #[must_use]
    pub fn korean_person(
        &self,
        tokens: &[Token],
        at: usize,
    ) -> Option<(&str, Option<&'static str>)> {
        const BESIDE: [&str; 12] = [
            "나오는",
            "나온",
            "나왔던",
            "출연",
            "출연작",
            "주연",
            "주연의",
            "배우",
            "작가",
            "작가의",
            "감독",
            "감독의",
        ];
        let token = &tokens[at];
        let beside =
            |at: usize| tokens.get(at).is_some_and(|token| BESIDE.contains(&token.lower.as_str()));
        // "현빈 드라마"
        let dramas = tokens
            .get(at + 1)
            .is_some_and(|next| ["드라마", "작품"].iter().any(|word| next.lower.starts_with(word)));
        let marked = dramas || beside(at + 1) || at.checked_sub(1).is_some_and(beside);
        let bare = without_particle(&token.lower, token.hangul);
        let forms = [Some((token.lower.as_str(), None)), bare.map(|(word, p)| (word, Some(p)))];
        forms.into_iter().flatten().find_map(|(word, particle)| {
            let long = word.chars().count() >= 3;
            if !(long || marked) {
                return None;
            }
            let called = self.people.get(&fold(word)).map(String::as_str);
            let name = called.or_else(|| may_be_name(word).then(|| self.spelled(word)).flatten());
            name.map(|name| (name, particle))
        })
    }

    /// The person whose Latin name spells a Korean one; of several the one with the most credits.
    fn spelled(&self, korean: &str) -> Option<&str> {
        let same = self.credits.iter().filter(|(key, _)| spells(key, korean));
        let (key, _) = same.max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))?;
        self.person_named(key)
    }

    /// The service or network whose name stands at a token.
    #[must_use]
    pub fn service(&self, tokens: &[Token], at: usize) -> Option<(usize, Service)> {
        if let Some((end, service)) = self.services.find(tokens, at) {
            return Some((end, service.clone()));
        }
        let token = &tokens[at];
        let (word, _) = without_particle(&token.lower, token.hangul)?;
        self.services.get_korean(word).map(|service| (at + 1, service.clone()))
    }
}

impl Names {
    /// The service that a word means which is spelled like none: "Netfix". Of words that may be
    /// any, only behind "on" or with a capital.
    #[must_use]
    pub fn mistyped_service(&self, tokens: &[Token], at: usize) -> Option<&Service> {
        let token =
            tokens.get(at).filter(|token| token.kind == TokenKind::Word && !token.hangul)?;
        let on = at.checked_sub(1).is_some_and(|at| tokens[at].lower == "on");
        let known = || self.services.values().find(|service| is_slip(&token.lower, &service.name));
        (on || token.capital).then(known).flatten()
    }
}

/// A Korean word without the particle at its end.
#[must_use]
pub fn without_particle(word: &str, hangul: bool) -> Option<(&str, &'static str)> {
    if !hangul {
        return None;
    }
    let cut = |particle: &&'static str| {
        word.strip_suffix(*particle)
            .filter(|rest| !rest.trim().is_empty())
            .map(|rest| (rest.trim_end(), *particle))
    };
    PARTICLES.iter().filter_map(cut).min_by_key(|(rest, _)| rest.len())
}

/// How a folded name sounds: spellings that stand for the same are made one.
fn sound(key: &str) -> String {
    const SAME: [(&str, &str); 18] = [
        ("yea", "ye"),
        ("oe", "oi"),
        ("yeo", "yu"),
        ("you", "yu"),
        ("yoo", "yu"),
        ("eo", "u"),
        ("oo", "u"),
        ("ou", "u"),
        ("eu", "u"),
        ("ee", "i"),
        ("sh", "s"),
        ("ch", "j"),
        ("rk", "k"),
        ("k", "g"),
        ("p", "b"),
        ("t", "d"),
        ("r", "l"),
        ("wu", "u"),
    ];
    SAME.iter().fold(key.to_owned(), |key, (from, to)| key.replace(from, to))
}

fn sounds(people: &HashMap<String, String>) -> HashMap<String, String> {
    let mut sounds: HashMap<String, Option<&String>> = HashMap::new();
    for (key, name) in people {
        sounds
            .entry(sound(key))
            .and_modify(|known| *known = known.filter(|known| *known == name))
            .or_insert(Some(name));
    }
    sounds.into_iter().filter_map(|(key, name)| Some((key, name?.clone()))).collect()
}

fn pieces(title: &str) -> impl Iterator<Item = &str> {
    title.split(|c: char| !(c.is_alphanumeric() || c == '\''))
}

/// The words of a title that are no small ones; none of a title whose words are few or short.
fn content(title: &str) -> Option<Vec<String>> {
    const LETTERS: usize = 8;
    const SYLLABLES: usize = 3;
    let words: Vec<String> = pieces(title)
        .filter(|word| !is_function(&word.to_lowercase()))
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect();
    let letters = words.iter().map(|word| word.chars().count()).sum::<usize>();
    let korean = title.contains(is_hangul);
    let enough = if korean { letters >= SYLLABLES } else { words.len() >= 2 && letters >= LETTERS };
    enough.then_some(words)
}

fn by_words(catalog: &Catalog) -> HashMap<String, Option<DramaIdx>> {
    const LONG: usize = 12;
    let mut found: HashMap<String, Option<DramaIdx>> = HashMap::new();
    if catalog.len() > MOST_DRAMAS {
        return found;
    }
    let mut add = |key: String, idx: DramaIdx| {
        let known = found.entry(key).or_insert(Some(idx));
        *known = known.filter(|known| *known == idx);
    };
    for idx in catalog.indices() {
        let drama = catalog.drama(idx);
        for title in [&drama.title, &drama.native_title] {
            let Some(words) = content(title) else { continue };
            add(words.join(" "), idx);
            let korean = title.contains(is_hangul);
            for from in 1..words.len() {
                let tail = &words[from..];
                let letters = tail.iter().map(|word| word.chars().count()).sum::<usize>();
                let enough = if korean { letters >= 3 } else { tail.len() >= 2 && letters >= LONG };
                if enough {
                    add(tail.join(" "), idx);
                }
            }
        }
    }
    found
}

fn credits(catalog: &Catalog) -> HashMap<String, usize> {
    let mut credits = HashMap::new();
    if catalog.len() > MOST_DRAMAS {
        return credits;
    }
    for idx in catalog.indices() {
        let drama = catalog.drama(idx);
        for person in Role::ALL.iter().flat_map(|role| role.of(&drama)) {
            *credits.entry(fold(&person.name)).or_insert(0) += 1;
        }
    }
    credits
}

fn people(called: &'static str, catalog: &Catalog) -> HashMap<String, String> {
    let mut people = HashMap::new();
    if catalog.len() > MOST_DRAMAS {
        return people;
    }
    let mut turned = Vec::new();
    for idx in catalog.indices() {
        let drama = catalog.drama(idx);
        for person in Role::ALL.iter().flat_map(|role| role.of(&drama)) {
            let words: Vec<&str> = person.name.split_whitespace().collect();
            let key = fold(&person.name);
            if key.is_empty() || people.contains_key(&key) {
                continue;
            }
            if let [family, given @ ..] = words.as_slice()
                && !given.is_empty()
            {
                turned.push((fold(&format!("{}{family}", given.concat())), person.name.clone()));
            }
            people.insert(key, person.name.clone());
        }
    }
    // As the catalogue writes it comes first.
    for (key, name) in turned {
        people.entry(key).or_insert(name);
    }
    for (name, other) in phrases(called) {
        if let Some(name) = people.get(&fold(name)).cloned() {
            people.entry(fold(other)).or_insert(name);
        }
    }
    people
}

//! The names that a wish may hold: titles, people, services.

mod people;
mod services;

use std::collections::HashMap;

use crate::catalog::slip::is_slip;
use crate::catalog::spelling::season;
use crate::catalog::{Catalog, DramaIdx, TitleError, fold, is_hangul};
use crate::encode::stems::is_function;

use super::cues::PARTICLES;
use super::guesses::Guesses;
use super::table::PhraseTable;
use super::token::{Token, TokenKind};
use people::People;
pub use services::Service;
use services::services;

/// Pieces a title may have.
const LONGEST_TITLE: usize = 14;

/// In a catalogue of more dramas the people are not gathered: it would take seconds.
const MOST_DRAMAS: usize = 20_000;

/// Letters of the beginning of a title that stand for all of it.
const BEGINNING: usize = 6;

/// Followers from which a drama is widely known: of a thousand some three hundred are.
const MANY: u32 = 50_000;

/// Followers that one in ten has.
const MOST: u32 = 100_000;

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

/// Whether nearly everybody who knows dramas knows this one.
#[must_use]
pub fn most_know(catalog: &Catalog, drama: DramaIdx) -> bool {
    has_followers(catalog, drama, MOST)
}

fn has_followers(catalog: &Catalog, drama: DramaIdx, least: u32) -> bool {
    catalog.facts(drama).followers().is_some_and(|count| count >= least)
}

/// Finds names.
#[derive(Debug)]
pub struct Names {
    catalog: Catalog,
    people: People,
    services: PhraseTable<Service>,
    /// Titles by their words without the small ones, and by how they end; none where several are
    /// meant.
    by_words: HashMap<String, Option<DramaIdx>>,
}

impl Names {
    /// The names of a catalogue; `called` is the table of what people are called beside them.
    #[must_use]
    pub fn new(called: &'static str, catalog: &Catalog) -> Self {
        let people = People::new(called, catalog);
        let (by_words, services) = (by_words(catalog), services(catalog));
        Self { catalog: catalog.clone(), people, services, by_words }
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
        let begun = begun.filter(|drama| self.is_called_in_short(words, *drama));
        begun.or_else(|| self.of_words(words)).map(|drama| (drama, true))
    }

    /// Whether words are the title of a drama, or what viewers call it, and not another alias.
    #[must_use]
    pub fn is_title(&self, words: &str, drama: DramaIdx) -> bool {
        let (entry, key) = (self.catalog.drama(drama), fold(words));
        let bare = |title: &str| fold(title.strip_prefix("The ").unwrap_or(title));
        let mut names = [&entry.title, &entry.native_title].into_iter().chain(&entry.nicknames);
        names.any(|name| fold(name) == key || bare(name) == bare(words))
    }

    /// Whether so many follow a drama that its title is better known than the words it is made of.
    #[must_use]
    pub fn many_follow(&self, drama: DramaIdx) -> bool {
        has_followers(&self.catalog, drama, MANY)
    }

    /// Whether a drama is so well known that a strange word beside its title makes no other name.
    #[must_use]
    pub fn most_know(&self, drama: DramaIdx) -> bool {
        most_know(&self.catalog, drama)
    }

    /// Whether it is known that few follow a drama: nobody calls it in short, or tells of it by a
    /// word of every day.
    #[must_use]
    pub fn few_follow(&self, drama: DramaIdx) -> bool {
        self.catalog.facts(drama).followers().is_some_and(|count| count < MANY)
    }

    /// Whether a drama may be meant by the beginning of its title: three words name it, fewer only
    /// one that many follow. "A moment" is hardly Moment at Eighteen.
    fn is_called_in_short(&self, words: &str, drama: DramaIdx) -> bool {
        let content =
            pieces(words).filter(|word| !word.is_empty() && !is_function(&word.to_lowercase()));
        match content.count() {
            0 | 1 => self.is_titled_so(words, drama) && !self.few_follow(drama),
            2 => !self.few_follow(drama),
            _ => true,
        }
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

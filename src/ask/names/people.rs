//! The people that a wish may name.

use std::collections::HashMap;

use super::{MOST_DRAMAS, Names, without_particle};
use crate::ask::token::{Token, TokenKind};
use crate::ask::words::phrases;
use crate::catalog::korean_names::{may_be_name, spells};
use crate::catalog::{Catalog, Role, fold};

/// Pieces a name of a person may have.
const LONGEST_PERSON: usize = 4;

/// The people of a catalogue, by what they are called.
#[derive(Debug)]
pub(super) struct People {
    /// By the folded name.
    named: HashMap<String, String>,
    /// By how the name sounds, where one alone sounds so.
    sounds: HashMap<String, String>,
    /// How many dramas a name is credited in, by the folded name.
    credits: HashMap<String, usize>,
}

impl People {
    /// The people of a catalogue; `called` is the table of what they are called beside their names.
    pub(super) fn new(called: &'static str, catalog: &Catalog) -> Self {
        let named = people(called, catalog);
        Self { sounds: sounds(&named), credits: credits(catalog), named }
    }
}

impl Names {
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
                self.people.sounds.get(&sound(&key)).filter(|_| heard)
            };
            let name = self.people.named.get(&key).or_else(sounds)?;
            // One word may be any word: only as a name is written, or where people are named.
            let plain = length == 1
                && !(last.capital && key.chars().count() >= 2)
                && !is_named_here(tokens, at);
            (!plain).then_some((at + length, name.as_str()))
        })
    }

    /// The person of this name.
    #[must_use]
    pub fn person_named(&self, name: &str) -> Option<&str> {
        self.people.named.get(&fold(name)).map(String::as_str)
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
            let called = self.people.named.get(&fold(word)).map(String::as_str);
            let name = called.or_else(|| may_be_name(word).then(|| self.spelled(word)).flatten());
            name.map(|name| (name, particle))
        })
    }

    /// The person whose Latin name spells a Korean one; of several the one with the most credits.
    fn spelled(&self, korean: &str) -> Option<&str> {
        let same = self.people.credits.iter().filter(|(key, _)| spells(key, korean));
        let (key, _) = same.max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))?;
        self.person_named(key)
    }
}

/// "with suzy", "suzy dramas": whether a word of small letters stands where people are named, and is
/// a word of no other kind.
fn is_named_here(tokens: &[Token], at: usize) -> bool {
    const WORDS: [&str; 11] =
        ["rain", "joy", "thunder", "rocky", "key", "nine", "mill", "holland", "l", "j", "dex"];
    const BEFORE: [&str; 8] =
        ["with", "without", "starring", "no", "stars", "features", "featuring", "actress"];
    const BEHIND: [&str; 4] = ["drama", "dramas", "kdrama", "kdramas"];
    let is = |at: Option<usize>, words: &[&str]| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| words.contains(&token.lower.as_str()))
    };
    let here = tokens.len() == 1
        || is(at.checked_sub(1), &BEFORE)
        || is(Some(at + 1), &BEHIND)
        // "with lee jong suk and suzy"
        || is(at.checked_sub(1), &["and", "or", ","]) && (0..at).any(|at| is(Some(at), &BEFORE[..3]));
    here && !tokens[at].hangul && !is(Some(at), &WORDS)
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

//! Whether a drama is to be about what it names: "a drama on racism", "I want an abuse drama".

use std::sync::LazyLock;

use crate::ask::cues::{Cue, Role};
use crate::ask::roles::Thing;
use crate::ask::segments::{Segment, What};
use crate::catalog::{Catalog, WarningIdx};
use crate::encode::stems::Stemmer;

use super::clauses::Clauses;
use super::words::refuses;

/// What is named for safety's sake unless the wish says that it is to be its subject.
pub(in crate::ask) const GRAVEST: [&str; 14] = [
    "sexual-violence",
    "suicide",
    "child-abuse",
    "domestic-violence",
    "self-harm",
    "death-of-a-child",
    "animal-cruelty",
    "pregnancy-loss",
    "eating-disorder",
    "grooming",
    "dubious-consent",
    "pseudo-incest",
    "racism",
    "homophobia",
];

/// Words near a thing that make it a subject, as in "about suicide"; their other forms count too.
const SUBJECT: [&str; 27] = [
    "about",
    "deal",
    "theme",
    "topic",
    "handle",
    "portray",
    "portrayal",
    "explore",
    "exploration",
    "heal",
    "recover",
    "recovery",
    "prevent",
    "prevention",
    "justice",
    "revenge",
    "avenge",
    "discuss",
    "discussion",
    "grief",
    "grieve",
    "mourn",
    "cope",
    "survive",
    "survivor",
    "survival",
    "overcome",
];

/// Their stems.
static SUBJECT_STEMS: LazyLock<[String; 27]> = LazyLock::new(|| {
    let stemmer = Stemmer::default();
    SUBJECT.map(|subject| stemmer.stem(subject).into_owned())
});

/// What someone in a drama does about it, before it: "who leaves her abusive husband".
const FOUGHT: [&str; 15] = [
    "leaves", "leaving", "escapes", "escaping", "fights", "fighting", "catches", "catching",
    "hunts", "hunting", "exposes", "exposing", "flees", "punishes", "takes",
];

/// The same in Korean, where a word goes on: "성폭력을 다룬".
const SUBJECT_KOREAN: [&str; 9] =
    ["다루", "다룬", "소재", "주제", "이야기", "극복", "이겨", "맞서", "벗어나"];

/// How near, in letters.
const NEAR: usize = 30;

/// Words of an outright wish.
pub(super) const WISHED: [&str; 4] = ["want", "i want", "wants", "looking for"];

/// What is wished for, as in "a drama on racism".
const DRAMA: [&str; 9] =
    ["drama", "dramas", "kdrama", "kdramas", "series", "show", "shows", "story", "stories"];

/// Whether words in small letters say what a drama is about.
pub(super) fn names_subject(words: &str) -> bool {
    let stemmer = Stemmer::default();
    let mut english = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let known = |word: &str| SUBJECT_STEMS.iter().any(|subject| *subject == stemmer.stem(word));
    if english.any(known) || ["stories of", "story of"].iter().any(|tale| words.contains(tale)) {
        return true;
    }
    // "자살 이야기는 싫어요": what is said of the stories comes behind.
    let words = words.replace("이야기는", "");
    SUBJECT_KOREAN.iter().any(|subject| words.contains(subject))
}

impl Clauses<'_> {
    /// Whether a thing is of those that hardly anyone wishes for, and neither what the drama is to
    /// be about nor wished outright.
    pub(super) fn gravest(&self, catalog: &Catalog, thing: &Thing, warning: WarningIdx) -> bool {
        let id = catalog.vocabulary().warning_id(warning);
        GRAVEST.contains(&id)
            && thing.role == Role::Plain
            && !self.is_subject(thing)
            && !self.wished(thing)
    }

    /// Whether the words around a thing, in its clause, make it what the drama is to be about; of
    /// a bare part of a list those before the list do.
    fn is_subject(&self, thing: &Thing) -> bool {
        let Some(mut at) = self.segments.iter().position(|segment| segment.start == thing.start)
        else {
            return false;
        };
        let clause = &self.segments[self.clause(at)];
        let start = clause.first().map_or(thing.start, |segment| segment.start);
        let end = clause.last().map_or(thing.end, |segment| segment.end).max(thing.end);
        let last: Vec<char> = self.text[start..thing.start].chars().rev().take(NEAR).collect();
        let near: String = last.into_iter().rev().collect();
        let behind: String = self.text[thing.end..end].chars().take(NEAR).collect();
        let near = near.to_lowercase();
        let tells = |drama: &&str| near.trim_end().ends_with(&format!("{drama} on"));
        let mut words = near.split(|c: char| !c.is_alphanumeric());
        if words.any(|word| FOUGHT.contains(&word)) {
            return true;
        }
        if names_subject(&format!("{near} {behind}").to_lowercase()) || DRAMA.iter().any(tells) {
            return true;
        }
        // "About grief, loss and suicide"
        loop {
            let places = self.clause(at);
            let first = places.start;
            let clause = &self.segments[places.clone()];
            let listed = |segment: &Segment| {
                matches!(
                    segment.what,
                    What::Tropes(..) | What::Warning(..) | What::Cue(Cue::And | Cue::Or)
                )
            };
            if !clause.iter().all(listed) {
                let about = self.lowered[places].iter().any(|said| said == "about");
                return about && !self.turns_away(clause);
            }
            let comma = first.checked_sub(1);
            match comma.filter(|mark| self.segments[*mark].what == What::Comma) {
                Some(comma) if comma > 0 && !self.parts(&self.segments[comma - 1]) => {
                    at = comma - 1;
                }
                _ => return false,
            }
        }
    }

    /// "I want an honest abuse drama": whether a thing is asked for outright, and nothing else is
    /// said of it.
    fn wished(&self, thing: &Thing) -> bool {
        let Some(at) = self.segments.iter().position(|segment| segment.start == thing.start) else {
            return false;
        };
        let places = self.clause(at);
        let (clause, words) = (&self.segments[places.clone()], &self.lowered[places.clone()]);
        let here = at - places.start;
        let Some(wish) = words[..here].iter().rposition(|said| WISHED.contains(&said.as_str()))
        else {
            return false;
        };
        let leads = |said: &String| matches!(said.as_str(), "i" | "we" | "i'm" | "please");
        let named = |(segment, said): (&Segment, &String)| match segment.what {
            What::Tropes(..) | What::Warning(..) => true,
            What::Cue(Cue::And | Cue::Or | Cue::With) => true,
            _ => said == "please" || DRAMA.contains(&said.as_str()),
        };
        // "I want to know", "I want a break from", "I want a warning for"
        const ELSE: [&str; 10] = [
            "to", "if", "whether", "out", "after", "from", "against", "for", "warning", "warnings",
        ];
        let other = |(segment, said): (&Segment, &String)| {
            refuses(self.text, segment) || said.split(' ').any(|word| ELSE.contains(&word))
        };
        words[..wish].iter().all(leads)
            && !clause[wish + 1..here].iter().zip(&words[wish + 1..here]).any(other)
            && clause[here + 1..].iter().zip(&words[here + 1..]).all(named)
    }
}

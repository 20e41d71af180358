//! What is known of words, made once for a catalogue.

use std::collections::HashSet;

use crate::ask::conjugated::conjugated;
use crate::ask::cues::{Cue, Role, VERBS};
use crate::ask::denied::{self, Denied};
use crate::ask::facts::Fact;
use crate::ask::foreign::Foreign;
use crate::ask::names::Names;
use crate::ask::phrases::{of_dislike, of_suffering, of_tropes};
use crate::ask::roles::Kinds;
use crate::ask::spelling::Spelling;
use crate::ask::table::{By, PhraseTable};
use crate::ask::token::tokens;
use crate::ask::words::{Words, phrases};
use crate::catalog::{Catalog, TropeIdx, WarningIdx};

use super::scenes::{self, Scene};
use super::stories::{self, Story};

/// What is known of words, made once for a catalogue.
#[derive(Debug)]
pub struct Lexicon {
    pub(super) catalog: Catalog,
    pub(super) names: Names,
    pub(super) cues: PhraseTable<Cue>,
    pub(super) verdicts: PhraseTable<Role>,
    /// "not my thing".
    pub(super) disliked: PhraseTable<()>,
    /// Each without its blanks.
    pub(super) beginnings: Vec<(&'static str, Cue)>,
    pub(super) facts: PhraseTable<Fact>,
    pub(super) idioms: PhraseTable<()>,
    pub(super) tropes: PhraseTable<Vec<TropeIdx>>,
    pub(super) warnings: PhraseTable<WarningIdx>,
    pub(super) filler: HashSet<&'static str>,
    kinds: Kinds,
    pub(super) denied: PhraseTable<Denied>,
    pub(super) spelling: Spelling,
    pub(super) scenes: Vec<Scene>,
    pub(super) stories: Vec<Story>,
    /// Words that wish.
    pub(super) wishes: Vec<&'static str>,
    pub(super) foreign: Foreign,
}

impl Lexicon {
    /// The words of the tables, a catalogue and its vocabulary.
    #[must_use]
    pub fn new(words: &Words, catalog: &Catalog) -> Self {
        let mut cues = PhraseTable::new(By::Word);
        for (name, phrase) in words.cues.into_iter().flat_map(phrases) {
            if let Some(cue) = Cue::named(name) {
                cues.add(&tokens(phrase), cue);
            }
        }
        let mut verdicts = PhraseTable::new(By::Word);
        for (name, phrase) in phrases(words.verdicts) {
            let Some(Cue::Verdict(role)) = Cue::named(name) else { continue };
            verdicts.add(&tokens(phrase), role);
            for verb in VERBS {
                verdicts.add(&tokens(&format!("{verb} {phrase}")), role);
            }
        }
        let mut disliked = PhraseTable::new(By::Word);
        for phrase in of_dislike() {
            verdicts.add(&tokens(&phrase), Role::Dislike);
            disliked.add(&tokens(&phrase), ());
        }
        let beginnings = phrases(words.beginnings);
        let beginnings = beginnings.filter_map(|(name, begin)| Some((begin, Cue::named(name)?)));
        let mut facts = PhraseTable::new(By::Word);
        for (name, phrase) in phrases(words.facts) {
            if let Some(fact) = Fact::named(name) {
                facts.add(&tokens(phrase), fact);
            }
        }
        let mut idioms = PhraseTable::new(By::Word);
        phrases(words.idioms).for_each(|(_, phrase)| idioms.add(&tokens(phrase), ()));
        let names = Names::new(words.people, catalog);
        Self {
            catalog: catalog.clone(),
            names,
            cues,
            verdicts,
            disliked,
            beginnings: beginnings.collect(),
            facts,
            idioms,
            tropes: tropes(words, catalog),
            warnings: warnings(catalog),
            filler: phrases(words.filler).map(|(_, word)| word).collect(),
            kinds: kinds(catalog),
            denied: denied::table(words.denied, catalog),
            spelling: Spelling::new(words, catalog.vocabulary()),
            scenes: scenes::table(words.scenes, catalog),
            stories: stories::table(words.stories, catalog),
            wishes: phrases(words.wishes).map(|(_, word)| word).collect(),
            foreign: Foreign::new(words.foreign, catalog),
        }
    }

    /// What phrases mean where they are turned away.
    #[must_use]
    pub fn denied(&self) -> &PhraseTable<Denied> {
        &self.denied
    }

    /// Works that are no Korean drama.
    #[must_use]
    pub fn foreign(&self) -> &Foreign {
        &self.foreign
    }

    /// Whether this is a name of such a work.
    #[must_use]
    pub fn is_foreign(&self, name: &str) -> bool {
        self.foreign.named(name).is_some()
    }

    /// Which tropes are genres, and which tell how a drama is.
    #[must_use]
    pub fn kinds(&self) -> &Kinds {
        &self.kinds
    }

    /// The catalogue.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }
}

fn kinds(catalog: &Catalog) -> Kinds {
    let vocabulary = catalog.vocabulary();
    let of = |ids: &[&str]| {
        let families = vocabulary.families();
        let tropes = vocabulary.tropes().iter().enumerate();
        let within = tropes.filter(|(_, trope)| {
            let family = families.get(trope.family).map_or("", |family| family.id.as_str());
            ids.contains(&family) || ids.contains(&trope.id.as_str())
        });
        within.map(|(at, _)| TropeIdx(at as u16)).collect()
    };
    let tropes = (0..vocabulary.tropes().len()).map(|at| TropeIdx(at as u16));
    Kinds {
        warned: tropes.filter(|trope| vocabulary.warning_of(*trope).is_some()).collect(),
        worn: of(&[
            "amnesia",
            "big-lie",
            "birth-secret",
            "death-of-a-lead",
            "in-law-conflict",
            "love-triangle",
            "makjang",
            "obsessive-love",
            "parental-opposition",
            "sad-ending",
        ]),
        genres: of(&["genre"]),
        tones: of(&["tone", "graphic-violence", "toxic-relationship", "steamy-romance", "horror"]),
    }
}

/// The names that tropes have, those of viewers, and aliases, in this order.
pub fn tropes(words: &Words, catalog: &Catalog) -> PhraseTable<Vec<TropeIdx>> {
    let vocabulary = catalog.vocabulary();
    let mut table = PhraseTable::new(By::Stem);
    let all =
        || vocabulary.tropes().iter().enumerate().map(|(at, trope)| (TropeIdx(at as u16), trope));
    for (idx, trope) in all() {
        for name in [trope.id.replace('-', " "), trope.label.clone(), trope.label_ko.clone()] {
            table.add(&tokens(&name), vec![idx]);
        }
    }
    let id_of = |id: &&str| vocabulary.find(id).filter(|idx| vocabulary.trope(*idx).id == *id);
    for (ids, phrase) in words.tropes.into_iter().flat_map(phrases) {
        let meant: Option<Vec<TropeIdx>> = ids.split(" + ").map(|id| id_of(&id)).collect();
        if let Some(meant) = meant {
            for form in conjugated(phrase) {
                table.add(&tokens(&form), meant.clone());
            }
            table.add(&tokens(phrase), meant);
        }
    }
    for (id, phrase) in of_tropes() {
        id_of(&id).into_iter().for_each(|idx| table.add(&tokens(&phrase), vec![idx]));
    }
    // "no romance" is a denial like any other.
    let denies = |name: &str| {
        let begins = ["no ", "without ", "not "].iter().any(|start| name.starts_with(start));
        begins || name.ends_with(" 없는")
    };
    for (idx, trope) in all() {
        for alias in trope.aliases.iter().filter(|alias| !denies(alias)) {
            table.add(&tokens(alias), vec![idx]);
        }
    }
    // What a trope is called as a warning.
    for warning in vocabulary.warnings() {
        let Some(idx) = id_of(&warning.id.as_str()) else { continue };
        for name in warning.aliases.iter().chain([&warning.label, &warning.label_ko]) {
            table.add(&tokens(name), vec![idx]);
        }
    }
    table.settled()
}

/// The names of the warnings that are no tropes.
fn warnings(catalog: &Catalog) -> PhraseTable<WarningIdx> {
    let vocabulary = catalog.vocabulary();
    let mut table = PhraseTable::new(By::Stem);
    for warning in vocabulary.warnings() {
        let Some(idx) = vocabulary.warning(&warning.id) else { continue };
        if vocabulary.trope_of(idx).is_some() {
            continue;
        }
        for name in [&warning.id.replace('-', " "), &warning.label, &warning.label_ko] {
            table.add(&tokens(name), idx);
        }
        warning.aliases.iter().for_each(|alias| table.add(&tokens(alias), idx));
    }
    for (id, phrase) in of_suffering() {
        vocabulary.warning(id).into_iter().for_each(|idx| table.add(&tokens(&phrase), idx));
    }
    table.settled()
}

//! The vocabulary, tropes by a word, and one trope in full.

use std::cmp::Reverse;
use std::collections::BTreeMap;

#[cfg(feature = "encode")]
use crate::ask::{TropeNames, tropes_called};
use crate::catalog::{Catalog, Known, Trope, TropeIdx, Vocabulary, WarningIdx, fold};
use crate::schema::{
    FamilyDetail, SCHEMA_VERSION, StrongDrama, TropeDetail, VocabularyDetail, VocabularyTrope,
    WarningDetail,
};
use crate::sorting::{sort_by, sort_by_key};

/// Letters from which a word is searched for by its beginning; a shorter one has to be there whole.
const BEGINNING: usize = 4;
/// How many dramas are named for a trope.
const STRONGEST: usize = 20;

/// The vocabulary with these tropes, in their order.
#[must_use]
pub fn vocabulary(catalog: &Catalog, tropes: &[TropeIdx]) -> VocabularyDetail {
    let vocabulary = catalog.vocabulary();
    let mut used = vec![0; vocabulary.len()];
    let mut services: BTreeMap<String, usize> = BTreeMap::new();
    for idx in catalog.indices() {
        let drama = catalog.drama(idx);
        drama.strengths.iter().for_each(|s| used[s.trope.at()] += 1);
        for offer in &drama.where_to_watch {
            *services.entry(offer.service.clone()).or_default() += 1;
        }
    }
    let mut services: Vec<(String, usize)> = services.into_iter().collect();
    sort_by_key(&mut services, |(_, dramas)| Reverse(*dramas));
    let told = tropes.iter();
    VocabularyDetail {
        version: SCHEMA_VERSION,
        dramas: catalog.len(),
        as_of: catalog.snapshots().of("where_to_watch").map(|day| day.to_string()),
        families: families(vocabulary),
        tropes: told.map(|idx| entry(vocabulary, vocabulary.trope(*idx), used[idx.at()])).collect(),
        warnings: warnings(catalog),
        services: services.into_iter().map(|(service, _)| service).collect(),
    }
}

fn families(vocabulary: &Vocabulary) -> Vec<FamilyDetail> {
    let mut families = Vec::new();
    for family in vocabulary.families() {
        families.push(FamilyDetail {
            id: family.id.clone(),
            label: family.label.clone(),
            label_ko: family.label_ko.clone(),
            description: family.description.clone(),
        });
    }
    families
}

/// Every warning of the vocabulary with when a drama is to be warned of it; of a trope that is one
/// and has no words of its own as a warning, those of the trope.
#[must_use]
pub fn warnings(catalog: &Catalog) -> Vec<WarningDetail> {
    let vocabulary = catalog.vocabulary();
    let mut warnings = Vec::new();
    for (at, id) in vocabulary.warning_ids().enumerate() {
        let mut detail = match vocabulary.warnings().iter().find(|said| said.id == id) {
            Some(said) => WarningDetail {
                label: said.label.clone(),
                label_ko: said.label_ko.clone(),
                definition: said.definition.clone(),
                counts: said.counts.clone(),
                excludes: said.excludes.clone(),
                aliases: said.aliases.clone(),
                ..WarningDetail::default()
            },
            None => of_trope(vocabulary, id),
        };
        detail.id = id.to_owned();
        for idx in catalog.indices() {
            match catalog.warned(idx, WarningIdx(at as u8)) {
                Known::Occurs => detail.dramas += 1,
                Known::Possible => detail.possible += 1,
                Known::Absent => {}
            }
        }
        warnings.push(detail);
    }
    warnings
}

fn of_trope(vocabulary: &Vocabulary, id: &str) -> WarningDetail {
    let Some(trope) = vocabulary.tropes().iter().find(|trope| trope.id == id) else {
        return WarningDetail::default();
    };
    WarningDetail {
        label: trope.label.clone(),
        label_ko: trope.label_ko.clone(),
        definition: trope.definition.clone(),
        aliases: trope.aliases.clone(),
        ..WarningDetail::default()
    }
}

fn entry(vocabulary: &Vocabulary, trope: &Trope, dramas: usize) -> VocabularyTrope {
    VocabularyTrope {
        id: trope.id.clone(),
        label: trope.label.clone(),
        label_ko: trope.label_ko.clone(),
        family: vocabulary.family(trope).id.clone(),
        definition: trope.definition.clone(),
        excludes: trope.excludes.clone(),
        aliases: trope.aliases.clone(),
        spoiler: trope.spoiler,
        content_warning: trope.content_warning,
        dramas,
    }
}

/// One trope with the dramas that have most of it.
///
/// # Panics
/// When the index is of another vocabulary and past the end of this one.
#[must_use]
pub fn trope(catalog: &Catalog, idx: TropeIdx, spoilers: bool) -> TropeDetail {
    let vocabulary = catalog.vocabulary();
    let mut having = Vec::new();
    let mut dramas = 0;
    for drama in catalog.indices() {
        let strength = catalog.strength(drama, idx);
        if strength > 0.0 {
            dramas += 1;
            if spoilers || !catalog.gives_away(drama, idx) {
                having.push((strength, catalog.facts(drama).followers().unwrap_or(0), drama));
            }
        }
    }
    sort_by(&mut having, |a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
    having.truncate(STRONGEST);
    let mut strongest = Vec::with_capacity(having.len());
    for (strength, _, drama) in having {
        let drama = catalog.drama(drama);
        strongest.push(StrongDrama {
            id: drama.id.clone(),
            title: drama.title.clone(),
            year: drama.year,
            strength,
        });
    }
    let trope = vocabulary.trope(idx);
    let mut related: Vec<(&String, &f32)> = trope.related.iter().collect();
    sort_by(&mut related, |a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
    TropeDetail {
        version: SCHEMA_VERSION,
        trope: entry(vocabulary, trope, dramas),
        level_5: trope.level_5.clone(),
        level_2: trope.level_2.clone(),
        related: related.into_iter().map(|(id, _)| id.clone()).collect(),
        strongest,
    }
}

/// The tropes that a word is about: what viewers call so first, then those that have it in a name,
/// then those that have it in their definition; all of them, in trope order, for a word without
/// letters. Words are compared whole, or by their beginning.
#[must_use]
pub fn search_tropes(catalog: &Catalog, word: &str) -> Vec<TropeIdx> {
    if fold(word).is_empty() {
        return all(catalog).collect();
    }
    search_after(catalog, called(catalog, word), word)
}

/// The same for who searches often and has kept what tropes are called.
#[cfg(feature = "encode")]
#[must_use]
pub fn search_tropes_by(catalog: &Catalog, names: &TropeNames, word: &str) -> Vec<TropeIdx> {
    if fold(word).is_empty() {
        return all(catalog).collect();
    }
    search_after(catalog, names.called(word), word)
}

fn all(catalog: &Catalog) -> impl Iterator<Item = TropeIdx> + use<> {
    (0..catalog.vocabulary().len() as u16).map(TropeIdx)
}

/// What is called so, and behind it what has the word in a name or in its definition.
fn search_after(catalog: &Catalog, called: Vec<TropeIdx>, word: &str) -> Vec<TropeIdx> {
    let vocabulary = catalog.vocabulary();
    let key = fold(word);
    let named = |idx: &TropeIdx| {
        let trope = vocabulary.trope(*idx);
        let family = vocabulary.family(trope);
        let names = [&trope.id, &trope.label, &trope.label_ko, &family.id, &family.label];
        names.into_iter().chain(&trope.aliases).any(|text| holds(text, &key))
    };
    let defined = |idx: &TropeIdx| holds(&vocabulary.trope(*idx).definition, &key);
    let mut found = called;
    for idx in all(catalog).filter(named).chain(all(catalog).filter(defined)) {
        if !found.contains(&idx) {
            found.push(idx);
        }
    }
    found
}

#[cfg(feature = "encode")]
fn called(catalog: &Catalog, word: &str) -> Vec<TropeIdx> {
    tropes_called(catalog, word)
}

#[cfg(not(feature = "encode"))]
fn called(catalog: &Catalog, word: &str) -> Vec<TropeIdx> {
    catalog.vocabulary().find(word).into_iter().collect()
}

/// Whether a text has a key as a word, as several, or as the beginning of one.
fn holds(text: &str, key: &str) -> bool {
    // In Korean what is searched for may stand within a word.
    let jamo = |c: char| ('\u{1100}'..='\u{11ff}').contains(&c);
    if key.contains(jamo) {
        return fold(text).contains(key);
    }
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).map(fold).collect();
    (0..words.len()).any(|start| {
        let mut joined = String::new();
        for word in &words[start..] {
            joined += word;
            if joined == key || (key.chars().count() >= BEGINNING && joined.starts_with(key)) {
                return true;
            }
            if joined.len() >= key.len() {
                break;
            }
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_or_by_their_beginning() {
        assert!(holds("a slow burn", &fold("slow burn")) && holds("slow-burn", &fold("burn")));
        assert!(holds("healing romance", &fold("heal")));
        assert!(!holds("met as adults", &fold("sad")) && !holds("unforgettable", &fold("bl")));
    }
}

//! The vocabulary, tropes by a word, and one trope in full.

#[cfg(feature = "words")]
use crate::ask::TropeNames;
use crate::catalog::{Catalog, Trope, TropeIdx, Vocabulary, fold};
use crate::schema::{
    FamilyDetail, SCHEMA_VERSION, StrongDrama, TropeDetail, VocabularyDetail, VocabularyTrope,
    WarningDetail,
};
use crate::sorting::sort_by;

/// Letters from which a word is searched for by its beginning; a shorter one has to be there whole.
const BEGINNING: usize = 4;
/// How many dramas are named for a trope.
const STRONGEST: usize = 20;

/// The vocabulary with these tropes, in their order.
#[must_use]
pub fn vocabulary(catalog: &Catalog, tropes: &[TropeIdx]) -> VocabularyDetail {
    let vocabulary = catalog.vocabulary();
    let counts = catalog.counts();
    let mut told = Vec::with_capacity(tropes.len());
    for idx in tropes {
        told.push(entry(vocabulary, vocabulary.trope(*idx), counts.tropes[idx.at()]));
    }
    VocabularyDetail {
        version: SCHEMA_VERSION,
        dramas: catalog.len(),
        as_of: catalog.snapshots().of("where_to_watch").map(|day| day.to_string()),
        families: families(vocabulary),
        tropes: told,
        warnings: warnings(catalog),
        services: counts.services.clone(),
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
    for (id, [occurs, possible]) in vocabulary.warning_ids().zip(&catalog.counts().warnings) {
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
        (detail.dramas, detail.possible) = (*occurs, *possible);
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

/// The tropes that a word is about, as [`TropeSearch::search`] finds them.
#[must_use]
pub fn search_tropes(catalog: &Catalog, word: &str) -> Vec<TropeIdx> {
    TropeSearch::new(catalog).search(word)
}

/// Finds the tropes of one vocabulary by a word. Made once, it can be asked often.
#[derive(Debug)]
pub struct TropeSearch {
    #[cfg(feature = "words")]
    names: TropeNames,
    #[cfg(not(feature = "words"))]
    names: Catalog,
    /// One a trope.
    texts: Vec<TropeTexts>,
}

/// What is written of a trope.
#[derive(Debug)]
struct TropeTexts {
    /// Its names, and those of its family.
    names: Vec<Folded>,
    definition: Folded,
}

impl TropeSearch {
    /// Over the vocabulary of a catalogue.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let vocabulary = catalog.vocabulary();
        let mut texts = Vec::with_capacity(vocabulary.len());
        for trope in vocabulary.tropes() {
            let family = vocabulary.family(trope);
            let names = [&trope.id, &trope.label, &trope.label_ko, &family.id, &family.label];
            let names = names.into_iter().chain(&trope.aliases);
            texts.push(TropeTexts {
                names: names.map(|name| Folded::new(name)).collect(),
                definition: Folded::new(&trope.definition),
            });
        }
        #[cfg(feature = "words")]
        let names = TropeNames::new(catalog);
        #[cfg(not(feature = "words"))]
        let names = catalog.clone();
        Self { names, texts }
    }

    /// The tropes that a word is about: what viewers call so first, then those that have it in a
    /// name, then those that have it in their definition; all of them, in trope order, for a word
    /// without letters. Words are compared whole, or by their beginning.
    #[must_use]
    pub fn search(&self, word: &str) -> Vec<TropeIdx> {
        let all = || (0..self.texts.len() as u16).map(TropeIdx).zip(&self.texts);
        let key = fold(word);
        if key.is_empty() {
            return all().map(|(idx, _)| idx).collect();
        }
        let mut found = self.called(word);
        let named = all().filter(|(_, texts)| texts.names.iter().any(|name| name.holds(&key)));
        let defined = all().filter(|(_, texts)| texts.definition.holds(&key));
        for (idx, _) in named.chain(defined) {
            if !found.contains(&idx) {
                found.push(idx);
            }
        }
        found
    }

    /// The tropes that viewers call so.
    #[cfg(feature = "words")]
    #[must_use]
    pub fn called(&self, word: &str) -> Vec<TropeIdx> {
        self.names.called(word)
    }

    /// The trope of this name.
    #[cfg(not(feature = "words"))]
    #[must_use]
    pub fn called(&self, word: &str) -> Vec<TropeIdx> {
        self.names.vocabulary().find(word).into_iter().collect()
    }
}

/// A text as it is searched.
#[derive(Debug)]
struct Folded {
    whole: String,
    words: Vec<String>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(fold);
        let words = words.filter(|word| !word.is_empty()).collect();
        Self { whole: fold(text), words }
    }

    /// Whether it has a key as a word, as several, or as the beginning of one.
    fn holds(&self, key: &str) -> bool {
        // In Korean what is searched for may stand within a word.
        let jamo = |c: char| ('\u{1100}'..='\u{11ff}').contains(&c);
        if key.contains(jamo) {
            return self.whole.contains(key);
        }
        let by_beginning = key.chars().count() >= BEGINNING;
        (0..self.words.len()).any(|start| {
            let mut left = key;
            for word in &self.words[start..] {
                match left.strip_prefix(word.as_str()) {
                    Some("") => return true,
                    Some(rest) => left = rest,
                    None => return by_beginning && word.starts_with(left),
                }
            }
            false
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_or_by_their_beginning() {
        let holds = |text, word| Folded::new(text).holds(&fold(word));
        assert!(holds("a slow burn", "slow burn") && holds("slow-burn", "burn"));
        assert!(holds("healing romance", "heal") && holds("healing romance", "healing rom"));
        assert!(!holds("met as adults", "sad") && !holds("unforgettable", "bl"));
        assert!(!holds("a slow burn", "slow burning") && !holds("a slow", "slow bu"));
    }
}

//! Tropes as people type them at a prompt.

use tropewise::ask::tropes_called;
use tropewise::catalog::{Catalog, TropeIdx, fold};

use crate::console::note;

/// Letters from which a word is searched for by its beginning; a shorter one has to be there whole.
const BEGINNING: usize = 4;

/// The most words of one trope.
const LONGEST: usize = 6;

/// The names as typed; words of a trope that were not quoted become one name (`slow burn healing`),
/// and what viewers call a trope becomes its id, which is told. A name that means nothing stays as
/// it is.
pub fn tropes(typed: &[(String, f32)], catalog: &Catalog) -> Vec<(String, f32)> {
    let mut tropes = Vec::with_capacity(typed.len());
    let mut at = 0;
    while at < typed.len() {
        let (name, end) = longest(typed, at, catalog);
        tropes.push((name, typed[end - 1].1));
        at = end;
    }
    tropes
}

/// The longest run of words that names a trope, and behind it.
fn longest(typed: &[(String, f32)], at: usize, catalog: &Catalog) -> (String, usize) {
    let vocabulary = catalog.vocabulary();
    let most = typed.len().min(at + LONGEST);
    for end in (at + 1..=most).rev() {
        // A weight ends a name.
        let whole = typed[at..end - 1].iter().all(|(_, weight)| *weight == 1.0);
        let words: Vec<&str> = typed[at..end].iter().map(|(word, _)| word.as_str()).collect();
        let name = words.join(" ");
        if whole && vocabulary.find(&name).is_some() {
            return (name, end);
        }
    }
    let name = &typed[at].0;
    if let [trope] = tropes_called(catalog, name)[..] {
        let id = &vocabulary.trope(trope).id;
        note(&format!("`{name}` is taken for `{id}`"));
        return (id.clone(), at + 1);
    }
    (name.clone(), at + 1)
}

/// The tropes that a word is about: what viewers call so first, then those that have it in a name,
/// then those that have it in their definition. Words are compared whole, or by their beginning.
pub fn search(catalog: &Catalog, word: &str) -> Vec<TropeIdx> {
    let vocabulary = catalog.vocabulary();
    let key = fold(word);
    let all = || (0..vocabulary.len() as u16).map(TropeIdx);
    if key.is_empty() {
        return all().collect();
    }
    let mut found = tropes_called(catalog, word);
    let named = |idx: &TropeIdx| {
        let trope = vocabulary.trope(*idx);
        let family = vocabulary.family(trope);
        let names = [&trope.id, &trope.label, &trope.label_ko, &family.id, &family.label];
        names.into_iter().chain(&trope.aliases).any(|text| holds(text, &key))
    };
    let defined = |idx: &TropeIdx| holds(&vocabulary.trope(*idx).definition, &key);
    for idx in all().filter(named).chain(all().filter(defined)) {
        if !found.contains(&idx) {
            found.push(idx);
        }
    }
    found
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

    #[test]
    fn words_without_quotes_become_names() {
        let catalog = tropewise_dramas::catalog();
        let typed =
            |words: &[&str]| words.iter().map(|w| ((*w).to_owned(), 1.0)).collect::<Vec<_>>();
        let names = |words: &[&str]| {
            tropes(&typed(words), &catalog).into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert_eq!(names(&["slow", "burn", "healing"]), ["slow burn", "healing"]);
        assert_eq!(names(&["noona"]), ["older-woman-younger-man"]);
        assert_eq!(names(&["blorp", "divorce"]), ["blorp", "divorce"]);
    }

    #[test]
    fn what_viewers_call_so_comes_first() {
        let catalog = tropewise_dramas::catalog();
        let first = |word: &str| {
            let found = search(&catalog, word);
            catalog.vocabulary().trope(found[0]).id.clone()
        };
        assert_eq!(first("sad"), "tearjerker");
        assert_eq!(first("bl"), "boys-love");
    }
}

//! Tropes as people type them at a prompt.

use tropewise::ask::tropes_called;
use tropewise::catalog::{Catalog, Vocabulary};

use crate::console::note;

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
        // `slow-burn romance` are two ids, whatever they name together.
        let ids = words.len() > 1 && words.iter().all(|word| is_id(vocabulary, word));
        if whole && !ids && vocabulary.find(&name).is_some() {
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

fn is_id(vocabulary: &Vocabulary, word: &str) -> bool {
    vocabulary.find(word).is_some_and(|trope| vocabulary.trope(trope).id == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_in_a_row_stay_what_they_are() {
        let catalog = tropewise_dramas::catalog();
        let ids: Vec<&str> =
            catalog.vocabulary().tropes().iter().map(|trope| trope.id.as_str()).collect();
        for first in &ids {
            for second in &ids {
                let typed = [((*first).to_owned(), 1.0), ((*second).to_owned(), 1.0)];
                assert_eq!(longest(&typed, 0, &catalog).1, 1, "{first} {second}");
            }
        }
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
            let found = tropewise::lookup::search_tropes(&catalog, word);
            catalog.vocabulary().trope(found[0]).id.clone()
        };
        assert_eq!(first("sad"), "tearjerker");
        assert_eq!(first("bl"), "boys-love");
    }
}

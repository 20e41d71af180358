//! A wish that is a title and nothing else, such as "It's Okay to Not Be Okay" or "like Crazy
//! Love". Read word by word, such a title falls apart into a hedge, a negation or a trope.

use crate::catalog::{Catalog, DramaIdx, Vocabulary, fold};

use super::cues::Role;
use super::names::{has_another_name, most_know};
use super::roles::{Thing, Things};
use super::segments::What;

/// What may stand before the title.
const BEFORE: [&str; 8] = [
    "like ",
    "more like ",
    "similar to ",
    "something like ",
    "dramas like ",
    "shows like ",
    "a drama like ",
    "anything like ",
];

/// The title that a wish is, by its English or native title or a nickname; of what many follow by
/// any name, such as "Goblin". A word that is the id or the label of a trope stays one.
pub fn by_name(catalog: &Catalog, text: &str) -> Option<Things> {
    let (start, name, led) = name(text);
    let drama = catalog.named(name).ok().flatten()?;
    let asked = fold(name);
    let entry = catalog.drama(drama);
    let mut names = [&entry.title, &entry.native_title].into_iter().chain(&entry.nicknames);
    // By its other names it is better known than what else these may mean.
    let named = names.any(|known| fold(known) == asked) || most_know(catalog, drama);
    (named && (led || !is_trope(catalog.vocabulary(), &asked)))
        .then(|| things(catalog, drama, start, name))
}

/// The title that a wish is by any name or with a slip of the keyboard, for a wish in which
/// nothing, or not all, was understood.
pub fn by_any_name(catalog: &Catalog, text: &str) -> Option<Things> {
    let (start, name, _) = name(text);
    if let Some(drama) = catalog.named(name).ok().flatten() {
        return Some(things(catalog, drama, start, name));
    }
    let mut found = things(catalog, catalog.mistyped(name)?, start, name);
    for thing in &mut found.things {
        if let What::Title(_, guessed) = &mut thing.what {
            *guessed = true;
        }
    }
    Some(found)
}

/// The name that a wish is, if it is one.
pub fn named_alone(text: &str) -> &str {
    name(text).1
}

/// Where the name begins, the name, and whether words before it say that it is one.
fn name(text: &str) -> (usize, &str, bool) {
    let wish = text.trim_end_matches(|c: char| c.is_whitespace() || "?!.".contains(c));
    let start = wish.len() - wish.trim_start().len();
    let lower = wish[start..].to_ascii_lowercase();
    let before = BEFORE.iter().find(|before| lower.starts_with(**before));
    let start = start + before.map_or(0, |before| before.len());
    (start, &wish[start..], before.is_some())
}

fn is_trope(vocabulary: &Vocabulary, folded: &str) -> bool {
    let mut tropes = vocabulary.tropes().iter();
    tropes.any(|trope| {
        [&trope.id, &trope.label, &trope.label_ko].iter().any(|name| fold(name) == folded)
    })
}

fn things(catalog: &Catalog, drama: DramaIdx, start: usize, name: &str) -> Things {
    let thing = Thing {
        what: What::Title(drama, has_another_name(catalog, name, drama)),
        role: Role::Like,
        weight: 1.0,
        group: 0,
        start,
        end: start + name.len(),
    };
    Things { things: vec![thing], two: false }
}

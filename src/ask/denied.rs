//! What words mean where they are turned away: "no murders" wants no serial killer either.

use crate::catalog::{Catalog, TropeIdx, WarningIdx};

use super::cues::Role;
use super::roles::Thing;
use super::segments::What;
use super::table::{By, PhraseTable};
use super::token::tokens;
use super::words::phrases;

/// What a phrase turns away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denied {
    tropes: Vec<TropeIdx>,
    warnings: Vec<WarningIdx>,
}

/// The phrases that mean more where they are turned away, as far as the vocabulary knows what they
/// mean.
#[must_use]
pub fn table(words: &'static str, catalog: &Catalog) -> PhraseTable<Denied> {
    let vocabulary = catalog.vocabulary();
    let mut table = PhraseTable::new(By::Word);
    for (ids, phrase) in phrases(words) {
        let mut denied = Denied { tropes: Vec::new(), warnings: Vec::new() };
        for id in ids.split(" + ") {
            match vocabulary.find(id).filter(|idx| vocabulary.trope(*idx).id == id) {
                Some(trope) => denied.tropes.push(trope),
                None => denied.warnings.extend(vocabulary.warning(id)),
            }
        }
        table.add(&tokens(phrase), denied);
    }
    table
}

/// Gives what is turned away the meaning that it has there.
#[must_use]
pub fn read(
    table: &PhraseTable<Denied>,
    catalog: &Catalog,
    text: &str,
    things: Vec<Thing>,
) -> Vec<Thing> {
    let vocabulary = catalog.vocabulary();
    let animals = vocabulary.find("animals");
    let (death, cruelty) =
        (vocabulary.find("death-of-a-lead"), vocabulary.warning("animal-cruelty"));
    let names = |thing: &Thing, trope: Option<TropeIdx>| match &thing.what {
        What::Tropes(named, _) => named.iter().any(|idx| Some(*idx) == trope),
        _ => false,
    };
    let mut read: Vec<Thing> = Vec::with_capacity(things.len());
    for thing in things {
        let turned = matches!(thing.role, Role::Avoid | Role::Dislike);
        let said = matches!(thing.what, What::Tropes(..) | What::Warning(..) | What::Unknown);
        // "Dogs, and they better not die"
        if let (true, Some(cruelty)) = (turned && names(&thing, death), cruelty)
            && read.last().is_some_and(|last| !last.role.is_negative() && names(last, animals))
        {
            read.push(Thing { what: What::Warning(cruelty, Vec::new()), ..thing });
            continue;
        }
        let words = tokens(&text[thing.start..thing.end]);
        match table.get(&words).filter(|_| turned && said) {
            None => read.push(thing),
            Some(Denied { tropes, warnings }) => {
                if !tropes.is_empty() {
                    read.push(Thing { what: What::Tropes(tropes.clone(), false), ..thing.clone() });
                }
                for warning in warnings {
                    read.push(Thing { what: What::Warning(*warning, Vec::new()), ..thing.clone() });
                }
            }
        }
    }
    read
}

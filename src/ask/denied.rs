//! What words mean where they are turned away: "no murders" wants no serial killer either.

use crate::catalog::{Catalog, TropeIdx, WarningIdx};

use super::cues::Role;
use super::roles::Thing;
use super::segments::What;
use super::table::{By, PhraseTable};
use super::token::tokens;
use super::words::{DENIED, phrases};

/// What a phrase turns away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denied {
    tropes: Vec<TropeIdx>,
    warnings: Vec<WarningIdx>,
}

/// The phrases that mean more where they are turned away, as far as the vocabulary knows what they
/// mean.
#[must_use]
pub fn table(catalog: &Catalog) -> PhraseTable<Denied> {
    let vocabulary = catalog.vocabulary();
    let mut table = PhraseTable::new(By::Word);
    for (ids, phrase) in phrases(DENIED) {
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

/// What is named for safety's sake unless the wish says that it is to be its subject.
const GRAVEST: [&str; 3] = ["sexual-violence", "suicide", "child-abuse"];

/// Words near a thing that make it a subject, as in "about suicide", "성폭력을 다룬".
const SUBJECT: [&str; 22] = [
    "about",
    "deal",
    "theme",
    "topic",
    "handl",
    "portray",
    "explor",
    "heal",
    "recover",
    "prevent",
    "justice",
    "reveng",
    "aveng",
    "discuss",
    "stories of",
    "story of",
    "다루",
    "다룬",
    "소재",
    "주제",
    "이야기",
    "극복",
];

/// How near, in letters.
const NEAR: usize = 30;

/// Whether the words around a thing, in its sentence, make it what the drama is to be about.
fn is_subject(text: &str, thing: &Thing) -> bool {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ';' | '\n');
    let before = text[..thing.start].rsplit(ends).next().unwrap_or_default();
    let behind = text[thing.end..].split(ends).next().unwrap_or_default();
    let last: Vec<char> = before.chars().rev().take(NEAR).collect();
    let near: String =
        last.into_iter().rev().chain([' ']).chain(behind.chars().take(NEAR)).collect();
    let near = near.to_lowercase();
    SUBJECT.iter().any(|word| near.contains(word))
}

/// The warning of a thing that is named without being asked for: whoever says "family drama, rape:
/// none" or "성폭력 X" says so in more ways than can be listed, and hardly anyone wishes for it.
fn gravest(catalog: &Catalog, text: &str, thing: &Thing) -> Option<WarningIdx> {
    let What::Tropes(tropes, _) = &thing.what else { return None };
    let vocabulary = catalog.vocabulary();
    let id = tropes.iter().map(|trope| vocabulary.trope(*trope).id.as_str());
    let grave = id.clone().find(|id| GRAVEST.contains(id)).filter(|_| id.count() == 1)?;
    let plain = thing.role == Role::Plain && !is_subject(text, thing);
    vocabulary.warning(grave).filter(|_| plain)
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
        if let Some(warning) = gravest(catalog, text, &thing) {
            read.push(Thing {
                what: What::Warning(warning, Vec::new()),
                role: Role::Avoid,
                ..thing
            });
            continue;
        }
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

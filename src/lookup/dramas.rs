//! Titles while they are typed, and one drama in full.

use crate::catalog::{Catalog, Drama, DramaIdx, Kind, Person, TypeAhead};
use crate::schema::{
    DramaDetail, SCHEMA_VERSION, SuggestedDrama, Suggestions, TropeLevel, WatchOffer,
};

/// The dramas that may be meant by what was typed so far, best first, at most `k`; `typeahead` is
/// of the same catalogue. See [`TypeAhead::find`].
#[must_use]
pub fn suggest(catalog: &Catalog, typeahead: &TypeAhead, typed: &str, k: usize) -> Suggestions {
    let mut dramas = Vec::new();
    for hit in typeahead.find(typed, k) {
        let drama = catalog.drama(hit.drama);
        dramas.push(SuggestedDrama {
            id: drama.id.clone(),
            title: drama.title.clone(),
            native_title: drama.native_title.clone(),
            year: drama.year,
            also: other_name(&drama, hit.name),
        });
    }
    Suggestions { version: SCHEMA_VERSION, dramas }
}

/// The name with this number, when it is an alias or a nickname.
fn other_name(drama: &Drama, number: usize) -> Option<String> {
    let others = drama.aliases.iter().chain(&drama.nicknames);
    others.skip(number.checked_sub(2)?).map(String::clone).next()
}

/// One drama. Tropes that give its end away are counted, and named only where `spoilers` are asked
/// for.
///
/// # Panics
/// When the index is of another catalogue and past the end of this one.
#[must_use]
pub fn drama(catalog: &Catalog, idx: DramaIdx, spoilers: bool) -> DramaDetail {
    let drama = catalog.drama(idx).into_owned();
    let mut tropes = Vec::with_capacity(drama.strengths.len());
    let mut hidden_tropes = 0;
    for s in drama.by_strength() {
        if !spoilers && catalog.gives_away(idx, s.trope) {
            hidden_tropes += 1;
        } else {
            let trope = catalog.vocabulary().trope(s.trope).id.clone();
            tropes.push(TropeLevel { trope, strength: s.strength });
        }
    }
    let (episodes, minutes) = (drama.whole_episodes(), drama.whole_minutes());
    let offers = drama.where_to_watch.into_iter();
    let told = drama.warnings.iter();
    DramaDetail {
        version: SCHEMA_VERSION,
        id: drama.id,
        title: drama.title,
        native_title: drama.native_title,
        aliases: drama.aliases,
        nicknames: drama.nicknames,
        series: drama.series,
        year: drama.year,
        first_aired: drama.first_aired.map(|day| day.to_string()),
        last_aired: drama.last_aired.map(|day| day.to_string()),
        episodes,
        minutes,
        in_halves: drama.in_halves,
        format: word(drama.format),
        content_rating: word(drama.content_rating),
        network: drama.networks,
        where_to_watch: offers
            .map(|offer| WatchOffer { service: offer.service, kind: word(offer.kind) })
            .collect(),
        mdl: drama.mdl,
        leads: names(drama.leads),
        support: names(drama.support),
        writers: names(drama.writers),
        directors: names(drama.directors),
        score: drama.score.map(|score| f32::from(score) / 100.0),
        votes: drama.votes,
        followers: drama.followers,
        summary: drama.summary,
        reviewed: drama.reviewed,
        tropes,
        hidden_tropes,
        warnings: told.map(|w| (w.id.clone(), w.occurs.word().to_owned())).collect(),
        warning_readers: drama.warning_readers,
    }
}

fn word<K: Kind>(kind: Option<K>) -> Option<String> {
    kind.map(|kind| kind.word().to_owned())
}

fn names(people: Vec<Person>) -> Vec<String> {
    people.into_iter().map(|person| person.name).collect()
}

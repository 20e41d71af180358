//! What is told of dramas and of the catalogue.

use std::collections::BTreeMap;

use serde::Serialize;

use tropewise::catalog::{Catalog, DramaIdx, Kind, Person, TitleError};
use tropewise::schema::ErrorCode;

use crate::engine::Failed;

#[derive(Debug, Serialize)]
pub struct Found {
    dramas: Vec<Card>,
}

#[derive(Debug, Serialize)]
struct Card {
    id: String,
    title: String,
    native_title: String,
    year: Option<u16>,
}

/// The drama that an id or title means, as it is spelled.
pub fn named(catalog: &Catalog, name: &str) -> Result<DramaIdx, Failed> {
    match catalog.named(name) {
        Ok(Some(idx)) => Ok(idx),
        Ok(None) => Err(Failed::new(ErrorCode::UnknownTitle, format!("unknown title `{name}`"))),
        Err(TitleError::Ambiguous { .. }) => {
            Err(Failed::new(ErrorCode::AmbiguousTitle, format!("`{name}` is the title of several")))
        }
        Err(error) => Err(Failed::new(ErrorCode::UnknownTitle, error.to_string())),
    }
}

pub fn search(catalog: &Catalog, words: &str, k: usize) -> Found {
    let mut dramas = Vec::new();
    for idx in catalog.search(words).into_iter().take(k) {
        let drama = catalog.drama(idx);
        dramas.push(Card {
            id: drama.id.clone(),
            title: drama.title.clone(),
            native_title: drama.native_title.clone(),
            year: drama.year,
        });
    }
    Found { dramas }
}

#[derive(Debug, Serialize)]
struct OfferReply {
    service: String,
    kind: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct DramaReply {
    version: u32,
    id: String,
    title: String,
    native_title: String,
    aliases: Vec<String>,
    year: Option<u16>,
    first_aired: Option<String>,
    last_aired: Option<String>,
    episodes: Option<u16>,
    minutes: Option<u16>,
    content_rating: Option<&'static str>,
    network: Vec<String>,
    where_to_watch: Vec<OfferReply>,
    mdl: Option<u32>,
    leads: Vec<String>,
    writers: Vec<String>,
    directors: Vec<String>,
    score: Option<f32>,
    followers: Option<u32>,
    summary: String,
    reviewed: bool,
    tropes: Vec<Level>,
    hidden_tropes: usize,
    warnings: BTreeMap<String, &'static str>,
}

#[derive(Debug, Serialize)]
struct Level {
    trope: String,
    strength: f32,
}

pub fn drama(catalog: &Catalog, idx: DramaIdx, spoilers: bool) -> DramaReply {
    let drama = catalog.drama(idx);
    let names = |people: &[Person]| people.iter().map(|person| person.name.clone()).collect();
    let mut tropes = Vec::new();
    let mut hidden_tropes = 0;
    for s in drama.by_strength() {
        if !spoilers && catalog.gives_away(idx, s.trope) {
            hidden_tropes += 1;
        } else {
            let trope = catalog.vocabulary().trope(s.trope).id.clone();
            tropes.push(Level { trope, strength: s.strength });
        }
    }
    DramaReply {
        version: tropewise::schema::SCHEMA_VERSION,
        id: drama.id.clone(),
        title: drama.title.clone(),
        native_title: drama.native_title.clone(),
        aliases: drama.aliases.clone(),
        year: drama.year,
        first_aired: drama.first_aired.map(|day| day.to_string()),
        last_aired: drama.last_aired.map(|day| day.to_string()),
        episodes: drama.episodes,
        minutes: drama.minutes,
        content_rating: drama.content_rating.map(Kind::word),
        network: drama.networks.clone(),
        where_to_watch: drama
            .where_to_watch
            .iter()
            .map(|o| OfferReply { service: o.service.clone(), kind: o.kind.map(Kind::word) })
            .collect(),
        mdl: drama.mdl,
        leads: names(&drama.leads),
        writers: names(&drama.writers),
        directors: names(&drama.directors),
        score: drama.score.map(|score| f32::from(score) / 100.0),
        followers: drama.followers,
        summary: drama.summary.clone(),
        reviewed: drama.reviewed,
        tropes,
        hidden_tropes,
        warnings: drama.warnings.iter().map(|w| (w.id.clone(), w.occurs.word())).collect(),
    }
}

#[derive(Debug, Serialize)]
pub struct TropesReply {
    version: u32,
    dramas: usize,
    as_of: Option<String>,
    families: Vec<FamilyReply>,
    tropes: Vec<TropeReply>,
    warnings: Vec<WarningReply>,
    /// Where dramas stream, the most used first.
    services: Vec<String>,
}

#[derive(Debug, Serialize)]
struct FamilyReply {
    id: String,
    label: String,
    label_ko: String,
    description: String,
}

#[derive(Debug, Serialize)]
struct TropeReply {
    id: String,
    label: String,
    label_ko: String,
    family: String,
    definition: String,
    spoiler: bool,
    content_warning: bool,
    aliases: Vec<String>,
    dramas: usize,
}

#[derive(Debug, Serialize)]
struct WarningReply {
    id: String,
    label: String,
    label_ko: String,
}

pub fn tropes(catalog: &Catalog) -> TropesReply {
    let vocabulary = catalog.vocabulary();
    let mut used = vec![0; vocabulary.len()];
    let mut services: BTreeMap<String, usize> = BTreeMap::new();
    for drama in catalog.dramas().iter() {
        drama.strengths.iter().for_each(|s| used[s.trope.at()] += 1);
        for offer in &drama.where_to_watch {
            *services.entry(offer.service.clone()).or_default() += 1;
        }
    }
    let mut services: Vec<_> = services.into_iter().collect();
    services.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    TropesReply {
        version: tropewise::schema::SCHEMA_VERSION,
        dramas: catalog.len(),
        as_of: catalog.snapshots().of("where_to_watch").map(|day| day.to_string()),
        families: vocabulary
            .families()
            .iter()
            .map(|family| FamilyReply {
                id: family.id.clone(),
                label: family.label.clone(),
                label_ko: family.label_ko.clone(),
                description: family.description.clone(),
            })
            .collect(),
        tropes: vocabulary
            .tropes()
            .iter()
            .zip(used)
            .map(|(trope, dramas)| TropeReply {
                id: trope.id.clone(),
                label: trope.label.clone(),
                label_ko: trope.label_ko.clone(),
                family: vocabulary.family(trope).id.clone(),
                definition: trope.definition.clone(),
                spoiler: trope.spoiler,
                content_warning: trope.content_warning,
                aliases: trope.aliases.clone(),
                dramas,
            })
            .collect(),
        warnings: vocabulary
            .warnings()
            .iter()
            .map(|w| WarningReply {
                id: w.id.clone(),
                label: w.label.clone(),
                label_ko: w.label_ko.clone(),
            })
            .collect(),
        services: services.into_iter().map(|(service, _)| service).collect(),
    }
}

//! `show_drama`: one drama in full.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use tropewise::QueryError;
use tropewise::catalog::heading;
use tropewise::lookup::drama;
use tropewise::schema::DramaDetail;

use super::{Told, hundredths, line};
use crate::engine::Engine;
use crate::failure::Failure;

/// Which drama.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// Title or id
    title: String,
    #[serde(default)]
    spoilers: bool,
}

/// A drama.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Shown {
    id: String,
    /// With the year.
    title: String,
    native_title: String,
    summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_aired: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    episodes: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_rating: Option<String>,
    /// Of MyDramaList, from 0 to 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    viewers_score: Option<f64>,
    network: Vec<String>,
    /// Without regard to country.
    where_to_watch: Vec<String>,
    leads: Vec<String>,
    writers: Vec<String>,
    directors: Vec<String>,
    /// Strongest first, from 0 to 1.
    tropes: Vec<Strength>,
    hidden_tropes: usize,
    /// How often each occurs.
    warnings: BTreeMap<String, String>,
    reviewed: bool,
}

/// How strong a trope is.
#[derive(Debug, Serialize, JsonSchema)]
struct Strength {
    trope: String,
    strength: f64,
}

/// Shows a drama.
pub fn show(engine: &Engine, which: Which) -> Result<Shown, Failure> {
    engine.look_up(|catalog| {
        let found = catalog.resolve(&which.title).map_err(QueryError::from)?;
        Ok(shown(drama(catalog, found.drama, which.spoilers)))
    })
}

fn shown(drama: DramaDetail) -> Shown {
    let mut services: Vec<String> = Vec::new();
    for offer in drama.where_to_watch {
        if !services.contains(&offer.service) {
            services.push(offer.service);
        }
    }
    let tropes = drama.tropes.into_iter();
    Shown {
        id: drama.id,
        title: heading(&drama.title, drama.year),
        native_title: drama.native_title,
        summary: drama.summary,
        first_aired: drama.first_aired,
        episodes: drama.episodes,
        minutes: drama.minutes,
        content_rating: drama.content_rating,
        viewers_score: drama.score.map(hundredths),
        network: drama.network,
        where_to_watch: services,
        leads: drama.leads,
        writers: drama.writers,
        directors: drama.directors,
        tropes: tropes
            .map(|t| Strength { trope: t.trope, strength: hundredths(t.strength) })
            .collect(),
        hidden_tropes: drama.hidden_tropes,
        warnings: drama.warnings,
        reviewed: drama.reviewed,
    }
}

impl Told for Shown {
    fn text(&self) -> String {
        let mut text = format!("{}, {}, id {}\n", self.title, self.native_title, self.id);
        text += &format!("{}\n", self.summary);
        let mut facts = Vec::new();
        facts.extend(self.first_aired.as_ref().map(|day| format!("first aired {day}")));
        facts.extend(self.episodes.map(|n| match n {
            1 => "1 episode".to_owned(),
            n => format!("{n} episodes"),
        }));
        facts.extend(self.minutes.map(|n| format!("{n} minutes each")));
        facts.extend(self.content_rating.as_ref().map(|rating| format!("rated {rating}")));
        facts.extend(self.viewers_score.map(|score| format!("viewers give {score} of 10")));
        text += &line("Facts", &facts);
        text += &line("Network", &self.network);
        text += &line("Where to watch", &self.where_to_watch);
        text += &line("Leads", &self.leads);
        text += &line("Writers", &self.writers);
        text += &line("Directors", &self.directors);
        let tropes: Vec<String> =
            self.tropes.iter().map(|t| format!("{} {}", t.trope, t.strength)).collect();
        text += &line("Tropes", &tropes);
        let warnings: Vec<String> =
            self.warnings.iter().map(|(id, occurs)| format!("{id} ({occurs})")).collect();
        text += &line("Warnings", &warnings);
        if self.hidden_tropes > 0 {
            text += &format!("Spoiler tropes hidden: {}\n", self.hidden_tropes);
        }
        if !self.reviewed {
            text += "Nobody reviewed its tropes.\n";
        }
        text.trim_end().to_owned()
    }
}

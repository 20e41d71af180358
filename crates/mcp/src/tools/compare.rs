//! `compare`: two dramas side by side.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use tropewise::QueryError;
use tropewise::schema::{Comparison, TropeLevel};

use super::{Told, hundredths, line};
use crate::engine::Engine;
use crate::failure::Failure;

/// Which two.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Two {
    /// Title or id
    a: String,
    b: String,
    #[serde(default)]
    spoilers: bool,
}

/// Two dramas side by side.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Compared {
    /// With the year.
    a: String,
    b: String,
    /// From 0 to 1.
    similarity: f64,
    /// By their share of the similarity, largest first.
    shared: Vec<String>,
    /// Strongest first.
    only_a: Vec<String>,
    only_b: Vec<String>,
    hidden_tropes: usize,
}

/// Compares two dramas.
pub fn compare(engine: &Engine, two: Two) -> Result<Compared, Failure> {
    engine.read(|recommender| {
        let catalog = recommender.catalog();
        let a = catalog.resolve(&two.a).map_err(QueryError::from)?.drama;
        let b = catalog.resolve(&two.b).map_err(QueryError::from)?.drama;
        let compared: Comparison = recommender.compare(a, b, two.spoilers);
        Ok(Compared {
            a: catalog.drama(a).heading(),
            b: catalog.drama(b).heading(),
            similarity: hundredths(compared.similarity),
            shared: compared.shared.into_iter().map(|shared| shared.trope).collect(),
            only_a: names(compared.only_a),
            only_b: names(compared.only_b),
            hidden_tropes: compared.hidden,
        })
    })
}

fn names(levels: Vec<TropeLevel>) -> Vec<String> {
    levels.into_iter().map(|level| level.trope).collect()
}

impl Told for Compared {
    fn text(&self) -> String {
        let mut text = format!("{} and {}: similarity {:.2}\n", self.a, self.b, self.similarity);
        text += &line("Shared", &self.shared);
        text += &line(&format!("Only {}", self.a), &self.only_a);
        text += &line(&format!("Only {}", self.b), &self.only_b);
        if self.hidden_tropes > 0 {
            text += &format!("Spoiler tropes hidden: {}\n", self.hidden_tropes);
        }
        text.trim_end().to_owned()
    }
}

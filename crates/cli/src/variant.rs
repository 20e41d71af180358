//! Another way to rank, as `evaluate --compare` names it.

use tropewise::catalog::Catalog;
use tropewise::eval::{Judgements, Rankings, rank_all};
use tropewise::schema::QueryRequest;
use tropewise::{Recommender, Settings};

use crate::error::CliError;

/// A way to rank that differs from the program's own by some settings.
#[derive(Debug, Default)]
pub struct Variant {
    settings: Settings,
    popularity: Option<f32>,
    era: Option<f32>,
    people: Option<f32>,
    same_series: bool,
    tropes_only: bool,
}

impl Variant {
    /// Reads `KEY=VALUE,...`.
    ///
    /// # Errors
    /// When a key is unknown or a value cannot be read.
    pub fn parse(changes: &str) -> Result<Self, CliError> {
        let mut variant = Self::default();
        for change in changes.split(',') {
            let (key, value) = change.split_once('=').unwrap_or((change, ""));
            let wrong = || {
                let hint = "give seed-b, wish-b, popularity, era or people with a number, or \
                    priors=none, or same-series=true";
                CliError::misused(format!("unknown setting `{change}`"), hint)
            };
            let number = || value.trim().parse::<f64>().map_err(|_| wrong());
            let share = || {
                let share = number()?;
                if (0.0..=1.0).contains(&share) {
                    return Ok(Some(share as f32));
                }
                let message = format!("`{}` must be from 0 to 1, not {share}", key.trim());
                Err(CliError::misused(message, "give a number from 0 to 1"))
            };
            match key.trim() {
                "seed-b" => variant.settings.seed_b = number()?,
                "wish-b" => variant.settings.wish_b = number()?,
                "popularity" => variant.popularity = share()?,
                "era" => variant.era = share()?,
                "people" => variant.people = share()?,
                "priors" if value.trim() == "none" => variant.tropes_only = true,
                "same-series" => variant.same_series = value.trim().parse().map_err(|_| wrong())?,
                _ => return Err(wrong()),
            }
        }
        Ok(variant)
    }

    /// A recommender with its settings.
    ///
    /// # Errors
    /// When a setting is out of range.
    pub fn recommender(&self, catalog: &Catalog) -> Result<Recommender, CliError> {
        Recommender::with_settings(catalog.clone(), self.settings).map_err(|error| {
            // Its name as it was typed.
            let message = error.to_string().replace('_', "-");
            CliError::misused(message, format!("give a number {}", error.range))
        })
    }

    /// Ranks the pool for every seed.
    #[must_use]
    pub fn rank(&self, recommender: &Recommender, judgements: &Judgements) -> Rankings {
        rank_all(recommender, judgements, |seed| {
            let mut request =
                QueryRequest { like: vec![seed.to_owned()], ..QueryRequest::new("evaluate") };
            (request.era, request.people) = (self.era, self.people);
            request.filter.same_series = self.same_series;
            self.ask(request)
        })
    }

    /// A request, asked in this way; what needs a seed is left to [`Self::rank`].
    #[must_use]
    pub fn ask(&self, request: QueryRequest) -> QueryRequest {
        let request = QueryRequest { popularity: self.popularity, ..request };
        if self.tropes_only { request.tropes_only() } else { request }
    }
}

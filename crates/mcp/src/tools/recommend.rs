//! `recommend`: the request schema in a slim form.

use schemars::JsonSchema;
use serde::Deserialize;

use tropewise::catalog::{Airing, Catalog};
use tropewise::schema::{Avoid, FilterRequest, QueryRequest};

use super::length;
use super::picks::Picks;
use crate::engine::Engine;
use crate::failure::Failure;
use crate::names::{Names, tropes};

/// A question by names and limits.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Recommend {
    /// Titles liked
    like: Names,
    /// Titles disliked
    unlike: Names,
    /// Titles seen
    seen: Names,
    /// Tropes wanted
    want: Names,
    /// Tropes left out
    avoid: Names,
    /// More of a trope than liked ones
    more: Names,
    /// Less of it
    less: Names,
    /// Leads, writers, directors
    with: Names,
    without: Names,
    /// Service
    streaming: Option<String>,
    year_from: Option<u16>,
    year_to: Option<u16>,
    min_episodes: Option<u16>,
    max_episodes: Option<u16>,
    max_hours: Option<f32>,
    /// G, 13+, 15+ or 18+
    rating_up_to: Option<String>,
    finished: bool,
    little_known: bool,
    /// 1 to 20
    k: Option<usize>,
    spoilers: bool,
}

/// Answers a question.
pub fn recommend(engine: &Engine, question: Recommend) -> Result<Picks, Failure> {
    engine.read(|recommender| {
        let catalog = recommender.catalog();
        let mut notes = Vec::new();
        let request = request(question, engine, catalog, &mut notes)?;
        let answer = recommender.recommend(&request)?;
        Ok(Picks::new(&request, &answer, catalog, notes))
    })
}

fn request(
    question: Recommend,
    engine: &Engine,
    catalog: &Catalog,
    notes: &mut Vec<String>,
) -> Result<QueryRequest, Failure> {
    let mut ids = |names| tropes(names, engine, catalog, notes);
    Ok(QueryRequest {
        like: question.like.0,
        unlike: question.unlike.0,
        seen: question.seen.0,
        want: ids(question.want).into_iter().map(|id| (id, 1.0)).collect(),
        avoid: ids(question.avoid).into_iter().map(|id| (id, Avoid::Veto)).collect(),
        more: ids(question.more),
        less: ids(question.less),
        filter: FilterRequest {
            with: question.with.0,
            without: question.without.0,
            streaming: question.streaming,
            year_from: question.year_from,
            year_to: question.year_to,
            min_episodes: question.min_episodes,
            max_episodes: question.max_episodes,
            max_hours: question.max_hours,
            rating_up_to: question.rating_up_to.map(Into::into),
            airing: question.finished.then(|| Airing::Finished.into()),
            ..FilterRequest::default()
        },
        little_known: question.little_known,
        k: Some(length(question.k)?),
        spoilers: question.spoilers,
        ..QueryRequest::default()
    })
}

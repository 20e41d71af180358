//! `ask`: a wish in words.

use schemars::JsonSchema;
use serde::Deserialize;

use super::length;
use super::picks::Picks;
use crate::engine::Engine;
use crate::failure::Failure;

/// A wish.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Such as: like Goblin but less sad, at most 16 episodes
    text: String,
    k: Option<usize>,
    #[serde(default)]
    spoilers: bool,
}

/// Understands a wish and answers it.
pub fn ask(engine: &Engine, ask: Ask) -> Result<Picks, Failure> {
    engine.read(|recommender| {
        let catalog = recommender.catalog();
        let mut wish = engine.asker(catalog).understand(&ask.text);
        let missed: Vec<String> =
            wish.not_understood.iter().map(|missed| missed.message.clone()).collect();
        if wish.is_empty() {
            let next = "name a title, a trope or a limit, or use `recommend`";
            let why = if missed.is_empty() { String::new() } else { missed.join("; ") + "; " };
            return Err(Failure(format!("nothing in this wish is asked for; {why}{next}")));
        }
        // A number that the wish itself names counts when no other is given.
        let own = wish.request.k.filter(|_| ask.k.is_none());
        wish.request.k = Some(length(ask.k.or(own))?);
        wish.request.spoilers = ask.spoilers;
        let answer = recommender.recommend(&wish.request)?;
        let mut picks = Picks::new(&wish.request, &answer, catalog, Vec::new());
        picks.understood = wish.understood.into_iter().map(|part| part.meaning).collect();
        picks.not_understood = missed;
        Ok(picks)
    })
}

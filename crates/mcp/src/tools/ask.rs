//! `ask`: a wish in words.

use schemars::JsonSchema;
use serde::Deserialize;

use tropewise::QueryError;
use tropewise::schema::{NotUnderstood, Reason};

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
        let empty = wish.is_empty();
        // A number that the wish itself names counts when no other is given.
        let own = wish.request.k.filter(|_| ask.k.is_none());
        wish.request.k = Some(length(ask.k.or(own))?);
        wish.request.spoilers = ask.spoilers;
        let mut picks = if empty {
            unanswered("nothing in this wish is asked for".to_owned() + NEXT)
        } else {
            match recommender.recommend(&wish.request) {
                Ok(answer) => Picks::new(&wish.request, &answer, catalog, Vec::new()),
                Err(QueryError::Empty) => {
                    unanswered("what was understood is not enough to go by".to_owned() + NEXT)
                }
                Err(error) => unanswered(Failure::from(error).0),
            }
        };
        picks.understood = wish.understood.into_iter().map(|part| part.meaning).collect();
        picks.not_understood = wish.not_understood.into_iter().map(in_words_of_tools).collect();
        Ok(picks)
    })
}

/// What to ask when nothing of a wish can be looked for.
const NEXT: &str = "; name a title they like, a trope they want or a limit, or use `recommend`";

fn unanswered(why: String) -> Picks {
    Picks { unanswered: true, notes: vec![why], ..Picks::default() }
}

/// What was not understood, without a next step that no tool has.
fn in_words_of_tools(missed: NotUnderstood) -> String {
    match missed.reason {
        Reason::TooLong => {
            "only the beginning was read; say the wish in a few sentences".to_owned()
        }
        _ => missed.message,
    }
}

//! One row, whatever its form, and the drama it means.

use crate::catalog::fields::{self, Field, Need, Value};
use crate::catalog::{Drama, TropeIdx, TropeStrength, Warning};

use super::super::text::steers;
use super::{Tropes, Wrong};

/// What tropes are called beside the facts.
pub(super) const TROPES: &str = "tropes";
/// What warnings are called beside the facts.
pub(super) const WARNINGS: &str = "warnings";

/// What a row says.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Facts in the kind of value that their shape asks for.
    pub facts: Vec<(&'static Field, Value)>,
    /// Tropes as they are named.
    pub tropes: Vec<NamedTrope>,
    /// Warnings by id.
    pub warnings: Vec<Warning>,
}

/// A trope as a row names it.
#[derive(Debug)]
pub(super) struct NamedTrope {
    pub name: String,
    /// How much it matters; to be in (0, 1].
    pub strength: f32,
    /// Whether it gives the end of this drama away.
    pub spoiler: bool,
}

impl Row {
    /// The drama that the row means.
    pub fn into_drama(self, tropes: &mut Tropes) -> Result<Drama, Wrong> {
        let (strengths, spoilers) = strengths(&self.tropes, tropes)?;
        let mut drama = Drama { strengths, spoilers, ..fields::blank() };
        for (field, value) in self.facts {
            field.check(&value).map_err(|unfit| Wrong::new(unfit.message, unfit.hint))?;
            let steering = match &value {
                Value::Text(text) => text.chars().any(steers),
                Value::Texts(texts) => texts.iter().any(|text| text.chars().any(steers)),
                _ => false,
            };
            if steering {
                let message = format!("`{}` has characters that steer a terminal", field.name);
                return Err(Wrong::new(message, "take line breaks and control characters out"));
            }
            (field.set)(&mut drama, value);
        }
        if drama.id.trim().is_empty() {
            return Err(Wrong::new("the id is empty", "every drama needs one of its own"));
        }
        let missing = |field: &&Field| field.need == Need::Must && !(field.get)(&drama).is_known();
        let blank = drama.title.trim().is_empty().then_some("title");
        if let Some(name) = fields::FIELDS.iter().find(missing).map(|f| f.name).or(blank) {
            return Err(Wrong::new(format!("`{}` has no {name}", drama.id), "give it one"));
        }
        if let Some((_, message)) = fields::contradictions(&drama).into_iter().next() {
            return Err(Wrong::new(format!("`{}`: {message}", drama.id), "correct one of them"));
        }
        drama.warnings = warnings(self.warnings, tropes)?;
        Ok(drama)
    }
}

/// The strengths in trope order, and the tropes marked as spoilers.
fn strengths(
    named: &[NamedTrope],
    tropes: &mut Tropes,
) -> Result<(Vec<TropeStrength>, Vec<TropeIdx>), Wrong> {
    let mut strengths = Vec::with_capacity(named.len());
    let mut spoilers = Vec::new();
    for NamedTrope { name, strength, spoiler } in named {
        if !(*strength > 0.0 && *strength <= 1.0) {
            let message = format!(
                "the strength of `{}` must be above 0 and at most 1, not {strength}",
                name.escape_debug()
            );
            return Err(Wrong::new(message, "leave out what a drama does not have"));
        }
        let trope = tropes.look_up(name)?;
        strengths.push(TropeStrength { trope, strength: *strength });
        spoilers.extend(spoiler.then_some(trope));
    }
    strengths.sort_by_key(|s| s.trope);
    spoilers.sort_unstable();
    if let Some(pair) = strengths.windows(2).find(|pair| pair[0].trope == pair[1].trope) {
        let twice = |named: &&NamedTrope| tropes.look_up(&named.name).ok() == Some(pair[0].trope);
        let name = named.iter().find(twice).map_or("", |named| named.name.as_str());
        return Err(Wrong::new(format!("the trope `{name}` is named twice"), "keep one of them"));
    }
    Ok((strengths, spoilers))
}

/// The warnings by id, each known and there once.
fn warnings(mut named: Vec<Warning>, tropes: &Tropes) -> Result<Vec<Warning>, Wrong> {
    named.sort_by(|a, b| a.id.cmp(&b.id));
    for warning in &named {
        if !tropes.warns_of(&warning.id) {
            let message = format!("unknown warning `{}`", warning.id.escape_debug());
            return Err(Wrong::new(message, "`tropewise tropes warning` lists those there are"));
        }
    }
    if let Some(pair) = named.windows(2).find(|pair| pair[0].id == pair[1].id) {
        let message = format!("the warning `{}` stands twice", pair[0].id);
        return Err(Wrong::new(message, "keep one of them"));
    }
    Ok(named)
}

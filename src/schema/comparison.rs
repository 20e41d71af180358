//! Two dramas side by side.

use serde::{Deserialize, Serialize};

/// Two dramas side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Comparison {
    /// Version of the schema.
    pub version: u32,
    /// Id of the first drama.
    pub a: String,
    /// Id of the second.
    pub b: String,
    /// Plain weighted cosine, in [0, 1]; spoiler tropes are left out of it unless asked for.
    pub similarity: f32,
    /// Tropes that both have, by their share of the similarity, largest first. Spoiler tropes are
    /// left out unless asked for.
    pub shared: Vec<SharedTrope>,
    /// Tropes that only the first has, strongest first.
    pub only_a: Vec<TropeLevel>,
    /// Tropes that only the second has, strongest first.
    pub only_b: Vec<TropeLevel>,
    /// How many spoiler tropes are left out of the lists.
    pub hidden: usize,
}

/// A trope that two dramas share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SharedTrope {
    /// Trope id.
    pub trope: String,
    /// Its strength in the first drama, in (0, 1].
    pub a: f32,
    /// Its strength in the second.
    pub b: f32,
    /// Its share of the similarity.
    pub amount: f32,
}

/// A trope of one drama.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TropeLevel {
    /// Trope id.
    pub trope: String,
    /// In (0, 1].
    pub strength: f32,
}

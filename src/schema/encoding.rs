//! What encoding gives: each drama of a text with its tropes and the words behind them.

use serde::{Deserialize, Serialize};

/// What a text says, one entry a drama.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Encoding {
    /// Version of the schema.
    pub version: u32,
    /// In the order of the text; at least one.
    pub dramas: Vec<EncodedDrama>,
    /// Present, and true, when nothing was left once adverts, menus and the like were left out, so
    /// that everything was read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub everything: bool,
    /// How many other titles of the catalogue stand in the text as titles, with no text of their
    /// own; left out when there is none.
    #[serde(default, skip_serializing_if = "none")]
    pub untold: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn none(count: &usize) -> bool {
    *count == 0
}

/// One drama of a text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EncodedDrama {
    /// Its title, where the text states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its year, where the text states it with the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// Platforms stated with the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<String>,
    /// Actors, as the text spells them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leads: Vec<String>,
    /// Where its section begins.
    pub place: Place,
    /// The drama of the catalogue with this title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Known>,
    /// Tropes, those that tell most first: by confidence and rarity. Spoiler tropes
    /// are left out unless asked for.
    pub tropes: Vec<EncodedTrope>,
    /// How many spoiler tropes are left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub hidden_tropes: usize,
    /// What the text is compared with dramas by: the salience of tropes, by id, each in (0, 1].
    #[serde(skip)]
    pub salience: Vec<(String, f32)>,
}

/// serde hands over a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// A place in the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Place {
    /// Offset of the first byte, counted from 0. In a text that was UTF-16, of its form in UTF-8.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
    /// Line of the first byte, counted from 1.
    pub line: usize,
}

/// A trope that a text shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EncodedTrope {
    /// Id of the trope.
    pub trope: String,
    /// How much it matters if it is there, in (0, 1], as curators would give it.
    pub strength: f32,
    /// How sure it is that it matters (level 3 or more), in [0, 1].
    pub confidence: f32,
    /// Present, and true, when no words of the lexicon for this trope speak for it, only words that
    /// dramas with it tend to have.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inferred: bool,
    /// The words that speak for it, those that add most first; at least one.
    pub evidence: Vec<Evidence>,
}

/// Words that speak for a trope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Evidence {
    /// The words as the text has them; of many, the first and the last.
    pub words: String,
    /// Where they stand.
    pub place: Place,
    /// What they add to the score of the trope; above 0.
    pub amount: f32,
    /// How they come to speak for it.
    pub by: EvidenceKind,
    /// For `related`, the trope that the words point to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trope: Option<String>,
}

/// How words come to speak for a trope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum EvidenceKind {
    /// The lexicon has them for it.
    Lexicon,
    /// Texts of dramas with the trope tend to have them.
    Learned,
    /// The lexicon has them for a trope that goes along with it.
    Related,
}

/// The drama of the catalogue that a text is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Known {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Year of the first episode, when known.
    pub year: Option<u16>,
    /// Weighted cosine of what the text shows and what curators gave, in [0, 1].
    pub similarity: f32,
    /// Both vectors side by side: the tropes listed for the text, then those of the drama at level
    /// 3 or more that the text does not show. Spoiler tropes are left out unless asked for.
    pub side_by_side: Vec<Beside>,
}

/// One trope in a text and in the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Beside {
    /// Id of the trope.
    pub trope: String,
    /// Strength by the text; 0 when the text does not show it.
    pub text: f32,
    /// Strength in the catalogue; 0 when the drama does not have it.
    pub catalogue: f32,
}

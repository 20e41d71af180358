//! Texts that are sent to be understood.

use serde::{Deserialize, Serialize};

/// A wish in words, to be understood as a request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WishRequest {
    /// The wish, in English or Korean; of a longer one the first 4,000 bytes are read.
    pub text: String,
}

/// A text to read: a synopsis or an article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TextRequest {
    /// The text itself, in English or Korean.
    pub text: String,
    /// How the text is marked up; guessed by its looks when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub markup: Option<Markup>,
    /// The most tropes a drama, from 1 to 100; 10 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 1, max = 100)))]
    pub k: Option<usize>,
    /// The least confidence of a trope, from 0 to 1; 0.3 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 0, max = 1)))]
    pub min_confidence: Option<f32>,
    /// Name spoiler tropes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub spoilers: bool,
}

/// How a text is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(rename = "TextMarkup"))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Markup {
    /// Paragraphs with blank lines between them.
    #[serde(rename = "text")]
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

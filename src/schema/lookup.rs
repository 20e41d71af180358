//! What is looked up rather than ranked: titles while they are typed, one drama, the vocabulary,
//! one trope, the map.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::comparison::TropeLevel;

/// Dramas that may be meant by what was typed so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Suggestions {
    /// Version of the schema.
    pub version: u32,
    /// Best first; none when nothing begins so.
    pub dramas: Vec<SuggestedDrama>,
}

/// A drama that may be meant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SuggestedDrama {
    /// Drama id.
    pub id: String,
    /// English title.
    pub title: String,
    /// Title in Hangul; empty when unknown.
    pub native_title: String,
    /// Year of the first episode, when known.
    pub year: Option<u16>,
    /// The alias or nickname that was recognised, when it was neither of the two titles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub also: Option<String>,
}

/// One drama: its facts, its tropes, what it warns of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DramaDetail {
    /// Version of the schema.
    pub version: u32,
    /// Drama id.
    pub id: String,
    /// English title.
    pub title: String,
    /// Title in Hangul; empty when unknown.
    pub native_title: String,
    /// Other titles, in all scripts.
    pub aliases: Vec<String>,
    /// What viewers call it among themselves.
    pub nicknames: Vec<String>,
    /// What the dramas of one story share, when it is one of several.
    pub series: Option<String>,
    /// Year of the first episode, when known.
    pub year: Option<u16>,
    /// Day of the first episode, such as `2019-12-14`, when known.
    pub first_aired: Option<String>,
    /// Day of the last episode, when known.
    pub last_aired: Option<String>,
    /// How many whole episodes, when known.
    pub episodes: Option<u16>,
    /// Minutes of one whole episode, when known.
    pub minutes: Option<u16>,
    /// Whether each episode was broadcast in two halves, counted one by one elsewhere.
    pub in_halves: bool,
    /// How it was released, when known.
    pub format: Option<String>,
    /// From which age it is meant to be seen, when known.
    pub content_rating: Option<String>,
    /// Who broadcast or released it first.
    pub network: Vec<String>,
    /// Where it can be watched, without regard to country.
    pub where_to_watch: Vec<WatchOffer>,
    /// Number of its page on MyDramaList, when known.
    pub mdl: Option<u32>,
    /// Leading actors, in the order of billing.
    pub leads: Vec<String>,
    /// Other main roles.
    pub support: Vec<String>,
    /// Screenwriters.
    pub writers: Vec<String>,
    /// Directors.
    pub directors: Vec<String>,
    /// Viewers' score on MyDramaList, from 0 to 10, when known.
    pub score: Option<f32>,
    /// How many viewers scored it, when known.
    pub votes: Option<u32>,
    /// How many people follow it on MyDramaList, when known.
    pub followers: Option<u32>,
    /// One line on what it is about.
    pub summary: String,
    /// Whether a curator judged its tropes; an unreviewed drama may lack a trope only because
    /// nobody looked.
    pub reviewed: bool,
    /// Its tropes, strongest first. Spoiler tropes are left out unless asked for.
    pub tropes: Vec<TropeLevel>,
    /// How many spoiler tropes are left out.
    pub hidden_tropes: usize,
    /// What to be warned of, with how often it occurs, by id.
    pub warnings: BTreeMap<String, String>,
    /// How many readers looked for every warning; with 0 that none stands here says nothing.
    pub warning_readers: u8,
}

/// Where a drama can be watched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WatchOffer {
    /// The service.
    pub service: String,
    /// What watching costs there, when known.
    pub kind: Option<String>,
}

/// The vocabulary of a catalogue, or the part of it that was searched for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct VocabularyDetail {
    /// Version of the schema.
    pub version: u32,
    /// How many dramas the catalogue has.
    pub dramas: usize,
    /// The day on which services were read, when known.
    pub as_of: Option<String>,
    /// Groups of tropes.
    pub families: Vec<FamilyDetail>,
    /// Tropes; of a search, those found, best first.
    pub tropes: Vec<VocabularyTrope>,
    /// What a drama can be warned of, from a viewer's side.
    pub warnings: Vec<WarningDetail>,
    /// Where dramas can be watched, the service with most dramas first.
    pub services: Vec<String>,
}

/// A group of tropes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FamilyDetail {
    /// Family id.
    pub id: String,
    /// The name shown to people.
    pub label: String,
    /// Its name in Korean; empty when there is none.
    pub label_ko: String,
    /// One line on what belongs here.
    pub description: String,
}

/// A trope of the vocabulary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct VocabularyTrope {
    /// Trope id.
    pub id: String,
    /// The name shown to people.
    pub label: String,
    /// Its name in Korean; empty when there is none.
    pub label_ko: String,
    /// Id of its family.
    pub family: String,
    /// What counts.
    pub definition: String,
    /// What does not count, naming the neighbour that does.
    pub excludes: String,
    /// Other names, English and Korean.
    pub aliases: Vec<String>,
    /// Whether naming it for a drama gives the end or the great twist away.
    pub spoiler: bool,
    /// Whether viewers ask to be warned of it.
    pub content_warning: bool,
    /// How many dramas have it.
    pub dramas: usize,
}

/// Something to be warned of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WarningDetail {
    /// Id of the warning.
    pub id: String,
    /// The name shown to people.
    pub label: String,
    /// Its name in Korean; empty when there is none.
    pub label_ko: String,
    /// When a drama is to be warned of.
    pub definition: String,
    /// Examples that count.
    pub counts: Vec<String>,
    /// Examples that do not.
    pub excludes: Vec<String>,
    /// Other names, English and Korean.
    pub aliases: Vec<String>,
    /// In how many dramas it occurs.
    pub dramas: usize,
    /// In how many more it may.
    pub possible: usize,
}

/// One trope: what it is, what is near it, where there is most of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TropeDetail {
    /// Version of the schema.
    pub version: u32,
    /// The trope.
    pub trope: VocabularyTrope,
    /// What a drama at strength 1 looks like.
    pub level_5: String,
    /// What a drama at strength 0.4 looks like.
    pub level_2: String,
    /// Ids of near tropes, nearest first.
    pub related: Vec<String>,
    /// Dramas that have most of it, strongest first, then the most followed; at most 20. A drama
    /// is left out where naming the trope gives it away, unless spoilers were asked for.
    pub strongest: Vec<StrongDrama>,
}

/// A drama that has a trope.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StrongDrama {
    /// Drama id.
    pub id: String,
    /// English title.
    pub title: String,
    /// Year of the first episode, when known.
    pub year: Option<u16>,
    /// In (0, 1].
    pub strength: f32,
}

/// The dramas of a catalogue as points in the plane, alike ones near each other.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ThemeMap {
    /// Version of the schema.
    pub version: u32,
    /// One for each drama, the most followed first.
    pub points: Vec<MapPoint>,
}

/// A drama on the map.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MapPoint {
    /// Drama id.
    pub id: String,
    /// English title.
    pub title: String,
    /// Title in Hangul; empty when unknown.
    pub native_title: String,
    /// Year of the first episode, when known.
    pub year: Option<u16>,
    /// How many people follow it, when known.
    pub followers: Option<u32>,
    /// Id of the family that it is most about, when it has a trope.
    pub family: Option<String>,
    /// Place from left to right, in hundredths. Only distances mean something.
    pub x: f64,
    /// Place from top to bottom, in hundredths.
    pub y: f64,
}

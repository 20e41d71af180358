//! One row, whatever its form, and the drama it means.

use serde::Deserialize;

use crate::catalog::{Drama, TropeStrength};

use super::super::text::steers;
use super::{Tropes, Wrong};

/// The fields of a row; all but `id`, `title` and `tropes` may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub id: String,
    pub title: String,
    pub tropes: Named,
    #[serde(default)]
    pub native_title: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub series: Option<String>,
    #[serde(default)]
    pub year: Option<u16>,
    #[serde(default)]
    pub episodes: Option<u16>,
    #[serde(default)]
    pub network: Vec<String>,
    #[serde(default)]
    pub streaming: Vec<String>,
    #[serde(default)]
    pub mdl: Option<u32>,
    #[serde(default)]
    pub leads: Vec<String>,
    #[serde(default)]
    pub writers: Vec<String>,
    #[serde(default)]
    pub directors: Vec<String>,
    #[serde(default)]
    pub followers: Option<u32>,
    #[serde(default)]
    pub summary: String,
    #[serde(default)]
    pub reviewed: Option<bool>,
}

/// Tropes by name, each with its strength.
#[derive(Debug, Default)]
pub(super) struct Named(pub Vec<(String, f32)>);

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Named;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of tropes with their strengths, or a list of tropes")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Named, A::Error> {
                let mut named = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    named.push(entry);
                }
                Ok(Named(named))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut list: A,
            ) -> Result<Named, A::Error> {
                let mut named = Vec::new();
                while let Some(name) = list.next_element()? {
                    named.push((name, 1.0));
                }
                Ok(Named(named))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl Row {
    /// The drama that the row means.
    pub fn into_drama(self, tropes: &mut Tropes) -> Result<Drama, Wrong> {
        let strengths = strengths(&self.tropes.0, tropes)?;
        if self.id.trim().is_empty() {
            return Err(Wrong::new("the id is empty", "every drama needs one of its own"));
        }
        if self.title.trim().is_empty() {
            return Err(Wrong::new(format!("`{}` has no title", self.id), "give it one"));
        }
        let shown = [&self.id, &self.title, &self.native_title, &self.summary];
        if shown.into_iter().any(|text| text.chars().any(steers)) {
            let message =
                format!("`{}` has characters that steer a terminal", self.id.escape_debug());
            return Err(Wrong::new(message, "take line breaks and control characters out"));
        }
        Ok(Drama {
            id: self.id,
            former_ids: Vec::new(),
            title: self.title,
            native_title: self.native_title,
            aliases: self.aliases,
            series: self.series.filter(|series| !series.is_empty()),
            year: self.year,
            episodes: self.episodes,
            networks: self.network,
            streaming: self.streaming,
            mdl: self.mdl,
            leads: self.leads,
            writers: self.writers,
            directors: self.directors,
            followers: self.followers,
            summary: self.summary,
            reviewed: self.reviewed.unwrap_or(true),
            strengths,
        })
    }
}

fn strengths(named: &[(String, f32)], tropes: &mut Tropes) -> Result<Vec<TropeStrength>, Wrong> {
    let mut strengths = Vec::with_capacity(named.len());
    for (name, strength) in named {
        if !(*strength > 0.0 && *strength <= 1.0) {
            let message = format!(
                "the strength of `{}` must be above 0 and at most 1, not {strength}",
                name.escape_debug()
            );
            return Err(Wrong::new(message, "leave out what a drama does not have"));
        }
        strengths.push(TropeStrength { trope: tropes.look_up(name)?, strength: *strength });
    }
    strengths.sort_by_key(|s| s.trope);
    if let Some(pair) = strengths.windows(2).find(|pair| pair[0].trope == pair[1].trope) {
        let twice = |(name, _): &&(String, f32)| tropes.look_up(name).ok() == Some(pair[0].trope);
        let name = named.iter().find(twice).map_or("", |(name, _)| name);
        return Err(Wrong::new(format!("the trope `{name}` is named twice"), "keep one of them"));
    }
    Ok(strengths)
}

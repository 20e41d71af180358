//! How many of what.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::fields::{FIELDS, Field, Need, Shape};
use crate::catalog::{Catalog, Drama};

/// What a catalogue holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Counts {
    /// Dramas.
    pub dramas: usize,
    /// Dramas whose tropes a curator judged.
    pub reviewed: usize,
    /// Strengths above 0, over all dramas.
    pub strengths: usize,
    /// How many strengths have level 1, 2, 3, 4, 5.
    pub levels: [usize; 5],
    /// Median number of tropes of a reviewed drama; 0 when there is none.
    pub median_tropes: usize,
    /// Dramas of each year; dramas without a year are not in it.
    pub years: BTreeMap<u16, usize>,
    /// Families, in the order of the vocabulary.
    pub families: Vec<FamilyCount>,
    /// Tropes, most used first, ties in trope order.
    pub tropes: Vec<TropeCount>,
    /// For how many dramas each fact is known.
    pub known: Vec<(&'static str, usize)>,
}

/// How one family is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FamilyCount {
    /// Family id.
    pub family: String,
    /// Its tropes.
    pub tropes: usize,
    /// Strengths above 0 of its tropes.
    pub strengths: usize,
    /// Dramas it leads; see [`leading_family`].
    pub leads: usize,
}

/// How one trope is used.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TropeCount {
    /// Trope id.
    pub trope: String,
    /// Dramas that have it.
    pub dramas: usize,
    /// Mean strength in those, in (0, 1]; 0 when there is none.
    pub mean_strength: f32,
}

/// The family that a drama is most about: the one with the largest `Σ w·x²` over its tropes,
/// genre and tone only where there is nothing else. `None` for a drama without tropes; ties go to
/// the earlier family. `weights` are the trope weights, shape `(n_tropes,)`.
#[must_use]
pub fn leading_family(catalog: &Catalog, weights: &[f32], drama: &Drama) -> Option<usize> {
    let vocabulary = catalog.vocabulary();
    let mut shares = vec![0.0f32; vocabulary.families().len()];
    for s in &drama.strengths {
        shares[vocabulary.trope(s.trope).family] += weights[s.trope.at()] * s.strength * s.strength;
    }
    let manner = |at: &usize| vocabulary.families()[*at].is_manner();
    let largest = |candidates: Vec<usize>| {
        let found = candidates.into_iter().filter(|at| shares[*at] > 0.0);
        found.reduce(|best, at| if shares[at] > shares[best] { at } else { best })
    };
    let (how, what): (Vec<usize>, Vec<usize>) = (0..shares.len()).partition(manner);
    largest(what).or_else(|| largest(how))
}

/// Counts a catalogue; `weights` are the trope weights, shape `(n_tropes,)`.
#[must_use]
pub fn counts(catalog: &Catalog, weights: &[f32]) -> Counts {
    let (vocabulary, dramas) = (catalog.vocabulary(), &*catalog.dramas());
    let mut levels = [0; 5];
    let mut uses = vec![(0usize, 0.0f32); vocabulary.len()];
    let mut families: Vec<FamilyCount> = vocabulary
        .families()
        .iter()
        .map(|f| FamilyCount { family: f.id.clone(), tropes: 0, strengths: 0, leads: 0 })
        .collect();
    vocabulary.tropes().iter().for_each(|trope| families[trope.family].tropes += 1);
    for drama in dramas {
        for s in &drama.strengths {
            levels[usize::from(s.level().clamp(1, 5)) - 1] += 1;
            uses[s.trope.at()].0 += 1;
            uses[s.trope.at()].1 += s.strength;
            families[vocabulary.trope(s.trope).family].strengths += 1;
        }
        if let Some(family) = leading_family(catalog, weights, drama) {
            families[family].leads += 1;
        }
    }
    let mut sizes: Vec<usize> =
        dramas.iter().filter(|d| d.reviewed).map(|d| d.strengths.len()).collect();
    sizes.sort_unstable();
    let mut tropes: Vec<TropeCount> = vocabulary
        .tropes()
        .iter()
        .zip(&uses)
        .map(|(trope, (dramas, sum))| TropeCount {
            trope: trope.id.clone(),
            dramas: *dramas,
            mean_strength: if *dramas > 0 { sum / *dramas as f32 } else { 0.0 },
        })
        .collect();
    tropes.sort_by_key(|trope| std::cmp::Reverse(trope.dramas));
    let mut years = BTreeMap::new();
    dramas.iter().filter_map(|d| d.year).for_each(|year| *years.entry(year).or_default() += 1);
    Counts {
        dramas: dramas.len(),
        reviewed: sizes.len(),
        strengths: levels.iter().sum(),
        levels,
        median_tropes: sizes.get(sizes.len() / 2).copied().unwrap_or(0),
        years,
        families,
        tropes,
        known: known(dramas),
    }
}

/// For how many dramas each fact is known that may be unknown and means something when it is there.
fn known(dramas: &[Drama]) -> Vec<(&'static str, usize)> {
    let counted = |field: &&Field| {
        field.need != Need::Must
            && !matches!(field.shape, Shape::Flag(_))
            && field.name != "former_ids"
    };
    let count = |field: &Field| dramas.iter().filter(|d| (field.get)(d).is_known()).count();
    FIELDS.iter().filter(counted).map(|field| (field.name, count(field))).collect()
}

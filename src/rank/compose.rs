//! From the seeds and wishes of a query to the directions that dramas are compared with.

use std::borrow::Cow;

use ndarray::Array1;

use crate::catalog::{DramaIdx, TropeIdx};
use crate::index::VectorIndex;
use crate::query::{Query, Wish};
use crate::schema::Pooling;

use super::normalisation::LengthNormalisation;
use super::settings::Settings;
use super::similarity::{Counts, Direction, Side};
use super::veil::Veil;

/// What directions are made from.
#[derive(Debug, Clone)]
pub struct Compose<'a> {
    /// The vectors of the dramas.
    pub index: &'a VectorIndex,
    /// Trope weights, shape `(n_tropes,)`.
    pub weights: &'a [f32],
    /// Pooling, shares, the weight of dislikes.
    pub settings: &'a Settings,
    /// What seeds may not be compared by.
    pub veil: Veil,
    /// Length normalisation for seeds, under the veil.
    pub seed_normalisation: Cow<'a, LengthNormalisation>,
    /// Length normalisation for wishes.
    pub wish_normalisation: &'a LengthNormalisation,
}

impl<'a> Compose<'a> {
    /// The sides of a query, seeds first; none when nothing has a direction.
    #[must_use]
    pub fn sides(&self, query: &Query) -> Vec<Side<'a>> {
        let disliked = self.mean(&query.disliked);
        let no_wishes = query.wishes.is_empty() && query.any.is_empty();
        let wish_share = match (query.seeds.is_empty(), no_wishes) {
            (false, false) => query.wish_share.map_or(self.settings.wish_share, f64::from),
            (false, true) => 0.0,
            (true, _) => 1.0,
        };
        let mut sides = Vec::new();
        let (seeds, counts) = self.seeds(query, disliked.as_ref());
        if !seeds.is_empty() && wish_share < 1.0 {
            let (share, normalisation) = (1.0 - wish_share, self.seed_normalisation.clone());
            sides.push(Side { directions: seeds, counts, share, normalisation });
        }
        // Seeds take the dislikes; without any, the wishes do.
        let disliked = disliked.as_ref().filter(|_| query.seeds.is_empty());
        let wishes = if no_wishes { Vec::new() } else { self.wishes(query, disliked) };
        if !wishes.is_empty() && wish_share > 0.0 {
            let normalisation = Cow::Borrowed(self.wish_normalisation);
            let (directions, counts) = (wishes, Counts::Nearest);
            sides.push(Side { directions, counts, share: wish_share, normalisation });
        }
        sides
    }

    fn seeds(&self, query: &Query, disliked: Option<&Array1<f64>>) -> (Vec<Direction>, Counts) {
        let counts = match query.pooling.unwrap_or(self.settings.pooling) {
            Pooling::Mean => {
                let mean = self.mean(&query.seeds);
                let mean = mean.and_then(|mean| self.without(mean, disliked));
                return (mean.into_iter().collect(), Counts::Nearest);
            }
            Pooling::Best => Counts::Nearest,
            Pooling::Least => Counts::Farthest,
        };
        (self.each_seed(query, disliked), counts)
    }

    #[inline(never)] // A browser compiles it with a question that is pooled so.
    fn each_seed(&self, query: &Query, disliked: Option<&Array1<f64>>) -> Vec<Direction> {
        let mut seeds = Vec::with_capacity(query.seeds.len());
        for seed in &query.seeds {
            let own = self.direction(*seed);
            seeds.extend(own.and_then(|own| self.without(own.vector().clone(), disliked)));
        }
        seeds
    }

    /// What a drama is about, as far as it may be compared by it.
    fn direction(&self, drama: DramaIdx) -> Option<Direction> {
        let at = drama.at();
        Direction::of_row_without(self.index, at, |trope| self.veil.hides(at, trope))
    }

    /// One direction for each way to choose one trope of every group of which one suffices.
    #[inline(never)] // A browser compiles it with the first wish.
    fn wishes(&self, query: &Query, disliked: Option<&Array1<f64>>) -> Vec<Direction> {
        let wish = |trope: TropeIdx, weight: f32| {
            (trope.at(), f64::from(self.weights[trope.at()]).sqrt() * f64::from(weight))
        };
        let mut vector = Array1::zeros(self.index.n_tropes());
        for Wish { trope, weight } in &query.wishes {
            let (at, value) = wish(*trope, *weight);
            vector[at] = value;
        }
        let mut vectors = vec![vector];
        for group in &query.any {
            let mut chosen = Vec::with_capacity(vectors.len() * group.len());
            for vector in &vectors {
                for trope in group {
                    let (at, value) = wish(*trope, 1.0);
                    let mut vector = vector.clone();
                    vector[at] = value;
                    chosen.push(vector);
                }
            }
            vectors = chosen;
        }
        let direction =
            |vector: Array1<f64>| self.without(Direction::new(vector)?.vector().clone(), disliked);
        vectors.into_iter().filter_map(direction).collect()
    }

    /// The mean of the unit vectors of some dramas; `None` when none has a direction.
    fn mean(&self, dramas: &[DramaIdx]) -> Option<Array1<f64>> {
        let mut directions = dramas.iter().filter_map(|drama| self.direction(*drama));
        let mut sum = directions.next()?.into_vector();
        let mut number = 1.0;
        for direction in directions {
            sum += direction.vector();
            number += 1.0;
        }
        Some(sum / number)
    }

    /// Takes the disliked out of a vector (Rocchio 1971), clipped at 0.
    fn without(
        &self,
        mut vector: Array1<f64>,
        disliked: Option<&Array1<f64>>,
    ) -> Option<Direction> {
        if let Some(disliked) = disliked {
            vector.zip_mut_with(disliked, |v, d| *v = (*v - self.settings.dislike * d).max(0.0));
        }
        Direction::new(vector)
    }
}

//! Scores as the program makes them of tropes and priors, as matrices, and learning how much each
//! prior counts.

use ndarray::Array2;
use tropewise::query::PriorWeights;
use tropewise::schema::Prior;

use crate::boosts::Learned;
use crate::candidates::{Candidate, Vectors, largest_quotient};
use crate::data::Data;

/// Inverse temperature of the softmax over the dramas that what ships was learned with.
pub const BETA: f64 = 20.0;

/// Steps of gradient ascent.
const STEPS: usize = 120;

/// The priors of every seed and drama, in the order of [`Prior::ALL`].
pub struct Priors {
    values: Vec<Array2<f64>>,
    /// What base the matrices of similarity are brought to.
    scale: f64,
}

impl Priors {
    /// As the program gives them.
    pub fn of(data: &Data) -> Self {
        let shape = (data.seeds.len(), data.n_dramas());
        let mut values = vec![Array2::zeros(shape); Prior::ALL.len()];
        for (at, (seed, _)) in data.seeds.iter().enumerate() {
            let query = data.query(*seed);
            let scorer = data.recommender.scorer(&query);
            for (prior, values) in Prior::ALL.into_iter().zip(&mut values) {
                for drama in 0..data.n_dramas() {
                    values[(at, drama)] = scorer.adjustments.priors().value(prior, drama);
                }
            }
        }
        let vectors = Vectors::plain(data);
        let scale = 1.0 / largest_quotient(data, &vectors, &Candidate::UNBOOSTED);
        Self { values, scale }
    }

    /// `(s + Λ) / (1 + Λ)` for every seed and drama.
    pub fn mixed(&self, similarity: &Array2<f64>, weights: PriorWeights) -> Array2<f64> {
        let mut sum = Array2::<f64>::zeros(similarity.raw_dim());
        for (weight, values) in weights.all().iter().zip(&self.values) {
            sum.scaled_add(*weight, values);
        }
        (similarity * self.scale + &sum) / (1.0 + &sum)
    }

    /// Weights learned for each fold to be judged and for none, at an inverse temperature.
    pub fn learned(&self, data: &Data, learned: &Learned, beta: f64) -> Vec<PriorWeights> {
        let judged = (0..crate::data::FOLDS).map(Some).chain([None]);
        judged.map(|fold| self.learn(data, learned.judging(fold), fold, beta)).collect()
    }

    /// Weights that make the relevant dramas of the training seeds likely: the mean over the seeds
    /// of the mean log of their softmax is climbed (Adam, by finite differences), from a small
    /// weight of each, none below 0.
    fn learn(
        &self,
        data: &Data,
        similarity: &Array2<f64>,
        fold: Option<usize>,
        beta: f64,
    ) -> PriorWeights {
        let problem = Problem::new(self, data, similarity, &data.training(fold));
        let mut weights = [0.1; Prior::ALL.len()];
        let (mut first, mut second) = ([0.0; Prior::ALL.len()], [0.0; Prior::ALL.len()]);
        for step in 1..=STEPS {
            let rate = 0.02 * (1.0 - step as f64 / (STEPS + 1) as f64);
            let here = problem.likelihood(&weights, beta);
            let mut gradient = [0.0; Prior::ALL.len()];
            for at in 0..weights.len() {
                let mut moved = weights;
                moved[at] += 1e-4;
                gradient[at] = (problem.likelihood(&moved, beta) - here) / 1e-4;
            }
            for at in 0..weights.len() {
                first[at] = 0.9 * first[at] + 0.1 * gradient[at];
                second[at] = 0.99 * second[at] + 0.01 * gradient[at] * gradient[at];
                let unbiased = (
                    first[at] / (1.0 - 0.9f64.powi(step as i32)),
                    second[at] / (1.0 - 0.99f64.powi(step as i32)),
                );
                weights[at] =
                    (weights[at] + rate * unbiased.0 / (unbiased.1.sqrt() + 1e-9)).max(0.0);
            }
        }
        PriorWeights::new(weights)
    }
}

/// Weights times a factor.
pub fn scaled(weights: PriorWeights, factor: f64) -> PriorWeights {
    let mut all = [0.0; Prior::ALL.len()];
    for (scaled, weight) in all.iter_mut().zip(weights.all()) {
        *scaled = weight * factor;
    }
    PriorWeights::new(all)
}

/// What is climbed: for each training seed the bases and priors of what it may be answered, and
/// which of them are relevant.
struct Problem {
    seeds: Vec<Vec<Row>>,
}

struct Row {
    base: f64,
    priors: [f64; Prior::ALL.len()],
    relevant: bool,
}

impl Problem {
    fn new(priors: &Priors, data: &Data, similarity: &Array2<f64>, train: &[usize]) -> Self {
        let mut seeds = Vec::new();
        for (seed, relevant) in data.training_pairs(train) {
            if relevant.is_empty() {
                continue;
            }
            let mut rows = Vec::new();
            for drama in (0..data.n_dramas()).filter(|drama| data.may_answer(seed, *drama)) {
                rows.push(Row {
                    base: similarity[(seed, drama)] * priors.scale,
                    priors: std::array::from_fn(|at| priors.values[at][(seed, drama)]),
                    relevant: relevant.contains(&drama),
                });
            }
            seeds.push(rows);
        }
        Self { seeds }
    }

    fn likelihood(&self, weights: &[f64; Prior::ALL.len()], beta: f64) -> f64 {
        let mut sum = 0.0;
        for rows in &self.seeds {
            let (mut all, mut relevant, mut number) = (0.0, 0.0, 0.0);
            for row in rows {
                let lambda: f64 = weights.iter().zip(&row.priors).map(|(w, p)| w * p).sum();
                let score = beta * (row.base + lambda) / (1.0 + lambda);
                all += score.exp();
                if row.relevant {
                    relevant += score;
                    number += 1.0;
                }
            }
            sum += relevant / number - all.ln();
        }
        sum / self.seeds.len() as f64
    }
}

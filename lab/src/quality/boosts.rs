//! Learning how much a trope counts beyond its rarity from what viewers recommend.

use std::path::Path;

use ndarray::{Array1, Array2, Axis};

use crate::candidates::{Candidate, Vectors, similarity, weights};
use crate::data::{Data, FOLDS};

/// A boost this near to 1 is not worth writing down.
const WORTH: f64 = 0.04;

/// How boosts are learned.
#[derive(Debug, Clone, Copy)]
pub struct Fit {
    /// How strongly the logarithms of boosts are drawn to 0.
    pub lambda: f64,
    /// Inverse temperature of the softmax over the dramas.
    pub beta: f64,
    /// One boost a family in place of one a trope.
    pub by_family: bool,
    /// Steps of gradient descent.
    pub steps: usize,
}

impl Default for Fit {
    fn default() -> Self {
        Self { lambda: 2.0, beta: 10.0, by_family: false, steps: 60 }
    }
}

/// Similarities with boosts learned: on all development seeds, and without each fold.
pub struct Learned {
    all: Array2<f64>,
    without: Vec<Array2<f64>>,
}

impl Learned {
    /// Learns six times.
    pub fn new(data: &Data, fit: &Fit) -> Self {
        let by = |judged: Option<usize>| {
            let boosts = learn(data, &Candidate::UNBOOSTED, &data.training(judged), fit);
            similarity(data, &Vectors { boosts }, &Candidate::UNBOOSTED)
        };
        Self { all: by(None), without: (0..FOLDS).map(|fold| by(Some(fold))).collect() }
    }

    /// The similarity that may judge a fold; that of all development seeds for none.
    pub fn judging(&self, fold: Option<usize>) -> &Array2<f64> {
        fold.map_or(&self.all, |fold| &self.without[fold])
    }
}

/// Learns boosts that make the relevant dramas of the training seeds likely.
///
/// With `p(drama | seed)` the softmax of β times the similarity, it maximises the mean over the
/// seeds of the mean log p of their relevant dramas, less λ times the mean square of the boosts'
/// logarithms times the number of tropes over that of seeds (listwise loss, Cao et al. 2007;
/// diagonal metric learning). Adam (Kingma & Ba 2015), a fixed number of steps from boosts of 1.
pub fn learn(data: &Data, candidate: &Candidate, train: &[usize], fit: &Fit) -> Array1<f64> {
    let problem = Problem::new(data, candidate, train, fit);
    let n = problem.groups.iter().max().map_or(0, |last| last + 1);
    let (mut theta, mut first, mut second) =
        (Array1::<f64>::zeros(n), Array1::<f64>::zeros(n), Array1::<f64>::zeros(n));
    for step in 1..=fit.steps {
        let gradient = problem.gradient(&theta);
        first = first * 0.9 + &gradient * 0.1;
        second = second * 0.999 + gradient.mapv(|g| g * g) * 0.001;
        let (unbiased_1, unbiased_2) =
            (1.0 - 0.9f64.powi(step as i32), 1.0 - 0.999f64.powi(step as i32));
        // The step shrinks so that the end does not jitter.
        let rate = 0.03 * (1.0 - step as f64 / (fit.steps + 1) as f64);
        for at in 0..n {
            theta[at] +=
                rate * (first[at] / unbiased_1) / ((second[at] / unbiased_2).sqrt() + 1e-8);
        }
    }
    problem.groups.iter().map(|group| theta[*group].exp()).collect()
}

/// The sum to be maximised, with what stays the same over the steps.
struct Problem<'a> {
    data: &'a Data,
    candidate: &'a Candidate,
    fit: Fit,
    /// Saliences, and their squares.
    rows: Array2<f64>,
    squares: Array2<f64>,
    /// Training seeds with their relevant rows.
    pairs: Vec<(usize, Vec<usize>)>,
    /// Rarity weights.
    rarity: Array1<f64>,
    /// Which boost a trope shares.
    groups: Vec<usize>,
    /// What a seed may be answered.
    allowed: Vec<Vec<usize>>,
}

impl<'a> Problem<'a> {
    fn new(data: &'a Data, candidate: &'a Candidate, train: &[usize], fit: &Fit) -> Self {
        let rows = data.strengths.mapv(|x| x.powf(candidate.curve));
        let vocabulary = data.catalog().vocabulary();
        let group = |at: usize| if fit.by_family { vocabulary.tropes()[at].family } else { at };
        let pairs: Vec<_> =
            data.training_pairs(train).into_iter().filter(|(_, list)| !list.is_empty()).collect();
        let allowed = |(seed, _): &(usize, Vec<usize>)| {
            (0..data.n_dramas()).filter(|drama| data.may_answer(*seed, *drama)).collect()
        };
        Self {
            squares: rows.mapv(|x| x * x),
            rarity: weights(data, &Vectors::plain(data), candidate),
            groups: (0..vocabulary.len()).map(group).collect(),
            allowed: pairs.iter().map(allowed).collect(),
            candidate,
            fit: *fit,
            rows,
            pairs,
            data,
        }
    }

    /// The gradient by the logarithms of the boosts.
    fn gradient(&self, theta: &Array1<f64>) -> Array1<f64> {
        let b = self.candidate.b;
        let boosts: Array1<f64> = self.groups.iter().map(|group| theta[*group].exp()).collect();
        let weights = &self.rarity * &boosts;
        let norms = self.squares.dot(&weights).mapv(|square| square.max(1e-12).sqrt());
        let mean = norms.mean().expect("there are dramas");
        let lengths = norms.mapv(|norm| (1.0 - b) * mean + b * norm);
        let seeds: Vec<usize> =
            self.pairs.iter().map(|(seed, _)| self.data.seeds[*seed].0.at()).collect();
        let queries = self.rows.select(Axis(0), &seeds);
        let seed_norms = norms.select(Axis(0), &seeds);
        let similarity = (&queries * &weights).dot(&self.rows.t())
            / &seed_norms.clone().insert_axis(Axis(1))
            / &lengths;
        // By how much the sum grows with each similarity.
        let mut pull = Array2::<f64>::zeros(similarity.raw_dim());
        for (at, ((_, relevant), allowed)) in self.pairs.iter().zip(&self.allowed).enumerate() {
            let row = similarity.row(at);
            let largest = allowed.iter().map(|d| row[*d]).fold(f64::NEG_INFINITY, f64::max);
            let weight = |drama: usize| (self.fit.beta * (row[drama] - largest)).exp();
            let total: f64 = allowed.iter().map(|drama| weight(*drama)).sum();
            for drama in allowed {
                pull[(at, *drama)] -= self.fit.beta * weight(*drama) / total;
            }
            for drama in relevant {
                pull[(at, *drama)] += self.fit.beta / relevant.len() as f64;
            }
        }
        // d similarity / d weight: of the inner product, of the seed's norm, of the drama's length.
        let scaled = &pull
            / &seed_norms.clone().insert_axis(Axis(1))
            / &lengths.clone().insert_axis(Axis(0));
        let mut slope = (&queries * &scaled.dot(&self.rows)).sum_axis(Axis(0));
        let felt = &pull * &similarity;
        let by_seed = felt.sum_axis(Axis(1)) / seed_norms.mapv(|norm| norm * norm);
        slope -= &(by_seed.dot(&self.squares.select(Axis(0), &seeds)) * 0.5);
        let by_drama = felt.sum_axis(Axis(0)) / &lengths;
        let norm_slopes = &self.squares / &norms.insert_axis(Axis(1)) * 0.5;
        slope -= &(by_drama.dot(&norm_slopes) * b);
        let mean_slope = norm_slopes.mean_axis(Axis(0)).expect("there are dramas");
        slope -= &(mean_slope * ((1.0 - b) * by_drama.sum()));
        let mut gradient = theta * (-2.0 * self.fit.lambda);
        for (at, trope) in self.data.catalog().vocabulary().tropes().iter().enumerate() {
            // What may not be named in an explanation shall not carry it.
            if !trope.spoiler {
                gradient[self.groups[at]] += slope[at] * weights[at];
            }
        }
        gradient / self.pairs.len() as f64
    }
}

/// Learns boosts on all development seeds and writes those worth it into a vocabulary.
pub fn write(data: &Data, file: &Path) -> Result<(), String> {
    let told = |error: &dyn std::fmt::Display| format!("`{}`: {error}", file.display());
    let boosts = learn(data, &Candidate::UNBOOSTED, &data.training(None), &Fit::default());
    let text = std::fs::read_to_string(file).map_err(|error| told(&error))?;
    let mut document: toml_edit::DocumentMut = text.parse().map_err(|error| told(&error))?;
    let tropes = document["trope"].as_array_of_tables_mut().ok_or("no [[trope]] tables")?;
    let mut written = 0;
    for trope in tropes.iter_mut() {
        let id = trope["id"].as_str().unwrap_or_default().to_owned();
        let Some(found) = data.catalog().vocabulary().find(&id) else { continue };
        let boost = (boosts[found.at()] * 100.0).round() / 100.0;
        if (boost - 1.0).abs() < WORTH {
            trope.remove("boost");
        } else {
            trope["boost"] = toml_edit::value(boost);
            written += 1;
        }
    }
    std::fs::write(file, document.to_string()).map_err(|error| told(&error))?;
    println!("{written} boosts written to `{}`", file.display());
    Ok(())
}

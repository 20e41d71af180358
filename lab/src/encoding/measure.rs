//! How good predictions are: precision, recall, cosine, and what is recommended by them.

use std::collections::BTreeMap;

use ndarray::Array2;
use tropewise::QueryRequest;
use tropewise::catalog::DramaIdx;
use tropewise::eval::{Interval, interval, ndcg, rank_all};
use tropewise::rank::weights::salience;
use tropewise::schema::ByTrope;

use crate::corpus::{Corpus, MATTERS, Part};

/// What is predicted of each drama from its text, by what has not seen that text.
#[derive(Clone)]
pub struct Prediction {
    /// What tropes are listed by, shape `(n_dramas, n_tropes)`.
    pub order: Array2<f32>,
    /// Scores, same shape.
    pub scores: Array2<f32>,
    /// What dramas are compared by, each in [0, 1], same shape.
    pub salience: Array2<f32>,
    /// Whether the lexicon names the trope, same shape.
    pub named: Array2<bool>,
}

impl Prediction {
    /// Nothing yet.
    pub fn new(corpus: &Corpus) -> Self {
        let zeros = Array2::zeros((corpus.n_dramas(), corpus.n_tropes()));
        let named = Array2::default(zeros.dim());
        Self { order: zeros.clone(), scores: zeros.clone(), salience: zeros, named }
    }
}

/// One row of the table.
pub struct Measured {
    /// Precision of the first five tropes, by drama.
    pub precision: Vec<f64>,
    /// Recall of the first ten.
    pub recall: Vec<f64>,
    /// Cosine to the curated vector.
    pub cosine: Vec<f64>,
    /// nDCG@10 by seed.
    pub ndcg: BTreeMap<DramaIdx, f64>,
}

/// Rankings by seed, best first.
pub type Rankings = BTreeMap<DramaIdx, Vec<DramaIdx>>;

/// The positions of the largest values, ties to the first.
pub fn largest(values: &[f32], k: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*b].total_cmp(&values[*a]).then(a.cmp(b)));
    order.truncate(k);
    order
}

/// Ranks the catalogue against every seed's prediction. The seed itself and its series are left
/// out.
pub fn rankings(corpus: &Corpus, salience: &Array2<f32>) -> Rankings {
    let catalog = corpus.catalog();
    rank_all(&corpus.recommender, &corpus.judgements, |id| {
        let own = catalog.find(id).expect("a seed");
        let series = |idx: DramaIdx| catalog.facts(idx).series();
        let same =
            |idx: &DramaIdx| *idx == own || (series(own).is_some() && series(*idx) == series(own));
        let tropes = catalog.vocabulary().tropes().iter().zip(salience.row(own.at()));
        let want = tropes
            .filter(|(_, value)| **value > 0.0)
            .map(|(trope, value)| (trope.id.clone(), value.min(1.0)));
        let want: ByTrope<f32> = want.collect();
        // A seed of which nothing is known cannot be asked for; a trope of no weight stands in.
        let empty = want.is_empty();
        QueryRequest {
            want: if empty {
                [(catalog.vocabulary().tropes()[0].id.clone(), 1e-6)].into_iter().collect()
            } else {
                want
            },
            seen: catalog.indices().filter(same).map(|idx| catalog.drama(idx).id.clone()).collect(),
            ..QueryRequest::new("encoding")
        }
    })
}

/// nDCG@10 of rankings.
pub fn scores(corpus: &Corpus, rankings: &Rankings) -> BTreeMap<DramaIdx, f64> {
    let relevant = corpus.judgements.relevant.iter();
    relevant
        .map(|(seed, list)| {
            (*seed, rankings.get(seed).map_or(0.0, |ranking| ndcg(ranking, list, 10)))
        })
        .collect()
}

/// Measures a prediction.
pub fn measure(corpus: &Corpus, prediction: &Prediction) -> Measured {
    let weights = corpus.recommender.weights();
    let (mut precision, mut recall, mut cosine) = (Vec::new(), Vec::new(), Vec::new());
    for drama in (0..corpus.n_dramas()).filter(|drama| !corpus.synopses[*drama].is_empty()) {
        let strengths = corpus.strengths.row(drama);
        let order = largest(prediction.order.row(drama).as_slice().expect("contiguous"), 10);
        let right = |tropes: &[usize]| {
            tropes.iter().filter(|trope| strengths[**trope] >= MATTERS).count() as f64
        };
        let all = strengths.iter().filter(|strength| **strength >= MATTERS).count();
        precision.push(right(&order[..5]) / 5.0);
        recall.push(right(&order) / all.max(1) as f64);
        let (mut product, mut ours, mut theirs) = (0.0, 0.0, 0.0);
        for (trope, weight) in weights.iter().enumerate() {
            let (a, b) = (
                f64::from(prediction.salience[[drama, trope]]),
                f64::from(salience(strengths[trope])),
            );
            product += f64::from(*weight) * a * b;
            ours += f64::from(*weight) * a * a;
            theirs += f64::from(*weight) * b * b;
        }
        cosine.push(if ours * theirs > 0.0 { product / (ours * theirs).sqrt() } else { 0.0 });
    }
    Measured {
        precision,
        recall,
        cosine,
        ndcg: scores(corpus, &rankings(corpus, &prediction.salience)),
    }
}

impl Measured {
    /// Mean nDCG@10 over a part of the seeds, with its interval.
    pub fn ndcg(&self, corpus: &Corpus, part: Part) -> Interval {
        let of = self.ndcg.iter().filter(|(seed, _)| corpus.part(**seed) == part);
        interval(&of.map(|(_, value)| *value).collect::<Vec<_>>())
    }

    /// The row as Markdown.
    pub fn row(&self, corpus: &Corpus, name: &str) -> String {
        let shown = |values: &[f64]| {
            let all = interval(values);
            format!("{:.3} ± {:.3}", all.mean, (all.high - all.low) / 2.0)
        };
        let seeds = |part| {
            let all = self.ndcg(corpus, part);
            format!("{:.3} [{:.3}, {:.3}]", all.mean, all.low, all.high)
        };
        let vector =
            |values: &[f64]| if values.is_empty() { "—".to_owned() } else { shown(values) };
        format!(
            "| {name} | {} | {} | {} | {} | {} |",
            vector(&self.precision),
            vector(&self.recall),
            vector(&self.cosine),
            seeds(Part::Development),
            seeds(Part::HeldOut)
        )
    }
}

//! Ways to compare dramas, as matrices.

use ndarray::{Array1, Array2, Axis};

use crate::data::Data;

/// What vectors are made from besides strengths.
#[derive(Debug, Clone)]
pub struct Vectors {
    /// The boost of each trope.
    pub boosts: Array1<f64>,
}

impl Vectors {
    /// Without boosts.
    pub fn plain(data: &Data) -> Self {
        Self { boosts: Array1::ones(data.strengths.ncols()) }
    }

    /// With the boosts that ship.
    pub fn shipped(data: &Data) -> Self {
        let tropes = data.catalog().vocabulary().tropes().iter();
        Self { boosts: tropes.map(|trope| trope.boost.map_or(1.0, f64::from)).collect() }
    }
}

/// How the neighbourhood of tropes softens the cosine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Soft {
    /// Not at all.
    None,
    /// By the degrees of `related` in the vocabulary, times this.
    Related(f64),
    /// Tropes of one family, this much.
    Family(f64),
    /// By positive correlation over the dramas, times this.
    Together(f64),
}

/// One way to compare.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Exponent of the rarity weight.
    pub rarity: f64,
    /// Exponent of the strength.
    pub curve: f64,
    /// Length normalisation.
    pub b: f64,
    /// Softening.
    pub soft: Soft,
    /// What the tropes of one family count beside the others: its position and a factor.
    pub family: Option<(usize, f64)>,
    /// How much of the mean vector is taken from every vector.
    pub centre: f64,
    /// How much of the mean similarity to its 50 nearest is taken from a drama, as an exponent
    /// (hubness; Radovanović, Nanopoulos & Ivanović 2010).
    pub hubness: f64,
    /// Whether tropes that give an ending away count.
    pub spoilers: bool,
    /// How much of the mean of its five nearest is added to the seed (pseudo relevance feedback).
    pub feedback: f64,
}

impl Candidate {
    /// What ships, boosts apart.
    pub const UNBOOSTED: Self = Self {
        rarity: 1.0,
        curve: 2.0,
        b: 0.25,
        soft: Soft::None,
        family: None,
        centre: 0.0,
        hubness: 0.0,
        spoilers: false,
        feedback: 0.0,
    };
}

impl Default for Candidate {
    /// The plain cosine.
    fn default() -> Self {
        Self { rarity: 0.0, curve: 1.0, b: 1.0, spoilers: true, ..Self::UNBOOSTED }
    }
}

/// Trope weights.
pub fn weights(data: &Data, vectors: &Vectors, candidate: &Candidate) -> Array1<f64> {
    let tagged = data.strengths.rows().into_iter().filter(|row| row.sum() > 0.0).count() as f64;
    let frequency = data.strengths.sum_axis(Axis(0));
    let rarity =
        frequency.mapv(|sum| ((1.0 + tagged) / (1.0 + sum)).ln().max(0.0).powf(candidate.rarity));
    let mut weights = rarity * &vectors.boosts;
    if let Some((family, factor)) = candidate.family {
        for (weight, trope) in weights.iter_mut().zip(data.catalog().vocabulary().tropes()) {
            if trope.family == family {
                *weight *= factor;
            }
        }
    }
    weights
}

/// Similarity of every seed to every drama, shape `(n_seeds, n_dramas)`.
pub fn similarity(data: &Data, vectors: &Vectors, candidate: &Candidate) -> Array2<f64> {
    let mut roots = weights(data, vectors, candidate).mapv(f64::sqrt);
    if !candidate.spoilers {
        for (root, trope) in roots.iter_mut().zip(data.catalog().vocabulary().tropes()) {
            if trope.spoiler {
                *root = 0.0;
            }
        }
    }
    let mut rows = data.strengths.mapv(|x| x.powf(candidate.curve)) * &roots;
    if candidate.centre > 0.0 {
        let mean = rows.mean_axis(Axis(0)).expect("there are dramas");
        rows -= &(mean * candidate.centre);
    }
    let softened = match softening(data, candidate.soft) {
        Some(near) => &rows + &rows.dot(&near),
        None => rows.clone(),
    };
    let norms = (&rows * &softened).sum_axis(Axis(1)).mapv(|square| square.max(0.0).sqrt());
    let mean = norms.sum() / norms.iter().filter(|norm| **norm > 0.0).count() as f64;
    let lengths = norms.mapv(|n| ((1.0 - candidate.b) * mean + candidate.b * n).max(1e-12));
    let mut queries = softened.select(Axis(0), &data.seed_rows());
    let seed_norms = norms.select(Axis(0), &data.seed_rows()).mapv(|n| n.max(1e-12));
    queries /= &seed_norms.insert_axis(Axis(1));
    if candidate.feedback > 0.0 {
        queries = with_feedback(data, &queries, &rows, &norms, candidate.feedback);
    }
    let mut similarity = queries.dot(&rows.t()) / &lengths;
    if candidate.hubness > 0.0 {
        similarity /= &hubs(&rows, &norms).mapv(|hub| hub.powf(candidate.hubness));
    }
    similarity
}

/// The largest `‖x‖ / D(x)`, which the program divides by so that scores lie in [0, 1].
pub fn largest_quotient(data: &Data, vectors: &Vectors, candidate: &Candidate) -> f64 {
    let weights = weights(data, vectors, candidate);
    let squares = data.strengths.mapv(|x| x.powf(2.0 * candidate.curve));
    let norms = squares.dot(&weights).mapv(f64::sqrt);
    let mean = norms.mean().expect("there are dramas");
    norms.iter().map(|n| n / ((1.0 - candidate.b) * mean + candidate.b * n)).fold(0.0, f64::max)
}

fn softening(data: &Data, soft: Soft) -> Option<Array2<f64>> {
    let vocabulary = data.catalog().vocabulary();
    let n = vocabulary.len();
    let mut near = Array2::zeros((n, n));
    match soft {
        Soft::None => return None,
        Soft::Related(much) => {
            for (at, trope) in vocabulary.tropes().iter().enumerate() {
                for (other, degree) in &trope.related {
                    let Some(other) = vocabulary.find(other) else { continue };
                    let degree = much * f64::from(*degree);
                    for cell in [(at, other.at()), (other.at(), at)] {
                        near[cell] = f64::max(near[cell], degree);
                    }
                }
            }
        }
        Soft::Family(much) => {
            let family = |at: usize| vocabulary.tropes()[at].family;
            near = Array2::from_shape_fn((n, n), |(a, b)| {
                if a != b && family(a) == family(b) { much } else { 0.0 }
            });
        }
        Soft::Together(much) => {
            let mean = data.strengths.mean_axis(Axis(0)).expect("there are dramas");
            let centred = &data.strengths - &mean;
            let norms = centred.mapv(|x| x * x).sum_axis(Axis(0)).mapv(|s| s.sqrt().max(1e-12));
            let columns = centred / &norms;
            near = columns.t().dot(&columns).mapv(|r| much * r.max(0.0));
            near.diag_mut().fill(0.0);
        }
    }
    Some(near)
}

/// Adds to each unit query the mean of the unit rows of its five nearest.
fn with_feedback(
    data: &Data,
    queries: &Array2<f64>,
    rows: &Array2<f64>,
    norms: &Array1<f64>,
    share: f64,
) -> Array2<f64> {
    let units = rows / &norms.mapv(|n| n.max(1e-12)).insert_axis(Axis(1));
    let nearness = queries.dot(&units.t());
    let mut fed = queries.clone();
    for (seed, mut query) in fed.rows_mut().into_iter().enumerate() {
        let mut order: Vec<usize> =
            (0..data.n_dramas()).filter(|drama| data.may_answer(seed, *drama)).collect();
        order.sort_by(|a, b| nearness[(seed, *b)].total_cmp(&nearness[(seed, *a)]));
        for near in order.iter().take(5) {
            query.scaled_add(share / 5.0, &units.row(*near));
        }
    }
    fed
}

/// The mean cosine of each drama to its 50 nearest.
fn hubs(rows: &Array2<f64>, norms: &Array1<f64>) -> Array1<f64> {
    let units = rows / &norms.mapv(|n| n.max(1e-12)).insert_axis(Axis(1));
    let cosines = units.dot(&units.t());
    let mean = |(at, row): (usize, ndarray::ArrayView1<'_, f64>)| {
        let mut others: Vec<f64> =
            row.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, c)| *c).collect();
        others.sort_by(|a, b| b.total_cmp(a));
        (others.iter().take(50).sum::<f64>() / 50.0).max(1e-6)
    };
    cosines.rows().into_iter().enumerate().map(mean).collect()
}

/// A change with the values tried.
type Grid = (String, Vec<(String, Candidate)>);

/// The changes tried on top of what ships, each with the values it may take.
pub fn grids(data: &Data) -> Vec<Grid> {
    let base = Candidate::UNBOOSTED;
    let grid = |name: &str, values: &[f64], set: &dyn Fn(f64) -> Candidate| {
        (name.to_owned(), values.iter().map(|v| (v.to_string(), set(*v))).collect())
    };
    let mut grids: Vec<Grid> = vec![
        grid("strength curve x^c", &[1.0, 1.5, 2.0, 2.5, 3.0], &|curve| Candidate {
            curve,
            ..base.clone()
        }),
        grid("exponent of rarity", &[0.0, 0.5, 1.0, 1.5, 2.0], &|rarity| Candidate {
            rarity,
            ..base.clone()
        }),
        grid("length normalisation b", &[0.0, 0.25, 0.5, 0.75, 1.0], &|b| Candidate {
            b,
            ..base.clone()
        }),
        grid("soft cosine by `related`", &[0.05, 0.1, 0.2, 0.4], &|much| Candidate {
            soft: Soft::Related(much),
            ..base.clone()
        }),
        grid("soft cosine within families", &[0.01, 0.02, 0.05], &|much| Candidate {
            soft: Soft::Family(much),
            ..base.clone()
        }),
        grid("soft cosine by co-occurrence", &[0.05, 0.1, 0.3, 0.6], &|much| Candidate {
            soft: Soft::Together(much),
            ..base.clone()
        }),
        grid("mean vector taken out", &[0.25, 0.5, 1.0], &|centre| Candidate {
            centre,
            ..base.clone()
        }),
        grid("hubs pushed down", &[0.1, 0.2, 0.4], &|hubness| Candidate {
            hubness,
            ..base.clone()
        }),
        grid("pseudo relevance feedback", &[0.2, 0.4, 0.8], &|feedback| Candidate {
            feedback,
            ..base.clone()
        }),
    ];
    let families = data.catalog().vocabulary().families().iter().enumerate();
    let weighted = families.flat_map(|(at, family)| {
        [0.7, 1.0, 1.4].map(|factor| {
            let candidate = Candidate { family: Some((at, factor)), ..base.clone() };
            (format!("{} x {factor}", family.id), candidate)
        })
    });
    grids.push(("one family weighted".to_owned(), weighted.collect()));
    grids
}

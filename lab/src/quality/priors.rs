//! What counts besides tropes: popularity, era, people.

use ndarray::{Array1, Array2, Axis};
use tropewise::query::Prior;

use crate::boosts::Learned;
use crate::candidates::{Candidate, Vectors, largest_quotient};
use crate::data::Data;
use crate::table::{Table, cross_validated};

/// Prints what each prior and some of them together gain.
pub fn tables(data: &Data, learned: &Learned) {
    let popularity = by_seed(data, Prior::Popularity);
    let era = by_seed(data, Prior::Era);
    let people = by_seed(data, Prior::People);
    let logarithm = repeated(data, &data.log_followers());
    let scale = 1.0 / largest_quotient(data, &Vectors::plain(data), &Candidate::UNBOOSTED);
    let mut table = Table::new("Priors beside the tropes", "prior");
    let mut row = |name: &str, parts: &[(&Array2<f64>, f64)]| {
        let scores = cross_validated(data, |fold| {
            let tropes = learned.judging(fold) * scale;
            parts
                .iter()
                .fold(tropes, |score, (prior, lambda)| score * (1.0 - lambda) + *prior * *lambda)
        });
        table.row(name, scores);
    };
    row("tropes alone", &[]);
    for lambda in [0.1, 0.2, 0.3] {
        row(&format!("popularity by rank, λ = {lambda}"), &[(&popularity, lambda)]);
    }
    for lambda in [0.2, 0.35, 0.5] {
        row(&format!("popularity by logarithm, λ = {lambda}"), &[(&logarithm, lambda)]);
    }
    for lambda in [0.05, 0.1] {
        row(&format!("era, λ = {lambda}"), &[(&era, lambda)]);
    }
    for lambda in [0.05, 0.1, 0.2] {
        row(&format!("people, λ = {lambda}"), &[(&people, lambda)]);
    }
    row("popularity 0.2 and era 0.05", &[(&popularity, 0.2), (&era, 0.05)]);
    row("popularity 0.2 and people 0.1", &[(&popularity, 0.2), (&people, 0.1)]);
    row(
        "popularity 0.2, era 0.05 and people 0.1",
        &[(&popularity, 0.2), (&era, 0.05), (&people, 0.1)],
    );
    table.print(data);
}

/// A prior of the program for every seed and drama.
fn by_seed(data: &Data, prior: Prior) -> Array2<f64> {
    let mut values = Array2::zeros((data.seeds.len(), data.n_dramas()));
    for (at, (seed, _)) in data.seeds.iter().enumerate() {
        let query = data.query(*seed);
        let scorer = data.recommender.scorer(&query);
        for drama in 0..data.n_dramas() {
            values[(at, drama)] = scorer.adjustments.priors().value(prior, drama);
        }
    }
    values
}

fn repeated(data: &Data, row: &Array1<f64>) -> Array2<f64> {
    row.clone()
        .insert_axis(Axis(0))
        .broadcast((data.seeds.len(), data.n_dramas()))
        .expect("one row")
        .to_owned()
}

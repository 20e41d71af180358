//! What counts besides tropes: popularity, era, people.

use tropewise::query::PriorWeights;
use tropewise::schema::Prior;

use crate::boosts::Learned;
use crate::data::{Data, FOLDS, Part};
use crate::mixture::{BETA, Priors, scaled};
use crate::table::{Table, cross_validated};

/// Prints what each prior and some of them together gain, and how often the first by tropes alone
/// stays among the first three.
pub fn tables(data: &Data, learned: &Learned) {
    let priors = Priors::of(data);
    let mut table = Table::new("Priors beside the tropes", "prior");
    let mut row = |name: &str, weights: &dyn Fn(Option<usize>) -> PriorWeights| {
        let mixed = |fold| priors.mixed(learned.judging(fold), weights(fold));
        table.row(name, cross_validated(data, mixed));
        let kept = |part: Part| {
            let first = learned.judging(None);
            data.first_kept(&data.part(part), first, &mixed(None))
        };
        table.note(&format!(
            "first kept {:.0} % / {:.0} %",
            100.0 * kept(Part::Development),
            100.0 * kept(Part::HeldOut)
        ));
    };
    row("tropes alone", &|_| PriorWeights::NONE);
    for prior in Prior::ALL {
        for weight in [0.1, 0.2, 0.4] {
            let weights = PriorWeights::NONE.with(prior, weight);
            row(&format!("{} {weight}", prior.name()), &move |_| weights);
        }
    }
    let fitted = priors.learned(data, learned, BETA);
    let of = |fold: Option<usize>| fitted[fold.unwrap_or(FOLDS)];
    for factor in [0.8, 1.0, 1.2, 1.4, 1.6, 2.0] {
        row(&format!("all, learned, times {factor}"), &|fold| scaled(of(fold), factor));
    }
    for prior in Prior::ALL {
        row(&format!("all, learned, without {}", prior.name()), &|fold| of(fold).with(prior, 0.0));
    }
    for beta in [10.0, 30.0] {
        let other = priors.learned(data, learned, beta);
        let of = |fold: Option<usize>| other[fold.unwrap_or(FOLDS)];
        for factor in [1.0, 1.3] {
            let name = format!("all, learned with β = {beta}, times {factor}");
            row(&name, &|fold| scaled(of(fold), factor));
        }
    }
    let usual = data.recommender.settings().priors;
    row("what ships", &|_| usual);
    table.print(data);
    println!("Learned on all development seeds: {:?}", of(None).all());
    let folds: Vec<&[f64]> = (0..FOLDS).map(|fold| fitted[fold].all()).collect();
    println!("Without each fold: {folds:.2?}\n");
}

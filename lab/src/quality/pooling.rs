//! Several seeds, and seeds with a wish.

use std::collections::BTreeSet;

use tropewise::catalog::{DramaIdx, TropeIdx};
use tropewise::eval::{Interval, interval, ndcg};
use tropewise::schema::Pooling;
use tropewise::{QueryRequest, Recommender};

use crate::data::{Data, Part};

/// Prints how to pool two seeds and how much a wish should count beside a seed.
pub fn tables(data: &Data) {
    println!("## Two seeds\n");
    println!("| seeds | questions | mean | best | gain of best |");
    println!("|---|---|---|---|---|");
    for (name, alike) in [("one recommended after the other", true), ("any two", false)] {
        let cases = pairs(data, alike);
        let [mean, best] = [Pooling::Mean, Pooling::Best].map(|how| {
            let score = |(seeds, relevant): &([DramaIdx; 2], Vec<DramaIdx>)| {
                let like = seeds.iter().map(|s| data.catalog().drama(*s).id.clone()).collect();
                let pooling = Some(how);
                let request = QueryRequest { like, pooling, ..QueryRequest::new("pooling") };
                answered(&data.recommender, request, relevant)
            };
            cases.iter().map(score).collect::<Vec<f64>>()
        });
        let gains: Vec<f64> = best.iter().zip(&mean).map(|(best, mean)| best - mean).collect();
        let [mean, best, gain] = [mean, best, gains].map(|values| shown(&interval(&values)));
        println!("| {name} | {} | {mean} | {best} | {gain} |", cases.len());
    }
    println!("\n## A seed and a wish\n");
    println!("| share of the wish | questions | nDCG@10 |");
    println!("|---|---|---|");
    let cases = wished(data);
    for share in [0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0] {
        let scores: Vec<f64> = cases
            .iter()
            .map(|(seed, trope, relevant)| {
                let request = QueryRequest {
                    like: vec![data.catalog().drama(*seed).id.clone()],
                    want: [(data.catalog().vocabulary().trope(*trope).id.clone(), 1.0)]
                        .into_iter()
                        .collect(),
                    wish_share: Some(share),
                    ..QueryRequest::new("share")
                };
                answered(&data.recommender, request, relevant)
            })
            .collect();
        println!("| {share} | {} | {} |", scores.len(), shown(&interval(&scores)));
    }
    println!();
}

fn shown(interval: &Interval) -> String {
    format!("{:.3} [{:.3}, {:.3}]", interval.mean, interval.low, interval.high)
}

fn answered(recommender: &Recommender, request: QueryRequest, relevant: &[DramaIdx]) -> f64 {
    let query = request.check(recommender.catalog()).expect("a sound request");
    let ranked: Vec<DramaIdx> = recommender.rank(&query).into_iter().map(|hit| hit.drama).collect();
    ndcg(&ranked, relevant, 10)
}

/// Two development seeds with all that viewers recommend after either: each seed with the first
/// seed of its own list, or with the seed that follows it.
fn pairs(data: &Data, alike: bool) -> Vec<([DramaIdx; 2], Vec<DramaIdx>)> {
    let development: Vec<_> =
        data.part(Part::Development).into_iter().map(|at| &data.seeds[at]).collect();
    let mut seen = BTreeSet::new();
    let mut pairs = Vec::new();
    for (at, (seed, list)) in development.iter().enumerate() {
        let other = match alike {
            true => development.iter().find(|(other, _)| list.contains(other)),
            false => development.get(at + 1),
        };
        let Some((other, others)) = other else { continue };
        let key = [*seed.min(other), *seed.max(other)];
        if seen.insert(key) {
            let all: BTreeSet<DramaIdx> = list.iter().chain(others).copied().collect();
            let relevant = all.into_iter().filter(|drama| !key.contains(drama)).collect();
            pairs.push(([*seed, *other], relevant));
        }
    }
    pairs
}

/// A development seed, a trope that it lacks and some drama of its list has at level 4 or 5, and
/// the dramas of its list that have it at level 3 or more.
fn wished(data: &Data) -> Vec<(DramaIdx, TropeIdx, Vec<DramaIdx>)> {
    let mut cases = Vec::new();
    for at in data.part(Part::Development) {
        let (seed, list) = &data.seeds[at];
        for trope in 0..data.strengths.ncols() {
            let of = |drama: &DramaIdx| data.strengths[(drama.at(), trope)];
            if of(seed) == 0.0 && list.iter().any(|drama| of(drama) >= 0.8 - 1e-6) {
                let relevant = list.iter().copied().filter(|d| of(d) >= 0.6 - 1e-6).collect();
                cases.push((*seed, TropeIdx(trope as u16), relevant));
            }
        }
    }
    cases
}

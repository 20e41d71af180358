//! Several seeds, and seeds with a wish.

use std::collections::BTreeSet;

use tropewise::catalog::{DramaIdx, TropeIdx};
use tropewise::eval::{Interval, interval, ndcg};
use tropewise::schema::{Pooling, Prior, PriorsRequest};
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
    println!();
    parts(data);
    println!("\n## A seed and a wish\n");
    println!("| share of the wish | questions | nDCG@10 |");
    println!("|---|---|---|");
    let cases = wished(data);
    for share in [0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0] {
        let scores: Vec<f64> = cases
            .iter()
            .map(|(seed, trope, relevant)| {
                let wish_share = Some(share);
                let request = QueryRequest { wish_share, ..with_wish(data, *seed, *trope) };
                answered(&data.recommender, request, relevant)
            })
            .collect();
        println!("| {share} | {} | {} |", scores.len(), shown(&interval(&scores)));
    }
    println!();
}

/// How much priors may count where a question has several parts: the median score of the first by
/// tropes alone, agreement with viewers, for how many questions that first stays among the first
/// three, and how many of the first ten stay there.
fn parts(data: &Data) {
    println!("## Questions of several parts: how much priors count\n");
    println!(
        "| question | share of the usual priors | first, median score | nDCG@10 | first kept | of \
        ten kept |"
    );
    println!("|---|---|---|---|---|---|");
    let both = |pooling: Pooling, alike: bool| -> Vec<Case> {
        let request = |seeds: [DramaIdx; 2]| QueryRequest {
            like: seeds.iter().map(|seed| data.catalog().drama(*seed).id.clone()).collect(),
            pooling: Some(pooling),
            ..QueryRequest::new("parts")
        };
        pairs(data, alike).into_iter().map(|(seeds, all)| (request(seeds), all)).collect()
    };
    let least = [0.125, 0.25, 0.5, 1.0];
    beside(data, "least of two, alike", &both(Pooling::Least, true), &least);
    beside(data, "least of any two", &both(Pooling::Least, false), &least);
    let mean = [0.25, 0.5, 0.7, 1.0];
    beside(data, "mean of two, alike", &both(Pooling::Mean, true), &mean);
    beside(data, "mean of any two", &both(Pooling::Mean, false), &mean);
    let wished: Vec<Case> = wished(data)
        .into_iter()
        .map(|(seed, trope, relevant)| (with_wish(data, seed, trope), relevant))
        .collect();
    beside(data, "a seed and a wish", &wished, &[0.0, 0.125, 0.25, 0.4, 0.5, 0.7, 1.0]);
}

/// A question, and the dramas that are right.
type Case = (QueryRequest, Vec<DramaIdx>);

/// A row of [`parts`] for each share.
fn beside(data: &Data, name: &str, cases: &[Case], shares: &[f64]) {
    for share in shares {
        let (mut kept, mut of_ten, mut firsts, mut agree) = (0, 0, Vec::new(), Vec::new());
        for (request, relevant) in cases {
            let alone = ranked(&data.recommender, request.clone().tropes_only());
            let priors = PriorsRequest::Weights(shared(data, *share));
            let with = ranked(&data.recommender, QueryRequest { priors, ..request.clone() });
            let with: Vec<DramaIdx> = with.into_iter().map(|(drama, _)| drama).collect();
            agree.push(ndcg(&with, relevant, 10));
            let stays =
                |drama: DramaIdx, among: usize| with.iter().take(among).any(|d| *d == drama);
            if let Some((first, score)) = alone.first() {
                firsts.push(f64::from(*score));
                kept += usize::from(stays(*first, 3));
            }
            of_ten += alone.iter().filter(|(drama, _)| stays(*drama, 10)).count();
        }
        firsts.sort_by(f64::total_cmp);
        let first = firsts.get(firsts.len() / 2).copied().unwrap_or(0.0);
        let mean = |number: usize| number as f64 / cases.len().max(1) as f64;
        let (kept, of_ten, agree) = (100.0 * mean(kept), mean(of_ten), shown(&interval(&agree)));
        println!("| {name} | {share} | {first:.2} | {agree} | {kept:.0} % | {of_ten:.1} |");
    }
}

fn with_wish(data: &Data, seed: DramaIdx, trope: TropeIdx) -> QueryRequest {
    QueryRequest {
        like: vec![data.catalog().drama(seed).id.clone()],
        want: [(data.catalog().vocabulary().trope(trope).id.clone(), 1.0)].into_iter().collect(),
        ..QueryRequest::new("wish")
    }
}

/// The usual weights of priors times a share.
fn shared(data: &Data, share: f64) -> Vec<(Prior, f32)> {
    let usual = &data.recommender.settings().priors;
    Prior::ALL.into_iter().map(|prior| (prior, (usual.get(prior) * share) as f32)).collect()
}

fn ranked(recommender: &Recommender, request: QueryRequest) -> Vec<(DramaIdx, f32)> {
    let query = request.check(recommender.catalog()).expect("a sound request");
    recommender.rank(&query).into_iter().map(|hit| (hit.drama, hit.score)).collect()
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

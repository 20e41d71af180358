//! What holds for every catalogue and every question, tried on random ones.

use std::sync::Arc;

use proptest::prelude::*;
use tropewise::catalog::Drama;
use tropewise::query::Pooling;
use tropewise::rank::{BlockRanker, DenseRanker};
use tropewise::{Avoid, Query, QueryRequest, Recommender, Settings};

use super::shelf::*;

/// A drama's levels, 0 to 5, one for each trope.
type Levels = [u8; 8];

fn dramas(levels: &[Levels]) -> Vec<Drama> {
    let entry = |(at, levels): (usize, &Levels)| {
        let tropes: Vec<(&str, f32)> = TROPES
            .iter()
            .zip(levels)
            .filter(|(_, level)| **level > 0)
            .map(|(name, level)| (*name, f32::from(*level) / 5.0))
            .collect();
        Drama {
            followers: Some(at as u32),
            reviewed: !at.is_multiple_of(4),
            year: (!at.is_multiple_of(5)).then_some(2000 + at as u16),
            leads: vec![format!("Lead {}", at % 3).as_str().into()],
            ..drama(&(format!("d{at:02}").as_str(), &tropes))
        }
    };
    levels.iter().enumerate().map(entry).collect()
}

prop_compose! {
    fn settings()(seed_b in 0.0..=1.0, wish_b in 0.0..=1.0, wish_share in 0.0..=1.0, dislike in 0.0..1.5) -> Settings {
        Settings { seed_b, wish_b, wish_share, dislike, pooling: Pooling::Mean }
    }
}

/// A recommender with random weights over a random shelf.
fn recommenders() -> impl Strategy<Value = Recommender> {
    let shelf = prop::collection::vec(prop::array::uniform8(0u8..=5), 2..24);
    let weights = prop::array::uniform8(0.0f32..4.0);
    (shelf, weights, 0.2f32..3.0, settings()).prop_map(|(levels, weights, mean_norm, settings)| {
        let catalog =
            tropewise::Catalog::new(vocabulary(weights, mean_norm), dramas(&levels)).unwrap();
        Recommender::with_settings(catalog, settings).unwrap()
    })
}

/// A question that names each trope once at most.
fn requests() -> impl Strategy<Value = QueryRequest> {
    let roles = prop::array::uniform8((0u8..7, 0.0f32..=1.0));
    let titles = prop::collection::vec(0u8..24, 0..4);
    let numbers = (
        prop::option::of(0.0f32..0.9),
        prop::option::of(0.0f32..=1.0),
        prop::bool::ANY,
        prop::bool::ANY,
        1usize..30,
    );
    (roles, titles, numbers).prop_map(
        |(roles, titles, (diversity, popularity, best, spoilers, k))| {
            let mut request = QueryRequest {
                diversity,
                popularity,
                spoilers,
                k: Some(k),
                ..QueryRequest::new("q")
            };
            request.pooling = best.then_some(Pooling::Best);
            for (at, title) in titles.iter().enumerate() {
                let list = if at == 2 { &mut request.unlike } else { &mut request.like };
                list.push(format!("d{title:02}"));
            }
            for (name, (role, weight)) in TROPES.iter().zip(roles) {
                let name = (*name).to_owned();
                match role {
                    0 => request.want.0.push((name, weight)),
                    1 => request.avoid.0.push((name, Avoid::Soft(weight))),
                    2 if weight > 0.7 => request.avoid.0.push((name, Avoid::Veto)),
                    3 if weight > 0.7 => request.more.push(name),
                    4 if weight > 0.7 => request.less.push(name),
                    _ => {}
                }
            }
            if let Some(lambda) = popularity.filter(|_| !request.like.is_empty()) {
                (request.era, request.people) = (Some(lambda), Some(1.0 - lambda));
            }
            request
        },
    )
}

/// The checked query, where the request can be asked of this catalogue.
fn checked(recommender: &Recommender, request: &QueryRequest) -> Option<Query> {
    request.check(recommender.catalog()).ok()
}

proptest! {
    #[test]
    fn sums_add_up_and_scores_stay_in_range(recommender in recommenders(), request in requests()) {
        let Some(query) = checked(&recommender, &request) else { return Ok(()) };
        let answer = recommender.answer(&query);
        for result in &answer.results {
            let contributed: f64 = result.contributions.iter().flatten().map(|c| f64::from(c.amount)).sum();
            let adjusted: f64 = result.adjustments.iter().map(|a| f64::from(a.amount)).sum();
            prop_assert!((contributed - f64::from(result.base)).abs() < 1e-6);
            prop_assert!((f64::from(result.base) + adjusted - f64::from(result.score)).abs() < 1e-6);
            prop_assert!(result.score > 0.0 && result.score <= 1.0 && result.base > 0.0 && result.base <= 1.0);
            prop_assert!(result.contributions.iter().flatten().all(|c| c.amount > 0.0));
        }
        if request.diversity.unwrap_or(0.0) == 0.0 {
            let ordered = |w: &[tropewise::rank::Recommendation]| {
                w[0].score > w[1].score || (w[0].score == w[1].score && w[0].id < w[1].id)
            };
            prop_assert!(answer.results.windows(2).all(ordered));
        }
    }

    #[test]
    fn k_results_come_whenever_k_qualify(recommender in recommenders(), request in requests()) {
        let Some(query) = checked(&recommender, &request) else { return Ok(()) };
        // Counted without any ranker or mask: every drama judged by itself.
        let qualifying = recommender.catalog().indices().filter(|d| recommender.judge(&query, *d).left_out_by.is_empty()).count();
        let answer = recommender.answer(&query);
        prop_assert_eq!(answer.results.len(), qualifying.min(query.k()));
        prop_assert_eq!(answer.shortfall.is_some(), qualifying < query.k());
        for (at, result) in answer.results.iter().enumerate() {
            prop_assert_eq!(result.rank, at + 1);
            prop_assert!(!request.like.contains(&result.id) && !request.unlike.contains(&result.id));
        }
    }

    #[test]
    fn vetoes_hold(recommender in recommenders(), request in requests()) {
        let Some(query) = checked(&recommender, &request) else { return Ok(()) };
        for result in recommender.answer(&query).results {
            let drama = recommender.catalog().drama(recommender.catalog().resolve(&result.id).unwrap().drama);
            for (name, avoid) in &request.avoid.0 {
                if *avoid == Avoid::Veto {
                    let limit = if name == "violence" { 0.0 } else { 0.39 };
                    let trope = recommender.catalog().vocabulary().find(name).unwrap();
                    prop_assert!(drama.strength(trope) <= limit && drama.reviewed);
                }
            }
        }
    }

    #[test]
    fn every_ranker_and_the_batch_agree_to_the_bit(recommender in recommenders(), request in requests()) {
        let alone = recommender.recommend(&request);
        let dense = DenseRanker::new(recommender.index(), recommender.normalisation());
        let blocks = BlockRanker::new(recommender.index(), recommender.normalisation());
        let recommender = recommender.with_ranker(dense);
        prop_assert_eq!(&recommender.recommend(&request), &alone);
        let recommender = Arc::new(recommender.with_ranker(blocks));
        prop_assert_eq!(&recommender.recommend(&request), &alone);
        let batch: Vec<_> = recommender.recommend_all([request.clone(), request]).collect();
        prop_assert_eq!(&batch, &vec![alone.clone(), alone]);
    }

    #[test]
    fn spoilers_are_never_named_unasked(recommender in recommenders(), request in requests()) {
        let Some(query) = checked(&recommender, &QueryRequest { spoilers: false, ..request }) else { return Ok(()) };
        for result in recommender.answer(&query).results {
            prop_assert!(result.contributions.iter().flatten().all(|c| c.trope != "sad-ending"));
            prop_assert!(result.lacks.iter().all(|trope| trope != "sad-ending"));
            prop_assert!(result.adjustments.iter().all(|a| a.trope.as_deref() != Some("sad-ending")));
        }
    }

    #[test]
    fn diversity_never_changes_a_score(recommender in recommenders(), request in requests()) {
        let Some(query) = checked(&recommender, &QueryRequest { k: Some(30), ..request.clone() }) else { return Ok(()) };
        let plain = QueryRequest { k: Some(30), diversity: None, ..request };
        let mut diverse: Vec<_> = recommender.rank(&query);
        diverse.sort_by(|a, b| a.order(b));
        prop_assert_eq!(diverse, recommender.rank(&checked(&recommender, &plain).unwrap()));
    }
}

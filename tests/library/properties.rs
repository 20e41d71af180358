//! What holds for every catalogue and every question, tried on random ones.
//! `TROPEWISE_PROPERTY_CASES=100000` asks each of the properties of so many.

use std::sync::Arc;

use proptest::prelude::*;
use tropewise::catalog::{Drama, DramaIdx};
use tropewise::query::PriorWeights;
use tropewise::rank::{BlockRanker, DenseRanker, Hit};
use tropewise::schema::{AdjustmentKind, Pooling, PriorsRequest};
use tropewise::{Avoid, Query, QueryRequest, Recommender, Settings};

use super::numbers::cases;
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
            writers: vec![format!("Writer {}", at % 7).as_str().into()],
            directors: vec![format!("Writer {}", at % 5).as_str().into()],
            series: at.is_multiple_of(3).then(|| format!("series {}", at % 4)),
            ..drama(&(format!("d{at:02}").as_str(), &tropes))
        }
    };
    levels.iter().enumerate().map(entry).collect()
}

prop_compose! {
    fn settings()(
        seed_b in 0.0..=1.0,
        wish_b in 0.0..=1.0,
        wish_share in 0.0..=1.0,
        dislike in 0.0..1.5,
        priors in prop::array::uniform6(0.0..2.0),
        wish_priors in prop::array::uniform6(0.0..1.0),
    ) -> Settings {
        Settings {
            seed_b,
            wish_b,
            wish_share,
            dislike,
            pooling: Pooling::Mean,
            priors: PriorWeights::new(priors),
            wish_priors: PriorWeights::new(wish_priors),
        }
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
        prop::option::of(prop::sample::select(vec![Pooling::Best, Pooling::Least])),
        (prop::bool::ANY, prop::bool::ANY, prop::bool::ANY),
        prop::option::of(2000u16..2020),
        1usize..30,
    );
    (roles, titles, numbers).prop_map(
        |(roles, titles, (diversity, popularity, pooling, flags, year_from, k))| {
            let (spoilers, little_known, same_series) = flags;
            let mut request = QueryRequest {
                diversity,
                popularity,
                spoilers,
                pooling,
                little_known,
                k: Some(k),
                ..QueryRequest::new("q")
            };
            request.filter.year_from = year_from.filter(|year| *year < 2010);
            request.filter.same_series = same_series;
            for (at, title) in titles.iter().enumerate() {
                let list = if at == 2 { &mut request.unlike } else { &mut request.like };
                list.push(format!("d{title:02}"));
            }
            let mut any = Vec::new();
            for (name, (role, weight)) in TROPES.iter().zip(roles) {
                let name = (*name).to_owned();
                match role {
                    0 => request.want.0.push((name, weight)),
                    1 => request.avoid.0.push((name, Avoid::Soft(weight))),
                    2 if weight > 0.7 => request.avoid.0.push((name, Avoid::Veto)),
                    3 if weight > 0.7 => request.more.push(name),
                    4 if weight > 0.7 => request.less.push(name),
                    5 if weight > 0.8 => request.require.0.push((name, 1.0 - weight + 0.01)),
                    6 if weight > 0.6 => any.push(name),
                    _ => {}
                }
            }
            if k % 2 == 0 {
                // One group, or groups of one each.
                request.any = any.into_iter().map(|name| vec![name]).collect();
            } else if !any.is_empty() {
                request.any = vec![any];
            }
            if let Some(lambda) = popularity.filter(|_| !request.like.is_empty()) {
                (request.era, request.people) = (Some(lambda), Some(1.0 - lambda));
            } else if k > 25 {
                request.priors = PriorsRequest::None;
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
    #![proptest_config(ProptestConfig::with_cases(cases(256)))]

    #[test]
    fn sums_add_up_and_scores_stay_in_range(recommender in recommenders(), request in requests()) {
        let Some(query) = checked(&recommender, &request) else { return Ok(()) };
        let answer = recommender.answer(&query);
        for result in &answer.results {
            let contributions = result.contributions.iter().flatten();
            let contributed: f64 = contributions.map(|c| f64::from(c.amount)).sum();
            let adjusted: f64 = result.adjustments.iter().map(|a| f64::from(a.amount)).sum();
            prop_assert!((contributed - f64::from(result.base)).abs() < 1e-6);
            let [base, score] = [result.base, result.score].map(f64::from);
            prop_assert!((base + adjusted - score).abs() < 1e-6);
            prop_assert!((0.0..=1.0).contains(&result.score) && (0.0..=1.0).contains(&result.base));
            prop_assert!(result.contributions.iter().flatten().all(|c| c.amount > 0.0));
        }
        if request.diversity.unwrap_or(0.0) == 0.0 {
            let hits = recommender.rank(&query);
            let falls = |w: &[Hit]| w[0].order(&w[1]).is_lt() && w[0].score >= w[1].score;
            prop_assert!(hits.windows(2).all(falls));
            let mut shown = hits.iter().zip(&answer.results);
            prop_assert!(shown.all(|(hit, result)| hit.score == result.score));
        }
    }

    #[test]
    fn signs_agree_with_what_a_person_would_say(
        recommender in recommenders(), request in requests(),
    ) {
        let Some(query) = checked(&recommender, &request) else { return Ok(()) };
        let catalog = recommender.catalog();
        for result in recommender.answer(&query).results {
            let scored = catalog.find(result.via.as_ref().unwrap_or(&result.id)).unwrap();
            for step in &result.adjustments {
                let trope = step.trope.as_ref().and_then(|name| catalog.vocabulary().find(name));
                let has = trope.map_or(0.0, |trope| f64::from(catalog.strength(scored, trope)));
                let seeds = trope.map_or(0.0, |trope| catalog.mean_strength(query.seeds(), trope));
                let wanted = match step.kind {
                    AdjustmentKind::More => has - seeds,
                    AdjustmentKind::Less => seeds - has,
                    AdjustmentKind::SoftAvoid => -has,
                    _ => 1.0,
                };
                let amount = f64::from(step.amount);
                prop_assert!(amount * wanted >= 0.0, "{:?} of {}", step, has);
                prop_assert!(wanted.abs() > 1e-6 || amount == 0.0, "{:?} of as much", step);
            }
        }
    }

    #[test]
    fn equal_priors_keep_the_order(recommender in recommenders(), request in requests()) {
        let all = QueryRequest { k: Some(30), diversity: None, ..request };
        let Some(query) = checked(&recommender, &all) else { return Ok(()) };
        let scorer = recommender.scorer(&query);
        let all = recommender.catalog().indices();
        let mut hits: Vec<_> = all.filter_map(|d| scorer.score(d.at())).collect();
        hits.sort_by(|a, b| a.order(b));
        let priors = scorer.adjustments.priors();
        for (at, first) in hits.iter().enumerate() {
            for second in &hits[at + 1..] {
                if priors.sum(first.drama.at()) == priors.sum(second.drama.at()) {
                    let kept = first.before > second.before
                        || (first.before == second.before && first.drama < second.drama);
                    prop_assert!(kept, "{first:?} {second:?}");
                }
                prop_assert!(first.score >= first.before);
            }
        }
    }

    #[test]
    fn one_story_has_one_place(recommender in recommenders(), request in requests()) {
        let Some(query) = checked(&recommender, &request) else { return Ok(()) };
        let catalog = recommender.catalog();
        let answer = recommender.answer(&query);
        let mut told = std::collections::BTreeSet::new();
        for result in &answer.results {
            let shown = catalog.find(&result.id).unwrap();
            if let Some(series) = catalog.facts(shown).series() {
                prop_assert!(told.insert(series));
            }
            let Some(via) = &result.via else { continue };
            let via = catalog.find(via).unwrap();
            prop_assert_eq!(catalog.facts(shown).series(), catalog.facts(via).series());
            // Shown is the earlier, and the score that of the better.
            let year = |idx| catalog.facts(idx).year().unwrap_or(u16::MAX);
            prop_assert!((year(shown), shown) < (year(via), via));
            let scorer = recommender.scorer(&query);
            let (own, best) = (scorer.score(shown.at()).unwrap(), scorer.score(via.at()).unwrap());
            prop_assert!(best.order(&own).is_lt() && best.score == result.score);
        }
    }

    #[test]
    fn k_results_come_whenever_k_qualify(recommender in recommenders(), request in requests()) {
        let Some(query) = checked(&recommender, &request) else { return Ok(()) };
        // Counted without any ranker or mask: every drama judged by itself.
        let catalog = recommender.catalog();
        let passes = |d: &DramaIdx| recommender.judge(&query, *d).left_out_by.is_empty();
        let judged = catalog.indices().filter(passes);
        let story = |idx: tropewise::catalog::DramaIdx| {
            catalog.facts(idx).series().map_or((1, idx.0), |series| (0, series))
        };
        let qualifying = judged.map(story).collect::<std::collections::BTreeSet<_>>().len();
        let answer = recommender.answer(&query);
        prop_assert_eq!(answer.results.len(), qualifying.min(query.k()));
        prop_assert_eq!(answer.shortfall.is_some(), qualifying < query.k());
        for (at, result) in answer.results.iter().enumerate() {
            prop_assert_eq!(result.rank, at + 1);
            prop_assert!(!request.like.contains(&result.id));
            prop_assert!(!request.unlike.contains(&result.id));
        }
    }

    #[test]
    fn vetoes_hold(recommender in recommenders(), request in requests()) {
        let Some(query) = checked(&recommender, &request) else { return Ok(()) };
        for result in recommender.answer(&query).results {
            let found = recommender.catalog().resolve(&result.id).unwrap().drama;
            let drama = recommender.catalog().drama(found);
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
    fn every_ranker_and_the_batch_agree_to_the_bit(
        recommender in recommenders(), request in requests(),
    ) {
        let alone = recommender.recommend(&request);
        let dense = DenseRanker::new(recommender.index(), recommender.normalisation());
        let blocks = BlockRanker::new(recommender.index(), recommender.normalisation());
        let knowing = blocks.clone().with_priors(recommender.prior_columns().clone());
        let recommender = recommender.with_ranker(dense);
        prop_assert_eq!(&recommender.recommend(&request), &alone);
        let recommender = recommender.with_ranker(blocks);
        prop_assert_eq!(&recommender.recommend(&request), &alone);
        let recommender = Arc::new(recommender.with_ranker(knowing));
        prop_assert_eq!(&recommender.recommend(&request), &alone);
        let batch: Vec<_> = recommender.recommend_all([request.clone(), request]).collect();
        prop_assert_eq!(&batch, &vec![alone.clone(), alone]);
    }

    #[test]
    fn spoilers_are_never_named_unasked(recommender in recommenders(), request in requests()) {
        let request = QueryRequest { spoilers: false, ..request };
        let Some(query) = checked(&recommender, &request) else { return Ok(()) };
        let spoiler = recommender.catalog().vocabulary().find("sad-ending").unwrap();
        if query.named().any(|trope| trope == spoiler) {
            return Ok(());
        }
        for result in recommender.answer(&query).results {
            prop_assert!(result.contributions.iter().flatten().all(|c| c.trope != "sad-ending"));
            prop_assert!(result.lacks.iter().all(|trope| trope != "sad-ending"));
            let ending = Some("sad-ending");
            prop_assert!(result.adjustments.iter().all(|a| a.trope.as_deref() != ending));
        }
    }

    #[test]
    fn what_gives_an_ending_away_decides_nothing_unasked(
        levels in prop::collection::vec(prop::array::uniform8(0u8..=5), 2..24),
        request in requests(),
    ) {
        // The same shelf with and without the trope answers the same.
        let without: Vec<Levels> = levels.iter().map(|levels| {
            let mut levels = *levels;
            levels[5] = 0;
            levels
        }).collect();
        let [with, without] = [levels, without].map(|levels| {
            let vocabulary = vocabulary([1.0; 8], 1.0);
            let shelf = tropewise::Catalog::new(vocabulary, dramas(&levels)).unwrap();
            Recommender::with_settings(shelf, PLAIN).unwrap()
        });
        let request = QueryRequest {
            spoilers: false,
            want: Default::default(),
            any: Vec::new(),
            require: Default::default(),
            ..request
        };
        let Some(query) = checked(&with, &request) else { return Ok(()) };
        let named = query.named().any(|trope| with.catalog().vocabulary().trope(trope).spoiler);
        let Some(other) = checked(&without, &request).filter(|_| !named) else { return Ok(()) };
        let ranked = |recommender: &Recommender, query| -> Vec<u32> {
            recommender.rank(query).iter().map(|hit| hit.drama.0).collect()
        };
        if request.diversity.unwrap_or(0.0) == 0.0 {
            prop_assert_eq!(ranked(&with, &query), ranked(&without, &other));
        }
    }

    #[test]
    fn a_file_finds_the_titles_that_memory_finds(
        titles in prop::collection::vec("[a-c]{1,3}( [a-c가나]{1,4}){0,2}( [12])?", 2..40),
        typed in prop::collection::vec("[a-c]{1,3}( [a-c가나]{1,4}){0,2}( [12])?", 1..8),
        slips in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..8),
    ) {
        // Memory compares all titles; a file reads those alone that its sketches let through.
        let titled = |(at, title): (usize, &String)| Drama {
            title: title.clone(),
            ..drama(&(format!("d{at:02}").as_str(), &[("divorce", 1.0)]))
        };
        let dramas: Vec<Drama> = titles.iter().enumerate().map(titled).collect();
        let memory = catalog(dramas.clone());
        let file = compiled(catalog(dramas));
        let file = tropewise::store::index_file::IndexFile::open(&file.path).unwrap().catalog;
        // Besides names of their own, titles with a letter taken out.
        let mut asked = typed;
        for (title, letter) in slips {
            let mut title: Vec<char> = title.get(&titles).chars().collect();
            title.remove(letter.index(title.len()));
            asked.push(title.into_iter().collect());
        }
        for name in asked {
            prop_assert_eq!(file.resolve(&name), memory.resolve(&name), "{}", &name);
            prop_assert_eq!(file.search(&name), memory.search(&name), "{}", &name);
            // What is offered for it: by its beginning, and by likeness.
            prop_assert_eq!(file.unknown(&name), memory.unknown(&name), "{}", &name);
        }
    }

    #[test]
    fn diversity_never_changes_a_score(recommender in recommenders(), request in requests()) {
        let long = QueryRequest { k: Some(30), ..request.clone() };
        let Some(query) = checked(&recommender, &long) else { return Ok(()) };
        // All of them are chosen from.
        let plain = QueryRequest { k: Some(30), diversity: None, ..request };
        let mut diverse: Vec<_> = recommender.rank(&query);
        diverse.sort_by(|a, b| a.order(b));
        prop_assert_eq!(diverse, recommender.rank(&checked(&recommender, &plain).unwrap()));
    }
}

//! One suite of behaviours that every ranker passes.

use std::borrow::Cow;
use std::sync::Arc;

use tropewise::catalog::{Drama, DramaIdx};
use tropewise::index::VectorIndex;
use tropewise::rank::{
    BlockRanker, Counts, DenseRanker, Direction, Hit, LengthNormalisation, RowRules, ScanRanker,
    Search, Side, Similarity,
};
use tropewise::schema::{FilterRequest, Pooling};
use tropewise::store::index_file::IndexFile;
use tropewise::{Avoid, QueryRequest, Recommender};

use super::shelf::*;

/// The base of a row is its score.
struct BaseAlone {
    left_out: fn(usize) -> bool,
}

impl RowRules for BaseAlone {
    fn allowed(&self, row: usize) -> bool {
        !(self.left_out)(row)
    }

    fn adjusted(&self, row: usize, base: f32) -> Option<Hit> {
        (base > 0.0).then(|| Hit::plain(DramaIdx(row as u32), base))
    }
}

type Build = fn(Vec<Drama>) -> Recommender;

/// Every implementation, over a catalogue of these dramas.
const RANKERS: [(&str, Build); 4] = [
    ("scan", |dramas| with_dramas(dramas).with_ranker(ScanRanker)),
    ("dense", |dramas| {
        let recommender = with_dramas(dramas);
        let ranker = DenseRanker::new(recommender.index(), recommender.normalisation());
        recommender.with_ranker(ranker)
    }),
    ("blocks", |dramas| {
        let recommender = with_dramas(dramas);
        let priors = recommender.prior_columns().clone();
        let ranker = BlockRanker::new(recommender.index(), recommender.normalisation());
        recommender.with_ranker(ranker.with_priors(priors))
    }),
    ("file", |dramas| {
        let file = compiled(catalog(dramas));
        let IndexFile { catalog, vectors, .. } = IndexFile::open(&file.path).expect("an index");
        Recommender::with_vectors(catalog, vectors, PLAIN).expect("sound settings")
    }),
];

fn every_ranker(entries: &[Entry<'_>], behaves: impl Fn(&str, &Recommender)) {
    for (name, build) in RANKERS {
        behaves(name, &build(entries.iter().map(drama).collect()));
    }
}

#[test]
fn best_first_and_as_many_as_asked() {
    let entries: [Entry<'_>; 4] = [
        ("far", &[("divorce", 0.2), ("comedy", 1.0)]),
        ("near", &[("divorce", 1.0), ("comedy", 0.2)]),
        ("nearest", &[("divorce", 1.0)]),
        ("unrelated", &[("trauma", 1.0)]),
    ];
    every_ranker(&entries, |name, recommender| {
        let request = want(&[("divorce", 1.0)]);
        for (k, expected) in
            [(1, &["nearest"][..]), (2, &["nearest", "near"]), (9, &["nearest", "near", "far"])]
        {
            assert_eq!(
                ids(recommender, &QueryRequest { k: Some(k), ..request.clone() }),
                expected,
                "{name}"
            );
        }
    });
}

#[test]
fn an_empty_catalogue_answers_nothing() {
    every_ranker(&[], |name, recommender| {
        let answer = recommender.recommend(&want(&[("divorce", 1.0)])).unwrap();
        assert!(answer.results.is_empty() && answer.shortfall.is_some(), "{name}");
    });
}

#[test]
fn ties_go_to_the_lower_id_at_the_edge_of_the_answer() {
    let entries: Vec<(String, [(&str, f32); 1])> =
        (0..20).map(|n| (format!("d{n:02}"), [("divorce", 1.0)])).collect();
    let entries: Vec<Entry<'_>> =
        entries.iter().map(|(id, tropes)| (id.as_str(), &tropes[..])).collect();
    every_ranker(&entries, |name, recommender| {
        let request = QueryRequest { k: Some(3), ..want(&[("divorce", 1.0)]) };
        assert_eq!(ids(recommender, &request), ["d00", "d01", "d02"], "{name}");
    });
}

#[test]
fn zero_vectors_and_dramas_that_share_nothing_do_not_qualify() {
    every_ranker(&[("empty", &[]), ("other", &[("comedy", 1.0)])], |name, recommender| {
        assert!(ids(recommender, &want(&[("divorce", 1.0)])).is_empty(), "{name}");
    });
}

#[test]
fn the_mask_is_obeyed_before_selection() {
    let entries: [Entry<'_>; 3] = [
        ("a", &[("divorce", 1.0), ("trauma", 1.0)]),
        ("b", &[("divorce", 0.4), ("comedy", 1.0)]),
        ("c", &[("divorce", 0.2), ("comedy", 1.0)]),
    ];
    every_ranker(&entries, |name, recommender| {
        let veto = avoiding(want(&[("divorce", 1.0)]), &[("trauma", Avoid::Veto)]);
        assert_eq!(ids(recommender, &QueryRequest { k: Some(2), ..veto }), ["b", "c"], "{name}");
    });
}

#[test]
fn adjustments_decide_even_against_the_base() {
    let entries: [Entry<'_>; 3] = [
        ("seed", &[("divorce", 1.0), ("comedy", 0.2)]),
        ("close", &[("divorce", 1.0), ("comedy", 0.2), ("trauma", 0.7)]),
        ("funny", &[("divorce", 1.0), ("comedy", 0.8)]),
    ];
    every_ranker(&entries, |name, recommender| {
        assert_eq!(ids(recommender, &like(&["seed"])), ["close", "funny"], "{name}");
        let more = QueryRequest { more: vec!["comedy".into()], k: Some(1), ..like(&["seed"]) };
        assert_eq!(ids(recommender, &more), ["funny"], "{name}");
    });
}

#[test]
fn all_rankers_agree_to_the_bit_on_every_kind_of_question() {
    let requests = [
        like(&["a"]),
        like(&["a", "b"]),
        QueryRequest { pooling: Some(Pooling::Best), ..like(&["a", "b"]) },
        QueryRequest { unlike: vec!["c".into()], ..like(&["a"]) },
        QueryRequest { like: vec!["a".into()], ..want(&[("hometown", 0.3)]) },
        QueryRequest { diversity: Some(0.4), ..like(&["b"]) },
        QueryRequest { popularity: Some(0.3), ..like(&["b"]) },
        QueryRequest {
            filter: FilterRequest { same_series: true, ..FilterRequest::default() },
            ..like(&["c"])
        },
    ];
    let dramas = || -> Vec<Drama> {
        let tropes =
            |n: usize| TROPES.iter().enumerate().filter(move |(t, _)| (n * 7 + t * 3) % 5 < 3);
        let level = |n: usize, t: usize| ((n * 13 + t * 5) % 5 + 1) as f32 / 5.0;
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        let entry = |(n, id): (usize, &&str)| {
            let tropes: Vec<(&str, f32)> =
                tropes(n).map(|(t, name)| (*name, level(n, t))).collect();
            Drama { followers: Some(n as u32 * 100), ..drama(&(id, &tropes)) }
        };
        names.iter().enumerate().map(entry).collect()
    };
    let [scan, others @ ..] = RANKERS.map(|(_, build)| build(dramas()));
    for request in &requests {
        for other in &others {
            assert_eq!(scan.recommend(request), other.recommend(request), "{request:?}");
        }
    }
    let one_by_one: Vec<_> = requests.iter().map(|request| scan.recommend(request)).collect();
    for recommender in others.iter().chain([&scan]) {
        assert_eq!(recommender.recommend_each(&requests), one_by_one, "together as alone");
    }
}

/// A row of which a bound says little may be the only one left, or one of too few.
#[test]
fn where_few_qualify_priors_leave_none_of_them_out() {
    let dramas = || {
        let entry = |id: &str, tropes: &[(&str, f32)], year: u16| Drama {
            year: Some(year),
            ..drama(&(id, tropes))
        };
        vec![
            entry("seed", &[("divorce", 1.0)], 2024),
            entry("near", &[("divorce", 0.8), ("trauma", 0.6)], 2023),
            entry("far", &[("divorce", 0.2), ("comedy", 1.0)], 1990),
            entry("farther", &[("divorce", 0.2), ("comedy", 1.0), ("healing", 0.4)], 1980),
        ]
    };
    let veto = |k| {
        let request = QueryRequest { k: Some(k), era: Some(1.0), ..like(&["seed"]) };
        avoiding(request, &[("trauma", Avoid::Veto)])
    };
    for (name, build) in RANKERS {
        let recommender = build(dramas());
        assert_eq!(ids(&recommender, &veto(1)), ["far"], "{name}");
        assert_eq!(ids(&recommender, &veto(3)), ["far", "farther"], "{name}");
    }
}

/// Many blocks and panels, common and rare tropes, and few different levels, so that ties are
/// everywhere.
#[test]
fn all_rankers_find_the_same_among_thousands() {
    let mut state = 9u64;
    let mut random = |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut levels = |at: usize| -> Vec<(&'static str, f32)> {
        let of = |trope: usize, random: &mut dyn FnMut(u64) -> u64| {
            // The first tropes are in half of the dramas, the last in one of a hundred.
            let rare = [2, 2, 3, 5, 10, 20, 50, 100][trope];
            (random(rare) == 0).then(|| (TROPES[trope], (random(5) + 1) as f32 / 5.0))
        };
        let mut tropes: Vec<_> = (0..8).filter_map(|trope| of(trope, &mut random)).collect();
        if tropes.is_empty() && at.is_multiple_of(3) {
            tropes.push(("comedy", 0.6));
        }
        tropes
    };
    let dramas: Vec<Drama> = (0..5000)
        .map(|at| Drama {
            followers: Some((at * 7919 % 5000) as u32),
            reviewed: at % 11 != 0,
            year: Some(1990 + (at % 35) as u16),
            ..drama(&(format!("d{at:04}").as_str(), &levels(at)))
        })
        .collect();
    let [scan, others @ ..] = RANKERS.map(|(_, build)| build(dramas.clone()));
    let mut requests = Vec::new();
    let years = FilterRequest { year_from: Some(2020), ..FilterRequest::default() };
    for seed in ["d0004", "d0333", "d2047", "d2048", "d4999"] {
        for request in [
            like(&[seed]),
            QueryRequest { k: Some(200), ..like(&[seed]) },
            QueryRequest { k: Some(9999), ..want(&[("comedy", 0.3)]) },
            QueryRequest { pooling: Some(Pooling::Best), ..like(&[seed, "d1234", "d3210"]) },
            QueryRequest { like: vec![seed.into()], ..want(&[("hometown", 1.0), ("comedy", 0.2)]) },
            QueryRequest { filter: years.clone(), k: Some(50), ..like(&[seed]) },
            QueryRequest { popularity: Some(0.4), era: Some(0.1), ..like(&[seed]) },
            avoiding(like(&[seed]), &[("divorce", Avoid::Veto), ("healing", Avoid::Soft(0.7))]),
            QueryRequest {
                more: vec!["trauma".into()],
                less: vec!["divorce".into()],
                ..like(&[seed])
            },
            QueryRequest { diversity: Some(0.5), ..like(&[seed]) },
        ] {
            requests.push(request);
        }
    }
    for request in &requests {
        let expected = scan.recommend(request);
        for other in &others {
            assert_eq!(other.recommend(request), expected, "{request:?}");
        }
    }
    // In groups that are not full, and with requests that are refused among them.
    requests.insert(7, want(&[("unheard-of", 1.0)]));
    let expected: Vec<_> = requests.iter().map(|request| scan.recommend(request)).collect();
    for other in others {
        let other = Arc::new(other);
        assert_eq!(other.recommend_each(&requests), expected);
        let all: Vec<_> = other.recommend_all(requests.clone()).collect();
        assert_eq!(all, expected);
    }
}

/// More questions than pass over the codes together, of one direction and of several, more rows
/// than are looked at together, and a question that asks for more than a panel has.
#[test]
fn many_questions_at_once_are_answered_as_one_by_one() {
    let value = |row: usize, trope: usize| ((row * 131 + trope * 71) % 193 + 1) as f32 / 193.0;
    let row = |row: usize| (0..13).map(move |trope| (trope as u16, value(row, trope)));
    let index = VectorIndex::build((0..17_000).map(row), &[1.0; 13]);
    let normalisation = LengthNormalisation::new(&index, 0.5, 1.0);
    let similarity = |at: usize| {
        let directions = (0..at % 3 + 1).map(|n| Direction::of_row(&index, at * 40 + n).unwrap());
        let normalisation = &normalisation;
        Similarity::new(
            &index,
            vec![Side {
                directions: directions.collect(),
                counts: Counts::Nearest,
                share: 1.0,
                normalisation: Cow::Borrowed(normalisation),
            }],
        )
    };
    let similarities: Vec<Similarity<'_>> = (0..40).map(similarity).collect();
    let search = |(at, similarity)| Search {
        similarity,
        rules: &BaseAlone { left_out: |row| row % 10 == 3 },
        k: [10, 1, 300][at % 3],
    };
    let searches: Vec<Search<'_>> = similarities.iter().enumerate().map(search).collect();
    let ranker = DenseRanker::new(&index, &normalisation);
    let found = ranker.search(&searches);
    for (search, found) in searches.iter().zip(found) {
        let rows = (0..index.len()).filter(|row| search.rules.allowed(*row));
        let mut expected: Vec<Hit> = rows.filter_map(|row| search.score(row)).collect();
        expected.sort_by(Hit::order);
        expected.truncate(search.k);
        assert_eq!(found, expected);
    }
}

#[test]
fn a_question_without_sides_has_no_answer_and_disturbs_no_other() {
    let index = VectorIndex::build([[(0u16, 1.0f32), (1, 0.5)], [(0, 0.2), (1, 1.0)]], &[1.0; 2]);
    let normalisation = LengthNormalisation::new(&index, 1.0, 1.0);
    let directions = vec![Direction::of_row(&index, 1).unwrap()];
    let side = Side {
        directions,
        counts: Counts::Nearest,
        share: 1.0,
        normalisation: Cow::Borrowed(&normalisation),
    };
    let similarities = [Similarity::new(&index, vec![]), Similarity::new(&index, vec![side])];
    let searches = similarities.each_ref().map(|similarity| Search {
        similarity,
        rules: &BaseAlone { left_out: |_| false },
        k: 1,
    });
    let ids = |hits: &Vec<Hit>| hits.iter().map(|hit| hit.drama.0).collect::<Vec<_>>();
    for found in [
        DenseRanker::new(&index, &normalisation).search(&searches),
        BlockRanker::new(&index, &normalisation).search(&searches),
    ] {
        assert_eq!(found.iter().map(ids).collect::<Vec<_>>(), [vec![], vec![1]]);
    }
}

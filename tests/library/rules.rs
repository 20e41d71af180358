//! The twelve rules of ranking, each on a shelf worked out by hand.

use tropewise::catalog::Drama;
use tropewise::schema::{
    AdjustmentKind, ErrorCode, ExclusionReason, FilterRequest, NoteCode, Pooling,
};
use tropewise::{Avoid, QueryError, QueryRequest, Recommender, Settings};

use super::shelf::*;

#[test]
fn rule_1_the_score_is_the_weighted_cosine() {
    let dramas = [
        ("a", &[("divorce", 1.0), ("healing", 1.0)][..]),
        ("b", &[("divorce", 0.5), ("comedy", 1.0)][..]),
    ];
    let mut weights = [1.0; 8];
    weights[1] = 4.0;
    let catalog =
        tropewise::Catalog::new(vocabulary(weights, 1.0), dramas.iter().map(drama).collect())
            .unwrap();
    let recommender = Recommender::with_settings(catalog, PLAIN).unwrap();
    // A strength of 0.5 counts 0.25: Σ w·a·b = 4·1·0.25; norms √(4+1) and √(4·0.0625+1).
    close(score(&recommender, &like(&["a"]), "b"), 1.0 / 6.25f64.sqrt());
}

#[test]
fn rule_2_length_normalisation_lets_the_fuller_drama_win() {
    let both: Vec<(&str, f32)> = TROPES.iter().map(|trope| (*trope, 1.0)).collect();
    let entries = [("alone", &[("time-travel", 1.0)][..]), ("both", &both[..])];
    let wishes = want(&[("time-travel", 1.0), ("divorce", 0.6)]);
    let with_b = |wish_b| {
        let catalog = tropewise::Catalog::new(
            vocabulary([1.0; 8], 6f32.sqrt()),
            entries.iter().map(drama).collect(),
        );
        Recommender::with_settings(catalog.unwrap(), Settings { wish_b, ..PLAIN }).unwrap()
    };
    let plain = with_b(1.0);
    close(score(&plain, &wishes, "alone"), 0.857_492_9);
    close(score(&plain, &wishes, "both"), 0.485_071_3);
    assert_eq!(ids(&with_b(0.5), &wishes), ["both", "alone"]);
}

#[test]
fn rule_3_seeds_and_wishes_add_up_by_the_wish_share() {
    let recommender =
        recommender(&[("seed", &[("divorce", 1.0)]), ("x", &[("divorce", 1.0), ("healing", 1.0)])]);
    let request = QueryRequest {
        wish_share: Some(0.25),
        ..QueryRequest { like: vec!["seed".into()], ..want(&[("healing", 1.0)]) }
    };
    let answer = recommender.recommend(&request).unwrap();
    close(answer.results[0].base, 0.75 / 2f64.sqrt() + 0.25 / 2f64.sqrt());
    let contributions = answer.results[0].contributions.as_ref().unwrap();
    assert_eq!(contributions[0].trope, "divorce");
    close(contributions[0].amount, 0.75 / 2f64.sqrt());
    close(contributions[1].amount, 0.25 / 2f64.sqrt());
}

#[test]
fn rule_3_several_seeds_pool_by_mean_or_by_the_best() {
    let recommender = recommender(&[
        ("a", &[("divorce", 1.0)]),
        ("b", &[("comedy", 1.0)]),
        ("mixed", &[("divorce", 1.0), ("comedy", 1.0)]),
        ("one", &[("comedy", 1.0)]),
    ]);
    let mean = like(&["a", "b"]);
    close(score(&recommender, &mean, "mixed"), 1.0);
    close(score(&recommender, &mean, "one"), 1.0 / 2f64.sqrt());
    let best = QueryRequest { pooling: Some(Pooling::Best), ..mean };
    let answer = recommender.recommend(&best).unwrap();
    assert_eq!(answer.results[0].id, "one");
    close(answer.results[0].score, 1.0);
    assert_eq!(answer.results[0].nearest_seed.as_deref(), Some("b"));
    assert_eq!(answer.results[1].nearest_seed.as_deref(), Some("a"), "ties go to the first seed");
}

#[test]
fn rule_3_disliked_seeds_are_taken_out_and_clipped() {
    let recommender = recommender(&[
        ("liked", &[("divorce", 1.0), ("comedy", 1.0)]),
        ("hated", &[("comedy", 1.0), ("trauma", 1.0)]),
        ("serious", &[("divorce", 1.0)]),
        ("funny", &[("comedy", 1.0)]),
        ("dark", &[("trauma", 1.0)]),
    ]);
    let request = QueryRequest { unlike: vec!["hated".into()], ..like(&["liked"]) };
    // (1, 1)/√2 - 0.5·(0, 1, 1)/√2 is (1, 0.5, -0.5)/√2; clipped and brought to length 1.
    close(score(&recommender, &request, "serious"), 2.0 / 5f64.sqrt());
    close(score(&recommender, &request, "funny"), 1.0 / 5f64.sqrt());
    assert_eq!(
        ids(&recommender, &request),
        ["serious", "funny"],
        "what is only disliked scores nothing"
    );
}

#[test]
fn rule_4_adjustments_come_in_order_and_add_up() {
    let mut x = drama(&("x", &[("divorce", 1.0), ("comedy", 1.0), ("trauma", 0.6)]));
    x.followers = Some(99);
    let recommender = with_dramas(vec![drama(&("seed", &[("divorce", 1.0), ("comedy", 0.2)])), x]);
    let request =
        QueryRequest { more: vec!["comedy".into()], popularity: Some(0.1), ..like(&["seed"]) };
    let request = avoiding(request, &[("trauma", Avoid::Soft(0.5))]);
    let answer = recommender.recommend(&request).unwrap();
    let result = &answer.results[0];
    // The squares of the strengths: (1, 0.04) and (1, 1, 0.36).
    let base = 1.04 / (1.0016f64 * 2.1296).sqrt();
    let critique = base * (1.0 - (-5.0f64 * 0.8).exp());
    let soft = critique * (1.0 - 0.5 * 0.6);
    let score = 0.9 * soft + 0.1;
    close(result.base, base);
    let kinds: Vec<_> = result.adjustments.iter().map(|a| a.kind).collect();
    assert_eq!(
        kinds,
        [AdjustmentKind::More, AdjustmentKind::SoftAvoid, AdjustmentKind::Popularity]
    );
    close(result.adjustments[0].amount, critique - base);
    close(result.adjustments[1].amount, soft - critique);
    close(result.adjustments[2].amount, score - soft);
    close(result.score, score);
}

#[test]
fn rule_5_critiques_are_averaged_and_their_lines_share_the_loss() {
    let recommender = recommender(&[
        ("seed", &[("divorce", 1.0), ("trauma", 0.6)]),
        ("x", &[("divorce", 1.0), ("comedy", 0.4)]),
    ]);
    let request = QueryRequest {
        more: vec!["comedy".into()],
        less: vec!["trauma".into()],
        ..like(&["seed"])
    };
    let answer = recommender.recommend(&request).unwrap();
    // The squares of the strengths: (1, 0.36) and (1, 0.16).
    let base = 1.0 / (1.1296f64 * 1.0256).sqrt();
    let (more, less) = (1.0 - (-2.0f64).exp(), 1.0 - (-3.0f64).exp());
    close(answer.results[0].score, base * (more + less) / 2.0);
    close(answer.results[0].adjustments[0].amount, base * (more - 1.0) / 2.0);
    close(answer.results[0].adjustments[1].amount, base * (less - 1.0) / 2.0);
}

#[test]
fn rule_5_with_several_seeds_their_mean_is_criticised() {
    let recommender = recommender(&[
        ("a", &[("divorce", 1.0), ("comedy", 1.0)]),
        ("b", &[("divorce", 1.0)]),
        ("x", &[("divorce", 1.0), ("comedy", 0.8)]),
    ]);
    let request = QueryRequest { more: vec!["comedy".into()], ..like(&["a", "b"]) };
    let answer = recommender.recommend(&request).unwrap();
    let met = 1.0 - (-5.0f64 * 0.3).exp();
    close(answer.results[0].score / answer.results[0].base, met);
}

#[test]
fn rule_5_a_critique_needs_a_seed_and_one_maxed_out_is_reported() {
    let recommender = recommender(&[("seed", &[("divorce", 1.0)]), ("x", &[("divorce", 1.0)])]);
    let alone = QueryRequest { more: vec!["comedy".into()], ..want(&[("divorce", 1.0)]) };
    let error = recommender.recommend(&alone).unwrap_err();
    assert_eq!(error, QueryError::CritiqueWithoutSeed { name: "comedy".into(), way: "more" });
    let request = QueryRequest {
        more: vec!["divorce".into()],
        less: vec!["comedy".into()],
        ..like(&["seed"])
    };
    let answer = recommender.recommend(&request).unwrap();
    assert_eq!(answer.results[0].score, answer.results[0].base, "both critiques are left out");
    assert!(answer.notes.iter().all(|note| note.code == NoteCode::CritiqueMaxedOut));
    assert_eq!(answer.notes.len(), 2);
}

#[test]
fn rule_6_a_veto_drops_from_the_threshold_up_and_a_warning_at_any_strength() {
    let recommender = recommender(&[
        ("clean", &[("divorce", 1.0)]),
        ("slight", &[("divorce", 1.0), ("trauma", 0.2), ("violence", 0.2)]),
        ("marked", &[("divorce", 1.0), ("trauma", 0.4)]),
    ]);
    let veto = |name| avoiding(want(&[("divorce", 1.0)]), &[(name, Avoid::Veto)]);
    assert_eq!(ids(&recommender, &veto("trauma")), ["clean", "slight"]);
    assert_eq!(ids(&recommender, &veto("violence")), ["clean", "marked"]);
    let strict = QueryRequest { veto_threshold: Some(0.2), ..veto("trauma") };
    assert_eq!(ids(&recommender, &strict), ["clean"]);
}

#[test]
fn rule_6_soft_avoids_multiply() {
    let recommender = recommender(&[("x", &[("divorce", 1.0), ("trauma", 0.8), ("comedy", 0.6)])]);
    let request = want(&[("divorce", 1.0)]);
    let before = score(&recommender, &request, "x");
    let soft = avoiding(request, &[("trauma", Avoid::Soft(0.5)), ("comedy", Avoid::Soft(1.0))]);
    close(score(&recommender, &soft, "x"), f64::from(before) * (1.0 - 0.4) * (1.0 - 0.6));
}

#[test]
fn rule_7_popularity_is_off_by_default_and_lifts_nobody_who_shares_nothing() {
    let follow = |entry: &Entry<'_>, followers| Drama { followers, ..drama(entry) };
    let recommender = with_dramas(vec![
        follow(&("famous", &[("divorce", 0.2), ("comedy", 1.0)]), Some(1_000_000)),
        follow(&("fitting", &[("divorce", 1.0)]), None),
        follow(&("unrelated", &[("trauma", 1.0)]), Some(999_999)),
    ]);
    let request = want(&[("divorce", 1.0)]);
    assert_eq!(ids(&recommender, &request), ["fitting", "famous"]);
    let popular = QueryRequest { popularity: Some(0.9), ..request };
    assert_eq!(ids(&recommender, &popular), ["famous", "fitting"]);
}

#[test]
fn rule_7_era_and_people_are_priors_of_their_own() {
    let made = |entry: &Entry<'_>, year, lead: &str| Drama {
        year,
        leads: vec![lead.into()],
        ..drama(entry)
    };
    let recommender = with_dramas(vec![
        made(&("seed", &[("divorce", 1.0)]), Some(2010), "Ana"),
        made(&("far", &[("divorce", 1.0), ("comedy", 1.0)]), Some(2018), "Ana"),
        made(&("undated", &[("divorce", 1.0), ("healing", 1.0)]), None, "Bo"),
    ]);
    let request = QueryRequest { era: Some(0.2), people: Some(0.5), ..like(&["seed"]) };
    let answer = recommender.recommend(&request).unwrap();
    let base = 1.0 / 2f64.sqrt();
    // Eight years apart: e^-1. People come after the era.
    let far = 0.8 * base + 0.2 * (-1.0f64).exp();
    close(answer.results[0].score, 0.5 * far + 0.5);
    close(answer.results[0].adjustments[0].amount, far - base);
    let kinds: Vec<_> = answer.results[0].adjustments.iter().map(|a| a.kind).collect();
    assert_eq!(kinds, [AdjustmentKind::Era, AdjustmentKind::People]);
    assert_eq!(answer.results[0].adjustments[1].people, ["Ana"]);
    // Neither year nor people speak for it.
    close(answer.results[1].score, 0.8 * base * 0.5);
    assert!(answer.results[1].adjustments[1].people.is_empty());
}

#[test]
fn rule_8_filters_come_before_selection() {
    // The three best are filtered away; k results come all the same.
    let year = |id: &str, strength, year| Drama {
        year,
        ..drama(&(id, &[("divorce", 1.0), ("comedy", strength)]))
    };
    let recommender = with_dramas(vec![
        year("a", 0.2, Some(2001)),
        year("b", 0.4, Some(2002)),
        year("c", 0.6, None),
        year("d", 0.8, Some(2015)),
        year("e", 1.0, Some(2016)),
    ]);
    let filter = FilterRequest { year_from: Some(2010), ..FilterRequest::default() };
    let request = QueryRequest { filter, k: Some(2), ..want(&[("divorce", 1.0)]) };
    let answer = recommender.recommend(&request).unwrap();
    assert_eq!(ids(&recommender, &request), ["d", "e"]);
    assert_eq!(answer.shortfall, None);
    assert_eq!((answer.exclusions[0].dropped, answer.exclusions[0].unknown), (3, 1));
}

#[test]
fn rule_8_fewer_than_k_says_what_to_relax() {
    let at = |id: &str, year, network: &str| Drama {
        year: Some(year),
        networks: vec![network.into()],
        ..drama(&(id, &[("divorce", 1.0)]))
    };
    let recommender = with_dramas(vec![
        at("a", 2001, "tvN"),
        at("b", 2002, "tvN"),
        at("c", 2020, "SBS"),
        at("d", 2001, "SBS"),
        Drama {
            year: Some(2020),
            networks: vec!["tvN".into()],
            ..drama(&("e", &[("comedy", 1.0)]))
        },
    ]);
    let filter = FilterRequest {
        year_from: Some(2010),
        network: Some("TVN".into()),
        ..FilterRequest::default()
    };
    let answer =
        recommender.recommend(&QueryRequest { filter, ..want(&[("divorce", 1.0)]) }).unwrap();
    let shortfall = answer.shortfall.unwrap();
    assert!(answer.results.is_empty());
    assert_eq!((shortfall.asked, shortfall.found, shortfall.nothing_shared), (10, 0, 1));
    let brings: Vec<_> = answer.exclusions.iter().map(|e| (e.reason, e.relaxing_brings)).collect();
    assert_eq!(brings, [(ExclusionReason::Year, Some(2)), (ExclusionReason::Network, Some(1))]);
    assert_eq!(shortfall.advice, "relaxing `year 2010 and later` would bring 2 more");
}

#[test]
fn rule_8_seeds_and_their_seasons_stay_out() {
    let season =
        |id: &str| Drama { series: Some("story".into()), ..drama(&(id, &[("divorce", 1.0)])) };
    let recommender =
        with_dramas(vec![season("one"), season("two"), drama(&("other", &[("divorce", 1.0)]))]);
    let answer = recommender.recommend(&like(&["one"])).unwrap();
    assert_eq!(answer.results.len(), 1);
    assert_eq!(answer.results[0].id, "other");
    assert!(answer.notes.iter().any(|note| note.code == NoteCode::SeriesLeftOut));
    let filter = FilterRequest { same_series: true, ..FilterRequest::default() };
    assert_eq!(ids(&recommender, &QueryRequest { filter, ..like(&["one"]) }), ["other", "two"]);
}

#[test]
fn rule_8_what_was_seen_stays_out_and_an_unknown_title_is_told() {
    let recommender = recommender(&[("a", &[("divorce", 1.0)]), ("b", &[("divorce", 1.0)])]);
    let request = QueryRequest {
        seen: vec!["a".into(), "nowhere at all".into()],
        ..want(&[("divorce", 1.0)])
    };
    let answer = recommender.recommend(&request).unwrap();
    assert_eq!(answer.results.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["b"]);
    assert_eq!(answer.notes[0].code, NoteCode::SeenUnknown);
}

#[test]
fn rule_9_diversity_changes_the_order_and_never_a_score() {
    let recommender = recommender(&[
        ("a", &[("divorce", 1.0), ("comedy", 1.0)]),
        ("b", &[("divorce", 1.0), ("comedy", 1.0)]),
        ("c", &[("divorce", 1.0), ("trauma", 1.0), ("healing", 0.6)]),
    ]);
    let request = want(&[("divorce", 1.0), ("comedy", 0.2)]);
    assert_eq!(ids(&recommender, &request), ["a", "b", "c"]);
    let diverse = QueryRequest { diversity: Some(0.5), ..request.clone() };
    assert_eq!(ids(&recommender, &diverse), ["a", "c", "b"]);
    for id in ["a", "b", "c"] {
        assert_eq!(score(&recommender, &request, id), score(&recommender, &diverse, id));
    }
}

#[test]
fn rule_10_spoiler_tropes_rank_but_show_as_one_line() {
    let recommender = recommender(&[
        ("seed", &[("divorce", 1.0), ("sad-ending", 1.0)]),
        ("x", &[("divorce", 1.0), ("sad-ending", 0.6)]),
        ("y", &[("divorce", 1.0)]),
    ]);
    let names = |spoilers| {
        let answer = recommender.recommend(&QueryRequest { spoilers, ..like(&["seed"]) }).unwrap();
        let names = |at: usize| {
            let contributions = answer.results[at].contributions.as_ref().unwrap();
            contributions.iter().map(|c| c.trope.clone()).collect::<Vec<_>>()
        };
        (names(0), answer.results[1].lacks.clone(), answer.results[0].score)
    };
    let (hidden, lacks_hidden, score_hidden) = names(false);
    let (named, lacks_named, score_named) = names(true);
    assert_eq!(
        (hidden, lacks_hidden),
        (vec!["divorce".into(), "hidden-tropes".into()], Vec::new())
    );
    assert_eq!(
        (named, lacks_named),
        (vec!["divorce".into(), "sad-ending".to_owned()], vec!["sad-ending".to_owned()])
    );
    assert_eq!(score_hidden, score_named);
}

#[test]
fn rule_11_ties_go_to_the_lower_id_and_a_zero_vector_is_left_out() {
    let recommender = recommender(&[
        ("c", &[("divorce", 0.6)]),
        ("a", &[("divorce", 1.0)]),
        ("b", &[("divorce", 0.2)]),
        ("empty", &[]),
    ]);
    assert_eq!(ids(&recommender, &want(&[("divorce", 1.0)])), ["a", "b", "c"]);
    let error = recommender.recommend(&like(&["empty"])).unwrap_err();
    assert!(matches!(error, QueryError::ZeroVector { .. }));
}

#[test]
fn rule_12_untagged_is_not_clean() {
    let unreviewed = Drama { reviewed: false, ..drama(&("unreviewed", &[("divorce", 1.0)])) };
    let recommender = with_dramas(vec![drama(&("reviewed", &[("divorce", 1.0)])), unreviewed]);
    let request = want(&[("divorce", 1.0)]);
    assert_eq!(ids(&recommender, &request), ["reviewed", "unreviewed"]);
    let strict = avoiding(request.clone(), &[("trauma", Avoid::Veto)]);
    assert_eq!(ids(&recommender, &strict), ["reviewed"]);
    let soft = avoiding(request, &[("trauma", Avoid::Soft(1.0))]);
    assert_eq!(ids(&recommender, &soft), ["reviewed", "unreviewed"]);
}

#[test]
fn what_was_asked_for_and_is_lacking_is_told() {
    let recommender = recommender(&[
        ("seed", &[("divorce", 1.0), ("comedy", 0.8), ("trauma", 0.4)]),
        ("x", &[("divorce", 1.0)]),
    ]);
    let request = QueryRequest { like: vec!["seed".into()], ..want(&[("hometown", 1.0)]) };
    let answer = recommender.recommend(&request).unwrap();
    assert_eq!(
        answer.results[0].lacks,
        ["hometown", "comedy"],
        "the wish, then what the seed is about"
    );
}

#[test]
fn contradictions_are_refused_by_name() {
    let recommender = recommender(&[("a", &[("divorce", 1.0)]), ("b", &[("divorce", 1.0)])]);
    let wish = want(&[("divorce", 1.0)]);
    let both = avoiding(wish.clone(), &[("divorce", Avoid::Veto)]);
    let twice = want(&[("divorce", 1.0), ("Divorce", 0.5)]);
    let liked = QueryRequest { unlike: vec!["a".into()], ..like(&["a"]) };
    let ways =
        QueryRequest { more: vec!["comedy".into()], less: vec!["comedy".into()], ..like(&["a"]) };
    for request in [both, twice, liked, ways] {
        let error = recommender.recommend(&request).unwrap_err();
        assert_eq!(error.code(), ErrorCode::Contradiction, "{error}");
    }
}

#[test]
fn numbers_out_of_range_are_refused() {
    let recommender = recommender(&[("a", &[("divorce", 1.0)])]);
    let wish = || want(&[("divorce", 1.0)]);
    let soft = |weight| avoiding(wish(), &[("comedy", Avoid::Soft(weight))]);
    let refused = [
        want(&[("divorce", 1.5)]),
        want(&[("divorce", f32::NAN)]),
        soft(-0.1),
        QueryRequest { k: Some(0), ..wish() },
        QueryRequest { diversity: Some(1.0), ..wish() },
        QueryRequest { popularity: Some(2.0), ..wish() },
        QueryRequest { wish_share: Some(-1.0), ..wish() },
        QueryRequest { veto_threshold: Some(0.0), ..wish() },
        QueryRequest {
            filter: FilterRequest { max_episodes: Some(0), ..FilterRequest::default() },
            ..wish()
        },
    ];
    for request in refused {
        assert_eq!(
            recommender.recommend(&request).unwrap_err().code(),
            ErrorCode::OutOfRange,
            "{request:?}"
        );
    }
    let backwards =
        FilterRequest { year_from: Some(2020), year_to: Some(2010), ..FilterRequest::default() };
    let error = recommender.recommend(&QueryRequest { filter: backwards, ..wish() }).unwrap_err();
    assert_eq!(error, QueryError::Years { from: 2020, to: 2010 });
    for empty in [QueryRequest::new("q"), want(&[("divorce", 0.0)])] {
        assert_eq!(recommender.recommend(&empty).unwrap_err(), QueryError::Empty);
    }
}

#[test]
fn only_some_dramas_may_be_answered_and_a_short_answer_is_short_of_those() {
    let tropes: &[(&str, f32)] = &[("divorce", 1.0)];
    let recommender = recommender(&[("a", tropes), ("b", tropes), ("c", tropes), ("d", &[])]);
    let request = want(&[("divorce", 1.0)]).only(["d", "c", "C", "a", "nowhere"]);
    let answer = recommender.recommend(&request).unwrap();
    assert_eq!(ids(&recommender, &request), ["a", "c"]);
    let shortfall = answer.shortfall.unwrap();
    assert_eq!((shortfall.found, shortfall.nothing_shared), (2, 1), "d shares nothing");
    let only = &answer.exclusions[0];
    let counted = (only.reason, only.dropped, only.relaxing_brings);
    assert_eq!(counted, (ExclusionReason::Only, 1, Some(1)), "b would qualify");
    assert_eq!(answer.notes[0].code, NoteCode::OnlyUnknown);
    assert!(answer.notes[0].message.starts_with("1 of the 5 "), "{}", answer.notes[0].message);

    let full = recommender.recommend(&request.clone().k(2)).unwrap();
    assert_eq!((full.results.len(), full.shortfall), (2, None));
    let nothing = want(&[("divorce", 1.0)]).only(Vec::<String>::new());
    assert_eq!(ids(&recommender, &nothing), Vec::<String>::new());
}

#[test]
fn a_predicate_says_which_dramas_may_be_answered_besides_a_list() {
    let tropes: &[(&str, f32)] = &[("divorce", 1.0)];
    let recommender = recommender(&[("a", tropes), ("b", tropes), ("c", tropes)]);
    let request = want(&[("divorce", 1.0)]).only(["a", "b"]);
    let catalog = recommender.catalog();
    let later = |drama| catalog.drama(drama).id.as_str() > "a";
    let query = request.check_among(catalog, later).unwrap();
    let answer = recommender.answer(&query);
    let ids: Vec<&str> = answer.results.iter().map(|result| result.id.as_str()).collect();
    assert_eq!((ids, answer.shortfall.unwrap().found), (vec!["b"], 1));
}

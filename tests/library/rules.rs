//! The rules of ranking, each on a shelf worked out by hand.

use tropewise::catalog::{ContentRating, Drama, SeriesKind};
use tropewise::schema::{
    AdjustmentKind, ErrorCode, ExclusionReason, FilterRequest, NoteCode, Pooling, Prior,
    PriorsRequest,
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
fn rule_3_what_pleases_the_least_pleased_of_several_seeds() {
    let recommender = recommender(&[
        ("a", &[("divorce", 1.0)]),
        ("b", &[("comedy", 1.0)]),
        ("mixed", &[("divorce", 1.0), ("comedy", 0.8)]),
        ("one", &[("comedy", 1.0), ("divorce", 0.2)]),
        ("only", &[("comedy", 1.0)]),
    ]);
    let request = QueryRequest { pooling: Some(Pooling::Least), ..like(&["a", "b"]) };
    assert_eq!(ids(&recommender, &request), ["mixed", "one"], "one that b alone would like is out");
    // The squares of the strengths: (1, 0.64).
    close(score(&recommender, &request, "mixed"), 0.64 / 1.4096f64.sqrt());
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
    // It has 0.8 more: 0.8 / (0.8 + 0.2).
    let odds = (1.0 + 2.0 * 0.8) * base / (1.0 - base);
    let critique = odds / (1.0 + odds);
    let soft = critique * (1.0 - 0.5 * 0.6);
    let score = soft + (1.0 - soft) * 0.1 / 1.1;
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

/// What one critique makes of a score, met by this difference.
fn criticised(score: f64, difference: f64) -> f64 {
    let times = 1.0 + 2.0 * difference.abs() / (difference.abs() + 0.2);
    let odds = score / (1.0 - score) * if difference < 0.0 { 1.0 / times } else { times };
    odds / (1.0 + odds)
}

#[test]
fn rule_5_critiques_follow_one_another_each_with_its_amount() {
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
    let more = criticised(base, 0.4);
    let less = criticised(more, 0.6);
    close(answer.results[0].score, less);
    close(answer.results[0].adjustments[0].amount, more - base);
    close(answer.results[0].adjustments[1].amount, less - more);
}

#[test]
fn rule_5_more_gains_as_much_stays_and_less_loses() {
    let recommender = recommender(&[
        ("seed", &[("divorce", 1.0), ("healing", 0.6)]),
        ("as-much", &[("divorce", 0.8), ("healing", 0.6)]),
        ("more", &[("divorce", 0.8), ("healing", 0.8)]),
        ("much-more", &[("divorce", 0.8), ("healing", 1.0)]),
        ("less", &[("divorce", 0.8), ("healing", 0.2)]),
    ]);
    // How many times better the odds are after than before.
    let times = |request: &QueryRequest, id: &str| {
        let answer = recommender.recommend(request).unwrap();
        let result = answer.results.iter().find(|result| result.id == id).unwrap();
        let odds = |score: f32| f64::from(score) / (1.0 - f64::from(score));
        odds(result.score) / odds(result.base)
    };
    let more = QueryRequest { more: vec!["healing".into()], ..like(&["seed"]) };
    // 1 + 2 · 0.2 / 0.4, 1 + 2 · 0.4 / 0.6, and by as much worse.
    let expected = [("as-much", 1.0), ("more", 2.0), ("much-more", 7.0 / 3.0), ("less", 3.0 / 7.0)];
    for (id, expected) in expected {
        assert!((times(&more, id) - expected).abs() < 1e-4, "{id}");
    }
    let less = QueryRequest { less: vec!["healing".into()], ..like(&["seed"]) };
    for (id, expected) in [("as-much", 1.0), ("more", 0.5), ("less", 7.0 / 3.0)] {
        assert!((times(&less, id) - expected).abs() < 1e-4, "{id}");
    }
    assert_eq!(recommender.recommend(&less).unwrap().results.len(), 4, "nobody is left out");
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
    close(answer.results[0].score, criticised(answer.results[0].base.into(), 0.3));
}

#[test]
fn rule_5_a_critique_needs_a_seed() {
    let recommender = recommender(&[("seed", &[("divorce", 1.0)]), ("x", &[("divorce", 1.0)])]);
    let alone = QueryRequest { more: vec!["comedy".into()], ..want(&[("divorce", 1.0)]) };
    let error = recommender.recommend(&alone).unwrap_err();
    assert_eq!(error, QueryError::CritiqueWithoutSeed { name: "comedy".into(), way: "more" });
}

#[test]
fn rule_5_critiques_help_where_the_seeds_have_all_or_nothing_of_it() {
    let recommender = recommender(&[
        ("seed", &[("divorce", 1.0)]),
        ("funny", &[("divorce", 1.0), ("comedy", 1.0)]),
        ("slight", &[("divorce", 0.6), ("healing", 0.6)]),
        ("sober", &[("divorce", 1.0), ("hometown", 1.0)]),
    ]);
    let request = QueryRequest {
        more: vec!["divorce".into()],
        less: vec!["comedy".into()],
        ..like(&["seed"])
    };
    let answer = recommender.recommend(&request).unwrap();
    let codes: Vec<_> = answer.notes.iter().map(|note| note.code).collect();
    assert_eq!(codes, [NoteCode::MoreOfAll, NoteCode::LessAsAvoid]);
    let result = |id: &str| answer.results.iter().find(|result| result.id == id).unwrap();
    let base = 1.0 / 2f64.sqrt();
    // As much of the one; a soft avoid of weight 0.5 for the other.
    let kinds: Vec<_> = result("funny").adjustments.iter().map(|a| a.kind).collect();
    assert_eq!(kinds, [AdjustmentKind::More, AdjustmentKind::SoftAvoid]);
    close(result("funny").score, base * 0.5);
    close(result("sober").score, base);
    let slight = result("slight");
    close(slight.score, criticised(slight.base.into(), -0.4));
    assert_eq!(answer.results[0].id, "sober");
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
    for threshold in [0.2, 0.001, 1e-7, f32::from_bits(1)] {
        let strict = QueryRequest { veto_threshold: Some(threshold), ..veto("trauma") };
        assert_eq!(ids(&recommender, &strict), ["clean"], "{threshold}");
    }
    let lenient = QueryRequest { veto_threshold: Some(1.0), ..veto("trauma") };
    assert_eq!(ids(&recommender, &lenient), ["clean", "slight", "marked"]);
}

#[test]
fn rule_6_a_warning_is_dropped_at_the_least_strength_there_is() {
    let faint = f32::from_bits(1);
    let recommender = recommender(&[
        ("clean", &[("divorce", 1.0)]),
        ("faint", &[("divorce", 1.0), ("violence", faint), ("trauma", faint)]),
    ]);
    let veto = |name| avoiding(want(&[("divorce", 1.0)]), &[(name, Avoid::Veto)]);
    assert_eq!(ids(&recommender, &veto("violence")), ["clean"]);
    assert_eq!(ids(&recommender, &veto("trauma")), ["clean", "faint"]);
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
fn rule_7_popularity_lifts_nobody_who_shares_nothing() {
    let follow = |entry: &Entry<'_>, followers| Drama { followers, ..drama(entry) };
    let recommender = with_dramas(vec![
        follow(&("famous", &[("divorce", 0.6), ("comedy", 0.8)]), Some(1_000_000)),
        follow(&("fitting", &[("divorce", 1.0), ("comedy", 1.0)]), None),
        follow(&("unrelated", &[("trauma", 1.0)]), Some(999_999)),
    ]);
    let request = want(&[("divorce", 1.0)]);
    assert_eq!(ids(&recommender, &request), ["fitting", "famous"]);
    let popular = QueryRequest { popularity: Some(0.9), ..request.clone() };
    assert_eq!(ids(&recommender, &popular), ["famous", "fitting"]);
    let alone = QueryRequest { popularity: Some(0.9), little_known: true, ..request };
    let answer = recommender.recommend(&alone).unwrap();
    assert_eq!(answer.results[0].id, "fitting");
    let [step] = &answer.results[0].adjustments[..] else { panic!("one step") };
    assert_eq!(step.kind, AdjustmentKind::LittleKnown);
    assert!(answer.results[1].adjustments.is_empty(), "what does not speak for it is not shown");
}

#[test]
fn rule_7_priors_come_last_and_together_in_shares() {
    let made = |entry: &Entry<'_>, year, lead: &str, writer: &str| Drama {
        year,
        leads: vec![lead.into()],
        writers: vec![writer.into()],
        ..drama(entry)
    };
    let recommender = with_dramas(vec![
        made(&("seed", &[("divorce", 1.0)]), Some(2010), "Ana", "Cy"),
        made(&("far", &[("divorce", 1.0), ("comedy", 1.0)]), Some(2018), "Ana", "Di"),
        made(&("undated", &[("divorce", 1.0), ("healing", 1.0)]), None, "Bo", "Ana"),
    ]);
    let weights = vec![(Prior::Era, 0.2), (Prior::Lead, 0.5), (Prior::Writer, 0.7)];
    let request = QueryRequest { priors: PriorsRequest::Weights(weights), ..like(&["seed"]) };
    let answer = recommender.recommend(&request).unwrap();
    let base = 1.0 / 2f64.sqrt();
    // Eight years apart: e^-1.
    let (era, lead) = (0.2 * (-1.0f64).exp(), 0.5);
    let added = (1.0 - base) * (era + lead) / (1.0 + era + lead);
    close(answer.results[0].score, base + added);
    let kinds: Vec<_> = answer.results[0].adjustments.iter().map(|a| a.kind).collect();
    assert_eq!(kinds, [AdjustmentKind::Era, AdjustmentKind::Lead]);
    close(answer.results[0].adjustments[0].amount, added * era / (era + lead));
    close(answer.results[0].adjustments[1].amount, added * lead / (era + lead));
    assert_eq!(answer.results[0].adjustments[1].people, ["Ana"]);
    // Neither year nor people speak for it: who wrote it starred in the seed.
    close(answer.results[1].score, base);
    assert!(answer.results[1].adjustments.is_empty());
    let people = QueryRequest { people: Some(1.0), ..like(&["seed"]) };
    close(score(&recommender, &people, "far"), base + (1.0 - base) / 2.0);
}

#[test]
fn rule_7_the_default_has_priors_and_tropes_alone_are_the_cosine() {
    let made = |entry: &Entry<'_>, followers| Drama {
        followers: Some(followers),
        year: Some(2020),
        ..drama(entry)
    };
    let entries = [
        made(&("seed", &[("divorce", 1.0), ("healing", 1.0)]), 5),
        made(&("famous", &[("divorce", 1.0), ("healing", 0.6), ("comedy", 0.6)]), 9),
        made(&("obscure", &[("divorce", 1.0), ("healing", 0.62), ("comedy", 0.58)]), 1),
    ];
    let recommender = Recommender::new(catalog(entries.into()));
    let plain = like(&["seed"]).tropes_only();
    assert_eq!(ids(&recommender, &plain), ["obscure", "famous"]);
    let answer = recommender.recommend(&plain).unwrap();
    assert!(answer.results.iter().all(|r| r.score == r.base && r.adjustments.is_empty()));
    let answer = recommender.recommend(&like(&["seed"])).unwrap();
    assert_eq!(answer.results[0].id, "famous");
    let kinds: Vec<_> = answer.results[0].adjustments.iter().map(|a| a.kind).collect();
    // Of a drama whose score is unknown the usual one is taken.
    let expected = [AdjustmentKind::Popularity, AdjustmentKind::Era, AdjustmentKind::Acclaim];
    assert_eq!(kinds, expected);
    // What is asked for beside "none" counts alone.
    let era = QueryRequest { era: Some(0.3), ..plain };
    let answer = recommender.recommend(&era).unwrap();
    assert_eq!(answer.results[0].adjustments.len(), 1);
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
fn rule_8_what_passes_every_filter_is_counted_when_asked_for() {
    let recommender = recommender(&[
        ("a", &[("divorce", 1.0)]),
        ("b", &[("divorce", 0.8)]),
        ("c", &[("divorce", 0.6), ("violence", 0.2)]),
        ("d", &[("comedy", 1.0)]),
    ]);
    let counted = |request: QueryRequest| {
        recommender.recommend(&QueryRequest { count: true, ..request }).unwrap().qualifying
    };
    // The liked title itself is none of them; "d" shares nothing and still qualifies.
    assert_eq!(counted(like(&["a"]).k(1)), Some(3));
    assert_eq!(counted(avoiding(like(&["a"]), &[("violence", Avoid::Veto)])), Some(2));
    assert_eq!(counted(like(&["a"]).seen("b")), Some(2));
    assert_eq!(recommender.recommend(&like(&["a"])).unwrap().qualifying, None);
}

#[test]
fn rule_8_a_question_of_filters_alone_is_ranked_by_priors() {
    let made = |id: &str, followers, episodes| Drama {
        followers: Some(followers),
        episodes: Some(episodes),
        ..drama(&(id, &[("divorce", 1.0)]))
    };
    let untagged = Drama { episodes: Some(8), followers: Some(7), ..drama(&("d", &[])) };
    let recommender = Recommender::new(catalog(vec![
        made("a", 1, 8),
        made("b", 9, 16),
        made("c", 5, 8),
        untagged,
    ]));
    let filter = FilterRequest { max_episodes: Some(10), ..FilterRequest::default() };
    let request = QueryRequest { filter, ..QueryRequest::new("short") };
    let answer = recommender.recommend(&request).unwrap();
    assert_eq!(ids(&recommender, &request), ["d", "c", "a"]);
    assert!(answer.results.iter().all(|result| result.base == 0.0));
    assert_eq!(answer.shortfall.unwrap().found, 3);
    assert_eq!(ids(&recommender, &request.tropes_only()), ["a", "c", "d"], "nothing ranks");
}

#[test]
fn rule_8_seeds_and_their_seasons_stay_out() {
    let season = |id: &str, year| Drama {
        series: Some("story".into()),
        year: Some(year),
        ..drama(&(id, &[("divorce", 1.0)]))
    };
    let recommender = with_dramas(vec![
        season("one", 2001),
        season("two", 2002),
        season("three", 2003),
        drama(&("other", &[("divorce", 1.0)])),
    ]);
    let answer = recommender.recommend(&like(&["one"])).unwrap();
    assert_eq!(answer.results.len(), 1);
    assert_eq!(answer.results[0].id, "other");
    assert!(answer.notes.iter().any(|note| note.code == NoteCode::SeriesLeftOut));
    let filter = FilterRequest { same_series: true, ..FilterRequest::default() };
    let request = QueryRequest { filter, ..like(&["one"]) };
    assert_eq!(ids(&recommender, &request), ["other", "two"], "one story, one place");
}

#[test]
fn rule_9_a_story_has_the_score_of_its_best_and_is_shown_where_it_begins() {
    let part = |id: &str, year, strength| Drama {
        series: Some("story".into()),
        year: Some(year),
        ..drama(&(id, &[("divorce", 1.0), ("comedy", strength)]))
    };
    let recommender = with_dramas(vec![
        part("first", 2010, 1.0),
        part("second", 2012, 0.0001),
        part("third", 2014, 0.6),
        drama(&("other", &[("divorce", 1.0), ("healing", 0.8)])),
    ]);
    let request = QueryRequest { k: Some(2), ..want(&[("divorce", 1.0)]) };
    let answer = recommender.recommend(&request).unwrap();
    let shown: Vec<_> = answer.results.iter().map(|r| (r.id.as_str(), r.via.as_deref())).collect();
    assert_eq!(shown, [("first", Some("second")), ("other", None)]);
    close(answer.results[0].score, 1.0);
    assert_eq!(answer.shortfall, None, "k counts stories");
    // Where it begins among those that qualify.
    let filter = FilterRequest { year_from: Some(2011), ..FilterRequest::default() };
    let later = recommender.recommend(&QueryRequest { filter, ..request.clone() }).unwrap();
    assert_eq!((later.results[0].id.as_str(), &later.results[0].via), ("second", &None));
    let ask = request.check(recommender.catalog()).unwrap();
    let third = recommender.catalog().find("third").unwrap();
    let judgement = recommender.judge(&ask, third);
    assert_eq!((judgement.recommendation.rank, judgement.qualifying), (1, 2));
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
fn rule_10_diversity_changes_the_order_and_never_a_score() {
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
fn rule_11_spoilers_leave_sums_and_norms_unless_asked_for() {
    let recommender = recommender(&[
        ("seed", &[("divorce", 1.0), ("sad-ending", 1.0)]),
        ("x", &[("divorce", 1.0), ("sad-ending", 0.6)]),
        ("y", &[("divorce", 1.0), ("comedy", 0.2)]),
        ("z", &[("sad-ending", 1.0)]),
    ]);
    let hidden = recommender.recommend(&like(&["seed"])).unwrap();
    let shown: Vec<_> = hidden.results.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(shown, ["x", "y"], "a shared ending is no reason");
    close(hidden.results[0].score, 1.0);
    assert!(
        hidden
            .results
            .iter()
            .flat_map(|r| r.contributions.iter().flatten())
            .all(|c| { c.trope != "hidden-tropes" && c.trope != "sad-ending" })
    );
    assert!(hidden.results[1].lacks.is_empty());
    let asked = QueryRequest { spoilers: true, ..like(&["seed"]) };
    let answer = recommender.recommend(&asked).unwrap();
    let first = &answer.results[0];
    // The squares of the strengths: (1, 1) and (1, 0.36).
    close(first.score, 1.36 / (2.0f64 * 1.1296).sqrt());
    let tropes = first.contributions.iter().flatten().map(|c| c.trope.as_str());
    assert_eq!(tropes.collect::<Vec<_>>(), ["divorce", "sad-ending"]);
    assert_eq!(answer.results[1].id, "z");
    assert_eq!(answer.results[2].lacks, ["sad-ending"]);
}

#[test]
fn rule_11_a_trope_that_the_question_names_counts_and_is_no_secret() {
    let recommender = recommender(&[
        ("seed", &[("divorce", 1.0), ("sad-ending", 1.0)]),
        ("x", &[("divorce", 1.0), ("sad-ending", 0.6)]),
        ("y", &[("divorce", 1.0), ("comedy", 0.2)]),
    ]);
    let request = QueryRequest { more: vec!["sad-ending".into()], ..like(&["seed"]) };
    let answer = recommender.recommend(&request).unwrap();
    let first = &answer.results[0];
    close(first.base, 1.36 / (2.0f64 * 1.1296).sqrt());
    assert_eq!(first.contributions.as_ref().unwrap()[1].trope, "sad-ending");
    assert_eq!(first.adjustments[0].trope.as_deref(), Some("sad-ending"));
    let wish = want(&[("sad-ending", 1.0)]);
    let answer = recommender.recommend(&wish).unwrap();
    assert_eq!(answer.results[0].contributions.as_ref().unwrap()[0].trope, "sad-ending");
}

#[test]
fn rule_12_ties_go_to_the_lower_id_and_a_zero_vector_is_left_out() {
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
fn rule_13_untagged_is_not_clean() {
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

/// Dramas that differ by facts, all of them with one trope.
fn with_facts() -> Recommender {
    let day = |text| tropewise::catalog::Date::parse(text);
    let made = |id: &str| drama(&(id, &[("divorce", 1.0), ("comedy", 0.4)]));
    with_dramas(vec![
        Drama {
            episodes: Some(8),
            minutes: Some(60),
            content_rating: Some(ContentRating::From15),
            score: Some(880),
            votes: Some(9000),
            leads: vec!["Kim Soo Hyun".into()],
            year: Some(2019),
            first_aired: day("2019-01-01"),
            last_aired: day("2019-02-01"),
            ..made("a")
        },
        Drama {
            episodes: Some(16),
            minutes: Some(70),
            content_rating: Some(ContentRating::From18),
            score: Some(700),
            votes: Some(90_000),
            writers: vec!["Park Ji Eun".into()],
            directors: vec!["Kim Soo Hyun".into()],
            year: Some(2024),
            first_aired: day("2024-11-01"),
            last_aired: day("2025-02-01"),
            origin: vec![tropewise::catalog::Origin {
                kind: tropewise::catalog::OriginKind::Webtoon,
                work: String::new(),
            }],
            ..made("b")
        },
        Drama { year: Some(2026), first_aired: day("2026-05-01"), ..made("c") },
    ])
}

fn filtered(filter: FilterRequest) -> QueryRequest {
    QueryRequest { filter, as_of: Some("2024-12-01".into()), ..want(&[("divorce", 1.0)]) }
}

#[test]
fn facts_are_asked_for_by_filters() {
    let recommender = with_facts();
    let of = |filter| ids(&recommender, &filtered(filter));
    let none = FilterRequest::default;
    assert_eq!(of(none()), ["a", "b"], "what has not aired comes when asked for");
    assert_eq!(of(FilterRequest { min_episodes: Some(10), ..none() }), ["b"]);
    assert_eq!(of(FilterRequest { max_minutes: Some(60), ..none() }), ["a"]);
    assert_eq!(of(FilterRequest { max_hours: Some(8.0), ..none() }), ["a"]);
    assert_eq!(of(FilterRequest { min_hours: Some(8.1), ..none() }), ["b"]);
    assert_eq!(of(FilterRequest { rating_up_to: Some("15+".into()), ..none() }), ["a"]);
    assert_eq!(of(FilterRequest { min_score: Some(8.8), ..none() }), ["a"]);
    assert_eq!(of(FilterRequest { origin: Some("Webtoon".into()), ..none() }), ["b"]);
    assert_eq!(of(FilterRequest { airing: Some("airing".into()), ..none() }), ["b"]);
    assert_eq!(of(FilterRequest { airing: Some("finished".into()), ..none() }), ["a"]);
    assert_eq!(of(FilterRequest { airing: Some("not yet".into()), ..none() }), ["c"]);
    let later = QueryRequest { as_of: Some("2026-06-01".into()), ..want(&[("divorce", 1.0)]) };
    assert_eq!(ids(&recommender, &later), ["a", "b", "c"]);
    let unknown = filtered(FilterRequest { max_episodes: Some(99), ..none() });
    let answer =
        recommender.recommend(&QueryRequest { as_of: Some("2026-06-01".into()), ..unknown });
    assert_eq!(answer.unwrap().exclusions[0].unknown, 1);
}

#[test]
fn people_are_found_in_any_role_and_spelling() {
    let recommender = with_facts();
    let with = |names: &[&str]| {
        let with = names.iter().map(|name| (*name).into()).collect();
        filtered(FilterRequest { with, ..FilterRequest::default() })
    };
    for name in ["Kim Soo Hyun", "kim soo-hyun", "Soo Hyun Kim"] {
        assert_eq!(ids(&recommender, &with(&[name])), ["a", "b"], "{name}");
    }
    assert_eq!(ids(&recommender, &with(&["Kim Soo Hyun", "Park Ji Eun"])), ["b"]);
    let without = |name: &str| {
        filtered(FilterRequest { without: vec![name.into()], ..FilterRequest::default() })
    };
    assert_eq!(ids(&recommender, &without("Park Ji Eun")), ["a"]);
    let answer = recommender.recommend(&without("Kim Soo Hyun")).unwrap();
    let left_out = &answer.exclusions[0];
    assert_eq!(answer.results.len(), 0);
    assert_eq!((left_out.reason, left_out.dropped), (ExclusionReason::Without, 2));
    let answer = recommender.recommend(&with(&["Kim Soo Hyum"])).unwrap();
    assert_eq!(answer.notes[0].code, NoteCode::PersonForgiven);
    let error = recommender.recommend(&with(&["Gong Yoo"])).unwrap_err();
    assert_eq!(error.code(), ErrorCode::UnknownPerson);
    for name in ["park ji eun", "Park Ji Eum", "박지은"] {
        let error = recommender.recommend(&like(&[name])).unwrap_err();
        assert_eq!(error.code(), ErrorCode::PersonAsTitle, "{name}");
        assert!(error.hint().contains("`Park Ji Eun`"), "{}", error.hint());
    }
    let read = recommender.recommend(&with(&["김수현"])).unwrap();
    assert_eq!(read.results.len(), 2);
    assert_eq!(read.notes[0].message, "`김수현` is taken for `Kim Soo Hyun`");
}

#[test]
fn a_trope_in_place_of_a_title_is_told_as_one() {
    let recommender = recommender(&[("a", &[("divorce", 1.0)]), ("b", &[("healing", 1.0)])]);
    for name in ["divorce", "Divorce"] {
        let error = recommender.recommend(&like(&[name])).unwrap_err();
        assert_eq!(error.code(), ErrorCode::TropeAsTitle, "{name}");
        assert_eq!(error.hint(), "want `divorce`, in place of a title");
    }
}

#[test]
fn tropes_may_be_required_and_one_of_several_may_suffice() {
    let recommender = recommender(&[
        ("a", &[("divorce", 1.0), ("comedy", 0.2)]),
        ("b", &[("divorce", 0.8), ("comedy", 0.6)]),
        ("c", &[("healing", 1.0)]),
        ("d", &[("trauma", 1.0)]),
    ]);
    let require = |least: f32| QueryRequest {
        require: [("comedy".to_owned(), least)].into_iter().collect(),
        ..want(&[("divorce", 1.0)])
    };
    assert_eq!(ids(&recommender, &require(0.4)), ["b"]);
    assert_eq!(ids(&recommender, &require(0.2)), ["a", "b"]);
    let any = QueryRequest {
        any: vec![vec!["healing".into(), "trauma".into()]],
        ..QueryRequest::new("either")
    };
    assert_eq!(ids(&recommender, &any), ["c", "d"]);
    close(score(&recommender, &any, "d"), 1.0);
    let and = QueryRequest { any: any.any.clone(), ..want(&[("divorce", 1.0)]) };
    close(score(&recommender, &and, "c"), 1.0 / 2f64.sqrt());
}

#[test]
fn lists_of_titles_let_in_and_leave_out() {
    let recommender = with_facts();
    let only = want(&[("divorce", 1.0)]).only(["b", "no such"]);
    assert_eq!(ids(&recommender, &only), ["b"]);
    let alone = QueryRequest { want: Default::default(), ..only };
    assert_eq!(ids(&recommender, &alone), ["b"], "a list alone is a question");
    let exclude = QueryRequest {
        exclude: vec!["a".into(), "nowhere at all".into()],
        seen: vec!["never heard of".into()],
        ..want(&[("divorce", 1.0)])
    };
    assert_eq!(ids(&recommender, &exclude), ["b", "c"]);
    let answer = recommender.recommend(&exclude).unwrap();
    let notes: Vec<_> = answer.notes.iter().map(|n| (n.code, n.message.as_str())).collect();
    assert_eq!(
        notes,
        [
            (NoteCode::SeenUnknown, "the seen title `never heard of` is not in the catalogue"),
            (
                NoteCode::ExcludeUnknown,
                "the excluded title `nowhere at all` is not in the catalogue"
            ),
        ]
    );
}

#[test]
fn an_origin_that_nobody_names_is_unknown() {
    let recommender = with_facts();
    let origin = |kind: &str| {
        let filter = FilterRequest { origin: Some(kind.into()), ..FilterRequest::default() };
        let answer = recommender.recommend(&filtered(filter)).unwrap();
        (answer.results.len(), answer.exclusions[0].dropped, answer.exclusions[0].unknown)
    };
    // Of a and c nothing is said; b is from a webtoon.
    assert_eq!(origin("webtoon"), (1, 2, 2));
    assert_eq!(origin("novel"), (0, 3, 2));
}

#[test]
fn rule_7_turned_round_popularity_counts_beside_tropes_alone() {
    let follow = |entry: &Entry<'_>, followers| Drama { followers, ..drama(entry) };
    // What scores 1 cannot be lifted.
    let tropes: &[(&str, f32)] = &[("divorce", 1.0), ("comedy", 1.0)];
    let recommender = Recommender::new(catalog(vec![
        follow(&("a", tropes), Some(9)),
        follow(&("b", tropes), Some(1)),
        follow(&("c", tropes), Some(5)),
    ]));
    let alone = want(&tropes[..1]).tropes_only();
    assert_eq!(ids(&recommender, &alone), ["a", "b", "c"]);
    let turned = QueryRequest { little_known: true, ..alone };
    assert_eq!(ids(&recommender, &turned), ["b", "c", "a"]);
    let neither = QueryRequest { popularity: Some(0.0), ..turned };
    let error = recommender.recommend(&neither).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Contradiction, "{error}");
}

#[test]
fn rule_7_priors_count_less_where_similarities_are_smaller() {
    let follow = |entry: &Entry<'_>, followers| Drama { followers, ..drama(entry) };
    let both: &[(&str, f32)] = &[("divorce", 1.0), ("comedy", 1.0), ("healing", 1.0)];
    let recommender = Recommender::new(catalog(vec![
        follow(&("a", &[("divorce", 1.0)]), Some(1)),
        follow(&("b", &[("comedy", 1.0)]), Some(2)),
        follow(&("x", both), Some(3)),
    ]));
    let least = QueryRequest { pooling: Some(Pooling::Least), ..like(&["a", "b"]) };
    let added = |request: &QueryRequest| {
        let answer = recommender.recommend(request).unwrap();
        let result = &answer.results[0];
        let popularity =
            result.adjustments.iter().find(|a| a.kind == AdjustmentKind::Popularity).unwrap();
        // Of s + (1 - s)·Λ/(1 + Λ), the sum Λ.
        let share = f64::from(result.score - result.base) / f64::from(1.0 - result.base);
        share / (1.0 - share) * f64::from(popularity.amount) / f64::from(result.score - result.base)
    };
    let weight = recommender.settings().priors.get(Prior::Popularity);
    assert!((added(&least) - weight / 4.0).abs() < 1e-4);
    let mean = QueryRequest { pooling: None, ..least.clone() };
    assert!((added(&mean) - weight / 2f64.sqrt()).abs() < 1e-4);
    let one = QueryRequest { pooling: None, ..like(&["a"]) };
    assert!((added(&one) - weight).abs() < 1e-4);
    let mixed = QueryRequest { want: [("healing".to_owned(), 1.0)].into_iter().collect(), ..one };
    assert!((added(&mixed) - weight / 4.0).abs() < 1e-4);
    // What is asked for counts as asked for.
    let asked = QueryRequest { popularity: Some(0.3), ..least };
    assert!((added(&asked) - 0.3).abs() < 1e-4);
}

#[test]
fn specials_come_when_asked_for() {
    let part = |id: &str, series_kind, series_order| Drama {
        series: Some("story".into()),
        series_kind,
        series_order,
        ..drama(&(id, &[("divorce", 1.0)]))
    };
    let recommender = with_dramas(vec![
        part("a-special", SeriesKind::Special, Some(3)),
        part("b-second", SeriesKind::Season, Some(2)),
        part("c-first", SeriesKind::Season, Some(1)),
    ]);
    let request = want(&[("divorce", 1.0)]);
    let answer = recommender.recommend(&request).unwrap();
    assert_eq!(answer.results[0].id, "c-first");
    assert_eq!(answer.results[0].via.as_deref(), Some("b-second"));
    assert!(answer.exclusions.is_empty(), "nobody asked for them");
    let filter = FilterRequest { specials: true, ..FilterRequest::default() };
    let answer = recommender.recommend(&QueryRequest { filter, ..request }).unwrap();
    assert_eq!(answer.results[0].via.as_deref(), Some("a-special"));
}

#[test]
fn rule_11_what_gives_one_drama_away_is_left_out_for_it_alone() {
    let marked = |entry: &Entry<'_>, trope: usize| Drama {
        spoilers: vec![tropewise::catalog::TropeIdx(trope as u16)],
        ..drama(entry)
    };
    let recommender = with_dramas(vec![
        drama(&("seed", &[("divorce", 1.0), ("trauma", 1.0)])),
        marked(&("marked", &[("divorce", 1.0), ("trauma", 1.0)]), 3),
        drama(&("open", &[("divorce", 1.0), ("trauma", 0.6)])),
    ]);
    let hidden = like(&["seed"]);
    close(score(&recommender, &hidden, "marked"), 1.0 / 2f64.sqrt());
    close(score(&recommender, &hidden, "open"), 1.36 / (2.0f64 * 1.1296).sqrt());
    close(score(&recommender, &QueryRequest { spoilers: true, ..hidden.clone() }, "marked"), 1.0);
    let named = QueryRequest { more: vec!["trauma".into()], ..hidden };
    close(score(&recommender, &named, "marked"), 1.0);
    // Its own mark hides the trope of a seed too.
    close(score(&recommender, &like(&["marked"]), "seed"), 1.0 / 2f64.sqrt());
}

#[test]
fn questions_that_contradict_themselves_are_refused_with_the_next_step() {
    let recommender = with_facts();
    let none = FilterRequest::default;
    let with = |filter| filtered(filter);
    let required = QueryRequest {
        require: [("divorce".to_owned(), 0.4)].into_iter().collect(),
        ..avoiding(QueryRequest::new("q"), &[("divorce", Avoid::Veto)])
    };
    let refused = [
        (required, ErrorCode::Contradiction),
        (
            with(FilterRequest { min_episodes: Some(20), max_episodes: Some(10), ..none() }),
            ErrorCode::NoSuchNumbers,
        ),
        (with(FilterRequest { rating_up_to: Some("12".into()), ..none() }), ErrorCode::OutOfRange),
        (with(FilterRequest { min_score: Some(11.0), ..none() }), ErrorCode::OutOfRange),
        (with(FilterRequest { max_hours: Some(f32::NAN), ..none() }), ErrorCode::OutOfRange),
        (QueryRequest { as_of: Some("1990-01-01".into()), ..with(none()) }, ErrorCode::TooEarly),
        (QueryRequest { as_of: Some("soon".into()), ..with(none()) }, ErrorCode::OutOfRange),
        (
            QueryRequest {
                priors: PriorsRequest::Weights(vec![(Prior::Era, 2.0)]),
                ..like(&["a"])
            },
            ErrorCode::OutOfRange,
        ),
        (
            QueryRequest {
                priors: PriorsRequest::Weights(vec![(Prior::Popularity, 0.2)]),
                popularity: Some(0.3),
                ..like(&["a"])
            },
            ErrorCode::Contradiction,
        ),
        // One person, whose name is written in two ways.
        (
            with(FilterRequest {
                with: vec!["Kim Soo Hyun".into()],
                without: vec!["soo-hyun kim".into()],
                ..none()
            }),
            ErrorCode::Contradiction,
        ),
        (QueryRequest::new("nothing"), ErrorCode::EmptyQuery),
    ];
    for (request, code) in refused {
        let error = recommender.recommend(&request).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(!error.hint().is_empty());
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
    let told = "`nowhere`, one of the only dramas that may be answered, is not in the catalogue";
    assert_eq!(answer.notes[0].message, told);

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

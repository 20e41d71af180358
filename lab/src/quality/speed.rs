//! What priors cost: questions by tropes alone and as by default, on the shipped catalogue and on
//! an invented one.

use std::hint::black_box;
use std::time::Instant;

use tropewise::catalog::{Drama, Family, Person, Trope, TropeIdx, TropeStrength, Vocabulary};
use tropewise::{Catalog, Query, QueryRequest, Recommender};

/// Questions asked of each kind.
const QUESTIONS: usize = 200;

/// Prints the median microseconds of a ranking and of an explained answer.
pub fn print(dramas: usize) {
    println!("| catalogue | question | ranked, µs | answered, µs |");
    println!("|---|---|---|---|");
    times("shipped", &Recommender::new(tropewise_dramas::catalog()));
    times(&format!("{dramas} invented"), &Recommender::new(invented(dramas)));
}

fn times(name: &str, recommender: &Recommender) {
    let n = recommender.catalog().len();
    let like = |at: usize| QueryRequest {
        like: vec![recommender.catalog().drama(tropewise::catalog::DramaIdx(at as u32)).id.clone()],
        ..QueryRequest::new("speed")
    };
    let seeds: Vec<usize> = (0..QUESTIONS).map(|at| at * 7919 % n).collect();
    let check = |request: QueryRequest| request.check(recommender.catalog()).ok();
    let usual: Vec<Query> = seeds.iter().filter_map(|at| check(like(*at))).collect();
    let plain: Vec<Query> = seeds.iter().filter_map(|at| check(like(*at).tropes_only())).collect();
    for (kind, queries) in [("tropes alone", plain), ("by default", usual)] {
        let ranked = median(&queries, |query| {
            black_box(recommender.rank(query));
        });
        let answered = median(&queries, |query| {
            black_box(recommender.answer(query));
        });
        println!("| {name} | {kind} | {ranked:.1} | {answered:.1} |");
    }
}

fn median(queries: &[Query], ask: impl Fn(&Query)) -> f64 {
    queries.iter().take(5).for_each(&ask);
    let mut times: Vec<f64> = queries
        .iter()
        .map(|query| {
            let begun = Instant::now();
            ask(query);
            begun.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(0.0)
}

/// Dramas of 16 of 256 tropes, the common ones more often, over fifty years, three of 20,000 people
/// each.
fn invented(number: usize) -> Catalog {
    let mut state = 9u64;
    let mut random = move |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let family = Family {
        id: "all".into(),
        label: "All".into(),
        description: "All".into(),
        label_ko: String::new(),
    };
    let trope = |at| Trope { id: format!("t{at}"), label: format!("T{at}"), ..Trope::default() };
    let vocabulary = Vocabulary::new(vec![family], (0..256).map(trope).collect());
    let mut dramas = Vec::with_capacity(number);
    for at in 0..number {
        let mut strengths: Vec<TropeStrength> = Vec::with_capacity(16);
        while strengths.len() < 16 {
            let trope = TropeIdx((random(256) * random(256) / 256) as u16);
            if !strengths.iter().any(|s| s.trope == trope) {
                strengths.push(TropeStrength { trope, strength: (random(5) + 1) as f32 / 5.0 });
            }
        }
        strengths.sort_by_key(|s| s.trope);
        let mut person = || Person::from(format!("P{}", random(20_000)).as_str());
        dramas.push(Drama {
            id: format!("d{at:07}"),
            title: format!("D{at}"),
            leads: vec![person(), person()],
            writers: vec![person()],
            year: Some(1975 + random(50) as u16),
            followers: Some(random(1_000_000) as u32),
            reviewed: true,
            strengths,
            ..Drama::default()
        });
    }
    Catalog::new(vocabulary, dramas).expect("sound dramas")
}

//! What priors cost: questions by tropes alone and as by default, on the shipped catalogue and on
//! an invented one.

use std::hint::black_box;
use std::time::Instant;

use tropewise::catalog::{Drama, Family, Person, Trope, TropeIdx, TropeStrength, Vocabulary};
use tropewise::{Catalog, Query, QueryRequest, Recommender};

/// Questions asked of each kind.
const QUESTIONS: usize = 200;

/// Rounds in which each question is asked both ways, one after the other.
const ROUNDS: usize = 15;

/// Prints the median microseconds of a ranking and of an explained answer, and by how much the
/// default is dearer: the median over the questions of what each costs with priors in shares of
/// what it costs without, of many rounds the fastest of either.
pub fn print(dramas: usize) {
    println!("| catalogue | what | tropes alone, µs | by default, µs | ratio |");
    println!("|---|---|---|---|---|");
    times("shipped", &Recommender::new(tropewise_dramas::catalog()));
    times(&format!("{dramas} invented"), &Recommender::new(invented(dramas)));
}

fn times(name: &str, recommender: &Recommender) {
    let n = recommender.catalog().len();
    let like = |at: usize| QueryRequest {
        like: vec![recommender.catalog().drama(tropewise::catalog::DramaIdx(at as u32)).id.clone()],
        ..QueryRequest::new("speed")
    };
    let mut pairs: Vec<[Query; 2]> = Vec::with_capacity(QUESTIONS);
    for at in (0..QUESTIONS).map(|at| at * 7919 % n) {
        let check = |request: QueryRequest| request.check(recommender.catalog()).ok();
        if let (Some(plain), Some(usual)) = (check(like(at).tropes_only()), check(like(at))) {
            pairs.push([plain, usual]);
        }
    }
    paired(&format!("{name} | ranked"), &pairs, |query| {
        black_box(recommender.rank(query));
    });
    paired(&format!("{name} | answered"), &pairs, |query| {
        black_box(recommender.answer(query));
    });
}

fn paired(name: &str, pairs: &[[Query; 2]], ask: impl Fn(&Query)) {
    let mut fastest = vec![[f64::INFINITY; 2]; pairs.len()];
    for _ in 0..ROUNDS {
        for (pair, fastest) in pairs.iter().zip(&mut fastest) {
            for (query, fastest) in pair.iter().zip(fastest) {
                let begun = Instant::now();
                ask(query);
                *fastest = fastest.min(begun.elapsed().as_secs_f64() * 1e6);
            }
        }
    }
    let of = |way: usize| median(fastest.iter().map(|times| times[way]).collect());
    let ratio = median(fastest.iter().map(|[plain, usual]| usual / plain).collect());
    println!("| {name} | {:.1} | {:.1} | {ratio:.2} |", of(0), of(1));
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
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

//! The four measures side by side: seeds, asks, wishes, own ratings.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use tropewise::catalog::{Catalog, DramaIdx};
use tropewise::eval::{Interval, WishCase, interval, measure_wishes, ndcg};
use tropewise::query::PriorWeights;
use tropewise::schema::{Avoid, Prior};
use tropewise::store::text::{JudgedEntry, TextFile, WishEntry, parse_judged, parse_wishes};
use tropewise::{QueryRequest, Recommender, Settings};

use crate::boosts::Learned;
use crate::data::{Data, Part, hashed};
use crate::mixture::Priors;
use crate::table::cross_validated;

/// Where the questions of `data/wishes.toml` and what judges said of answers stand.
const WISHES: [&str; 2] =
    ["crates/dramas/data/wishes.toml", "crates/dramas/data/wishes-judged.toml"];

/// A way to rank: priors of questions with and without seeds.
struct Way {
    name: String,
    priors: PriorWeights,
    wish_priors: PriorWeights,
}

/// An ask with the dramas that people answered.
struct Asked {
    request: QueryRequest,
    expected: Vec<u32>,
}

/// What one rater gave.
type Ratings = Vec<(DramaIdx, f64)>;

/// Prints one row a way.
///
/// # Errors
/// When a file cannot be read.
pub fn print(data: &Data, learned: &Learned, folder: &Path, asks: &Path) -> Result<(), String> {
    let catalog = data.catalog();
    let asks = read_asks(asks)?;
    let wishes = read_wishes(catalog)?;
    let ratings = read_ratings(&folder.join("ratings.csv"), catalog)?;
    let priors = Priors::of(data);
    println!(
        "| way | seeds, cross-validated | held out | first kept | asks | wishes, judged \
        precision@5 | unjudged | vetoed | own ratings |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for way in ways(data) {
        let mixed = |fold| priors.mixed(learned.judging(fold), way.priors);
        let scores = cross_validated(data, mixed);
        let all: Vec<usize> = (0..data.seeds.len()).collect();
        let kept = data.first_kept(&all, learned.judging(None), &mixed(None));
        let settings =
            Settings { priors: way.priors, wish_priors: way.wish_priors, ..Settings::default() };
        let recommender = Recommender::with_settings(catalog.clone(), settings)
            .map_err(|error| error.to_string())?;
        let measured = measure_wishes(&recommender, &wishes);
        println!(
            "| {} | {:.3} | {:.3} | {:.0} % | {} | {} | {} | {} | {} |",
            way.name,
            scores.mean(data, Part::Development),
            scores.mean(data, Part::HeldOut),
            100.0 * kept,
            shown(interval(&asked(&recommender, &asks))),
            shown(measured.judged_precision_5),
            measured.unjudged,
            measured.vetoed,
            shown(interval(&concordances(&recommender, &ratings))),
        );
    }
    Ok(())
}

fn ways(data: &Data) -> Vec<Way> {
    let usual = data.recommender.settings();
    let way = |name: &str, priors, wish_priors| Way { name: name.to_owned(), priors, wish_priors };
    let popularity = |weight| PriorWeights::NONE.with(Prior::Popularity, weight);
    let mut ways = vec![
        way("tropes alone", PriorWeights::NONE, PriorWeights::NONE),
        way("the default", usual.priors, usual.wish_priors),
    ];
    let tried = [
        [0.5, 0.4, 0.25, 0.25, 0.15, 0.0],
        [0.42, 0.36, 0.25, 0.25, 0.12, 0.2],
        [0.45, 0.35, 0.22, 0.2, 0.12, 0.15],
        [0.4, 0.32, 0.22, 0.22, 0.12, 0.2],
    ];
    for weights in tried {
        ways.push(way(&format!("{weights:?}"), PriorWeights::new(weights), usual.wish_priors));
    }
    for weight in [0.1, 0.2, 0.25, 0.3, 0.4] {
        let name = format!("popularity {weight} without seeds");
        ways.push(way(&name, usual.priors, popularity(weight)));
        let acclaimed = popularity(weight).with(Prior::Acclaim, 0.2);
        ways.push(way(&format!("{name}, acclaim 0.2"), usual.priors, acclaimed));
    }
    for prior in Prior::ALL {
        let name = format!("the default without {}", prior.name());
        ways.push(way(&name, usual.priors.with(prior, 0.0), usual.wish_priors));
    }
    ways
}

fn shown(interval: Interval) -> String {
    format!("{:.3} [{:.3}, {:.3}]", interval.mean, interval.low, interval.high)
}

/// nDCG@10 of each ask by the numbers of the dramas shown; a refused question scores 0.
fn asked(recommender: &Recommender, asks: &[Asked]) -> Vec<f64> {
    let catalog = recommender.catalog();
    let score = |ask: &Asked| {
        let request = QueryRequest { k: Some(10), ..ask.request.clone() };
        let Ok(query) = request.check(catalog) else { return 0.0 };
        let good = |number: &u32| catalog.resolve(&format!("mdl:{number}")).ok();
        let good: Vec<DramaIdx> =
            ask.expected.iter().filter_map(good).map(|found| found.drama).collect();
        ndcg(&recommender.shown(&query), &good, 10)
    };
    asks.iter().map(score).collect()
}

fn read_asks(path: &Path) -> Result<Vec<Asked>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut asks = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let wrong = |error: String| format!("{}:{}: {error}", path.display(), at + 1);
        let value: Value = serde_json::from_str(line).map_err(|e| wrong(e.to_string()))?;
        let request = serde_json::from_value(value["query"].clone());
        let numbers = value["expected"].as_array().into_iter().flatten();
        let expected: Vec<u32> = numbers.filter_map(Value::as_u64).map(|n| n as u32).collect();
        if !expected.is_empty() {
            asks.push(Asked { request: request.map_err(|e| wrong(e.to_string()))?, expected });
        }
    }
    Ok(asks)
}

fn read_wishes(catalog: &Catalog) -> Result<Vec<WishCase>, String> {
    let [wishes, judged] = WISHES
        .map(|path| TextFile::read(Path::new(path)).map_err(|error| format!("{path}: {error}")));
    let told = |mistakes: Vec<tropewise::store::text::Diagnostic>| {
        mistakes.first().map_or(String::new(), ToString::to_string)
    };
    let entries = parse_wishes(&wishes?, catalog).map_err(told)?;
    let judged = parse_judged(&judged?, catalog, &entries).map_err(told)?;
    Ok(entries.iter().map(|entry| case(entry, &judged)).collect())
}

fn case(entry: &WishEntry, judged: &[JudgedEntry]) -> WishCase {
    let mut request = QueryRequest::new(entry.id.clone());
    request.want = entry.want.iter().cloned().collect();
    request.avoid = entry.avoid.iter().map(|name| (name.clone(), Avoid::Veto)).collect();
    let said = judged.iter().find(|judged| judged.id == entry.id).cloned().unwrap_or_default();
    WishCase {
        request,
        expected: entry.expected.clone(),
        unwanted: entry.unwanted.clone(),
        accepted: said.accepted,
        refused: said.refused,
    }
}

/// Ratings of the catalogue's dramas by rater, those of at least four.
fn read_ratings(path: &Path, catalog: &Catalog) -> Result<Vec<Ratings>, String> {
    let mut reader = csv::Reader::from_path(path).map_err(|error| error.to_string())?;
    let mut by_rater: BTreeMap<String, Ratings> = BTreeMap::new();
    for row in reader.deserialize() {
        let (rater, number, rating): (String, u32, f64) = row.map_err(|error| error.to_string())?;
        if let Ok(found) = catalog.resolve(&format!("mdl:{number}")) {
            by_rater.entry(rater).or_default().push((found.drama, rating));
        }
    }
    Ok(by_rater.into_values().filter(|ratings| ratings.len() >= 4).collect())
}

/// For each rater, how often of two dramas the one rated higher scores higher, a half for a tie:
/// half of the ratings, drawn by a hash, say what was liked (rated above the median), the other
/// half are judged; and the other way round. Raters of whom nothing can be said are passed over.
fn concordances(recommender: &Recommender, raters: &[Ratings]) -> Vec<f64> {
    let mut concordances = Vec::new();
    for (rater, ratings) in raters.iter().enumerate() {
        let half = |(drama, _): &(DramaIdx, f64)| {
            let id = &recommender.catalog().drama(*drama).id;
            hashed(&format!("tropewise-half:{rater}:{id}"), 17) % 2
        };
        let (mut right, mut pairs) = (0.0, 0.0);
        for judged in 0..2 {
            let (asked, known): (Ratings, Ratings) =
                ratings.iter().copied().partition(|rating| half(rating) == judged);
            let (more, of) = concordance(recommender, &known, &asked);
            right += more;
            pairs += of;
        }
        if pairs > 0.0 {
            concordances.push(right / pairs);
        }
    }
    concordances
}

fn concordance(recommender: &Recommender, known: &Ratings, asked: &Ratings) -> (f64, f64) {
    let mut sorted: Vec<f64> = known.iter().map(|(_, rating)| *rating).collect();
    sorted.sort_by(f64::total_cmp);
    let Some(median) = sorted.get(sorted.len() / 2) else { return (0.0, 0.0) };
    let mut request = QueryRequest::new("ratings");
    for (drama, _) in known.iter().filter(|(_, rating)| rating >= median) {
        request.like.push(recommender.catalog().drama(*drama).id.clone());
    }
    let Ok(query) = request.check(recommender.catalog()) else { return (0.0, 0.0) };
    let scorer = recommender.scorer(&query);
    let scores: Vec<f32> = asked.iter().map(|(drama, _)| scorer.judged(drama.at()).score).collect();
    let (mut right, mut pairs) = (0.0, 0.0);
    for (a, (_, first)) in asked.iter().enumerate() {
        for (b, (_, second)) in asked.iter().enumerate() {
            if first > second {
                pairs += 1.0;
                right += match scores[a].total_cmp(&scores[b]) {
                    std::cmp::Ordering::Greater => 1.0,
                    std::cmp::Ordering::Equal => 0.5,
                    std::cmp::Ordering::Less => 0.0,
                };
            }
        }
    }
    (right, pairs)
}

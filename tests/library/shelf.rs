//! Small catalogues whose right answers are worked out by hand.

use std::path::PathBuf;

use tempfile::TempDir;
use tropewise::catalog::{
    Catalog, Drama, Family, LearnedWeights, Trope, TropeIdx, TropeStrength, Vocabulary,
};
use tropewise::compile::{Input, compile_in};
use tropewise::query::PriorWeights;
use tropewise::{Avoid, QueryRequest, Recommender, Settings};

/// The tropes of every shelf, in trope order.
pub const TROPES: [&str; 8] =
    ["time-travel", "divorce", "healing", "trauma", "violence", "sad-ending", "hometown", "comedy"];

/// One drama: id and its tropes with strengths.
pub type Entry<'a> = (&'a str, &'a [(&'a str, f32)]);

/// A vocabulary of [`TROPES`] (`violence` a content warning, `sad-ending` a spoiler), with these
/// weights and pivot.
pub fn vocabulary(weights: [f32; 8], mean_norm: f32) -> Vocabulary {
    let family = Family {
        id: "all".into(),
        label: "All".into(),
        description: "All".into(),
        ..Family::default()
    };
    let trope = |id: &str| Trope {
        id: id.into(),
        label: id.replace('-', " "),
        spoiler: id == "sad-ending",
        content_warning: id == "violence",
        ..Trope::default()
    };
    let mut vocabulary = Vocabulary::new(vec![family], TROPES.iter().map(|id| trope(id)).collect());
    vocabulary.set_learned(LearnedWeights { weights: weights.to_vec(), mean_norm });
    vocabulary
}

/// A drama with nothing but its tropes.
pub fn drama((id, tropes): &Entry<'_>) -> Drama {
    let position =
        |name: &str| TROPES.iter().position(|trope| *trope == name).expect("a known trope");
    let mut strengths: Vec<TropeStrength> = tropes
        .iter()
        .map(|(name, strength)| TropeStrength {
            trope: TropeIdx(position(name) as u16),
            strength: *strength,
        })
        .collect();
    strengths.sort_by_key(|s| s.trope);
    Drama { id: (*id).into(), title: (*id).into(), reviewed: true, strengths, ..Drama::default() }
}

/// A catalogue with all weights 1.
pub fn catalog(dramas: Vec<Drama>) -> Catalog {
    Catalog::new(vocabulary([1.0; 8], 1.0), dramas).expect("a sound shelf")
}

/// Plain cosine on both sides and no prior, so that values are easy to work out.
pub const PLAIN: Settings = Settings {
    seed_b: 1.0,
    wish_b: 1.0,
    wish_share: 0.5,
    pooling: tropewise::schema::Pooling::Mean,
    dislike: 0.5,
    priors: PriorWeights::NONE,
    wish_priors: PriorWeights::NONE,
};

/// An index file in a folder of its own, removed with it.
pub struct Compiled {
    pub path: PathBuf,
    _folder: TempDir,
}

/// A catalogue compiled under the plain cosine.
pub fn compiled(catalog: Catalog) -> Compiled {
    let folder = TempDir::new().expect("a folder");
    let unfinished = folder.path().join("unfinished");
    std::fs::create_dir(&unfinished).expect("a folder");
    let path = folder.path().join("catalogue.index");
    if catalog.is_empty() {
        // Nothing is no catalogue to compile; whoever asks gets the same answer from one drama that
        // has nothing.
        let nothing = catalog_of_nothing(&catalog);
        return compiled(nothing);
    }
    compile_in(Input::Catalog(catalog), &path, &unfinished, PLAIN.seed_b, &mut |_| {})
        .expect("compiles");
    Compiled { path, _folder: folder }
}

fn catalog_of_nothing(like: &Catalog) -> Catalog {
    Catalog::new(like.vocabulary().clone(), vec![drama(&("nothing", &[]))]).expect("sound")
}

/// A recommender over entries, weights 1, plain cosine.
pub fn recommender(entries: &[Entry<'_>]) -> Recommender {
    with_dramas(entries.iter().map(drama).collect())
}

/// A recommender over dramas, weights 1, plain cosine.
pub fn with_dramas(dramas: Vec<Drama>) -> Recommender {
    Recommender::with_settings(catalog(dramas), PLAIN).expect("sound settings")
}

/// "More like these."
pub fn like(titles: &[&str]) -> QueryRequest {
    QueryRequest {
        like: titles.iter().map(|title| (*title).into()).collect(),
        ..QueryRequest::new("q")
    }
}

/// "These tropes."
pub fn want(tropes: &[(&str, f32)]) -> QueryRequest {
    QueryRequest {
        want: tropes.iter().map(|(name, weight)| ((*name).into(), *weight)).collect(),
        ..QueryRequest::new("q")
    }
}

/// A request with something to avoid.
pub fn avoiding(request: QueryRequest, avoids: &[(&str, Avoid)]) -> QueryRequest {
    QueryRequest {
        avoid: avoids.iter().map(|(name, avoid)| ((*name).into(), *avoid)).collect(),
        ..request
    }
}

/// The ids answered, best first.
pub fn ids(recommender: &Recommender, request: &QueryRequest) -> Vec<String> {
    let answer = recommender.recommend(request).expect("a sound request");
    answer.results.into_iter().map(|result| result.id).collect()
}

/// The score of one drama in the answer, 0 when it is not in it.
pub fn score(recommender: &Recommender, request: &QueryRequest, id: &str) -> f32 {
    let answer = recommender.recommend(request).expect("a sound request");
    answer.results.iter().find(|result| result.id == id).map_or(0.0, |result| result.score)
}

/// Asserts equality up to rounding.
#[track_caller]
pub fn close(value: f32, expected: f64) {
    assert!((f64::from(value) - expected).abs() < 1e-6, "{value} is not {expected}");
}

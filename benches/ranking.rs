//! Start-up, one query, a batch; where the dense ranker overtakes the scan, and where blocks do.
//!
//! On the shipped catalogue ("shipped", with its size in the name), and on synthetic ones with a
//! fixed seed, sizes as `dramas x tropes, share of non-zero strengths`. Data is built outside the
//! timed closures. `cargo bench` runs all, `cargo bench -- query` some.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tropewise::catalog::{Catalog, Drama, Family, Trope, TropeIdx, TropeStrength, Vocabulary};
use tropewise::index::VectorIndex;
use tropewise::rank::{BlockRanker, DenseRanker, LengthNormalisation, Ranker, ScanRanker};
use tropewise::schema::ByTrope;
use tropewise::{Query, QueryRequest, Recommender};

#[path = "random.rs"]
mod random;

use random::Random;

fn synthetic(dramas: usize, tropes: usize, density: f64) -> Catalog {
    let family = Family {
        id: "all".into(),
        label: "All".into(),
        description: "All".into(),
        ..Family::default()
    };
    let trope =
        |at: usize| Trope { id: format!("t{at}"), label: format!("T {at}"), ..Trope::default() };
    let vocabulary = Vocabulary::new(vec![family], (0..tropes).map(trope).collect());
    let mut random = Random(7);
    let mut drama = |at: usize| {
        let mut strengths = Vec::new();
        for trope in 0..tropes {
            if random.next() < density {
                let strength = (1.0 + (random.next() * 5.0).floor()) as f32 / 5.0;
                strengths.push(TropeStrength { trope: TropeIdx(trope as u16), strength });
            }
        }
        Drama { id: format!("d{at:07}"), strengths, reviewed: true, ..Drama::default() }
    };
    Catalog::new(vocabulary, (0..dramas).map(&mut drama).collect()).expect("a sound catalogue")
}

fn like(recommender: &Recommender, at: usize) -> QueryRequest {
    let seed = &recommender.catalog().dramas()[at % recommender.catalog().len()];
    QueryRequest { like: vec![seed.id.clone()], ..QueryRequest::new("bench") }
}

fn checked(recommender: &Recommender, at: usize) -> Query {
    like(recommender, at).check(recommender.catalog()).expect("a sound request")
}

fn start_up(c: &mut Criterion) {
    let size = format!("shipped {}", tropewise_dramas::catalog().len());
    let mut group = c.benchmark_group("start-up");
    group.bench_function(BenchmarkId::new("open the catalogue", &size), |b| {
        b.iter(|| black_box(tropewise_dramas::catalog()))
    });
    group.bench_function(BenchmarkId::new("make a recommender", &size), |b| {
        b.iter_batched(
            tropewise_dramas::catalog,
            Recommender::new,
            criterion::BatchSize::LargeInput,
        );
    });
    group.bench_function(BenchmarkId::new("find the first title", &size), |b| {
        b.iter_batched(
            tropewise_dramas::catalog,
            |catalog| catalog.resolve("Our Beloved Summer").is_ok(),
            criterion::BatchSize::LargeInput,
        );
    });
    group.finish();
}

fn query(c: &mut Criterion) {
    let mut group = c.benchmark_group("query");
    let shipped = Recommender::new(tropewise_dramas::catalog());
    let size = format!("shipped {}x{}", shipped.index().len(), shipped.index().n_tropes());
    let seed = checked(&shipped, 0);
    group.bench_function(BenchmarkId::new("rank", &size), |b| {
        b.iter(|| black_box(shipped.rank(&seed)))
    });
    group.bench_function(BenchmarkId::new("answer", &size), |b| {
        b.iter(|| black_box(shipped.answer(&seed)))
    });
    let want =
        |names: &[&str]| ByTrope(names.iter().map(|name| ((*name).to_owned(), 1.0)).collect());
    let wishes =
        QueryRequest { want: want(&["divorce", "time-travel"]), ..QueryRequest::new("bench") };
    group.bench_function(BenchmarkId::new("recommend by wishes", &size), |b| {
        b.iter(|| black_box(shipped.recommend(&wishes)));
    });
    for (dramas, tropes, density) in [(10_000, 256, 0.0625), (100_000, 256, 0.0625)] {
        let recommender = Recommender::new(synthetic(dramas, tropes, density));
        let seed = checked(&recommender, 0);
        let size = format!("{dramas}x{tropes}, {density}");
        group.bench_function(BenchmarkId::new("rank", size), |b| {
            b.iter(|| black_box(recommender.rank(&seed)))
        });
    }
    group.finish();
}

fn batch(c: &mut Criterion) {
    let mut group = c.benchmark_group("batch");
    let recommender = Arc::new(Recommender::new(tropewise_dramas::catalog()));
    for number in [1_000, 10_000] {
        let requests: Vec<QueryRequest> = (0..number).map(|at| like(&recommender, at)).collect();
        group.throughput(Throughput::Elements(number as u64));
        group.bench_function(
            BenchmarkId::new(format!("shipped {}", recommender.index().len()), number),
            |b| {
                b.iter(|| {
                    recommender.recommend_all(requests.clone()).filter(Result::is_ok).count()
                });
            },
        );
    }
    group.finish();
}

/// Times one question by the plain scan and by another ranker.
fn against_scan<R: Ranker + 'static>(
    c: &mut Criterion,
    name: &str,
    catalogs: impl IntoIterator<Item = (usize, usize, f64)>,
    make: fn(&VectorIndex, &LengthNormalisation) -> R,
) {
    let mut group = c.benchmark_group(format!("{name} or scan"));
    for (dramas, tropes, density) in catalogs {
        let recommender = Recommender::new(synthetic(dramas, tropes, density));
        let other = make(recommender.index(), recommender.normalisation());
        let seed = checked(&recommender, 0);
        let size = format!("{dramas}x{tropes}, {density}");
        let scan = recommender.with_ranker(ScanRanker);
        group.bench_function(BenchmarkId::new("scan", &size), |b| {
            b.iter(|| black_box(scan.rank(&seed)))
        });
        let other = scan.with_ranker(other);
        group.bench_function(BenchmarkId::new(name, &size), |b| {
            b.iter(|| black_box(other.rank(&seed)))
        });
    }
    group.finish();
}

fn dense_or_scan(c: &mut Criterion) {
    let catalogs = [0.0625, 0.125, 0.25, 0.5, 1.0].map(|density| (2_000, 1_128, density));
    against_scan(c, "dense", catalogs, DenseRanker::new);
}

fn blocks_or_scan(c: &mut Criterion) {
    let sizes = [250, 500, 1_000, 2_000, 4_000, 10_000, 100_000];
    against_scan(c, "blocks", sizes.map(|dramas| (dramas, 256, 0.0625)), BlockRanker::new);
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = start_up, query, batch, dense_or_scan, blocks_or_scan
}
criterion_main!(benches);

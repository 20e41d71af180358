//! Large catalogues, our side alone: one question, a thousand together, and an index file that is
//! opened for one.
//!
//! Synthetic vectors with a fixed seed: 256 tropes of which each row has some sixteen, or 1,128 of
//! which it has all. Questions are like rows. `docs/performance.md` has the same cases beside other
//! programs.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rayon::prelude::*;
use tropewise::catalog::{Catalog, Drama, Family, Trope, TropeIdx, TropeStrength, Vocabulary};
use tropewise::compile::{Input, compile};
use tropewise::store::index_file::IndexFile;
use tropewise::{QueryRequest, Recommender, Settings};

#[path = "../lab/src/peer/plain.rs"]
mod plain;
#[path = "random.rs"]
mod random;

use plain::{Plain, Rows};
use random::Random;

/// Questions asked together.
const TOGETHER: usize = 1000;

/// Rows of length 1.
fn rows(random: &mut Random, number: usize, tropes: usize, density: f64) -> Rows {
    let mut row = || {
        let mut row: Vec<(u16, f32)> = Vec::new();
        for trope in 0..tropes {
            // Common tropes first, as in a real catalogue.
            let share = density * tropes as f64 / (8.0 + 1.4 * trope as f64);
            if density >= 1.0 || random.next() < share {
                row.push((trope as u16, random.next() as f32));
            }
        }
        let length = row.iter().map(|(_, x)| x * x).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        row.iter_mut().for_each(|(_, x)| *x /= length);
        row
    };
    (0..number).map(|_| row()).collect()
}

fn plain(number: usize, tropes: usize, density: f64) -> Plain {
    let mut random = Random(11);
    let items = rows(&mut random, number, tropes, density);
    let questions = rows(&mut random, TOGETHER, tropes, density);
    Plain::new(items, questions, tropes, 10)
}

fn questions(c: &mut Criterion) {
    let mut group = c.benchmark_group("large");
    let cases = [10_000, 100_000, 1_000_000].map(|number| (number, 256, 0.0625));
    for (number, tropes, density) in cases.into_iter().chain([(10_000, 1_128, 1.0)]) {
        let plain = plain(number, tropes, density);
        let size = format!("{number}x{tropes}");
        let mut at = 0;
        group.throughput(Throughput::Elements(1));
        group.bench_function(BenchmarkId::new("one question", &size), |b| {
            b.iter(|| {
                at = (at + 1) % TOGETHER;
                black_box(plain.one(at))
            });
        });
        let all: Vec<usize> = (0..TOGETHER).collect();
        group.throughput(Throughput::Elements(TOGETHER as u64));
        group.bench_function(BenchmarkId::new("together, one thread", &size), |b| {
            b.iter(|| black_box(plain.many(&all)));
        });
        group.bench_function(BenchmarkId::new("together, all cores", &size), |b| {
            b.iter(|| {
                let found = all.par_chunks(TOGETHER / 4).map(|part| plain.many(part).len());
                found.sum::<usize>()
            });
        });
    }
    group.finish();
}

fn catalog(number: usize) -> Catalog {
    let family = Family {
        id: "all".into(),
        label: "All".into(),
        description: "All".into(),
        ..Family::default()
    };
    let trope =
        |at: usize| Trope { id: format!("t{at}"), label: format!("T {at}"), ..Trope::default() };
    let vocabulary = Vocabulary::new(vec![family], (0..256).map(trope).collect());
    let drama = |(at, row): (usize, Vec<(u16, f32)>)| Drama {
        id: format!("d{at:07}"),
        title: format!("Title {at}"),
        strengths: row
            .into_iter()
            .filter(|(_, x)| *x > 0.0)
            .map(|(trope, strength)| TropeStrength { trope: TropeIdx(trope), strength })
            .collect(),
        reviewed: true,
        ..Drama::default()
    };
    let rows = rows(&mut Random(11), number, 256, 0.0625);
    Catalog::new(vocabulary, rows.into_iter().enumerate().map(drama).collect()).expect("sound")
}

/// Opening a file and answering the first question, which proves sound what it touches.
fn index_files(c: &mut Criterion) {
    let mut group = c.benchmark_group("index file");
    let folder = tempfile::tempdir().expect("a folder");
    let write = |catalog: &Catalog, path: &Path| {
        compile(Input::Catalog(catalog.clone()), path, |_| {}).expect("compiles")
    };
    for number in [10_000, 100_000] {
        let catalog = catalog(number);
        let path = folder.path().join(format!("{number}.index"));
        group.bench_function(BenchmarkId::new("compile", number), |b| {
            b.iter(|| write(&catalog, &path));
        });
        let request = QueryRequest { like: vec!["Title 77".into()], ..QueryRequest::new("bench") };
        group.bench_function(BenchmarkId::new("open and answer", number), |b| {
            b.iter(|| {
                let IndexFile { catalog, vectors, .. } = IndexFile::open(&path).expect("an index");
                let recommender = Recommender::with_vectors(catalog, vectors, Settings::default())
                    .expect("in range");
                recommender.recommend(&request).expect("an answer").results.len()
            });
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = questions, index_files
}
criterion_main!(benches);

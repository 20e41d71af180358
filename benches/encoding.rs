//! Reading texts: megabytes a second end to end, and what a run needs before the first word.
//!
//! The text is made of the summaries and definitions of the shipped catalogue, shuffled with a
//! fixed seed, so that the bench needs nothing from outside. `cargo bench --bench encoding` runs
//! it.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tropewise::Recommender;
use tropewise::encode::{Markup, Options};

/// About `bytes` of paragraphs of five sentences.
fn text(recommender: &Recommender, bytes: usize) -> String {
    let catalog = recommender.catalog();
    let dramas = catalog.dramas();
    let summaries = dramas.iter().map(|drama| drama.summary.as_str());
    let definitions = catalog.vocabulary().tropes().iter().map(|trope| trope.definition.as_str());
    let sentences: Vec<&str> =
        summaries.chain(definitions).filter(|text| !text.is_empty()).collect();
    let (mut text, mut state) = (String::with_capacity(bytes + 1_000), 7u64);
    for number in 1.. {
        // A linear congruential generator (Knuth); its high bits are random enough to shuffle.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text += sentences[(state >> 33) as usize % sentences.len()];
        text += if number % 5 == 0 { "\n\n" } else { " " };
        if text.len() >= bytes {
            break;
        }
    }
    text
}

fn encode(c: &mut Criterion) {
    let (encoder, recommender) =
        (tropewise_dramas::encoder(), Recommender::new(tropewise_dramas::catalog()));
    let plain = text(&recommender, 3_500_000);
    let html = format!(
        "<html><body><p>{}</p></body></html>",
        plain.replace("\n\n", "</p>\n<p>").replace('\'', "&rsquo;")
    );
    let mut group = c.benchmark_group("encode");
    for (name, text, markup) in [
        ("plain", &plain, Markup::Plain),
        ("markdown", &plain, Markup::Markdown),
        ("html", &html, Markup::Html),
    ] {
        let options = Options { markup: Some(markup), ..Options::default() };
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(
            BenchmarkId::new(name, format!("{} MB", text.len() / 1_000_000)),
            |b| b.iter(|| black_box(encoder.encode(text.as_bytes(), &recommender, &options))),
        );
    }
    let synopsis = &plain[..plain.find("\n\n").unwrap_or(plain.len())];
    group.throughput(Throughput::Bytes(synopsis.len() as u64));
    group.bench_function(
        BenchmarkId::new("one synopsis", format!("{} bytes", synopsis.len())),
        |b| {
            b.iter(|| {
                black_box(encoder.encode(synopsis.as_bytes(), &recommender, &Options::default()))
            })
        },
    );
    group.finish();
}

fn start_up(c: &mut Criterion) {
    c.bench_function("start-up/open the encoder", |b| {
        b.iter(|| black_box(tropewise_dramas::encoder()))
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(4));
    targets = encode, start_up
}
criterion_main!(benches);

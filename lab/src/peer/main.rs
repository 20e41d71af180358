//! Runs the rankers for large catalogues on the files of a side-by-side benchmark of exact top-k
//! searches, one process a measurement, and prints one line of JSON.
//!
//! ```sh
//! cargo build --release -p tropewise-lab --bin peer
//! target/release/peer --data DIR --k 10 --mode single|batch --threads 1 --queries 1000
//! ```
//!
//! DIR holds `items` and `queries` as compressed sparse rows in `.npy` files (`indptr` i64,
//! `indices` i32, `data` f32), rows of length 1 with the trope weights folded in, or as dense
//! `.npy` matrices. Reading and building are not timed (`build_s`). `single` asks one question
//! after another, `batch` all at once, in groups that threads share. The ids of the first 64
//! questions are given for checking.
//!
//! `--mode limit` measures what bounds a single question instead; `--mode rows` prints the items as
//! CSV, for `tropewise index --new-tropes`.
#![allow(clippy::print_stdout)]

mod npy;
mod plain;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use clap::{Parser, ValueEnum};
use rayon::prelude::*;
use serde_json::json;
use tropewise::batch::GROUP;
use tropewise::index::Column;

use npy::rows;
use plain::{Either, Plain, Rows};

#[derive(Parser)]
struct Arguments {
    #[arg(long)]
    data: String,
    #[arg(long, default_value_t = 10)]
    k: usize,
    #[arg(long, value_enum)]
    mode: Mode,
    #[arg(long, default_value_t = 1)]
    threads: usize,
    #[arg(long, default_value_t = 1000)]
    queries: usize,
    /// Seconds of single questions.
    #[arg(long, default_value_t = 0.4)]
    seconds: f64,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Mode {
    Single,
    Batch,
    /// Measures no search but what bounds it: bytes a question reads, and how fast memory gives
    /// them.
    Limit,
    /// Prints the items as rows of CSV.
    Rows,
}

fn main() -> Result<(), String> {
    let arguments = Arguments::parse();
    rayon::ThreadPoolBuilder::new()
        .num_threads(arguments.threads)
        .build_global()
        .map_err(|error| error.to_string())?;
    let folder = Path::new(&arguments.data);
    let start = Instant::now();
    let (items, n_tropes) = rows(folder, "items")?;
    if arguments.mode == Mode::Rows {
        return print_rows(&items).map_err(|error| error.to_string());
    }
    let (mut questions, _) = rows(folder, "queries")?;
    questions.truncate(arguments.queries);
    let plain = Plain::new(items, questions, n_tropes, arguments.k);
    let build = start.elapsed().as_secs_f64();
    let result = match arguments.mode {
        Mode::Limit => limit(&plain),
        _ => measured(&plain, &arguments, build),
    };
    println!("{result}");
    Ok(())
}

/// Times questions, one after another or all at once.
fn measured(plain: &Plain, arguments: &Arguments, build: f64) -> serde_json::Value {
    let n_questions = plain.questions.len();
    let ids: Vec<Vec<u32>> = (0..n_questions.min(64)).map(|at| plain.one(at)).collect();
    let cpu = cpu_seconds();
    let start = Instant::now();
    let mut latencies = Vec::new();
    let answered = if arguments.mode == Mode::Single {
        while start.elapsed().as_secs_f64() < arguments.seconds || latencies.len() < 5 {
            let begun = Instant::now();
            std::hint::black_box(plain.one(latencies.len() % n_questions));
            latencies.push(begun.elapsed().as_secs_f64() * 1e6);
        }
        latencies.len()
    } else {
        // In groups like the program's own batch, and at least one for each thread.
        let share = n_questions.div_ceil(arguments.threads).min(GROUP);
        let all: Vec<usize> = (0..n_questions).collect();
        let found: usize = all.par_chunks(share).map(|part| plain.many(part).len()).sum();
        assert_eq!(found, n_questions);
        found
    };
    json!({
        "wall_s": start.elapsed().as_secs_f64(),
        "cpu_s": cpu_seconds() - cpu,
        "queries": answered,
        "lat_us": latencies,
        "ids": ids,
        "build_s": build,
        "index_mb": plain.size() as f64 / f64::from(1 << 20),
    })
}

/// The items with their values as strengths, those that round to 0 left out.
fn print_rows(items: &Rows) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "id,title,tropes")?;
    for (at, row) in items.iter().enumerate() {
        let tropes = row.iter().filter(|(_, value)| *value >= 5e-5);
        let tropes: Vec<String> =
            tropes.map(|(trope, value)| format!("t{trope:04}:{value:.4}")).collect();
        writeln!(out, "d{at:08},Title {at},{}", tropes.join("|"))?;
    }
    out.flush()
}

/// The mean bytes of columns that a question reads, and the bandwidth of one thread that adds up a
/// buffer far larger than the caches: the median of nine passes.
fn limit(plain: &Plain) -> serde_json::Value {
    let Either::Blocks(ranker) = &plain.ranker else {
        return json!({ "bytes_a_question": plain.size() });
    };
    let blocks = ranker.blocks();
    let bytes = |column: Column<'_>| match column {
        Column::Empty => 0,
        Column::Postings { places, codes } => places.len() + codes.len(),
        Column::Dense(codes) => codes.len(),
    };
    let read = |query: usize| -> usize {
        let tropes = plain.questions.row(query).iter().map(|(trope, _)| trope);
        let of = |trope| {
            (0..blocks.n_blocks()).map(|block| bytes(blocks.column(block, trope))).sum::<usize>()
        };
        tropes.map(of).sum()
    };
    let questions = plain.questions.len().min(200);
    let mean = (0..questions).map(read).sum::<usize>() as f64 / questions as f64;
    let buffer = vec![1u64; 1 << 26];
    let mut seconds: Vec<f64> = (0..9)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(buffer.iter().fold(0u64, |sum, value| sum.wrapping_add(*value)));
            start.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    let bandwidth = (buffer.len() * 8) as f64 / seconds[4];
    json!({
        "bytes_a_question": mean,
        "bandwidth_gb_s": bandwidth / 1e9,
        "least_us_a_question": mean / bandwidth * 1e6,
    })
}

/// Seconds of processor time of the threads of this process, by `/proc`; 0 where there is none.
fn cpu_seconds() -> f64 {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let of = |text: String| text.split(' ').next().and_then(|ns| ns.parse::<f64>().ok());
    let sum: f64 =
        tasks.filter_map(|task| of(fs::read_to_string(task.path().join("schedstat")).ok()?)).sum();
    sum / 1e9
}

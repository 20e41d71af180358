//! Runs the rankers for large catalogues on the files of a side-by-side benchmark of exact top-k
//! searches, one process a measurement, and prints one line of JSON.
//!
//! ```sh
//! cargo build --release --example peer
//! target/release/examples/peer --data DIR --k 10 --mode single|batch --threads 1 --queries 1000
//! ```
//!
//! DIR holds `items` and `queries` as compressed sparse rows in `.npy` files (`indptr` i64, `indices` i32,
//! `data` f32), rows of length 1 with the trope weights folded in, or as dense `.npy` matrices. Reading
//! and building are not timed (`build_s`). `single` asks one question after another, `batch` all at
//! once, in groups that threads share; `--mode limit` measures what bounds a single question instead. The ids
//! of the first 64 questions are given for checking.
#![allow(clippy::print_stdout)]

use std::fs;
use std::path::Path;
use std::time::Instant;

use clap::{Parser, ValueEnum};
use ndarray::Array1;
use rayon::prelude::*;
use serde_json::json;
use tropewise::catalog::DramaIdx;
use tropewise::index::{Column, VectorIndex};
use tropewise::rank::{
    BlockRanker, DenseRanker, Direction, GROUP, Hit, LengthNormalisation, Search, Side, Similarity,
};

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
    /// Measures no search but what bounds it: bytes a question reads, and how fast memory gives them.
    Limit,
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
    let (queries, _) = rows(folder, "queries")?;
    let weights = vec![1.0; n_tropes];
    let index = VectorIndex::build(items, &weights);
    let queries = VectorIndex::build(queries.into_iter().take(arguments.queries), &weights);
    let normalisation = LengthNormalisation::new(&index, 1.0, 1.0);
    let filled = index.n_values() as f64 / (index.len() * n_tropes).max(1) as f64;
    let ranker = if filled < 0.2 {
        Either::Blocks(BlockRanker::new(&index, &normalisation))
    } else {
        Either::Dense(DenseRanker::new(&index, &normalisation))
    };
    let build = start.elapsed().as_secs_f64();
    let bench = Bench {
        index: &index,
        queries: &queries,
        normalisation: &normalisation,
        k: arguments.k,
        ranker: &ranker,
    };
    if arguments.mode == Mode::Limit {
        println!("{}", bench.limit());
        return Ok(());
    }
    let ids: Vec<Vec<u32>> = (0..queries.len().min(64)).map(|at| bench.one(at)).collect();
    let cpu = cpu_seconds();
    let start = Instant::now();
    let mut latencies = Vec::new();
    let answered = match arguments.mode {
        Mode::Single => {
            while start.elapsed().as_secs_f64() < arguments.seconds || latencies.len() < 5 {
                let begun = Instant::now();
                std::hint::black_box(bench.one(latencies.len() % queries.len()));
                latencies.push(begun.elapsed().as_secs_f64() * 1e6);
            }
            latencies.len()
        }
        Mode::Batch => {
            // In groups like the program's own batch, and at least one for each thread.
            let share = queries.len().div_ceil(arguments.threads).min(GROUP);
            let all: Vec<usize> = (0..queries.len()).collect();
            let found: usize = all.par_chunks(share).map(|part| bench.many(part).len()).sum();
            assert_eq!(found, queries.len());
            found
        }
        Mode::Limit => unreachable!("answered above"),
    };
    let result = json!({
        "wall_s": start.elapsed().as_secs_f64(),
        "cpu_s": cpu_seconds() - cpu,
        "queries": answered,
        "lat_us": latencies,
        "ids": ids,
        "build_s": build,
        "index_mb": (ranker.size() + 6 * index.n_values()) as f64 / f64::from(1 << 20),
    });
    println!("{result}");
    Ok(())
}

/// The ranker that the program would use.
enum Either {
    Blocks(BlockRanker),
    Dense(DenseRanker),
}

impl Either {
    fn search(&self, searches: &[Search<'_>]) -> Vec<Vec<Hit>> {
        match self {
            Self::Blocks(ranker) => ranker.search(searches),
            Self::Dense(ranker) => ranker.search(searches),
        }
    }

    fn size(&self) -> usize {
        match self {
            Self::Blocks(ranker) => ranker.blocks().size(),
            Self::Dense(ranker) => ranker.codes().size(),
        }
    }
}

struct Bench<'a> {
    index: &'a VectorIndex,
    queries: &'a VectorIndex,
    normalisation: &'a LengthNormalisation,
    ranker: &'a Either,
    k: usize,
}

impl Bench<'_> {
    fn similarity(&self, query: usize) -> Similarity<'_> {
        let mut vector = Array1::zeros(self.queries.n_tropes());
        self.queries.row(query).iter().for_each(|(trope, value)| vector[trope] = value);
        let directions = vec![Direction::new(vector).expect("a query has tropes")];
        let side = Side { directions, share: 1.0, normalisation: self.normalisation };
        Similarity::new(self.index, vec![side])
    }

    /// The mean bytes of columns that a question reads, and the bandwidth of one thread that adds up a
    /// buffer far larger than the caches: the median of nine passes.
    fn limit(&self) -> serde_json::Value {
        let Either::Blocks(ranker) = self.ranker else {
            return json!({ "bytes_a_question": self.ranker.size() });
        };
        let blocks = ranker.blocks();
        let bytes = |column: Column<'_>| match column {
            Column::Empty => 0,
            Column::Postings { places, codes } => places.len() + codes.len(),
            Column::Dense(codes) => codes.len(),
        };
        let read = |query: usize| -> usize {
            let tropes = self.queries.row(query).iter().map(|(trope, _)| trope);
            let of = |trope| {
                (0..blocks.n_blocks())
                    .map(|block| bytes(blocks.column(block, trope)))
                    .sum::<usize>()
            };
            tropes.map(of).sum()
        };
        let questions = self.queries.len().min(200);
        let mean = (0..questions).map(read).sum::<usize>() as f64 / questions as f64;
        let buffer = vec![1u64; 1 << 26];
        let mut seconds: Vec<f64> = (0..9)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(
                    buffer.iter().fold(0u64, |sum, value| sum.wrapping_add(*value)),
                );
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

    fn one(&self, query: usize) -> Vec<u32> {
        self.many(&[query]).pop().unwrap_or_default()
    }

    fn many(&self, queries: &[usize]) -> Vec<Vec<u32>> {
        let similarities: Vec<Similarity<'_>> =
            queries.iter().map(|query| self.similarity(*query)).collect();
        let searches: Vec<Search<'_>> = similarities
            .iter()
            .map(|similarity| Search {
                similarity,
                adjusted: &|at, base| {
                    (base > 0.0).then_some(Hit { drama: DramaIdx(at as u32), base, score: base })
                },
                allowed: &|_| true,
                least_base: &|score| score,
                k: self.k,
            })
            .collect();
        let found = self.ranker.search(&searches);
        found.into_iter().map(|hits| hits.iter().map(|hit| hit.drama.0).collect()).collect()
    }
}

/// Seconds of processor time of the threads of this process, by `/proc`; 0 where there is none.
fn cpu_seconds() -> f64 {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let of = |text: String| text.split(' ').next().and_then(|ns| ns.parse::<f64>().ok());
    let sum: f64 =
        tasks.filter_map(|task| of(fs::read_to_string(task.path().join("schedstat")).ok()?)).sum();
    sum / 1e9
}

type Rows = Vec<Vec<(u16, f32)>>;

/// Rows of `(trope, value)` and the number of tropes.
fn rows(folder: &Path, name: &str) -> Result<(Rows, usize), String> {
    let file = |part: &str| folder.join(format!("{name}{part}.npy"));
    if file("").exists() {
        let (shape, bytes) = npy(&file(""))?;
        let columns = shape[1];
        let values: Vec<f32> = numbers(&bytes, f32::from_le_bytes);
        let row = |row: &[f32]| row.iter().enumerate().map(|(t, v)| (t as u16, *v)).collect();
        return Ok((values.chunks(columns).map(row).collect(), columns));
    }
    let offsets: Vec<i64> = numbers(&npy(&file(".indptr"))?.1, i64::from_le_bytes);
    let tropes: Vec<i32> = numbers(&npy(&file(".indices"))?.1, i32::from_le_bytes);
    let values: Vec<f32> = numbers(&npy(&file(".data"))?.1, f32::from_le_bytes);
    let (shape, _) = npy(&folder.join("weights.npy"))?;
    let row = |range: &[i64]| {
        let range = range[0] as usize..range[1] as usize;
        range.map(|at| (tropes[at] as u16, values[at])).collect()
    };
    Ok((offsets.windows(2).map(row).collect(), shape[0]))
}

fn numbers<const N: usize, T>(bytes: &[u8], read: fn([u8; N]) -> T) -> Vec<T> {
    bytes.as_chunks::<N>().0.iter().map(|chunk| read(*chunk)).collect()
}

/// The shape and the bytes of an `.npy` file in C order.
fn npy(path: &Path) -> Result<(Vec<usize>, Vec<u8>), String> {
    let wrong = |what: &str| format!("`{}`: {what}", path.display());
    let mut bytes = fs::read(path).map_err(|error| wrong(&error.to_string()))?;
    let header = bytes.get(8..10).filter(|_| bytes.starts_with(b"\x93NUMPY\x01"));
    let header = header.ok_or_else(|| wrong("not an .npy file of version 1"))?;
    let length = usize::from(u16::from_le_bytes([header[0], header[1]]));
    let text = String::from_utf8_lossy(&bytes[10..10 + length]).into_owned();
    let shape = text.split("'shape': (").nth(1).and_then(|rest| rest.split(')').next());
    let shape = shape.ok_or_else(|| wrong("no shape"))?;
    let shape = shape.split(',').filter_map(|n| n.trim().parse().ok()).collect();
    bytes.drain(..10 + length);
    Ok((shape, bytes))
}

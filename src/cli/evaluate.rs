//! `tropewise evaluate`.

use std::collections::{BTreeSet, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};

use ndarray::Array1;
use serde_json::json;

use crate::catalog::{Catalog, DramaIdx, Family, LearnedWeights};
use crate::eval::{
    Judgements, Rankings, TagTable, followed, measure, random, rank_all, tag_cosine, violations,
};
use crate::query::QueryRequest;
use crate::rank::{Recommender, Settings};
use crate::report::{EvaluationReport, EvaluationRow, counted};

use super::args::{Common, EvaluateArgs};
use super::catalog::open;
use super::console::{note, print};
use super::error::CliError;
use super::outfile::OutFile;

/// How many results of each seed `--run` writes.
const WRITTEN: usize = 100;

/// Runs `evaluate`.
///
/// # Errors
/// When files cannot be read or written, or a setting is unknown.
pub fn evaluate(args: &EvaluateArgs, common: &Common) -> Result<(), CliError> {
    let catalog = open(common)?;
    let judgements = judgements(args, &catalog)?;
    let usual = Variant::default();
    let recommender = usual.recommender(&catalog)?;
    let first = usual.rank(&recommender, &judgements);
    if let Some(path) = &args.run {
        write_run(path, &catalog, &first)?;
    }
    let mut rankings = vec![("tropes, as the program ranks".to_owned(), first)];
    for changes in &args.compare {
        let variant = Variant::parse(changes)?;
        let ranked = variant.rank(&variant.recommender(&catalog)?, &judgements);
        rankings.push((changes.clone(), ranked));
    }
    rankings.push(("tropes, all of weight 1".into(), reweighted(&catalog, &judgements, |_| true)));
    rankings.push((
        "genre and tone tropes, weight 1".into(),
        reweighted(&catalog, &judgements, Family::is_manner),
    ));
    rankings.push(("most followed".into(), followed(&catalog, &judgements)));
    rankings.push(("random".into(), random(&judgements)));
    if let Some(folder) = &args.reference {
        let dramas = rows(&folder.join("dramas.csv"))?;
        for (name, columns) in
            [("community tags", &["tags"][..]), ("community tags + genres", &["tags", "genres"])]
        {
            rankings
                .push((name.into(), tag_cosine(&tags(&dramas, columns, &catalog), &judgements)));
        }
    }
    let seeds: Vec<DramaIdx> = judgements.relevant.keys().copied().collect();
    let mut rows: Vec<EvaluationRow> = Vec::with_capacity(rankings.len());
    for (name, ranking) in rankings {
        let measured = measure(&recommender, &judgements, &ranking);
        let first_gains = rows.first().map(|first| first.measured.gain_over(&measured));
        rows.push(EvaluationRow { name, measured, first_gains });
    }
    print(
        &EvaluationReport { rows, violations: violations(&recommender, &seeds, 20) },
        common.format,
    )
}

/// A way to rank that differs from the program's own by some settings.
#[derive(Debug, Default)]
struct Variant {
    settings: Settings,
    popularity: Option<f32>,
    same_series: bool,
}

impl Variant {
    /// Reads `KEY=VALUE,...`.
    fn parse(changes: &str) -> Result<Self, CliError> {
        let mut variant = Self::default();
        for change in changes.split(',') {
            let (key, value) = change.split_once('=').unwrap_or((change, ""));
            let wrong = || {
                let hint = "give seed-b=NUMBER, popularity=NUMBER or same-series=true";
                CliError::misused(format!("unknown setting `{change}`"), hint)
            };
            let number = || value.trim().parse::<f64>().map_err(|_| wrong());
            match key.trim() {
                "seed-b" => variant.settings.seed_b = number()?,
                "popularity" => variant.popularity = Some(number()? as f32),
                "same-series" => variant.same_series = value.trim().parse().map_err(|_| wrong())?,
                _ => return Err(wrong()),
            }
        }
        Ok(variant)
    }

    fn recommender(&self, catalog: &Catalog) -> Result<Recommender, CliError> {
        Recommender::with_settings(catalog.clone(), self.settings).map_err(|error| {
            CliError::misused(error.to_string(), format!("give a number {}", error.range))
        })
    }

    fn rank(&self, recommender: &Recommender, judgements: &Judgements) -> Rankings {
        rank_all(recommender, judgements, |seed| {
            let mut request =
                QueryRequest { like: vec![seed.to_owned()], ..QueryRequest::new("evaluate") };
            request.popularity = self.popularity;
            request.filter.same_series = self.same_series;
            request
        })
    }
}

/// Plain cosine over the tropes of some families, all of weight 1.
fn reweighted(
    catalog: &Catalog,
    judgements: &Judgements,
    keep: impl Fn(&Family) -> bool,
) -> Rankings {
    let mut catalog = catalog.clone();
    let vocabulary = catalog.vocabulary();
    let weight = |trope| f32::from(u8::from(keep(vocabulary.family(trope))));
    let weights: Array1<f32> = vocabulary.tropes().iter().map(weight).collect();
    catalog.vocabulary_mut().set_learned(LearnedWeights { weights, mean_norm: 1.0 });
    Variant::default().rank(&Recommender::new(catalog), judgements)
}

fn judgements(args: &EvaluateArgs, catalog: &Catalog) -> Result<Judgements, CliError> {
    let within = |name: &str| args.reference.as_ref().map(|folder| folder.join(name));
    let Some(path) = args.judgements.clone().or_else(|| within("human_recs.csv")) else {
        let hint = "give `--judgements FILE` with the columns source_id and recommended_id";
        return Err(CliError::misused("there is nothing to measure against", hint));
    };
    let pool_path: Option<PathBuf> = args.pool.clone().or_else(|| within("pool.csv"));
    let mut unknown = BTreeSet::new();
    let mut find = |id: &str| {
        find(catalog, id).or_else(|| {
            unknown.insert(id.to_owned());
            None
        })
    };
    let pool: BTreeSet<DramaIdx> = match &pool_path {
        None => catalog.indices().collect(),
        Some(path) => first_column(path)?.iter().filter_map(|id| find(id)).collect(),
    };
    let mut pairs = Vec::new();
    for row in rows(&path)? {
        let column = |name: &str| {
            let missing = || {
                CliError::failed(
                    format!("`{}` has no column `{name}`", path.display()),
                    "name it in the first line",
                )
            };
            row.get(name).ok_or_else(missing)
        };
        let (seed, recommended) = (column("source_id")?, column("recommended_id")?);
        pairs.extend(find(seed).zip(find(recommended)));
    }
    if !unknown.is_empty() {
        note(&format!("{} not in the catalogue passed over", counted(unknown.len(), "id")));
    }
    let judgements = Judgements::new(pairs, pool);
    if judgements.relevant.is_empty() {
        let message =
            format!("`{}` has no seed with three recommended dramas of the pool", path.display());
        return Err(CliError::failed(
            message,
            "ids are MyDramaList numbers or ids of the catalogue",
        ));
    }
    Ok(judgements)
}

/// A drama by number, `mdl:` number or id, never by a forgiven title.
fn find(catalog: &Catalog, id: &str) -> Option<DramaIdx> {
    let number = id.trim().strip_prefix("mdl:").unwrap_or(id.trim());
    let name =
        if number.parse::<u32>().is_ok() { format!("mdl:{number}") } else { number.to_owned() };
    catalog.resolve(&name).ok().filter(|found| !found.forgiven).map(|found| found.drama)
}

fn tags(rows: &[HashMap<String, String>], columns: &[&str], catalog: &Catalog) -> TagTable {
    let mut table = TagTable::new();
    for row in rows {
        let Some(drama) = row.get("mdl_id").and_then(|id| find(catalog, id)) else { continue };
        let labels = columns.iter().flat_map(|column| {
            let list = row.get(*column).map_or("", String::as_str).split('|');
            list.map(|tag| tag.trim().to_lowercase())
                .filter(|tag| !tag.is_empty())
                .map(move |tag| format!("{column}:{tag}"))
        });
        table.insert(drama, labels.collect());
    }
    table
}

/// The rows of a CSV file by column name.
fn rows(path: &Path) -> Result<Vec<HashMap<String, String>>, CliError> {
    let mut reader = csv::Reader::from_path(path).map_err(|error| not_csv(path, error))?;
    reader.deserialize().collect::<Result<_, _>>().map_err(|error| not_csv(path, error))
}

/// The first column of a CSV file, without its name.
fn first_column(path: &Path) -> Result<Vec<String>, CliError> {
    let mut reader = csv::Reader::from_path(path).map_err(|error| not_csv(path, error))?;
    let first = |row: csv::StringRecord| row.get(0).unwrap_or_default().to_owned();
    reader
        .records()
        .map(|row| row.map(first))
        .collect::<Result<_, _>>()
        .map_err(|error| not_csv(path, error))
}

fn not_csv(path: &Path, error: csv::Error) -> CliError {
    let line = error.position().map_or(String::new(), |at| format!(":{}", at.line()));
    let message = format!("`{}{line}` cannot be read as CSV", path.display());
    match error.into_kind() {
        csv::ErrorKind::Io(error) => CliError::io("read", path, &error),
        csv::ErrorKind::Utf8 { .. } => CliError::failed(message, "save the file as UTF-8"),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => CliError::failed(
            message,
            format!("the row has {len} columns, the first line {expected_len}"),
        ),
        _ => CliError::failed(message, "give comma-separated values with a header"),
    }
}

/// Writes rankings as JSON lines, the form of `batch` in brief.
fn write_run(path: &Path, catalog: &Catalog, rankings: &Rankings) -> Result<(), CliError> {
    let name = |drama: DramaIdx| {
        let drama = catalog.drama(drama);
        drama.mdl.map_or_else(|| drama.id.clone(), |mdl| format!("mdl:{mdl}"))
    };
    let write = || {
        let mut file = OutFile::create(path)?;
        for (seed, ranking) in rankings {
            let result =
                |d: &DramaIdx| json!({"id": catalog.drama(*d).id, "mdl": catalog.drama(*d).mdl});
            let results: Vec<_> = ranking.iter().take(WRITTEN).map(result).collect();
            writeln!(file, "{}", json!({"id": name(*seed), "results": results}))?;
        }
        file.finish()
    };
    write().map_err(|error| CliError::io("write", path, &error))
}

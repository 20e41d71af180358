//! `tropewise evaluate`.

use std::path::Path;

use serde_json::json;

use crate::report::{EvaluationReport, EvaluationRow};
use tropewise::Recommender;
use tropewise::catalog::{Catalog, DramaIdx, Family, LearnedWeights};
use tropewise::eval::{Judgements, Rankings, followed, measure, random, tag_cosine, violations};

use crate::args::{Common, EvaluateArgs};
use crate::error::CliError;
use crate::output::Output;
use crate::reference::judgements;
use crate::shown::shown_json;
use crate::variant::Variant;
use crate::wishes::wishes;
use tropewise::store::relevance::{JudgementFiles, labels, read_table};

/// How many results of each seed `--run` writes.
const WRITTEN: usize = 100;

/// Runs `evaluate`.
///
/// # Errors
/// When files cannot be read or written, or a setting is unknown.
pub fn evaluate(
    args: &EvaluateArgs,
    common: &Common,
    catalog: &Catalog,
) -> Result<Output, CliError> {
    if let Some(path) = &args.wishes {
        return wishes(path, args, catalog, common);
    }
    let files = JudgementFiles {
        judgements: args.judgements.clone(),
        pool: args.pool.clone(),
        folder: args.reference.clone(),
    };
    if let Some(folder) = &args.reference {
        whole(folder, args)?;
    }
    let judgements = judgements(&files, catalog)?;
    let usual = Variant::default();
    let recommender = usual.recommender(catalog)?;
    let first = usual.rank(&recommender, &judgements);
    let run = args.run.as_ref().map(|path| (path, run_lines(catalog, &first)));
    let mut rankings = vec![("tropes, as the program ranks".to_owned(), first)];
    for changes in &args.compare {
        let variant = Variant::parse(changes)?;
        let ranked = variant.rank(&variant.recommender(catalog)?, &judgements);
        rankings.push((changes.clone(), ranked));
    }
    rankings.push(("tropes, all of weight 1".into(), reweighted(catalog, &judgements, |_| true)));
    rankings.push((
        "genre and tone tropes, weight 1".into(),
        reweighted(catalog, &judgements, Family::is_manner),
    ));
    rankings.push(("most followed".into(), followed(catalog, &judgements)));
    rankings.push(("random".into(), random(&judgements)));
    if let Some(folder) = &args.reference {
        let dramas = read_table(&folder.join("dramas.csv"))?;
        for (name, columns) in
            [("community tags", &["tags"][..]), ("community tags + genres", &["tags", "genres"])]
        {
            let tags = labels(&dramas, columns, catalog);
            rankings.push((name.into(), tag_cosine(&tags, &judgements)));
        }
    }
    let seeds: Vec<DramaIdx> = judgements.relevant.keys().copied().collect();
    let mut rows: Vec<EvaluationRow> = Vec::with_capacity(rankings.len());
    for (name, ranking) in rankings {
        let measured = measure(&recommender, &judgements, &ranking);
        let first_gains = rows.first().map(|first| first.measured.gain_over(&measured));
        rows.push(EvaluationRow { name, measured, first_gains });
    }
    let report = EvaluationReport { rows, violations: violations(&recommender, &seeds, 20) };
    let output = Output::report(&report, common.format);
    Ok(match run {
        Some((path, lines)) => output.file(path, lines),
        None => output,
    })
}

/// Whether a folder of reference has the files that are read of it.
fn whole(folder: &Path, args: &EvaluateArgs) -> Result<(), CliError> {
    let hint = "name a folder with human_recs.csv, pool.csv and dramas.csv";
    if folder.is_file() {
        return Err(CliError::failed(format!("`{}` is no folder", folder.display()), hint));
    }
    let read = [
        ("human_recs.csv", args.judgements.is_none()),
        ("pool.csv", args.pool.is_none()),
        ("dramas.csv", true),
    ];
    match read.iter().find(|(file, read)| *read && !folder.join(file).exists()) {
        None => Ok(()),
        Some((file, _)) => {
            Err(CliError::failed(format!("`{}` has no {file}", folder.display()), hint))
        }
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
    let weights = vocabulary.tropes().iter().map(weight).collect();
    catalog.vocabulary_mut().set_learned(LearnedWeights { weights, mean_norm: 1.0 });
    Variant::default().rank(&Recommender::new(catalog), judgements)
}

/// Rankings as JSON lines, the form of `batch` in brief.
fn run_lines(catalog: &Catalog, rankings: &Rankings) -> String {
    let mut lines = String::new();
    for (seed, ranking) in rankings {
        let drama = catalog.drama(*seed);
        let id = drama.mdl.map_or_else(|| drama.id.clone(), |mdl| format!("mdl:{mdl}"));
        let mut results = Vec::new();
        for drama in ranking.iter().take(WRITTEN) {
            let drama = catalog.drama(*drama);
            results.push(json!({"id": drama.id, "mdl": drama.mdl}));
        }
        lines += &shown_json(&json!({"id": id, "results": results}).to_string());
        lines.push('\n');
    }
    lines
}

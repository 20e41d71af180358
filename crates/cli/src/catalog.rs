//! `tropewise catalog`.

use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use crate::report::{Map, OverviewReport, Point, family_colour};
use tropewise::Recommender;
use tropewise::catalog::DramaIdx;
use tropewise::store::text::{CatalogFiles, parse};
use tropewise::survey::{Agreement, agreement, leading_family, overview, project};

use crate::args::{CatalogArgs, Common};
use crate::error::CliError;
use crate::output::Output;
use crate::titles::resolve;

/// Most dramas compared each with every other: 1.6 GB of cosines.
const COMPARED: usize = 20_000;
/// How many central and unusual dramas are listed.
const PLACED: usize = 8;
/// How many of the most followed dramas the map tries to label.
const LABELLED: usize = 120;

/// Runs `catalog`.
///
/// # Errors
/// When a file cannot be read or written, or a title to label is unknown.
pub fn catalog(
    args: &CatalogArgs,
    common: &Common,
    recommender: &Recommender,
) -> Result<Output, CliError> {
    let n = recommender.catalog().len();
    if n > COMPARED {
        let message = format!("{n} dramas are too many to compare each with every other");
        return Err(CliError::failed(message, format!("name a catalogue of up to {COMPARED}")));
    }
    if let Some(path) = args.map.as_ref().filter(|path| path.is_dir()) {
        // Before it is drawn, which takes long.
        let error = std::io::ErrorKind::IsADirectory.into();
        return Err(CliError::io("write", path, &error));
    }
    let agreement =
        args.second_opinion.as_ref().map(|path| second_opinion(recommender, path)).transpose()?;
    let map = args.map.as_ref().map(|_| map(recommender, &args.label)).transpose()?;
    let overview = overview(recommender, common.k.unwrap_or(PLACED));
    let report = OverviewReport {
        overview: &overview,
        agreement: agreement.as_ref(),
        catalog: recommender.catalog(),
    };
    let output = Output::report(&report, common.format);
    Ok(match (&args.map, map) {
        (Some(path), Some(map)) => {
            output.file(path, map.svg()).note(format!("the map is in `{}`", path.display()))
        }
        _ => output,
    })
}

fn second_opinion(recommender: &Recommender, path: &Path) -> Result<Agreement, CliError> {
    let catalog = recommender.catalog();
    let parsed = parse(&CatalogFiles::read(path)?, Some(catalog.vocabulary()));
    let opinions = parsed.into_catalog().map_err(|mistakes| CliError::mistakes(&mistakes, path))?;
    let weights = recommender.weights();
    agreement(catalog, weights, &opinions.dramas()).ok_or_else(|| {
        let message = format!("`{}` judges no drama of the catalogue", path.display());
        CliError::failed(message, "its entries need ids of the catalogue")
    })
}

fn map(recommender: &Recommender, labels: &[String]) -> Result<Map, CliError> {
    let catalog = recommender.catalog();
    let mut marked = Vec::new();
    for title in labels {
        marked.push(resolve(catalog, title)?.at());
    }
    let bar = ProgressBar::new(0);
    bar.set_style(
        ProgressStyle::with_template("drawing {bar:30} {percent:>3} %").expect("a valid template"),
    );
    let places = project(recommender.index(), |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    let followers = |at: usize| catalog.facts(DramaIdx(at as u32)).followers().unwrap_or(0);
    let most = (0..catalog.len()).map(followers).max().unwrap_or(0).max(1);
    let mut order: Vec<usize> = (0..catalog.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(followers(*at)));
    let weights = recommender.weights();
    let point = |(place, at): (usize, usize)| {
        let drama = &catalog.drama(DramaIdx(at as u32));
        let is_marked = marked.contains(&at);
        Point {
            x: places[[at, 0]],
            y: places[[at, 1]],
            family: leading_family(catalog, weights, drama),
            size: followers(at) as f32 / most as f32,
            title: drama.heading(),
            label: (is_marked || place < LABELLED).then(|| drama.title.clone()),
            marked: is_marked,
        }
    };
    Ok(Map {
        points: order.into_iter().enumerate().map(point).collect(),
        families: catalog
            .vocabulary()
            .families()
            .iter()
            .enumerate()
            .map(|(number, family)| (family.label.clone(), family_colour(&family.id, number)))
            .collect(),
        heading: format!("{} Korean dramas by their tropes", catalog.len()),
    })
}

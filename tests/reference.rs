//! Facts of the shipped catalogue against a collection of public pages, where one is at hand:
//! `TROPEWISE_REFERENCE` names a folder with `facts.csv` (`../shared/reference` when unset).
//! Elsewhere the test says so and passes.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use tropewise::catalog::fields::{FIELDS, Field, Value};
use tropewise::catalog::{Drama, fold};

fn reference() -> Option<PathBuf> {
    let named = std::env::var_os("TROPEWISE_REFERENCE").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| {
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reference"))
    });
    let file = folder.join("facts.csv");
    file.is_file().then_some(file)
}

/// Networks as the catalogue spells them.
fn network(name: &str) -> &str {
    match name {
        "jTBC" => "JTBC",
        "COUPANG TV" => "Coupang Play",
        "Amazon Prime" => "Prime Video",
        "iQiyi" => "iQIYI",
        "Naver TV Cast" => "Naver TV",
        "Daum Kakao TV" => "Kakao TV",
        "vLive" => "V Live",
        other => other,
    }
}

/// The columns of the reference, each with the fact that it holds.
const COLUMNS: [(&str, &str); 20] = [
    ("native_title", "native_title"),
    ("aliases", "aliases"),
    ("year", "year"),
    ("aired_from", "first_aired"),
    ("aired_to", "last_aired"),
    ("episodes", "episodes"),
    ("minutes", "minutes"),
    ("network", "network"),
    ("format", "format"),
    ("content_rating", "content_rating"),
    ("score", "score"),
    ("votes", "votes"),
    ("watchers", "followers"),
    ("leads", "leads"),
    ("lead_ids", "leads"),
    ("support", "support"),
    ("directors", "directors"),
    ("writers", "writers"),
    ("where_to_watch", "where_to_watch"),
    ("related", "series"),
];

/// What the reference says in a column, as the catalogue would write it; nothing where it says
/// nothing.
fn theirs(column: &str, cell: &str) -> Vec<String> {
    let entries = cell.split('|').map(str::trim).filter(|entry| !entry.is_empty());
    let same = |entry: &str| match column {
        "network" => network(entry).to_owned(),
        "format" => entry.to_lowercase().replace(' ', "-"),
        "native_title" | "aliases" => fold(entry),
        "where_to_watch" => entry.trim_end_matches(':').to_owned(),
        _ => entry.to_owned(),
    };
    let mut all: Vec<String> =
        entries.map(same).filter(|entry| !entry.is_empty() && entry != "0").collect();
    if column == "related" {
        all.retain(|entry| {
            entry.ends_with("::Korean sequel") || entry.ends_with("::Korean prequel")
        });
    }
    all
}

/// What the catalogue says of the same.
fn ours(column: &str, field: &Field, drama: &Drama) -> Vec<String> {
    match (column, (field.get)(drama)) {
        ("leads" | "support" | "writers" | "directors", Value::Texts(people)) => {
            people.iter().map(|person| field.shape.split(person).0.to_owned()).collect()
        }
        ("lead_ids", Value::Texts(people)) => people
            .iter()
            .map(|person| field.shape.split(person).1.unwrap_or_default().to_owned())
            .collect(),
        ("aliases", Value::Texts(_)) => {
            let names = [&drama.title, &drama.native_title].into_iter().chain(&drama.aliases);
            names.chain(&drama.nicknames).map(|name| fold(name)).collect()
        }
        (_, Value::Texts(texts)) => texts,
        (_, Value::Text(text)) if column == "native_title" => vec![fold(&text)],
        (_, Value::Text(text)) => vec![text],
        (_, Value::Number(number)) => vec![number.to_string()],
        (_, Value::Hundredths(number)) => vec![tropewise::catalog::fields::decimal(number)],
        (_, Value::Day(day)) => vec![day.to_string()],
        _ => Vec::new(),
    }
}

#[test]
#[allow(clippy::print_stderr)] // Differences are listed for curators: `--nocapture` shows them.
fn facts_agree_with_the_reference() {
    let Some(path) = reference() else {
        eprintln!(
            "skipped: no reference data here; TROPEWISE_REFERENCE names a folder with facts.csv"
        );
        return;
    };
    let mut rows: HashMap<u32, HashMap<String, String>> = HashMap::new();
    for row in csv::Reader::from_path(path).expect("readable").deserialize() {
        let row: HashMap<String, String> = row.expect("a row");
        rows.insert(row["mdl_id"].parse().expect("a number"), row);
    }
    let catalog = tropewise_dramas::catalog();
    let titles: HashMap<&str, u32> =
        rows.iter().map(|(mdl, row)| (row["title"].as_str(), *mdl)).collect();
    let dramas = catalog.dramas();
    let series: HashMap<u32, &Option<String>> =
        dramas.iter().filter_map(|d| Some((d.mdl?, &d.series))).collect();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for drama in dramas.iter() {
        let Some(row) = drama.mdl.and_then(|mdl| rows.get(&mdl)) else { continue };
        for (column, name) in COLUMNS {
            let field = FIELDS.iter().find(|field| field.name == name).expect("a fact");
            let (theirs, ours) = (theirs(column, &row[column]), ours(column, field, drama));
            let agree = match column {
                // Every alias of theirs is a name here; there may be more.
                "aliases" => theirs.iter().all(|name| ours.contains(name)),
                // Whoever goes on with a story of the catalogue is of its series.
                "related" => theirs.iter().all(|entry| {
                    let title = entry.rsplit_once("::").map_or("", |(title, _)| title);
                    let other = titles.get(title).and_then(|mdl| series.get(mdl));
                    other.is_none_or(|other| drama.series.is_some() && **other == drama.series)
                }),
                _ => ours == theirs,
            };
            if theirs.is_empty() {
                continue;
            }
            let (compared, differing) = counts.entry(column).or_default();
            *compared += 1;
            if !agree {
                *differing += 1;
                eprintln!("{}: {column} is {ours:?}, the reference has {theirs:?}", drama.id);
            }
        }
    }
    for (column, (compared, differing)) in &counts {
        eprintln!("{column}: {compared} compared, {differing} differ");
    }
    let compared: usize = counts.values().map(|(compared, _)| compared).sum();
    let differing: usize = counts.values().map(|(_, differing)| differing).sum();
    eprintln!("{compared} facts compared, {differing} differ");
    assert!(compared > 0 && differing * 200 <= compared, "{differing} of {compared} facts differ");
}

//! Sentences with the requests they mean: how much of them is understood.
//!
//! A line of `fixtures/ask/said-*.jsonl` has the `text`, the `request` that surely is meant, in
//! `also` what may stand there besides, in `not` what may not, and in `not_understood` what no
//! request can say. Every file was written before what reads it had seen it, and then mended by;
//! the first two by others than who wrote what reads them. At first sight precision, recall and the
//! share without a serious fault were, file by file (the first two with tropes compared too
//! strictly, see `docs/quality.md`): 0.765, 0.726, 0.713; 0.667, 0.712, 0.583; 0.868, 0.845, 0.850;
//! 0.838, 0.814, 0.675; 0.867, 0.800, 0.733; 0.942, 0.891, 0.825; by another hand again 0.817,
//! 0.736, 0.650 and 0.818, 0.706, 0.600; by a third 0.906, 0.822, 0.817 and 0.895, 0.804, 0.750;
//! by two more 0.864, 0.781, 0.733 and 0.922, 0.878, 0.783; by two more 0.869, 0.861, 0.767
//! and 0.865, 0.860, 0.783; by two more 0.806, 0.693, 0.533 (fifteen) and 0.698, 0.739, 0.500
//! (seventeen); and 0.786, 0.791, 0.717 (sixteen, seen first after mending by these) and 0.880, 0.734,
//! 0.750 (eighteen, after mending by that too); by three more 0.819, 0.822, 0.700 (nineteen), 0.927,
//! 0.883, 0.817 (twenty) and 0.878, 0.852, 0.783 (twentyone); by two more 0.836, 0.895, 0.817
//! (twentytwo) and 0.898, 0.874, 0.750 (twentythree), 0.810, 0.798, 0.783 (twentyfour) and 0.916,
//! 0.880, 0.850 (twentyfive); by two more 0.921, 0.906, 0.817 (twentysix) and 0.918, 0.892, 0.833
//! (twentyseven, seen first after mending by what comes next); by three more 0.890, 0.899, 0.833
//! (thirty), 0.906, 0.868, 0.850 (thirtyone) and 0.853, 0.672, 0.717 (thirtytwo), of which thirty
//! and thirtytwo were opened at once and mended by; and 0.967, 0.928, 0.917 (thirtythree, seen first
//! after that). `said-eight`, `said-ten`, `said-fourteen` and `said-twenty` were not looked into
//! until twenty-five files were there; they then stood at 0.886, 0.794, 0.750; 0.903, 0.840, 0.767;
//! 0.896, 0.876, 0.833 and 0.947, 0.910, 0.850, and were mended by. Seven files, `said-twelve`,
//! `said-eighteen`, `said-twentyfive`, `said-twentysix`, `said-twentyseven`, `said-thirtyone` and
//! `said-thirtythree`, were never looked into: they tell what mending by the others is worth.
//! `SHOW=1` prints every fault, `SAID=FILE` measures a file of one's own.

// The figures are what this test is for, beside its limits.
#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tropewise::Catalog;
use tropewise::ask::Asker;

/// One thing asked for: the field, and the trope, title or value.
type Item = (String, String);

/// Fields that say the same thing of a trope or a title with another word.
const SAME: [&[&str]; 3] =
    [&["want", "more", "any", "require"], &["avoid", "less"], &["exclude", "seen", "unlike"]];

#[derive(Debug, Default)]
struct Counts {
    found: usize,
    right: usize,
    expected: usize,
    met: usize,
}

/// The things that a request asks for.
fn items(request: &Value, catalog: &Catalog) -> BTreeSet<Item> {
    let mut items = BTreeSet::new();
    for (field, value) in request.as_object().into_iter().flatten() {
        match field.as_str() {
            "id" | "version" => {}
            "filter" => {
                for (name, value) in value.as_object().into_iter().flatten() {
                    add(&mut items, &format!("filter.{name}"), value, catalog);
                }
            }
            "any" => {
                for group in value.as_array().into_iter().flatten() {
                    add(&mut items, "any", group, catalog);
                }
            }
            field => add(&mut items, field, value, catalog),
        }
    }
    items
}

fn add(items: &mut BTreeSet<Item>, field: &str, value: &Value, catalog: &Catalog) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| add(items, field, value, catalog)),
        Value::Object(values) => {
            for name in values.keys() {
                items.insert((field.to_owned(), name.clone()));
            }
        }
        // How much something counts is not compared.
        Value::Number(_) if !field.starts_with("filter.") && field != "k" => {
            items.insert((field.to_owned(), "any".to_owned()));
        }
        value => {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            items.insert((field.to_owned(), named(field, &text, catalog)));
        }
    }
}

/// A title as its id, a trope as its id, a name or value of a filter without its case and hyphens.
fn named(field: &str, text: &str, catalog: &Catalog) -> String {
    match field {
        "like" | "unlike" | "seen" | "exclude" => catalog
            .resolve(text)
            .map_or_else(|_| text.to_owned(), |found| catalog.drama(found.drama).id.clone()),
        field if !field.starts_with("filter.") => text.to_owned(),
        _ => match text.parse::<f64>() {
            Ok(number) => number.to_string(),
            Err(_) => text.to_lowercase().replace(['-', ' '], ""),
        },
    }
}

fn also(sentence: &Value, catalog: &Catalog) -> BTreeSet<Item> {
    let mut items = BTreeSet::new();
    for (field, value) in sentence["also"].as_object().into_iter().flatten() {
        add(&mut items, field, value, catalog);
    }
    items
}

fn may_be(item: &Item, allowed: &BTreeSet<Item>) -> bool {
    allowed.contains(item) || allowed.contains(&(item.0.clone(), "any".to_owned()))
}

/// Whether a thing that a sentence forbids is in a request.
fn broken(rule: &str, found: &BTreeSet<Item>, request: &Value, catalog: &Catalog) -> bool {
    let (what, name) = rule.split_once(':').unwrap_or((rule, "*"));
    let any_of = |fields: &[&str]| {
        found.iter().any(|(field, value)| {
            fields.contains(&field.as_str())
                && (name == "*" || *value == named(field, name, catalog) || value == name)
        })
    };
    match what {
        "seed" => any_of(&["like"]),
        "unlike" => any_of(&["unlike"]),
        "exclude" => any_of(&["exclude", "seen"]),
        "wish" => any_of(&["want", "more", "any", "require"]),
        "avoid" => any_of(&["avoid", "less"]),
        "veto" => request["avoid"].as_object().is_some_and(|avoid| {
            avoid.iter().any(|(trope, how)| how == "veto" && (name == "*" || trope == name))
        }),
        "filter" => {
            let field = format!("filter.{name}");
            found
                .iter()
                .any(|(known, _)| *known == field || (name == "*" && known.starts_with("filter.")))
        }
        "with" => name.split('+').all(|name| {
            found.contains(&("filter.with".to_owned(), named("filter.with", name, catalog)))
        }),
        "field" => found.iter().any(|(field, _)| field == name),
        other => panic!("unknown rule `{other}`"),
    }
}

/// How the sentences of a file are understood: counts by field, and what is seriously wrong.
fn measure(lines: &str, shown: bool) -> (usize, BTreeMap<String, Counts>, Vec<String>) {
    let catalog = tropewise_dramas::catalog();
    let encoder = tropewise_dramas::encoder();
    let asker = Asker::new(&catalog, Some(&encoder));
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    let (mut sentences, mut serious) = (0, Vec::new());
    for line in lines.lines() {
        let sentence: Value = serde_json::from_str(line).expect("a line of JSON");
        let text = sentence["text"].as_str().expect("a text");
        let understanding = asker.understand(text);
        let request = serde_json::to_value(&understanding.request).expect("plain data");
        let expected = items(&sentence["request"], &catalog);
        let found = items(&request, &catalog);
        let also = also(&sentence, &catalog);
        sentences += 1;
        let mut faults: Vec<String> = Vec::new();
        for item in &found {
            let count = counts.entry(item.0.clone()).or_default();
            count.found += 1;
            if expected.contains(item) || may_be(item, &also) {
                count.right += 1;
            } else {
                let grave = item.0 == "like";
                faults.push(format!("{}+{}:{}", if grave { "!" } else { "" }, item.0, item.1));
            }
        }
        let mut met_some = expected.is_empty();
        for item in &expected {
            let count = counts.entry(item.0.clone()).or_default();
            count.expected += 1;
            let elsewhere = SAME.iter().find(|fields| fields.contains(&item.0.as_str()));
            let met = found.contains(item)
                || elsewhere.into_iter().flat_map(|fields| fields.iter()).any(|field| {
                    let other = ((*field).to_owned(), item.1.clone());
                    found.contains(&other) && may_be(&other, &also)
                });
            met_some |= met;
            if met {
                count.met += 1;
            } else {
                let grave = matches!(item.0.as_str(), "like" | "avoid");
                faults.push(format!("{}-{}:{}", if grave { "!" } else { "" }, item.0, item.1));
            }
        }
        if !met_some {
            faults.push("!nothing of it".to_owned());
        }
        for rule in sentence["not"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if broken(rule, &found, &request, &catalog) {
                faults.push(format!("!not {rule}"));
            }
        }
        if shown && !faults.is_empty() {
            println!("{text}\n    {}", faults.join("  "));
        }
        if faults.iter().any(|fault| fault.starts_with('!')) {
            serious.push(text.to_owned());
        }
    }
    (sentences, counts, serious)
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Files that were never looked into, which stay so.
const UNSEEN: [&str; 7] =
    ["twelve", "eighteen", "twentyfive", "twentysix", "twentyseven", "thirtyone", "thirtythree"];

/// Precision, recall and the share without a serious fault, which are printed, and the sentences
/// with one.
fn figures(name: &str, lines: &str) -> ([f64; 3], Vec<String>) {
    let shown = std::env::var_os("SHOW").is_some() && !UNSEEN.contains(&name);
    let (sentences, counts, serious) = measure(lines, shown);
    let all = |of: fn(&Counts) -> usize| counts.values().map(of).sum::<usize>();
    let precision = share(all(|c| c.right), all(|c| c.found));
    let recall = share(all(|c| c.met), all(|c| c.expected));
    println!("{name}: {sentences} sentences");
    for (field, count) in &counts {
        println!(
            "  {field:<24} precision {}/{}  recall {}/{}",
            count.right, count.found, count.met, count.expected
        );
    }
    let sound = share(sentences - serious.len(), sentences);
    println!("  precision {precision:.3}, recall {recall:.3}, without a serious fault {sound:.3}");
    ([precision, recall, sound], serious)
}

/// The sentences of a file that `SAID` names, only measured.
#[test]
fn sentences_of_ones_own_are_measured() {
    let Ok(file) = std::env::var("SAID") else { return };
    figures(&file, &std::fs::read_to_string(&file).expect("a file"));
}

#[test]
fn sentences_of_others_are_understood() {
    for (name, lines, least) in [
        ("one", include_str!("fixtures/ask/said-one.jsonl"), [0.9, 0.9, 0.9]),
        ("two", include_str!("fixtures/ask/said-two.jsonl"), [0.83, 0.87, 0.75]),
        ("three", include_str!("fixtures/ask/said-three.jsonl"), [0.93, 0.92, 0.92]),
        ("four", include_str!("fixtures/ask/said-four.jsonl"), [0.91, 0.87, 0.82]),
        ("five", include_str!("fixtures/ask/said-five.jsonl"), [0.9, 0.92, 0.88]),
        ("six", include_str!("fixtures/ask/said-six.jsonl"), [0.91, 0.87, 0.8]),
        ("seven", include_str!("fixtures/ask/said-seven.jsonl"), [0.92, 0.93, 0.93]),
        ("eight", include_str!("fixtures/ask/said-eight.jsonl"), [0.92, 0.88, 0.93]),
        ("nine", include_str!("fixtures/ask/said-nine.jsonl"), [0.9, 0.88, 0.9]),
        ("ten", include_str!("fixtures/ask/said-ten.jsonl"), [0.94, 0.91, 0.9]),
        ("eleven", include_str!("fixtures/ask/said-eleven.jsonl"), [0.93, 0.93, 0.93]),
        ("twelve", include_str!("fixtures/ask/said-twelve.jsonl"), [0.88, 0.85, 0.75]),
        ("thirteen", include_str!("fixtures/ask/said-thirteen.jsonl"), [0.93, 0.89, 0.89]),
        ("fourteen", include_str!("fixtures/ask/said-fourteen.jsonl"), [0.97, 0.94, 0.95]),
        ("fifteen", include_str!("fixtures/ask/said-fifteen.jsonl"), [0.93, 0.92, 0.9]),
        ("sixteen", include_str!("fixtures/ask/said-sixteen.jsonl"), [0.9, 0.85, 0.85]),
        ("seventeen", include_str!("fixtures/ask/said-seventeen.jsonl"), [0.89, 0.89, 0.84]),
        ("eighteen", include_str!("fixtures/ask/said-eighteen.jsonl"), [0.84, 0.69, 0.68]),
        ("nineteen", include_str!("fixtures/ask/said-nineteen.jsonl"), [0.86, 0.88, 0.76]),
        ("twenty", include_str!("fixtures/ask/said-twenty.jsonl"), [0.96, 0.94, 0.95]),
        ("twentyone", include_str!("fixtures/ask/said-twentyone.jsonl"), [0.92, 0.88, 0.85]),
        ("twentytwo", include_str!("fixtures/ask/said-twentytwo.jsonl"), [0.87, 0.93, 0.93]),
        ("twentythree", include_str!("fixtures/ask/said-twentythree.jsonl"), [0.95, 0.91, 0.93]),
        ("twentyfour", include_str!("fixtures/ask/said-twentyfour.jsonl"), [0.82, 0.84, 0.83]),
        ("twentyfive", include_str!("fixtures/ask/said-twentyfive.jsonl"), [0.9, 0.86, 0.83]),
        ("twentysix", include_str!("fixtures/ask/said-twentysix.jsonl"), [0.9, 0.88, 0.8]),
        ("twentyseven", include_str!("fixtures/ask/said-twentyseven.jsonl"), [0.89, 0.86, 0.8]),
        ("thirty", include_str!("fixtures/ask/said-thirty.jsonl"), [0.88, 0.88, 0.83]),
        ("thirtyone", include_str!("fixtures/ask/said-thirtyone.jsonl"), [0.88, 0.84, 0.81]),
        ("thirtytwo", include_str!("fixtures/ask/said-thirtytwo.jsonl"), [0.86, 0.8, 0.78]),
        ("thirtythree", include_str!("fixtures/ask/said-thirtythree.jsonl"), [0.93, 0.89, 0.88]),
    ] {
        let ([precision, recall, sound], serious) = figures(name, lines);
        let [exact, complete, fair] = least;
        let told = if UNSEEN.contains(&name) { Vec::new() } else { serious };
        assert!(precision >= exact && recall >= complete && sound >= fair, "{name}: {told:#?}");
    }
}

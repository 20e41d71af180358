//! Generated questions, most of them odd: every line gets one reply, and what is answered keeps the
//! rules. `TROPEWISE_REQUESTS=1000000` asks so many; the questions are the same in every run.
#![cfg(all(feature = "batch", feature = "text"))]
// Whoever raises the count wants to know what was asked.
#![allow(clippy::print_stdout)]

mod numbers;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io::Cursor;

use numbers::Numbers;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tropewise::{Opened, Source, open};

const TROPES: [&str; 12] = [
    "romance",
    "divorce",
    "time-travel",
    "suicide",
    "trauma",
    "amnesia",
    "comedy",
    "chaebol",
    "first-love",
    "reincarnation",
    "melodrama",
    "friendship",
];
const DRAMAS: usize = 48;

/// The strengths of the invented dramas, by id.
type Strengths = BTreeMap<String, BTreeMap<&'static str, f64>>;

struct Shelf {
    opened: Opened,
    strengths: Strengths,
    tropes: Vec<&'static str>,
    _folder: TempDir,
}

fn year(at: usize) -> usize {
    2000 + at % 20
}

fn shelf() -> Shelf {
    let shipped = tropewise_dramas::catalog();
    let tropes: Vec<&'static str> =
        TROPES.into_iter().filter(|trope| shipped.vocabulary().find(trope).is_some()).collect();
    assert!(tropes.len() >= 6, "{tropes:?}");
    let mut rows = String::from("id,title,year,network,episodes,followers,tropes\n");
    let mut strengths = Strengths::new();
    let mut numbers = Numbers(1);
    for at in 0..DRAMAS {
        let mut own = BTreeMap::new();
        for _ in 0..numbers.below(6) {
            own.insert(*numbers.of(&tropes), (1 + numbers.below(5)) as f64 / 5.0);
        }
        let written: Vec<String> = own.iter().map(|(name, s)| format!("{name}:{s}")).collect();
        let (year, episodes) = (year(at), 8 + at % 16);
        // Some titles are shared.
        let title = if at % 9 == 0 { "Shared".to_owned() } else { format!("Drama number {at}") };
        writeln!(
            rows,
            "d{at},{title},{year},Net {},{episodes},{},{}",
            at % 3,
            at * 97,
            written.join("|")
        )
        .unwrap();
        let vocabulary = shipped.vocabulary();
        let found = own.into_iter().filter(|(name, _)| vocabulary.find(name).is_some());
        strengths.insert(format!("d{at}"), found.collect());
    }
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("rows.csv");
    fs::write(&path, rows).unwrap();
    let source = Source::path(path).with_defaults(tropewise_dramas::source());
    Shelf { opened: open(&source, None).unwrap(), strengths, tropes, _folder: folder }
}

fn title(numbers: &mut Numbers) -> Value {
    match numbers.below(24) {
        0 => json!("Shared"),
        1 => json!("No such drama"),
        2 => json!(format!("Drama numbr {}", numbers.below(DRAMAS))),
        3 => json!(["", " ", "\u{1b}[2J", "(2016)", "mdl:1", "mdl:x", "그해"][numbers.below(7)]),
        _ => json!(format!("d{}", numbers.below(DRAMAS))),
    }
}

fn number(numbers: &mut Numbers) -> Value {
    let odd = [
        json!(0),
        json!(1),
        json!(-1),
        json!(2),
        json!(1e-45),
        json!(1e-38),
        json!(1e308),
        json!(-0.0),
        json!("x"),
        json!(null),
        json!(0.999_999_9),
        json!(true),
    ];
    if numbers.once_in(4) {
        numbers.of(&odd).clone()
    } else {
        json!(numbers.below(101) as f64 / 100.0)
    }
}

fn trope(numbers: &mut Numbers, tropes: &[&str]) -> String {
    if numbers.once_in(40) { "no-such-trope".to_owned() } else { (*numbers.of(tropes)).to_owned() }
}

fn titles(numbers: &mut Numbers, most: usize) -> Value {
    (0..numbers.below(most + 1)).map(|_| title(numbers)).collect()
}

fn weights(numbers: &mut Numbers, tropes: &[&str], veto: bool) -> Value {
    let mut map = Map::new();
    for _ in 0..=numbers.below(3) {
        let weight = if veto && numbers.once_in(2) { json!("veto") } else { number(numbers) };
        map.insert(trope(numbers, tropes), weight);
    }
    Value::Object(map)
}

/// A question, now and then broken.
fn question(id: usize, numbers: &mut Numbers, tropes: &[&str]) -> String {
    let mut asked = Map::new();
    asked.insert("id".into(), json!(id.to_string()));
    let mut put = |name: &str, value: Value| {
        asked.insert(name.to_owned(), value);
    };
    if !numbers.once_in(4) {
        put("like", titles(numbers, 3));
    }
    if numbers.once_in(2) {
        put("want", weights(numbers, tropes, false));
    }
    if numbers.once_in(2) {
        put("avoid", weights(numbers, tropes, true));
    }
    for name in ["unlike", "seen", "only"] {
        if numbers.once_in(8) {
            let most = if name == "only" { 30 } else { 3 };
            put(name, titles(numbers, most));
        }
    }
    for name in ["more", "less"] {
        if numbers.once_in(6) {
            put(name, json!([trope(numbers, tropes)]));
        }
    }
    for name in ["diversity", "popularity", "era", "people", "wish_share", "veto_threshold"] {
        if numbers.once_in(8) {
            put(name, number(numbers));
        }
    }
    if numbers.once_in(3) {
        put(
            "k",
            numbers.of(&[json!(1), json!(3), json!(100), json!(0), json!(-1), json!(1e9)]).clone(),
        );
    }
    if numbers.once_in(4) {
        let (a, b) = (numbers.below(30), numbers.below(30));
        put("filter", json!({"year_from": 1995 + a, "year_to": 2000 + a.max(b)}));
    }
    if numbers.once_in(50) {
        let odd = [json!(null), json!([]), json!({}), json!("x"), json!(5)];
        let names = ["like", "filter", "pooling", "spoilers", "version", "nope", "network"];
        put(names[numbers.below(names.len())], numbers.of(&odd).clone());
    }
    if numbers.once_in(3) {
        put("pooling", json!(["mean", "best"][numbers.below(2)]));
    }
    let mut line = Value::Object(asked).to_string();
    if numbers.once_in(60) {
        // Cut short, but not to a blank line, which gets no reply; or with a sign in the middle.
        let at =
            (0..=numbers.below(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap();
        if numbers.once_in(2) {
            line.truncate(at.max(1))
        } else {
            line.insert(at, *numbers.of(&['"', '{', '\\', '\u{0}', ',']))
        }
    }
    line
}

fn texts(value: &Value) -> BTreeSet<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn amounts(value: &Value) -> f64 {
    value.as_array().into_iter().flatten().map(|part| part["amount"].as_f64().unwrap()).sum()
}

/// Whether what was answered keeps what was asked.
fn keeps_the_rules(asked: &Value, answer: &Value, shelf: &Shelf) -> Result<(), String> {
    let results = answer["results"].as_array().ok_or("no results")?;
    let say = |what: &str, at: &Value| Err(format!("{what}: {at}"));
    let k = asked["k"].as_f64().unwrap_or(10.0);
    if results.len() as f64 > k {
        return say("more than k", answer);
    }
    let own: BTreeSet<&str> =
        ["like", "unlike", "seen"].iter().flat_map(|name| texts(&asked[*name])).collect();
    let mut met = BTreeSet::new();
    let threshold = asked["veto_threshold"].as_f64().unwrap_or(0.4) as f32;
    for (at, result) in results.iter().enumerate() {
        let id = result["id"].as_str().ok_or("no id")?;
        let (score, base) = (result["score"].as_f64().unwrap(), result["base"].as_f64().unwrap());
        if !met.insert(id) || own.contains(id) {
            return say("answered twice, or named in the question", result);
        }
        if result["rank"] != at + 1 || !(0.0..=1.0 + 1e-6).contains(&score) {
            return say("a wrong rank or score", result);
        }
        if (amounts(&result["contributions"]) - base).abs() > 1e-5 {
            return say("contributions are not the base", result);
        }
        if (amounts(&result["adjustments"]) + base - score).abs() > 1e-5 {
            return say("base and adjustments are not the score", result);
        }
        let strengths = shelf.strengths.get(id).ok_or("an id from nowhere")?;
        for (name, how) in asked["avoid"].as_object().into_iter().flatten() {
            let strength = strengths.get(name.as_str()).map_or(0.0, |s| *s as f32);
            if how == "veto" && strength > 0.0 && strength >= threshold {
                return say("what was vetoed", result);
            }
        }
        let year = result["year"].as_u64().unwrap_or(0);
        let filter = &asked["filter"];
        if filter["year_from"].as_u64().is_some_and(|from| year < from)
            || filter["year_to"].as_u64().is_some_and(|to| year > to)
        {
            return say("another year", result);
        }
    }
    let diverse = asked["diversity"].as_f64().is_some_and(|d| d > 0.0);
    let falls = results.windows(2).all(|two| two[0]["score"].as_f64() >= two[1]["score"].as_f64());
    if !diverse && !falls { say("not in the order of scores", answer) } else { Ok(()) }
}

#[test]
fn every_question_gets_one_reply_that_keeps_the_rules() {
    let asked = std::env::var("TROPEWISE_REQUESTS").ok().and_then(|n| n.parse().ok());
    let (mut left, at_once) = (asked.unwrap_or(2_000_usize), 5_000);
    let shelf = shelf();
    let mut numbers = Numbers(14);
    let (mut next, mut answered, mut codes) = (0, 0, BTreeMap::<String, usize>::new());
    while left > 0 {
        let lines: Vec<String> = (0..left.min(at_once))
            .map(|at| question(next + at, &mut numbers, &shelf.tropes))
            .collect();
        (left, next) = (left - lines.len(), next + lines.len());
        let replies = shelf.opened.batch().answer(Cursor::new(lines.join("\n")));
        let replies: Vec<_> = replies.collect::<Result<_, _>>().unwrap();
        assert_eq!(replies.len(), lines.len(), "one reply a question");
        for (line, reply) in lines.iter().zip(replies) {
            let answer: Value = serde_json::from_str(&reply.json).unwrap();
            match &answer["error"] {
                Value::Null => {
                    answered += 1;
                    let asked: Value = serde_json::from_str(line).unwrap();
                    assert_eq!(answer["id"], asked["id"]);
                    if let Err(wrong) = keeps_the_rules(&asked, &answer, &shelf) {
                        panic!("{wrong}\n{line}\n{answer}");
                    }
                }
                error => {
                    let message = error["message"].as_str().unwrap();
                    for rust in ["usize", "u16", "f32", "struct ", "Request", "invalid type"] {
                        assert!(!message.contains(rust), "{line}\n{message}");
                    }
                    *codes.entry(error["code"].as_str().unwrap().to_owned()).or_default() += 1;
                }
            }
        }
    }
    println!("{next} questions, {answered} answered; errors {codes:?}");
    assert!(answered * 4 > next, "{answered} of {next}");
    assert!(codes.len() >= 5, "{codes:?}");
}

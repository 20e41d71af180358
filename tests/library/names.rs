//! Many names in one question: each looked up, few told, and none at great length.

use tropewise::catalog::Drama;
use tropewise::query::QueryError;
use tropewise::schema::{Answer, NoteCode};
use tropewise::{QueryRequest, Recommender};

use super::shelf::*;

fn recommender() -> Recommender {
    let title =
        |id: &str, title: &str| Drama { title: title.into(), ..drama(&(id, &[("divorce", 0.8)])) };
    with_dramas(vec![
        title("lighthouse", "The Lighthouse Keeper"),
        title("orchard", "Orchard in Winter"),
        title("harbour", "Harbour Lights"),
    ])
}

/// The answer for somebody who liked the orchard and has seen these.
fn seen(names: Vec<String>) -> Answer {
    let mut request = QueryRequest::new("q");
    request.like = vec!["orchard".into()];
    request.seen = names;
    recommender().recommend(&request).expect("it can be asked")
}

fn messages(answer: &Answer, code: NoteCode) -> Vec<&str> {
    let notes = answer.notes.iter().filter(|note| note.code == code);
    notes.map(|note| note.message.as_str()).collect()
}

fn ids(answer: &Answer) -> Vec<&str> {
    answer.results.iter().map(|result| result.id.as_str()).collect()
}

#[test]
fn of_many_unknown_titles_the_first_are_told_and_the_others_counted() {
    let mut names: Vec<String> = (0..5).map(|at| format!("nothing {at}")).collect();
    assert_eq!(messages(&seen(names.clone()), NoteCode::SeenUnknown).len(), 5);
    names.push("something else".into());
    let answer = seen(names.clone());
    let told = messages(&answer, NoteCode::SeenUnknown);
    assert_eq!(told[0], "the seen title `nothing 0` is not in the catalogue");
    assert_eq!(told[5..], ["1 more title is seen but not in the catalogue"]);
    // A name that stands there again is no other name.
    names.extend(names.clone());
    assert_eq!(messages(&seen(names.clone()), NoteCode::SeenUnknown), told);
    names.extend((0..60_000).map(|at| format!("film {at}")));
    let answer = seen(names);
    let told = messages(&answer, NoteCode::SeenUnknown);
    assert_eq!(told.len(), 6);
    assert!(told[5].starts_with("60001 more titles are seen but not in the catalogue"), "{told:?}");
    assert_eq!(ids(&answer), ["harbour", "lighthouse"]);
}

#[test]
fn a_mistyped_title_among_unknown_ones_is_seen() {
    let mut names: Vec<String> = (0..500).map(|at| format!("film {at}")).collect();
    names.push("Harbor Lights".into());
    let answer = seen(names);
    assert_eq!(ids(&answer), ["lighthouse"]);
    let told = messages(&answer, NoteCode::TitleForgiven);
    assert_eq!(told, ["`Harbor Lights` is taken for `Harbour Lights`"]);
}

#[test]
fn a_title_spelled_right_is_seen_however_many_are_unknown() {
    let mut names: Vec<String> = (0..400_000).map(|at| format!("{at}")).collect();
    names.push("Harbour Lights".into());
    assert_eq!(ids(&seen(names)), ["lighthouse"]);
}

#[test]
fn a_name_longer_than_any_is_told_by_its_beginning() {
    let long = "a very long name ".repeat(60_000);
    let answer = seen(vec![long.clone()]);
    let told = messages(&answer, NoteCode::SeenUnknown)[0];
    assert!(told.len() < 300 && told.contains("a very long name a very"), "{told}");
    let mut request = QueryRequest::new("q");
    request.like = vec![long.clone()];
    let error = recommender().recommend(&request).expect_err("no such title");
    assert!(error.to_string().len() < 300, "{error}");
    request.like = vec!["orchard".into()];
    request.more = vec![long];
    let error = recommender().recommend(&request).expect_err("no such trope");
    assert!(matches!(&error, QueryError::UnknownTrope { name, .. } if name.len() < 300), "{error}");
}

/// Many dramas, each with a lead of its own.
fn cast(number: usize) -> Recommender {
    const WORDS: [&str; 10] =
        ["Baek", "Cho", "Dong", "Gil", "Ham", "Jang", "Kwon", "Maeng", "Noh", "Pyo"];
    let word = |at: usize| WORDS[at % 10];
    let dramas = (0..number).map(|at| {
        let lead = format!("{} {} {}", word(at), word(at / 10), word(at / 100)).as_str().into();
        Drama { leads: vec![lead], ..drama(&(format!("d{at:04}").as_str(), &[("divorce", 0.8)])) }
    });
    with_dramas(dramas.collect())
}

fn without(names: Vec<String>) -> QueryRequest {
    let mut request = QueryRequest::new("q");
    request.like = vec!["d0000".into()];
    request.filter.without = names;
    request
}

#[test]
fn a_person_named_often_is_turned_away_once() {
    let recommender = cast(50);
    let mut names = vec!["Cho Baek Baek".to_owned(); 20_000];
    names.extend(["cho baek-baek".into(), "CHO BAEK BAEK".into()]);
    let answer = recommender.recommend(&without(names)).unwrap();
    let reasons = answer.exclusions.iter().filter(|reason| reason.value == "Cho Baek Baek");
    assert_eq!(reasons.count(), 1);
    // Spelled with other slips each time, few of them are told.
    let slips = ["Dong Baekk Baek", "Gil Baekk Baek", "Ham Baekk Baek", "Jang Baekk Baek"];
    let more = ["Kwon Baekk Baek", "Maeng Baekk Baek", "Pyo Baekk Baek"];
    let names = slips.into_iter().chain(more).map(str::to_owned).collect();
    let answer = recommender.recommend(&without(names)).unwrap();
    let told = messages(&answer, NoteCode::PersonForgiven);
    assert_eq!(told.len(), 6, "{told:?}");
    assert_eq!(told[5], "2 more names are taken for others spelled nearly so");
}

#[test]
fn of_an_unknown_person_only_the_beginning_is_told() {
    let error = cast(50).recommend(&without(vec!["Nobody ".repeat(30_000)])).unwrap_err();
    assert!(matches!(error, QueryError::UnknownPerson { .. }));
    assert!(error.to_string().len() < 300);
}

#[test]
fn right_names_in_hangul_are_found_however_many_there_are() {
    let mut dramas =
        vec![Drama { leads: vec!["Gong Yoo".into()], ..drama(&("quay", &[("divorce", 0.8)])) }];
    // So many people that typing errors are looked for in few names.
    dramas.extend((0..100).map(|at| Drama {
        id: format!("cast-{at}"),
        leads: (0..30).map(|lead| format!("Extra {at} {lead}").as_str().into()).collect(),
        ..drama(&("cast", &[("divorce", 0.5)]))
    }));
    let mut request = QueryRequest::new("q");
    request.like = vec!["cast-0".into()];
    request.filter.with = (0..140).map(|blanks| format!("공{}유", " ".repeat(blanks))).collect();
    let answer = with_dramas(dramas).recommend(&request).expect("a name that is right");
    assert_eq!(ids(&answer), ["quay"]);
}

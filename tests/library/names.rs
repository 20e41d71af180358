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

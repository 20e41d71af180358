//! Wishes in words: what they ask for, what is not understood, and that nothing breaks it.

mod asker;

use asker::understand;
use proptest::prelude::*;
use serde::Deserialize;
use tropewise::ask::MOST_READ;
use tropewise::schema::Reason;
use tropewise::{QueryError, QueryRequest};

#[derive(Deserialize)]
struct Sentences {
    sentence: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Sentence {
    ask: String,
    request: String,
    #[serde(default)]
    not_understood: Vec<String>,
}

#[test]
fn sentences_make_the_requests_they_say() {
    let text = include_str!("fixtures/ask/sentences.toml");
    let sentences: Sentences = toml::from_str(text).expect("a file of sentences");
    for Sentence { ask, request, not_understood } in sentences.sentence {
        let understood = understand(&ask);
        let expected: QueryRequest = serde_json::from_str(&request).expect("a request");
        assert_eq!(understood.request, expected, "{ask}");
        let left: Vec<&str> =
            understood.not_understood.iter().map(|part| part.words.as_str()).collect();
        assert_eq!(left, not_understood, "{ask}");
    }
}

#[test]
fn a_wish_that_is_a_title_is_that_title() {
    let catalog = tropewise_dramas::catalog();
    for idx in catalog.indices() {
        let drama = catalog.drama(idx);
        // Several dramas with one title are asked apart by their year.
        if catalog.named(&drama.title) != Ok(Some(idx)) {
            continue;
        }
        // "High Society" is a trope too, and stays it unless something says that a title follows.
        let trope = catalog
            .vocabulary()
            .tropes()
            .iter()
            .any(|trope| trope.label.eq_ignore_ascii_case(&drama.title));
        let alone = (!trope).then(|| drama.title.clone());
        for wish in alone.into_iter().chain([format!("something like {}?", drama.title)]) {
            let found = understand(&wish).request.like;
            let found: Vec<_> = found.iter().map(|title| catalog.named(title)).collect();
            assert_eq!(found, [Ok(Some(idx))], "{wish}");
        }
    }
    // The name of a trope is one, and so is what is more than a title.
    assert!(understand("revenge").request.like.is_empty());
    assert_eq!(understand("Happiness but with ghosts").request.like.len(), 1);
}

#[test]
fn nothing_is_understood_of_nothing() {
    for text in ["", "  ", "?!", "no no no without", "qzxv blorp"] {
        assert!(understand(text).is_empty(), "{text}");
    }
}

#[test]
fn a_title_that_the_catalogue_lacks_is_taken_for_no_other() {
    for text in ["like Bridgerton", "something like Emily in Paris", "similar to Sherlock Holmes"] {
        let understanding = understand(text);
        assert!(understanding.request.like.is_empty(), "{text}");
        assert_eq!(understanding.not_understood[0].reason, Reason::UnknownTitle, "{text}");
    }
}

#[test]
fn of_a_novel_only_the_beginning_is_read() {
    let text = "like Signal, no romance. ".repeat(100_000);
    let understanding = understand(&text);
    assert!(text.len() > MOST_READ);
    assert_eq!(understanding.request.like, ["Signal"]);
    assert_eq!(understanding.not_understood.last().map(|part| part.reason), Some(Reason::TooLong));
}

/// Words that mean something, in any order.
fn word() -> impl Strategy<Value = String> {
    let words = [
        "like",
        "not",
        "no",
        "without",
        "less",
        "more",
        "but",
        "and",
        "or",
        ",",
        ".",
        "Goblin",
        "\"Signal\"",
        "romance",
        "sad",
        "horror",
        "at most",
        "12",
        "episodes",
        "since",
        "2020",
        "2010s",
        "finished",
        "on",
        "Netflix",
        "Gong Yoo",
        "must have",
        "seen",
        "anything but",
        "도깨비",
        "같은",
        "없는",
        "로맨스",
        "16부작",
        "이하",
        "the writer of",
        "she",
        "I",
        "loved",
        "\u{301}",
        "(",
        "\"",
    ];
    let known = proptest::sample::select(words.to_vec()).prop_map(str::to_owned);
    prop_oneof![4 => known, 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Whatever is typed, the request can be asked or is empty, and the same words make the same
    /// request.
    #[test]
    fn whatever_is_typed_makes_a_request_that_can_be_asked(
        words in proptest::collection::vec(word(), 0..20),
    ) {
        let text = words.join(" ");
        let understanding = understand(&text);
        prop_assert_eq!(&understanding, &understand(&text));
        if !understanding.is_empty() {
            // "anything but Goblin" alone is understood, but no question yet.
            let checked = understanding.request.check(&tropewise_dramas::catalog());
            let askable = matches!(checked, Ok(_) | Err(QueryError::Empty));
            prop_assert!(askable, "{}: {:?}", text, checked.err());
        }
    }
}

#[test]
fn well_known_titles_are_found_in_small_letters() {
    for (wish, like) in [
        ("cloy, goblin", &["Crash Landing on You", "Guardian: The Lonely and Great God"][..]),
        ("hotel del luna and goblin", &["Hotel del Luna", "Guardian: The Lonely and Great God"]),
        ("like when the camellia blooms but shorter", &["When the Camellia Blooms"]),
        ("like w but funnier", &["W"]),
        ("like 18 Again, funnier", &["18 Again"]),
        ("18 Again, less sad", &["18 Again"]),
        ("like vincenzo thx", &["Vincenzo"]),
        ("goblin with a happy ending", &["Guardian: The Lonely and Great God"]),
        ("heirs or goblin", &["The Heirs", "Guardian: The Lonely and Great God"]),
        (
            "something between reply 1988 and hospital playlist",
            &["Reply 1988", "Hospital Playlist"],
        ),
        ("like Vincenzo Mouse", &["Vincenzo", "Mouse"]),
        ("like hospital playlst", &["Hospital Playlist"]),
    ] {
        assert_eq!(understand(wish).request.like, like, "{wish}");
    }
    let request = understand("hated start up loved reply 1988").request;
    assert_eq!(
        (request.unlike, request.like),
        (vec!["Start-Up".into()], vec!["Reply 1988".into()])
    );
    let request = understand("like Reply 1988 but not 18 Again").request;
    assert_eq!(
        (request.like, request.exclude),
        (vec!["Reply 1988".into()], vec!["18 Again".into()])
    );
}

#[test]
fn people_of_one_name_are_named_in_small_letters_where_people_are() {
    for (wish, person) in [
        ("suzy drama", "Bae Suzy"),
        ("something with suzy", "Bae Suzy"),
        ("with lee jong suk and suzy", "Bae Suzy"),
        ("rowoon", "Ro Woon"),
        ("iu", "IU"),
    ] {
        let with = understand(wish).request.filter.with;
        assert!(with.iter().any(|name| name == person), "{wish}: {with:?}");
    }
    assert_eq!(understand("a romance with joy and rain").request.filter.with, [] as [String; 0]);
}

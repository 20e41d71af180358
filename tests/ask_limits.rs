//! Limits, refusals and what is told: bounds that belong together, what no drama can keep, what
//! excludes another, and that what is asked can always be asked.

mod asker;

use asker::understand;
use serde_json::{Value, json};
use tropewise::schema::{Reason, Understanding};

fn request(text: &str) -> Value {
    serde_json::to_value(understand(text).request).expect("plain data")
}

fn filter(text: &str) -> Value {
    request(text)["filter"].clone()
}

/// Whether something of a text is told for a reason.
fn told(understood: &Understanding, reason: Reason) -> bool {
    understood.not_understood.iter().any(|part| part.reason == reason)
}

#[test]
fn a_bound_is_of_what_follows_where_another_is_closed() {
    for (text, both) in [
        ("since 2019 at most 20 episodes", json!({"year_from": 2019, "max_episodes": 20})),
        ("at least 6 episodes at most 9 episodes", json!({"min_episodes": 6, "max_episodes": 9})),
        ("at least 8 points at most 24 episodes", json!({"min_score": 8.0, "max_episodes": 24})),
        ("at least 6 hours at most 9 hours", json!({"min_hours": 6.0, "max_hours": 9.0})),
        ("최소 8부작 최대 20부작", json!({"min_episodes": 8, "max_episodes": 20})),
    ] {
        assert_eq!(filter(text), both, "{text}");
    }
}

#[test]
fn the_second_bound_has_the_unit_of_the_first() {
    for text in [
        "at least 8 episodes but no more than 20",
        "at most 20 episodes and at least 8",
        "more than 7 episodes, fewer than 21",
        "8 or more episodes but 20 at most",
        "at least 8 and at most 20 episodes",
        "episodes between 20 and 8",
        "episodes: 8-20",
        "8부작 이상 20 이하",
    ] {
        assert_eq!(filter(text), json!({"min_episodes": 8, "max_episodes": 20}), "{text}");
    }
    let minutes = json!({"min_minutes": 30, "max_minutes": 50});
    assert_eq!(filter("at least 30 minutes but no more than 50"), minutes);
}

#[test]
fn what_no_drama_can_keep_is_told() {
    for text in [
        "romance rated under 6",
        "romance scored 6 or less",
        "로맨스 평점 6점 이하",
        "romance from 1700",
        "romance after 2070",
        "romance, at most 0 episodes",
        "romance, at most 88888888888 episodes",
        "romance, at least 12 out of 10",
    ] {
        let understood = understand(text);
        assert!(told(&understood, Reason::CannotBeSaid), "{text}");
        assert_eq!(request(text), json!({"want": {"romance": 1.0}}), "{text}");
    }
    assert!(told(&understand("romance, -7 episodes"), Reason::UnknownWords));
    assert_eq!(filter("nothing rated below 6"), json!({"min_score": 6.0}));
    assert_eq!(filter("0 to 7 episodes"), json!({"max_episodes": 7}));
    assert_eq!(filter("half a dozen episodes at most"), json!({"max_episodes": 6}));
    assert_eq!(filter("at most 1,200 episodes"), json!({"max_episodes": 1200}));
}

#[test]
fn years_may_run_to_this_day() {
    for text in ["2017 to now", "from 2017 till today", "2017 - present", "2017년부터 현재까지"]
    {
        assert_eq!(filter(text), json!({"year_from": 2017}), "{text}");
    }
}

#[test]
fn what_excludes_another_is_told() {
    for text in [
        "more than 30 episodes but fewer than 20",
        "before 2012 and after 2019",
        "finished, but not finished",
        "an underrated and very famous one",
        "like Vincenzo but not like Vincenzo",
    ] {
        assert!(told(&understand(text), Reason::Contradiction), "{text}");
    }
    assert_eq!(filter("ongoing or finished, a romance"), Value::Null);
}

#[test]
fn one_thing_is_turned_away_once() {
    for text in ["no blood, no gore", "no violence or gore", "no sexual assault, no rape"] {
        assert_eq!(understand(text).request.avoid.0.len(), 1, "{text}");
    }
}

#[test]
fn what_is_refused_does_not_refuse_what_follows() {
    let goblin = "Guardian: The Lonely and Great God";
    for text in [
        "dont want goblin again but something with ghosts",
        "I don't want Goblin but something with ghosts",
        "no more goblin, but a story with ghosts",
    ] {
        let expected = json!({"exclude": [goblin], "want": {"ghosts": 1.0}});
        assert_eq!(request(text), expected, "{text}");
    }
    assert_eq!(request("not like Vincenzo"), json!({"exclude": ["Vincenzo"]}));
}

#[test]
fn a_beginner_is_answered() {
    let first = request("where do I start, I never watched a kdrama");
    for text in ["kdrama", "what should I watch?", "surprise me", "recommend me one", "뭐 볼까"]
    {
        assert_eq!(request(text)["popularity"], first["popularity"], "{text}");
    }
    assert_eq!(request("nothing I would watch"), json!({}));
}

#[test]
fn signs_and_fancy_letters_are_read() {
    let ghosts = json!({"want": {"romance": 1.0}, "avoid": {"ghosts": "veto"}});
    for text in [
        "romance ❌ ghosts",
        "romance 🙅‍♀️ ghosts",
        "ghosts ❌ romance ✅",
        "귀신 ❌ 로맨스",
        "ｒｏｍａｎｃｅ, no 👻",
    ] {
        assert_eq!(request(text), ghosts, "{text}");
    }
    assert_eq!(request("ro\u{200b}man\u{ad}ce"), json!({"want": {"romance": 1.0}}));
    assert!(told(&understand("romance, no 🎃"), Reason::UnknownWords));
}

#[test]
fn what_is_no_wish_asks_for_nothing() {
    let romance = json!({"want": {"romance": 1.0}});
    for text in [
        "I feel like dying, a romance",
        "romance, no flashing lights",
        "romance, no stupid decisions",
        "romance free on Kocowa please",
    ] {
        let mut request = request(text);
        request.as_object_mut().expect("an object").remove("filter");
        assert_eq!(request, romance, "{text}");
    }
    assert!(told(&understand("the male lead is a doctor"), Reason::CannotBeSaid));
    assert!(told(&understand("남주가 의사인 드라마"), Reason::CannotBeSaid));
    assert!(told(&understand("Viki free"), Reason::CannotBeSaid));
    assert_eq!(filter("Viki free"), json!({"streaming": "Viki"}));
    assert_eq!(filter("about a webtoon artist"), Value::Null);
    assert_eq!(request("no need for romance"), json!({}));
    assert_eq!(request("no memory loss"), json!({"avoid": {"amnesia": "veto"}}));
}

/// What is asked for is never refused for what it asks: two sentences cut, joined and turned round
/// say what nobody would.
#[test]
fn a_request_can_always_be_asked() {
    let lines = include_str!("fixtures/ask/said-one.jsonl");
    let text = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("a line of JSON");
        line["text"].as_str().expect("a text").to_owned()
    };
    let texts: Vec<String> = lines.lines().map(text).collect();
    let half = texts.len() / 2;
    let catalog = tropewise_dramas::catalog();
    let mutations = texts.iter().enumerate().flat_map(|(at, text)| {
        let other = &texts[(at + half) % texts.len()];
        let words: Vec<&str> = text.split(' ').collect();
        let turned: Vec<&str> = words.iter().rev().copied().collect();
        [
            text.clone(),
            format!("{text}, no {text}"),
            format!("{text} but not {other}"),
            format!("{text}. more {other}, less {text}"),
            turned.join(" "),
        ]
    });
    for text in mutations {
        if let Err(error) = understand(&text).request.check(&catalog) {
            assert_eq!(error.code(), tropewise::schema::ErrorCode::EmptyQuery, "{error}: {text}");
        }
    }
}

#[test]
fn a_bound_behind_with_is_one() {
    for wish in ["something with more than 50 episodes", "with more than 50 episodes"] {
        let filter = understand(wish).request.filter;
        assert_eq!((filter.min_episodes, filter.max_episodes), (Some(51), None), "{wish}");
    }
}

#[test]
fn a_thing_typed_in_one_word_is_two() {
    for wish in ["귀신 나오는거 빼고 판타지", "귀신 나오는건 빼고 판타지"] {
        let request = understand(wish).request;
        assert_eq!(request.avoid.0[0].0, "ghosts", "{wish}");
        assert_eq!(request.want.0[0].0, "fantasy", "{wish}");
    }
}

#[test]
fn other_countries_are_told_and_no_era() {
    for wish in ["first love japanese", "turkish romance", "태국 드라마"] {
        let understanding = understand(wish);
        let told = &understanding.not_understood[0].message;
        assert!(told.contains("dramas of Korea alone"), "{wish}: {told}");
    }
    assert_eq!(understand("set during japanese rule").request.want.0[0].0, "colonial-era");
}

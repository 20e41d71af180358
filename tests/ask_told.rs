//! What is told and not asked for: of who asks, of others, of a drama that was seen, in a figure of
//! speech, and what is said under a condition.

mod asker;

use asker::{understand, vetoes, wishes};
use serde_json::{Value, json};

/// What is wished for and what is turned away, ascending.
#[track_caller]
fn check(text: &str, wished: &[&str], vetoed: &[&str]) {
    let understood = understand(text);
    let sorted = |mut ids: Vec<&str>| {
        ids.sort_unstable();
        ids.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(sorted(wishes(&understood)), wished, "wished for by: {text}");
    assert_eq!(sorted(vetoes(&understood)), vetoed, "turned away by: {text}");
}

fn request(text: &str) -> Value {
    serde_json::to_value(understand(text).request).expect("plain data")
}

#[test]
fn what_happened_to_ones_own_is_not_asked_for() {
    check("no murder please my aunt just died", &[], &["murder-mystery", "serial-killer"]);
    check("my cat died so please no dead pets", &[], &["animal-cruelty"]);
    check("had a stalker last year. something fluffy", &["lighthearted"], &[]);
    check("a mystery, still recovering from a breakup", &["mystery"], &[]);
    check("Single dad here. a comedy please", &["comedy"], &[]);
    check("I moved to a farm, what I really want is a heist", &["heist-con"], &[]);
    check("요즘 너무 우울한데 로맨스 추천", &["romance"], &[]);
    check("직장 때문에 스트레스 받아서 복수극 추천", &["revenge"], &[]);
}

#[test]
fn what_others_like_is_not_asked_for() {
    check("My brothers are into vampires. I'm not.", &[], &[]);
    let raved = request("everyone keeps raving about signal. not my thing, a comedy");
    assert_eq!(raved["unlike"], json!(["Signal"]));
    let told = request("my cousin told me to watch Vincenzo, I prefer thrillers");
    assert_eq!((&told["like"], &told["want"]), (&Value::Null, &json!({"thriller": 1.0})));
    check("my cousin loves Bridgerton, I need a heist", &["heist-con"], &[]);
    check("Is Signal really that sad? a comedy please", &["comedy"], &[]);
}

#[test]
fn figures_of_speech_ask_for_nothing() {
    check("this month has been murder. I want to die laughing", &["comedy"], &[]);
    check("no toxic men portrayed as romantic", &[], &["toxic-relationship"]);
    check("a romance, period", &["romance"], &[]);
    check("revenge as long as it's on Netflix", &["revenge"], &[]);
    assert_eq!(
        request("revenge as long as it's on Netflix")["filter"]["min_episodes"],
        Value::Null
    );
    assert_eq!(request("found in an old lighthouse, a ghost")["filter"], Value::Null);
    check("not another Kingdom clone", &[], &[]);
    check("writer Kim Eun Sook", &[], &[]);
    check("second lead syndrome has ruined my life", &[], &[]);
    check("the villain loses in the end", &[], &[]);
}

#[test]
fn a_condition_turns_away_or_requires() {
    check("귀신 나오면 바로 끔", &[], &["ghosts"]);
    check("베드신 있으면 큰일나요", &[], &["nudity", "steamy-romance"]);
    check("재벌 나오면 좋겠어요", &["chaebol"], &[]);
    check("unless it has a happy ending don't bother", &["happy-ending"], &[]);
    check("a lead dies? then no thanks", &[], &["death-of-a-lead"]);
    check("without a ghost, a love triangle", &[], &["ghosts", "love-triangle"]);
    check("time travel? I'd rather watch paint dry", &[], &["time-travel"]);
    check("피 나오는 거 못 참아요", &[], &["graphic-violence"]);
    check("I don't care for zombies as a rule, but Kingdom won me over", &[], &[]);
}

#[test]
fn titles_are_judged_and_words_are_no_titles() {
    for (text, field, title) in [
        ("Goblin was lovely but slow", "like", "Guardian: The Lonely and Great God"),
        ("I found Signal frankly exhausting: all that running", "exclude", "Signal"),
        ("I've watched Signal five times, any mystery", "like", "Signal"),
        ("my wife fell asleep during Signal", "exclude", "Signal"),
    ] {
        assert_eq!(request(text)[field], json!([title]), "{text}");
    }
    for text in [
        "Lost my keys and my mind. a comedy",
        "I live by the sea, a comedy please",
        "남자친구랑 볼 코미디",
        "a comedy no longer than Lord of the Rings",
    ] {
        assert_eq!(request(text)["like"], Value::Null, "{text}");
    }
    let sequel = understand("Hospital Playlist s3");
    let guessed = |said: &str| sequel.understood.iter().any(|part| part.meaning.contains(said));
    assert!(guessed("taken for"), "{:?}", sequel.understood);
    let but = request("everything by Kim Eun Sook except Mr. Sunshine");
    assert_eq!(but["filter"]["with"], json!(["Kim Eun Sook"]));
    assert_eq!(but["exclude"], json!(["Mr. Sunshine"]));
}

#[test]
fn who_has_seen_none_is_shown_what_is_known_and_loved() {
    for text in ["never watched a kdrama, where do I start", "입문작 추천해줘"] {
        let request = request(text);
        assert_eq!((&request["popularity"], &request["acclaim"]), (&json!(0.5), &json!(0.5)));
    }
    let told = understand("a romance with a great soundtrack that isn't cringe");
    let told: Vec<&str> = told.not_understood.iter().map(|part| part.words.as_str()).collect();
    assert_eq!(told, ["great soundtrack", "cringe"]);
}

#[test]
fn what_all_dramas_have_and_others_think_is_not_asked_for() {
    check("why does every lawyer need amnesia? a thriller", &["thriller"], &[]);
    check("for my uncle who thinks kdramas are all romance, a heist", &["heist-con"], &[]);
    check("학교에서 일하는데요, 스릴러 추천", &["thriller"], &[]);
    check("저 이혼 중이라 힐링 드라마요", &["healing"], &[]);
    check("is there stalking? if so, skip. a mystery", &["mystery"], &["stalking"]);
    check("a thriller for someone who hates thrillers", &["thriller"], &[]);
}

#[test]
fn what_points_back_is_of_what_was_named() {
    let of = |text: &str, field: &str| request(text)[field].clone();
    let everyone = "my boss keeps pushing Healer and I don't want to watch it. a thriller";
    assert_eq!(of(everyone, "exclude"), json!(["Healer"]));
    let two = "I've watched Healer and Signal. Loved the second one";
    assert_eq!(of(two, "like"), json!(["Signal"]));
    assert_eq!(of(two, "seen"), json!(["Healer"]));
    let without = request("obsessed with Gong Yoo, but this time something without him");
    assert_eq!(without["filter"]["without"], json!(["Gong Yoo"]));
    assert_eq!(of("Healer was way too gory for me", "unlike"), json!(["Healer"]));
    assert_eq!(of("Healer fan here, more spies", "like"), json!(["Healer"]));
}

#[test]
fn no_harm_comes_to_animals_that_have_to_live() {
    for text in [
        "a cat, and the cat must survive",
        "puppies please, and nobody hurts them",
        "blood is fine but not towards animals",
    ] {
        let understood = understand(text);
        assert!(vetoes(&understood).contains(&"animal-cruelty"), "{text}");
    }
}

#[test]
fn a_slip_in_a_word_is_told() {
    let understood = understand("a sad endng please").understood;
    assert!(understood[0].meaning.ends_with("(taken for `sad endng`)"), "{understood:?}");
}

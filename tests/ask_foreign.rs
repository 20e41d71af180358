//! Works that are no Korean drama: said to be none, taken for no other, and asked for by what they
//! are known for.

mod asker;

use asker::understand;
use tropewise::schema::Reason;

/// What a wish wants, and what is told of it.
fn wants(text: &str) -> (Vec<String>, String) {
    let understanding = understand(text);
    let want = understanding.request.want.0.iter().map(|(id, _)| id.clone()).collect();
    let told: Vec<&str> =
        understanding.not_understood.iter().map(|part| part.message.as_str()).collect();
    assert!(understanding.request.like.is_empty(), "{text}: {:?}", understanding.request.like);
    (want, told.join("\n"))
}

#[test]
fn a_foreign_work_is_said_to_be_none_and_asked_for_by_what_it_is_known_for() {
    for text in [
        "like Bridgerton",
        "Bridgerton",
        "loved bridgerton, something korean please",
        "Bridgerton? Loved it.",
        "the Korean Bridgerton",
        "a K-drama version of Bridgerton",
        "Bridgerton vibes",
        "브리저튼 같은 드라마",
        "브리저튼처럼",
    ] {
        let (want, told) = wants(text);
        assert!(want.iter().any(|id| id == "high-society"), "{text}: {want:?}");
        assert!(told.contains("is no Korean drama: asked for what it is known for"), "{told}");
    }
    let understanding = understand("like Bridgerton");
    assert_eq!(understanding.not_understood[0].reason, Reason::UnknownTitle);
    assert_eq!(understanding.not_understood[0].words, "Bridgerton");
    assert!(understanding.understood.iter().all(|part| part.words == "Bridgerton"));
}

#[test]
fn of_several_what_they_share_counts_most() {
    let (want, told) = wants("K-drama counterpart of Dexter, Grimm and iZombie");
    assert_eq!(told.lines().count(), 3, "{told}");
    assert!(want.contains(&"serial-killer".to_owned()) && want.contains(&"zombies".to_owned()));
    let want = understand("like Dexter and Dexter").request.want.0;
    assert!(want.iter().all(|(_, weight)| *weight <= 1.0), "{want:?}");
    let request = understand("like Squid Game and Alice in Borderland").request;
    assert_eq!(request.like, ["Squid Game"]);
    assert!(request.want.0.iter().any(|(id, _)| id == "survival-game"), "{:?}", request.want);
}

#[test]
fn what_is_turned_away_is_wished_for_by_no_work() {
    for text in [
        "like Dexter but no serial killers",
        "no serial killers, but like Dexter",
        "like Dexter but less serial killer",
    ] {
        let (want, _) = wants(text);
        assert!(
            !want.is_empty() && !want.contains(&"serial-killer".to_owned()),
            "{text}: {want:?}"
        );
    }
    for text in ["not like Bridgerton", "nothing like Bridgerton please", "less like Bridgerton"] {
        let (want, told) = wants(text);
        assert!(want.is_empty() && told.contains("is no Korean drama: it is left out"), "{text}");
    }
    assert_eq!(wants("not like Bridgerton, healing please").0, ["healing"]);
}

#[test]
fn a_slip_is_forgiven_and_told() {
    let (want, told) = wants("something like Brigerton");
    assert!(!want.is_empty());
    assert!(told.contains("`Brigerton` is taken for `Bridgerton`"), "{told}");
}

#[test]
fn a_title_of_the_catalogue_comes_first() {
    for (text, title) in [
        ("like Suits", "Suits"),
        ("something like The Good Doctor", "Good Doctor"),
        ("like Stranger", "Stranger"),
        ("like Money Heist", "Money Heist: Korea - Joint Economic Area - Part 1"),
    ] {
        let understanding = understand(text);
        assert_eq!(understanding.request.like, [title], "{text}");
        assert!(understanding.not_understood.is_empty(), "{text}");
    }
    let (want, _) = wants("like Stranger Things");
    assert!(!want.is_empty());
}

#[test]
fn words_of_every_day_are_names_only_where_one_stands() {
    for text in ["like Friends", "fans of Succession", "similar to \"The Office\""] {
        assert!(wants(text).1.contains("is no Korean drama"), "{text}");
    }
    for text in [
        "a romance between friends",
        "a succession of twists",
        "I lost my job and want to laugh",
        "an office romance",
        "you and me",
        "the crown prince falls in love",
        "dark, with a flash of humour",
    ] {
        assert!(!wants(text).1.contains("is no Korean drama"), "{text}");
    }
}

#[test]
fn a_title_within_a_longer_name_is_not_meant() {
    // Names that no catalogue has, with a title within, before, or behind.
    for name in [
        "The Glory of Harrow Castle",
        "Legend of Orin",
        "The Goblin and the Glass Tower",
        "Wild Blood",
        "Harbour of Secrets",
        "Norwick Season 2",
        "Signal in the Fog",
        "Healer Nightfall",
        "Our Secret",
        "Kingdom Next Door",
        "Signal Last Night",
        "Signal 2",
        "Taiwanese Signal",
    ] {
        for wish in [name.to_owned(), format!("something like {name}, but shorter")] {
            let request = understand(&wish).request;
            assert_eq!(request.like, [] as [String; 0], "{wish}");
        }
    }
    // "Beloved" and "Heavenly" begin titles, these words do not.
    for wish in [
        "like legend of orin",
        "like Be Love",
        "like Heaven and Hearth",
        "All About Secrets",
        "My Beautiful Man",
        "like our secret",
        "like the secret of a summer",
        "like lost in the harbour",
        "like a moment of glass",
    ] {
        assert_eq!(understand(wish).request.like, [] as [String; 0], "{wish}");
    }
    for (wish, like) in [
        ("Shows Like Goblin But Funny", "Guardian: The Lonely and Great God"),
        ("I loved Signal and the Korean food in it", "Signal"),
        ("like Healer with Ji Chang Wook", "Healer"),
        ("Rewatching Vincenzo", "Vincenzo"),
        ("like Kingdom season 1", "Kingdom"),
        ("The Glory on Netflix", "The Glory"),
    ] {
        assert_eq!(understand(wish).request.like, [like], "{wish}");
    }
}

#[test]
fn a_version_of_another_country_is_no_korean_drama() {
    for wish in [
        "the japanese version of mother",
        "like the Taiwanese remake of Full House",
        "like boys over flowers japan",
        "Boys over Flowers (the Japanese version)",
        "the US version of The Good Doctor",
        "일본판 꽃보다 남자 같은 드라마",
    ] {
        let (_, told) = wants(wish);
        assert!(told.contains("is no title of the catalogue"), "{wish}: {told}");
    }
    for (wish, like) in [
        ("the Korean version of Mother", "Mother"),
        ("Boys over Flowers, not the Japanese one", "Boys over Flowers"),
    ] {
        assert_eq!(understand(wish).request.like, [like], "{wish}");
    }
    assert!(!wants("like the Korean Gossip Girl").0.is_empty());
}

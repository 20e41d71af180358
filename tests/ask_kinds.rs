//! Kinds of wishes as people type them: in a hurry, with talk around them, about who watches along.

mod asker;

use asker::understand;
use serde_json::{Value, json};

/// What a request says beside how it is numbered.
fn asked(text: &str) -> Value {
    let request = serde_json::to_value(understand(text).request).expect("plain data");
    let fields = request.as_object().expect("an object");
    let said = fields.iter().filter(|(field, _)| !matches!(field.as_str(), "id" | "version"));
    Value::Object(said.map(|(field, value)| (field.clone(), value.clone())).collect())
}

fn check(sentences: &[(&str, Value)]) {
    for (text, request) in sentences {
        assert_eq!(asked(text), *request, "{text}");
    }
}

#[test]
fn what_is_typed_in_a_hurry_is_read_as_it_is_meant() {
    check(&[
        (
            "a first luv story w time travel n no evil MIL",
            json!({"want": {"first-love": 1.0, "time-travel": 1.0},
                "avoid": {"in-law-conflict": "veto"}}),
        ),
        ("foundfamily + comedy", json!({"want": {"found-family": 1.0, "comedy": 1.0}})),
        (
            "gets bored w romance",
            json!({"avoid": {"romance": "veto"},
            "want": {"minimal-romance": 1.0}}),
        ),
    ]);
}

#[test]
fn who_watches_along_is_not_asked_for() {
    check(&[
        ("for my nurse friend, a comedy", json!({"want": {"comedy": 1.0}})),
        ("with my teacher husband: a thriller", json!({"want": {"thriller": 1.0}})),
        ("for my sister who is a lawyer: a romance", json!({"want": {"romance": 1.0}})),
        ("while folding laundry something funny", json!({"want": {"comedy": 1.0}})),
        ("my 4 year old is asleep, so give me a thriller", json!({"want": {"thriller": 1.0}})),
        ("something healing to watch after a breakup", json!({"want": {"healing": 1.0}})),
        ("간호사인 언니랑 볼 스릴러", json!({"want": {"thriller": 1.0}})),
        ("이혼 후에 보기 좋은 힐링 드라마", json!({"want": {"healing": 1.0}})),
        ("with my usual zombies", json!({"want": {"zombies": 1.0}})),
    ]);
}

#[test]
fn numbers_go_on_with_the_titles_before_them() {
    check(&[
        (
            "loved Reply 1988, 1994 and 1997",
            json!({"like": ["Reply 1988", "Reply 1994", "Reply 1997"]}),
        ),
        (
            "like Reply 1988, from 2015",
            json!({"like": ["Reply 1988"], "filter": {"year_from": 2015, "year_to": 2015}}),
        ),
    ]);
}

#[test]
fn lengths_lie_between() {
    let between = json!({"filter": {"min_episodes": 13, "max_episodes": 19}});
    for text in ["not too long, not too short", "of medium length", "중간 길이"] {
        assert_eq!(asked(text), between, "{text}");
    }
    assert_eq!(
        asked("a comedy, nothing longer than an hour"),
        json!({"want": {"comedy": 1.0}, "filter": {"max_minutes": 60}})
    );
    assert_eq!(
        asked("don't want: gore, over 16 episodes"),
        json!({"avoid": {"graphic-violence": "veto"}, "filter": {"max_episodes": 16}})
    );
}

#[test]
fn verdicts_stand_behind_what_they_are_said_of() {
    check(&[
        ("Signal i loved, Mouse i cannot", json!({"like": ["Signal"], "unlike": ["Mouse"]})),
        (
            "a thriller, not the usual ones (Signal, Mouse)",
            json!({"want": {"thriller": 1.0}, "exclude": ["Signal", "Mouse"]}),
        ),
        (
            "a thriller with some romance on the side",
            json!({"want": {"thriller": 1.0, "romance": 0.5}}),
        ),
        (
            "comedy is more important than romance",
            json!({"want": {"comedy": 1.0}, "avoid": {"romance": 0.5}}),
        ),
        ("로맨스, 오글거리는 건 싫어요", json!({"want": {"romance": 1.0}})),
        (
            "판타지, 무서운 장면 없이",
            json!({"want": {"fantasy": 1.0}, "avoid": {"horror": "veto"}}),
        ),
        (
            "수사물인데 로맨스는 조금만",
            json!({"want": {"police-work": 1.0},
            "avoid": {"romance": 0.5}}),
        ),
    ]);
}

#[test]
fn talk_that_only_praises_asks_for_nothing() {
    check(&[
        ("a comedy, that voice, i could die", json!({"want": {"comedy": 1.0}})),
        ("a romance, her voice, I'm dead", json!({"want": {"romance": 1.0}})),
        ("Goblin wrecked me", json!({"like": ["Guardian: The Lonely and Great God"]})),
        ("A comedy that feels like autumn", json!({"want": {"comedy": 1.0}})),
    ]);
}

#[test]
fn what_someone_in_the_drama_hates_is_neither_wished_for_nor_turned_away() {
    check(&[
        ("a detective who hates violence", json!({"want": {"police-work": 1.0}})),
        (
            "a cop who can't stand blood, comedy",
            json!({"want": {"police-work": 1.0, "comedy": 1.0}}),
        ),
        ("for my mum who hates violence", json!({"avoid": {"graphic-violence": "veto"}})),
    ]);
}

#[test]
fn a_list_of_what_is_turned_away_goes_on_in_the_singular() {
    let three = json!({"avoid": {"love-triangle": "veto", "birth-secret": "veto",
        "amnesia": "veto"}});
    check(&[
        ("no love triangle, birth secret, amnesia", three),
        (
            "without an evil lead, a love triangle, a time loop",
            json!({"avoid": {"antihero": "veto", "love-triangle": "veto", "time-loop": "veto"}}),
        ),
        (
            "without a love triangle, a thriller",
            json!({"want": {"thriller": 1.0}, "avoid": {"love-triangle": "veto"}}),
        ),
        (
            "not like The Glory, healing please",
            json!({"unlike": ["The Glory"], "want": {"healing": 1.0}}),
        ),
    ]);
}

#[test]
fn a_genre_that_the_title_has_in_full_is_asked_for_as_much() {
    check(&[
        ("legal dramas after Why Her", json!({"like": ["Why Her?"], "more": ["legal-drama"]})),
        ("a comedy like Signal", json!({"like": ["Signal"], "want": {"comedy": 1.0}})),
    ]);
}

#[test]
fn light_slow_and_unbearable_things_are_said_in_many_ways() {
    let light = json!({"want": {"lighthearted": 1.0}});
    check(&[
        ("easy", light.clone()),
        ("nothing heavy", light.clone()),
        ("something not too heavy", light),
        ("not easy to find, a comedy", json!({"want": {"comedy": 1.0}})),
        ("a thriller that never drags", json!({"want": {"thriller": 1.0, "fast-paced": 1.0}})),
        ("I always stop when someone gets kidnapped", json!({"avoid": {"kidnapping": "veto"}})),
        (
            "no drunken hookups",
            json!({"avoid": {"one-night-stand": "veto", "dubious-consent": "veto"}}),
        ),
        (
            "야한 거 빼고 로맨스",
            json!({"want": {"romance": 1.0},
            "avoid": {"steamy-romance": "veto", "nudity": "veto"}}),
        ),
    ]);
}

#[test]
fn remarks_ages_and_counts_are_no_wishes() {
    check(&[
        (
            "my son is 10, a comedy",
            json!({"want": {"comedy": 1.0}, "filter": {"rating_up_to": "G"}}),
        ),
        (
            "my daughter she is 15, a comedy",
            json!({"want": {"comedy": 1.0}, "filter": {"rating_up_to": "15+"}}),
        ),
        ("a thriller (tragic, I know)", json!({"want": {"thriller": 1.0}})),
        ("a mystery, not the same ten dramas", json!({"want": {"mystery": 1.0}})),
        ("Revenge of Others was mid tbh", json!({"exclude": ["Revenge of Others"]})),
        (
            "seen everything by Kim Eun Sook, another writer please, romance",
            json!({"want": {"romance": 1.0}, "filter": {"without": ["Kim Eun Sook"]}}),
        ),
    ]);
}

#[test]
fn small_words_do_not_part_a_phrase() {
    check(&[
        ("he falls for the boss", json!({"want": {"boss-employee-romance": 1.0}})),
        ("she fell for her boss", json!({"want": {"boss-employee-romance": 1.0}})),
        ("strangers who become a family", json!({"want": {"found-family": 1.0}})),
        ("부모님이 반대하는 결혼", json!({"want": {"parental-opposition": 1.0}})),
        ("몸이 바뀌고", json!({"want": {"body-swap": 1.0}})),
    ]);
}

#[test]
fn slips_marks_and_asides_are_read_as_they_are_meant() {
    check(&[
        ("a sad endng", json!({"want": {"sad-ending": 1.0}})),
        ("a HAPPY ending please", json!({"want": {"happy-ending": 1.0}})),
        (
            "Cute. Vincenzo, but with zombies",
            json!({"like": ["Vincenzo"], "want": {"heartwarming": 1.0, "zombies": 1.0}}),
        ),
        (
            "no gore. apart from that, zombies",
            json!({"avoid": {"graphic-violence": "veto"}, "want": {"zombies": 1.0}}),
        ),
        ("because what I need is more amnesia", json!({"avoid": {"amnesia": "veto"}})),
        ("12 episodes at the most", json!({"filter": {"max_episodes": 12}})),
        ("시그널급 드라마", json!({"like": ["Signal"]})),
        ("비밀의 숲 보다가 껐음", json!({"exclude": ["Stranger"]})),
    ]);
}

#[test]
fn sighs_and_remarks_behind_a_thing_turn_it_away() {
    check(&[
        ("oh joy, another love triangle", json!({"avoid": {"love-triangle": "veto"}})),
        ("the stalking was too creepy for me", json!({"avoid": {"stalking": "veto"}})),
        ("none of that, and bullying as well", json!({"avoid": {"bullying": "veto"}})),
        ("any romance is fine", json!({"want": {"romance": 1.0}})),
        ("any torture is fine", json!({})),
        ("zombies that don't bore me", json!({"want": {"zombies": 1.0}})),
        ("I've watched all the zombies there are", json!({})),
    ]);
}

#[test]
fn who_asks_and_what_is_asked_of_a_title_are_no_wishes() {
    check(&[
        ("this tired lawyer needs a comedy", json!({"want": {"comedy": 1.0}})),
        ("I'm dying for time travel", json!({"want": {"time-travel": 1.0}})),
        ("사극 보고 싶다", json!({"want": {"sageuk": 1.0}})),
        (
            "I loved Signal. Has the writer done anything else?",
            json!({
            "like": ["Signal"], "filter": {"with": ["Kim Eun Hee"]}}),
        ),
    ]);
}

#[test]
fn everyday_words_mean_their_tropes() {
    for (text, id) in [
        ("a boy who talks to the dead", "ghosts"),
        ("a woman who has lived for centuries", "gods-immortals"),
        ("an old camera? no, a magic camera", "magical-object"),
        ("everyone eats together in one alley", "close-knit-community"),
        ("restores my faith in people", "heartwarming"),
        ("힘센 여자 주인공", "superpowers"),
        ("골목 사람들 얘기", "close-knit-community"),
        ("악귀 쫓는 거", "demons-exorcism"),
    ] {
        assert!(asked(text)["want"].get(id).is_some(), "{text}: {}", asked(text));
    }
}

#[test]
fn a_word_of_a_story_is_no_title_and_a_letter_may_be_one() {
    for (text, like, unlike) in [
        ("loved W", Some("W"), None),
        ("W was great", Some("W"), None),
        ("도깨비는 별로였어", None, Some("Guardian: The Lonely and Great God")),
        (
            "도깨비 정주행 끝냈는데 비슷한 거 추천해줘",
            Some("Guardian: The Lonely and Great God"),
            None,
        ),
        ("lovely runner hangover, help", Some("Lovely Runner"), None),
        ("왕이랑 신하 나오는 사극", None, None),
        ("구미호랑 연애하는 드라마", None, None),
        ("a king in love with a commoner", None, None),
        ("the king and his ministers", None, None),
        ("W/ a strong female lead", None, None),
    ] {
        let request = understand(text).request;
        assert_eq!(request.like.first().map(String::as_str), like, "{text}");
        // A dislike alone leaves the title out.
        assert_eq!(request.exclude.first().map(String::as_str), unlike, "{text}");
    }
}

#[test]
fn what_is_said_of_a_thing_behind_it_is_its_own() {
    let avoided = |text: &str| {
        understand(text).request.avoid.0.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>()
    };
    for (text, avoid) in [
        ("불륜만 아니면 막장도 상관없음", "infidelity"),
        ("좀비는 no, 귀신은 ok", "zombies"),
        ("잔인하거나 무서운 건 싫어요", "graphic-violence"),
        ("it's only amnesia that makes me switch off", "amnesia"),
        ("I never want to see a finger being cut off", "graphic-violence"),
    ] {
        assert!(avoided(text).contains(&avoid.to_owned()), "{text}: {:?}", avoided(text));
    }
    assert_eq!(
        understand("best kdrama of 2024, no old stuff").request.filter.year_from,
        Some(2024)
    );
    assert!(understand("박보검은 안 나와도 됨").request.filter.without.is_empty());
    assert!(understand("with Kim Hye Ja, my late husband loved her").request.want.0.is_empty());
    for (text, unlike) in [
        ("Everybody raves about Healer and I couldn't get past episode 3", "Healer"),
        ("I watched Strangers from Hell and hid. Nothing like that.", "Strangers from Hell"),
    ] {
        assert_eq!(understand(text).request.exclude, [unlike], "{text}");
    }
    let request = understand("Remember when you made me watch Signal? I want that again").request;
    assert_eq!(request.like, ["Signal"]);
}

#[test]
fn what_happens_in_a_story_names_its_trope() {
    check(&[
        (
            "a lad poses as a girl and she dresses as a man",
            json!({"want": {"cross-dressing": 1.0}}),
        ),
        ("every morning the very same week starts again", json!({"want": {"time-loop": 1.0}})),
        (
            "anything but two guys who fight over the same lady",
            json!({"avoid": {"love-triangle": "veto"}}),
        ),
        ("엄마 혼자 딸 키우는 드라마", json!({"want": {"single-parent": 1.0}})),
        // Who asks is in no story.
        ("I fell asleep, then my boss called. A comedy please", json!({"want": {"comedy": 1.0}})),
    ]);
}

#[test]
fn one_that_is_described_counts_nothing() {
    check(&[
        ("find me one with zombies", json!({"want": {"zombies": 1.0}})),
        ("find me one", json!({"k": 1})),
    ]);
}

//! What is no refusal in words: what is allowed, missed, or not done by someone in the drama turns
//! nothing away.

mod asker;

use asker::understand;
use serde_json::Value;

fn vetoed(text: &str) -> Vec<String> {
    asker::vetoes(&understand(text)).into_iter().map(str::to_owned).collect()
}

fn wished(text: &str) -> Vec<String> {
    asker::wishes(&understand(text)).into_iter().map(str::to_owned).collect()
}

/// Whether the vocabulary has a trope or a content warning of this name, so that a slip of the pen
/// is no proof.
fn is_known(id: &str) -> bool {
    let catalog = tropewise_dramas::catalog();
    catalog.vocabulary().find(id).is_some() || catalog.vocabulary().warning(id).is_some()
}

#[track_caller]
fn asks(cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|(text, id)| (text, id, wished(text), vetoed(text)))
        .filter(|(_, id, wished, vetoed)| {
            !wished.iter().any(|known| known == *id) || !vetoed.is_empty()
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[track_caller]
fn leaves(cases: &[(&str, &str)]) {
    let unknown: Vec<_> = cases.iter().filter(|(_, id)| !is_known(id)).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
    let wrong: Vec<_> = cases
        .iter()
        .map(|(text, id)| (text, id, vetoed(text)))
        .filter(|(_, id, vetoed)| vetoed.iter().any(|known| known == *id))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_dislike_that_is_denied_turns_nothing_away() {
    leaves(&[
        ("I don't really hate kidnapping stories", "kidnapping"),
        ("bullying doesn't upset me", "bullying"),
        ("gore isn't a trigger for me", "graphic-violence"),
        ("stalking is not a hard limit", "stalking"),
        ("bullying doesn't upset me, neither does stalking", "stalking"),
        ("I have no issue with kidnapping or stalking", "stalking"),
        ("don't worry about triggers, a comedy", "comedy"),
        ("stalkers fascinate me, bullying does not", "stalking"),
        ("살인마가 나와도 싫지 않아요", "serial-killer"),
    ]);
    assert!(vetoed("무섭지 않은 드라마").contains(&"horror".to_owned()));
}

#[test]
fn what_is_missed_where_it_lacks_is_wished() {
    leaves(&[
        ("there is no shortage of murders I can watch", "serial-killer"),
        ("nothing but stalkers tonight", "stalking"),
        ("you can't have a makjang without cheating", "infidelity"),
        ("귀신 없으면 심심해요", "ghosts"),
        ("납치 안 나오면 아쉬워요", "kidnapping"),
        ("스릴러는 못 참죠", "thriller"),
        ("I never see enough stalking", "stalking"),
        ("bullying never gets old", "bullying"),
        ("no stalking is too creepy for me", "stalking"),
    ]);
}

#[test]
fn a_label_that_allows_what_it_names_turns_nothing_away() {
    leaves(&[
        ("Any triggers are fine: kidnapping", "kidnapping"),
        ("All triggers okay with me: suicide, stalking", "suicide"),
    ]);
    assert_eq!(vetoed("Triggers: kidnapping"), ["kidnapping"]);
    assert_eq!(vetoed("Triggers are not okay: kidnapping"), ["kidnapping"]);
}

#[test]
fn what_someone_in_the_drama_does_not_do_is_no_refusal() {
    leaves(&[
        ("a sister who won't sleep until the kidnapper is found", "kidnapping"),
        ("a boss who never gets away with hurting kids", "child-abuse"),
        ("a woman who leaves her abusive husband", "domestic-violence"),
        ("nobody suspects that he is a serial killer", "serial-killer"),
        ("a thriller where the cop isn't the killer", "serial-killer"),
        ("납치된 동생을 포기하지 않는 형", "kidnapping"),
        ("왕따였던 과거를 잊지 못하는 여주", "bullying"),
    ]);
    // What the drama does not do is one, and so is what a viewer does not.
    assert_eq!(vetoed("a drama that doesn't have any kidnapping"), ["kidnapping"]);
    assert_eq!(vetoed("for a friend who doesn't watch kidnapping"), ["kidnapping"]);
}

#[test]
fn what_stands_behind_a_refused_scene_stays_a_wish() {
    for text in [
        "no man beats his wife slow burn romance",
        "no cheating slow burn romance",
        "no stalking slow burn romance",
    ] {
        let asked = understand(text).request;
        let wished: Vec<&str> = asked.want.0.iter().map(|(id, _)| id.as_str()).collect();
        assert!(wished.contains(&"slow-burn"), "{text}: {wished:?}");
        assert_eq!(asked.avoid.0.len(), 1, "{text}: {:?}", asked.avoid);
    }
    assert_eq!(vetoed("no ghosts, vampires"), ["ghosts", "vampires"]);
}

#[test]
fn what_no_longer_holds_or_is_of_the_drama_is_no_refusal() {
    asks(&[
        ("I adore comedies, especially with zombies", "zombies"),
        ("I enjoy murder and comedy", "comedy"),
    ]);
    asks(&[("I used to hate vampires, now I love them", "vampires")]);
    leaves(&[
        ("a judge who never lies", "big-lie"),
        ("the male lead never gives up on his dream of being a chef", "cooking-food"),
        ("I used to hate comedies", "comedy"),
        ("a lonely lawyer who hates murder", "murder-mystery"),
        ("a timid boy who hates kidnapping", "kidnapping"),
        ("it isn't easy to find funny shows", "lighthearted"),
        ("it's not easy to pick a horror", "lighthearted"),
        ("no comedy required", "comedy"),
        ("no sad ending needed", "sad-ending"),
        ("로맨스가 아니어도 되는 스릴러", "romance"),
        ("잠이 안 와서 볼 힐링물", "healing"),
        ("잠 안 올 때 볼 로맨스", "romance"),
    ]);
}

#[test]
fn ages_and_years_of_the_drama_are_no_limits() {
    let filter = |text: &str| {
        let request = serde_json::to_value(understand(text).request).unwrap();
        request.get("filter").cloned().unwrap_or(Value::Null)
    };
    for text in [
        "he's 16 and sees ghosts",
        "a lawyer and her daughter, 8, on the run",
        "his son is 12 and solves crimes",
        "a king in the last 3 years of his life",
        "the past 4 years he has been a ghost",
    ] {
        assert_eq!(filter(text), Value::Null, "{text}");
    }
    for text in ["my niece is 12, a comedy", "a comedy of the last 4 years"] {
        assert_ne!(filter(text), Value::Null, "{text}");
    }
}

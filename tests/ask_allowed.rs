//! What is no refusal in words: what is allowed, missed, or not done by someone in the drama turns
//! nothing away.

mod asker;

use asker::understand;
use tropewise::schema::Avoid;

fn vetoed(text: &str) -> Vec<String> {
    let avoided = understand(text).request.avoid.0;
    avoided.into_iter().filter(|(_, how)| *how == Avoid::Veto).map(|(id, _)| id).collect()
}

#[track_caller]
fn leaves(cases: &[(&str, &str)]) {
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

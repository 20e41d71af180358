//! What another hates and who asks loves: "my boyfriend hates romance. I love romance".

use crate::ask::segments::What;

use super::Thing;
use crate::ask::cues::Role;

/// What stands before a thing that those turn away for whom it is to be.
const THEY_HATE: [&str; 6] = [
    "someone who hates",
    "someone who doesn't like",
    "people who hate",
    "people who don't like",
    "anyone who hates",
    "those who hate",
];

/// What stands before a thing that another turns away.
const HE_HATES: [&str; 5] =
    ["hates", "dislikes", "doesn't like", "doesn\u{2019}t like", "despises"];

/// What stands before a thing that who asks wishes for.
const I_LOVE: [&str; 8] =
    ["i love", "i like", "i want", "i adore", "i enjoy", "i do love", "i do like", "i do want"];

/// Takes back what another turns away where who asks wishes for the same in so many words.
pub(super) fn settle(text: &str, things: &mut Vec<Thing>) {
    let text = text.to_ascii_lowercase();
    let loved: Vec<usize> = standing_behind(&text, things, &I_LOVE);
    let hated_by_him: Vec<usize> = standing_behind(&text, things, &HE_HATES);
    let of_others: Vec<usize> = standing_behind(&text, things, &THEY_HATE);
    let taken_back: Vec<usize> = (0..things.len())
        .filter(|hated| {
            // "A comedy for someone who hates comedies"
            let wished =
                |other: &Thing| other.role == Role::Plain && other.what == things[*hated].what;
            if of_others.contains(hated) && things[..*hated].iter().any(wished) {
                return true;
            }
            let same = |loved: &usize| {
                !things[*loved].role.is_negative()
                    && matches!(things[*loved].what, What::Tropes(..))
                    && things[*loved].what == things[*hated].what
            };
            hated_by_him.contains(hated)
                && things[*hated].role.is_negative()
                && loved.iter().any(same)
        })
        .collect();
    let mut at = 0;
    things.retain(|_| {
        at += 1;
        !taken_back.contains(&(at - 1))
    });
}

/// The things right behind one of these words.
fn standing_behind(text: &str, things: &[Thing], words: &[&str]) -> Vec<usize> {
    let behind = |thing: &Thing| {
        let before = text.get(..thing.start).unwrap_or_default().trim_end();
        words.iter().any(|words| before.ends_with(words))
    };
    (0..things.len()).filter(|at| behind(&things[*at])).collect()
}

//! What another hates and who asks loves: "my boyfriend hates romance. I love romance".

use crate::ask::segments::What;

use super::Thing;

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
    let hated: Vec<usize> = standing_behind(&text, things, &HE_HATES);
    let taken_back: Vec<usize> = hated
        .into_iter()
        .filter(|hated| {
            let same = |loved: &usize| {
                !things[*loved].role.is_negative()
                    && matches!(things[*loved].what, What::Tropes(..))
                    && things[*loved].what == things[*hated].what
            };
            things[*hated].role.is_negative() && loved.iter().any(same)
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

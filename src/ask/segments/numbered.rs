//! Titles of which only the number is said: "Reply 1988, 1994 and 1997".

use super::{Lexicon, Segment, What};
use crate::ask::cues::Cue;

/// Reads numbers that go on with a list of titles which end in a number as titles.
pub(super) fn read(lexicon: &Lexicon, text: &str, segments: &mut [Segment]) {
    let mut name: Option<&str> = None;
    for segment in segments {
        let said = &text[segment.start..segment.end];
        match &segment.what {
            What::Title(..) => {
                let bare = said.trim_end_matches(|c: char| c.is_ascii_digit());
                name = (bare.len() < said.len() && bare.len() > 2).then_some(bare);
            }
            What::Comma | What::Cue(Cue::And | Cue::Or) => {}
            _ => {
                let number = !said.is_empty() && said.bytes().all(|byte| byte.is_ascii_digit());
                let title = name.filter(|_| number).map(|name| format!("{name}{said}"));
                let drama = title.and_then(|title| lexicon.catalog.titled(&title).ok().flatten());
                match drama {
                    Some(drama) => segment.what = What::Title(drama, true),
                    None => name = None,
                }
            }
        }
    }
}

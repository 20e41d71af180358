//! What people tell of themselves, which is not asked for.

use super::{Segment, What};
use crate::ask::cues::Cue;
use crate::ask::facts::Fact;
use crate::ask::words::{WISHES, phrases};

/// Words with which a sentence begins that tells of who asks.
const SELF: [&str; 14] = [
    "i", "i'm", "i've", "my", "we", "we've", "we're", "our", "so my", "so i", "so we", "im", "ive",
    "and my",
];

/// "My mother got dementia. We broke up.": tropes that a sentence about oneself names before it
/// wishes for anything are not asked for.
pub(super) fn told_of_oneself(text: &str, segments: &mut [Segment]) {
    let wishes: Vec<&str> = phrases(WISHES).map(|(_, word)| word).collect();
    let mut from = 0;
    while from < segments.len() {
        let end = segments[from..]
            .iter()
            .position(|segment| segment.what == What::Stop)
            .map_or(segments.len(), |length| from + length);
        if let (Some(first), Some(last)) = (segments.get(from), segments[from..end].last()) {
            let start = first.start;
            let words = text[start..last.end].to_lowercase().replace('’', "'");
            let mine = SELF
                .iter()
                .any(|word| words.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')));
            if mine {
                let mut seen = 0;
                let wish = words
                    .split(|c: char| !c.is_alphanumeric() && c != '\'')
                    .find_map(|word| {
                        let at = seen;
                        seen += word.len() + 1;
                        wishes.contains(&word).then_some(at)
                    })
                    .unwrap_or(usize::MAX);
                // "I'm sensitive to suicide" wishes it away.
                let denies = |segment: &&Segment| match segment.what {
                    What::Cue(Cue::Before(role, _)) => role.is_negative(),
                    _ => false,
                };
                let denied = segments[from..end].iter().find(denies);
                let wish = denied.map_or(wish, |segment| wish.min(segment.start - start));
                for segment in &mut segments[from..end] {
                    let story = matches!(
                        segment.what,
                        What::Tropes(..) | What::Unknown | What::Fact(Fact::Year(_) | Fact::Recent)
                    );
                    if story && segment.start - start < wish {
                        segment.what = What::Filler;
                    }
                }
            }
        }
        from = end + 1;
    }
}

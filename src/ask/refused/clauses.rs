//! The clauses of a wish, and whether one refuses what is named in it or before it.

use std::ops::Range;

use crate::ask::cues::{Cue, Role};
use crate::ask::roles::Thing;
use crate::ask::segments::{Segment, What};

use super::subject::{WISHED, names_subject};
use super::words::{bears, lower_words, points_back, refuses, refuses_else};

/// The clauses of a wish.
pub(super) struct Clauses<'t> {
    pub(super) text: &'t str,
    pub(super) segments: &'t [Segment],
    /// The words of each segment in small letters.
    pub(super) lowered: Vec<String>,
    pub(super) things: &'t [Thing],
}

impl Clauses<'_> {
    /// The places of the clause that holds the segment at this place.
    pub(super) fn clause(&self, at: usize) -> Range<usize> {
        let first = self.segments[..at].iter().rposition(|segment| self.parts(segment));
        let last = self.segments[at..].iter().position(|segment| self.parts(segment));
        let end = last.map_or(self.segments.len(), |length| at + length);
        first.map_or(0, |first| first + 1)..end
    }

    /// Whether the clause of what stands here refuses it, or a clause behind it that names nothing
    /// of its own: "Suicide? Then no.", "I was stalked, so nothing like that". What was `told` of
    /// oneself is refused by words that point back at it alone.
    pub(super) fn refuse(&self, start: usize, told: bool) -> bool {
        let here = self.segments.iter().position(|segment| segment.start == start);
        let Some(here) = here else { return false };
        let first = self.segments[..here].iter().rposition(|segment| self.parts(segment));
        let mut from = first.map_or(0, |at| at + 1);
        if first.is_some_and(|mark| self.labelled(mark)) {
            return true;
        }
        let mut stops = 0;
        while from < self.segments.len() && stops < 2 {
            let rest = self.segments[from..].iter().position(|segment| self.parts(segment));
            let end = rest.map_or(self.segments.len(), |length| from + length);
            let (clause, words) = (&self.segments[from..end], &self.lowered[from..end]);
            let own = from <= here && here < end;
            let spent = self.turns_away(clause);
            if own && self.shuts_out(clause) {
                return true;
            }
            if own && told && !spent && (self.suffers(clause) || self.lost(from..end, here)) {
                return true;
            }
            if !spent && self.clause_refuses(clause, words, start, own && !told) {
                return true;
            }
            // Whatever is named or denied behind it ends the matter.
            if !told && !own && (spent || self.names_something(clause)) {
                return false;
            }
            // "학폭... 그런 거 빼고": three dots are one stop.
            let stop = self.segments.get(end).is_some_and(|segment| segment.what == What::Stop);
            if stop && from < end {
                stops += 1;
            }
            from = end + 1;
        }
        false
    }

    /// "Deal-breaker for me: adultery, stalking": whether a colon before a list stands behind words
    /// that refuse and name nothing.
    fn labelled(&self, mark: usize) -> bool {
        let (mut end, mut colon) = (mark, false);
        loop {
            if self.segments[end].what != What::Comma {
                return false;
            }
            colon |= self.text[self.segments[end].start..].starts_with(':');
            let first = self.segments[..end].iter().rposition(|segment| self.parts(segment));
            let clause = &self.segments[first.map_or(0, |at| at + 1)..end];
            if colon {
                return self.shuts_out(clause)
                    || !self.names_something(clause) && self.label_refuses(clause);
            }
            match first {
                Some(first) => end = first,
                None => return false,
            }
        }
    }

    /// "Stalkers out", "red flags out: stalking", but "help us out".
    fn shuts_out(&self, clause: &[Segment]) -> bool {
        let (Some(first), Some(last)) = (clause.first(), clause.last()) else { return false };
        let label = self.text[first.start..last.end].to_lowercase();
        match label.split_whitespace().collect::<Vec<_>>().as_slice() {
            [.., word, "out"] => word.ends_with('s') && !matches!(*word, "us" | "this"),
            _ => false,
        }
    }

    /// "We lost our dad to suicide and want to laugh": what took someone from who asks, where the
    /// wish neither points back at it nor is to deal with it.
    fn lost(&self, clause: Range<usize>, here: usize) -> bool {
        let (start, all) = (clause.start, &self.lowered[clause]);
        let before = &all[..here - start];
        let took = before.last().is_some_and(|last| last == "to")
            && before.iter().any(|said| said.split(' ').any(|word| word == "lost"));
        let rest = &self.lowered[here + 1..];
        took && !names_subject(&self.lowered.join(" "))
            && !rest.iter().any(|said| points_back(said))
    }

    /// Whether a label refuses: not "any triggers are fine" or "no limits", and "no" of nothing
    /// else than the list, so not "no subtitles".
    fn label_refuses(&self, clause: &[Segment]) -> bool {
        const ALLOWS: [&str; 6] = ["fine", "ok", "okay", "welcome", "no limits", "no limit"];
        const NO: [&str; 12] = [
            "no", "list", "please", "hard", "big", "huge", "go", "thanks", "way", "my", "a", "the",
        ];
        let (Some(first), Some(last)) = (clause.first(), clause.last()) else { return false };
        let label = self.text[first.start..last.end].to_lowercase().replace('\u{2019}', "'");
        let words: Vec<&str> = label.split_whitespace().collect();
        let said = format!(" {} ", words.join(" "));
        let turned = words.iter().any(|word| *word == "not" || word.ends_with("n't"));
        if !turned && ALLOWS.iter().any(|allows| said.contains(&format!(" {allows} "))) {
            return false;
        }
        let refusing = clause.iter().filter(|segment| refuses(self.text, segment));
        let refusing: Vec<String> =
            refusing.map(|segment| lower_words(self.text, segment)).collect();
        let bare = refusing.iter().all(|word| word == "no");
        !refusing.is_empty() && (!bare || words.iter().all(|word| NO.contains(word)))
    }

    /// Whether who tells of themselves says that they cannot bear it.
    fn suffers(&self, clause: &[Segment]) -> bool {
        clause.iter().any(|segment| {
            let words = lower_words(self.text, segment);
            match segment.what {
                What::Filler | What::Unknown => bears(&words),
                What::Told(_) => words.split(' ').any(|word| word.starts_with("survivor")),
                _ => false,
            }
        })
    }

    pub(super) fn parts(&self, segment: &Segment) -> bool {
        let turns = || {
            let words = &self.text[segment.start..segment.end];
            words.eq_ignore_ascii_case("but") || words.eq_ignore_ascii_case("however")
        };
        match segment.what {
            What::Stop | What::Comma => true,
            What::Cue(Cue::Reset) => turns(),
            _ => false,
        }
    }

    fn within<'c>(&'c self, clause: &[Segment]) -> impl Iterator<Item = &'c Thing> {
        let start = clause.first().map_or(0, |segment| segment.start);
        let end = clause.last().map_or(0, |segment| segment.end);
        self.things.iter().filter(move |thing| thing.start >= start && thing.end <= end)
    }

    /// Whether a clause turns away something that is known, or says that it does not matter.
    pub(super) fn turns_away(&self, clause: &[Segment]) -> bool {
        self.within(clause).any(|thing| {
            let said = thing.role.is_negative() || thing.role == Role::Neutral;
            said && !matches!(thing.what, What::Unknown)
        })
    }

    fn names_something(&self, clause: &[Segment]) -> bool {
        self.within(clause).any(|thing| thing.what != What::Unknown)
    }

    /// Whether a word of a clause refuses what begins at `start`, in this clause or before it.
    fn clause_refuses(&self, clause: &[Segment], all: &[String], start: usize, own: bool) -> bool {
        let last_back = all.iter().rposition(|words| points_back(words));
        let points = |at: usize| last_back.is_some_and(|last| at <= last);
        // "If there is stalking I don't watch"
        let mine = |at: usize| {
            at.checked_sub(1).is_some_and(|at| matches!(all[at].as_str(), "i" | "i'd" | "we"))
        };
        // "Keep gore out of my evening"
        let said_before = |words: &[&str]| {
            let before = clause.iter().zip(all).filter(|(segment, _)| segment.start < start);
            before.into_iter().any(|(_, said)| words.contains(&said.as_str()))
        };
        let out = clause.iter().zip(all).any(|(segment, said)| {
            let first = said.split(' ').next();
            segment.start > start
                && matches!(first, Some("out" | "away" | "aside" | "behind" | "door"))
        });
        if own && out && said_before(&["keep", "leave", "put"]) {
            return true;
        }
        if own && afflicts(clause, all, start) {
            return true;
        }
        // "Then no", "I'm out": nothing else is said.
        let bare = clause.iter().all(|segment| {
            matches!(segment.what, What::Filler | What::Cue(_)) || refuses(self.text, segment)
        });
        let thing = clause.iter().position(|segment| segment.start >= start);
        let before = thing.unwrap_or(clause.len());
        let last_wish = clause[..before].iter().rposition(|segment| {
            matches!(segment.what, What::Cue(Cue::Reset | Cue::With | Cue::Weight(_)))
        });
        // "I'm sick today and want a stalker": a wish of its own begins at the "and".
        let wish = all[..before].iter().rposition(|said| WISHED.contains(&said.as_str()));
        let turn = wish.and_then(|wish| {
            let turns = |said: &String| matches!(said.as_str(), "and" | "so" | "then");
            all[..wish].iter().rposition(turns)
        });
        for (at, segment) in clause.iter().enumerate() {
            let refuses = match segment.what {
                What::Cue(Cue::Before(Role::Less, _)) => false,
                What::Cue(Cue::Before(role, _)) if segment.start > start && own => {
                    role.is_negative() && (points(at) || mine(at))
                }
                // "I hate waiting so give me murders"
                What::Cue(Cue::Before(role, _)) if own => {
                    role.is_negative() && last_wish.is_none_or(|last| last <= at)
                }
                What::Cue(
                    Cue::Before(role, _) | Cue::After(role) | Cue::Back(role) | Cue::Verdict(role),
                ) => role.is_negative(),
                _ => refuses(self.text, segment),
            };
            if refuses && own && thing.is_some_and(|thing| refuses_else(all, at, thing, turn)) {
                continue;
            }
            if refuses && (own || points(0) || bare) {
                return true;
            }
        }
        false
    }
}

/// "Gore leaves me shaking", "stalking is where I leave": whether what begins at `start` does
/// something to who asks. Whoever likes that says so.
fn afflicts(clause: &[Segment], words: &[String], start: usize) -> bool {
    const LIKES: [&str; 19] = [
        "that",
        "which",
        "who",
        "and",
        "or",
        "love",
        "like",
        "hooked",
        "happy",
        "laugh",
        "smile",
        "intrigue",
        "excite",
        "thrill",
        "fascinate",
        "interest",
        "curious",
        "entertained",
        "gives me life",
    ];
    const ASKS: [&str; 16] = [
        "give",
        "show",
        "send",
        "tell",
        "recommend",
        "suggest",
        "surprise",
        "let",
        "help",
        "find",
        "bring",
        "get",
        "for",
        "to",
        "with",
        "please",
    ];
    let Some(thing) = clause.iter().position(|segment| segment.start >= start) else {
        return false;
    };
    let behind = &words[thing + 1..];
    let near = &behind[..behind.len().min(5)];
    let likes = |said: &String| {
        let plain = said.strip_suffix('s').unwrap_or(said);
        LIKES.contains(&said.as_str()) || LIKES.contains(&plain)
    };
    if near.iter().any(likes) {
        return false;
    }
    // "Gore turns my stomach"
    const SUFFERS: [&str; 5] = ["stomach", "skin", "nerves", "appetite", "sleep"];
    let mine = |pair: &[String]| pair[0] == "my" && SUFFERS.contains(&pair[1].as_str());
    if near.windows(2).skip(1).any(mine) {
        return true;
    }
    let me = near.iter().position(|said| said == "me");
    let verb = me.and_then(|me| near.get(me.checked_sub(1)?));
    let where_i = near.windows(2).any(|pair| pair[0] == "where" && pair[1].starts_with('i'));
    where_i || verb.is_some_and(|verb| !ASKS.contains(&verb.as_str()))
}

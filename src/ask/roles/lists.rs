//! How far a role reaches over a list: "no bullying, stalking", "less sad on Netflix".

use crate::ask::cues::{Cue, Reach, Role};
use crate::ask::segments::{Segment, What};

use super::Walk;

impl Walk<'_> {
    /// Whether a role does not reach over to the next thing.
    pub(super) fn ends_list(&self, what: &What, at: usize) -> bool {
        let state = &self.state;
        if state.role == Role::Plain {
            return false;
        }
        // Lists of titles go on with titles.
        if state.role.of_titles() && matches!(state.role, Role::Like | Role::Seen | Role::Exclude) {
            let title = matches!(
                what,
                What::Title(..) | What::UnknownTitle | What::Foreign(..) | What::Unknown
            );
            if title || state.role != Role::Exclude {
                return !title;
            }
        }
        // "Not like Goblin, healing please": what is no title is not turned away with it.
        let title =
            |what: &What| matches!(what, What::Title(..) | What::UnknownTitle | What::Foreign(..));
        if state.role == Role::Dislike
            && state.comma
            && !title(what)
            && self.out.last().is_some_and(|last| title(&last.what))
        {
            return true;
        }
        let limit = matches!(what, What::Limit(_) | What::Service(_) | What::Person(_));
        // "Don't want: gore, over 16 episodes"
        let said = self.text[self.segments[at].start..self.segments[at].end].to_lowercase();
        let beyond = ["over ", "more than ", "longer than ", "above "];
        if state.reach == Reach::All
            && state.role == Role::Avoid
            && matches!(what, What::Limit(_))
            && beyond.iter().any(|word| said.starts_with(word))
        {
            return false;
        }
        // "less sad on Netflix": what stands beside what is denied is not denied with it.
        let named = matches!(what, What::Service(_) | What::Person(_));
        if limit && (state.comma || state.and || (named && !state.or)) {
            return true;
        }
        if self.denial_goes_on(what, at) {
            return false;
        }
        match state.reach {
            Reach::All => false,
            Reach::And => state.comma && !state.or && !state.and && !self.list_goes_on(at),
            Reach::Or => {
                (state.and && state.comma)
                    || (state.comma && !state.or && !self.or_follows(at))
                    || (state.and && state.role != Role::Avoid)
            }
        }
    }

    /// "No bullying, stalking", "no rape/gore": whether what stands behind a comma is turned away
    /// as well. A content warning is, unless more is said of it, and what stands in the plural as
    /// the one before does; behind a stroke anything is.
    fn denial_goes_on(&self, what: &What, at: usize) -> bool {
        if !matches!(self.state.role, Role::Avoid | Role::Dislike) || !self.state.comma {
            return false;
        }
        let parts = |segment: &Segment| matches!(segment.what, What::Comma | What::Stop);
        let Some(comma) = self.segments[..at].iter().rposition(parts) else {
            return false;
        };
        let mark = &self.segments[comma];
        let stroke = &self.text[mark.start..mark.end] == "/"
            && !self.text[..mark.start].ends_with(' ')
            && !self.text[mark.end..].starts_with(' ');
        if stroke {
            return matches!(what, What::Tropes(..) | What::Warning(..) | What::Unknown);
        }
        let grave = match what {
            What::Warning(..) => true,
            What::Tropes(tropes, _) => tropes
                .iter()
                .any(|trope| self.kinds.warned.contains(trope) || self.kinds.worn.contains(trope)),
            _ => false,
        };
        if self.state.article && self.lists_with_articles(at) {
            return true;
        }
        let ends = |segment: &&Segment| {
            !parts(segment) && !matches!(segment.what, What::Cue(Cue::And | Cue::Or))
        };
        let item = self.segments[comma + 1..].iter().take_while(ends);
        // "Without a ghost, a love triangle"
        let article = |segment: &Segment| {
            let said = &self.text[segment.start..segment.end];
            grave && self.state.article && matches!(said, "a" | "an")
        };
        (grave || self.is_of_one_form(at))
            && item.into_iter().all(|segment| self.is_bare(segment) || article(segment))
    }

    /// What a trope is that stands right behind a content warning that is turned away: "no cheating
    /// romance" and "no man hits his wife, slow burn" without its comma ask for it. "No cheating
    /// romances" says nothing of others.
    pub(super) fn behind_warning(&self, segment: &Segment, at: usize) -> Option<Role> {
        let state = &self.state;
        let joined = state.fresh || state.comma || state.and || state.or;
        let (What::Tropes(tropes, _), Some(last)) = (&segment.what, self.out.last()) else {
            return None;
        };
        let kinds = self.kinds;
        let warning = match &last.what {
            What::Warning(..) => true,
            What::Tropes(named, _) => named
                .iter()
                .all(|trope| kinds.warned.contains(trope) && !kinds.tones.contains(trope)),
            _ => false,
        };
        let turned = state.role == Role::Avoid && warning;
        if joined || !turned || tropes.iter().any(|trope| self.kinds.warned.contains(trope)) {
            return None;
        }
        let genre = |what: &What| {
            matches!(what, What::Tropes(tropes, _)
                if tropes.iter().any(|trope| self.kinds.genres.contains(trope)))
        };
        let whole = self.segments[at..].iter().map(|segment| &segment.what);
        let whole = whole.take_while(|what| matches!(what, What::Tropes(..) | What::Filler));
        let mut named = whole.filter(|what| **what != What::Filler);
        let scene = self.text[last.start..last.end].split_whitespace().count() > 2;
        if !scene && !named.any(genre) {
            return None;
        }
        let several = genre(&segment.what) && is_plural(&self.text[segment.start..segment.end]);
        Some(if several { Role::Neutral } else { Role::Plain })
    }

    /// "Without a villain, a love triangle, a birth secret": whether what is turned away here is a
    /// list of three or more to the end of the sentence, each with its article and no genre. Of two
    /// the second may be a wish: "without a villain, a strong heroine".
    fn lists_with_articles(&self, at: usize) -> bool {
        let denies = |segment: &Segment| match segment.what {
            What::Cue(Cue::Before(role, _)) => role.is_negative(),
            _ => false,
        };
        let stops = |segment: &Segment| segment.what == What::Stop;
        let Some(first) = self.segments[..at].iter().rposition(denies) else { return false };
        let length = self.segments[first..].iter().position(stops);
        let end = length.map_or(self.segments.len(), |length| first + length);
        let parts = self.segments[first + 1..end].split(|segment| segment.what == What::Comma);
        let item = |part: &[Segment]| {
            let joins = |segment: &&Segment| matches!(segment.what, What::Cue(Cue::And | Cue::Or));
            let joined = part.iter().take_while(joins).count();
            let Some((article, named)) = part[joined..].split_first() else { return false };
            let article = &self.text[article.start..article.end];
            matches!(article, "a" | "an" | "any")
                && !named.is_empty()
                && named.iter().all(|segment| self.is_bare(segment))
        };
        let parts: Vec<&[Segment]> = parts.collect();
        parts.len() >= 3 && parts.into_iter().all(item)
    }

    /// "No ghosts, vampires": whether what stands behind a comma has the form of what is turned
    /// away before it, which a wish would hardly have.
    fn is_of_one_form(&self, at: usize) -> bool {
        let segment = &self.segments[at];
        let last = self.out.last().map(|last| &self.text[last.start..last.end]);
        last.is_some_and(is_plural) && is_plural(&self.text[segment.start..segment.end])
    }

    /// Whether a segment only names, and is no genre.
    fn is_bare(&self, segment: &Segment) -> bool {
        match &segment.what {
            What::Tropes(tropes, _) => {
                !tropes.iter().any(|trope| self.kinds.genres.contains(trope))
            }
            What::Filler => !matches!(&self.text[segment.start..segment.end], "a" | "an" | "some"),
            What::Warning(..) | What::Unknown | What::Told(_) => true,
            _ => false,
        }
    }

    /// Whether what stands here ends in "and X" or "or X" before anything else is said.
    fn list_goes_on(&self, at: usize) -> bool {
        for segment in &self.segments[at + 1..] {
            match &segment.what {
                What::Cue(Cue::And | Cue::Or) => return true,
                What::Cue(_) | What::Stop | What::Fact(_) | What::Limit(_) => return false,
                _ => {}
            }
        }
        false
    }

    fn or_follows(&self, at: usize) -> bool {
        for segment in &self.segments[at + 1..] {
            match &segment.what {
                What::Cue(Cue::Or) => return true,
                What::Cue(_) | What::Stop | What::Fact(_) | What::Limit(_) => return false,
                _ => {}
            }
        }
        false
    }
}

/// Whether English words are in the plural.
fn is_plural(words: &str) -> bool {
    words.is_ascii() && words.ends_with('s') && !words.ends_with("ss")
}

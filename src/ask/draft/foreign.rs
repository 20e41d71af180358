//! Works that are no Korean drama in the request: what they are known for.

use super::{Draft, cut};
use crate::ask::cues::Role;
use crate::ask::foreign::Foreign;
use crate::ask::names::without_particle;
use crate::ask::roles::Thing;
use crate::ask::segments::{Lexicon, What};
use crate::catalog::{TropeIdx, is_hangul};
use crate::schema::{Part, Reason};

/// The strength of what a work is all about.
const STRONGEST: f32 = 5.0;

/// Foreign works of a wish, and what else it says.
pub(super) struct KnownFor<'a> {
    foreign: &'a Foreign,
    /// Tropes that the wish names itself: what it says of them counts.
    named: Vec<TropeIdx>,
    /// Works that are liked; each counts for its part.
    liked: usize,
    /// Whether what is only seen is liked as well, since the wish asks for nothing else.
    seen_alone: bool,
}

impl<'a> KnownFor<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, things: &[Thing]) -> Self {
        let vocabulary = lexicon.catalog().vocabulary();
        let foreign = lexicon.foreign();
        let mut named = Vec::new();
        for thing in things {
            match &thing.what {
                What::Tropes(tropes, _) => named.extend(tropes),
                What::Warning(warning, tropes) => {
                    named.extend(tropes.iter().copied().chain(vocabulary.trope_of(*warning)));
                    // "Like Bridgerton, but no sex scenes"
                    if vocabulary.warning_id(*warning) == "nudity" {
                        named.extend(vocabulary.find("steamy-romance"));
                    }
                }
                _ => {}
            }
        }
        let asks = |thing: &Thing| {
            !matches!(thing.what, What::Foreign(..) | What::Unknown | What::UnknownTitle)
                && !thing.role.is_negative()
        };
        let mut known = Self { foreign, named, liked: 0, seen_alone: !things.iter().any(asks) };
        known.liked = things.iter().filter(|thing| known.likes(thing)).count();
        known
    }

    fn likes(&self, thing: &Thing) -> bool {
        let liked = match thing.role {
            Role::Plain | Role::Like | Role::More | Role::Must => true,
            Role::Seen => self.seen_alone,
            _ => false,
        };
        liked && matches!(thing.what, What::Foreign(..))
    }
}

impl Draft<'_> {
    /// Says that a work is no Korean drama, and wishes for what it is known for. Of several each
    /// counts for its part, so that what they share counts most.
    pub(super) fn foreign(&mut self, thing: &Thing, at: usize, slip: bool) {
        let known = &self.known_for;
        let work = known.foreign.work(at);
        let title = work.title;
        // "브리저튼 같은"
        let said = &self.text[thing.start..thing.end];
        let bare = without_particle(said, said.contains(is_hangul)).map_or(said, |(name, _)| name);
        let words = cut(bare);
        let is = match slip {
            true => format!("`{words}` is taken for `{title}`, which is no Korean drama"),
            false => format!("`{words}` is no Korean drama"),
        };
        if !known.likes(thing) {
            return self.not(Reason::UnknownTitle, thing, format!("{is}: it is left out"));
        }
        let vocabulary = self.catalog.vocabulary();
        let mut meant: Vec<(String, String, f32)> = Vec::new();
        let tropes = work.tropes(vocabulary);
        for (trope, strength) in tropes.into_iter().filter(|(t, _)| !known.named.contains(t)) {
            let entry = vocabulary.trope(trope);
            let weight = strength / STRONGEST / known.liked as f32;
            meant.push((entry.id.clone(), entry.label.to_lowercase(), weight));
        }
        let labels: Vec<&str> = meant.iter().map(|(_, label, _)| label.as_str()).collect();
        let message = match labels.is_empty() {
            true => format!("{is}: it is left out"),
            false => format!("{is}: asked for what it is known for: {}", labels.join(", ")),
        };
        self.not(Reason::UnknownTitle, thing, message);
        for (id, label, weight) in meant {
            let want = &mut self.made.request.want.0;
            match want.iter_mut().find(|(known, _)| *known == id) {
                Some((_, sum)) => *sum = hundredths(*sum + weight),
                None => {
                    want.push((id, hundredths(weight)));
                    self.understood(Part::Want, words.clone(), label);
                }
            }
        }
    }
}

fn hundredths(weight: f32) -> f32 {
    ((weight * 100.0).round() / 100.0).min(1.0)
}

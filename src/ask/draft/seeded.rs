//! Wishes for what the liked titles have anyway.

use super::Draft;
use crate::ask::cues::Role;
use crate::catalog::DramaIdx;
use crate::schema::Part;

/// Strength from which a title is full of a trope: the highest level but one.
const FULL: f64 = 0.8;

impl Draft<'_> {
    /// "Legal dramas after Why Her": the title is one itself, so that the genre or mood names what
    /// matters in it. As a wish it would count for more than all else that the title has; as a critique it
    /// holds the others to as much.
    pub(super) fn as_much_as_there(&mut self) {
        let liked = self.titles.iter().filter(|(_, part)| *part == Part::Like);
        let liked: Vec<DramaIdx> = liked.map(|(drama, _)| *drama).collect();
        if liked.is_empty() {
            return;
        }
        for (trope, role) in self.tropes.clone() {
            let full = self.catalog.mean_strength(&liked, trope) >= FULL;
            let vocabulary = self.catalog.vocabulary();
            let entry = vocabulary.trope(trope);
            // What a drama is about may be wished for besides: "with ghosts".
            let family = vocabulary.families().get(entry.family);
            let kind = family.is_some_and(|family| matches!(&*family.id, "genre" | "tone"));
            if role != Role::Plain || !full || !kind {
                continue;
            }
            let (id, label) = (&entry.id, entry.label.to_lowercase());
            let request = &mut self.made.request;
            let whole = |(known, weight): &(String, f32)| known == id && *weight >= 1.0;
            let Some(at) = request.want.0.iter().position(whole) else { continue };
            request.want.0.remove(at);
            request.more.push(id.clone());
            for part in &mut self.made.understood {
                if part.part == Part::Want && part.meaning == label {
                    part.part = Part::More;
                    part.meaning = format!("as much {label}");
                }
            }
        }
    }
}

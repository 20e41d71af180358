//! Text taken out of its markup, with the way back to where it stood.

use std::ops::Range;

/// A text whose every byte knows where it stood in the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    text: String,
    /// Pairs of offsets, in the text and in the source, from which both run on in step.
    steps: Vec<(u32, u32)>,
    /// Pairs of ends, in the text and in the source, of letters that are longer or shorter there.
    ends: Vec<(u32, u32)>,
}

impl Passage {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds text that stands at `at` in the source.
    pub fn push(&mut self, text: &str, at: usize) {
        if text.is_empty() {
            return;
        }
        let here = self.text.len();
        if self.place(here) != Some(at) {
            self.steps.push((here as u32, at as u32));
        }
        self.text.push_str(text);
    }

    /// Adds text that stands for all of a range of the source.
    pub fn push_stretched(&mut self, text: &str, source: Range<usize>) {
        self.push(text, source.start);
        if text.len() != source.len() && !text.is_empty() {
            self.ends.push((self.text.len() as u32, source.end as u32));
        }
    }

    /// Adds a break that stands nowhere in the source.
    pub fn push_break(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push_str(text);
        }
    }

    /// Adds another passage.
    pub fn append(&mut self, other: &Passage) {
        let here = self.text.len() as u32;
        for (number, (from, at)) in other.steps.iter().enumerate() {
            let to = other.steps.get(number + 1).map_or(other.text.len(), |next| next.0 as usize);
            self.push(&other.text[*from as usize..to], *at as usize);
        }
        self.ends.extend(other.ends.iter().map(|(end, at)| (here + end, *at)));
    }

    /// A part of it.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Passage {
        let mut part = Passage::default();
        // Both lists are in order, and only what the range touches is walked: a long passage is
        // often cut into many parts.
        let begun = self.steps.partition_point(|(from, _)| *from as usize <= range.start);
        for number in begun.saturating_sub(1)..self.steps.len() {
            let (from, at) = self.steps[number];
            let to = self.steps.get(number + 1).map_or(self.text.len(), |next| next.0 as usize);
            let (start, end) = ((from as usize).max(range.start), to.min(range.end));
            if start >= end {
                break;
            }
            part.push(&self.text[start..end], at as usize + start - from as usize);
        }
        let before = self.ends.partition_point(|(end, _)| *end as usize <= range.start);
        for (end, at) in &self.ends[before..] {
            let end = *end as usize;
            if end > range.end {
                break;
            }
            part.ends.push(((end - range.start) as u32, *at));
        }
        part
    }

    /// Where an offset of the text stood in the source.
    fn place(&self, offset: usize) -> Option<usize> {
        let after = self.steps.partition_point(|(from, _)| *from as usize <= offset);
        let (from, at) = self.steps.get(after.checked_sub(1)?)?;
        Some(*at as usize + offset - *from as usize)
    }

    /// Where a range of the text, not empty, stood in the source.
    #[must_use]
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.place(range.start).unwrap_or_default();
        if let Ok(found) = self.ends.binary_search_by_key(&range.end, |(end, _)| *end as usize) {
            return start..(self.ends[found].1 as usize).max(start);
        }
        let last = range.end.saturating_sub(1).max(range.start);
        start..self.place(last).map_or(start, |at| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_knows_where_it_stood() {
        let mut passage = Passage::default();
        passage.push("ab", 10);
        passage.push("cd", 12);
        passage.push_break("\n\n");
        passage.push("ef", 30);
        assert_eq!(passage.text(), "abcd\n\nef");
        assert_eq!(passage.steps.len(), 2, "what runs on in step is one step");
        assert_eq!(passage.source(1..4), 11..14);
        assert_eq!(passage.source(6..8), 30..32);
        assert_eq!(passage.source(3..7), 13..31);
        let part = passage.part(3..7);
        assert_eq!((part.text(), part.source(0..1)), ("d\n\ne", 13..14));
    }

    #[test]
    fn a_part_has_what_its_range_touches() {
        let mut passage = Passage::default();
        passage.push("ab", 10);
        passage.push_stretched("é", 20..26);
        passage.push_stretched("f", 40..46);
        passage.push("gh", 46);
        assert_eq!(passage.text(), "abéfgh");
        assert_eq!(passage.part(0..7), passage);
        let part = passage.part(1..5);
        assert_eq!((part.text(), part.source(0..1)), ("béf", 11..12));
        assert_eq!((part.source(1..3), part.source(3..4)), (20..26, 40..46));
        let part = passage.part(4..6);
        assert_eq!((part.text(), part.source(0..1), part.source(1..2)), ("fg", 40..46, 46..47));
        for none in [0..0, 2..2, 4..4, 7..7] {
            assert_eq!(passage.part(none), Passage::default());
        }
    }

    #[test]
    fn an_appended_passage_keeps_its_places() {
        let (mut first, mut second) = (Passage::default(), Passage::default());
        first.push("x", 5);
        second.push("y", 50);
        second.push_break(" ");
        second.push("z", 70);
        first.append(&second);
        assert_eq!(first.text(), "xy z");
        assert_eq!((first.source(1..2), first.source(3..4)), (50..51, 70..71));
    }
}

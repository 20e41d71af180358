//! Tropes that are told by what happens, in words of every day: "a girl dressed up as a boy", "he
//! gives up everything for her". A row of the table has two sides or more, of each of which a word
//! stands near the others, in any order.

use std::cmp::Reverse;

use super::scenes::{Term, denies, rows};
use super::{Lexicon, Segment, What};
use crate::ask::token::{Token, TokenKind};
use crate::catalog::{Catalog, TropeIdx};

/// Words that may stand between two sides.
const BETWEEN: usize = 4;

/// Words that part what stands before them from what follows; who asks is in no story.
const PARTS: [&str; 17] = [
    "or", "i", "i'm", "im", "i've", "i'd", "i'll", "me", "my", "we", "we're", "us", "our",
    "please", "pls", "want", "wants",
];

/// What happens in a story.
#[derive(Debug)]
pub struct Story {
    trope: TropeIdx,
    sides: Vec<Vec<Term>>,
}

/// The rows of a table whose tropes the vocabulary knows.
pub fn table(words: &str, catalog: &Catalog) -> Vec<Story> {
    let vocabulary = catalog.vocabulary();
    let mut stories = Vec::new();
    for (id, sides) in rows(words) {
        if let Some(trope) = vocabulary.find(id).filter(|at| vocabulary.trope(*at).id == id) {
            stories.push(Story { trope, sides });
        }
    }
    stories
}

/// A story with the tokens of its sides.
#[derive(Debug)]
struct Found {
    trope: TropeIdx,
    sides: Vec<(usize, usize)>,
}

impl Found {
    fn from(&self) -> usize {
        self.sides.iter().map(|(from, _)| *from).min().unwrap_or(0)
    }

    fn to(&self) -> usize {
        self.sides.iter().map(|(_, to)| *to).max().unwrap_or(0)
    }
}

/// Puts tropes in the place of what tells of them.
pub(super) fn read(lexicon: &Lexicon, tokens: &[Token], segments: &mut Vec<Segment>) {
    let mut found: Vec<Found> = Vec::new();
    for story in &lexicon.stories {
        places(story, tokens, &mut found);
    }
    found.sort_by_key(|story| Reverse(story.sides.len()));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for story in found {
        let (from, to) = (story.from(), story.to());
        let free = !taken.iter().any(|other| other.0 < to && from < other.1);
        if free && put(lexicon, tokens, segments, &story) {
            taken.push((from, to));
        }
    }
}

/// The places of a story: each side is met, one soon after the other.
fn places(story: &Story, tokens: &[Token], found: &mut Vec<Found>) {
    let mut met: Vec<Option<(usize, usize)>> = vec![None; story.sides.len()];
    let (mut at, mut last) = (0, 0);
    while at < tokens.len() {
        // A side that is still missing comes first, of several the one with the longest words.
        let hit = (0..met.len())
            .filter_map(|side| {
                Some((met[side].is_none(), length(&story.sides[side], &tokens[at..])?, side))
            })
            .max_by_key(|(missing, length, side)| (*missing, *length, Reverse(*side)));
        let Some((_, length, side)) = hit else {
            let parts = tokens[at].kind != TokenKind::Word;
            if parts || PARTS.contains(&tokens[at].lower.as_str()) {
                met.fill(None);
            }
            at += 1;
            continue;
        };
        if at > last + BETWEEN {
            met.fill(None);
        }
        last = at + length;
        met[side] = Some((at, last));
        if met.iter().all(Option::is_some) {
            let sides = met.iter().flatten().copied().collect();
            found.push(Found { trope: story.trope, sides });
            met.fill(None);
        }
        at = last;
    }
}

/// How many tokens the longest term of a side takes here.
fn length(side: &[Term], tokens: &[Token]) -> Option<usize> {
    let fits = |term: &&Term| {
        tokens.len() >= term.len() && term.iter().zip(tokens).all(|(word, token)| word.is(token))
    };
    side.iter().filter(fits).map(Vec::len).max()
}

/// Puts a trope in the place of a story, unless something else is said there; whether it did.
fn put(lexicon: &Lexicon, tokens: &[Token], segments: &mut Vec<Segment>, story: &Found) -> bool {
    let (start, end) = (tokens[story.from()].start, tokens[story.to() - 1].end);
    let Some(from) = segments.iter().position(|segment| segment.end > start) else { return false };
    let length = segments[from..].iter().take_while(|segment| segment.start < end).count();
    let part = &segments[from..from + length];
    let told = |segment: &Segment| {
        story.sides.iter().any(|(from, to)| {
            segment.start < tokens[*to - 1].end && tokens[*from].start < segment.end
        })
    };
    let open = |segment: &Segment| {
        // A longer phrase means what it means.
        let within = segment.start >= start && segment.end <= end;
        match &segment.what {
            What::Unknown | What::Filler => true,
            What::Tropes(..) | What::Warning(..) | What::Fact(_) | What::Limit(_) => {
                within && told(segment)
            }
            What::Cue(_) | What::Told(_) => within && (told(segment) || !denies(segment)),
            _ => false,
        }
    };
    let known = |segment: &Segment| matches!(segment.what, What::Tropes(..)) || !told(segment);
    if !part.iter().all(open) || part.iter().all(known) {
        return false;
    }
    // "An ex-gangster who becomes a good man": who it happens to, and where, is asked for too.
    let named = part.iter().flat_map(|segment| match &segment.what {
        What::Tropes(tropes, _) => tropes.as_slice(),
        _ => &[],
    });
    let mut tropes = vec![story.trope];
    tropes.extend(named.copied().filter(|trope| is_setting(lexicon, *trope)));
    let (start, end) = (part[0].start, part[length - 1].end);
    let what = What::Tropes(tropes, false);
    segments.splice(from..from + length, [Segment { what, start, end }]);
    true
}

/// Whether a trope tells who the characters are or where they live.
fn is_setting(lexicon: &Lexicon, trope: TropeIdx) -> bool {
    const SETTINGS: [&str; 3] = ["professions-settings", "crime-justice", "historical-worlds"];
    let vocabulary = lexicon.catalog.vocabulary();
    let family = vocabulary.families().get(vocabulary.trope(trope).family);
    family.is_some_and(|family| SETTINGS.contains(&family.id.as_str()))
}

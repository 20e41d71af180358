//! Content warnings that are named by several words, or by words for what happens: "nobody hits his
//! wife", "아이 때리는 장면은 못 봐요". They count only where they are turned away: elsewhere their
//! words mean what they mean.

use std::collections::HashMap;

use super::told::tells;
use super::{Lexicon, Segment, What, goes_on};
use crate::ask::cues::{Cue, Role};
use crate::ask::names::without_particle;
use crate::ask::refused::{points_back, praises, refuses};
use crate::ask::token::{Token, TokenKind, tokens};
use crate::catalog::{Catalog, TropeIdx, WarningIdx};
use crate::encode::stems::is_function;

/// Words that may stand between the two sides of a scene.
const BETWEEN: usize = 5;

/// Words of which one each names a warning.
#[derive(Debug)]
pub struct Scene {
    warning: WarningIdx,
    /// One side, or two.
    sides: Vec<Vec<Term>>,
}

/// One word or several that follow one another.
pub type Term = Vec<Word>;

/// A word as it is looked for.
#[derive(Debug, Clone)]
pub enum Word {
    Stem(String),
    Written(String),
    KoreanBeginning(String),
}

impl Word {
    fn new(word: &str) -> Option<Self> {
        // "=heroin" is no heroine.
        let token = tokens(word.trim_start_matches('=')).into_iter().next()?;
        Some(match token {
            token if word.starts_with('=') => Self::Written(token.lower),
            token if token.hangul => Self::KoreanBeginning(token.lower),
            token if word.ends_with("ed") || word.ends_with("ing") => Self::Written(token.lower),
            token => Self::Stem(token.stem),
        })
    }

    /// Whether it is the word of a token.
    pub fn is(&self, token: &Token) -> bool {
        match self {
            Self::Stem(stem) => token.stem == *stem,
            Self::Written(word) => token.lower == *word,
            Self::KoreanBeginning(begin) => {
                let Some(rest) = token.lower.strip_prefix(begin.as_str()) else { return false };
                // "애" is a child, "애인" is none.
                let noun =
                    || without_particle(&token.lower, true).is_some_and(|(word, _)| word == begin);
                begin.chars().count() > 1 || rest.is_empty() || noun() || is_verb(begin)
            }
        }
    }
}

/// Whether a beginning of one syllable is of a verb, so that any ending may follow.
fn is_verb(begin: &str) -> bool {
    matches!(begin, "죽" | "잃" | "먹" | "맞" | "굶" | "긋" | "끊" | "빠" | "갇" | "쫓" | "벗")
}

/// The scenes of a table whose warnings the vocabulary knows.
pub fn table(words: &str, catalog: &Catalog) -> Vec<Scene> {
    let mut scenes = Vec::new();
    for (id, sides) in rows(words) {
        if let Some(warning) = catalog.vocabulary().warning(id) {
            scenes.push(Scene { warning, sides });
        }
    }
    scenes
}

/// The rows of a table, each with what it tells of and its sides: `ID: words / words`. A line
/// `name = words` names words, which `$name` stands for.
pub fn rows(words: &str) -> Vec<(&str, Vec<Vec<Term>>)> {
    let mut named: HashMap<&str, Vec<Term>> = HashMap::new();
    let mut rows = Vec::new();
    for line in words.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, words)) = line.split_once(" = ") {
            named.insert(name, side(words, &named));
        } else if let Some((id, sides)) = line.split_once(": ") {
            rows.push((id, sides.split(" / ").map(|words| side(words, &named)).collect()));
        }
    }
    rows
}

/// The terms of a side, with those of the names in it.
fn side(words: &str, named: &HashMap<&str, Vec<Term>>) -> Vec<Term> {
    let mut terms = Vec::new();
    for word in words.split_whitespace() {
        match word.strip_prefix('$') {
            Some(name) => terms.extend(named.get(name).cloned().unwrap_or_default()),
            None => terms.push(word.split('_').filter_map(Word::new).collect()),
        }
    }
    terms
}

/// Where a scene stands, in tokens.
#[derive(Debug, Clone, Copy)]
struct Found {
    from: usize,
    to: usize,
    warning: WarningIdx,
}

/// Puts the warnings in the place of scenes that are turned away, with what else is said there.
pub(super) fn read(lexicon: &Lexicon, text: &str, tokens: &[Token], segments: &mut Vec<Segment>) {
    let any = segments.iter().any(|segment| denies(segment) || refuses(text, segment));
    if !any {
        return;
    }
    let mut found: Vec<Found> =
        lexicon.scenes.iter().flat_map(|scene| places(scene, tokens, segments)).collect();
    // The longest first; of equals the first of the table.
    found.sort_by_key(|scene| std::cmp::Reverse(scene.to - scene.from));
    let mut taken: Vec<Found> = Vec::new();
    for scene in found {
        if !taken.iter().any(|other| other.from < scene.to && scene.from < other.to) {
            taken.push(scene);
        }
    }
    taken.sort_by_key(|scene| std::cmp::Reverse(scene.from));
    for scene in taken {
        put(lexicon, text, tokens, segments, scene);
    }
}

/// All places of a scene.
fn places(scene: &Scene, tokens: &[Token], segments: &[Segment]) -> Vec<Found> {
    let hits: Vec<Vec<(usize, usize)>> = scene
        .sides
        .iter()
        .map(|side| hits(side, tokens, segments, scene.sides.len() == 1))
        .collect();
    let found = |from, to| Found { from, to, warning: scene.warning };
    match hits.as_slice() {
        [alone] => alone.iter().map(|(from, to)| found(*from, *to)).collect(),
        [one, other] => {
            let mut pairs = Vec::new();
            for a in one {
                for b in other {
                    let (first, last) = if a.0 < b.0 { (a, b) } else { (b, a) };
                    if first.1 > last.0 {
                        continue;
                    }
                    let between = &tokens[first.1..last.0];
                    if joined(between, segments) {
                        pairs.push(found(first.0, last.1));
                    } else if let Some(or) = said_again(between, &tokens[last.0]) {
                        pairs.push(found(first.1 + or + 1, last.1));
                    }
                }
            }
            pairs
        }
        _ => Vec::new(),
    }
}

/// Whether few words stand between the two sides, and none that parts them.
fn joined(between: &[Token], segments: &[Segment]) -> bool {
    let parts = |token: &Token| {
        let segment = segments.iter().find(|segment| segment.end > token.start);
        token.kind != TokenKind::Word
            || matches!(token.lower.as_str(), "or" | "but" | "like" | "see" | "watch")
            || segment.is_some_and(|segment| denies(segment) || wishes(segment, token))
    };
    between.len() <= BETWEEN && !between.iter().any(parts)
}

/// "Children dying or being abused": where the "or" stands behind which something else happens to
/// those who were named.
fn said_again(between: &[Token], last: &Token) -> Option<usize> {
    const HELPS: [&str; 5] = ["being", "getting", "be", "get", "are"];
    let or = between.iter().position(|token| token.lower == "or")?;
    let helps = |token: &Token| HELPS.contains(&token.lower.as_str());
    let happens = last.lower.ends_with("ed")
        || matches!(&*last.lower, "hurt" | "beaten" | "hit" | "dies" | "dying");
    let words = between.iter().all(|token| token.kind == TokenKind::Word);
    let near = between.len() <= BETWEEN && words;
    (near && happens && between[or + 1..].iter().all(helps)).then_some(or)
}

/// Whether a wish begins here: "no romance, just brothers".
fn wishes(segment: &Segment, token: &Token) -> bool {
    segment.what == What::Cue(Cue::Reset) && token.lower != "where"
}

/// Where a term of a side stands: no part of a longer name that goes on behind it.
fn hits(side: &[Term], tokens: &[Token], segments: &[Segment], alone: bool) -> Vec<(usize, usize)> {
    let mut hits = Vec::new();
    for at in 0..tokens.len() {
        let fits = |term: &&Term| {
            tokens.len() - at >= term.len()
                && term.iter().zip(&tokens[at..]).all(|(word, token)| word.is(token))
        };
        let Some(term) = side.iter().filter(fits).max_by_key(|term| term.len()) else { continue };
        let to = at + term.len();
        let (start, end) = (tokens[at].start, tokens[to - 1].end);
        let over = segments.iter().filter(|segment| segment.start < end && start < segment.end);
        let free = over.into_iter().all(|segment| match segment.what {
            // "Children dying or being abused"
            What::Warning(..) if !alone && or_behind(tokens, segment.end) => true,
            What::Tropes(..) | What::Warning(..) => {
                segment.end <= end && (!alone || segment.start >= start)
            }
            // "Can't stand stolen kisses": it is no one-night stand.
            What::Cue(_) => !denies(segment) || (segment.start >= start && segment.end <= end),
            What::Filler | What::Unknown | What::UnknownTitle | What::Fact(_) => true,
            _ => false,
        });
        if free {
            hits.push((at, to));
        }
    }
    hits
}

/// Whether an "or" stands right behind an offset.
fn or_behind(tokens: &[Token], end: usize) -> bool {
    tokens.iter().find(|token| token.start >= end).is_some_and(|token| token.lower == "or")
}

/// Whether a cue turns away.
pub(super) fn denies(segment: &Segment) -> bool {
    match segment.what {
        What::Cue(
            Cue::Before(role, _) | Cue::After(role) | Cue::Back(role) | Cue::Verdict(role),
        ) => matches!(role, Role::Avoid | Role::Dislike | Role::Exclude),
        _ => false,
    }
}

/// Whether what stands from `from` to `to` is turned away by what is said before or behind it.
fn turned_away(text: &str, segments: &[Segment], from: usize, to: usize) -> bool {
    let words = |segment: &Segment| &text[segment.start..segment.end];
    let mut wished = false;
    for (at, segment) in segments[..from].iter().enumerate().rev() {
        match &segment.what {
            // "No suicide. Or child loss."
            What::Stop if goes_on(text, segments, at) => {}
            What::Stop => break,
            What::Cue(Cue::Before(..)) => {
                if denies(segment) {
                    return true;
                }
                break;
            }
            What::Cue(Cue::After(_) | Cue::Back(_) | Cue::Verdict(_)) => break,
            // "that birth secret where the couple may be siblings"
            What::Cue(Cue::Reset) if words(segment) == "where" => {}
            What::Cue(Cue::Reset | Cue::With | Cue::Weight(_)) => wished = true,
            // "no romance, a man who ..."
            What::Filler if matches!(words(segment), "a" | "an" | "some") => {
                wished |= at > 0 && segments[at - 1].what == What::Comma;
            }
            What::Filler | What::Unknown if refuses(text, segment) => return true,
            What::Tropes(..) | What::Warning(..) | What::Title(..) if wished => break,
            _ => {}
        }
    }
    for (at, segment) in segments.iter().enumerate().skip(to) {
        match segment.what {
            What::Stop if words(segment) != "?" => return false,
            What::Cue(Cue::Before(..)) if denies(segment) => {
                let rest = &text[segment.start..segments[segments.len() - 1].end];
                if rest.starts_with('안') || points_back(rest) {
                    return true;
                }
            }
            // "Battered wives, no thank you": the clause behind says nothing else.
            What::Comma => {
                let rest = &segments[at + 1..];
                let ends = |segment: &Segment| matches!(segment.what, What::Comma | What::Stop);
                let clause = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
                let bare = |segment: &Segment| {
                    matches!(segment.what, What::Filler | What::Cue(_)) || refuses(text, segment)
                };
                let refused = |segment: &Segment| denies(segment) || refuses(text, segment);
                // "아이가 죽는 장면, 기억상실 없는"
                let listed = |segment: &Segment| {
                    matches!(segment.what, What::Cue(Cue::After(_))) && denies(segment)
                };
                if clause.iter().any(listed) {
                    return true;
                }
                return clause.iter().all(bare) && clause.iter().any(refused);
            }
            What::Cue(Cue::Reset) if at > to && words(segment) != "where" => return false,
            _ if at > to
                && praises(
                    words(&segments[at - 1]),
                    words(segment),
                    segments.get(at + 1).map_or("", words),
                ) => {}
            _ if denies(segment) || refuses(text, segment) => return true,
            _ => {}
        }
    }
    false
}

/// Puts the warning in the place of a scene that is turned away.
fn put(lexicon: &Lexicon, text: &str, tokens: &[Token], segments: &mut Vec<Segment>, scene: Found) {
    let (start, end) = (tokens[scene.from].start, tokens[scene.to - 1].end);
    let Some(mut from) = segments.iter().position(|segment| segment.end > start) else { return };
    let length = segments[from..].iter().position(|segment| segment.start >= end);
    let mut to = length.map_or(segments.len(), |length| from + length);
    // A particle of the last word acts on all of it.
    while to > from + 1 && matches!(segments[to - 1].what, What::Cue(_)) {
        to -= 1;
    }
    if !turned_away(text, segments, from, to) {
        // "My brother took his own life, so nothing like that"
        if points_back(&text[end..].to_lowercase()) && tells(&lexicon.wishes, text, segments, from)
        {
            let what = What::Told(Box::new(What::Warning(scene.warning, Vec::new())));
            segments.splice(from..to, [Segment { what, start, end }]);
        }
        return;
    }
    let vocabulary = lexicon.catalog.vocabulary();
    let innocent = |segment: &Segment| match &segment.what {
        What::Unknown | What::Filler | What::Fact(_) => true,
        What::Tropes(tropes, _) => {
            tropes.iter().all(|trope: &TropeIdx| vocabulary.warning_of(*trope).is_none())
        }
        _ => false,
    };
    let hangul = tokens[scene.from..scene.to].iter().any(|token| token.hangul);
    // "nothing where a teacher dates a student" turns no teacher away.
    let mut first = from;
    while first > 0
        && if hangul {
            innocent(&segments[first - 1]) && is_subject(&text[..segments[first - 1].end])
        } else {
            innocent(&segments[first - 1])
                || matches!(segments[first - 1].what, What::Cue(Cue::With | Cue::Reset))
        }
    {
        first -= 1;
    }
    if hangul || first > 0 && denies(&segments[first - 1]) {
        from = first;
    }
    // "Nobody hits his wife in the office", but "no man hits his wife slow burn romance".
    let mut tied = false;
    while to < segments.len()
        && innocent(&segments[to])
        && ((tied && !hangul) || !matches!(segments[to].what, What::Tropes(..)))
        && !refuses(text, &segments[to])
    {
        let said = &text[segments[to].start..segments[to].end];
        tied |= segments[to].what == What::Filler && is_function(&said.to_lowercase());
        to += 1;
    }
    let (start, end) = (segments[from].start, segments[to - 1].end);
    let what = What::Warning(scene.warning, Vec::new());
    segments.splice(from..to, [Segment { what, start, end }]);
}

/// Whether a Korean word is who does it, or to whom it is done.
fn is_subject(words: &str) -> bool {
    ["이", "가", "을", "를", "한테", "에게", "랑", "끼리", "에"]
        .iter()
        .any(|end| words.ends_with(end))
}

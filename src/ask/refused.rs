//! Content warnings that a wish turns away in words that no table joins to them. Who cannot bear
//! something says so in more ways than can be listed, so that a warning is taken as turned away
//! rather than as wished for where the words around it refuse and turn nothing else away.

use crate::catalog::{Catalog, TropeIdx, WarningIdx, is_hangul};

use super::cues::{Cue, Role};
use super::roles::Thing;
use super::segments::{Segment, What};

/// What is named for safety's sake unless the wish says that it is to be its subject.
const GRAVEST: [&str; 14] = [
    "sexual-violence",
    "suicide",
    "child-abuse",
    "domestic-violence",
    "self-harm",
    "death-of-a-child",
    "animal-cruelty",
    "pregnancy-loss",
    "eating-disorder",
    "grooming",
    "dubious-consent",
    "pseudo-incest",
    "racism",
    "homophobia",
];

/// Words near a thing that make it a subject, as in "about suicide", "성폭력을 다룬".
const SUBJECT: [&str; 27] = [
    "about",
    "deal",
    "theme",
    "topic",
    "handl",
    "portray",
    "explor",
    "heal",
    "recover",
    "prevent",
    "justice",
    "reveng",
    "aveng",
    "discuss",
    "stories of",
    "story of",
    "grie",
    "mourn",
    "cope",
    "surviv",
    "overcom",
    "다루",
    "다룬",
    "소재",
    "주제",
    "이야기",
    "극복",
];

/// How near, in letters.
const NEAR: usize = 30;

/// Words that deny.
const DENY: [&str; 34] = [
    "no",
    "not",
    "nope",
    "nah",
    "none",
    "never",
    "without",
    "don't",
    "doesn't",
    "won't",
    "can't",
    "cannot",
    "couldn't",
    "shouldn't",
    "isn't",
    "aren't",
    "avoid",
    "avoiding",
    "skip",
    "hate",
    "hates",
    "dislike",
    "zero",
    "nothing",
    "exclude",
    "excluding",
    "minus",
    "ban",
    "banned",
    "filter",
    "unless",
    "dodge",
    "❌",
    "enough",
];

/// Words of who cannot bear something.
const BEAR: [&str; 42] = [
    "trigger",
    "triggers",
    "triggered",
    "triggering",
    "tw",
    "cw",
    "warning",
    "warnings",
    "sensitive",
    "upset",
    "upsets",
    "upsetting",
    "uncomfortable",
    "limits",
    "limit",
    "unbearable",
    "scared",
    "afraid",
    "bother",
    "bothers",
    "distressing",
    "phobia",
    "nightmares",
    "sick",
    "flashbacks",
    "ick",
    "gross",
    "freak",
    "freaks",
    "disturb",
    "disturbs",
    "dealbreaker",
    "dealbreakers",
    "breaker",
    "breakers",
    "blacklist",
    "no's",
    "terrified",
    "relapse",
    "furious",
    "worst",
    "fear",
];

/// Beginnings of Korean words that refuse.
const REFUSE_KOREAN: [&str; 37] = [
    "싫",
    "없",
    "빼",
    "말고",
    "안",
    "못",
    "제외",
    "금지",
    "사절",
    "피하",
    "거르",
    "걸러",
    "힘들",
    "힘듭",
    "무서",
    "무섭",
    "트리거",
    "트라우마",
    "지뢰",
    "불편",
    "극혐",
    "않",
    "아닌",
    "아니",
    "별로",
    "노노",
    "그만",
    "괴로",
    "끔찍",
    "역겨",
    "질색",
    "패스",
    "꺼",
    "거부",
    "불쾌",
    "끔",
    "꺼림",
];

/// Words that begin so and refuse nothing.
const NO_REFUSAL: [&str; 12] = [
    "없나",
    "없을까",
    "안녕",
    "안방",
    "안타",
    "안정",
    "못지",
    "그만큼",
    "그만한",
    "빼어",
    "아니라",
    "아니면",
];

/// Words that point back at what was named.
const POINTS_BACK: [&str; 14] = [
    "that", "those", "it", "this", "them", "these", "such", "another", "again", "reminded",
    "remind", "reminds", "그런", "그거",
];

fn lower_words(text: &str, segment: &Segment) -> String {
    text[segment.start..segment.end].to_lowercase().replace('’', "'")
}

/// Whether a word that is no cue refuses. What is of several words is a figure of speech.
#[must_use]
pub fn refuses(text: &str, segment: &Segment) -> bool {
    if !matches!(segment.what, What::Filler | What::Unknown | What::Cue(_)) {
        return false;
    }
    let words = lower_words(text, segment);
    let hangul = words.chars().next().is_some_and(is_hangul);
    if hangul {
        let begins = |begin: &&str| words.starts_with(*begin);
        return REFUSE_KOREAN.iter().any(begins) && !NO_REFUSAL.iter().any(begins);
    }
    words == "ㄴㄴ" || DENY.contains(&words.as_str()) || BEAR.contains(&words.as_str())
}

/// Whether a word points back at what was named.
#[must_use]
pub fn points_back(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| POINTS_BACK.contains(&word))
}

/// Turns away the content warnings of a wish that its words refuse.
pub fn read(catalog: &Catalog, text: &str, segments: &[Segment], things: &mut Vec<Thing>) {
    let clauses = Clauses { text, segments, things };
    let mut refused: Vec<Thing> = Vec::new();
    for thing in clauses.things {
        let because = thing.role == Role::Neutral && is_reason(text, thing);
        let wished = because || matches!(thing.role, Role::Plain | Role::Like | Role::More);
        let Some(warning) = warning_of(catalog, &thing.what).filter(|_| wished) else { continue };
        if because || gravest(catalog, text, thing, warning) || clauses.refuse(thing.start, false) {
            let what = What::Warning(warning, Vec::new());
            refused.push(Thing { what, role: Role::Avoid, ..thing.clone() });
        }
    }
    for segment in segments {
        let What::Told(what) = &segment.what else { continue };
        let Some(warning) = warning_of(catalog, what) else { continue };
        let known = things.iter().any(|thing| thing.start == segment.start);
        if !known && clauses.refuse(segment.start, true) {
            refused.push(Thing {
                what: What::Warning(warning, Vec::new()),
                role: Role::Avoid,
                weight: 1.0,
                group: 0,
                start: segment.start,
                end: segment.end,
            });
        }
    }
    for thing in refused {
        match things.iter().position(|other| other.start >= thing.start) {
            Some(at) if things[at].start == thing.start => things[at] = thing,
            Some(at) => things.insert(at, thing),
            None => things.push(thing),
        }
    }
}

/// Leaves out the words that mean nothing right beside a content warning that is turned away: in "no
/// cheating spineless men" the cheating is what matters.
pub fn without_modifiers(catalog: &Catalog, segments: &[Segment], things: &mut Vec<Thing>) {
    let turned =
        |thing: &Thing| thing.role.is_negative() && warning_of(catalog, &thing.what).is_some();
    let parted = |from: usize, to: usize| {
        let within = segments.iter().filter(|segment| segment.start >= from && segment.end <= to);
        within.into_iter().any(|segment| {
            matches!(
                segment.what,
                What::Comma | What::Stop | What::Cue(Cue::And | Cue::Or | Cue::Before(..))
            )
        })
    };
    let beside = |at: usize, other: usize| {
        let (first, last) = (&things[at.min(other)], &things[at.max(other)]);
        turned(&things[other]) && !parted(first.end, last.start)
    };
    // "Gambling addiction is a trigger": whatever role a word has that stands right beside.
    let touches = |at: usize| {
        let neighbours = [at.checked_sub(1), (at + 1 < things.len()).then_some(at + 1)];
        neighbours.into_iter().flatten().any(|other| {
            let (first, last) = (&things[at.min(other)], &things[at.max(other)]);
            turned(&things[other]) && last.start == first.end + 1
        })
    };
    let modifies = |at: usize| {
        if things[at].what == What::Unknown && touches(at) {
            return true;
        }
        let unknown = things[at].what == What::Unknown && things[at].role.is_negative();
        let words = |other: &&usize| things[**other].what == What::Unknown;
        let before: Vec<usize> = (0..at).rev().collect();
        let behind: Vec<usize> = (at + 1..things.len()).collect();
        let nearest = |others: &[usize]| others.iter().find(|other| !words(other)).copied();
        unknown
            && [nearest(&before), nearest(&behind)]
                .into_iter()
                .flatten()
                .any(|other| beside(at, other))
    };
    let kept: Vec<bool> = (0..things.len()).map(|at| !modifies(at)).collect();
    let mut kept = kept.iter();
    things.retain(|_| kept.next().copied().unwrap_or(true));
}

/// The content warning that something names, where it names that alone.
fn warning_of(catalog: &Catalog, what: &What) -> Option<WarningIdx> {
    let of = |trope: TropeIdx| catalog.vocabulary().warning_of(trope);
    match what {
        What::Warning(warning, _) => Some(*warning),
        What::Tropes(tropes, _) if tropes.len() == 1 => of(tropes[0]),
        _ => None,
    }
}

/// "Sad, but not because of cancer": no other cause is as grave.
fn is_reason(text: &str, thing: &Thing) -> bool {
    let before = text[..thing.start].trim_end().to_lowercase();
    ["not because of", "not because of the"].iter().any(|cue| before.ends_with(cue))
}

/// Whether a thing is of those that hardly anyone wishes for, and not what the drama is to be about.
fn gravest(catalog: &Catalog, text: &str, thing: &Thing, warning: WarningIdx) -> bool {
    let id = catalog.vocabulary().warning_id(warning);
    GRAVEST.contains(&id) && thing.role == Role::Plain && !is_subject(text, thing)
}

/// Whether the words around a thing, in its sentence, make it what the drama is to be about.
fn is_subject(text: &str, thing: &Thing) -> bool {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ';' | '\n');
    let before = text[..thing.start].rsplit(ends).next().unwrap_or_default();
    let behind = text[thing.end..].split(ends).next().unwrap_or_default();
    let last: Vec<char> = before.chars().rev().take(NEAR).collect();
    let near: String =
        last.into_iter().rev().chain([' ']).chain(behind.chars().take(NEAR)).collect();
    let near = near.to_lowercase();
    SUBJECT.iter().any(|word| near.contains(word))
}

/// The clauses of a wish.
struct Clauses<'t> {
    text: &'t str,
    segments: &'t [Segment],
    things: &'t [Thing],
}

impl Clauses<'_> {
    /// Whether the clause of what stands here refuses it, or a clause behind it that names nothing
    /// of its own: "Suicide? Then no.", "I was stalked, so nothing like that". What was `told` of
    /// oneself is refused by words that point back at it alone.
    fn refuse(&self, start: usize, told: bool) -> bool {
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
            let clause = &self.segments[from..end];
            let own = from <= here && here < end;
            let spent = self.turns_away(clause);
            if own && told && !spent && self.suffers(clause) {
                return true;
            }
            if !spent && self.clause_refuses(clause, start, own && !told) {
                return true;
            }
            // Whatever is named or denied behind it ends the matter.
            if !told && !own && (spent || self.names_something(clause)) {
                return false;
            }
            if self.segments.get(end).is_some_and(|segment| segment.what == What::Stop) {
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
                let refuses = |segment: &Segment| refuses(self.text, segment);
                return !self.names_something(clause) && clause.iter().any(refuses);
            }
            match first {
                Some(first) => end = first,
                None => return false,
            }
        }
    }

    /// Whether who tells of themselves says that they cannot bear it.
    fn suffers(&self, clause: &[Segment]) -> bool {
        clause.iter().any(|segment| {
            let plain = matches!(segment.what, What::Filler | What::Unknown);
            plain && BEAR.contains(&lower_words(self.text, segment).as_str())
        })
    }

    fn parts(&self, segment: &Segment) -> bool {
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
    fn turns_away(&self, clause: &[Segment]) -> bool {
        self.within(clause).any(|thing| {
            let said = thing.role.is_negative() || thing.role == Role::Neutral;
            said && !matches!(thing.what, What::Unknown)
        })
    }

    fn names_something(&self, clause: &[Segment]) -> bool {
        self.within(clause).any(|thing| thing.what != What::Unknown)
    }

    /// Whether a word of a clause refuses what begins at `start`, in this clause or before it.
    fn clause_refuses(&self, clause: &[Segment], start: usize, own: bool) -> bool {
        let all: Vec<String> =
            clause.iter().map(|segment| lower_words(self.text, segment)).collect();
        let points = |at: usize| all[at..].iter().any(|words| points_back(words));
        // "If there is stalking I don't watch"
        let mine = |at: usize| {
            at.checked_sub(1).is_some_and(|at| matches!(all[at].as_str(), "i" | "i'd" | "we"))
        };
        // "Keep gore out of my evening"
        let said_before = |words: &[&str]| {
            let before = clause.iter().zip(&all).filter(|(segment, _)| segment.start < start);
            before.into_iter().any(|(_, said)| words.contains(&said.as_str()))
        };
        let out = clause.iter().zip(&all).any(|(segment, said)| {
            segment.start > start && matches!(said.split(' ').next(), Some("out" | "away"))
        });
        if own && out && said_before(&["keep", "leave"]) {
            return true;
        }
        // "Then no", "I'm out": nothing else is said.
        let bare = clause.iter().all(|segment| {
            matches!(segment.what, What::Filler | What::Cue(_)) || refuses(self.text, segment)
        });
        for (at, segment) in clause.iter().enumerate() {
            let refuses = match segment.what {
                What::Cue(Cue::Before(Role::Less, _)) => false,
                What::Cue(Cue::Before(role, _)) if segment.start > start && own => {
                    role.is_negative() && (points(at) || mine(at))
                }
                // "I hate waiting so give me murders"
                What::Cue(Cue::Before(role, _)) if own => {
                    let behind = clause[at + 1..].iter();
                    let mut between = behind.take_while(|segment| segment.start < start);
                    let wishes = |segment: &Segment| {
                        matches!(segment.what, What::Cue(Cue::Reset | Cue::With | Cue::Weight(_)))
                    };
                    role.is_negative() && !between.any(wishes)
                }
                What::Cue(
                    Cue::Before(role, _) | Cue::After(role) | Cue::Back(role) | Cue::Verdict(role),
                ) => role.is_negative(),
                _ => refuses(self.text, segment),
            };
            if refuses && (own || points(0) || bare) {
                return true;
            }
        }
        false
    }
}

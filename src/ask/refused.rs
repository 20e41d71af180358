//! Content warnings that a wish turns away in words that no table joins to them. Who cannot bear
//! something says so in more ways than can be listed, so that a warning is taken as turned away
//! rather than as wished for where the words around it refuse and turn nothing else away.

use std::ops::Range;

use crate::catalog::{Catalog, TropeIdx, WarningIdx, is_hangul};
use crate::encode::stems::Stemmer;

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

/// Words near a thing that make it a subject, as in "about suicide"; their other forms count too.
const SUBJECT: [&str; 27] = [
    "about",
    "deal",
    "theme",
    "topic",
    "handle",
    "portray",
    "portrayal",
    "explore",
    "exploration",
    "heal",
    "recover",
    "recovery",
    "prevent",
    "prevention",
    "justice",
    "revenge",
    "avenge",
    "discuss",
    "discussion",
    "grief",
    "grieve",
    "mourn",
    "cope",
    "survive",
    "survivor",
    "survival",
    "overcome",
];

/// The same in Korean, where a word goes on: "성폭력을 다룬".
const SUBJECT_KOREAN: [&str; 6] = ["다루", "다룬", "소재", "주제", "이야기", "극복"];

/// How near, in letters.
const NEAR: usize = 30;

/// Words of an outright wish.
const WISHED: [&str; 4] = ["want", "i want", "wants", "looking for"];

/// What is wished for, as in "a drama on racism".
const DRAMA: [&str; 9] =
    ["drama", "dramas", "kdrama", "kdramas", "series", "show", "shows", "story", "stories"];

/// Words that deny.
const DENY: [&str; 35] = [
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
    "can't get",
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
const BEAR: [&str; 37] = [
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
    "unbearable",
    "scared",
    "afraid",
    "bother",
    "bothers",
    "distressing",
    "phobia",
    "nightmares",
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
];

/// Words that say so only of who asks: "my worst fear", "it makes me furious".
const BEAR_OF_ONESELF: [&str; 5] = ["limit", "sick", "furious", "worst", "fear"];

/// Who asks.
const ONESELF: [&str; 5] = ["i", "i'm", "me", "my", "mine"];

/// What someone in a drama does not do to what they suffer: "who never forgives her bullies".
pub const UNDONE: [&str; 12] = [
    "forgive", "forgives", "forget", "forgets", "escape", "escapes", "stop", "stops", "outrun",
    "flee", "resist", "lose",
];

/// What nobody does with a good drama: "a stalker thriller you can't predict".
const UNDONE_BY_VIEWERS: [&str; 5] = ["predict", "guess", "forget", "resist", "miss"];

/// Beginnings of Korean words that refuse.
const REFUSE_KOREAN: [&str; 35] = [
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
    "역겨",
    "질색",
    "패스",
    "꺼",
    "거부",
    "불쾌",
    "끔",
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

/// Beginnings of verbs that refuse where "안" or "못" stands before them.
const REFUSING_VERBS: [&str; 42] = [
    "보", "봐", "봅", "볼", "본", "봄", "봤", "나", "돼", "되", "됨", "됩", "됐", "견", "버티",
    "참", "원", "들", "있", "다루", "다뤄", "내키", "맞", "땡", "끌", "싫", "좋", "하", "해", "했",
    "넣", "즐", "받", "섞", "끼", "찾", "추천", "시청", "필요", "죽", "때", "다치",
];

/// Ends of Korean words that end a clause.
const FINAL_KOREAN: [&str; 14] =
    ["요", "다", "함", "음", "임", "돼", "됨", "봐", "아", "어", "해", "죠", "네", "지"];

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
    words == "ㄴㄴ" || DENY.contains(&words.as_str()) || bears(&words)
}

/// Whether a word is of who cannot bear something.
fn bears(words: &str) -> bool {
    BEAR.contains(&words) || BEAR_OF_ONESELF.contains(&words)
}

/// Whether a refusing word behind a thing only says how good it is: "funny enough", "you can't
/// predict".
#[must_use]
pub fn praises(last: &str, word: &str, next: &str) -> bool {
    // "I had bullying and gore enough"
    let enough = word == "enough" && !matches!(last, "had" | "seen" | "i've" | "and" | "or");
    enough || (last == "you" && UNDONE_BY_VIEWERS.contains(&next))
}

/// Whether a refusing word refuses something else than the thing of its clause, or nothing.
/// At the `turn` before the thing a wish of its own begins.
fn refuses_else(words: &[String], at: usize, thing: usize, turn: Option<usize>) -> bool {
    let word = words[at].as_str();
    let next = words.get(at + 1).map_or("", String::as_str);
    let among =
        |words: &[String], these: &[&str]| words.iter().any(|word| these.contains(&word.as_str()));
    if word.chars().next().is_some_and(is_hangul) {
        return refuses_else_korean(words, at, thing);
    }
    // "With no fear": who is in it has none.
    if matches!(word, "no" | "with no") && next == "fear" && at + 2 < thing {
        return !among(&words[at + 2..thing.min(at + 5)], &["of", "or", "and"]);
    }
    if BEAR_OF_ONESELF.contains(&word) {
        let near = &words[at.saturating_sub(3)..words.len().min(at + 4)];
        let names = at > 0 && words[at - 1] == "the" && at + 1 == thing;
        let mine = |said: &String| said.ends_with(" me") || said.starts_with("my ");
        if names || !(among(near, &ONESELF) || near.iter().any(mine)) {
            return true;
        }
    }
    if at > thing {
        // "Funny enough"; but "I had bullying enough".
        return at > thing + 1 && praises(&words[at - 1], word, next);
    }
    if turn.is_some_and(|turn| turn > at) {
        return true;
    }
    // "A heroine who never forgives her bullies"
    let relative = |word: &String| matches!(word.as_str(), "who" | "that" | "which");
    at > 0 && relative(&words[at - 1]) && UNDONE.contains(&next)
}

/// The same in Korean, where most words that refuse do so by what they stand at: "못 봐요", but "못
/// 잊는 엄마".
fn refuses_else_korean(words: &[String], at: usize, thing: usize) -> bool {
    let word = words[at].as_str();
    // What stands before the thing and is said of another: "아무것도 없는 왕따 여주".
    let modifies = ["없는", "없던", "없이", "힘들게", "힘들던", "힘들었던"];
    if at < thing && modifies.iter().any(|form| word.starts_with(form)) {
        return true;
    }
    if word.starts_with('꺼') {
        let goes_on = ["꺼려", "꺼리", "꺼림", "꺼버", "꺼요", "꺼져"];
        let condition = at > 0 && words[at - 1].ends_with('면');
        return !condition && !goes_on.iter().any(|form| word.starts_with(form));
    }
    // What is of several words is a cue of its own.
    let verb = word.strip_prefix(['안', '못']).filter(|_| !word.contains(' '));
    let Some(verb) = verb else { return false };
    let (verb, last) = match (verb, words.get(at + 1)) {
        ("", Some(next)) => (next.as_str(), at + 2 == words.len()),
        (verb, _) => (verb, at + 1 == words.len()),
    };
    let ends = |end: &&str| verb.ends_with(*end);
    let refuses = REFUSING_VERBS.iter().any(|begin| verb.starts_with(begin));
    !refuses && !(last && (verb.is_empty() || FINAL_KOREAN.iter().any(ends)))
}

/// Whether a word points back at what was named.
#[must_use]
pub fn points_back(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| POINTS_BACK.contains(&word))
}

/// Turns away the content warnings of a wish that its words refuse.
pub fn read(catalog: &Catalog, text: &str, segments: &[Segment], things: &mut Vec<Thing>) {
    let lowered = segments.iter().map(|segment| lower_words(text, segment)).collect();
    let clauses = Clauses { text, segments, lowered, things };
    let mut refused: Vec<Thing> = Vec::new();
    for thing in clauses.things {
        let because = thing.role == Role::Neutral && is_reason(text, thing);
        let wished = because || matches!(thing.role, Role::Plain | Role::Like | Role::More);
        let Some(warning) = warning_of(catalog, &thing.what).filter(|_| wished) else { continue };
        if because || clauses.gravest(catalog, thing, warning) || clauses.refuse(thing.start, false)
        {
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

/// Whether words in small letters say what a drama is about.
fn names_subject(words: &str) -> bool {
    let stemmer = Stemmer::default();
    let subjects = SUBJECT.map(|subject| stemmer.stem(subject).into_owned());
    let mut english = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let known = |word: &str| subjects.iter().any(|subject| *subject == stemmer.stem(word));
    if english.any(known) || ["stories of", "story of"].iter().any(|tale| words.contains(tale)) {
        return true;
    }
    // "자살 이야기는 싫어요": what is said of the stories comes behind.
    let words = words.replace("이야기는", "");
    SUBJECT_KOREAN.iter().any(|subject| words.contains(subject))
}

/// The clauses of a wish.
struct Clauses<'t> {
    text: &'t str,
    segments: &'t [Segment],
    /// The words of each segment in small letters.
    lowered: Vec<String>,
    things: &'t [Thing],
}

impl Clauses<'_> {
    /// Whether a thing is of those that hardly anyone wishes for, and neither what the drama is to
    /// be about nor wished outright.
    fn gravest(&self, catalog: &Catalog, thing: &Thing, warning: WarningIdx) -> bool {
        let id = catalog.vocabulary().warning_id(warning);
        GRAVEST.contains(&id)
            && thing.role == Role::Plain
            && !self.is_subject(thing)
            && !self.wished(thing)
    }

    /// The places of the clause that holds the segment at this place.
    fn clause(&self, at: usize) -> Range<usize> {
        let first = self.segments[..at].iter().rposition(|segment| self.parts(segment));
        let last = self.segments[at..].iter().position(|segment| self.parts(segment));
        let end = last.map_or(self.segments.len(), |length| at + length);
        first.map_or(0, |first| first + 1)..end
    }

    /// Whether the words around a thing, in its clause, make it what the drama is to be about; of
    /// a bare part of a list those before the list do.
    fn is_subject(&self, thing: &Thing) -> bool {
        let Some(mut at) = self.segments.iter().position(|segment| segment.start == thing.start)
        else {
            return false;
        };
        let clause = &self.segments[self.clause(at)];
        let start = clause.first().map_or(thing.start, |segment| segment.start);
        let end = clause.last().map_or(thing.end, |segment| segment.end).max(thing.end);
        let last: Vec<char> = self.text[start..thing.start].chars().rev().take(NEAR).collect();
        let near: String = last.into_iter().rev().collect();
        let behind: String = self.text[thing.end..end].chars().take(NEAR).collect();
        let near = near.to_lowercase();
        let tells = |drama: &&str| near.trim_end().ends_with(&format!("{drama} on"));
        if names_subject(&format!("{near} {behind}").to_lowercase()) || DRAMA.iter().any(tells) {
            return true;
        }
        // "About grief, loss and suicide"
        loop {
            let places = self.clause(at);
            let first = places.start;
            let clause = &self.segments[places.clone()];
            let listed = |segment: &Segment| {
                matches!(
                    segment.what,
                    What::Tropes(..) | What::Warning(..) | What::Cue(Cue::And | Cue::Or)
                )
            };
            if !clause.iter().all(listed) {
                let about = self.lowered[places].iter().any(|said| said == "about");
                return about && !self.turns_away(clause);
            }
            let comma = first.checked_sub(1);
            match comma.filter(|mark| self.segments[*mark].what == What::Comma) {
                Some(comma) if comma > 0 && !self.parts(&self.segments[comma - 1]) => {
                    at = comma - 1;
                }
                _ => return false,
            }
        }
    }

    /// "I want an honest abuse drama": whether a thing is asked for outright, and nothing else is
    /// said of it.
    fn wished(&self, thing: &Thing) -> bool {
        let Some(at) = self.segments.iter().position(|segment| segment.start == thing.start) else {
            return false;
        };
        let places = self.clause(at);
        let (clause, words) = (&self.segments[places.clone()], &self.lowered[places.clone()]);
        let here = at - places.start;
        let Some(wish) = words[..here].iter().rposition(|said| WISHED.contains(&said.as_str()))
        else {
            return false;
        };
        let leads = |said: &String| matches!(said.as_str(), "i" | "we" | "i'm" | "please");
        let named = |(segment, said): (&Segment, &String)| match segment.what {
            What::Tropes(..) | What::Warning(..) => true,
            What::Cue(Cue::And | Cue::Or | Cue::With) => true,
            _ => said == "please" || DRAMA.contains(&said.as_str()),
        };
        // "I want to know", "I want a break from", "I want a warning for"
        const ELSE: [&str; 10] = [
            "to", "if", "whether", "out", "after", "from", "against", "for", "warning", "warnings",
        ];
        let other = |(segment, said): (&Segment, &String)| {
            refuses(self.text, segment) || said.split(' ').any(|word| ELSE.contains(&word))
        };
        words[..wish].iter().all(leads)
            && !clause[wish + 1..here].iter().zip(&words[wish + 1..here]).any(other)
            && clause[here + 1..].iter().zip(&words[here + 1..]).all(named)
    }

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
            let (clause, words) = (&self.segments[from..end], &self.lowered[from..end]);
            let own = from <= here && here < end;
            let spent = self.turns_away(clause);
            if own && told && !spent && self.suffers(clause) {
                return true;
            }
            if !spent && self.clause_refuses(clause, words, start, own && !told) {
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
                return !self.names_something(clause) && self.label_refuses(clause);
            }
            match first {
                Some(first) => end = first,
                None => return false,
            }
        }
    }

    /// Whether a label refuses: not "any triggers are fine" or "no limits", and "no" of nothing else
    /// than the list, so not "no subtitles".
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
            let plain = matches!(segment.what, What::Filler | What::Unknown);
            plain && bears(&lower_words(self.text, segment))
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
            segment.start > start && matches!(said.split(' ').next(), Some("out" | "away"))
        });
        if own && out && said_before(&["keep", "leave"]) {
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

//! From words to segments: titles, people, services, tropes, limits, cues, and what is none of
//! them.

use std::collections::HashSet;

use crate::catalog::{Catalog, DramaIdx, TropeIdx};

use super::cues::{Cue, Reach, Role, VERBS};
use super::facts::Fact;
use super::names::{Names, Service, without_particle};
use super::numbers::{self, Limit};
use super::table::{By, PhraseTable};
use super::token::{Token, TokenKind, tokens};
use super::words::{self, phrases};

/// Words after "like" that may be a title with a slip of the keyboard.
const LONGEST_GUESS: usize = 8;

/// What a segment is.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A title; whether it was guessed from what was typed.
    Title(DramaIdx, bool),
    /// A lead, writer or director.
    Person(String),
    /// A service or network.
    Service(Service),
    /// Tropes, and whether more of them is asked for by the form of the word.
    Tropes(Vec<TropeIdx>, bool),
    /// A limit.
    Limit(Limit),
    /// A fact.
    Fact(Fact),
    /// A cue.
    Cue(Cue),
    /// The end of a sentence.
    Stop,
    /// A comma.
    Comma,
    /// Words without meaning here.
    Filler,
    /// A title that the catalogue does not have.
    UnknownTitle,
    /// A word that means nothing yet.
    Unknown,
}

/// A piece of a wish.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// What it is.
    pub what: What,
    /// Offset of its first byte.
    pub start: usize,
    /// Offset behind its last byte.
    pub end: usize,
}

/// Words that mean more of their trope.
const COMPARATIVES: [&str; 14] = [
    "sadder", "happier", "warmer", "sweeter", "calmer", "slower", "faster", "lighter", "darker",
    "grittier", "funnier", "scarier", "creepier", "bloodier",
];

/// What is known of words, made once for a catalogue.
#[derive(Debug)]
pub struct Lexicon<'a> {
    catalog: &'a Catalog,
    names: Names<'a>,
    cues: PhraseTable<Cue>,
    verdicts: PhraseTable<Role>,
    /// Each without its blanks.
    beginnings: Vec<(&'static str, Cue)>,
    facts: PhraseTable<Fact>,
    idioms: PhraseTable<()>,
    tropes: PhraseTable<Vec<TropeIdx>>,
    filler: HashSet<&'static str>,
}

impl<'a> Lexicon<'a> {
    /// The words of a catalogue and its vocabulary.
    #[must_use]
    pub fn new(catalog: &'a Catalog) -> Self {
        let mut cues = PhraseTable::new(By::Word);
        for (name, phrase) in words::CUES.into_iter().flat_map(phrases) {
            if let Some(cue) = Cue::named(name) {
                cues.add(&tokens(phrase), cue);
            }
        }
        let mut verdicts = PhraseTable::new(By::Word);
        for (name, phrase) in phrases(words::VERDICTS) {
            let Some(Cue::Verdict(role)) = Cue::named(name) else { continue };
            verdicts.add(&tokens(phrase), role);
            for verb in VERBS {
                verdicts.add(&tokens(&format!("{verb} {phrase}")), role);
            }
        }
        let beginnings = phrases(words::BEGINNINGS);
        let beginnings = beginnings.filter_map(|(name, begin)| Some((begin, Cue::named(name)?)));
        let mut facts = PhraseTable::new(By::Word);
        for (name, phrase) in phrases(words::FACTS) {
            if let Some(fact) = Fact::named(name) {
                facts.add(&tokens(phrase), fact);
            }
        }
        let mut idioms = PhraseTable::new(By::Word);
        phrases(words::IDIOMS).for_each(|(_, phrase)| idioms.add(&tokens(phrase), ()));
        let names = Names::new(catalog);
        Self {
            catalog,
            names,
            cues,
            verdicts,
            beginnings: beginnings.collect(),
            facts,
            idioms,
            tropes: tropes(catalog),
            filler: phrases(words::FILLER).map(|(_, word)| word).collect(),
        }
    }

    /// The catalogue.
    #[must_use]
    pub fn catalog(&self) -> &'a Catalog {
        self.catalog
    }

    /// Cuts a text into segments.
    #[must_use]
    pub fn segments(&self, text: &str) -> Vec<Segment> {
        let tokens = tokens(text);
        let mixed = names_have_capitals(text, &tokens);
        let mut cutter = Cutter {
            lexicon: self,
            text,
            tokens: &tokens,
            mixed,
            small: text.chars().any(char::is_lowercase),
            titles: Titles::Possible,
            weary: false,
            segments: Vec::new(),
        };
        let mut at = 0;
        while at < tokens.len() {
            at = cutter.cut(at);
        }
        told_of_oneself(text, &mut cutter.segments);
        cutter.segments
    }
}

/// Words with which a sentence begins that tells of who asks.
const SELF: [&str; 14] = [
    "i", "i'm", "i've", "my", "we", "we've", "we're", "our", "so my", "so i", "so we", "im", "ive",
    "and my",
];

/// Words that wish, or tell what was seen: what stands behind them is about dramas.
const WISHES: [&str; 116] = [
    "want",
    "wanna",
    "need",
    "needs",
    "like",
    "liked",
    "likes",
    "love",
    "loved",
    "loves",
    "loving",
    "enjoy",
    "enjoyed",
    "enjoys",
    "prefer",
    "looking",
    "look",
    "mood",
    "give",
    "show",
    "shows",
    "recommend",
    "suggest",
    "crave",
    "craving",
    "into",
    "after",
    "finished",
    "seen",
    "saw",
    "watch",
    "watched",
    "watching",
    "favourite",
    "favorite",
    "favourites",
    "favorites",
    "obsessed",
    "fan",
    "miss",
    "missing",
    "hate",
    "can't",
    "cannot",
    "don't",
    "no",
    "not",
    "without",
    "something",
    "anything",
    "drama",
    "dramas",
    "kdrama",
    "kdramas",
    "series",
    "about",
    "mind",
    "only",
    "would",
    "feel",
    "adore",
    "hooked",
    "sucker",
    "with",
    "wants",
    "wanted",
    "wanting",
    "needed",
    "adores",
    "adored",
    "adoring",
    "craves",
    "desire",
    "desires",
    "hates",
    "hated",
    "hating",
    "dislike",
    "dislikes",
    "disliked",
    "watches",
    "rewatched",
    "binged",
    "binging",
    "enjoying",
    "preferred",
    "prefers",
    "favours",
    "rec",
    "recs",
    "recommendation",
    "recommendations",
    "suggestions",
    "wish",
    "wishes",
    "crazy",
    "keen",
    "rather",
    "allergic",
    "tired",
    "sick",
    "bored",
    "done",
    "enough",
    "fans",
    "fond",
    "interested",
    "asks",
    "ask",
    "asking",
    "bring",
    "find",
    "search",
    "searching",
    "hunting",
    "starring",
];

/// "My mother got dementia. We broke up.": tropes that a sentence about oneself names before it
/// wishes for anything are not asked for.
fn told_of_oneself(text: &str, segments: &mut [Segment]) {
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
                        WISHES.contains(&word).then_some(at)
                    })
                    .unwrap_or(usize::MAX);
                for segment in &mut segments[from..end] {
                    let story = matches!(segment.what, What::Tropes(..) | What::Unknown);
                    if story && segment.start - start < wish {
                        segment.what = What::Filler;
                    }
                }
            }
        }
        from = end + 1;
    }
}

/// Whether the text writes names with capitals: one stands where no sentence begins.
fn names_have_capitals(text: &str, tokens: &[Token]) -> bool {
    let mut begins = true;
    for token in tokens {
        let plain = begins || token.lower == "i" || token.lower.starts_with("i'");
        let small = text[token.start..token.end].contains(char::is_lowercase);
        if token.kind == TokenKind::Word && token.capital && small && !plain {
            return true;
        }
        begins = token.kind == TokenKind::Stop;
    }
    false
}

/// The names that tropes have, those of viewers, and aliases, in this order.
pub fn tropes(catalog: &Catalog) -> PhraseTable<Vec<TropeIdx>> {
    let vocabulary = catalog.vocabulary();
    let mut table = PhraseTable::new(By::Stem);
    let all =
        || vocabulary.tropes().iter().enumerate().map(|(at, trope)| (TropeIdx(at as u16), trope));
    for (idx, trope) in all() {
        for name in [trope.id.replace('-', " "), trope.label.clone(), trope.label_ko.clone()] {
            table.add(&tokens(&name), vec![idx]);
        }
    }
    let id_of = |id: &&str| vocabulary.find(id).filter(|idx| vocabulary.trope(*idx).id == *id);
    for (ids, phrase) in words::TROPES.into_iter().flat_map(phrases) {
        let meant: Option<Vec<TropeIdx>> = ids.split(" + ").map(|id| id_of(&id)).collect();
        if let Some(meant) = meant {
            table.add(&tokens(phrase), meant);
        }
    }
    // "no romance" is a denial like any other.
    let denies =
        |name: &str| ["no ", "without ", "not "].iter().any(|start| name.starts_with(start));
    for (idx, trope) in all() {
        for alias in trope.aliases.iter().filter(|alias| !denies(alias)) {
            table.add(&tokens(alias), vec![idx]);
        }
    }
    table
}

/// Whether a title may stand here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Titles {
    /// After "like": what stands here is a title.
    Expected,
    /// At the beginning, after "loved", after another title.
    Possible,
    /// Only where it is written as one.
    Marked,
}

struct Cutter<'t, 'a> {
    lexicon: &'t Lexicon<'a>,
    text: &'t str,
    tokens: &'t [Token],
    /// Whether the text writes names with capitals.
    mixed: bool,
    /// Whether it has small letters, so that a word of capitals alone stands out.
    small: bool,
    titles: Titles,
    /// Whether "after dark ones" stands before a "like": the titles are what there was enough of.
    weary: bool,
    segments: Vec<Segment>,
}

impl Cutter<'_, '_> {
    fn push(&mut self, what: What, from: usize, to: usize) {
        let (start, end) = (self.tokens[from].start, self.tokens[to - 1].end);
        self.titles = match &what {
            What::Cue(Cue::Before(Role::Like | Role::Dislike, _))
                if self.names_a_title(from, to) =>
            {
                Titles::Expected
            }
            What::Cue(Cue::Before(role, _)) if role.of_titles() => Titles::Possible,
            What::Cue(Cue::And | Cue::Or | Cue::Asker(_) | Cue::Weight(_))
            | What::Comma
            | What::Filler => self.titles,
            What::Title(..) | What::UnknownTitle | What::Stop => Titles::Possible,
            What::Cue(Cue::Before(Role::Avoid, _)) => Titles::Possible,
            _ => Titles::Marked,
        };
        match &what {
            What::Cue(Cue::Before(Role::Less, Reach::All)) => self.weary = true,
            What::Cue(Cue::Before(..)) | What::Stop => self.weary = false,
            _ => {}
        }
        self.segments.push(Segment { what, start, end });
    }

    /// "like" that is no verb: "something like X", not "I like romance".
    fn names_a_title(&self, from: usize, to: usize) -> bool {
        let words = &self.text[self.tokens[from].start..self.tokens[to - 1].end].to_lowercase();
        let comparison = [
            "like",
            "similar",
            "reminds",
            "remind",
            "vibe",
            "counterpart",
            "version of",
            "fans of",
            "fan of",
            "vein",
            "lines of",
            "unlike",
            "reminiscent",
            "comparable",
            "style of",
            "mix of",
            "cross between",
            "than",
        ];
        let verb = matches!(
            self.tokens[from.saturating_sub(1)].lower.as_str(),
            "i" | "she"
                | "he"
                | "we"
                | "they"
                | "you"
                | "who"
                | "also"
                | "really"
                | "both"
                | "don't"
                | "would"
                | "that"
                | "if"
        ) && from > 0;
        let turned = ["don't", "didn't", "doesn't"].iter().any(|start| words.starts_with(start));
        let compares = comparison.iter().any(|word| words.contains(word));
        compares && !turned && (!verb || words != "like")
    }

    /// What was said last, words that only join the parts of a list aside.
    fn before_list_words(&self) -> Option<&What> {
        let joins = |what: &What| {
            matches!(what, What::Comma | What::Filler | What::Cue(Cue::And | Cue::Or))
        };
        self.segments.iter().rev().map(|segment| &segment.what).find(|what| !joins(what))
    }

    fn cut(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        match token.kind {
            TokenKind::Quoted => return self.quoted(at),
            TokenKind::Stop if self.abbreviates(at) => {
                self.push(What::Filler, at, at + 1);
                return at + 1;
            }
            TokenKind::Stop => {
                self.push(What::Stop, at, at + 1);
                return at + 1;
            }
            TokenKind::Comma => {
                self.push(What::Comma, at, at + 1);
                return at + 1;
            }
            TokenKind::Word => {}
        }
        let other = self.other(at);
        if let Some((end, drama)) = self.named_like(at) {
            self.push(What::Title(drama, true), at, end);
            return end;
        }
        if let Some((end, drama, guessed, particle)) = self.title(at, other.as_ref()) {
            self.push(What::Title(drama, guessed), at, end);
            self.particle(particle, end);
            return self.skip_description(end);
        }
        if other.as_ref().is_none_or(|(end, what, _)| {
            *end == at + 1 && !matches!(what, What::Person(_) | What::Service(_) | What::Limit(_))
        }) && self.is_unknown_name(at)
        {
            return self.guess(at);
        }
        if other.as_ref().is_none_or(|(end, ..)| *end == at + 1)
            && let Some((end, drama, particle)) = self.series(at)
        {
            self.push(What::Title(drama, true), at, end);
            self.particle(particle, end);
            return end;
        }
        if let Some((end, what, particle)) = other {
            if matches!(what, What::Cue(Cue::Verdict(_))) {
                self.join_to_verdict();
            }
            self.push(what, at, end);
            self.particle(particle, end);
            return end;
        }
        let listed = self.titles == Titles::Possible
            && self.mixed
            && token.capital
            && matches!(self.before_list_words(), Some(What::UnknownTitle | What::Title(..)));
        // "similar to Its ok": a capital where no sentence begins is of a name.
        let name = self.titles == Titles::Expected && self.mixed && token.capital;
        if (self.titles == Titles::Expected || listed) && (name || !self.is_filler(at)) {
            return self.guess(at);
        }
        let what = if self.is_filler(at) { What::Filler } else { What::Unknown };
        self.push(what, at, at + 1);
        at + 1
    }

    /// A dash, a colon or a question mark before a verdict parts nothing.
    fn join_to_verdict(&mut self) {
        let Some(last) = self.segments.len().checked_sub(1) else { return };
        if self.segments[last].what == What::Comma || self.asks(&self.segments[last]) {
            self.segments[last].what = What::Filler;
        }
    }

    /// "the Reply series", "응답하라 시리즈": the drama with which the series begins.
    fn series(&self, at: usize) -> Option<(usize, DramaIdx, Option<&'static str>)> {
        const SERIES: [&str; 6] = ["series", "trilogy", "franchise", "시리즈", "saga", "universe"];
        if !(self.tokens[at].capital || self.tokens[at].hangul) || self.is_filler(at) {
            return None;
        }
        (at + 2..=self.tokens.len().min(at + 5)).find_map(|end| {
            let last = &self.tokens[end - 1];
            if last.kind != TokenKind::Word {
                return None;
            }
            let bare = without_particle(&last.lower, last.hangul);
            let (word, particle) =
                bare.map_or((last.lower.as_str(), None), |(word, particle)| (word, Some(particle)));
            let is_series = SERIES.contains(&word) || SERIES.contains(&last.lower.as_str());
            let name = &self.text[self.tokens[at].start..self.tokens[end - 2].end];
            is_series
                .then(|| self.lexicon.names.beginning_series(name))
                .flatten()
                .map(|drama| (end, drama, particle.filter(|_| SERIES.contains(&word))))
        })
    }

    /// "Weightlifting Fairy vibes": the beginning of a title, where it is written as a name.
    fn named_like(&self, at: usize) -> Option<(usize, DramaIdx)> {
        const BEHIND: [&str; 6] = ["vibe", "vibes", "style", "esque", "energy", "clone"];
        if !self.mixed || self.lexicon.names.title(self.text, self.tokens, at).is_some() {
            return None;
        }
        let is_name = |token: &&Token| token.kind == TokenKind::Word && token.capital;
        let length = self.tokens[at..].iter().take_while(is_name).count();
        let end = at + length;
        let behind = self.tokens.get(end).is_some_and(|next| BEHIND.contains(&next.lower.as_str()));
        if length < 2 || !behind {
            return None;
        }
        let words = &self.text[self.tokens[at].start..self.tokens[end - 1].end];
        self.lexicon.names.meant(words).map(|(drama, _)| (end, drama))
    }

    /// Behind what a bracket tells of a title: "Goblin (the one with the reaper)" asks for no reaper.
    fn skip_description(&mut self, at: usize) -> usize {
        let opens = self.tokens.get(at).is_some_and(|token| token.lower == "(");
        let rest = self.tokens.get(at..).unwrap_or_default();
        match rest.iter().take(24).position(|token| token.lower == ")") {
            Some(length) if opens => {
                self.push(What::Filler, at, at + length + 1);
                at + length + 1
            }
            _ => at,
        }
    }

    /// "Mr.", "Dr."
    fn abbreviates(&self, at: usize) -> bool {
        at > 0
            && ["mr", "mrs", "ms", "dr", "vs", "st", "d"]
                .contains(&self.tokens[at - 1].lower.as_str())
    }

    fn is_filler(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let known = |word: &str| {
            self.lexicon.filler.contains(word) || crate::encode::stems::is_function(word)
        };
        let number = token.lower.chars().all(|c| c.is_ascii_digit());
        // "ㅠㅠ", "ㅋㅋ"
        let sighs = token.lower.chars().all(|c| ('\u{3131}'..='\u{318e}').contains(&c));
        known(&token.lower)
            || number
            || sighs
            || known(token.lower.trim_end_matches("'s"))
            || without_particle(&token.lower, token.hangul).is_some_and(|(word, _)| known(word))
    }

    fn particle(&mut self, particle: Option<&'static str>, end: usize) {
        let Some(particle) = particle else { return };
        let cue = self.lexicon.cues.get_korean(particle).copied();
        if let Some(cue @ (Cue::After(_) | Cue::And | Cue::Topic)) = cue {
            self.push(What::Cue(cue), end - 1, end);
        }
    }

    /// The longest thing that begins here and is no title.
    fn other(&self, at: usize) -> Option<(usize, What, Option<&'static str>)> {
        let lexicon = self.lexicon;
        let mut found: Vec<(usize, What, Option<&'static str>)> = Vec::new();
        let mut add = |end: usize, what: What, particle| found.push((end, what, particle));
        if let Some((end, role)) = self.verdict(at) {
            add(end, What::Cue(Cue::Verdict(role)), None);
        }
        if let Some((end, limit)) = numbers::limit(self.tokens, at) {
            add(end, What::Limit(limit), None);
        }
        if let Some((end, fact)) = lexicon.facts.find(self.tokens, at)
            && !self.is_verb(at, end)
            && !self.is_of_people(*fact, end)
        {
            add(end, What::Fact(*fact), None);
        }
        if let Some((end, ())) = lexicon.idioms.find(self.tokens, at)
            && !self.cuts_a_trope(at, end)
        {
            add(end, What::Filler, None);
        }
        if let Some((end, cue)) = lexicon.cues.find(self.tokens, at) {
            add(end, self.cue_here(*cue, at, end), None);
        } else if let Some((end, cue)) = self.korean_beginning(at) {
            add(end, What::Cue(cue), None);
        }
        if let Some((end, tropes)) = lexicon.tropes.find(self.tokens, at) {
            let more = COMPARATIVES.contains(&self.tokens[at].lower.as_str());
            add(end, What::Tropes(tropes.clone(), more), None);
        }
        if let Some((end, person)) = lexicon.names.person(self.tokens, at) {
            add(end, What::Person(person.to_owned()), None);
        }
        if let Some((end, service)) = lexicon.names.service(self.tokens, at) {
            add(end, What::Service(service), None);
        }
        let own = found.iter().any(|(_, what, _)| !matches!(what, What::Tropes(..)));
        if !own
            && self.tokens[at].hangul
            && let Some(two) = self.korean(at).filter(|(end, ..)| *end == at + 2)
        {
            return Some(two);
        }
        if found.is_empty() && self.tokens[at].hangul {
            let person = || {
                let (name, particle) = lexicon.names.korean_person(self.tokens, at)?;
                Some((at + 1, What::Person(name.to_owned()), particle))
            };
            return self.korean(at).or_else(person);
        }
        // Of equally long ones the first.
        let longest = found.iter().map(|(end, ..)| *end).max()?;
        found.into_iter().find(|(end, ..)| *end == longest)
    }

    /// "Love triangle: no", "zombies are a hard pass": a verdict of what stands before, at the end of
    /// its clause.
    fn verdict(&self, at: usize) -> Option<(usize, Role)> {
        const JOINS: [&str; 8] =
            ["but", "and", "so", "though", "because", "since", "however", "or"];
        let (end, role) = self.lexicon.verdicts.find(self.tokens, at)?;
        let ends = self.tokens.get(end).is_none_or(|next| {
            next.kind != TokenKind::Word || JOINS.contains(&next.lower.as_str())
        });
        let before = self.segments.iter().rev().find(|segment| {
            !matches!(segment.what, What::Comma | What::Filler) && !self.asks(segment)
        });
        let of_a_thing = before.is_some_and(|segment| {
            matches!(
                segment.what,
                What::Title(..)
                    | What::UnknownTitle
                    | What::Tropes(..)
                    | What::Person(_)
                    | What::Service(_)
                    | What::Fact(_)
            )
        });
        (ends && of_a_thing).then_some((end, *role))
    }

    /// Whether a question mark stands here: "Zombies? No thanks."
    fn asks(&self, segment: &Segment) -> bool {
        segment.what == What::Stop && self.text[segment.start..segment.end].starts_with('?')
    }

    /// A Korean word, or two, whose beginning acts on what stands before.
    fn korean_beginning(&self, at: usize) -> Option<(usize, Cue)> {
        let token = &self.tokens[at];
        if !token.hangul {
            return None;
        }
        let next = self.tokens.get(at + 1).filter(|next| next.hangul);
        let both = next.map(|next| format!("{}{}", token.lower, next.lower));
        let (begin, cue) = self
            .lexicon
            .beginnings
            .iter()
            .filter(|(begin, _)| {
                token.lower.starts_with(*begin)
                    || both.as_ref().is_some_and(|both| {
                        begin.starts_with(&token.lower) && both.starts_with(*begin)
                    })
            })
            .max_by_key(|(begin, _)| begin.len())?;
        let words = if token.lower.starts_with(*begin) { 1 } else { 2 };
        Some((at + words, *cue))
    }

    /// "older actress", "short hero": told of people, not of dramas.
    fn is_of_people(&self, fact: Fact, end: usize) -> bool {
        const PEOPLE: [&str; 26] = [
            "woman",
            "women",
            "man",
            "men",
            "actress",
            "actresses",
            "actor",
            "actors",
            "lead",
            "leads",
            "couple",
            "couples",
            "character",
            "characters",
            "people",
            "brother",
            "sister",
            "heroine",
            "hero",
            "protagonist",
            "protagonists",
            "lady",
            "ladies",
            "guy",
            "guys",
            "adults",
        ];
        matches!(fact, Fact::Older | Fact::Recent | Fact::Short | Fact::Long | Fact::Modern)
            && self.tokens.get(end).is_some_and(|next| PEOPLE.contains(&next.lower.as_str()))
    }

    /// What a cue does here, where that hangs on the words around it.
    fn cue_here(&self, cue: Cue, at: usize, end: usize) -> What {
        let word = self.tokens[at].lower.as_str();
        // "너무 슬프지 않은" is less sad; "너무 지쳐서" is only very tired.
        if end == at + 1 && word == "너무" && !self.denied_later(at) {
            return What::Filler;
        }
        // "not the Goblin one"
        let one = |at: usize| self.tokens.get(at).is_some_and(|token| token.lower == "one");
        if word == "not" && self.tokens[end - 1].lower == "the" && (one(end + 1) || one(end + 2)) {
            return What::Cue(Cue::Before(Role::Exclude, Reach::All));
        }
        // "My mother needs a laugh" asks, "it needs a happy ending" demands.
        let before = at.checked_sub(1).map_or("", |at| self.tokens[at].lower.as_str());
        let demands =
            ["it", "there", "that", "which", "absolutely", "drama", "show", "story", "plot"];
        if end == at + 1 && word == "needs" && !demands.contains(&before) {
            return What::Cue(Cue::Reset);
        }
        if end == at + 1 && word == "after" && self.weary_of(at) {
            return What::Cue(Cue::Before(Role::Less, Reach::All));
        }
        if self.weary && matches!(cue, Cue::Before(Role::Like, _)) {
            return What::Cue(Cue::Before(Role::Dislike, Reach::All));
        }
        What::Cue(cue)
    }

    /// Whether a Korean denial stands in the rest of the clause.
    fn denied_later(&self, at: usize) -> bool {
        let rest = self.tokens[at + 1..].iter().take(5);
        rest.take_while(|token| token.kind == TokenKind::Word)
            .any(|token| ["않", "안", "말", "없"].iter().any(|no| token.lower.starts_with(no)))
    }

    /// "after dark ones like": enough of such.
    fn weary_of(&self, at: usize) -> bool {
        let ones = ["ones", "dramas", "shows", "series", "stuff", "things"];
        let such =
            |pair: &[Token]| ones.contains(&pair[0].lower.as_str()) && pair[1].lower == "like";
        let most = self.tokens.len().min(at + 7);
        self.tokens[at + 1..most].windows(2).any(such)
    }

    /// Whether an idiom ends within a trope: "good time" in "good time-travel dramas".
    fn cuts_a_trope(&self, at: usize, end: usize) -> bool {
        let beyond = |from: usize| {
            self.lexicon.tropes.find(self.tokens, from).is_some_and(|(to, _)| to > end)
        };
        self.tokens.get(end).is_some_and(|next| next.tied) || (at + 1..end).any(beyond)
    }

    /// A Korean word with a particle.
    fn korean(&self, at: usize) -> Option<(usize, What, Option<&'static str>)> {
        let token = &self.tokens[at];
        let mut word = token.lower.as_str();
        let mut first = None;
        // "복수극이": a particle behind an ending.
        for _ in 0..3 {
            let Some((rest, particle)) = without_particle(word, true) else { break };
            first = first.or(Some(particle));
            word = rest;
            if let Some(tropes) = self.lexicon.tropes.get_korean(word) {
                return Some((at + 1, What::Tropes(tropes.clone(), false), first));
            }
            if let Some(fact) = self.lexicon.facts.get_korean(word) {
                return Some((at + 1, What::Fact(*fact), first));
            }
        }
        // "웹툰 원작인데": two words, a particle behind the second.
        let next = self.tokens.get(at + 1).filter(|next| next.hangul)?;
        let (rest, particle) = without_particle(&next.lower, true)?;
        let both = format!("{}{rest}", token.lower);
        let fact = self.lexicon.facts.get_korean(&both).map(|fact| What::Fact(*fact));
        let tropes = || self.lexicon.tropes.get_korean(&both);
        fact.or_else(|| tropes().map(|tropes| What::Tropes(tropes.clone(), false)))
            .map(|what| (at + 2, what, Some(particle)))
    }

    /// "finished" is a fact of dramas, or what someone did: "I finished Goblin".
    fn is_verb(&self, at: usize, end: usize) -> bool {
        let word = self.tokens[at].lower.as_str();
        if !matches!(word, "finished" | "complete" | "completed") || end != at + 1 {
            return false;
        }
        let before = at.checked_sub(1).map_or("", |at| self.tokens[at].lower.as_str());
        let after = self.tokens.get(end).map_or("", |token| token.lower.as_str());
        let next_is_title = self.tokens.get(end).is_some_and(|next| {
            next.kind == TokenKind::Quoted
                || (next.kind == TokenKind::Word
                    && self
                        .lexicon
                        .names
                        .title(self.text, self.tokens, end)
                        .is_some_and(|title| title.end > end + 1 || next.capital))
        });
        matches!(
            before,
            "i" | "i've" | "just" | "we" | "we've" | "she" | "he" | "having" | "have" | "recently"
        ) || after == "me"
            || next_is_title
    }

    /// The title that stands here, if what stands here is one.
    fn title(
        &self,
        at: usize,
        other: Option<&(usize, What, Option<&'static str>)>,
    ) -> Option<(usize, DramaIdx, bool, Option<&'static str>)> {
        let found = self.lexicon.names.title(self.text, self.tokens, at)?;
        let length = found.end - at;
        let other_length = other.map_or(0, |(end, ..)| end - at);
        let result = (found.end, found.drama, found.guessed, found.particle);
        if length < other_length {
            return None;
        }
        if length <= 2 && self.goes_on(found.end) {
            return None;
        }
        let words = &self.tokens[at..found.end];
        let content: Vec<usize> = (at..found.end)
            .filter(|at| self.tokens[*at].kind == TokenKind::Word && !self.is_filler(*at))
            .collect();
        let hangul = words.iter().any(|token| token.hangul);
        let capitals = self.small
            && words.iter().any(|token| token.capitals && token.lower.chars().count() >= 2);
        let begins =
            at == 0 || matches!(self.segments.last().map(|last| &last.what), Some(What::Stop));
        let marked = self.mixed
            && words.iter().all(|token| {
                token.kind != TokenKind::Word
                    || token.capital
                    || self.is_small(token)
                    || token.lower.starts_with(|c: char| c.is_ascii_digit())
            });
        let marked = marked && words[0].capital;
        let equal = length == other_length;
        if hangul {
            // A short word may be any word: it is a title where one may stand.
            let short = length == 1 && words[0].lower.chars().count() <= 3;
            let expected = self.titles != Titles::Marked
                || self.followed_by_like(found.end)
                || found.particle.is_some()
                || self.tokens.get(found.end).is_none_or(|next| next.kind != TokenKind::Word);
            if short && !begins && !expected {
                return None;
            }
            // A word of a trope is that, unless it is called like a title: "힐러 같은".
            let in_list = self.tokens.get(found.end).is_some_and(|next| {
                next.kind == TokenKind::Comma
                    && self.lexicon.names.title(self.text, self.tokens, found.end + 1).is_some()
            });
            let fits = !equal
                || in_list
                || self.followed_by_like(found.end)
                || found.particle.is_some_and(|p| matches!(p, "처럼" | "같은" | "같이"));
            let stem = found.particle.map_or(0, |particle| particle.chars().count());
            let letter = words[0].lower.chars().count() <= stem + 1;
            let short = found.particle.is_some() && length == 1 && (content.is_empty() || letter);
            return (fits && !short).then_some(result);
        }
        if equal {
            let cue = matches!(other, Some((_, What::Cue(_) | What::Limit(_), _)));
            // "like Healer", "Life is over": what is written as a title or has to be one.
            let meant = if cue {
                marked && !begins
            } else {
                (marked && (!begins || length > 2))
                    || capitals
                    || ((self.titles == Titles::Expected || self.after_exclude())
                        && self.ends_here(found.end))
                    || (!self.mixed && begins && self.turns_here(found.end))
            };
            return meant.then_some(result);
        }
        if capitals || (self.mixed && length >= 2 && marked && (!content.is_empty() || !begins)) {
            return Some(result);
        }
        if self.titles == Titles::Expected {
            return (!content.is_empty() || self.ends_here(found.end)).then_some(result);
        }
        let odd =
            content.iter().any(|at| self.lexicon.tropes.get(&self.tokens[*at..=*at]).is_none());
        let sure = match (self.titles, length) {
            (_, 4..) => !content.is_empty(),
            (Titles::Possible, 2..) => odd || (!content.is_empty() && self.ends_here(found.end)),
            (Titles::Possible, _) if self.mixed => {
                odd && marked && (!begins || self.ends_here(found.end))
            }
            (Titles::Possible, _) => odd && self.ends_here(found.end) && self.listed(),
            (_, 3) => odd && content.len() >= 2,
            _ => odd && marked && !begins,
        };
        sure.then_some(result)
    }

    /// Whether a short title is only the beginning of a name: "Black Mirror" is not "Black".
    fn goes_on(&self, end: usize) -> bool {
        let Some(next) =
            self.tokens.get(end).filter(|next| next.kind == TokenKind::Word && !next.hangul)
        else {
            return false;
        };
        if next.tied {
            return true;
        }
        if self.is_filler(end) && !(self.mixed && next.capital) {
            return false;
        }
        let known = self.other(end).is_some();
        let written_as_name = self.mixed && next.capital && !next.capitals;
        !known && (written_as_name || self.titles == Titles::Expected)
    }

    /// "goblin but happy": what stands at the beginning is a title.
    fn turns_here(&self, end: usize) -> bool {
        let next = self.tokens.get(end).map(|token| token.lower.as_str());
        matches!(next, Some("but" | "minus" | "style" | "vibes"))
    }

    /// Whether "that isn't", "other than" stands right before, or the list it begins.
    fn after_exclude(&self) -> bool {
        let said = |what: &What| {
            !matches!(
                what,
                What::Comma | What::Filler | What::Title(..) | What::Cue(Cue::And | Cue::Or)
            )
        };
        let last = self.segments.iter().rev().map(|segment| &segment.what).find(|what| said(what));
        matches!(last, Some(What::Cue(Cue::Before(Role::Exclude, _))))
    }

    /// Whether a title or "like" stands before.
    fn listed(&self) -> bool {
        let said = self.segments.iter().rev().find(|segment| {
            !matches!(
                segment.what,
                What::Comma | What::Filler | What::Cue(Cue::And | Cue::Or | Cue::Asker(_))
            )
        });
        said.is_none_or(|segment| {
            matches!(
                segment.what,
                What::Title(..) | What::UnknownTitle | What::Cue(Cue::Before(..))
            )
        })
    }

    /// Whether a name of several words begins here that no table knows: "Graceful Friends" in a
    /// list of titles.
    fn is_unknown_name(&self, at: usize) -> bool {
        if !self.mixed
            || self.titles == Titles::Marked
            || !self.listed()
            || self.segments.is_empty()
        {
            return false;
        }
        if matches!(self.segments.last().map(|last| &last.what), Some(What::Stop)) {
            return false;
        }
        let capital = |at: usize| {
            self.tokens.get(at).is_some_and(|token| {
                token.kind == TokenKind::Word && token.capital && !token.hangul
            })
        };
        let listed = matches!(
            self.before_list_words(),
            Some(
                What::Title(..)
                    | What::UnknownTitle
                    | What::Cue(Cue::Before(
                        Role::Like | Role::Dislike | Role::Seen | Role::Exclude,
                        _
                    ))
            )
        );
        // "Game of Thrones"
        let small = self.tokens.get(at + 1).is_some_and(|token| {
            token.kind == TokenKind::Word && !token.capital && self.is_small(token)
        });
        listed && capital(at) && (capital(at + 1) || (small && capital(at + 2)))
    }

    fn is_small(&self, token: &Token) -> bool {
        crate::encode::stems::is_function(&token.lower)
            || token.kind != TokenKind::Word
            || token.tied
    }

    /// Whether the words after a title do not go on with it.
    fn ends_here(&self, end: usize) -> bool {
        self.tokens.get(end).is_none_or(|next| {
            next.kind != TokenKind::Word
                || self.lexicon.cues.find(self.tokens, end).is_some()
                || self.lexicon.facts.find(self.tokens, end).is_some()
                || [
                    "is", "was", "has", "for", "which", "that", "on", "in", "style", "please",
                    "again", "one", "vibe", "vibes", "who", "it", "drama", "kdrama", "dramas",
                ]
                .contains(&next.lower.as_str())
        })
    }

    fn followed_by_like(&self, end: usize) -> bool {
        self.tokens.get(end).is_some_and(|next| {
            let cue = self.lexicon.cues.get(std::slice::from_ref(next));
            matches!(
                cue,
                Some(Cue::After(
                    Role::Like
                        | Role::Exclude
                        | Role::Seen
                        | Role::Writer
                        | Role::Director
                        | Role::Dislike
                ))
            )
        })
    }

    /// What stands between quotation marks: a title, a person, a trope.
    fn quoted(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        let inside = self.text[token.start..token.end].trim_matches(|c: char| {
            !c.is_alphanumeric() && !matches!(c, '(' | ')' | '!' | '?' | '.')
        });
        let names = &self.lexicon.names;
        let what = if let Ok(Some(drama)) = self.lexicon.catalog.titled(inside) {
            What::Title(drama, false)
        } else if let Some(person) = names.person_named(inside) {
            What::Person(person.to_owned())
        } else if let Some(tropes) = self.lexicon.tropes.get(&tokens(inside)) {
            What::Tropes(tropes.clone(), false)
        } else if let Some((drama, guessed)) = names.meant(inside) {
            What::Title(drama, guessed)
        } else {
            What::UnknownTitle
        };
        self.push(what, at, at + 1);
        at + 1
    }

    /// Where a title has to be and none is spelled so: one with a slip of the keyboard, cut short,
    /// or one that the catalogue does not have.
    fn guess(&mut self, at: usize) -> usize {
        let goes_on = |end: &usize| {
            self.tokens[*end].kind == TokenKind::Word
                && !self.tokens[*end].hangul
                && (self.lexicon.cues.find(self.tokens, *end).is_none()
                    || self.is_small(&self.tokens[*end])
                        && self.tokens[*end].lower != "but"
                        && self.tokens[*end].lower != "with"
                        && self.tokens[*end].lower != "where")
        };
        let most = (at + 1..self.tokens.len()).take(LONGEST_GUESS - 1).take_while(goes_on).count()
            + at
            + 1;
        for end in (at + 1..=most).rev() {
            let words = &self.text[self.tokens[at].start..self.tokens[end - 1].end];
            let cut_short = self.mixed
                && self.tokens.get(end).is_some_and(|next| {
                    next.kind == TokenKind::Word && next.capital && !next.hangul
                });
            let cut_short = cut_short || (end < at + 3 && self.goes_on(end));
            if !cut_short && let Some((drama, _)) = self.lexicon.names.meant(words) {
                self.push(What::Title(drama, true), at, end);
                return end;
            }
        }
        let own = |end: &usize| {
            let token = &self.tokens[*end];
            token.capital
                || token.tied
                || (!self.is_filler(*end) && self.lexicon.tropes.find(self.tokens, *end).is_none())
        };
        let mut end = (at + 1..most).take_while(own).count() + at + 1;
        // "like Emily in Paris": small words within.
        while end + 1 < most
            && self.mixed
            && self.is_small(&self.tokens[end])
            && self.tokens[end + 1].capital
        {
            end += 2;
        }
        let known_to_readers = self.mixed && !self.tokens[at].capital && end == at + 1;
        let what = if known_to_readers { What::Unknown } else { What::UnknownTitle };
        self.push(what, at, end);
        end
    }
}

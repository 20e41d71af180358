//! From words to segments: titles, people, services, tropes, limits, cues, and what is none of
//! them.

mod abroad;
mod beside_titles;
mod conditions;
mod cue_here;
mod doubtful;
mod foreign;
mod guess;
mod korean;
mod lexicon;
mod longer_names;
mod numbered;
mod scenes;
mod spared;
mod stories;
mod things;
mod titles;
mod told;
mod verdicts;
mod viewers;

use crate::catalog::{DramaIdx, TropeIdx, WarningIdx};

pub use lexicon::{Lexicon, tropes};

use super::compounds::part;
use super::cues::{Cue, JOINS, Reach, Role};
use super::facts::Fact;
use super::guesses::Guesses;
use super::names::{Service, without_particle};
use super::numbers::Limit;
use super::token::{Token, TokenKind, tokens};
use told::{exaggerated, mood_in_korean, told_before_the_wish, told_of_kin, told_of_oneself};
use viewers::told_of_viewers;

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
    /// A content warning that is no trope, and the tropes that the same words mean.
    Warning(WarningIdx, Vec<TropeIdx>),
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
    /// Tropes or a warning that who asks tells of themselves.
    Told(Box<What>),
    /// A title that the catalogue does not have.
    UnknownTitle,
    /// A known work that is no Korean drama, by its place, and whether it was guessed.
    Foreign(usize, bool),
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

/// What the segment at a place says, in small letters and with plain apostrophes; nothing where there
/// is none.
fn lowered(text: &str, segments: &[Segment], at: usize) -> String {
    let said = segments.get(at).map_or("", |segment| &text[segment.start..segment.end]);
    said.to_lowercase().replace('’', "'")
}

/// Whether what is said from a place on begins with one of these words.
fn begins_with(text: &str, from: usize, words: &[&str]) -> bool {
    /// Letters that the longest of them may have.
    const LONGEST: usize = 40;
    let rest = text[from..].trim_start().chars().take(LONGEST).collect::<String>();
    let said = rest.to_lowercase().replace('’', "'");
    words.iter().any(|word| said.starts_with(word))
}

/// Where the clause or, where commas do not part it, the sentence ends that goes on at a place.
fn end_of_clause(segments: &[Segment], from: usize, commas: bool) -> usize {
    let ends =
        |segment: &Segment| segment.what == What::Stop || (commas && segment.what == What::Comma);
    let rest = &segments[from..];
    from + rest.iter().position(ends).unwrap_or(rest.len())
}

/// Marks what neither asks for anything nor turns it away.
fn silence(segments: &mut [Segment]) {
    segments.iter_mut().for_each(|segment| segment.what = What::Told(Box::new(What::Filler)));
}

/// Where the clause begins in which a segment stands: behind the last comma or stop.
fn clause_beginning(segments: &[Segment], at: usize) -> usize {
    let parts = |segment: &Segment| matches!(segment.what, What::Stop | What::Comma);
    segments[..at].iter().rposition(parts).map_or(0, |mark| mark + 1)
}

/// "I can't do gore. Or stalking.": whether the sentence behind a stop goes on with what was said
/// before it.
pub fn goes_on(text: &str, segments: &[Segment], stop: usize) -> bool {
    let asks = lowered(text, segments, stop).starts_with('?');
    let joins = matches!(lowered(text, segments, stop + 1).as_str(), "or" | "nor");
    let next = segments.get(stop + 2).map(|next| &next.what);
    let begins = lowered(text, segments, stop + 2);
    let kind = matches!(&*begins, "any" | "child" | "children" | "kids" | "animal" | "family");
    let named = matches!(next, Some(What::Tropes(..) | What::Warning(..) | What::Unknown));
    !asks && joins && (named || kind)
}

impl Lexicon {
    /// Cuts a text into segments; and the words, as typed, that were read as others.
    #[must_use]
    pub fn segments<'t>(&self, text: &'t str) -> (Vec<Segment>, Vec<&'t str>) {
        let mut tokens = part(tokens(text), &self.tropes);
        let slips = self.spelling.correct(&mut tokens);
        let typed = slips.into_iter().map(|at| &text[tokens[at].start..tokens[at].end]).collect();
        let mixed = names_have_capitals(text, &tokens);
        let mut cutter = Cutter {
            lexicon: self,
            guesses: Guesses::new(&self.catalog),
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
        let mut segments = cutter.segments;
        abroad::read(text, &mut segments);
        longer_names::read(self, text, mixed, &mut segments);
        cue_here::hated_by_characters(self.kinds(), text, &mut segments);
        numbered::read(self, text, &mut segments);
        doubtful::read(self, text, &mut segments);
        scenes::read(self, text, &tokens, &mut segments);
        spared::read(self, text, &mut segments);
        stories::read(self, &tokens, &mut segments);
        exaggerated(text, &mut segments);
        told_of_oneself(&self.wishes, text, &mut segments);
        told_of_kin(text, &mut segments);
        told_before_the_wish(text, &mut segments);
        mood_in_korean(text, &mut segments);
        told_of_viewers(text, &mut segments);
        conditions::read(text, &mut segments);
        (segments, typed)
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

struct Cutter<'t> {
    lexicon: &'t Lexicon,
    guesses: Guesses<'t>,
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

impl Cutter<'_> {
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
            What::Title(..) | What::UnknownTitle | What::Foreign(..) | What::Stop => {
                Titles::Possible
            }
            What::Cue(Cue::Before(Role::Avoid, _)) => Titles::Possible,
            What::Cue(Cue::Before(Role::Neutral, _)) if self.speaks_of(from, to) => {
                Titles::Possible
            }
            What::Unknown if self.lists_titles() => Titles::Possible,
            _ => Titles::Marked,
        };
        match &what {
            What::Cue(Cue::Before(Role::Less, Reach::All)) => self.weary = true,
            What::Cue(Cue::Before(..)) | What::Stop => self.weary = false,
            _ => {}
        }
        self.segments.push(Segment { what, start, end });
    }

    /// "Everyone keeps raving about": what others speak of may be a title.
    pub(super) fn speaks_of(&self, from: usize, to: usize) -> bool {
        const SPEAKS: [&str; 16] = [
            "raving",
            "raves",
            "screaming",
            "hyping",
            "keep",
            "keeps",
            "kept",
            "going",
            "goes",
            "won't",
            "wont",
            "told",
            "tells",
            "telling",
            "recommended",
            "says",
        ];
        SPEAKS.contains(&self.tokens[from].lower.as_str()) && to > from + 1
    }

    /// "like" that is no verb: "something like X", not "I like romance".
    fn names_a_title(&self, from: usize, to: usize) -> bool {
        let words = &self.text[self.tokens[from].start..self.tokens[to - 1].end].to_lowercase();
        let comparison = [
            "good as",
            "tense as",
            "feel as",
            "mood as",
            "energy as",
            "closest thing",
            "close to",
            "nothing beats",
            "nothing tops",
            "compares",
            "answer to",
            "equivalent",
            "combination of",
            "feel of",
            "scene in",
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
        // "A drama that feels like autumn"
        let feels = words.starts_with("feel") || words.starts_with("felt");
        let small = self.tokens.get(to).is_some_and(|next| !next.capital && !next.hangul);
        if feels && small {
            return false;
        }
        // "I want to feel like it's summer"
        let before = from.checked_sub(1).map_or("", |at| self.tokens[at].lower.as_str());
        const CLAUSES: [&str; 10] =
            ["it's", "its", "i'm", "im", "i", "we're", "you're", "they're", "a", "an"];
        let next = self.tokens.get(to).filter(|next| !next.capital);
        let function = next.is_some_and(|next| CLAUSES.contains(&next.lower.as_str()));
        if words == "like" && matches!(before, "feel" | "feels" | "felt") && function {
            return false;
        }
        let compares = comparison.iter().any(|word| words.contains(word));
        compares && !turned && (!verb || words != "like")
    }

    /// Whether what stands before turns away what follows.
    fn after_a_denial(&self) -> bool {
        matches!(
            self.before_list_words(),
            Some(What::Cue(Cue::Before(role, _))) if role.is_negative()
        )
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
                if let Some(end) = self.aside(at) {
                    self.push(What::Filler, at, end);
                    return end;
                }
                self.push(What::Comma, at, at + 1);
                return at + 1;
            }
            TokenKind::Word => {}
        }
        let other = self.other(at);
        if let Some(found) = self.foreign(at, other.as_ref()) {
            self.push(What::Foreign(found.work, false), at, found.end);
            self.particle(found.particle, found.end);
            return self.skip_description(found.end);
        }
        if self.is_counterpart(at) {
            self.push(What::Filler, at, at + 1);
            return at + 1;
        }
        if let Some((end, drama)) = self.named_like(at) {
            self.push(What::Title(drama, true), at, end);
            return end;
        }
        if let Some((end, drama, guessed, particle)) = self.title(at, other.as_ref()) {
            self.push(What::Title(drama, guessed), at, end);
            self.particle(particle, end);
            return self.skip_description(end);
        }
        if let Some((end, drama)) = self.slip_of_title(at, other.as_ref().map(|(end, ..)| *end)) {
            self.push(What::Title(drama, true), at, end);
            return end;
        }
        if let Some((end, drama, particle)) = self.korean_title(at) {
            self.push(What::Title(drama, true), at, end);
            self.particle(particle, end);
            return end;
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
        if other
            .as_ref()
            .is_none_or(|(end, what, _)| *end == at + 1 && matches!(what, What::Tropes(..)))
            && let Some((end, drama, particle)) = self.begun_title(at, other.is_some())
        {
            self.push(What::Title(drama, true), at, end);
            self.particle(particle, end);
            return end;
        }
        if let Some((end, what, particle)) = other {
            if matches!(what, What::Cue(Cue::Verdict(_))) {
                self.join_to_verdict();
            }
            let thing = matches!(what, What::Tropes(..) | What::Warning(..));
            self.push(what, at, end);
            // "슬프거나 무서운"
            if thing && self.tokens[end - 1].lower.ends_with("거나") {
                self.push(What::Cue(Cue::And), end - 1, end);
            }
            self.particle(particle, end);
            return end;
        }
        let listed = self.titles == Titles::Possible
            && self.mixed
            && token.capital
            && matches!(
                self.before_list_words(),
                Some(What::UnknownTitle | What::Foreign(..) | What::Title(..))
            );
        // "similar to Its ok": a capital where no sentence begins is of a name.
        let name = self.titles == Titles::Expected && self.mixed && token.capital;
        if (self.titles == Titles::Expected || listed) && (name || !self.is_filler(at)) {
            return self.guess(at);
        }
        if !self.is_filler(at)
            && let Some(service) = self.lexicon.names.mistyped_service(self.tokens, at)
        {
            self.push(What::Service(service.clone()), at, at + 1);
            return at + 1;
        }
        let what = if self.is_filler(at) { What::Filler } else { What::Unknown };
        let filler = what == What::Filler;
        self.push(what, at, at + 1);
        // "죽는 장면없는"
        let particle = without_particle(&token.lower, token.hangul && filler).map(|(_, last)| last);
        self.particle(
            particle.filter(|last| matches!(*last, "없는" | "없이" | "빼고" | "말고")),
            at + 1,
        );
        at + 1
    }

    /// A dash, a colon or a question mark before a verdict parts nothing.
    fn join_to_verdict(&mut self) {
        let small = |segment: &&Segment| {
            matches!(segment.what, What::Filler)
                && matches!(&*self.text[segment.start..segment.end].to_lowercase(), "then" | "so")
        };
        let small = self.segments.iter().rev().take_while(small).count();
        let Some(last) = (self.segments.len() - small).checked_sub(1) else { return };
        if self.segments[last].what == What::Comma || self.asks(&self.segments[last]) {
            self.segments[last].what = What::Filler;
        }
    }

    /// Behind what a bracket tells of a title: "Goblin (the one with the reaper)" asks for no
    /// reaper.
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

    /// "(tragic ik)", "(sad, I know)": behind a remark on oneself in brackets.
    fn aside(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 7;
        let inside = self.tokens.get(at + 1..)?;
        let length = inside.iter().take(LONGEST).position(|token| token.lower == ")")?;
        let words: Vec<&str> = inside[..length].iter().map(|token| token.lower.as_str()).collect();
        let remark = words.contains(&"ik") || words.windows(2).any(|two| two == ["i", "know"]);
        (self.tokens[at].lower == "(" && remark).then_some(at + length + 2)
    }

    /// Whether what was seen or liked is being told, of which the last word meant nothing: the list
    /// goes on.
    fn lists_titles(&self) -> bool {
        let cue = self.segments.iter().rev().find_map(|segment| match segment.what {
            What::Cue(cue) if !matches!(cue, Cue::And | Cue::Or) => Some(cue),
            What::Stop => Some(Cue::Reset),
            _ => None,
        });
        matches!(cue, Some(Cue::Before(Role::Seen, Reach::All)))
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
        // "로맨스보다 정치": of a title it is a comparison.
        let trope = matches!(self.segments.last().map(|last| &last.what), Some(What::Tropes(..)));
        if trope && matches!(particle, "보다" | "보단") {
            return self.push(What::Cue(Cue::After(Role::Less)), end - 1, end);
        }
        let last = self.segments.last().map(|last| &last.what);
        if JOINS.contains(&particle)
            && matches!(
                last,
                Some(
                    What::Tropes(..)
                        | What::Warning(..)
                        | What::Unknown
                        | What::Title(..)
                        | What::Person(_)
                )
            )
        {
            return self.push(What::Cue(Cue::And), end - 1, end);
        }
        // "불륜이고 막장이고 지긋지긋해요"
        let again = self.tokens.get(end).is_some_and(|next| next.lower.ends_with("이고"));
        if particle == "이고" && again {
            return self.push(What::Cue(Cue::And), end - 1, end);
        }
        let cue = self.lexicon.cues.get_korean(particle).copied();
        if let Some(cue @ (Cue::After(_) | Cue::And | Cue::Topic)) = cue {
            self.push(What::Cue(cue), end - 1, end);
        }
    }
}

//! From segments to things with roles: which words like, avoid, or ask for which things.

mod behind;
mod contested;
mod lists;

use std::collections::HashSet;

use crate::catalog::{TropeIdx, is_hangul};

use super::cues::{Cue, Reach, Role};
use super::segments::{Segment, What, goes_on};

/// A thing that is named, with its role.
#[derive(Debug, Clone, PartialEq)]
pub struct Thing {
    /// What it is: a title, tropes, a person, a service, a limit, a fact, or unknown words.
    pub what: What,
    /// What is to be done with it.
    pub role: Role,
    /// How much it is wanted, in (0, 1].
    pub weight: f32,
    /// Things with one number are joined by "or".
    pub group: usize,
    /// Offset of its first byte.
    pub start: usize,
    /// Offset behind its last byte.
    pub end: usize,
}

/// The things of a wish in order.
#[derive(Debug, Default)]
pub struct Things {
    /// The things.
    pub things: Vec<Thing>,
    /// Whether two who wish are to be pleased.
    pub two: bool,
}

/// Tropes that a drama is one of, and those that tell how it is.
#[derive(Debug, Default)]
pub struct Kinds {
    /// "thriller", "romance".
    pub genres: HashSet<TropeIdx>,
    /// "sad", "violent".
    pub tones: HashSet<TropeIdx>,
    /// Those that are content warnings as well.
    pub warned: HashSet<TropeIdx>,
    /// Those that are more often turned away than wished for: "amnesia", "birth secret".
    pub worn: HashSet<TropeIdx>,
}

/// Reads the roles of all things in a text.
#[must_use]
pub fn things(text: &str, segments: &[Segment], kinds: &Kinds) -> Things {
    let mut walk = Walk {
        text,
        segments,
        kinds,
        out: Vec::new(),
        state: State::default(),
        clause: 0,
        sentence: 0,
        group: 0,
        joined_by_or: false,
        topic: 0,
        askers: [false; 3],
    };
    for at in 0..segments.len() {
        walk.step(at);
    }
    let two = walk.askers[2] || (walk.askers[0] && walk.askers[1]);
    contested::settle(text, &mut walk.out);
    Things { things: walk.out, two }
}

/// Words that name a warning do so where they are turned away; elsewhere they are the tropes of the
/// same name, or mean nothing.
pub fn unwarned(thing: &mut Thing) {
    if let What::Warning(_, tropes) = &thing.what
        && !thing.role.is_negative()
        && thing.role != Role::Neutral
    {
        thing.what = match tropes.is_empty() {
            true => What::Unknown,
            false => What::Tropes(tropes.clone(), false),
        };
    }
}

#[derive(Debug, Clone, Copy)]
struct State {
    role: Role,
    reach: Reach,
    weight: f32,
    /// Whether no thing has had the role yet.
    fresh: bool,
    /// Whether a comma, "and", "or" came since the last thing.
    comma: bool,
    and: bool,
    or: bool,
    /// Whether an article stood before the first thing.
    article: bool,
    /// Whether the role is of how a thing is: "not too", not "too many".
    quality: bool,
    /// Whether the role is of one thing, in the place of which others are wished for.
    instead: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            role: Role::Plain,
            reach: Reach::Or,
            weight: 1.0,
            fresh: true,
            comma: false,
            and: false,
            or: false,
            article: false,
            quality: false,
            instead: false,
        }
    }
}

/// Last words of the cues that tell how a thing is to be.
const OF_A_QUALITY: [&str; 21] = [
    "too",
    "so",
    "very",
    "that",
    "super",
    "really",
    "overly",
    "as",
    "not",
    "not a",
    "isn't",
    "aren't",
    "light on",
    "lighter on",
    "easy on",
    "nothing",
    "is not",
    "너무",
    "안",
    "not all",
    "at all",
];

/// Korean words behind a thing that say it is in a story: "범죄 요소는 없는".
const OF_A_STORY: [&str; 8] = ["요소", "부분", "내용", "장면", "설정", "얘기", "코드", "소재"];

struct Walk<'s> {
    text: &'s str,
    segments: &'s [Segment],
    kinds: &'s Kinds,
    out: Vec<Thing>,
    state: State,
    /// The first thing of this clause, and of this sentence.
    clause: usize,
    sentence: usize,
    group: usize,
    joined_by_or: bool,
    /// Behind the thing that was last marked as a topic.
    topic: usize,
    askers: [bool; 3],
}

impl Walk<'_> {
    fn step(&mut self, at: usize) {
        let segment = &self.segments[at];
        match &segment.what {
            What::Stop
                if self.state.role.is_negative() && goes_on(self.text, self.segments, at) =>
            {
                self.state.comma = true;
            }
            What::Stop => {
                self.state = State::default();
                self.clause = self.out.len();
                self.sentence = self.out.len();
                self.joined_by_or = false;
            }
            // "No: love triangles, amnesia"
            What::Comma if self.state.fresh && self.opens(segment) => {
                if self.state.role != Role::Plain {
                    self.state.reach = Reach::All;
                }
            }
            // "Not high school please, cute and funny"
            What::Comma
                if self.state.reach != Reach::All
                    && !self.state.fresh
                    && self.state.role.is_negative()
                    && self.asks_politely(at) =>
            {
                self.state = State::default();
                self.clause = self.out.len();
            }
            What::Comma => {
                self.state.comma = true;
                self.joined_by_or = false;
            }
            What::Filler => self.filler(segment),
            What::Told(_) => {}
            What::Cue(cue) => self.cue(*cue, at),
            _ => self.thing(segment, at),
        }
    }

    /// Whether a "please" stands right before.
    fn asks_politely(&self, at: usize) -> bool {
        let before = &self.segments[at - 1];
        let said = self.text[before.start..before.end].to_lowercase();
        matches!(said.as_str(), "please" | "pls" | "plz" | "thanks" | "thx")
    }

    fn opens(&self, segment: &Segment) -> bool {
        &self.text[segment.start..segment.end] == ":"
    }

    /// "No romance and a twist", "without zombies, a thriller": an article that the first of a
    /// denied list did not have begins something else.
    fn filler(&mut self, segment: &Segment) {
        let article = matches!(&self.text[segment.start..segment.end], "a" | "an" | "some");
        if !article {
            return;
        }
        let state = &mut self.state;
        if state.fresh {
            state.article = true;
        } else if state.role.is_negative()
            && (state.and || state.comma || state.instead)
            && !state.article
        {
            *state = State { weight: state.weight, ..State::default() };
            self.clause = self.out.len();
        }
    }

    fn cue(&mut self, cue: Cue, at: usize) {
        match cue {
            Cue::Before(role, reach) => {
                self.before(role, reach, at);
                let segment = &self.segments[at];
                let words = self.text[segment.start..segment.end].to_lowercase();
                // "She loved Goblin, I loved Signal"
                if role == Role::Like && words.starts_with("i ") {
                    self.askers[0] = true;
                }
                self.state.instead = matches!(&*words, "instead of" | "rather than");
                let ends = |last: &str| {
                    let rest = words.strip_suffix(last);
                    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
                };
                self.state.quality = OF_A_QUALITY.iter().any(|last| ends(last));
            }
            Cue::After(role) => {
                let segment = &self.segments[at];
                // "A family drama, rape-free": of what stands right before it.
                // "Falling in love, slow burn is fine": one thing does not matter.
                let said = &self.text[segment.start..segment.end];
                if said == "free" || (role == Role::Neutral && said.starts_with("is ")) {
                    self.topic = self.out.len();
                }
                let text = self.text;
                let unknown = self.out.last_mut().filter(|thing| {
                    let word = &text[thing.start..thing.end];
                    thing.what == What::Unknown && !OF_A_STORY.iter().any(|of| word.starts_with(of))
                });
                match unknown {
                    // "가족 드라마 성희롱 없는": it is not the family that is turned away.
                    Some(thing) if role == Role::Avoid => {
                        thing.role = role;
                        self.state = State::default();
                        self.clause = self.out.len();
                    }
                    _ => self.after(role),
                }
            }
            Cue::Back(role) => {
                self.back_to(role, at);
                // "Keep it out, and stalking as well"
                if role == Role::Avoid && self.says_as_well(at) {
                    self.state = State { role, reach: Reach::All, ..State::default() };
                }
            }
            Cue::Topic => self.topic = self.out.len(),
            Cue::Verdict(role) => {
                // "Goblin, Healer, Signal: seen" is said of all.
                let titles =
                    self.out.last().is_some_and(|thing| matches!(thing.what, What::Title(..)));
                if !titles {
                    self.topic = self.out.len();
                }
                self.after(role);
            }
            Cue::Weight(weight) => {
                self.state.weight = weight;
                if self.state.comma && self.state.reach != Reach::All {
                    self.state.role = Role::Plain;
                }
            }
            Cue::Reset => {
                // "I don't want something sad" goes on, "not X but Y" does not, and "my English is
                // not good: I want" begins anew.
                let segment = &self.segments[at];
                let words = self.text[segment.start..segment.end].to_lowercase();
                let begins = words.starts_with("i ") || words.starts_with("i'");
                // "Not in the mood for anything full of jargon"
                let told = self.state.role.is_negative()
                    && !self.state.comma
                    && ["full of", "filled with", "packed with"].contains(&&*words);
                if told {
                    return;
                }
                // "I don't want that one again but a thriller"
                let follows = at
                    .checked_sub(1)
                    .is_some_and(|before| !matches!(self.segments[before].what, What::Cue(_)));
                let turns = follows && words.starts_with("but");
                if begins
                    || turns
                    || !(self.state.fresh && self.state.role != Role::Plain && !self.state.comma)
                {
                    self.state = State { weight: self.state.weight, ..State::default() };
                    self.clause = self.out.len();
                }
            }
            Cue::With => {
                if !(self.state.fresh && self.state.role.is_negative())
                    && self.state.role != Role::Neutral
                {
                    let fresh_title_role =
                        self.state.fresh && matches!(self.state.role, Role::Must);
                    if !fresh_title_role {
                        self.state = State { weight: self.state.weight, ..State::default() };
                    }
                    self.clause = self.out.len();
                }
            }
            Cue::And => {
                self.state.and = true;
                self.joined_by_or = false;
            }
            Cue::Or => {
                self.state.or = true;
                self.joined_by_or = at > 0;
            }
            Cue::Asker(who) => {
                // "My friend and I watched" wishes for one thing alone.
                let mut next = self.segments[at + 1..].iter().map(|segment| &segment.what);
                let next = next.find(|what| **what != What::Filler);
                let likes = matches!(next, Some(What::Cue(Cue::Before(..))));
                let segment = &self.segments[at];
                let korean = self.text[segment.start..segment.end].contains(is_hangul);
                if who == 2 || likes || korean {
                    self.askers[usize::from(who.min(2))] = true;
                }
                if self.state.comma || !self.state.fresh {
                    self.state = State { weight: self.state.weight, ..State::default() };
                    self.clause = self.out.len();
                }
            }
        }
    }

    /// Whether what was named last was turned away, or says itself that there is none: "no heavy
    /// stuff".
    fn denied_before(&self) -> bool {
        let denies = |last: &Thing| {
            let said = self.text[last.start..last.end].to_lowercase();
            ["no ", "not ", "nothing "].iter().any(|no| said.starts_with(no))
        };
        !self.state.comma && (self.state.role.is_negative() || self.out.last().is_some_and(denies))
    }

    /// Whether a trope or a warning is the next that is named.
    fn names_trope(&self, at: usize) -> bool {
        let next = self.segments[at..].iter().find(|segment| segment.what != What::Filler);
        next.is_some_and(|next| matches!(next.what, What::Tropes(..) | What::Warning(..)))
    }

    /// Whether the sentence ends in "and so and so as well" behind what stands here.
    fn says_as_well(&self, at: usize) -> bool {
        let stops = |segment: &Segment| segment.what == What::Stop;
        let rest = &self.segments[at + 1..];
        let length = rest.iter().position(stops).unwrap_or(rest.len());
        let Some(last) = rest[..length].last() else { return false };
        let said = self.text[rest[0].start..last.end].to_lowercase();
        let said = said.trim_start_matches([',', ' ']).trim_end_matches("please").trim_end();
        said.starts_with("and ") && [" as well", " too"].iter().any(|end| said.ends_with(end))
    }

    fn before(&mut self, role: Role, reach: Reach, at: usize) {
        let state = &self.state;
        // "I'm a nurse, so nothing about hospitals": who says what they are denies for all that.
        let before = self.segments[..at].iter().rev();
        let tells = before
            .take_while(|segment| !matches!(segment.what, What::Cue(Cue::Before(..))))
            .any(|segment| matches!(segment.what, What::Told(_)));
        let denied = state.fresh && !state.comma && state.role.is_negative();
        let role = match role {
            // "don't want anything like X"
            Role::Like if denied => Role::Dislike,
            // "Nothing too dark like child murder": what is named is an example.
            Role::Like if self.denied_before() && self.names_trope(at + 1) => Role::Avoid,
            // "not too much", "no less"
            Role::Less if denied => Role::Less,
            Role::More if denied => Role::Less,
            Role::Must if denied => Role::Neutral,
            Role::Avoid if state.fresh && state.role == Role::Neutral && !state.comma && !tells => {
                Role::Neutral
            }
            role => role,
        };
        self.state = State { role, reach, ..State::default() };
        self.clause = self.out.len();
    }

    fn thing(&mut self, segment: &Segment, at: usize) {
        if !self.state.fresh && self.ends_list(&segment.what, at) {
            self.state = State { weight: self.state.weight, ..State::default() };
            self.clause = self.out.len();
        } else if self.state.fresh
            && self.state.comma
            && self.state.role != Role::Plain
            && self.state.reach != Reach::All
        {
            // "no, something funny"
            self.state = State { weight: self.state.weight, ..State::default() };
        }
        let behind = self.behind_warning(segment, at);
        if let Some(role) = behind.or_else(|| self.behind_denied(&segment.what)) {
            self.state = State { role, weight: self.state.weight, ..State::default() };
            self.clause = self.out.len();
        }
        let state = self.state;
        let alternative = self.joined_by_or && matches!(state.role, Role::Plain | Role::Like);
        if !alternative {
            self.group += 1;
        }
        self.joined_by_or = false;
        self.out.push(Thing {
            what: segment.what.clone(),
            role: state.role,
            weight: state.weight,
            group: self.group,
            start: segment.start,
            end: segment.end,
        });
        self.state =
            State { weight: 1.0, fresh: false, comma: false, and: false, or: false, ..state };
    }

    /// What a noun is that stands right behind what is turned away: "not too violent thriller" asks
    /// for a thriller, "no toxic romance" says nothing of romance.
    fn behind_denied(&mut self, what: &What) -> Option<Role> {
        let state = &self.state;
        if state.fresh || state.comma || state.and || state.or {
            return None;
        }
        let What::Tropes(tropes, _) = what else { return None };
        let last = self.out.last()?;
        let genre = tropes.iter().all(|trope| self.kinds.genres.contains(trope));
        let (same, tone) = match &last.what {
            What::Tropes(known, _) => {
                let tone = known.iter().all(|trope| self.kinds.tones.contains(trope));
                (known == tropes, tone)
            }
            What::Unknown => (false, state.quality),
            // "no old sageuk" says nothing of others.
            What::Fact(_) if genre && state.role.is_negative() => return Some(Role::Neutral),
            _ => return None,
        };
        if same {
            // "not too scary horror": a bit of it; "not too gory violence" says one thing twice.
            let mild = genre && state.quality && state.role == Role::Less;
            if mild {
                self.out.pop();
                self.state.weight = 0.5;
            }
            return mild.then_some(Role::Plain);
        }
        match state.role {
            Role::Less if state.quality || (tone && genre) => Some(Role::Plain),
            Role::Avoid if state.quality && tone && genre => Some(Role::Plain),
            Role::Avoid | Role::Dislike if tone && genre => Some(Role::Neutral),
            _ => None,
        }
    }
}

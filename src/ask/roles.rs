//! From segments to things with roles: which words like, avoid, or ask for which things.

use std::collections::HashSet;

use crate::catalog::{TropeIdx, is_hangul};

use super::cues::{Cue, Reach, Role};
use super::segments::{Segment, What};

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
        } else if state.role.is_negative() && (state.and || state.comma) && !state.article {
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
            Cue::Back(role) => self.back(role),
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
                if begins
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

    /// A role for the things before it, as far as they have none that was said.
    fn after(&mut self, role: Role) {
        // "도깨비 다 봤어요. 비슷한 로맨스 있나요": like what was named before.
        if role == Role::Like && self.sentence == self.out.len() && self.sentence > 0 {
            return self.back(Role::More);
        }
        // "slow and pretty, the ending does not matter": the comma parts them.
        if self.state.comma && !self.state.fresh {
            self.state = State::default();
            return;
        }
        let from = self.clause.max(self.sentence).min(self.out.len());
        let from = if from == self.out.len() { self.sentence } else { from };
        let open = |thing: &Thing| {
            match role {
                // Who liked it has seen it.
                Role::Seen => thing.role == Role::Plain,
                Role::Like | Role::Dislike if thing.role == Role::Seen => true,
                // "I don't want to see cheating, ghosts are fine"
                Role::Neutral if thing.role.is_negative() => !self.state.fresh,
                // "without the age gap being the whole plot"
                Role::Less => {
                    matches!(thing.role, Role::Plain | Role::Like | Role::More | Role::Avoid)
                }
                _ => matches!(thing.role, Role::Plain | Role::Like | Role::Less),
            }
        };
        // A particle, "free" or "is a must" is about the last thing and what is joined to it.
        let mut last = self.out.len();
        while last > from && self.out[last - 1].what == What::Unknown {
            last -= 1;
        }
        // "No gore, everything else is fine": what means nothing is what does not matter.
        let parted = |from: usize, to: usize| {
            let commas = self.segments.iter().filter(|segment| segment.what == What::Comma);
            commas.into_iter().any(|comma| comma.start >= from && comma.end <= to)
        };
        if matches!(role, Role::Neutral | Role::Dislike | Role::Avoid)
            && (1..self.out.len()).contains(&last)
            && parted(self.out[last - 1].end, self.out[last].start)
        {
            // "로맨스, 오글거리는 건 싫어요": nor is the romance turned away.
            if role.is_negative() {
                self.out[last..].iter_mut().for_each(|thing| thing.role = role);
            }
            self.state = State::default();
            self.clause = self.out.len();
            return;
        }
        // "재벌 로맨스 말고", "재벌 로맨스 지겨워": words that follow one another make one thing.
        let compound = matches!(role, Role::Exclude | Role::Dislike);
        // "Gentle, funny, a bit of romance is fine."
        let closely = role == Role::Neutral && self.out[from..last].iter().any(|t| t.weight < 1.0);
        // "바람피는 거 없는": what no table knows may be known to the encoder.
        if role == Role::Avoid {
            let unknown = self.out[last..].iter_mut().filter(|thing| thing.role == Role::Plain);
            unknown.for_each(|thing| thing.role = role);
        }
        let mut first = last;
        while first > from && open(&self.out[first - 1]) {
            first -= 1;
            let parted = first < last - 1
                && !self.joined(first, self.topic == last || closely)
                && !(compound && self.follow_in_korean(first));
            let parted = parted || (first < last - 1 && self.is_of_another_kind(first, last, role));
            if parted {
                first += 1;
                break;
            }
        }
        for thing in &mut self.out[first..last] {
            // "a bit of romance is fine", "some romance on the side" ask for it.
            if matches!(role, Role::Neutral | Role::Less) && thing.weight < 1.0 {
                continue;
            }
            // "펜트하우스 같은 거 말고": not like it.
            let title = matches!(thing.what, What::Title(..));
            if title && thing.role == Role::Like && role == Role::Exclude {
                thing.role = Role::Dislike;
                continue;
            }
            // "너무 슬프지 않은": not too sad.
            thing.role =
                if thing.role == Role::Less && role == Role::Avoid { Role::Less } else { role };
        }
        self.state = State::default();
        self.clause = self.out.len();
    }

    /// "판타지, 무서운 장면 없이": a genre before a comma is not turned away with what is none.
    fn is_of_another_kind(&self, first: usize, last: usize, role: Role) -> bool {
        let genre = |thing: &Thing| match &thing.what {
            What::Tropes(tropes, _) => tropes.iter().all(|trope| {
                self.kinds.genres.contains(trope) && !self.kinds.tones.contains(trope)
            }),
            _ => false,
        };
        let between = self.text[self.out[first].end..self.out[first + 1].start].trim();
        matches!(role, Role::Avoid | Role::Dislike)
            && between == ","
            && genre(&self.out[first])
            && !self.out[first + 1..last].iter().any(genre)
            && self.out[last - 1].what != What::Unknown
    }

    /// "Goblin? Loved it.": a role for the last title and those joined to it, in this sentence or
    /// the one before.
    fn back(&mut self, role: Role) {
        let is_title = |thing: &Thing| matches!(thing.what, What::Title(..) | What::UnknownTitle);
        if role == Role::Avoid {
            return self.back_avoid();
        }
        if role == Role::Neutral {
            return self.take_back();
        }
        let Some(last) = self.out.iter().rposition(is_title) else {
            if role != Role::More {
                self.after(role);
            }
            return;
        };
        let mut first = last;
        while first > 0 && is_title(&self.out[first - 1]) && self.joined(first - 1, false) {
            first -= 1;
        }
        for thing in &mut self.out[first..=last] {
            let liked = role == Role::Seen && matches!(thing.role, Role::Like | Role::Dislike);
            // "I have seen Goblin. Anything similar?": what is disliked stays so.
            let settled = role == Role::More && !matches!(thing.role, Role::Plain | Role::Seen);
            if !liked
                && !settled
                && !matches!(thing.role, Role::Writer | Role::Director | Role::Lead)
            {
                thing.role = role;
            }
        }
        self.state = State::default();
        self.clause = self.out.len();
    }

    /// "I want revenge. jk": what was last said, in this sentence or the one before, is not asked
    /// for.
    fn take_back(&mut self) {
        let Some(last) = self.out.last() else { return };
        let stops = |segment: &&Segment| segment.what == What::Stop && segment.end <= last.start;
        let from = self.segments.iter().rev().find(stops).map_or(0, |segment| segment.end);
        for thing in self.out.iter_mut().filter(|thing| thing.start >= from) {
            thing.role = Role::Neutral;
        }
        self.state = State::default();
        self.clause = self.out.len();
    }

    /// "Everything has amnesia in it. None of that": the last thing that is no title, and what is
    /// joined to it.
    fn back_avoid(&mut self) {
        let is_trope = |thing: &Thing| matches!(thing.what, What::Tropes(..) | What::Warning(..));
        let Some(last) = self.out.iter().rposition(is_trope) else { return };
        let mut first = last;
        while first > 0 && is_trope(&self.out[first - 1]) && self.joined(first - 1, false) {
            first -= 1;
        }
        self.out[first..=last].iter_mut().for_each(|thing| thing.role = Role::Avoid);
        self.state = State::default();
        self.clause = self.out.len();
    }

    /// Whether "and", "or" or, unless `closely`, a comma stands right behind a thing and before the
    /// next: whatever else is said there ends its part of a list.
    fn joined(&self, first: usize, closely: bool) -> bool {
        let (from, to) = (self.out[first].start, self.out[first + 1].start);
        let mut behind = self
            .segments
            .iter()
            .filter(|segment| segment.start >= from && segment.start < to)
            .skip(1)
            .map(|segment| &segment.what);
        match behind.next() {
            Some(What::Comma) => !closely,
            Some(What::Cue(Cue::And | Cue::Or)) => true,
            // "The creepy ones like Signal I can't."
            Some(What::Filler) => self.text[from..to].to_lowercase().ends_with(" ones like "),
            _ => false,
        }
    }

    /// Whether a trope and the next are Korean words with nothing between them.
    fn follow_in_korean(&self, first: usize) -> bool {
        let [one, other] = &self.out[first..first + 2] else { return false };
        let tropes = [one, other].iter().all(|thing| matches!(thing.what, What::Tropes(..)));
        // "사극인데 궁중 암투 말고": a clause of its own.
        let said = &self.text[one.start..one.end];
        if ["인데", "인데요", "이고", "이며", "지만"].iter().any(|ending| said.ends_with(ending))
        {
            return false;
        }
        let between = self.text[one.end..other.start].trim();
        tropes && between.is_empty() && self.text[one.start..other.end].contains(is_hangul)
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
        if let Some(role) = self.behind_denied(&segment.what) {
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

    /// Whether a role does not reach over to the next thing.
    fn ends_list(&self, what: &What, at: usize) -> bool {
        let state = &self.state;
        if state.role == Role::Plain {
            return false;
        }
        // Lists of titles go on with titles.
        if state.role.of_titles() && matches!(state.role, Role::Like | Role::Seen | Role::Exclude) {
            let title = matches!(what, What::Title(..) | What::UnknownTitle | What::Unknown);
            if title || state.role != Role::Exclude {
                return !title;
            }
        }
        let limit = matches!(what, What::Limit(_) | What::Service(_) | What::Person(_));
        // "Don't want: gore, over 16 episodes"
        let said = &self.text[self.segments[at].start..self.segments[at].end];
        let beyond =
            |word: &&str| said.len() > word.len() && said.to_lowercase().starts_with(*word);
        if state.reach == Reach::All
            && state.role == Role::Avoid
            && matches!(what, What::Limit(_))
            && ["over ", "more than ", "longer than ", "above "].iter().any(|word| beyond(&word))
        {
            return false;
        }
        // "less sad on Netflix": what stands beside what is denied is not denied with it.
        let named = matches!(what, What::Service(_) | What::Person(_));
        if limit && (state.comma || state.and || (named && !state.or)) {
            return true;
        }
        if self.denial_goes_on(what, at) {
            return false;
        }
        match state.reach {
            Reach::All => false,
            Reach::And => state.comma && !state.or && !state.and && !self.list_goes_on(at),
            Reach::Or => {
                (state.and && state.comma)
                    || (state.comma && !state.or && !self.or_follows(at))
                    || (state.and && state.role != Role::Avoid)
            }
        }
    }

    /// "No bullying, stalking", "no rape/gore": whether what stands behind a comma is turned away
    /// as well. A content warning is, unless more is said of it; behind a stroke anything is.
    fn denial_goes_on(&self, what: &What, at: usize) -> bool {
        if !matches!(self.state.role, Role::Avoid | Role::Dislike) || !self.state.comma {
            return false;
        }
        let parts = |segment: &Segment| matches!(segment.what, What::Comma | What::Stop);
        let Some(comma) = self.segments[..at].iter().rposition(parts) else {
            return false;
        };
        let mark = &self.segments[comma];
        let stroke = &self.text[mark.start..mark.end] == "/"
            && !self.text[..mark.start].ends_with(' ')
            && !self.text[mark.end..].starts_with(' ');
        if stroke {
            return matches!(what, What::Tropes(..) | What::Warning(..) | What::Unknown);
        }
        let grave = match what {
            What::Warning(..) => true,
            What::Tropes(tropes, _) => tropes.iter().any(|trope| self.kinds.warned.contains(trope)),
            _ => false,
        };
        let ends = |segment: &&Segment| {
            !parts(segment) && !matches!(segment.what, What::Cue(Cue::And | Cue::Or))
        };
        let item = self.segments[comma + 1..].iter().take_while(ends);
        grave && item.into_iter().all(|segment| self.is_bare(segment))
    }

    /// Whether a segment only names, and is no genre.
    fn is_bare(&self, segment: &Segment) -> bool {
        match &segment.what {
            What::Tropes(tropes, _) => {
                !tropes.iter().any(|trope| self.kinds.genres.contains(trope))
            }
            What::Filler => !matches!(&self.text[segment.start..segment.end], "a" | "an" | "some"),
            What::Warning(..) | What::Unknown | What::Told(_) => true,
            _ => false,
        }
    }

    /// Whether what stands here ends in "and X" or "or X" before anything else is said.
    fn list_goes_on(&self, at: usize) -> bool {
        for segment in &self.segments[at + 1..] {
            match &segment.what {
                What::Cue(Cue::And | Cue::Or) => return true,
                What::Cue(_) | What::Stop | What::Fact(_) | What::Limit(_) => return false,
                _ => {}
            }
        }
        false
    }

    fn or_follows(&self, at: usize) -> bool {
        for segment in &self.segments[at + 1..] {
            match &segment.what {
                What::Cue(Cue::Or) => return true,
                What::Cue(_) | What::Stop | What::Fact(_) | What::Limit(_) => return false,
                _ => {}
            }
        }
        false
    }
}

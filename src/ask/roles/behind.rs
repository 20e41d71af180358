//! What acts on the things before it: "X is a must", "Goblin? Loved it.", "X 없는".

use crate::ask::cues::{Cue, Role};
use crate::ask::segments::{Segment, What};
use crate::catalog::is_hangul;

use super::{State, Thing, Walk};

impl Walk<'_> {
    /// A role for the things before it, as far as they have none that was said.
    pub(super) fn after(&mut self, role: Role) {
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
                // "Everyone raves about Goblin, so not my thing"
                Role::Like | Role::Dislike if thing.role == Role::Neutral => {
                    matches!(thing.what, What::Title(..) | What::UnknownTitle)
                }
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
        if matches!(role, Role::Avoid | Role::Dislike) {
            let unknown = self.out[last..].iter_mut().filter(|thing| thing.role == Role::Plain);
            unknown.for_each(|thing| thing.role = role);
        }
        let mut first = last;
        while first > from && open(&self.out[first - 1]) {
            first -= 1;
            let one_list = first + 1 == last
                || self.joined(first, self.topic == last || closely)
                || compound && self.follow_in_korean(first)
                || self.are_titles_in_a_row(first);
            let other = first + 1 < last && self.is_of_another_kind(first, last, role);
            if !one_list || other {
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

    /// "시그널 비밀의숲 다 봤어": titles without a comma between them.
    fn are_titles_in_a_row(&self, first: usize) -> bool {
        let pair = &self.out[first..first + 2];
        let between = &self.text[pair[0].end..pair[1].start];
        pair.iter().all(|thing| matches!(thing.what, What::Title(..))) && between.trim().is_empty()
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
        if between != "," {
            return false;
        }
        // "가족 드라마, 넷플릭스 말고": nor with a service.
        let named = matches!(self.out[last - 1].what, What::Service(_) | What::Person(_));
        if named && role.is_negative() {
            return matches!(self.out[first].what, What::Tropes(..));
        }
        // "사극, 로맨스 적은 거"
        role == Role::Less
            || (matches!(role, Role::Avoid | Role::Dislike)
                && genre(&self.out[first])
                && !self.out[first + 1..last].iter().any(genre)
                && self.out[last - 1].what != What::Unknown)
    }

    /// What a cue points back to: "loved the first one", "without him", "don't want to watch it", or
    /// whatever was named last.
    pub(super) fn back_to(&mut self, role: Role, at: usize) {
        let segment = &self.segments[at];
        let said = self.text[segment.start..segment.end].to_lowercase();
        let says = |words: &[&str]| said.split(' ').any(|word| words.contains(&word));
        let is_title = |thing: &Thing| matches!(thing.what, What::Title(..));
        if role == Role::Avoid && says(&["him", "her"]) {
            let person = |thing: &&mut Thing| matches!(thing.what, What::Person(_));
            self.out.iter_mut().rev().find(person).into_iter().for_each(|thing| thing.role = role);
            self.state = State::default();
            self.clause = self.out.len();
            return;
        }
        let named = self.out.iter().rposition(is_title);
        let watched = role == Role::Avoid && says(&["watch", "see", "show", "recommend"]);
        if let Some(last) = named.filter(|_| watched) {
            self.out[last].role = Role::Exclude;
            self.state = State::default();
            self.clause = self.out.len();
            return;
        }
        let one = named.filter(|_| says(&["first", "second", "former", "latter"]));
        if let Some(last) = one {
            let rest = (0..last).rev().take_while(|at| is_title(&self.out[*at]));
            let first = last - rest.count();
            let meant = if says(&["first", "former"]) { first } else { last };
            self.out[meant].role = role;
            self.state = State::default();
            self.clause = self.out.len();
            return;
        }
        self.back(role);
    }

    /// "Goblin? Loved it.": a role for the last title and those joined to it, in this sentence or
    /// the one before.
    pub(super) fn back(&mut self, role: Role) {
        let is_title = |thing: &Thing| {
            matches!(thing.what, What::Title(..) | What::UnknownTitle | What::Foreign(..))
        };
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
            let settled = role == Role::More
                && !matches!(thing.role, Role::Plain | Role::Seen | Role::Neutral);
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
        let Some(last) = self.out.iter().rposition(is_trope) else {
            // "My ex loved Itaewon Class, so not that"
            let title = |thing: &&mut Thing| matches!(thing.what, What::Title(..));
            let named = self.out.iter_mut().rev().find(title);
            named.into_iter().for_each(|thing| thing.role = Role::Exclude);
            return;
        };
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
}

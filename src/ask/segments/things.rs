//! What stands at a word and is no title: limits, facts, idioms, cues, tropes, people, services.

use super::{Cutter, Segment, What};
use crate::ask::cues::{Cue, Reach, Role};
use crate::ask::facts::Fact;
use crate::ask::names::without_particle;
use crate::ask::numbers;
use crate::ask::token::{Token, TokenKind};
use crate::catalog::TropeIdx;
use crate::encode::stems::is_function;

/// Words that mean more of their trope.
const COMPARATIVES: [&str; 14] = [
    "sadder", "happier", "warmer", "sweeter", "calmer", "slower", "faster", "lighter", "darker",
    "grittier", "funnier", "scarier", "creepier", "bloodier",
];

impl Cutter<'_> {
    /// The longest thing that begins here and is no title.
    pub(super) fn other(&self, at: usize) -> Option<(usize, What, Option<&'static str>)> {
        let lexicon = self.lexicon;
        let mut found: Vec<(usize, What, Option<&'static str>)> = Vec::new();
        let mut add = |end: usize, what: What, particle| found.push((end, what, particle));
        if let Some((end, role)) = self.verdict(at) {
            add(end, What::Cue(Cue::Verdict(role)), None);
        }
        if let Some(end) = self.disliked_first(at) {
            add(end, What::Cue(Cue::Before(Role::Dislike, Reach::All)), None);
        }
        if let Some((end, limit)) = numbers::limit(self.tokens, at)
            && !self.is_setting(at)
        {
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
        let beginning = self.korean_beginning(at);
        match self.cue(at) {
            // "안 나오고" says more than "안".
            Some((end, cue)) if beginning.is_none_or(|(longer, _)| longer <= end) => {
                add(end, self.cue_here(cue, at, end), None);
            }
            _ => {
                if let Some((end, cue)) = beginning {
                    add(end, What::Cue(cue), None);
                } else if self.tokens[at].lower.starts_with('없')
                    && matches!(self.before_list_words(), Some(What::Service(_)))
                {
                    // "넷플 없는데 뭐 볼까"
                    add(at + 1, What::Cue(Cue::After(Role::Avoid)), None);
                }
            }
        }
        if let Some((end, warning)) = lexicon.warnings.find(self.tokens, at) {
            let tropes = lexicon.tropes.get(&self.tokens[at..end]).cloned().unwrap_or_default();
            add(end, What::Warning(*warning, tropes), None);
        }
        if let Some((end, _)) = lexicon.denied.find(self.tokens, at)
            && end > at + 1
            && (self.after_a_denial() || (self.tokens[at].hangul && self.turned_away_later(at)))
        {
            add(end, What::Unknown, None);
        }
        if self.praises(at) || self.weighs(at) {
            add(at + 1, What::Filler, None);
        }
        if let Some((end, tropes)) = self.of_the_ending(at) {
            add(end, What::Tropes(tropes, false), None);
        } else if let Some((end, tropes)) = lexicon.tropes.find(self.tokens, at) {
            let more = COMPARATIVES.contains(&self.tokens[at].lower.as_str());
            add(end, What::Tropes(tropes.clone(), more), None);
        }
        if let Some((end, person)) = lexicon.names.person(self.tokens, at) {
            add(end, What::Person(person.to_owned()), None);
        }
        if let Some((end, service)) = lexicon.names.service(self.tokens, at) {
            add(end, What::Service(service), None);
        }
        let own =
            found.iter().any(|(_, what, _)| !matches!(what, What::Tropes(..) | What::Warning(..)));
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

    /// The longest cue that stands here and cuts no title: "not" in "Not All of Us Are Dead".
    fn cue(&self, at: usize) -> Option<(usize, Cue)> {
        let lexicon = self.lexicon;
        let (end, cue) = lexicon.cues.find(self.tokens, at)?;
        let title = |from: usize| {
            let written = self.mixed && self.tokens[from].capital;
            written
                && lexicon
                    .names
                    .title(self.text, self.tokens, from)
                    .is_some_and(|title| title.end > end && title.end >= from + 3)
        };
        match (at + 1..end).find(|from| title(*from)) {
            None => Some((end, *cue)),
            Some(cut) => lexicon.cues.get(&self.tokens[at..cut]).map(|cue| (cut, *cue)),
        }
    }

    /// "Love triangle: no", "zombies are a hard pass": a verdict of what stands before, at the end
    /// of its clause.
    pub(super) fn verdict(&self, at: usize) -> Option<(usize, Role)> {
        const JOINS: [&str; 8] =
            ["but", "and", "so", "though", "because", "since", "however", "or"];
        let (end, role) = self.lexicon.verdicts.find(self.tokens, at)?;
        let phrase = end >= at + 2 && role.is_negative();
        // "off the table for me"
        let is = |at: usize, words: &[&str]| {
            self.tokens.get(at).is_some_and(|token| words.contains(&token.lower.as_str()))
        };
        let for_me = is(end, &["for"]) && is(end + 1, &["me", "us", "her", "him"]);
        let end = if for_me { end + 2 } else { end };
        let ends = self.tokens.get(end).is_none_or(|next| {
            // "Hard no: gore" begins a list.
            (next.kind != TokenKind::Word && next.lower != ":")
                || JOINS.contains(&next.lower.as_str())
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
                    | What::Warning(..)
                    | What::Person(_)
                    | What::Service(_)
                    | What::Fact(_)
            ) || (phrase && segment.what == What::Unknown)
        });
        (ends && of_a_thing).then_some((end, *role))
    }

    /// "Not my husband's thing, all those gangsters": said before what it is said of.
    fn disliked_first(&self, at: usize) -> Option<usize> {
        let (end, ()) = self.lexicon.disliked.find(self.tokens, at)?;
        let said = |segment: &&Segment| !matches!(segment.what, What::Filler | What::Cue(_));
        let first = self.segments.iter().rev().find(said);
        let begins = first.is_none_or(|segment| segment.what == What::Stop);
        let goes_on = self.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Comma);
        (begins && goes_on).then_some(end)
    }

    /// "set in the 80s or 90s": the second decade is one in which it plays, as the first is.
    fn is_setting(&self, at: usize) -> bool {
        let is_decade = |tropes: &Vec<TropeIdx>| {
            let vocabulary = self.lexicon.catalog.vocabulary();
            let id = |trope: &TropeIdx| vocabulary.trope(*trope).id.as_str();
            tropes.iter().any(|trope| matches!(id(trope), "postwar-decades" | "retro-nineties"))
        };
        let here = self.lexicon.tropes.find(self.tokens, at);
        here.is_some_and(|(_, tropes)| is_decade(tropes))
            && matches!(self.before_list_words(), Some(What::Tropes(known, _)) if is_decade(known))
    }

    /// "a killer plot": no killer.
    fn praises(&self, at: usize) -> bool {
        let is = |at: usize, words: &[&str]| {
            self.tokens.get(at).is_some_and(|token| words.contains(&token.lower.as_str()))
        };
        let next = self.tokens.get(at + 1).filter(|next| next.kind == TokenKind::Word);
        is(at, &["killer"])
            && next.is_some_and(|next| {
                !is_function(&next.lower)
                    && !matches!(next.lower.as_str(), "dramas" | "drama" | "thriller" | "stories")
            })
            && !at.checked_sub(1).is_some_and(|at| is(at, &["serial", "contract", "hired"]))
    }

    /// "action heavy": much of it, nothing heavy.
    fn weighs(&self, at: usize) -> bool {
        let last = self.segments.last();
        self.tokens[at].lower == "heavy"
            && last.is_some_and(|last| matches!(last.what, What::Tropes(..)))
    }

    /// "the end must be happy", "sad at the end": how it ends, not how it is.
    fn of_the_ending(&self, at: usize) -> Option<(usize, Vec<TropeIdx>)> {
        const HOW: [(&str, &str); 20] = [
            ("happier", "happy-ending"),
            ("nice", "happy-ending"),
            ("cheerful", "happy-ending"),
            ("sadder", "sad-ending"),
            ("happy", "happy-ending"),
            ("happily", "happy-ending"),
            ("good", "happy-ending"),
            ("well", "happy-ending"),
            ("uplifting", "happy-ending"),
            ("hopeful", "happy-ending"),
            ("satisfying", "happy-ending"),
            ("sad", "sad-ending"),
            ("sadly", "sad-ending"),
            ("bad", "sad-ending"),
            ("badly", "sad-ending"),
            ("tragic", "sad-ending"),
            ("bleak", "sad-ending"),
            ("depressing", "sad-ending"),
            ("open", "open-ending"),
            ("ambiguous", "open-ending"),
        ];
        const END: [&str; 6] = ["end", "ends", "ending", "endings", "finale", "ended"];
        let word = self.tokens[at].lower.as_str();
        let (_, id) = HOW.iter().find(|(how, _)| *how == word)?;
        let is_end = |token: &Token| END.contains(&token.lower.as_str());
        let within = |token: &&Token| token.kind == TokenKind::Word;
        let clause = self.tokens[..at].iter().rev().take(5).take_while(within);
        let said_before = clause.take_while(|token| !self.parts_clauses(token)).any(is_end);
        let rest = &self.tokens[at + 1..];
        let behind = rest.first().is_some_and(|next| matches!(next.lower.as_str(), "in" | "at"))
            && rest.get(1).is_some_and(|next| next.lower == "the")
            && rest.get(2).is_some_and(|next| next.lower == "end" && next.kind == TokenKind::Word);
        // "a happier ending"
        let is_ending =
            |token: &Token| matches!(token.lower.as_str(), "ending" | "endings" | "end" | "finale");
        let before = rest.first().is_some_and(is_ending);
        // "a happy or open ending"
        let listed = rest.first().is_some_and(|next| matches!(next.lower.as_str(), "and" | "or"))
            && rest.get(1).is_some_and(|next| HOW.iter().any(|(how, _)| *how == next.lower))
            && rest.get(2).is_some_and(is_ending);
        // "but happy", "happy this time": not as it ended there.
        let is = |token: Option<&Token>, words: &[&str]| {
            token.is_some_and(|token| words.contains(&token.lower.as_str()))
        };
        let other = |next: Option<&Token>| {
            next.is_none_or(|next| next.kind != TokenKind::Word)
                || is(next, &["this", "for", "instead", "please"])
        };
        let turned = at.checked_sub(1).is_some_and(|at| is(self.tokens.get(at), &["but"]));
        let again = is(rest.first(), &["this"]) && is(rest.get(1), &["time"]);
        let instead = word == "happy" && ((turned && other(rest.first())) || again);
        let said_before = said_before || instead;
        let end = match (behind, before) {
            (true, _) => at + 4,
            (false, true) => at + 2,
            (false, false) => at + 1,
        };
        // "end on a happy note" is one thing, "happy endings" is in the tables.
        let longer = self.lexicon.tropes.find(self.tokens, at).is_some_and(|(to, _)| to > end);
        let trope = self.lexicon.catalog.vocabulary().find(id)?;
        ((said_before || behind || before || listed) && !longer).then(|| (end, vec![trope]))
    }

    fn parts_clauses(&self, token: &Token) -> bool {
        matches!(token.lower.as_str(), "and" | "or" | "but" | "with" | "then")
    }

    /// Whether a question mark stands here: "Zombies? No thanks."
    pub(super) fn asks(&self, segment: &Segment) -> bool {
        segment.what == What::Stop && self.text[segment.start..segment.end].starts_with('?')
    }

    /// A Korean word, or two, whose beginning acts on what stands before.
    pub(super) fn korean_beginning(&self, at: usize) -> Option<(usize, Cue)> {
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

    /// Whether a word is known of titles alone.
    pub(super) fn means_nothing_else(&self, at: usize) -> bool {
        let lexicon = self.lexicon;
        !self.is_filler(at)
            && lexicon.tropes.find(self.tokens, at).is_none()
            && lexicon.warnings.find(self.tokens, at).is_none()
            && lexicon.cues.find(self.tokens, at).is_none()
            && lexicon.facts.find(self.tokens, at).is_none()
    }

    /// "older actress", "short hero": told of people, not of dramas.
    pub(super) fn is_of_people(&self, fact: Fact, end: usize) -> bool {
        const PEOPLE: [&str; 40] = [
            "palace",
            "palaces",
            "town",
            "village",
            "temple",
            "house",
            "houses",
            "books",
            "songs",
            "times",
            "kings",
            "kingdom",
            "wounds",
            "secrets",
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
        // "characters who are a bit older"
        let clause = self.tokens[..end].iter().rev().skip(1).take(6);
        let clause = clause.take_while(|token| token.kind == TokenKind::Word);
        let words: Vec<&str> = clause.map(|token| token.lower.as_str()).collect();
        let said_of_them = matches!(fact, Fact::Older)
            && words.iter().any(|word| matches!(*word, "who" | "are" | "is"))
            && words.iter().any(|word| PEOPLE.contains(word));
        let of_people =
            self.tokens.get(end).is_some_and(|next| PEOPLE.contains(&next.lower.as_str()));
        matches!(fact, Fact::Older | Fact::Recent | Fact::Short | Fact::Long | Fact::Modern)
            && (of_people || said_of_them)
    }

    /// What a cue does here, where that hangs on the words around it.
    pub(super) fn cue_here(&self, cue: Cue, at: usize, end: usize) -> What {
        let word = self.tokens[at].lower.as_str();
        // "너무 슬프지 않은" is less sad; "너무 지쳐서" is only very tired.
        if end == at + 1 && word == "너무" && !self.denied_later(at) {
            return What::Filler;
        }
        // "이미 봤어요 도깨비": said before the titles.
        let first = at == 0 || self.tokens[at - 1].kind == TokenKind::Stop;
        if cue == Cue::After(Role::Seen)
            && first
            && self.lexicon.names.title(self.text, self.tokens, end).is_some()
        {
            return What::Cue(Cue::Before(Role::Seen, Reach::All));
        }
        let next_is_trope = self.lexicon.tropes.find(self.tokens, end).is_some();
        // "Over chaebols." is weary of them.
        let opens = at == 0 || self.tokens[at - 1].kind != TokenKind::Word;
        if word == "over" && end == at + 1 && opens && next_is_trope {
            return What::Cue(Cue::Before(Role::Dislike, Reach::Or));
        }
        // "too sad" is a complaint, "zombies too" none.
        let last = self.tokens[end - 1].lower.as_str();
        if last == "too" && matches!(cue, Cue::Before(Role::Less, Reach::Or)) && !next_is_trope {
            return What::Filler;
        }
        // "anything similar to Goblin" points at what follows.
        let joins = self
            .tokens
            .get(end)
            .is_some_and(|next| matches!(next.lower.as_str(), "to" | "as" | "of" | "from"));
        if cue == Cue::Back(Role::More) && joins {
            return What::Cue(Cue::Before(Role::Like, Reach::All));
        }
        // "before Goblin" is about what was made until then.
        if word == "before" && self.lexicon.names.title(self.text, self.tokens, end).is_none() {
            return What::Filler;
        }
        // "think Goblin meets Signal" likens, "I think" does not.
        let begins =
            at.checked_sub(1).is_none_or(|before| self.tokens[before].kind != TokenKind::Word);
        if word == "think" && (!begins || next_is_trope) {
            return What::Filler;
        }
        // "A break from Signal" has seen it, "a break from sad stuff" wants none.
        let rest = ["break", "cleanser", "detox", "antidote"];
        let rests = self.tokens[at..end].iter().any(|token| rest.contains(&token.lower.as_str()));
        if rests && next_is_trope && matches!(cue, Cue::Before(Role::Seen, _)) {
            return What::Cue(Cue::Before(Role::Dislike, Reach::Or));
        }
        // "Did Mouse already": seen, where a title follows.
        if word == "did" && end == at + 1 {
            let title = self.lexicon.names.title(self.text, self.tokens, end);
            if title.is_none_or(|title| title.end == end + 1 && self.is_filler(end)) {
                return What::Filler;
            }
        }
        // "Zombies bore me, and so do vampires"
        if word == "so" && matches!(cue, Cue::Before(Role::Dislike, _)) {
            let denied = matches!(
                self.before_list_words(),
                Some(What::Cue(Cue::Verdict(role) | Cue::After(role) | Cue::Back(role)))
                    if role.is_negative()
            );
            if last.starts_with("do") && !denied {
                return What::Filler;
            }
        }
        // "No one does revenge like Penthouse" praises.
        let next = self.tokens.get(end).map_or("", |next| next.lower.as_str());
        if matches!(word, "no" | "nobody" | "noone")
            && matches!(next, "does" | "do" | "did")
            && self.tokens[end..].iter().take(6).any(|token| token.lower == "like")
        {
            return What::Filler;
        }
        // "none of that wrist grabbing" turns away what follows, "none of that" what was said.
        let goes_on = self.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Word);
        if word == "none" && cue == Cue::Back(Role::Avoid) && goes_on && last != "please" {
            return What::Cue(Cue::Before(Role::Avoid, Reach::And));
        }
        // "a woman who hates ghosts" is one of the drama, "my wife who hates ghosts" asks.
        if self.of_a_character(at) {
            return What::Filler;
        }
        // "friendship over romance", "more comedy than romance".
        let behind_article = |at: usize| {
            let article = self.tokens.get(at).is_some_and(|token| token.lower == "the");
            at + usize::from(article)
        };
        if matches!(last, "over" | "than")
            && matches!(word, "over" | "than" | "more" | "better")
            && self.lexicon.tropes.find(self.tokens, behind_article(end)).is_some()
            && matches!(self.before_list_words(), Some(What::Tropes(..)))
        {
            return What::Cue(Cue::Before(Role::Less, Reach::Or));
        }
        // "was there more than The King?"
        if last == "than" && matches!(word, "more" | "better") {
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

    /// Whether a verb of liking is said of a character, behind "who".
    fn of_a_character(&self, at: usize) -> bool {
        const VERBS: [&str; 16] = [
            "hate", "hates", "hated", "love", "loves", "loved", "like", "likes", "liked", "enjoys",
            "enjoy", "dislikes", "adores", "loathes", "despises", "detests",
        ];
        const VIEWERS: [&str; 14] = [
            "someone", "somebody", "anyone", "anybody", "everyone", "people", "those", "person",
            "viewer", "fans", "me", "us", "friend", "guy",
        ];
        const WHOSE: [&str; 6] = ["my", "our", "for", "with", "his", "her"];
        let word = |back: usize| {
            at.checked_sub(back).map_or("", |before| self.tokens[before].lower.as_str())
        };
        let asks = VIEWERS.contains(&word(2)) || WHOSE.contains(&word(3));
        VERBS.contains(&word(0)) && word(1) == "who" && !asks
    }

    /// Whether a Korean denial stands in the rest of the clause.
    pub(super) fn denied_later(&self, at: usize) -> bool {
        let rest = self.tokens[at + 1..].iter().take(5);
        rest.take_while(|token| token.kind == TokenKind::Word)
            .any(|token| ["않", "안", "말", "없"].iter().any(|no| token.lower.starts_with(no)))
    }

    /// Whether the rest of the clause turns away what is said in Korean.
    fn turned_away_later(&self, at: usize) -> bool {
        const AWAY: [&str; 15] = [
            "않",
            "안",
            "말",
            "없",
            "싫",
            "못",
            "빼",
            "무서",
            "힘들",
            "제외",
            "금지",
            "피하",
            "트리거",
            "x",
            "노노",
        ];
        let rest = self.tokens[at + 1..].iter().take(6);
        rest.take_while(|token| token.kind == TokenKind::Word)
            .any(|token| AWAY.iter().any(|away| token.lower.starts_with(away)))
    }

    /// "after dark ones like": enough of such.
    pub(super) fn weary_of(&self, at: usize) -> bool {
        let ones = ["ones", "dramas", "shows", "series", "stuff", "things"];
        let such =
            |pair: &[Token]| ones.contains(&pair[0].lower.as_str()) && pair[1].lower == "like";
        let most = self.tokens.len().min(at + 7);
        self.tokens[at + 1..most].windows(2).any(such)
    }

    /// Whether an idiom ends within a trope: "good time" in "good time-travel dramas".
    pub(super) fn cuts_a_trope(&self, at: usize, end: usize) -> bool {
        let beyond = |from: usize| {
            self.lexicon.tropes.find(self.tokens, from).is_some_and(|(to, _)| to > end)
        };
        self.tokens.get(end).is_some_and(|next| next.tied) || (at + 1..end).any(beyond)
    }

    /// A Korean word with a particle.
    pub(super) fn korean(&self, at: usize) -> Option<(usize, What, Option<&'static str>)> {
        let token = &self.tokens[at];
        let mut word = token.lower.as_str();
        let mut first = None;
        // "복수극이": a particle behind an ending.
        for _ in 0..3 {
            let Some((rest, particle)) = without_particle(word, true) else { break };
            // "불륜빼고요": what denies counts.
            let denies = matches!(particle, "말고" | "빼고" | "없는" | "없이");
            first = if denies { Some(particle) } else { first.or(Some(particle)) };
            word = rest;
            if let Some(warning) = self.lexicon.warnings.get_korean(word) {
                let tropes = self.lexicon.tropes.get_korean(word).cloned().unwrap_or_default();
                return Some((at + 1, What::Warning(*warning, tropes), first));
            }
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
        if let Some(warning) = self.lexicon.warnings.get_korean(&both) {
            return Some((at + 2, What::Warning(*warning, Vec::new()), Some(particle)));
        }
        let fact = self.lexicon.facts.get_korean(&both).map(|fact| What::Fact(*fact));
        let tropes = || self.lexicon.tropes.get_korean(&both);
        fact.or_else(|| tropes().map(|tropes| What::Tropes(tropes.clone(), false)))
            .map(|what| (at + 2, what, Some(particle)))
    }

    /// "finished" is a fact of dramas, or what someone did: "I finished Goblin".
    pub(super) fn is_verb(&self, at: usize, end: usize) -> bool {
        let word = self.tokens[at].lower.as_str();
        if !matches!(word, "finished" | "complete" | "completed") || end != at + 1 {
            return false;
        }
        let before = at.checked_sub(1).map_or("", |at| self.tokens[at].lower.as_str());
        let after = self.tokens.get(end).map_or("", |token| token.lower.as_str());
        let next_is_title = self.tokens.get(end).is_some_and(|next| {
            next.kind == TokenKind::Quoted
                || (next.kind == TokenKind::Word
                    && self.lexicon.names.title(self.text, self.tokens, end).is_some_and(|title| {
                        title.end > end + 1 || next.capital || self.means_nothing_else(end)
                    }))
        });
        matches!(
            before,
            "i" | "i've" | "just" | "we" | "we've" | "she" | "he" | "having" | "have" | "recently"
        ) || after == "me"
            || next_is_title
    }
}

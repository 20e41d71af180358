//! What stands at a word and is no title: limits, facts, idioms, cues, tropes, people, services.

use super::{Cutter, What};
use crate::ask::cues::{Cue, Reach, Role};
use crate::ask::facts::Fact;
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
        if let Some((end, role)) = self.found_it(at) {
            add(end, What::Cue(Cue::Back(role)), None);
        }
        if let Some(end) = self.too_much_of_a_title(at) {
            add(end, What::Cue(Cue::Back(Role::Dislike)), None);
        }
        if let Some(end) = self.disliked_first(at) {
            add(end, What::Cue(Cue::Before(Role::Dislike, Reach::All)), None);
        }
        if let Some((end, limit)) = numbers::limit(self.tokens, at)
            && !self.is_setting(at)
        {
            // "The same song every 4 minutes"
            let often = at > 0 && self.tokens[at - 1].lower == "every";
            add(end, if often { What::Filler } else { What::Limit(limit) }, None);
        }
        if let Some((end, fact)) = lexicon.facts.find(self.tokens, at)
            && !self.is_verb(at, end)
            && !self.is_of_people(*fact, end)
            && !self.is_in_the_story(*fact, at, end)
        {
            add(end, What::Fact(*fact), None);
        }
        if let Some(end) = self.costs_nothing(at) {
            add(end, What::Fact(Fact::CannotBeSaid("price")), None);
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
        } else if let Some(title) = self.goblin_with_a_verdict(at) {
            add(at + 1, title, None);
        } else if self.scolds(at)
            || self.is_a_credit(at)
            || self.is_an_imitation(at)
            || self.is_bare_goblin(at)
        {
            add(at + 1, What::Filler, None);
        } else if let Some((end, tropes)) = lexicon.tropes.find(self.tokens, at)
            && !(self.tokens[at].lower == "no" && self.cuts_a_trope(at, end))
        {
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
        // "like When the Camellia Blooms": the words of a title are no cue.
        let title = |from: usize| {
            let written = self.mixed && self.tokens[from].capital;
            let least = if written { 3 } else { 4 };
            let title = lexicon.names.title(self.text, self.tokens, from);
            title.is_some_and(|title| title.end > end && title.end >= from + least)
        };
        // "something with more than 16 episodes"
        let limit = |from: usize| {
            numbers::limit(self.tokens, from).is_some_and(|(limited, _)| limited > end)
        };
        match (at + 1..end).find(|from| title(*from) || limit(*from)) {
            None => Some((end, *cue)),
            Some(cut) => lexicon.cues.get(&self.tokens[at..cut]).map(|cue| (cut, *cue)),
        }
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

    /// "Another Squid Game clone"
    fn is_an_imitation(&self, at: usize) -> bool {
        const IMITATIONS: [&str; 8] =
            ["clone", "clones", "copy", "copies", "ripoff", "ripoffs", "knockoff", "copycat"];
        let last = self.segments.last().map(|segment| &segment.what);
        IMITATIONS.contains(&self.tokens[at].lower.as_str())
            && matches!(last, Some(What::Title(..) | What::Foreign(..)))
    }

    /// "Everyone recommends goblin": without an article, and before nothing that it is said of, it is
    /// the drama that viewers call so.
    fn is_bare_goblin(&self, at: usize) -> bool {
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_str());
        let article = matches!(
            at.checked_sub(1).map_or("", word),
            "a" | "the" | "any" | "no" | "immortal" | "with" | "or" | "and" | "his" | "her"
        );
        let ends = self.tokens.get(at + 1).is_none_or(|next| next.kind != TokenKind::Word);
        let said_of = !ends && self.lexicon.tropes.find(self.tokens, at + 1).is_some();
        word(at) == "goblin" && !article && !said_of
    }

    /// "No stupid misunderstandings", "no flashing lights": what is turned away is not how light a
    /// drama is.
    fn scolds(&self, at: usize) -> bool {
        const SCOLDING: [&str; 5] = ["stupid", "dumb", "mindless", "brainless", "lights"];
        let is_noun = |next: &Token| next.kind == TokenKind::Word && !is_function(&next.lower);
        let word = self.tokens[at].lower.as_str();
        let said_of = word == "lights" || self.tokens.get(at + 1).is_some_and(is_noun);
        SCOLDING.contains(&word) && said_of && (word == "lights" || self.after_a_denial())
    }

    /// "I don't want goblin again", "loved goblin": the drama, where a verdict stands before its name.
    fn goblin_with_a_verdict(&self, at: usize) -> Option<What> {
        let judges = matches!(
            self.before_list_words(),
            Some(What::Cue(Cue::Before(role, _))) if role.is_negative() || role.of_titles()
        );
        let bare = judges && self.is_bare_goblin(at);
        let named = self.lexicon.catalog.named("goblin").ok().flatten().filter(|_| bare);
        named.map(|drama| What::Title(drama, false))
    }

    /// "Writer Kim Eun Sook", "배우 공유": what someone does is no trope.
    fn is_a_credit(&self, at: usize) -> bool {
        const CREDITS: [&str; 10] = [
            "writer",
            "writers",
            "screenwriter",
            "author",
            "actor",
            "actress",
            "director",
            "pd",
            "배우",
            "작가",
        ];
        CREDITS.contains(&self.tokens[at].lower.as_str())
            && at + 1 < self.tokens.len()
            && self.lexicon.names.person(self.tokens, at + 1).is_some()
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
        matches!(
            token.lower.as_str(),
            "and" | "or" | "but" | "with" | "then" | "i" | "i'm" | "i'd" | "we"
        )
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
            self.tokens.get(end).is_some_and(|next| PEOPLE.contains(&next.lower.as_str()))
                || (fact == Fact::Older && self.is_of_a_thing(end));
        matches!(fact, Fact::Older | Fact::Recent | Fact::Short | Fact::Long | Fact::Modern)
            && (of_people || said_of_them)
    }

    /// "About a webtoon artist", "trapped in a webtoon": what is read in a story is no source of it.
    fn is_in_the_story(&self, fact: Fact, at: usize, end: usize) -> bool {
        const WHO: [&str; 16] = [
            "character",
            "characters",
            "artist",
            "artists",
            "writer",
            "writers",
            "author",
            "authors",
            "editor",
            "editors",
            "world",
            "hero",
            "heroine",
            "company",
            "reader",
            "villain",
        ];
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_str());
        let before = |back: usize| at.checked_sub(back).map_or("", word);
        let inside = |word: &str| matches!(word, "about" | "inside" | "into" | "within" | "enters");
        let article = matches!(before(1), "a" | "an" | "the" | "her" | "his");
        let story = inside(if article { before(2) } else { before(1) });
        matches!(fact, Fact::Origin(_)) && end == at + 1 && (story || WHO.contains(&word(end)))
    }

    /// "Viki free", "free on Viki": what a service costs, behind or before its name.
    fn costs_nothing(&self, at: usize) -> Option<usize> {
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_str());
        let service = |at: usize| self.lexicon.names.service(self.tokens, at).is_some();
        let behind =
            matches!(self.segments.last(), Some(last) if matches!(last.what, What::Service(_)));
        let before = word(at + 1) == "on" && at + 2 < self.tokens.len() && service(at + 2);
        // "Netflix free of gore"
        let of = matches!(word(at + 1), "of" | "from");
        (word(at) == "free" && !of && (behind || before)).then_some(at + 1)
    }

    /// "An old wireless", "over an old walkie talkie": told of a thing that is no drama.
    fn is_of_a_thing(&self, end: usize) -> bool {
        const DRAMAS: [&str; 16] = [
            "drama", "dramas", "kdrama", "kdramas", "show", "shows", "series", "one", "ones",
            "stuff", "title", "titles", "story", "stories", "hit", "hits",
        ];
        let old = self.tokens[end - 1].lower == "old";
        let article = end >= 2
            && matches!(
                self.tokens[end - 2].lower.as_str(),
                "an" | "the" | "my" | "her" | "his" | "our" | "their"
            );
        let Some(next) = self.tokens.get(end).filter(|next| next.kind == TokenKind::Word) else {
            return false;
        };
        let named = self.lexicon.tropes.find(self.tokens, end);
        let behind = named.map_or(end + 1, |(to, _)| to);
        let is_drama = |token: &Token| DRAMAS.contains(&token.lower.as_str());
        let of_dramas = is_drama(next) || self.tokens.get(behind).is_some_and(is_drama);
        let genre = named.is_some_and(|(_, tropes)| {
            tropes.iter().any(|trope| self.lexicon.kinds().genres.contains(trope))
        });
        let thing = self.means_nothing_else(end) || (named.is_some() && !genre);
        old && article && thing && !next.hangul && !of_dramas
    }

    /// Whether an idiom ends within a trope: "good time" in "good time-travel dramas".
    pub(super) fn cuts_a_trope(&self, at: usize, end: usize) -> bool {
        let beyond = |from: usize| {
            self.lexicon.tropes.find(self.tokens, from).is_some_and(|(to, _)| to > end)
        };
        self.tokens.get(end).is_some_and(|next| next.tied) || (at + 1..end).any(beyond)
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

//! What a cue does where that hangs on the words around it.

use super::{Cutter, Segment, What, lowered};
use crate::ask::cues::{Cue, Reach, Role};
use crate::ask::roles::Kinds;
use crate::ask::token::{Token, TokenKind};

impl Cutter<'_> {
    /// What a cue does here, where that hangs on the words around it.
    pub(super) fn cue_here(&self, cue: Cue, at: usize, end: usize) -> What {
        let word = self.tokens[at].lower.as_str();
        // "너무 슬프지 않은" is less sad; "너무 지쳐서" is only very tired.
        if end == at + 1 && word == "너무" && !self.denied_later(at) {
            return What::Filler;
        }
        // "불륜만 아니면": whatever else; "로맨스 아니면 코미디" is one or the other.
        let alone = at > 0 && self.tokens[at - 1].lower.ends_with('만');
        if cue == Cue::Or && word == "아니면" && alone {
            return What::Cue(Cue::After(Role::Avoid));
        }
        // "이미 봤어요 도깨비": said before the titles.
        let first = at == 0 || self.tokens[at - 1].kind == TokenKind::Stop;
        if cue == Cue::After(Role::Seen)
            && first
            && self.lexicon.names.title(self.text, self.tokens, end).is_some()
        {
            return What::Cue(Cue::Before(Role::Seen, Reach::All));
        }
        // "Which sageuk is ok for my son?"
        let for_another = self.tokens.get(end).is_some_and(|next| next.lower == "for")
            && !self.tokens.get(end + 1).is_some_and(|who| matches!(&*who.lower, "me" | "us"));
        if cue == Cue::After(Role::Neutral) && word == "is" && for_another {
            return What::Filler;
        }
        // "Can't take another dead mom story"
        if end == at + 1 && matches!(word, "another" | "more") && self.refused_right_before() {
            return What::Filler;
        }
        let next_is_trope = self.lexicon.tropes.find(self.tokens, end).is_some();
        // "I've watched all the romance there is": what there was enough of is no wish.
        if matches!(cue, Cue::Before(Role::Seen, _)) && self.names_every(end) {
            return What::Cue(Cue::Before(Role::Neutral, Reach::Or));
        }
        // "Oh great, another love triangle"
        if matches!(word, "another" | "more") && self.sighs_before(at) {
            return What::Cue(Cue::Before(Role::Dislike, Reach::Or));
        }
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
            && matches!(next, "does" | "do" | "did" | "writes" | "makes" | "plays")
            && self.tokens[end..].iter().take(6).any(|token| is_comparison(&token.lower))
        {
            return What::Filler;
        }
        // "none of that wrist grabbing" turns away what follows, "none of that" what was said.
        let goes_on = self.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Word);
        if word == "none" && cue == Cue::Back(Role::Avoid) && goes_on && last != "please" {
            return What::Cue(Cue::Before(Role::Avoid, Reach::And));
        }
        // "The next one without stabbings"
        if last == "without" && word != "without" && cue == Cue::Back(Role::Avoid) && goes_on {
            return What::Cue(Cue::Before(Role::Avoid, Reach::And));
        }
        // "a woman who hates ghosts" is one of the drama, "my wife who hates ghosts" asks.
        if self.of_a_character(at) {
            return What::Told(Box::new(What::Filler));
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
        // "Nothing longer than Lord of the Rings" likens nothing.
        let measures = ["longer", "shorter", "older", "newer"];
        let before_than = at.checked_sub(1).map_or("", |at| self.tokens[at].lower.as_str());
        if word == "than" && end == at + 1 && measures.contains(&before_than) {
            return What::Cue(Cue::Before(Role::Neutral, Reach::Or));
        }
        // "Wants to quit and open a bakery" is of the drama, or of oneself.
        if word == "quit" && end == at + 1 {
            const GOES_ON: [&str; 7] = ["and", "to", "my", "his", "her", "their", "the"];
            let next = self.tokens.get(end).filter(|next| next.kind == TokenKind::Word);
            let own = next.is_none_or(|next| GOES_ON.contains(&next.lower.as_str()));
            let verb = matches!(at.checked_sub(1).map(|at| &*self.tokens[at].lower), Some("to"));
            if own || verb {
                return What::Filler;
            }
        }
        // "Everyone raves about Goblin", but "going on about the one with the lawyer".
        if matches!(cue, Cue::Before(Role::Neutral, _))
            && self.speaks_of(at, end)
            && self.lexicon.names.title(self.text, self.tokens, end).is_none()
        {
            return What::Filler;
        }
        // "I've seen everything by her", but "everything by her except Goblin".
        if word == "everything" && matches!(cue, Cue::Before(Role::Seen, _)) {
            const WATCHED: [&str; 9] =
                ["seen", "watched", "finished", "through", "binged", "saw", "did", "done", "know"];
            let before = self.tokens[..at].iter().rev().take(4);
            let mut before = before.take_while(|token| token.kind == TokenKind::Word);
            if !before.any(|token| WATCHED.contains(&token.lower.as_str())) {
                return What::Cue(Cue::With);
            }
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

    /// Whether words that refuse stand right before, so that "another" or "more" adds nothing.
    fn refused_right_before(&self) -> bool {
        let last = self.segments.last().map(|last| &last.what);
        matches!(last, Some(What::Cue(Cue::Before(Role::Dislike, _))))
    }

    /// "All the romance", "every zombie show": tropes, and no title.
    fn names_every(&self, at: usize) -> bool {
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_str());
        let counted =
            |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let small = (at..at + 4).take_while(|at| {
            matches!(word(*at), "all" | "every" | "of" | "the" | "so" | "too" | "many" | "enough")
                || counted(word(*at))
        });
        let from = at + small.count();
        from > at
            && self.lexicon.tropes.find(self.tokens, from).is_some()
            && self.lexicon.names.title(self.text, self.tokens, from).is_none()
    }

    /// "Oh great,", "ugh,": whether a sigh stands before a comma here.
    fn sighs_before(&self, at: usize) -> bool {
        const SIGHS: [&str; 8] =
            ["great", "joy", "wonderful", "fantastic", "lovely", "look", "no", "good"];
        let Some(before) = at.checked_sub(2) else { return false };
        let word = |at: usize| self.tokens[at].lower.as_str();
        let oh = before > 0 && word(before - 1) == "oh" && SIGHS.contains(&word(before));
        self.tokens[at - 1].kind == TokenKind::Comma
            && (oh || matches!(word(before), "ugh" | "sigh" | "yay" | "yawn"))
    }

    /// Whether a verb of liking is said of a character, behind "who".
    fn of_a_character(&self, at: usize) -> bool {
        const VERBS: [&str; 18] = [
            "hate", "hates", "hated", "love", "loves", "loved", "like", "likes", "liked", "enjoys",
            "enjoy", "dislikes", "adores", "loathes", "despises", "detests", "can't", "cannot",
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

    /// "after dark ones like": enough of such.
    pub(super) fn weary_of(&self, at: usize) -> bool {
        let ones = ["ones", "dramas", "shows", "series", "stuff", "things"];
        let such =
            |pair: &[Token]| ones.contains(&pair[0].lower.as_str()) && pair[1].lower == "like";
        let most = self.tokens.len().min(at + 7);
        self.tokens[at + 1..most].windows(2).any(such)
    }
}

/// "A detective who hates violence": what is grave and hated by someone of the drama is neither
/// wished for nor turned away. What is not grave may be what the drama is about.
pub(super) fn hated_by_characters(kinds: &Kinds, text: &str, segments: &mut [Segment]) {
    const HATE: [&str; 9] =
        ["hate", "hates", "hated", "dislikes", "loathes", "despises", "detests", "can't", "cannot"];
    let grave = |what: &What| match what {
        What::Tropes(tropes, _) => {
            tropes.iter().all(|trope| kinds.warned.contains(trope) || kinds.tones.contains(trope))
        }
        What::Warning(..) => true,
        _ => false,
    };
    for at in 0..segments.len() {
        let told = matches!(&segments[at].what, What::Told(what) if **what == What::Filler);
        let said = lowered(text, segments, at);
        if !told || !said.split(' ').next().is_some_and(|verb| HATE.contains(&verb)) {
            continue;
        }
        for segment in &mut segments[at + 1..] {
            match &segment.what {
                What::Filler | What::Cue(Cue::And | Cue::Or) => {}
                what if grave(what) => segment.what = What::Filler,
                _ => break,
            }
        }
    }
}

/// "Like Penthouse", "better than she".
fn is_comparison(word: &str) -> bool {
    matches!(word, "like" | "better")
}

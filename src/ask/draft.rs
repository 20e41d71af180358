//! From things with roles to the request, and to words that tell what was understood.

mod anything;
mod facts;
mod foreign;
mod limits;
mod names;
mod seeded;

use crate::catalog::{Catalog, DramaIdx, Role as Credit, TropeIdx, WarningIdx};
use crate::schema::{
    Avoid, NotUnderstood, Part, Pooling, QueryRequest, Reason, Understanding, Understood,
};

use super::cues::Role;
use super::roles::{Thing, Things};
use super::segments::{Lexicon, What};
use foreign::KnownFor;

/// Least strength of what has to be there: that from which a veto drops a drama.
const REQUIRED: f32 = 0.4;

/// What "less" is worth where there is nothing to have less than.
const LESS: f32 = 0.5;

/// Words told of what was not understood.
const TOLD: usize = 60;

/// Makes the request of the things in a text.
#[must_use]
pub fn draft(lexicon: &Lexicon, text: &str, mut things: Things) -> Understanding {
    let catalog = lexicon.catalog();
    limits::settle_length(&mut things.things);
    let things = &things;
    let seeds = things.things.iter().any(|thing| {
        matches!(thing.what, What::Title(..))
            && matches!(thing.role, Role::Plain | Role::Like | Role::More | Role::Must)
    });
    let mut draft = Draft {
        known_for: KnownFor::new(lexicon, &things.things),
        catalog,
        text,
        seeds,
        made: Understanding::default(),
        tropes: Vec::new(),
        titles: Vec::new(),
        people: Vec::new(),
        same: Vec::new(),
    };
    let mut at = 0;
    while at < things.things.len() {
        at += draft.next(&things.things[at..]);
    }
    draft.seen_alone();
    draft.by_the_same();
    draft.without_a_liked_title();
    draft.as_much_as_there();
    draft.without_romance();
    draft.little_alone();
    draft.disliked_alone();
    draft.nothing();
    if things.two && draft.made.request.like.len() >= 2 {
        draft.made.request.pooling = Some(Pooling::Least);
        let words = draft.made.request.like.join(" and ");
        draft.understood(Part::Pooling, words, "what pleases both".to_owned());
    }
    draft.made
}

struct Draft<'a> {
    catalog: &'a Catalog,
    text: &'a str,
    known_for: KnownFor<'a>,
    /// Whether any title is liked.
    seeds: bool,
    made: Understanding,
    /// Tropes with the role they were given.
    tropes: Vec<(TropeIdx, Role)>,
    titles: Vec<(DramaIdx, Part)>,
    /// People asked for, with the number of those joined by "or".
    people: Vec<(usize, String)>,
    /// Of whom the liked titles are to be, with the words that say so.
    same: Vec<(Credit, Thing)>,
}

impl Draft<'_> {
    fn understood(&mut self, part: Part, words: String, meaning: String) {
        self.made.understood.push(Understood { part, words, meaning });
    }

    fn not(&mut self, reason: Reason, thing: &Thing, message: String) {
        let words = cut(&self.text[thing.start..thing.end]);
        self.made.not_understood.push(NotUnderstood { reason, words, message });
    }

    fn words(&self, thing: &Thing) -> String {
        cut(&self.text[thing.start..thing.end])
    }

    /// Takes the next thing, or things that belong together; how many.
    fn next(&mut self, things: &[Thing]) -> usize {
        let thing = &things[0];
        match &thing.what {
            What::Title(drama, guessed) => self.title(thing, *drama, *guessed),
            What::Person(name) => self.person(thing, name),
            What::Service(service) => self.service(thing, service),
            What::Limit(limit) => self.limit(thing, *limit),
            What::Fact(fact) => self.fact(thing, *fact),
            What::UnknownTitle => {
                let words = self.words(thing);
                let message = match self.near(&words) {
                    Some(near) => {
                        format!("`{words}` is no title of the catalogue: it is left out; {near}")
                    }
                    None => format!("`{words}` is no title of the catalogue: it is left out"),
                };
                self.not(Reason::UnknownTitle, thing, message);
            }
            What::Foreign(work, slip) => self.foreign(thing, *work, *slip),
            What::Unknown => return self.unknown(things),
            What::Warning(warning, _) => self.warning(thing, *warning),
            What::Tropes(tropes, more) => {
                let alternatives: Vec<&Thing> = things
                    .iter()
                    .take_while(|other| {
                        other.group == thing.group && matches!(other.what, What::Tropes(..))
                    })
                    .collect();
                if alternatives.len() > 1 && matches!(thing.role, Role::Plain | Role::Like) {
                    self.any(&alternatives);
                    return alternatives.len();
                }
                let role = if *more && thing.role == Role::Plain { Role::More } else { thing.role };
                tropes.iter().for_each(|trope| self.trope(thing, *trope, role));
            }
            What::Cue(_) | What::Stop | What::Comma | What::Filler | What::Told(_) => {}
        }
        1
    }

    fn unknown(&mut self, things: &[Thing]) -> usize {
        let run = things.iter().take_while(|thing| thing.what == What::Unknown).count();
        // Words that stand together are told together.
        let mut length = 1;
        while length < run && self.text[things[length - 1].end..things[length].start].len() <= 12 {
            length += 1;
        }
        let whole = Thing { end: things[length - 1].end, ..things[0].clone() };
        let message = match things[0].role.is_negative() {
            true => {
                format!("`{}` is not left out: it means nothing that is known", self.words(&whole))
            }
            false => format!("`{}` means nothing that is known", self.words(&whole)),
        };
        self.not(Reason::UnknownWords, &whole, message);
        length
    }

    fn any(&mut self, things: &[&Thing]) {
        let mut tropes: Vec<TropeIdx> = Vec::new();
        for thing in things {
            if let What::Tropes(more, _) = &thing.what {
                tropes.extend(
                    more.iter()
                        .filter(|trope| !self.tropes.iter().any(|(known, _)| known == *trope)),
                );
            }
        }
        tropes.dedup();
        if tropes.len() < 2 {
            return tropes.into_iter().for_each(|trope| self.trope(things[0], trope, Role::Plain));
        }
        tropes.iter().for_each(|trope| self.tropes.push((*trope, Role::Plain)));
        let vocabulary = self.catalog.vocabulary();
        let ids = tropes.iter().map(|trope| vocabulary.trope(*trope).id.clone()).collect();
        let labels: Vec<String> =
            tropes.iter().map(|trope| vocabulary.trope(*trope).label.to_lowercase()).collect();
        self.made.request.any.push(ids);
        let words = cut(&self.text[things[0].start..things[things.len() - 1].end]);
        self.understood(Part::Any, words, labels.join(" or "));
    }

    fn trope(&mut self, thing: &Thing, trope: TropeIdx, role: Role) {
        let entry = self.catalog.vocabulary().trope(trope);
        let (id, label) = (entry.id.clone(), entry.label.to_lowercase());
        let words = self.words(thing);
        let role = match role {
            Role::Like | Role::Seen | Role::Writer | Role::Director | Role::Lead => Role::Plain,
            Role::Dislike | Role::Exclude => Role::Avoid,
            // More than nothing is what is wanted.
            Role::More if !self.seeds => Role::Plain,
            role => role,
        };
        if role == Role::Neutral {
            return self.understood(Part::NoMatter, words, format!("{label} does not matter"));
        }
        // "A comedy about death": no lead need die of it.
        if role == Role::Plain && id == "death-of-a-lead" && words.eq_ignore_ascii_case("death") {
            let message = format!("`{words}`: it is not said whose");
            return self.not(Reason::CannotBeSaid, thing, message);
        }
        let known = self.tropes.iter().find(|(known, _)| *known == trope).map(|(_, role)| *role);
        match known {
            Some(known) if known == role => return,
            Some(Role::Plain | Role::More | Role::Must)
                if matches!(role, Role::Avoid | Role::Less) =>
            {
                // "A hospital drama that isn't about surgeons": what is said of what is asked for
                // turns away nothing of it.
                let asked = self.made.understood.iter().find(|part| part.meaning == label);
                let before = &self.text[..thing.start];
                let said = asked.and_then(|part| Some(&before[before.rfind(&part.words)?..]));
                let said_of = said.is_some_and(|said| {
                    said.contains(" about ") && !said.contains(['.', '!', '?', ','])
                });
                if said_of && self.catalog.vocabulary().warning_of(trope).is_none() {
                    let message = format!("{label} is asked for: `{words}` is not left out");
                    return self.not(Reason::Contradiction, thing, message);
                }
                // "romance without romance": what is turned away counts.
                self.forget_trope(trope, &id, &label);
                let message = format!("{label} is asked for and turned away: it is turned away");
                self.not(Reason::Contradiction, thing, message);
            }
            Some(Role::Avoid | Role::Less)
                if matches!(role, Role::Plain | Role::More | Role::Must) =>
            {
                let message = format!("{label} is turned away and asked for: it is turned away");
                return self.not(Reason::Contradiction, thing, message);
            }
            Some(Role::Avoid) => return,
            Some(_) if role == Role::Plain => return,
            Some(_) => self.forget_trope(trope, &id, &label),
            None => {}
        }
        self.tropes.push((trope, role));
        let request = &mut self.made.request;
        let (part, meaning) = match role {
            Role::Avoid => {
                // Said so, since "nobody dies" means more than any trope does.
                let narrow = if id == "death-of-a-lead" { " (others may die)" } else { "" };
                request.avoid.0.push((id, Avoid::Veto));
                (Part::Avoid, format!("no {label}{narrow}"))
            }
            Role::Less if self.seeds => {
                request.less.push(id);
                (Part::Less, format!("less {label}"))
            }
            Role::Less => {
                request.avoid.0.push((id, Avoid::Soft(LESS)));
                (Part::Avoid, format!("little {label}"))
            }
            Role::More => {
                request.more.push(id);
                (Part::More, format!("more {label}"))
            }
            Role::Must => {
                request.require.0.push((id, REQUIRED));
                (Part::Require, format!("must have {label}"))
            }
            _ => {
                if let Some(lead) = lead_before(&self.text[..thing.start], &label) {
                    let message = format!("`{lead}`: whether a woman or a man is so is not known");
                    self.not(Reason::CannotBeSaid, thing, message);
                }
                let request = &mut self.made.request;
                request.want.0.push((id, thing.weight));
                let meaning = if thing.weight < 1.0 { format!("a bit of {label}") } else { label };
                (Part::Want, meaning)
            }
        };
        self.understood(part, words, meaning);
    }

    /// A warning that is turned away. It occurs or not, so that little of it is none.
    fn warning(&mut self, thing: &Thing, warning: WarningIdx) {
        let vocabulary = self.catalog.vocabulary();
        let id = vocabulary.warning_id(warning).to_owned();
        let label = vocabulary.warning_label(&id).to_lowercase();
        let words = self.words(thing);
        if thing.role == Role::Neutral {
            return self.understood(Part::NoMatter, words, format!("{label} does not matter"));
        }
        // "No gore, no violence": what is a trope as well is turned away once.
        let same = vocabulary.find(&id).filter(|trope| vocabulary.trope(*trope).id == id);
        if let Some(trope) = same {
            return self.trope(&Thing { role: Role::Avoid, ..thing.clone() }, trope, Role::Avoid);
        }
        if !self.made.request.avoid.0.iter().any(|(known, _)| *known == id) {
            self.made.request.avoid.0.push((id, Avoid::Veto));
            self.understood(Part::Avoid, words, format!("no {label}"));
        }
    }

    fn forget_trope(&mut self, trope: TropeIdx, id: &str, label: &str) {
        self.tropes.retain(|(known, _)| *known != trope);
        let request = &mut self.made.request;
        request.want.0.retain(|(known, _)| known != id);
        request.require.0.retain(|(known, _)| known != id);
        request.avoid.0.retain(|(known, _)| known != id);
        request.any.iter_mut().for_each(|group| group.retain(|known| known != id));
        request.more.retain(|known| known != id);
        request.less.retain(|known| known != id);
        let meanings = [
            label.to_owned(),
            format!("a bit of {label}"),
            format!("more {label}"),
            format!("less {label}"),
            format!("must have {label}"),
            format!("little {label}"),
        ];
        self.made.understood.retain(|understood| !meanings.contains(&understood.meaning));
    }

    /// Words of which nothing is asked for are told, if nothing was. "What should I watch?" is
    /// answered as a beginner is.
    fn nothing(&mut self) {
        let said = self.text.chars().any(|c| !c.is_whitespace() && !c.is_ascii_punctuation());
        let silent = self.made.not_understood.is_empty();
        let request = &self.made.request;
        let counted = self.made.understood.iter().all(|part| part.part == Part::Top);
        let nothing = *request == QueryRequest { k: request.k, ..QueryRequest::default() };
        if silent && counted && nothing && anything::asks_for_anything(self.text) {
            return self.begin(cut(self.text));
        }
        if said && silent && self.made.understood.is_empty() && self.made.is_empty() {
            let words = cut(self.text);
            let message = format!("`{words}` names nothing that can be asked for");
            self.made.not_understood.push(NotUnderstood {
                reason: Reason::UnknownWords,
                words,
                message,
            });
        }
    }

    /// "Loved Signal, more ghosts, less gore. But not like Signal": what is more or less than in a
    /// title that is liked no longer is wished for, or turned away a little.
    fn without_a_liked_title(&mut self) {
        let request = &mut self.made.request;
        if !request.like.is_empty() {
            return;
        }
        let (more, less) = (std::mem::take(&mut request.more), std::mem::take(&mut request.less));
        let wanted: Vec<String> = request.any.iter().flatten().cloned().collect();
        for id in more.into_iter().filter(|id| !wanted.contains(id)) {
            self.instead(Part::More, &id, |label| (Part::Want, label.to_owned()));
            if !self.made.request.want.0.iter().any(|(known, _)| *known == id) {
                self.made.request.want.push(id, 1.0);
            }
        }
        for id in less {
            self.instead(Part::Less, &id, |label| (Part::Avoid, format!("little {label}")));
            self.made.request.avoid.0.push((id, Avoid::Soft(LESS)));
        }
    }

    /// Tells another use of a trope.
    fn instead(&mut self, of: Part, id: &str, told: impl Fn(&str) -> (Part, String)) {
        let Some(trope) = self.catalog.vocabulary().find(id) else { return };
        let label = self.catalog.vocabulary().trope(trope).label.to_lowercase();
        let said = |part: &&mut Understood| part.part == of && part.meaning.ends_with(&label);
        for part in self.made.understood.iter_mut().filter(said) {
            (part.part, part.meaning) = told(&label);
        }
    }

    /// "Not too scary" with nothing that ranks: a soft avoid takes from a score, and there is none.
    fn little_alone(&mut self) {
        let request = &mut self.made.request;
        let ranks = !request.like.is_empty()
            || !request.want.is_empty()
            || !request.any.is_empty()
            || !request.more.is_empty();
        if ranks {
            return;
        }
        for (id, how) in &mut request.avoid.0 {
            if *how == Avoid::Veto {
                continue;
            }
            *how = Avoid::Veto;
            let Some(trope) = self.catalog.vocabulary().find(id) else { continue };
            let label = self.catalog.vocabulary().trope(trope).label.to_lowercase();
            let little = format!("little {label}");
            for understood in self.made.understood.iter_mut().filter(|u| u.meaning == little) {
                understood.meaning = format!("no {label}");
            }
        }
    }

    /// "No romance" turns love stories away, but comedies of love are a trope of their own: what
    /// has little or no romance comes first.
    fn without_romance(&mut self) {
        const ROMANCE: &str = "romance";
        const NONE: &str = "minimal-romance";
        let request = &self.made.request;
        let alone = request.want.is_empty() && request.any.is_empty();
        let turned =
            |(trope, how): &(String, Avoid)| trope == ROMANCE && (*how == Avoid::Veto || alone);
        if !request.like.is_empty() || !request.avoid.0.iter().any(turned) {
            return;
        }
        let Some(trope) = self.catalog.vocabulary().find(NONE) else { return };
        if self.tropes.iter().any(|(known, _)| *known == trope) {
            return;
        }
        self.tropes.push((trope, Role::Plain));
        self.made.request.want.push(NONE, 1.0);
        let label = self.catalog.vocabulary().trope(trope).label.to_lowercase();
        self.understood(Part::Want, ROMANCE.to_owned(), label);
    }

    /// Someone who only says what was seen wants more of it.
    fn seen_alone(&mut self) {
        let request = &mut self.made.request;
        let seen = std::mem::take(&mut request.seen);
        if *request != QueryRequest::default() || seen.is_empty() {
            request.seen = seen;
            return;
        }
        request.like = seen;
        for understood in &mut self.made.understood {
            if understood.part == Part::Seen {
                understood.part = Part::Like;
                let title = understood.meaning.replacen(" is seen", "", 1);
                understood.meaning = format!("like {title}");
            }
        }
    }
}

/// "The female lead is a lawyer", `여주가 변호사인`: the lead that is said to be what follows, where its
/// trope is of no lead in particular.
fn lead_before(before: &str, label: &str) -> Option<&'static str> {
    const LEADS: [&str; 10] = [
        "female lead",
        "heroine",
        "male lead",
        "fl",
        "ml",
        "여주",
        "남주",
        "여주인공",
        "남주인공",
        "여자 주인공",
    ];
    const IS: [&str; 7] = [" is a", " is an", " who is a", " who is an", " who's a", "가", "이"];
    let of_a_lead = ["male", "lead", "heroine", "hero"].iter().any(|word| label.contains(word));
    let said = before.trim_end().to_lowercase();
    let is = IS.iter().find_map(|is| said.strip_suffix(is)).filter(|_| !of_a_lead)?;
    let whole = |lead: &&str| {
        is.strip_suffix(*lead).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    LEADS.into_iter().find(whole)
}

/// Words as they are told again, cut where they are long.
fn cut(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{}...", &words[..end]),
        None => words,
    }
}

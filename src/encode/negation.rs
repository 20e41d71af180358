//! What a text denies or only imagines: "without a time-travel gimmick" is no time travel.
//!
//! A cue opens a scope that runs to the end of the clause. What is denied of a verb ("she does not
//! divorce him") is that verb alone, unless it is one that carries nothing itself ("does not
//! involve a divorce"): "he cannot forget his first love" has a first love.

/// What a word does to those after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Nothing.
    #[default]
    None,
    /// Denies what follows up to the end of the clause: "without", "no", "unlike".
    Without,
    /// "not": what it denies depends on what is before it.
    Not,
    /// Denies what something is, up to "and": "isn't".
    IsNot,
    /// Denies the next verb: "never", "doesn't".
    VerbNot,
    /// "does", "can", "has": before "not" they deny a verb.
    Auxiliary,
    /// A verb that carries nothing itself.
    Light,
    /// After a cue it takes the denial back: "not only", "no longer".
    Pardon,
    /// Ends a scope: "but", "who", "until".
    End,
    /// "and".
    And,
    /// Opens a scope together with the next word.
    Opens(Pair),
    /// Both opens and follows: "if" in "as if" and in "if only".
    If,
    /// Follows an opening word.
    Follows(Pair),
}

/// Cues of two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    /// "as if", "as though".
    As,
    /// "instead of", "devoid of", "free of", "free from", "far from", "absence of", "none of".
    Of,
    /// "rather than".
    Than,
}

/// The words that have a role.
const ROLES: [(&str, Role); 89] = [
    ("no", Role::Without),
    ("without", Role::Without),
    ("neither", Role::Without),
    ("nor", Role::Without),
    ("unlike", Role::Without),
    ("lacks", Role::Without),
    ("lacking", Role::Without),
    ("sans", Role::Without),
    ("minus", Role::Without),
    ("avoids", Role::Without),
    ("avoiding", Role::Without),
    ("nothing", Role::Without),
    ("not", Role::Not),
    ("isn't", Role::IsNot),
    ("aren't", Role::IsNot),
    ("wasn't", Role::IsNot),
    ("weren't", Role::IsNot),
    ("never", Role::VerbNot),
    ("don't", Role::VerbNot),
    ("doesn't", Role::VerbNot),
    ("didn't", Role::VerbNot),
    ("won't", Role::VerbNot),
    ("wouldn't", Role::VerbNot),
    ("can't", Role::VerbNot),
    ("cannot", Role::VerbNot),
    ("couldn't", Role::VerbNot),
    ("shouldn't", Role::VerbNot),
    ("hasn't", Role::VerbNot),
    ("haven't", Role::VerbNot),
    ("hadn't", Role::VerbNot),
    ("hardly", Role::VerbNot),
    ("barely", Role::VerbNot),
    ("do", Role::Auxiliary),
    ("does", Role::Auxiliary),
    ("did", Role::Auxiliary),
    ("can", Role::Auxiliary),
    ("could", Role::Auxiliary),
    ("will", Role::Auxiliary),
    ("would", Role::Auxiliary),
    ("should", Role::Auxiliary),
    ("must", Role::Auxiliary),
    ("has", Role::Auxiliary),
    ("had", Role::Auxiliary),
    ("may", Role::Auxiliary),
    ("have", Role::Light),
    ("be", Role::Light),
    ("get", Role::Light),
    ("become", Role::Light),
    ("involve", Role::Light),
    ("feature", Role::Light),
    ("contain", Role::Light),
    ("include", Role::Light),
    ("need", Role::Light),
    ("use", Role::Light),
    ("rely", Role::Light),
    ("resort", Role::Light),
    ("turn", Role::Light),
    ("want", Role::Light),
    ("show", Role::Light),
    ("offer", Role::Light),
    ("only", Role::Pardon),
    ("just", Role::Pardon),
    ("merely", Role::Pardon),
    ("simply", Role::Pardon),
    ("longer", Role::Pardon),
    ("matter", Role::Pardon),
    ("ordinary", Role::Pardon),
    ("help", Role::Pardon),
    ("mention", Role::Pardon),
    ("alone", Role::Pardon),
    ("but", Role::End),
    ("yet", Role::End),
    ("however", Role::End),
    ("until", Role::End),
    ("because", Role::End),
    ("although", Role::End),
    ("who", Role::End),
    ("which", Role::End),
    ("that", Role::End),
    ("when", Role::End),
    ("and", Role::And),
    ("as", Role::Opens(Pair::As)),
    ("instead", Role::Opens(Pair::Of)),
    ("devoid", Role::Opens(Pair::Of)),
    ("rather", Role::Opens(Pair::Than)),
    ("if", Role::If),
    ("though", Role::Follows(Pair::As)),
    ("of", Role::Follows(Pair::Of)),
    ("than", Role::Follows(Pair::Than)),
];

/// The longest word that has a role, in bytes.
const LONGEST: usize = 9;

/// More opening words of pairs ended by "of" or "from".
const OF: [&str; 5] = ["free", "far", "absence", "none", "void"];

/// The role of a word in lower case, with straight apostrophes.
#[must_use]
pub fn role(word: &str) -> Role {
    // Most words are longer than any of these.
    if word.len() > LONGEST {
        return Role::None;
    }
    if word == "from" {
        return Role::Follows(Pair::Of);
    }
    if OF.contains(&word) {
        return Role::Opens(Pair::Of);
    }
    ROLES.iter().find(|(known, _)| *known == word).map_or(Role::None, |(_, role)| *role)
}

/// A word of a clause as far as denial goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Step {
    /// What it does.
    pub role: Role,
    /// Whether a clause ends before it.
    pub clause: bool,
    /// Whether it says nothing by itself, as articles do.
    pub function: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Open,
    /// Ended by "and".
    Statement,
    /// Waits for the verb.
    Verb,
}

/// Says of each word of a sentence whether it is denied, in its order.
pub fn mark(steps: &[Step], denied: &mut Vec<bool>) {
    denied.clear();
    let mut scope = None;
    for (at, step) in steps.iter().enumerate() {
        if step.clause {
            scope = None;
        }
        let before = at.checked_sub(1).filter(|_| !step.clause).map(|at| steps[at].role);
        let opened = match step.role {
            Role::Without => Some(Scope::Open),
            Role::Not if before == Some(Role::Auxiliary) => Some(Scope::Verb),
            Role::Not | Role::IsNot => Some(Scope::Statement),
            Role::VerbNot => Some(Scope::Verb),
            Role::Follows(pair) if before == Some(Role::Opens(pair)) => Some(Scope::Open),
            Role::If if before == Some(Role::Opens(Pair::As)) => Some(Scope::Open),
            Role::Pardon if before == Some(Role::If) => Some(Scope::Open),
            _ => None,
        };
        if opened.is_some() {
            scope = opened;
            denied.push(false);
            continue;
        }
        let cue = matches!(before, Some(Role::Without | Role::Not | Role::IsNot | Role::VerbNot));
        match (step.role, scope) {
            (Role::Pardon, _) if cue => scope = None,
            (Role::End, _) | (Role::And, Some(Scope::Statement | Scope::Verb)) => scope = None,
            _ => {}
        }
        denied.push(scope.is_some() && !step.function);
        if scope == Some(Scope::Verb) && !step.function {
            scope = (step.role == Role::Light).then_some(Scope::Statement);
        }
    }
}

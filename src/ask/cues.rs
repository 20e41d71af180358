//! What words say is to be done with the things named beside them; the words are in `words/`.

use super::numbers::decimal;

/// What is to be done with a thing that is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing is said: a title is liked, a trope wanted.
    Plain,
    /// Liked, or to be like it.
    Like,
    /// Not liked.
    Dislike,
    /// Not to be there.
    Avoid,
    /// Less of it.
    Less,
    /// More of it.
    More,
    /// It has to be there.
    Must,
    /// Seen already.
    Seen,
    /// Anything else.
    Exclude,
    /// It does not matter.
    Neutral,
    /// Whoever wrote it.
    Writer,
    /// Whoever directed it.
    Director,
    /// Whoever played in it.
    Lead,
}

impl Role {
    /// Whether it turns a thing away.
    #[must_use]
    pub fn is_negative(self) -> bool {
        matches!(self, Self::Dislike | Self::Avoid | Self::Less | Self::Exclude)
    }

    /// Whether it speaks of titles, so that what follows may be one.
    #[must_use]
    pub fn of_titles(self) -> bool {
        matches!(
            self,
            Self::Like
                | Self::Dislike
                | Self::Seen
                | Self::Exclude
                | Self::Writer
                | Self::Director
                | Self::Lead
        )
    }
}

/// How far a role reaches over a list of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// One thing, and those joined to it by "or".
    Or,
    /// One thing, and those joined to it by "or" or "and".
    And,
    /// All that follow, over commas too.
    All,
}

/// What a word or phrase does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cue {
    /// Gives the things after it a role.
    Before(Role, Reach),
    /// Gives the things before it, in the same clause, a role.
    After(Role),
    /// Gives the last title a role, whatever stands between: "it" points there.
    Back(Role),
    /// The same in a clause of its own: a comma parts it from what else is asked for.
    Verdict(Role),
    /// A Korean marker of a topic: what is said next is not of what a comma parts from it.
    Topic,
    /// Gives the next thing this weight.
    Weight(f32),
    /// Ends what was said before: "but", "I want".
    Reset,
    /// "with": ends what was said before, unless that was a "not"; a person may follow.
    With,
    /// "and".
    And,
    /// "or".
    Or,
    /// A word for one who wishes: "I", "she". Of two of them both are to be pleased.
    Asker(u8),
}

impl Role {
    /// The role of this name in a table.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "plain" => Self::Plain,
            "like" => Self::Like,
            "dislike" => Self::Dislike,
            "avoid" => Self::Avoid,
            "less" => Self::Less,
            "more" => Self::More,
            "must" => Self::Must,
            "seen" => Self::Seen,
            "exclude" => Self::Exclude,
            "neutral" => Self::Neutral,
            "writer" => Self::Writer,
            "director" => Self::Director,
            "lead" => Self::Lead,
            _ => return None,
        })
    }
}

impl Cue {
    /// What a table calls so, as in `before like all`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut words = name.split(' ');
        let kind = words.next()?;
        let rest: Vec<&str> = words.collect();
        Some(match (kind, rest.as_slice()) {
            ("before", [role, reach]) => {
                let reach = match *reach {
                    "or" => Reach::Or,
                    "and" => Reach::And,
                    "all" => Reach::All,
                    _ => return None,
                };
                Self::Before(Role::named(role)?, reach)
            }
            ("after", [role]) => Self::After(Role::named(role)?),
            ("back", [role]) => Self::Back(Role::named(role)?),
            ("verdict", [role]) => Self::Verdict(Role::named(role)?),
            ("topic", []) => Self::Topic,
            ("weight", [number]) => Self::Weight(decimal(number)?),
            ("reset", []) => Self::Reset,
            ("with", []) => Self::With,
            ("and", []) => Self::And,
            ("or", []) => Self::Or,
            ("asker", [number]) => Self::Asker(number.parse().ok()?),
            _ => return None,
        })
    }
}

/// How a sentence says a verdict of a thing; alone it ends the clause.
pub const VERBS: [&str; 11] = [
    "is",
    "are",
    "was",
    "were",
    "is a",
    "are a",
    "was a",
    "were a",
    "is an",
    "are an",
    "is such a",
];

/// Particles and endings of Korean words; what stands before them is the word itself. Those that
/// are cues act on it.
pub const PARTICLES: &[&str] = &[
    "급",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "도",
    "만",
    "의",
    "과",
    "와",
    "랑",
    "이랑",
    "하고",
    "에서",
    "에",
    "로",
    "으로",
    "나",
    "이나",
    "인",
    "인데",
    "인데요",
    "요",
    "이요",
    "예요",
    "이에요",
    "임",
    "이랑도",
    "이든",
    "이라도",
    "라도",
    "보단",
    "까지",
    "마저",
    "쪽",
    "쪽으로",
    "느낌",
    "느낌의",
    "분위기",
    "이면서",
    "이랑은",
    "이고",
    "이며",
    "물",
    "극",
    "류",
    "풍",
    "드라마",
    "스러운",
    "적인",
    "한",
    "요소",
    "장르",
    "위주",
    "위주의",
    "위주로",
    "중심",
    "중심의",
    "보다",
    "처럼",
    "같은",
    "같이",
    "말고",
    "빼고",
    "없는",
    "없이",
    "물은",
    "물을",
    "이야기",
    "장면",
    "장면이",
    "들",
    "들이",
    "이라면",
    "이어야",
    "여야",
    "이었으면",
    "였으면",
    "으로요",
    "로요",
    "이지만",
    "이어도",
    "여도",
    "이래요",
    "라면",
    "이면",
    "하는",
    "하는거",
    "하는게",
    "당하는",
    "당하는거",
    "당하고",
    "당한",
    "시키는",
    "걸리는",
    "해서",
    "끼리",
    "파",
];

/// Particles that join a word to the next: "불륜이나 납치 없는".
pub const JOINS: [&str; 10] =
    ["도", "이나", "나", "랑", "이랑", "와", "과", "하고", "이든", "끼리"];

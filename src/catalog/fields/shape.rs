//! What a fact may hold, and what does not fit it.

use crate::catalog::kinds::{Offer, OfferKind, Origin, OriginKind, Person, words};

use super::Field;
use super::shown::decimal;
use super::value::Value;

/// What a fact may hold.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Lower-case letters, digits and single hyphens.
    Slug,
    /// Any text of one line.
    Text,
    /// Several such texts.
    Texts,
    /// A whole number between two, both included.
    Whole(u32, u32),
    /// A number from 0 to this with two decimals at most.
    Decimal(u32),
    /// A day such as `2019-12-14`.
    Day,
    /// True or false, with what it is unless said.
    Flag(bool),
    /// One of a few words.
    Word(fn() -> Vec<&'static str>),
    /// Names, each with the person's number where it is known: `Hyun Bin:183`.
    People,
    /// Services, each with what watching costs where it is known: `Netflix:subscription`.
    Offers,
    /// Kinds of works, each with its title where it is known: `remake:Full House`.
    Origins,
}

/// A value that does not fit its shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// Which of several texts, when there are several.
    pub item: usize,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub hint: String,
}

impl Shape {
    /// What the two parts of its texts are called in JSON, for those that have two.
    #[must_use]
    pub fn parts(&self) -> Option<[&'static str; 2]> {
        match self {
            Self::People => Some(["name", "number"]),
            Self::Offers => Some(["service", "kind"]),
            Self::Origins => Some(["kind", "work"]),
            _ => None,
        }
    }

    /// Splits a text of two parts, as [`parts`](Self::parts) names them; other texts come back
    /// whole.
    #[must_use]
    pub fn split<'a>(&self, text: &'a str) -> (&'a str, Option<&'a str>) {
        let halves = match self {
            Self::Origins => text.split_once(':'),
            Self::People | Self::Offers => text.rsplit_once(':'),
            _ => None,
        };
        halves.map_or((text, None), |(first, second)| (first, Some(second)))
    }

    /// What it may hold, in words.
    #[must_use]
    pub fn holds(&self) -> String {
        match self {
            Self::Slug => "lower-case letters, digits and single hyphens".to_owned(),
            Self::Text => "a text of one line".to_owned(),
            Self::Texts => "a list of texts".to_owned(),
            Self::Whole(least, most) if *most < u32::MAX - 1 => {
                format!("a whole number from {least} to {most}")
            }
            Self::Whole(least, _) => format!("a whole number from {least} up"),
            Self::Decimal(most) => format!("a number from 0 to {most}"),
            Self::Day => "a day such as `2019-12-14`".to_owned(),
            Self::Flag(usual) => format!("true or false; {usual} unless said"),
            Self::Word(words) => one_of(&words()),
            Self::People => "a list of names, each with its number: `Hyun Bin:183`".to_owned(),
            Self::Offers => {
                let kinds = one_of(&words::<OfferKind>());
                format!("a list of services: `Netflix:subscription`; {kinds}")
            }
            Self::Origins => {
                let kinds = one_of(&words::<OriginKind>());
                format!("a list of works: `remake:Full House`; {kinds}")
            }
        }
    }

    /// What it is called where another thing was found.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        match self {
            Self::Slug | Self::Text | Self::Word(_) => "a text",
            Self::Texts | Self::People | Self::Offers | Self::Origins => "a list of texts",
            Self::Whole(..) => "a whole number",
            Self::Decimal(_) => "a number",
            Self::Day => "a day",
            Self::Flag(_) => "true or false",
        }
    }
}

impl Field {
    /// Whether a value of the right kind is one that the fact may hold.
    ///
    /// # Errors
    /// [`Unfit`] when a number is out of range or a text says what it cannot.
    pub fn check(&self, value: &Value) -> Result<(), Unfit> {
        let unfit = |item, message, hint: String| Err(Unfit { item, message, hint });
        let name = self.name;
        match (self.shape, value) {
            (Shape::Whole(least, most), Value::Number(number))
                if !(least..=most).contains(number) =>
            {
                unfit(
                    0,
                    format!("`{name}` must be from {least} to {most}, not {number}"),
                    String::new(),
                )
            }
            (Shape::Decimal(most), Value::Hundredths(number)) if *number > 100 * most => unfit(
                0,
                format!("`{name}` must be from 0 to {most}, not {}", decimal(*number)),
                String::new(),
            ),
            (Shape::Word(words), Value::Text(text)) if !words().contains(&text.as_str()) => {
                unfit(0, format!("`{name}` cannot be `{}`", text.escape_debug()), one_of(&words()))
            }
            (_, Value::Texts(texts)) => {
                let wrong = |text: &String| self.shape.refuses(text).is_some();
                let Some(item) = texts.iter().position(wrong) else { return Ok(()) };
                let hint = self.shape.refuses(&texts[item]).unwrap_or_default();
                unfit(
                    item,
                    format!("`{}` in `{name}` cannot be read", texts[item].escape_debug()),
                    hint,
                )
            }
            _ => Ok(()),
        }
    }
}

impl Shape {
    /// What to write instead of a text that cannot be an entry.
    fn refuses(&self, text: &str) -> Option<String> {
        match self {
            Self::People if Person::parse(text).is_none() => {
                Some("write a name, or `Hyun Bin:183` with the person's number".to_owned())
            }
            Self::Offers if Offer::parse(text).is_none() => {
                let kinds = one_of(&words::<OfferKind>());
                Some(format!("write a service, or `Netflix:subscription`; after the colon {kinds}"))
            }
            Self::Origins if Origin::parse(text).is_none() => {
                Some(format!("begin with {}", one_of(&words::<OriginKind>())))
            }
            _ => None,
        }
    }
}

fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("one of {} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

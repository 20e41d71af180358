//! Every fact of a drama, described once: its name, what it may hold, how it is shown.
//!
//! Whoever reads, writes, checks, counts or shows facts goes through [`FIELDS`], so that a new fact
//! is a field of [`Drama`] and an entry here (and of [`Facts`](super::Facts) if filters ask for
//! it).

use super::date::Date;
use super::drama::{Drama, airing};
use super::kinds::{
    Airing, ContentRating, Format, Kind, Offer, OfferKind, Origin, OriginKind, Person, SeriesKind,
    words,
};

/// How many aliases are shown: they come in a dozen scripts.
const ALIASES: usize = 8;

/// The value of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not known.
    Unknown,
    /// A text, empty when not known.
    Text(String),
    /// Several, none when not known.
    Texts(Vec<String>),
    /// A whole number.
    Number(u32),
    /// A number with two decimals, in hundredths.
    Hundredths(u32),
    /// A day.
    Day(Date),
    /// True or false.
    Flag(bool),
}

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

/// How a person is shown a fact.
#[derive(Debug, Clone, Copy)]
pub enum Show {
    /// Not by itself: it stands in the heading, or in the line of another.
    No,
    /// Under this label, as it is.
    As(&'static str),
    /// Under this label, in these words; empty words are not shown. The day is that of the
    /// snapshot.
    In(&'static str, fn(&Drama, Option<Date>) -> String),
}

/// One fact.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in TOML, CSV, JSON and messages.
    pub name: &'static str,
    /// Names it had in older catalogues or has in tables of others, read like its own.
    pub also: &'static [&'static str],
    /// What it may hold.
    pub shape: Shape,
    /// Whether it must be there, is missed when it is not, or may be left out.
    pub need: Need,
    /// What it is, in one line.
    pub about: &'static str,
    /// How it is shown.
    pub show: Show,
    /// Takes it from a drama.
    pub get: fn(&Drama) -> Value,
    /// Puts it into a drama. The value fits the shape.
    pub set: fn(&mut Drama, Value),
}

/// How much a fact is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Without it there is no drama.
    Must,
    /// `check` warns when it is missing.
    Should,
    /// It may be unknown.
    May,
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

/// All facts, in the order in which they are written.
pub const FIELDS: &[Field] = &[
    Field {
        name: "id",
        also: &[],
        shape: Shape::Slug,
        need: Need::Must,
        about: "lower-case slug of its own, never changed once published",
        show: Show::In("ids", |d, _| match d.mdl {
            Some(mdl) => format!("{}, mdl:{mdl}", d.id),
            None => d.id.clone(),
        }),
        get: |d| text(&d.id),
        set: |d, v| d.id = v.text(),
    },
    Field {
        name: "former_ids",
        also: &[],
        shape: Shape::Texts,
        need: Need::May,
        about: "ids it had before, which still find it",
        show: Show::No,
        get: |d| Value::Texts(d.former_ids.clone()),
        set: |d, v| d.former_ids = v.texts(),
    },
    Field {
        name: "title",
        also: &[],
        shape: Shape::Text,
        need: Need::Must,
        about: "English title",
        show: Show::No,
        get: |d| text(&d.title),
        set: |d, v| d.title = v.text(),
    },
    Field {
        name: "native_title",
        also: &[],
        shape: Shape::Text,
        need: Need::Should,
        about: "title in Hangul",
        show: Show::No,
        get: |d| text(&d.native_title),
        set: |d, v| d.native_title = v.text(),
    },
    Field {
        name: "aliases",
        also: &[],
        shape: Shape::Texts,
        need: Need::May,
        about: "other titles, in all scripts",
        show: Show::In("also known as", |d, _| first_of(&legible_first(&d.aliases), ALIASES)),
        get: |d| Value::Texts(d.aliases.clone()),
        set: |d, v| d.aliases = v.texts(),
    },
    Field {
        name: "nicknames",
        also: &[],
        shape: Shape::Texts,
        need: Need::May,
        about: "abbreviations and nicknames among viewers",
        show: Show::As("called"),
        get: |d| Value::Texts(d.nicknames.clone()),
        set: |d, v| d.nicknames = v.texts(),
    },
    Field {
        name: "series",
        also: &[],
        shape: Shape::Text,
        need: Need::May,
        about: "slug shared by the dramas of one story",
        show: Show::In("series", |d, _| series(d)),
        get: |d| d.series.as_deref().map_or(Value::Unknown, text),
        set: |d, v| d.series = Some(v.text()).filter(|series| !series.is_empty()),
    },
    Field {
        name: "series_order",
        also: &[],
        shape: Shape::Whole(1, 999),
        need: Need::May,
        about: "its place in the series, from 1",
        show: Show::No,
        get: |d| number(d.series_order),
        set: |d, v| d.series_order = v.short(),
    },
    Field {
        name: "series_kind",
        also: &[],
        shape: Shape::Word(words::<SeriesKind>),
        need: Need::May,
        about: "what it is in the series; a season unless said",
        show: Show::No,
        get: |d| d.series.as_ref().map_or(Value::Unknown, |_| text(d.series_kind.word())),
        set: |d, v| d.series_kind = SeriesKind::of(&v.text()).unwrap_or_default(),
    },
    Field {
        name: "year",
        also: &[],
        shape: Shape::Whole(1950, 2100),
        need: Need::Should,
        about: "year of the first episode; planned where it had not aired",
        show: Show::No,
        get: |d| number(d.year),
        set: |d, v| d.year = v.short(),
    },
    Field {
        name: "first_aired",
        also: &["aired_from"],
        shape: Shape::Day,
        need: Need::May,
        about: "day of the first episode; planned where it had not aired",
        show: Show::In("aired", aired),
        get: |d| day(d.first_aired),
        set: |d, v| d.first_aired = v.day(),
    },
    Field {
        name: "last_aired",
        also: &["aired_to"],
        shape: Shape::Day,
        need: Need::May,
        about: "day of the last episode; planned where it had not aired",
        show: Show::No,
        get: |d| day(d.last_aired),
        set: |d, v| d.last_aired = v.day(),
    },
    Field {
        name: "announced",
        also: &[],
        shape: Shape::Flag(false),
        need: Need::May,
        about: "it had not aired at the snapshot, and no day was known",
        show: Show::No,
        get: |d| Value::Flag(d.announced),
        set: |d, v| d.announced = v.flag(),
    },
    Field {
        name: "episodes",
        also: &[],
        shape: Shape::Whole(1, 9999),
        need: Need::Should,
        about: "how many episodes",
        show: Show::In("episodes", |d, _| episodes(d)),
        get: |d| number(d.episodes),
        set: |d, v| d.episodes = v.short(),
    },
    Field {
        name: "minutes",
        also: &["duration"],
        shape: Shape::Whole(1, 999),
        need: Need::May,
        about: "minutes of one episode",
        show: Show::No,
        get: |d| number(d.minutes),
        set: |d, v| d.minutes = v.short(),
    },
    Field {
        name: "in_halves",
        also: &[],
        shape: Shape::Flag(false),
        need: Need::May,
        about: "each episode was broadcast in two halves, counted one by one",
        show: Show::No,
        get: |d| Value::Flag(d.in_halves),
        set: |d, v| d.in_halves = v.flag(),
    },
    Field {
        name: "format",
        also: &[],
        shape: Shape::Word(words::<Format>),
        need: Need::May,
        about: "how it was released",
        show: Show::In("format", |d, _| match d.format {
            None | Some(Format::StandardSeries) => String::new(),
            Some(format) => format.word().replace('-', " "),
        }),
        get: |d| word(d.format),
        set: |d, v| d.format = Format::of(&v.text()),
    },
    Field {
        name: "content_rating",
        also: &[],
        shape: Shape::Word(words::<ContentRating>),
        need: Need::May,
        about: "from which age it is meant to be seen",
        show: Show::As("rated"),
        get: |d| word(d.content_rating),
        set: |d, v| d.content_rating = ContentRating::of(&v.text()),
    },
    Field {
        name: "network",
        also: &["networks"],
        shape: Shape::Texts,
        need: Need::Should,
        about: "who broadcast or released it first",
        show: Show::As("first on"),
        get: |d| Value::Texts(d.networks.clone()),
        set: |d, v| d.networks = v.texts(),
    },
    Field {
        name: "where_to_watch",
        also: &["streaming"],
        shape: Shape::Offers,
        need: Need::May,
        about: "services, without regard to country, with what watching costs",
        show: Show::In("where to watch", |d, _| offers(d)),
        get: |d| all(&d.where_to_watch),
        set: |d, v| d.where_to_watch = v.read(Offer::parse),
    },
    Field {
        name: "origin",
        also: &[],
        shape: Shape::Origins,
        need: Need::May,
        about: "what it was made from",
        show: Show::In("made from", |d, _| origin(d)),
        get: |d| all(&d.origin),
        set: |d, v| d.origin = v.read(Origin::parse),
    },
    Field {
        name: "mdl",
        also: &["mdl_id"],
        shape: Shape::Whole(1, u32::MAX - 1),
        need: Need::May,
        about: "number of its page on MyDramaList",
        show: Show::No,
        get: |d| number(d.mdl),
        set: |d, v| d.mdl = v.number(),
    },
    Field {
        name: "leads",
        also: &[],
        shape: Shape::People,
        need: Need::May,
        about: "leading actors, in the order of billing",
        show: Show::In("leads", |d, _| names(&d.leads)),
        get: |d| all(&d.leads),
        set: |d, v| d.leads = v.read(Person::parse),
    },
    Field {
        name: "support",
        also: &[],
        shape: Shape::People,
        need: Need::May,
        about: "other main roles",
        show: Show::In("also with", |d, _| names(&d.support)),
        get: |d| all(&d.support),
        set: |d, v| d.support = v.read(Person::parse),
    },
    Field {
        name: "writers",
        also: &[],
        shape: Shape::People,
        need: Need::May,
        about: "screenwriters",
        show: Show::In("written by", |d, _| names(&d.writers)),
        get: |d| all(&d.writers),
        set: |d, v| d.writers = v.read(Person::parse),
    },
    Field {
        name: "directors",
        also: &[],
        shape: Shape::People,
        need: Need::May,
        about: "directors",
        show: Show::In("directed by", |d, _| names(&d.directors)),
        get: |d| all(&d.directors),
        set: |d, v| d.directors = v.read(Person::parse),
    },
    Field {
        name: "score",
        also: &[],
        shape: Shape::Decimal(10),
        need: Need::May,
        about: "viewers' score on MyDramaList, from 0 to 10",
        show: Show::In("viewers' score", |d, _| score(d)),
        get: |d| d.score.map_or(Value::Unknown, |score| Value::Hundredths(u32::from(score))),
        set: |d, v| d.score = v.short(),
    },
    Field {
        name: "votes",
        also: &[],
        shape: Shape::Whole(0, u32::MAX - 1),
        need: Need::May,
        about: "how many viewers scored it",
        show: Show::No,
        get: |d| number(d.votes),
        set: |d, v| d.votes = v.number(),
    },
    Field {
        name: "followers",
        also: &["watchers"],
        shape: Shape::Whole(0, u32::MAX - 1),
        need: Need::May,
        about: "how many people follow it on MyDramaList",
        show: Show::In("followed by", |d, _| d.followers.map_or(String::new(), thousands)),
        get: |d| number(d.followers),
        set: |d, v| d.followers = v.number(),
    },
    Field {
        name: "summary",
        also: &[],
        shape: Shape::Text,
        need: Need::Should,
        about: "one line on what it is about, in our own words",
        show: Show::No,
        get: |d| text(&d.summary),
        set: |d, v| d.summary = v.text(),
    },
    Field {
        name: "reviewed",
        also: &[],
        shape: Shape::Flag(true),
        need: Need::May,
        about: "whether a curator judged its tropes",
        show: Show::No,
        get: |d| Value::Flag(d.reviewed),
        set: |d, v| d.reviewed = v.flag(),
    },
    Field {
        name: "warning_readers",
        also: &[],
        shape: Shape::Whole(1, 99),
        need: Need::May,
        about: "how many readers looked for every warning, none unless said",
        show: Show::No,
        get: |d| number((d.warning_readers > 0).then_some(d.warning_readers)),
        set: |d, v| d.warning_readers = v.number().and_then(|n| u8::try_from(n).ok()).unwrap_or(0),
    },
];

impl Value {
    /// Whether it says anything.
    #[must_use]
    pub fn is_known(&self) -> bool {
        match self {
            Self::Unknown => false,
            Self::Text(text) => !text.is_empty(),
            Self::Texts(texts) => !texts.is_empty(),
            _ => true,
        }
    }

    /// A number from 0 to 10,000,000, rounded to two decimals.
    #[must_use]
    pub fn hundredths(number: f64) -> Option<Self> {
        let sound = (0.0..=1e7).contains(&number);
        sound.then(|| Self::Hundredths((number * 100.0).round() as u32))
    }

    fn text(self) -> String {
        if let Self::Text(text) = self { text } else { String::new() }
    }

    fn texts(self) -> Vec<String> {
        if let Self::Texts(texts) = self { texts } else { Vec::new() }
    }

    fn read<T>(self, parse: fn(&str) -> Option<T>) -> Vec<T> {
        self.texts().iter().filter_map(|text| parse(text)).collect()
    }

    fn number(self) -> Option<u32> {
        if let Self::Number(number) | Self::Hundredths(number) = self { Some(number) } else { None }
    }

    fn short(self) -> Option<u16> {
        self.number().and_then(|number| u16::try_from(number).ok())
    }

    fn day(self) -> Option<Date> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }

    fn flag(self) -> bool {
        self == Self::Flag(true)
    }
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
    /// The field of a name, its own or one it is read under besides.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name == name || field.also.contains(&name))
    }

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

/// Facts of a drama that contradict each other: the field to blame, and why.
#[must_use]
pub fn contradictions(drama: &Drama) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    if let (Some(first), Some(last)) = (drama.first_aired, drama.last_aired)
        && last < first
    {
        found.push((
            "last_aired",
            format!("the last episode, {last}, aired before the first, {first}"),
        ));
    }
    if let (Some(year), Some(first)) = (drama.year, drama.first_aired)
        && year != first.year()
    {
        found.push((
            "first_aired",
            format!("the first episode aired on {first}, and `year` says {year}"),
        ));
    }
    if drama.announced && drama.first_aired.is_some() {
        found.push((
            "announced",
            "`announced` says that no day is known, and `first_aired` has one".to_owned(),
        ));
    }
    if drama.series.is_none() {
        let stray = [
            ("series_order", drama.series_order.is_some()),
            ("series_kind", drama.series_kind != SeriesKind::Season),
        ];
        for (field, _) in stray.into_iter().filter(|(_, stray)| *stray) {
            found.push((field, format!("`{field}` says nothing without `series`")));
        }
    }
    found
}

/// Hundredths as a number with as many decimals as it needs, one at least.
#[must_use]
pub fn decimal(hundredths: u32) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    if part.is_multiple_of(10) {
        format!("{whole}.{}", part / 10)
    } else {
        format!("{whole}.{part:02}")
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn number<N: Into<u32>>(number: Option<N>) -> Value {
    number.map_or(Value::Unknown, |number| Value::Number(number.into()))
}

fn day(day: Option<Date>) -> Value {
    day.map_or(Value::Unknown, Value::Day)
}

fn word<K: Kind>(kind: Option<K>) -> Value {
    kind.map_or(Value::Unknown, |kind| text(kind.word()))
}

fn all<T: ToString>(items: &[T]) -> Value {
    Value::Texts(items.iter().map(ToString::to_string).collect())
}

fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("one of {} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

fn names(people: &[Person]) -> String {
    people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The first few of a list, and how many more there are.
fn first_of(items: &[String], few: usize) -> String {
    let shown = items.iter().take(few).cloned().collect::<Vec<_>>().join(", ");
    match items.len().saturating_sub(few) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The names without accents and in the Latin script before the others, each in the order they have:
/// most who read a list that is cut short can read these.
fn legible_first(names: &[String]) -> Vec<String> {
    let (mut legible, others): (Vec<String>, Vec<String>) =
        names.iter().cloned().partition(|name| name.is_ascii());
    legible.extend(others);
    legible
}

fn series(drama: &Drama) -> String {
    let Some(series) = &drama.series else { return String::new() };
    let kind = drama.series_kind.word().replace('-', " ");
    match drama.series_order {
        Some(order) => format!("{series}, part {order} ({kind})"),
        None => format!("{series} ({kind})"),
    }
}

fn aired(drama: &Drama, snapshot: Option<Date>) -> String {
    let days = match (drama.first_aired, drama.last_aired) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        (Some(first), None) => format!("from {first}"),
        (None, Some(last)) => format!("until {last}"),
        (None, None) => String::new(),
    };
    let then = snapshot.and_then(|day| {
        airing(drama.first_aired, drama.last_aired, drama.announced, day).map(|state| (state, day))
    });
    match then {
        Some((Airing::NotYet, day)) if days.is_empty() => format!("not yet on {day}"),
        Some((Airing::NotYet, day)) => format!("{days}, not yet on {day}"),
        Some((Airing::Airing, day)) => format!("{days}, still airing on {day}"),
        Some((Airing::Finished, _)) if !days.is_empty() => format!("{days}, finished"),
        None if drama.announced => "not yet".to_owned(),
        _ => days,
    }
}

fn episodes(drama: &Drama) -> String {
    let halves = match drama.episodes.filter(|_| drama.in_halves) {
        Some(episodes) => format!(", broadcast as {episodes} halves"),
        None => String::new(),
    };
    match (drama.whole_episodes(), drama.whole_minutes()) {
        (Some(1), Some(minutes)) => format!("1 of {minutes} minutes"),
        (Some(episodes), Some(minutes)) => {
            let hours = f32::from(episodes) * f32::from(minutes) / 60.0;
            let hours = if hours < 9.95 { format!("{hours:.1}") } else { format!("{hours:.0}") };
            format!("{episodes} of {minutes} minutes, {hours} hours in all{halves}")
        }
        (Some(episodes), None) => format!("{episodes}{halves}"),
        (None, Some(minutes)) => format!("of {minutes} minutes"),
        (None, None) => String::new(),
    }
}

/// The services of each kind together: `Netflix, TVING (subscription); Viki (free)`.
fn offers(drama: &Drama) -> String {
    let kinds = OfferKind::ALL.iter().map(|(kind, _)| Some(*kind)).chain([None]);
    let of_kind = |kind: Option<OfferKind>| {
        let offers = drama.where_to_watch.iter().filter(|offer| offer.kind == kind);
        let services = offers.map(|offer| offer.service.as_str()).collect::<Vec<_>>().join(", ");
        match kind {
            _ if services.is_empty() => None,
            Some(kind) => Some(format!("{services} ({})", kind.word())),
            None => Some(services),
        }
    };
    kinds.filter_map(of_kind).collect::<Vec<_>>().join("; ")
}

fn origin(drama: &Drama) -> String {
    let origin = |origin: &Origin| {
        let kind = origin.kind.word().replace('-', " ");
        if origin.work.is_empty() { kind } else { format!("{kind} of {}", origin.work) }
    };
    drama.origin.iter().map(origin).collect::<Vec<_>>().join(", ")
}

fn score(drama: &Drama) -> String {
    let Some(score) = drama.score else { return String::new() };
    let score = format!("{} of 10", decimal(u32::from(score)));
    match drama.votes {
        Some(1) => format!("{score}, by 1 viewer"),
        Some(votes) => format!("{score}, by {} viewers", thousands(votes)),
        None => score,
    }
}

/// A number with commas between thousands.
fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        let mut names: Vec<&str> = FIELDS
            .iter()
            .flat_map(|f| std::iter::once(f.name).chain(f.also.iter().copied()))
            .collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
        assert_eq!(Field::named("streaming").map(|field| field.name), Some("where_to_watch"));
    }

    #[test]
    fn what_is_taken_from_a_drama_can_be_put_into_another() {
        let full = Drama {
            id: "a".into(),
            former_ids: vec!["b".into()],
            title: "A".into(),
            native_title: "가".into(),
            aliases: vec!["Aa".into()],
            nicknames: vec!["AA".into()],
            series: Some("a".into()),
            series_order: Some(2),
            series_kind: SeriesKind::Special,
            year: Some(2019),
            first_aired: Date::new(2019, 12, 14),
            last_aired: Date::new(2020, 2, 16),
            announced: true,
            episodes: Some(16),
            minutes: Some(85),
            in_halves: true,
            format: Some(Format::WebSeries),
            content_rating: Some(ContentRating::From15),
            networks: vec!["tvN".into()],
            where_to_watch: vec![Offer { kind: Some(OfferKind::Free), ..Offer::from("Viki") }],
            origin: vec![Origin { kind: OriginKind::Remake, work: "B".into() }],
            mdl: Some(7),
            leads: vec![Person { number: Some(183), ..Person::from("Hyun Bin") }],
            support: vec![Person::from("C")],
            writers: vec![Person::from("D")],
            directors: vec![Person::from("E")],
            score: Some(905),
            votes: Some(1_234_567),
            followers: Some(3),
            summary: "It is.".into(),
            reviewed: false,
            strengths: Vec::new(),
            spoilers: Vec::new(),
            warnings: Vec::new(),
            warning_readers: 2,
        };
        let mut copy = Drama::default();
        for field in FIELDS {
            let value = (field.get)(&full);
            assert!(value.is_known(), "{}", field.name);
            assert_eq!(field.check(&value), Ok(()), "{}", field.name);
            (field.set)(&mut copy, value);
        }
        assert_eq!(copy, full);
        assert_eq!(score(&full), "9.05 of 10, by 1,234,567 viewers");
    }

    #[test]
    fn contradictions_name_the_field_to_blame() {
        let drama = Drama {
            year: Some(2020),
            first_aired: Date::new(2019, 12, 14),
            last_aired: Date::new(2019, 2, 16),
            announced: true,
            series_order: Some(1),
            series_kind: SeriesKind::Special,
            ..Drama::default()
        };
        let fields: Vec<&str> = contradictions(&drama).iter().map(|(field, _)| *field).collect();
        assert_eq!(
            fields,
            ["last_aired", "first_aired", "announced", "series_order", "series_kind"]
        );
        assert!(contradictions(&Drama::default()).is_empty());
    }

    #[test]
    fn what_is_airing_depends_on_the_day() {
        let drama = |first: Option<&str>, last: Option<&str>, announced| Drama {
            first_aired: first.and_then(Date::parse),
            last_aired: last.and_then(Date::parse),
            announced,
            ..Drama::default()
        };
        let run = drama(Some("2025-10-10"), Some("2025-11-15"), false);
        let on = |day| run.airing(Date::parse(day).unwrap());
        assert_eq!(on("2025-10-09"), Some(Airing::NotYet));
        assert_eq!(on("2025-10-10"), Some(Airing::Airing));
        assert_eq!(on("2025-11-14"), Some(Airing::Airing));
        assert_eq!(on("2025-11-15"), Some(Airing::Finished));
        let day = Date::parse("2030-01-01").unwrap();
        assert_eq!(drama(None, None, true).airing(day), Some(Airing::NotYet));
        assert_eq!(drama(None, None, false).airing(day), None);
        assert_eq!(drama(Some("2025-10-10"), None, false).airing(day), None);
        assert_eq!(
            aired(&run, Date::parse("2025-10-25")),
            "2025-10-10 to 2025-11-15, still airing on 2025-10-25"
        );
    }
}

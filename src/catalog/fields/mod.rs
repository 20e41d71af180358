//! Every fact of a drama, described once: its name, what it may hold, how it is shown.
//!
//! Whoever reads, writes, checks, counts or shows facts goes through [`FIELDS`], so that a new fact
//! is a field of [`Drama`] and an entry there (and of [`Facts`](super::Facts) if filters ask for
//! it).

mod contradictions;
mod shape;
mod shown;
mod table;
mod value;

use super::date::Date;
use super::drama::Drama;

pub use contradictions::contradictions;
pub use shape::{Shape, Unfit};
pub use shown::decimal;
pub use table::FIELDS;
pub use value::Value;

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

impl Field {
    /// The field of a name, its own or one it is read under besides.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name == name || field.also.contains(&name))
    }
}

#[cfg(test)]
mod tests {
    use super::shown::{aired, score};
    use super::*;
    use crate::catalog::kinds::{
        Airing, ContentRating, Format, Offer, OfferKind, Origin, OriginKind, Person, SeriesKind,
    };

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

//! How a question is read: each field by a function of its own. A browser compiles those of the
//! fields that a question has; what serde derives is one function for all of them, the largest of
//! those that a first answer would wait for.

use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::by_trope::{Avoid, ByTrope, object_or_list, required_object_or_list};
use super::filter::{FilterRequest, object};
use super::request::{QueryRequest, above_zero};

/// Reads the value of one field into a question.
type Reader<'de, A> = fn(&mut QueryRequest, &mut A) -> Result<(), <A as MapAccess<'de>>::Error>;

/// The value that stands next, by its own type or as one of the [kinds](kinds) below.
macro_rules! next {
    ($map:ident) => {
        $map.next_value()?
    };
    ($map:ident $kind:ident) => {
        $map.next_value::<$kind>()?.0
    };
}

/// Lists the fields of a question, in their order.
macro_rules! fields {
    ($($field:ident $(as $kind:ident)?,)*) => {
        const NAMES: &[&str] = &[$(stringify!($field)),*];

        /// What reads the field with a place among the [`NAMES`].
        fn reader<'de, A: MapAccess<'de>>(at: usize) -> Reader<'de, A> {
            // No field is left out.
            let _ = |QueryRequest { $($field: _,)* }: QueryRequest| ();
            let readers: [Reader<'de, A>; NAMES.len()] = [$(
                |question, map| {
                    question.$field = next!(map $($kind)?);
                    Ok(())
                },
            )*];
            readers[at]
        }
    };
}

fields! {
    id,
    version,
    like,
    unlike,
    want,
    avoid as Avoids,
    more,
    less,
    any,
    require as Requires,
    exclude,
    as_of,
    seen,
    only,
    filter as Filter,
    diversity,
    priors,
    popularity,
    era,
    people,
    acclaim,
    little_known,
    wish_share,
    pooling,
    veto_threshold as AboveZero,
    spoilers,
    count,
    k,
}

/// Values that are read otherwise than their type is.
macro_rules! kinds {
    ($($kind:ident($value:ty) by $read:path,)*) => {
        $(
            struct $kind($value);

            impl<'de> Deserialize<'de> for $kind {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    $read(deserializer).map(Self)
                }
            }
        )*
    };
}

kinds! {
    Avoids(ByTrope<Avoid>) by object_or_list,
    Requires(ByTrope<f32>) by required_object_or_list,
    Filter(FilterRequest) by object,
    AboveZero(Option<f32>) by above_zero,
}

/// The place of a field among the [`NAMES`].
struct Field(usize);

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(FieldVisitor)
    }
}

struct FieldVisitor;

impl Visitor<'_> for FieldVisitor {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("field identifier")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Field, E> {
        let at = NAMES.iter().position(|known| *known == name);
        at.map(Field).ok_or_else(|| E::unknown_field(name, NAMES))
    }
}

impl<'de> Deserialize<'de> for QueryRequest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(QuestionVisitor)
    }
}

struct QuestionVisitor;

impl<'de> Visitor<'de> for QuestionVisitor {
    type Value = QueryRequest;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("struct QueryRequest")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<QueryRequest, A::Error> {
        let mut question = QueryRequest::default();
        let mut met = [false; NAMES.len()];
        while let Some(Field(at)) = map.next_key()? {
            if std::mem::replace(&mut met[at], true) {
                return Err(A::Error::duplicate_field(NAMES[at]));
            }
            reader(at)(&mut question, &mut map)?;
        }
        Ok(question)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_order_of_the_fields() {
        let written = serde_json::to_string(&QueryRequest {
            id: Some(String::new()),
            version: Some(1),
            pooling: Some(crate::schema::Pooling::Best),
            spoilers: true,
            k: Some(3),
            ..QueryRequest::default()
        });
        let place = |name: &str| NAMES.iter().position(|known| *known == name).unwrap();
        let places = ["id", "version", "pooling", "spoilers", "k"].map(place);
        assert!(places.is_sorted());
        let read: QueryRequest = serde_json::from_str(&written.unwrap()).unwrap();
        assert_eq!((read.version, read.spoilers, read.k), (Some(1), true, Some(3)));
    }

    #[test]
    fn a_field_given_twice_and_a_list_are_refused() {
        let error = |json| serde_json::from_str::<QueryRequest>(json).unwrap_err().to_string();
        assert!(error(r#"{"k": 1, "like": [], "k": 2}"#).starts_with("duplicate field `k`"));
        assert!(error(r#"["q"]"#).contains("expected struct QueryRequest"));
    }
}

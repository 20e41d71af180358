//! One cell of an Arrow table, read as a part of a request.
//!
//! A cell is a serde deserialiser, so a table means what the JSON of the same request means, with
//! what tables do differently: a null is a field left out, one text may stand for a list of one, a
//! number with a whole value for a whole number, a whole number for an id, a day for its text.

use arrow_array::cast::AsArray;
use arrow_array::types::*;
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use serde::de::value::Error;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// A cell; not null unless `value` says so.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    pub array: &'a dyn Array,
    pub at: usize,
}

/// Whether a cell holds something.
pub fn filled(array: &dyn Array, at: usize) -> bool {
    array.is_valid(at) && !array.data_type().is_null()
}

/// A number with a whole value as a whole number, as far as a float knows one from the next.
pub fn whole(x: f64) -> Option<i64> {
    (x.fract() == 0.0 && x.abs() < 9e15).then_some(x as i64)
}

/// What a cell holds.
pub enum Value<'a> {
    Null,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(&'a str),
    Made(String),
    List(ArrayRef),
    /// Names with values.
    Pairs(ArrayRef, ArrayRef),
    Fields(Vec<(&'a str, &'a ArrayRef)>),
}

impl<'a> Cell<'a> {
    /// What the cell holds.
    ///
    /// # Errors
    /// For a type that no part of a request has.
    pub fn value(self) -> Result<Value<'a>, Error> {
        let Self { array, at } = self;
        if array.is_null(at) {
            return Ok(Value::Null);
        }
        macro_rules! number {
            ($kind:ty, $form:ident, $as:ty) => {
                Value::$form(<$as>::from(array.as_primitive::<$kind>().value(at)))
            };
        }
        Ok(match array.data_type() {
            DataType::Null => Value::Null,
            DataType::Boolean => Value::Bool(array.as_boolean().value(at)),
            DataType::Int8 => number!(Int8Type, Signed, i64),
            DataType::Int16 => number!(Int16Type, Signed, i64),
            DataType::Int32 => number!(Int32Type, Signed, i64),
            DataType::Int64 => number!(Int64Type, Signed, i64),
            DataType::UInt8 => number!(UInt8Type, Unsigned, u64),
            DataType::UInt16 => number!(UInt16Type, Unsigned, u64),
            DataType::UInt32 => number!(UInt32Type, Unsigned, u64),
            DataType::UInt64 => number!(UInt64Type, Unsigned, u64),
            DataType::Float16 => number!(Float16Type, Float, f64),
            DataType::Float32 => number!(Float32Type, Float, f64),
            DataType::Float64 => number!(Float64Type, Float, f64),
            DataType::Decimal128(_, scale) => {
                let units = array.as_primitive::<Decimal128Type>().value(at) as f64;
                Value::Float(units / 10f64.powi(i32::from(*scale)))
            }
            DataType::Utf8 => Value::Text(array.as_string::<i32>().value(at)),
            DataType::LargeUtf8 => Value::Text(array.as_string::<i64>().value(at)),
            DataType::Utf8View => Value::Text(array.as_string_view().value(at)),
            DataType::Date32 => {
                let day = array.as_primitive::<Date32Type>().value_as_date(at);
                Value::Made(day.map(|day| day.to_string()).unwrap_or_default())
            }
            DataType::Timestamp(unit, _) => {
                let ticks_a_day = 86_400
                    * match unit {
                        TimeUnit::Second => 1,
                        TimeUnit::Millisecond => 1_000,
                        TimeUnit::Microsecond => 1_000_000,
                        TimeUnit::Nanosecond => 1_000_000_000,
                    };
                // The four kinds differ in their unit alone.
                let data = array.to_data();
                let ticks = data.buffers()[0].typed_data::<i64>()[data.offset() + at];
                let day = i32::try_from(ticks.div_euclid(ticks_a_day)).ok();
                let day = day.and_then(Date32Type::to_naive_date_opt);
                Value::Made(day.map(|day| day.to_string()).unwrap_or_default())
            }
            DataType::Dictionary(_, _) => {
                let dictionary = array.as_any_dictionary();
                let key = dictionary.normalized_keys()[at];
                return Self { array: dictionary.values().as_ref(), at: key }.value();
            }
            DataType::List(_) => Value::List(array.as_list::<i32>().value(at)),
            DataType::LargeList(_) => Value::List(array.as_list::<i64>().value(at)),
            DataType::ListView(_) => Value::List(array.as_list_view::<i32>().value(at)),
            DataType::FixedSizeList(_, _) => Value::List(array.as_fixed_size_list().value(at)),
            DataType::Map(_, _) => {
                let pairs = array.as_map().value(at);
                Value::Pairs(pairs.column(0).clone(), pairs.column(1).clone())
            }
            DataType::Struct(fields) => {
                let columns = array.as_struct().columns();
                let named = fields.iter().map(|field| field.name().as_str());
                Value::Fields(named.zip(columns).filter(|(_, array)| filled(array, at)).collect())
            }
            other => return Err(Error::custom(format!("no request has a cell of type {other}"))),
        })
    }

    /// A number with a whole value as a whole number.
    fn whole<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value()? {
            Value::Float(x) => match whole(x) {
                Some(x) => visitor.visit_i64(x),
                None => visitor.visit_f64(x),
            },
            _ => self.deserialize_any(visitor),
        }
    }
}

impl<'de> Deserializer<'de> for Cell<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value()? {
            Value::Null => visitor.visit_unit(),
            Value::Bool(x) => visitor.visit_bool(x),
            Value::Signed(x) if x >= 0 => visitor.visit_u64(x as u64),
            Value::Signed(x) => visitor.visit_i64(x),
            Value::Unsigned(x) => visitor.visit_u64(x),
            Value::Float(x) => visitor.visit_f64(x),
            Value::Text(text) => visitor.visit_str(text),
            Value::Made(text) => visitor.visit_string(text),
            Value::List(array) => visitor.visit_seq(Items { array: &array, at: 0 }),
            Value::Pairs(names, values) => {
                let mut pairs = Vec::with_capacity(names.len());
                for at in 0..names.len() {
                    let name = match (Cell { array: &names, at }).value()? {
                        Value::Text(name) => name.to_owned(),
                        _ => return Err(Error::custom("the names of a map must be texts")),
                    };
                    if filled(&values, at) {
                        pairs.push((name, Cell { array: &values, at }));
                    }
                }
                visitor.visit_map(Pairs { pairs: pairs.into_iter(), value: None })
            }
            Value::Fields(fields) => {
                let at = self.at;
                let mut pairs = Vec::with_capacity(fields.len());
                for (name, array) in fields {
                    pairs.push((name.to_owned(), Cell { array: array.as_ref(), at }));
                }
                visitor.visit_map(Pairs { pairs: pairs.into_iter(), value: None })
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value()? {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value()? {
            Value::Text(text) => {
                visitor.visit_seq(serde::de::value::SeqDeserializer::new([text].into_iter()))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value()? {
            Value::Signed(x) => visitor.visit_string(x.to_string()),
            Value::Unsigned(x) => visitor.visit_string(x.to_string()),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.value()? {
            Value::Text(text) => {
                visitor.visit_enum(IntoDeserializer::<Error>::into_deserializer(text))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.whole(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.whole(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.whole(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u128 f32 f64 char str bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct map struct identifier ignored_any
    }
}

struct Items<'a> {
    array: &'a ArrayRef,
    at: usize,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        if self.at >= self.array.len() {
            return Ok(None);
        }
        let cell = Cell { array: self.array, at: self.at };
        self.at += 1;
        seed.deserialize(cell).map(Some)
    }
}

/// Names with cells, as an object. An error names the cell.
pub struct Pairs<'a> {
    pub pairs: std::vec::IntoIter<(String, Cell<'a>)>,
    pub value: Option<(String, Cell<'a>)>,
}

impl<'de> MapAccess<'de> for Pairs<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.value = self.pairs.next();
        match &self.value {
            None => Ok(None),
            Some((name, _)) => seed.deserialize(name.as_str().into_deserializer()).map(Some),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (name, cell) =
            self.value.take().ok_or_else(|| Error::custom("a value without name"))?;
        seed.deserialize(cell).map_err(|error| {
            // What serde calls nothing is a null to people.
            let reason = error.to_string().replace("unit value", "null");
            Error::custom(format!("`{name}`: {}", tropewise::batch::in_words(&reason)))
        })
    }
}

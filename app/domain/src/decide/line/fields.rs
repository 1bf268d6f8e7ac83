//! Two JSON values that keep what was given, so that a mistake can be named by its field.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A JSON object in its order, a name given twice included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields<V>(pub Vec<(String, V)>);

impl<V> Fields<V> {
    /// True without any field.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<V> Default for Fields<V> {
    fn default() -> Fields<V> {
        Fields(Vec::new())
    }
}

impl<V: Serialize> Serialize for Fields<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Fields<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fields<V>, D::Error> {
        struct Reader<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Reader<V> {
            type Value = Fields<V>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<V>, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Reader(PhantomData))
    }
}

/// What stands where a mark is expected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum LineMark {
    /// null: no mark yet.
    #[default]
    Missing,
    /// A mark or a code.
    Text(String),
    /// One per year.
    Years(Vec<LineMark>),
    /// Neither text, nor array, nor null: a number would already have lost digits.
    Wrong,
}

impl LineMark {
    pub(super) fn is_missing(&self) -> bool {
        *self == LineMark::Missing
    }
}

impl Serialize for LineMark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            LineMark::Missing | LineMark::Wrong => serializer.serialize_none(),
            LineMark::Text(text) => serializer.serialize_str(text),
            LineMark::Years(years) => years.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for LineMark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<LineMark, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Given {
            Text(String),
            Years(Vec<LineMark>),
            Missing(()),
            Wrong(IgnoredAny),
        }
        Ok(match Given::deserialize(deserializer)? {
            Given::Text(text) => LineMark::Text(text),
            Given::Years(years) => LineMark::Years(years),
            Given::Missing(()) => LineMark::Missing,
            Given::Wrong(_) => LineMark::Wrong,
        })
    }
}

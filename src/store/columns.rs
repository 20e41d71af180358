//! The dramas of a catalogue fact by fact, as an image keeps them: what is alike stands together,
//! which compresses to four fifths of what whole dramas do.

use serde::{Deserialize, Serialize};

use crate::catalog::{
    ContentRating, Date, Drama, Format, Offer, Origin, Person, SeriesKind, TropeIdx, TropeStrength,
    Warning,
};

/// Makes the columns of the facts that are kept as they are: a field here has the name it has in
/// [`Drama`].
macro_rules! columns {
    ($($field:ident: $kind:ty,)*) => {
        /// One list a fact, each with an entry a drama.
        #[derive(Debug, Default, Serialize, Deserialize)]
        pub struct Columns {
            $($field: Vec<$kind>,)*
            /// None where it follows from the title, see [`spelt`].
            id: Vec<Option<String>>,
            strengths: Strengths,
        }

        impl Columns {
            /// The facts of dramas.
            #[must_use]
            pub fn of(dramas: &[Drama]) -> Self {
                let id = |drama: &Drama| (drama.id != spelt(&drama.title)).then(|| drama.id.clone());
                Self {
                    $($field: dramas.iter().map(|drama| drama.$field.clone()).collect(),)*
                    id: dramas.iter().map(id).collect(),
                    strengths: Strengths::of(dramas),
                }
            }

            /// The dramas again; `None` when the columns do not fit together.
            #[must_use]
            pub fn into_dramas(self) -> Option<Vec<Drama>> {
                let n = self.id.len();
                if $(self.$field.len() != n ||)* self.strengths.counts.len() != n {
                    return None;
                }
                let mut strengths = self.strengths.into_lists()?.into_iter();
                $(let mut $field = self.$field.into_iter();)*
                let drama = |id: Option<String>| {
                    $(let $field = $field.next()?;)*
                    let strengths = strengths.next()?;
                    let mut drama = Drama { id: String::new(), strengths, $($field,)* };
                    drama.id = id.unwrap_or_else(|| spelt(&drama.title));
                    Some(drama)
                };
                self.id.into_iter().map(drama).collect()
            }
        }
    };
}

columns! {
    title: String,
    former_ids: Vec<String>,
    native_title: String,
    aliases: Vec<String>,
    nicknames: Vec<String>,
    series: Option<String>,
    series_order: Option<u16>,
    series_kind: SeriesKind,
    year: Option<u16>,
    first_aired: Option<Date>,
    last_aired: Option<Date>,
    announced: bool,
    episodes: Option<u16>,
    minutes: Option<u16>,
    format: Option<Format>,
    content_rating: Option<ContentRating>,
    networks: Vec<String>,
    where_to_watch: Vec<Offer>,
    origin: Vec<Origin>,
    mdl: Option<u32>,
    leads: Vec<Person>,
    support: Vec<Person>,
    writers: Vec<Person>,
    directors: Vec<Person>,
    score: Option<u16>,
    votes: Option<u32>,
    followers: Option<u32>,
    summary: String,
    reviewed: bool,
    spoilers: Vec<TropeIdx>,
    warnings: Vec<Warning>,
    warning_readers: u8,
}

/// The strengths of all dramas, end to end.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Strengths {
    /// How many each drama has.
    counts: Vec<u32>,
    /// How many tropes lie between each and the one before it in its drama.
    gaps: Vec<u16>,
    strengths: Vec<f32>,
}

impl Strengths {
    fn of(dramas: &[Drama]) -> Self {
        let mut columns = Self::default();
        for drama in dramas {
            columns.counts.push(drama.strengths.len() as u32);
            let mut next = 0u16;
            for strength in &drama.strengths {
                columns.gaps.push(strength.trope.0.wrapping_sub(next));
                columns.strengths.push(strength.strength);
                next = strength.trope.0.wrapping_add(1);
            }
        }
        columns
    }

    fn into_lists(self) -> Option<Vec<Vec<TropeStrength>>> {
        let all: u64 = self.counts.iter().map(|count| u64::from(*count)).sum();
        if all != self.gaps.len() as u64 || self.gaps.len() != self.strengths.len() {
            return None;
        }
        let mut pairs = self.gaps.iter().zip(&self.strengths);
        let list = |count: &u32| {
            let mut next = 0u16;
            let each = |(gap, strength): (&u16, &f32)| {
                let trope = TropeIdx(next.wrapping_add(*gap));
                next = trope.0.wrapping_add(1);
                TropeStrength { trope, strength: *strength }
            };
            pairs.by_ref().take(*count as usize).map(each).collect()
        };
        Some(self.counts.iter().map(list).collect())
    }
}

/// What most ids are: the words of the title in small letters, without its apostrophes.
fn spelt(title: &str) -> String {
    let mut id = String::with_capacity(title.len());
    for c in title.chars().filter(|c| !['\'', '’'].contains(c)) {
        match c.to_ascii_lowercase() {
            c if c.is_ascii_alphanumeric() => id.push(c),
            _ if id.is_empty() || id.ends_with('-') => {}
            _ => id.push('-'),
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drama(id: &str, title: &str, tropes: &[u16]) -> Drama {
        let strength = |trope: &u16| TropeStrength { trope: TropeIdx(*trope), strength: 0.6 };
        let strengths = tropes.iter().map(strength).collect();
        Drama { id: id.into(), title: title.into(), strengths, ..Drama::default() }
    }

    #[test]
    fn dramas_come_back_as_they_were() {
        let dramas = vec![
            drama("its-okay-2", "It’s Okay 2!", &[0, 1, 65535]),
            drama("another-id", "Café", &[]),
            drama("", "", &[7]),
        ];
        let columns = Columns::of(&dramas);
        assert_eq!(columns.id, [None, Some("another-id".to_owned()), None]);
        assert_eq!(columns.strengths.gaps, [0, 0, 65533, 7]);
        assert_eq!(columns.into_dramas(), Some(dramas));
    }

    #[test]
    fn columns_that_do_not_fit_together_are_refused() {
        let columns = || Columns::of(&[drama("a", "A", &[1, 2])]);
        assert!(Columns { title: Vec::new(), ..columns() }.into_dramas().is_none());
        assert!(Columns { id: vec![None; 2], ..columns() }.into_dramas().is_none());
        let strengths = |counts: &[u32], gaps: &[u16]| {
            let strengths = vec![0.2; gaps.len()];
            Strengths { counts: counts.to_vec(), gaps: gaps.to_vec(), strengths }
        };
        for (counts, gaps) in [(&[3][..], &[1, 2][..]), (&[], &[]), (&[u32::MAX], &[1])] {
            let strengths = strengths(counts, gaps);
            assert!(Columns { strengths, ..columns() }.into_dramas().is_none(), "{counts:?}");
        }
    }
}

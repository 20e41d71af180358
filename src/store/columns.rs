//! The dramas and the vocabulary of a catalogue fact by fact, as an image keeps them: what is alike
//! stands together, which compresses to less than whole dramas and tropes do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalog::{
    ContentRating, ContentWarning, Date, Drama, Family, Format, LearnedWeights, Offer, Origin,
    Person, SeriesKind, Trope, TropeIdx, TropeStrength, Vocabulary, Warning,
};

use super::column::Column;

/// Makes the columns of all fields of a kind of item: a field here has the name it has there.
macro_rules! columns {
    ($(#[$says:meta])* $name:ident of $item:ident { $($field:ident: $kind:ty,)* }) => {
        $(#[$says])*
        #[derive(Debug, Serialize, Deserialize)]
        pub struct $name {
            $($field: <$kind as Column>::Packed,)*
        }

        impl $name {
            /// The columns of items.
            #[must_use]
            pub fn of(items: &[$item]) -> Self {
                // No field is left out.
                let _ = |$item { $($field: _,)* }: $item| ();
                Self {
                    $($field: Column::pack(
                        items.iter().map(|item| -> $kind { item.$field.clone() }).collect(),
                    ),)*
                }
            }

            /// The items again; `None` when the columns do not fit together.
            #[must_use]
            pub fn into_items(self) -> Option<Vec<$item>> {
                let mut made: Option<Vec<$item>> = None;
                $(
                    let values = <$kind>::unpack(self.$field)?;
                    let items = made.get_or_insert_with(|| {
                        values.iter().map(|_| $item::default()).collect()
                    });
                    if items.len() != values.len() {
                        return None;
                    }
                    for (item, value) in items.iter_mut().zip(values) {
                        item.$field = value;
                    }
                )*
                made
            }
        }
    };
}

columns! {
    /// Dramas.
    DramaColumns of Drama {
        id: String,
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
        in_halves: bool,
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
        strengths: Vec<TropeStrength>,
        spoilers: Vec<TropeIdx>,
        warnings: Vec<Warning>,
        warning_readers: u8,
    }
}

columns! {
    /// Tropes.
    TropeColumns of Trope {
        id: String,
        label: String,
        label_ko: String,
        family: usize,
        definition: String,
        excludes: String,
        level_5: String,
        level_2: String,
        aliases: Vec<String>,
        related: BTreeMap<String, f32>,
        broader: String,
        spoiler: bool,
        content_warning: bool,
        boost: Option<f32>,
    }
}

columns! {
    /// Warnings.
    WarningColumns of ContentWarning {
        id: String,
        label: String,
        label_ko: String,
        definition: String,
        counts: Vec<String>,
        excludes: Vec<String>,
        aliases: Vec<String>,
    }
}

/// All dramas of a catalogue.
#[derive(Debug, Serialize, Deserialize)]
pub struct Dramas(DramaColumns);

impl Dramas {
    /// Those of a catalogue. An id that follows from the title is left out.
    #[must_use]
    pub fn of(dramas: &[Drama]) -> Self {
        let mut dramas = dramas.to_vec();
        for drama in &mut dramas {
            if drama.id == spelt(&drama.title) {
                drama.id.clear();
            }
        }
        Self(DramaColumns::of(&dramas))
    }

    /// The dramas again; `None` when the columns do not fit together.
    #[must_use]
    pub fn into_dramas(self) -> Option<Vec<Drama>> {
        let mut dramas = self.0.into_items()?;
        for drama in &mut dramas {
            if drama.id.is_empty() {
                drama.id = spelt(&drama.title);
            }
        }
        Some(dramas)
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

/// A vocabulary.
#[derive(Debug, Serialize, Deserialize)]
pub struct Words {
    families: Vec<Family>,
    tropes: TropeColumns,
    warnings: WarningColumns,
    learned: Option<LearnedWeights>,
}

impl Words {
    /// That of a catalogue.
    #[must_use]
    pub fn of(vocabulary: &Vocabulary) -> Self {
        Self {
            families: vocabulary.families().to_vec(),
            tropes: TropeColumns::of(vocabulary.tropes()),
            warnings: WarningColumns::of(vocabulary.warnings()),
            learned: vocabulary.learned().cloned(),
        }
    }

    /// The vocabulary again; `None` when its parts do not fit together.
    #[must_use]
    pub fn into_vocabulary(self) -> Option<Vocabulary> {
        let mut vocabulary = Vocabulary::new(self.families, self.tropes.into_items()?)
            .with_warnings(self.warnings.into_items()?);
        if !vocabulary.is_consistent() {
            return None;
        }
        if let Some(learned) = self.learned {
            if learned.weights.len() != vocabulary.len() {
                return None;
            }
            vocabulary.set_learned(learned);
        }
        Some(vocabulary)
    }
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
        let packed = Dramas::of(&dramas);
        assert_eq!(packed.0.id, Column::pack(vec![String::new(), "another-id".into(), "".into()]));
        assert_eq!(packed.into_dramas(), Some(dramas));
    }

    #[test]
    fn columns_that_do_not_fit_together_are_refused() {
        let columns = || DramaColumns::of(&[drama("a", "A", &[1, 2])]);
        let refused = |columns: DramaColumns| columns.into_items().is_none();
        assert!(refused(DramaColumns { title: String::pack(Vec::new()), ..columns() }));
        assert!(refused(DramaColumns { id: String::pack(vec![String::new(); 2]), ..columns() }));
        assert!(refused(DramaColumns { announced: vec![false; 2], ..columns() }));
    }

    #[test]
    fn a_vocabulary_comes_back_as_it_was() {
        let trope = |id: &str| Trope {
            id: id.into(),
            label: id.to_uppercase(),
            aliases: vec![format!("{id} again"), "다시".into()],
            related: [("other".to_owned(), 0.5)].into(),
            broader: "other".to_owned(),
            ..Trope::default()
        };
        let warning =
            ContentWarning { id: "a".into(), counts: vec![String::new()], ..Default::default() };
        let mut vocabulary = Vocabulary::new(vec![Family::default()], vec![trope("a"), trope("b")])
            .with_warnings(vec![warning]);
        vocabulary.set_learned(LearnedWeights { weights: vec![0.5, 2.0], mean_norm: 1.0 });
        let again = Words::of(&vocabulary).into_vocabulary().unwrap();
        assert_eq!(again.families(), vocabulary.families());
        assert_eq!(again.tropes(), vocabulary.tropes());
        assert_eq!(again.warnings(), vocabulary.warnings());
        assert_eq!(again.learned(), vocabulary.learned());
        let mut few = Words::of(&vocabulary);
        few.learned.as_mut().unwrap().weights.pop();
        assert!(few.into_vocabulary().is_none());
    }
}

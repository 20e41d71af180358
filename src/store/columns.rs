//! The dramas and the vocabulary of a catalogue fact by fact, as an image keeps them: what is alike
//! stands together, which compresses to less than whole dramas and tropes do.

use std::collections::BTreeMap;

use crate::catalog::{
    ContentRating, ContentWarning, Date, Drama, Family, Format, LearnedWeights, Offer, Origin,
    Person, Role, SeriesKind, Trope, TropeIdx, TropeStrength, Vocabulary, Warning,
};

use super::column::Column;
use super::packed::{Packer, Unpacker};
use super::people::Cast;
use super::texts::many;

/// Makes the columns of all fields of a kind of item: a field here has the name it has there. The
/// fields of `then` come last, so that they can be unpacked later than the others.
macro_rules! columns {
    (
        $(#[$says:meta])* $name:ident of $item:ident
        { $($first:ident: $first_kind:ty,)* } then { $($then:ident: $then_kind:ty,)* }
    ) => {
        $(#[$says])*
        #[derive(Debug)]
        struct $name<'a> {
            /// Of each field its bytes.
            columns: Vec<&'a [u8]>,
        }

        impl<'a> $name<'a> {
            /// Packs the columns of items.
            fn pack(items: &[$item], packer: &mut Packer) {
                // No field is left out.
                let _ = |$item { $($first: _,)* $($then: _,)* }: $item| ();
                $(pack(items.iter().map(|item| -> $first_kind { item.$first.clone() }), packer);)*
                $(pack(items.iter().map(|item| -> $then_kind { item.$then.clone() }), packer);)*
            }

            /// Finds the columns.
            fn find(packed: &mut Unpacker<'a>) -> Option<Self> {
                let fields = [$(stringify!($first),)* $(stringify!($then),)*].len();
                let mut columns = Vec::with_capacity(fields);
                for _ in 0..fields {
                    columns.push(packed.bytes()?);
                }
                Some(Self { columns })
            }

            /// The column of a field.
            #[allow(dead_code)] // Most kinds are only read whole.
            fn column(&self, field: &str) -> Option<&'a [u8]> {
                let fields = [$(stringify!($first),)* $(stringify!($then),)*];
                let at = fields.iter().position(|known| *known == field)?;
                self.columns.get(at).copied()
            }

            /// The items again, with their first fields alone; `None` when the columns do not fit
            /// together.
            fn outlines(&self) -> Option<Vec<$item>> {
                let mut columns = self.columns.iter();
                let mut items: Vec<$item> = Vec::new();
                // The first column has texts, which say how many there are.
                let many = many(self.columns.first()?)?;
                items.resize_with(many, $item::default);
                $(each::<$first_kind>(columns.next(), many, &mut |at, value| {
                    items[at].$first = value;
                })?;)*
                Some(items)
            }

            /// The columns of the fields that outlines do not have.
            #[allow(dead_code)] // Most kinds are only read whole.
            fn others(&self) -> &[&'a [u8]] {
                self.columns.get([$(stringify!($first)),*].len()..).unwrap_or_default()
            }

            /// The [outlines](Self::outlines) with their other fields too; `None` when the columns
            /// do not fit together.
            fn complete(&self, outlines: Vec<$item>) -> Option<Vec<$item>> {
                #[allow(unused_mut)] // Some kinds have no other fields.
                let mut items = outlines;
                let mut _columns = self.columns.iter().skip([$(stringify!($first)),*].len());
                let _many = items.len();
                $(each::<$then_kind>(_columns.next(), _many, &mut |at, value| {
                    items[at].$then = value;
                })?;)*
                Some(items)
            }

            /// The items again; `None` when the columns do not fit together.
            fn items(&self) -> Option<Vec<$item>> {
                self.complete(self.outlines()?)
            }
        }
    };
}

/// Packs the column of a field.
fn pack<T: Column>(values: impl Iterator<Item = T>, packer: &mut Packer) {
    let mut column = Packer::default();
    T::pack(values.collect(), &mut column);
    packer.bytes(&column.0);
}

/// Gives each of so many values of a column to its item.
fn each<T: Column>(
    column: Option<&&[u8]>,
    many: usize,
    take: &mut dyn FnMut(usize, T),
) -> Option<()> {
    T::each(&mut Unpacker(column?), many, take)
}

/// The values of a column.
fn unpack<T: Column>(column: Option<&&[u8]>) -> Option<Vec<T>> {
    T::unpack(&mut Unpacker(column?))
}

columns! {
    /// Dramas. What ranks them comes first, then what is told of them, found or filtered by.
    DramaColumns of Drama {
        id: String,
        title: String,
        series: Option<String>,
        series_order: Option<u16>,
        series_kind: SeriesKind,
        year: Option<u16>,
        first_aired: Option<Date>,
        last_aired: Option<Date>,
        announced: bool,
        mdl: Option<u32>,
        score: Option<u16>,
        votes: Option<u32>,
        followers: Option<u32>,
        reviewed: bool,
        strengths: Vec<TropeStrength>,
        spoilers: Vec<TropeIdx>,
    } then {
        episodes: Option<u16>,
        minutes: Option<u16>,
        in_halves: bool,
        format: Option<Format>,
        content_rating: Option<ContentRating>,
        networks: Vec<String>,
        where_to_watch: Vec<Offer>,
        origin: Vec<Origin>,
        leads: Vec<Person>,
        writers: Vec<Person>,
        directors: Vec<Person>,
        former_ids: Vec<String>,
        native_title: String,
        aliases: Vec<String>,
        nicknames: Vec<String>,
        support: Vec<Person>,
        summary: String,
        warnings: Vec<Warning>,
        warning_readers: u8,
    }
}

columns! {
    /// Families of tropes.
    FamilyColumns of Family {
        id: String,
        label: String,
        label_ko: String,
        description: String,
    } then {}
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
    } then {}
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
    } then {}
}

/// All dramas of a catalogue.
#[derive(Debug)]
pub struct Dramas<'a>(DramaColumns<'a>);

impl<'a> Dramas<'a> {
    /// Packs those of a catalogue.
    pub fn pack(dramas: &[Drama], packer: &mut Packer) {
        DramaColumns::pack(dramas, packer);
    }

    /// Finds them; `None` when their bytes end too early.
    pub fn find(packed: &mut Unpacker<'a>) -> Option<Self> {
        DramaColumns::find(packed).map(Self)
    }

    /// The dramas again; `None` when the columns do not fit together.
    #[must_use]
    pub fn dramas(&self) -> Option<Vec<Drama>> {
        self.0.items()
    }

    /// The dramas with what ranks them alone. `None` when the columns do not fit together.
    #[must_use]
    pub fn outlines(&self) -> Option<Vec<Drama>> {
        self.0.outlines()
    }

    /// Where the bytes begin that [`outlines`](Self::outlines) does not read; `None` where there are
    /// none.
    #[must_use]
    pub fn behind_outlines(&self) -> Option<&'a [u8]> {
        self.0.others().first().copied()
    }

    /// Who had a role in which drama; `None` when the columns do not fit together.
    #[must_use]
    pub fn cast(&self, role: Role) -> Option<Cast<'a>> {
        let field = match role {
            Role::Lead => "leads",
            Role::Writer => "writers",
            Role::Director => "directors",
        };
        Cast::unpack(&mut Unpacker(self.0.column(field)?))
    }

    /// The [outlines](Self::outlines) with the rest; `None` when the columns do not fit together.
    #[must_use]
    pub fn complete(&self, outlines: Vec<Drama>) -> Option<Vec<Drama>> {
        self.0.complete(outlines)
    }
}

/// Packs a vocabulary.
pub fn pack_vocabulary(vocabulary: &Vocabulary, packer: &mut Packer) {
    FamilyColumns::pack(vocabulary.families(), packer);
    TropeColumns::pack(vocabulary.tropes(), packer);
    WarningColumns::pack(vocabulary.warnings(), packer);
    let learned = vocabulary.learned();
    let weights = learned.map(|learned| [&learned.weights[..], &[learned.mean_norm]].concat());
    packer.number(u64::from(weights.is_some()));
    pack(weights.unwrap_or_default().into_iter(), packer);
}

/// A vocabulary again; `None` when its parts do not fit together.
pub fn unpack_vocabulary(packed: &mut Unpacker<'_>) -> Option<Vocabulary> {
    let families = FamilyColumns::find(packed)?.items()?;
    let tropes = TropeColumns::find(packed)?.items()?;
    let warnings = WarningColumns::find(packed)?.items()?;
    let mut vocabulary = Vocabulary::new(families, tropes).with_warnings(warnings);
    if !vocabulary.is_consistent() {
        return None;
    }
    let is_learned = packed.number()? == 1;
    let mut weights: Vec<f32> = unpack(Some(&packed.bytes()?))?;
    if is_learned {
        let mean_norm = weights.pop()?;
        if weights.len() != vocabulary.len() {
            return None;
        }
        vocabulary.set_learned(LearnedWeights { weights, mean_norm });
    }
    Some(vocabulary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::column::trial::packed as column;

    fn drama(id: &str, title: &str, tropes: &[u16]) -> Drama {
        let strength = |trope: &u16| TropeStrength { trope: TropeIdx(*trope), strength: 0.6 };
        let strengths = tropes.iter().map(strength).collect();
        Drama { id: id.into(), title: title.into(), strengths, ..Drama::default() }
    }

    fn packed(dramas: &[Drama]) -> Vec<u8> {
        let mut packer = Packer::default();
        Dramas::pack(dramas, &mut packer);
        packer.0
    }

    #[test]
    fn dramas_come_back_as_they_were() {
        let dramas = vec![
            drama("its-okay-2", "It’s Okay 2!", &[0, 1, 65535]),
            drama("another-id", "Café", &[]),
            drama("", "", &[7]),
        ];
        let bytes = packed(&dramas);
        let columns = Dramas::find(&mut Unpacker(&bytes)).unwrap();
        assert_eq!(columns.complete(columns.outlines().unwrap()).as_ref(), Some(&dramas));
        assert_eq!(columns.dramas(), Some(dramas));
    }

    #[test]
    fn an_outline_has_what_ranks_a_drama() {
        let summary = "What it is about.".to_owned();
        let whole = Drama { summary, aliases: vec!["B".into()], ..drama("b", "A", &[1, 2]) };
        let bytes = packed(&[whole]);
        let outlines = Dramas::find(&mut Unpacker(&bytes)).unwrap().outlines();
        assert_eq!(outlines, Some(vec![drama("b", "A", &[1, 2])]));
    }

    #[test]
    fn columns_that_do_not_fit_together_are_refused() {
        let bytes = packed(&[drama("a", "A", &[1, 2])]);
        let whole = || DramaColumns::find(&mut Unpacker(&bytes)).unwrap();
        assert!(whole().items().is_some());
        let last = whole().columns.len() - 1;
        let none = column(Vec::<String>::new());
        let two = [column(vec![String::new(); 2]), column(vec![0_u8; 2])];
        for (at, bytes) in [(0, &two[0]), (1, &none), (last, &two[1]), (last, &Vec::new())] {
            let mut damaged = whole();
            damaged.columns[at] = bytes;
            assert!(damaged.items().is_none(), "{at}");
        }
        assert!(Dramas::find(&mut Unpacker(&bytes[..bytes.len() - 1])).is_none());
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
        let again = |vocabulary: &Vocabulary| {
            let mut packer = Packer::default();
            pack_vocabulary(vocabulary, &mut packer);
            unpack_vocabulary(&mut Unpacker(&packer.0))
        };
        assert!(again(&vocabulary).unwrap().learned().is_none());
        vocabulary.set_learned(LearnedWeights { weights: vec![0.5, 2.0], mean_norm: 1.0 });
        let came_back = again(&vocabulary).unwrap();
        assert_eq!(came_back.families(), vocabulary.families());
        assert_eq!(came_back.tropes(), vocabulary.tropes());
        assert_eq!(came_back.warnings(), vocabulary.warnings());
        assert_eq!(came_back.learned(), vocabulary.learned());
        // A weight too few.
        let mut packer = Packer::default();
        FamilyColumns::pack(vocabulary.families(), &mut packer);
        TropeColumns::pack(vocabulary.tropes(), &mut packer);
        WarningColumns::pack(vocabulary.warnings(), &mut packer);
        packer.number(1);
        pack([0.5_f32, 1.0].into_iter(), &mut packer);
        assert!(unpack_vocabulary(&mut Unpacker(&packer.0)).is_none());
    }
}

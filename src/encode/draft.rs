//! From an encoded drama to an entry of the catalogue, for a curator to correct.

use crate::catalog::{Catalog, Drama, Offer, Person, TropeStrength};

use crate::schema::EncodedDrama;
use crate::sorting::sort_by_key;

/// What a drama without a title is called until somebody gives it one.
const UNTITLED: &str = "Untitled";

/// Entries of dramas not yet reviewed, with ids of their own: that of the catalogue where the title
/// is known, else the title as a slug, with the year or a number where another drama has it.
#[must_use]
pub fn drafts(dramas: &[EncodedDrama], catalog: &Catalog) -> Vec<Drama> {
    let mut drafts: Vec<Drama> = Vec::with_capacity(dramas.len());
    for encoded in dramas {
        let mut draft = draft(encoded, catalog);
        let known = encoded.known.as_ref().map(|known| known.id.clone());
        let taken = |id: &str| {
            drafts.iter().any(|other| other.id == id)
                || (known.as_deref() != Some(id) && catalog.find(id).is_some())
        };
        let base = known.clone().unwrap_or_else(|| slug(&draft.title));
        let with_year = draft.year.map(|year| format!("{base}-{year}"));
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let mut ids = std::iter::once(base.clone()).chain(with_year).chain(numbered);
        draft.id = ids.find(|id| !taken(id)).expect("numbers do not end");
        drafts.push(draft);
    }
    drafts
}

fn draft(encoded: &EncodedDrama, catalog: &Catalog) -> Drama {
    let title = encoded.title.clone().unwrap_or_else(|| UNTITLED.to_owned());
    let korean = title.chars().any(crate::catalog::is_hangul);
    let strength = |trope: &crate::schema::EncodedTrope| {
        let level = (trope.strength * 5.0).round().clamp(1.0, 5.0);
        Some(TropeStrength {
            trope: catalog.vocabulary().find(&trope.trope)?,
            strength: level / 5.0,
        })
    };
    let mut strengths: Vec<TropeStrength> = encoded.tropes.iter().filter_map(strength).collect();
    sort_by_key(&mut strengths, |strength| strength.trope);
    Drama {
        native_title: if korean { title.clone() } else { String::new() },
        title,
        year: encoded.year,
        where_to_watch: encoded.platforms.iter().map(|name| Offer::from(name.as_str())).collect(),
        leads: encoded.leads.iter().map(|name| Person::from(spaced(name).as_str())).collect(),
        reviewed: false,
        strengths,
        ..Drama::default()
    }
}

/// A title in lower case with hyphens; `untitled` where no letter of it is Latin.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'' && c != '’');
    let plain = |word: &str| word.replace(['\'', '’'], "").to_ascii_lowercase();
    let words: Vec<String> = words.map(plain).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { UNTITLED.to_lowercase() } else { words.join("-") }
}

/// A name as the catalogue spells it: `Choi Woo Shik` for `Choi Woo-shik`.
fn spaced(name: &str) -> String {
    let capital = |part: &str| {
        let mut letters = part.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    name.split('-').map(capital).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Vocabulary;

    #[test]
    fn ids_are_slugs_and_never_repeat() {
        let of = |title: &str, year| EncodedDrama {
            title: Some(title.into()),
            year,
            ..EncodedDrama::default()
        };
        let known = Drama { id: "signal".into(), ..Drama::default() };
        let catalog = Catalog::new(Vocabulary::default(), vec![known]).expect("sound");
        let dramas = [
            of("It's Okay!", None),
            of("Signal", Some(2027)),
            of("Signal", None),
            of("재회", None),
            EncodedDrama::default(),
        ];
        let drafts = drafts(&dramas, &catalog);
        let ids: Vec<&str> = drafts.iter().map(|draft| draft.id.as_str()).collect();
        assert_eq!(ids, ["its-okay", "signal-2027", "signal-2", "untitled", "untitled-2"]);
        assert!(drafts.iter().all(|draft| !draft.reviewed));
        assert_eq!(drafts[3].native_title, "재회");
    }

    #[test]
    fn names_are_spelt_as_in_the_catalogue() {
        assert_eq!(spaced("Choi Woo-shik"), "Choi Woo Shik");
        assert_eq!(spaced("Ji Sung"), "Ji Sung");
    }
}

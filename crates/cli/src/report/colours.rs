//! The colours of families: one set for the drawn map and the page (`web/families.js`), which a
//! test compares.

/// Family id and colour, for the families of the shipped vocabulary. They stay apart under the
/// common colour blindnesses as far as fourteen can; the page adds a mark to each.
pub const FAMILY_COLOURS: [(&str, &str); 14] = [
    ("second-chances", "#f19a84"),
    ("time-fate", "#348dcf"),
    ("marriage-family", "#e1791b"),
    ("wounds-healing", "#4dae7b"),
    ("love-dynamics", "#d53b5f"),
    ("identity-secrets", "#90347a"),
    ("class-power-work", "#e4ad3c"),
    ("professions-settings", "#64c2cc"),
    ("crime-justice", "#2b3c62"),
    ("supernatural", "#7a4ecf"),
    ("historical-worlds", "#833e2d"),
    ("friendship-youth", "#c7e770"),
    ("tone", "#e2d2bb"),
    ("genre", "#657689"),
];

/// The colour of a family; one that is not known takes the colour of its number, so that the
/// families of someone's own vocabulary are told apart too.
#[must_use]
pub fn family_colour(id: &str, number: usize) -> &'static str {
    let own = FAMILY_COLOURS.iter().find(|(known, _)| *known == id);
    own.map_or(FAMILY_COLOURS[number % FAMILY_COLOURS.len()].1, |(_, colour)| colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_families_keep_their_colour_and_others_take_turns() {
        assert_eq!(family_colour("genre", 0), "#657689");
        assert_eq!(family_colour("of-my-own", 15), "#348dcf");
    }

    #[test]
    fn the_page_has_the_same_colours() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/families.js");
        let page = std::fs::read_to_string(page).expect("the page's families");
        for (id, colour) in FAMILY_COLOURS {
            assert!(page.contains(&format!("\"{id}\": {{ colour: \"{colour}\"")), "{id} {colour}");
        }
        assert_eq!(
            page.matches("{ colour: \"#").count(),
            FAMILY_COLOURS.len() + 1,
            "one for others"
        );
    }

    #[test]
    fn every_family_of_the_vocabulary_has_one() {
        let catalog = tropewise_dramas::catalog();
        for family in catalog.vocabulary().families() {
            assert!(FAMILY_COLOURS.iter().any(|(id, _)| *id == family.id), "{}", family.id);
        }
    }
}

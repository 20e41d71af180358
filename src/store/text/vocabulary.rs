//! Reading `tropes.toml`.

use std::collections::{BTreeMap, HashMap};

use crate::catalog::near::nearest;
use crate::catalog::{
    ContentWarning, Family, HIDDEN_TROPES, MOST_WARNINGS, Trope, Vocabulary, fold,
};

use super::diagnostic::{Diagnostic, Location};
use super::source::TextFile;
use super::table::{Table, each_table, float};

/// The largest boost of a trope.
const LARGEST_BOOST: f64 = 100.0;

/// A vocabulary with the place of each trope.
#[derive(Debug, Clone, Default)]
pub struct ParsedVocabulary {
    /// Families and tropes; where mistakes were found, only what is sound.
    pub vocabulary: Vocabulary,
    /// Where each trope that was read here stands, by trope position; tropes of a base vocabulary
    /// have none.
    pub places: HashMap<usize, Location>,
    /// Whether entries were passed over since their syntax is broken: names may be unknown for
    /// that alone.
    pub broken: bool,
}

/// Reads a vocabulary, on top of `base` when there is one: tropes are added, none may be redefined.
pub fn parse_vocabulary(
    source: &TextFile,
    base: Option<&Vocabulary>,
    found: &mut Vec<Diagnostic>,
) -> ParsedVocabulary {
    let mut families = base.map_or_else(Vec::new, |base| base.families().to_vec());
    let mut tropes: Vec<Trope> = Vec::new();
    let mut family_names: Vec<(String, Location)> = Vec::new();
    let mut places: Vec<Location> = Vec::new();
    let mut related: Vec<(String, Location)> = Vec::new();
    let known = base.map_or(&[][..], Vocabulary::tropes);
    let known_families = base.map_or(&[][..], Vocabulary::families);
    let mut warnings = base.map_or_else(Vec::new, |base| base.warnings().to_vec());
    let mut warning_places: Vec<(String, Location)> = Vec::new();
    let sound = each_table(source, &["family", "trope", "warning"], found, |name, table| {
        if name == "family" {
            families.extend(family(table, &families, known_families));
        } else if name == "warning" {
            let at = table.at();
            let new = warning(table, &warnings);
            warning_places.extend(new.as_ref().map(|new| (new.id.clone(), at)));
            warnings.extend(new);
        } else {
            let at = table.at();
            let (trope, family) = trope(table, &mut related);
            // An overlay may carry a copy of what it lies on.
            let same = |other: &Trope| Trope { family: other.family, ..trope.clone() } == *other;
            if known.iter().any(same) {
                return;
            }
            tropes.push(trope);
            family_names.push(family);
            places.push(at);
        }
    });
    for (trope, (name, at)) in tropes.iter_mut().zip(&family_names) {
        match families.iter().position(|family| family.id == *name) {
            Some(position) => trope.family = position,
            None if name.is_empty() || !sound => {}
            None => {
                let ids = families.iter().map(|f| (f.id.as_str(), f.id.as_str()));
                let near: Vec<String> =
                    nearest(name, ids, 1).into_iter().map(str::to_owned).collect();
                found.push(
                    Diagnostic::error(at.clone(), format!("unknown family `{name}`"))
                        .did_you_mean(&near),
                );
            }
        }
    }
    let first = base.map_or(0, Vocabulary::len);
    let vocabulary = match base {
        Some(base) => base.extended(families, tropes),
        None => Vocabulary::new(families, tropes),
    }
    .with_warnings(warnings);
    let places: HashMap<usize, Location> =
        places.into_iter().enumerate().map(|(at, place)| (first + at, place)).collect();
    names_once(&vocabulary, &places, found);
    if !sound {
        return ParsedVocabulary { vocabulary, places, broken: true };
    }
    warned_tropes(&vocabulary, &warning_places, found);
    for (id, at) in related {
        if !vocabulary.tropes().iter().any(|trope| trope.id == id) {
            found.push(
                Diagnostic::error(at, format!("unknown trope `{id}`"))
                    .did_you_mean(&vocabulary.near(&id)),
            );
        }
    }
    ParsedVocabulary { vocabulary, places, broken: false }
}

fn family(mut table: Table<'_, '_>, known: &[Family], base: &[Family]) -> Option<Family> {
    let (id, at) = table.slug("id");
    let (label, _) = table.required("label");
    let label_ko = table.optional("label_ko");
    let (description, _) = table.required("description");
    let repeated = known.iter().any(|family| family.id == id);
    if repeated && !base.iter().any(|family| family.id == id) {
        table.report(at, format!("the family `{id}` stands twice"));
    }
    table.finish();
    (!repeated).then_some(Family { id, label, label_ko, description })
}

/// A warning; none when one of its id is known and the same, as in a copy of what an overlay lies
/// on.
fn warning(mut table: Table<'_, '_>, known: &[ContentWarning]) -> Option<ContentWarning> {
    let (id, at) = table.slug("id");
    let warning = ContentWarning {
        id,
        label: table.required("label").0,
        label_ko: table.optional("label_ko"),
        definition: table.required("definition").0,
        counts: table.texts("counts"),
        excludes: table.texts("excludes"),
        aliases: table.texts("aliases"),
    };
    let repeated = known.iter().find(|known| known.id == warning.id);
    if repeated.is_some_and(|known| *known != warning) {
        table.report(at, format!("the warning `{}` stands twice", warning.id));
    }
    let new = repeated.is_none();
    table.finish();
    new.then_some(warning)
}

fn trope(
    mut table: Table<'_, '_>,
    related: &mut Vec<(String, Location)>,
) -> (Trope, (String, Location)) {
    let (id, at) = table.slug("id");
    if id == HIDDEN_TROPES {
        table.report(at, format!("the id `{id}` is reserved"));
    }
    let family = table.required("family");
    let mut degrees = BTreeMap::new();
    for (other, at, value) in table.entries("related") {
        match float(value) {
            Some(degree) if degree > 0.0 && degree < 1.0 => {
                degrees.insert(other.clone(), degree as f32);
            }
            _ => table.report(
                at.clone(),
                format!("the degree of `{other}` must be a number between 0 and 1"),
            ),
        }
        related.push((other, at));
    }
    let mut broader = String::new();
    if let Some((name, place)) = table.text("broader") {
        if name == id {
            table.report(place, format!("`{id}` is no kind of itself"));
        } else {
            related.push((name.clone(), place));
            broader = name;
        }
    }
    let trope = Trope {
        id,
        label: table.required("label").0,
        label_ko: table.optional("label_ko"),
        family: 0,
        definition: table.required("definition").0,
        excludes: table.optional("excludes"),
        level_5: table.optional("level_5"),
        level_2: table.optional("level_2"),
        aliases: table.texts("aliases"),
        related: degrees,
        broader,
        spoiler: table.flag("spoiler", false),
        content_warning: table.flag("content_warning", false),
        boost: table.between("boost", LARGEST_BOOST).map(|boost| boost as f32),
    };
    table.finish();
    (trope, family)
}

/// A warning with the id of a trope is that trope's, which must say so; and there is one bit a
/// warning.
fn warned_tropes(
    vocabulary: &Vocabulary,
    places: &[(String, Location)],
    found: &mut Vec<Diagnostic>,
) {
    for (id, at) in places {
        let unmarked = |trope: &&Trope| trope.id == *id && !trope.content_warning;
        if vocabulary.tropes().iter().any(|trope| unmarked(&trope)) {
            let message = format!("`{id}` is a trope that is no content warning");
            let hint = "add `content_warning = true` to the trope, or give the warning another id";
            found.push(Diagnostic::error(at.clone(), message).hint(hint));
        }
    }
    if let Some((_, at)) = places.last()
        && vocabulary.warning_ids().count() > MOST_WARNINGS
    {
        let message = format!("there are more than {MOST_WARNINGS} warnings");
        found.push(Diagnostic::error(at.clone(), message).hint("take some of them together"));
    }
}

/// Every id, label and alias must lead to one trope.
fn names_once(
    vocabulary: &Vocabulary,
    places: &HashMap<usize, Location>,
    found: &mut Vec<Diagnostic>,
) {
    let mut owners: HashMap<String, usize> = HashMap::new();
    for pass in 0..4 {
        for (at, trope) in vocabulary.tropes().iter().enumerate() {
            let names = match pass {
                0 => std::slice::from_ref(&trope.id),
                1 => std::slice::from_ref(&trope.label),
                2 => std::slice::from_ref(&trope.label_ko),
                _ => trope.aliases.as_slice(),
            };
            for name in names.iter().filter(|name| !name.is_empty()) {
                let owner = *owners.entry(fold(name)).or_insert(at);
                if owner != at && places.contains_key(&at) {
                    let other = &vocabulary.tropes()[owner].id;
                    let message = if pass == 0 {
                        format!("the trope `{name}` stands twice")
                    } else {
                        format!("`{name}` names both `{other}` and `{}`", trope.id)
                    };
                    found.push(
                        Diagnostic::error(places[&at].clone(), message).hint("keep one of the two"),
                    );
                }
            }
        }
    }
}

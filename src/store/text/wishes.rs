//! Reading questions with their expected answers, and what judges said.

use crate::catalog::near::nearest;
use crate::catalog::{Catalog, DramaIdx};

use super::diagnostic::{Diagnostic, Location};
use super::source::TextFile;
use super::table::{Table, each_table, float};

/// A question as viewers ask it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WishEntry {
    /// Lower-case slug, unique in its file.
    pub id: String,
    /// The question in words.
    pub ask: String,
    /// Trope ids wanted, with weights in [0, 1].
    pub want: Vec<(String, f32)>,
    /// Trope ids that the question rules out.
    pub avoid: Vec<String>,
    /// Dramas that fit.
    pub expected: Vec<DramaIdx>,
    /// Dramas that must not appear.
    pub unwanted: Vec<DramaIdx>,
}

/// What judges said of dramas answered to a question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct JudgedEntry {
    /// Id of the question.
    pub id: String,
    /// Dramas found fitting.
    pub accepted: Vec<DramaIdx>,
    /// Dramas refused.
    pub refused: Vec<DramaIdx>,
}

/// Reads `[[wish]]` tables.
///
/// # Errors
/// Every mistake, with its place: unknown tropes and dramas, weights out of range, an id that
/// stands twice.
pub fn parse_wishes(
    source: &TextFile,
    catalog: &Catalog,
) -> Result<Vec<WishEntry>, Vec<Diagnostic>> {
    let (mut found, mut wishes) = (Vec::new(), Vec::<WishEntry>::new());
    each_table(source, &["wish"], &mut found, |_, mut table| {
        let (id, at) = table.slug("id");
        if wishes.iter().any(|other| other.id == id) {
            table.report(at, format!("the id `{id}` stands twice"));
        }
        let places = table.at();
        let wish = WishEntry {
            id,
            ask: table.required("ask").0,
            want: wants(&mut table, catalog),
            avoid: tropes(&mut table, catalog),
            expected: dramas(&mut table, "expected", catalog),
            unwanted: dramas(&mut table, "unwanted", catalog),
        };
        let lists = [("expected", &wish.expected), ("unwanted", &wish.unwanted)];
        apart(&mut table, &places, lists, catalog);
        if wish.expected.is_empty() {
            table.report(places, format!("`{}` expects no drama", wish.id));
        }
        table.finish();
        wishes.push(wish);
    });
    if found.is_empty() { Ok(wishes) } else { Err(found) }
}

/// Reads `[[judged]]` tables about `wishes`.
///
/// # Errors
/// Every mistake, with its place: unknown dramas, a question that is not among `wishes`.
pub fn parse_judged(
    source: &TextFile,
    catalog: &Catalog,
    wishes: &[WishEntry],
) -> Result<Vec<JudgedEntry>, Vec<Diagnostic>> {
    let (mut found, mut judged) = (Vec::new(), Vec::new());
    each_table(source, &["judged"], &mut found, |_, mut table| {
        let (id, at) = table.slug("id");
        if !wishes.iter().any(|wish| wish.id == id) {
            table.report(at.clone(), format!("there is no question `{id}`"));
        }
        let (accepted, refused) =
            (dramas(&mut table, "accepted", catalog), dramas(&mut table, "refused", catalog));
        apart(&mut table, &at, [("accepted", &accepted), ("refused", &refused)], catalog);
        judged.push(JudgedEntry { id, accepted, refused });
        table.finish();
    });
    if found.is_empty() { Ok(judged) } else { Err(found) }
}

/// No drama may stand on both of two lists.
fn apart(
    table: &mut Table<'_, '_>,
    at: &Location,
    [(first, of_first), (second, of_second)]: [(&str, &Vec<DramaIdx>); 2],
    catalog: &Catalog,
) {
    for both in of_first.iter().filter(|drama| of_second.contains(drama)) {
        let id = &catalog.drama(*both).id;
        table.report(at.clone(), format!("`{id}` is both {first} and {second}"));
    }
}

fn wants(table: &mut Table<'_, '_>, catalog: &Catalog) -> Vec<(String, f32)> {
    let mut wants = Vec::new();
    for (name, at, value) in table.entries("want") {
        known(table, &name, &at, catalog);
        match float(value).filter(|weight| (0.0..=1.0).contains(weight)) {
            Some(weight) => wants.push((name, weight as f32)),
            None => table.report(at, format!("the weight of `{name}` must be from 0 to 1")),
        }
    }
    wants
}

fn tropes(table: &mut Table<'_, '_>, catalog: &Catalog) -> Vec<String> {
    let mut tropes = table.placed_texts("avoid");
    tropes.retain(|(name, at)| known(table, name, at, catalog));
    tropes.into_iter().map(|(name, _)| name).collect()
}

/// Whether there is such a trope; reported when not.
fn known(table: &mut Table<'_, '_>, name: &str, at: &Location, catalog: &Catalog) -> bool {
    let known = catalog.vocabulary().find(name).is_some();
    if !known {
        let unknown = Diagnostic::error(at.clone(), format!("unknown trope `{name}`"));
        table.push(unknown.did_you_mean(&catalog.vocabulary().near(name)));
    }
    known
}

fn dramas(table: &mut Table<'_, '_>, key: &'static str, catalog: &Catalog) -> Vec<DramaIdx> {
    let mut known = Vec::new();
    for (id, at) in table.placed_texts(key) {
        match catalog.find(&id) {
            Some(drama) => known.push(drama),
            None => {
                let dramas = catalog.dramas();
                let ids = dramas.iter().map(|drama| (drama.id.as_str(), &*drama.id));
                let near: Vec<String> =
                    nearest(&id, ids, 1).into_iter().map(str::to_owned).collect();
                table.push(
                    Diagnostic::error(at, format!("unknown drama `{id}`")).did_you_mean(&near),
                );
            }
        }
    }
    known
}

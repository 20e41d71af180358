//! Dramas and tropes of a catalogue as Arrow tables.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Float32Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Field, Schema};
use tropewise::catalog::Person;
use tropewise::{Catalog, Recommender};

use crate::table::Table;

fn table(columns: Vec<(&str, ArrayRef)>) -> Result<Table, ArrowError> {
    let field =
        |(name, array): &(&str, ArrayRef)| Field::new(*name, array.data_type().clone(), true);
    let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays)?;
    Ok(Table { schema, batches: vec![batch] })
}

fn names(list: &mut ListBuilder<StringBuilder>, people: &[Person]) {
    for person in people {
        list.values().append_value(&person.name);
    }
    list.append(true);
}

/// Every drama in the order of ids: the rows of the vectors.
///
/// # Errors
/// When the columns grow over what Arrow can address.
pub fn dramas(catalog: &Catalog) -> Result<Table, ArrowError> {
    let [mut id, mut title, mut native, mut series, mut summary] =
        std::array::from_fn(|_| StringBuilder::new());
    let [mut year, mut episodes, mut minutes] = std::array::from_fn(|_| Int32Builder::new());
    let [mut mdl, mut followers] = std::array::from_fn(|_| Int64Builder::new());
    let mut score = Float32Builder::new();
    let mut reviewed = BooleanBuilder::new();
    let [mut networks, mut leads, mut writers, mut directors] =
        std::array::from_fn(|_| ListBuilder::new(StringBuilder::new()));
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    for idx in catalog.indices() {
        let drama = catalog.drama(idx);
        id.append_value(&drama.id);
        title.append_value(&drama.title);
        native.append_option(given(&drama.native_title));
        series.append_option(drama.series.as_deref());
        summary.append_option(given(&drama.summary));
        year.append_option(drama.year.map(i32::from));
        episodes.append_option(drama.whole_episodes().map(i32::from));
        minutes.append_option(drama.whole_minutes().map(i32::from));
        mdl.append_option(drama.mdl.map(i64::from));
        followers.append_option(drama.followers.map(i64::from));
        score.append_option(drama.score.map(|score| f32::from(score) / 100.0));
        reviewed.append_value(drama.reviewed);
        for network in &drama.networks {
            networks.values().append_value(network);
        }
        networks.append(true);
        names(&mut leads, &drama.leads);
        names(&mut writers, &drama.writers);
        names(&mut directors, &drama.directors);
    }
    table(vec![
        ("drama", Arc::new(id.finish())),
        ("title", Arc::new(title.finish())),
        ("native_title", Arc::new(native.finish())),
        ("year", Arc::new(year.finish())),
        ("episodes", Arc::new(episodes.finish())),
        ("minutes", Arc::new(minutes.finish())),
        ("networks", Arc::new(networks.finish())),
        ("leads", Arc::new(leads.finish())),
        ("writers", Arc::new(writers.finish())),
        ("directors", Arc::new(directors.finish())),
        ("series", Arc::new(series.finish())),
        ("mdl", Arc::new(mdl.finish())),
        ("score", Arc::new(score.finish())),
        ("followers", Arc::new(followers.finish())),
        ("reviewed", Arc::new(reviewed.finish())),
        ("summary", Arc::new(summary.finish())),
    ])
}

/// Every trope in trope order: the columns of the vectors.
///
/// # Errors
/// As [`dramas`].
pub fn tropes(recommender: &Recommender) -> Result<Table, ArrowError> {
    let vocabulary = recommender.catalog().vocabulary();
    let [mut id, mut label, mut label_ko, mut family, mut definition] =
        std::array::from_fn(|_| StringBuilder::new());
    let mut weight = Float32Builder::new();
    let [mut spoiler, mut warning] = std::array::from_fn(|_| BooleanBuilder::new());
    for (trope, value) in vocabulary.tropes().iter().zip(recommender.weights()) {
        id.append_value(&trope.id);
        label.append_value(&trope.label);
        label_ko.append_value(&trope.label_ko);
        family.append_value(&vocabulary.family(trope).id);
        definition.append_value(&trope.definition);
        weight.append_value(*value);
        spoiler.append_value(trope.spoiler);
        warning.append_value(trope.content_warning);
    }
    table(vec![
        ("trope", Arc::new(id.finish())),
        ("label", Arc::new(label.finish())),
        ("label_ko", Arc::new(label_ko.finish())),
        ("family", Arc::new(family.finish())),
        ("weight", Arc::new(weight.finish())),
        ("spoiler", Arc::new(spoiler.finish())),
        ("content_warning", Arc::new(warning.finish())),
        ("definition", Arc::new(definition.finish())),
    ])
}

//! The form of a catalogue is what `docs/facts.md` says.

use std::path::Path;

use tropewise::catalog::Drama;
use tropewise::catalog::fields::FIELDS;
use tropewise::store::text::{CatalogFiles, TextFile, parse, to_toml};

fn document() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/facts.md");
    std::fs::read_to_string(path).expect("readable")
}

#[test]
fn every_fact_is_documented_as_it_is() {
    let rows: Vec<String> = FIELDS
        .iter()
        .map(|field| format!("| `{}` | {} | {} |\n", field.name, field.shape.holds(), field.about))
        .collect();
    assert!(document().contains(&rows.concat()), "the table should be\n{}", rows.concat());
}

/// The example, with the tropes and warnings that it names.
fn example() -> (CatalogFiles, String) {
    let document = document();
    let start = document.find("[[drama]]\n").expect("an example");
    let end = start + document[start..].find("```").expect("its end");
    let family = "[[family]]\nid = \"all\"\nlabel = \"All\"\ndescription = \"All.\"\n";
    let trope = |id: &str| {
        format!(
            "[[trope]]\nid = \"{id}\"\nlabel = \"{id}\"\nfamily = \"all\"\ndefinition = \"It.\"\n"
        )
    };
    let warning =
        |id: &str| format!("[[warning]]\nid = \"{id}\"\nlabel = \"{id}\"\ndefinition = \"It.\"\n");
    let tropes = ["forbidden-love", "birth-secret", "grief"].map(trope).concat();
    let warnings = ["suicide", "stalking"].map(warning).concat();
    let vocabulary = [family.to_owned(), tropes, warnings].concat();
    let text = document[start..end].to_owned();
    let sources = CatalogFiles {
        vocabulary: Some(TextFile::new("tropes.toml", vocabulary)),
        dramas: vec![TextFile::new("dramas.toml", text.clone())],
        ..CatalogFiles::default()
    };
    (sources, text)
}

#[test]
fn the_example_is_read_and_written_as_it_stands() {
    let (sources, text) = example();
    let parsed = parse(&sources, None);
    assert_eq!(parsed.errors, []);
    let catalog = parsed.into_catalog().expect("no mistakes");
    let drama: &Drama = &catalog.dramas()[0];
    assert_eq!(to_toml(drama, catalog.vocabulary()), text);
    let unused = ["former_ids", "announced", "in_halves", "reviewed"];
    for field in FIELDS.iter().filter(|field| !unused.contains(&field.name)) {
        assert_ne!(
            (field.get)(drama),
            (field.get)(&Drama::default()),
            "`{}` is not shown",
            field.name
        );
    }
}

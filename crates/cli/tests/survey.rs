//! `catalog` and `show --toml`: a catalogue as a whole, and an entry as curators write it.

mod common;

use std::fs;

use common::{root, run_command, shelf_command, tropewise};
use tempfile::TempDir;
use tropewise::store::text::{CatalogFiles, TextFile, parse, to_toml};

#[test]
fn every_shipped_entry_survives_being_written_and_read() {
    let catalog = tropewise_dramas::catalog();
    let text: Vec<String> =
        catalog.dramas().iter().map(|d| to_toml(d, catalog.vocabulary())).collect();
    let sources = CatalogFiles {
        dramas: vec![TextFile::new("all.toml", text.join("\n"))],
        ..CatalogFiles::default()
    };
    let read = parse(&sources, Some(catalog.vocabulary())).into_catalog().expect("no mistakes");
    assert_eq!(read.dramas(), catalog.dramas());
}

#[test]
fn show_toml_prints_the_entry_of_the_file() {
    let mut command = tropewise();
    let printed = run_command({
        command.args(["show", "--toml", "Our Beloved Summer"]);
        command
    })
    .answered();
    let file = root().join("data/dramas/2021.toml");
    assert!(fs::read_to_string(file).unwrap().contains(&printed), "{printed}");
}

#[test]
fn a_catalogue_is_counted() {
    let overview = run_command(shelf_command(&["catalog", "--format", "json", "-k", "2"])).json();
    let dramas = run_command(shelf_command(&["dramas", "--format", "json"])).json();
    assert_eq!(overview["counts"]["dramas"], dramas.as_array().unwrap().len());
    let levels: u64 =
        overview["counts"]["levels"].as_array().unwrap().iter().filter_map(|n| n.as_u64()).sum();
    assert_eq!(overview["counts"]["strengths"], levels);
    for list in ["central", "unusual"] {
        assert_eq!(overview[list].as_array().unwrap().len(), 2);
    }
    assert!(overview["agreement"].is_null());
}

#[test]
fn second_opinions_agree_as_the_data_card_says() {
    let opinions = root().join("data/second-opinions.toml");
    let mut command = tropewise();
    command.args(["catalog", "--format", "json", "--second-opinion"]).arg(opinions);
    let agreement = run_command(command).json()["agreement"].clone();
    assert_eq!(agreement["dramas"], 60);
    assert!(agreement["same_mean"].as_f64().unwrap() >= 0.75, "{agreement}");
    assert!(agreement["random_mean"].as_f64().unwrap() <= 0.25, "{agreement}");
}

#[test]
fn the_map_shows_every_drama_and_labels_those_asked_for() {
    let folder = TempDir::new().unwrap();
    let map = folder.path().join("map.svg");
    let to = format!("--map={}", map.display());
    run_command(shelf_command(&["catalog", "--label", "Harbour Lights", &to])).answered();
    let dramas = run_command(shelf_command(&["dramas", "--format", "json"])).json();
    let svg = fs::read_to_string(map).unwrap();
    assert_eq!(svg.matches("<title>").count(), dramas.as_array().unwrap().len());
    assert!(svg.contains("font-weight=\"bold\"") && svg.contains("Harbour Lights"));
}

#[test]
fn what_cannot_be_drawn_or_read_is_told() {
    let folder = TempDir::new().unwrap();
    let unknown = run_command(shelf_command(&["catalog", "--label", "qqqqqq", "--map", "x.svg"]));
    assert_eq!((unknown.code, unknown.stdout.as_str()), (1, ""));
    assert!(unknown.stderr.contains("unknown title `qqqqqq`"), "{}", unknown.stderr);
    let to = format!("--map={}", folder.path().display());
    let refused = run_command(shelf_command(&["catalog", &to]));
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("name a file, not a folder"), "{}", refused.stderr);
}

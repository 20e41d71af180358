//! Mistakes in settings: the place, what is wrong, and how it is written.

mod common;

use std::fs;

use common::{Ran, run_command, tropewise};
use tempfile::TempDir;

fn with_settings(settings: &[u8], args: &[&str]) -> Ran {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("config.toml");
    fs::write(&file, settings).unwrap();
    let mut command = tropewise();
    // Elsewhere `~` is another folder.
    command.args(args).env("TROPEWISE_CONFIG", &file).env("HOME", folder.path());
    fs::write(folder.path().join("at-home.txt"), "Tunnel\n").unwrap();
    run_command(command)
}

#[test]
fn a_mistake_is_told_with_how_to_write_it() {
    for (settings, place, message, hint) in [
        ("services = \"Netflix\"", "1:12", "`services` is a list", "`services = [\"Netflix\"]`"),
        ("services = \"Viki, TVING\"", "1:12", "is a list", "`services = [\"Viki\", \"TVING\"]`"),
        ("services = [3]", "1:13", "a service is a text", "`services = [\"Netflix\"]`"),
        ("\nspoilers = \"no\"", "2:12", "`spoilers` is true or false", "`spoilers = false`"),
        ("spoilers = yes", "1:12", "`spoilers` is true or false", "`spoilers = true`"),
        ("seen = [\"mine.txt\"]", "1:8", "`seen` is a text", "`seen = \"mine.txt\"`"),
        ("seen = mine.txt", "1:8", "`seen` is a text", "`seen = \"mine.txt\"`"),
        ("seen = \"\"", "1:8", "`seen` names no file", "or leave it out"),
        ("format = csv", "1:10", "`format` is a text", "`format = \"csv\"`"),
        ("format = 3", "1:10", "`format` is a text", "`format = \"json\"`"),
        ("format = \"csv\"\nformat = \"json\"", "2:1", "`format` is set twice", "leave one"),
        ("servces = []", "1:1", "unknown setting `servces`", "did you mean `services`?"),
        ("spoiler = true", "1:1", "unknown setting `spoiler`", "did you mean `spoilers`?"),
        ("  colour = 1", "1:3", "unknown setting `colour`", "format, spoilers, services and seen"),
        ("services = [\"Viki\", \"Netflx\"]", "1:21", "`Netflx`", "did you mean `Netflix`?"),
        ("\u{feff}services = [\"Netflx\"]\r\n", "1:13", "`Netflx`", "did you mean `Netflix`?"),
    ] {
        let ran = with_settings(settings.as_bytes(), &["like", "Signal"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{settings}");
        let place = format!("config.toml:{place}: ");
        for part in [&place, message, hint] {
            assert!(ran.stderr.contains(part), "{settings}: no {part}: {}", ran.stderr);
        }
    }
    let ran = with_settings(b"format = \"\xff\"", &["like", "Signal"]);
    assert!(ran.stderr.contains("config.toml:1: this is no UTF-8 text"), "{}", ran.stderr);
}

#[test]
fn a_list_that_settings_name_is_told_as_theirs() {
    let ran = with_settings(b"\nseen = \"nowhere.txt\"\n", &["like", "Signal"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("config.toml:2:8: seen: cannot read"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn a_list_may_stand_at_home() {
    let asked = ["ask", "like Signal", "--dry-run", "--format", "json"];
    let ran = with_settings(b"seen = \"~/at-home.txt\"\n", &asked);
    assert_eq!(ran.json()["request"]["seen"], serde_json::json!(["tunnel"]));
}

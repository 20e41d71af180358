//! `tropewise ask`: a wish in words, and the command that asks the same.

mod common;

use common::{root, run, tropewise};

const WISH: &str = "like Our Beloved Summer but less sad, at most 16 episodes, no amnesia";

#[test]
fn a_wish_tells_how_it_was_understood_before_it_answers() {
    let page = run(&["ask", WISH]).answered();
    let first = page.lines().next().unwrap_or_default();
    for part in ["like Our Beloved Summer (2021)", "less tearjerker", "at most 16 episodes"] {
        assert!(page.contains(part), "{page}");
    }
    assert!(first.starts_with("Understood: "), "{page}");
    assert!(page.contains("The same as: tropewise like \"Our Beloved Summer\""), "{page}");
}

#[test]
fn a_dry_run_answers_nothing_and_json_can_be_asked_again() {
    let asked = run(&["ask", WISH, "--dry-run", "--format", "json"]).json();
    assert!(asked["answer"].is_null());
    assert_eq!(asked["not_understood"], serde_json::json!([]));
    let answered = run(&["ask", WISH, "--format", "json"]).json();
    let line = asked["request"].to_string();
    let again = tropewise().arg("batch").write_stdin(line).output().expect("it runs");
    let again: serde_json::Value = serde_json::from_slice(&again.stdout).expect("one line");
    assert_eq!(again["results"], answered["answer"]["results"]);
}

#[test]
fn the_command_shown_asks_the_same() {
    let asked = run(&["ask", WISH, "--format", "json"]).json();
    let command = asked["command"].as_str().expect("a command").to_owned() + " --format json";
    let program = command.replacen("tropewise", common::BINARY, 1);
    let output = std::process::Command::new("sh")
        .args(["-c", &program])
        .current_dir(root())
        .output()
        .expect("a shell");
    let same: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(same["results"], asked["answer"]["results"]);
}

#[test]
fn a_wish_that_asks_for_nothing_says_what_to_do() {
    for wish in ["", "like Qzxvia Blorp", "qzxv blorp"] {
        let ran = run(&["ask", wish]);
        assert_eq!(ran.code, 1, "{wish}");
        assert!(ran.stderr.contains("hint: name a title, a trope or a limit"), "{}", ran.stderr);
    }
    assert!(run(&["ask", "like Qzxvia Blorp"]).stdout.contains("no title of the catalogue"));
    let asked = run(&["ask", "like Bridgerton"]);
    assert_eq!(asked.code, 0, "{}", asked.stderr);
    assert!(asked.stdout.contains("no Korean drama: asked for what it is known for"));
}

fn understood(wish: &str) -> serde_json::Value {
    run(&["ask", wish, "--dry-run", "--format", "json"]).json()["request"].clone()
}

#[test]
fn kinds_of_sayings_are_understood() {
    let request = understood("like Goblin but less sad on Netflix or Viki");
    assert_eq!(request["less"], serde_json::json!(["tearjerker"]));
    assert_eq!(request["filter"]["streaming"], "Netflix, Viki");
    let request = understood("I'd rather not see a dog die");
    assert_eq!(request["avoid"], serde_json::json!({ "animal-cruelty": "veto" }));
    assert!(
        understood("the quick brown fox jumps over the lazy dog")["want"]["mythical-creature"]
            .is_null()
    );
    let request = understood("anything similar to Its ok not to be ok");
    assert_eq!(request["like"], serde_json::json!(["It's Okay to Not Be Okay"]));
    let request =
        understood("a long thriller, like 50 episodes, made after covid, end must be happy");
    let filter = serde_json::json!({ "year_from": 2021, "min_episodes": 50 });
    assert_eq!(
        (&request["filter"], &request["require"]["happy-ending"].is_number()),
        (&filter, &true)
    );
    let request =
        understood("Have seen Goblin and Healer. Anything similar? More thriller than romance");
    assert_eq!(request["like"][1], "Healer");
    assert_eq!(request["less"], serde_json::json!(["romance"]));
    let request = understood("not my husband's thing, all those zombies. nothing over 60 minutes");
    assert_eq!(request["avoid"]["zombies"], "veto");
    assert_eq!(request["filter"]["max_minutes"], 60);
}

//! A hundred questions have the same answers through the program and through the server, number
//! for number.

mod common;

use common::server::Server;
use common::{run_command, tropewise};
use serde_json::{Value, json};
use tropewise::schema::QueryRequest;

/// A hundred questions of many kinds over the shipped catalogue.
fn questions() -> Vec<Value> {
    let catalog = tropewise_dramas::catalog();
    let dramas: Vec<_> = catalog.indices().map(|idx| catalog.drama(idx).id.clone()).collect();
    let tropes: Vec<_> = catalog.vocabulary().tropes().iter().map(|t| t.id.clone()).collect();
    let mut questions = Vec::new();
    for n in 0..100 {
        let drama = |step: usize| dramas[(n * 13 + step) % dramas.len()].clone();
        let trope = |step: usize| tropes[(n * 7 + step) % tropes.len()].clone();
        let mut question = match n % 6 {
            0 => json!({ "like": [drama(0)] }),
            1 => json!({ "like": [drama(0), drama(5)], "pooling": "least" }),
            2 => json!({ "want": { trope(0): 1.0, trope(3): 0.4 } }),
            3 => json!({ "like": [drama(0)], "more": [trope(0)], "less": [trope(9)] }),
            4 => json!({ "like": [drama(0)], "avoid": { trope(1): 0.5 }, "diversity": 0.3 }),
            _ => json!({ "like": [drama(0)], "unlike": [drama(9)], "priors": "none" }),
        };
        question["id"] = json!(format!("q{n}"));
        question["k"] = json!(n % 12 + 1);
        question["spoilers"] = json!(n % 5 == 0);
        let request: QueryRequest = serde_json::from_value(question.clone()).unwrap();
        if request.check(&catalog).is_ok() {
            questions.push(question);
        } else {
            questions.push(json!({ "id": format!("q{n}"), "like": [drama(0)] }));
        }
    }
    questions
}

#[test]
fn the_server_answers_as_the_program_does() {
    let questions = questions();
    assert_eq!(questions.len(), 100);
    let lines: String = questions.iter().map(|question| format!("{question}\n")).collect();
    let mut program = tropewise();
    program.arg("batch").write_stdin(lines.clone());
    let printed = run_command(program).answered();
    let server = Server::start(&[]);
    // As a batch byte for byte; alone, each answer as it stands in its line.
    let kind = [("content-type", "application/x-ndjson")];
    assert_eq!(server.send("POST", "/v1/batch", &kind, lines.as_bytes()).text(), printed);
    let mut answered = 0;
    for (question, line) in questions.iter().zip(printed.lines()) {
        let alone = server.post("/v1/recommend", &question.to_string());
        let expected: Value = serde_json::from_str(line).unwrap();
        if alone.status == 200 {
            assert_eq!(alone.text(), line, "{question}");
            answered += 1;
        } else {
            assert_eq!(expected["error"]["code"], alone.code(), "{question}");
        }
    }
    assert!(answered >= 90, "{answered}");
}

#[test]
fn what_is_looked_up_is_the_same() {
    let server = Server::start(&[]);
    let program = |args: &[&str]| {
        let mut program = tropewise();
        program.args(args).args(["--format", "json"]);
        run_command(program).json()
    };
    let compared = server.get("/v1/compare?a=signal&b=my-mister").json();
    assert_eq!(compared, program(&["compare", "signal", "my-mister"]));
    let wish = "something like Our Beloved Summer, but funnier";
    let understood = server.post("/v1/ask", &json!({ "text": wish }).to_string()).json();
    let mut told = program(&["ask", wish, "--dry-run"]);
    // The program gives its questions a name.
    told["request"].as_object_mut().unwrap().remove("id");
    for field in ["request", "understood", "not_understood"] {
        assert_eq!(understood[field], told[field], "{field}");
    }
}

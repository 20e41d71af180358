//! `tropewise mcp` through the real binary: what is written where, and how it ends. What is
//! answered is tested by the package, and by the client library that assistants use.

mod common;

use common::{Ran, run, run_command, shelf, tropewise};

const CONVERSATION: &str = r#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find_drama","arguments":{"text":"our bel"}}}
"#;

fn told(input: &str) -> Ran {
    let mut command = tropewise();
    command.arg("mcp").write_stdin(input);
    run_command(command)
}

#[test]
fn standard_output_carries_the_protocol_alone() {
    let ran = told(CONVERSATION);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let lines: Vec<serde_json::Value> =
        ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1]["result"]["structuredContent"]["dramas"][0]["id"], "our-beloved-summer");
}

#[test]
fn whoever_leaves_at_once_was_answered() {
    assert_eq!(told("").answered(), "");
}

#[test]
fn who_does_not_begin_as_a_client_does_is_told() {
    let ran = told("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.starts_with("error: the client does not speak"), "{}", ran.stderr);
    assert!(ran.stderr.contains("docs/assistants.md"), "{}", ran.stderr);
    // What is no message at all is told so, as it is later on.
    let ran = told("GET / HTTP/1.1\n\n");
    assert_eq!(ran.code, 0);
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(answer["error"]["code"], -32700);
}

/// The answers to these lines after the usual beginning, in the order of their ids.
fn answers(lines: &[&str]) -> Vec<serde_json::Value> {
    let ran = told(&(CONVERSATION.to_owned() + &lines.join("\n")));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let all = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    let mut answers: Vec<serde_json::Value> = all.collect();
    answers.sort_by_key(|answer| answer["id"].as_i64());
    answers
}

#[test]
fn whatever_cannot_be_read_is_answered() {
    let call = |id: usize, rest: &str| {
        let start = format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"tools/call","params":"#);
        format!(r#"{start}{{"name":"ask","arguments":{{{rest}}}}}}}"#)
    };
    let deep = format!(r#""text":{}1{}"#, "[".repeat(200), "]".repeat(200));
    let long = format!(r#""text":"{}""#, "a".repeat(20 << 20));
    let broken = [
        call(2, r#""text":"\ud800 like Goblin""#),
        call(3, r#""text":"like Goblin","k":1e999"#),
        call(4, r#""text":"like Goblin","k":NaN"#),
        call(5, &deep),
        call(6, &long),
        // The last line has no end.
        call(7, r#""text":"like Goblin","k":1"#),
    ];
    let lines: Vec<&str> = broken.iter().map(String::as_str).collect();
    let answers = answers(&lines);
    assert_eq!(answers.len(), 8);
    for (answer, code) in answers[2..].iter().zip([-32700, -32700, -32700, -32700, -32600]) {
        assert_eq!(answer["error"]["code"], code, "{answer}");
    }
    assert_eq!(answers[7]["result"]["isError"], false, "{}", answers[7]);
    // Without an id that can be read, the answer has none either; a notification has no answer.
    let ran = told(&format!("{CONVERSATION}garbage\n[]\n{}\n", r#"{"method":"x"}"#));
    let nameless = ran.stdout.lines().filter(|line| !line.contains("\"id\"")).count();
    assert_eq!((ran.code, nameless), (0, 2), "{}", ran.stdout);
}

#[test]
fn a_call_of_the_wrong_form_is_told_its_field() {
    let request = |id: usize, method: &str, params: &str| {
        format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"{method}"{params}}}"#)
    };
    let calls = [
        (request(2, "tools/call", r#","params":{"name":"ask","arguments":[]}"#), "`arguments`"),
        (request(3, "tools/call", ""), "`params` is missing"),
        (request(4, "tools/call", r#","params":{"name":4}"#), "`name` must be a string"),
        (request(5, "resources/read", r#","params":{}"#), "`uri` is missing"),
        (request(6, "tools/cal", r#","params":{}"#), "unknown method `tools/cal`; there are"),
    ];
    let lines: Vec<&str> = calls.iter().map(|(line, _)| line.as_str()).collect();
    let answers = answers(&lines);
    for (answer, (line, words)) in answers[2..].iter().zip(&calls) {
        let error = &answer["error"];
        assert!(error["message"].as_str().is_some_and(|said| said.contains(words)), "{line}");
        let code = if line.contains("tools/cal\"") { -32601 } else { -32602 };
        assert_eq!(error["code"], code, "{answer}");
    }
}

#[test]
fn options_of_answers_are_refused() {
    for option in [&["-k", "3"][..], &["--spoilers"], &["--format", "json"]] {
        let ran = shelf(&[&["mcp"], option].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{option:?}");
        assert!(ran.stderr.contains("the assistant says them"), "{}", ran.stderr);
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = run(&["mcp", "--http", &port]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("try another port"), "{}", ran.stderr);
}

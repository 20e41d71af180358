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
    // What is no message at all is passed over, as it is later on.
    let ran = told("GET / HTTP/1.1\n\n");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
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

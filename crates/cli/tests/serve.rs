//! `tropewise serve` through the real binary: what each route answers, who may ask, and what is
//! refused how.

mod common;

use std::io::{BufReader, Write};

use common::server::{Answer, Server, request};
use common::{fixture, run, shelf};
use serde_json::{Value, json};

/// What an assistant says that it sends and takes.
const ASSISTANT: [(&str, &str); 2] =
    [("content-type", "application/json"), ("accept", "application/json, text/event-stream")];

fn on_shelf(args: &[&str]) -> Server {
    let shelf = fixture("shelf");
    Server::start(&[&["--catalog", shelf.to_str().unwrap()], args].concat())
}

#[test]
fn every_route_answers() {
    let server = on_shelf(&[]);
    for (target, status, words) in [
        ("/v1/dramas?q=harb", 200, "\"harbour-lights\""),
        ("/v1/dramas?q=%E3%85%8E%E3%84%B1", 200, "\"harbour-lights\""),
        ("/v1/dramas?q=%ED%95%AD%EA%B5%AC&k=1", 200, "\"harbour-lights\""),
        ("/v1/dramas", 200, "\"dramas\":[]"),
        ("/v1/dramas?q=qqqzzz", 200, "\"dramas\":[]"),
        ("/v1/dramas/harbour-lights", 200, "Harbour Lights"),
        ("/v1/dramas/Lights%20of%20the%20Harbour", 200, "\"harbour-lights\""),
        ("/v1/dramas/harbour-lihgts", 404, "Harbour Lights"),
        ("/v1/dramas/Second%20Spring", 422, "ambiguous-title"),
        ("/v1/dramas/harbour-lights/similar?k=1", 200, "\"rank\":1"),
        ("/v1/dramas/harbour-lights/similar?k=0", 400, "\"field\":\"k\""),
        ("/v1/compare?a=harbour-lights&b=paper-lanterns", 200, "lost-letter"),
        ("/v1/compare?a=harbour-lights", 400, "\"field\":\"b\""),
        ("/v1/compare?a=harbour-lights&b=qqqzzz", 404, "\"field\":\"b\""),
        ("/v1/tropes", 200, "night-ferry"),
        ("/v1/tropes?q=ferry", 200, "night-ferry"),
        ("/v1/tropes/night-ferry", 200, "harbour-lights"),
        ("/v1/tropes/nihgt-ferry", 404, "night-ferry"),
        ("/v1/map", 200, "harbour-lights"),
        ("/healthz", 200, "ok"),
        ("/readyz", 200, "ready"),
        ("/metrics", 200, "tropewise_requests_total{route=\"/v1/dramas/{id}\",status=\"4xx\"} 2"),
        ("/openapi.json", 200, "\"openapi\":\"3.1"),
        ("/", 200, "<!doctype html>"),
        ("/main.js", 200, "import"),
        ("/nothing", 404, "\"code\":\"not-found\""),
        ("/v1", 404, "\"code\":\"not-found\""),
        ("/v1/recommend", 405, "\"code\":\"method-not-allowed\""),
        ("/v1/dramas?x=1", 400, "\"code\":\"invalid-parameter\""),
        ("/v1/dramas/%FF", 400, "not UTF-8"),
    ] {
        let answer = server.get(target);
        assert_eq!(answer.status, status, "{target}: {answer:?}");
        assert!(answer.text().contains(words), "{target}: {}", answer.text());
        if status >= 400 {
            answer.code();
        }
    }
    assert_eq!(server.get("/v1/recommend").header("allow"), Some("POST"));
}

#[test]
fn questions_wishes_and_texts_are_answered() {
    let server = on_shelf(&[]);
    let answer = server.post("/v1/recommend", r#"{"like":["harbour-lights"],"k":2}"#);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    assert_eq!(answer.json()["results"].as_array().unwrap().len(), 2);
    let answer =
        server.post("/v1/ask", r#"{"text":"like Harbour Lights but with more snowed in"}"#);
    assert_eq!(answer.json()["request"]["like"], json!(["Harbour Lights"]));
    // The encoder knows the tropes of the shipped catalogue.
    let text = r#"{"text":"A couple wakes up in the past after their divorce."}"#;
    assert_eq!(server.post("/v1/encode", text).code(), "no-known-trope");
    let answer = Server::start(&[]).post("/v1/encode", text);
    assert!(answer.text().contains("\"divorce\""), "{answer:?}");
    let kind = [("content-type", "application/x-ndjson")];
    let lines =
        "{\"id\":\"a\",\"like\":[\"harbour-lights\"]}\n\nno\n{\"id\":\"b\",\"like\":[\"qqqzzz\"]}";
    let answer = server.send("POST", "/v1/batch?k=1&brief=true", &kind, lines.as_bytes());
    let printed: Vec<&str> = answer.text().lines().collect();
    assert_eq!((answer.status, printed.len()), (200, 3));
    assert!(printed[0].starts_with(r#"{"id":"a""#) && !printed[0].contains("contributions"));
    assert!(printed[1].contains("line 3") && printed[2].contains("unknown-title"));
}

#[test]
fn what_is_wrong_with_a_body_is_said() {
    let server = on_shelf(&[]);
    for (body, status, code, field) in [
        ("", 400, "malformed-json", None),
        ("{", 400, "malformed-json", None),
        ("[]", 400, "invalid-request", None),
        ("null", 400, "invalid-request", None),
        (r#"{"likes":[]}"#, 400, "invalid-request", Some("likes")),
        (r#"{"like":["harbour-lights"],"k":0}"#, 400, "out-of-range", Some("k")),
        (r#"{"like":["harbour-lights"],"k":-1}"#, 400, "invalid-request", Some("k")),
        (r#"{"like":["harbour-lights"],"k":1e99}"#, 400, "invalid-request", Some("k")),
        (r#"{"like":["harbour-lights"],"version":9}"#, 400, "unknown-version", Some("version")),
        (r#"{"like":["qqq zzz"]}"#, 404, "unknown-title", Some("like")),
        (r#"{"want":{"night-fery":1}}"#, 404, "unknown-trope", Some("want")),
        ("{}", 422, "empty-query", None),
    ] {
        let answer = server.post("/v1/recommend", body);
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{body} {answer:?}");
        assert_eq!(answer.json()["field"].as_str(), field, "{body}: {}", answer.text());
    }
    let near = server.post("/v1/recommend", r#"{"want":{"night-fery":1}}"#);
    assert_eq!(near.json()["near"][0], "night-ferry");
    // Bytes that are no text, much too deep, and much too long.
    let kind = [("content-type", "application/json")];
    let answer = server.send("POST", "/v1/recommend", &kind, b"{\"id\":\"\xff\"}");
    assert_eq!((answer.status, answer.code().as_str()), (400, "invalid-utf-8"));
    let deep = "[".repeat(100_000);
    for body in [deep.clone(), format!("{{\"like\":{deep}"), format!("{{\"x\":{deep}")] {
        assert_eq!(server.post("/v1/recommend", &body).status, 400);
    }
    let long = format!(r#"{{"id":"{}"}}"#, "x".repeat(300 << 10));
    let answer = server.post("/v1/recommend", &long);
    assert_eq!((answer.status, answer.code().as_str()), (413, "body-too-large"));
    let chunked = [("content-type", "application/json"), ("transfer-encoding", "chunked")];
    let body = format!("{:x}\r\n{long}\r\n0\r\n\r\n", long.len());
    assert_eq!(server.send("POST", "/v1/recommend", &chunked, body.as_bytes()).status, 413);
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn only_json_types_are_read() {
    let server = on_shelf(&[]);
    let body = br#"{"like":["harbour-lights"]}"#;
    let with = |target: &str, kind: &str| {
        let kind = [("content-type", kind)];
        server.send("POST", target, if kind[0].1.is_empty() { &[] } else { &kind }, body).status
    };
    for kind in ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        for target in ["/v1/recommend", "/v1/batch", "/v1/ask", "/v1/encode"] {
            assert_eq!(with(target, kind), 415, "{target} {kind}");
        }
    }
    assert_eq!(with("/v1/recommend", "application/json; charset=utf-8"), 200);
    assert_eq!(with("/v1/batch", "application/json"), 415);
    assert_eq!(with("/v1/batch", "application/x-ndjson"), 200);
}

#[test]
fn other_names_and_other_websites_are_refused() {
    let server = on_shelf(&["--allow-origin", "https://friend.example"]);
    let port = server.address.port();
    let own = format!("http://127.0.0.1:{port}");
    let host = format!("127.0.0.1:{port}");
    let json = ("content-type", "application/json");
    let body = br#"{"like":["harbour-lights"]}"#;
    let ask = |host: &str, origin: Option<&str>| {
        let mut headers = vec![("host", host), json];
        headers.extend(origin.map(|origin| ("origin", origin)));
        server.send("POST", "/v1/recommend", &headers, body)
    };
    assert_eq!(ask(&host, None).status, 200);
    assert_eq!(ask(&host, Some(&own)).status, 200);
    assert_eq!(ask("evil.example", None).code(), "wrong-host");
    for origin in
        ["http://evil.example", "null", "http://127.0.0.1:1", "https://friend.example.org"]
    {
        let answer = ask(&host, Some(origin));
        assert_eq!((answer.status, answer.code().as_str()), (403, "foreign-origin"), "{origin}");
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
    let friend = ask(&host, Some("https://friend.example"));
    assert_eq!(friend.status, 200);
    assert_eq!(friend.header("access-control-allow-origin"), Some("https://friend.example"));
    let asks = |origin| {
        let headers = [("origin", origin), ("access-control-request-method", "POST")];
        server.send("OPTIONS", "/v1/recommend", &headers, b"")
    };
    assert_eq!(asks("https://friend.example").status, 204);
    assert_eq!(asks("http://evil.example").status, 403);
    // The guard is before everything, the page and assistants as well.
    for target in ["/", "/mcp", "/healthz", "/nothing"] {
        let answer = server.send("GET", target, &[("host", "evil.example")], b"");
        assert_eq!(answer.status, 421, "{target}");
    }
    let none = server.raw(b"GET /healthz HTTP/1.1\r\n\r\n");
    assert_eq!(none.status, 400);
}

#[test]
fn answers_bear_what_keeps_a_browser_safe() {
    let server = on_shelf(&[]);
    for target in ["/", "/v1/tropes", "/nothing"] {
        let answer = server.get(target);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'self'; script-src 'self' 'wasm-unsafe-eval';"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{target}");
    }
    assert_eq!(server.get("/").header("content-type"), Some("text/html; charset=utf-8"));
}

#[test]
fn what_is_known_already_is_not_sent_again() {
    let server = on_shelf(&[]);
    for target in ["/", "/v1/tropes", "/v1/dramas?q=harb", "/v1/dramas/harbour-lights", "/v1/map"] {
        let first = server.get(target);
        let tag = first.header("etag").unwrap_or_else(|| panic!("{target}"));
        let again = server.send("GET", target, &[("if-none-match", tag)], b"");
        assert_eq!((again.status, again.body.len()), (304, 0), "{target}");
        assert_eq!(again.header("vary"), Some("accept-encoding"), "{target}");
        let other = server.send("GET", target, &[("if-none-match", "\"x\"")], b"");
        assert_eq!(other.body, first.body);
    }
    let tag = |target: &str| server.get(target).header("etag").unwrap().to_owned();
    assert_ne!(tag("/v1/dramas?q=harb"), tag("/v1/dramas?q=har"));
    // Over another catalogue the same question has another tag.
    let shipped = Server::start(&[]);
    let theirs = shipped.get("/v1/dramas?q=harb");
    assert_ne!(theirs.header("etag").unwrap(), tag("/v1/dramas?q=harb"));
}

#[test]
fn long_answers_are_compressed_for_who_takes_it() {
    let server = on_shelf(&[]);
    let answer = server.send("GET", "/v1/tropes", &[("accept-encoding", "gzip")], b"");
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    let mut plain = String::new();
    let mut unpacked = flate2::read::GzDecoder::new(&answer.body[..]);
    std::io::Read::read_to_string(&mut unpacked, &mut plain).unwrap();
    assert_eq!(plain, server.get("/v1/tropes").text());
}

#[test]
fn paths_lead_nowhere_else() {
    let server = on_shelf(&[]);
    for target in [
        "/../Cargo.toml",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/web/main.js",
        "/tests/host.mjs",
        "/index.html/",
        "/index.html%00.js",
        "/v1/../index.html",
        "/C:/windows/win.ini",
        "/v1/dramas/../../etc/passwd",
    ] {
        let answer = server.get(target);
        assert_eq!((answer.status, answer.code().as_str()), (404, "not-found"), "{target}");
    }
    // A name in a path is a title and nothing else.
    let answer = server.get("/v1/dramas/..%2f..%2fetc%2fpasswd");
    assert_eq!(answer.code(), "unknown-title");
}

#[test]
fn what_is_no_http_is_refused() {
    let server = on_shelf(&[]);
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"[..],
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: localhost\r\nbad header\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nhost: localhost\r\n\r\n",
        b"POST /v1/recommend HTTP/1.1\r\nhost: localhost\r\ncontent-length: x\r\n\r\n",
        b"POST /v1/ask HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n",
    ] {
        let mut stream = server.connect();
        stream.write_all(bytes).unwrap();
        let answer = Answer::read(&mut BufReader::new(stream));
        assert!(answer.is_none_or(|answer| answer.status >= 400), "{bytes:?}");
    }
    let many: Vec<String> = (0..5000).map(|n| format!("x-{n}")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "1")).collect();
    let mut stream = server.connect();
    let _ = stream.write_all(&request("GET", "/healthz", &many, b""));
    let answer = Answer::read(&mut BufReader::new(stream));
    assert!(answer.is_none_or(|answer| answer.status == 431));
    let long = "x".repeat(1 << 20);
    let mut stream = server.connect();
    let _ = stream.write_all(&request("GET", "/healthz", &[("x", &long)], b""));
    let answer = Answer::read(&mut BufReader::new(stream));
    assert!(answer.is_none_or(|answer| answer.status == 431));
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn several_requests_share_a_connection() {
    let server = on_shelf(&[]);
    let body = br#"{"like":["harbour-lights"],"k":1}"#;
    let kind = [("content-type", "application/json")];
    let one = request("POST", "/v1/recommend", &kind, body);
    let bad = request("POST", "/v1/recommend", &kind, b"{");
    let mut stream = server.connect();
    stream.write_all(&[one.clone(), bad, one].concat()).unwrap();
    let mut reader = BufReader::new(stream);
    let statuses = [(); 3].map(|()| Answer::read(&mut reader).unwrap().status);
    assert_eq!(statuses, [200, 400, 200]);
}

#[test]
fn assistants_ask_the_same_server() {
    let server = on_shelf(&[]);
    let call = json!({
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18", "capabilities": {},
            "clientInfo": { "name": "test", "version": "1" },
        },
    });
    let answer = server.send("POST", "/mcp", &ASSISTANT, call.to_string().as_bytes());
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.json()["result"]["serverInfo"]["name"], "tropewise");
}

#[test]
fn what_is_wrong_with_a_message_of_an_assistant_is_a_problem() {
    let server = on_shelf(&[]);
    let [kind, accept] = ASSISTANT;
    let both = &ASSISTANT[..];
    let unread = r#"{"jsonrpc":"2.0","id":1,"text":"\ud800"}"#;
    let large = "a".repeat(300 << 10);
    for (method, headers, body, status, code) in [
        ("POST", both, "garbage", 400, "malformed-json"),
        ("POST", both, unread, 400, "malformed-json"),
        ("POST", both, "[]", 400, "invalid-request"),
        ("POST", both, "", 400, "malformed-json"),
        ("POST", &[kind][..], "{}", 406, "not-acceptable"),
        ("POST", &[accept][..], "{}", 415, "unsupported-media-type"),
        ("POST", both, &large, 413, "body-too-large"),
        ("GET", both, "", 405, "method-not-allowed"),
        ("DELETE", both, "", 405, "method-not-allowed"),
    ] {
        let answer = server.send(method, "/mcp", headers, body.as_bytes());
        let told = (answer.status, answer.code());
        assert_eq!(told, (status, code.to_owned()), "{}", answer.text());
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    }
    let gzip = [kind, accept, ("content-encoding", "gzip")];
    for target in ["/mcp", "/v1/recommend"] {
        let answer = server.send("POST", target, &gzip, b"{}");
        assert_eq!(answer.json()["field"], "content-encoding", "{target}");
    }
    let wide = [("content-type", "application/json; charset=utf-16"), accept];
    let answer = server.send("POST", "/v1/recommend", &wide, b"{}");
    assert_eq!((answer.status, answer.json()["field"].as_str()), (415, Some("content-type")));
    let answer = server.post("/v1/recommend", r#"{"like": ["Harbour Lights"], "k": "3"}"#);
    assert_eq!((answer.status, answer.json()["field"].as_str()), (400, Some("k")));
    let answer = server.post("/", "{}");
    assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")));
    // What the protocol refuses is an error of its own.
    let call = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {} });
    let answer = server.send("POST", "/mcp", both, call.to_string().as_bytes());
    assert_eq!(answer.json()["error"]["code"], -32602, "{}", answer.text());
    // Of a name that means nothing, no more than its beginning is told again.
    let name = "n".repeat(100_000);
    for (method, params) in [
        ("tools/call", json!({ "name": name, "arguments": {} })),
        ("resources/read", json!({ "uri": name })),
        ("resources/read", json!({ "uri": format!("tropes://{name}") })),
        ("resources/read", json!({ "uri": format!("drama://{name}") })),
        ("prompts/get", json!({ "name": name })),
        (&name, json!({})),
    ] {
        let call = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
        let answer = server.send("POST", "/mcp", both, call.to_string().as_bytes());
        let told = answer.text();
        assert!(told.contains("nnn") && told.len() < 1000, "{} bytes", told.len());
    }
}

#[test]
fn the_log_does_not_tell_questions() {
    let server = on_shelf(&["--log", "debug"]);
    server.get("/v1/dramas?q=secretwish");
    server.get("/v1/dramas/secretwish");
    server.post("/v1/recommend", r#"{"like":["secretwish"]}"#);
    server.get("/secretwish");
    server.wait_for("route=\"/v1/recommend\" status=404");
    server.wait_for("route=\"other\" status=404");
    // Assistants name what there is not, and call what there is.
    let ask = |method: &str, params: Value| {
        let call = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
        server.send("POST", "/mcp", &ASSISTANT, call.to_string().as_bytes())
    };
    ask("resources/read", json!({ "uri": "drama://secretwish" }));
    ask("prompts/get", json!({ "name": "secretwish" }));
    ask("tools/call", json!({ "name": "secretwish", "arguments": {} }));
    ask("tools/call", json!({ "name": "ask", "arguments": { "text": "secretwish" } }));
    ask("secretwish", json!({}));
    server.send("SECRETWISH", "/", &[], b"");
    server.wait_for("method=\"other\"");
    server.wait_for("route=\"/mcp\"");
    assert!(!server.told().to_lowercase().contains("secretwish"), "{}", server.told());
}

#[test]
fn misuse_is_told() {
    for (args, words) in [
        (&["serve", "-k", "3"][..], "whoever asks says them"),
        (&["serve", "--allow-origin", "example.org"], "https://example.org"),
        (&["serve", "--allow-origin", "*"], "no origin"),
        (&["serve", "--allow-origin", "https://example.org/"], "without a path"),
        (&["serve", "--port", "99999"], "99999"),
    ] {
        let ran = shelf(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{args:?}");
        assert!(ran.stderr.contains(words), "{args:?}: {}", ran.stderr);
    }
    let ran = run(&["serve", "--port", "0", "--catalog", "/nowhere/at/all"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let ran = run(&["serve", "--port", "0", "--host", "192.0.2.1"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("192.0.2.1") && ran.stderr.contains("hint: "), "{}", ran.stderr);
}

#[test]
fn whoever_listens_to_others_is_told_so() {
    let server = on_shelf(&["--host", "0.0.0.0"]);
    server.wait_for("other machines can ask it");
    let answer = server.send("GET", "/healthz", &[("host", "192.168.7.7:1")], b"");
    assert_eq!(answer.status, 200);
    assert_eq!(server.send("GET", "/healthz", &[("host", "evil.example")], b"").status, 421);
}

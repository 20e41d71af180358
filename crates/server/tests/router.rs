//! A server within the test, with limits of its own and routes that misbehave.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::sync::oneshot;
use tropewise_server::{AppState, Limits, Options, Server};

/// Runs a server with these limits, and gives what `client` makes of it.
fn with_server<T: Send + 'static>(
    limits: Limits,
    client: impl FnOnce(SocketAddr) -> T + Send + 'static,
) -> T {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let options = Options { port: 0, limits, ..Options::default() };
        let state = AppState::open(options).unwrap();
        let beside = Router::new().route("/panic", get(panics));
        let server = Server::bind(state, beside).await.unwrap();
        let address = server.address();
        let (stop, stopped) = oneshot::channel::<()>();
        let running = tokio::spawn(server.run(async {
            let _ = stopped.await;
        }));
        let made = tokio::task::spawn_blocking(move || client(address)).await.unwrap();
        stop.send(()).unwrap();
        running.await.unwrap();
        made
    })
}

async fn panics() -> &'static str {
    panic!("a route that misbehaves")
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream
}

fn post(target: &str, length: usize) -> String {
    format!(
        "POST {target} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
         content-length: {length}\r\n\r\n"
    )
}

fn get_request(target: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
}

/// Sends this and reads all that comes until the end.
fn told(address: SocketAddr, bytes: &str) -> String {
    let mut stream = connect(address);
    stream.write_all(bytes.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The first line of an answer.
fn status(stream: &TcpStream) -> String {
    let mut line = String::new();
    BufReader::new(stream.try_clone().unwrap()).read_line(&mut line).unwrap();
    line
}

#[test]
fn a_panic_ends_one_request() {
    with_server(Limits::default(), |address| {
        for _ in 0..20 {
            let answer = told(address, &get_request("/panic"));
            assert!(answer.starts_with("HTTP/1.1 500"), "{answer}");
            assert!(answer.contains("\"code\":\"internal\"") && !answer.contains("misbehaves"));
            assert!(told(address, &get_request("/healthz")).ends_with("ok\n"));
        }
        assert!(told(address, &get_request("/metrics")).contains("status=\"5xx\"} 20"));
    });
}

#[test]
fn routes_beside_are_guarded_too() {
    with_server(Limits::default(), |address| {
        let foreign = "GET /panic HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n";
        assert!(told(address, foreign).starts_with("HTTP/1.1 421"));
    });
}

#[test]
fn a_body_that_does_not_come_is_given_up() {
    let limits = Limits { body: Duration::from_millis(300), ..Limits::default() };
    with_server(limits, |address| {
        for target in ["/v1/recommend", "/mcp"] {
            let mut stream = connect(address);
            stream.write_all(post(target, 100).as_bytes()).unwrap();
            stream.write_all(b"{").unwrap();
            assert!(status(&stream).starts_with("HTTP/1.1 408"), "{target}");
        }
    });
}

#[test]
fn who_hangs_up_is_no_mistake_of_the_server() {
    with_server(Limits::default(), |address| {
        for _ in 0..20 {
            let mut stream = connect(address);
            stream.write_all(post("/mcp", 100).as_bytes()).unwrap();
            stream.write_all(b"{").unwrap();
        }
        let told = told(address, &get_request("/metrics"));
        assert!(!told.contains("status=\"5xx\""), "{told}");
    });
}

#[test]
fn a_head_that_does_not_come_is_given_up() {
    let limits = Limits { head: Duration::from_millis(300), ..Limits::default() };
    with_server(limits, |address| {
        let mut stream = connect(address);
        stream.write_all(b"GET /healthz HTT").unwrap();
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
        assert!(rest.is_empty() || rest.starts_with(b"HTTP/1.1 408"));
    });
}

#[test]
fn large_bodies_share_what_there_is_and_small_ones_do_not_need_it() {
    // The first body is given up no sooner than the test is over, however slow the machine.
    let body = Duration::from_secs(600);
    let limits = Limits { bodies: 300 << 10, body, ..Limits::default() };
    with_server(limits, |address| {
        let large = |target| {
            post(target, 200 << 10).replace("\r\n\r\n", "\r\nexpect: 100-continue\r\n\r\n")
        };
        // "Go on" is said once there is room for a body.
        let mut first = connect(address);
        first.write_all(large("/v1/encode").as_bytes()).unwrap();
        assert!(status(&first).starts_with("HTTP/1.1 100"));
        for target in ["/v1/encode", "/mcp"] {
            let mut second = connect(address);
            second.write_all(large(target).as_bytes()).unwrap();
            assert!(status(&second).starts_with("HTTP/1.1 503"), "{target}");
        }
        let mut small = connect(address);
        let body = r#"{"like":["Signal"]}"#;
        small.write_all(post("/v1/recommend", body.len()).as_bytes()).unwrap();
        small.write_all(body.as_bytes()).unwrap();
        assert!(status(&small).starts_with("HTTP/1.1 200"));
        // Nor does a small one that does not say its length.
        let chunked =
            post("/v1/recommend", 0).replace("content-length: 0", "transfer-encoding: chunked");
        let mut small = connect(address);
        small.write_all(chunked.as_bytes()).unwrap();
        small.write_all(format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len()).as_bytes()).unwrap();
        assert!(status(&small).starts_with("HTTP/1.1 200"));
    });
}

#[test]
fn what_another_website_or_several_headers_ask_is_refused() {
    with_server(Limits::default(), |address| {
        let get = |more: &str| {
            format!(
                "GET /v1/dramas?q=a HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{more}\r\n"
            )
        };
        assert!(told(address, &get("")).starts_with("HTTP/1.1 200"));
        assert!(told(address, &get("sec-fetch-site: same-origin\r\n")).starts_with("HTTP/1.1 200"));
        assert!(told(address, &get("sec-fetch-site: cross-site\r\n")).starts_with("HTTP/1.1 403"));
        let body = r#"{"like":["Signal"]}"#;
        let asked = |more: &str| {
            let head = post("/v1/recommend", body.len()).replace("\r\n\r\n", "\r\n");
            told(address, &format!("{head}connection: close\r\n{more}\r\n{body}"))
        };
        assert!(asked("").starts_with("HTTP/1.1 200"));
        assert!(asked("content-type: text/plain\r\n").starts_with("HTTP/1.1 415"));
        let twice = "content-encoding: identity\r\ncontent-encoding: gzip\r\n";
        assert!(asked(twice).starts_with("HTTP/1.1 415"));
    });
}

#[test]
fn who_takes_nothing_of_an_answer_is_given_up() {
    let limits = Limits { batches: 1, stall: Duration::from_millis(300), ..Limits::default() };
    with_server(limits, |address| {
        let batch = "POST /v1/batch HTTP/1.1\r\nhost: localhost\r\n\
                     content-type: application/x-ndjson\r\ncontent-length: 1000000000\r\n\r\n";
        let mut first = connect(address);
        first.write_all(batch.as_bytes()).unwrap();
        first.set_write_timeout(Some(Duration::from_secs(120))).unwrap();
        let line = "{\"id\":\"a\",\"like\":[\"Signal\"],\"k\":200}\n".repeat(1000);
        // Until the server reads no more because nothing of its answers is taken.
        let given_up = (0..1000).any(|_| first.write_all(line.as_bytes()).is_err());
        assert!(given_up);
        let mut second = connect(address);
        second.write_all(batch.replace("1000000000", "0").as_bytes()).unwrap();
        assert!(status(&second).starts_with("HTTP/1.1 200"));
    });
}

#[test]
fn the_description_is_an_openapi_document() {
    let document = tropewise_server::openapi();
    assert_eq!(document["openapi"], "3.1.0");
    let request = &document["components"]["schemas"]["QueryRequest"]["properties"];
    assert_eq!(request["k"]["minimum"], 1);
    assert_eq!(request["version"]["maximum"], 1);
    assert_eq!(request["want"]["additionalProperties"]["maximum"], 1);
}

//! A server of the real binary, and a client that sends what it is told, byte for byte.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{BINARY, UNSET};

/// Longer than anything takes, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// `tropewise serve` on a free port of this machine.
pub struct Server {
    pub address: SocketAddr,
    child: Child,
    /// What it has said until now.
    told: Arc<Mutex<String>>,
    listener: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts it and waits until it says where it is.
    pub fn start(args: &[&str]) -> Self {
        Self::try_start(args).unwrap_or_else(|(_, told)| panic!("{told}"))
    }

    /// Starts it; its end and what it said when it does not come up.
    pub fn try_start(args: &[&str]) -> Result<Self, (ExitStatus, String)> {
        let mut command = Command::new(BINARY);
        UNSET.iter().for_each(|name| {
            command.env_remove(name);
        });
        command.args(["serve", "--port", "0"]).args(args);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let mut lines = BufReader::new(child.stderr.take().expect("piped"));
        let mut told = String::new();
        let address = loop {
            let mut line = String::new();
            if lines.read_line(&mut line).expect("UTF-8") == 0 {
                return Err((child.wait().expect("it ends"), told));
            }
            told.push_str(&line);
            let place = line.trim_end().strip_prefix("note: http://");
            if let Some(address) = place.and_then(|place| place.parse().ok()) {
                break address;
            }
        };
        let told = Arc::new(Mutex::new(told));
        let kept = Arc::clone(&told);
        let listener = std::thread::spawn(move || {
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
                kept.lock().unwrap().push_str(&line);
                line.clear();
            }
        });
        Ok(Self { address, child, told, listener: Some(listener) })
    }

    pub fn told(&self) -> String {
        self.told.lock().unwrap().clone()
    }

    /// Waits until it has said this.
    pub fn wait_for(&self, words: &str) {
        let began = Instant::now();
        while !self.told().contains(words) {
            assert!(began.elapsed() < PATIENCE, "{}", self.told());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sends a signal.
    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(sent.expect("kill is there").success());
    }

    /// Waits for its end.
    pub fn ended(mut self) -> (Option<i32>, String) {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                self.listener.take().map(JoinHandle::join);
                return (status.code(), self.told());
            }
            assert!(began.elapsed() < PATIENCE, "it does not end: {}", self.told());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// A connection.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes, and reads the answer to them.
    pub fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // It may have answered and closed before all was sent.
        let _ = stream.write_all(bytes);
        Answer::read(&mut BufReader::new(stream)).expect("an answer")
    }

    /// Sends a request with these headers.
    pub fn send(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        self.raw(&request(method, target, headers, body))
    }

    pub fn get(&self, target: &str) -> Answer {
        self.send("GET", target, &[], b"")
    }

    pub fn post(&self, target: &str, body: &str) -> Answer {
        self.send("POST", target, &[("content-type", "application/json")], body.as_bytes())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A request as bytes, with a Host header unless one is given.
pub fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("{method} {target} HTTP/1.1\r\n");
    if !headers.iter().any(|(name, _)| *name == "host") {
        head += "host: localhost\r\n";
    }
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    let told =
        headers.iter().any(|(name, _)| matches!(*name, "content-length" | "transfer-encoding"));
    if !told && (!body.is_empty() || method == "POST") {
        head += &format!("content-length: {}\r\n", body.len());
    }
    [head.as_bytes(), b"\r\n", body].concat()
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let body = String::from_utf8_lossy(&self.body);
        write!(f, "{} {:?}\n{body}", self.status, self.headers)
    }
}

impl Answer {
    /// Reads one; none when the connection ends before it.
    pub fn read(stream: &mut impl BufRead) -> Option<Self> {
        let mut line = || {
            let mut line = String::new();
            stream.read_line(&mut line).ok().filter(|read| *read > 0)?;
            Some(line.trim_end().to_owned())
        };
        let status = line()?.split(' ').nth(1)?.parse().ok()?;
        let mut headers = Vec::new();
        loop {
            let line = line()?;
            let Some((name, value)) = line.split_once(": ") else { break };
            headers.push((name.to_owned(), value.to_owned()));
        }
        let mut answer = Self { status, headers, body: Vec::new() };
        if let Some(length) = answer.header("content-length") {
            let mut body = vec![0; length.parse().ok()?];
            stream.read_exact(&mut body).ok()?;
            answer.body = body;
        } else if answer.header("transfer-encoding").is_some() {
            answer.body = chunks(stream)?;
        }
        Some(answer)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The code of a problem.
    #[track_caller]
    pub fn code(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        problem["code"].as_str().expect("a code").to_owned()
    }
}

/// A body in chunks; none when it was cut off.
fn chunks(stream: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).ok()?;
        let length = usize::from_str_radix(line.trim_end(), 16).ok()?;
        let mut chunk = vec![0; length + 2];
        stream.read_exact(&mut chunk).ok()?;
        if length == 0 {
            return Some(body);
        }
        body.extend_from_slice(&chunk[..length]);
    }
}

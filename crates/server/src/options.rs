//! What a server is told when it starts.

use std::net::{IpAddr, Ipv6Addr};
use std::path::PathBuf;

use tropewise::Source;

use crate::limits::Limits;

/// What a server is told when it starts.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where it listens: an address, or a name that means one. Loopback by default: what listens
    /// elsewhere can be asked by others.
    pub host: String,
    /// On which port; 0 for one that is free.
    pub port: u16,
    /// Names beside the address under which it may be asked, as a proxy or a name server gives
    /// them.
    pub allow_hosts: Vec<String>,
    /// Origins of other websites whose pages may ask, such as `https://example.org`.
    pub allow_origins: Vec<String>,
    /// A catalogue of the user's own: a folder, a file of dramas or an index file. The shipped one
    /// when there is none.
    pub catalog: Option<PathBuf>,
    /// Dramas that are added to the catalogue or replace some of it.
    pub overlay: Option<PathBuf>,
    /// How much of what is allowed.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            host: "127.0.0.1".to_owned(),
            port: 7878,
            allow_hosts: Vec::new(),
            allow_origins: Vec::new(),
            catalog: None,
            overlay: None,
            limits: Limits::default(),
        }
    }
}

impl Options {
    /// Where the catalogue comes from. An index file is read into memory: a file that somebody cuts
    /// short must not end the process.
    pub(crate) fn source(&self) -> Source {
        let shipped = tropewise_dramas::source();
        match &self.catalog {
            None => shipped,
            Some(path) => Source::path(path).in_memory().with_defaults(shipped),
        }
    }
}

/// The part of an authority before the port, without brackets: `[::1]:80` is `::1`.
pub fn without_port(authority: &str) -> &str {
    if let Some(rest) = authority.strip_prefix('[') {
        // Brackets stand around an address alone, with nothing but a port behind them.
        let within = rest.split_once(']').filter(|(address, behind)| {
            let port = behind.strip_prefix(':').unwrap_or(behind);
            let ends = behind.is_empty() || behind.starts_with(':');
            ends && port.bytes().all(|b| b.is_ascii_digit()) && address.parse::<Ipv6Addr>().is_ok()
        });
        return within.map_or(authority, |(address, _)| address);
    }
    match authority.rsplit_once(':') {
        // More than one colon is an address without brackets.
        Some((host, port)) if !host.contains(':') && port.bytes().all(|b| b.is_ascii_digit()) => {
            host
        }
        _ => authority,
    }
}

/// Whether this name or address is the machine's own loopback.
pub fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_taken_off_names_and_addresses() {
        for (authority, host) in [
            ("localhost:7878", "localhost"),
            ("localhost", "localhost"),
            ("127.0.0.1:1", "127.0.0.1"),
            ("[::1]:7878", "::1"),
            ("[::1]", "::1"),
            ("::1", "::1"),
            ("example.org:x", "example.org:x"),
            ("[::1]evil.org", "[::1]evil.org"),
            ("[::1]1", "[::1]1"),
            ("[localhost]", "[localhost]"),
            ("[::1", "[::1"),
        ] {
            assert_eq!(without_port(authority), host);
        }
    }

    #[test]
    fn loopback_is_told_from_what_only_looks_like_it() {
        for host in ["localhost", "LOCALHOST", "127.0.0.1", "127.8.9.1", "::1"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["localhost.evil.org", "127.0.0.1.evil.org", "0.0.0.0", "10.0.0.1", ""] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}

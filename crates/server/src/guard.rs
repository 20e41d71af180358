//! Who may ask.
//!
//! Any website can make a browser send requests to a port of its user's own machine. What tells
//! such a request is its Host header, when a name was bent to point here, and its Origin header, or
//! where a browser sends none (an image, a script, a form that reads) its `Sec-Fetch-Site`.

use axum::body::Body;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, HOST, HeaderMap, HeaderName,
    HeaderValue, ORIGIN, VARY,
};
use axum::http::{Method, Request, Response, StatusCode};
use std::net::IpAddr;

use crate::options::{Options, is_loopback, without_port};
use crate::problem::{HttpCode, Problem};

/// What a browser says of the page that makes it ask: `same-origin`, `same-site`, `cross-site`, or
/// `none` for what its user typed.
const FETCH_SITE: &str = "sec-fetch-site";

/// Refuses what comes by another name, or from a page of another website.
///
/// # Errors
/// 400 without a Host header or with several, 421 for a name that is not the server's, 403 for a
/// foreign origin and for what another website's page makes a browser ask.
pub fn admit<B>(
    options: &Options,
    address: Option<IpAddr>,
    request: &Request<B>,
) -> Result<(), Problem> {
    let authority = authority(request)?;
    let host = without_port(&authority);
    if !is_ours(options, address, host) {
        let detail = "the Host header names another server; `--allow-host` adds a name";
        let problem = Problem::http(StatusCode::MISDIRECTED_REQUEST, HttpCode::WrongHost, detail);
        return Err(problem.of_field("host"));
    }
    let mut origins = request.headers().get_all(ORIGIN).iter();
    let Some(origin) = origins.next() else { return of_this_site(request) };
    let own = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    let same = own.is_some_and(|(scheme, from)| {
        matches!(scheme, "http" | "https") && from.eq_ignore_ascii_case(&authority)
    });
    // No browser sends two.
    let single = origins.next().is_none();
    if single && allowed_origin(options, request.headers()).is_some() {
        return Ok(());
    }
    if single && same {
        return of_this_site(request);
    }
    Err(foreign("origin"))
}

/// Refuses what a browser says another website makes it ask, or another port of this machine. Who
/// follows a link from there is let in: what comes is shown to them alone.
fn of_this_site<B>(request: &Request<B>) -> Result<(), Problem> {
    let headers = request.headers();
    let foreign_site = |site: &HeaderValue| site == "cross-site" || site == "same-site";
    let says = |name: &str, value: &str| headers.get(name).is_some_and(|said| said == value);
    let follows_a_link = request.method() == Method::GET
        && says("sec-fetch-mode", "navigate")
        && says("sec-fetch-dest", "document");
    if headers.get_all(FETCH_SITE).iter().any(foreign_site) && !follows_a_link {
        return Err(foreign(FETCH_SITE));
    }
    Ok(())
}

fn foreign(header: &str) -> Problem {
    let detail = match header {
        FETCH_SITE => {
            "pages of other websites and ports may not ask; name one by `--allow-origin`, and let \
             it ask by `fetch` with mode `cors`, which sends an Origin header"
        }
        _ => "pages of other websites may not ask; `--allow-origin` lets one in",
    };
    Problem::http(StatusCode::FORBIDDEN, HttpCode::ForeignOrigin, detail).of_field(header)
}

/// The name that a request is sent to: of its target where that is a whole address, else of its
/// Host header.
fn authority<B>(request: &Request<B>) -> Result<String, Problem> {
    let wrong = |detail: &str| {
        Problem::http(StatusCode::BAD_REQUEST, HttpCode::WrongHost, detail).of_field("host")
    };
    let mut hosts = request.headers().get_all(HOST).iter();
    let (first, second) = (hosts.next(), hosts.next());
    if second.is_some() {
        return Err(wrong("there are several Host headers"));
    }
    if let Some(authority) = request.uri().authority() {
        return Ok(authority.as_str().to_owned());
    }
    let host = first.and_then(|host| host.to_str().ok()).filter(|host| !host.is_empty());
    host.map(str::to_owned).ok_or_else(|| wrong("there is no Host header"))
}

fn is_ours(options: &Options, address: Option<IpAddr>, host: &str) -> bool {
    let same = |name: &str| host.eq_ignore_ascii_case(without_port(name));
    if is_loopback(host) || same(&options.host) || options.allow_hosts.iter().any(|name| same(name))
    {
        return true;
    }
    let Ok(asked) = host.parse::<IpAddr>() else { return false };
    // Who listens everywhere cannot list its addresses. Only names can be bent, so any address
    // will do.
    address.is_some_and(|own| own == asked || own.is_unspecified())
}

/// The origin of a request, when it is one of those let in.
fn allowed_origin<'a>(options: &Options, headers: &'a HeaderMap) -> Option<&'a HeaderValue> {
    let origin = headers.get(ORIGIN)?;
    options
        .allow_origins
        .iter()
        .any(|allowed| allowed.as_bytes() == origin.as_bytes())
        .then_some(origin)
}

/// The answer to a browser that asks whether a page of another website may send a request; `None`
/// for any other request.
pub fn preflight<B>(request: &Request<B>) -> Option<Response<Body>> {
    let asks = request.method() == Method::OPTIONS
        && request.headers().contains_key(ORIGIN)
        && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    if !asks {
        return None;
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    for (name, value) in [
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "content-type, if-none-match"),
        (ACCESS_CONTROL_MAX_AGE, "600"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Some(response)
}

/// The header that lets the page of an admitted origin read the answer; none for other requests.
pub fn readable_by(options: &Options, headers: &HeaderMap) -> Option<HeaderValue> {
    allowed_origin(options, headers).cloned()
}

/// Puts on an answer what keeps a browser from doing more with it than was meant.
pub fn protect(headers: &mut HeaderMap, readable_by: Option<HeaderValue>) {
    const ALWAYS: [(&str, &str); 5] = [
        (
            "content-security-policy",
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'none'; object-src 'none'",
        ),
        ("cross-origin-resource-policy", "same-origin"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
    ];
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if let Some(origin) = readable_by {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        );
    }
    headers.append(VARY, HeaderValue::from_static("origin"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admitted(options: &Options, address: &str, uri: &str, headers: &[(&str, &str)]) -> u16 {
        let mut request = Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let address = address.parse().ok();
        match admit(options, address, &request.body(()).unwrap()) {
            Ok(()) => 200,
            Err(problem) => problem.status,
        }
    }

    #[test]
    fn only_names_of_the_server_are_admitted() {
        let options = Options::default();
        let host = |host| admitted(&options, "127.0.0.1", "/", &[("host", host)]);
        for own in ["localhost:7878", "127.0.0.1", "[::1]:7878", "LOCALHOST"] {
            assert_eq!(host(own), 200, "{own}");
        }
        for foreign in ["evil.org", "localhost.evil.org", "10.0.0.1", "0.0.0.0", "localhost."] {
            assert_eq!(host(foreign), 421, "{foreign}");
        }
        for bracketed in ["[::1]evil.org", "[localhost]evil.org", "[localhost]", "[::1", "[::1]:x"]
        {
            assert_eq!(host(bracketed), 421, "{bracketed}");
        }
        assert_eq!(host(""), 400);
        assert_eq!(admitted(&options, "127.0.0.1", "/", &[]), 400);
        let two = [("host", "localhost"), ("host", "evil.org")];
        assert_eq!(admitted(&options, "127.0.0.1", "/", &two), 400);
        let whole = "http://evil.org/";
        assert_eq!(admitted(&options, "127.0.0.1", whole, &[("host", "localhost")]), 421);
    }

    #[test]
    fn whoever_listens_everywhere_takes_addresses_but_no_names() {
        let options = Options { host: "0.0.0.0".into(), ..Options::default() };
        let host = |host| admitted(&options, "0.0.0.0", "/", &[("host", host)]);
        assert_eq!((host("192.168.1.7:7878"), host("evil.org")), (200, 421));
        let named = Options { allow_hosts: vec!["dramas.example".into()], ..options };
        assert_eq!(admitted(&named, "0.0.0.0", "/", &[("host", "dramas.example:80")]), 200);
    }

    #[test]
    fn foreign_origins_are_refused_unless_they_are_named() {
        let options =
            Options { allow_origins: vec!["https://friend.org".into()], ..Options::default() };
        let from = |origin| {
            admitted(&options, "127.0.0.1", "/", &[("host", "localhost:1"), ("origin", origin)])
        };
        for own in ["http://localhost:1", "https://friend.org"] {
            assert_eq!(from(own), 200, "{own}");
        }
        let two = [("host", "localhost:1"), ("origin", "http://localhost:1"), ("origin", "evil")];
        assert_eq!(admitted(&options, "127.0.0.1", "/", &two), 403);
        for foreign in [
            "ftp://localhost:1",
            "x://localhost:1",
            "null",
            "http://localhost:2",
            "https://friend.org.evil.org",
            "evil",
            "",
        ] {
            assert_eq!(from(foreign), 403, "{foreign}");
        }
    }

    #[test]
    fn what_another_website_makes_a_browser_ask_is_refused() {
        let options =
            Options { allow_origins: vec!["https://friend.org".into()], ..Options::default() };
        let asked = |uri, more: &[(&str, &str)]| {
            let headers = [&[("host", "localhost:1")][..], more].concat();
            admitted(&options, "127.0.0.1", uri, &headers)
        };
        let cross = ("sec-fetch-site", "cross-site");
        assert_eq!(asked("/v1/dramas?q=a", &[cross]), 403);
        assert_eq!(asked("/v1/dramas?q=a", &[cross, ("origin", "http://localhost:1")]), 403);
        assert_eq!(asked("/v1/dramas?q=a", &[cross, ("origin", "https://friend.org")]), 200);
        for own in ["same-origin", "none"] {
            assert_eq!(asked("/v1/dramas?q=a", &[("sec-fetch-site", own)]), 200, "{own}");
        }
        let link = [cross, ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
        for uri in ["/", "/openapi.json", "/metrics", "/healthz", "/v1/map"] {
            assert_eq!(asked(uri, &link), 200, "a link to {uri}");
        }
        let port = ("sec-fetch-site", "same-site");
        assert_eq!(asked("/v1/dramas?q=a", &[port]), 403, "another port of this machine");
        assert_eq!(asked("/", &[port, link[1], link[2]]), 200);
        assert_eq!(asked("/v1/dramas?q=a", &[port, ("origin", "https://friend.org")]), 200);
        let frame = [cross, ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")];
        assert_eq!(asked("/", &frame), 403);
    }
}

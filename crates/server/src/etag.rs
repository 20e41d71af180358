//! ETags: the same catalogue and the same question have the same answer.

use std::hash::{DefaultHasher, Hasher};

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH, VARY,
};
use axum::http::{Response, StatusCode};

/// The ETag of a question to a catalogue with this digest. It is weak: a compressed answer has the
/// same one.
pub fn etag(digest: u64, question: &[&[u8]]) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    for part in question {
        hasher.write_usize(part.len());
        hasher.write(part);
    }
    let tag = format!("W/\"{digest:016x}-{:016x}\"", hasher.finish());
    HeaderValue::from_str(&tag).expect("hexadecimal digits")
}

/// Whether the asker has the answer with this ETag already.
pub fn has_it(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let Ok(etag) = etag.to_str() else { return false };
    let tags = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    tags.flat_map(|tags| tags.split(','))
        .any(|tag| tag.trim() == "*" || opaque(tag) == opaque(etag))
}

/// The answer with its ETag, or that the asker has it already.
pub fn tagged(
    headers: &HeaderMap,
    etag: HeaderValue,
    kind: &'static str,
    body: impl Into<Body>,
) -> Response<Body> {
    let mut response = if has_it(headers, &etag) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        // As the answer itself, which may be compressed.
        response.headers_mut().insert(VARY, HeaderValue::from_static("accept-encoding"));
        response
    } else {
        let mut response = Response::new(body.into());
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        response
    };
    response.headers_mut().insert(ETAG, etag);
    // May be kept, and asked for again by its ETag.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    debug_assert!(!response.headers().contains_key(CONTENT_LENGTH));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_of_the_catalogue_and_of_the_question() {
        let tag = etag(1, &[b"/v1/dramas", b"q=a"]);
        assert_eq!(tag, etag(1, &[b"/v1/dramas", b"q=a"]));
        assert_ne!(tag, etag(2, &[b"/v1/dramas", b"q=a"]));
        assert_ne!(tag, etag(1, &[b"/v1/dramasq", b"=a"]));
    }

    #[test]
    fn one_of_several_tags_suffices() {
        let tag = etag(1, &[b"a"]);
        let mut headers = HeaderMap::new();
        assert!(!has_it(&headers, &tag));
        let strong = tag.to_str().unwrap().trim_start_matches("W/").to_owned();
        headers.insert(IF_NONE_MATCH, format!("\"x\", {strong}").parse().unwrap());
        assert!(has_it(&headers, &tag));
        headers.insert(IF_NONE_MATCH, "\"x\"".parse().unwrap());
        assert!(!has_it(&headers, &tag));
    }
}

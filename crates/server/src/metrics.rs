//! What is counted, in the text form of Prometheus.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// The routes that are counted apart; all others are `other`.
const ROUTES: [&str; 17] = [
    "/v1/recommend",
    "/v1/dramas",
    "/v1/dramas/{id}",
    "/v1/dramas/{id}/similar",
    "/v1/batch",
    "/v1/ask",
    "/v1/encode",
    "/v1/compare",
    "/v1/tropes",
    "/v1/tropes/{id}",
    "/v1/map",
    "/mcp",
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "other",
];

/// Upper ends of the classes of durations, in seconds.
const ENDS: [f64; 8] = [0.0005, 0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0];

/// What is counted since the start.
#[derive(Debug, Default)]
pub struct Metrics {
    routes: [Route; ROUTES.len()],
    /// Requests whose answer has not begun.
    pub under_way: AtomicU64,
    /// Open connections.
    pub connections: AtomicU64,
    /// Catalogues brought in since the start.
    pub reloads: AtomicU64,
    /// Catalogues that could not be.
    pub failed_reloads: AtomicU64,
}

#[derive(Debug, Default)]
struct Route {
    /// Answers by the first digit of their status, from 1.
    classes: [AtomicU64; 5],
    /// Answers by how long they took; the last class has no end.
    durations: [AtomicU64; ENDS.len() + 1],
    microseconds: AtomicU64,
}

impl Metrics {
    /// Counts an answer.
    pub fn count(&self, route: &str, status: u16, took: Duration) {
        let at = ROUTES.iter().position(|known| *known == route).unwrap_or(ROUTES.len() - 1);
        let route = &self.routes[at];
        let class = usize::from(status / 100).clamp(1, 5) - 1;
        route.classes[class].fetch_add(1, Relaxed);
        let seconds = took.as_secs_f64();
        let end = ENDS.iter().position(|end| seconds <= *end).unwrap_or(ENDS.len());
        route.durations[end].fetch_add(1, Relaxed);
        route.microseconds.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Relaxed);
    }

    /// All of it as text; `dramas` is how many the catalogue has.
    pub fn text(&self, dramas: usize) -> String {
        let mut text = String::with_capacity(16 << 10);
        let head = |text: &mut String, name: &str, kind: &str, help: &str| {
            let _ =
                write!(text, "# HELP tropewise_{name} {help}\n# TYPE tropewise_{name} {kind}\n");
        };
        head(&mut text, "requests_total", "counter", "Answers by route and class of status.");
        for (name, route) in ROUTES.iter().zip(&self.routes) {
            for (class, count) in route.classes.iter().enumerate() {
                let (class, count) = (class + 1, count.load(Relaxed));
                if count > 0 {
                    let _ = writeln!(
                        text,
                        "tropewise_requests_total{{route=\"{name}\",status=\"{class}xx\"}} {count}"
                    );
                }
            }
        }
        head(&mut text, "request_seconds", "histogram", "Time until an answer began.");
        for (name, route) in ROUTES.iter().zip(&self.routes) {
            route.write_durations(name, &mut text);
        }
        let numbers = [
            (
                "requests_under_way",
                "gauge",
                "Requests whose answer has not begun.",
                &self.under_way,
            ),
            ("connections", "gauge", "Open connections.", &self.connections),
            ("reloads_total", "counter", "Catalogues brought in since the start.", &self.reloads),
            (
                "failed_reloads_total",
                "counter",
                "Catalogues that could not be.",
                &self.failed_reloads,
            ),
        ];
        for (name, kind, help, number) in numbers {
            head(&mut text, name, kind, help);
            let _ = writeln!(text, "tropewise_{name} {}", number.load(Relaxed));
        }
        head(&mut text, "dramas", "gauge", "Dramas of the catalogue.");
        let _ = writeln!(text, "tropewise_dramas {dramas}");
        text
    }
}

impl Route {
    fn write_durations(&self, name: &str, text: &mut String) {
        let counts = self.durations.iter().map(|count| count.load(Relaxed));
        let mut sum = 0;
        let all: u64 = counts.clone().sum();
        if all == 0 {
            return;
        }
        for (at, count) in counts.enumerate() {
            sum += count;
            let end = ENDS.get(at).map_or_else(|| "+Inf".to_owned(), ToString::to_string);
            let _ = writeln!(
                text,
                "tropewise_request_seconds_bucket{{route=\"{name}\",le=\"{end}\"}} {sum}"
            );
        }
        let seconds = self.microseconds.load(Relaxed) as f64 / 1e6;
        let _ = writeln!(text, "tropewise_request_seconds_sum{{route=\"{name}\"}} {seconds}");
        let _ = writeln!(text, "tropewise_request_seconds_count{{route=\"{name}\"}} {all}");
    }
}

/// Counts one up, and down again when it is dropped.
#[derive(Debug)]
pub struct Counted<'a>(&'a AtomicU64);

impl<'a> Counted<'a> {
    /// Counts one up.
    pub fn new(number: &'a AtomicU64) -> Self {
        number.fetch_add(1, Relaxed);
        Self(number)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_durations_add_up() {
        let metrics = Metrics::default();
        metrics.count("/v1/ask", 200, Duration::from_micros(400));
        metrics.count("/v1/ask", 404, Duration::from_millis(3));
        metrics.count("/nowhere", 404, Duration::from_secs(60));
        let text = metrics.text(7);
        for line in [
            "tropewise_requests_total{route=\"/v1/ask\",status=\"2xx\"} 1",
            "tropewise_requests_total{route=\"/v1/ask\",status=\"4xx\"} 1",
            "tropewise_requests_total{route=\"other\",status=\"4xx\"} 1",
            "tropewise_request_seconds_bucket{route=\"/v1/ask\",le=\"0.0005\"} 1",
            "tropewise_request_seconds_bucket{route=\"/v1/ask\",le=\"0.005\"} 2",
            "tropewise_request_seconds_bucket{route=\"other\",le=\"10\"} 0",
            "tropewise_request_seconds_bucket{route=\"other\",le=\"+Inf\"} 1",
            "tropewise_request_seconds_sum{route=\"/v1/ask\"} 0.0034",
            "tropewise_dramas 7",
        ] {
            assert!(text.lines().any(|other| other == line), "{line}\n{text}");
        }
    }
}

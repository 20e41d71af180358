//! A request as the command that asks it.

use tropewise::QueryRequest;
use tropewise::schema::{Avoid, FilterRequest, Pooling, PriorsRequest};

/// The command that makes this request: `like` where titles are liked, `score` where none is, and
/// JSON for `batch` where no option says all of it.
#[must_use]
pub fn command_line(request: &QueryRequest) -> String {
    if !is_sayable(request) {
        let json = serde_json::to_string(request).expect("a request is plain data");
        return format!("echo {} | tropewise batch -", quoted(&json));
    }
    let mut line = Line(vec!["tropewise".to_owned()]);
    if request.like.is_empty() {
        line.0.push("score".to_owned());
        request
            .want
            .0
            .iter()
            .for_each(|(trope, weight)| line.0.push(quoted(&weighted(trope, *weight, 1.0))));
    } else {
        line.0.push("like".to_owned());
        request.like.iter().for_each(|title| line.0.push(quoted(title)));
        request
            .want
            .0
            .iter()
            .for_each(|(trope, weight)| line.option("want", &weighted(trope, *weight, 1.0)));
    }
    line.tropes(request);
    line.filter(&request.filter);
    line.rest(request);
    line.0.join(" ")
}

/// Whether options say all of a request.
#[must_use]
pub fn is_sayable(request: &QueryRequest) -> bool {
    let titles = [&request.like, &request.unlike, &request.seen, &request.exclude];
    matches!(request.priors, PriorsRequest::Default | PriorsRequest::None)
        && !titles.iter().any(|list| list.iter().any(|title| title.starts_with('-')))
}

fn weighted(trope: &str, weight: f32, usual: f32) -> String {
    if weight == usual { trope.to_owned() } else { format!("{trope}:{weight}") }
}

/// Words of a command.
struct Line(Vec<String>);

impl Line {
    fn option(&mut self, name: &str, value: &str) {
        self.0.push(format!("--{name} {}", quoted(value)));
    }

    fn maybe<T: std::fmt::Display>(&mut self, name: &str, value: Option<&T>) {
        if let Some(value) = value {
            self.option(name, &value.to_string());
        }
    }

    /// `--name`, or `--name=0.5` where it is not 1.
    fn share(&mut self, name: &str, value: Option<f32>) {
        match value {
            None => {}
            Some(1.0) => self.0.push(format!("--{name}")),
            Some(share) => self.0.push(format!("--{name}={share}")),
        }
    }

    fn flag(&mut self, name: &str, set: bool) {
        if set {
            self.0.push(format!("--{name}"));
        }
    }

    fn tropes(&mut self, request: &QueryRequest) {
        request.more.iter().for_each(|trope| self.option("more", trope));
        request.less.iter().for_each(|trope| self.option("less", trope));
        for (trope, avoid) in &request.avoid {
            match avoid {
                Avoid::Veto => self.option("avoid", trope),
                Avoid::Soft(weight) => self.option("avoid", &format!("{trope}:{weight}")),
            }
        }
        request
            .require
            .0
            .iter()
            .for_each(|(trope, least)| self.option("require", &weighted(trope, *least, 0.4)));
        request.any.iter().for_each(|group| self.option("any", &group.join(",")));
    }

    fn filter(&mut self, filter: &FilterRequest) {
        filter.with.iter().for_each(|person| self.option("with", person));
        filter.without.iter().for_each(|person| self.option("without", person));
        self.maybe("year-from", filter.year_from.as_ref());
        self.maybe("year-to", filter.year_to.as_ref());
        self.maybe("network", filter.network.as_ref());
        self.maybe("streaming", filter.streaming.as_ref());
        self.maybe("min-episodes", filter.min_episodes.as_ref());
        self.maybe("max-episodes", filter.max_episodes.as_ref());
        self.maybe("min-minutes", filter.min_minutes.as_ref());
        self.maybe("max-minutes", filter.max_minutes.as_ref());
        self.maybe("min-hours", filter.min_hours.as_ref());
        self.maybe("max-hours", filter.max_hours.as_ref());
        self.maybe("min-score", filter.min_score.as_ref());
        self.maybe("rating-up-to", filter.rating_up_to.as_ref());
        self.maybe("airing", filter.airing.as_ref());
        self.maybe("origin", filter.origin.as_ref());
        self.flag("specials", filter.specials);
        self.flag("same-series", filter.same_series);
    }

    fn rest(&mut self, request: &QueryRequest) {
        request.unlike.iter().for_each(|title| self.option("unlike", title));
        request.seen.iter().for_each(|title| self.option("seen", title));
        request.only.iter().flatten().for_each(|title| self.option("only", title));
        request.exclude.iter().for_each(|title| self.option("exclude", title));
        self.maybe("as-of", request.as_of.as_ref());
        self.maybe("diversity", request.diversity.as_ref());
        self.flag("tropes-only", request.priors == PriorsRequest::None);
        self.share("popularity", request.popularity);
        self.share("acclaim", request.acclaim);
        self.share("era", request.era);
        self.share("people", request.people);
        self.flag("little-known", request.little_known);
        self.maybe("wish-share", request.wish_share.as_ref());
        let pooling = request.pooling.map(|pooling| match pooling {
            Pooling::Best => "best",
            Pooling::Least => "least",
            _ => "mean",
        });
        self.maybe("pooling", pooling.as_ref());
        self.maybe("veto-threshold", request.veto_threshold.as_ref());
        self.flag("spoilers", request.spoilers);
        if let Some(k) = request.k {
            self.0.push(format!("-k {k}"));
        }
    }
}

/// A word as a shell takes it.
pub fn quoted(word: &str) -> String {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ',' | ':' | '+' | '/' | '=');
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    if !word.contains(['"', '$', '`', '\\', '!']) {
        return format!("\"{word}\"");
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_change_them() {
        assert_eq!(quoted("slow-burn:0.5"), "slow-burn:0.5");
        assert_eq!(quoted("My Mister"), "\"My Mister\"");
        assert_eq!(quoted("It's $5"), r"'It'\''s $5'");
    }

    #[test]
    fn a_request_is_said_by_options() {
        let request = QueryRequest {
            less: vec!["tearjerker".into()],
            filter: FilterRequest { max_episodes: Some(12), ..FilterRequest::default() },
            ..QueryRequest::like("My Mister")
        };
        assert_eq!(
            command_line(&request),
            "tropewise like \"My Mister\" --less tearjerker --max-episodes 12"
        );
        assert_eq!(command_line(&QueryRequest::with("healing")), "tropewise score healing");
    }
}

//! Which field of a question is wrong.

use tropewise::catalog::TitleError;
use tropewise::schema::QueryRequest;
use tropewise::{QueryError, catalog::fold};

/// The field of a question in which its error stands; none where it is of several.
pub fn field(request: &QueryRequest, error: &QueryError) -> Option<&'static str> {
    match error {
        QueryError::Title(
            TitleError::Unknown { name, .. } | TitleError::Ambiguous { name, .. },
        )
        | QueryError::PersonAsTitle { name, .. }
        | QueryError::TropeAsTitle { name, .. } => title(request, name),
        QueryError::UnknownTrope { name, .. } => trope(request, name),
        QueryError::CritiqueWithoutSeed { way, .. } => Some(way),
        QueryError::PriorWithoutSeed { name } => Some(name),
        QueryError::UnknownService { kind: "network", .. } => Some("filter.network"),
        QueryError::UnknownService { .. } => Some("filter.streaming"),
        QueryError::UnknownPerson { name, .. } | QueryError::TropeAsPerson { name, .. } => {
            let whole = name.strip_suffix("...");
            let is = |typed: &String| match whole {
                Some(beginning) => typed.trim().starts_with(beginning),
                None => typed.trim() == name,
            };
            Some(if request.filter.without.iter().any(is) {
                "filter.without"
            } else {
                "filter.with"
            })
        }
        QueryError::Years { .. } => Some("filter.year_to"),
        QueryError::TooEarly { .. } => Some("as_of"),
        QueryError::Version { .. } => Some("version"),
        QueryError::OutOfRange { what, .. } => number(request, what),
        _ => None,
    }
}

/// The list of titles that has this name. What is told of a name may be cut and trimmed.
fn title(request: &QueryRequest, name: &str) -> Option<&'static str> {
    let cut = name.trim_end_matches("...");
    let lists = [
        ("like", &request.like),
        ("unlike", &request.unlike),
        ("seen", &request.seen),
        ("exclude", &request.exclude),
    ];
    let has = |list: &Vec<String>| list.iter().any(|title| title.trim().starts_with(cut));
    lists.into_iter().find(|(_, list)| has(list)).map(|(field, _)| field)
}

/// The field that has this name of a trope.
fn trope(request: &QueryRequest, name: &str) -> Option<&'static str> {
    let key = fold(name);
    let is = |trope: &String| *trope == name || fold(trope) == key;
    let fields = [
        ("want", request.want.0.iter().any(|(trope, _)| is(trope))),
        ("avoid", request.avoid.0.iter().any(|(trope, _)| is(trope))),
        ("more", request.more.iter().any(is)),
        ("less", request.less.iter().any(is)),
        ("any", request.any.iter().flatten().any(is)),
        ("require", request.require.0.iter().any(|(trope, _)| is(trope))),
    ];
    fields.into_iter().find(|(_, has)| *has).map(|(field, _)| field)
}

/// The field of the number that is called so.
fn number(request: &QueryRequest, what: &str) -> Option<&'static str> {
    const CALLED: [(&str, &str); 13] = [
        ("k", "k"),
        ("diversity", "diversity"),
        ("the veto threshold", "veto_threshold"),
        ("the wish share", "wish_share"),
        ("the day of the question", "as_of"),
        ("the ways to choose one of each group", "any"),
        ("the least score", "filter.min_score"),
        ("the least episodes", "filter.min_episodes"),
        ("the most episodes", "filter.max_episodes"),
        ("the least minutes", "filter.min_minutes"),
        ("the most minutes", "filter.max_minutes"),
        ("the least hours", "filter.min_hours"),
        ("the most hours", "filter.max_hours"),
    ];
    if let Some((_, field)) = CALLED.iter().find(|(called, _)| *called == what) {
        return Some(field);
    }
    let quoted = what.split('`').nth(1);
    match what.strip_prefix("the weight of ") {
        Some(prior) if quoted.is_none() => {
            let own = ["popularity", "era", "acclaim"].into_iter().find(|name| *name == prior);
            let short = [request.popularity, request.era, request.acclaim];
            match own {
                Some(name) if short.iter().any(Option::is_some) => Some(name),
                _ => Some("priors"),
            }
        }
        Some(_) => trope(request, quoted?),
        None => what.starts_with("the least strength of ").then_some("require"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_with_the_mistake_is_named() {
        let catalog = tropewise_dramas::catalog();
        let cases = [
            (r#"{"like": ["Zzzz Qqqq Xxxx"]}"#, Some("like")),
            (r#"{"like": ["Signal"], "unlike": ["Zzzz Qqqq Xxxx"]}"#, Some("unlike")),
            (r#"{"want": {"zzzqqq": 1}}"#, Some("want")),
            (r#"{"like": ["Signal"], "more": ["zzzqqq"]}"#, Some("more")),
            (r#"{"like": ["Signal"], "filter": {"network": "zzzqqq"}}"#, Some("filter.network")),
            (r#"{"like": ["Signal"], "version": 9}"#, Some("version")),
            (r#"{"like": ["Signal"], "k": 0}"#, Some("k")),
            (r#"{"like": ["Signal"], "diversity": 1}"#, Some("diversity")),
            (r#"{"like": ["Signal"], "veto_threshold": 0}"#, Some("veto_threshold")),
            (r#"{"like": ["Signal"], "want": {"debt": 2}, "wish_share": 3}"#, Some("want")),
            (r#"{"like": ["Signal"], "wish_share": 3}"#, Some("wish_share")),
            (r#"{"like": ["Signal"], "avoid": {"debt": 2}}"#, Some("avoid")),
            (r#"{"require": {"debt": 2}}"#, Some("require")),
            (r#"{"like": ["Signal"], "as_of": "x"}"#, Some("as_of")),
            (r#"{"like": ["Signal"], "priors": {"era": 2}}"#, Some("priors")),
            (r#"{"like": ["Signal"], "era": 2}"#, Some("era")),
            (r#"{"like": ["Signal"], "filter": {"min_episodes": 0}}"#, Some("filter.min_episodes")),
            (r#"{"like": ["Signal"], "filter": {"max_hours": 0}}"#, Some("filter.max_hours")),
            (r#"{"like": ["Signal"], "filter": {"min_score": 11}}"#, Some("filter.min_score")),
            ("{}", None),
        ];
        for (json, expected) in cases {
            let request: QueryRequest = serde_json::from_str(json).unwrap();
            let error = request.check(&catalog).unwrap_err();
            assert_eq!(field(&request, &error), expected, "{json}");
        }
    }
}

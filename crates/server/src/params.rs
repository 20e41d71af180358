//! The parameters of a query, each known and given once.

use std::borrow::Cow;

use crate::problem::Problem;

/// The parameters of a query.
#[derive(Debug)]
pub struct Params<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Params<'a> {
    /// Reads a query that may have these parameters.
    ///
    /// # Errors
    /// 400 for another parameter, and for one given twice.
    pub fn read(query: Option<&'a str>, known: &[&str]) -> Result<Self, Problem> {
        let mut params: Vec<(Cow<'a, str>, Cow<'a, str>)> = Vec::new();
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            if !known.contains(&&*name) {
                let known = known.join("`, `");
                let detail = if known.is_empty() {
                    "this path takes no parameters".to_owned()
                } else {
                    format!("unknown parameter; this path takes `{known}`")
                };
                return Err(Problem::parameter(&cut(&name), detail));
            }
            if params.iter().any(|(other, _)| *other == name) {
                return Err(Problem::parameter(&name, "the parameter is given twice"));
            }
            params.push((name, value));
        }
        Ok(Self(params))
    }

    /// A text; none when it is left out.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// A text that must be there.
    ///
    /// # Errors
    /// 400 when it is not.
    pub fn required(&self, name: &str) -> Result<&str, Problem> {
        let missing = || Problem::parameter(name, format!("the parameter `{name}` is missing"));
        self.text(name).filter(|text| !text.is_empty()).ok_or_else(missing)
    }

    /// A whole number between two, both included.
    ///
    /// # Errors
    /// 400 when it is something else.
    pub fn number(&self, name: &str, least: usize, most: usize) -> Result<Option<usize>, Problem> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let number = plain.then(|| text.parse().ok()).flatten();
        match number.filter(|number| (least..=most).contains(number)) {
            Some(number) => Ok(Some(number)),
            None => {
                let detail = format!("`{name}` must be a whole number from {least} to {most}");
                Err(Problem::parameter(name, detail))
            }
        }
    }

    /// `true` or `false`; false when it is left out.
    ///
    /// # Errors
    /// 400 when it is something else.
    pub fn flag(&self, name: &str) -> Result<bool, Problem> {
        match self.text(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(Problem::parameter(name, format!("`{name}` must be true or false"))),
        }
    }
}

/// A name as it is told again.
fn cut(name: &str) -> String {
    name.chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_known_single_and_of_their_kind() {
        let params = Params::read(Some("q=%EA%B7%B8%ED%95%B4+%EC%9A%B0&k=5"), &["q", "k"]).unwrap();
        assert_eq!(params.text("q"), Some("그해 우"));
        assert_eq!(params.number("k", 1, 50).unwrap(), Some(5));
        assert!(!params.flag("spoilers").unwrap());
        for (query, field) in [("x=1", "x"), ("q=1&q=2", "q")] {
            let problem = Params::read(Some(query), &["q", "k"]).unwrap_err();
            assert_eq!(problem.field.as_deref(), Some(field), "{query}");
        }
        for query in ["k=0", "k=51", "k=-1", "k=+1", "k=", "k=1.0", "k=99999999999999999999999"] {
            assert!(Params::read(Some(query), &["k"]).unwrap().number("k", 1, 50).is_err());
        }
        assert!(Params::read(Some("k=yes"), &["k"]).unwrap().flag("k").is_err());
        assert!(Params::read(None, &[]).unwrap().required("a").is_err());
    }
}

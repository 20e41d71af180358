//! Finding the drama that a typed title means.

use std::collections::HashMap;

use thiserror::Error;

use super::drama::{Drama, DramaIdx};
use super::fold::fold;
use super::near::{likeness, nearest, ranked, typing_likeness};

/// How alike a mistyped title must be to be taken for the one meant.
const CLEARLY_MEANT: f64 = 0.8;
/// How far the next best drama must stay behind it.
const CLEAR_LEAD: f64 = 0.1;
/// How many near titles are offered.
const OFFERED: usize = 3;

/// Why a title could not be resolved to one drama.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TitleError {
    /// No drama has this title.
    #[error("unknown title `{name}`")]
    Unknown {
        /// The title as typed.
        name: String,
        /// Headings of near titles, best first.
        near: Vec<String>,
    },
    /// Several dramas have this title.
    #[error("the title `{name}` belongs to several dramas")]
    Ambiguous {
        /// The title as typed.
        name: String,
        /// Headings (title with year) of the dramas that share it, in id order.
        candidates: Vec<String>,
    },
}

/// A resolved title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// The drama meant.
    pub drama: DramaIdx,
    /// Whether a typing error was forgiven; worth telling the user.
    pub forgiven: bool,
}

#[derive(Debug, Default, Clone)]
struct Claims {
    primary: Vec<DramaIdx>,
    alias: Vec<DramaIdx>,
}

/// Folded titles of a catalogue and the dramas that claim them.
#[derive(Debug, Clone)]
pub struct TitleIndex {
    ids: HashMap<String, DramaIdx>,
    mdl: HashMap<u32, DramaIdx>,
    keys: HashMap<String, Claims>,
}

impl TitleIndex {
    /// Indexes the titles of `dramas`, whose positions become the [`DramaIdx`].
    #[must_use]
    pub fn new(dramas: &[Drama]) -> Self {
        let mut index = Self {
            ids: HashMap::with_capacity(dramas.len()),
            mdl: HashMap::with_capacity(dramas.len()),
            keys: HashMap::with_capacity(dramas.len() * 4),
        };
        for (at, drama) in dramas.iter().enumerate() {
            let idx = DramaIdx(at as u32);
            for id in std::iter::once(&drama.id).chain(&drama.former_ids) {
                // A current id beats a former one of another drama.
                if *id == drama.id {
                    index.ids.insert(id.clone(), idx);
                } else {
                    index.ids.entry(id.clone()).or_insert(idx);
                }
            }
            if let Some(mdl) = drama.mdl {
                index.mdl.entry(mdl).or_insert(idx);
            }
            for title in [&drama.title, &drama.native_title] {
                index.claim(title, idx, true);
            }
            for alias in &drama.aliases {
                index.claim(alias, idx, false);
            }
        }
        index
    }

    fn claim(&mut self, title: &str, idx: DramaIdx, primary: bool) {
        let key = fold(title);
        if key.is_empty() {
            return;
        }
        let claims = self.keys.entry(key).or_default();
        let list = if primary { &mut claims.primary } else { &mut claims.alias };
        if !list.contains(&idx) {
            list.push(idx);
        }
    }

    /// The drama that `name` means: `mdl:NUMBER`, an id, a title or alias, `Title (year)`, or a
    /// title with a typing error when one drama is clearly meant.
    ///
    /// A primary title (English or native) beats an alias. A different number is a different title,
    /// never a typing error.
    ///
    /// # Errors
    /// [`TitleError::Unknown`] with near titles, [`TitleError::Ambiguous`] with the dramas to choose
    /// from by year.
    pub fn resolve(&self, name: &str, dramas: &[Drama]) -> Result<Resolved, TitleError> {
        let name = name.trim();
        let exact = |drama| Ok(Resolved { drama, forgiven: false });
        if let Some(number) = name.strip_prefix("mdl:").or_else(|| name.strip_prefix("MDL:")) {
            let known = number.trim().parse().ok().and_then(|number: u32| self.mdl.get(&number));
            return known.map_or_else(
                || Err(TitleError::Unknown { name: name.to_owned(), near: Vec::new() }),
                |d| exact(*d),
            );
        }
        if let Some(drama) = self.ids.get(name) {
            return exact(*drama);
        }
        let (title, year) = split_year(name);
        for (title, year) in [(name, None), (title, year)] {
            match self.claimed(&fold(title), year, dramas).as_slice() {
                [] => {}
                [drama] => return exact(*drama),
                several => {
                    let name_of = |idx: &DramaIdx| match year {
                        None => heading_or_id(*idx, several, dramas),
                        Some(_) => dramas[idx.at()].id.clone(),
                    };
                    let candidates = several.iter().map(name_of).collect();
                    return Err(TitleError::Ambiguous { name: name.to_owned(), candidates });
                }
            }
        }
        self.forgive(&fold(title), year, dramas).map_or_else(
            || Err(TitleError::Unknown { name: name.to_owned(), near: self.near(title, dramas) }),
            |drama| Ok(Resolved { drama, forgiven: true }),
        )
    }

    /// The drama that has exactly this title, `Title (year)` or alias, and shares it with no other; no
    /// typing error is forgiven.
    #[must_use]
    pub fn exact(&self, name: &str, dramas: &[Drama]) -> Option<DramaIdx> {
        let (title, year) = split_year(name.trim());
        let found = [(name, None), (title, year)]
            .map(|(title, year)| self.claimed(&fold(title), year, dramas));
        found.into_iter().find_map(|found| if let [drama] = found[..] { Some(drama) } else { None })
    }

    /// The dramas claiming a key (and of that year, when one is given); primary titles first and
    /// alone when there are any.
    fn claimed(&self, key: &str, year: Option<u16>, dramas: &[Drama]) -> Vec<DramaIdx> {
        let Some(claims) = self.keys.get(key) else {
            return Vec::new();
        };
        let of_year = |list: &[DramaIdx]| -> Vec<DramaIdx> {
            list.iter()
                .copied()
                .filter(|idx| year.is_none() || dramas[idx.at()].year == year)
                .collect()
        };
        let primary = of_year(&claims.primary);
        if primary.is_empty() { of_year(&claims.alias) } else { primary }
    }

    fn forgive(&self, key: &str, year: Option<u16>, dramas: &[Drama]) -> Option<DramaIdx> {
        let same_numbers = self.names().filter(|(name, idx)| {
            digits(name).eq(digits(key)) && (year.is_none() || dramas[idx.at()].year == year)
        });
        let near = ranked(key, same_numbers, typing_likeness);
        let (best, drama) = *near.first()?;
        let next = near.get(1).map_or(0.0, |(score, _)| *score);
        (best >= CLEARLY_MEANT && best - next >= CLEAR_LEAD).then_some(drama)
    }

    /// Headings of the dramas whose titles are nearest to `name`, best first.
    #[must_use]
    pub fn near(&self, name: &str, dramas: &[Drama]) -> Vec<String> {
        nearest(&fold(name), self.names(), OFFERED)
            .into_iter()
            .map(|idx| dramas[idx.at()].heading())
            .collect()
    }

    /// The dramas with a title or alias like `word`, best first: those containing it before those
    /// that merely resemble it. All dramas, in id order, for a word without letters.
    #[must_use]
    pub fn search(&self, word: &str, dramas: &[Drama]) -> Vec<DramaIdx> {
        let key = fold(word);
        if key.is_empty() {
            return (0..dramas.len() as u32).map(DramaIdx).collect();
        }
        let containing = |a: &str, b: &str| {
            if b.contains(a) { likeness(a, b).max(0.65) } else { 0.0 }
        };
        let found = ranked(&key, self.names(), containing);
        let found =
            if found.is_empty() { ranked(&key, self.names(), typing_likeness) } else { found };
        found.into_iter().map(|(_, idx)| idx).collect()
    }

    /// Every folded title with the dramas that claim it.
    fn names(&self) -> impl Iterator<Item = (&str, DramaIdx)> {
        self.keys.iter().flat_map(|(key, claims)| {
            claims.primary.iter().chain(&claims.alias).map(move |idx| (key.as_str(), *idx))
        })
    }
}

fn digits(key: &str) -> impl Iterator<Item = char> {
    key.chars().filter(|c| c.is_numeric())
}

/// The heading, or the id where headings do not tell the dramas apart.
fn heading_or_id(idx: DramaIdx, among: &[DramaIdx], dramas: &[Drama]) -> String {
    let heading = dramas[idx.at()].heading();
    if among.iter().filter(|other| dramas[other.at()].heading() == heading).count() > 1 {
        dramas[idx.at()].id.clone()
    } else {
        heading
    }
}

/// Splits `Title (2017)` into title and year; other text comes back whole.
fn split_year(name: &str) -> (&str, Option<u16>) {
    let split = || {
        let (title, rest) = name.rsplit_once('(')?;
        let digits = rest.trim_end().strip_suffix(')')?.trim();
        let year = (digits.len() == 4).then(|| digits.parse().ok()).flatten()?;
        (!title.trim().is_empty()).then_some((title.trim_end(), Some(year)))
    };
    split().unwrap_or((name, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drama(id: &str, title: &str, native: &str, year: u16, aliases: &[&str]) -> Drama {
        Drama {
            id: id.into(),
            title: title.into(),
            native_title: native.into(),
            year: Some(year),
            aliases: aliases.iter().map(|a| (*a).into()).collect(),
            ..Drama::default()
        }
    }

    fn shelf() -> Vec<Drama> {
        vec![
            Drama {
                mdl: Some(42),
                former_ids: vec!["lighthouse-old".into()],
                ..drama("lighthouse", "Lighthouse", "등대", 2019, &[])
            },
            drama("once-again-2017", "Once Again", "다시 한번", 2017, &[]),
            drama("once-again-2020", "Once Again", "한 번 더", 2020, &[]),
            drama("ward-stories", "Ward Stories", "병동", 2020, &["Ward Stories 1"]),
            drama("ward-stories-2", "Ward Stories 2", "병동 2", 2021, &["Ward Stories"]),
        ]
    }

    fn resolve(name: &str) -> Result<(String, bool), TitleError> {
        let dramas = shelf();
        let resolved = TitleIndex::new(&dramas).resolve(name, &dramas)?;
        Ok((dramas[resolved.drama.at()].id.clone(), resolved.forgiven))
    }

    fn exact(name: &str, id: &str) {
        assert_eq!(resolve(name), Ok((id.to_owned(), false)), "{name}");
    }

    #[test]
    fn every_name_of_a_drama_finds_it() {
        for name in [
            "Lighthouse",
            "  LIGHT-HOUSE! ",
            "등대",
            "등 대",
            "lighthouse-old",
            "mdl:42",
            "Lighthouse (2019)",
        ] {
            exact(name, "lighthouse");
        }
    }

    #[test]
    fn an_exact_title_is_no_typing_error_and_shared_by_none() {
        let dramas = shelf();
        let found =
            |name| Some(dramas[TitleIndex::new(&dramas).exact(name, &dramas)?.at()].id.clone());
        assert_eq!(found("LIGHT house"), Some("lighthouse".into()));
        assert_eq!(found("Once Again (2020)"), Some("once-again-2020".into()));
        assert_eq!((found("Once Again"), found("Lighthuose"), found("")), (None, None, None));
    }

    #[test]
    fn a_primary_title_beats_an_alias() {
        exact("Ward Stories", "ward-stories");
        exact("Ward Stories (2021)", "ward-stories-2");
    }

    #[test]
    fn a_shared_title_asks_for_the_year() {
        let candidates = vec!["Once Again (2017)".to_owned(), "Once Again (2020)".to_owned()];
        assert_eq!(
            resolve("once again"),
            Err(TitleError::Ambiguous { name: "once again".into(), candidates })
        );
        exact("Once Again (2020)", "once-again-2020");
        exact("다시 한번", "once-again-2017");
    }

    #[test]
    fn a_typing_error_is_forgiven_when_one_title_is_meant() {
        assert_eq!(resolve("Lighthuose"), Ok(("lighthouse".into(), true)));
        assert!(
            matches!(resolve("Light"), Err(TitleError::Unknown { near, .. }) if near == ["Lighthouse (2019)"])
        );
    }

    #[test]
    fn another_number_or_year_is_another_title() {
        assert!(
            matches!(resolve("Ward Stories 3"), Err(TitleError::Unknown { near, .. }) if near.len() == 2)
        );
        assert!(
            matches!(resolve("Lighthouse (2001)"), Err(TitleError::Unknown { near, .. }) if near == ["Lighthouse (2019)"])
        );
    }

    #[test]
    fn names_that_mean_nothing_are_unknown() {
        for name in ["", "???", "mdl:", "mdl:7", "(2019)"] {
            assert!(matches!(resolve(name), Err(TitleError::Unknown { .. })), "{name}");
        }
    }
}

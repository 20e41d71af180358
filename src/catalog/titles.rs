//! Finding the drama that a typed title means.

use std::borrow::Cow;
use std::collections::HashMap;

use thiserror::Error;

use super::drama::{Drama, DramaIdx};
use super::fold::fold;
use super::kinds::SeriesKind;
use super::near::{Ranking, likeness, typing_likeness};
use super::shelf::Shelf;

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

/// The dramas that claim a title.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Claims {
    /// As their English or native title.
    pub primary: Vec<DramaIdx>,
    /// As an alias.
    pub alias: Vec<DramaIdx>,
}

impl Claims {
    /// Adds a claim, once.
    pub fn add(&mut self, drama: DramaIdx, primary: bool) {
        let list = if primary { &mut self.primary } else { &mut self.alias };
        if !list.contains(&drama) {
            list.push(drama);
        }
    }
}

/// Every title of a drama, nicknames among them, with whether it is a primary one (English or native), folded; a title without
/// letters or digits is none.
pub fn keys(drama: &Drama) -> impl Iterator<Item = (String, bool)> + '_ {
    let primary = [&drama.title, &drama.native_title].into_iter().map(|title| (title, true));
    let others = drama.aliases.iter().chain(&drama.nicknames);
    let names = primary.chain(others.map(|name| (name, false)));
    names.map(|(name, primary)| (fold(name), primary)).filter(|(key, _)| !key.is_empty())
}

/// Folded titles of dramas in memory and who claims them.
#[derive(Debug, Clone)]
pub struct TitleIndex {
    former: HashMap<String, DramaIdx>,
    mdl: HashMap<u32, DramaIdx>,
    keys: HashMap<String, Claims>,
}

impl TitleIndex {
    /// Indexes the titles of `dramas`, whose positions become the [`DramaIdx`].
    #[must_use]
    pub fn new(dramas: &[Drama]) -> Self {
        let mut index = Self {
            former: HashMap::new(),
            mdl: HashMap::with_capacity(dramas.len()),
            keys: HashMap::with_capacity(dramas.len() * 4),
        };
        for (at, drama) in dramas.iter().enumerate() {
            let idx = DramaIdx(at as u32);
            for id in &drama.former_ids {
                index.former.entry(id.clone()).or_insert(idx);
            }
            if let Some(mdl) = drama.mdl {
                index.mdl.entry(mdl).or_insert(idx);
            }
            for (key, primary) in keys(drama) {
                index.keys.entry(key).or_default().add(idx, primary);
            }
        }
        index
    }

    /// The drama that had this id before.
    #[must_use]
    pub fn find_former(&self, id: &str) -> Option<DramaIdx> {
        self.former.get(id).copied()
    }

    /// The first drama with this number on MyDramaList.
    #[must_use]
    pub fn find_mdl(&self, number: u32) -> Option<DramaIdx> {
        self.mdl.get(&number).copied()
    }

    /// The dramas that claim a folded title.
    #[must_use]
    pub fn claims(&self, key: &str) -> Cow<'_, Claims> {
        self.keys.get(key).map_or_else(Cow::default, Cow::Borrowed)
    }

    /// Calls `each` with every folded title and each drama that claims it.
    pub fn each_name(&self, each: &mut dyn FnMut(&str, DramaIdx)) {
        for (key, claims) in &self.keys {
            claims.primary.iter().chain(&claims.alias).for_each(|idx| each(key, *idx));
        }
    }
}

/// The drama that `name` means: `mdl:NUMBER`, an id, a title or alias, `Title (year)`, or a
/// title with a typing error when one drama is clearly meant.
///
/// A current id beats a former one, a primary title (English or native) beats an alias. A different number is a
/// different title, never a typing error.
///
/// # Errors
/// [`TitleError::Unknown`] with near titles, [`TitleError::Ambiguous`] with the dramas to choose
/// from by year.
pub fn resolve(shelf: &dyn Shelf, name: &str) -> Result<Resolved, TitleError> {
    let name = name.trim();
    let exact = |drama| Ok(Resolved { drama, forgiven: false });
    if let Some(number) = name.strip_prefix("mdl:").or_else(|| name.strip_prefix("MDL:")) {
        let known = number.trim().parse().ok().and_then(|number: u32| shelf.find_mdl(number));
        return known.map_or_else(
            || Err(TitleError::Unknown { name: name.to_owned(), near: Vec::new() }),
            exact,
        );
    }
    if let Some(drama) = shelf.find(name).or_else(|| shelf.find_former(name)) {
        return exact(drama);
    }
    let (title, year) = split_year(name);
    for (title, year) in [(name, None), (title, year)] {
        match claimed(shelf, &fold(title), year).as_slice() {
            [] => {}
            [drama] => return exact(*drama),
            several => {
                let name_of = |idx: &DramaIdx| match year {
                    None => heading_or_id(*idx, several, shelf),
                    Some(_) => shelf.drama(*idx).id.clone(),
                };
                let candidates = several.iter().map(name_of).collect();
                return Err(TitleError::Ambiguous { name: name.to_owned(), candidates });
            }
        }
    }
    forgive(shelf, &fold(title), year).map_or_else(
        || Err(TitleError::Unknown { name: name.to_owned(), near: near(shelf, title) }),
        |drama| Ok(Resolved { drama, forgiven: true }),
    )
}

/// The drama that has exactly this title, `Title (year)` or alias, and shares it with no other; no
/// typing error is forgiven.
#[must_use]
pub fn exact(shelf: &dyn Shelf, name: &str) -> Option<DramaIdx> {
    let (title, year) = split_year(name.trim());
    let found =
        [(name, None), (title, year)].map(|(title, year)| claimed(shelf, &fold(title), year));
    found.into_iter().find_map(|found| if let [drama] = found[..] { Some(drama) } else { None })
}

/// The dramas claiming a key (and of that year, when one is given); primary titles first and
/// alone when there are any. Of a whole series that shares a title its beginning alone, since that is what
/// people mean by it.
fn claimed(shelf: &dyn Shelf, key: &str, year: Option<u16>) -> Vec<DramaIdx> {
    let claims = shelf.claims(key);
    let of_year = |list: &[DramaIdx]| -> Vec<DramaIdx> {
        let meant = |idx: &DramaIdx| year.is_none() || shelf.drama(*idx).year == year;
        list.iter().copied().filter(meant).collect()
    };
    let primary = of_year(&claims.primary);
    let meant = if primary.is_empty() { of_year(&claims.alias) } else { primary };
    beginning(shelf, &meant).map_or(meant, |first| vec![first])
}

/// Where the series begins that several dramas are of; nothing when they are not all of one. Specials and
/// compilations come after the rest whatever their number.
fn beginning(shelf: &dyn Shelf, dramas: &[DramaIdx]) -> Option<DramaIdx> {
    let [first, rest @ ..] = dramas else { return None };
    let series = shelf.facts(*first).series()?;
    let together = rest.iter().all(|idx| shelf.facts(*idx).series() == Some(series));
    let place = |idx: &&DramaIdx| {
        let facts = shelf.facts(**idx);
        let kind = facts.series_kind();
        let beside = matches!(kind, SeriesKind::Special | SeriesKind::Compilation);
        (beside, facts.series_order().unwrap_or(u16::MAX), **idx)
    };
    together.then(|| dramas.iter().min_by_key(place).copied()).flatten()
}

fn forgive(shelf: &dyn Shelf, key: &str, year: Option<u16>) -> Option<DramaIdx> {
    let mut ranking = Ranking::new(key, typing_likeness);
    shelf.each_name(&mut |name, idx| {
        if digits(name).eq(digits(key)) {
            ranking.consider(name, idx);
        }
    });
    let mut near = ranking.into_sorted();
    near.retain(|(_, idx)| year.is_none() || shelf.drama(*idx).year == year);
    let (best, drama) = *near.first()?;
    let next = near.get(1).map_or(0.0, |(score, _)| *score);
    (best >= CLEARLY_MEANT && best - next >= CLEAR_LEAD).then_some(drama)
}

/// Headings of the dramas whose titles are nearest to `name`, best first.
#[must_use]
pub fn near(shelf: &dyn Shelf, name: &str) -> Vec<String> {
    let key = fold(name);
    let nearest = all_ranked(shelf, &key, likeness).into_iter().take(OFFERED);
    nearest.map(|(_, idx)| shelf.drama(idx).heading()).collect()
}

/// The dramas with a title or alias like `word`, best first: those containing it before those
/// that merely resemble it. All dramas, in id order, for a word without letters.
#[must_use]
pub fn search(shelf: &dyn Shelf, word: &str) -> Vec<DramaIdx> {
    let key = fold(word);
    if key.is_empty() {
        return (0..shelf.len() as u32).map(DramaIdx).collect();
    }
    let containing = |a: &str, b: &str| if b.contains(a) { likeness(a, b).max(0.65) } else { 0.0 };
    let found = all_ranked(shelf, &key, containing);
    let found = if found.is_empty() { all_ranked(shelf, &key, typing_likeness) } else { found };
    found.into_iter().map(|(_, idx)| idx).collect()
}

/// The dramas by how like a key their folded titles are.
fn all_ranked(
    shelf: &dyn Shelf,
    key: &str,
    likeness: impl Fn(&str, &str) -> f64,
) -> Vec<(f64, DramaIdx)> {
    let mut ranking = Ranking::new(key, likeness);
    shelf.each_name(&mut |name, idx| ranking.consider(name, idx));
    ranking.into_sorted()
}

fn digits(key: &str) -> impl Iterator<Item = char> {
    key.chars().filter(|c| c.is_numeric())
}

/// The heading, or the id where headings do not tell the dramas apart.
fn heading_or_id(idx: DramaIdx, among: &[DramaIdx], shelf: &dyn Shelf) -> String {
    let heading = shelf.drama(idx).heading();
    if among.iter().filter(|other| shelf.drama(**other).heading() == heading).count() > 1 {
        shelf.drama(idx).id.clone()
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
    use crate::catalog::MemoryShelf;

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
        let shelf = MemoryShelf::new(shelf());
        let resolved = super::resolve(&shelf, name)?;
        Ok((shelf.drama(resolved.drama).id.clone(), resolved.forgiven))
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
        let shelf = MemoryShelf::new(shelf());
        let found = |name| Some(shelf.drama(super::exact(&shelf, name)?).id.clone());
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
    fn a_title_that_a_series_shares_means_its_beginning() {
        let part = |id: &str, title: &str, order, series_kind| Drama {
            series: Some("kites".into()),
            series_order: Some(order),
            series_kind,
            ..drama(id, title, "연", 2017, &["Kite Runners"])
        };
        let shelf = MemoryShelf::new(vec![
            part("kites", "Kites", 2, SeriesKind::Season),
            part("kites-2", "Kites 2", 3, SeriesKind::Season),
            part("kites-special", "Kites Special", 1, SeriesKind::Special),
        ]);
        for name in ["연", "연 (2017)", "Kite Runners"] {
            let found = super::resolve(&shelf, name).map(|r| shelf.drama(r.drama).id.clone());
            assert_eq!(found.as_deref(), Ok("kites"), "{name}");
        }
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

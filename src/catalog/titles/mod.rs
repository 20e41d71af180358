//! Finding the drama that a typed title means.

mod index;
mod near;
mod slips;

use thiserror::Error;

use crate::sorting::sort_by_key;

use super::drama::{Drama, DramaIdx};
use super::fold::fold;
use super::kinds::SeriesKind;
use super::spelling::{Season, other_keys, respelled, season, split_year};
use super::storage::Storage;
use near::{forgive_or_near, near};
use slips::forgive;

pub use index::{Claims, TitleIndex, keys, names};
pub use near::{beginning_so, begun, search};

/// How many of the dramas that share a title are named.
const NAMED: usize = 8;

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
        /// Headings (title with year) of the dramas that share it, in id order, or their ids; not
        /// all of them where there are many.
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

/// The drama that `name` means: `mdl:NUMBER`, an id, a title or alias, `Title (year)`, or a
/// title with a typing error when one drama is clearly meant.
///
/// A current id beats a former one, a primary title (English or native) beats an alias. A different
/// number is a different title, never a typing error.
///
/// # Errors
/// [`TitleError::Unknown`] with near titles, [`TitleError::Ambiguous`] with the dramas to choose
/// from by year.
pub fn resolve(storage: &dyn Storage, name: &str) -> Result<Resolved, TitleError> {
    if let Some(drama) = named(storage, name)? {
        return Ok(Resolved { drama, forgiven: false });
    }
    mistyped_or_unknown(storage, name).map(|drama| Resolved { drama, forgiven: true })
}

/// The drama that `name` means as it is spelled, as [`resolve`] finds it when no typing error is
/// forgiven. Takes no longer in a large catalogue.
///
/// # Errors
/// [`TitleError::Ambiguous`] when several dramas have this title.
pub fn named(storage: &dyn Storage, name: &str) -> Result<Option<DramaIdx>, TitleError> {
    let name = name.trim();
    if let Some(number) = mdl_number(name) {
        return Ok(number.trim().parse().ok().and_then(|number: u32| storage.find_mdl(number)));
    }
    if let Some(drama) = storage.find(name).or_else(|| storage.find_former(name)) {
        return Ok(Some(drama));
    }
    titled(storage, name)
}

/// The drama that has this title, alias, `Title (year)`, or a title with its season spelled another
/// way.
///
/// # Errors
/// [`TitleError::Ambiguous`] when several dramas have this title.
pub fn titled(storage: &dyn Storage, name: &str) -> Result<Option<DramaIdx>, TitleError> {
    let name = name.trim();
    let (title, year) = split_year(name);
    let spellings =
        if year.is_some() { vec![(name, None), (title, year)] } else { vec![(name, None)] };
    for (title, year) in &spellings {
        if let Some(drama) = alone(storage, name, &claimed(storage, &fold(title), *year), *year)? {
            return Ok(Some(drama));
        }
    }
    for (title, year) in &spellings {
        if let Some(drama) = season(title).and_then(|season| of_season(storage, &season, *year)) {
            return Ok(Some(drama));
        }
        for key in other_keys(title) {
            // An alias is looser than a title: what is near it may be another work.
            let primary = storage
                .claims(&key)
                .primary
                .iter()
                .copied()
                .filter(|idx| year.is_none() || storage.drama(*idx).year == *year)
                .collect::<Vec<_>>();
            if let [drama] = primary[..] {
                return Ok(Some(drama));
            }
        }
    }
    Ok(None)
}

/// The one drama that is meant; none when there is none.
fn alone(
    storage: &dyn Storage,
    name: &str,
    dramas: &[DramaIdx],
    year: Option<u16>,
) -> Result<Option<DramaIdx>, TitleError> {
    match dramas {
        [] => Ok(None),
        [drama] => Ok(Some(*drama)),
        several => {
            let name_of = |idx: &DramaIdx| match year {
                None if several.len() <= NAMED => heading_or_id(*idx, several, storage),
                _ => storage.drama(*idx).id.clone(),
            };
            let mut candidates: Vec<String> = several.iter().take(NAMED).map(name_of).collect();
            // Titles with years tell them apart, or else ids do; one kind, as the hint says.
            if !candidates.iter().all(|name| name.ends_with(')')) {
                let id_of = |idx: &DramaIdx| storage.drama(*idx).id.clone();
                candidates = several.iter().take(NAMED).map(id_of).collect();
            }
            Err(TitleError::Ambiguous { name: cut(name), candidates })
        }
    }
}

/// The season with this number of the story that the title names. The first season of a story that
/// has only one is that.
fn of_season(storage: &dyn Storage, season: &Season, year: Option<u16>) -> Option<DramaIdx> {
    let mut keys = vec![fold(&season.title)];
    keys.extend(other_keys(&season.title));
    let mut found: Vec<DramaIdx> = Vec::new();
    for key in keys {
        let claims = storage.claims(&key);
        for named in claims.primary.iter().chain(&claims.alias) {
            found.extend(numbered(storage, *named, season.number));
        }
        if !found.is_empty() {
            break;
        }
    }
    sort_by_key(&mut found, |idx| *idx);
    found.dedup();
    let subtitle = fold(&season.subtitle);
    let fits = |idx: &DramaIdx| {
        (year.is_none() || storage.drama(*idx).year == year)
            && (subtitle.is_empty() || keys_hold(&storage.drama(*idx), &subtitle))
    };
    found.retain(fits);
    if let [drama] = found[..] { Some(drama) } else { None }
}

fn keys_hold(drama: &Drama, part: &str) -> bool {
    keys(drama).any(|(key, _)| key.contains(part))
}

/// The season with a number of the story that a drama is of.
fn numbered(storage: &dyn Storage, named: DramaIdx, number: u16) -> Vec<DramaIdx> {
    let Some(series) = storage.outline_facts(named).series() else {
        return if number == 1 { vec![named] } else { Vec::new() };
    };
    let is = |idx: &DramaIdx| {
        let facts = storage.outline_facts(*idx);
        let beside = matches!(facts.series_kind(), SeriesKind::Special | SeriesKind::Compilation);
        facts.series() == Some(series) && facts.series_order() == Some(number) && !beside
    };
    (0..storage.len() as u32).map(DramaIdx).filter(is).collect()
}

/// The drama that is clearly meant by a name that is not spelled like any title. Compares it with
/// all titles of the catalogue.
#[must_use]
pub fn mistyped(storage: &dyn Storage, name: &str) -> Option<DramaIdx> {
    let name = name.trim();
    if mdl_number(name).is_some() {
        return None;
    }
    let (title, year) = split_year(name);
    forgive(storage, title, year).or_else(|| respelled_meant(storage, title, year))
}

/// The drama that is clearly meant by a title whose season or small words are spelled another way.
fn respelled_meant(storage: &dyn Storage, title: &str, year: Option<u16>) -> Option<DramaIdx> {
    let lower = title.to_lowercase();
    let other = respelled(&lower);
    (other != lower).then(|| forgive(storage, &other, year)).flatten()
}

/// The drama that [`mistyped`] finds, or else what [`unknown`] says. Looks once at most names, not
/// once for each.
///
/// # Errors
/// [`TitleError::Unknown`] when no drama is clearly meant.
pub fn mistyped_or_unknown(storage: &dyn Storage, name: &str) -> Result<DramaIdx, TitleError> {
    let name = name.trim();
    if mdl_number(name).is_some() {
        return Err(unknown(storage, name));
    }
    let (title, year) = split_year(name);
    let (meant, near) = forgive_or_near(storage, title, year);
    meant
        .or_else(|| respelled_meant(storage, title, year))
        .ok_or_else(|| TitleError::Unknown { name: cut(name), near: near.headings(storage) })
}

/// What to say of a name that means no drama. Compares it with all titles of the catalogue.
#[must_use]
pub fn unknown(storage: &dyn Storage, name: &str) -> TitleError {
    let name = name.trim();
    let near = match mdl_number(name) {
        Some(_) => Vec::new(),
        None => near(storage, split_year(name).0),
    };
    TitleError::Unknown { name: cut(name), near }
}

/// The number in `mdl:NUMBER`, as typed.
fn mdl_number(name: &str) -> Option<&str> {
    name.strip_prefix("mdl:").or_else(|| name.strip_prefix("MDL:"))
}

/// A name as it is told again: whole, or its beginning where it is longer than any name.
#[must_use]
pub fn cut(name: &str) -> String {
    const TOLD: usize = 200;
    match name.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{}...", &name[..end]),
        None => name.to_owned(),
    }
}

/// The drama that has exactly this title, `Title (year)` or alias, and shares it with no other; no
/// typing error is forgiven.
#[must_use]
pub fn exact(storage: &dyn Storage, name: &str) -> Option<DramaIdx> {
    let (title, year) = split_year(name.trim());
    let found =
        [(name, None), (title, year)].map(|(title, year)| claimed(storage, &fold(title), year));
    found.into_iter().find_map(|found| if let [drama] = found[..] { Some(drama) } else { None })
}

/// The dramas claiming a key (and of that year, when one is given); primary titles first and alone
/// when there are any. Of a whole series that shares a title its beginning alone, since that is
/// what people mean by it.
fn claimed(storage: &dyn Storage, key: &str, year: Option<u16>) -> Vec<DramaIdx> {
    let claims = storage.claims(key);
    let of_year = |list: &[DramaIdx]| -> Vec<DramaIdx> {
        let meant = |idx: &DramaIdx| year.is_none() || storage.drama(*idx).year == year;
        list.iter().copied().filter(meant).collect()
    };
    let primary = of_year(&claims.primary);
    let meant = if primary.is_empty() { of_year(&claims.alias) } else { primary };
    first_of_series(storage, &meant).map_or(meant, |first| vec![first])
}

/// Where the series begins that several dramas are of; nothing when they are not all of one.
/// Specials and compilations come after the rest whatever their number.
fn first_of_series(storage: &dyn Storage, dramas: &[DramaIdx]) -> Option<DramaIdx> {
    let [first, rest @ ..] = dramas else { return None };
    if rest.is_empty() {
        return None;
    }
    let series = storage.outline_facts(*first).series()?;
    let together = rest.iter().all(|idx| storage.outline_facts(*idx).series() == Some(series));
    let place = |idx: &&DramaIdx| {
        let facts = storage.outline_facts(**idx);
        let kind = facts.series_kind();
        let beside = matches!(kind, SeriesKind::Special | SeriesKind::Compilation);
        (beside, facts.series_order().unwrap_or(u16::MAX), **idx)
    };
    together.then(|| dramas.iter().min_by_key(place).copied()).flatten()
}

/// The heading, or the id where headings do not tell the dramas apart.
fn heading_or_id(idx: DramaIdx, among: &[DramaIdx], storage: &dyn Storage) -> String {
    let heading = storage.drama(idx).heading();
    if among.iter().filter(|other| storage.drama(**other).heading() == heading).count() > 1 {
        storage.drama(idx).id.clone()
    } else {
        heading
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::MemoryStorage;

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

    fn storage() -> Vec<Drama> {
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
        let storage = MemoryStorage::new(storage());
        let resolved = super::resolve(&storage, name)?;
        Ok((storage.drama(resolved.drama).id.clone(), resolved.forgiven))
    }

    /// What is offered for a title that means no drama.
    fn near(name: &str) -> Vec<String> {
        match resolve(name) {
            Err(TitleError::Unknown { near, .. }) => near,
            other => panic!("`{name}`: {other:?}"),
        }
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
        let storage = MemoryStorage::new(storage());
        let found = |name| Some(storage.drama(super::exact(&storage, name)?).id.clone());
        assert_eq!(found("LIGHT house"), Some("lighthouse".into()));
        assert_eq!(found("Once Again (2020)"), Some("once-again-2020".into()));
        assert_eq!((found("Once Again"), found("Lighthuose"), found("")), (None, None, None));
    }

    #[test]
    fn an_index_finds_what_looking_through_finds() {
        let fresh = || MemoryStorage::new(storage());
        let used = fresh();
        for name in ["등대", "mdl:42", "Ward Stories", "Ward Stories 1", "lighthouse-old", "x", ""]
        {
            for _ in 0..20 {
                assert_eq!(super::resolve(&used, name), super::resolve(&fresh(), name), "{name}");
            }
        }
    }

    #[test]
    fn one_look_for_both_finds_what_two_looks_find() {
        let storage = MemoryStorage::new(storage());
        for name in [
            "Lighthuose",
            "Lighthuose (2019)",
            "Lighthuose (2020)",
            "Light",
            "Onec Again",
            "다시 한벙",
            "Ward Story",
            "Ward Storeis 3",
            "Ward Storeis 2",
            "Lanterns",
            "x",
            "",
            "!!",
            "mdl:7",
        ] {
            let two = super::mistyped(&storage, name).ok_or_else(|| super::unknown(&storage, name));
            assert_eq!(mistyped_or_unknown(&storage, name), two, "{name}");
        }
        assert!(mistyped_or_unknown(&storage, "Lighthuose").is_ok());
        assert!(mistyped_or_unknown(&storage, "Lighthuose (2020)").is_err());
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
        let storage = MemoryStorage::new(vec![
            part("kites", "Kites", 2, SeriesKind::Season),
            part("kites-2", "Kites 2", 3, SeriesKind::Season),
            part("kites-special", "Kites Special", 1, SeriesKind::Special),
        ]);
        for name in ["연", "연 (2017)", "Kite Runners"] {
            let found = super::resolve(&storage, name).map(|r| storage.drama(r.drama).id.clone());
            assert_eq!(found.as_deref(), Ok("kites"), "{name}");
        }
    }

    #[test]
    fn a_typing_error_is_forgiven_when_one_title_is_meant() {
        assert_eq!(resolve("Lighthuose"), Ok(("lighthouse".into(), true)));
        assert_eq!(near("Light"), ["Lighthouse (2019)"]);
    }

    #[test]
    fn another_number_or_year_is_another_title() {
        assert_eq!(near("Ward Stories 3").len(), 2);
        assert_eq!(near("Lighthouse (2001)"), ["Lighthouse (2019)"]);
    }

    #[test]
    fn names_that_mean_nothing_are_unknown() {
        for name in ["", "???", "mdl:", "mdl:7", "(2019)"] {
            assert!(matches!(resolve(name), Err(TitleError::Unknown { .. })), "{name}");
        }
    }
}

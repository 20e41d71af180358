//! The drama that is meant by a title with a slip of the keyboard.

use crate::catalog::drama::DramaIdx;
use crate::catalog::fold::fold;
use crate::catalog::near::{Few, Typed, is_too_long};
use crate::catalog::sieve::Sieve;
use crate::catalog::sketch::Sketch;
use crate::catalog::slip::is_slip;
use crate::catalog::storage::{Seeker, Storage};
use crate::sorting::sort_by_key;

use super::{first_of_series, names};

/// How alike a mistyped title must be to be taken for the one meant.
const CLEARLY_MEANT: f64 = 0.8;
/// How far the next best drama must stay behind it.
const CLEAR_LEAD: f64 = 0.1;
/// By how much likenesses may differ that are equal but for rounding.
const ROUNDING: f64 = 1e-9;

/// The drama that is clearly meant by a title with a slip of the keyboard.
pub fn forgive(storage: &dyn Storage, typed_as: &str, year: Option<u16>) -> Option<DramaIdx> {
    let key = &fold(typed_as);
    if is_too_long(key) {
        return None;
    }
    let typed = Typed::new(key);
    let mut slips = Slips::new(storage, &typed, year);
    slips.look();
    slips.clearly_meant(typed_as)
}

/// The two dramas most like a title that may have a slip: the one that may be meant, and the one
/// that may make it doubtful who is.
pub struct Slips<'a> {
    storage: &'a dyn Storage,
    typed: &'a Typed<'a>,
    year: Option<u16>,
    two: Few<DramaIdx>,
}

impl<'a> Slips<'a> {
    /// None yet. Dramas that are not so much alike that they are meant are left out: most titles
    /// have many of these, and few ask who they are.
    pub fn new(storage: &'a dyn Storage, typed: &'a Typed<'a>, year: Option<u16>) -> Self {
        Self { storage, typed, year, two: Few::new(2, CLEARLY_MEANT - ROUNDING) }
    }

    /// A likeness below which no drama counts: neither the best nor near enough to it.
    pub fn least(&self) -> f64 {
        let doubtful = self.two.best().map_or(0.0, doubtful_from);
        self.two.least().max(doubtful)
    }

    /// Whether a name with this sketch has the digits of the title; no slip changes them.
    pub fn has_digits(&self, sketch: &Sketch) -> bool {
        sketch.digits == self.typed.sketch().digits
    }

    /// Keeps the drama of a name so much alike if it counts.
    pub fn consider(&mut self, alike: f64, name: &str, idx: DramaIdx) {
        if alike >= self.least() && self.is_of_year(idx) && self.same_digits(name) {
            self.two.consider(alike, idx);
        }
    }

    fn is_of_year(&self, idx: DramaIdx) -> bool {
        self.year.is_none() || self.storage.drama(idx).year == self.year
    }

    fn same_digits(&self, name: &str) -> bool {
        let [own, other] = [self.typed.key(), name].map(|key| key.chars());
        own.filter(|c| c.is_numeric()).eq(other.filter(|c| c.is_numeric()))
    }

    /// Looks through all names.
    fn look(&mut self) {
        let sieve = Sieve::new(*self.typed.sketch(), self.least());
        self.storage.each_name(&mut Alone { slips: self, sieve });
    }

    /// The drama that is so much more like the title, as it was typed, than any other that it is
    /// meant.
    pub fn clearly_meant(mut self, typed_as: &str) -> Option<DramaIdx> {
        let (best, drama) = self.two.best()?;
        let is_slip = |(name, _): (&str, bool)| is_slip(typed_as, name);
        if best < CLEARLY_MEANT || !names(&self.storage.drama(drama)).any(is_slip) {
            return None;
        }
        if self.two.second().is_none() && doubtful_from((best, drama)) < self.two.least() {
            // Who was left out may be near enough.
            self.two = Few::new(2, doubtful_from((best, drama)));
            self.look();
        }
        let next = self.two.second().map_or(0.0, |(next, _)| next);
        if best - next >= CLEAR_LEAD {
            return Some(drama);
        }
        // "hospital playlst" is no less clear because there is a second season.
        let series = self.storage.outline_facts(drama).series().is_some();
        series.then(|| self.first_of_the_story((best, drama))).flatten()
    }

    /// The first drama of the one story to which all belong that are near enough to the best.
    fn first_of_the_story(mut self, best: (f64, DramaIdx)) -> Option<DramaIdx> {
        const SEASONS: usize = 8;
        self.two = Few::new(SEASONS, doubtful_from(best));
        self.look();
        let mut near: Vec<DramaIdx> = self.two.into_targets().collect();
        sort_by_key(&mut near, |idx| *idx);
        (near.len() < SEASONS).then(|| first_of_series(self.storage, &near)).flatten()
    }
}

/// From which likeness on another drama may be near enough to the best.
fn doubtful_from((best, _): (f64, DramaIdx)) -> f64 {
    best - CLEAR_LEAD - ROUNDING
}

/// Looks for slips and nothing else.
struct Alone<'s, 'a> {
    slips: &'s mut Slips<'a>,
    sieve: Sieve,
}

impl Seeker for Alone<'_, '_> {
    fn sieve(&self) -> Option<&Sieve> {
        Some(&self.sieve)
    }

    fn is_worth(&self, sketch: &Sketch) -> bool {
        let slips = &self.slips;
        slips.has_digits(sketch) && slips.typed.may_be_typed(sketch, slips.least())
    }

    fn take(&mut self, name: &str, idx: DramaIdx) {
        let alike = self.slips.typed.typing_likeness(name, self.slips.least());
        self.slips.consider(alike, name, idx);
        self.sieve.tighten(self.slips.least());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::drama::Drama;
    use crate::catalog::storage::MemoryStorage;

    fn dramas(titles: &[String]) -> MemoryStorage {
        let mut dramas = Vec::new();
        for (at, title) in titles.iter().enumerate() {
            let (id, year) = (format!("d{at:03}"), Some(2020 + at as u16 % 2));
            dramas.push(Drama { id, title: title.clone(), year, ..Drama::default() });
        }
        MemoryStorage::new(dramas)
    }

    /// Every drama compared with the title, none left out.
    fn plainly_meant(titles: &[String], typed_as: &str, year: Option<u16>) -> Option<DramaIdx> {
        let digits = |title: &str| title.chars().filter(|c| c.is_numeric()).collect::<String>();
        let typed = Typed::new(typed_as);
        let mut best: Vec<(f64, u32)> = Vec::new();
        for (at, title) in titles.iter().enumerate() {
            let counts = year.is_none_or(|year| year == 2020 + at as u16 % 2)
                && digits(title) == digits(typed_as);
            best.push((if counts { typed.typing_likeness(title, 0.0) } else { 0.0 }, at as u32));
        }
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let (first, drama) = *best.first()?;
        let next = best.get(1).map_or(0.0, |(likeness, _)| *likeness);
        let clear = first >= CLEARLY_MEANT && first - next >= CLEAR_LEAD;
        (clear && is_slip(typed_as, &titles[drama as usize])).then_some(DramaIdx(drama))
    }

    /// A word with up to four letters replaced, so that many are a few edits apart.
    fn nearly_a_word() -> impl Strategy<Value = String> {
        let replaced = prop::collection::vec((0..20usize, "[a-c1]"), 0..4);
        (7..16usize, replaced).prop_map(|(length, replaced)| {
            let mut word = "vincenzoandthegoblin"[..length].to_owned();
            for (at, letter) in replaced {
                word.replace_range(at % length..at % length + 1, &letter);
            }
            word
        })
    }

    proptest! {
        #[test]
        fn whoever_is_left_out_changes_nothing(
            titles in prop::collection::vec(nearly_a_word(), 0..6),
            typed_as in nearly_a_word(),
            year in prop::option::of(2020..2022u16),
        ) {
            let meant = forgive(&dramas(&titles), &typed_as, year);
            prop_assert_eq!(meant, plainly_meant(&titles, &typed_as, year));
        }
    }

    #[test]
    fn another_season_makes_nothing_doubtful() {
        let season = |id: &str, title: &str, order| Drama {
            id: id.into(),
            title: title.into(),
            series: Some("playlist".into()),
            series_order: Some(order),
            ..Drama::default()
        };
        let seasons =
            || vec![season("two", "Playlistic Season", 2), season("one", "Playlistics", 1)];
        let other = |title: &str| Drama { id: "z".into(), title: title.into(), ..Drama::default() };
        let first = |dramas| forgive(&MemoryStorage::new(dramas), "Playlistcs", None);
        assert_eq!(first(seasons()), Some(DramaIdx(1)));
        let mut dramas = vec![season("two", "Playlistix", 2), season("one", "Playlistics", 1)];
        assert_eq!(first(dramas.clone()), Some(DramaIdx(1)), "the first season is nearest or not");
        dramas.push(other("Playlistis"));
        assert_eq!(first(dramas), None, "another story is as near");
    }

    #[test]
    fn another_drama_makes_it_doubtful_who_is_meant() {
        // One edit of ten letters from the first, two from the second.
        let titles = ["blackboxes", "blackbones"].map(str::to_owned);
        assert_eq!(forgive(&dramas(&titles[..1]), "blackboxez", None), Some(DramaIdx(0)));
        assert_eq!(forgive(&dramas(&titles), "blackboxez", None), None);
        assert_eq!(forgive(&dramas(&titles), "blackboxez", Some(2020)), Some(DramaIdx(0)));
        // Two of 13 from the first, three from the second: it would not be meant, yet is too near.
        let titles = ["extraordinary", "extreordonexa"].map(str::to_owned);
        assert_eq!(forgive(&dramas(&titles[..1]), "extreordinery", None), Some(DramaIdx(0)));
        assert_eq!(forgive(&dramas(&titles), "extreordinery", None), None);
    }
}
